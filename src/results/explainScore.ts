import { integerAt, REPORTED, rationalAt, stateAt } from '../exact/column.ts';
import { formatUnits, parseDecimal } from '../exact/decimal.ts';
import { compare, ONE, type Rational, rational, ZERO } from '../exact/rational.ts';
import type { Adjustment } from '../scheme/adjustment.ts';
import type { Category } from '../scheme/category.ts';
import { amountDimension } from '../scheme/names.ts';
import { quantityIn } from '../scheme/unit.ts';
import { written, writtenSum } from './arithmetic.ts';
import { conditionRecord, sourceRecord } from './conditionRecord.ts';
import type { AdjustmentRecord, PointsRecord, ScoreRecord } from './explanation.ts';
import type { Run } from './run.ts';
import { fixedText } from './shown.ts';

/** How points and adjustments add up to the score; undefined for a firm without one. */
export function explainScore(run: Run, row: number, points: readonly PointsRecord[]): ScoreRecord | undefined {
  const { scheme, scores, admission } = run;
  const category = scheme.categories[admission.category[row] as number];
  if (category === undefined) return undefined;
  const { rounding } = category;
  const score = fixedText(scores.score, row, rounding.points);
  const sum = fixedText(scores.unadjusted, row, rounding.points);
  if (score === undefined || sum === undefined) return undefined;
  const terms = points.map((one) => (rounding.score === 'sumOfPoints' ? (one.points ?? '0') : roundedTotalTerm(one)));
  return {
    rounding,
    written: writtenSum(terms),
    sum,
    adjustments: adjustmentRecords(run, category, row),
    score,
  };
}

/** The unrounded points as they enter a sum that is rounded once. */
function roundedTotalTerm({ written: arithmetic, exact, limits, filled }: PointsRecord): string {
  if (limits === undefined && filled === undefined && arithmetic !== undefined) return `(${arithmetic})`;
  return exact === undefined ? '0' : exact.includes('/') ? `(${exact.replace('/', ' ÷ ')})` : exact;
}

function adjustmentRecords(run: Run, category: Category, row: number): readonly AdjustmentRecord[] {
  const { scheme, scores, known } = run;
  const places = category.rounding.points;
  const step = scores.score.denominator / 10n ** BigInt(places);
  const applied = new Map((scores.adjustments.get(row) ?? []).map((one) => [one.rule, one]));
  const pointsOf = (rule: string): string => {
    const units = (applied.get(rule)?.units ?? 0n) / step;
    return units > 0n ? `+${formatUnits(units, places)}` : formatUnits(units, places);
  };
  const rules = (scheme.adjustments ?? []).map((rule): AdjustmentRecord => {
    const concerned = rule.categories === undefined || rule.categories.includes(category.id);
    const applies = scores.holds.get(rule.id)?.[row] === 1;
    const arithmetic = applies ? writtenAdjustment(run, rule, row) : undefined;
    return {
      rule: rule.id,
      title: rule.title,
      kind: kindOf(rule),
      ...(rule.group !== undefined && { group: rule.group }),
      applies,
      ...(concerned && { condition: conditionRecord(rule.when, known.adjusting, row) }),
      ...(arithmetic !== undefined && { written: arithmetic }),
      points: pointsOf(rule.id),
      source: sourceRecord(scheme, rule.source),
    };
  });
  const groups = (scheme.adjustmentGroups ?? []).flatMap(({ id, title, min, max, source }): AdjustmentRecord[] => {
    const one = applied.get(id);
    if (one === undefined) return [];
    const limits = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
    const rest = { written: written(one.exact), limits, points: pointsOf(id), source: sourceRecord(scheme, source) };
    return [{ rule: id, title, kind: 'group', applies: true, ...rest }];
  });
  return [...rules, ...groups];
}

function kindOf(rule: Adjustment): Exclude<AdjustmentRecord['kind'], 'group'> {
  if (rule.points !== undefined) return 'points';
  if (rule.perUnit !== undefined) return 'perUnit';
  return rule.ofScore !== undefined ? 'ofScore' : 'times';
}

/**
 * The arithmetic of an adjustment, before it is rounded: of a coefficient the sum of points times all coefficients up to it,
 * which then stands in place of that sum.
 */
function writtenAdjustment({ scheme, amounts, scores }: Run, rule: Adjustment, row: number): string | undefined {
  const number = (text: string): Rational => parseDecimal(text) ?? ZERO;
  if (rule.points !== undefined) return written(number(rule.points));
  if (rule.ofScore !== undefined) {
    const units = scores.multiplied.get(row) ?? integerAt(scores.unadjusted, row);
    const base = written(rational(units, scores.score.denominator));
    return `${base} × ${written(number(rule.ofScore.replace('%', '')))} ÷ 100`;
  }
  if (rule.times !== undefined) {
    const all = (scheme.adjustments ?? []).filter(
      ({ id, times }) => times !== undefined && scores.holds.get(id)?.[row] === 1,
    );
    const upToThis = all.slice(0, all.indexOf(rule) + 1);
    const factors = upToThis.map(({ times }) => ` × ${written(number(times ?? '1'))}`).join('');
    return `${written(rationalAt(scores.unadjusted, row))}${factors}`;
  }
  if (rule.perUnit === undefined) return undefined;
  const { field, each, unit, after } = rule.perUnit;
  const column = amounts.get(field);
  if (column === undefined || stateAt(column, row) !== REPORTED) return undefined;
  const dimension = amountDimension(scheme, field) ?? 'share';
  const start = quantityIn(after, dimension) ?? ZERO;
  const size = quantityIn(unit, dimension) ?? ONE;
  const amount = rationalAt(column, row);
  if (compare(amount, start) <= 0) return '0';
  const counted = start.n === 0n ? written(amount) : `(${written(amount)} − ${written(start)})`;
  return `${counted}${size.n === size.d ? '' : ` ÷ ${written(size)}`} × ${written(number(each))}`;
}
