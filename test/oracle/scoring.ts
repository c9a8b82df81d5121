import type { Category } from '../../src/scheme/category.ts';
import type { Gap } from '../../src/scheme/indicator.ts';
import type { GapPoints, Scoring } from '../../src/scheme/scoring.ts';
import { adjustmentsOf } from './adjustment.ts';
import { type Fraction, fractionOf, meanOf, NOTHING, sumOf } from './fraction.ts';
import { pointsOf } from './points.ts';
import { measureOfRow, type OraclePoints, type Row } from './row.ts';
import type { AppliedScheme } from './setting.ts';

type Fill = Exclude<GapPoints, { poolMean: string }>;

/** Gives the firms of a category their points and scores; a gap, baseline or adjustment that leaves a firm ungraded says so. */
export function scoreCategory(scheme: AppliedScheme, category: Category, rows: readonly Row[]): void {
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
    if (
      !failed.has(row) &&
      row.pool !== undefined &&
      category.scoring.length > 0 &&
      !giveScore(scheme, category, row)
    ) {
      failed.set(row, 'adjustment');
    }
    const reason = failed.get(row);
    row.ranked = reason === undefined && row.pool !== undefined;
    if (reason !== undefined && row.status === 'graded') {
      row.status = 'ungraded';
      row.statusRule = reason;
    }
  }
}

/** The sum of points with the adjustments on it; false where one of them leaves the firm without a score. */
function giveScore(scheme: AppliedScheme, category: Category, row: Row): boolean {
  const sumOfPoints = total(category, row);
  const adjustments = adjustmentsOf(scheme, category, row, sumOfPoints);
  if (adjustments === undefined) return false;
  row.adjustments = adjustments;
  row.score = sumOfPoints.plus(sumOf(adjustments.map(({ points }) => points)));
  return true;
}

/** The sum of points, before any adjustment. */
function total({ rounding }: Category, row: Row): Fraction {
  const points = [...row.points.values()];
  if (rounding.score === 'sumOfPoints') return sumOf(points.map(({ rounded }) => rounded));
  return sumOf(points.map(({ exact }) => exact)).toPlaces(rounding.points, rounding.mode);
}

/** Points; or "mean" where a mean is still to be made, "gap" or "noBaseline" where there are none. */
function earn(
  scheme: AppliedScheme,
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
  const exact = pointsOf(scheme, category, scoring, rows, row, measure.value);
  if (exact === undefined) return 'noBaseline';
  return { exact, rounded: exact.toPlaces(rounding.points, rounding.mode), from: 'value' };
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
  scheme: AppliedScheme,
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
      ? meanOf(counted.map(({ rounded }) => rounded)).toPlaces(places, mode)
      : fillPoints(scoring, rule.ifNobody);
  return exact === undefined ? undefined : { exact, rounded: exact.toPlaces(places, mode), from: 'mean' };
}
