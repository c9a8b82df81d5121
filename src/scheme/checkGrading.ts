import { parseDecimal } from '../exact/decimal.ts';
import { compare, ONE, type Rational, ZERO } from '../exact/rational.ts';
import type { Category } from './category.ts';
import type { Findings } from './findings.ts';
import { type Grading, gradesOf, shareOf } from './grading.ts';

/** Grades named once, edges in order. */
export function checkGrading(found: Findings, grading: Grading, category: Category, path: string): void {
  found.unique(gradesOf(grading), path);
  if (grading.kind === 'shares') {
    const shares = grading.upTo.map(([, share]) => shareOf(share));
    shares.forEach((share, i) => {
      if (i > 0 && compare(share, shares[i - 1] as Rational) < 0) {
        found.report(
          'schemeEdges',
          `${path}.upTo[${i}]`,
          'shares that rise, since they are cumulative',
          grading.upTo[i]?.[1] ?? '',
        );
      }
    });
    const last = shares.at(-1);
    if (last !== undefined && compare(last, ONE) !== 0) {
      found.report('schemeEdges', `${path}.upTo`, '100% at the end', grading.upTo.at(-1)?.[1] ?? '');
    }
  }
  if (grading.kind === 'scoreThresholds') {
    const steps = grading.from.map(([, from]) => parseDecimal(from) ?? ZERO);
    steps.forEach((step, i) => {
      if (i > 0 && compare(step, steps[i - 1] as Rational) >= 0) {
        found.report('schemeEdges', `${path}.from[${i}]`, 'scores that fall', grading.from[i]?.[1] ?? '');
      }
    });
    if (category.scoring.length === 0) found.report('schemeForm', path, 'a grading that needs no score', grading.kind);
  }
}
