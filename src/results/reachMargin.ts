import { integerAt, REPORTED, stateAt } from '../exact/column.ts';
import { parseDecimal } from '../exact/decimal.ts';
import { gradesOf } from '../scheme/grading.ts';
import { placesFor, worstInitialGrade } from './reachBounds.ts';
import type { Goal } from './reachGoal.ts';
import { categoryAt } from './reachLevers.ts';
import type { Run } from './run.ts';

/** How far a firm's score is above the line of a grade, in units of the score column; undefined where no score decides it. */
export function marginOf(run: Run, row: number, goal: Goal): number | undefined {
  if (goal.kind === 'flag') return undefined;
  const own = run.units.gradeRow(row);
  const category = categoryAt(run, own);
  const { score } = run.scores;
  if (category === undefined || stateAt(score, own) !== REPORTED) return undefined;
  const grades = gradesOf(category.grading);
  const needed = worstInitialGrade(goal.grade, grades, run, own);
  const grade = needed === undefined ? undefined : grades[needed];
  if (grade === undefined) return undefined;
  const mine = Number(integerAt(score, own));
  if (category.grading.kind === 'scoreThresholds') {
    const least = parseDecimal(category.grading.from.find(([name]) => name === grade)?.[1] ?? '');
    return least === undefined ? undefined : mine - (Number(least.n) / Number(least.d)) * Number(score.denominator);
  }
  const pool = run.pools.poolAt[own] as number;
  const places = placesFor(grade, run, run, pool);
  if (places === undefined || places < 1) return undefined;
  const others = (run.pools.pools[pool]?.rows ?? [])
    .filter((other) => other !== own && run.grades.positions[other] !== 0 && !run.grades.left.has(other))
    .map((other) => Number(integerAt(score, other)))
    .sort((a, b) => b - a);
  const last = others[places - 1];
  return last === undefined ? undefined : mine - last;
}
