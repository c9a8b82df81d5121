import { describe, expect, test } from 'vitest';
import {
  type Column,
  columnOf,
  draftColumn,
  integerAt,
  MISSING,
  NOT_APPLICABLE,
  REPORTED,
  rationalAt,
  type State,
  setInteger,
  setState,
  signAt,
  stateAt,
  sumColumns,
  type Term,
  totalOver,
  WITHHELD,
} from '../../src/exact/column.ts';
import { parseDecimal } from '../../src/exact/decimal.ts';
import { rational } from '../../src/exact/rational.ts';

const LARGE = 2n ** 53n;

describe('a column', () => {
  test('has missing rows until they are filled', () => expect(stateAt(draftColumn(1, 1n), 0)).toBe(MISSING));
  test('keeps an integer as a double', () => {
    const column = draftColumn(1, 100n);
    setInteger(column, 0, -250n);
    expect(column.values[0]).toBe(-250);
  });
  test('gives the value as a rational', () => {
    const column = draftColumn(1, 100n);
    setInteger(column, 0, -250n);
    expect(rationalAt(column, 0)).toEqual(rational(-5n, 2n));
  });
  test('keeps 2^53 − 1 as a double', () => {
    const column = draftColumn(1, 1n);
    setInteger(column, 0, LARGE - 1n);
    expect(column.big.size).toBe(0);
  });
  test.each([LARGE, LARGE + 1n, -LARGE - 1n, 10n ** 30n])('keeps %d as a bigint, to its last digit', (integer) => {
    const column = draftColumn(1, 1n);
    setInteger(column, 0, integer);
    expect(integerAt(column, 0)).toBe(integer);
  });
  test('has NaN where a bigint stands', () => {
    const column = draftColumn(1, 1n);
    setInteger(column, 0, LARGE);
    expect(column.values[0]).toBeNaN();
  });
  test('tells its states apart', () => {
    const column = draftColumn(2, 1n);
    setState(column, 0, WITHHELD);
    setState(column, 1, NOT_APPLICABLE);
    expect([stateAt(column, 0), stateAt(column, 1)]).toEqual([WITHHELD, NOT_APPLICABLE]);
  });
});

describe('the sign of a row', () => {
  const signs: readonly [bigint, number][] = [
    [-1n, -1],
    [0n, 0],
    [7n, 1],
    [LARGE + 1n, 1],
    [-LARGE - 1n, -1],
  ];
  test.each(signs)('of %d is %d', (integer, sign) => {
    expect(signAt(columnOf([rational(integer)]), 0)).toBe(sign);
  });
});

describe('a column of exact values', () => {
  const column = columnOf([rational(1n, 4n), undefined, rational(1n, 6n)]);
  test('has their least common denominator', () => expect(column.denominator).toBe(12n));
  test('keeps each', () => expect([integerAt(column, 0), integerAt(column, 2)]).toEqual([3n, 2n]));
  test('takes an undefined one for missing', () => expect(stateAt(column, 1)).toBe(MISSING));
  test('may be empty', () => expect(columnOf([]).denominator).toBe(1n));
});

/** One row with the text's value, or with a state. */
function cell(content: string | State): Column {
  if (typeof content === 'string') return columnOf([parseDecimal(content)]);
  const column = draftColumn(1, 1n);
  setState(column, 0, content);
  return column;
}

function term(content: string | State, times = '1', zeroWhen: readonly State[] = []): Term {
  return { column: cell(content), factor: parseDecimal(times) ?? rational(1n), zeroWhen: new Set(zeroWhen) };
}

describe('a signed sum of columns', () => {
  test('net land: 10.5 owned + 2 leased in − 0.25 leased out = 12.25', () =>
    expect(rationalAt(sumColumns(1, [term('10.5'), term('2'), term('0.25', '-1')]), 0)).toEqual(rational(49n, 4n)));
  test('coal at 0.7143 per tonne: 3 × 0.7143 + 2 = 4.1429', () =>
    expect(rationalAt(sumColumns(1, [term('3', '0.7143'), term('2')]), 0)).toEqual(rational(41429n, 10000n)));
  test('beyond 2^53 no digit is lost', () =>
    expect(integerAt(sumColumns(1, [term('9007199254740991'), term('2')]), 0)).toBe(LARGE + 1n));
  test('large parts that cancel leave the small one', () =>
    expect(integerAt(sumColumns(1, [term('9007199254740993'), term('9007199254740992', '-1')]), 0)).toBe(1n));
  test('so do parts that are large only by their factor', () =>
    expect(integerAt(sumColumns(1, [term('9007199254740991', '3'), term('9007199254740990', '-3')]), 0)).toBe(3n));
  test('a missing part makes the sum missing', () =>
    expect(stateAt(sumColumns(1, [term('1'), term(MISSING)]), 0)).toBe(MISSING));
  test('of two absent parts the first tells why', () =>
    expect(stateAt(sumColumns(1, [term(WITHHELD), term(MISSING)]), 0)).toBe(WITHHELD));
  test('a missing part counts as zero where the scheme says so', () =>
    expect(rationalAt(sumColumns(1, [term('5'), term(MISSING, '-1', [MISSING])]), 0)).toEqual(rational(5n)));
  test('a withheld part does not count as a missing one', () =>
    expect(stateAt(sumColumns(1, [term('5'), term(WITHHELD, '-1', [MISSING])]), 0)).toBe(WITHHELD));
  test('a sum of nothing is not zero', () =>
    expect(stateAt(sumColumns(1, [term(MISSING, '1', [MISSING])]), 0)).toBe(MISSING));
  test('of nothing, the first absent part tells why', () =>
    expect(
      stateAt(sumColumns(1, [term(WITHHELD, '1', [WITHHELD]), term(NOT_APPLICABLE, '1', [NOT_APPLICABLE])]), 0),
    ).toBe(WITHHELD));
  test('a reported zero is zero', () => expect(stateAt(sumColumns(1, [term('0')]), 0)).toBe(REPORTED));
});

describe('a total over rows', () => {
  const column = columnOf([rational(1n, 2n), rational(3n), rational(-5n, 4n)]);
  test('0.5 + 3 − 1.25 = 2.25', () => expect(totalOver(column, [0, 1, 2])).toEqual(rational(9n, 4n)));
  test('of some rows', () => expect(totalOver(column, [2])).toEqual(rational(-5n, 4n)));
  test('of no rows is zero', () => expect(totalOver(column, [])).toEqual(rational(0n)));
  test('beyond 2^53 no digit is lost', () =>
    expect(totalOver(columnOf([rational(LARGE - 1n), rational(LARGE - 1n), rational(1n)]), [0, 1, 2])).toEqual(
      rational(2n * LARGE - 1n),
    ));
  test('with bigints among the rows', () =>
    expect(totalOver(columnOf([rational(10n ** 20n), rational(1n), rational(-(10n ** 20n))]), [0, 1, 2])).toEqual(
      rational(1n),
    ));
});
