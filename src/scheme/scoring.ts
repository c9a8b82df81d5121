import { z } from 'zod';
import type { RoundingMode } from '../exact/rational.ts';
import { type Baseline, baseline } from './baseline.ts';
import { GAPS, type Gap, places, roundingMode } from './indicator.ts';
import type { SourceRef } from './source.ts';
import { sourceRef } from './source.ts';
import { decimalText, key, quantityText } from './text.ts';

/** How one indicator earns points in a category. */
export interface Scoring {
  readonly indicator: string;
  readonly weight: string;
  readonly method: Method;
  /** What a gap earns, by its reason; a reason not stated here is looked up in the category's `gap`. */
  readonly gap?: GapRules;
  /** One of the category's `weightGroups`, whose weights must add up to a share of their own. */
  readonly weightGroup?: string;
  readonly source?: SourceRef;
}

/** A scoring method; a new one is a member here, a form below, and a case in stages/methodPoints.ts. */
export type Method = RatioMethod | ReverseMethod | MinMaxMethod | BandsMethod | PercentileRankMethod;

/** Points = value ÷ baseline × weight, with optional limits on the value or on the points. */
export interface RatioMethod {
  readonly kind: 'ratio';
  readonly baseline: Baseline;
  readonly limits?: Limits;
}

/** For what should be small: points = (2 − value ÷ baseline) × weight, and 0 from twice the baseline on; then the limits. */
export interface ReverseMethod {
  readonly kind: 'reverse';
  readonly baseline: Baseline;
  readonly limits?: Limits;
}

/**
 * Points = weight × [floor + (100 − floor) × (value − min) ÷ (max − min)] ÷ 100, with the lowest and highest value of the
 * category's firms, or of each part of it; neither is rounded. A firm that does not count in min and max may lie beyond them.
 */
export interface MinMaxMethod {
  readonly kind: 'minMax';
  /** What the lowest value earns, of 100: "20". */
  readonly floor: string;
  /** Which of the category's firms count in min and max: those to be graded, or also those scored but ungraded. */
  readonly among: 'graded' | 'scored';
  /** Labels by which the category is divided, each part with a min and max of its own. */
  readonly per?: readonly string[];
  /** What every firm earns, of 100, where all values are equal. */
  readonly whenEqual: string;
  /** What firms get where nobody counts: of 100, or "ungraded". */
  readonly ifNobody: string;
}

/** Points by steps of the value, compared unrounded: the first step, from the best down, that the value reaches. */
export interface BandsMethod {
  readonly kind: 'bands';
  /** From the best down: the lowest value of the step ("15 万元/亩") and its points. */
  readonly from: readonly (readonly [value: string, points: string])[];
  /** Points of every value below the last step. */
  readonly rest: string;
}

/**
 * Points = weight × the firm's standing among the firms that count, whatever the distances. Ratios are compared unrounded,
 * and firms with equal ones stand alike. A firm that does not count itself is compared with those that do, and is one more.
 */
export interface PercentileRankMethod {
  readonly kind: 'percentileRank';
  /** Whether the highest value stands best (`desc`) or the lowest (`asc`). */
  readonly order: 'desc' | 'asc';
  /** `notBetter`: firms that are not better, the firm included, ÷ all n. `worse`: firms that are worse ÷ (n − 1). */
  readonly count: 'notBetter' | 'worse';
  /** What the only firm of its part earns, of 100. */
  readonly whenAlone: string;
  /** Which of the category's firms count: those to be graded, or also those scored but ungraded. */
  readonly among: 'graded' | 'scored';
  /** Labels by which the category is divided, each part with an order of its own. */
  readonly per?: readonly string[];
}

/** Limits that the scheme states; each is optional and none is assumed. */
export interface Limits {
  /** On the value before it is scored, with units. */
  readonly value?: { readonly min?: string; readonly max?: string };
  /** On the points, as multiples of the weight: { "min": "0", "max": "1.5" }. */
  readonly points?: { readonly min?: string; readonly max?: string };
}

