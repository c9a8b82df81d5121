import { utf8ToBytes } from '@noble/hashes/utils.js';
import { documentFacts } from './intake/documentFacts.ts';
import type { Facts } from './intake/facts.ts';
import type { Mapping } from './intake/mapping.ts';
import { cellAt, lineCells } from './intake/origins.ts';
import { readCsv, type Table } from './intake/readCsv.ts';
import { readFacts } from './intake/readFacts.ts';
import { issueLine } from './issues/sentences.ts';
import { parsed, readRun, textOf } from './readRun.ts';
import { dataFiles } from './results/dataFiles.ts';
import { cellDifferences, type Difference, jsonDifferences, lineDifferences } from './results/differences.ts';
import { hashBytes, hashScheme, type Receipt } from './results/receipt.ts';
import { ENGINE_VERSION } from './results/version.ts';
import type { Scheme } from './scheme/scheme.ts';
import { writeRun } from './write/runFiles.ts';

/** What a run can be held against besides itself. */
export interface Originals {
  /** The original tables: every fact is compared with what they say today. */
  readonly tables?: readonly Table[];
  /** The mapping that they are read by, where the run had one. */
  readonly mapping?: Mapping;
  /** The scheme that the run should be of, as it is in effect; absent: whichever the run has. */
  readonly scheme?: Scheme;
  /** Schemes among which that of the run may be, so that an edited field can be shown with what it was. */
  readonly schemes?: readonly Scheme[];
}

/**
 * Computes a run again from its scheme and facts and compares every byte of every file; nothing is returned where all is the
 * same. Any single change in any of its files is found: facts and scheme by their hashes in the receipt, everything else,
 * the receipt included, because it is written anew.
 *
 * @param files - the files of the run's folder by name
 */
export function verifyRun(files: ReadonlyMap<string, Uint8Array>, originals: Originals = {}): readonly Difference[] {
  const reading = readRun(files);
  const { evaluation, receipt, language } = reading;
  const differences: Difference[] = [];
  if (receipt === undefined && files.has('receipt.json'))
    differences.push({ kind: 'unreadable', file: 'receipt.json' });
  if (receipt !== undefined && receipt.engine.version !== ENGINE_VERSION) {
    differences.push({ kind: 'engine', file: 'receipt.json', expected: receipt.engine.version, found: ENGINE_VERSION });
  }
  const replaced = INPUTS.filter((name) => {
    const [bytes, hash] = [files.get(name), receipt?.files[name]];
    if (bytes === undefined || hash === undefined || hashBytes(bytes) === hash) return false;
    differences.push({ kind: 'hash', file: name, expected: hash, found: hashBytes(bytes) });
    return true;
  });
  for (const one of reading.issues) {
    const file = one.place.file ?? '';
    if (files.has(file)) differences.push({ kind: 'unreadable', file, found: issueLine(one, language) });
  }
  if (evaluation === undefined)
    return [...differences, ...missing(files, [...INPUTS, ...Object.keys(receipt?.files ?? {})])];
  const { scheme, read } = evaluation.run;
  if (receipt !== undefined && replaced.includes('scheme.json')) {
    const original = originals.schemes?.find((one) => hashScheme(one) === receipt.scheme.sha256);
    for (const { at, expected, found } of original === undefined ? [] : jsonDifferences(original, scheme)) {
      differences.push({ kind: 'scheme', file: 'scheme.json', ...place(at, expected, found) });
    }
  }
  const { scheme: named } = originals;
  if (named !== undefined && hashScheme(named) !== (receipt?.scheme.sha256 ?? hashScheme(scheme))) {
    const used = receipt?.scheme ?? { ...scheme, sha256: hashScheme(scheme) };
    const texts = { expected: identityOf({ ...named, sha256: hashScheme(named) }), found: identityOf(used) };
    differences.push({ kind: 'otherScheme', file: 'scheme.json', ...texts });
  }
  const expected = writeRun(evaluation, language);
  for (const one of missing(files, [...expected.keys()])) differences.push(one);
  for (const name of files.keys()) if (!expected.has(name)) differences.push({ kind: 'foreign', file: name });
  for (const [name, text] of expected) {
    // Of other inputs the receipt has other hashes, which has been said.
    const bytes = files.get(name);
    if (bytes !== undefined && !(name === 'receipt.json' && replaced.length > 0))
      for (const one of compareFile(name, text, bytes)) differences.push(one);
  }
  // Differences can be more than a call takes arguments.
  if (originals.tables !== undefined)
    for (const one of compareData(read, scheme, originals.tables, originals.mapping)) differences.push(one);
  return differences;
}

/** The files that everything else is computed from. */
const INPUTS = ['scheme.json', 'facts.json'];

function missing(files: ReadonlyMap<string, Uint8Array>, names: readonly string[]): readonly Difference[] {
  return [...new Set(names)].filter((name) => !files.has(name)).map((file) => ({ kind: 'missing', file }));
}

