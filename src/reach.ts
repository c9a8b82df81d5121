import { evaluate } from './evaluate.ts';
import type { Rational } from './exact/rational.ts';
import { applyCorrections } from './intake/applyCorrections.ts';
import { changeAmount } from './intake/changeAmount.ts';
import type { Issue } from './issues/issue.ts';
import type { Evaluation } from './results/evaluation.ts';
import type { Reach } from './results/reach.ts';
import { answerGoal, type Change } from './results/reachAnswer.ts';
import { planReach, type ReachOptions } from './results/reachPlan.ts';

/** What a firm needs, or why that cannot be answered. */
export interface ReachReading {
  readonly reach?: Reach;
  readonly issues: readonly Issue[];
}

/**
 * What a firm needs for the next better grade, or for the grade asked, and to leave the lists of firms below a line (亩均税收1万元以下):
 * for each single amount the least change in steps of that amount that does it, everything else as reported and all firms
 * computed and ranked anew; or that it cannot be done by this amount alone, and why.
 *
 * Every answer is confirmed: the engine was run with the change, which reaches, and with one step less, which does not. That no smaller
 * change does is proved (`exact`) unless the scheme has rules that allow no proof (`searched`; see reachBounds.ts). Nothing given is
 * changed, and the same question has the same answer.
 *
 * @param firmId - of a firm; for a tenant that takes its landlord's grade the amounts are the landlord's
 */
export function reach(evaluation: Evaluation, firmId: string, options: ReachOptions = {}): ReachReading {
  const plan = planReach(evaluation, firmId, options);
  if ('issues' in plan) return plan;
  const { run } = evaluation;
  const { scheme, year, history, manual } = run;
  // Corrections are put into the facts first, since a correction of the amount that is changed would no longer fit.
  const { facts } = applyCorrections(run.read, scheme, manual?.lines ?? []);
  const moves = manual && { ...manual, lines: manual.lines.filter(({ field }) => field === undefined) };
  const context = { history: [...history.values()], ...(year > 0 && { year }), ...(moves && { adjustments: moves }) };
  const change: Change = {
    facts,
    run: (field: string, row: number, value: Rational) =>
      evaluate(changeAmount(facts, field, row, value), scheme, context),
  };
  const { subject, goals, ...known } = plan;
  const answered = goals.map((goal) => answerGoal(evaluation, subject, goal, change));
  const used = new Set(answered.flatMap(({ levers }) => levers.flatMap(({ advice }) => advice)));
  return {
    reach: { ...known.head, goals: answered, advice: known.advice.filter(({ advice }) => used.has(advice)) },
    issues: [],
  };
}
