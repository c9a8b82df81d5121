import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/evaluate.ts';
import type { StatusRule } from '../../src/scheme/category.ts';
import type { SharesGrading, ThresholdsGrading } from '../../src/scheme/grading.ts';
import { sampleScheme } from '../scheme/sample.ts';
import { checked, falling, firmsOf, gradesIn, initialIn } from './worked.ts';

const ungraded: StatusRule = {
  id: 'spared',
  title: '不定等级',
  status: 'ungraded',
  when: { label: 'town', is: '免' },
  whenUndecided: 'doesNotHold',
};

describe('shares with grades counted from the bottom', () => {
  const shares: SharesGrading = {
    kind: 'shares',
    upTo: [
      ['A', '25%'],
      ['B', '70%'],
      ['C', '100%'],
    ],
    last: [['D', '5%']],
    count: 'halfUp',
    ties: 'better',
    base: 'scoredWithoutPlaces',
  };

  function counts(grading: SharesGrading) {
    // The ten that get no grade are the last of 275.
    const firms = firmsOf(falling(275), (nth) => (nth > 265 ? { town: '免' } : {}));
    const evaluation = evaluate(firms, checked(sampleScheme({ statuses: [ungraded] }, { grading })));
    return evaluation.categories()[0]?.pools[0];
  }

  test('are the last of those who are graded: 14 D of 275, not 4', () => {
    // 25 % of 275 = 68.75 → 69 A; 70 % = 192.5 → 193, so 124 B; 5 % = 13.75 → 14 D; C takes 265 − 193 − 14 = 58.
    expect(counts(shares)).toMatchObject({ size: 275, base: 275, grades: { A: 69, B: 124, C: 58, D: 14 } });
  });

  test('counted from the top instead, the ungraded eat up the end: 4 D', () => {
    // C to 95 % = 261.25 → 261, and of the 265 firms 4 are left.
    const { last: _, ...top } = shares;
    const upTo = [['A', '25%'] as const, ['B', '70%'] as const, ['C', '95%'] as const, ['D', '100%'] as const];
    expect(counts({ ...top, upTo })?.grades).toEqual({ A: 69, B: 124, C: 68, D: 4 });
  });

  test('ungraded firms that hold places use up those of the bottom', () => {
    // Positions 262 to 275 are D; 266 to 275 belong to the ungraded. C: 265 − 193 − 4 = 68.
    expect(counts({ ...shares, base: 'scored' })?.grades).toEqual({ A: 69, B: 124, C: 68, D: 4 });
  });

  test('the base of the graded: shares of 265', () => {
    // 66.25 → 66; 185.5 → 186; 13.25 → 13; C 265 − 186 − 13 = 66.
    expect(counts({ ...shares, base: 'graded' })).toMatchObject({ base: 265, grades: { A: 66, B: 120, C: 66, D: 13 } });
  });

  function graded(grading: Partial<SharesGrading>, taxes: readonly number[]) {
    const scheme = checked(sampleScheme({}, { grading: { ...shares, base: 'graded', ...grading } }));
    return gradesIn(evaluate(firmsOf(taxes), scheme), taxes.length);
  }

  test('several of them are cumulative from the last firm', () => {
    // Of 20: the last one is D, the last three are C- or D; from the top A to 5 and B to 14, C what is left.
    const last = [['C-', '15%'] as const, ['D', '5%'] as const];
    expect(graded({ last }, falling(20))).toBe('A A A A A B B B B B B B B B C C C C- C- D');
  });

  test('countOf makes the edge of one grade whole in another way', () => {
    // Of 11: 2.75 A, 7.7 B, 0.55 D. Half up: 3, 8, 1. A counted down: 2.
    expect(graded({}, falling(11))).toBe('A A A B B B B B C C D');
    expect(graded({ countOf: { A: 'down', D: 'up' } }, falling(11))).toBe('A A B B B B B B C C D');
    // Of 9: 2.25 A, 6.3 B, 0.45 D. Half up there is no D; counted up, one.
    expect(graded({}, falling(9))).toBe('A A B B B B C C C');
    expect(graded({ countOf: { A: 'down', D: 'up' } }, falling(9))).toBe('A A B B B B C C D');
  });

  test('prevail in tiny pools', () => {
    // One firm: 0.05 D counted up is 1. Two: A 0.5 down 0, B 1.4 → 1, D 0.1 up 1.
    expect(graded({ countOf: { A: 'down', D: 'up' } }, [1])).toBe('D');
    expect(graded({ countOf: { A: 'down', D: 'up' } }, [2, 1])).toBe('B D');
    // Half up: 0.25 A → 0, 0.7 B → 1, 0.05 D → 0.
    expect(graded({}, [1])).toBe('B');
  });

  test('firms that share a place across the edge go one way', () => {
    // Of 20 one is D. Places 19 and 20 are shared: the first position is no D, the last one is.
    const taxes = falling(20).map((tax) => (tax === 1 ? 2 : tax));
    expect(graded({ ties: 'better' }, taxes).slice(-5)).toBe('C C C');
    expect(graded({ ties: 'worse' }, taxes).slice(-5)).toBe('C D D');
  });

  test('the next from below moves down when one leaves the quota', () => {
    // Of 20: A to 5, B to 14, one D. The last is fixed to B without using its place: the 19th becomes D.
    const overrides = [
      {
        id: 'hero',
        title: '定档',
        when: { label: 'town', is: '特' },
        whenUndecided: 'doesNotHold',
        fix: 'B',
        usesQuota: false,
      } as const,
    ];
    const scheme = checked(sampleScheme({ overrides }, { grading: { ...shares, base: 'graded' } }));
    const run = (who: number) =>
      evaluate(
        firmsOf(falling(20), (nth) => (nth === who ? { town: '特' } : {})),
        scheme,
      );
    expect(initialIn(run(20), 20)).toBe('A A A A A B B B B B B B B B C C C C D D');
    expect(gradesIn(run(20), 20)).toBe('A A A A A B B B B B B B B B C C C C D B');
    // The first leaves: 2 to 6 are A, 7 to 15 B, and the last is D as before.
    expect(gradesIn(run(1), 20)).toBe('B A A A A A B B B B B B B B B C C C C D');
  });
});

