import { describe, expect, test } from 'vitest';
import {
  add,
  compare,
  divide,
  lowestCommonMultiple,
  multiply,
  rational,
  roundQuotient,
  roundToPlaces,
  roundToUnits,
  subtract,
  toDouble,
} from '../../src/exact/rational.ts';

describe('a rational', () => {
  test('is kept in lowest terms', () => expect(rational(6n, 8n)).toEqual({ n: 3n, d: 4n }));
  test('carries its sign above the line', () => expect(rational(3n, -6n)).toEqual({ n: -1n, d: 2n }));
  test('of two negatives is positive', () => expect(rational(-3n, -6n)).toEqual({ n: 1n, d: 2n }));
  test('of nothing is 0/1', () => expect(rational(0n, -7n)).toEqual({ n: 0n, d: 1n }));
  test('of one integer is over 1', () => expect(rational(7n)).toEqual({ n: 7n, d: 1n }));
  test('over zero is refused', () => expect(() => rational(1n, 0n)).toThrow(RangeError));
});

describe('arithmetic is that of fractions', () => {
  const third = rational(1n, 3n);
  const sixth = rational(1n, 6n);
  test('1/3 + 1/6 = 1/2', () => expect(add(third, sixth)).toEqual(rational(1n, 2n)));
  test('1/3 + −1/3 = 0', () => expect(add(third, rational(-1n, 3n))).toEqual(rational(0n)));
  test('1/6 − 1/3 = −1/6', () => expect(subtract(sixth, third)).toEqual(rational(-1n, 6n)));
  test('1/3 × 1/6 = 1/18', () => expect(multiply(third, sixth)).toEqual(rational(1n, 18n)));
  test('1/3 ÷ 1/6 = 2', () => expect(divide(third, sixth)).toEqual(rational(2n)));
  test('1/3 ÷ −1/6 = −2', () => expect(divide(third, rational(-1n, 6n))).toEqual(rational(-2n)));
  test('division by zero is refused', () => expect(() => divide(third, rational(0n))).toThrow(RangeError));
});

describe('rationals are compared exactly', () => {
  test('1/3 is above 0.33333333333333333', () =>
    expect(compare(rational(1n, 3n), rational(33333333333333333n, 10n ** 17n))).toBe(1));
  test('−1/2 is below −1/3', () => expect(compare(rational(-1n, 2n), rational(-1n, 3n))).toBe(-1));
  test('2/4 equals 1/2', () => expect(compare(rational(2n, 4n), rational(1n, 2n))).toBe(0));
});

describe('a quotient is rounded once, by its mode', () => {
  test.each([
    ['halfUp', 5n, 2n, 3n],
    ['halfUp', -5n, 2n, -3n],
    ['halfUp', 249n, 100n, 2n],
    ['halfUp', -1n, 3n, 0n],
    ['truncate', 299n, 100n, 2n],
    ['truncate', -299n, 100n, -2n],
    ['truncate', 7n, 1n, 7n],
    ['halfEven', 5n, 2n, 2n],
    ['halfEven', 7n, 2n, 4n],
    ['halfEven', -5n, 2n, -2n],
    ['halfEven', -7n, 2n, -4n],
    ['halfEven', 501n, 200n, 3n],
  ] as const)('%s: %d / %d is %d', (mode, n, d, rounded) => expect(roundQuotient(n, d, mode)).toBe(rounded));
});

describe('a rational is rounded to places', () => {
  test('73.7156 to units of 0.01, half up, is 7372', () =>
    expect(roundToUnits(rational(737156n, 10000n), 2, 'halfUp')).toBe(7372n));
  test('73.7156 truncated to two places is 73.71', () =>
    expect(roundToPlaces(rational(737156n, 10000n), 2, 'truncate')).toEqual(rational(7371n, 100n)));
  test('0.125 to two places, half even, is 0.12', () =>
    expect(roundToPlaces(rational(1n, 8n), 2, 'halfEven')).toEqual(rational(12n, 100n)));
  test('−0.005 to two places, half up, is −0.01', () =>
    expect(roundToPlaces(rational(-5n, 1000n), 2, 'halfUp')).toEqual(rational(-1n, 100n)));
  test('2.5 to no places, half up, is 3', () =>
    expect(roundToPlaces(rational(5n, 2n), 0, 'halfUp')).toEqual(rational(3n)));
});

describe('the lowest common multiple', () => {
  test('of 4 and 6 is 12', () => expect(lowestCommonMultiple(4n, 6n)).toBe(12n));
  test('of 100 and 1000 is 1000', () => expect(lowestCommonMultiple(100n, 1000n)).toBe(1000n));
  test('of 1 and 7 is 7', () => expect(lowestCommonMultiple(1n, 7n)).toBe(7n));
});

describe('the nearest double', () => {
  test('of 1/2 is 0.5', () => expect(toDouble(rational(1n, 2n))).toBe(0.5));
  test('of −1/3 is the double of it', () => expect(toDouble(rational(-1n, 3n))).toBe(-1 / 3));
  test('of more than a double can hold is infinite, not wrong', () =>
    expect(toDouble(rational(10n ** 400n))).toBe(Number.POSITIVE_INFINITY));
});
