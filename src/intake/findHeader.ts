import { kindAboveHeader } from './headerRows.ts';
import { isBlank } from './spelling.ts';

/**
 * Index of the row that names the columns of a file in a form of our own, which has one level: the first that is not blank, no
 * title, no line of notes and no row of column codes. Where every row is such a one, the first that is not blank; −1 in a table
 * without any. Tables of departments have regions of several rows; see headerRegion.ts.
 */
export function findHeader(rows: readonly (readonly string[])[], namesField: (header: string) => boolean): number {
  const header = rows.findIndex((row) => !row.every(isBlank) && kindAboveHeader(row, namesField) === undefined);
  return header >= 0 ? header : rows.findIndex((row) => !row.every(isBlank));
}
