import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** What a command answered. */
export interface Answer {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Spawns the built command for real. */
export function permu(...args: string[]): Answer {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/cli/main.js', ...args], { encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

/** A folder of its own for each test file, removed at the end. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'permu-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
