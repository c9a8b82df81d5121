import type { Adjustment, AdjustmentGroup } from '../../src/scheme/adjustment.ts';
import type { Category } from '../../src/scheme/category.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import { decide } from './condition.ts';
import { clamp, Fraction, fractionOf, NOTHING, sumOf } from './fraction.ts';
import { amountDimension, amountOf } from './measure.ts';
import type { OracleAdjustment, Row } from './row.ts';
import { quantityOf, shareFraction } from './units.ts';

/** The adjustments of a firm whose sum of points is known; undefined where one of them leaves it without a score. */
export function adjustmentsOf(
  scheme: Scheme,
  category: Category,
  row: Row,
  sumOfPoints: Fraction,
): readonly OracleAdjustment[] | undefined {
  const { points: places, mode } = category.rounding;
  const rounded = (points: Fraction) => points.toPlaces(places, mode);
  const made = (scheme.adjustments ?? [])
    .filter((rule) => applies(scheme, category, rule, row))
    .map((rule) => ({ rule, points: amountOfAdjustment(scheme, rule, row, sumOfPoints) }));
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
    ...single.map(({ rule, points }) => ({ rule: rule.id, points })),
    ...(scheme.adjustmentGroups ?? []).map((group) => ({ rule: group.id, points: beyond(group) })),
  ].filter(({ points }) => points.n !== 0n);
}

function applies(scheme: Scheme, { id }: Category, rule: Adjustment, { firm }: Row): boolean {
  if (rule.categories !== undefined && !rule.categories.includes(id)) return false;
  return decide(scheme, rule.when, { firm, category: id }) ?? rule.whenUndecided === 'holds';
}

function amountOfAdjustment(
  scheme: Scheme,
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
