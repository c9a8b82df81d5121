import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/evaluate.ts';
import type { SelectionGrading, SelectionStep } from '../../src/scheme/grading.ts';
import type { Indicator } from '../../src/scheme/indicator.ts';
import type { Override } from '../../src/scheme/override.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import { sampleScheme } from '../scheme/sample.ts';
import { checked, gradesIn, idOf, initialIn } from './worked.ts';

/** Three indicators of which each earns as many points as it has 万元/亩; the score is their sum. */
function threePoints(grading: SelectionGrading, change: Partial<Scheme> = {}): Scheme {
  const perMu = (title: string, of: string): Indicator => ({ title, of, per: 'land', unit: '万元/亩', show: 2 });
  const indicators = {
    taxPerMu: perMu('亩均税收', 'tax'),
    rdPerMu: perMu('亩均研发', 'rd'),
    outputPerMu: perMu('亩均产值', 'output'),
  };
  const scoring = Object.keys(indicators).map((indicator) => ({
    indicator,
    weight: '10',
    method: { kind: 'ratio', baseline: '10 万元/亩' } as const,
    gap: { noLand: 'zero', other: 'ungraded' } as const,
  }));
  return checked(sampleScheme({ indicators, ...change }, { weightsTotal: '30', scoring, grading }));
}

/** F001 … with tax, R&D and a score; output makes up the rest of the score. */
function firms(rows: readonly (readonly [score: number, tax: number, rd: number, town?: string])[]) {
  return rows.map(([score, tax, rd, town = '常'], index) => ({
    id: idOf(index + 1),
    land: 1,
    tax,
    rd,
    output: score - tax - rd,
    town,
  }));
}

const best: SelectionStep = {
  grade: 'A',
  among: 'first',
  part: '50%',
  partCount: 'up',
  partTies: 'inside',
  by: [{ points: ['taxPerMu', 'rdPerMu'], order: 'desc' }],
  share: '15%',
  count: 'halfUp',
  ties: 'inside',
  tooFew: 'fewer',
};
const worst: SelectionStep = {
  ...best,
  grade: 'C',
  among: 'last',
  by: [{ points: ['rdPerMu'], order: 'asc' }],
  share: '10%',
};
const selection: SelectionGrading = {
  kind: 'selection',
  grades: ['A', 'B', 'C'],
  steps: [best, worst],
  rest: 'B',
  base: 'graded',
};

/**
 * Twenty firms with the scores 40, 39 … 21. In the better half tax + R&D is the place itself, so the tenth is selected
 * first; in the worse half R&D is the place less ten, so the eleventh is the first from below. The thirteenth has more
 * tax + R&D than all, and stands in the worse half.
 */
const twenty = Array.from({ length: 20 }, (_, index) => {
  const nth = index + 1;
  const score = 41 - nth;
  if (nth <= 10) return [score, nth, 0] as const;
  return [score, nth === 13 ? 20 : 0, nth - 10] as const;
});

