import { z } from 'zod';

/** A document that rules are taken from. */
export interface SourceDocument {
  readonly document: string;
  /** Document number, such as 永政发〔2019〕9号. */
  readonly number?: string;
  readonly issuer?: string;
  /** Date of issue, YYYY, YYYY-MM or YYYY-MM-DD. */
  readonly date?: string;
  readonly url?: string;
  readonly note?: string;
}

/**
 * Where a rule comes from: the key of one of the scheme's `sources`, with the clause after a space where it is known
 * ("公示 第三条"), or "assumed" for what no document states ("assumed: why" gives the reason). A rule that states none
 * takes that of the category around it, or else the scheme's.
 */
export type SourceRef = string;

export const sourceDocument: z.ZodType<SourceDocument, unknown> = z.strictObject({
  document: z.string().min(1),
  number: z.string().exactOptional(),
  issuer: z.string().exactOptional(),
  date: z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
    .exactOptional(),
  url: z.string().exactOptional(),
  note: z.string().exactOptional(),
});

export const sourceRef: z.ZodType<SourceRef, unknown> = z
  .string()
  .min(1)
  .meta({ description: 'key of `sources`, with the clause after a space where known, or "assumed" (": reason")' });

/** The key of a source reference: the part before the clause. */
export function sourceKey(source: SourceRef): string {
  return source.split(/[\s:：]/u, 1)[0] ?? '';
}

export function isAssumed(source: SourceRef): boolean {
  return sourceKey(source) === 'assumed';
}
