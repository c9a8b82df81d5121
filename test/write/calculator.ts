import { type Fraction, fractionOf } from '../oracle/fraction.ts';

/** What a person's calculator makes of printed arithmetic: numbers, + − × ÷ and brackets, exactly. */
export function calculate(arithmetic: string): Fraction {
  const tokens = [...arithmetic.matchAll(/\s*(?:(?<=^|[(\s])(-?\d+(?:\.\d+)?)|([()+−×÷]))/gy)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
  const read = tokens.join('');
  if (read !== arithmetic.replace(/\s/g, '')) throw new RangeError(`no arithmetic: ${arithmetic}`);
  let at = 0;
  const result = sum();
  if (at !== tokens.length) throw new RangeError(`no arithmetic: ${arithmetic}`);
  return result;

  function sum(): Fraction {
    let value = product();
    while (tokens[at] === '+' || tokens[at] === '−') {
      const plus = tokens[at] === '+';
      at += 1;
      const next = product();
      value = plus ? value.plus(next) : value.minus(next);
    }
    return value;
  }

  function product(): Fraction {
    let value = factor();
    while (tokens[at] === '×' || tokens[at] === '÷') {
      const times = tokens[at] === '×';
      at += 1;
      const next = factor();
      value = times ? value.times(next) : value.over(next);
    }
    return value;
  }

  function factor(): Fraction {
    const token = tokens[at] ?? '';
    at += 1;
    if (token !== '(') return fractionOf(token);
    const value = sum();
    if (tokens[at] !== ')') throw new RangeError(`no arithmetic: ${arithmetic}`);
    at += 1;
    return value;
  }
}