function identityOf({ id, version, sha256 }: Receipt['scheme']): string {
  return `${id} ${version} SHA-256 ${sha256}`;
}

function place(
  at: string | undefined,
  expected: string | undefined,
  found: string | undefined,
): Omit<Difference, 'kind' | 'file'> {
  return {
    ...(at !== undefined && { at }),
    ...(expected !== undefined && { expected }),
    ...(found !== undefined && { found }),
  };
}

/** Where a file is not what the engine writes: by cell in a table, by path in JSON, else by line. */
function compareFile(file: string, expected: string, bytes: Uint8Array): readonly Difference[] {
  const found = textOf(bytes);
  if (found === expected) return [];
  if (found === undefined) return [{ kind: 'unreadable', file }];
  const tables = [expected, found].map((text) =>
    file.endsWith('.csv') ? readCsv(utf8ToBytes(text), file).table?.rows : undefined,
  );
  const values = file.endsWith('.json') ? [parsed(expected), parsed(found)] : [];
  const spots =
    tables[0] !== undefined && tables[1] !== undefined
      ? cellDifferences(tables[0], tables[1])
      : values[1] === undefined
        ? []
        : jsonDifferences(values[0], values[1]);
  const places = spots.length > 0 ? spots : lineDifferences(expected, found);
  return places.map((spot) => ({ kind: 'edited', file, ...spot }));
}

/** Holds the facts of a run against its original tables: file by file, then firm by firm and field by field. */
function compareData(
  facts: Facts,
  scheme: Scheme,
  tables: readonly Table[],
  mapping: Mapping | undefined,
): readonly Difference[] {
  const differences: Difference[] = [];
  const today = readFacts(tables, scheme, {
    ...(facts.year !== undefined && { year: facts.year }),
    ...(mapping !== undefined && { mapping }),
  });
  if (facts.mapping !== undefined && mapping === undefined)
    differences.push({ kind: 'missing', file: facts.mapping.name });
  if (mapping !== undefined && mapping.sha256 !== facts.mapping?.sha256) {
    const expected = facts.mapping === undefined ? {} : { expected: facts.mapping.sha256 };
    differences.push({ kind: 'input', file: mapping.name, ...expected, found: mapping.sha256 });
  }
  const [files, filesToday] = [dataFiles(facts.sources), dataFiles(today.sources)];
  for (const { name, sha256 } of files) {
    const now = filesToday.find((file) => file.name === name);
    if (now === undefined) differences.push({ kind: 'missing', file: name });
    else if (now.sha256 !== sha256)
      differences.push({ kind: 'input', file: name, expected: sha256, found: now.sha256 });
  }
  for (const { name } of filesToday) {
    if (!files.some((file) => file.name === name)) differences.push({ kind: 'foreign', file: name });
  }
  const [was, is] = [facts, today].map((one) => readings(one, scheme)) as [Readings, Readings];
  for (const firm of new Set([...was.keys(), ...is.keys()])) {
    const [before, after] = [was.get(firm), is.get(firm)];
    if (before === undefined || after === undefined) {
      const side = before === undefined ? { expected: '–', found: firm } : { expected: firm, found: '–' };
      differences.push({ kind: 'datum', file: 'facts.json', firm, ...side });
      continue;
    }
    for (const field of new Set([...before.keys(), ...after.keys()])) {
      const [expected, found] = [before.get(field)?.value ?? '–', after.get(field)?.value ?? '–'];
      if (expected === found) continue;
      const cell = after.get(field)?.cell ?? before.get(field)?.cell;
      differences.push({
        kind: 'datum',
        file: cell?.file ?? 'facts.json',
        ...(cell?.sheet !== undefined && { sheet: cell.sheet }),
        ...(cell !== undefined && { line: cell.row, column: cell.column }),
        at: cell?.header ?? field,
        firm,
        expected,
        found,
      });
    }
  }
  return differences;
}

type Readings = ReadonlyMap<
  string,
  ReadonlyMap<string, { readonly value: string; readonly cell: ReturnType<typeof cellAt> }>
>;

/** Every datum of every firm as text: its value, and the text of its cell where that says it in another way. */
function readings(facts: Facts, scheme: Scheme): Readings {
  const { fields, firms } = documentFacts(facts, scheme);
  return new Map(
    firms.map(([id, , values], firm) => [
      id,
      new Map(
        fields.map(({ key }, position) => {
          const cell = cellAt(facts, key, firm);
          const value = String(values[position] ?? '–');
          const lines = lineCells(facts, key, firm).map(({ line, cell: of }) => `${of.file} ${of.row} ${line.text}`);
          const text = cell?.text ?? lines.join('、');
          return [key, { value: text === '' || text === value ? value : `${value} (${text})`, cell }];
        }),
      ),
    ]),
  );
}
