import { documentFacts } from '../intake/documentFacts.ts';
import type { Language } from '../issues/sentences.ts';
import type { EvaluationDocument } from '../results/document.ts';
import type { Evaluation } from '../results/evaluation.ts';
import { type Receipt, receiptOf } from '../results/receipt.ts';
import { writeAdjustments } from './adjustments.ts';
import { writeFacts } from './facts.ts';
import { writeIssues } from './issues.ts';
import { writePolicies } from './policies.ts';
import { writeClearance, writeLeaders, writeResults } from './results.ts';
import { writeUnits } from './units.ts';

/** The names of all files that a run can hold. */
export const RUN_FILES: ReadonlySet<string> = new Set([
  'results.csv',
  'clearance.csv',
  'leaders.csv',
  'policies.csv',
  'zones.csv',
  'units.csv',
  'adjustments.csv',
  'issues.csv',
  'evaluation.json',
  'scheme.json',
  'facts.json',
  'receipt.json',
]);

/** Every file of a run by its name; encode each as UTF-8. The receipt, which is last, has the hash of each of the others. */
export function writeRun(evaluation: Evaluation, language: Language = 'zh'): ReadonlyMap<string, string> {
  const { read, history, scheme, manual } = evaluation.run;
  const files = new Map([
    ['results.csv', writeResults(evaluation, language)],
    ['clearance.csv', writeClearance(evaluation, language)],
    ['leaders.csv', writeLeaders(evaluation, language)],
    ['policies.csv', writePolicies(evaluation, language)],
    ...writeUnits(evaluation, language),
    ...writeAdjustments(evaluation, language),
    ['issues.csv', writeIssues(evaluation.issues, language, evaluation.run)],
    ['evaluation.json', writeEvaluation(evaluation.document())],
    ['scheme.json', `${JSON.stringify(scheme, null, 2)}\n`],
    ['facts.json', writeFacts(documentFacts(read, scheme, history, manual))],
  ]);
  return files.set('receipt.json', writeReceipt(receiptOf(evaluation, files, language)));
}

/** evaluation.json: valid JSON with each firm on a line of its own, so that two runs can be compared line by line. */
export function writeEvaluation(document: EvaluationDocument): string {
  const entries = Object.entries(document).map(([key, value]) => {
    if (key !== 'firms' && key !== 'units') return `${JSON.stringify(key)}: ${JSON.stringify(value)}`;
    const records = (document[key] ?? []).map((firm) => JSON.stringify(firm)).join(',\n');
    return `"${key}": [\n${records}\n]`;
  });
  return `{\n${entries.join(',\n')}\n}\n`;
}

/** receipt.json, a line for each input and each file. */
function writeReceipt(receipt: Receipt): string {
  return `${JSON.stringify(receipt, null, 2)}\n`;
}
