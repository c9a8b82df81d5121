import { type Issue, issue, type Place } from '../issues/issue.ts';
import { type FieldIndex, keyColumn, keyTitle, YEAR } from './fieldIndex.ts';
import { firmId, issueOfCreditCode } from './firmId.ts';
import { type TablePlan, tablePlace } from './planTable.ts';
import { rowNoise } from './rowNoise.ts';
import { isBlank, keptText } from './spelling.ts';
import { readYear, type Years } from './years.ts';

/** The rows of a table that facts are read from, each with its firm; the others are counted, each with one issue. */
export interface AdmittedRows {
  readonly plan: TablePlan;
  /** Indices in plan.rows, ascending, and the firm of each. */
  readonly rows: readonly number[];
  readonly ids: readonly string[];
  readonly skipped: number;
  readonly refused: number;
  readonly issues: readonly Issue[];
}

/**
 * Sorts out a table's rows. Skipped: rows that are no firm's, rows of another year, and a row that repeats another one cell by
 * cell. Refused: cells beyond the header (they may be shifted), a year that nobody can read or choose, no firm named, and
 * every row of a firm that the table has several of that differ.
 */
export function admitRows(plan: TablePlan, index: FieldIndex, years: Years): AdmittedRows {
  const issues: Issue[] = [];
  const faults = new Map<number, Issue>();
  const idOf = new Map<number, string>();
  const byFirm = new Map<string, number[]>();
  const examine = rowExaminer(plan, index, years);
  plan.rows.forEach((row, at) => {
    const found = examine(row, at);
    if (typeof found !== 'string') {
      faults.set(at, found);
      return;
    }
    idOf.set(at, found);
    const others = byFirm.get(found);
    if (others === undefined) byFirm.set(found, [at]);
    else others.push(at);
  });
  for (const [id, several] of byFirm) {
    if (several.length > 1)
      for (const [at, fault] of repeatedRows(plan, id, several, keyTitle(index))) faults.set(at, fault);
  }
  const rows: number[] = [];
  const ids: string[] = [];
  for (const [at, id] of idOf) {
    if (faults.has(at)) continue;
    rows.push(at);
    ids.push(id);
    const warning =
      index.identity === 'creditCode' ? issueOfCreditCode(id, placeOf(plan, at, keyTitle(index), id)) : undefined;
    if (warning !== undefined) issues.push(warning);
  }
  for (const [, fault] of [...faults].sort(([a], [b]) => a - b)) issues.push(fault);
  const skipped = [...faults.values()].filter(({ code }) => SKIPPING.has(code)).length;
  return { plan, rows, ids, skipped, refused: faults.size - skipped, issues };
}

/** Place of a data row, as people count rows. */
export function placeOf(plan: TablePlan, at: number, column?: string, firm?: string): Place {
  return {
    ...tablePlace(plan),
    row: plan.firstRow + at,
    ...(column === undefined ? {} : { column }),
    ...(firm === undefined ? {} : { firm }),
  };
}

const SKIPPING: ReadonlySet<Issue['code']> = new Set(['rowSkipped', 'rowOfOtherYear', 'rowRepeated'] as const);

/** The firm of a row, or why the row is left out. */
function rowExaminer(
  plan: TablePlan,
  index: FieldIndex,
  years: Years,
): (row: readonly string[], at: number) => string | Issue {
  const key = plan.columns.find((column) => column.field === keyColumn(index));
  const yearColumn = plan.columns.find((column) => column.field === YEAR);
  const noiseOf = rowNoise(plan, key?.at, index.identity === 'name');
  const width = plan.columns.length;
  return (row, at) => {
    const noise = noiseOf(row);
    if (noise !== undefined) return issue('rowSkipped', placeOf(plan, at), '企业 firm', noise);
    const beyond = row.length > width ? row.slice(width).find((cell) => !isBlank(cell)) : undefined;
    if (beyond !== undefined) return issue('rowTooLong', placeOf(plan, at), String(width), keptText(beyond));
    if (yearColumn !== undefined) {
      const cell = row[yearColumn.at] ?? '';
      const year = readYear(cell);
      const place = placeOf(plan, at, yearColumn.header);
      if (year === undefined) return issue('yearInvalid', place, '2024', keptText(cell));
      if (years.evaluated === undefined) return issue('yearUnknown', place, '--year', years.stated.join('、'));
      if (year !== years.evaluated) return issue('rowOfOtherYear', place, String(years.evaluated), String(year));
    }
    if (plan.year !== undefined && plan.year !== years.evaluated) {
      if (years.evaluated === undefined)
        return issue('yearUnknown', placeOf(plan, at), '--year', years.stated.join('、'));
      return issue('rowOfOtherYear', placeOf(plan, at), String(years.evaluated), String(plan.year));
    }
    const cell = key === undefined ? '' : (row[key.at] ?? '');
    const id = firmId(cell, index.identity);
    return id ?? issue('rowWithoutId', placeOf(plan, at, key?.header), keyTitle(index), keptText(cell));
  };
}

/** Rows of one firm: the first stands where all say the same in every column that is read; where they differ none stands. */
function* repeatedRows(
  plan: TablePlan,
  id: string,
  several: readonly number[],
  column: string,
): Generator<readonly [number, Issue]> {
  const read = plan.columns.filter(({ field }) => field !== undefined);
  const contents = (at: number) => JSON.stringify(read.map((each) => keptText(plan.rows[at]?.[each.at] ?? '')));
  const [first, ...rest] = several;
  if (first === undefined) return;
  const same = rest.every((at) => contents(at) === contents(first));
  for (const at of same ? rest : several) {
    const place = placeOf(plan, at, column, id);
    const others = several.filter((other) => other !== at).map((other) => plan.firstRow + other);
    yield [
      at,
      same
        ? issue('rowRepeated', place, String(plan.firstRow + first), id)
        : issue('firmRepeated', place, '1', shown(others)),
    ];
  }
}

/** Row numbers for a person; of very many the first few, since each of the rows has an issue of its own. */
function shown(rows: readonly number[]): string {
  const some = rows.slice(0, 10).join('、');
  return rows.length > 10 ? `${some}…` : some;
}
