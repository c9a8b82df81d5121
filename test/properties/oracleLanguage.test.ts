import { describe, expect, test } from 'vitest';
import type { Category } from '../../src/scheme/category.ts';
import type { Grading, Ranking } from '../../src/scheme/grading.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import type { Method } from '../../src/scheme/scoring.ts';
import { dayLies, dayOfAge } from '../oracle/date.ts';
import { amountOf, type OracleFirm } from '../oracle/measure.ts';
import { earlierOf, evaluateSlowly } from '../oracle.ts';

/** Hand-worked figures for the oracle: firms of 1 亩, so that the tax is the value, ordered by it. */

const HALVES: Grading = {
  kind: 'shares',
  upTo: [
    ['A', '50%'],
    ['B', '100%'],
  ],
  count: 'halfUp',
  ties: 'better',
  base: 'graded',
};

function schemeWith(rules: Partial<Category>, others: Partial<Scheme> = {}): Scheme {
  const category: Category = {
    id: 'all',
    title: '全部',
    admit: { all: [] },
    weightsTotal: '100',
    scoring: [{ indicator: 'taxPerMu', weight: '100', method: { kind: 'ratio', baseline: '10 万元/亩' } }],
    gap: { other: 'ungraded' },
    rounding: { points: 2, mode: 'halfUp', score: 'sumOfPoints' },
    ranking: { within: ['category'], by: [{ score: 'desc' }] },
    grading: HALVES,
    ...rules,
  };
  return {
    id: 'figures',
    title: '核对',
    version: '1.0.0',
    years: { from: 2022 },
    sources: {},
    source: 'assumed',
    conventions: {
      identity: 'code',
      severalCategories: 'firstWins',
      gapPrecedence: ['missing', 'withheld', 'notApplicable', 'noLand', 'zeroDivisor', 'negativeDivisor'],
      filledPointsInMeans: 'excluded',
      missingRanks: 'last',
      source: 'assumed',
    },
    indicators: { taxPerMu: { title: '亩均税收', of: 'tax', per: 'land', unit: '万元/亩', show: 2 } },
    categories: [category],
    ...others,
  };
}

function firmsOf(
  taxes: readonly (number | string)[],
  of: (row: number) => Partial<OracleFirm> = () => ({}),
): OracleFirm[] {
  return taxes.map((tax, row) => ({
    id: `F${String(row + 1).padStart(3, '0')}`,
    labels: {},
    flags: {},
    amounts: { tax: String(tax), land: '1' },
    ...of(row),
  }));
}

/** Taxes that fall, one firm each. */
const falling = (many: number) => Array.from({ length: many }, (_, row) => many - row);

function gradesOf(scheme: Scheme, firms: readonly OracleFirm[]): string {
  return [...evaluateSlowly(scheme, firms).firms.values()].map(({ grade }) => grade ?? '-').join('');
}

function scoresOf(method: Method, taxes: readonly string[]): readonly (string | null)[] {
  const scheme = schemeWith({ scoring: [{ indicator: 'taxPerMu', weight: '100', method }] });
  return [...evaluateSlowly(scheme, firmsOf(taxes)).firms.values()].map(({ score }) => score);
}

describe('methods and amounts', () => {
  test('percentile rank: equal firms stand alike, and one alone has what is stated', () => {
    const method = { kind: 'percentileRank', order: 'desc', whenAlone: '60', among: 'graded' } as const;
    expect(scoresOf({ ...method, count: 'notBetter' }, ['4', '3', '3', '1'])).toEqual([
      '100.00',
      '75.00',
      '75.00',
      '25.00',
    ]);
    expect(scoresOf({ ...method, count: 'worse' }, ['4', '3', '3', '1'])).toEqual(['100.00', '33.33', '33.33', '0.00']);
    expect(scoresOf({ ...method, count: 'worse' }, ['4'])).toEqual(['60.00']);
  });

  test('the upper quartile of 1 2 3 10 is 3, or 4.75 between its neighbours', () => {
    const stated = { statistic: 'quantile', among: 'graded', ratioPlaces: 2, places: 2, mode: 'halfUp' } as const;
    const method = (definition: 'nearestRank' | 'interpolated'): Method => ({
      kind: 'ratio',
      baseline: { ...stated, quantile: { share: '75%', definition }, otherwise: 'ungraded' },
    });
    expect(scoresOf(method('nearestRank'), ['1', '2', '3', '10'])[0]).toBe('33.33');
    expect(scoresOf(method('interpolated'), ['1', '2', '3', '10'])[0]).toBe('21.05');
  });

  test('a kilogram of coal is 0.7143 of standard coal, and 0.95 of a pollutant are one equivalent', () => {
    const scheme = schemeWith(
      {},
      {
        fields: { so2: { kind: 'amount', title: '硫氧化物', unit: '千克', dimension: 'pollutant' } },
        ledgers: {
          standardCoal: { title: '标煤', unit: '吨标准煤', sum: [{ add: 'coal', times: '0.7143 千克标准煤/千克' }] },
          equivalents: { title: '当量', unit: '当量吨', sum: [{ add: 'so2', per: '0.95 千克/千克当量' }] },
        },
      },
    );
    const [firm] = firmsOf([1], () => ({ amounts: { coal: '10', so2: '1900' } }));
    if (firm === undefined) throw new RangeError('no firm');
    expect(String(amountOf(scheme, firm, 'standardCoal'))).toBe('7143/1000');
    expect(String(amountOf(scheme, firm, 'equivalents'))).toBe('2/1');
  });

  test('coefficients multiply the sum of points, and a share of the score is of the product', () => {
    const rule = { title: '系数', when: { all: [] }, whenUndecided: 'doesNotHold' } as const;
    const adjustments = [
      { ...rule, id: 'bonus', ofScore: '10%' },
      { ...rule, id: 'sector', times: '1.1' },
      { ...rule, id: 'zone', times: '0.9' },
    ];
    const [firm] = evaluateSlowly(schemeWith({}, { adjustments }), firmsOf(['5'])).firms.values();
    expect(firm?.adjustments.map(({ rule: id, points }) => `${id} ${points}`)).toEqual([
      'sector 5.00',
      'zone -5.50',
      'bonus 4.95',
    ]);
    expect(firm?.score).toBe('54.45');
  });
});

