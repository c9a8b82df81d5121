import fc from 'fast-check';
import type { Grading } from '../../src/scheme/grading.ts';
import type { Method, Scoring } from '../../src/scheme/scoring.ts';
import { sampleScheme } from '../scheme/sample.ts';
import type { Run } from './arbitraries.ts';

/**
 * Small pools of firms that lie close to each other and to the edges of grades, scored by methods whose baselines move with each of
 * them and are rounded coarsely: here a change can overshoot, fall back and displace others.
 */

const pick = fc.constantFrom;

const statistic = fc.record(
  {
    statistic: pick('ratioOfSums' as const, 'meanOfRatios' as const, 'median' as const, 'best' as const),
    places: pick(0, 1, 2),
    per: pick(undefined, ['zone']),
  },
  { noNullPrototype: true },
);

function methodOf(unit: string): fc.Arbitrary<Method> {
  const moving = statistic.map(({ statistic: kind, places, per }) => ({
    statistic: kind,
    ...(per !== undefined && { per }),
    among: 'graded' as const,
    ...((kind === 'meanOfRatios' || kind === 'median') && { ratioPlaces: places }),
    ...(kind !== 'best' && { places, mode: 'halfUp' as const }),
    otherwise: `2 ${unit}`,
  }));
  const baseline = fc.oneof(
    { weight: 3, arbitrary: moving },
    { weight: 1, arbitrary: pick(`2 ${unit}`, `3.5 ${unit}`) },
  );
  const limits = pick(undefined, { points: { min: '0', max: '1.5' } });
  const along = fc
    .tuple(pick('ratio' as const, 'ratio' as const, 'reverse' as const), baseline, limits)
    .map(([kind, of, within]): Method => ({ kind, baseline: of, ...(within !== undefined && { limits: within }) }));
  const minMax = pick<Method[]>({ kind: 'minMax', floor: '20', among: 'graded', whenEqual: '60', ifNobody: '50' });
  const rank = pick<Method[]>({
    kind: 'percentileRank',
    order: 'desc',
    count: 'notBetter',
    whenAlone: '50',
    among: 'graded',
  });
  return fc.oneof({ weight: 4, arbitrary: along }, { weight: 1, arbitrary: minMax }, { weight: 1, arbitrary: rank });
}

const grading: fc.Arbitrary<Grading> = fc.oneof(
  fc.tuple(pick('better' as const, 'worse' as const), pick('graded' as const, 'scored' as const)).map(
    ([ties, base]): Grading => ({
      kind: 'shares',
      upTo: [
        ['A', '20%'],
        ['B', '60%'],
        ['C', '100%'],
      ],
      count: 'halfUp',
      ties,
      base,
    }),
  ),
  pick<Grading[]>({
    kind: 'scoreThresholds',
    from: [
      ['A', '120'],
      ['B', '95'],
    ],
    rest: 'C',
  }),
);

const scheme = fc
  .tuple(
    methodOf('万元/亩'),
    methodOf('万元/吨标准煤'),
    grading,
    pick(0, 1, 2),
    pick('sumOfPoints' as const, 'roundedTotal' as const),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([first, second, grades, points, score, tieKey, split]) => {
    const scoring: readonly Scoring[] = [
      { indicator: 'taxPerMu', weight: '60', method: first, gap: { noLand: 'zero', other: 'ungraded' } },
      {
        indicator: 'perEnergy',
        weight: '40',
        method: second,
        gap: { missing: { poolMean: 'category', ifNobody: 'zero' }, other: 'zero' },
      },
    ];
    const drawn = sampleScheme(
      {
        indicators: {
          taxPerMu: { title: '亩均税收', of: 'tax', per: 'land', unit: '万元/亩', show: 2 },
          perEnergy: { title: '单位能耗税收', of: 'tax', per: 'energy', unit: '万元/吨标准煤', show: 2 },
        },
      },
      {
        scoring,
        rounding: { points, mode: 'halfUp', score },
        ranking: {
          within: ['category'],
          by: [{ score: 'desc' }, ...(tieKey ? [{ field: 'tax', order: 'desc' } as const] : [])],
        },
        grading: grades,
      },
    );
    const [category] = drawn.categories;
    if (!split || category === undefined) return drawn;
    return {
      ...drawn,
      categories: [
        { ...category, admit: { field: 'land', atLeast: '3 亩' } },
        { ...category, id: 'small', title: '小型', admit: { field: 'land', lessThan: '3 亩' } },
      ],
    };
  });

const figure = fc.integer({ min: 1, max: 12 }).map(String);

export const closeRun: fc.Arbitrary<Run> = fc
  .tuple(
    scheme,
    fc.array(fc.tuple(figure, figure, fc.option(figure, { nil: 'missing', freq: 5 }), pick('东区', '西区')), {
      minLength: 3,
      maxLength: 9,
    }),
  )
  .map(([drawn, rows]) => ({
    scheme: drawn,
    firms: rows.map(([tax, land, energy, zone], row) => ({
      id: `F${String(row + 1).padStart(2, '0')}`,
      labels: { zone },
      flags: {},
      amounts: { tax, land, energy },
    })),
    earlier: [],
  }));
