import { z } from 'zod';
import { type Condition, condition, type WhenUndecided, whenUndecided } from './condition.ts';
import type { SourceRef } from './source.ts';
import { sourceRef } from './source.ts';
import { key, title } from './text.ts';

/**
 * A rule that moves a firm from its initial grade. Exactly one of: `fix` (定档), `raise` and `lower` (提档, 降档) by a
 * number of grades, `notAbove`, `notBelow`.
 *
 * Of the rules that apply to a firm: the first `fix` in the order of the scheme decides; without one, every raise and
 * lower counts, in order, never beyond the best or worst grade; then the bounds hold, whatever came before. Two fixes
 * to different grades, or a fix or bounds that exclude each other, are reported, and the rule that stands first prevails.
 */
export interface Override {
  readonly id: string;
  readonly title: string;
  readonly when: Condition;
  readonly whenUndecided: WhenUndecided;
  /** Only in these categories; absent: in all that have grades. */
  readonly categories?: readonly string[];
  readonly fix?: string;
  readonly raise?: number;
  readonly lower?: number;
  readonly notAbove?: string;
  readonly notBelow?: string;
  /**
   * True: the moved firm uses up its place in the quota. False: it leaves its place and the next firm moves up; the counts
   * of the edges still come from the whole base, the firm included. A firm is moved if such rules by themselves change the
   * grade that its place gives it; one that already has the grade stays where it is.
   */
  readonly usesQuota: boolean;
  readonly source?: SourceRef;
}

const ACTIONS = ['fix', 'raise', 'lower', 'notAbove', 'notBelow'] as const;

export const override: z.ZodType<Override, unknown> = z
  .strictObject({
    id: key,
    title,
    when: condition,
    whenUndecided,
    categories: z.array(key).min(1).exactOptional(),
    fix: z.string().min(1).exactOptional(),
    raise: z.int().min(1).exactOptional(),
    lower: z.int().min(1).exactOptional(),
    notAbove: z.string().min(1).exactOptional(),
    notBelow: z.string().min(1).exactOptional(),
    usesQuota: z.boolean(),
    source: sourceRef.exactOptional(),
  })
  .refine((it) => ACTIONS.filter((action) => it[action] !== undefined).length === 1, {
    message: 'exactly one of fix, raise, lower, notAbove, notBelow',
  });
