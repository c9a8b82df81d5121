import {
  type Column,
  draftColumn,
  MISSING,
  namedState,
  REPORTED,
  rationalAt,
  revisedColumn,
  type State,
  stateAt,
} from '../exact/column.ts';
import { exactText } from '../exact/decimal.ts';
import { compare, divide, multiply, type Rational, rational } from '../exact/rational.ts';
import { type Issue, issue } from '../issues/issue.ts';
import { type AmountField, type Field, fieldDimension } from '../scheme/field.ts';
import { fieldNamed, titleOf } from '../scheme/names.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { unitIn } from '../scheme/unit.ts';
import { deriveLabels } from './deriveLabels.ts';
import type { Facts } from './facts.ts';
import type { GatheredTexts } from './gatherTexts.ts';
import { chainOf } from './manualChain.ts';
import type { ManualLine } from './readAdjustments.ts';
import { readAmount } from './readAmount.ts';
import { readDate } from './readDate.ts';
import { readFlag, readLabel, readSectorLabel, type TextReading } from './readText.ts';
import { cleanText, spelled } from './spelling.ts';

/** Facts with the data that manual lines put in the place of others. */
export interface Corrected {
  readonly facts: Facts;
  /** The lines that were applied, by the row of their firm, in order. */
  readonly corrections: ReadonlyMap<number, readonly (ManualLine & { readonly field: { readonly key: string } })[]>;
  readonly issues: readonly Issue[];
}

/** A datum as a line states it; undefined: missing. */
type Datum = Rational | State | string | boolean | undefined;

/**
 * Corrects the facts. A line is applied only if its original value is exactly the present datum; else it is refused, with what
 * was found. Of several lines for one datum each has to begin where another ends, or all are refused. What follows from a
 * corrected sector code (division, group …) follows from the new one.
 */
export function applyCorrections(facts: Facts, scheme: Scheme, lines: readonly ManualLine[]): Corrected {
  const issues: Issue[] = [];
  const corrections = new Map<number, (ManualLine & { readonly field: { readonly key: string } })[]>();
  const rowOf = new Map(facts.ids.map((id, row) => [id, row]));
  const amounts = new Map<string, Map<number, Rational | State>>();
  const labels = new Map<string, Map<number, string | undefined>>();
  const flags = new Map<string, Map<number, boolean | undefined>>();
  const byDatum = new Map<string, ManualLine[]>();
  for (const line of lines) {
    if (line.field === undefined) continue;
    const key = JSON.stringify([line.firm, line.field.key]);
    byDatum.set(key, [...(byDatum.get(key) ?? []), line]);
  }
  for (const group of byDatum.values()) {
    const [{ firm, field: named }] = group as [ManualLine, ...ManualLine[]];
    const row = rowOf.get(firm);
    const field = named && fieldNamed(scheme, named.key);
    if (named === undefined || field === undefined) continue;
    if (row === undefined) {
      for (const { place } of group) issues.push(issue('adjustmentFirmUnknown', place, '', firm));
      continue;
    }
    const read = group.map((line) => ({
      line,
      from: readDatum(line.from, line, field),
      to: readDatum(line.to, line, field),
    }));
    const faults = read.flatMap(({ from, to }) => [from, to].filter((one) => 'code' in one));
    if (faults.length > 0) {
      for (const one of faults) issues.push(one);
      continue;
    }
    const steps = read.flatMap(({ line, from, to }) =>
      'code' in from || 'code' in to ? [] : [{ line, from: from.datum, to: to.datum }],
    );
    const chain = chainOf(steps, same);
    if (chain === undefined) {
      const rows = group.map(({ place }) => place.row).join('、');
      for (const { place } of group) issues.push(issue('adjustmentRepeated', place, titleOf(scheme, named.key), rows));
      continue;
    }
    const present = presentDatum(facts, field, named.key, row);
    const [first] = chain;
    const last = chain.at(-1);
    if (first === undefined || last === undefined) continue;
    if (!same(first.from, present)) {
      for (const { line } of chain) {
        const stated = `${titleOf(scheme, named.key)}：${line.from === '' ? '缺失' : line.from}`;
        issues.push(
          issue('adjustmentMismatch', line.place, shown(line === first.line ? present : first.from, field), stated),
        );
      }
      continue;
    }
    corrections.set(row, [
      ...(corrections.get(row) ?? []),
      ...chain.map(({ line }) => ({ ...line, field: { key: named.key, unit: named.unit } })),
    ]);
    if (field.kind === 'amount') entry(amounts, named.key).set(row, last.to as Rational | State);
    else if (field.kind === 'flag') entry(flags, named.key).set(row, last.to as boolean | undefined);
    else entry(labels, named.key).set(row, last.to as string | undefined);
  }
  if (corrections.size === 0) return { facts, corrections, issues };
  return { facts: revised(facts, scheme, amounts, labels, flags), corrections, issues };
}

function entry<T>(changes: Map<string, Map<number, T>>, key: string): Map<number, T> {
  const found = changes.get(key) ?? new Map<number, T>();
  changes.set(key, found);
  return found;
}

