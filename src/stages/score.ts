import {
  type Column,
  type ColumnDraft,
  draftColumn,
  integerAt,
  REPORTED,
  setInteger,
  stateAt,
} from '../exact/column.ts';
import { parseDecimal } from '../exact/decimal.ts';
import { exactQuotient, roundQuotients } from '../exact/quotient.ts';
import { add, compare, divide, multiply, type Rational, rational, roundToUnits, ZERO } from '../exact/rational.ts';
import type { Facts } from '../intake/facts.ts';
import { type Issue, issue } from '../issues/issue.ts';
import type { Category } from '../scheme/category.ts';
import type { Gap } from '../scheme/indicator.ts';
import { indicatorDimension, own, titleOf } from '../scheme/names.ts';
import type { Scheme } from '../scheme/scheme.ts';
import type { GapPoints, PoolMean, Scoring } from '../scheme/scoring.ts';
import { quantityIn } from '../scheme/unit.ts';
import type { Admission, StandingRule } from './admit.ts';
import { baselineOf, type PartBaseline } from './baseline.ts';
import { gapAt, type Measure } from './measure.ts';
import { keyOf, type Pools } from './pool.ts';

/** Points and scores of every firm, and why a firm has none. */
export interface Scores {
  /** Points of each indicator; the places that a category shows are those of its rounding. */
  readonly points: ReadonlyMap<string, Column>;
  /** How points were filled in for a gap: 0 not at all, FILLED_FIXED by what the scheme fixes, FILLED_MEAN by a mean. */
  readonly filled: ReadonlyMap<string, Uint8Array>;
  /** Baselines by category position, then indicator. */
  readonly baselines: readonly ReadonlyMap<string, readonly PartBaseline[]>[];
  /** 综合得分; absent where the category scores nothing or the firm is left out. */
  readonly score: Column;
  /** Why a firm of a category gets no score, no place and no grade. */
  readonly leftOut: readonly (StandingRule | undefined)[];
  readonly issues: readonly Issue[];
}

const FILLED_FIXED = 1;
const FILLED_MEAN = 2;

const NO_BASELINE: StandingRule = { id: 'noBaseline', title: '无基准值', status: 'ungraded' };

/** Scores the firms of every category. Points are rounded where the category says so, and nowhere else. */
export function scoreFirms(
  facts: Facts,
  scheme: Scheme,
  admission: Admission,
  measures: ReadonlyMap<string, Measure>,
  pools: Pools,
): Scores {
  const rows = facts.ids.length;
  const unit = 10n ** BigInt(Math.max(0, ...scheme.categories.map((one) => one.rounding.points)));
  const points = new Map<string, ColumnDraft>();
  const filled = new Map<string, Uint8Array>();
  for (const id of Object.keys(scheme.indicators)) {
    points.set(id, draftColumn(rows, unit));
    filled.set(id, new Uint8Array(rows));
  }
  const score = draftColumn(rows, unit);
  const leftOut: (StandingRule | undefined)[] = pools.withoutPool.slice();
  const issues: Issue[] = [];
  const baselines = scheme.categories.map((category, position) => {
    const members = pools.membersOf(position);
    const work: Work = { scheme, category, facts, members, admission, leftOut, pools, issues };
    const ofCategory = new Map<string, readonly PartBaseline[]>();
    for (const rule of category.scoring) {
      const measure = measures.get(rule.indicator);
      const column = points.get(rule.indicator);
      const fills = filled.get(rule.indicator);
      if (measure === undefined || column === undefined || fills === undefined) continue;
      const parts = findBaselines(rule, measure, work);
      ofCategory.set(rule.indicator, parts);
      for (const part of parts) scorePart(rule, measure, part, category, column, scheme);
      fillGaps(rule, measure, column, fills, work);
    }
    if (category.scoring.length > 0) addUp(work, measures, points, filled, ofCategory, score);
    return ofCategory;
  });
  return { points, filled, baselines, score, leftOut, issues };
}

interface Work {
  readonly scheme: Scheme;
  readonly category: Category;
  readonly facts: Facts;
  /** Rows of the category, in order of id; a firm without a pool is among them, but is never scored. */
  readonly members: readonly number[];
  readonly admission: Admission;
  readonly leftOut: (StandingRule | undefined)[];
  readonly pools: Pools;
  readonly issues: Issue[];
}

