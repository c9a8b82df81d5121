import type { Adjustment, AdjustmentGroup } from '../../src/scheme/adjustment.ts';
import type { Category } from '../../src/scheme/category.ts';
import { decide } from './condition.ts';
import { clamp, Fraction, fractionOf, NOTHING, sumOf } from './fraction.ts';
import { amountDimension, amountOf } from './measure.ts';
import type { OracleAdjustment, Row } from './row.ts';
import type { AppliedScheme } from './setting.ts';
import { quantityOf, shareFraction } from './units.ts';

/** The adjustments of a firm whose sum of points is known; undefined where one of them leaves it without a score. */
export function adjustmentsOf(
  scheme: AppliedScheme,
  category: Category,
  row: Row,
  sumOfPoints: Fraction,
): readonly OracleAdjustment[] | undefined {
  const { points: places, mode } = category.rounding;
  const rounded = (points: Fraction) => points.toPlaces(places, mode);
  const applying = (scheme.adjustments ?? []).filter((rule) => applies(scheme, category, rule, row));
  const coefficients = applying.filter(({ times }) => times !== undefined);
  // The sum of points times the first coefficients, so many of them, rounded.
  const product = (many: number) =>
    rounded(coefficients.slice(0, many).reduce((sum, { times }) => sum.times(fractionOf(times ?? '1')), sumOfPoints));
  const multiplied = coefficients.map((rule, index) => ({
    rule: rule.id,
    points: product(index + 1).minus(product(index)),
  }));
  const made = applying
    .filter(({ times }) => times === undefined)
    .map((rule) => ({ rule, points: amountOfAdjustment(scheme, rule, row, product(coefficients.length)) }));
  if (made.some(({ points }) => points === 'ungraded')) return undefined;
  const single = made.map(({ rule, points }) => ({
    rule,
    points: points instanceof Fraction ? rounded(points) : NOTHING,
  }));
  const beyond = (group: AdjustmentGroup) => {
    const limit = (text: string | undefined) => (text === undefined ? undefined : rounded(fractionOf(text)));
    const sum = sumOf(single.filter(({ rule }) => rule.group === group.id).map(({ points }) => points));
    return clamp(sum, limit(group.min), limit(group.max)).minus(sum);
  };
  return [
    ...multiplied,
    ...single.map(({ rule, points }) => ({ rule: rule.id, points })),
    ...(scheme.adjustmentGroups ?? []).map((group) => ({ rule: group.id, points: beyond(group) })),
  ].filter(({ points }) => points.n !== 0n);
}

function applies(scheme: AppliedScheme, { id }: Category, rule: Adjustment, { firm }: Row): boolean {
  if (rule.categories !== undefined && !rule.categories.includes(id)) return false;
  return decide(scheme, rule.when, { firm, category: id }) ?? rule.whenUndecided === 'holds';
}

function amountOfAdjustment(
  scheme: AppliedScheme,
  { points, perUnit, ofScore }: Adjustment,
  { firm }: Row,
  sumOfPoints: Fraction,
): Fraction | 'none' | 'ungraded' {
  if (points !== undefined) return fractionOf(points);
  if (ofScore !== undefined) return shareFraction(ofScore).times(sumOfPoints);
  if (perUnit === undefined) throw new RangeError('an adjustment that says nothing');
  const amount = amountOf(scheme, firm, perUnit.field);
  if (!(amount instanceof Fraction)) return perUnit.ifMissing;
  const dimension = amountDimension(scheme, perUnit.field);
  const more = clamp(amount.minus(quantityOf(perUnit.after, dimension)), NOTHING, undefined);
  return fractionOf(perUnit.each).times(more.over(quantityOf(perUnit.unit, dimension)));
}
