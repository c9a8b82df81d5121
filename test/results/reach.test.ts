import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/evaluate.ts';
import type { FirmRecord } from '../../src/intake/factsFromRecords.ts';
import { reach } from '../../src/reach.ts';
import type { LeverAnswer, Reach } from '../../src/results/reach.ts';
import { reachFault } from '../../src/results/reachForm.ts';
import type { ReachOptions } from '../../src/results/reachPlan.ts';
import type { Category } from '../../src/scheme/category.ts';
import type { Grading } from '../../src/scheme/grading.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import type { Method } from '../../src/scheme/scoring.ts';
import { sampleScheme } from '../scheme/sample.ts';
import { checked, falling, firmsOf, idOf } from '../stages/worked.ts';

const THRESHOLDS: Grading = {
  kind: 'scoreThresholds',
  from: [
    ['A', '120'],
    ['B', '100'],
  ],
  rest: 'C',
};

function scored(method: Method, change: Partial<Category> = {}): Partial<Category> {
  const gap = { noLand: 'zero', other: 'ungraded' } as const;
  return { scoring: [{ indicator: 'taxPerMu', weight: '100', method, gap }], ...change };
}

function ask(scheme: Scheme, firms: readonly FirmRecord[], id: string, options: ReachOptions = {}): Reach {
  const { reach: answer, issues } = reach(evaluate(firms, checked(scheme)), id, options);
  if (answer === undefined) throw new Error(JSON.stringify(issues));
  expect(reachFault(JSON.parse(JSON.stringify(answer)))).toBeUndefined();
  return answer;
}

function levers(scheme: Scheme, firms: readonly FirmRecord[], id: string, options: ReachOptions = {}) {
  return ask(scheme, firms, id, options).goals[0]?.levers ?? [];
}

/** "tax up +2.5 → 12.5 A exact", or the reason why not. */
function summary({ lever, direction, reached, not, search }: LeverAnswer): string {
  if (reached === undefined) return `${lever} ${direction}: ${not?.reason} ${not?.because.join()}`.trimEnd();
  const { change, to, after } = reached;
  return `${lever} ${direction} ${change} → ${to} ${after.grade} ${search?.proof}`;
}

describe('a ratio with a fixed baseline', () => {
  const method: Method = { kind: 'ratio', baseline: '10 万元/亩', limits: { points: { max: '1.1' } } };
  const scheme = sampleScheme({}, scored(method, { grading: THRESHOLDS }));

  test('takes the least tax, and the least land given back, that scores enough', () => {
    // 80 ÷ 8 = 10 scores 100. Of 60: 59.97 ÷ 6 rounds to 99.95; tax 60 − 0.00 … the score 99.995 → 100.00 needs tax 59.997,
    // which is 60.00 in steps of 0.01. With tax 48: 48 ÷ land ≥ 9.9995 needs land ≤ 4.80024, which is 4.80 of 6.
    const answers = levers(scheme, [{ id: '1', tax: '48', land: '6' }], '1').map(summary);
    expect(answers).toEqual(['land down -1.2 → 4.8 B exact', 'tax up 12 → 60 B exact']);
  });

  test('starts from the amount as it stands: steps are added, the amount is not rounded to them', () => {
    const answers = levers(scheme, [{ id: '1', tax: '48.003', land: '6' }], '1', { levers: ['tax'] }).map(summary);
    expect(answers).toEqual(['tax up 12 → 60.003 B exact']);
  });

  test('says that points at their limit are not enough', () => {
    const [tax, land] = levers(scheme, [{ id: '1', tax: '64', land: '6' }], '1', { grade: 'A' });
    expect([tax, land].map((one) => one && summary(one))).toEqual([
      'tax up: pointsLimit 亩均税收',
      'land down: pointsLimit 亩均税收',
    ]);
    expect(tax?.not?.closest?.state).toMatchObject({ score: '110.00', grade: 'B' });
  });

  test('gives both ways where both are asked', () => {
    const answers = levers(scheme, [{ id: '1', tax: '48', land: '6' }], '1', { levers: ['land'], directions: 'both' });
    expect(answers.map(summary)).toEqual(['land down -1.2 → 4.8 B exact', 'land up: range']);
  });
});

