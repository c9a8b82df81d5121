import type { Issue } from '../issues/issue.ts';
import { Claims, type Contribution, cellIssue, cellOf, type FilledCounts } from './contribution.ts';
import type { FieldOrigins } from './origins.ts';
import type { Answers } from './readHeader.ts';
import type { TextReading } from './readText.ts';
import { spelled } from './spelling.ts';

/** Labels or flags of one field, and the firms of which a cell was there but could not be read or was contradicted. */
export interface GatheredTexts<T> {
  readonly values: readonly (T | undefined)[];
  readonly unreadable: ReadonlySet<number>;
}

/**
 * The texts of one field from all columns that hold it. Texts that differ only in width, spaces or case agree (the first in
 * order of characters is kept, so that the order of tables changes nothing); others give `factRepeated`, and the datum is
 * missing.
 */
export function gatherTexts<T extends string | boolean>(
  firms: number,
  contributions: readonly Contribution[],
  read: (cell: string, answers: Answers | undefined) => TextReading<T>,
  filled: FilledCounts,
  issues: Issue[],
): GatheredTexts<T> & { readonly origins: FieldOrigins } {
  const values = new Array<T | undefined>(firms).fill(undefined);
  const unreadable = new Set<number>();
  const claims = new Claims(firms, contributions);
  contributions.forEach((contribution, number) => {
    // Columns of labels have few different cells, and reading one takes a while.
    const known = new Map<string, TextReading<T>>();
    let count = 0;
    for (let admitted = 0; admitted < contribution.firms.length; admitted += 1) {
      const cell = cellOf(contribution, admitted);
      const firm = contribution.firms[admitted] as number;
      if (cell === '') {
        claims.pass(firm, number, admitted);
        continue;
      }
      const reading = known.get(cell) ?? read(cell, contribution.column.answers);
      if (known.size < MOST_KNOWN) known.set(cell, reading);
      if (reading.kind === 'fault') {
        issues.push(cellIssue(contribution, admitted, reading));
        unreadable.add(firm);
      }
      if (reading.kind !== 'value') {
        claims.pass(firm, number, admitted);
        continue;
      }
      count += 1;
      const before = values[firm];
      if (claims.claim(firm, number, admitted)) {
        values[firm] = reading.value;
      } else if (before === undefined || !same(before, reading.value)) {
        claims.dispute(firm, number, admitted, issues);
      } else if (reading.value < before) {
        values[firm] = reading.value;
      }
    }
    filled.set(contribution.column, count);
  });
  for (const firm of claims.disputed) {
    values[firm] = undefined;
    unreadable.add(firm);
  }
  return { values, unreadable, origins: claims.origins };
}

const MOST_KNOWN = 10_000;

function same(a: string | boolean, b: string | boolean): boolean {
  return typeof a === 'string' && typeof b === 'string' ? a === b || spelled(a) === spelled(b) : a === b;
}
