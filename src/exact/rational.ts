/**
 * Exact constants: a rational number with bigint parts. Weights, unit factors, limits and baselines of a scheme are
 * rationals, so no choice of digits is made before the scheme says so.
 */
export interface Rational {
  /** Numerator; carries the sign. */
  readonly n: bigint;
  /** Denominator, always above zero; the fraction is in lowest terms. */
  readonly d: bigint;
}

/**
 * How a number is rounded where a scheme says so: `halfUp` is 四舍五入 (a half goes away from zero, −2.5 → −3),
 * `truncate` cuts toward zero, `halfEven` takes a half to the even neighbour.
 */
export type RoundingMode = 'halfUp' | 'truncate' | 'halfEven';

export const ZERO: Rational = { n: 0n, d: 1n };
export const ONE: Rational = { n: 1n, d: 1n };

export function rational(n: bigint, d: bigint = 1n): Rational {
  if (d === 0n) throw new RangeError('a rational needs a denominator other than zero');
  const divisor = greatestCommonDivisor(n < 0n ? -n : n, d < 0n ? -d : d);
  const sign = d < 0n ? -1n : 1n;
  return { n: (sign * n) / divisor, d: (sign * d) / divisor };
}

export function add(a: Rational, b: Rational): Rational {
  return rational(a.n * b.d + b.n * a.d, a.d * b.d);
}

export function subtract(a: Rational, b: Rational): Rational {
  return rational(a.n * b.d - b.n * a.d, a.d * b.d);
}

export function multiply(a: Rational, b: Rational): Rational {
  return rational(a.n * b.n, a.d * b.d);
}

/** Exact division; throws a RangeError when the divisor is zero, which is for the caller to have excluded. */
export function divide(a: Rational, b: Rational): Rational {
  return rational(a.n * b.d, a.d * b.n);
}

/** Negative, zero or positive as a is below, equal to or above b. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** n/d rounded to an integer, once; d must be above zero. */
export function roundQuotient(n: bigint, d: bigint, mode: RoundingMode): bigint {
  const magnitude = n < 0n ? -n : n;
  const floor = magnitude / d;
  const twice = 2n * (magnitude - floor * d);
  const up = mode === 'truncate' ? false : twice > d || (twice === d && (mode === 'halfUp' || floor % 2n === 1n));
  const rounded = up ? floor + 1n : floor;
  return n < 0n ? -rounded : rounded;
}

/** The rational rounded to `places` decimal places, as an integer of units of 10^−places. */
export function roundToUnits(value: Rational, places: number, mode: RoundingMode): bigint {
  return roundQuotient(value.n * 10n ** BigInt(places), value.d, mode);
}

/** The rational rounded to `places` decimal places. */
export function roundToPlaces(value: Rational, places: number, mode: RoundingMode): Rational {
  return rational(roundToUnits(value, places, mode), 10n ** BigInt(places));
}

export function lowestCommonMultiple(a: bigint, b: bigint): bigint {
  return (a / greatestCommonDivisor(a, b)) * b;
}

/** The double nearest to the rational, to within three roundings (see quotient.ts for why that is enough). */
export function toDouble(value: Rational): number {
  return Number(value.n) / Number(value.d);
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x === 0n ? 1n : x;
}