describe('selection in two stages', () => {
  test('takes so many per cent of all from each half, by the order of the step', () => {
    // 15 % of 20 = 3 A of the first ten by tax + R&D: the places 10, 9, 8. 10 % = 2 C of the last ten, R&D from below: 11, 12.
    expect(gradesIn(evaluate(firms(twenty), threePoints(selection)), 20)).toBe(
      'B B B B B B B A A A C C B B B B B B B B',
    );
  });

  test('the next one is taken for a firm that leaves the quota', () => {
    // The tenth is fixed to C without using its place. The first ten of the others are 1 to 9 and 11: A are 9, 8 and 7. The last
    // ten are 11 to 20: C are 11 and 12. The tenth keeps the A of its place as its initial grade.
    const overrides: Override[] = [
      {
        id: 'veto',
        title: '定档',
        when: { label: 'town', is: '特' },
        whenUndecided: 'doesNotHold',
        fix: 'C',
        usesQuota: false,
      },
    ];
    const rows = twenty.map((row, index) => (index === 9 ? ([...row, '特'] as const) : row));
    const evaluation = evaluate(firms(rows), threePoints(selection, { overrides }));
    expect(initialIn(evaluation, 20)).toBe('B B B B B B A A A A C C B B B B B B B B');
    expect(gradesIn(evaluation, 20)).toBe('B B B B B B A A A C C C B B B B B B B B');
  });

  test('takes ungraded firms of the base, who get no grade', () => {
    // The tenth is ungraded. Base of the scored: it is selected and its A is lost: 9 and 8. Base of the graded: 19 firms, the
    // better half counted up is 10 (1 to 9 and 11), 15 % is 2.85 → 3: 9, 8, 7; the worse half is 11 to 20, 10 % is 1.9 → 2.
    const statuses = [
      {
        id: 'spared',
        title: '不定等级',
        status: 'ungraded',
        when: { label: 'town', is: '特' },
        whenUndecided: 'doesNotHold',
      } as const,
    ];
    const rows = twenty.map((row, index) => (index === 9 ? ([...row, '特'] as const) : row));
    const grades = (base: 'graded' | 'scored') =>
      gradesIn(evaluate(firms(rows), threePoints({ ...selection, base }, { statuses })), 20);
    expect(grades('scored')).toBe('B B B B B B B A A . C C B B B B B B B B');
    expect(grades('graded')).toBe('B B B B B B A A A . C C B B B B B B B B');
  });

  function withStep(change: Partial<SelectionStep>, rows: Parameters<typeof firms>[0]): string {
    const scheme = threePoints({ ...selection, steps: [{ ...best, ...change }] });
    return gradesIn(evaluate(firms(rows), scheme), rows.length);
  }

  test('puts the middle firm of an odd pool into the half, or leaves it out', () => {
    // Half of five is 2.5; the third has the most tax. 20 % of five is one.
    const rows = [
      [20, 2, 0],
      [19, 1, 0],
      [18, 9, 0],
      [17, 0, 0],
      [16, 0, 0],
    ] as const;
    expect(withStep({ share: '20%', partCount: 'up' }, rows)).toBe('B B A B B');
    expect(withStep({ share: '20%', partCount: 'down' }, rows)).toBe('A B B B B');
  });

  test('keeps firms that share a place across the edge of the part inside, or outside', () => {
    // Half of four is two; the second and the third share the places 2 and 3, and the third has the most tax.
    const rows = [
      [20, 1, 0],
      [19, 2, 0],
      [19, 9, 0],
      [17, 0, 0],
    ] as const;
    expect(withStep({ share: '25%', partTies: 'inside' }, rows)).toBe('B B A B');
    expect(withStep({ share: '25%', partTies: 'outside' }, rows)).toBe('A B B B');
    // From below: the worse half of four; two firms share the places 2 and 3.
    const below = { among: 'last', by: [{ points: ['taxPerMu'], order: 'asc' }], share: '25%' } as const;
    const last = [
      [20, 5, 0],
      [19, 0, 0],
      [19, 6, 0],
      [17, 7, 0],
    ] as const;
    expect(withStep({ ...below, partTies: 'inside' }, last)).toBe('B A B B');
    expect(withStep({ ...below, partTies: 'outside' }, last)).toBe('B B B A');
  });

  test('takes all that are equal across the edge of the selection, or none', () => {
    // One of four is taken; the first two have tax + R&D = 3 each.
    const rows = [
      [20, 3, 0],
      [19, 1, 2],
      [18, 9, 0],
      [17, 0, 0],
    ] as const;
    expect(withStep({ share: '25%', ties: 'inside' }, rows)).toBe('A A B B');
    expect(withStep({ share: '25%', ties: 'outside' }, rows)).toBe('B B B B');
  });

  test('takes fewer where the part has too few, or the next beyond it by the order of the pool', () => {
    // 30 % of ten is three, of a part of 20 %: two. The next by the order is the third, though the fourth has more tax.
    const rows = Array.from({ length: 10 }, (_, index) => [30 - index, index === 3 ? 9 : 1, 0] as const);
    expect(withStep({ part: '20%', share: '30%', tooFew: 'fewer' }, rows)).toBe('A A B B B B B B B B');
    expect(withStep({ part: '20%', share: '30%', tooFew: 'beyondPart' }, rows)).toBe('A A A B B B B B B B');
  });

  test('a later step takes only whom none before it took', () => {
    // The first step takes the two first of all four; the second wants the first three, of which one is left.
    const all: SelectionStep = { ...best, part: '100%', share: '50%', by: [{ score: 'desc' }] };
    const steps = [all, { ...all, grade: 'C', part: '75%', share: '75%' }];
    const rows = [
      [20, 0, 0],
      [19, 0, 0],
      [18, 0, 0],
      [17, 0, 0],
    ] as const;
    expect(gradesIn(evaluate(firms(rows), threePoints({ ...selection, steps })), 4)).toBe('A A C B');
  });
});