describe('score thresholds within limits', () => {
  // With the baseline of 10 万元/亩 and the weight 100 the score is ten times the tax.
  const thresholds: ThresholdsGrading = {
    kind: 'scoreThresholds',
    from: [
      ['A', '80'],
      ['B', '60'],
      ['C', '40'],
    ],
    rest: 'D',
  };

  function graded(limits: ThresholdsGrading['limits'], taxes: readonly string[], spared: readonly number[] = []) {
    const grading = limits === undefined ? thresholds : { ...thresholds, limits };
    const firms = firmsOf(taxes, (nth) => (spared.includes(nth) ? { town: '免' } : {}));
    const scheme = checked(sampleScheme({ statuses: [ungraded] }, { grading }));
    return gradesIn(evaluate(firms, scheme), taxes.length);
  }
  const mixed = ['9.5', '9.4', '9.3', '9.2', '7', '6.5', '6', '5', '4.5', '4'];
  const good = ['9.9', '9.8', '9.7', '9.6', '9.5', '9.4', '9.3', '9.2', '9.1', '9'];

  test('without limits the score alone decides', () => {
    expect(graded(undefined, mixed)).toBe('A A A A B B B C C C');
  });

  test('a cap pushes the last beyond it down by one grade', () => {
    // At most 20 % of 10 are A; of 7, 1.4, counted down 1.
    expect(graded({ atMost: { A: '20%' }, base: 'graded', ties: 'better' }, mixed)).toBe('A A B B B B B C C C');
    expect(graded({ atMost: { A: '20%' }, base: 'graded', ties: 'better' }, mixed.slice(0, 7))).toBe('A B B B B B B');
  });

  test('caps apply from the best grade down', () => {
    // Ten A: two stay, the others are B; B or better are at most five, so five become C.
    const atMost = { B: '50%', A: '20%' };
    expect(graded({ atMost, base: 'graded', ties: 'better' }, good)).toBe('A A B B B C C C C C');
  });

  test('a floor pulls the last of the better ones down to it', () => {
    // D or worse at least 20 % of 10: two. C or worse at least 50 %: five, three more.
    const atLeast = { C: '50%', D: '20%' };
    expect(graded({ atLeast, base: 'graded', ties: 'better' }, good)).toBe('A A A A A C C C D D');
    // 5 % of 10 is 0.5, counted up 1.
    expect(graded({ atLeast: { D: '5%' }, base: 'graded', ties: 'better' }, mixed)).toBe('A A A A B B B C C D');
  });

  test('caps come first, then the floors', () => {
    // Of 10: at most two A, so eight B; at least one D: the last.
    const limits = { atMost: { A: '20%' }, atLeast: { D: '10%' }, base: 'graded', ties: 'better' } as const;
    expect(graded(limits, good)).toBe('A A B B B B B B B D');
  });

  test('ties across a cap all keep the better grade, or all get the worse', () => {
    // Three at 90 share the places 1 to 3; two may be A.
    const tied = ['9', '9', '9', '7', '7', '7', '5', '5', '5', '5'];
    const cap = { atMost: { A: '20%' }, base: 'graded' } as const;
    expect(graded({ ...cap, ties: 'better' }, tied)).toBe('A A A B B B C C C C');
    expect(graded({ ...cap, ties: 'worse' }, tied)).toBe('B B B B B B C C C C');
  });

  test('ties across a floor likewise', () => {
    // The last two share the places 9 and 10; one must be D.
    const tied = ['9', '9', '7', '7', '7', '7', '5', '5', '4.5', '4.5'];
    const floor = { atLeast: { D: '10%' }, base: 'graded' } as const;
    expect(graded({ ...floor, ties: 'better' }, tied)).toBe('A A B B B B C C C C');
    expect(graded({ ...floor, ties: 'worse' }, tied)).toBe('A A B B B B C C D D');
  });

  test('the base counts the ungraded in the count alone', () => {
    // 20 % of the 8 graded is 1.6, counted down 1; of all 10 it is 2. The two first have no grade.
    const cap = { atMost: { A: '20%' }, ties: 'better' } as const;
    expect(graded({ ...cap, base: 'graded' }, good, [1, 2])).toBe('. . A B B B B B B B');
    expect(graded({ ...cap, base: 'scored' }, good, [1, 2])).toBe('. . A A B B B B B B');
  });
});

