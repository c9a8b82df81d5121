import type { Board } from '../src/scheme/board.ts';
import type { Category } from '../src/scheme/category.ts';
import type { Status } from '../src/scheme/flag.ts';
import { type Gap, shownAs } from '../src/scheme/indicator.ts';
import type { Scheme } from '../src/scheme/scheme.ts';
import { admit, bareRow } from './oracle/admission.ts';
import { baselineOf } from './oracle/baseline.ts';
import { decide, labelOf } from './oracle/condition.ts';
import { gradesIn } from './oracle/counts.ts';
import type { Fraction } from './oracle/fraction.ts';
import { gradePool, knownOf, oneGradeOf } from './oracle/grading.ts';
import { indicatorOf, indicatorUnit, type OracleFirm } from './oracle/measure.ts';
import { isFor, type OracleTaken, unitsOf } from './oracle/merging.ts';
import { keyValue, positions } from './oracle/ranking.ts';
import { measureOfRow, type Row } from './oracle/row.ts';
import { scoreCategory } from './oracle/scoring.ts';
import type { AppliedScheme, EarlierEvaluation, Setting } from './oracle/setting.ts';

/** What the oracle says of one firm, in the terms of FirmResult. */
export interface OracleFirmResult {
  readonly id: string;
  readonly category: string | null;
  /** Firms with the same text are ranked together; the text itself is the oracle's own. */
  readonly pool: string | null;
  readonly status: Status;
  readonly statusRule: string | null;
  readonly indicators: Readonly<Record<string, { readonly value: string } | { readonly gap: Gap }>>;
  /** Of every indicator that earned points, also where another one left the firm without a score. */
  readonly points: Readonly<Record<string, string>>;
  readonly adjustments: readonly { readonly rule: string; readonly points: string }[];
  readonly score: string | null;
  readonly place: number | null;
  readonly initialGrade: string | null;
  readonly moves: readonly { readonly rule: string; readonly from: string; readonly to: string }[];
  readonly grade: string | null;
  readonly flags: readonly string[];
  /** Baseline of each indicator of the category, in the indicator's unit; absent where there is none. */
  readonly baselines: Readonly<Record<string, Fraction>>;
}

