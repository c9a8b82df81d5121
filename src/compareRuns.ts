import { conclude, gradeMeasured, measureFirms } from './evaluate.ts';
import { deriveLabels } from './intake/deriveLabels.ts';
import type { Facts } from './intake/facts.ts';
import type { ManualAdjustments, ManualLine } from './intake/readAdjustments.ts';
import { type Issue, issue } from './issues/issue.ts';
import { compareBoards } from './results/compareBoards.ts';
import { comparedRun, inputDifferences } from './results/comparedRun.ts';
import { compareFlags } from './results/compareFlags.ts';
import { compareHeld } from './results/compareHeld.ts';
import { type CrossedRuns, isMoved, outcomeReader, type Path, pathFinder } from './results/compareSteps.ts';
import { compareTransitions, type FirmPair, pairFirms } from './results/compareTransitions.ts';
import { CAUSES, type Comparison, type FirmComparison, type Outcome, type Undivided } from './results/comparison.ts';
import type { FirmResult } from './results/document.ts';
import type { Evaluation } from './results/evaluation.ts';
import { heldAcross, heldAfter, heldOf } from './results/heldOf.ts';
import { hashScheme } from './results/receipt.ts';
import type { Measured, Run } from './results/run.ts';
import { ENGINE_VERSION } from './results/version.ts';
import { gradesOf } from './scheme/grading.ts';
import { titleOf } from './scheme/names.ts';
import type { Scheme } from './scheme/scheme.ts';

/** What a comparison tells beside the firms that moved. */
export interface ComparisonOptions {
  /** Also those that did not, with their scores and places. */
  readonly all?: boolean;
}

/**
 * Holds two runs against each other: two years, two schemes, before and after an appeal. Firms are matched by id.
 *
 * The way of a firm from its earlier result to its later one is divided into steps, each of which changes one thing and keeps all
 * changes before it. What a firm would be after each step is found by the engine itself, which grades the firm's pool anew:
 *
 * 1. `data`: the firm has its new data (corrections, history and year included); all other firms, baselines and rules are the old ones.
 * 2. `baseline`: for everybody the new baselines hold: baselines, lowest and highest values of min–max methods, means that fill
 *    gaps. The others still have their old data. What has another meaning in the new scheme (another indicator or method) waits for 3.
 * 3. `rule`: for everybody the new scheme holds. The others still have their old data.
 * 4. `pool`: the others have their new data, some have come and some have gone: the later run.
 *
 * Moves by hand stand outside: taken back before the first step, made after the last (`decision`). A firm's causes are the steps
 * at which its category, status or grade changes. The parts of the score's difference add up to it exactly; the pool has none of
 * it, since others move a score through baselines alone. With another order of the steps the shares would be others: this one is
 * stated so that it can be held against a calculation by hand. Where a path cannot be divided the record says why (`undivided`).
 *
 * Runs that cannot be compared (no firm or no category in common, firms told apart in different ways) give issues of severity
 * error, and then all else means little.
 */
export function compareRuns(before: Evaluation, after: Evaluation, options: ComparisonOptions = {}): Comparison {
  const pairs = pairFirms(before, after);
  const { faults, crossed } = crossRuns(before.run, after.run);
  const pathOf = pathFinder(before, after, crossed);
  const outcomes = [outcomeReader(before), outcomeReader(after)] as const;
  const compare = (pair: FirmPair): FirmComparison => compareFirm(before, after, pair, outcomes, pathOf);
  const moved = pairs.filter((pair) => isMoved(pair.before, pair.after));
  const isMover = new Set(moved);
  const movers = moved.map(compare);
  const count = (cause: (typeof CAUSES)[number]): number =>
    movers.filter(({ causes }) => causes.includes(cause)).length;
  const both = pairs.filter((pair) => pair.before !== undefined && pair.after !== undefined);
  const [ofBefore, ofAfter] = [before.rows().length, after.rows().length];
  return {
    format: 'permu-comparison/1',
    engine: { name: 'permu', version: ENGINE_VERSION },
    before: comparedRun(before),
    after: comparedRun(after),
    identity: after.run.scheme.conventions.identity,
    differences: inputDifferences(before, after),
    firms: {
      before: ofBefore,
      after: ofAfter,
      both: both.length,
      new: ofAfter - both.length,
      gone: ofBefore - both.length,
    },
    transitions: compareTransitions(before, after, pairs),
    changedCategory: both.flatMap(({ id, before: was, after: is }) => {
      const [from, to] = [was?.category ?? null, is?.category ?? null];
      return from === to ? [] : [{ id, name: is?.name ?? null, from, to }];
    }),
    causes: Object.fromEntries(CAUSES.map((cause) => [cause, count(cause)])) as Comparison['causes'],
    movers,
    ...(options.all === true && { others: pairs.filter((pair) => !isMover.has(pair)).map(compare) }),
    flags: compareFlags(before, after, pairs),
    held: compareHeld(before, after, pairs),
    boards: compareBoards(before, after),
    issues: [...incomparable(before, after, both.length), ...faults],
  };
}