function findBaselines(rule: Scoring, measure: Measure, work: Work): PartBaseline[] {
  const { scheme, category, facts, members, admission } = work;
  const indicator = own(scheme.indicators, rule.indicator);
  const dimension = (indicator && indicatorDimension(scheme, indicator)) ?? 'share';
  const form = rule.method.baseline;
  const labels = typeof form === 'string' ? [] : (form.per ?? []);
  const among = typeof form === 'string' ? 'scored' : form.among;
  const parts = new Map<string, number[]>();
  for (const row of members) {
    const part = keyOf(facts, labels, row);
    if (part === undefined) {
      // A firm without the measure gets what its gap earns, and needs no baseline.
      if (measure.gap[row] !== 0) continue;
      leaveOut(work, row, NO_BASELINE);
      work.issues.push(
        issue(
          'poolUndecided',
          { firm: facts.ids[row] as string, path: category.id },
          labels.map((label) => titleOf(scheme, label)).join('、'),
          '',
        ),
      );
      continue;
    }
    const rowsOfPart = parts.get(part);
    if (rowsOfPart === undefined) parts.set(part, [row]);
    else rowsOfPart.push(row);
  }
  return [...parts].map(([part, rows]) => {
    const counted = among === 'graded' ? rows.filter((row) => admission.rule[row] === undefined) : rows;
    const { value, fallback } = baselineOf(form, dimension, measure, counted);
    if (fallback) {
      const path = [category.id, rule.indicator, part].filter((text) => text !== '').join('/');
      work.issues.push(
        issue(
          'baselineUndefined',
          { path },
          titleOf(scheme, rule.indicator),
          typeof form === 'string' ? form : form.otherwise,
        ),
      );
    }
    if (value === undefined) for (const row of rows) if (measure.gap[row] === 0) leaveOut(work, row, NO_BASELINE);
    return { part, rows, value, fallback, places: typeof form === 'string' || fallback ? undefined : form.places };
  });
}

/** Points from the value: value ÷ baseline × weight, within the stated limits, rounded once. */
function scorePart(
  rule: Scoring,
  measure: Measure,
  part: PartBaseline,
  category: Category,
  column: ColumnDraft,
  scheme: Scheme,
): void {
  if (part.value === undefined) return;
  const { points: places, mode } = category.rounding;
  const measured = part.rows.filter((row) => measure.gap[row] === 0);
  const { numerator, divisor } = measure;
  roundQuotients(
    { numerator, divisor, factor: pointsFactor(rule, measure, part.value), places, mode },
    measured,
    column,
  );
  const { min, max } = pointLimits(rule, measure, part.value, scheme);
  // Rounding never reverses an order, so a limit may be rounded once and compared with the rounded points.
  const step = column.denominator / 10n ** BigInt(places);
  const lowest = min === undefined ? undefined : roundToUnits(min, places, mode) * step;
  const highest = max === undefined ? undefined : roundToUnits(max, places, mode) * step;
  if (lowest === undefined && highest === undefined) return;
  for (const row of measured) {
    const value = integerAt(column, row);
    if (lowest !== undefined && value < lowest) setInteger(column, row, lowest);
    else if (highest !== undefined && value > highest) setInteger(column, row, highest);
  }
}

function pointsFactor(rule: Scoring, measure: Measure, baseline: Rational): Rational {
  return divide(multiply(measure.toUnit, weightOf(rule)), baseline);
}

function weightOf(rule: Scoring): Rational {
  return parseDecimal(rule.weight) ?? ZERO;
}

