import { type Issue, issue, type Place } from '../issues/issue.ts';
import { codeKind } from './codeKind.ts';
import { firmId } from './firmId.ts';

/** A column as it is compared with another: where it is and what it is called. */
interface Column {
  readonly at: number;
  readonly header: string;
}

/**
 * Compares a column of codes that is not used (税号 beside 信用代码) with the one that is: a warning where a row names two firms,
 * with the first such row and how many there are. A tax number agrees with the credit code that has its organisation code within.
 *
 * @param firstRow - number of the first row as people count rows
 */
export function compareCodes(
  rows: readonly (readonly string[])[],
  firstRow: number,
  [used, other]: readonly [Column, Column],
  table: Place,
): readonly Issue[] {
  let count = 0;
  let first: { readonly at: number; readonly codes: readonly [string, string] } | undefined;
  for (const [at, row] of rows.entries()) {
    const code = row[used.at]?.trim() ?? '';
    const second = row[other.at]?.trim() ?? '';
    if (code === second) continue;
    const [one, two] = [firmId(code, 'creditCode'), firmId(second, 'creditCode')];
    if (one === undefined || two === undefined || !differ(one, two)) continue;
    count += 1;
    first ??= { at, codes: [one, two] };
  }
  if (first === undefined) return [];
  const place = { ...table, row: firstRow + first.at, column: other.header };
  return [issue('columnCodesDiffer', place, `${used.header} ${first.codes[0]}`, `${first.codes[1]} (×${count})`)];
}

/** Whether two codes are of two firms, as far as that shows: only where both have an organisation code within. */
function differ(one: string, two: string): boolean {
  if (one.slice(0, 15) === two.slice(0, 15)) return false;
  const [first, second] = [organisationIn(one), organisationIn(two)];
  return first !== undefined && second !== undefined && first !== second;
}

function organisationIn(code: string): string | undefined {
  const kind = codeKind(code);
  if (kind === 'creditCode') return code.slice(8, 17);
  if (kind === 'organisationCode') return code.replace('-', '');
  return kind === 'taxNumber' && code.length === 15 ? code.slice(6) : undefined;
}