describe('grades by counts', () => {
  test('the last 5 % of 275 are 14 firms, though 10 of them take no places', () => {
    const grading: Grading = {
      ...HALVES,
      upTo: [['A', '100%']],
      last: [['D', '5%']],
      base: 'scoredWithoutPlaces',
    };
    const statuses = [
      { id: 'new', title: '不定', status: 'ungraded', when: { flag: 'startup' }, whenUndecided: 'doesNotHold' },
    ] as const;
    const firms = firmsOf(falling(275), (row) => ({ flags: { startup: row >= 265 } }));
    expect(gradesOf(schemeWith({ grading }, { statuses }), firms)).toBe(
      `${'A'.repeat(251)}${'D'.repeat(14)}${'-'.repeat(10)}`,
    );
  });

  test('thresholds with at most 20 % A and at least 30 % C', () => {
    const grading: Grading = {
      kind: 'scoreThresholds',
      from: [
        ['A', '60'],
        ['B', '20'],
      ],
      rest: 'C',
      limits: { atMost: { A: '20%' }, atLeast: { C: '30%' }, base: 'graded', ties: 'better' },
    };
    expect(gradesOf(schemeWith({ grading }), firmsOf(falling(10)))).toBe('AABBBBBCCC');
  });

  test('two stages: of the better half the most tax on a second order is A, of the worse half the least is C', () => {
    const step = { part: '50%', partTies: 'inside', count: 'halfUp', ties: 'outside', tooFew: 'fewer' } as const;
    const grading: Grading = {
      kind: 'selection',
      grades: ['A', 'B', 'C'],
      steps: [
        {
          ...step,
          grade: 'A',
          among: 'first',
          partCount: 'up',
          by: [{ field: 'revenue', order: 'desc' }],
          share: '20%',
        },
        {
          ...step,
          grade: 'C',
          among: 'last',
          partCount: 'down',
          by: [{ field: 'revenue', order: 'asc' }],
          share: '20%',
        },
      ],
      rest: 'B',
      base: 'graded',
    };
    const revenues = ['1', '2', '5', '9', '8', '3'];
    const firms = firmsOf(falling(6), (row) => ({
      amounts: { tax: String(6 - row), land: '1', revenue: revenues[row] ?? '' },
    }));
    // 20 % of 6 is 1: F003 of the better three, F006 of the worse three.
    expect(gradesOf(schemeWith({ grading }), firms)).toBe('BBABBC');
  });

  test('pools of fewer than three come together, or get one grade', () => {
    const within: Ranking = { within: ['category', 'zone'], by: [{ score: 'desc' }] };
    const firms = firmsOf([9, 8, 7, 6], (row) => ({ labels: { zone: row % 2 === 0 ? '东区' : '西区' } }));
    const together = schemeWith({ ranking: { ...within, small: { fewerThan: 3, instead: 'together' } } });
    expect([...evaluateSlowly(together, firms).firms.values()].map(({ place }) => place)).toEqual([1, 2, 3, 4]);
    expect(gradesOf(together, firms)).toBe('AABB');
    expect(
      gradesOf(schemeWith({ ranking: { ...within, small: { fewerThan: 3, instead: { grade: 'B' } } } }), firms),
    ).toBe('BBBB');
    expect(gradesOf(schemeWith({ ranking: { ...within, small: { fewerThan: 3, instead: 'ungraded' } } }), firms)).toBe(
      '----',
    );
  });
});

describe('days and earlier years', () => {
  test('a year from the 29th of February is full on the 28th', () => {
    expect(dayOfAge('2020-02-29', 12)).toBe('2021-02-28');
    expect(dayOfAge('2020-01-31', 13)).toBe('2021-02-28');
    expect(dayOfAge('2020-12-31', 1)).toBe('2021-01-31');
    const young = { date: 'productionDate', youngerThan: '2 年', on: '12-31' };
    expect([2021, 2022].map((year) => dayLies('2020-12-31', young, year))).toEqual([true, false]);
  });

  test('B in both years before is lowered; with one year alone it is undecided, save for a firm that was A', () => {
    const overrides = [
      {
        id: 'twice',
        title: '连续',
        when: { previously: { grade: 'B' }, years: 2 },
        whenUndecided: 'holds',
        fix: 'B',
        usesQuota: true,
      },
    ] as const;
    const firms = firmsOf([2, 1]);
    const plain = schemeWith({});
    const said = (year: number, taxes: readonly number[]) =>
      earlierOf(year, firmsOf(taxes), evaluateSlowly(plain, firmsOf(taxes)));
    const grades = (earlier: readonly ReturnType<typeof said>[]) =>
      [...evaluateSlowly(schemeWith({}, { overrides }), firms, { year: 2022, earlier }).firms.values()]
        .map(({ grade }) => grade)
        .join('');
    expect(grades([said(2021, [1, 2]), said(2020, [1, 2])])).toBe('BB');
    expect(grades([said(2021, [1, 2]), said(2020, [2, 1])])).toBe('AB');
    expect(grades([said(2021, [1, 2])])).toBe('BB');
    expect(grades([said(2021, [2, 1])])).toBe('AB');
  });
});
