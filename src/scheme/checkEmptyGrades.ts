import { compare } from '../exact/rational.ts';
import type { Findings } from './findings.ts';
import { shareOf } from './grading.ts';
import type { Scheme } from './scheme.ts';

/** Grades by shares that no firm can get, since the edge is that of the grade before. */
export function checkEmptyGrades(found: Findings, scheme: Scheme): void {
  scheme.categories.forEach(({ grading }, i) => {
    if (grading.kind !== 'shares') return;
    const path = `categories[${i}].grading`;
    const empty = (edges: readonly (readonly [string, string])[], list: string, before: (j: number) => number): void =>
      edges.forEach(([grade, share], j) => {
        const edge = edges[before(j)]?.[1] ?? '0%';
        if (compare(shareOf(edge), shareOf(share)) === 0)
          found.report('schemeEmptyGrade', `${path}.${list}[${j}]`, '', grade);
      });
    empty(grading.upTo, 'upTo', (j) => j - 1);
    empty(grading.last ?? [], 'last', (j) => j + 1);
  });
}
