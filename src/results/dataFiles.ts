import type { DataSource } from '../intake/facts.ts';

/** A file that facts were read from, all its sheets together. */
export interface DataFile {
  readonly name: string;
  readonly sha256: string;
  /** Data rows of all its sheets. */
  readonly rows: number;
}

/** The files that facts were read from, each once, in the order of their first sheets. */
export function dataFiles(sources: readonly DataSource[]): readonly DataFile[] {
  const files = new Map<string, DataFile>();
  for (const { name, sheet, sha256, rows } of sources) {
    // Two files of one name and content are two, unless they are sheets of one.
    const key = sheet === undefined ? `${files.size}` : `${sha256} ${name}`;
    files.set(key, { name, sha256, rows: rows + (files.get(key)?.rows ?? 0) });
  }
  return [...files.values()];
}
