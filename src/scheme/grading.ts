import { z } from 'zod';
import { parseDecimal } from '../exact/decimal.ts';
import type { CountMode } from '../exact/order.ts';
import { type Rational, rational, ZERO } from '../exact/rational.ts';
import type { SourceRef } from './source.ts';
import { sourceRef } from './source.ts';
import { decimalText, key, shareText } from './text.ts';

/** The order of a pool: which firms are ranked together and by which keys. */
export interface Ranking {
  /** "category", and labels that divide it further into pools: ["category", "sectorGroup", "zone"]. */
  readonly within: readonly string[];
  /** First key decides; each further one breaks ties. Firms equal on all keys are a real tie and share a place. */
  readonly by: readonly RankingKey[];
}

export type RankingKey =
  | { readonly score: Direction }
  | { readonly field: string; readonly order: Direction }
  | { readonly indicator: string; readonly order: Direction };

export type Direction = 'desc' | 'asc';

/** How the firms of a pool get their initial grade (初评等级). */
export type Grading = SharesGrading | ThresholdsGrading | NoGrading;

/** Grades by cumulative shares of the pool: percent of all, not of the remainder. */
export interface SharesGrading {
  readonly kind: 'shares';
  /** Grades from best to worst, each with the cumulative share down to which it reaches; the last is "100%". */
  readonly upTo: readonly (readonly [grade: string, share: string])[];
  /** How the count at each edge is made whole. */
  readonly count: CountMode;
  /** Firms that share a place across an edge all get the grade of their first position, or all that of their last. */
  readonly ties: 'better' | 'worse';
  /**
   * The base of the shares. `graded`: the firms to be graded. `scored`: also those scored but ungraded; they use up
   * their places, and the grades of the others are read off the same list.
   */
  readonly base: 'graded' | 'scored';
  readonly source?: SourceRef;
}

/** Grades by the score: from best to worst, each with the lowest score that earns it; the last takes all the rest. */
export interface ThresholdsGrading {
  readonly kind: 'scoreThresholds';
  readonly from: readonly (readonly [grade: string, score: string])[];
  /** Grade of every firm below the last threshold. */
  readonly rest: string;
  readonly source?: SourceRef;
}

/** An order without grades: firms get a place only, and the status `ungraded`. */
export interface NoGrading {
  readonly kind: 'none';
  readonly source?: SourceRef;
}

const direction = z.enum(['desc', 'asc']);
const grade = z.string().min(1).max(12);

export const ranking: z.ZodType<Ranking, unknown> = z.strictObject({
  within: z.array(key).min(1),
  by: z
    .array(
      z.union([
        z.strictObject({ score: direction }),
        z.strictObject({ field: key, order: direction }),
        z.strictObject({ indicator: key, order: direction }),
      ]),
    )
    .min(1),
});

export const grading: z.ZodType<Grading, unknown> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('shares'),
    upTo: z.array(z.tuple([grade, shareText])).min(1),
    count: z.enum(['halfUp', 'down', 'up']),
    ties: z.enum(['better', 'worse']),
    base: z.enum(['graded', 'scored']),
    source: sourceRef.exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('scoreThresholds'),
    from: z.array(z.tuple([grade, decimalText])).min(1),
    rest: grade,
    source: sourceRef.exactOptional(),
  }),
  z.strictObject({ kind: z.literal('none'), source: sourceRef.exactOptional() }),
]);

/** The grades that a grading can give, best first; none for an order without grades. */
export function gradesOf(rule: Grading): readonly string[] {
  switch (rule.kind) {
    case 'shares':
      return rule.upTo.map(([name]) => name);
    case 'scoreThresholds':
      return [...rule.from.map(([name]) => name), rule.rest];
    case 'none':
      return [];
  }
}

/** A share as an exact number: "20%" and "0.2" are both 1/5. The text must be one that the form of the scheme accepts. */
export function shareOf(text: string): Rational {
  const percent = text.endsWith('%');
  const value = parseDecimal(percent ? text.slice(0, -1) : text) ?? ZERO;
  return percent ? rational(value.n, value.d * 100n) : value;
}
