import { z } from 'zod';
import { parseDecimal } from '../exact/decimal.ts';
import type { CountMode } from '../exact/order.ts';
import { type Rational, rational, ZERO } from '../exact/rational.ts';
import type { SourceRef } from './source.ts';
import { sourceRef } from './source.ts';
import { decimalText, key, quantityText, shareText } from './text.ts';

/** The order of a pool: which firms are ranked together and by which keys. */
export interface Ranking {
  /**
   * A name that categories share whose firms are ranked together (规上 and 规下 in one list); they must agree in all of
   * `ranking` and in `grading`. Absent: the category by itself. Scores are compared as they stand.
   */
  readonly pool?: string;
  /** "category", and labels that divide it further into pools: ["category", "sectorGroup", "zone"]. */
  readonly within: readonly string[];
  /** What becomes of pools with few firms; absent: nothing, they are ranked and graded like all others. */
  readonly small?: SmallPools;
  /** First key decides; each further one breaks ties. Firms equal on all keys are a real tie and share a place. */
  readonly by: readonly RankingKey[];
}

/** Pools with fewer firms than stated, counting all that belong to them, also those that turn out to have no score. */
export interface SmallPools {
  readonly fewerThan: number;
  /**
   * `together`: all such pools of the category (or of the categories that share a pool) become one, whatever its size.
   * `ungraded`: their firms keep their places and get no grade. Or all of them get one grade: { "grade": "B" }.
   */
  readonly instead: 'together' | 'ungraded' | { readonly grade: string };
  readonly source?: SourceRef;
}

/** What is ordered by; `points` is the sum of the rounded points of some indicators. */
export type RankingKey =
  | { readonly score: Direction }
  | { readonly points: readonly string[]; readonly order: Direction }
  | { readonly field: string; readonly order: Direction }
  | { readonly indicator: string; readonly order: Direction };

export type Direction = 'desc' | 'asc';

/** How the firms of a pool get their initial grade (初评等级). */
export type Grading = SharesGrading | ThresholdsGrading | IndicatorThresholdsGrading | SelectionGrading | NoGrading;

/** Grades by cumulative shares of the pool: percent of all, not of the remainder. */
export interface SharesGrading {
  readonly kind: 'shares';
  /** Grades from best to worst, each with the cumulative share down to which it reaches; the last is "100%". */
  readonly upTo: readonly (readonly [grade: string, share: string])[];
  /**
   * Grades counted from the bottom ("the last 5 %"), from best to worst, each with the cumulative share up to which it
   * reaches from the last firm: [["C-", "15%"], ["D", "5%"]] are the last 5 % and the 10 % above them. `upTo` divides the
   * firms above these by shares of all; its last grade takes what is left. The bottom is counted first, so in a tiny pool it
   * prevails.
   */
  readonly last?: readonly (readonly [grade: string, share: string])[];
  /** How the count at each edge is made whole. */
  readonly count: CountMode;
  /** Grades of which the edge is made whole in another way: { "A": "down" } for a cap, { "D": "up" } for a floor. */
  readonly countOf?: Readonly<Record<string, CountMode>>;
  /** Firms that share a place across an edge all get the grade of their first position, or all that of their last. */
  readonly ties: 'better' | 'worse';
  /**
   * The base of the shares. `graded`: the firms to be graded. `scored`: also those scored but ungraded; they use up
   * their places, and the grades of the others are read off the same list. `scoredWithoutPlaces`: also those scored but
   * ungraded, in the count alone; the others take the places among themselves.
   */
  readonly base: 'graded' | 'scored' | 'scoredWithoutPlaces';
  readonly source?: SourceRef;
}

/** Grades by the score: from best to worst, each with the lowest score that earns it; the last takes all the rest. */
export interface ThresholdsGrading {
  readonly kind: 'scoreThresholds';
  readonly from: readonly (readonly [grade: string, score: string])[];
  /** Grade of every firm below the last threshold. */
  readonly rest: string;
  /**
   * Caps and floors on the thresholds, by the ranking's order. First the caps, from the best grade down: firms with this grade
   * or a better one are at most the share; the last beyond it get the next grade. Then the floors, from the worst grade up:
   * firms with this grade or a worse one are at least the share; the last of the better ones are lowered to it.
   */
  readonly limits?: ThresholdLimits;
  readonly source?: SourceRef;
}

export interface ThresholdLimits {
  /** { "A": "20%" }: so many at most, counted down. */
  readonly atMost?: Readonly<Record<string, string>>;
  /** { "D": "5%" }: so many at least, counted up. */
  readonly atLeast?: Readonly<Record<string, string>>;
  /** The base of the shares: the firms to be graded, or also those scored but ungraded (in the count alone). */
  readonly base: 'graded' | 'scored';
  /** Firms that share a place across the edge of a limit all keep the better grade, or all get the worse one. */
  readonly ties: 'better' | 'worse';
}

/** Grades by the value of one indicator, compared unrounded: from best to worst, each with the value that earns it. */
export interface IndicatorThresholdsGrading {
  readonly kind: 'indicatorThresholds';
  readonly indicator: string;
  /** From best to worst: [["A", "20 万元/亩"], …]; the values fall, or rise where `better` is `low`. */
  readonly from: readonly (readonly [grade: string, value: string])[];
  /** `high`: a grade takes values from its own upwards; `low`: from its own downwards. */
  readonly better: 'high' | 'low';
  /** Grade of every firm beyond the last threshold. */
  readonly rest: string;
  /** Grade of a firm without the measure, or "ungraded". */
  readonly ifGap: string;
  readonly source?: SourceRef;
}

/**
 * Grades by selection in two stages: a part of the pool by the ranking's order (the better half) is put in another order, of
 * which the first ones get a grade, so many per cent *of all*; the rest keep one grade. Steps apply in turn, each to firms
 * that none before it took.
 */
