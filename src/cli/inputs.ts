import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { gatherHistory, type PastEvaluation, readHistory } from '../intake/history.ts';
import { type Mapping, readMapping } from '../intake/mapping.ts';
import { type ManualAdjustments, readAdjustments } from '../intake/readAdjustments.ts';
import { readCsv, type Table } from '../intake/readCsv.ts';
import type { Issue } from '../issues/issue.ts';
import { issueLine, type Language } from '../issues/sentences.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { Failure } from './failure.ts';

/** Tables read from files and folders, with the faults of those that could not be read. */
export interface Inputs {
  readonly tables: readonly Table[];
  readonly issues: readonly Issue[];
}

/** Reads the given files, and all `.csv`, `.tsv` and `.txt` files directly in the given folders, in order of name. */
export function loadTables(paths: readonly string[]): Inputs {
  const tables: Table[] = [];
  const issues: Issue[] = [];
  for (const file of paths.flatMap(filesAt)) {
    const reading = readCsv(readBytes(file), basename(file));
    if (reading.table !== undefined) tables.push(reading.table);
    issues.push(...reading.issues);
  }
  return { tables, issues };
}

/** Reads earlier evaluations: evaluation.json files, or the folders of runs that hold one. Two of one year are a fault. */
export function loadHistory(paths: readonly string[]): {
  readonly evaluations: readonly PastEvaluation[];
  readonly issues: readonly Issue[];
} {
  const evaluations: PastEvaluation[] = [];
  const issues: Issue[] = [];
  for (const path of paths) {
    const file =
      statSync(path, { throwIfNoEntry: false })?.isDirectory() === true ? join(path, 'evaluation.json') : path;
    const bytes = readBytes(file);
    let json: unknown;
    try {
      json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    } catch (error) {
      throw new Failure(`不是往年评价结果 not an evaluation.json: ${file}（${reason(error)}）`);
    }
    const reading = readHistory(json, basename(file), bytesToHex(sha256(bytes)));
    if (reading.past !== undefined) evaluations.push(reading.past);
    issues.push(...reading.issues);
  }
  return { evaluations, issues: [...issues, ...gatherHistory(evaluations).issues] };
}

/** Reads the file of corrections and moves by hand; without them where it is no table, or lacks one of the columns of such a file. */
export function loadAdjustments(
  path: string,
  scheme: Scheme,
): { readonly adjustments?: ManualAdjustments; readonly issues: readonly Issue[] } {
  const { table, issues } = readCsv(readBytes(path), basename(path));
  if (table === undefined) return { issues };
  const adjustments = readAdjustments(table, scheme);
  const lacking = adjustments.issues.filter(({ code }) => code === 'columnMissing');
  return lacking.length > 0 ? { issues: [...issues, ...lacking] } : { adjustments, issues };
}

/** Reads a mapping of tables; one that is wrong is a Failure that lists its faults. */
export function loadMapping(path: string, language: Language): Mapping {
  const { mapping, issues } = readMapping(readBytes(path), basename(path));
  if (mapping === undefined) throw new Failure(issues.map((one) => issueLine(one, language)).join('\n  '));
  return mapping;
}

function filesAt(path: string): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    const files = readdirSync(path).filter((name) => /\.(csv|tsv|txt)$/i.test(name));
    if (files.length === 0) throw new Failure(`文件夹中没有 CSV 文件 no CSV file in the folder: ${path}`);
    return files.sort().map((name) => join(path, name));
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(`无法读取 cannot read: ${path}（${reason(error)}）`);
  }
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Failure(`无法读取 cannot read: ${file}（${reason(error)}）`);
  }
}

function reason(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
