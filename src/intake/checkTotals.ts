import { exactText } from '../exact/decimal.ts';
import { compare, divide, type Rational, rational, roundToPlaces, subtract, ZERO } from '../exact/rational.ts';
import { type Issue, issue } from '../issues/issue.ts';
import { fieldDimension } from '../scheme/field.ts';
import type { AdmittedRows } from './admitRows.ts';
import { ExactSum } from './exactSum.ts';
import { type FieldIndex, keyColumn } from './fieldIndex.ts';
import type { ColumnPlan } from './planTable.ts';
import { type AmountReading, readAmount } from './readAmount.ts';
import { totalReader } from './rowNoise.ts';
import { placeOf } from './rowPlace.ts';
import { cleanText, keptText } from './spelling.ts';

/** A total or mean that a table states, beside what its rows come to. */
export interface TotalReport {
  readonly row: number;
  /** The words of the row: 合计, 本页小计, 平均. */
  readonly text: string;
  readonly kind: TotalKind;
  /** The rows that it is held against: those of the table, those since the last total, all above it, those below to the next. */
  readonly scope: TotalScope;
  readonly columns: readonly TotalColumn[];
}

export interface TotalColumn {
  /** Column number from 1. */
  readonly column: number;
  /** As written. */
  readonly stated: string;
  /** What the rows used come to, exactly, in the unit of the column; a mean is rounded half up to the places stated. */
  readonly own: string;
  /** Stated less own. */
  readonly difference: string;
  /** Where they differ: the rows that, added to those used, give just what is stated. */
  readonly fits?: 'withRefused' | 'withSkipped';
}

export const TOTAL_KINDS = ['sum', 'mean'] as const;
export type TotalKind = (typeof TOTAL_KINDS)[number];
export const TOTAL_SCOPES = ['all', 'sinceLast', 'above', 'below'] as const;
export type TotalScope = (typeof TOTAL_SCOPES)[number];

/** The rows of a table that are used, and an issue for each of the others. */
type CountedRows = Pick<AdmittedRows, 'plan' | 'rows' | 'issues'>;

/**
 * Holds each total, subtotal and mean that a table states against its rows: every amount column, exactly, in the column's own
 * unit. 合计 is held against all rows, 小计 against those since the last total, 累计 against those above; where another of these
 * fits in every column, that is what was meant. A cell that is missing or cannot be read adds nothing and counts in no mean.
 * Ratios and shares do not add up and are left out. A difference is a warning: `totalDiffers`, or `totalOfOthers` where rows that
 * were refused or skipped explain it.
 */
export function checkTotals(
  table: CountedRows,
  index: FieldIndex,
): { readonly totals: readonly TotalReport[]; readonly issues: readonly Issue[] } {
  const { plan } = table;
  const key = plan.columns.find(({ field }) => field === keyColumn(index))?.at;
  const textOf = totalReader(plan, key);
  const noise = new Set(table.issues.filter(({ code }) => code === 'rowSkipped').map(({ place }) => place.row));
  const rows = plan.rows.flatMap((row, at) => {
    const text = noise.has(plan.firstRow + at) ? textOf(row) : undefined;
    return text === undefined
      ? []
      : [{ at, row, text, kind: /平均|average/iu.test(text) ? ('mean' as const) : ('sum' as const) }];
  });
  if (rows.length === 0 || table.rows.length === 0) return { totals: [], issues: [] };
  const columns = plan.columns.filter((column) => addsUp(column, index));
  const breaks = rows.filter(({ kind }) => kind === 'sum').map(({ at }) => at);
  const uses = usesOf(table);
  const sums = columns.map((column) => sumSegments(plan.rows, uses, column, breaks));
  const issues: Issue[] = [];
  const totals = rows.flatMap(({ at, row, text, kind }): TotalReport[] => {
    const segment = breaks.filter((one) => one < at).length;
    const stated = columns.flatMap((column, k) => {
      const cell = row[column.at] ?? '';
      const reading = readAmount(cell, false);
      return reading.kind === 'amount' ? [{ column, cell, reading, segments: sums[k] ?? [] }] : [];
    });
    if (stated.length === 0) return [];
    const reports = scopesFor(text).map((scope) => ({
      scope,
      columns: stated.map((one) => holdAgainst(one, kind, spanOf(one.segments, scope, segment))),
      rows: stated.some((one) => spanOf(one.segments, scope, segment).some(({ used }) => used.count > 0)),
    }));
    const meant =
      reports.find((report) => report.rows && report.columns.every(({ difference }) => difference === '0')) ??
      reports.find((report) => report.rows) ??
      reports[0];
    if (meant === undefined) return [];
    for (const [k, { difference, fits, own }] of meant.columns.entries()) {
      const column = stated[k]?.column;
      if (column === undefined || difference === '0') continue;
      const shown = `${meant.columns[k]?.stated} ${column.unit ?? ''} (${difference.startsWith('-') ? '' : '+'}${difference})`;
      const code = fits === undefined ? 'totalDiffers' : 'totalOfOthers';
      issues.push(issue(code, placeOf(plan, at, column.header), `${own} ${column.unit ?? ''}`.trim(), shown));
    }
    return [{ row: plan.firstRow + at, text: keptText(text), kind, scope: meant.scope, columns: meant.columns }];
  });
  return { totals, issues };
}

