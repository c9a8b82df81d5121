import { divide, multiply, ONE, type Rational, rational } from '../exact/rational.ts';
import { checksOf } from './dataCheck.ts';
import { BUILT_IN_FIELDS, type Field, fieldDimension } from './field.ts';
import type { Indicator } from './indicator.ts';
import { type TermParts, termParts } from './ledger.ts';
import type { Scheme } from './scheme.ts';
import { canonicalUnit, type Dimension, quantityIn, ratioDimension, unitReadings } from './unit.ts';

/** What a name of the scheme means; names are looked up among the scheme's own first, then the built-in fields. */

/** The field of this key; a scheme's own declaration replaces the built-in one. */
export function fieldNamed(scheme: Scheme, key: string): Field | undefined {
  return own(scheme.fields, key) ?? own(BUILT_IN_FIELDS, key);
}

/** The dimension of an amount, be it a field or a ledger; undefined where the name or its dimension is unknown. */
export function amountDimension(scheme: Scheme, key: string, above: readonly string[] = []): Dimension | undefined {
  const ledger = own(scheme.ledgers, key);
  if (ledger === undefined) {
    const field = fieldNamed(scheme, key);
    return field?.kind === 'amount' ? fieldDimension(field) : undefined;
  }
  // A ledger that contains itself has no dimension; the circle is reported when the scheme is checked.
  if (above.includes(key)) return undefined;
  const plain = ledger.sum.map(termParts).find(({ times, per }) => !hasUnit(times) && !hasUnit(per));
  if (plain !== undefined) return amountDimension(scheme, plain.amount, [...above, key]);
  // Every term is turned into the ledger's unit, which then tells the dimension.
  const readings = unitReadings(ledger.unit).map(({ dimension }) => dimension);
  return readings.length === 1 ? readings[0] : readings.find((dimension) => canonicalUnit(dimension) === ledger.unit);
}

function hasUnit(quantity: string | undefined): boolean {
  return quantity !== undefined && !/^[+-]?[\d.]+\s*%?$/.test(quantity);
}

/**
 * What a term's amount is multiplied by, both in canonical units, its sign included; undefined where the units of its factor
 * or divisor do not lead from the amount to the ledger.
 */
export function termFactor(
  scheme: Scheme,
  ledger: Dimension,
  { amount, sign, times, per }: TermParts,
): Rational | undefined {
  const dimension = amountDimension(scheme, amount);
  if (dimension === undefined) return undefined;
  const plain = !hasUnit(times) && !hasUnit(per);
  if (plain && dimension !== ledger) return undefined;
  const factor =
    times === undefined ? ONE : quantityIn(times, hasUnit(times) ? ratioDimension(ledger, dimension) : 'share');
  const divisor = per === undefined ? ONE : quantityIn(per, hasUnit(per) ? ratioDimension(dimension, ledger) : 'share');
  if (factor === undefined || divisor === undefined || divisor.n <= 0n) return undefined;
  return multiply(rational(BigInt(sign)), divide(factor, divisor));
}

/** The dimension of an indicator: that of its amount, or of one amount per another. */
export function indicatorDimension(scheme: Scheme, indicator: Indicator): Dimension | undefined {
  const of = amountDimension(scheme, indicator.of);
  if (of === undefined || indicator.per === undefined) return of;
  const per = amountDimension(scheme, indicator.per);
  return per === undefined ? undefined : ratioDimension(of, per);
}

/** The title of an amount, label, flag or indicator, for people; the key itself where nothing has that name. */
export function titleOf(scheme: Scheme, key: string): string {
  return (own(scheme.indicators, key) ?? own(scheme.ledgers, key) ?? fieldNamed(scheme, key))?.title ?? key;
}

/** The title of a rule by its id, whatever its kind; undefined where no rule has it. */
export function ruleTitle(scheme: Scheme, id: string): string | undefined {
  const lists: readonly (readonly { readonly id: string; readonly title?: string }[] | undefined)[] = [
    scheme.categories,
    scheme.units,
    scheme.statuses,
    scheme.flags,
    scheme.overrides,
    scheme.policies,
    scheme.adjustments,
    scheme.adjustmentGroups,
    scheme.boards,
    checksOf(scheme),
  ];
  return lists.flatMap((rules) => rules ?? []).find((rule) => rule.id === id)?.title;
}

/** The fields that an amount is made of: itself, or those of its ledger, each once, in order. */
export function fieldsOfAmount(scheme: Scheme, key: string, above: readonly string[] = []): readonly string[] {
  const ledger = own(scheme.ledgers, key);
  if (ledger === undefined || above.includes(key)) return [key];
  return [...new Set(ledger.sum.flatMap((term) => fieldsOfAmount(scheme, termParts(term).amount, [...above, key])))];
}

/** The value of an object's own key; a name such as "constructor" finds nothing it should not. */
export function own<T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}
