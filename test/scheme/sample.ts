import type { Category } from '../../src/scheme/category.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';

/** A small valid scheme, to be changed at one place by each test. */
export function sampleScheme(change: Partial<Scheme> = {}, category: Partial<Category> = {}): Scheme {
  return {
    id: 'sample',
    title: '示例办法',
    version: '1.0.0',
    years: { from: 2022, to: 2022 },
    sources: { 办法: { document: '示例' } },
    source: '办法',
    conventions: {
      identity: 'code',
      severalCategories: 'fault',
      gapPrecedence: ['missing', 'withheld', 'notApplicable', 'noLand', 'zeroDivisor', 'negativeDivisor'],
      filledPointsInMeans: 'excluded',
      missingRanks: 'last',
      source: 'assumed',
    },
    indicators: { taxPerMu: { title: '亩均税收', of: 'tax', per: 'land', unit: '万元/亩', show: 2 } },
    categories: [
      {
        id: 'all',
        title: '全部',
        admit: { all: [] },
        weightsTotal: '100',
        scoring: [
          {
            indicator: 'taxPerMu',
            weight: '100',
            method: { kind: 'ratio', baseline: '10 万元/亩' },
            gap: { noLand: 'zero', other: 'ungraded' },
          },
        ],
        rounding: { points: 2, mode: 'halfUp', score: 'sumOfPoints' },
        ranking: { within: ['category'], by: [{ score: 'desc' }] },
        grading: {
          kind: 'shares',
          upTo: [
            ['A', '20%'],
            ['B', '60%'],
            ['C', '90%'],
            ['D', '100%'],
          ],
          count: 'halfUp',
          ties: 'better',
          base: 'graded',
        },
        ...category,
      },
    ],
    ...change,
  };
}
