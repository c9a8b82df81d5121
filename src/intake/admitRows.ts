import { type Issue, issue } from '../issues/issue.ts';
import type { Intake } from '../scheme/intake.ts';
import { type FieldIndex, keyColumn, keyTitle, YEAR } from './fieldIndex.ts';
import { firmId } from './firmId.ts';
import { bearersOf, joinRowsByName, type NameBearers } from './joinByName.ts';
import { rowsUnderOtherHeaders } from './otherHeaders.ts';
import type { TablePlan } from './planTable.ts';
import { rowNoise } from './rowNoise.ts';
import { placeOf } from './rowPlace.ts';
import { isBlank, keptText } from './spelling.ts';
import { readYear, type Years } from './years.ts';

/** The rows of a table that facts are read from, each with its firm; the others are counted, each with one issue. */
export interface AdmittedRows {
  readonly plan: TablePlan;
  /** Indices in plan.rows, ascending, and the firm of each. */
  readonly rows: readonly number[];
  readonly ids: readonly string[];
  /** Whether a firm stands on several of these rows, as one does whose amounts add up. */
  readonly several: boolean;
  /** Indices in plan.rows of rows that repeat another where the scheme calls that a fault: what adds up is then missing. */
  readonly doubled: ReadonlySet<number>;
  readonly skipped: number;
  readonly refused: number;
  readonly issues: readonly Issue[];
}

/** The rows of a table before firms are joined: the firm of each, or why it is left out. */
export interface SortedRows {
  readonly plan: TablePlan;
  readonly idOf: Map<number, string>;
  readonly faults: Map<number, Issue>;
  readonly warnings: Issue[];
}

/**
 * Sorts out the rows of all tables. Skipped: rows that are no firm's, rows of another year, and a row that repeats another one
 * cell by cell. Refused: another header and the rows below it, cells beyond the header (they may be shifted), a year that nobody can read or choose, no firm named,
 * and every row of a firm that the table has several of that differ, unless the scheme adds up an amount of the table.
 */
export function admitTables(
  plans: readonly TablePlan[],
  index: FieldIndex,
  years: Years,
  intake: Intake | undefined,
): { readonly tables: readonly AdmittedRows[]; readonly bearers: NameBearers; readonly names: NameBearers } {
  const sorted = plans.map((plan) => sortRows(plan, index, years));
  const byName = intake?.joinByName?.allowed === true && index.identity !== 'name' && index.unitLabel === undefined;
  const bearers: NameBearers = byName ? joinRowsByName(sorted, index) : new Map();
  const names =
    byName || (intake?.leases ?? []).length === 0 || index.identity === 'name' ? bearers : bearersOf(sorted);
  const rules = new Map((intake?.addUp ?? []).flatMap((rule) => rule.fields.map((field) => [field, rule.sameRows])));
  const tables = sorted.map((table) => {
    const same = table.plan.columns.flatMap(({ field }) => rules.get(field ?? '') ?? []);
    const adding = (['fault', 'once', 'each'] as const).find((one) => same.includes(one));
    return finishRows(table, index, adding);
  });
  return { tables, bearers, names };
}

/** Whether a row with this issue is one that nobody misses. */
export function isSkipped({ code }: Issue): boolean {
  return SKIPPING.has(code);
}

const SKIPPING: ReadonlySet<Issue['code']> = new Set(['rowSkipped', 'rowOfOtherYear', 'rowRepeated'] as const);

/** Whether an issue of a row says why it was skipped or refused; any other speaks of a row that was used. */
export function leavesOut(one: Issue): boolean {
  return isSkipped(one) || REFUSING.has(one.code);
}

const REFUSING: ReadonlySet<Issue['code']> = new Set([
  'headerOther',
  'rowUnderOtherHeader',
  'rowTooLong',
  'rowWithoutId',
  'nameUnknown',
  'nameAmbiguous',
  'firmRepeated',
  'leaseWithoutFirm',
  'yearInvalid',
  'yearUnknown',
] as const);

function sortRows(plan: TablePlan, index: FieldIndex, years: Years): SortedRows {
  const faults = new Map<number, Issue>();
  const idOf = new Map<number, string>();
  const key = plan.columns.find((column) => column.field === keyColumn(index));
  const faultOf = rowFaults(plan, index, years, key?.at, index.identity === 'name');
  plan.rows.forEach((row, at) => {
    const cell = key === undefined ? '' : (row[key.at] ?? '');
    const found =
      faultOf(row, at) ??
      firmId(cell, index.identity) ??
      issue('rowWithoutId', placeOf(plan, at, key?.header), keyTitle(index), keptText(cell));
    if (typeof found === 'string') idOf.set(at, found);
    else faults.set(at, found);
  });
  return { plan, idOf, faults, warnings: [] };
}

