import { exactText, formatRational } from '../exact/decimal.ts';
import { divide, ONE, type Rational } from '../exact/rational.ts';

/**
 * Arithmetic as text that a person can key in: numbers are exact, so one that no decimal notation holds is a quotient in
 * brackets. Operators stand between spaces, + − × ÷.
 */
export function written(value: Rational): string {
  const text = exactText(value);
  if (text.includes('/')) return `(${value.n < 0n ? `(${value.n})` : value.n} ÷ ${value.d})`;
  return value.n < 0n ? `(${text})` : text;
}

/** × or ÷ a constant, whichever has a decimal; nothing for 1. */
export function writtenFactor(factor: Rational): string {
  if (factor.n === factor.d) return '';
  const inverse = divide(ONE, factor);
  if (exactText(factor).includes('/') && !exactText(inverse).includes('/')) return ` ÷ ${written(inverse)}`;
  return ` × ${written(factor)}`;
}

/** A sum of signed texts: 12 + 3.5 − 4. */
export function writtenSum(terms: readonly string[]): string {
  const sum = terms.map((term) => (term.startsWith('-') ? ` − ${term.slice(1)}` : ` + ${term}`)).join('');
  return sum.startsWith(' + ') ? sum.slice(3) : sum === '' ? '0' : `0${sum}`;
}

/** A value with its sign: +5, -3. */
export function signed(value: Rational): string {
  return value.n > 0n ? `+${formatRational(value)}` : formatRational(value);
}