describe('shares', () => {
  test('name the firm that falls over the edge', () => {
    // Ten firms of 10 … 1: A to place 2 (tax 9, 90.00). The third, with 8, needs more than 9: a tie at the edge would be A for both.
    const answers = levers(sampleScheme(), firmsOf(falling(10)), idOf(3), { levers: ['税收实际贡献'] });
    expect(answers.map(summary)).toEqual(['tax up 1 → 9 A exact']);
    expect(answers[0]?.reached?.effects.others).toEqual([]);
    expect(answers[0]?.reached?.oneStepLess).toBe('8.99');
  });

  test('put the firm before the edge where ties get the worse grade', () => {
    const [category] = sampleScheme().categories;
    const grading = { ...category?.grading, ties: 'worse' } as Grading;
    const answers = levers(sampleScheme({}, { grading }), firmsOf(falling(10)), idOf(3), { levers: ['tax'] });
    expect(answers.map(summary)).toEqual(['tax up 1.01 → 9.01 A exact']);
    expect(answers[0]?.reached?.effects.others).toEqual([{ id: 'F002', name: null, from: 'A', to: 'B' }]);
    expect(answers[0]?.reached?.after).toMatchObject({ place: 2, score: '90.10' });
  });

  test('decide equal scores by the next key', () => {
    // Equal points need 9 on 1 亩; among equal scores the larger revenue stands first, so that 9.00 is enough for F003 and not for F004.
    const scheme = sampleScheme(
      {},
      { ranking: { within: ['category'], by: [{ score: 'desc' }, { field: 'revenue', order: 'desc' }] } },
    );
    const firms = firmsOf(falling(10), (nth) => ({ revenue: nth === 4 ? 1 : 100 + nth }));
    const of = (nth: number) => levers(scheme, firms, idOf(nth), { grade: 'A' }).map(summary);
    expect(of(3)).toEqual(['land down -0.12 → 0.88 A exact', 'tax up 1 → 9 A exact']);
    expect(of(4)).toEqual(['land down -0.23 → 0.77 A exact', 'tax up 2.01 → 9.01 A exact']);
    expect(levers(scheme, firms, idOf(3), { levers: ['revenue'] }).map(summary)).toEqual(['revenue up: range']);
  });
});

describe('the clearance line', () => {
  const scheme = sampleScheme(
    {
      flags: [
        {
          id: 'clearance',
          title: '亩均税收1万元以下',
          when: { indicator: 'taxPerMu', lessThan: '1 万元/亩' },
          whenUndecided: 'doesNotHold',
          among: ['graded', 'ungraded'],
        },
      ],
    },
    { grading: THRESHOLDS },
  );
  const firms = [{ id: '1', tax: '4.125', land: '7.5' }];

  test('is left at tax = line × land, exactly, and by land given back', () => {
    // 7.5 亩 × 1 = 7.5 = 4.125 + 3.375, which takes 338 steps. Land ≤ 4.125: 3.38 亩 less leaves 4.12.
    const [goal] = ask(scheme, firms, '1', { flag: 'clearance' }).goals;
    expect(goal?.levers.map(summary)).toEqual(['land down -3.38 → 4.12 C exact', 'tax up 3.38 → 7.505 C exact']);
    expect(goal?.levers[0]?.reached).toMatchObject({ share: '169/375', effects: { flagsLost: ['clearance'] } });
    const at = ask(scheme, [{ id: '1', tax: '4.5', land: '7.5' }], '1', { flag: '亩均税收1万元以下' }).goals[0]?.levers;
    expect(at?.map(summary)).toContain('tax up 3 → 7.5 C exact');
  });

  test('stands beside the next grade where nothing else is asked', () => {
    expect(ask(scheme, firms, '1').goals.map(({ kind, grade, flag }) => [kind, grade ?? flag])).toEqual([
      ['grade', 'B'],
      ['flag', 'clearance'],
    ]);
  });

  test('is not left by having no land at all', () => {
    const [goal] = ask(scheme, [{ id: '1', tax: '0', land: '7.5' }], '1', { flag: 'clearance' }).goals;
    expect(goal?.levers.map(summary)).toEqual(['tax up 7.5 → 7.5 C exact', 'land down: zero']);
  });
});

