import { z } from 'zod';
import { type Condition, condition, type WhenUndecided, whenUndecided } from './condition.ts';
import { type Grading, grading, type Ranking, ranking } from './grading.ts';
import { type GapRules, gapRules, type Rounding, rounding, type Scoring, scoring } from './scoring.ts';
import type { SourceRef } from './source.ts';
import { sourceRef } from './source.ts';
import { decimalText, key, title } from './text.ts';
import { type Concerned, concerned } from './unitRule.ts';

/** A category of firms evaluated by one method: 规上工业, 规下工业, 规上服务业 … */
export interface Category {
  readonly id: string;
  readonly title: string;
  /** Which units of evaluation it takes. */
  readonly of?: Concerned;
  readonly admit: Condition;
  readonly source?: SourceRef;
  /** What the weights must add up to, stated so that a slip is found: weights summing to 1.30 have been published. */
  readonly weightsTotal: string;
  /** Weights that must add up by themselves, by name: { "local": "10" } for the indicators that a county may choose. */
  readonly weightGroups?: Readonly<Record<string, string>>;
  /** May be empty for a category that is only put in order. */
  readonly scoring: readonly Scoring[];
  /** What gaps earn where a scoring rule does not say. */
  readonly gap?: GapRules;
  readonly rounding: Rounding;
  readonly ranking: Ranking;
  readonly grading: Grading;
}

/**
 * Firms that are not simply graded. `notEvaluated`: outside the evaluation (utilities, waste, military); `notYet`: in a
 * protection period; `ungraded`: scored and placed but given no grade (不定等级), perhaps managed as another.
 */
export interface StatusRule {
  readonly id: string;
  /** The scheme's own word: 免评价, 暂不评价, T … */
  readonly title: string;
  readonly status: 'notEvaluated' | 'notYet' | 'ungraded';
  readonly of?: Concerned;
  readonly when: Condition;
  readonly whenUndecided: WhenUndecided;
  /** The grade by which an ungraded firm is managed: B. */
  readonly managedAs?: string;
  readonly source?: SourceRef;
}

export const category: z.ZodType<Category, unknown> = z.strictObject({
  id: key,
  title,
  of: concerned.exactOptional(),
  admit: condition,
  source: sourceRef.exactOptional(),
  weightsTotal: decimalText,
  weightGroups: z.record(key, decimalText).exactOptional(),
  scoring: z.array(scoring),
  gap: gapRules.exactOptional(),
  rounding,
  ranking,
  grading,
});

export const statusRule: z.ZodType<StatusRule, unknown> = z.strictObject({
  id: key,
  title,
  status: z.enum(['notEvaluated', 'notYet', 'ungraded']),
  of: concerned.exactOptional(),
  when: condition,
  whenUndecided,
  managedAs: z.string().min(1).exactOptional(),
  source: sourceRef.exactOptional(),
});
