import { describe, expect, test } from 'vitest';
import { drawBits } from '../../src/results/draws.ts';
import { sobolEffects } from '../../src/results/effects.ts';

/** The effects of a function of so many numbers from 0 to 1, drawn as scenarios are. */
function effectsOf(model: (x: readonly number[]) => number, factors: number, pairs: number, seed: number) {
  const point = (scenario: number) =>
    Array.from({ length: factors }, (_, factor) => drawBits(seed, scenario, factor) / 2 ** 32);
  const numbers = Array.from({ length: pairs }, (_, pair) => pair);
  const a = numbers.map((pair) => point(2 * pair));
  const b = numbers.map((pair) => point(2 * pair + 1));
  const exchanged = Array.from({ length: factors }, (_, factor) =>
    Float64Array.from(numbers, (pair) => model((a[pair] ?? []).with(factor, b[pair]?.[factor] ?? 0))),
  );
  return sobolEffects({ a: Float64Array.from(a, model), b: Float64Array.from(b, model), exchanged });
}

/** Each estimate within five of its standard errors of what mathematics says, and the error of the size that is due. */
function expectNear(
  effects: ReturnType<typeof effectsOf>,
  exact: readonly (readonly [first: number, total: number])[],
  due: number,
) {
  expect(effects).toHaveLength(exact.length);
  for (const [at, { first, firstError, total, totalError }] of (effects ?? []).entries()) {
    const [ofFirst, ofTotal] = exact[at] ?? [0, 0];
    expect(Math.abs(first - ofFirst)).toBeLessThanOrEqual(5 * firstError + 1e-9);
    expect(Math.abs(total - ofTotal)).toBeLessThanOrEqual(5 * totalError + 1e-9);
    expect(Math.max(firstError, totalError)).toBeLessThan(due);
  }
}

/** Ishigami and Homma 1990, a = 7, b = 0.1; V = a²/8 + bπ⁴/5 + b²π⁸/18 + ½. */
function ishigami(x: readonly number[]): number {
  const [one, two, three] = x.map((value) => (2 * value - 1) * Math.PI);
  return Math.sin(one ?? 0) + 7 * Math.sin(two ?? 0) ** 2 + 0.1 * (three ?? 0) ** 4 * Math.sin(one ?? 0);
}

describe('Sobol effects', () => {
  test('of Ishigami’s function are those of the literature: 0.3139, 0.4424, 0 and 0.5576, 0.4424, 0.2437', () => {
    const exact = [
      [0.3139, 0.5576],
      [0.4424, 0.4424],
      [0, 0.2437],
    ] as const;
    for (const seed of [1, 2, 3]) expectNear(effectsOf(ishigami, 3, 4000, seed), exact, 0.05);
  });

  test('of a sum 1x + 2y + 3z are the shares of its variance, 1, 4 and 9 of 14, first as total', () => {
    const sum = ([x = 0, y = 0, z = 0]: readonly number[]) => 1e6 + x + 2 * y + 3 * z;
    const exact = [1 / 14, 4 / 14, 9 / 14].map((share) => [share, share] as const);
    expectNear(effectsOf(sum, 3, 2000, 7), exact, 0.05);
  });

  test('of a product of two centred numbers are 0 by itself and 1 together', () => {
    const product = ([x = 0, y = 0]: readonly number[]) => (x - 0.5) * (y - 0.5);
    expectNear(
      effectsOf(product, 2, 4000, 5),
      [
        [0, 1],
        [0, 1],
      ],
      0.1,
    );
  });

  test('of a factor that does nothing are 0 without any error', () => {
    const effects = effectsOf(([x = 0]) => x, 2, 50, 1);
    expect(effects?.[1]).toEqual({ first: 0, firstError: 0, total: 0, totalError: 0 });
  });

  test('by hand: two pairs, outputs 0 and 2, 1 and 3, with the only factor exchanged', () => {
    // V = (0 + 1 + 4 + 9) ÷ 4 − 1.5² = 1.25; first: ((2 − 1.5)(2 − 0) + (3 − 1.5)(3 − 1)) ÷ (2 × 1.25) = 4 ÷ 2.5 = 1.6;
    // total: (2² + 2²) ÷ (2 × 2 × 1.25) = 1.6
    const [a, b] = [Float64Array.of(0, 1), Float64Array.of(2, 3)];
    const [effect] = sobolEffects({ a, b, exchanged: [b] }) ?? [];
    expect([effect?.first, effect?.total]).toEqual([1.6, 1.6]);
    // without pair 1: V = 1, first (3 − 2)(2) ÷ 1 = 2, total 4 ÷ 2 = 2; without pair 2: V = 1, first (2 − 1)(2) ÷ 1 = 2, total 2
    expect([effect?.firstError, effect?.totalError]).toEqual([0, 0]);
  });

  test('the standard error is that of repetition: over 40 seeds the estimates scatter as it says', () => {
    const runs = Array.from({ length: 40 }, (_, seed) => effectsOf(ishigami, 3, 300, seed)?.[0]);
    const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
    for (const [value, error] of [
      ['first', 'firstError'],
      ['total', 'totalError'],
    ] as const) {
      const values = runs.map((run) => run?.[value] ?? 0);
      const centre = mean(values);
      const scatter = Math.sqrt(mean(values.map((one) => (one - centre) ** 2)) * (40 / 39));
      const said = mean(runs.map((run) => run?.[error] ?? 0));
      expect(said / scatter).toBeGreaterThan(0.7);
      expect(said / scatter).toBeLessThan(1.4);
    }
  });

  test('there are none where nothing moves, or of fewer than two pairs', () => {
    const still = Float64Array.of(5, 5);
    expect(sobolEffects({ a: still, b: still, exchanged: [still] })).toBeUndefined();
    const one = Float64Array.of(1);
    expect(sobolEffects({ a: one, b: Float64Array.of(2), exchanged: [one] })).toBeUndefined();
  });
});
