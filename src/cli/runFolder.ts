import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './failure.ts';

/** The files of a run's folder by name. A folder that cannot be read or is no run is a Failure. */
export function loadRun(folder: string): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  try {
    for (const name of readdirSync(folder).sort()) {
      const path = join(folder, name);
      if (statSync(path).isFile()) files.set(name, readFileSync(path));
      else files.set(`${name}/`, new Uint8Array());
    }
  } catch (error) {
    throw new Failure(
      `无法读取 cannot read: ${folder}（${error instanceof Error && 'code' in error ? String(error.code) : String(error)}）`,
    );
  }
  if (!['evaluation.json', 'facts.json', 'receipt.json'].some((name) => files.has(name))) {
    throw new Failure(`不是评价结果文件夹 not the folder of a run: ${folder}`);
  }
  return files;
}
