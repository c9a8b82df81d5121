import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/evaluate.ts';
import { rational } from '../../src/exact/rational.ts';
import { type PastEvaluation, readHistory } from '../../src/intake/history.ts';
import type { Baseline, StatisticBaseline } from '../../src/scheme/baseline.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import { sampleScheme } from '../scheme/sample.ts';
import { checked, firmsOf, idOf } from './worked.ts';

const rest = { ratioPlaces: 2, places: 2, mode: 'halfUp', among: 'graded', otherwise: 'ungraded' } as const;

function schemeWith(baseline: Baseline, change: Partial<Scheme> = {}): Scheme {
  const method = { kind: 'ratio', baseline } as const;
  return checked(
    sampleScheme(change, {
      weightsTotal: '40',
      scoring: [{ indicator: 'taxPerMu', weight: '40', method, gap: { other: 'ungraded' } }],
    }),
  );
}

function pointsIn(evaluation: ReturnType<typeof evaluate>, count: number): (string | undefined)[] {
  return Array.from({ length: count }, (_, index) => evaluation.firm(idOf(index + 1))?.points['taxPerMu']);
}

describe('quantiles', () => {
  const points = (quantile: NonNullable<StatisticBaseline['quantile']>, ...taxes: string[]) =>
    pointsIn(evaluate(firmsOf(taxes), schemeWith({ statistic: 'quantile', quantile, ...rest })), taxes.length);

  test('nearest rank: number ⌈share × n⌉ from below', () => {
    // ⌈75 % × 4⌉ = 3: the third of 1, 2, 4, 8 is 4.
    expect(points({ share: '75%', definition: 'nearestRank' }, '8', '1', '4', '2')).toEqual([
      '80.00',
      '10.00',
      '40.00',
      '20.00',
    ]);
    // ⌈50 % × 5⌉ = ⌈2.5⌉ = 3; 100 % is the highest.
    expect(points({ share: '50%', definition: 'nearestRank' }, '1', '2', '4', '8', '16')[0]).toBe('10.00');
    expect(points({ share: '100%', definition: 'nearestRank' }, '1', '2', '4')[0]).toBe('10.00');
  });

  test('interpolated: the position 1 + share × (n − 1), in proportion between its neighbours', () => {
    // 1 + 75 % × 3 = 3.25: between 4 and 8, 4 + 0.25 × 4 = 5.
    expect(points({ share: '75%', definition: 'interpolated' }, '8', '1', '4', '2')).toEqual([
      '64.00',
      '8.00',
      '32.00',
      '16.00',
    ]);
    // 1 + 100 % × 2 = 3, the last; 1 + 0 % × 2 = 1, the first; one firm is its own quantile.
    expect(points({ share: '100%', definition: 'interpolated' }, '1', '2', '4')[0]).toBe('10.00');
    expect(points({ share: '0%', definition: 'interpolated' }, '1', '2', '4')[2]).toBe('160.00');
    expect(points({ share: '75%', definition: 'interpolated' }, '7')).toEqual(['40.00']);
  });
});

describe('parts with few firms', () => {
  // Zone 甲: 2, 4, 6, together 12 ÷ 3 = 4. Zone 乙: 8 alone. The whole: 20 ÷ 4 = 5.
  const { ratioPlaces: _, ...sums } = rest;
  const run = (instead: string) =>
    evaluate(
      firmsOf(['2', '4', '6', '8'], (nth) => ({ zone: nth === 4 ? '乙' : '甲' })),
      schemeWith({ statistic: 'ratioOfSums', per: ['zone'], small: { fewerThan: 2, instead }, ...sums }),
    );

  test('get the statistic of the whole category', () => {
    expect(pointsIn(run('category'), 4)).toEqual(['20.00', '40.00', '60.00', '64.00']);
  });

  test('get a quantity', () => {
    expect(pointsIn(run('160000 元/亩'), 4)).toEqual(['20.00', '40.00', '60.00', '20.00']);
  });

  test('stay ungraded', () => {
    const evaluation = run('ungraded');
    expect(pointsIn(evaluation, 4)).toEqual(['20.00', '40.00', '60.00', undefined]);
    expect(evaluation.firm(idOf(4))?.status).toBe('ungraded');
  });
});

