import {
  type Column,
  type ColumnDraft,
  integerAt,
  MISSING,
  REPORTED,
  rationalAt,
  setInteger,
  setState,
  stateAt,
} from '../exact/column.ts';
import { parseDecimal } from '../exact/decimal.ts';
import {
  compare,
  divide,
  multiply,
  ONE,
  type Rational,
  rational,
  roundToUnits,
  subtract,
  ZERO,
} from '../exact/rational.ts';
import type { Issue } from '../issues/issue.ts';
import type { Adjustment } from '../scheme/adjustment.ts';
import type { Category } from '../scheme/category.ts';
import { shareOf } from '../scheme/grading.ts';
import { amountDimension } from '../scheme/names.ts';
import { GAP_TITLES } from '../scheme/runRules.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { quantityIn } from '../scheme/unit.ts';
import type { Admission, StandingRule } from './admit.ts';
import type { Known } from './decide.ts';
import type { Scores } from './score.ts';
import { settle } from './settle.ts';

/** One bonus or deduction of a firm, in units of the score column's denominator. */
export interface AppliedAdjustment {
  /** Id of the adjustment, or of the group whose limit took something away. */
  readonly rule: string;
  readonly units: bigint;
  /** Before it was rounded; of a coefficient the whole product, of a group the sum that its limit was set on. */
  readonly exact: Rational;
}

/** Scores after bonuses and deductions (加分/减分). */
export interface Adjusted extends Scores {
  readonly adjustments: ReadonlyMap<number, readonly AppliedAdjustment[]>;
  /** The scores before them. */
  readonly unadjusted: Column;
  /** By id of the rule, 1 for each firm that it applies to, whatever it gives. */
  readonly holds: ReadonlyMap<string, Uint8Array>;
  /** Scores times their coefficients, in units of the score column; only of firms that have some. */
  readonly multiplied: ReadonlyMap<number, bigint>;
}

/** Adds the scheme's adjustments to the scores; see scheme/adjustment.ts for what each gives. */
export function adjustScores(scheme: Scheme, known: Known, admission: Admission, scores: Scores): Adjusted {
  const rules = scheme.adjustments ?? [];
  const adjustments = new Map<number, AppliedAdjustment[]>();
  const unadjusted = scores.score;
  const holds = new Map<string, Uint8Array>();
  const multiplied = new Map<number, bigint>();
  if (rules.length === 0) return { ...scores, adjustments, unadjusted, holds, multiplied };
  const issues: Issue[] = [];
  const leftOut = scores.leftOut.slice();
  const coefficients = new Map<number, { readonly rule: string; readonly times: Rational }[]>();
  const holding: [rule: Adjustment, row: number, category: Category][] = [];
  const categoryAt = (row: number): Category | undefined => scheme.categories[admission.category[row] as number];
  for (const rule of rules) {
    const concerned = (row: number): boolean => {
      const category = categoryAt(row);
      if (category === undefined || stateAt(scores.score, row) !== REPORTED) return false;
      return rule.categories === undefined || rule.categories.includes(category.id);
    };
    const settled = settle(rule, known, concerned);
    for (const one of settled.issues) issues.push(one);
    holds.set(rule.id, settled.holds);
    settled.holds.forEach((held, row) => {
      const category = categoryAt(row);
      if (held !== 1 || category === undefined) return;
      if (rule.times !== undefined) {
        const rules = coefficients.get(row) ?? [];
        coefficients.set(row, rules);
        rules.push({ rule: rule.id, times: parseDecimal(rule.times) ?? ONE });
        return;
      }
      holding.push([rule, row, category]);
    });
  }
  for (const [row, rules] of coefficients) {
    const category = categoryAt(row);
    if (category === undefined) continue;
    let product = rationalAt(scores.score, row);
    let before = integerAt(scores.score, row);
    for (const { rule, times } of rules) {
      product = multiply(product, times);
      const units = inUnits(product, category, scores.score.denominator);
      record(adjustments, row, { rule, units: units - before, exact: product });
      before = units;
    }
    multiplied.set(row, before);
  }
  for (const [rule, row, category] of holding) {
    const exact = worth(rule, known, scores, row, multiplied);
    if (exact === 'ungraded') leftOut[row] ??= withoutAmount(rule);
    else record(adjustments, row, { rule: rule.id, units: inUnits(exact, category, scores.score.denominator), exact });
  }
  const score: ColumnDraft = {
    ...scores.score,
    values: scores.score.values.slice(),
    big: new Map(scores.score.big),
    state: scores.score.state.slice(),
  };
  for (const [row, applied] of adjustments) {
    const category = categoryAt(row);
    if (category === undefined) continue;
    for (const group of scheme.adjustmentGroups ?? []) {
      const inGroup = new Set(rules.filter((rule) => rule.group === group.id).map(({ id }) => id));
      const sum = total(applied.filter(({ rule }) => inGroup.has(rule)));
      const limit = (text: string | undefined): bigint | undefined =>
        text === undefined ? undefined : inUnits(parseDecimal(text) ?? ZERO, category, score.denominator);
      const units = clamp(sum, limit(group.min), limit(group.max)) - sum;
      record(adjustments, row, { rule: group.id, units, exact: rational(sum, score.denominator) });
    }
    setInteger(score, row, integerAt(scores.score, row) + total(applied));
  }
  leftOut.forEach((rule, row) => {
    if (rule === undefined || scores.leftOut[row] !== undefined) return;
    setState(score, row, MISSING);
    score.values[row] = 0;
    adjustments.delete(row);
  });
  const found = [...scores.issues, ...issues];
  return { ...scores, score, leftOut, issues: found, adjustments, unadjusted, holds, multiplied };
}

