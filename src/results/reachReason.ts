import { compare } from '../exact/rational.ts';
import { gradesOf } from '../scheme/grading.ts';
import { titleOf } from '../scheme/names.ts';
import type { Scoring } from '../scheme/scoring.ts';
import { exactPoints, weightOf } from '../stages/formula.ts';
import type { NotReached } from './reach.ts';
import { partOf, worstInitialGrade } from './reachBounds.ts';
import type { Goal } from './reachGoal.ts';
import { entersIndicator } from './reachInfluence.ts';
import { categoryAt, type Direction } from './reachLevers.ts';
import type { Run } from './run.ts';

/**
 * Why no change of an amount does it.
 *
 * @param best - the run in which the firm scored highest
 * @param last - the run with the largest change
 */
export function reasonFor(
  best: Run,
  last: Run,
  firm: string,
  goal: Goal,
  field: string,
  direction: Direction,
): Omit<NotReached, 'closest'> {
  const end = { reason: direction === 'down' ? 'zero' : 'range', because: [] } as const;
  const own = gradeRowOf(best, firm);
  const category = categoryAt(best, own);
  if (goal.kind === 'flag' || category === undefined) return end;
  const applying = best.overrides.applying.get(own) ?? [];
  if (best.standing.statusAt(own) === 'graded' && applying.length > 0) {
    const needed = worstInitialGrade(goal.grade, gradesOf(category.grading), best, own);
    if (needed === undefined) return { reason: 'veto', because: applying.map(({ title }) => title) };
  }
  const served = category.scoring.filter(({ indicator }) => entersIndicator(best.scheme, indicator, field));
  const titles = (rules: readonly Scoring[]): readonly string[] =>
    rules.map(({ indicator }) => titleOf(best.scheme, indicator));
  const gaps = served.filter(({ indicator }) => best.measures.get(indicator)?.gap[own] !== 0);
  const limits = served.filter((rule) => isAtLimit(best, own, rule));
  if (served.length > 0 && gaps.length + limits.length === served.length)
    return gaps.length > 0
      ? { reason: 'gap', because: titles(gaps) }
      : { reason: 'pointsLimit', because: titles(limits) };
  const lost = served.filter(({ indicator }) => last.measures.get(indicator)?.gap[gradeRowOf(last, firm)] !== 0);
  return lost.length > gaps.length ? { reason: 'gap', because: titles(lost) } : end;
}

function gradeRowOf({ facts, units }: Run, firm: string): number {
  return units.gradeRow(facts.ids.indexOf(firm));
}

/** Whether a rule gives the firm all the points that it can give. */
function isAtLimit(run: Run, row: number, rule: Scoring): boolean {
  const category = categoryAt(run, row);
  const measure = run.measures.get(rule.indicator);
  const part = category && partOf(run, row, category, rule.indicator);
  const formula = part?.formula;
  if (measure?.gap[row] !== 0 || formula === undefined) return false;
  const points = exactPoints(formula, measure, row);
  if ('standings' in formula) return compare(points, weightOf(rule)) >= 0;
  if ('steps' in formula) return formula.steps.every((step) => compare(points, step.points) >= 0);
  if (part?.range !== undefined) return compare(points, weightOf(rule)) >= 0;
  return formula.max !== undefined && compare(points, formula.max) >= 0;
}
