import { describe, expect, test } from 'vitest';
import { drawBelow, drawBits, drawSome } from '../../src/results/draws.ts';

describe('random draws', () => {
  test('are these numbers, on any machine', () =>
    expect([
      drawBits(1, 0, 0),
      drawBits(1, 1, 0),
      drawBits(1, 0, 1),
      drawBits(2, 0, 0),
      drawBits(4294967295, 7, 3),
    ]).toEqual([363686491, 1994237069, 510688890, 3991900588, 2450247133]));

  test('of one factor are spread evenly: chi-squared of 100 cells within five standard deviations', () => {
    for (const [seed, factor] of [
      [1, 0],
      [2, 5],
      [123456789, 30],
    ] as const) {
      const counts = new Array<number>(100).fill(0);
      for (let scenario = 0; scenario < 50_000; scenario += 1) {
        const cell = drawBelow(100, seed, scenario, factor);
        counts[cell] = (counts[cell] ?? 0) + 1;
      }
      const chi = counts.reduce((sum, count) => sum + (count - 500) ** 2 / 500, 0);
      expect(Math.abs(chi - 99)).toBeLessThan(5 * Math.sqrt(2 * 99));
    }
  });

  test('of two factors, two scenarios and two seeds know nothing of each other: correlation within five standard errors', () => {
    const count = 20_000;
    const others = [
      (at: number) => drawBits(1, at, 1),
      (at: number) => drawBits(1, at + 1, 0),
      (at: number) => drawBits(2, at, 0),
    ];
    for (const other of others) {
      let sum = 0;
      for (let at = 0; at < count; at += 1)
        sum += (drawBits(1, at, 0) / 2 ** 32 - 0.5) * (other(at) / 2 ** 32 - 0.5) * 12;
      expect(Math.abs(sum / count)).toBeLessThan(5 / Math.sqrt(count));
    }
  });

  test('reach the first and the last number, and none beyond', () => {
    const seen = new Set(Array.from({ length: 200 }, (_, scenario) => drawBelow(3, 9, scenario, 2)));
    expect([...seen].sort()).toEqual([0, 1, 2]);
  });

  test('some of many: each once, ascending, another set for another seed, all where more are asked for', () => {
    const some = drawSome(10, 100, 1);
    expect([...new Set(some)].sort((a, b) => a - b)).toEqual(some);
    expect(some).toHaveLength(10);
    expect(drawSome(10, 100, 2)).not.toEqual(some);
    expect(drawSome(9, 3, 1)).toEqual([0, 1, 2]);
    expect(drawSome(0, 3, 1)).toEqual([]);
  });
});
