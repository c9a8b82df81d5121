import { Decimal } from 'decimal.js';
import type { RoundingMode } from '../../src/exact/rational.ts';
import type { Category } from '../../src/scheme/category.ts';
import type {
  BandsMethod,
  MinMaxMethod,
  PercentileRankMethod,
  RatioMethod,
  ReverseMethod,
  Scoring,
} from '../../src/scheme/scoring.ts';
import { baselineOf, highest, lowest, partOf } from './baseline.ts';
import { clamp, Fraction, fractionOf, NOTHING } from './fraction.ts';
import { indicatorDimension } from './measure.ts';
import { measureOfRow, type Row } from './row.ts';
import type { AppliedScheme } from './setting.ts';
import { quantityOf } from './units.ts';

/** A value to be scored, and what its points depend on beside it: the rule, and the other firms of the category. */
interface Question<Method> {
  readonly scheme: AppliedScheme;
  readonly category: Category;
  readonly scoring: Scoring;
  readonly method: Method;
  readonly weight: Fraction;
  readonly rows: readonly Row[];
  readonly row: Row;
  readonly value: Fraction;
}

/** What a value earns, unrounded; undefined where the firm has nothing to be held against. */
export function pointsOf(
  scheme: AppliedScheme,
  category: Category,
  scoring: Scoring,
  rows: readonly Row[],
  row: Row,
  value: Fraction,
): Fraction | undefined {
  const { method } = scoring;
  const question = { scheme, category, scoring, weight: fractionOf(scoring.weight), rows, row, value };
  if (method.kind === 'minMax') return minMaxPoints({ ...question, method });
  if (method.kind === 'percentileRank') return standingPoints({ ...question, method });
  if (method.kind === 'bands') return bandsPoints({ ...question, method });
  return baselinePoints({ ...question, method });
}

function baselinePoints(question: Question<RatioMethod | ReverseMethod>): Fraction | undefined {
  const { scheme, category, scoring, method, weight, rows, row } = question;
  const { kind, limits } = method;
  const baseline = baselineOf(scheme, scoring, rows, row);
  if (baseline === undefined) return undefined;
  const dimension = indicatorDimension(scheme, scoring.indicator);
  const quantity = (text: string | undefined) => (text === undefined ? undefined : quantityOf(text, dimension));
  const value = clamp(question.value, quantity(limits?.value?.min), quantity(limits?.value?.max));
  const points = kind === 'ratio' ? ratio(value, baseline, weight) : reverse(value, baseline, weight);
  // (2 − value ÷ baseline) × weight is (2 × baseline − value) × weight ÷ baseline, and none of it below zero.
  const scored = kind === 'ratio' ? value : clamp(baseline.times(new Fraction(2n)).minus(value), NOTHING, undefined);
  attest(scored, weight, baseline, points, category.rounding);
  const multiple = (text: string | undefined) => (text === undefined ? undefined : fractionOf(text).times(weight));
  return clamp(points, multiple(limits?.points?.min), multiple(limits?.points?.max));
}

function ratio(value: Fraction, baseline: Fraction, weight: Fraction): Fraction {
  return value.over(baseline).times(weight);
}

function reverse(value: Fraction, baseline: Fraction, weight: Fraction): Fraction {
  const times = value.over(baseline);
  const two = new Fraction(2n);
  return times.against(two) < 0 ? two.minus(times).times(weight) : NOTHING;
}

function minMaxPoints({ scheme, scoring, method, weight, rows, row, value }: Question<MinMaxMethod>) {
  const members = partOf(scheme, method, rows, row);
  if (members === undefined) return undefined;
  const values = members
    .map((member) => measureOfRow(scheme, member, scoring.indicator))
    .filter((measure) => 'value' in measure)
    .map((measure) => measure.value);
  const [min, max] = [lowest(values), highest(values)];
  const ofHundred = (hundredths: Fraction) => weight.times(hundredths).over(HUNDRED);
  if (min === undefined || max === undefined) {
    return method.ifNobody === 'ungraded' ? undefined : ofHundred(fractionOf(method.ifNobody));
  }
  if (min.against(max) === 0) return ofHundred(fractionOf(method.whenEqual));
  const floor = fractionOf(method.floor);
  const share = value.minus(min).over(max.minus(min));
  return ofHundred(floor.plus(HUNDRED.minus(floor).times(share)));
}

/** Everyone that the firm is compared with, and the firm: those who count and have the measure, and itself in any case. */
function standingPoints({ scheme, scoring, method, weight, rows, row, value }: Question<PercentileRankMethod>) {
  const members = partOf(scheme, method, rows, row);
  if (members === undefined) return undefined;
  const others = members
    .filter((member) => member !== row)
    .map((member) => measureOfRow(scheme, member, scoring.indicator))
    .filter((measure) => 'value' in measure)
    .map((measure) => measure.value.against(value) * (method.order === 'desc' ? 1 : -1));
  if (others.length === 0) return weight.times(fractionOf(method.whenAlone)).over(HUNDRED);
  const many = (count: number) => new Fraction(BigInt(count));
  const standing =
    method.count === 'worse'
      ? many(others.filter((it) => it < 0).length).over(many(others.length))
      : many(others.filter((it) => it <= 0).length + 1).over(many(others.length + 1));
  return weight.times(standing);
}

const HUNDRED = new Fraction(100n);

function bandsPoints({ scheme, scoring, method, value }: Question<BandsMethod>): Fraction {
  const dimension = indicatorDimension(scheme, scoring.indicator);
  const reached = method.from.find(([least]) => value.against(quantityOf(least, dimension)) >= 0);
  return fractionOf(reached === undefined ? method.rest : reached[1]);
}

const Witness = Decimal.clone({ precision: 80, defaults: true });
const WITNESS_MODES: Readonly<Record<RoundingMode, Decimal.Rounding>> = {
  halfUp: Decimal.ROUND_HALF_UP,
  truncate: Decimal.ROUND_DOWN,
  halfEven: Decimal.ROUND_HALF_EVEN,
};

/** value × weight ÷ baseline at 80 digits: everything multiplied first, divided once and rounded once. */
function witnessPoints(
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