describe('baselines that move with the firm', () => {
  const mean: Method = {
    kind: 'ratio',
    baseline: {
      statistic: 'meanOfRatios',
      among: 'graded',
      ratioPlaces: 2,
      places: 2,
      mode: 'halfUp',
      otherwise: '1 万元/亩',
    },
  };

  test('are handled: a mean', () => {
    // Others 8 and 10 on 1 亩 each. Score of x: 100 x ÷ mean(8, 10, x), mean to 2 places: at 12.00 it is 10.00, which gives exactly 120.
    // At 11.99 the mean is 9.99666… → 10.00 and the score 119.90.
    const firms = firmsOf([8, 10, 5]);
    const scheme = sampleScheme({}, scored(mean, { grading: THRESHOLDS }));
    expect(levers(scheme, firms, 'F003', { grade: 'A', levers: ['tax'] }).map(summary)).toEqual([
      'tax up 7 → 12 A exact',
    ]);
  });

  test('are handled where rounding makes the score fall and rise again', () => {
    // Alone, the score is 100 x ÷ round(x): it goes up to 110 just below 0.015 and back to 75 there, and so on. With places 2
    // and steps of 0.001 it reaches 110.00 before the first fall.
    const scheme = sampleScheme(
      { fields: { tax: { kind: 'amount', title: '税收', unit: '万元', dimension: 'money', step: '0.001 万元' } } },
      scored(
        { kind: 'ratio', baseline: { ...(mean as { baseline: object }).baseline, ratioPlaces: 6 } as never },
        { grading: { kind: 'scoreThresholds', from: [['A', '103']], rest: 'B' } },
      ),
    );
    // 0.103 ÷ 0.10 = 103.00; and 0.102 ÷ 0.10 = 102. From 0.096 (÷ 0.10 = 96): 0.097 … 0.103 is the first.
    const [answer] = levers(scheme, [{ id: '1', tax: '0.096', land: 1 }], '1', { levers: ['tax'] });
    expect(answer && summary(answer)).toBe('tax up 0.007 → 0.103 A exact');
    // At 0.106 it would be 0.106 ÷ 0.11 = 96.36 again.
    const [past] = levers(scheme, [{ id: '1', tax: '0.106', land: 1 }], '1', { levers: ['tax'] });
    expect(past && summary(past)).toBe('tax up 0.008 → 0.114 A exact');
  });

  test('are handled: min–max, where the firm becomes the highest itself', () => {
    const method: Method = { kind: 'minMax', floor: '20', among: 'graded', whenEqual: '60', ifNobody: 'ungraded' };
    const scheme = sampleScheme(
      {},
      scored(method, {
        grading: {
          kind: 'scoreThresholds',
          from: [
            ['A', '100'],
            ['B', '50'],
          ],
          rest: 'C',
        },
      }),
    );
    const firms = firmsOf([1, 5, 9]);
    // Full points take the highest value: 9; the others’ points fall, the firm that was alone at the top keeps 100 with it.
    // 99.995 rounds up to 100.00: 20 + 80 (x − 1) ÷ 8 ≥ 99.995 from x = 8.9995, which is 9.00 in steps.
    expect(levers(scheme, firms, 'F002', { grade: 'A', levers: ['tax'] }).map(summary)).toEqual([
      'tax up 4 → 9 A exact',
    ]);
    // The lowest firm: 20 + 80 (x − min) ÷ (9 − min); as soon as it passes 5 that is the minimum: 20 + 80 × (x − 5) ÷ 4 ≥ 49.995 from 6.49975.
    expect(levers(scheme, firms, 'F001', { grade: 'B', levers: ['tax'] }).map(summary)).toEqual([
      'tax up 5.5 → 6.5 B exact',
    ]);
  });
});

