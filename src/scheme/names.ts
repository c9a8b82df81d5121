import { BUILT_IN_FIELDS, type Field, fieldDimension } from './field.ts';
import type { Indicator } from './indicator.ts';
import { termParts } from './ledger.ts';
import type { Scheme } from './scheme.ts';
import { type Dimension, ratioDimension } from './unit.ts';

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
  const first = ledger.sum[0];
  // A ledger that contains itself has no dimension; check.ts reports the circle.
  if (first === undefined || above.includes(key)) return undefined;
  return amountDimension(scheme, termParts(first).amount, [...above, key]);
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
