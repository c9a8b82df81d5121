import { type Column, type ColumnDraft, integerAt, REPORTED, setInteger } from './column.ts';
import { type Rational, type RoundingMode, rational, roundQuotient, toDouble } from './rational.ts';

/**
 * The only division: round(numerator ÷ divisor × factor) to whole units of 10^−places, for one row after another,
 * everything multiplied first, divided once and rounded once.
 *
 * How it is fast and still exact. Let n and d be the integers of the row and K the exact constant that takes n/d to
 * the wanted units. The float v = |n| / d × k is computed, where k is the double of K.
 *
 *  - u = 2^−53 is half the distance between 1 and the next double; one operation errs by at most a factor 1 ± u.
 *  - n and d are integers below 2^53, so they are exact. k = Number(K.n) / Number(K.d) carries three roundings; the
 *    division and the product carry one each. So v = V(1 + e), where V is the true value and
 *    |e| ≤ (1 + u)^5 − 1 ≤ 5.01u.
 *  - Adding ½ rounds once more: t = (v + ½)(1 + e′), |e′| ≤ u. Together |t − (V + ½)| ≤ 5.01u·V + u(v + ½) ≤ 6.1u(v + 1)
 *    (V ≤ v(1 + 6u)).
 *  - If the fraction of t keeps a margin of 16u(v + 1) from 0 and from 1, no integer lies between t and V + ½, and
 *    ⌊t⌋ = ⌊V + ½⌋ is the half-up answer (for `truncate`, without the ½, ⌊V⌋ likewise; for `halfEven` an exact half has
 *    fraction 0 and so never passes). Otherwise the row is redone in bigint. The factor of about 2.6 between 6.1 and 16
 *    also pays for computing the margin itself in floats.
 *  - Magnitudes are rounded and the sign put back, since a half goes away from zero. NaN (an integer beyond 2^53)
 *    fails the test and so goes the exact way. A constant k outside the range of normal doubles never takes the fast way.
 */
export interface RoundedQuotient {
  readonly numerator: Column;
  /** Absent: the numerator alone is measured, as if divided by 1. */
  readonly divisor: Column | undefined;
  readonly factor: Rational;
  readonly places: number;
  readonly mode: RoundingMode;
}

const U = 2 ** -53;
const SMALLEST = 1e-280;
const LARGEST = 1e280;

/**
 * Rounds the quotient of each of `rows` into `into`, whose denominator must be a multiple of 10^places. The rows must be
 * reported in both columns, with divisors above zero; every other row is a gap, and is for the caller to leave out.
 */
export function roundQuotients(quotient: RoundedQuotient, rows: Iterable<number>, into: ColumnDraft): void {
  const { numerator, divisor, mode } = quotient;
  const exact = constantOf(quotient);
  const k = toDouble(exact);
  const usable = Math.abs(k) > SMALLEST && Math.abs(k) < LARGEST;
  const shift = mode === 'truncate' ? 0 : 0.5;
  const step = into.denominator / 10n ** BigInt(quotient.places);
  const stepDouble = Number(step);
  for (const row of rows) {
    const n = numerator.values[row] as number;
    const d = divisor === undefined ? 1 : (divisor.values[row] as number);
    const v = Math.abs((n / d) * k);
    const t = v + shift;
    const floor = Math.floor(t);
    const fraction = t - floor;
    const margin = 16 * U * (v + 1);
    if (usable && fraction > margin && fraction < 1 - margin && floor * stepDouble <= Number.MAX_SAFE_INTEGER) {
      into.values[row] = n < 0 !== k < 0 && floor !== 0 ? -floor * stepDouble : floor * stepDouble;
      into.state[row] = REPORTED;
    } else {
      setInteger(into, row, roundedExactly(numerator, divisor, exact, mode, row) * step);
    }
  }
}

/** The exact quotient of one row, times the factor. The divisor of the row must be above zero. */
export function exactQuotient(numerator: Column, divisor: Column | undefined, factor: Rational, row: number): Rational {
  const n = integerAt(numerator, row) * factor.n;
  const d = numerator.denominator * factor.d;
  if (divisor === undefined) return rational(n, d);
  return rational(n * divisor.denominator, d * integerAt(divisor, row));
}

/**
 * Compares numerator ÷ divisor of a row with a bound, without dividing: n·b.d against b.n·d. Negative, zero or positive
 * as the quotient is below, equal to or above. The divisor must be above zero.
 *
 * The products carry at most four roundings each, so a difference above 16u of their sum has the true sign; else bigint.
 */
export function compareQuotient(numerator: Column, divisor: Column | undefined, row: number, bound: Rational): number {
  const left = bound.d * (divisor?.denominator ?? 1n);
  const right = bound.n * numerator.denominator;
  const n = numerator.values[row] as number;
  const d = divisor === undefined ? 1 : (divisor.values[row] as number);
  const a = n * Number(left);
  const b = d * Number(right);
  if (Math.abs(a - b) > 16 * U * (Math.abs(a) + Math.abs(b)) && Number.isFinite(a) && Number.isFinite(b)) {
    return a < b ? -1 : 1;
  }
  const difference = integerAt(numerator, row) * left - (divisor === undefined ? 1n : integerAt(divisor, row)) * right;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Compares the quotients of two rows of the same columns by their cross products; divisors must be above zero. */
export function compareRows(numerator: Column, divisor: Column | undefined, first: number, second: number): number {
  const a = (numerator.values[first] as number) * (divisor === undefined ? 1 : (divisor.values[second] as number));
  const b = (numerator.values[second] as number) * (divisor === undefined ? 1 : (divisor.values[first] as number));
  if (Math.abs(a - b) > 8 * U * (Math.abs(a) + Math.abs(b))) return a < b ? -1 : 1;
  // Products below 2^53 are themselves: equal ones need no bigint. NaN is never below.
  if (Math.abs(a) <= Number.MAX_SAFE_INTEGER && Math.abs(b) <= Number.MAX_SAFE_INTEGER)
    return a < b ? -1 : a > b ? 1 : 0;
  const difference =
    integerAt(numerator, first) * (divisor === undefined ? 1n : integerAt(divisor, second)) -
    integerAt(numerator, second) * (divisor === undefined ? 1n : integerAt(divisor, first));
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function constantOf({ numerator, divisor, factor, places }: RoundedQuotient): Rational {
  return rational(factor.n * 10n ** BigInt(places) * (divisor?.denominator ?? 1n), factor.d * numerator.denominator);
}

function roundedExactly(
  numerator: Column,
  divisor: Column | undefined,
  constant: Rational,
  mode: RoundingMode,
  row: number,
): bigint {
  const d = divisor === undefined ? 1n : integerAt(divisor, row);
  return roundQuotient(integerAt(numerator, row) * constant.n, d * constant.d, mode);
}