describe('baselines from the year before', () => {
  const { ratioPlaces: _, ...sums } = rest;
  const statistic = {
    statistic: 'ratioOfSums',
    from: 'previous',
    times: '2',
    ...sums,
    otherwise: '10 万元/亩',
  } as const;
  const years = { years: { from: 2020 } };

  function earlier(year: number, taxes: readonly string[], zone: (nth: number) => string = () => '甲'): PastEvaluation {
    const firms = firmsOf(taxes, (nth) => ({ zone: zone(nth) }));
    const document = evaluate(firms, checked(sampleScheme(years)), { year }).document();
    const { past, issues } = readHistory(JSON.parse(JSON.stringify(document)), 'evaluation.json');
    expect(issues).toEqual([]);
    if (past === undefined) throw new Error('no history');
    return past;
  }

  test('are the statistic of its firms, times the factor', () => {
    // (2 + 4 + 6) ÷ 3 = 4, times 2 is 8: 40 × 8 ÷ 8 and 40 × 4 ÷ 8. The year 2020 does not matter.
    const history = [earlier(2020, ['90']), earlier(2021, ['2', '4', '6'])];
    const evaluation = evaluate(firmsOf(['8', '4']), schemeWith(statistic, years), { year: 2022, history });
    expect(pointsIn(evaluation, 2)).toEqual(['40.00', '20.00']);
    expect(evaluation.categories()[0]?.pools[0]?.baselines).toEqual({ taxPerMu: '8.00' });
  });

  test('count no firm whose indicator was a plain amount then', () => {
    // (2 + 4) ÷ 2 = 3, times 2 is 6; taken as a ratio the 100 would make it 70.67.
    const before = earlier(2021, ['2', '4']);
    const [firm] = before.firms.values();
    if (firm === undefined) throw new Error('no firm');
    const amounts = new Map([['taxPerMu', { numerator: rational(100n), denominator: undefined }]]);
    const history: PastEvaluation[] = [
      { ...before, firms: new Map([...before.firms, ['F999', { ...firm, amounts }]]) },
    ];
    const evaluation = evaluate(firmsOf(['6']), schemeWith(statistic, years), { year: 2022, history });
    expect(evaluation.categories()[0]?.pools[0]?.baselines).toEqual({ taxPerMu: '6.00' });
  });

  test('are what the scheme states where there is no such evaluation', () => {
    // The baseline is 10, without the factor. An evaluation of another year does not help.
    const scheme = schemeWith(statistic, years);
    for (const history of [[], [earlier(2020, ['90'])]]) {
      const evaluation = evaluate(firmsOf(['8', '4']), scheme, { year: 2022, history });
      expect(pointsIn(evaluation, 2)).toEqual(['32.00', '16.00']);
      expect(evaluation.issues.map(({ code }) => code)).toContain('baselineUndefined');
    }
  });

  test('of each part are those of the same part then', () => {
    // 甲 then: 3, times 2 is 6. 乙 then: 5, times 2 is 10. 丙 had nobody: 10 as the scheme states.
    const history = [earlier(2021, ['3', '5'], (nth) => (nth === 1 ? '甲' : '乙'))];
    const scheme = schemeWith({ ...statistic, per: ['zone'] }, years);
    const firms = firmsOf(['3', '5', '5'], (nth) => ({ zone: ['甲', '乙', '丙'][nth - 1] }));
    expect(pointsIn(evaluate(firms, scheme, { year: 2022, history }), 3)).toEqual(['20.00', '20.00', '20.00']);
  });
});
