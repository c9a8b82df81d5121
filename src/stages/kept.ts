import { type Condition, conditionParts } from '../scheme/condition.ts';
import type { FoundBaseline } from './baseline.ts';
import { decider, type Known, type Truth } from './decide.ts';

/**
 * What was found out once and holds for every run that restarts at the same measures: answers to conditions that speak of no
 * score, grade, category or raised flag, and statistics. It is never part of a result: without it all is found again, the same.
 */
export interface Kept {
  readonly answers: Map<Condition, KeptOnce<Uint8Array>>;
  readonly baselines: Map<string, KeptOnce<FoundBaseline>>;
}

interface KeptOnce<T> {
  /** What it was found from; for anything else it is found anew. */
  readonly of: readonly unknown[];
  readonly found: T;
}

export function newKept(): Kept {
  return { answers: new Map(), baselines: new Map() };
}

/** What was kept under a key, if it was found from the very same things; else it is found, and kept instead. */
export function foundOnce<K, T>(kept: Map<K, KeptOnce<T>>, key: K, of: readonly unknown[], find: () => T): T {
  const before = kept.get(key);
  if (before?.of.length === of.length && before.of.every((one, at) => one === of[at])) return before.found;
  const found = find();
  kept.set(key, { of, found });
  return found;
}

/** As `decider`, each firm being asked once where nothing that the condition speaks of can change between the runs. */
export function decideOnce(condition: Condition, known: Known): (row: number) => Truth {
  const decide = decider(condition, known);
  const { kept, facts, amounts, measures, year, history } = known;
  if (kept === undefined || !isSettledByMeasures(condition, known)) return decide;
  const of = [facts, amounts, measures, year, history];
  const answers = foundOnce(kept.answers, condition, of, () => new Uint8Array(facts.ids.length));
  return (row) => {
    const answer = answers[row] as number;
    if (answer !== NOT_ASKED) return TRUTHS[answer];
    const truth = decide(row);
    answers[row] = TRUTHS.lastIndexOf(truth);
    return truth;
  };
}

const NOT_ASKED = 0;
/** Truths by their code; the code 0 is no answer. */
const TRUTHS: readonly Truth[] = [undefined, undefined, true, false];

function isSettledByMeasures(condition: Condition, { scheme, raised }: Known): boolean {
  const isRaised = (key: string): boolean =>
    raised?.has(key) === true || scheme.flags?.some(({ id }) => id === key) === true;
  return [...conditionParts(condition, '')].every(
    ([part]) => !('score' in part || 'grade' in part || 'category' in part || ('flag' in part && isRaised(part.flag))),
  );
}
