import seed from '../../seeds/units.json' with { type: 'json' };
import type { AmountField } from '../../src/scheme/field.ts';
import { Fraction, fractionOf, UNITY } from './fraction.ts';

/** The dimension of an amount in its own unit: the stated one, the only one, or the one whose canonical unit it is. */
export function dimensionOf(amount: Pick<AmountField, 'unit' | 'dimension'>): string {
  if (amount.dimension !== undefined) return amount.dimension;
  const fitting = Object.entries(seed.dimensions).filter(
    ([, dimension]) => spelled(amount.unit) in spelledUnits(dimension.units),
  );
  const [dimension] = fitting.length === 1 ? fitting : fitting.filter(([, { canonical }]) => canonical === amount.unit);
  if (dimension === undefined) throw new RangeError(`no one dimension for ${amount.unit}`);
  return dimension[0];
}

/** The dimension of `of` divided by `per`. */
export function dividedDimension(of: string, per: string | undefined): string {
  if (per === undefined || per === 'share') return of;
  return of === per ? 'share' : `${of}/${per}`;
}

/** What one of the unit is in the canonical unit of the dimension. */
export function unitFactor(unit: string, dimension: string): Fraction {
  const simple = seed.dimensions[dimension];
  if (simple !== undefined) return simpleFactor(unit, dimension);
  const [of = '', per = ''] = dimension.split('/');
  const [upper = '', lower = ''] = unit.split('/');
  return simpleFactor(upper, of).over(simpleFactor(lower, per));
}

/** "24.097 万元/亩" in the canonical unit of the dimension. */
export function quantityOf(text: string, dimension: string): Fraction {
  const number = /^[+-]?[0-9.]+/.exec(text)?.[0] ?? '';
  return fractionOf(number).times(unitFactor(text.slice(number.length).trim(), dimension));
}

/** "20%" or "0.2". */
export function shareFraction(text: string): Fraction {
  return text.endsWith('%') ? fractionOf(text.slice(0, -1)).over(new Fraction(100n)) : fractionOf(text);
}

function simpleFactor(unit: string, dimension: string): Fraction {
  if (dimension === 'share' && unit === '') return UNITY;
  const factor = spelledUnits(seed.dimensions[dimension]?.units ?? {})[spelled(unit)];
  if (factor === undefined) throw new RangeError(`no unit ${unit} of ${dimension}`);
  return fractionOf(factor);
}

function spelledUnits(units: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(units).map(([symbol, factor]) => [spelled(symbol), factor]));
}

function spelled(unit: string): string {
  return unit.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
}
