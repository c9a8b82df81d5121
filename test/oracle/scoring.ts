import { Decimal } from 'decimal.js';
import type { RoundingMode } from '../../src/exact/rational.ts';
import type { StatisticBaseline } from '../../src/scheme/baseline.ts';
import type { Category } from '../../src/scheme/category.ts';
import type { Gap } from '../../src/scheme/indicator.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import type { GapPoints, Scoring } from '../../src/scheme/scoring.ts';
import { labelOf } from './condition.ts';
import { clamp, Fraction, fractionOf, NOTHING, sumOf } from './fraction.ts';
import { indicatorDimension, indicatorUnit, type Made } from './measure.ts';
import { measureOfRow, type OraclePoints, type Row } from './row.ts';
import { quantityOf } from './units.ts';

type Fill = Exclude<GapPoints, { poolMean: string }>;

/** Gives the firms of a category their points and scores; a gap or baseline that leaves a firm ungraded says so. */
export function scoreCategory(scheme: Scheme, category: Category, rows: readonly Row[]): void {
  const failed = new Map<Row, string>();
  for (const scoring of category.scoring) {
    const waiting: Row[] = [];
    for (const row of rows) {
      const outcome = earn(scheme, category, scoring, rows, row);
      if (outcome === 'mean') waiting.push(row);
      else if (typeof outcome === 'string') failed.set(row, failed.get(row) ?? outcome);
      else row.points.set(scoring.indicator, outcome);
    }
    const filled = new Map(rows.map((row) => [row, row.points.get(scoring.indicator)]));
    for (const row of waiting) {
      const points = meanPoints(scheme, category, scoring, filled, row);
      if (points === undefined) failed.set(row, failed.get(row) ?? 'gap');
      else row.points.set(scoring.indicator, points);
    }
  }
  for (const row of rows) {
    const reason = failed.get(row);
    row.ranked = reason === undefined && row.pool !== undefined;
    if (row.ranked && category.scoring.length > 0) row.score = total(category, row);
    if (reason !== undefined && row.status === 'graded') {
      row.status = 'ungraded';
      row.statusRule = reason;
    }
  }
}

function total({ rounding }: Category, row: Row): Fraction {
  const points = [...row.points.values()];
  if (rounding.score === 'sumOfPoints') return sumOf(points.map(({ rounded }) => rounded));
  return sumOf(points.map(({ exact }) => exact)).toPlaces(rounding.points, rounding.mode);
}

/** Points; or "mean" where a mean is still to be made, "gap" or "noBaseline" where there are none. */
function earn(
  scheme: Scheme,
  category: Category,
  scoring: Scoring,
  rows: readonly Row[],
  row: Row,
): OraclePoints | 'mean' | 'gap' | 'noBaseline' {
  const { rounding } = category;
  const measure = measureOfRow(scheme, row, scoring.indicator);
  if ('gap' in measure) {
    const fill = gapPoints(category, scoring, measure.gap);
    if (typeof fill === 'object' && 'poolMean' in fill) return 'mean';
    const exact = fillPoints(scoring, fill);
    return exact === undefined
      ? 'gap'
      : { exact, rounded: exact.toPlaces(rounding.points, rounding.mode), from: 'fill' };
  }
  const baseline = baselineOf(scheme, scoring, rows, row);
  if (baseline === undefined) return 'noBaseline';
  const exact = ratioPoints(scheme, scoring, measure, baseline, rounding);
  return { exact, rounded: exact.toPlaces(rounding.points, rounding.mode), from: 'value' };
}

function ratioPoints(
  scheme: Scheme,
  scoring: Scoring,
  measure: Made,
  baseline: Fraction,
  rounding: Category['rounding'],
): Fraction {
  const { limits } = scoring.method;
  const dimension = indicatorDimension(scheme, scoring.indicator);
  const quantity = (text: string | undefined) => (text === undefined ? undefined : quantityOf(text, dimension));
  const value = clamp(measure.value, quantity(limits?.value?.min), quantity(limits?.value?.max));
  const weight = fractionOf(scoring.weight);
  const points = value.times(weight).over(baseline);
  attest(value, weight, baseline, points, rounding);
  const multiple = (text: string | undefined) => (text === undefined ? undefined : fractionOf(text).times(weight));
  return clamp(points, multiple(limits?.points?.min), multiple(limits?.points?.max));
}

const Witness = Decimal.clone({ precision: 80, defaults: true });
const WITNESS_MODES: Readonly<Record<RoundingMode, Decimal.Rounding>> = {
  halfUp: Decimal.ROUND_HALF_UP,
  truncate: Decimal.ROUND_DOWN,
  halfEven: Decimal.ROUND_HALF_EVEN,
};

/** value × weight ÷ baseline at 80 digits: everything multiplied first, divided once and rounded once. */
export function witnessPoints(
  value: Fraction,
  weight: Fraction,
  baseline: Fraction,
  places: number,
  mode: RoundingMode,
): string {
  const above = new Witness(value.n.toString()).times(weight.n.toString()).times(baseline.d.toString());
  const below = new Witness(value.d.toString()).times(weight.d.toString()).times(baseline.n.toString());
  const shown = above.div(below).toDecimalPlaces(places, WITNESS_MODES[mode]);
  return (shown.isZero() ? new Witness(0) : shown).toFixed(places);
}

