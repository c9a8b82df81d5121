import { describe, expect, test } from 'vitest';
import type { Category } from '../../src/scheme/category.ts';
import type { Grading, Ranking, SelectionGrading, SharesGrading, ThresholdsGrading } from '../../src/scheme/grading.ts';
import type { Policy } from '../../src/scheme/policy.ts';
import { readScheme } from '../../src/scheme/readScheme.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import type { Method, Scoring } from '../../src/scheme/scoring.ts';
import { sampleScheme } from './sample.ts';

/** The faults of a scheme as "code path"; doubts aside, since its categories all admit every firm. */
function faults(change: Partial<Scheme>, category: Partial<Category> = {}): string[] {
  const { issues } = readScheme(sampleScheme(change, category));
  return issues.flatMap(({ code, severity, place }) => (severity === 'error' ? [`${code} ${place.path ?? ''}`] : []));
}

const GRADING = 'categories[0].grading';
const graded = (grading: Grading) => faults({}, { grading });

describe('shares', () => {
  const shares: SharesGrading = {
    kind: 'shares',
    upTo: [
      ['A', '20%'],
      ['C', '100%'],
    ],
    last: [
      ['D', '15%'],
      ['E', '5%'],
    ],
    count: 'halfUp',
    ties: 'better',
    base: 'graded',
  };

  test('are in order from both ends, with grades that exist and stand once', () => {
    expect(graded(shares)).toEqual([]);
    // From the worst up 15 % then 5 %: the shares fall.
    const falling = [['D', '5%'] as const, ['E', '15%'] as const];
    expect(graded({ ...shares, last: falling })).toEqual([`schemeEdges ${GRADING}.last[1]`]);
    expect(graded({ ...shares, last: [['C', '5%']] })).toEqual([`schemeRepeated ${GRADING}`]);
    expect(graded({ ...shares, countOf: { F: 'up' } })).toEqual([`schemeName ${GRADING}.countOf`]);
  });
});

describe('score thresholds', () => {
  const thresholds: ThresholdsGrading = {
    kind: 'scoreThresholds',
    from: [['A', '80']],
    rest: 'B',
    limits: { atMost: { A: '20%' }, atLeast: { B: '5%' }, base: 'graded', ties: 'better' },
  };

  test('have limits on grades that exist, by the order of the score', () => {
    expect(graded(thresholds)).toEqual([]);
    const limits = { atMost: { X: '20%' }, atLeast: { Y: '5%' }, base: 'graded', ties: 'better' } as const;
    expect(graded({ ...thresholds, limits })).toEqual([
      `schemeName ${GRADING}.limits.atMost`,
      `schemeName ${GRADING}.limits.atLeast`,
    ]);
    const ranking: Ranking = { within: ['category'], by: [{ score: 'asc' }] };
    expect(faults({}, { grading: thresholds, ranking })).toEqual([`schemeForm ${GRADING}.limits`]);
  });
});

describe('indicator thresholds', () => {
  const grading = {
    kind: 'indicatorThresholds',
    indicator: 'taxPerMu',
    from: [
      ['A', '20 万元/亩'],
      ['B', '10 万元/亩'],
    ],
    better: 'high',
    rest: 'C',
    ifGap: 'ungraded',
  } satisfies Grading;

  test('name an indicator, values of its unit in order, and a grade for a gap', () => {
    expect(graded(grading)).toEqual([]);
    expect(graded({ ...grading, ifGap: 'C' })).toEqual([]);
    expect(graded({ ...grading, ifGap: 'E' })).toEqual([`schemeName ${GRADING}.ifGap`]);
    expect(graded({ ...grading, indicator: 'taxes' })).toEqual([`schemeName ${GRADING}.indicator`]);
    expect(graded({ ...grading, better: 'low' })).toEqual([`schemeEdges ${GRADING}.from[1]`]);
    expect(graded({ ...grading, from: [['A', '20 吨']] })).toEqual([`schemeDimension ${GRADING}.from[0]`]);
  });
});

