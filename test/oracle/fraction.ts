import type { RoundingMode } from '../../src/exact/rational.ts';

/** An exact fraction in lowest terms: the oracle's own arithmetic, sharing nothing with src/exact. */
export class Fraction {
  readonly n: bigint;
  readonly d: bigint;

  constructor(n: bigint, d: bigint = 1n) {
    if (d === 0n) throw new RangeError('a fraction over zero');
    const common = gcd(abs(n), abs(d));
    this.n = (d < 0n ? -n : n) / common;
    this.d = abs(d) / common;
  }

  plus(other: Fraction): Fraction {
    return new Fraction(this.n * other.d + other.n * this.d, this.d * other.d);
  }

  minus(other: Fraction): Fraction {
    return new Fraction(this.n * other.d - other.n * this.d, this.d * other.d);
  }

  times(other: Fraction): Fraction {
    return new Fraction(this.n * other.n, this.d * other.d);
  }

  over(other: Fraction): Fraction {
    return new Fraction(this.n * other.d, this.d * other.n);
  }

  /** The sign of this − other: −1, 0 or 1. */
  against(other: Fraction): number {
    const difference = this.minus(other).n;
    if (difference === 0n) return 0;
    return difference < 0n ? -1 : 1;
  }

  /** Rounded by its definition: the neighbouring integers are found, and the nearer one is taken. */
  toInteger(mode: RoundingMode): bigint {
    const below = floorDivide(this.n, this.d);
    const distance = this.minus(new Fraction(below));
    if (distance.n === 0n) return below;
    const above = below + 1n;
    const [towardZero, awayFromZero] = this.n < 0n ? [above, below] : [below, above];
    if (mode === 'truncate') return towardZero;
    const side = distance.against(new Fraction(1n, 2n));
    if (side !== 0) return side < 0 ? below : above;
    if (mode === 'halfUp') return awayFromZero;
    return below % 2n === 0n ? below : above;
  }

  toPlaces(places: number, mode: RoundingMode): Fraction {
    const scale = 10n ** BigInt(places);
    return new Fraction(new Fraction(this.n * scale, this.d).toInteger(mode), scale);
  }

  /** The decimal notation with exactly so many places, which must be enough of them. */
  toFixed(places: number): string {
    const scaled = new Fraction(this.n * 10n ** BigInt(places), this.d);
    if (scaled.d !== 1n) throw new RangeError(`${this.n}/${this.d} needs more than ${places} places`);
    const digits = abs(scaled.n)
      .toString()
      .padStart(places + 1, '0');
    const whole = digits.slice(0, digits.length - places);
    const fraction = places === 0 ? '' : `.${digits.slice(digits.length - places)}`;
    return `${scaled.n < 0n ? '-' : ''}${whole}${fraction}`;
  }

  toString(): string {
    return `${this.n}/${this.d}`;
  }
}

export const NOTHING: Fraction = new Fraction(0n);
export const UNITY: Fraction = new Fraction(1n);

/** A decimal text such as "-3.05", or a fraction such as "2/19"; anything else is an error of the test. */
export function fractionOf(text: string): Fraction {
  const [above, below] = text.split('/');
  if (above !== undefined && below !== undefined) return new Fraction(BigInt(above), BigInt(below));
  const negative = text.startsWith('-');
  const [whole = '', decimals = '', ...rest] = text.replace(/^[+-]/, '').split('.');
  if (!/^[0-9]+$/.test(whole + decimals) || whole === '' || rest.length > 0)
    throw new RangeError(`no decimal: ${text}`);
  const digits = BigInt(whole + decimals);
  return new Fraction(negative ? -digits : digits, 10n ** BigInt(decimals.length));
}

export function sumOf(parts: readonly Fraction[]): Fraction {
  return parts.reduce((sum, part) => sum.plus(part), NOTHING);
}

export function meanOf(parts: readonly Fraction[]): Fraction {
  return sumOf(parts).over(new Fraction(BigInt(parts.length)));
}

export function clamp(value: Fraction, least: Fraction | undefined, most: Fraction | undefined): Fraction {
  const raised = least !== undefined && value.against(least) < 0 ? least : value;
  return most !== undefined && raised.against(most) > 0 ? most : raised;
}

function floorDivide(n: bigint, d: bigint): bigint {
  const quotient = n / d;
  return n % d !== 0n && n < 0n ? quotient - 1n : quotient;
}

function abs(n: bigint): bigint {
  return n < 0n ? -n : n;
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? (a === 0n ? 1n : a) : gcd(b, a % b);
}
