import type { Context } from './evaluate.ts';
import type { Facts } from './intake/facts.ts';
import { gatherHistory } from './intake/history.ts';
import type { Issue } from './issues/issue.ts';
import type { Scheme } from './scheme/scheme.ts';
import { checkFacts } from './stages/checkFacts.ts';
import { checkRun } from './stages/checkRun.ts';
import { addUpLedgers } from './stages/measure.ts';

/**
 * What the checks of a scheme find in facts, without a run: the same warnings that `evaluate` has among its issues. With
 * `context.history` amounts are also compared with last year's.
 */
export function findWrongData(
  facts: Facts,
  scheme: Scheme,
  context: Pick<Context, 'year' | 'history'> = {},
): readonly Issue[] {
  const { history } = gatherHistory(context.history ?? []);
  const { year } = checkRun(facts, scheme, context.year, history);
  return checkFacts({ scheme, facts, year, history, amounts: addUpLedgers(facts, scheme) }).issues;
}
