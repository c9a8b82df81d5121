import { describe, expect, test } from 'vitest';
import { compareRuns, effectOfAdjustments, simulateReform } from '../../src/compareRuns.ts';
import { evaluate } from '../../src/evaluate.ts';
import { readAdjustments } from '../../src/intake/readAdjustments.ts';
import type { Comparison, FirmComparison } from '../../src/results/comparison.ts';
import { comparisonFault } from '../../src/results/comparisonForm.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import { tableOf } from '../properties/facts.ts';
import { sampleScheme } from '../scheme/sample.ts';
import { checked } from '../stages/worked.ts';

/**
 * Ten firms on 1 亩 each, so that tax is tax per mu; a score is tax ÷ baseline × 100, A the first 2, B the next 3, C the rest.
 */
const BASELINE = '10 万元/亩';
function county(baseline: unknown = BASELINE, more: Partial<Scheme> = {}, edges = ['20%', '50%']): Scheme {
  const sample = sampleScheme({ manual: { allowed: ['correction', 'move'], usesQuota: true }, ...more });
  const [category] = sample.categories;
  if (category === undefined) throw new Error('no category');
  const [rule] = category.scoring;
  if (rule === undefined) throw new Error('no rule');
  const method = { kind: 'ratio', baseline } as (typeof rule)['method'];
  const grading = {
    kind: 'shares',
    upTo: [
      ['A', edges[0]],
      ['B', edges[1]],
      ['C', '100%'],
    ],
    count: 'halfUp',
    ties: 'better',
    base: 'graded',
  } as unknown as (typeof category)['grading'];
  return checked({ ...sample, ...more, categories: [{ ...category, scoring: [{ ...rule, method }], grading }] });
}

function firms(taxes: readonly number[]) {
  return taxes.map((tax, at) => ({ id: `F${String(at + 1).padStart(2, '0')}`, scale: '规上', tax, land: 1 }));
}

const TEN = [20, 19, 18, 17, 16, 15, 14, 13, 12, 11];
const YEAR = { year: 2022 };
const run = (taxes: readonly number[], scheme: Scheme = county()) => evaluate(firms(taxes), scheme, YEAR);
const moverOf = ({ movers }: Comparison, id: string): FirmComparison | undefined =>
  movers.find((firm) => firm.id === id);
/** The grade after each step: "data C, baseline C, rule C, pool B". */
const path = (firm: FirmComparison | undefined): string =>
  (firm?.steps ?? []).map(({ step, grade }) => `${step} ${grade}`).join(', ');

