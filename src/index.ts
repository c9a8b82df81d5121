export { type ComparisonOptions, compareRuns, effectOfAdjustments, simulateReform } from './compareRuns.ts';
export { type Context, evaluate } from './evaluate.ts';
export { Decimal } from './exact/decimal.ts';
export { findWrongData } from './findWrongData.ts';
export type { ColumnReading, DataSource, Facts } from './intake/facts.ts';
export { type FirmRecord, factsFromRecords } from './intake/factsFromRecords.ts';
export { type PastEvaluation, readHistory } from './intake/history.ts';
export { type Mapping, readMapping, type TableMapping } from './intake/mapping.ts';
export { type Cell, cellAt, type Origins } from './intake/origins.ts';
export { type ManualAdjustments, readAdjustments } from './intake/readAdjustments.ts';
export { readCsv } from './intake/readCsv.ts';
export { readFacts } from './intake/readFacts.ts';
export { type FactsReading, readFactsJson } from './intake/readFactsJson.ts';
export { countIssues, type Issue, type IssueCode, type Place, type Severity } from './issues/issue.ts';
export { issueLine, type Language, sentenceOf } from './issues/sentences.ts';
export { type ReachReading, reach } from './reach.ts';
export { type RunReading, readRun } from './readRun.ts';
export type { Comparison, FirmComparison } from './results/comparison.ts';
export type { Difference } from './results/differences.ts';
export type {
  BoardResult,
  CategoryResult,
  Correction,
  EvaluationDocument,
  FirmResult,
  IndicatorResult,
  Leader,
  Move,
  PoolResult,
  UnitResult,
} from './results/document.ts';
export { Evaluation } from './results/evaluation.ts';
export { explain } from './results/explain.ts';
export type { Explanation } from './results/explanation.ts';
export { leaderboard } from './results/leaderboard.ts';
export type { LeverAnswer, Reach, ReachGoal } from './results/reach.ts';
export type { ReachOptions } from './results/reachPlan.ts';
export type { Receipt } from './results/receipt.ts';
export type { Stability } from './results/stability.ts';
export { type AssumedRule, assumedRules } from './scheme/assumed.ts';
export type { Binding } from './scheme/binding.ts';
export { BUILT_IN_CHECKS, type DataCheck } from './scheme/dataCheck.ts';
export type { FindScheme } from './scheme/family.ts';
export type { NotModelled } from './scheme/notModelled.ts';
export { readScheme, type SchemeReading, type SchemeReadingOptions } from './scheme/readScheme.ts';
export type { Ancestor, Scheme } from './scheme/scheme.ts';
export { readStabilityPlan, type StabilityPlan } from './scheme/stabilityPlan.ts';
export { type StabilityOptions, stability } from './stability.ts';
export { type Originals, verifyRun } from './verify.ts';
export { writeComparisonCsv, writeComparisonMarkdown, writeComparisonText } from './write/comparison.ts';
export { describeScheme } from './write/describeScheme.ts';
export { differenceText } from './write/differences.ts';
export { writeExplanationMarkdown, writeExplanationText } from './write/explanation.ts';
export { writeIssues } from './write/issues.ts';
export { writeNotice } from './write/notice.ts';
export { writePolicies } from './write/policies.ts';
export { writeReachMarkdown, writeReachText } from './write/reach.ts';
export { writeClearance, writeLeaders, writeResults } from './write/results.ts';
export { writeEvaluation, writeRun } from './write/runFiles.ts';
export { writeStabilityCsv, writeStabilityMarkdown, writeStabilityText } from './write/stability.ts';
