import { z } from 'zod';
import type { RoundingMode } from '../exact/rational.ts';
import type { SourceRef } from './source.ts';
import { sourceRef } from './source.ts';
import { key, title } from './text.ts';

/** A measure: one amount per another (亩均税收 = tax per net land), or one reported figure where `per` is absent. */
export interface Indicator {
  readonly title: string;
  readonly of: string;
  readonly per?: string;
  /** Unit in which the value is shown and in which baselines are usually stated: 万元/亩. */
  readonly unit: string;
  /** How the value is printed. It never moves a grade: scores and comparisons use the unrounded ratio. */
  readonly show: Shown;
  readonly source?: SourceRef;
}

/** Decimal places, printed half up; or places with another mode, since published figures are also truncated. */
export type Shown = number | { readonly places: number; readonly mode: RoundingMode };

/**
 * Why a measure cannot be made. `missing`, `notApplicable`, `withheld`: the state of an amount it needs; `noLand`: divided
 * by land at or below zero; `zeroDivisor`, `negativeDivisor`: divided by another amount that is not above zero.
 */
export const GAPS = ['missing', 'notApplicable', 'withheld', 'noLand', 'zeroDivisor', 'negativeDivisor'] as const;
export type Gap = (typeof GAPS)[number];

export const roundingMode: z.ZodType<RoundingMode, unknown> = z.enum(['halfUp', 'truncate', 'halfEven']);

export const places: z.ZodType<number, unknown> = z.int().min(0).max(12);

export const indicators: z.ZodType<Readonly<Record<string, Indicator>>, unknown> = z.record(
  key,
  z.strictObject({
    title,
    of: key,
    per: key.exactOptional(),
    unit: z.string(),
    show: z.union([places, z.strictObject({ places, mode: roundingMode })]),
    source: sourceRef.exactOptional(),
  }),
);

/** The places and mode in which an indicator is printed. */
export function shownAs(shown: Shown): { readonly places: number; readonly mode: RoundingMode } {
  return typeof shown === 'number' ? { places: shown, mode: 'halfUp' } : shown;
}