function attest(
  value: Fraction,
  weight: Fraction,
  baseline: Fraction,
  points: Fraction,
  { points: places, mode }: Category['rounding'],
): void {
  const rounded = points.toPlaces(places, mode).toFixed(places);
  const witnessed = witnessPoints(value, weight, baseline, places, mode);
  if (rounded !== witnessed) throw new Error(`fractions say ${rounded}, decimals ${witnessed}, of ${points}`);
}

/** The baseline for a firm in canonical units, or undefined where there is none. */
export function baselineOf(scheme: Scheme, scoring: Scoring, rows: readonly Row[], row: Row): Fraction | undefined {
  const { baseline } = scoring.method;
  const dimension = indicatorDimension(scheme, scoring.indicator);
  if (typeof baseline === 'string') return quantityOf(baseline, dimension);
  const members = partOf(scheme, baseline, rows, row);
  if (members === undefined) return undefined;
  const rounded = statistic(scheme, scoring, baseline, members);
  if (rounded !== undefined && rounded.n > 0n) return rounded.times(indicatorUnit(scheme, scoring.indicator));
  return baseline.otherwise === 'ungraded' ? undefined : quantityOf(baseline.otherwise, dimension);
}

/** The firms of the category that make the baseline of this one; undefined where it lacks a label and so has no part. */
function partOf(
  scheme: Scheme,
  baseline: StatisticBaseline,
  rows: readonly Row[],
  row: Row,
): readonly Row[] | undefined {
  const part = (other: Row) => (baseline.per ?? []).map((key) => labelOf(scheme, other.firm, key));
  const own = part(row);
  if (own.includes(undefined)) return undefined;
  const statuses = baseline.among === 'graded' ? ['graded'] : ['graded', 'ungraded'];
  return rows.filter(
    (other) => statuses.includes(other.ruled) && part(other).every((label, index) => label === own[index]),
  );
}

/** The statistic in the indicator's own unit, times its factor, rounded; undefined where no firm has the measure. */
function statistic(
  scheme: Scheme,
  { indicator }: Scoring,
  { statistic: kind, ratioPlaces, times, places, mode }: StatisticBaseline,
  members: readonly Row[],
): Fraction | undefined {
  const unit = indicatorUnit(scheme, indicator);
  const made = members.map((row) => measureOfRow(scheme, row, indicator)).filter((measure) => 'value' in measure);
  if (made.length === 0) return undefined;
  const value =
    kind === 'ratioOfSums'
      ? sumOf(made.map(({ numerator }) => numerator))
          .over(sumOf(made.map(({ divisor }) => divisor)))
          .over(unit)
      : mean(made.map((measure) => measure.value.over(unit).toPlaces(ratioPlaces ?? 0, mode)));
  return value.times(fractionOf(times ?? '1')).toPlaces(places, mode);
}

function gapPoints(category: Category, scoring: Scoring, gap: Gap): GapPoints {
  const points = scoring.gap?.[gap] ?? scoring.gap?.other ?? category.gap?.[gap] ?? category.gap?.other;
  if (points === undefined) throw new RangeError(`${category.id} does not say what ${gap} earns`);
  return points;
}

function fillPoints(scoring: Scoring, fill: Fill): Fraction | undefined {
  if (fill === 'ungraded') return undefined;
  if (fill === 'zero') return NOTHING;
  return 'points' in fill ? fractionOf(fill.points) : fractionOf(fill.timesWeight).times(fractionOf(scoring.weight));
}

function meanPoints(
  scheme: Scheme,
  category: Category,
  scoring: Scoring,
  filled: ReadonlyMap<Row, OraclePoints | undefined>,
  row: Row,
): OraclePoints | undefined {
  const measure = measureOfRow(scheme, row, scoring.indicator);
  const rule = 'gap' in measure ? gapPoints(category, scoring, measure.gap) : undefined;
  if (typeof rule !== 'object' || !('poolMean' in rule)) throw new RangeError('no mean is asked for');
  const counted = [...filled]
    .filter(([other]) => rule.poolMean === 'category' || (row.pool !== undefined && other.pool === row.pool))
    .map(([, points]) => points)
    .filter((points) => points !== undefined)
    .filter(({ from }) => from === 'value' || scheme.conventions.filledPointsInMeans === 'included');
  const { points: places, mode } = category.rounding;
  const exact =
    counted.length > 0
      ? mean(counted.map(({ rounded }) => rounded)).toPlaces(places, mode)
      : fillPoints(scoring, rule.ifNobody);
  return exact === undefined ? undefined : { exact, rounded: exact.toPlaces(places, mode), from: 'mean' };
}

function mean(parts: readonly Fraction[]): Fraction {
  return sumOf(parts).over(new Fraction(BigInt(parts.length)));
}