function revised(
  facts: Facts,
  scheme: Scheme,
  amounts: ReadonlyMap<string, ReadonlyMap<number, Rational | State>>,
  labels: ReadonlyMap<string, ReadonlyMap<number, string | undefined>>,
  flags: ReadonlyMap<string, ReadonlyMap<number, boolean | undefined>>,
): Facts {
  const rows = facts.ids.length;
  const newAmounts = new Map<string, Column>(facts.amounts);
  for (const [key, data] of amounts)
    newAmounts.set(key, revisedColumn(facts.amounts.get(key) ?? draftColumn(rows, 1n), rows, data));
  const newFlags = new Map(facts.flags);
  for (const [key, data] of flags) newFlags.set(key, withTexts(facts.flags.get(key), rows, data));
  const stated = new Map<string, GatheredTexts<string>>(facts.stated ?? statedAlone(facts));
  for (const [key, data] of labels) {
    const before = stated.get(key);
    const unreadable = new Set([...(before?.unreadable ?? [])].filter((row) => !data.has(row)));
    stated.set(key, { values: withTexts(before?.values, rows, data), unreadable });
  }
  const newLabels = labels.size === 0 ? facts.labels : deriveLabels(stated, scheme);
  return { ...facts, amounts: newAmounts, flags: newFlags, labels: newLabels, stated };
}

/** The labels of facts that do not say what follows from the sector's code: all but those that always do. */
function statedAlone({ labels }: Facts): Map<string, GatheredTexts<string>> {
  const derived = labels.has('sector') ? ['section', 'division', 'sectorGroup'] : [];
  return new Map(
    [...labels]
      .filter(([key]) => !derived.includes(key))
      .map(([key, values]) => [key, { values, unreadable: new Set<number>() }]),
  );
}

function withTexts<T>(
  values: readonly (T | undefined)[] | undefined,
  rows: number,
  data: ReadonlyMap<number, T | undefined>,
): readonly (T | undefined)[] {
  const all = values?.slice() ?? new Array<T | undefined>(rows).fill(undefined);
  for (const [row, value] of data) all[row] = value;
  return all;
}

function presentDatum({ amounts, labels, flags }: Facts, field: Field, key: string, row: number): Datum {
  if (field.kind === 'flag') return flags.get(key)?.[row];
  if (field.kind !== 'amount') return labels.get(key)?.[row];
  const column = amounts.get(key);
  if (column === undefined) return MISSING;
  const state = namedState(stateAt(column, row));
  return state === REPORTED ? rationalAt(column, row) : state;
}

function same(a: Datum, b: Datum): boolean {
  return typeof a === 'object' && typeof b === 'object' ? compare(a, b) === 0 : a === b;
}

/** Reads a value as cells of its field are read, with a unit behind it or in that of the line's item. */
function readDatum(text: string, line: ManualLine, field: Field): { readonly datum: Datum } | Issue {
  const blank = ['', '缺失', 'missing'].includes(spelled(text));
  const invalid = (expected: string): Issue => issue('adjustmentInvalid', line.place, expected, text);
  if (field.kind === 'amount') return blank ? { datum: MISSING } : readAmountDatum(text, line, field, invalid);
  if (blank) return { datum: undefined };
  const reading = readTextDatum(text, line, field);
  if (reading.kind === 'fault') return invalid(reading.expected);
  return { datum: reading.kind === 'value' ? reading.value : undefined };
}

function readTextDatum(
  text: string,
  line: ManualLine,
  field: Exclude<Field, AmountField>,
): TextReading<string | boolean> {
  if (field.kind === 'flag') return readFlag(text);
  if (field.kind === 'date') return readDate(text);
  return line.field?.key === 'sector' ? readSectorLabel(text) : readLabel(text, field, undefined);
}

function readAmountDatum(
  text: string,
  line: ManualLine,
  field: AmountField,
  invalid: (expected: string) => Issue,
): { readonly datum: Datum } | Issue {
  const dimension = fieldDimension(field);
  if (dimension === undefined) return invalid(field.unit);
  const share = dimension === 'share';
  const [, number = text, unit] = /^(.*\d)\s*([^\d\s,.%％)）]\S*)$/su.exec(cleanText(text)) ?? [];
  const factor = unitIn(unit ?? line.field?.unit ?? field.unit, dimension)?.factor;
  if (factor === undefined) return invalid(field.unit);
  const reading = readAmount(number, share);
  if (reading.kind === 'fault') return invalid(`${reading.expected} ${field.unit}`);
  if (reading.kind === 'absent') return { datum: reading.state };
  const value = rational(BigInt(reading.digits), 10n ** BigInt(reading.places + (reading.percent ? 2 : 0)));
  return { datum: reading.percent ? value : multiply(value, factor) };
}

/** The present datum as a line would have to state it. */
function shown(datum: Datum, field: Field): string {
  if (typeof datum === 'boolean') return datum ? '是' : '否';
  if (typeof datum === 'string') return datum;
  if (typeof datum !== 'object') return datum === undefined ? '缺失' : (STATES[datum] ?? '缺失');
  if (field.kind !== 'amount') return '';
  const dimension = fieldDimension(field) ?? 'share';
  const factor = unitIn(field.unit, dimension)?.factor;
  return `${exactText(factor === undefined ? datum : divide(datum, factor))} ${field.unit}`;
}

const STATES: Readonly<Record<number, string>> = { 1: '缺失', 2: '不适用', 3: '***' };
