import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FIXTURES = fileURLToPath(new URL('../fixtures', import.meta.url));

/** Every golden run that wrote files, as "case/expected…". */
export const GOLDEN_RUNS: readonly string[] = readdirSync(FIXTURES).flatMap((folder) =>
  readdirSync(join(FIXTURES, folder))
    .filter((name) => /^expected(-.+)?$/.test(name))
    .filter((name) => readdirSync(join(FIXTURES, folder, name)).includes('receipt.json'))
    .map((name) => `${folder}/${name}`),
);

/** The files of a golden run by name. */
export function goldenRun(name: string): ReadonlyMap<string, Uint8Array> {
  const folder = join(FIXTURES, name);
  return new Map(readdirSync(folder).map((file) => [file, Uint8Array.from(readFileSync(join(folder, file)))]));
}
