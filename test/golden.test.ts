import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

/**
 * A golden case is a run.json in a folder of fixtures/: `{ "args": ["--scheme", "huangyan-2022", "--data", "data.csv"] }`.
 * The built `permu evaluate` runs in that folder with these arguments and an --out of its own; what it writes is compared
 * with the folder's expected/ byte for byte. More runs of a case are run-NAME.json with expected-NAME/. A run that is
 * to fail says so, `"exit": 1`, and has expected files only if it writes some. With `"command": "reach"` another command runs
 * with these arguments alone, and what it prints is compared with stdout.txt among the expected files.
 *
 * After a change that is meant: `UPDATE_GOLDEN=1 npm test`, then read the difference before it goes in.
 */
interface GoldenRun {
  readonly command?: string;
  readonly args: readonly string[];
  readonly exit?: number;
}

const FEWEST_CASES = 15;
const FIXTURES = fileURLToPath(new URL('../fixtures', import.meta.url));
const COMMAND = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const SCRATCH = mkdtempSync(join(tmpdir(), 'permu-golden-'));

/** Cases as "folder/run", the name of the run's file without its ending. */
const cases = readdirSync(FIXTURES).flatMap((folder) =>
  readdirSync(join(FIXTURES, folder))
    .filter((file) => /^run(-.+)?\.json$/.test(file))
    .map((file) => `${folder}/${file.slice(0, -'.json'.length)}`),
);

describe('golden cases', () => {
  afterAll(() => rmSync(SCRATCH, { recursive: true, force: true }));

  it(`are ${FEWEST_CASES} or more`, () => {
    expect(cases.length).toBeGreaterThanOrEqual(FEWEST_CASES);
  });

  it('are all the folders with expected files', () => {
    const expecting = readdirSync(FIXTURES).flatMap((folder) =>
      readdirSync(join(FIXTURES, folder))
        .filter((name) => /^expected(-.+)?$/.test(name))
        .map((name) => `${folder}/${name.replace('expected', 'run')}`),
    );
    expect(cases).toEqual(expect.arrayContaining(expecting));
  });

  it.each(cases)('%s', (name) => {
    const folder = join(FIXTURES, dirname(name));
    const expected = join(folder, basename(name).replace('run', 'expected'));
    const out = join(SCRATCH, name);
    const { command, args, exit = 0 } = readRun(join(FIXTURES, `${name}.json`));
    const line = command === undefined ? ['evaluate', ...args, '--out', out] : [command, ...args];
    const run = spawnSync(process.execPath, [COMMAND, ...line], { cwd: folder, encoding: 'utf8' });
    if (command !== undefined && run.stdout !== '') {
      mkdirSync(out, { recursive: true });
      writeFileSync(join(out, 'stdout.txt'), run.stdout);
    }
    if (run.status === exit && process.env['UPDATE_GOLDEN'] === '1') {
      rmSync(expected, { recursive: true, force: true });
      if (existsSync(out)) cpSync(out, expected, { recursive: true });
    }
    expect({ exit: run.status, files: readFolder(out) }, run.stderr).toEqual({ exit, files: readFolder(expected) });
  });
});

function readRun(path: string): GoldenRun {
  const { command, args, exit, ...unknown } = JSON.parse(readFileSync(path, 'utf8'));
  if (!Array.isArray(args) || Object.keys(unknown).length > 0) {
    throw new Error(`${path}: { "command"?: …, "args": […], "exit"?: … }`);
  }
  return { args, ...(command !== undefined && { command }), ...(exit !== undefined && { exit }) };
}

/** All files of a folder by name, as text where their bytes are UTF-8 (a BOM is kept) and as base64 where not. */
function readFolder(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(names.map((name) => [name.slice(folder.length + 1), readText(name)]));
}

function readText(path: string): string {
  const bytes = readFileSync(path);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return bytes.toString('base64');
  }
}
