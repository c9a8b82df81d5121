import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Language } from '../issues/sentences.ts';
import { Failure } from './failure.ts';

/** The options of a command, or a Failure that names the one that is wrong. */
export function readOptions<T extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  options: T,
  positionals: boolean,
): ReturnType<typeof parseArgs<{ args: string[]; options: T; allowPositionals: boolean; strict: true }>> {
  try {
    return parseArgs({ args, options, allowPositionals: positionals, strict: true });
  } catch (error) {
    throw new Failure(`${error instanceof Error ? error.message : String(error)}\n用法见 permu --help`);
  }
}

export function languageOf(text: string | undefined): Language {
  if (text === undefined || text === 'zh') return 'zh';
  if (text === 'en') return 'en';
  throw new Failure(`--lang 应为 zh 或 en，实为 expected zh or en, found: ${text}`);
}

export function yearOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^(19|20)\d{2}$/.test(text)) return Number(text);
  throw new Failure(`--year 应为四位年份 expected a year such as 2022, found: ${text}`);
}
