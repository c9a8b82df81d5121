import { expect } from 'vitest';
import type { FirmRecord } from '../../src/intake/factsFromRecords.ts';
import type { Evaluation } from '../../src/results/evaluation.ts';
import { readScheme } from '../../src/scheme/readScheme.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';

/** The scheme, after the expectation that it has no fault. */
export function checked(scheme: Scheme): Scheme {
  expect(readScheme(scheme).issues).toEqual([]);
  return scheme;
}

/** F001, F002 … on 1 亩 each, so that tax is tax per mu. */
export function firmsOf(taxes: readonly (number | string)[], more: (nth: number) => object = () => ({})): FirmRecord[] {
  return taxes.map((tax, index) => ({ id: idOf(index + 1), tax, land: 1, town: '常', ...more(index + 1) }));
}

/** Taxes of so many firms, falling by one: the nth firm stands at place n. */
export function falling(count: number): number[] {
  return Array.from({ length: count }, (_, index) => count - index);
}

export function idOf(nth: number): string {
  return `F${String(nth).padStart(3, '0')}`;
}

/** Final grades of F001, F002 …, a dot for none: "A B B .". */
export function gradesIn(evaluation: Evaluation, count: number): string {
  return Array.from({ length: count }, (_, index) => evaluation.firm(idOf(index + 1))?.grade ?? '.').join(' ');
}

/** The same for the initial grades. */
export function initialIn(evaluation: Evaluation, count: number): string {
  return Array.from({ length: count }, (_, index) => evaluation.firm(idOf(index + 1))?.initialGrade ?? '.').join(' ');
}