describe('compareRuns tells apart, worked by hand', () => {
  test('own data: F06 rises from 15 to 18.5, and stands third among the old others', () => {
    const comparison = compareRuns(run(TEN), run([20, 19, 18, 17, 16, 18.5, 14, 13, 12, 11]));
    // Edges 2 and 5: before F06 is sixth, C; now third, B. F05 is pushed from fifth to sixth.
    expect(comparison.movers.map(({ id, causes, direction }) => [id, causes, direction])).toEqual([
      ['F06', ['data'], 'better'],
      ['F05', ['pool'], 'worse'],
    ]);
    expect(path(moverOf(comparison, 'F06'))).toBe('data B, baseline B, rule B, pool B');
    expect(moverOf(comparison, 'F06')?.score).toEqual({ total: '35', data: '35', baseline: '0', rule: '0', pool: '0' });
    expect(moverOf(comparison, 'F06')).toMatchObject({ before: { place: 6, size: 10 }, after: { place: 3, size: 10 } });
    expect(path(moverOf(comparison, 'F05'))).toBe('data B, baseline B, rule B, pool C');
    expect(moverOf(comparison, 'F05')?.score).toEqual({ total: '0', data: '0', baseline: '0', rule: '0', pool: '0' });
  });

  test('other firms: F03 keeps its data and falls, since F04 and F05 rose past it', () => {
    const comparison = compareRuns(
      run([20, 18, 19, 17, 16, 15, 14, 13, 12, 11]),
      run([20, 18, 19, 21, 22, 15, 14, 13, 12, 11]),
    );
    // Before: F01, F03 A; F02, F04, F05 B. Now F05, F04 A; F01, F03, F02 B.
    expect(comparison.movers.map(({ id, causes }) => [id, causes])).toEqual([
      ['F05', ['data']],
      ['F04', ['data']],
      ['F01', ['pool']],
      ['F03', ['pool']],
    ]);
    expect(comparison.causes).toMatchObject({ data: 2, pool: 2, baseline: 0, rule: 0 });
  });

  test('a baseline: another constant moves firms over thresholds of the score', () => {
    // Scores without a limit keep their order whatever the constant; thresholds do not.
    const thresholds = (baseline: string): Scheme => {
      const scheme = county(baseline);
      const grading = {
        kind: 'scoreThresholds',
        from: [
          ['A', '180'],
          ['B', '140'],
        ],
        rest: 'C',
      };
      return checked({ ...scheme, categories: scheme.categories.map((one) => ({ ...one, grading }) as typeof one) });
    };
    const before = run(TEN, thresholds('10 万元/亩'));
    const after = run(TEN, thresholds('11 万元/亩'));
    const comparison = compareRuns(before, after);
    // 18 ÷ 10 × 100 = 180 is A; 18 ÷ 11 × 100 = 163.64 is B. 15 and 14: 150 and 140 are B; 136.36 and 127.27 are C.
    expect(comparison.movers.map(({ id, causes }) => [id, causes])).toEqual(
      ['F02', 'F03', 'F06', 'F07'].map((id) => [id, ['baseline']]),
    );
    expect(moverOf(comparison, 'F03')?.score).toEqual({
      total: '-16.36',
      data: '0',
      baseline: '-16.36',
      rule: '0',
      pool: '0',
    });
    expect(path(moverOf(comparison, 'F03'))).toBe('data A, baseline B, rule B, pool B');
    expect(comparison.differences.scheme).toEqual([
      {
        path: 'categories[all].scoring[taxPerMu].method.baseline',
        titles: ['全部', '亩均税收'],
        before: '"10 万元/亩"',
        after: '"11 万元/亩"',
      },
    ]);
  });

  test('a baseline that is a statistic of the pool: a firm that did not change scores less', () => {
    const mean = { statistic: 'ratioOfSums', among: 'graded', places: 2, mode: 'halfUp', otherwise: '10 万元/亩' };
    const comparison = compareRuns(
      run(TEN, county(mean)),
      run([20, 19, 18, 17, 16, 65, 14, 13, 12, 11], county(mean)),
      { all: true },
    );
    // Σ 155 ÷ 10 = 15.50 before, Σ 205 ÷ 10 = 20.50 after: F01 20 ÷ 15.5 = 129.03 and 20 ÷ 20.5 = 97.56.
    const first = [...comparison.movers, ...(comparison.others ?? [])].find(({ id }) => id === 'F01');
    expect(first?.score).toEqual({ total: '-31.47', data: '0', baseline: '-31.47', rule: '0', pool: '0' });
    // F06: 15 ÷ 15.5 = 96.77; 65 ÷ 15.5 = 419.35; 65 ÷ 20.5 = 317.07.
    expect(moverOf(comparison, 'F06')?.score).toEqual({
      total: '220.3',
      data: '322.58',
      baseline: '-102.28',
      rule: '0',
      pool: '0',
    });
  });

  test('rules: edges of 10 % and 50 % leave one A', () => {
    const comparison = simulateReform(run(TEN), county(BASELINE, {}, ['10%', '50%']));
    expect(comparison.movers.map(({ id, causes }) => [id, causes])).toEqual([['F02', ['rule']]]);
    expect(path(moverOf(comparison, 'F02'))).toBe('data A, baseline A, rule B, pool B');
    expect(comparison.transitions).toEqual([
      {
        category: 'all',
        title: '全部',
        rows: ['A', 'B', 'C'],
        columns: ['A', 'B', 'C'],
        counts: [
          [1, 1, 0],
          [0, 3, 0],
          [0, 0, 5],
        ],
        rowTotals: [2, 3, 5],
        columnTotals: [1, 4, 5],
        before: 10,
        after: 10,
      },
    ]);
  });

  test('several steps: each is asked with all before it', () => {
    const after = run([1, 16.5, 17, 1, 1, 15, 14, 13, 12, 11], county(BASELINE, {}, ['10%', '60%']));
    const comparison = compareRuns(run(TEN), after);
    // F02 19 → 16.5: after 20 18 17 it is fourth, B; by edges of 1 and 6 B; second of all in the end, B.
    expect(path(moverOf(comparison, 'F02'))).toBe('data B, baseline B, rule B, pool B');
    expect(moverOf(comparison, 'F02')?.causes).toEqual(['data']);
    // F03 18 → 17: after 20 19, equal to F04: third, B; by the new edges B; first in the end: A.
    expect(path(moverOf(comparison, 'F03'))).toBe('data B, baseline B, rule B, pool A');
    expect(moverOf(comparison, 'F03')?.causes).toEqual(['pool']);
    // F06 keeps 15: sixth, C by half; B by 60 %; third in the end.
    expect(path(moverOf(comparison, 'F06'))).toBe('data C, baseline C, rule B, pool B');
  });

  test('firms that come and go are neither data nor pool', () => {
    const comparison = compareRuns(run(TEN.slice(0, 9)), evaluate(firms(TEN).slice(1), county(), YEAR));
    expect(comparison.firms).toEqual({ before: 9, after: 9, both: 8, new: 1, gone: 1 });
    expect(moverOf(comparison, 'F01')).toMatchObject({ causes: ['gone'], before: { grade: 'A' } });
    expect(moverOf(comparison, 'F10')).toMatchObject({ causes: ['new'], after: { grade: 'C' } });
    expect(comparison.transitions[0]).toMatchObject({ before: 9, after: 9 });
  });
});

