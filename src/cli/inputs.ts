import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { formatOf } from '../intake/fileFormat.ts';
import { gatherHistory, type PastEvaluation, readHistory } from '../intake/history.ts';
import { type Mapping, readMapping } from '../intake/mapping.ts';
import { type ManualAdjustments, readAdjustments } from '../intake/readAdjustments.ts';
import { readCsv, type Table } from '../intake/readCsv.ts';
import { type Issue, issue } from '../issues/issue.ts';
import { issueLine, type Language } from '../issues/sentences.ts';
import { repeatedKeys } from '../scheme/repeatedKeys.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { Failure } from './failure.ts';

/** Tables read from files and folders, with the faults of those that could not be read. */
export interface Inputs {
  readonly tables: readonly Table[];
  readonly issues: readonly Issue[];
}

/**
 * Reads the given files, and all tables and workbooks directly in the given folders, in order of name. What else a folder holds
 * is named by a warning, so that no file is left out unseen. Bytes, not names, say what is a workbook; the reader of
 * workbooks is loaded when there is one.
 */
export async function loadTables(paths: readonly string[]): Promise<Inputs> {
  const tables: Table[] = [];
  const issues: Issue[] = [];
  const found = paths.map(filesAt);
  for (const { ignored } of found) issues.push(...ignored);
  for (const file of found.flatMap(({ files }) => files)) {
    const reading = await readFile(file);
    tables.push(...reading.tables);
    for (const one of reading.issues) issues.push(one);
  }
  return { tables, issues };
}

async function readFile(file: string): Promise<Inputs> {
  const [bytes, name] = [readBytes(file), basename(file)];
  const format = formatOf(bytes);
  if (format === 'zip' || format === 'ole' || /\.et$/iu.test(name)) {
    const readWorkbook = await loadWorkbooks(name);
    return readWorkbook(bytes, name);
  }
  const { table, issues } = readCsv(bytes, name);
  return { tables: table === undefined ? [] : [table], issues };
}

async function loadWorkbooks(file: string): Promise<typeof import('../xlsx.ts')['readWorkbook']> {
  try {
    return (await import('../xlsx.ts')).readWorkbook;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
    throw new Failure(
      `读取工作簿 ${file} 需要先安装 to read workbooks, install: npm install ${WORKBOOK_LIBRARIES}（或另存为 CSV or save it as CSV）`,
    );
  }
}

/** The optional dependencies that reading workbooks takes, as package.json pins them. */
const WORKBOOK_LIBRARIES = '@e965/xlsx@0.20.3 fflate@0.8.3';

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
    let text = '';
    try {
      text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      json = JSON.parse(text);
    } catch (error) {
      throw new Failure(`不是往年评价结果 not an evaluation.json: ${file}（${reason(error)}）`);
    }
    for (const { path: at, key } of repeatedKeys(text)) {
      issues.push(
        issue('historyInvalid', { file: basename(file), path: at.map(String).join('.') }, 'each key once', key),
      );
    }
    const reading = readHistory(json, basename(file), bytesToHex(sha256(bytes)));
    if (reading.past !== undefined) evaluations.push(reading.past);
    for (const one of reading.issues) issues.push(one);
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

/** Endings of what is taken from a folder: tables and workbooks, those that are then refused by name too. */
const TAKEN = /\.(csv|tsv|txt|xlsx|xlsm|xls|xlsb|ods|et)$/iu;

interface FoundFiles {
  readonly files: readonly string[];
  /** A warning for each thing in the folder that is not read. */
  readonly ignored: readonly Issue[];
}

/** Reads a mapping of tables; one that is wrong is a Failure that lists its faults. */
export function loadMapping(path: string, language: Language): Mapping {
  const { mapping, issues } = readMapping(readBytes(path), basename(path));
  if (mapping === undefined) throw new Failure(issues.map((one) => issueLine(one, language)).join('\n  '));
  return mapping;
}

function filesAt(path: string): FoundFiles {
  try {
    if (!statSync(path).isDirectory()) return { files: [path], ignored: [] };
    const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    const isTaken = (name: string): boolean => TAKEN.test(name) && !/^(\.|~\$)/u.test(name) && isFile(join(path, name));
    const files = entries.filter(({ name }) => isTaken(name)).map(({ name }) => join(path, name));
    if (files.length === 0) {
      throw new Failure(`文件夹中没有 CSV 文件或工作簿 no CSV file or workbook in the folder: ${path}`);
    }
    const ignored = entries
      .filter(({ name }) => !isTaken(name))
      .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
      .map((name) => issue('fileIgnored', { file: basename(path) }, '.csv .tsv .txt .xlsx .xls', name));
    return { files, ignored };
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(`无法读取 cannot read: ${path}（${reason(error)}）`);
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
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
