import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/evaluate.ts';
import { type PastEvaluation, readHistory } from '../../src/intake/history.ts';
import type { Policy } from '../../src/scheme/policy.ts';
import { writePolicies } from '../../src/write/policies.ts';
import { sampleScheme } from '../scheme/sample.ts';
import { checked, firmsOf } from '../stages/worked.ts';

const base = { whenUndecided: 'doesNotHold', among: ['graded'] } as const;
const fields = { waterFee: { kind: 'amount', title: '水费', unit: '元', dimension: 'money' } } as const;
const rounding = { places: 2, mode: 'halfUp' } as const;
const priced: Policy = {
  ...base,
  id: 'power',
  title: '差别电价',
  when: { grade: 'D' },
  rate: { on: 'electricity', each: '0.30 元/千瓦时' },
  rounding,
};

/** Five firms, graded A, B, B, C, D; the last one has what the test gives it. */
function run(policies: readonly Policy[], last: object, history: readonly PastEvaluation[] = []) {
  const grading = {
    kind: 'shares',
    upTo: [
      ['A', '20%'],
      ['B', '60%'],
      ['C', '80%'],
      ['D', '100%'],
    ],
    count: 'halfUp',
    ties: 'better',
    base: 'graded',
  } as const;
  const firms = firmsOf([5, 4, 3, 2, 1], (nth) => (nth === 5 ? last : {}));
  return evaluate(firms, checked(sampleScheme({ fields, policies }, { grading })), { history });
}

describe('policies', () => {
  test('count so much money for each unit of an amount', () => {
    // 12.345 万千瓦时 = 123450 千瓦时, at 0.30 元 each 37035 元.
    const evaluation = run([priced], { electricity: '12.345' });
    expect(evaluation.firm('F005')?.policies).toEqual([{ rule: 'power', yuan: '37035.00' }]);
    expect(evaluation.firm('F004')?.policies).toEqual([]);
  });

  test('count a share of an amount of money; a relief is below zero', () => {
    // 15 % of 1000.5 元 = 150.075 → 150.08; −5 % = −50.025.
    const more: Policy = {
      ...base,
      id: 'water',
      title: '水费',
      when: { grade: 'D' },
      share: { of: 'waterFee', times: '15%' },
      rounding,
    };
    const less: Policy = {
      ...more,
      id: 'relief',
      share: { of: 'waterFee', times: '-5%' },
      rounding: { places: 3, mode: 'halfUp' },
    };
    expect(run([more, less], { waterFee: '1000.5' }).firm('F005')?.policies).toEqual([
      { rule: 'water', yuan: '150.08' },
      { rule: 'relief', yuan: '-50.025' },
    ]);
  });

  test('round money in 元 as they say', () => {
    // 0.0005 万千瓦时 is 5 千瓦时, at 0.30 元 1.5 元.
    const rounded = (mode: 'halfUp' | 'truncate' | 'halfEven', each = '0.30 元/千瓦时') =>
      run([{ ...priced, rate: { on: 'electricity', each }, rounding: { places: 0, mode } }], {
        electricity: '0.0005',
      }).firm('F005')?.policies?.[0]?.yuan;
    expect([rounded('halfUp'), rounded('truncate'), rounded('halfEven')]).toEqual(['2', '1', '2']);
    // At 0.50 元 it is 2.5 元.
    expect([rounded('halfUp', '0.50 元/千瓦时'), rounded('halfEven', '0.50 元/千瓦时')]).toEqual(['3', '2']);
  });

  test('are listed without money where the amount is missing, or where they are words', () => {
    const words: Policy = { ...base, id: 'quota', title: '压减用能', when: { grade: ['C', 'D'] } };
    const evaluation = run([priced, words], {});
    expect(evaluation.firm('F005')?.policies).toEqual([{ rule: 'power' }, { rule: 'quota' }]);
    expect(evaluation.firm('F004')?.policies).toEqual([{ rule: 'quota' }]);
    // A header, one row for the price and two for the words.
    expect(writePolicies(evaluation).trimEnd().split('\r\n')).toHaveLength(4);
  });

  test('concern only the categories and statuses that they name', () => {
    const when = { all: [] };
    expect(run([{ ...priced, when, among: ['ungraded'] }], {}).firm('F005')?.policies).toEqual([]);
    expect(run([{ ...priced, when, categories: ['all'] }], {}).firm('F005')?.policies).toEqual([{ rule: 'power' }]);
  });

  test('price the third D in a row higher', () => {
    // D now and in the two years before: 0.40 元. 1 万千瓦时 costs 4000 元 more.
    const thrice: Policy = {
      ...priced,
      id: 'thrice',
      when: { all: [{ grade: 'D' }, { previously: { grade: 'D' }, years: 2 }] },
      rate: { on: 'electricity', each: '0.40 元/千瓦时' },
    };
    const earlier = (year: number, grade: string): PastEvaluation => {
      const firm = { id: 'F005', category: 'all', status: 'graded', grade, flags: [], indicators: {} };
      const json = { format: 'permu-evaluation/1', year, scheme: { id: 'sample' }, firms: [firm] };
      const { past } = readHistory(json, `${year}.json`);
      if (past === undefined) throw new Error('no history');
      return past;
    };
    const policiesWith = (...history: PastEvaluation[]) =>
      run([thrice], { electricity: '1' }, history).firm('F005')?.policies;
    expect(policiesWith(earlier(2021, 'D'), earlier(2020, 'D'))).toEqual([{ rule: 'thrice', yuan: '4000.00' }]);
    expect(policiesWith(earlier(2021, 'D'), earlier(2020, 'C'))).toEqual([]);
    expect(policiesWith(earlier(2021, 'D'))).toEqual([]);
  });

  test('move no grade', () => {
    const grades = (policies: readonly Policy[]) => [...run(policies, {})].map(({ grade }) => grade);
    expect(grades([priced])).toEqual(['A', 'B', 'B', 'C', 'D']);
  });
});
