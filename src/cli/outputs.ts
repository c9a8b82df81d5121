import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { RUN_FILES } from '../write/runFiles.ts';
import { Failure } from './failure.ts';
import { printFormat } from './screen.ts';

/**
 * Refuses a folder that may not be written: one that exists is replaced only if it is a run and --force is given; an
 * empty one has nothing to lose.
 */
export function checkTarget(out: string, force: boolean): void {
  if (out.trim() === '') throw new Failure('--out 不能为空 must name a folder');
  const target = resolve(out);
  if (!existsSync(target) || isEmptyFolder(target)) return;
  if (!isRun(target))
    throw new Failure(`--out 已存在且不是评价结果，未覆盖 exists and is no run, not replaced: ${out}`);
  const foreign = readdirSync(target).filter((name) => !RUN_FILES.has(name));
  if (foreign.length > 0) {
    throw new Failure(`--out 中有不属于评价结果的文件，未覆盖 holds files that are no results: ${foreign.join(', ')}`);
  }
  if (!force)
    throw new Failure(`--out 已有评价结果，如要覆盖请加 --force: a run is there, --force replaces it: ${out}`);
}

/**
 * Writes the files all or nothing: into a new folder beside the target, which then takes its name. A crash halfway leaves
 * the earlier run as it was, or the new one whole. The target is checked once more just before it is replaced.
 */
export function writeFolder(out: string, files: ReadonlyMap<string, string>, force: boolean): void {
  const target = resolve(out);
  let draft: string | undefined;
  try {
    mkdirSync(dirname(target), { recursive: true });
    draft = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
    const fresh = join(draft, 'new');
    mkdirSync(fresh);
    for (const [name, text] of files) writeFileSync(join(fresh, name), text);
    checkTarget(out, force);
    replace(target, fresh, join(draft, 'old'));
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(`无法写入 cannot write: ${out}（${error instanceof Error ? error.message : String(error)}）`);
  } finally {
    if (draft !== undefined) rmSync(draft, { recursive: true, force: true });
  }
}

/**
 * Refuses a file that may not be written: one that exists, unless --force is given, and any in the folder of a run, which would
 * no longer be what its receipt says. Devices and pipes have nothing to lose.
 */
export function checkFile(path: string, force: boolean): void {
  const target = existsSync(path) ? realpathSync(path) : resolve(path);
  if (isRun(dirname(target)))
    throw new Failure(`评价结果文件夹中不能写入其他文件，未写出 not into the folder of a run, not written: ${path}`);
  if (!force && statSync(path, { throwIfNoEntry: false })?.isFile() === true)
    throw new Failure(`文件已存在，如要覆盖请加 --force: exists, --force replaces it: ${path}`);
}

/** Writes a file that is not there yet, or with --force in place of another. */
export function writeFileOnce(path: string, text: string, force: boolean): void {
  checkFile(path, force);
  try {
    writeFileSync(path, text, { flag: existsSync(path) ? 'w' : 'wx' });
  } catch (error) {
    throw new Failure(`无法写入 cannot write: ${path}（${error instanceof Error ? error.message : String(error)}）`);
  }
}

/** Writes an answer into the file of --out, or prints it where there is none. */
export function deliver(text: string, format: string, out: string | undefined, force: boolean): void {
  if (out === undefined) printFormat(format, text);
  else writeFileOnce(out, text, force);
}

/** Puts the fresh folder in the target's place; the old one goes aside, and comes back if the fresh one cannot take it. */
function replace(target: string, fresh: string, aside: string): void {
  if (!existsSync(target)) {
    renameSync(fresh, target);
    return;
  }
  renameSync(target, aside);
  try {
    renameSync(fresh, target);
  } catch (error) {
    renameSync(aside, target);
    throw error;
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
