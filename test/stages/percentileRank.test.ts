import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/evaluate.ts';
import type { PercentileRankMethod } from '../../src/scheme/scoring.ts';
import { sampleScheme } from '../scheme/sample.ts';
import { checked, firmsOf, idOf } from './worked.ts';

const standing: PercentileRankMethod = {
  kind: 'percentileRank',
  order: 'desc',
  count: 'notBetter',
  whenAlone: '60',
  among: 'graded',
};

function points(change: Partial<PercentileRankMethod>, taxes: readonly string[], more?: (nth: number) => object) {
  const scheme = sampleScheme(
    {
      statuses: [
        {
          id: 'spared',
          title: '不定等级',
          status: 'ungraded',
          when: { label: 'town', is: '免' },
          whenUndecided: 'doesNotHold',
        },
      ],
    },
    {
      weightsTotal: '40',
      scoring: [
        { indicator: 'taxPerMu', weight: '40', method: { ...standing, ...change }, gap: { other: 'ungraded' } },
      ],
    },
  );
  const evaluation = evaluate(firmsOf(taxes, more), checked(scheme));
  return taxes.map((_, index) => evaluation.firm(idOf(index + 1))?.points['taxPerMu']);
}

describe('percentile ranks', () => {
  test('not better: firms that are not better, the firm included, of all', () => {
    // Of 1, 2, 2, 5: one is not better than 1, three not better than 2, four not better than 5. 40 × 1/4, 3/4, 4/4.
    expect(points({}, ['1', '2', '2', '5'])).toEqual(['10.00', '30.00', '30.00', '40.00']);
    // The lowest best: 4/4, 3/4, 3/4, 1/4.
    expect(points({ order: 'asc' }, ['1', '2', '2', '5'])).toEqual(['40.00', '30.00', '30.00', '10.00']);
  });

  test('worse: firms that are worse, of the others', () => {
    // 0/3, 1/3, 1/3, 3/3 of 40; and from the other end 3/3, 1/3, 1/3, 0/3.
    expect(points({ count: 'worse' }, ['1', '2', '2', '5'])).toEqual(['0.00', '13.33', '13.33', '40.00']);
    expect(points({ count: 'worse', order: 'asc' }, ['1', '2', '2', '5'])).toEqual(['40.00', '13.33', '13.33', '0.00']);
  });

  test('compare ratios unrounded', () => {
    expect(points({ count: 'worse' }, ['1.0000000001', '1'])).toEqual(['40.00', '0.00']);
  });

  test('the only firm earns what the scheme states', () => {
    // 60 % of 40.
    expect(points({}, ['3'])).toEqual(['24.00']);
    expect(points({ count: 'worse' }, ['3'])).toEqual(['24.00']);
  });

  test('stand in each part by themselves', () => {
    // 甲: 1 and 5, 1/2 and 2/2. 乙: 9 alone.
    const zone = (nth: number) => ({ zone: nth === 3 ? '乙' : '甲' });
    expect(points({ per: ['zone'] }, ['1', '5', '9'], zone)).toEqual(['20.00', '40.00', '24.00']);
  });

  test('a firm that does not count is compared with those that do, and is one more', () => {
    // 1, 2, 5 count: 1/3, 2/3, 3/3. The ungraded 3: of four, 1, 2 and itself are not better: 3/4.
    const town = (nth: number) => (nth === 4 ? { town: '免' } : {});
    expect(points({}, ['1', '2', '5', '3'], town)).toEqual(['13.33', '26.67', '40.00', '30.00']);
    // Worse: 0/2, 1/2, 2/2; and two of the three others: 2/3.
    expect(points({ count: 'worse' }, ['1', '2', '5', '3'], town)).toEqual(['0.00', '20.00', '40.00', '26.67']);
    // Among the scored it counts like all others: 1/4, 2/4, 4/4, 3/4.
    expect(points({ among: 'scored' }, ['1', '2', '5', '3'], town)).toEqual(['10.00', '20.00', '40.00', '30.00']);
  });
});
