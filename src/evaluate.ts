import { applyCorrections } from './intake/applyCorrections.ts';
import type { Facts } from './intake/facts.ts';
import { type FirmRecord, factsFromRecords } from './intake/factsFromRecords.ts';
import { gatherHistory, type PastEvaluation } from './intake/history.ts';
import type { ManualAdjustments } from './intake/readAdjustments.ts';
import type { Issue } from './issues/issue.ts';
import { Evaluation } from './results/evaluation.ts';
import { leadBoards } from './results/leaders.ts';
import { applyPolicies } from './results/policies.ts';
import type { Graded, Measured } from './results/run.ts';
import { differenceBeforeScoring } from './scheme/restart.ts';
import type { Scheme } from './scheme/scheme.ts';
import { adjustScores } from './stages/adjust.ts';
import { admitFirms } from './stages/admit.ts';
import { checkFacts } from './stages/checkFacts.ts';
import { checkRun } from './stages/checkRun.ts';
import { raiseFlags } from './stages/flag.ts';
import { gradeFirms } from './stages/grade.ts';
import type { HeldBaselines } from './stages/heldBaselines.ts';
import { newKept } from './stages/kept.ts';
import { findManualMoves, leaveQuotaByHand } from './stages/manualMoves.ts';
import { addUpLedgers, measureIndicators } from './stages/measure.ts';
import { leaveQuota, overrideGrades } from './stages/override.ts';
import { formPools } from './stages/pool.ts';
import { scoreFirms } from './stages/score.ts';
import { moveAndShare } from './stages/shareResults.ts';
import { categoryReader, standingOf } from './stages/standing.ts';
import { addUnits } from './stages/unitFacts.ts';
import { formUnits } from './stages/units.ts';

/** What a run needs to know besides facts and scheme. */
export interface Context {
  /** The evaluation year; needed where neither the facts nor the scheme settle it. */
  readonly year?: number;
  /** Earlier evaluations, of any years; see readHistory. */
  readonly history?: readonly PastEvaluation[];
  /** Corrections and moves by hand; see readAdjustments. */
  readonly adjustments?: ManualAdjustments;
  /** `skip` leaves out the checks of the data, which move no grade: for runs over and over on data that were checked once. */
  readonly checks?: 'skip';
}

/**
 * The run: from facts to grades. Each stage adds columns to what the stages before it made and overwrites none, so row i is
 * the same firm from its cells to its grade, and an explanation only reads what stands here.
 *
 *   corrections ─ ledgers ─ units ─ admit ─ measure ─ pools ─ score ─ adjust ─ flag ─ grade ─ override ─ boards, policies ─ Evaluation
 *
 * Beside it, the data are checked for wrong units and typing errors: warnings, which no stage knows of.
 *
 * Units of evaluation (firms merged, zones) are rows behind those of the firms, and go the same way.
 *
 * Nothing in it throws on bad data: what cannot be measured or decided is a gap, a status or an issue.
 *
 * @param facts - what `readFacts` made of tables; or plain records, with amounts in the unit of their field
 * @param scheme - a scheme that `readScheme` accepted
 */
export function evaluate(facts: Facts | readonly FirmRecord[], scheme: Scheme, context: Context = {}): Evaluation {
  return conclude(gradeMeasured(measureFirms(facts, scheme, context)));
}

