import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/evaluate.ts';
import type { Category } from '../../src/scheme/category.ts';
import type { Condition } from '../../src/scheme/condition.ts';
import type { Override } from '../../src/scheme/override.ts';
import { readScheme } from '../../src/scheme/readScheme.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import { sampleScheme } from './sample.ts';

const CATEGORY = sampleScheme().categories[0] as Category;

/** Warnings as "code path received". */
function doubts(change: Partial<Scheme>): string[] {
  const { scheme, issues } = readScheme(sampleScheme(change));
  expect(scheme).toBeDefined();
  return issues.map(({ code, place, received }) => `${code} ${place.path} ${received}`);
}

function admitting(admits: readonly Condition[], several: 'fault' | 'firstWins' = 'fault'): Partial<Scheme> {
  return {
    conventions: { ...sampleScheme().conventions, severalCategories: several },
    categories: admits.map((admit, i) => ({ ...CATEGORY, id: `c${i + 1}`, title: `第${i + 1}类`, admit })),
  };
}

const BELOW: Condition = { label: 'scale', is: '规下' };
const SMALL: Condition = { all: [BELOW, { field: 'land', lessThan: '3 亩' }] };

describe('holes and overlaps between categories', () => {
  test('finds the single value that both edges leave out, and says beside which categories it lies', () => {
    const change = admitting([SMALL, { all: [BELOW, { field: 'land', moreThan: '3 亩' }] }]);
    expect(doubts(change)).toEqual(['schemeHole categories 规模（规上/规下）=规下，用地面积=3 亩']);
    expect(readScheme(sampleScheme(change)).issues[0]).toMatchObject({ severity: 'warning', expected: 'c1、c2' });
  });

  test('finds a hole between edges in different units, and none where they meet', () => {
    const from = (atLeast: string): Partial<Scheme> => admitting([SMALL, { all: [BELOW, { field: 'land', atLeast }] }]);
    expect(doubts(from('2000 平方米'))).toEqual([]);
    expect(doubts(from('4 亩'))).toEqual([
      'schemeHole categories 规模（规上/规下）=规下，用地面积=3 亩',
      'schemeHole categories 规模（规上/规下）=规下，3 亩<用地面积<4 亩',
    ]);
  });

  test('takes what lies beyond the outermost edge, or under no label, to be left out on purpose', () => {
    expect(doubts(admitting([{ all: [BELOW, { field: 'land', atLeast: '5 亩' }] }]))).toEqual([]);
  });

  test('finds an overlap with an example, where several categories are a fault and only there', () => {
    const admits: Condition[] = [
      { field: 'land', atLeast: '3 亩' },
      { field: 'land', atMost: '3 亩' },
    ];
    expect(doubts(admitting(admits))).toEqual(['schemeOverlap categories 用地面积=3 亩']);
    expect(doubts(admitting(admits, 'firstWins'))).toEqual([]);
  });

  test('says that it did not look where there are too many combinations', () => {
    const labels = ['town', 'zone', 'sector', 'sectorName'].map(
      (label): Condition => ({ label, is: Array.from({ length: 12 }, (_, i) => `${label}${i}`) }),
    );
    expect(doubts(admitting([{ all: labels }]))).toContainEqual(expect.stringMatching(/^schemeNotChecked categories /));
  });
});

function override(id: string, change: Partial<Override>): Override {
  return { id, title: `规则${id}`, when: { all: [] }, whenUndecided: 'doesNotHold', usesQuota: true, ...change };
}

describe('rules that can never apply', () => {
  const when: Condition = {
    all: [
      { field: 'land', atLeast: '3 亩' },
      { field: 'land', lessThan: '2 亩' },
    ],
  };

  test('finds a condition that contradicts itself, in every kind of rule', () => {
    const rule = { title: '矛盾', when, whenUndecided: 'doesNotHold' as const };
    const found = doubts({
      statuses: [{ id: 's', status: 'notYet', ...rule }],
      adjustments: [{ id: 'a', points: '1', ...rule }],
      flags: [{ id: 'f', among: ['graded'], ...rule }],
      overrides: [{ id: 'o', raise: 1, usesQuota: true, ...rule }],
      boards: [{ id: 'b', title: '矛盾', per: 'all', by: { score: 'desc' }, top: 1, eligible: when }],
      policies: [{ id: 'p', among: ['graded'], ...rule }],
    });
    expect(found).toEqual(
      ['statuses[0]', 'adjustments[0]', 'flags[0]', 'overrides[0]', 'boards[0]', 'policies[0]'].map(
        (path) => `schemeUnreachable ${path} 矛盾`,
      ),
    );
  });

  test('does not call a condition contradictory that holds where a datum is absent', () => {
    expect(doubts({ statuses: [{ id: 's', title: '缺', status: 'notYet', when, whenUndecided: 'holds' }] })).toEqual(
      [],
    );
    const gap: Condition = { not: { gapOf: 'taxPerMu', is: ['noLand', 'missing'] } };
    expect(doubts({ flags: [{ id: 'f', title: '有', among: ['graded'], when: gap, whenUndecided: 'holds' }] })).toEqual(
      [],
    );
  });

  test('finds a status that an earlier one always decides first', () => {
    const codes = (id: string, startsWith: string[]) =>
      ({
        id,
        title: id,
        status: 'notEvaluated',
        when: { label: 'sector', startsWith },
        whenUndecided: 'doesNotHold',
      }) as const;
    expect(doubts({ statuses: [codes('all44', ['44', '45']), codes('heat', ['443'])] })).toEqual([
      'schemeUnreachable statuses[1] heat',
    ]);
    expect(doubts({ statuses: [codes('heat', ['443']), codes('all44', ['44', '45'])] })).toEqual([]);
  });

  test('finds a move that a fix always decides, and a category that an earlier one always takes', () => {
    const large: Condition = { field: 'land', atLeast: '9 亩' };
    const huge: Condition = { field: 'land', atLeast: '10 亩' };
    expect(
      doubts({ overrides: [override('up', { when: huge, raise: 1 }), override('fix', { when: large, fix: 'A' })] }),
    ).toEqual(['schemeUnreachable overrides[0] 规则up']);
    expect(doubts(admitting([large, huge], 'firstWins'))).toEqual(['schemeUnreachable categories[1] 第2类']);
  });
});

