import { isBlank, spelled } from './spelling.ts';

/**
 * Index of the row that names the columns: the first that is not blank, not a title (one single cell that names no field)
 * and not a row of column codes (X1 X2 X3 …). Where every row is such a one, the first that is not blank; −1 in a table
 * without any.
 *
 * A header of two levels is not joined: its first row is taken, and the second comes out as a refused row.
 */
export function findHeader(rows: readonly (readonly string[])[], namesField: (header: string) => boolean): number {
  const header = rows.findIndex((row) => {
    const filled = row.filter((cell) => !isBlank(cell));
    const [first] = filled;
    if (first === undefined) return false;
    if (filled.length === 1) return namesField(first);
    return !filled.every((cell) => /^[a-z]\d{1,3}$/u.test(spelled(cell)));
  });
  return header >= 0 ? header : rows.findIndex((row) => row.some((cell) => !isBlank(cell)));
}
