import { type Condition, conditionParts } from '../scheme/condition.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { concerns } from '../stages/override.ts';
import { settle } from '../stages/settle.ts';
import type { Run } from './run.ts';

/**
 * The run's scheme without the rules that can change no grade whatever its weights, baselines and edges are: boards, policies,
 * flags that no override asks for, and overrides that hold for no firm and whose condition speaks of facts alone. Grades and
 * places are those of the whole scheme.
 */
export function schemeOfGrades({ scheme, known, admission }: Run): Scheme {
  const { boards: _, policies: __, flags = [], overrides = [], ...rest } = scheme;
  const flagIds = new Set(flags.map(({ id }) => id));
  const kept = overrides.filter((rule) => {
    if (!speaksOfFactsAlone(rule.when, flagIds)) return true;
    return settle(rule, known.flagging, (row) => concerns(rule, scheme, admission, row)).holds.includes(1);
  });
  const asked = new Set(kept.flatMap(({ when }) => flagsIn(when)));
  return { ...rest, flags: flags.filter(({ id }) => asked.has(id)), overrides: kept };
}

function speaksOfFactsAlone(condition: Condition, raised: ReadonlySet<string>): boolean {
  const parts = [...conditionParts(condition, '')].map(([part]) => part);
  return parts.every((part) => !('score' in part || 'grade' in part || ('flag' in part && raised.has(part.flag))));
}

function flagsIn(condition: Condition): readonly string[] {
  return [...conditionParts(condition, '')].flatMap(([part]) => ('flag' in part ? [part.flag] : []));
}