export interface OracleEvaluation {
  /** By id. */
  readonly firms: ReadonlyMap<string, OracleFirmResult>;
  /** Leaders by board and group, as "place id", in order. Groups without leaders are left out. */
  readonly boards: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/**
 * The whole evaluation, slowly and as the method's text has it: fractions of bigints, every firm looked at on its own,
 * nothing kept from one question to the next. It shares only the scheme's types and seeds with the engine.
 */
export function evaluateSlowly(
  stated: Scheme,
  firms: readonly OracleFirm[],
  setting: Setting = { year: 2022, earlier: [] },
): OracleEvaluation {
  const scheme: AppliedScheme = { ...stated, ...setting };
  const { units, taken } = unitsOf(scheme, firms);
  const evaluated = [...firms.filter(({ id }) => !taken.has(id)), ...units];
  const rows = evaluated.map((firm) => admit(scheme, firm));
  markSmall(rows);
  for (const category of scheme.categories) {
    const inCategory = rows.filter((row) => row.category === category);
    scoreCategory(scheme, category, inCategory);
  }
  for (const category of scheme.categories) {
    const inCategory = rows.filter((row) => row.category === category && row.status === 'graded');
    for (const row of inCategory) {
      const reason = withoutGrade(scheme, category, row, rows);
      if (reason === undefined) continue;
      row.status = 'ungraded';
      row.statusRule = reason;
    }
  }
  const tenants = tenantRows(firms, rows, taken);
  for (const row of [...rows, ...tenants]) raiseFlags(scheme, row);
  const ranked = rows.filter((row) => row.ranked);
  for (const pool of new Set(ranked.map((row) => row.pool))) {
    const inPool = ranked.filter((row) => row.pool === pool);
    const category = inPool[0]?.category;
    if (category !== undefined) gradePool(scheme, category, inPool);
  }
  const results = new Map([...rows, ...tenants].map((row) => [row.firm.id, resultOf(scheme, row, rows)]));
  for (const firm of firms) share(firm.id, results, taken);
  return {
    firms: new Map([...firms, ...units].map(({ id }) => [id, resultNamed(results, id)])),
    boards: Object.fromEntries((scheme.boards ?? []).map((board) => [board.id, leadersOf(scheme, board, rows)])),
  };
}

/** The firms that take the grade of another, with the status that they have by it. */
function tenantRows(
  firms: readonly OracleFirm[],
  rows: readonly Row[],
  taken: ReadonlyMap<string, OracleTaken>,
): readonly Row[] {
  const statusOf = (id: string): Status => {
    const one = taken.get(id);
    if (one === undefined) return rows.find(({ firm }) => firm.id === id)?.status ?? 'ungraded';
    if (one.from === undefined) return 'ungraded';
    const given = statusOf(one.from);
    if (one.rule.kind === 'merge' || given === 'graded') return given;
    return one.rule.ifUngraded === 'ungraded' ? 'ungraded' : 'graded';
  };
  return firms
    .filter(({ id }) => taken.get(id)?.rule.kind === 'inherit')
    .map((firm) => ({ ...bareRow(firm), status: statusOf(firm.id), statusRule: taken.get(firm.id)?.rule.id ?? '' }));
}

/** Puts what a firm has of another in its place: all that is said of its unit, or the grade and category of its landlord. */
function share(id: string, results: Map<string, OracleFirmResult>, taken: ReadonlyMap<string, OracleTaken>): void {
  const one = taken.get(id);
  if (one?.from === undefined) return;
  share(one.from, results, taken);
  const from = resultNamed(results, one.from);
  if (one.rule.kind === 'merge') {
    results.set(id, { ...from, id, statusRule: one.rule.id });
    return;
  }
  const stated = one.rule.ifUngraded === 'ungraded' ? null : one.rule.ifUngraded.grade;
  results.set(id, { ...resultNamed(results, id), category: from.category, grade: from.grade ?? stated });
}

function resultNamed(results: ReadonlyMap<string, OracleFirmResult>, id: string): OracleFirmResult {
  const result = results.get(id);
  if (result === undefined) throw new RangeError(`nothing is said of ${id}`);
  return result;
}

/** Marks the firms of small pools, and puts such pools of a category, or of those that share a pool, together where its ranking says so. */
function markSmall(rows: readonly Row[]): void {
  for (const row of rows) {
    const small = row.category?.ranking.small;
    if (small === undefined || row.pool === undefined) continue;
    row.small = rows.filter((other) => other.pool === row.pool).length < small.fewerThan;
  }
  for (const row of rows) {
    const ranking = row.category?.ranking;
    if (!row.small || ranking?.small?.instead !== 'together') continue;
    if (ranking.within.length > 1) row.pool = `together ${ranking.pool ?? row.category?.id}`;
    row.small = false;
  }
}

/** Why a firm that could be graded is not: no grades at all, a pool too small, or no measure to be graded by. */
function withoutGrade(scheme: Scheme, category: Category, row: Row, rows: readonly Row[]): string | undefined {
  const { grading, ranking } = category;
  if (grading.kind === 'none') return 'noGrades';
  const pool = rows.filter((other) => other.pool === row.pool);
  if (ranking.small?.instead === 'ungraded' && row.small) return 'smallPool';
  const byIndicator = grading.kind === 'indicatorThresholds' && oneGradeOf(category, pool) === undefined;
  return byIndicator && gradesIn({ scheme, by: [], rows: [row], total: 1 }, grading).get(row) === 'ungraded'
    ? 'gradingGap'
    : undefined;
}

/** What later evaluations may ask of this one. */
export function earlierOf(year: number, firms: readonly OracleFirm[], evaluation: OracleEvaluation): EarlierEvaluation {
  const byGap = ['noPool', 'noGrades', 'smallPool', 'gap', 'gradingGap', 'noBaseline', 'adjustment'];
  return {
    year,
    firms: firms.map((firm) => {
      const said = evaluation.firms.get(firm.id);
      if (said === undefined) throw new RangeError(`nothing is said of ${firm.id}`);
      const { category, grade, flags, status, statusRule } = said;
      return { firm, category, grade, flags, ruled: byGap.includes(statusRule ?? '') ? 'graded' : status };
    }),
  };
}

function raiseFlags(scheme: AppliedScheme, row: Row): void {
  for (const { id, of, when, whenUndecided, among } of scheme.flags ?? []) {
    if (!isFor(of, row.firm) || !among.includes(row.status)) continue;
    if (decide(scheme, when, knownOf(row)) ?? whenUndecided === 'holds') row.raised.add(id);
  }
}

function leadersOf(
  scheme: AppliedScheme,
  board: Board,
  rows: readonly Row[],
): Readonly<Record<string, readonly string[]>> {
  const { by } = board;
  const key = 'score' in by ? by : { ...by, order: by.order ?? 'desc' };
  const eligible = rows.filter(
    (row) =>
      isFor(board.of, row.firm) &&
      decide(scheme, board.eligible, knownOf(row)) === true &&
      keyValue(scheme, key, row) !== undefined,
  );
  const groups: Record<string, readonly string[]> = {};
  for (const row of eligible) {
    const group = groupOf(scheme, board, row);
    if (group === undefined || groups[group] !== undefined) continue;
    const members = eligible.filter((other) => groupOf(scheme, board, other) === group);
    groups[group] = [...positions(scheme, [key], members)]
      .filter(([, { first }]) => first <= board.top)
      .map(([leader, { first }]) => ({ place: first, id: leader.firm.id }))
      .sort((a, b) => a.place - b.place || (a.id < b.id ? -1 : 1))
      .map(({ place, id }) => `${place} ${id}`);
  }
  return groups;
}

function groupOf(scheme: Scheme, board: Board, row: Row): string | undefined {
  if (board.per === 'all') return '';
  return board.per === 'category' ? row.category?.id : labelOf(scheme, row.firm, board.per);
}

function resultOf(scheme: AppliedScheme, row: Row, rows: readonly Row[]): OracleFirmResult {
  const places = row.category?.rounding.points ?? 0;
  return {
    id: row.firm.id,
    category: row.category?.id ?? null,
    pool: row.pool ?? null,
    status: row.status,
    statusRule: row.statusRule ?? null,
    indicators: Object.fromEntries(
      Object.keys(scheme.indicators).map((indicator) => [indicator, shownIndicator(scheme, row, indicator)]),
    ),
    points: Object.fromEntries([...row.points].map(([indicator, { rounded }]) => [indicator, rounded.toFixed(places)])),
    adjustments: row.adjustments.map(({ rule, points }) => ({ rule, points: points.toFixed(places) })),
    score: row.score?.toFixed(places) ?? null,
    place: row.place ?? null,
    initialGrade: row.initialGrade ?? null,
    moves: row.moves,
    grade: row.grade ?? null,
    flags: (scheme.flags ?? []).map(({ id }) => id).filter((id) => row.raised.has(id)),
    baselines: baselinesOf(scheme, row, rows),
  };
}

function shownIndicator(scheme: Scheme, row: Row, indicator: string): { value: string } | { gap: Gap } {
  const measure = measureOfRow(scheme, row, indicator);
  if ('gap' in measure) return measure;
  const { places, mode } = shownAs(indicatorOf(scheme, indicator).show);
  const shown = measure.value.over(indicatorUnit(scheme, indicator)).toPlaces(places, mode);
  return { value: shown.toFixed(places) };
}

function baselinesOf(scheme: AppliedScheme, row: Row, rows: readonly Row[]): Readonly<Record<string, Fraction>> {
  const { category } = row;
  if (category === undefined) return {};
  const inCategory = rows.filter((other) => other.category === category);
  const baselines: Record<string, Fraction> = {};
  for (const scoring of category.scoring) {
    const baseline = baselineOf(scheme, scoring, inCategory, row);
    if (baseline !== undefined) {
      baselines[scoring.indicator] = baseline.over(indicatorUnit(scheme, scoring.indicator));
    }
  }
  return baselines;
}