/** Limits on the value, and then those on the points, as one pair of limits on the points, unrounded. */
function pointLimits(
  rule: Scoring,
  measure: Measure,
  baseline: Rational,
  scheme: Scheme,
): { readonly min: Rational | undefined; readonly max: Rational | undefined } {
  const limits = rule.method.limits;
  const indicator = own(scheme.indicators, rule.indicator);
  const dimension = (indicator && indicatorDimension(scheme, indicator)) ?? 'share';
  const factor = pointsFactor(rule, measure, baseline);
  const fromValue = (text: string | undefined): Rational | undefined => {
    const value = text === undefined ? undefined : quantityIn(text, dimension);
    return value === undefined ? undefined : multiply(value, factor);
  };
  const fromPoints = (text: string | undefined): Rational | undefined => {
    const multiple = text === undefined ? undefined : parseDecimal(text);
    return multiple === undefined ? undefined : multiply(multiple, weightOf(rule));
  };
  const fewest = fromPoints(limits?.points?.min);
  const most = fromPoints(limits?.points?.max);
  const lowest = fromValue(limits?.value?.min);
  const highest = fromValue(limits?.value?.max);
  return {
    min: lowest === undefined ? fewest : within(lowest, fewest, most),
    max: highest === undefined ? most : within(highest, fewest, most),
  };
}

/** A value moved into a range of which either end may be open. */
function within(value: Rational, min: Rational | undefined, max: Rational | undefined): Rational {
  if (min !== undefined && compare(value, min) < 0) return min;
  return max !== undefined && compare(value, max) > 0 ? max : value;
}

/** Gives the firms without the measure what the scheme says, by the reason. */
function fillGaps(rule: Scoring, measure: Measure, column: ColumnDraft, fills: Uint8Array, work: Work): void {
  const { category, members, pools } = work;
  const places = category.rounding.points;
  const step = column.denominator / 10n ** BigInt(places);
  const means = new Map<string, bigint | undefined>();
  const awaitingMean: [row: number, earned: PoolMean][] = [];
  const put = (row: number, fixed: Rational): void => {
    setInteger(column, row, roundToUnits(fixed, places, category.rounding.mode) * step);
    fills[row] = FILLED_FIXED;
  };
  for (const row of members) {
    const gap = gapAt(measure, row);
    if (gap === undefined) continue;
    const earned = gapPoints(rule, category, gap);
    if (typeof earned === 'object' && 'poolMean' in earned) awaitingMean.push([row, earned]);
    else if (earned === 'ungraded') leaveOut(work, row, gapRule(work.scheme, rule, gap));
    else put(row, fixedPoints(earned, rule));
  }
  const counted = members.filter(
    (row) =>
      stateAt(column, row) === REPORTED &&
      (fills[row] === 0 || work.scheme.conventions.filledPointsInMeans === 'included'),
  );
  for (const [row, earned] of awaitingMean) {
    const pool = earned.poolMean === 'pool' ? pools.poolAt[row] : undefined;
    const key = pool === undefined ? '' : String(pool);
    if (!means.has(key)) {
      const inPool = (peer: number): boolean => pool !== -1 && pools.poolAt[peer] === pool;
      const peers = pool === undefined ? counted : counted.filter(inPool);
      means.set(key, meanPoints(column, peers, category));
    }
    const mean = means.get(key);
    if (mean !== undefined) {
      setInteger(column, row, mean * step);
      fills[row] = FILLED_MEAN;
    } else if (earned.ifNobody === 'ungraded') {
      leaveOut(work, row, gapRule(work.scheme, rule, gapAt(measure, row) ?? 'missing'));
    } else {
      put(row, fixedPoints(earned.ifNobody, rule));
    }
  }
}

/** What the scheme gives for a gap: the rule's own word, its `other`, then the category's. Checked when the scheme is read. */
function gapPoints(rule: Scoring, category: Category, gap: Gap): GapPoints {
  return rule.gap?.[gap] ?? rule.gap?.other ?? category.gap?.[gap] ?? category.gap?.other ?? 'ungraded';
}

function fixedPoints(
  earned: 'zero' | { readonly points: string } | { readonly timesWeight: string },
  rule: Scoring,
): Rational {
  if (earned === 'zero') return ZERO;
  if ('points' in earned) return parseDecimal(earned.points) ?? ZERO;
  return multiply(parseDecimal(earned.timesWeight) ?? ZERO, weightOf(rule));
}

/** The unrounded points that a gap earned by a fixed rule, or for want of a mean. */
function fixedFill(rule: Scoring, category: Category, gap: Gap): Rational {
  const earned = gapPoints(rule, category, gap);
  const fixed = typeof earned === 'object' && 'poolMean' in earned ? earned.ifNobody : earned;
  return fixed === 'ungraded' ? ZERO : fixedPoints(fixed, rule);
}

