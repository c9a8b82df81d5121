import { type FieldIndex, keyColumn } from './fieldIndex.ts';
import { headerPaths, levelBelow, widthOf } from './headerPaths.ts';
import {
  type HeaderRowKind,
  isCodesRow,
  isUnitsRow,
  kindAboveHeader,
  looksLikeData,
  unitsStated,
} from './headerRows.ts';
import type { Table } from './readCsv.ts';
import type { HeaderReading } from './readHeader.ts';
import { readPath } from './readPath.ts';
import { isBlank } from './spelling.ts';

/** The rows from the top of a table to the last before its data, and what they say of the columns. */
export interface HeaderRegion {
  /** Index of the first row of data. */
  readonly end: number;
  /** The rows that are not blank, ascending, by index. */
  readonly rows: readonly { readonly at: number; readonly kind: HeaderRowKind }[];
  /** For each column the texts of its header from the top level down; none where it has no header. */
  readonly paths: readonly (readonly string[])[];
  /** The same without the parents of which it is doubtful whether they stand over the column. */
  readonly surePaths: readonly (readonly string[])[];
  /** Units stated once for the whole table. */
  readonly units: readonly string[];
}

/** Most levels of a header; the row below them is one of data. */
const MOST_LEVELS = 4;
/** How many rows further down a header is looked for, where the first row that could be one names nothing. */
const LOOK_AHEAD = 12;
/** Readings of a header of which nothing is known. */
const UNREAD: ReadonlySet<HeaderReading['kind']> = new Set(['unknown', 'unitUnknown', 'ambiguous']);
/** Columns that are looked at to tell a header from a title; all of them are read. */
const MOST_COLUMNS = 500;

/**
 * Finds the header of a table: below titles, notes and column codes; of several levels, where cells are merged or where a row
 * stands only under the gaps of the one above it; with a row of units and one of codes below it.
 *
 * @param stated - indices of the rows that are the header, where somebody says so
 */
export function findHeaderRegion(
  table: Table,
  index: FieldIndex,
  year: number | undefined,
  stated?: readonly number[],
): HeaderRegion {
  const { rows } = table;
  const read = (path: readonly string[]): HeaderReading => readPath(path, index, year);
  const names = (text: string): boolean => read([text]).kind === 'field';
  const fieldsOf = (first: number, last: number): readonly string[] =>
    headerPaths(table, levelsOf(first, last), undefined, MOST_COLUMNS).flatMap((path) => {
      const reading = read(path);
      return reading.kind === 'field' ? [reading.field] : [];
    });
  /** Whether the next row is a level: it takes no meaning from a column where it has a text that stands as one of data would. */
  const isLevel = (first: number, last: number): boolean => {
    const next = rows[last + 1];
    if (next === undefined || isUnitsRow(next)) return false;
    const level = levelBelow(rows.slice(first, last + 1), next);
    if (level === undefined) return false;
    const [before, after] = [last, last + 1].map((until) =>
      headerPaths(table, levelsOf(first, until), undefined, MOST_COLUMNS),
    ) as [readonly (readonly string[])[], readonly (readonly string[])[]];
    const isKnown = (path: readonly string[] = []): boolean => !UNREAD.has(read(path).kind);
    if (level.single.some((at) => isKnown(before[at]) && !isKnown(after[at]))) return false;
    const key = keyColumn(index);
    return !fieldsOf(first, last).includes(key) || fieldsOf(first, last + 1).includes(key);
  };
  const lastLevel = (first: number): number => {
    let last = first;
    while (last - first + 1 < MOST_LEVELS) {
      const merged = mergedUntil(table, first, last);
      if (merged <= last && !isLevel(first, last)) break;
      last = Math.max(merged, last + 1);
    }
    return Math.min(last, first + MOST_LEVELS - 1, rows.length - 1);
  };
  const start = stated?.[0] ?? findStart(table, names, (first) => fieldsOf(first, lastLevel(first)), keyColumn(index));
  if (start < 0) return { end: rows.length, rows: [], paths: [], surePaths: [], units: [] };
  const last = stated === undefined ? lastLevel(start) : (stated.at(-1) ?? start);
  const below: { at: number; kind: 'units' | 'codes' }[] = [];
  const width = widthOf(rows.slice(start, last + 1));
  let end = last + 1;
  for (const row of [rows[end], rows[end + 1]]) {
    if (row === undefined) break;
    const kind = isUnitsRow(row) ? 'units' : isCodesRow(row, width, index.identity === 'code') ? 'codes' : undefined;
    if (kind === undefined || below.some((one) => one.kind === kind)) break;
    below.push({ at: end, kind });
    end += 1;
  }
  const above = rows.slice(0, start).flatMap((row, at) => {
    if (row.every(isBlank)) return [];
    return [{ at, kind: kindAboveHeader(row, names) ?? ('title' as const) }];
  });
  const levels = levelsOf(start, last);
  const units = below.flatMap(({ at, kind }) => (kind === 'units' ? [at] : []));
  return {
    end,
    rows: [...above, ...levels.map((at) => ({ at, kind: 'header' as const })), ...below],
    paths: headerPaths(table, levels, units[0]),
    surePaths: headerPaths(table, levels, units[0], undefined, false),
    units: [...new Set(above.flatMap(({ at }) => unitsStated(rows[at] ?? [])))],
  };
}

/**
 * Index of the first row of the header: the first that may be one, unless it names next to nothing and a row soon after it
 * names the firm or several fields. Where no row may be one, the first that is not blank; −1 in a table without any.
 */
function findStart(
  { rows }: Table,
  names: (text: string) => boolean,
  fieldsAt: (first: number) => readonly string[],
  key: string,
): number {
  const mayBe = (row: readonly string[]): boolean => !row.every(isBlank) && kindAboveHeader(row, names) === undefined;
  const first = rows.findIndex(mayBe);
  if (first < 0) return rows.findIndex((row) => !row.every(isBlank));
  for (let at = first; at < Math.min(rows.length, first + LOOK_AHEAD); at += 1) {
    if (!mayBe(rows[at] ?? [])) continue;
    const fields = fieldsAt(at);
    if (fields.includes(key) || new Set(fields).size >= 2) return at;
  }
  return first;
}

/**
 * Index of the last row into which a cell of these rows is merged; but no row of data is a level, though a note beside the
 * table may be merged down over many.
 */
function mergedUntil({ rows: all, merged = [] }: Table, first: number, last: number): number {
  const until = merged
    .filter(({ row, rows }) => row >= first && row <= last && rows > 1)
    .reduce((most, { row, rows }) => Math.max(most, row + rows - 1), last);
  const data = all.slice(last + 1, until + 1).findIndex(isDataRow);
  return data < 0 ? until : last + data;
}

/** Whether a row has an amount or a code; tokens for nothing may stand in a header too. */
function isDataRow(row: readonly string[]): boolean {
  return row.some((cell) => /\d/u.test(cell) && looksLikeData(cell));
}

function levelsOf(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, k) => first + k);
}
