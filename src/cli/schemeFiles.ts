import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { issueLine, type Language } from '../issues/sentences.ts';
import { readScheme, type SchemeReading } from '../scheme/readScheme.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { Failure } from './failure.ts';

/** Where the schemes that ship with the package lie. */
const SEEDS = fileURLToPath(new URL('../../seeds/schemes/', import.meta.url));

/** Ids of the built-in schemes, in order. */
export function builtInSchemes(): readonly string[] {
  return schemesIn(SEEDS).map((name) => name.slice(0, -'.json'.length));
}

/** The text of a scheme: a built-in one by its id, or a file. */
function schemeText(idOrFile: string): string {
  try {
    return readFileSync(fileOf(idOrFile), 'utf8');
  } catch (error) {
    throw new Failure(
      `没有这个评价办法 no such scheme: ${idOrFile}（${reason(error)}）；内置 built-in: ${builtInSchemes().join(', ')}`,
    );
  }
}

/**
 * Reads the scheme that a name and a year mean: a built-in one by its id or a file; or, of a folder of schemes or of a family
 * of built-in ones, the version in force in the year. Parents are found by id or relative to the file that names them.
 */
export function readNamedScheme(name: string, year: number | undefined): SchemeReading {
  const candidates = versionsOf(name);
  if (candidates === undefined) return readFile(name);
  if (candidates.length === 0) throw new Failure(`文件夹中没有评价办法 no scheme in the folder: ${name}`);
  const readings = candidates.map((candidate) => ({ candidate, reading: readFile(candidate) }));
  const faulty = readings.find(({ reading }) => reading.scheme === undefined);
  if (faulty !== undefined) return faulty.reading;
  const inForce = readings.filter(({ reading }) => year === undefined || holdsIn(reading.scheme as Scheme, year));
  const [only, ...others] = inForce;
  if (only !== undefined && others.length === 0) return only.reading;
  const listed = (only === undefined ? readings : inForce).map(({ reading }) => versionLine(reading.scheme as Scheme));
  const found =
    year === undefined
      ? `${name} 有多个版本，请用 --year 指定年度 several versions, name the year`
      : only === undefined
        ? `${name} 没有 ${year} 年度有效的版本 no version is in force in ${year}`
        : `${name} 在 ${year} 年度有多个有效版本，请直接指定其一 several are in force in ${year}, name one of them`;
  throw new Failure(`${found}:\n${listed.map((line) => `  ${line}`).join('\n')}`);
}

/** A scheme that may be used; a Failure that lists all its faults otherwise. */
export function loadScheme(name: string, language: Language, year?: number): Scheme {
  const { scheme, issues } = readNamedScheme(name, year);
  if (scheme !== undefined) return scheme;
  const lines = issues.map((one) => `  ${issueLine(one, language)}`).join('\n');
  const intro = language === 'zh' ? '评价办法有误，未执行' : 'the scheme has faults, nothing was done';
  throw new Failure(`${intro}: ${name}\n${lines}`);
}

/** "2019–2021" or "2022–" */
export function yearsText({ years }: Scheme): string {
  return years.to === years.from ? `${years.from}` : `${years.from}–${years.to ?? ''}`;
}

export function holdsIn({ years }: Scheme, year: number): boolean {
  return years.from <= year && (years.to === undefined || year <= years.to);
}

function versionLine(scheme: Scheme): string {
  return `${scheme.id} ${scheme.version}  ${yearsText(scheme)}  ${scheme.title}`;
}

/** The files of a folder, or the built-in schemes of a family; undefined for one scheme by itself. */
function versionsOf(name: string): readonly string[] | undefined {
  if (builtInSchemes().includes(name)) return undefined;
  if (isFolder(name)) return schemesIn(name).map((file) => join(name, file));
  if (statSync(name, { throwIfNoEntry: false }) !== undefined) return undefined;
  const versions = builtInSchemes().filter((id) => readFile(id).scheme?.family === name);
  return versions.length === 0 ? undefined : versions;
}

function readFile(idOrFile: string): SchemeReading {
  const find = (reference: string, from: readonly string[]): string | undefined => {
    const file = from.reduce((base, step) => parentFile(step, base), fileOf(idOrFile));
    try {
      return readFileSync(parentFile(reference, file), 'utf8');
    } catch {
      return undefined;
    }
  };
  return readScheme(schemeText(idOrFile), { find, name: idOrFile });
}

function parentFile(reference: string, statedIn: string): string {
  return builtInSchemes().includes(reference) ? fileOf(reference) : resolve(dirname(statedIn), reference);
}

function fileOf(idOrFile: string): string {
  return builtInSchemes().includes(idOrFile) ? join(SEEDS, `${idOrFile}.json`) : idOrFile;
}

function schemesIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort();
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function reason(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