describe('what else a comparison tells', () => {
  const line = { indicator: 'taxPerMu', lessThan: '12.5 万元/亩' };
  const flags: Scheme['flags'] = [
    { id: 'clearance', title: '出清', when: line, whenUndecided: 'doesNotHold', among: ['graded'], source: 'assumed' },
  ];
  const boards: Scheme['boards'] = [
    {
      id: 'best',
      title: '领跑者',
      per: 'all',
      by: { indicator: 'taxPerMu' },
      top: 2,
      eligible: { grade: ['A'] },
      source: 'assumed',
    },
  ];

  test('clearance: cleared, improved, worse, new, and both counts reconcile', () => {
    // Under 12.5 before: F07 12, F08 12, F09 11, F10 10. After: F07 13 cleared, F08 12.1, F09 10, F06 12 raised, F10 gone, F11 new.
    const before = run([20, 19, 18, 17, 16, 15, 12, 12, 11, 10], county(BASELINE, { flags }));
    const later = [...firms([20, 19, 18, 17, 16, 12, 13, 12.1, 10]), { id: 'F11', scale: '规上', tax: 1, land: 1 }];
    const comparison = compareRuns(before, evaluate(later, county(BASELINE, { flags }), YEAR));
    const [flag] = comparison.flags;
    expect(flag?.firms.map(({ id, change }) => `${id} ${change}`).sort()).toEqual([
      'F06 raised',
      'F07 cleared',
      'F08 improved',
      'F09 worse',
      'F10 gone',
      'F11 new',
    ]);
    expect([flag?.before, flag?.after]).toEqual([4, 4]);
    expect(flag?.firms.find(({ id }) => id === 'F08')).toMatchObject({ before: '12.00', after: '12.10' });
  });

  test('a firm that is no longer measured has not been cleared', () => {
    const before = run(TEN, county(BASELINE, { flags }));
    const later = firms(TEN).map((firm) => (firm.id === 'F10' ? { ...firm, land: 0 } : firm));
    const [flag] = compareRuns(before, evaluate(later, county(BASELINE, { flags }), YEAR)).flags;
    expect(flag?.counts).toMatchObject({ cleared: 0, unmeasured: 1, unchanged: 1 });
  });

  test('leaders: who entered and who left', () => {
    const scheme = county(BASELINE, { boards });
    const [board] = compareRuns(run(TEN, scheme), run([20, 1, 18, 17, 16, 15, 14, 13, 12, 11], scheme)).boards;
    expect(board?.groups).toEqual([
      {
        group: '',
        entered: [{ id: 'F03', name: null, place: 2 }],
        left: [{ id: 'F02', name: null, place: 2 }],
        stayed: 1,
      },
    ]);
  });

  test('grades held: so many years as the runs tell of', () => {
    const [before, after] = [
      evaluate(firms(TEN), county(), { year: 2021 }),
      run([20, 1, 18, 17, 16, 15, 14, 13, 12, 11]),
    ];
    const { held } = compareRuns(before, after);
    expect(held.years).toEqual([2022, 2021]);
    // A now F01 (2 years) and F03 (1); B F04, F05 (2), F06 (1); C F07–F10 (2), F02 (1).
    expect(held.counts.map(({ grade, years, firms: count }) => `${grade} ${years}: ${count}`)).toEqual([
      'A 2: 1',
      'A 1: 1',
      'B 2: 2',
      'B 1: 1',
      'C 2: 4',
      'C 1: 1',
    ]);
  });
});

