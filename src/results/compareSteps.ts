import { formatRational, parseDecimal } from '../exact/decimal.ts';
import { subtract } from '../exact/rational.ts';
import type { Cause, FirmComparison, Outcome, ScoreDifference, Step, StepName, Undivided } from './comparison.ts';
import type { Evaluation } from './evaluation.ts';
import { heldText } from './heldOf.ts';
import { mixPools } from './mixedPool.ts';
import type { Graded } from './run.ts';
import { sameFirms } from './sameFirms.ts';
import { fixedText } from './shown.ts';

/** The runs between two runs: the later run's firms, and the earlier run's, by each step's rules and baselines. */
export interface CrossedRuns {
  /** New data by the old rules and the old baselines. */
  readonly ownData: Graded;
  /** The same by the new baselines; and old data likewise. */
  readonly ownBaseline: Graded;
  readonly othersBaseline: Graded;
  /** Old data by the new rules and baselines; undefined where the rules are the same. */
  readonly othersRule: Graded | undefined;
}

/** The path of a firm from one run to the other. */
export type Path = Pick<FirmComparison, 'causes' | 'steps' | 'undivided' | 'follows' | 'score'>;

/**
 * Divides the way of each firm that is in both runs into the steps of compareRuns.
 *
 * @returns the path by the firm's id; of a firm that did not move the score's parts alone, since grading its pool three times
 * over would say nothing
 */
export function pathFinder(
  before: Evaluation,
  after: Evaluation,
  crossed: CrossedRuns | Undivided,
): (id: string) => Path {
  if (typeof crossed === 'string') return (id) => undivided(before, after, id, crossed);
  const { ownData, ownBaseline, othersBaseline, othersRule } = crossed;
  const byData = once(() => mixPools(before.run, ownData));
  const byBaseline = once(() => mixPools(othersBaseline, ownBaseline));
  const byRule = once(() => othersRule && mixPools(othersRule, after.run));
  const rowIn = rowFinder([ownData, othersRule ?? ownData]);
  const [atStart, atEnd] = [outcomeReader(before), outcomeReader(after)];
  const sameBaselines = heldText(before.run) === heldText(after.run);
  const isSame = sameFirms(before.run, ownData);
  const allSame = once(
    () =>
      before.run.facts.ids.join() === ownData.facts.ids.join() &&
      before.run.facts.ids.every((_, row) => isSame(row, row)),
  );
  return (id) => {
    const [from, to] = [before, after].map((run) => sourceRow(run, id));
    if (from === undefined || to === undefined) return undivided(before, after, id, 'otherUnit');
    const source = before.run.facts.ids[from] as string;
    const rows = rowIn(source);
    if (rows === undefined || source !== after.run.facts.ids[to]) return undivided(before, after, id, 'otherUnit');
    const [own, rule] = rows;
    const ranked = [
      [before.run, from],
      [ownData, own],
      [after.run, to],
    ] as const;
    if (ranked.some(([run, row]) => usesStanding(run, row))) return undivided(before, after, id, 'percentileRank');
    const [start, end] = [atStart(from), atEnd(to)];
    const score = scoreDifference([
      start.score,
      scoreAt(ownData, own),
      scoreAt(ownBaseline, own),
      end.score,
      end.score,
    ]);
    const common = { ...(source !== id && { follows: source }), ...(score !== undefined && { score }) };
    if (!isMoved(before.firm(id), after.firm(id))) return { causes: [], ...common };
    const [ruled, pooled] = [byRules(before, from, start), byRules(after, to, end)];
    const steps: Step[] = [];
    const put = (step: StepName, outcome: Outcome): void => void steps.push({ step, ...outcome });
    if (ruled !== start) put('decisionBefore', ruled);
    const ofData = isSame(from, own) ? ruled : byData()(from, own);
    const ofBaseline = sameBaselines ? ofData : byBaseline()(from, own);
    const ofRule = othersRule === undefined ? ofBaseline : allSame() ? pooled : byRule()?.(rule, to);
    if (ofData === 'joinedPools' || ofBaseline === 'joinedPools' || ofRule === 'joinedPools' || ofRule === undefined) {
      return undivided(before, after, id, 'joinedPools');
    }
    put('data', ofData);
    put('baseline', ofBaseline);
    put('rule', ofRule);
    put('pool', pooled);
    if (pooled !== end) put('decisionAfter', end);
    const causes = causesOf(start, steps);
    return causes.length === 0 ? undivided(before, after, id, 'otherUnit') : { causes, steps, ...common };
  };
}

/** Makes a thing when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly thing: T } | undefined;
  return () => {
    made ??= { thing: make() };
    return made.thing;
  };
}

/** The row that a firm's result and grade are of. */
function sourceRow(evaluation: Evaluation, id: string): number | undefined {
  const row = evaluation.rowOf(id);
  return row === undefined ? undefined : evaluation.run.units.gradeRow(row);
}

