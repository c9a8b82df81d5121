import { z } from 'zod';
import { type Condition, condition, type WhenUndecided, whenUndecided } from './condition.ts';
import type { SourceRef } from './source.ts';
import { sourceRef } from './source.ts';
import { decimalText, key, quantityText, title } from './text.ts';

/**
 * A bonus or deduction (加分/减分) on the score of the firms that have one and for which `when` holds. Exactly one of
 * `points`, `perUnit`, `ofScore` and `times`; each result is rounded like the category's points. Coefficients (`times`) come
 * first: the sum of points, rounded as the category says, is multiplied by all that hold, rounded once, and each shows what it adds in turn. The score is
 * that product plus all other adjustments, each group's sum held within its limits (rounded likewise). `when` can speak of
 * facts, indicators and the category, not of the score.
 */
export interface Adjustment {
  readonly id: string;
  readonly title: string;
  readonly when: Condition;
  readonly whenUndecided: WhenUndecided;
  /** Only in these categories; absent: in all that score. */
  readonly categories?: readonly string[];
  /** So many points: "5", "-10". */
  readonly points?: string;
  readonly perUnit?: PerUnit;
  /** A share of the sum of points, times the coefficients and before any other adjustment: "10%", "-5%". */
  readonly ofScore?: string;
  /** A coefficient on the sum of points: "1.1" for a favoured sector. It stands in no group. */
  readonly times?: string;
  /** Group whose cap it counts towards. */
  readonly group?: string;
  readonly source?: SourceRef;
}

/** Points for each unit of an amount beyond some of it; a broken unit counts in proportion: −5 for each tenant after the first. */
export interface PerUnit {
  readonly field: string;
  /** Points for one unit: "-5". */
  readonly each: string;
  /** The unit counted, and where the count begins: each `unit` beyond `after`. Quantities: "1 家", "0 家". */
  readonly unit: string;
  readonly after: string;
  /** A firm without the amount: no adjustment, or no score at all. */
  readonly ifMissing: 'none' | 'ungraded';
}

/** Limits on the sum of a group's adjustments, with zero between them; what a limit takes away is shown as an adjustment of the group. */
export interface AdjustmentGroup {
  readonly id: string;
  readonly title: string;
  readonly min?: string;
  readonly max?: string;
  readonly source?: SourceRef;
}

const ACTIONS = ['points', 'perUnit', 'ofScore', 'times'] as const;

export const adjustment: z.ZodType<Adjustment, unknown> = z
  .strictObject({
    id: key,
    title,
    when: condition,
    whenUndecided,
    categories: z.array(key).min(1).exactOptional(),
    points: decimalText.exactOptional(),
    perUnit: z
      .strictObject({
        field: key,
        each: decimalText,
        unit: quantityText,
        after: quantityText,
        ifMissing: z.enum(['none', 'ungraded']),
      })
      .exactOptional(),
    ofScore: z
      .string()
      .regex(/^-?\d+(\.\d+)?%$/, { message: 'a share of the score, such as "10%" or "-5%"' })
      .exactOptional(),
    times: z
      .string()
      .regex(/^\d+(\.\d+)?$/, { message: 'a coefficient that is not negative, such as "1.1"' })
      .exactOptional(),
    group: key.exactOptional(),
    source: sourceRef.exactOptional(),
  })
  .refine((it) => ACTIONS.filter((action) => it[action] !== undefined).length === 1, {
    message: 'exactly one of points, perUnit, ofScore, times',
  })
  .refine((it) => it.times === undefined || it.group === undefined, {
    message: 'a coefficient stands in no group',
    path: ['group'],
  });

export const adjustmentGroup: z.ZodType<AdjustmentGroup, unknown> = z
  .strictObject({
    id: key,
    title,
    min: decimalText.exactOptional(),
    max: decimalText.exactOptional(),
    source: sourceRef.exactOptional(),
  })
  .refine((it) => it.min !== undefined || it.max !== undefined, { message: '"min", "max" or both' });
