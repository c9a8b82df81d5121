import { z } from 'zod';
import type { RoundingMode } from '../exact/rational.ts';
import { places, roundingMode } from './indicator.ts';
import type { SourceRef } from './source.ts';
import { sourceRef } from './source.ts';
import { decimalText, key, quantityText, shareText } from './text.ts';

/** 基准值: a constant with its unit, or a statistic of firms: of the same run, or of the evaluation of the year before. */
export type Baseline = string | StatisticBaseline;

/**
 * A statistic over the firms of the category that have the measure, rounded to stated places since it is published.
 *
 * `ratioOfSums`: Σ numerators ÷ Σ divisors. `meanOfRatios`: the mean of the firms' ratios, each first rounded to
 * `ratioPlaces`. They differ, so a scheme says which. `median`: the middle ratio, or the mean of the two middle ones, of
 * ratios rounded like that. `quantile`: see Quantile, of ratios rounded like that. `best`: the highest ratio of all; it is
 * neither rounded nor, before its factor, anything else.
 */
export interface StatisticBaseline {
  readonly statistic: 'ratioOfSums' | 'meanOfRatios' | 'median' | 'quantile' | 'best';
  /** For `quantile` only, where it is required. */
  readonly quantile?: Quantile;
  /**
   * `previous`: over the firms of the category of this id in the evaluation of the year before (`--history`), by the amounts
   * stated there. Without that evaluation, `otherwise` holds, whatever `small` says. Then `per` can only name sector, zone or town, which the
   * evaluation states. Absent: over the firms of this run.
   */
  readonly from?: 'previous';
  /** Labels by which the category is divided, each part with a baseline of its own; absent: the whole category. */
  readonly per?: readonly string[];
  /**
   * Which of the category's firms count: those that no status rule keeps from a grade, or also those scored but ungraded. A
   * firm that another indicator's gap leaves ungraded still counts here.
   */
  readonly among: 'graded' | 'scored';
  /** A part with fewer firms that count has no baseline of its own; see SmallPart. */
  readonly small?: SmallPart;
  /** Places of each ratio; for `meanOfRatios`, `median` and `quantile` only, where it is required. */
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

/** The ratio below which a share of the firms lies: "75%" is the upper quartile. */
export interface Quantile {
  readonly share: string;
  /**
   * `nearestRank`: the smallest of the ratios that at least the share of the firms do not exceed, number ⌈share × n⌉ from
   * below. `interpolated`: the ratio at position 1 + share × (n − 1) from below, in proportion between its neighbours.
   */
  readonly definition: 'nearestRank' | 'interpolated';
}

/** What a part gets in which fewer firms count, that is, have the measure and are among those asked: the statistic of the whole category, or a quantity, or "ungraded". */
export interface SmallPart {
  readonly fewerThan: number;
  /** "category", a quantity such as "15 万元/亩", or "ungraded". */
  readonly instead: string;
}

const RATIO_STATISTICS = ['meanOfRatios', 'median', 'quantile'];

export const baseline: z.ZodType<Baseline, unknown> = z.union([
  quantityText,
  z
    .strictObject({
      statistic: z.enum(['ratioOfSums', 'meanOfRatios', 'median', 'quantile', 'best']),
      quantile: z
        .strictObject({ share: shareText, definition: z.enum(['nearestRank', 'interpolated']) })
        .exactOptional(),
      from: z.literal('previous').exactOptional(),
      per: z.array(key).min(1).exactOptional(),
      among: z.enum(['graded', 'scored']),
      small: z
        .strictObject({
          fewerThan: z.int().min(2),
          instead: z.union([z.literal('ungraded'), z.literal('category'), quantityText]),
        })
        .exactOptional(),
      ratioPlaces: places.exactOptional(),
      times: decimalText.exactOptional(),
      places: places.exactOptional(),
      mode: roundingMode.exactOptional(),
      otherwise: z.union([z.literal('ungraded'), quantityText]),
      source: sourceRef.exactOptional(),
    })
    .refine((it) => RATIO_STATISTICS.includes(it.statistic) === (it.ratioPlaces !== undefined), {
      message: '"ratioPlaces" with meanOfRatios, median and quantile, and with them alone',
      path: ['ratioPlaces'],
    })
    .refine((it) => (it.statistic === 'quantile') === (it.quantile !== undefined), {
      message: '"quantile" with the statistic quantile, and with it alone',
      path: ['quantile'],
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
