import { type ColumnDraft, draftColumn, totalOver } from '../exact/column.ts';
import { parseDecimal } from '../exact/decimal.ts';
import { roundQuotients } from '../exact/quotient.ts';
import { divide, multiply, ONE, type Rational, rational, roundToPlaces } from '../exact/rational.ts';
import type { Baseline, StatisticBaseline } from '../scheme/baseline.ts';
import type { Dimension } from '../scheme/unit.ts';
import { quantityIn } from '../scheme/unit.ts';
import type { Measure } from './measure.ts';

/** The baseline of an indicator for some of a category's firms: all of them, or one part of a divided category. */
export interface PartBaseline {
  /** Labels of the part joined by "/", or "" for the whole category. */
  readonly part: string;
  /** Firms that are scored against it. */
  readonly rows: readonly number[];
  /** In the indicator's unit; undefined where there is none and the scheme leaves its firms ungraded. */
  readonly value: Rational | undefined;
  /** Places to which a statistic is stated; undefined for a constant, which is shown as it stands. */
  readonly places: number | undefined;
  /** True where the statistic failed and the scheme's `otherwise` stands. */
  readonly fallback: boolean;
}

/**
 * The baseline over the rows of one part. `members` are those of its firms that count in a statistic, by the rule's
 * `among`; of them, those count that have the measure: both amounts reported and a positive divisor.
 */
export function baselineOf(
  rule: Baseline,
  dimension: Dimension,
  measure: Measure,
  members: readonly number[],
): { readonly value: Rational | undefined; readonly fallback: boolean } {
  const inUnit = (text: string): Rational | undefined => {
    const canonical = quantityIn(text, dimension);
    return canonical === undefined ? undefined : multiply(canonical, measure.toUnit);
  };
  if (typeof rule === 'string') return { value: inUnit(rule), fallback: false };
  const counted = members.filter((row) => measure.gap[row] === 0);
  const raw = counted.length === 0 ? undefined : statistic(rule, measure, counted);
  if (raw !== undefined) {
    const times = rule.times === undefined ? ONE : (parseDecimal(rule.times) ?? ONE);
    const value = roundToPlaces(multiply(raw, times), rule.places, rule.mode);
    if (value.n > 0n) return { value, fallback: false };
  }
  return { value: rule.otherwise === 'ungraded' ? undefined : inUnit(rule.otherwise), fallback: true };
}

/** The statistic of the firms' ratios, in the indicator's unit, before its factor and its rounding. */
function statistic(rule: StatisticBaseline, measure: Measure, rows: readonly number[]): Rational {
  switch (rule.statistic) {
    case 'ratioOfSums': {
      const numerators = totalOver(measure.numerator, rows);
      const divisors = measure.divisor === undefined ? rational(BigInt(rows.length)) : totalOver(measure.divisor, rows);
      return multiply(divide(numerators, divisors), measure.toUnit);
    }
    case 'meanOfRatios': {
      const places = rule.ratioPlaces ?? 0;
      const ratios: ColumnDraft = draftColumn(measure.gap.length, 10n ** BigInt(places));
      const { numerator, divisor, toUnit } = measure;
      roundQuotients({ numerator, divisor, factor: toUnit, places, mode: rule.mode }, rows, ratios);
      return divide(totalOver(ratios, rows), rational(BigInt(rows.length)));
    }
  }
}
