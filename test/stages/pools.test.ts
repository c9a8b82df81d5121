import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/evaluate.ts';
import type { Ranking, SmallPools } from '../../src/scheme/grading.ts';
import { sampleScheme } from '../scheme/sample.ts';
import { checked, falling, firmsOf, gradesIn, idOf } from './worked.ts';

function places(evaluation: ReturnType<typeof evaluate>, count: number): (number | undefined)[] {
  return Array.from({ length: count }, (_, index) => evaluation.firm(idOf(index + 1))?.place);
}

describe('the ranking key of points', () => {
  test('orders by the sum of the rounded points of some indicators', () => {
    // 100 × tax ÷ 10, rounded to cents: 1.00004 and 1.00001 both earn 10.00 and share a place, though their ratios differ.
    const ranking: Ranking = { within: ['category'], by: [{ points: ['taxPerMu'], order: 'desc' }] };
    const scheme = checked(sampleScheme({}, { ranking }));
    expect(places(evaluate(firmsOf(['1.00001', '2', '1.00004', '0.5']), scheme), 4)).toEqual([2, 1, 2, 4]);
    const rising = checked(
      sampleScheme({}, { ranking: { ...ranking, by: [{ points: ['taxPerMu'], order: 'asc' }, { score: 'desc' }] } }),
    );
    expect(places(evaluate(firmsOf(['1', '2', '0.5']), rising), 3)).toEqual([2, 3, 1]);
  });
});

describe('categories that share a pool', () => {
  const scheme = sampleScheme();
  const [all] = scheme.categories;
  if (all === undefined) throw new Error('the sample has a category');
  const ranking: Ranking = { ...all.ranking, pool: 'industry' };
  const shared = checked({
    ...scheme,
    categories: [
      { ...all, id: 'above', title: '规上', admit: { label: 'town', is: '上' }, ranking },
      { ...all, id: 'below', title: '规下', admit: { label: 'town', is: '下' }, ranking },
    ],
  });

  test('are ranked and graded in one list', () => {
    // Of ten 20 % are A: the places 1 and 2, both of one category; B to 6, C to 9, and one D. In lists of their own
    // (four and six firms) there would be 0.8 → 1 and 1.2 → 1 A.
    const towns = ['上', '上', '下', '下', '上', '下', '下', '上', '下', '下'];
    const evaluation = evaluate(
      firmsOf(falling(10), (nth) => ({ town: towns[nth - 1] })),
      shared,
    );
    expect(gradesIn(evaluation, 10)).toBe('A A B B B B C C C D');
    expect(places(evaluation, 10)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect([...evaluation].map(({ pool }) => pool)).toEqual(Array.from({ length: 10 }, () => 'industry'));
    expect(evaluation.firm('F003')?.category).toBe('below');
  });
});

describe('pools with few firms', () => {
  // Zone 甲: four firms, 1 to 4. Zone 乙: two, 5 and 6. Zone 丙: one, 7. Few are fewer than three.
  const zones = ['甲', '甲', '甲', '甲', '乙', '乙', '丙'];

  function run(instead: SmallPools['instead'], taxes: readonly (number | string)[] = falling(7), fewerThan = 3) {
    const ranking: Ranking = {
      within: ['category', 'zone'],
      small: { fewerThan, instead },
      by: [{ score: 'desc' }],
    };
    const firms = firmsOf(taxes, (nth) => ({ zone: zones[nth - 1] }));
    return evaluate(firms, checked(sampleScheme({}, { ranking })));
  }

  test('become one together, and leave the others alone', () => {
    // 甲: 20 % of 4 = 0.8 → 1 A, 2.4 → 2, 3.6 → 4 C. 乙 and 丙 together, three: 0.6 → 1 A, 1.8 → 2, 2.7 → 3 C.
    const evaluation = run('together');
    expect(gradesIn(evaluation, 7)).toBe('A B C C A B C');
    expect(places(evaluation, 7)).toEqual([1, 2, 3, 4, 1, 2, 3]);
    expect(evaluation.firm('F005')?.pool).toBe(evaluation.firm('F007')?.pool);
  });

  test('are graded together whatever the size of what they become', () => {
    // Few are fewer than four: 乙 and 丙 together are three, and graded all the same.
    expect(gradesIn(run('together', falling(7), 4), 7)).toBe('A B C C A B C');
  });

  test('keep their places without a grade', () => {
    const evaluation = run('ungraded');
    expect(gradesIn(evaluation, 7)).toBe('A B C C . . .');
    expect(places(evaluation, 7)).toEqual([1, 2, 3, 4, 1, 2, 1]);
    expect(evaluation.firm('F005')).toMatchObject({ status: 'ungraded', score: '30.00' });
  });

  test('get one grade', () => {
    const evaluation = run({ grade: 'C' });
    expect(gradesIn(evaluation, 7)).toBe('A B C C C C C');
    expect(evaluation.firm('F005')?.status).toBe('graded');
  });

  test('count the firms without a score', () => {
    // The second firm of 乙 has no tax and so no score: with it there are two, and few are now fewer than two.
    const evaluation = run('ungraded', [7, 6, 5, 4, 3, '-', 1], 2);
    // One graded firm: 0.2 → 0 A, 0.6 → 1 B.
    expect(gradesIn(evaluation, 7)).toBe('A B C C B . .');
  });
});
