import type { Issue } from '../issues/issue.ts';
import { Claims, type Contribution, cellIssue, cellOf, type FilledCounts } from './contribution.ts';
import type { FieldOrigins } from './origins.ts';
import type { Answers } from './readHeader.ts';
import { isAbsent, type TextReading } from './readText.ts';
import { shownRow } from './rowPlace.ts';
import { keptText, spelled } from './spelling.ts';
import { sameTexts } from './textValues.ts';

/**
 * What becomes of a label of which a firm's cells say different things: a fault; the most common name stands; or, of what tells
 * its rows apart, the firm has none.
 */
export type WhenDifferent = 'fault' | 'mostCommon' | 'none';

/** Labels or flags of one field, and the firms of which a cell was there but could not be read or was contradicted. */
export interface GatheredTexts<T> {
  readonly values: readonly (T | undefined)[];
  readonly unreadable: ReadonlySet<number>;
}

/**
 * The texts of one field from all columns that hold it. Texts that differ only in width, spaces or case agree (the first in
 * order of characters is kept, so that the order of tables changes nothing); others give `factRepeated`, and the datum is
 * missing. Names are an exception: a firm under two of them keeps the one that most cells say, spelled as most of these
 * spell it, or of several such the first in order of characters; each other name, but no other spelling, is a warning
 * (`nameDiffers`).
 */
export function gatherTexts<T extends string | boolean>(
  firms: number,
  contributions: readonly Contribution[],
  read: (cell: string, answers: Answers | undefined) => TextReading<T>,
  filled: FilledCounts,
  issues: Issue[],
  rows: readonly Uint32Array[],
  different: WhenDifferent = 'fault',
): GatheredTexts<T> & { readonly origins: FieldOrigins } {
  const values = new Array<T | undefined>(firms).fill(undefined);
  const unreadable = new Set<number>();
  const claims = new Claims(firms, contributions);
  const renamed = new Set<number>();
  const several = new Set<number>();
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
      } else if (different === 'mostCommon' && before !== reading.value) {
        renamed.add(firm);
      } else if (before === undefined || !sameTexts(before, reading.value)) {
        if (different === 'none') several.add(firm);
        else claims.dispute(firm, number, admitted, issues);
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
  for (const firm of several) {
    values[firm] = undefined;
    unreadable.add(firm);
    claims.release(firm);
  }
  for (const [firm, name] of commonNames(renamed, contributions, claims, issues)) values[firm] = name as T;
  return { values, unreadable, origins: claims.origins(rows) };
}

/** The name that stands for each firm under several, and a warning for each other one. */
function commonNames(
  firms: ReadonlySet<number>,
  contributions: readonly Contribution[],
  claims: Claims,
  issues: Issue[],
): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  if (firms.size === 0) return names;
  const cells = new Map<number, NameCell[]>();
  contributions.forEach((contribution, number) => {
    contribution.firms.forEach((firm, admitted) => {
      const name = firms.has(firm) ? keptText(cellOf(contribution, admitted)) : '';
      if (name === '' || isAbsent(name)) return;
      const cell = { name, contribution, number, admitted };
      const others = cells.get(firm);
      if (others === undefined) cells.set(firm, [cell]);
      else others.push(cell);
    });
  });
  for (const [firm, all] of cells) {
    const groups = new Map<string, NameCell[]>();
    for (const cell of all) {
      const group = groups.get(spelled(cell.name));
      if (group === undefined) groups.set(spelled(cell.name), [cell]);
      else group.push(cell);
    }
    const variants = [...groups.values()].map(byFrequency);
    variants.sort((a, b) => b.length - a.length || ((a[0]?.name ?? '') < (b[0]?.name ?? '') ? -1 : 1));
    const [kept, ...others] = variants.flatMap(([first]) => (first === undefined ? [] : [first]));
    if (kept === undefined) continue;
    names.set(firm, kept.name);
    claims.reclaim(firm, kept.number, kept.admitted);
    const { plan, rows } = kept.contribution.table;
    const expected = `${kept.name} (${shownRow(plan, rows[kept.admitted] ?? 0)})`;
    for (const { contribution, admitted } of others)
      issues.push(cellIssue(contribution, admitted, { code: 'nameDiffers', expected }));
  }
  return names;
}

/** Cells of one name by how many are spelled alike, the most first, and then in order of characters. */
function byFrequency(cells: readonly NameCell[]): readonly NameCell[] {
  const counts = new Map<string, number>();
  for (const { name } of cells) counts.set(name, (counts.get(name) ?? 0) + 1);
  const countOf = ({ name }: NameCell): number => counts.get(name) ?? 0;
  return [...cells].sort((a, b) => countOf(b) - countOf(a) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

interface NameCell {
  readonly name: string;
  readonly contribution: Contribution;
  readonly number: number;
  readonly admitted: number;
}

const MOST_KNOWN = 10_000;
