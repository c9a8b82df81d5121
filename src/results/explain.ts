import { formatUnits } from '../exact/decimal.ts';
import type { Condition, WhenUndecided } from '../scheme/condition.ts';
import type { SourceRef } from '../scheme/source.ts';
import type { Known } from '../stages/decide.ts';
import { conditionRecord, sourceRecord } from './conditionRecord.ts';
import { dataFiles } from './dataFiles.ts';
import type { Evaluation } from './evaluation.ts';
import { explainCells, explainIndicators, explainLedgers } from './explainFacts.ts';
import { explainGrading, explainOverrides, explainPlace } from './explainGrade.ts';
import { explainPoints } from './explainPoints.ts';
import { explainScore } from './explainScore.ts';
import type { BoardRecord, ConditionRecord, Explanation, PolicyRecord, SourceRecord } from './explanation.ts';
import { hashScheme } from './receipt.ts';
import type { Run } from './run.ts';
import { ENGINE_VERSION } from './version.ts';

/**
 * How a firm came to its result, from the cells to the grade; undefined where the evaluation has no firm of this id. It reads
 * what the run kept: nothing is computed a second time, and conditions are decided by the same code.
 */
export function explain(evaluation: Evaluation, id: string): Explanation | undefined {
  const { run } = evaluation;
  const own = evaluation.rowOf(id);
  if (own === undefined) return undefined;
  // A firm that shares the result of a unit is explained by the unit's row.
  const row = run.units.resultRow(own);
  const { scheme, admission, known, flags, standing } = run;
  const category = scheme.categories[admission.category[row] as number];
  const points = explainPoints(run, row);
  const score = explainScore(run, row, points);
  const place = explainPlace(run, row);
  const grading = explainGrading(run, row);
  const decided = (
    rule: Rule,
    by: Known,
  ): { rule: string; title: string; condition: ConditionRecord; source: SourceRecord } => ({
    rule: rule.id,
    title: rule.title,
    condition: conditionRecord(rule.when, by, row),
    source: sourceRecord(scheme, rule.source),
  });
  return {
    format: 'permu-explanation/1',
    engine: { name: 'permu', version: ENGINE_VERSION },
    scheme: { id: scheme.id, title: scheme.title, version: scheme.version, sha256: hashScheme(scheme) },
    data: dataFiles(run.read.sources).map(({ name, sha256 }) => ({ name, sha256 })),
    year: run.year,
    firm: evaluation.firmAt(own),
    categoryTitle: category?.title ?? null,
    cells: explainCells(run, row),
    ledgers: explainLedgers(run, row),
    statuses: (scheme.statuses ?? []).map((rule) => {
      const record = decided(rule, known.admitting);
      return { ...record, status: rule.status, applies: holds(record.condition, rule.whenUndecided) };
    }),
    categories: scheme.categories.map(({ id: rule, title, admit, source }) => ({
      ...decided({ id: rule, title, when: admit, source }, known.admitting),
      admitted: rule === category?.id,
    })),
    indicators: explainIndicators(run, row),
    points,
    ...(score !== undefined && { score }),
    ...(place !== undefined && { place }),
    ...(grading !== undefined && { grading }),
    overrides: explainOverrides(run, row),
    flags: (scheme.flags ?? []).map((flag) => {
      const { condition, ...rest } = decided(flag, known.flagging);
      const concerned = flag.among.includes(standing.statusAt(own));
      return { ...rest, ...(concerned && { condition }), raised: flags.raised.get(flag.id)?.[row] === 1 };
    }),
    boards: boardRecords(run, row),
    policies: policyRecords(run, own),
  };
}

interface Rule {
  readonly id: string;
  readonly title: string;
  readonly when: Condition;
  readonly source?: SourceRef | undefined;
}

function holds({ truth }: ConditionRecord, whenUndecided: WhenUndecided): boolean {
  return truth === 'yes' || (truth === 'undecided' && whenUndecided === 'holds');
}

function boardRecords({ scheme, boards, known }: Run, row: number): readonly BoardRecord[] {
  return boards.map(({ board, groups }) => {
    const group = groups.find(({ leaders }) => leaders.some((leader) => leader.row === row));
    const place = group?.leaders.find((leader) => leader.row === row)?.place;
    return {
      rule: board.id,
      title: board.title,
      condition: conditionRecord(board.eligible, known.concluding, row),
      ...(group !== undefined && { group: group.group }),
      top: board.top,
      ...(place !== undefined && { place }),
      source: sourceRecord(scheme, board.source),
    };
  });
}

function policyRecords({ scheme, policies, known, standing }: Run, row: number): readonly PolicyRecord[] {
  return policies.applied.map(({ policy, firms }) => {
    const money = firms.get(row);
    const category = known.concluding.categoryAt?.(row) ?? '';
    const concerned =
      policy.among.includes(standing.statusAt(row)) &&
      (policy.categories === undefined || policy.categories.includes(category));
    return {
      rule: policy.id,
      title: policy.title,
      ...(concerned && { condition: conditionRecord(policy.when, known.concluding, row) }),
      applies: money !== undefined,
      ...(money?.units !== undefined && { yuan: formatUnits(money.units, policy.rounding?.places ?? 0) }),
      source: sourceRecord(scheme, policy.source),
    };
  });
}