/** What an adjustment gives a firm, unrounded; "ungraded" where the scheme gives a firm without the amount no score. */
function worth(
  rule: Adjustment,
  known: Known,
  { score }: Scores,
  row: number,
  multiplied: ReadonlyMap<number, bigint>,
): Rational | 'ungraded' {
  if (rule.points !== undefined) return parseDecimal(rule.points) ?? ZERO;
  if (rule.ofScore !== undefined) {
    const units = multiplied.get(row) ?? integerAt(score, row);
    return multiply(shareOf(rule.ofScore), rational(units, score.denominator));
  }
  if (rule.perUnit === undefined) return ZERO;
  const { field, each, unit, after, ifMissing } = rule.perUnit;
  const column = known.amounts.get(field);
  if (column === undefined || stateAt(column, row) !== REPORTED) return ifMissing === 'none' ? ZERO : 'ungraded';
  const dimension = amountDimension(known.scheme, field) ?? 'share';
  const beyond = subtract(rationalAt(column, row), quantityIn(after, dimension) ?? ZERO);
  if (compare(beyond, ZERO) <= 0) return ZERO;
  return multiply(divide(beyond, quantityIn(unit, dimension) ?? ONE), parseDecimal(each) ?? ZERO);
}

function withoutAmount(rule: Adjustment): StandingRule {
  const { zh, en } = GAP_TITLES.missing;
  return { id: 'adjustment', title: `${rule.title}：${zh}`, status: 'ungraded', english: `${rule.title}: ${en}` };
}

/** Rounded as the category's points are, in units of the score column. */
function inUnits(exact: Rational, { rounding: { points, mode } }: Category, denominator: bigint): bigint {
  return (roundToUnits(exact, points, mode) * denominator) / 10n ** BigInt(points);
}

function record(adjustments: Map<number, AppliedAdjustment[]>, row: number, one: AppliedAdjustment): void {
  if (one.units === 0n) return;
  const applied = adjustments.get(row);
  if (applied === undefined) adjustments.set(row, [one]);
  else applied.push(one);
}

function total(applied: readonly AppliedAdjustment[]): bigint {
  return applied.reduce((sum, { units }) => sum + units, 0n);
}

function clamp(value: bigint, min: bigint | undefined, max: bigint | undefined): bigint {
  if (min !== undefined && value < min) return min;
  return max !== undefined && value > max ? max : value;
}