/**
 * The same firms by an edited scheme: what a reform of the rules would do. Corrections of data by hand hold as before; moves of
 * grades by hand were decided on the old results and do not, which a warning says.
 */
export function simulateReform(evaluation: Evaluation, scheme: Scheme, options: ComparisonOptions = {}): Comparison {
  const { run } = evaluation;
  const manual = run.manual && onlyCorrections(run.manual);
  const after = conclude(gradeMeasured(measureAgain({ ...run, manual }, scheme)));
  const comparison = compareRuns(evaluation, after, options);
  const leftOut = (run.manual?.lines.length ?? 0) - (manual?.lines.length ?? 0);
  const { from, to = Number.POSITIVE_INFINITY } = scheme.years;
  const years = `${from}–${scheme.years.to ?? ''}`;
  const notes = [
    ...(from <= run.year && run.year <= to ? [] : [issue('yearNotOfScheme', {}, years, String(run.year))]),
    ...(leftOut === 0 ? [] : [issue('movesNotSimulated', {}, '', String(leftOut))]),
  ];
  return { ...comparison, issues: [...comparison.issues, ...notes] };
}

/**
 * What corrections and moves by hand did: the run compared with itself without them. `byHand` tells the firms that they are of
 * from those that moved because of them. Undefined for a run that was given none.
 */
export function effectOfAdjustments(evaluation: Evaluation): Comparison | undefined {
  const before = evaluation.run.unadjusted?.();
  return before && compareRuns(before, evaluation);
}

/** Why two runs cannot be compared. */
function incomparable({ run: before }: Evaluation, { run: after }: Evaluation, both: number): readonly Issue[] {
  const issues: Issue[] = [];
  const [was, is] = [before.scheme.conventions.identity, after.scheme.conventions.identity];
  if (was !== is) issues.push(issue('comparedIdentity', {}, was, is));
  else if (both === 0) issues.push(issue('comparedFirms', {}, String(before.units.firms), String(after.units.firms)));
  const categories = [before, after].map(({ scheme }) => scheme.categories.map(({ id }) => id));
  if (categories[0]?.some((id) => categories[1]?.includes(id)) !== true) {
    const [from = '', to = ''] = categories.map((ids) => ids.join('、'));
    issues.push(issue('comparedCategories', {}, from, to));
  }
  return issues;
}

/** The runs of the steps between; or why there are none. */
function crossRuns(
  before: Run,
  after: Run,
): { readonly faults: readonly Issue[]; readonly crossed: CrossedRuns | Undivided } {
  const sameRules = hashScheme(before.scheme) === hashScheme(after.scheme);
  const held = heldAcross(before, after);
  // Moves by hand hold for the others of the earlier run, and for no firm of the later one before its end.
  const manual = after.manual && onlyCorrections(after.manual);
  const ownMeasured = measureAgain({ ...after, manual }, before.scheme);
  const othersMeasured = sameRules ? before : measureAgain(before, after.scheme);
  const lacking = (of: Measured, whole: Measured): string => {
    const known = new Set(absentFields(whole));
    return absentFields(of)
      .filter((field) => !known.has(field))
      .map((field) => titleOf(of.scheme, field))
      .join('、');
  };
  const faults = [lacking(ownMeasured, before), sameRules ? '' : lacking(othersMeasured, after)].flatMap(
    (fields, at) => (fields === '' ? [] : [issue('comparedFields', {}, fields, [before, after][at]?.scheme.id ?? '')]),
  );
  if (faults.length > 0) return { faults, crossed: 'fieldsNotRead' };
  const unread = lacking(after, before);
  return {
    faults: unread === '' ? [] : [issue('fieldsNotRead', {}, unread, after.scheme.id)],
    crossed: {
      ownData: gradeMeasured(ownMeasured, before.scheme, heldOf(before)),
      ownBaseline: gradeMeasured(ownMeasured, before.scheme, held),
      othersBaseline: gradeMeasured(before, before.scheme, held),
      othersRule: sameRules ? undefined : gradeMeasured(othersMeasured, after.scheme, heldAfter(before, after)),
    },
  };
}

