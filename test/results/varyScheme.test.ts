import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDecimal } from '../../src/exact/decimal.ts';
import { add, ZERO } from '../../src/exact/rational.ts';
import { readRun } from '../../src/readRun.ts';
import { findFactors, levelsOf, STEPS } from '../../src/results/stabilityFactors.ts';
import { varyScheme } from '../../src/results/varyScheme.ts';
import { readScheme } from '../../src/scheme/readScheme.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import type { Scoring } from '../../src/scheme/scoring.ts';
import { readStabilityPlan, type StabilityPlan, USUAL_PLAN } from '../../src/scheme/stabilityPlan.ts';
import { GOLDEN_RUNS, goldenRun } from '../runFolder.ts';
import { sampleScheme } from '../scheme/sample.ts';

const NOTHING: StabilityPlan = {
  ...USUAL_PLAN,
  weights: '0',
  baselines: '0%',
  statistics: [],
  roundingPlaces: 0,
  roundingModes: [],
  ties: [],
  leaveOut: 0,
};

/** Three rules of one indicator, with their weights and groups. */
function weighted(...weights: readonly (readonly [weight: string, group?: string])[]): Scheme {
  const scoring = weights.map(
    ([weight, group]): Scoring => ({
      indicator: 'taxPerMu',
      weight,
      method: { kind: 'ratio', baseline: '10 万元/亩' },
      ...(group !== undefined && { weightGroup: group }),
    }),
  );
  return sampleScheme({}, { scoring });
}

function weightsAt(scheme: Scheme, share: string, levels: readonly number[]): readonly string[] {
  const factors = findFactors(scheme, { ...NOTHING, weights: share });
  return varyScheme(scheme, factors, levels, 4).categories[0]?.scoring.map(({ weight }) => weight) ?? [];
}

