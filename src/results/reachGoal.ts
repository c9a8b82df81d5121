import { integerAt, REPORTED, stateAt } from '../exact/column.ts';
import { formatUnits } from '../exact/decimal.ts';
import { conditionParts } from '../scheme/condition.ts';
import type { Flag } from '../scheme/flag.ts';
import { gradesOf } from '../scheme/grading.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { sourceRecord } from './conditionRecord.ts';
import type { Evaluation } from './evaluation.ts';
import type { Named, ReachGoal, ReachState } from './reach.ts';
import { categoryAt } from './reachLevers.ts';
import type { Run } from './run.ts';

/** What a firm wants: this grade or a better one, or to be off a list. */
export type Goal =
  | { readonly kind: 'grade'; readonly grade: string }
  /** `measured`: the indicators of the flag's condition that the firm has, and must keep. */
  | { readonly kind: 'flag'; readonly flag: Flag; readonly measured: readonly string[] };

/** Whether a firm is where it wants to be. A list is not left by no longer being measured or by leaving the evaluation. */
export function isReached({ run }: Evaluation, row: number, goal: Goal, status: string): boolean {
  const graded = run.units.gradeRow(row);
  if (goal.kind === 'flag') {
    if (run.standing.statusAt(row) !== status) return false;
    const shown = run.units.resultRow(row);
    if (goal.measured.some((id) => run.measures.get(id)?.gap[shown] !== 0)) return false;
    return run.flags.raised.get(goal.flag.id)?.[row] !== 1;
  }
  const category = categoryAt(run, graded);
  const grade = run.overrides.grade[row];
  if (category === undefined || grade === undefined) return false;
  const grades = gradesOf(category.grading);
  return grades.includes(goal.grade) && grades.includes(grade) && grades.indexOf(grade) <= grades.indexOf(goal.grade);
}

/** The flags that a firm has by an absolute line, such as tax per mu below 1 万元/亩: by an indicator that is too low. */
export function flagsToLeave({ run }: Evaluation, row: number): readonly Flag[] {
  return (run.scheme.flags ?? []).filter((flag) => run.flags.raised.get(flag.id)?.[row] === 1 && isLine(flag));
}

function isLine({ when }: Flag): boolean {
  const parts = [...conditionParts(when, '')].map(([part]) => part).filter((part) => 'indicator' in part);
  return parts.some((part) => part.lessThan !== undefined || part.atMost !== undefined);
}

/** The indicators of a flag's condition that a row has. */
export function measuredFor({ measures }: Run, row: number, { when }: Flag): readonly string[] {
  const ids = [...conditionParts(when, '')].flatMap(([part]) => ('indicator' in part ? [part.indicator] : []));
  return [...new Set(ids)].filter((id) => measures.get(id)?.gap[row] === 0);
}

/** A goal without its levers, with what the grade takes at present. */
export function describeGoal(run: Run, row: number, goal: Goal): Omit<ReachGoal, 'levers' | 'actsOn'> {
  const { scheme } = run;
  if (goal.kind === 'flag') {
    const { id, title, source } = goal.flag;
    return { kind: 'flag', flag: id, title, source: sourceRecord(scheme, source) };
  }
  const category = categoryAt(run, run.units.gradeRow(row));
  const source = sourceRecord(scheme, category?.grading.source, category);
  return { kind: 'grade', grade: goal.grade, source, ...edgeOf(run, run.units.gradeRow(row), goal.grade) };
}

function edgeOf(run: Run, row: number, grade: string): Pick<ReachGoal, 'edge'> {
  const category = categoryAt(run, row);
  if (category === undefined) return {};
  const { grading } = category;
  if (grading.kind === 'scoreThresholds') {
    const score = grading.from.find(([name]) => name === grade)?.[1];
    return score === undefined ? {} : { edge: { score } };
  }
  const quota = run.grades.quotas.get(run.pools.poolAt[row] as number);
  const places = quota?.edges.find((edge) => edge.kind === 'upTo' && edge.grade === grade)?.count;
  if (quota === undefined || places === undefined) return {};
  return { edge: { places, base: quota.base, ...lastScore(run, row, grade) } };
}

/** The lowest score that has the grade, or a better one, by its place. */
function lastScore(run: Run, row: number, grade: string): { readonly score?: string } {
  const category = categoryAt(run, row);
  const pool = run.pools.pools[run.pools.poolAt[row] as number];
  if (category === undefined || pool === undefined || !('score' in (category.ranking.by[0] ?? {}))) return {};
  const grades = gradesOf(category.grading);
  const { score } = run.scores;
  const scores = pool.rows
    .filter((other) => stateAt(score, other) === REPORTED && !run.grades.left.has(other))
    .filter((other) => {
      const initial = run.grades.initial[other];
      return initial !== undefined && grades.indexOf(initial) <= grades.indexOf(grade);
    })
    .map((other) => integerAt(score, other));
  if (scores.length === 0) return {};
  const lowest = scores.reduce((least, one) => (one < least ? one : least));
  const places = category.rounding.points;
  return { score: formatUnits((lowest * 10n ** BigInt(places)) / score.denominator, places) };
}

/** Where a firm stands in a run. */
export function stateOf(evaluation: Evaluation, row: number): ReachState {
  const { run } = evaluation;
  const result = evaluation.firmAt(row);
  const { category, status, statusRule, score, place, grade, moves, flags } = result;
  return {
    category,
    categoryTitle: run.scheme.categories.find(({ id }) => id === category)?.title ?? null,
    status,
    ...(statusRule !== undefined && { statusRule: statusRule.title }),
    ...(score !== undefined && { score }),
    ...(place !== undefined && { place }),
    ...(grade !== undefined && { grade }),
    moves,
    flags: flags.map((flag) => ({ flag, title: flagTitle(run.scheme, flag) })),
  };
}

function flagTitle({ flags = [] }: Scheme, id: string): string {
  return flags.find((flag) => flag.id === id)?.title ?? id;
}

export function nameOf({ facts }: Run, row: number): Named {
  return { id: facts.ids[row] as string, name: facts.labels.get('name')?.[row] ?? null };
}