describe('selection', () => {
  const step = {
    grade: 'A',
    among: 'first',
    part: '50%',
    partCount: 'up',
    partTies: 'inside',
    by: [{ points: ['taxPerMu'], order: 'desc' }],
    share: '15%',
    count: 'halfUp',
    ties: 'inside',
    tooFew: 'fewer',
  } as const;
  const selection: SelectionGrading = {
    kind: 'selection',
    grades: ['A', 'B'],
    steps: [step],
    rest: 'B',
    base: 'graded',
  };

  test('names grades, indicators and shares that exist', () => {
    expect(graded(selection)).toEqual([]);
    expect(graded({ ...selection, rest: 'C' })).toEqual([`schemeName ${GRADING}.rest`]);
    const steps = [
      { ...step, grade: 'E', part: '101%', share: '1.5', by: [{ points: ['rd'], order: 'asc' } as const] },
    ];
    expect(graded({ ...selection, steps })).toEqual([
      `schemeName ${GRADING}.steps[0].grade`,
      `schemeEdges ${GRADING}.steps[0].part`,
      `schemeEdges ${GRADING}.steps[0].share`,
      `schemeName ${GRADING}.steps[0].by[0].points`,
    ]);
  });
});

describe('categories', () => {
  const [all] = sampleScheme().categories;
  if (all === undefined) throw new Error('the sample has a category');

  test('give small pools a grade that exists', () => {
    const small = { fewerThan: 3, instead: { grade: 'E' } };
    expect(faults({}, { ranking: { ...all.ranking, small } })).toEqual([
      'schemeName categories[0].ranking.small.instead.grade',
    ]);
  });

  test('that share a pool rank and grade alike, under a name of its own', () => {
    const ranking: Ranking = { ...all.ranking, pool: 'industry' };
    const second: Category = { ...all, id: 'other', ranking };
    const categories = (change: Partial<Category>) =>
      faults({
        categories: [
          { ...all, ranking },
          { ...second, ...change },
        ],
      });
    expect(categories({})).toEqual([]);
    expect(categories({ ranking: { ...ranking, by: [{ score: 'asc' }] } })).toEqual([
      'schemeForm categories[1].ranking',
    ]);
    expect(categories({ grading: { kind: 'none' } })).toEqual(['schemeForm categories[1].grading']);
    expect(faults({}, { ranking: { ...all.ranking, pool: 'all' } })).toEqual([
      'schemeRepeated categories[0].ranking.pool',
    ]);
  });

  test('have groups of weights that add up to what they state', () => {
    const scoring = all.scoring.map((rule): Scoring => ({ ...rule, weightGroup: 'local' }));
    expect(faults({}, { scoring, weightGroups: { local: '100' } })).toEqual([]);
    expect(faults({}, { scoring, weightGroups: { local: '10' } })).toEqual([
      'schemeWeights categories[0].weightGroups.local',
    ]);
    expect(faults({}, { scoring })).toEqual(['schemeName categories[0].scoring[0].weightGroup']);
  });
});

