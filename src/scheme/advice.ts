import { z } from 'zod';
import { type Condition, condition, type WhenUndecided, whenUndecided } from './condition.ts';
import type { SourceRef } from './source.ts';
import { sourceRef } from './source.ts';
import { key, title } from './text.ts';

/**
 * A way to do better (提升亩均效益的建议), tied to the amounts and indicators that it serves. `reach` puts it beside the change that
 * a firm needs. It moves no grade.
 */
export interface Advice {
  readonly id: string;
  readonly title: string;
  /** What to do, in Chinese. */
  readonly text: string;
  /** The same in English; absent: the Chinese text stands in both. */
  readonly english?: string;
  /** Fields, ledgers and indicators that it serves: of an indicator or ledger, every field that enters it. */
  readonly for: readonly string[];
  /** Only for firms of which this holds; absent: for all. Can speak of everything, the final grade included. */
  readonly when?: Condition;
  /** What an undecided `when` means; with `when`, and with it alone. */
  readonly whenUndecided?: WhenUndecided;
  readonly source?: SourceRef;
}

export const advice: z.ZodType<Advice, unknown> = z
  .strictObject({
    id: key,
    title,
    text: z.string().min(1),
    english: z.string().min(1).exactOptional(),
    for: z.array(key).min(1),
    when: condition.exactOptional(),
    whenUndecided: whenUndecided.exactOptional(),
    source: sourceRef.exactOptional(),
  })
  .refine((it) => (it.when === undefined) === (it.whenUndecided === undefined), {
    message: '"whenUndecided" with when, and with it alone',
    path: ['whenUndecided'],
  });