describe('conditions on the way', () => {
  const ledgers: Scheme['ledgers'] = {
    netLand: {
      title: '用地面积',
      unit: '亩',
      sum: ['ownedLand', { less: 'leasedOutLand', zeroWhen: ['missing'] }],
    },
  };

  test('another category is reached, and said', () => {
    // Above 3 亩 the baseline is 10, below it 5: with 12 on 4 亩 a firm scores 30; at 2.99 亩 it is in the other category and scores
    // 12 ÷ 2.99 ÷ 5 = 80.27. B takes 80.
    const [base] = sampleScheme().categories as [Category];
    const grading: Grading = { kind: 'scoreThresholds', from: [['B', '80']], rest: 'C' };
    const small = scored({ kind: 'ratio', baseline: '5 万元/亩' }).scoring ?? [];
    const scheme = sampleScheme({
      categories: [
        { ...base, admit: { field: 'land', atLeast: '3 亩' }, grading },
        { ...base, id: 'small', title: '小型', admit: { field: 'land', lessThan: '3 亩' }, scoring: small, grading },
      ],
    });
    const [land] = levers(scheme, [{ id: '1', tax: '12', land: '4' }], '1', { levers: ['land'] });
    expect(land && summary(land)).toBe('land down -1.01 → 2.99 B exact');
    expect(land?.reached?.after.category).toBe('small');
  });

  test('ledgers give their signs, and what counts as nothing is where a change starts', () => {
    const scheme = sampleScheme(
      { ledgers, indicators: { taxPerMu: { title: '亩均税收', of: 'tax', per: 'netLand', unit: '万元/亩', show: 2 } } },
      { grading: THRESHOLDS },
    );
    const answers = levers(scheme, [{ id: '1', tax: '48', ownedLand: '6' }], '1');
    expect(answers.map(summary)).toEqual([
      'ownedLand down -1.2 → 4.8 B exact',
      'tax up 12 → 60 B exact',
      'leasedOutLand up 1.2 → 1.2 B exact',
    ]);
    expect(answers[2]).toMatchObject({ present: '0', countedAsZero: true });
  });

  test('a veto is a reason of its own, and a deduction by count is a lever', () => {
    const overrides: Scheme['overrides'] = [
      {
        id: 'veto',
        title: '一票否决',
        when: { flag: 'accident' },
        whenUndecided: 'doesNotHold',
        notAbove: 'C',
        usesQuota: true,
      },
    ];
    const fields: Scheme['fields'] = {
      accident: { kind: 'flag', title: '事故' },
      tenants: { kind: 'amount', title: '承租企业数', unit: '家' },
    };
    const adjustments: Scheme['adjustments'] = [
      {
        id: 'tenants',
        title: '承租企业',
        when: { all: [] },
        whenUndecided: 'doesNotHold',
        perUnit: { field: 'tenants', each: '-5', unit: '1 家', after: '1 家', ifMissing: 'none' },
      },
    ];
    const scheme = sampleScheme({ fields, overrides, adjustments }, { grading: THRESHOLDS });
    const firm = { id: '1', tax: '52', land: '5', tenants: 4 };
    // 104 − 15 = 89: two tenants fewer give 99, three give 104.
    expect(levers(scheme, [firm], '1', { levers: ['tenants'] }).map(summary)).toEqual(['tenants down -3 → 1 B exact']);
    expect(levers(scheme, [{ ...firm, accident: true }], '1', { levers: ['tax'] }).map(summary)).toEqual([
      'tax up: veto 一票否决',
    ]);
  });

  test('what enters nothing, and what is not reported, is said', () => {
    const scheme = sampleScheme({}, { grading: THRESHOLDS });
    expect(levers(scheme, [{ id: '1', tax: '4', land: '5' }], '1', { levers: ['rd', 'tax'] }).map(summary)).toEqual([
      'tax up 46 → 50 B exact',
      'rd up: notInScheme',
    ]);
    const energy = sampleScheme(
      {
        indicators: {
          ...scheme.indicators,
          perEnergy: { title: '单位能耗税收', of: 'tax', per: 'energy', unit: '万元/吨标准煤', show: 2 },
        },
      },
      {
        weightsTotal: '200',
        scoring: [
          ...(scheme.categories[0]?.scoring ?? []),
          {
            indicator: 'perEnergy',
            weight: '100',
            method: { kind: 'ratio', baseline: '1 万元/吨标准煤' },
            gap: { other: 'zero' },
          },
        ],
        grading: THRESHOLDS,
      },
    );
    expect(levers(energy, [{ id: '1', tax: '4', land: '5' }], '1', { levers: ['energy'] }).map(summary)).toEqual([
      'energy down: notReported',
    ]);
  });
});

