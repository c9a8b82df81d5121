import type fc from 'fast-check';
import type { Category } from '../../src/scheme/category.ts';
import { type Grading, gradesOf } from '../../src/scheme/grading.ts';
import type { Method } from '../../src/scheme/scoring.ts';
import { type Run, someRun } from './arbitraries.ts';

/**
 * Runs of schemes in which a category is a pool list of its own, graded by shares from the top or by plain thresholds: the
 * laws that speak of places, edges and single points hold for these. All other rules are held by the oracle.
 */
export const simpleRun: fc.Arbitrary<Run> = someRun.map((run) => ({
  ...run,
  scheme: { ...run.scheme, categories: run.scheme.categories.map(simply) },
}));

function simply(category: Category): Category {
  const { within, by } = category.ranking;
  const keys = by.filter((key) => !('points' in key));
  return {
    ...category,
    scoring: category.scoring.map((rule) => ({ ...rule, method: simpleMethod(rule.method) })),
    ranking: { within, by: keys.length > 0 ? keys : [{ field: 'tax', order: 'desc' }] },
    grading: simpleGrading(category.grading),
  };
}

function simpleMethod(method: Method): Method {
  if (method.kind !== 'percentileRank') return method;
  const { among, per } = method;
  return { kind: 'minMax', floor: '20', among, ...(per && { per }), whenEqual: '100', ifNobody: '0' };
}

function simpleGrading(grading: Grading): Grading {
  switch (grading.kind) {
    case 'none':
      return grading;
    case 'scoreThresholds': {
      const { limits: _, ...rest } = grading;
      return rest;
    }
    case 'shares': {
      const { last, countOf: _, ...rest } = grading;
      const upTo = last === undefined ? grading.upTo : evenly(gradesOf(grading));
      return { ...rest, upTo, base: grading.base === 'graded' ? 'graded' : 'scored' };
    }
    case 'indicatorThresholds':
    case 'selection':
      return { kind: 'shares', upTo: evenly(gradesOf(grading)), count: 'halfUp', ties: 'better', base: 'graded' };
  }
}

function evenly(grades: readonly string[]): readonly (readonly [string, string])[] {
  return grades.map((grade, at) => [grade, `${Math.floor(((at + 1) * 100) / grades.length)}%`]);
}
