import { z } from 'zod';
import type { RoundingMode } from '../exact/rational.ts';
import { type Condition, condition, type WhenUndecided, whenUndecided } from './condition.ts';
import { STATUSES, type Status } from './flag.ts';
import { places, roundingMode } from './indicator.ts';
import type { SourceRef } from './source.ts';
import { sourceRef } from './source.ts';
import { key, quantityText, title } from './text.ts';

/**
 * A differential policy (差别化政策): what a grade costs a firm or earns it. At most one of `rate` and `share`; without either the
 * policy is a measure in words (its title), such as a cut of the energy quota. It moves no grade.
 */
export interface Policy {
  readonly id: string;
  readonly title: string;
  /** Can speak of everything, the final grade and earlier evaluations included. */
  readonly when: Condition;
  readonly whenUndecided: WhenUndecided;
  /** Only in these categories; absent: in all, and for firms of none. */
  readonly categories?: readonly string[];
  /** Firms of which statuses it can concern. */
  readonly among: readonly Status[];
  /** So much money for each unit of an amount: +0.30 元 for each 千瓦时 of `electricity`. */
  readonly rate?: { readonly on: string; readonly each: string };
  /** A share of an amount of money: +15 % of `waterFee`. A relief has a minus sign. */
  readonly share?: { readonly of: string; readonly times: string };
  /** How the money is rounded, in 元; with `rate` and `share`, and with them alone. */
  readonly rounding?: { readonly places: number; readonly mode: RoundingMode };
  /** Label that holds the number of the firm's utility account, which the list states: electricityAccount. */
  readonly account?: string;
  readonly source?: SourceRef;
}

export const policy: z.ZodType<Policy, unknown> = z
  .strictObject({
    id: key,
    title,
    when: condition,
    whenUndecided,
    categories: z.array(key).min(1).exactOptional(),
    among: z.array(z.enum(STATUSES)).min(1),
    rate: z.strictObject({ on: key, each: quantityText }).exactOptional(),
    share: z
      .strictObject({ of: key, times: z.string().regex(/^-?\d+(\.\d+)?%$/, { message: 'a share such as "15%"' }) })
      .exactOptional(),
    rounding: z.strictObject({ places, mode: roundingMode }).exactOptional(),
    account: key.exactOptional(),
    source: sourceRef.exactOptional(),
  })
  .refine((it) => it.rate === undefined || it.share === undefined, { message: 'not both rate and share' })
  .refine((it) => (it.rounding !== undefined) === (it.rate !== undefined || it.share !== undefined), {
    message: '"rounding" with rate or share, and with them alone',
    path: ['rounding'],
  });
