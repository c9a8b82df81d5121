import { z } from 'zod';
import type { RoundingMode } from '../exact/rational.ts';
import { places, roundingMode } from './indicator.ts';
import type { SourceRef } from './source.ts';
import { sourceRef } from './source.ts';
import { decimalText, key, quantityText } from './text.ts';

/** 基准值: a constant with its unit, or a statistic of firms of the same run. */
export type Baseline = string | StatisticBaseline;

/**
 * A statistic over the firms of the category that have the measure, rounded to stated places since it is published.
 *
 * `ratioOfSums`: Σ numerators ÷ Σ divisors. `meanOfRatios`: the mean of the firms' ratios, each first rounded to
 * `ratioPlaces`. They differ, so a scheme says which.
 */
export interface StatisticBaseline {
  readonly statistic: 'ratioOfSums' | 'meanOfRatios';
  /** Labels by which the category is divided, each part with a baseline of its own; absent: the whole category. */
  readonly per?: readonly string[];
  /** Which of the category's firms count: those to be graded, or also those scored but ungraded. */
  readonly among: 'graded' | 'scored';
  /** Places of each ratio; for `meanOfRatios` only, where it is required. */
  readonly ratioPlaces?: number;
  /** A factor on the statistic, before it is rounded; 1 when absent. */
  readonly times?: string;
  /** Places of the baseline, in the indicator's unit. */
  readonly places: number;
  readonly mode: RoundingMode;
  /** The baseline where no firm has the measure or the statistic is not above zero: a quantity, or "ungraded". */
  readonly otherwise: string;
  readonly source?: SourceRef;
}

export const baseline: z.ZodType<Baseline, unknown> = z.union([
  quantityText,
  z
    .strictObject({
      statistic: z.enum(['ratioOfSums', 'meanOfRatios']),
      per: z.array(key).min(1).exactOptional(),
      among: z.enum(['graded', 'scored']),
      ratioPlaces: places.exactOptional(),
      times: decimalText.exactOptional(),
      places,
      mode: roundingMode,
      otherwise: z.union([z.literal('ungraded'), quantityText]),
      source: sourceRef.exactOptional(),
    })
    .refine((it) => (it.statistic === 'meanOfRatios') === (it.ratioPlaces !== undefined), {
      message: '"ratioPlaces" with meanOfRatios, and with it alone',
      path: ['ratioPlaces'],
    }),
]);
