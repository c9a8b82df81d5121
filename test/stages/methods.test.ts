import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/evaluate.ts';
import { readScheme } from '../../src/scheme/readScheme.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import type { Method } from '../../src/scheme/scoring.ts';
import { sampleScheme } from '../scheme/sample.ts';

/** Firms on 1 亩 each, so that tax is tax per mu. */
function firmsWith(...taxes: readonly string[]) {
  return taxes.map((tax, index) => ({ id: `F${index}`, tax, land: 1, tenants: index }));
}

function checked(scheme: Scheme): Scheme {
  const { issues } = readScheme(scheme);
  expect(issues).toEqual([]);
  return scheme;
}

/** Points of the firms F0, F1 … by one method with the weight 40. */
function pointsBy(method: Method, ...taxes: readonly string[]): (string | undefined)[] {
  const scheme = sampleScheme(
    {},
    { weightsTotal: '40', scoring: [{ indicator: 'taxPerMu', weight: '40', method, gap: { other: 'ungraded' } }] },
  );
  const evaluation = evaluate(firmsWith(...taxes), checked(scheme));
  return taxes.map((_, index) => evaluation.firm(`F${index}`)?.points['taxPerMu']);
}

describe('min–max', () => {
  const method: Method = { kind: 'minMax', floor: '20', among: 'graded', whenEqual: '60', ifNobody: 'ungraded' };

  test('gives the lowest the floor, the highest full points, and the others in proportion', () => {
    // 40 × [20 + 80 × (4 − 1) / (7 − 1)] / 100 = 24; with a third: 40 × (20 + 80/3) / 100 = 18.666…
    expect(pointsBy(method, '1', '4', '7', '3')).toEqual(['8.00', '24.00', '40.00', '18.67']);
  });

  test('gives everyone what the scheme states where all are equal', () => {
    expect(pointsBy(method, '5', '5')).toEqual(['24.00', '24.00']);
  });

  test('works with negative values', () => {
    expect(pointsBy(method, '-3', '0', '3')).toEqual(['8.00', '24.00', '40.00']);
  });
});

describe('reverse', () => {
  const method: Method = { kind: 'reverse', baseline: '10 万元/亩' };

  test('gives the weight at the baseline, less above it and nothing from twice the baseline', () => {
    expect(pointsBy(method, '10', '5', '15', '20', '30')).toEqual(['40.00', '60.00', '20.00', '0.00', '0.00']);
  });

  test('keeps the limits, on the value before the points', () => {
    const limits = { value: { min: '5 万元/亩' }, points: { max: '1.25' } };
    expect(pointsBy({ ...method, limits }, '0', '9', '15')).toEqual(['50.00', '44.00', '20.00']);
  });
});

describe('bands', () => {
  const method: Method = {
    kind: 'bands',
    from: [
      ['15 万元/亩', '40'],
      ['100000 元/亩', '30'],
    ],
    rest: '-2.5',
  };

  test('compare the unrounded value with each step', () => {
    expect(pointsBy(method, '15', '14.9999999999', '10', '9.9999999999', '-1')).toEqual([
      '40.00',
      '30.00',
      '30.00',
      '-2.50',
      '-2.50',
    ]);
  });
});

describe('baselines of the pool', () => {
  const rest = { among: 'graded', otherwise: 'ungraded' } as const;

  test('best: the highest value, unrounded', () => {
    expect(pointsBy({ kind: 'ratio', baseline: { statistic: 'best', ...rest } }, '1', '3')).toEqual(['13.33', '40.00']);
  });

  test('median: the middle one, or the mean of the two middle ones', () => {
    const baseline = { statistic: 'median', ratioPlaces: 2, places: 2, mode: 'halfUp', ...rest } as const;
    expect(pointsBy({ kind: 'ratio', baseline }, '1', '2', '9')).toEqual(['20.00', '40.00', '180.00']);
    expect(pointsBy({ kind: 'ratio', baseline }, '1', '2', '3', '9')).toEqual(['16.00', '32.00', '48.00', '144.00']);
  });
});

describe('adjustments', () => {
  const fields = { tenants: { kind: 'amount', title: '承租企业数', unit: '家', dimension: 'number' } } as const;
  const rule = { title: '加减分', when: { all: [] }, whenUndecided: 'doesNotHold' } as const;

  test('deducts for each tenant after the first, without a cap', () => {
    const scheme = checked(
      sampleScheme({
        fields,
        adjustments: [
          {
            ...rule,
            id: 'tenants',
            perUnit: { field: 'tenants', each: '-5', unit: '1 家', after: '1 家', ifMissing: 'none' },
          },
        ],
      }),
    );
    const evaluation = evaluate(firmsWith('5', '5', '5', '5'), scheme);
    expect([0, 1, 2, 3].map((index) => evaluation.firm(`F${index}`)?.score)).toEqual([
      '50.00',
      '50.00',
      '45.00',
      '40.00',
    ]);
    expect(evaluation.firm('F3')?.adjustments).toEqual([{ rule: 'tenants', points: '-10.00' }]);
  });

  test('caps a group and shows what the cap took', () => {
    const scheme = checked(
      sampleScheme({
        adjustments: [
          { ...rule, id: 'hightech', points: '6', group: 'bonus' },
          { ...rule, id: 'share', ofScore: '10%', group: 'bonus' },
        ],
        adjustmentGroups: [{ id: 'bonus', title: '加分', max: '8' }],
      }),
    );
    const firm = evaluate(firmsWith('5'), scheme).firm('F0');
    expect(firm?.adjustments).toEqual([
      { rule: 'hightech', points: '6.00' },
      { rule: 'share', points: '5.00' },
      { rule: 'bonus', points: '-3.00' },
    ]);
    expect(firm?.score).toBe('58.00');
  });

  test('leaves a firm without the amount ungraded where the scheme says so', () => {
    const perUnit = { field: 'tenants', each: '-5', unit: '1 家', after: '1 家', ifMissing: 'ungraded' } as const;
    const scheme = checked(sampleScheme({ fields, adjustments: [{ ...rule, id: 'tenants', perUnit }] }));
    const firm = evaluate([{ id: 'F0', tax: 1, land: 1 }], scheme).firm('F0');
    expect(firm).toMatchObject({ status: 'ungraded', statusRule: { id: 'adjustment' }, adjustments: [] });
    expect(firm?.score).toBeUndefined();
  });
});