/** Fields that the scheme of a run needs and that no table brought. */
function absentFields({ issuesBefore }: Measured): readonly string[] {
  return issuesBefore.checking.flatMap(({ code, place }) =>
    code === 'fieldAbsent' || code === 'fieldEmpty' ? (place.path ?? []) : [],
  );
}

/** Measures the facts of a run anew, by a scheme that may be another; what follows from sector codes follows by that scheme. */
function measureAgain({ read, year, history, manual }: Measured, scheme: Scheme): Measured {
  const facts: Facts = read.stated === undefined ? read : { ...read, labels: deriveLabels(read.stated, scheme) };
  const context = { history: [...history.values()], ...(year > 0 && { year }), ...(manual && { adjustments: manual }) };
  return measureFirms(facts, scheme, context);
}

function onlyCorrections(manual: ManualAdjustments): ManualAdjustments {
  return { ...manual, lines: manual.lines.filter(({ field }) => field !== undefined) };
}

function compareFirm(
  before: Evaluation,
  after: Evaluation,
  { id, before: was, after: is }: FirmPair,
  outcomes: readonly [(row: number) => Outcome, (row: number) => Outcome],
  pathOf: (id: string) => Path,
): FirmComparison {
  const [from, to] = [before, after].map((run, at) => {
    const row = run.rowOf(id);
    return row === undefined ? undefined : outcomes[at]?.(row);
  });
  const path: Path = was === undefined ? { causes: ['new'] } : is === undefined ? { causes: ['gone'] } : pathOf(id);
  const byHand = decisions(before, after, id, is);
  const direction = directionOf(before.run.scheme, after.run.scheme, was, is);
  return {
    id,
    name: (is ?? was)?.name ?? null,
    ...(from !== undefined && { before: from }),
    ...(to !== undefined && { after: to }),
    ...(direction !== undefined && { direction }),
    ...path,
    ...(byHand !== undefined && { byHand }),
  };
}

/** What was decided by hand for the firm in the later run and not in the earlier one. */
function decisions(
  before: Evaluation,
  after: Evaluation,
  id: string,
  is: FirmResult | undefined,
): FirmComparison['byHand'] {
  const lines = (after.run.manual?.lines ?? []).filter(({ firm }) => firm === id);
  if (is === undefined || lines.length === 0) return undefined;
  const known = new Set((before.run.manual?.lines ?? []).map(lineKey));
  const fresh = lines.filter((line) => !known.has(lineKey(line)));
  if (fresh.length === 0) return undefined;
  const has = (one: { readonly document?: string; readonly date?: string }): boolean =>
    fresh.some(({ document, date }) => document === one.document && date === one.date);
  const corrections = (is.corrections ?? [])
    .filter(has)
    .map((one) => ({ ...one, title: titleOf(after.run.scheme, one.field) }));
  const moves = is.moves.filter((move) => move.rule.startsWith('manual:') && has(move));
  return corrections.length + moves.length === 0 ? undefined : { corrections, moves };
}

function lineKey({ place: _, ...line }: ManualLine): string {
  return JSON.stringify(line);
}

/** Which way the grade moved; nobody can tell where the categories of the firm have other grades, or in another order. */
function directionOf(
  before: Scheme,
  after: Scheme,
  was: FirmResult | undefined,
  is: FirmResult | undefined,
): FirmComparison['direction'] {
  if (was?.grade === undefined || is?.grade === undefined || was.grade === is.grade) return undefined;
  const [old, now] = [gradesIn(before, was.category), gradesIn(after, is.category)];
  if (old.join() !== now.join() || !old.includes(was.grade) || !now.includes(is.grade)) return undefined;
  return now.indexOf(is.grade) < old.indexOf(was.grade) ? 'better' : 'worse';
}

function gradesIn(scheme: Scheme, category: string | null): readonly string[] {
  const found = scheme.categories.find(({ id }) => id === category);
  return found === undefined ? [] : gradesOf(found.grading);
}
