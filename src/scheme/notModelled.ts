import { z } from 'zod';
import type { SourceRef } from './source.ts';
import { sourceRef } from './source.ts';

/** What the published text says and the scheme language cannot express, so that nobody takes the scheme for the whole text. */
export interface NotModelled {
  /** Where it stands: 第五条第二款. */
  readonly clause: string;
  /** What it says, as a quotation or in short. */
  readonly text: string;
  /** Why it is not modelled, and what has to be done by hand instead. */
  readonly why: string;
  readonly source?: SourceRef;
}

export const notModelled: z.ZodType<NotModelled, unknown> = z.strictObject({
  clause: z.string().min(1),
  text: z.string().min(1),
  why: z.string().min(1),
  source: sourceRef.exactOptional(),
});