function gapRule(scheme: Scheme, rule: Scoring, gap: Gap): StandingRule {
  return { id: 'gap', title: `${titleOf(scheme, rule.indicator)}：${GAP_TITLES[gap]}`, status: 'ungraded' };
}

const GAP_TITLES: Readonly<Record<Gap, string>> = {
  missing: '数据缺失',
  notApplicable: '不适用',
  withheld: '数据保密',
  noLand: '无用地',
  zeroDivisor: '除数为零',
  negativeDivisor: '除数为负',
};

function leaveOut(work: Work, row: number, rule: StandingRule): void {
  work.leftOut[row] ??= rule;
}

/** The mean of rounded points, rounded likewise, in units of the category's places; undefined where nobody has any. */
function meanPoints(column: Column, rows: readonly number[], category: Category): bigint | undefined {
  if (rows.length === 0) return undefined;
  const total = rows.reduce((sum, row) => sum + integerAt(column, row), 0n);
  const mean = rational(total, column.denominator * BigInt(rows.length));
  return roundToUnits(mean, category.rounding.points, category.rounding.mode);
}

/** The score: the exact sum of the rounded points, or the unrounded points summed and rounded once. */
function addUp(
  work: Work,
  measures: ReadonlyMap<string, Measure>,
  points: ReadonlyMap<string, ColumnDraft>,
  filled: ReadonlyMap<string, Uint8Array>,
  baselines: ReadonlyMap<string, readonly PartBaseline[]>,
  score: ColumnDraft,
): void {
  const { category, members, leftOut } = work;
  const columns = category.scoring.map((rule) => points.get(rule.indicator)).filter((column) => column !== undefined);
  const scored = members.filter((row) => leftOut[row] === undefined);
  if (category.rounding.score === 'sumOfPoints') {
    for (const row of scored) sumPoints(columns, row, score);
    return;
  }
  const { points: places, mode } = category.rounding;
  const step = score.denominator / 10n ** BigInt(places);
  const exact = category.scoring.map((rule) =>
    exactPoints(rule, category, measures, points, filled, baselines, work.scheme),
  );
  for (const row of scored) {
    const total = exact.reduce((sum, pointsAt) => add(sum, pointsAt(row)), ZERO);
    setInteger(score, row, roundToUnits(total, places, mode) * step);
  }
}

function sumPoints(columns: readonly Column[], row: number, score: ColumnDraft): void {
  let total = 0;
  let magnitude = 0;
  for (const column of columns) {
    total += column.values[row] as number;
    magnitude += Math.abs(column.values[row] as number);
  }
  if (magnitude <= Number.MAX_SAFE_INTEGER) {
    score.values[row] = total;
    score.state[row] = REPORTED;
  } else {
    setInteger(
      score,
      row,
      columns.reduce((sum, column) => sum + integerAt(column, row), 0n),
    );
  }
}

/** Unrounded points of one indicator; filled-in points are exact as they are. */
function exactPoints(
  rule: Scoring,
  category: Category,
  measures: ReadonlyMap<string, Measure>,
  points: ReadonlyMap<string, Column>,
  filled: ReadonlyMap<string, Uint8Array>,
  baselines: ReadonlyMap<string, readonly PartBaseline[]>,
  scheme: Scheme,
): (row: number) => Rational {
  const measure = measures.get(rule.indicator);
  const column = points.get(rule.indicator);
  const fills = filled.get(rule.indicator);
  const baselineAt = new Map<number, Rational>();
  for (const part of baselines.get(rule.indicator) ?? []) {
    if (part.value !== undefined) for (const row of part.rows) baselineAt.set(row, part.value);
  }
  return (row) => {
    if (measure === undefined || column === undefined || fills === undefined) return ZERO;
    if (fills[row] === FILLED_MEAN) return rational(integerAt(column, row), column.denominator);
    if (fills[row] === FILLED_FIXED) return fixedFill(rule, category, gapAt(measure, row) ?? 'missing');
    const baseline = baselineAt.get(row);
    if (baseline === undefined) return ZERO;
    const raw = exactQuotient(measure.numerator, measure.divisor, pointsFactor(rule, measure, baseline), row);
    const { min, max } = pointLimits(rule, measure, baseline, scheme);
    return within(raw, min, max);
  };
}