/** What a gap earns, by its reason; `other` stands for every reason that is not named. */
export type GapRules = { readonly [reason in Gap | 'other']?: GapPoints };

/**
 * Points for a gap: `zero`; `ungraded` (no points, no score, no grade); fixed points; a multiple of the weight ("1" is
 * full points); or the mean of the rounded points of those firms of the category or pool that have the measure, whatever
 * their other gaps (rounded likewise), with what holds if nobody has.
 */
export type GapPoints =
  | 'zero'
  | 'ungraded'
  | { readonly points: string; readonly source?: SourceRef }
  | { readonly timesWeight: string; readonly source?: SourceRef }
  | PoolMean;

export interface PoolMean {
  readonly poolMean: 'category' | 'pool';
  readonly ifNobody: Exclude<GapPoints, PoolMean>;
  readonly source?: SourceRef;
}

/** Where points and score are rounded. */
export interface Rounding {
  /** Places of each indicator's points. */
  readonly points: number;
  readonly mode: RoundingMode;
  /**
   * `sumOfPoints`: the score is the exact sum of the rounded points, so that a notice adds up by hand. `roundedTotal`: the
   * points stay unrounded within the sum and only the total is rounded, to the same places; points are then shown rounded.
   */
  readonly score: 'sumOfPoints' | 'roundedTotal';
}

const limitsOf = (schema: z.ZodType<string, unknown>) =>
  z.strictObject({ min: schema.exactOptional(), max: schema.exactOptional() });

const points = z.strictObject({ points: decimalText, source: sourceRef.exactOptional() });
const timesWeight = z.strictObject({ timesWeight: decimalText, source: sourceRef.exactOptional() });

const gapPoints: z.ZodType<GapPoints, unknown> = z.union([
  z.literal('zero'),
  z.literal('ungraded'),
  points,
  timesWeight,
  z.strictObject({
    poolMean: z.enum(['category', 'pool']),
    ifNobody: z.union([z.literal('zero'), z.literal('ungraded'), points, timesWeight]),
    source: sourceRef.exactOptional(),
  }),
]);

export const gapRules: z.ZodType<GapRules, unknown> = z.strictObject(
  Object.fromEntries([...GAPS, 'other' as const].map((reason) => [reason, gapPoints.exactOptional()])),
) as z.ZodType<GapRules, unknown>;

const limits = z.strictObject({
  value: limitsOf(quantityText).exactOptional(),
  points: limitsOf(decimalText).exactOptional(),
});

export const method: z.ZodType<Method, unknown> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ratio'), baseline, limits: limits.exactOptional() }),
  z.strictObject({ kind: z.literal('reverse'), baseline, limits: limits.exactOptional() }),
  z.strictObject({
    kind: z.literal('minMax'),
    floor: decimalText,
    among: z.enum(['graded', 'scored']),
    per: z.array(key).min(1).exactOptional(),
    whenEqual: decimalText,
    ifNobody: z.union([z.literal('ungraded'), decimalText]),
  }),
  z.strictObject({
    kind: z.literal('bands'),
    from: z.array(z.tuple([quantityText, decimalText])).min(1),
    rest: decimalText,
  }),
  z.strictObject({
    kind: z.literal('percentileRank'),
    order: z.enum(['desc', 'asc']),
    count: z.enum(['notBetter', 'worse']),
    whenAlone: decimalText,
    among: z.enum(['graded', 'scored']),
    per: z.array(key).min(1).exactOptional(),
  }),
]);

export const scoring: z.ZodType<Scoring, unknown> = z.strictObject({
  indicator: key,
  weight: decimalText,
  method,
  gap: gapRules.exactOptional(),
  weightGroup: key.exactOptional(),
  source: sourceRef.exactOptional(),
});

export const rounding: z.ZodType<Rounding, unknown> = z.strictObject({
  points: places,
  mode: roundingMode,
  score: z.enum(['sumOfPoints', 'roundedTotal']),
});