/** Why a row is left out before it is asked whose it is; undefined where it is not. */
export function rowFaults(
  plan: TablePlan,
  index: FieldIndex,
  years: Years,
  keyed: number | undefined,
  byName: boolean,
): (row: readonly string[], at: number) => Issue | undefined {
  const yearColumn = plan.columns.find((column) => column.field === YEAR);
  const noiseOf = rowNoise(plan, keyed, byName);
  const width = plan.columns.length;
  const others = rowsUnderOtherHeaders(plan, keyed, index);
  return (row, at) => {
    const other = others.get(at);
    if (other === at) return issue('headerOther', placeOf(plan, at), ownHeader(plan), shownHeader(row));
    const noise = noiseOf(row);
    if (noise !== undefined) return issue('rowSkipped', placeOf(plan, at), '企业 firm', noise);
    if (other !== undefined) {
      const cell = keptText(row[keyed ?? 0] ?? '');
      return issue('rowUnderOtherHeader', placeOf(plan, at), String(plan.firstRow + other), cell);
    }
    const beyond = row.length > width ? row.slice(width).find((cell) => !isBlank(cell)) : undefined;
    if (beyond !== undefined) return issue('rowTooLong', placeOf(plan, at), String(width), keptText(beyond));
    if (yearColumn !== undefined) {
      const cell = row[yearColumn.at] ?? '';
      const year = readYear(cell);
      const place = placeOf(plan, at, yearColumn.header);
      if (year === undefined) return issue('yearInvalid', place, '2024', keptText(cell));
      if (years.evaluated === undefined) return issue('yearUnknown', place, '', years.stated.join('、'));
      if (year !== years.evaluated) return issue('rowOfOtherYear', place, String(years.evaluated), String(year));
    }
    if (plan.year === undefined || plan.year === years.evaluated) return undefined;
    if (years.evaluated === undefined) return issue('yearUnknown', placeOf(plan, at), '', years.stated.join('、'));
    return issue('rowOfOtherYear', placeOf(plan, at), String(years.evaluated), String(plan.year));
  };
}

/** Number of the row of the table's own header, or of its first level. */
function ownHeader({ header, firstRow }: TablePlan): string {
  return String(header.find(({ kind }) => kind === 'header')?.row ?? firstRow - 1);
}

function shownHeader(row: readonly string[]): string {
  const filled = row.filter((cell) => !isBlank(cell)).map(keptText);
  return `${filled.slice(0, 8).join('、')}${filled.length > 8 ? '…' : ''}`;
}

/** A row's cells but serial numbers and remarks, to tell whether another says the same; `all` also those that are not read. */
export function contentsOf(plan: TablePlan, at: number, all: boolean): string {
  const columns = plan.columns.filter(({ field, ignored }) => (all ? !ignored : field !== undefined));
  return JSON.stringify(columns.map((each) => keptText(plan.rows[at]?.[each.at] ?? '')));
}

/** @param adding - what becomes of rows that are the same, where the table has amounts that add up */
function finishRows(
  { plan, idOf, faults, warnings }: SortedRows,
  index: FieldIndex,
  adding: 'once' | 'each' | 'fault' | undefined,
): AdmittedRows {
  const byFirm = new Map<string, number[]>();
  for (const [at, id] of idOf) {
    const others = byFirm.get(id);
    if (others === undefined) byFirm.set(id, [at]);
    else others.push(at);
  }
  const doubled = new Set<number>();
  const issues = [...warnings];
  let several = false;
  if (byFirm.size < idOf.size) {
    for (const [id, rows] of byFirm) {
      if (rows.length === 1) continue;
      rows.sort((a, b) => a - b);
      if (adding === undefined) {
        for (const [at, fault] of repeatedRows(plan, id, rows, keyTitle(index))) faults.set(at, fault);
        continue;
      }
      const before = faults.size;
      for (const [at, first] of sameRows(plan, rows)) {
        const place = placeOf(plan, at, keyTitle(index), id);
        if (adding === 'once') faults.set(at, issue('rowRepeated', place, String(plan.firstRow + first), id));
        else issues.push(issue('lineRepeated', place, String(plan.firstRow + first), id));
        if (adding === 'fault') doubled.add(at).add(first);
      }
      if (rows.length - (faults.size - before) > 1) several = true;
    }
  }
  const rows: number[] = [];
  const ids: string[] = [];
  // Rows that were joined by name come last; those of a table stay in its order.
  const entries = faults.size === 0 && warnings.length === 0 ? idOf : [...idOf].sort(([a], [b]) => a - b);
  for (const [at, id] of entries) {
    if (faults.has(at)) continue;
    rows.push(at);
    ids.push(id);
  }
  for (const [, fault] of [...faults].sort(([a], [b]) => a - b)) issues.push(fault);
  const skipped = [...faults.values()].filter(isSkipped).length;
  return { plan, rows, ids, several, doubled, skipped, refused: faults.size - skipped, issues };
}

/** The rows of a firm that repeat an earlier one cell by cell, each with the first such. */
function* sameRows(plan: TablePlan, rows: readonly number[]): Generator<readonly [at: number, first: number]> {
  const firsts = new Map<string, number>();
  for (const at of rows) {
    const contents = contentsOf(plan, at, true);
    const first = firsts.get(contents);
    if (first === undefined) firsts.set(contents, at);
    else yield [at, first];
  }
}

/** Rows of one firm: the first stands where all say the same in every column that is read; where they differ none stands. */
function* repeatedRows(
  plan: TablePlan,
  id: string,
  several: readonly number[],
  column: string,
): Generator<readonly [number, Issue]> {
  const [first, ...rest] = several;
  if (first === undefined) return;
  const contents = contentsOf(plan, first, false);
  // As many as are shown and the row itself, so that a firm of thousands of rows is not gone through for each of them.
  const some = several.slice(0, MOST_SHOWN + 2);
  const same = rest.every((at) => contentsOf(plan, at, false) === contents);
  for (const at of same ? rest : several) {
    const place = placeOf(plan, at, column, id);
    const others = some.filter((other) => other !== at).map((other) => plan.firstRow + other);
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
  const some = rows.slice(0, MOST_SHOWN).join('、');
  return rows.length > MOST_SHOWN ? `${some}…` : some;
}

const MOST_SHOWN = 10;
