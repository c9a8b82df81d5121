import { type Column, draftColumn, integerAt, totalOver } from '../exact/column.ts';
import { parseDecimal } from '../exact/decimal.ts';
import { countOfShare } from '../exact/order.ts';
import { compareRows, exactQuotient, roundQuotients } from '../exact/quotient.ts';
import { add, divide, multiply, ONE, type Rational, rational, roundToPlaces, subtract } from '../exact/rational.ts';
import type { Baseline, Quantile, StatisticBaseline } from '../scheme/baseline.ts';
import { shareOf } from '../scheme/grading.ts';
import { type Dimension, quantityIn } from '../scheme/unit.ts';
import { type Measure, rowsMeasured } from './measure.ts';

/** A baseline that was found, or the lack of one. */
export interface FoundBaseline {
  /** In the indicator's unit; undefined where there is none and the scheme leaves its firms ungraded. */
  readonly value: Rational | undefined;
  /** Places to which a statistic is stated; undefined for what is shown as it stands. */
  readonly places: number | undefined;
  /** True where the statistic failed and the scheme's `otherwise` stands. */
  readonly fallback: boolean;
  /** True where the part has too few firms, and what the scheme states for such stands. */
  readonly small: boolean;
  /** What a statistic was made of; undefined for a quantity that the scheme states. */
  readonly made?: Statistic;
}

/** A statistic in the indicator's unit, before its factor and its rounding, and how it came about. */
export interface Statistic {
  readonly value: Rational;
  /** How many firms counted. */
  readonly firms: number;
  /** Σ numerators and Σ divisors, in canonical units; of a ratio of sums alone. */
  readonly sums?: { readonly numerators: Rational; readonly divisors: Rational };
}

/**
 * The baseline (基准值) of some firms of a category.
 *
 * @param members - those of them that count in a statistic, by the rule's `among`; of these, only those count that have the
 * measure: both amounts reported and a positive divisor
 * @param all - the same for the whole category, whose statistic a part with few firms may get
 */
export function findBaseline(
  rule: Baseline,
  dimension: Dimension,
  measure: Measure,
  members: readonly number[],
  all: readonly number[] = members,
): FoundBaseline {
  if (typeof rule === 'string') {
    return { value: inUnit(rule, dimension, measure), places: undefined, fallback: false, small: false };
  }
  let counted = rowsMeasured(measure, members);
  const small = rule.small !== undefined && counted.length < rule.small.fewerThan;
  if (small && rule.small.instead !== 'category') {
    const value = rule.small.instead === 'ungraded' ? undefined : inUnit(rule.small.instead, dimension, measure);
    return { value, places: undefined, fallback: false, small };
  }
  if (small) counted = rowsMeasured(measure, all);
  const made = counted.length === 0 ? undefined : statistic(rule, measure, counted);
  if (made !== undefined) {
    const product = multiply(made.value, parseDecimal(rule.times ?? '1') ?? ONE);
    const { places, mode } = rule;
    const value = places === undefined || mode === undefined ? product : roundToPlaces(product, places, mode);
    if (value.n > 0n) return { value, places, fallback: false, small, made };
  }
  const value = rule.otherwise === 'ungraded' ? undefined : inUnit(rule.otherwise, dimension, measure);
  return { value, places: undefined, fallback: true, small };
}

/** A quantity of the scheme in the unit of the indicator. */
export function inUnit(text: string, dimension: Dimension, measure: Measure): Rational | undefined {
  const canonical = quantityIn(text, dimension);
  return canonical === undefined ? undefined : multiply(canonical, measure.toUnit);
}

/** The exact value of a firm's measure, in the unit of the indicator. The firm must have the measure. */
export function exactValue({ numerator, divisor, toUnit }: Measure, row: number): Rational {
  return exactQuotient(numerator, divisor, toUnit, row);
}

/** The row with the highest value, or with the lowest; ratios are compared unrounded. There must be a row. */
export function extremeRow(
  { numerator, divisor }: Measure,
  rows: readonly number[],
  which: 'highest' | 'lowest',
): number {
  const sign = which === 'highest' ? 1 : -1;
  return rows.reduce((best, row) => (compareRows(numerator, divisor, row, best) * sign > 0 ? row : best));
}

/** The statistic of the firms' ratios. */
function statistic(rule: StatisticBaseline, measure: Measure, rows: readonly number[]): Statistic {
  const firms = rows.length;
  switch (rule.statistic) {
    case 'ratioOfSums': {
      const numerators = totalOver(measure.numerator, rows);
      const divisors = measure.divisor === undefined ? rational(BigInt(rows.length)) : totalOver(measure.divisor, rows);
      const value = multiply(divide(numerators, divisors), measure.toUnit);
      return { value, firms, sums: { numerators, divisors } };
    }
    case 'meanOfRatios': {
      const ratios = roundedRatios(rule, measure, rows);
      return { value: divide(totalOver(ratios, rows), rational(BigInt(firms))), firms };
    }
    case 'median': {
      const ratios = roundedRatios(rule, measure, rows);
      const sorted = sortedUnits(ratios, rows);
      const [lower, upper] = [sorted((firms - 1) >> 1), sorted(firms >> 1)];
      return { value: rational(lower + upper, 2n * ratios.denominator), firms };
    }
    case 'quantile': {
      if (rule.quantile === undefined) throw new Error('a quantile without its share');
      const ratios = roundedRatios(rule, measure, rows);
      const value = divide(quantile(sortedUnits(ratios, rows), firms, rule.quantile), rational(ratios.denominator));
      return { value, firms };
    }
    case 'best':
      return { value: exactValue(measure, extremeRow(measure, rows, 'highest')), firms };
  }
}

/** The nth of the values in ascending order, from 0. Numbers sort many times as fast as large integers. */
function sortedUnits(ratios: Column, rows: readonly number[]): (nth: number) => bigint {
  if (ratios.big.size === 0) {
    const sorted = Float64Array.from(rows, (row) => ratios.values[row] as number).sort();
    return (nth) => BigInt(sorted[nth] as number);
  }
  const sorted = rows.map((row) => integerAt(ratios, row)).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return (nth) => sorted[nth] as bigint;
}

/** See Quantile: a value of the sorted ones, or between two of them. */
function quantile(sorted: (nth: number) => bigint, count: number, { share, definition }: Quantile): Rational {
  const last = count - 1;
  const portion = shareOf(share);
  if (definition === 'nearestRank') {
    const rank = Math.max(1, countOfShare(portion, count, 'up'));
    return rational(sorted(rank - 1));
  }
  const position = multiply(portion, rational(BigInt(last)));
  const below = Number(position.n / position.d);
  const lower = sorted(below);
  const upper = sorted(Math.min(below + 1, last));
  const between = subtract(position, rational(BigInt(below)));
  return add(rational(lower), multiply(between, rational(upper - lower)));
}

function roundedRatios(rule: StatisticBaseline, measure: Measure, rows: readonly number[]) {
  const { ratioPlaces: places = 0, mode = 'halfUp' } = rule;
  const { numerator, divisor, toUnit } = measure;
  const ratios = draftColumn(measure.gap.length, 10n ** BigInt(places));
  roundQuotients({ numerator, divisor, factor: toUnit, places, mode }, rows, ratios);
  return ratios;
}
