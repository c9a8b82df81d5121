import type { Status } from '../scheme/flag.ts';
import type { Scheme } from '../scheme/scheme.ts';
import type { Admission, StandingRule } from './admit.ts';
import type { Scores } from './score.ts';

/** The status with which each firm leaves the evaluation, and the rule behind it; every firm has exactly one. */
export interface Standing {
  readonly statusAt: (row: number) => Status;
  /** The rule that keeps a firm from being graded; undefined for a graded firm. */
  readonly ruleAt: (row: number) => StandingRule | undefined;
}

const NO_GRADES: StandingRule = { id: 'noGrades', title: '只排序不定等级', status: 'ungraded' };

/** The id of a firm's category; undefined for a firm that none admits. */
export function categoryReader(scheme: Scheme, admission: Admission): (row: number) => string | undefined {
  return (row) => scheme.categories[admission.category[row] as number]?.id;
}

export function standingOf(scheme: Scheme, admission: Admission, scores: Scores): Standing {
  const categoryOf = (row: number) => scheme.categories[admission.category[row] as number];
  const ruleAt = (row: number): StandingRule | undefined =>
    admission.rule[row] ?? scores.leftOut[row] ?? (categoryOf(row)?.grading.kind === 'none' ? NO_GRADES : undefined);
  return {
    statusAt: (row) => ruleAt(row)?.status ?? 'graded',
    ruleAt,
  };
}
