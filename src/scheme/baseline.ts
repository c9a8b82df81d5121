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
 * `ratioPlaces`. They differ, so a scheme says which. `median`: the middle ratio, or the mean of the two middle ones, of
 * ratios rounded like that. `best`: the highest ratio of all; it is neither rounded nor, before its factor, anything else.
 */
export interface StatisticBaseline {
  readonly statistic: 'ratioOfSums' | 'meanOfRatios' | 'median' | 'best';
  /** Labels by which the category is divided, each part with a baseline of its own; absent: the whole category. */
  readonly per?: readonly string[];
  /**
   * Which of the category's firms count: those that no status rule keeps from a grade, or also those scored but ungraded. A
   * firm that another indicator's gap leaves ungraded still counts here.
   */
  readonly among: 'graded' | 'scored';
  /** Places of each ratio; for `meanOfRatios` and `median` only, where it is required. */
  readonly ratioPlaces?: number;
  /** A factor on the statistic, before it is rounded; 1 when absent. */
  readonly times?: string;
  /** Places of the baseline, in the indicator's unit, and how it is rounded to them; for all but `best`. */
  readonly places?: number;
  readonly mode?: RoundingMode;
  /** The baseline where no firm has the measure or the statistic is not above zero: a quantity, or "ungraded". */
  readonly otherwise: string;
  readonly source?: SourceRef;
}

export const baseline: z.ZodType<Baseline, unknown> = z.union([
  quantityText,
  z
    .strictObject({
      statistic: z.enum(['ratioOfSums', 'meanOfRatios', 'median', 'best']),
      per: z.array(key).min(1).exactOptional(),
      among: z.enum(['graded', 'scored']),
      ratioPlaces: places.exactOptional(),
      times: decimalText.exactOptional(),
      places: places.exactOptional(),
      mode: roundingMode.exactOptional(),
      otherwise: z.union([z.literal('ungraded'), quantityText]),
      source: sourceRef.exactOptional(),
    })
    .refine((it) => ['meanOfRatios', 'median'].includes(it.statistic) === (it.ratioPlaces !== undefined), {
      message: '"ratioPlaces" with meanOfRatios and median, and with them alone',
      path: ['ratioPlaces'],
    })
    .refine((it) => (it.statistic === 'best') === (it.places === undefined && it.mode === undefined), {
      message: '"places" and "mode" for every statistic but best, which is not rounded',
      path: ['places'],
    })
    .refine((it) => (it.places === undefined) === (it.mode === undefined), {
      message: '"places" and "mode" together',
      path: ['mode'],
    }),
]);
