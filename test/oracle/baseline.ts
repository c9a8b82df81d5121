import type { StatisticBaseline } from '../../src/scheme/baseline.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import type { Scoring } from '../../src/scheme/scoring.ts';
import { labelOf } from './condition.ts';
import { type Fraction, fractionOf, meanOf, sumOf } from './fraction.ts';
import { indicatorDimension, indicatorUnit } from './measure.ts';
import { measureOfRow, type Row } from './row.ts';
import { quantityOf } from './units.ts';

/** The baseline for a firm in canonical units, or undefined where there is none. */
export function baselineOf(scheme: Scheme, scoring: Scoring, rows: readonly Row[], row: Row): Fraction | undefined {
  const { indicator, method } = scoring;
  if (method.kind !== 'ratio' && method.kind !== 'reverse') return undefined;
  const { baseline } = method;
  const dimension = indicatorDimension(scheme, indicator);
  if (typeof baseline === 'string') return quantityOf(baseline, dimension);
  const members = partOf(scheme, baseline, rows, row);
  if (members === undefined) return undefined;
  const stated = statistic(scheme, indicator, baseline, members);
  if (stated !== undefined && stated.n > 0n) return stated.times(indicatorUnit(scheme, indicator));
  return baseline.otherwise === 'ungraded' ? undefined : quantityOf(baseline.otherwise, dimension);
}

/** The firms of the category that count for this one; undefined where it lacks a label and so has no part. */
export function partOf(
  scheme: Scheme,
  { among, per = [] }: Pick<StatisticBaseline, 'among' | 'per'>,
  rows: readonly Row[],
  row: Row,
): readonly Row[] | undefined {
  const part = (other: Row) => per.map((key) => labelOf(scheme, other.firm, key));
  const own = part(row);
  if (own.includes(undefined)) return undefined;
  const statuses = among === 'graded' ? ['graded'] : ['graded', 'ungraded'];
  return rows.filter(
    (other) => statuses.includes(other.ruled) && part(other).every((label, index) => label === own[index]),
  );
}

/** The statistic in the indicator's own unit, times its factor, as published; undefined where no firm has the measure. */
function statistic(
  scheme: Scheme,
  indicator: string,
  { statistic: kind, ratioPlaces, times, places, mode }: StatisticBaseline,
  members: readonly Row[],
): Fraction | undefined {
  const unit = indicatorUnit(scheme, indicator);
  const made = members.map((row) => measureOfRow(scheme, row, indicator)).filter((measure) => 'value' in measure);
  const factor = fractionOf(times ?? '1');
  const ratios = made.map(({ value }) => value.over(unit));
  if (kind === 'best') return highest(ratios)?.times(factor);
  if (places === undefined || mode === undefined) throw new RangeError(`a ${kind} is rounded, but not said how`);
  if (made.length === 0) return undefined;
  if (kind === 'quantile') throw new RangeError('the oracle knows no quantile');
  const roundedRatios = () => ratios.map((ratio) => ratio.toPlaces(required(ratioPlaces), mode));
  const value = {
    ratioOfSums: () =>
      sumOf(made.map(({ numerator }) => numerator))
        .over(sumOf(made.map(({ divisor }) => divisor)))
        .over(unit),
    meanOfRatios: () => meanOf(roundedRatios()),
    median: () => medianOf(roundedRatios()),
  }[kind]();
  return value.times(factor).toPlaces(places, mode);
}

/** The value that none exceeds; undefined of nothing. */
export function highest(values: readonly Fraction[]): Fraction | undefined {
  return values.find((value) => values.every((other) => value.against(other) >= 0));
}

export function lowest(values: readonly Fraction[]): Fraction | undefined {
  return values.find((value) => values.every((other) => value.against(other) <= 0));
}

/** The middle value, or the mean of both middle ones: what remains when lowest and highest are struck off in pairs. */
function medianOf(values: readonly Fraction[]): Fraction {
  const rising = values.toSorted((a, b) => a.against(b));
  return rising.length > 2 ? medianOf(rising.slice(1, -1)) : meanOf(rising);
}

function required(places: number | undefined): number {
  if (places === undefined) throw new RangeError('ratios are rounded, but not said to how many places');
  return places;
}
