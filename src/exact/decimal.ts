import { Decimal as DecimalJs } from 'decimal.js';
import { type Rational, rational, roundToUnits } from './rational.ts';

/**
 * The decimal.js class of everything that a person meets. The default class rounds every sum to 20 digits and prints
 * small numbers with an exponent; this clone does neither within the range of real figures.
 */
export const Decimal: typeof DecimalJs = DecimalJs.clone({
  precision: 80,
  rounding: DecimalJs.ROUND_HALF_UP,
  toExpNeg: -100,
  toExpPos: 100,
  defaults: true,
});
export type Decimal = DecimalJs;

const PLAIN = /^([+-]?)(\d+)(?:\.(\d+))?$/;

/** A decimal text taken apart: value = digits × 10^−places. */
export interface DecimalParts {
  readonly digits: bigint;
  readonly places: number;
}

/**
 * Reads plain decimal notation: an optional sign, digits, at most one point. Nothing else is a number here: no
 * exponent, no `0x1f`, no `1_000`, no `NaN`, no lone point. Returns undefined for all other text.
 */
export function parseDecimalParts(text: string): DecimalParts | undefined {
  const match = PLAIN.exec(text);
  if (match === null) return undefined;
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  const magnitude = BigInt(match[2] + fraction);
  return { digits: match[1] === '-' ? -magnitude : magnitude, places: fraction.length };
}

/** The exact value of plain decimal notation, or undefined where the text is not that. */
export function parseDecimal(text: string): Rational | undefined {
  const parts = parseDecimalParts(text);
  return parts === undefined ? undefined : rational(parts.digits, 10n ** BigInt(parts.places));
}

/** Integer units of 10^−places as text with exactly that many places: (−5n, 2) → "-0.05". */
export function formatUnits(units: bigint, places: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
  const sign = units < 0n ? '-' : '';
  if (places === 0) return sign + digits;
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** Places kept of a value that has no finite decimal notation, such as 1/3; only ever for showing it. */
const SHOWN_PLACES = 20;

/**
 * The shortest plain decimal notation of a rational. A value without one (1/3) is shown to 20 places, half up, and
 * followed by "…": a figure is never cut without saying so.
 */
export function formatRational(value: Rational): string {
  const places = finitePlaces(value.d);
  if (places === undefined) return `${formatUnits(roundToUnits(value, SHOWN_PLACES, 'halfUp'), SHOWN_PLACES)}…`;
  return formatUnits((value.n * 10n ** BigInt(places)) / value.d, places);
}

/** A rational as a program reads it, exactly: the shortest decimal notation, or "n/d" in lowest terms where there is none. */
export function exactText(value: Rational): string {
  return finitePlaces(value.d) === undefined ? `${value.n}/${value.d}` : formatRational(value);
}

/** Reads what `exactText` wrote; undefined for anything else. */
export function parseExact(text: string): Rational | undefined {
  const [, n, d] = /^(-?\d{1,400})\/([1-9]\d{0,399})$/.exec(text) ?? [];
  return n === undefined || d === undefined ? parseDecimal(text) : rational(BigInt(n), BigInt(d));
}

/** The rational as a Decimal: exact where it has a finite notation, to 80 significant digits where it has none. */
export function toDecimal(value: Rational): Decimal {
  return new Decimal(value.n.toString()).div(value.d.toString());
}

/** How many decimal places 1/d needs, or undefined when no number of them is enough. */
function finitePlaces(d: bigint): number | undefined {
  let rest = d;
  let twos = 0;
  let fives = 0;
  for (; rest % 2n === 0n; rest /= 2n) twos += 1;
  for (; rest % 5n === 0n; rest /= 5n) fives += 1;
  return rest === 1n ? Math.max(twos, fives) : undefined;
}