describe('drawn weights', () => {
  test('by hand: 50 and 50, one up and one down by 20 %, are 60 and 40', () =>
    expect(weightsAt(weighted(['50'], ['50']), '20%', [2 * STEPS, 0])).toEqual(['60', '40']));

  test('by hand: 30, 20 and 50 with the first up by 10 % are put back to 100 by 100 ÷ 103; what rounding leaves goes to the first', () =>
    // 33 ÷ 1.03 = 32.03883…, 20 ÷ 1.03 = 19.41747…, 50 ÷ 1.03 = 48.54368…: cut 32.0388 19.4174 48.5436 leave 2 units
    expect(weightsAt(weighted(['30'], ['20'], ['50']), '10%', [2 * STEPS, STEPS, STEPS])).toEqual([
      '32.0388',
      '19.4175',
      '48.5437',
    ]));

  test('in the middle are those of the scheme', () =>
    expect(weightsAt(weighted(['33.4'], ['33.3'], ['33.3']), '10%', [STEPS, STEPS, STEPS])).toEqual([
      '33.4',
      '33.3',
      '33.3',
    ]));

  test('of a weight group keep the group’s total', () =>
    expect(weightsAt(weighted(['40', 'own'], ['20', 'own'], ['40']), '50%', [2 * STEPS, 0])).toEqual([
      '51.4286',
      '8.5714',
      '40',
    ]));

  test('add up to their total exactly, whatever is drawn', () => {
    const weight = fc.integer({ min: 1, max: 6000 }).map((units) => (units / 100).toFixed(2));
    const level = fc.nat(2 * STEPS);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(weight, level), { minLength: 2, maxLength: 8 }),
        fc.constantFrom('10%', '33.3%', '0.99'),
        (drawn, share) => {
          const stated = drawn.map(([one]): readonly [string] => [one]);
          const varied = weightsAt(
            weighted(...stated),
            share,
            drawn.map(([, one]) => one),
          );
          const total = (texts: readonly string[]) => texts.map((text) => parseDecimal(text) ?? ZERO).reduce(add, ZERO);
          expect(total(varied)).toEqual(total(drawn.map(([one]) => one)));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('a weight that stands alone, or counts for nothing, is left alone', () => {
    expect(findFactors(weighted(['100']), { ...NOTHING, weights: '10%' })).toEqual([]);
    expect(findFactors(weighted(['100'], ['0']), { ...NOTHING, weights: '10%' })).toEqual([]);
  });
});

describe('drawn baselines and choices', () => {
  test('by hand: 10 万元/亩 up by a quarter of 10 % is 10.25', () => {
    const factors = findFactors(sampleScheme(), { ...NOTHING, baselines: '10%' });
    const varied = varyScheme(sampleScheme(), factors, [STEPS + STEPS / 4], 4);
    expect(varied.categories[0]?.scoring[0]?.method).toEqual({ kind: 'ratio', baseline: '10.25 万元/亩' });
  });

  test('a statistic takes the place of another with the places that it needs, and gives them back', () => {
    const baseline = {
      statistic: 'ratioOfSums',
      among: 'graded',
      places: 2,
      mode: 'halfUp',
      otherwise: 'ungraded',
    } as const;
    const scheme = sampleScheme(
      {},
      { scoring: [{ indicator: 'taxPerMu', weight: '100', method: { kind: 'ratio', baseline } }] },
    );
    const factors = findFactors(scheme, { ...NOTHING, statistics: ['median', 'ratioOfSums', 'best'] });
    const at = (level: number) => {
      const method = varyScheme(scheme, factors, [level], 5).categories[0]?.scoring[0]?.method;
      return method !== undefined && 'baseline' in method ? method.baseline : undefined;
    };
    expect(at(0)).toEqual(baseline);
    expect(at(1)).toEqual({ ...baseline, statistic: 'median', ratioPlaces: 5 });
    expect(at(2)).toEqual({ statistic: 'best', among: 'graded', otherwise: 'ungraded' });
  });

  test('a statistic of the previous year stays', () => {
    const baseline = {
      statistic: 'median',
      from: 'previous',
      among: 'graded',
      ratioPlaces: 2,
      places: 2,
      mode: 'halfUp',
      otherwise: 'ungraded',
    } as const;
    const scheme = sampleScheme(
      {},
      { scoring: [{ indicator: 'taxPerMu', weight: '100', method: { kind: 'ratio', baseline } }] },
    );
    expect(findFactors(scheme, { ...NOTHING, statistics: USUAL_PLAN.statistics })).toEqual([]);
  });

  test('the places go up and down, but not below none', () => {
    const rounding = { points: 1, mode: 'truncate', score: 'sumOfPoints' } as const;
    const factors = findFactors(sampleScheme({}, { rounding }), {
      ...NOTHING,
      roundingPlaces: 2,
      roundingModes: ['halfUp', 'truncate'],
    });
    expect(factors.map((factor) => 'options' in factor && factor.options)).toEqual([
      [1, 0, 2, 3],
      ['truncate', 'halfUp'],
    ]);
  });
});

/** Everything that the language can vary. */
const EVERYTHING: StabilityPlan =
  readStabilityPlan({
    weights: '30%',
    baselines: '30%',
    statistics: ['ratioOfSums', 'meanOfRatios', 'median', 'best'],
    roundingPlaces: 2,
    roundingModes: ['halfUp', 'truncate', 'halfEven'],
    methods: [
      { kind: 'minMax', floor: '20', among: 'graded', whenEqual: '100', ifNobody: '0' },
      { kind: 'percentileRank', order: 'desc', count: 'notBetter', whenAlone: '100', among: 'graded' },
    ],
  }).plan ?? USUAL_PLAN;

test.each(GOLDEN_RUNS)('a scenario of %s is a scheme without any fault', (name) => {
  const { scheme } = readRun(goldenRun(name)).evaluation?.run ?? {};
  if (scheme === undefined) throw new Error(name);
  const factors = findFactors(scheme, EVERYTHING);
  for (const last of [true, false]) {
    const varied = varyScheme(
      scheme,
      factors,
      factors.map((factor) => (last ? levelsOf(factor) - 1 : 0)),
      4,
    );
    expect(readScheme(JSON.stringify(varied)).issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  }
});