describe('grades by the value of one indicator', () => {
  const scoring = [
    {
      indicator: 'taxPerMu',
      weight: '100',
      method: { kind: 'ratio', baseline: '10 万元/亩' },
      gap: { noLand: 'zero', other: 'zero' },
    },
  ] as const;

  function run(better: 'high' | 'low', ifGap: string, taxes: readonly (string | undefined)[]) {
    const from =
      better === 'high'
        ? [['A', '20 万元/亩'] as const, ['B', '100000 元/亩'] as const]
        : [['A', '5 万元/亩'] as const, ['B', '10 万元/亩'] as const];
    const grading = { kind: 'indicatorThresholds', indicator: 'taxPerMu', from, better, rest: 'C', ifGap } as const;
    const firms = firmsOf(
      taxes.map((tax) => tax ?? '0'),
      (nth) => (taxes[nth - 1] === undefined ? { tax: null } : {}),
    );
    return evaluate(firms, checked(sampleScheme({}, { scoring, grading })));
  }

  test('high: from its value upwards, compared unrounded', () => {
    const values = ['20', '19.9999999999', '10', '9.9999999999', '-1'];
    expect(gradesIn(run('high', 'C', values), 5)).toBe('A B B C C');
  });

  test('low: from its value downwards', () => {
    const values = ['5', '5.0000000001', '10', '10.0000000001', '-1'];
    expect(gradesIn(run('low', 'C', values), 5)).toBe('A B B C A');
  });

  test('a firm without the measure gets the stated grade, or none', () => {
    expect(gradesIn(run('high', 'B', ['20', undefined]), 2)).toBe('A B');
    const none = run('high', 'ungraded', ['20', undefined]);
    expect(gradesIn(none, 2)).toBe('A .');
    expect(none.firm('F002')).toMatchObject({ status: 'ungraded', score: '0.00', place: 2 });
  });
});
