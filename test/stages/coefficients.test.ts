import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/evaluate.ts';
import type { Adjustment } from '../../src/scheme/adjustment.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import type { Rounding } from '../../src/scheme/scoring.ts';
import { sampleScheme } from '../scheme/sample.ts';
import { checked, firmsOf } from './worked.ts';

const rule = { title: '系数', when: { all: [] }, whenUndecided: 'doesNotHold' } as const;

/** One firm of which the sum of points is ten times the tax. */
function scored(tax: string, adjustments: readonly Adjustment[], change: Partial<Scheme> = {}, mode = 'halfUp') {
  const rounding = { points: 2, mode, score: 'sumOfPoints' } as Rounding;
  const scheme = checked(sampleScheme({ adjustments, ...change }, { rounding }));
  const firm = evaluate(firmsOf([tax]), scheme).firm('F001');
  return [firm?.score, ...(firm?.adjustments ?? []).map((one) => `${one.rule} ${one.points}`)];
}

describe('coefficients', () => {
  test('multiply the sum of points, and each shows what it adds in turn', () => {
    // 50 × 1.1 = 55; 55 × 1.05 = 57.75.
    const times: Adjustment[] = [
      { ...rule, id: 'sector', times: '1.1' },
      { ...rule, id: 'green', times: '1.05' },
    ];
    expect(scored('5', times)).toEqual(['57.75', 'sector 5.00', 'green 2.75']);
    // A reduction, and nothing at all.
    expect(scored('5', [{ ...rule, id: 'late', times: '0.9' }])).toEqual(['45.00', 'late -5.00']);
    expect(scored('5', [{ ...rule, id: 'none', times: '0' }])).toEqual(['0.00', 'none -50.00']);
  });

  test('are rounded once, whatever their number', () => {
    // 33.35 × 1.1 = 36.685 → 36.69, shown as 3.34; 33.35 × 1.21 = 40.3535 → 40.35, so 3.66 more. Rounded in between, 40.36.
    const times: Adjustment[] = [
      { ...rule, id: 'one', times: '1.1' },
      { ...rule, id: 'two', times: '1.1' },
    ];
    expect(scored('3.335', times)).toEqual(['40.35', 'one 3.34', 'two 3.66']);
  });

  test('round exact halves as the points are', () => {
    // 50.10 × 1.05 = 52.605 exactly.
    const times: Adjustment[] = [{ ...rule, id: 'one', times: '1.05' }];
    expect(scored('5.01', times)).toEqual(['52.61', 'one 2.51']);
    expect(scored('5.01', times, {}, 'halfEven')).toEqual(['52.60', 'one 2.50']);
    expect(scored('5.01', times, {}, 'truncate')).toEqual(['52.60', 'one 2.50']);
  });

  test('come before shares of the score, wherever they stand', () => {
    // 10 % of 55 is 5.5.
    const adjustments: Adjustment[] = [
      { ...rule, id: 'share', ofScore: '10%' },
      { ...rule, id: 'sector', times: '1.1' },
    ];
    expect(scored('5', adjustments)).toEqual(['60.50', 'sector 5.00', 'share 5.50']);
  });

  test('stand outside the limits of groups', () => {
    // 6 + 10 % of 55 = 11.5, of which 8 remain: 55 + 8.
    const adjustments: Adjustment[] = [
      { ...rule, id: 'sector', times: '1.1' },
      { ...rule, id: 'hightech', points: '6', group: 'bonus' },
      { ...rule, id: 'share', ofScore: '10%', group: 'bonus' },
    ];
    const adjustmentGroups = [{ id: 'bonus', title: '加分', max: '8' }];
    expect(scored('5', adjustments, { adjustmentGroups })).toEqual([
      '63.00',
      'sector 5.00',
      'hightech 6.00',
      'share 5.50',
      'bonus -3.50',
    ]);
  });
});
