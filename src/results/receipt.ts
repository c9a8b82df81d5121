import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import type { Language } from '../issues/sentences.ts';
import { hashJson } from '../scheme/jsonHash.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { dataFiles } from './dataFiles.ts';
import type { Run } from './run.ts';
import { ENGINE_VERSION } from './version.ts';

/**
 * What a run was made of and what it wrote (receipt.json): with the engine of this version, the scheme and the facts of the
 * run's folder, every file can be computed again and compared, this one included.
 */
export interface Receipt {
  readonly format: 'permu-receipt/1';
  readonly engine: { readonly name: 'permu'; readonly version: string };
  /** Language of the files. */
  readonly language: Language;
  readonly year: number;
  readonly scheme: { readonly id: string; readonly version: string; readonly sha256: string };
  readonly inputs: readonly ReceiptInput[];
  /** SHA-256 of the bytes of every other file of the run, by its name. */
  readonly files: Readonly<Record<string, string>>;
}

/** A file that went into the run. */
export interface ReceiptInput {
  readonly kind: 'data' | 'history' | 'adjustments' | 'mapping';
  readonly name: string;
  readonly sha256: string;
}

/** The receipt of a run that wrote these files. */
export function receiptOf(
  { run }: { readonly run: Run },
  files: ReadonlyMap<string, string>,
  language: Language,
): Receipt {
  const { scheme, read, history, manual, year } = run;
  return {
    format: 'permu-receipt/1',
    engine: { name: 'permu', version: ENGINE_VERSION },
    language,
    year,
    scheme: { id: scheme.id, version: scheme.version, sha256: hashScheme(scheme) },
    inputs: [
      ...dataFiles(read.sources).map(({ name, sha256: hash }) => ({ kind: 'data' as const, name, sha256: hash })),
      ...[...history.values()].map(({ name, sha256: hash }) => ({ kind: 'history' as const, name, sha256: hash })),
      ...(manual === undefined ? [] : [{ kind: 'adjustments' as const, name: manual.name, sha256: manual.sha256 }]),
      ...(read.mapping === undefined ? [] : [{ kind: 'mapping' as const, ...read.mapping }]),
    ],
    files: Object.fromEntries([...files].map(([name, text]) => [name, hashBytes(utf8ToBytes(text))])),
  };
}

const hash = z.string().regex(/^([0-9a-f]{64})?$/);

const receiptForm: z.ZodType<Receipt, unknown> = z.strictObject({
  format: z.literal('permu-receipt/1'),
  engine: z.strictObject({ name: z.literal('permu'), version: z.string() }),
  language: z.enum(['zh', 'en']),
  year: z.int(),
  scheme: z.strictObject({ id: z.string(), version: z.string(), sha256: hash }),
  inputs: z.array(
    z.strictObject({ kind: z.enum(['data', 'history', 'adjustments', 'mapping']), name: z.string(), sha256: hash }),
  ),
  files: z.record(z.string(), hash),
});

/** A receipt that was read back; undefined where the value is none. */
export function readReceipt(json: unknown): Receipt | undefined {
  return receiptForm.safeParse(json).data;
}

/** SHA-256 in hexadecimal. */
export function hashBytes(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

/** SHA-256 of a scheme's content, whatever the order of its keys and its white space: of its JSON with sorted keys. */
export function hashScheme(scheme: Scheme): string {
  return hashJson(scheme);
}
