import type { Quantile, StatisticBaseline } from '../../src/scheme/baseline.ts';
import type { Scoring } from '../../src/scheme/scoring.ts';
import { labelOf } from './condition.ts';
import { Fraction, fractionOf, meanOf, NOTHING, sumOf } from './fraction.ts';
import { indicatorDimension, indicatorUnit } from './measure.ts';
import { measureOfRow, type Row } from './row.ts';
import type { AppliedScheme } from './setting.ts';
import { quantityOf, shareFraction } from './units.ts';

/** The baseline for a firm in canonical units, or undefined where there is none. */
export function baselineOf(
  scheme: AppliedScheme,
  scoring: Scoring,
  rows: readonly Row[],
  row: Row,
): Fraction | undefined {
  const { indicator, method } = scoring;
  if (method.kind !== 'ratio' && method.kind !== 'reverse') return undefined;
  const { baseline } = method;
  const dimension = indicatorDimension(scheme, indicator);
  if (typeof baseline === 'string') return quantityOf(baseline, dimension);
  const asked = baseline.from === 'previous' ? rowsBefore(scheme, row) : rows;
  const part = partOf(scheme, baseline, asked ?? [], row);
  if (part === undefined) return undefined;
  let members: readonly Row[] = part;
  const { small } = baseline;
  const counting = part.filter((member) => 'value' in measureOfRow(scheme, member, indicator)).length;
  if (asked !== undefined && small !== undefined && counting < small.fewerThan) {
    if (small.instead === 'ungraded') return undefined;
    if (small.instead !== 'category') return quantityOf(small.instead, dimension);
    members = partOf(scheme, { among: baseline.among }, asked, row) ?? [];
  }
  const stated = statistic(scheme, indicator, baseline, members);
  if (stated !== undefined && stated.n > 0n) return stated.times(indicatorUnit(scheme, indicator));
  return baseline.otherwise === 'ungraded' ? undefined : quantityOf(baseline.otherwise, dimension);
}

/** The firms that were in the firm's category in the year before; undefined where that evaluation is not at hand. */
function rowsBefore({ year, earlier }: AppliedScheme, { category }: Row): readonly Row[] | undefined {
  return earlier
    .find((evaluation) => evaluation.year === year - 1)
    ?.firms.filter((said) => said.category === category?.id)
    .map(({ firm, ruled }) => ({
      firm,
      ruled,
      status: ruled,
      points: new Map(),
      adjustments: [],
      small: false,
      ranked: false,
      moves: [],
      raised: new Set(),
    }));
}

/** The firms of the category that count for this one; undefined where it lacks a label and so has no part. */
export function partOf(
  scheme: AppliedScheme,
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
  scheme: AppliedScheme,
  indicator: string,
  { statistic: kind, quantile, ratioPlaces, times, places, mode }: StatisticBaseline,
  members: readonly Row[],
): Fraction | undefined {
  const unit = indicatorUnit(scheme, indicator);
  const made = members.map((row) => measureOfRow(scheme, row, indicator)).filter((measure) => 'value' in measure);
  const factor = fractionOf(times ?? '1');
  const ratios = made.map(({ value }) => value.over(unit));
  if (kind === 'best') return highest(ratios)?.times(factor);
  if (places === undefined || mode === undefined) throw new RangeError(`a ${kind} is rounded, but not said how`);
  if (made.length === 0) return undefined;
  const roundedRatios = () => ratios.map((ratio) => ratio.toPlaces(required(ratioPlaces), mode));
  const value = {
    ratioOfSums: () =>
      sumOf(made.map(({ numerator }) => numerator))
        .over(sumOf(made.map(({ divisor }) => divisor)))
        .over(unit),
    meanOfRatios: () => meanOf(roundedRatios()),
    median: () => medianOf(roundedRatios()),
    quantile: () => quantileOf(roundedRatios(), quantile),
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

/** `nearestRank` by its definition: the lowest of the values that enough of them do not exceed. */
function quantileOf(values: readonly Fraction[], quantile: Quantile | undefined): Fraction {
  if (quantile === undefined) throw new RangeError('a quantile is asked for, but not said which');
  const share = shareFraction(quantile.share);
  const many = (count: number) => new Fraction(BigInt(count));
  if (quantile.definition === 'nearestRank') {
    const enough = values.filter((value) => {
      const within = values.filter((other) => other.against(value) <= 0).length;
      return many(within).against(share.times(many(values.length))) >= 0;
    });
    return lowest(enough) ?? NOTHING;
  }
  const rising = values.toSorted((a, b) => a.against(b));
  const steps = share.times(many(values.length - 1));
  const whole = Number(steps.toInteger('truncate'));
  const below = rising[whole] ?? NOTHING;
  const above = rising[whole + 1] ?? below;
  return below.plus(above.minus(below).times(steps.minus(many(whole))));
}

function required(places: number | undefined): number {
  if (places === undefined) throw new RangeError('ratios are rounded, but not said to how many places');
  return places;
}
