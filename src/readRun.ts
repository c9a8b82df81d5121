import { evaluate } from './evaluate.ts';
import { LIMITS } from './intake/limits.ts';
import { readFactsJson } from './intake/readFactsJson.ts';
import { type Issue, issue } from './issues/issue.ts';
import type { Language } from './issues/sentences.ts';
import type { Evaluation } from './results/evaluation.ts';
import { type Receipt, readReceipt } from './results/receipt.ts';
import { isDeeperThan } from './scheme/nesting.ts';
import { readScheme } from './scheme/readScheme.ts';

/** The decoder that browsers and Node have alike, declared here because the core is type-checked without either's types. */
declare class TextDecoder {
  constructor(label: string, options: { readonly fatal: boolean; readonly ignoreBOM: boolean });
  decode(bytes: Uint8Array): string;
}

/** A run computed again from the scheme and the facts in its folder; or why that cannot be done. */
export interface RunReading {
  readonly evaluation?: Evaluation;
  /** Absent where receipt.json is missing or is none. */
  readonly receipt?: Receipt;
  /** Language of the run's files. */
  readonly language: Language;
  readonly issues: readonly Issue[];
}

/**
 * Computes a run again by the same engine, from scheme.json and facts.json. Never throws: a file that is missing, damaged or
 * edited into something invalid is an issue that names it.
 *
 * @param files - the files of the run's folder by name
 */
export function readRun(files: ReadonlyMap<string, Uint8Array>): RunReading {
  const issues: Issue[] = [];
  const text = (name: string): string | undefined => {
    const bytes = files.get(name);
    const decoded = bytes === undefined ? undefined : textOf(bytes);
    if (decoded === undefined) issues.push(issue('runFileUnreadable', { file: name }, 'UTF-8', bytes ? '?' : '–'));
    return decoded;
  };
  const schemeText = text('scheme.json');
  const factsText = text('facts.json');
  const receiptText = files.has('receipt.json') ? textOf(files.get('receipt.json') as Uint8Array) : undefined;
  const receipt = receiptText === undefined ? undefined : readReceipt(parsed(receiptText));
  const known = { language: receipt?.language ?? 'zh', ...(receipt !== undefined && { receipt }) };
  if (schemeText === undefined || factsText === undefined) return { ...known, issues };
  const { scheme, issues: faults } = readScheme(schemeText);
  for (const fault of faults) issues.push({ ...fault, place: { file: 'scheme.json', ...fault.place } });
  const reading = readFactsJson(parsed(factsText));
  for (const one of reading.issues) issues.push(one);
  if (scheme === undefined || reading.facts === undefined) {
    return { ...known, issues: issues.filter(({ severity }) => severity === 'error') };
  }
  const year = receipt?.year ?? reading.facts.year;
  const { history, adjustments } = reading;
  const context = { history, ...(year && { year }), ...(adjustments && { adjustments }) };
  return { ...known, evaluation: evaluate(reading.facts, scheme, context), issues: [] };
}

/** The text of UTF-8 bytes, a BOM included; undefined where they are none. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The value of a JSON text; undefined where it is none, or nested deeper than any file of a run. */
export function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isDeeperThan(value, LIMITS.jsonDepth) ? undefined : value;
  } catch {
    return undefined;
  }
}
