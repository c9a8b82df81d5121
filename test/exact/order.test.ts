import { describe, expect, test } from 'vitest';
import { countOfShare, placeRows } from '../../src/exact/order.ts';
import { rational } from '../../src/exact/rational.ts';

describe('rows in order', () => {
  const scores = [70, 90, 80, 80];
  const places = placeRows(Uint32Array.of(0, 1, 2, 3), (a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  test('stand best first, equal ones by row', () => expect([...places.order]).toEqual([1, 2, 3, 0]));
  test('equal rows share a place: 1 2 2 4', () => expect([...places.place]).toEqual([1, 2, 2, 4]));
  test('and know how far their tie reaches', () => expect([...places.last]).toEqual([1, 3, 3, 4]));
  test('all equal: all are first', () => expect([...placeRows(Uint32Array.of(5, 3), () => 0).place]).toEqual([1, 1]));
  test('a tie at the end reaches to the end', () =>
    expect([...placeRows(Uint32Array.of(0, 1, 2), (a, b) => Math.min(a, 1) - Math.min(b, 1)).last]).toEqual([1, 3, 3]));
  test('no rows, no places', () => expect(placeRows(new Uint32Array(0), () => 0).place).toHaveLength(0));
  test('the rows that were given stay as they were', () => {
    const rows = Uint32Array.of(1, 0);
    placeRows(rows, (a, b) => a - b);
    expect([...rows]).toEqual([1, 0]);
  });
});

describe('a share is counted exactly', () => {
  test('7 % of 100 is 7, also rounded up', () => expect(countOfShare(rational(7n, 100n), 100, 'up')).toBe(7));
  test('20 % of 12, half up, is 2', () => expect(countOfShare(rational(1n, 5n), 12, 'halfUp')).toBe(2));
  test('5 % of 10 is a half, and goes up', () => expect(countOfShare(rational(1n, 20n), 10, 'halfUp')).toBe(1));
  test('a cap of 20 % of 14 is 2', () => expect(countOfShare(rational(1n, 5n), 14, 'down')).toBe(2));
  test('a floor of 5 % of 21 is 2', () => expect(countOfShare(rational(1n, 20n), 21, 'up')).toBe(2));
  test('100 % of 3 is 3', () => expect(countOfShare(rational(1n), 3, 'down')).toBe(3));
  test('of nobody is nobody', () => expect(countOfShare(rational(1n, 5n), 0, 'up')).toBe(0));
});

describe('Chaohu 2021: 120 firms at 20 / 65 / 95 / 100 %', () => {
  test.each([
    [20n, 24],
    [65n, 78],
    [95n, 114],
    [100n, 120],
  ])('down to %d %% are %d', (percent, count) =>
    expect(countOfShare(rational(percent, 100n), 120, 'halfUp')).toBe(count),
  );
});
