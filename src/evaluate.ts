import { applyCorrections } from './intake/applyCorrections.ts';
import type { Facts } from './intake/facts.ts';
import { type FirmRecord, factsFromRecords } from './intake/factsFromRecords.ts';
import { gatherHistory, type PastEvaluation } from './intake/history.ts';
import type { ManualAdjustments } from './intake/readAdjustments.ts';
import type { Issue } from './issues/issue.ts';
import { Evaluation } from './results/evaluation.ts';
import { type Leaders, leadBoards } from './results/leaders.ts';
import { applyPolicies } from './results/policies.ts';
import type { Scheme } from './scheme/scheme.ts';
import { adjustScores } from './stages/adjust.ts';
import { admitFirms } from './stages/admit.ts';
import { checkFacts } from './stages/checkFacts.ts';
import { checkRun } from './stages/checkRun.ts';
import { raiseFlags } from './stages/flag.ts';
import { gradeFirms } from './stages/grade.ts';
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
  const stated = 'ids' in facts ? facts : factsFromRecords(facts, scheme, context);
  const manual = context.adjustments;
  const corrected = applyCorrections(stated, scheme, manual?.lines ?? []);
  const read = corrected.facts;
  const past = gatherHistory(context.history ?? []);
  const run = checkRun(read, scheme, context.year, past.history);
  const { year } = run;
  const ofFirms = { scheme, facts: read, year, history: past.history, amounts: addUpLedgers(read, scheme) };
  const checked = context.checks === 'skip' ? undefined : checkFacts(ofFirms);
  const units = formUnits(ofFirms);
  const given = { ...ofFirms, ...addUnits(ofFirms, units) };
  const { facts: known, amounts } = given;
  const admission = admitFirms(known, scheme, given, units);
  const measures = measureIndicators(known, scheme, amounts);
  const pools = formPools(known, scheme, admission);
  const points = scoreFirms(given, admission, measures, pools);
  const categoryAt = categoryReader(scheme, admission);
  const measured = { ...given, measures, categoryAt };
  const scores = adjustScores(scheme, measured, admission, points);
  const standing = standingOf(scheme, admission, measures, pools, scores, units);
  const scored = { ...given, measures, score: scores.score, categoryAt };
  const flags = raiseFlags(scheme, scored, units, standing.statusAt);
  const flagged = { ...scored, raised: flags.raised };
  const byHand = findManualMoves(known.ids, manual?.lines ?? []);
  const leaves = [leaveQuota(scheme, flagged, admission), leaveQuotaByHand(flagged, admission, byHand.lines)];
  const grades = gradeFirms(scheme, standing, measures, amounts, pools, scores, leaves);
  const initially = { ...flagged, gradeAt: (row: number) => grades.initial[row] };
  const overridden = overrideGrades(scheme, initially, admission, grades);
  const overrides = moveAndShare(scheme, admission, units, overridden, byHand.lines);
  const finally_ = { ...flagged, gradeAt: (row: number) => overrides.grade[row] };
  const boards: Leaders = leadBoards(finally_, scores, units);
  const shared = { ...finally_, categoryAt: (row: number) => categoryAt(units.gradeRow(row)) };
  const policies = applyPolicies(shared, units.firms, standing.statusAt);
  const stages = [
    known,
    manual,
    corrected,
    past,
    run,
    checked,
    units,
    admission,
    pools,
    scores,
    flags,
    byHand,
    overrides,
    policies,
  ];
  const issues: Issue[] = stages.flatMap((stage) => stage?.issues ?? []);
  return new Evaluation({
    read: stated,
    facts: known,
    scheme,
    year,
    history: past.history,
    amounts,
    units,
    admission,
    measures,
    pools,
    scores,
    standing,
    flags,
    grades,
    overrides,
    manual,
    corrections: corrected.corrections,
    boards,
    policies,
    known: { admitting: given, adjusting: measured, flagging: scored, overriding: initially, concluding: shared },
    issues,
  });
}
