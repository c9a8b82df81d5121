import { type Issue, issue, type Place } from '../issues/issue.ts';
import type { DataCheck } from '../scheme/dataCheck.ts';
import { placeOfColumn } from './checking.ts';
import type { Known } from './decide.ts';

/** Of more findings of one kind in one column there is a single issue, so that a list stays one that somebody reads. */
const MOST = 20;
/** How many of them it names. */
const NAMED = 5;

/**
 * Findings of one check that each concern a firm: an issue for each or, where a column has more than 20, one that counts them
 * and names the first five by order of id. The issues are made only for the firms that are shown.
 *
 * @param rows - the firms, ascending
 * @param field - the field whose columns the findings are in; undefined where they are in none
 */
export function listFindings(
  known: Known,
  check: DataCheck,
  field: string | undefined,
  rows: readonly number[],
  issueOf: (row: number) => Issue,
): readonly Issue[] {
  const columns = new Map<string, { readonly place: Place | undefined; readonly rows: number[] }>();
  for (const row of rows) {
    const place = field === undefined ? undefined : placeOfColumn(known.facts, field, row);
    const key = JSON.stringify([place?.file, place?.sheet, place?.cell]);
    const column = columns.get(key) ?? { place, rows: [] };
    column.rows.push(row);
    columns.set(key, column);
  }
  const sorted = [...columns].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return sorted.flatMap(([, { place, rows: found }]) => {
    if (found.length <= MOST) return found.map(issueOf);
    const first = found.slice(0, NAMED).map((row) => {
      return `${nameOfFirm(known, row)} ${issueOf(row).received}`;
    });
    const figures = {
      title: check.title,
      count: String(found.length),
      shown: String(first.length),
      firms: first.join('；'),
      more: String(found.length - first.length),
    };
    return [issue('checkFoundMany', { ...place, path: check.id }, '', String(found.length), figures)];
  });
}

/** A firm for people: its id, and its name where it has one. */
export function nameOfFirm({ facts }: Known, row: number): string {
  const name = facts.labels.get('name')?.[row];
  const id = facts.ids[row] as string;
  return name === undefined || name === id ? id : `${id} ${name}`;
}
