import { integerAt, setInteger } from '../exact/column.ts';
import { parseDecimal } from '../exact/decimal.ts';
import { exactQuotient, roundQuotients } from '../exact/quotient.ts';
import { compare, divide, multiply, type Rational, roundToUnits, ZERO } from '../exact/rational.ts';
import { indicatorDimension, own } from '../scheme/names.ts';
import type { Scheme } from '../scheme/scheme.ts';
import type { Scoring } from '../scheme/scoring.ts';
import { quantityIn } from '../scheme/unit.ts';
import type { PartBaseline } from './baseline.ts';
import type { Measure } from './measure.ts';
import type { CategoryWork, RuleWork } from './scoringWork.ts';

/** Points from the value: value ÷ baseline × weight, within the stated limits, rounded once. */
export function scoreByRatio(
  { scheme, category }: CategoryWork,
  { rule, measure, points }: RuleWork,
  part: PartBaseline,
): void {
  if (part.value === undefined) return;
  const { points: places, mode } = category.rounding;
  const measured = part.rows.filter((row) => measure.gap[row] === 0);
  const { numerator, divisor } = measure;
  roundQuotients(
    { numerator, divisor, factor: pointsFactor(rule, measure, part.value), places, mode },
    measured,
    points,
  );
  const { min, max } = pointLimits(rule, measure, part.value, scheme);
  // Rounding never reverses an order, so a limit may be rounded once and compared with the rounded points.
  const step = points.denominator / 10n ** BigInt(places);
  const lowest = min === undefined ? undefined : roundToUnits(min, places, mode) * step;
  const highest = max === undefined ? undefined : roundToUnits(max, places, mode) * step;
  if (lowest === undefined && highest === undefined) return;
  for (const row of measured) {
    const value = integerAt(points, row);
    if (lowest !== undefined && value < lowest) setInteger(points, row, lowest);
    else if (highest !== undefined && value > highest) setInteger(points, row, highest);
  }
}
/** The points of one firm before they are rounded, within the limits. The firm must have the measure. */
export function exactRatioPoints(
  { scheme }: CategoryWork,
  { rule, measure }: RuleWork,
  baseline: Rational,
  row: number,
): Rational {
  const raw = exactQuotient(measure.numerator, measure.divisor, pointsFactor(rule, measure, baseline), row);
  const { min, max } = pointLimits(rule, measure, baseline, scheme);
  return within(raw, min, max);
}

function pointsFactor(rule: Scoring, measure: Measure, baseline: Rational): Rational {
  return divide(multiply(measure.toUnit, weightOf(rule)), baseline);
}

/** The weight of a rule: what its full points are. */
export function weightOf(rule: Scoring): Rational {
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
