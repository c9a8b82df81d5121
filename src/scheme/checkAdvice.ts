import type { Advice } from './advice.ts';
import { checkCondition } from './checkCondition.ts';
import type { Findings } from './findings.ts';
import { own } from './names.ts';

/** What a piece of advice serves exists, each once, and its condition is one that the end of a run can decide. */
export function checkAdvice(found: Findings, advice: Advice, path: string): void {
  for (const [i, key] of advice.for.entries()) {
    if (own(found.scheme.indicators, key) === undefined) found.amount(key, `${path}.for[${i}]`);
  }
  found.unique(advice.for, `${path}.for`);
  if (advice.when !== undefined) checkCondition(found, advice.when, `${path}.when`, 'board');
}