/** The run up to the pools: what no weight, method, baseline, rounding or grading can change. */
export function measureFirms(facts: Facts | readonly FirmRecord[], scheme: Scheme, context: Context): Measured {
  const stated = 'ids' in facts ? facts : factsFromRecords(facts, scheme, context);
  const manual = context.adjustments;
  const corrected = applyCorrections(stated, scheme, manual?.lines ?? []);
  const read = corrected.facts;
  const past = gatherHistory(context.history ?? []);
  const check = (one: Scheme) => checkRun(read, one, context.year, past.history);
  const run = check(scheme);
  const ofFirms = { scheme, facts: read, year: run.year, history: past.history, amounts: addUpLedgers(read, scheme) };
  const checked = context.checks === 'skip' ? undefined : checkFacts(ofFirms);
  const units = formUnits(ofFirms);
  const given = { ...ofFirms, ...addUnits(ofFirms, units) };
  const { facts: known, amounts } = given;
  const admission = admitFirms(known, scheme, given, units);
  const measures = measureIndicators(known, scheme, amounts);
  const pools = formPools(known, scheme, admission);
  const byHand = findManualMoves(known.ids, manual?.lines ?? []);
  const { corrections } = corrected;
  const issues = {
    reading: issuesOf(known, manual, corrected, past),
    checking: run.issues,
    admitting: issuesOf(checked, units, admission, pools),
  };
  const measured = { ...given, read: stated, units, admission, measures, pools, manual, corrections, byHand };
  const unadjusted = manual && (() => evaluate(facts, scheme, withoutAdjustments(context)));
  return { ...measured, measuredBy: scheme, check, issuesBefore: issues, kept: newKept(), unadjusted };
}

function withoutAdjustments({ adjustments: _, ...context }: Context): Context {
  return context;
}

/**
 * The run from the scores to the final grades. A what-if starts here, with what a run has measured (`evaluation.run`) and its
 * scheme changed in weights, methods, baselines, gaps, rounding, grading or any later rule: the result is that of a whole run.
 * Throws a RangeError where the changed scheme differs from the measured one in something that comes before.
 *
 * @param held - baselines of another run in place of those that the firms make; a published run has none
 */
export function gradeMeasured(
  measured: Measured,
  scheme: Scheme = measured.scheme,
  held: HeldBaselines | undefined = undefined,
): Graded {
  const { facts, year, history, amounts, units, admission, measures, pools, byHand, kept } = measured;
  const earlier = differenceBeforeScoring(measured.measuredBy, scheme);
  if (earlier !== undefined)
    throw new RangeError(`a run restarts after its measures, and ${earlier} comes before them`);
  const given = { scheme, facts, year, history, amounts };
  const points = scoreFirms({ ...given, kept }, admission, measures, pools, held);
  const categoryAt = categoryReader(scheme, admission);
  const adjusting = { ...given, measures, categoryAt, kept };
  const scores = adjustScores(scheme, adjusting, admission, points);
  const standing = standingOf(scheme, admission, measures, pools, scores, units);
  const flagging = { ...adjusting, score: scores.score };
  const flags = raiseFlags(scheme, flagging, units, standing.statusAt);
  const flagged = { ...flagging, raised: flags.raised };
  const leaves = [leaveQuota(scheme, flagged, admission), leaveQuotaByHand(flagged, admission, byHand.lines)];
  const grades = gradeFirms(scheme, standing, measures, amounts, pools, scores, leaves);
  const overriding = { ...flagged, gradeAt: (row: number) => grades.initial[row] };
  const overridden = overrideGrades(scheme, overriding, admission, grades);
  const overrides = moveAndShare(scheme, admission, units, overridden, byHand.lines, measured.corrections.size > 0);
  const leading = { ...flagged, gradeAt: (row: number) => overrides.grade[row] };
  const concluding = { ...leading, categoryAt: (row: number) => categoryAt(units.gradeRow(row)) };
  const known = { admitting: given, adjusting, flagging, overriding, leading, concluding };
  return { ...measured, scheme, scores, standing, flags, grades, overrides, known };
}

/** Boards and policies, from the final grades. */
export function conclude(graded: Graded): Evaluation {
  const { scheme, measuredBy, check, issuesBefore, known, units, byHand } = graded;
  const { scores, standing, flags, overrides } = graded;
  const boards = leadBoards(known.leading, scores, units);
  const policies = applyPolicies(known.concluding, units.firms, standing.statusAt);
  const { reading, checking, admitting } = issuesBefore;
  const checked = scheme === measuredBy ? checking : check(scheme).issues;
  const later = issuesOf(scores, flags, byHand, overrides, policies);
  return new Evaluation({ ...graded, boards, policies, issues: [...reading, ...checked, ...admitting, ...later] });
}

function issuesOf(...stages: readonly ({ readonly issues: readonly Issue[] } | undefined)[]): readonly Issue[] {
  return stages.flatMap((stage) => stage?.issues ?? []);
}