describe('overrides that disagree', () => {
  test('names both and the one that prevails', () => {
    const change = {
      overrides: [
        override('ceiling', { when: { flag: 'hightech' }, notAbove: 'C' }),
        override('floor', { when: { field: 'land', atLeast: '5 亩' }, notBelow: 'B' }),
      ],
    };
    expect(doubts(change)).toEqual(['schemeContradiction overrides[1] 规则floor (高新技术企业=是，用地面积=5 亩)']);
    expect(readScheme(sampleScheme(change)).issues[0]?.expected).toBe('规则ceiling');
  });

  test('says nothing of rules that cannot apply together or that agree', () => {
    const [low, high]: Condition[] = [
      { field: 'land', lessThan: '5 亩' },
      { field: 'land', atLeast: '5 亩' },
    ];
    expect(
      doubts({
        overrides: [
          override('a', { when: low as Condition, fix: 'D' }),
          override('b', { when: high as Condition, fix: 'A' }),
        ],
      }),
    ).toEqual([]);
    expect(
      doubts({
        overrides: [override('a', { when: { flag: 'hightech' }, notAbove: 'B' }), override('b', { notBelow: 'C' })],
      }),
    ).toEqual([]);
  });
});

test('finds a grade without a share', () => {
  const grading = {
    ...(CATEGORY.grading as Extract<Category['grading'], { kind: 'shares' }>),
    upTo: [
      ['A', '0%'],
      ['B', '60%'],
      ['C', '60%'],
      ['D', '100%'],
    ] as const,
  };
  expect(doubts({ categories: [{ ...CATEGORY, grading }] })).toEqual([
    'schemeEmptyGrade categories[0].grading.upTo[0] A',
    'schemeEmptyGrade categories[0].grading.upTo[2] C',
  ]);
});

/** Conditions on land, scale and a flag, with few distinct edges so that they meet. */
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small' },
    fc.record({ field: fc.constant('land'), atLeast: fc.constantFrom('1 亩', '3 亩', '5 亩') }),
    fc.record({ field: fc.constant('land'), lessThan: fc.constantFrom('1 亩', '3 亩', '5 亩') }),
    fc.record({ label: fc.constant('scale'), is: fc.constantFrom('规上', '规下') }),
    fc.constant<Condition>({ flag: 'hightech' }),
    fc.constant<Condition>({ state: 'land', is: 'missing' }),
    fc.record({ not: tie('condition') }),
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 2 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 2 }) }),
  ),
}));

const FIRMS = ['规上', '规下', undefined].flatMap((scale) =>
  [true, false, undefined].flatMap((hightech) =>
    ['0', '1', '2', '3', '4', '5', '6', undefined].map((land, i) => ({
      id: `F${scale ?? ''}${hightech ?? ''}${i}`,
      tax: '10',
      ...(scale !== undefined && { scale }),
      ...(hightech !== undefined && { hightech }),
      ...(land !== undefined && { land }),
    })),
  ),
);

test('law: what is found to be unreachable is reached by no firm, and every rule that is not is reached by one', () => {
  fc.assert(
    fc.property(condition, condition, (first, second) => {
      const rule = (id: string, when: Condition) =>
        ({ id, title: id, status: 'notEvaluated', when, whenUndecided: 'doesNotHold' }) as const;
      const change = { statuses: [rule('first', first), rule('second', second)] };
      const { scheme, issues } = readScheme(sampleScheme(change));
      const rules = new Set([...evaluate(FIRMS, scheme as Scheme)].map(({ statusRule }) => statusRule?.id));
      const unreachable = issues.filter(({ code }) => code === 'schemeUnreachable').map(({ received }) => received);
      expect(['first', 'second'].filter((id) => !rules.has(id))).toEqual(unreachable);
    }),
  );
});