export interface SelectionGrading {
  readonly kind: 'selection';
  /** All grades, best first: ["A", "B", "C"]. */
  readonly grades: readonly string[];
  readonly steps: readonly SelectionStep[];
  /** Grade of the firms that no step takes. */
  readonly rest: string;
  /** The base of all shares: the firms to be graded, or also those scored but ungraded, which can be taken but get no grade. */
  readonly base: 'graded' | 'scored';
  readonly source?: SourceRef;
}

export interface SelectionStep {
  readonly grade: string;
  /** The part among which it is selected: the first of the pool or the last, by the ranking's order. */
  readonly among: 'first' | 'last';
  readonly part: string;
  /** How the part's count is made whole: `up` puts the middle firm of an odd pool into the half, `down` leaves it out. */
  readonly partCount: CountMode;
  /** Firms that share a place across the part's edge: all of them inside, or all outside. */
  readonly partTies: 'inside' | 'outside';
  /** The order of the selection: its first firms are taken, so "from below" is `asc`. */
  readonly by: readonly RankingKey[];
  /** How many are taken, of all. */
  readonly share: string;
  readonly count: CountMode;
  /** Firms that are equal across the edge of the selection: all of them taken, or none. */
  readonly ties: 'inside' | 'outside';
  /** Too few in the part: as many as there are, or the next of the pool beyond the part's edge, by the ranking's order. */
  readonly tooFew: 'fewer' | 'beyondPart';
}

/** An order without grades: firms get a place only, and the status `ungraded`. */
export interface NoGrading {
  readonly kind: 'none';
  readonly source?: SourceRef;
}

const direction = z.enum(['desc', 'asc']);
const grade = z
  .string()
  .min(1)
  .max(12)
  .regex(/^(?!ungraded$)/, { message: 'a grade, not the word ungraded' });

const rankingKey: z.ZodType<RankingKey, unknown> = z.union([
  z.strictObject({ score: direction }),
  z.strictObject({ points: z.array(key).min(1), order: direction }),
  z.strictObject({ field: key, order: direction }),
  z.strictObject({ indicator: key, order: direction }),
]);

export const ranking: z.ZodType<Ranking, unknown> = z.strictObject({
  pool: key.exactOptional(),
  within: z.array(key).min(1),
  small: z
    .strictObject({
      fewerThan: z.int().min(2),
      instead: z.union([z.literal('together'), z.literal('ungraded'), z.strictObject({ grade })]),
      source: sourceRef.exactOptional(),
    })
    .exactOptional(),
  by: z.array(rankingKey).min(1),
});

const countMode = z.enum(['halfUp', 'down', 'up']);
const edges = z.array(z.tuple([grade, shareText])).min(1);
const inside = z.enum(['inside', 'outside']);

export const grading: z.ZodType<Grading, unknown> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('shares'),
    upTo: edges,
    last: edges.exactOptional(),
    count: countMode,
    countOf: z.record(grade, countMode).exactOptional(),
    ties: z.enum(['better', 'worse']),
    base: z.enum(['graded', 'scored', 'scoredWithoutPlaces']),
    source: sourceRef.exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('scoreThresholds'),
    from: z.array(z.tuple([grade, decimalText])).min(1),
    rest: grade,
    limits: z
      .strictObject({
        atMost: z.record(grade, shareText).exactOptional(),
        atLeast: z.record(grade, shareText).exactOptional(),
        base: z.enum(['graded', 'scored']),
        ties: z.enum(['better', 'worse']),
      })
      .exactOptional(),
    source: sourceRef.exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('indicatorThresholds'),
    indicator: key,
    from: z.array(z.tuple([grade, quantityText])).min(1),
    better: z.enum(['high', 'low']),
    rest: grade,
    ifGap: z.union([z.literal('ungraded'), grade]),
    source: sourceRef.exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('selection'),
    grades: z.array(grade).min(1),
    steps: z
      .array(
        z.strictObject({
          grade,
          among: z.enum(['first', 'last']),
          part: shareText,
          partCount: countMode,
          partTies: inside,
          by: z.array(rankingKey).min(1),
          share: shareText,
          count: countMode,
          ties: inside,
          tooFew: z.enum(['fewer', 'beyondPart']),
        }),
      )
      .min(1),
    rest: grade,
    base: z.enum(['graded', 'scored']),
    source: sourceRef.exactOptional(),
  }),
  z.strictObject({ kind: z.literal('none'), source: sourceRef.exactOptional() }),
]);

/** The grades that a grading can give, best first; none for an order without grades. */
export function gradesOf(rule: Grading): readonly string[] {
  switch (rule.kind) {
    case 'shares':
      return [...rule.upTo, ...(rule.last ?? [])].map(([name]) => name);
    case 'selection':
      return rule.grades;
    case 'scoreThresholds':
    case 'indicatorThresholds':
      return [...rule.from.map(([name]) => name), rule.rest];
    case 'none':
      return [];
  }
}

/** Which firms a grading's shares are shares of; undefined for grades that are given without counting. */
export function baseOf(rule: Grading): SharesGrading['base'] | undefined {
  switch (rule.kind) {
    case 'shares':
    case 'selection':
      return rule.base;
    case 'scoreThresholds':
      return rule.limits?.base;
    case 'indicatorThresholds':
    case 'none':
      return undefined;
  }
}

/** A share as an exact number: "20%" and "0.2" are both 1/5. The text must be one that the form of the scheme accepts. */
export function shareOf(text: string): Rational {
  const percent = text.endsWith('%');
  const value = parseDecimal(percent ? text.slice(0, -1) : text) ?? ZERO;
  return percent ? rational(value.n, value.d * 100n) : value;
}