/** What the cells of a column come to between two totals: those of the rows used, also refused, also skipped as of another year or repeated. */
interface Segment {
  readonly used: ExactSum;
  readonly refused: ExactSum;
  readonly skipped: ExactSum;
}

/** Of each data row what it is to a sum; nothing for noise and totals. */
type RowUse = keyof Segment | undefined;

function usesOf({ plan, rows, issues }: CountedRows): readonly RowUse[] {
  const uses = new Array<RowUse>(plan.rows.length).fill(undefined);
  for (const { code, place } of issues) {
    const at = (place.row ?? 0) - plan.firstRow;
    if (code !== 'rowSkipped' && at >= 0) uses[at] = SKIPPED.has(code) ? 'skipped' : 'refused';
  }
  for (const at of rows) uses[at] = 'used';
  return uses;
}

function sumSegments(
  rows: AdmittedRows['plan']['rows'],
  uses: readonly RowUse[],
  { at }: ColumnPlan,
  breaks: readonly number[],
): readonly Segment[] {
  const segments = Array.from({ length: breaks.length + 1 }, (): Segment => {
    return { used: new ExactSum(), refused: new ExactSum(), skipped: new ExactSum() };
  });
  let segment = 0;
  for (const [position, use] of uses.entries()) {
    if (breaks[segment] === position) segment += 1;
    if (use === undefined) continue;
    const reading = readAmount(rows[position]?.[at] ?? '', false);
    if (reading.kind === 'amount') segments[segment]?.[use].add(reading);
  }
  return segments;
}

const SKIPPED: ReadonlySet<string> = new Set(['rowOfOtherYear', 'rowRepeated']);

/** The scopes that a total can have, the usual one for its words first. */
function scopesFor(text: string): readonly TotalScope[] {
  const usual: TotalScope = /小计|本页|subtotal/iu.test(text) ? 'sinceLast' : /累计/u.test(text) ? 'above' : 'all';
  return [usual, ...TOTAL_SCOPES.filter((scope) => scope !== usual)];
}

function spanOf(segments: readonly Segment[], scope: TotalScope, segment: number): readonly Segment[] {
  switch (scope) {
    case 'all':
      return segments;
    case 'sinceLast':
      return segments.slice(segment, segment + 1);
    case 'above':
      return segments.slice(0, segment + 1);
    case 'below':
      return segments.slice(segment + 1, segment + 2);
  }
}

function holdAgainst(
  {
    column,
    cell,
    reading,
  }: {
    readonly column: ColumnPlan;
    readonly cell: string;
    readonly reading: AmountReading & { readonly kind: 'amount' };
  },
  kind: TotalKind,
  span: readonly Segment[],
): TotalColumn {
  const stated = rational(BigInt(reading.digits), 10n ** BigInt(reading.places));
  const places = /\.(\d+)/u.exec(cleanText(cell))?.[1]?.length ?? 0;
  const comesTo = (parts: readonly (keyof Segment)[]): Rational => {
    const sum = new ExactSum();
    for (const segment of span) for (const part of parts) sum.include(segment[part]);
    if (kind === 'sum' || sum.count === 0) return sum.value;
    return roundToPlaces(divide(sum.value, rational(BigInt(sum.count))), places, 'halfUp');
  };
  const own = comesTo(['used']);
  const difference = subtract(stated, own);
  const fits =
    compare(difference, ZERO) === 0
      ? undefined
      : compare(stated, comesTo(['used', 'refused'])) === 0
        ? 'withRefused'
        : compare(stated, comesTo(['used', 'refused', 'skipped'])) === 0
          ? 'withSkipped'
          : undefined;
  return {
    column: column.at + 1,
    stated: keptText(cell),
    own: exactText(own),
    difference: exactText(difference),
    ...(fits !== undefined && { fits }),
  };
}

/** Whether the amounts of a column add up: no shares, no ratios. */
function addsUp({ field: name }: ColumnPlan, index: FieldIndex): boolean {
  const field = name === undefined ? undefined : index.fields.get(name);
  const dimension = field?.kind === 'amount' ? fieldDimension(field) : undefined;
  return dimension !== undefined && dimension !== 'share' && !dimension.includes('/');
}
