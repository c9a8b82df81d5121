import type { Status } from '../scheme/flag.ts';
import type { Scheme } from '../scheme/scheme.ts';
import type { UnitRule } from '../scheme/unitRule.ts';
import { type Admission, runRule, type StandingRule } from './admit.ts';
import type { Measure } from './measure.ts';
import type { Pools } from './pool.ts';
import type { Scores } from './score.ts';
import type { Units } from './units.ts';

/** The status with which each firm leaves the evaluation, and the rule behind it; every firm has exactly one. */
export interface Standing {
  readonly statusAt: (row: number) => Status;
  /** The rule that keeps a firm from being graded by itself; undefined for a firm that is. */
  readonly ruleAt: (row: number) => StandingRule | undefined;
}

const SMALL_POOL = runRule('smallPool', 'ungraded');
const GRADING_GAP = runRule('gradingGap', 'ungraded');
const NO_GRADES = runRule('noGrades', 'ungraded');

/** The id of a firm's category; undefined for a firm that none admits. */
export function categoryReader(scheme: Scheme, admission: Admission): (row: number) => string | undefined {
  return (row) => scheme.categories[admission.category[row] as number]?.id;
}

/** The standing of every row; that of a firm with the result of another row follows from that row's. */
export function standingOf(
  scheme: Scheme,
  admission: Admission,
  measures: ReadonlyMap<string, Measure>,
  pools: Pools,
  scores: Scores,
  units: Units,
): Standing {
  const gradeless = (row: number): StandingRule | undefined => {
    const category = scheme.categories[admission.category[row] as number];
    if (category === undefined) return undefined;
    const { grading, ranking } = category;
    if (grading.kind === 'none') return NO_GRADES;
    const inPool = pools.pools[pools.poolAt[row] as number]?.rows.length ?? 0;
    if (ranking.small !== undefined && inPool < ranking.small.fewerThan) {
      if (ranking.small.instead === 'ungraded') return SMALL_POOL;
      if (ranking.small.instead !== 'together') return undefined;
    }
    if (grading.kind !== 'indicatorThresholds' || grading.ifGap !== 'ungraded') return undefined;
    return measures.get(grading.indicator)?.gap[row] === 0 ? undefined : GRADING_GAP;
  };
  const ruleAt = (row: number): StandingRule | undefined => {
    const taken = units.takenAt(row);
    if (taken === undefined) return admission.rule[row] ?? scores.leftOut[row] ?? gradeless(row);
    const { rule, from } = taken;
    if (from === undefined) return { id: rule.id, title: rule.title, status: 'ungraded' };
    return takenRule(rule, ruleAt(from));
  };
  const rules = admission.rule.map((_, row) => ruleAt(row));
  return {
    statusAt: (row) => rules[row]?.status ?? 'graded',
    ruleAt: (row) => rules[row],
  };
}

/** The standing of a firm that has the result of another row; `from` is what keeps that from being graded, if anything. */
function takenRule(rule: UnitRule, from: StandingRule | undefined): StandingRule {
  const { id, title } = rule;
  const given = from?.status ?? 'graded';
  const managedAs = from?.managedAs;
  if (rule.kind === 'merge' || given === 'graded') return { id, title, status: given, ...(managedAs && { managedAs }) };
  if (rule.ifUngraded !== 'ungraded') return { id, title, status: 'graded' };
  return { id, title, status: 'ungraded', ...(managedAs && { managedAs }) };
}