/** The rows of a firm in two runs by its id; undefined where one of them has none of this id. */
function rowFinder(runs: readonly [Graded, Graded]): (id: string) => readonly [number, number] | undefined {
  const [first, second] = runs.map(({ facts }) => new Map(facts.ids.map((id, row) => [id, row])));
  return (id) => {
    const [a, b] = [first?.get(id), second?.get(id)];
    return a === undefined || b === undefined ? undefined : [a, b];
  };
}

function scoreAt({ scheme, admission, scores }: Graded, row: number): string | undefined {
  const category = scheme.categories[admission.category[row] as number];
  return category && fixedText(scores.score, row, category.rounding.points);
}

function usesStanding({ scheme, admission }: Graded, row: number | undefined): boolean {
  const category = scheme.categories[admission.category[row ?? -1] as number];
  return category?.scoring.some(({ method }) => method.kind === 'percentileRank') === true;
}

/** What a run says of the firm in a row. */
export function outcomeAt(evaluation: Evaluation, row: number): Outcome {
  return outcomeReader(evaluation)(row);
}

/** The same for many rows: how many have a place is counted once for each pool. */
export function outcomeReader(evaluation: Evaluation): (row: number) => Outcome {
  const { run } = evaluation;
  const sizes = new Map<number, number | undefined>();
  const sizeOf = (number: number): number | undefined => {
    if (!sizes.has(number)) {
      const rows = run.pools.pools[number]?.rows;
      sizes.set(number, rows?.filter((peer) => run.scores.leftOut[peer] === undefined).length);
    }
    return sizes.get(number);
  };
  return (row) => {
    const { category, status, grade, initialGrade, score, place } = evaluation.firmAt(row);
    const size = place === undefined ? undefined : sizeOf(run.pools.poolAt[run.units.resultRow(row)] as number);
    return {
      category,
      status,
      ...(grade !== undefined && { grade }),
      ...(initialGrade !== undefined && { initialGrade }),
      ...(score !== undefined && { score }),
      ...(place !== undefined && size !== undefined && { place, size }),
    };
  };
}

/** The outcome before moves by hand; the same object where there are none. */
function byRules({ run }: Evaluation, row: number, outcome: Outcome): Outcome {
  const moves = run.overrides.moves.get(row) ?? [];
  if (!moves.some(({ rule }) => rule.startsWith('manual:'))) return outcome;
  const grade = moves.filter(({ rule }) => !rule.startsWith('manual:')).at(-1)?.to ?? outcome.initialGrade;
  const { grade: _, ...rest } = outcome;
  return { ...rest, ...(grade !== undefined && { grade }) };
}

/** Whether two results differ in category, status or grade. */
export function isMoved(
  a: Pick<Outcome, 'category' | 'status' | 'grade'> | undefined,
  b: Pick<Outcome, 'category' | 'status' | 'grade'> | undefined,
): boolean {
  return a?.category !== b?.category || a?.status !== b?.status || a?.grade !== b?.grade;
}

/** The steps at which the result changed. */
function causesOf(start: Outcome, steps: readonly Step[]): readonly Cause[] {
  const changed = steps.filter((step, at) => isMoved(steps[at - 1] ?? start, step)).map(({ step }) => step);
  return [
    ...new Set(changed.map((step) => (step === 'decisionBefore' || step === 'decisionAfter' ? 'decision' : step))),
  ];
}

function undivided(before: Evaluation, after: Evaluation, id: string, reason: Undivided): Path {
  const [from, to] = [before.firm(id), after.firm(id)];
  const total = from?.score === undefined || to?.score === undefined ? undefined : difference(from.score, to.score);
  return {
    causes: isMoved(from, to) ? ['undivided'] : [],
    undivided: reason,
    ...(total !== undefined && { score: { total } }),
  };
}

/** The parts of the difference between the scores along the path; only the whole where a step has no score. */
function scoreDifference(scores: readonly (string | undefined)[]): ScoreDifference | undefined {
  const [first, last] = [scores[0], scores.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const total = difference(first, last);
  if (scores.includes(undefined)) return { total };
  const parts = DIVIDING.map((name, at) => [name, difference(scores[at] as string, scores[at + 1] as string)]);
  return { total, ...Object.fromEntries(parts) };
}

const DIVIDING = ['data', 'baseline', 'rule', 'pool'] as const;

function difference(from: string, to: string): string {
  const [a, b] = [parseDecimal(from), parseDecimal(to)];
  if (a === undefined || b === undefined) throw new Error(`no scores: ${from}, ${to}`);
  return formatRational(subtract(b, a));
}