describe('scoring', () => {
  const [rule] = sampleScheme().categories[0]?.scoring ?? [];
  if (rule === undefined) throw new Error('the sample scores');
  const scored = (method: Method) => faults({}, { scoring: [{ ...rule, method }] });
  const BASELINE = 'categories[0].scoring[0].method.baseline';
  const quantile = {
    statistic: 'quantile',
    quantile: { share: '75%', definition: 'nearestRank' },
    ratioPlaces: 2,
    places: 2,
    mode: 'halfUp',
    among: 'graded',
    otherwise: 'ungraded',
  } as const;

  test('has baselines of a share up to all, and of quantities above zero', () => {
    expect(scored({ kind: 'ratio', baseline: quantile })).toEqual([]);
    const share = { share: '101%', definition: 'nearestRank' } as const;
    expect(scored({ kind: 'ratio', baseline: { ...quantile, quantile: share } })).toEqual([
      `schemeQuantity ${BASELINE}.quantile.share`,
    ]);
    const small = (instead: string) =>
      scored({ kind: 'ratio', baseline: { ...quantile, small: { fewerThan: 3, instead } } });
    expect(small('0 万元/亩')).toEqual([`schemeQuantity ${BASELINE}.small.instead`]);
    expect(small('15 吨')).toEqual([`schemeDimension ${BASELINE}.small.instead`]);
    expect(small('category')).toEqual([]);
  });

  test('divides a baseline of the year before only by what an evaluation states', () => {
    const previous = { ...quantile, from: 'previous' } as const;
    expect(scored({ kind: 'ratio', baseline: { ...previous, per: ['zone'] } })).toEqual([]);
    expect(scored({ kind: 'ratio', baseline: { ...previous, per: ['sectorGroup'] } })).toEqual([
      `schemeName ${BASELINE}.per`,
    ]);
  });

  test('divides percentile ranks by labels', () => {
    const method: Method = {
      kind: 'percentileRank',
      order: 'desc',
      count: 'worse',
      whenAlone: '60',
      among: 'graded',
      per: ['tax'],
    };
    expect(scored(method)).toEqual(['schemeName categories[0].scoring[0].method.per']);
  });
});

describe('policies', () => {
  const policy: Policy = { id: 'p', title: '政策', when: { grade: 'D' }, whenUndecided: 'holds', among: ['graded'] };
  const rounding = { places: 2, mode: 'halfUp' } as const;
  const policies = (change: Partial<Policy>) => faults({ policies: [{ ...policy, ...change }] });

  test('count money, by amounts, labels and categories that exist', () => {
    expect(policies({})).toEqual([]);
    expect(policies({ when: { grade: 'E' } })).toEqual(['schemeName policies[0].when.grade']);
    expect(policies({ categories: ['none'] })).toEqual(['schemeName policies[0].categories']);
    expect(policies({ account: 'electricity' })).toEqual(['schemeName policies[0].account']);
    const rate = (on: string, each: string) => policies({ rate: { on, each }, rounding });
    expect(rate('electricity', '0.3 元/千瓦时')).toEqual([]);
    expect(rate('electricty', '0.3 元/千瓦时')).toEqual(['schemeName policies[0].rate.on']);
    expect(rate('electricity', '0.3 元/吨')).toEqual(['schemeDimension policies[0].rate.each']);
    expect(policies({ share: { of: 'land', times: '5%' }, rounding })).toEqual([
      'schemeDimension policies[0].share.of',
    ]);
    expect(faults({ policies: [policy, policy] })).toEqual(['schemeRepeated policies']);
  });

  test('state how money is rounded, and only money', () => {
    expect(policies({ rounding })).toEqual(['schemeForm policies[0].rounding']);
    expect(policies({ share: { of: 'tax', times: '5%' } })).toEqual(['schemeForm policies[0].rounding']);
  });
});

describe('conditions', () => {
  const admit = (condition: Category['admit']) => faults({}, { admit: condition });

  test('name dates, and what earlier evaluations can say', () => {
    expect(admit({ date: 'productionDate', notBefore: '2021-01-01' })).toEqual([]);
    expect(admit({ date: 'town', notBefore: '2021-01-01' })).toEqual(['schemeName categories[0].admit.date']);
    expect(admit({ previously: { grade: 'D' }, years: 2 })).toEqual([]);
    expect(admit({ previously: { grade: 'E' }, years: 2 })).toEqual([
      'schemeName categories[0].admit.previously.grade',
    ]);
    expect(admit({ previously: { category: 'none' }, years: 2 })).toEqual([
      'schemeName categories[0].admit.previously.category',
    ]);
  });
});
