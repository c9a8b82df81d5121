import { z } from 'zod';
import type { SourceRef } from './source.ts';
import { sourceRef } from './source.ts';

/**
 * What people may change by hand after objections and reviews (申诉、复核), line by line with reason, document, approver and
 * date (`--adjustments`). Without this block no line is accepted.
 */
export interface Manual {
  /** `correction`: another datum takes the place of one that was read, before the run. `move`: another grade, after the overrides. */
  readonly allowed: readonly ('correction' | 'move')[];
  /**
   * Whether a firm that is moved uses up its place in the quota. False: it leaves its place and the next firm moves up, as with
   * overrides; a line then has to fit the grade that the firm has while all firms are in the quota.
   */
  readonly usesQuota: boolean;
  readonly source?: SourceRef;
}

export const manual: z.ZodType<Manual, unknown> = z.strictObject({
  allowed: z.array(z.enum(['correction', 'move'])).min(1),
  usesQuota: z.boolean(),
  source: sourceRef.exactOptional(),
});