describe('units of evaluation', () => {
  test('a member’s own amount moves the unit that it shares', () => {
    const units: Scheme['units'] = [
      {
        id: 'group',
        title: '同一控制人',
        kind: 'merge',
        by: 'controller',
        when: { all: [] },
        whenUndecided: 'doesNotHold',
        members: 'shareResult',
        singletons: 'asFirm',
        zeroWhen: [],
        labels: 'whereAllAgree',
        flags: 'any',
      },
    ];
    const scheme = sampleScheme({ units }, { grading: THRESHOLDS });
    const firms = [
      { id: '1', tax: '10', land: '4', controller: '甲' },
      { id: '2', tax: '20', land: '2', controller: '甲' },
    ];
    // 30 on 6 亩; 60 are wanted, or 3 亩.
    const answer = ask(scheme, firms, '1');
    expect(answer.unit).toEqual({ id: 'group：甲', name: '甲' });
    expect(answer.goals[0]?.levers.map(summary)).toEqual(['land down -3 → 1 B exact', 'tax up 30 → 40 B exact']);
    expect(reach(evaluate(firms, scheme), 'group：甲').issues).toMatchObject([{ code: 'reachUnit', expected: '1、2' }]);
  });

  test('a tenant’s grade is its landlord’s, whose amounts are changed', () => {
    const units: Scheme['units'] = [
      {
        id: 'tenants',
        title: '随出租方定级',
        kind: 'inherit',
        from: 'landlord',
        of: 'firms',
        when: { all: [] },
        whenUndecided: 'doesNotHold',
        ifUnknown: 'alone',
        ifUngraded: 'ungraded',
      },
    ];
    const scheme = sampleScheme({ units }, { grading: THRESHOLDS });
    const answer = ask(
      scheme,
      [
        { id: '1', tax: '48', land: '6' },
        { id: '2', tax: '1', land: '9', landlord: '1' },
      ],
      '2',
    );
    expect([answer.landlord?.id, answer.goals[0]?.actsOn.id]).toEqual(['1', '1']);
    expect(answer.goals[0]?.levers.map(summary)).toEqual(['land down -1.2 → 4.8 B exact', 'tax up 12 → 60 B exact']);
  });
});

describe('a question that cannot be answered', () => {
  const scheme = sampleScheme({
    statuses: [
      {
        id: 'utilities',
        title: '免评价',
        status: 'notEvaluated',
        when: { label: 'sector', startsWith: '44' },
        whenUndecided: 'doesNotHold',
      },
    ],
  });
  const firms = firmsOf(falling(10), (nth) => (nth === 10 ? { sector: '4411' } : {}));
  const fault = (id: string, options: ReachOptions = {}) => reach(evaluate(firms, scheme), id, options).issues;

  test.each([
    ['no such firm', 'F999', {}, { code: 'reachFirmUnknown', received: 'F999' }],
    ['a firm without a grade', 'F010', {}, { code: 'reachNotGraded', expected: '免评价', received: 'notEvaluated' }],
    ['an unknown grade', 'F005', { grade: 'E' }, { code: 'reachGradeUnknown', expected: 'A、B、C、D' }],
    ['the grade that it has', 'F005', { grade: 'B' }, { code: 'reachGradeNotBetter', expected: 'B' }],
    ['a worse grade', 'F005', { grade: 'C' }, { code: 'reachGradeNotBetter' }],
    ['a lever that is a label', 'F005', { levers: ['zone'] }, { code: 'reachLeverNotAmount', expected: 'tax、land' }],
    [
      'a lever that is an indicator',
      'F005',
      { levers: ['亩均税收'] },
      { code: 'reachLeverNotAmount', expected: 'tax、land' },
    ],
    ['an unknown lever', 'F005', { levers: ['happiness'] }, { code: 'reachLeverUnknown', expected: 'tax、land' }],
    ['a flag that it has not', 'F005', { flag: 'clearance' }, { code: 'reachFlagNotRaised' }],
  ])('is a fault: %s', (_, id, options, expected) => {
    expect(fault(id, options)).toMatchObject([expected]);
  });

  test('the best firm has no goal', () => {
    expect(ask(scheme, firms, 'F001').goals).toEqual([]);
  });
});

describe('advice', () => {
  const source = 'assumed';
  const advice: Scheme['advice'] = [
    {
      id: 'land',
      title: '盘活土地',
      text: '退还闲置土地。',
      english: 'Give back idle land.',
      for: ['taxPerMu'],
      source,
    },
    {
      id: 'top',
      title: '保持',
      text: '保持。',
      for: ['tax'],
      when: { grade: 'A' },
      whenUndecided: 'doesNotHold',
      source,
    },
  ];

  test('is tied to the levers that it serves, for firms that it is meant for', () => {
    const answer = ask(sampleScheme({ advice }), firmsOf(falling(10)), idOf(3));
    expect(answer.goals[0]?.levers.map(({ lever, advice: ids }) => [lever, ids])).toEqual([
      ['land', ['land']],
      ['tax', ['land']],
    ]);
    expect(answer.advice.map(({ advice: id }) => id)).toEqual(['land']);
  });
});
