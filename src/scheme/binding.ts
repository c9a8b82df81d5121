import { z } from 'zod';
import type { SourceRef } from './source.ts';
import { sourceRef } from './source.ts';
import { key, shareText } from './text.ts';

/**
 * What the schemes that extend this one may not loosen. It is checked on the effective scheme whenever it is loaded, and
 * what compares with the parent when the chain is read. A child adds to its parents' list; it can neither drop nor change an
 * entry. It binds the rules that give the initial grade; of overrides it keeps those that it names.
 */
export type Binding = BoundGrade | BoundWeight | BoundIndicator | BoundRule;

interface BindingBase {
  readonly id: string;
  readonly source?: SourceRef;
}

/**
 * A cap or a floor on the share of a grade, in these categories or in all. A grading by shares keeps it if the grade's share
 * (its edge less the edge before) does, and if rounding the counts cannot break it: a cap counts down and a floor counts up.
 * For the best grade and for one counted from the bottom that is the mode of its own edge; for a worst grade that takes the
 * rest it is the opposite mode of the edge above it. A grade between two edges is held to its share alone, since
 * both counts are rounded. Thresholds on the score keep it by their `limits`, a selection by the share of its step. Ties across
 * an edge are the scheme's own (`ties`). Other gradings cannot keep a share.
 */
export interface BoundGrade extends BindingBase {
  readonly grade: string;
  readonly atMost?: string;
  readonly atLeast?: string;
  readonly categories?: readonly string[];
}

/**
 * Bounds on the weight of an indicator, in these categories or in all that score: points ("30") or a share of the
 * category's weights ("30%"). A category without the indicator has weight zero. What the indicator measures may not change.
 */
export interface BoundWeight extends BindingBase {
  readonly indicator: string;
  readonly weight: { readonly atLeast?: string; readonly atMost?: string };
  readonly categories?: readonly string[];
}

/** An indicator that must be scored, in these categories or in all that score. What it measures may not change. */
export interface BoundIndicator extends BindingBase {
  readonly indicator: string;
  readonly required: true;
  readonly categories?: readonly string[];
}

/**
 * A rule (status, adjustment, flag, override, board, category …) that must stay as it is, by its id: its text, what it refers
 * to (fields, ledgers, indicators, flags), and its precedence: no new rule of its list may stand before it.
 */
export interface BoundRule extends BindingBase {
  readonly rule: string;
  readonly kept: true;
}

const base = { id: key, source: sourceRef.exactOptional() };
const categories = z.array(key).min(1).exactOptional();
const bounds = { atMost: shareText.exactOptional(), atLeast: shareText.exactOptional() };
const BOUNDED = { message: '"atLeast", "atMost" or both' };
const bounded = (it: { atMost?: string; atLeast?: string }): boolean =>
  it.atMost !== undefined || it.atLeast !== undefined;

export const binding: z.ZodType<Binding, unknown> = z.union([
  z.strictObject({ ...base, grade: z.string().min(1), ...bounds, categories }).refine(bounded, BOUNDED),
  z.strictObject({ ...base, indicator: key, weight: z.strictObject(bounds).refine(bounded, BOUNDED), categories }),
  z.strictObject({ ...base, indicator: key, required: z.literal(true), categories }),
  z.strictObject({ ...base, rule: key, kept: z.literal(true) }),
]);
