import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Failure } from './failure.ts';

/**
 * Refuses a folder that may not be written: one that exists is replaced only if it is a run and --force is given; an
 * empty one has nothing to lose.
 */
export function checkTarget(out: string, force: boolean): void {
  if (!existsSync(out)) return;
  if (isEmptyFolder(out)) return;
  if (!isRun(out)) throw new Failure(`--out 已存在且不是评价结果，未覆盖 exists and is no run, not replaced: ${out}`);
  if (!force)
    throw new Failure(`--out 已有评价结果，如要覆盖请加 --force: a run is there, --force replaces it: ${out}`);
}

/**
 * Writes the files all or nothing: into a new folder beside the target, which then takes its name. A crash halfway leaves
 * the earlier run as it was, or the new one whole.
 */
export function writeFolder(out: string, files: ReadonlyMap<string, string>): void {
  const target = resolve(out);
  mkdirSync(dirname(target), { recursive: true });
  const draft = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
  try {
    const fresh = join(draft, 'new');
    mkdirSync(fresh);
    for (const [name, text] of files) writeFileSync(join(fresh, name), text);
    if (existsSync(target)) renameSync(target, join(draft, 'old'));
    try {
      renameSync(fresh, target);
    } catch (error) {
      if (existsSync(join(draft, 'old'))) renameSync(join(draft, 'old'), target);
      throw error;
    }
  } catch (error) {
    throw new Failure(`无法写入 cannot write: ${out}（${error instanceof Error ? error.message : String(error)}）`);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function isEmptyFolder(path: string): boolean {
  try {
    return readdirSync(path).length === 0;
  } catch {
    return false;
  }
}

function isRun(folder: string): boolean {
  try {
    return /^\s*\{\s*"format":\s*"permu-evaluation\//.test(
      readFileSync(join(folder, 'evaluation.json'), 'utf8').slice(0, 200),
    );
  } catch {
    return false;
  }
}