describe('effectOfAdjustments', () => {
  const HEADER = '企业,事项,原值,新值,理由,文号,批准人,日期';
  const appealed = (...lines: string[]) => {
    const text = `\uFEFF${[HEADER, ...lines].join('\r\n')}\r\n`;
    const adjustments = readAdjustments(tableOf(new TextEncoder().encode(text), 'appeals.csv'), county());
    return evaluate(firms(TEN), county(), { ...YEAR, adjustments });
  };

  test('tells the firm that was corrected from the one that it pushed over an edge', () => {
    const comparison = effectOfAdjustments(appealed('F06,实缴税金,15,18.5,漏报,复核1号,张三（虚构）,2023-01-05'));
    expect(comparison?.movers.map(({ id, causes, byHand }) => [id, causes, byHand?.corrections[0]?.document])).toEqual([
      ['F06', ['data'], '复核1号'],
      ['F05', ['pool'], undefined],
    ]);
  });

  test('a move by hand is a decision, outside the path of data, baselines, rules and pool', () => {
    const comparison = effectOfAdjustments(appealed('F06,等级,C,A,复核,复核2号,张三（虚构）,2023-01-05'));
    expect(comparison?.movers.map(({ id, causes }) => [id, causes])).toEqual([['F06', ['decision']]]);
    expect(path(comparison?.movers[0])).toBe('data C, baseline C, rule C, pool C, decisionAfter A');
  });

  test('others that were moved by hand outside the quota stay so in the steps between', () => {
    const scheme = county(BASELINE, { manual: { allowed: ['move'], usesQuota: false } });
    const text = `\uFEFF${HEADER}\r\nF01,等级,A,C,复核,复核3号,张三（虚构）,2023-01-05\r\n`;
    const adjustments = readAdjustments(tableOf(new TextEncoder().encode(text), 'appeals.csv'), scheme);
    const moved = (taxes: readonly number[]) => evaluate(firms(taxes), scheme, { ...YEAR, adjustments });
    // F01 leaves its place: F02, F03 are A. With 18.5 F07 is the second of those who stay, and F03 the third.
    const comparison = compareRuns(moved(TEN), moved([20, 19, 18, 17, 16, 15, 18.5, 13, 12, 11]));
    expect(path(moverOf(comparison, 'F07'))).toBe('data A, baseline A, rule A, pool A');
    expect(moverOf(comparison, 'F03')?.causes).toEqual(['pool']);
    expect(moverOf(comparison, 'F01')).toBeUndefined();
  });

  test('is undefined for a run without adjustments', () => {
    expect(effectOfAdjustments(run(TEN))).toBeUndefined();
  });

  test('a reform keeps corrections and leaves moves of grades out, which it says', () => {
    const evaluation = appealed(
      'F06,实缴税金,15,18.5,漏报,复核1号,张三（虚构）,2023-01-05',
      'F10,等级,C,A,复核,复核2号,张三（虚构）,2023-01-05',
    );
    const comparison = simulateReform(evaluation, county(BASELINE, {}, ['10%', '50%']));
    expect(comparison.movers.map(({ id, causes }) => [id, causes])).toEqual([
      ['F02', ['rule']],
      ['F10', ['decision']],
    ]);
    expect(comparison.issues.map(({ code, received }) => [code, received])).toEqual([['movesNotSimulated', '1']]);
  });
});

describe('runs that cannot be compared', () => {
  test('share no firm', () => {
    const other = evaluate([{ id: 'X1', scale: '规上', tax: 1, land: 1 }], county(), YEAR);
    expect(compareRuns(run(TEN), other).issues.map(({ code }) => code)).toEqual(['comparedFirms']);
  });

  test('share no category', () => {
    const scheme = county();
    const renamed = { ...scheme, categories: scheme.categories.map((one) => ({ ...one, id: 'other' })) };
    expect(compareRuns(run(TEN), run(TEN, renamed)).issues.map(({ code }) => code)).toEqual(['comparedCategories']);
  });

  test('tell firms apart in different ways', () => {
    const scheme = county();
    const byName = { ...scheme, conventions: { ...scheme.conventions, identity: 'name' as const } };
    const named = evaluate(firms(TEN), byName, YEAR);
    expect(compareRuns(run(TEN), named).issues.map(({ code }) => code)).toContain('comparedIdentity');
  });
});

test('a comparison has the form of its JSON Schema, and survives JSON', () => {
  const comparison = compareRuns(run(TEN), run([20, 1, 18, 17, 16, 15, 14, 13, 12], county('11 万元/亩')), {
    all: true,
  });
  expect(comparisonFault(comparison)).toBeUndefined();
  expect(JSON.parse(JSON.stringify(comparison))).toEqual(comparison);
});
