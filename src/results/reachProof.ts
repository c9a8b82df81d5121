import { type Condition, conditionParts, listOf } from '../scheme/condition.ts';
import type { Goal } from './reachGoal.ts';
import { asksFor } from './reachInfluence.ts';
import { categoryAt, flagsIn } from './reachLevers.ts';
import type { Run } from './run.ts';

/**
 * Whether smaller changes can be excluded by bounds (see reachBounds.ts). Not where the scheme lets a grade depend on a score or grade
 * through conditions, selects in two stages, forms units by the amount that is changed, or ranks the firm together with a unit
 * that it is a member of: there several things move at once.
 */
export function canBeProved(run: Run, row: number, actsOn: number, field: string, goal: Goal): boolean {
  const { scheme, units } = run;
  const rules = scheme.units ?? [];
  const formsUnits = rules.some((rule) => asksFor(scheme, rule.when, field));
  if (formsUnits) return false;
  const inUnits = [...new Set([...units.alsoIn(actsOn), ...regionsOf(run, actsOn)])];
  const mixed = scheme.categories.some(
    ({ of, ranking }) => ranking.pool !== undefined || (of !== undefined && listOf(of).length > 1),
  );
  if (inUnits.length > 0 && mixed) return false;
  if (goal.kind === 'flag') return !speaksOfScores([goal.flag.when]);
  const overrides = (scheme.overrides ?? []).map(({ when }) => when);
  if (speaksOfScores([...overrides, ...flagsIn(scheme, overrides)])) return false;
  if (scheme.categories.some(({ grading }) => grading.kind === 'selection')) return false;
  return categoryAt(run, units.gradeRow(row)) !== undefined;
}

/** Rows of the units of a firm whose members are evaluated on their own. */
function regionsOf({ units }: Run, row: number): readonly number[] {
  return units.units.flatMap(({ rule, members }, at) =>
    rule.members !== 'shareResult' && members.includes(row) ? [units.firms + at] : [],
  );
}

function speaksOfScores(conditions: readonly Condition[]): boolean {
  return conditions.some((one) => [...conditionParts(one, '')].some(([part]) => 'score' in part || 'grade' in part));
}
