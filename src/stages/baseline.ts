import { type ColumnDraft, draftColumn, totalOver } from '../exact/column.ts';
import { parseDecimal } from '../exact/decimal.ts';
import { roundQuotients } from '../exact/quotient.ts';
import { divide, multiply, ONE, type Rational, rational, roundToPlaces } from '../exact/rational.ts';
import { issue } from '../issues/issue.ts';
import type { Baseline, StatisticBaseline } from '../scheme/baseline.ts';
import { indicatorDimension, own, titleOf } from '../scheme/names.ts';
import type { Scoring } from '../scheme/scoring.ts';
import type { Dimension } from '../scheme/unit.ts';
import { quantityIn } from '../scheme/unit.ts';
import type { StandingRule } from './admit.ts';
import type { Measure } from './measure.ts';
import { keyOf } from './pool.ts';
import { type CategoryWork, leaveOut } from './scoringWork.ts';

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

const NO_BASELINE: StandingRule = { id: 'noBaseline', title: '无基准值', status: 'ungraded' };

/** The baselines of a scoring rule: one, or one for each part into which its labels divide the category. */
export function findBaselines(rule: Scoring, measure: Measure, work: CategoryWork): PartBaseline[] {
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

/**
 * The baseline over the rows of one part. `members` are those of its firms that count in a statistic, by the rule's
 * `among`; of them, those count that have the measure: both amounts reported and a positive divisor.
 */
function baselineOf(
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
