import { z } from 'zod';
import seed from '../../seeds/checks.json' with { type: 'json' };
import { type Condition, condition } from './condition.ts';
import { type LedgerTerm, ledgerTerm } from './ledger.ts';
import type { Scheme } from './scheme.ts';
import type { SourceRef } from './source.ts';
import { sourceRef } from './source.ts';
import { decimalText, key, quantityText, shareText, title } from './text.ts';

/**
 * A check of the data: it finds figures that look wrong, and says so in a warning with its evidence. A check changes nothing and
 * moves no grade. The built-in ones are in seeds/checks.json; a scheme adds others, puts one of its own in the place of the
 * built-in one of the same id, or switches one `off`.
 */
export type DataCheck =
  | RangeCheck
  | JumpCheck
  | SumCheck
  | ContradictionCheck
  | OutlierCheck
  | UsualRatio
  | UnitCheck
  | RepeatedAmountCheck
  | PlaceholderCheck
  | AlikeRowsCheck;

/** A check as a scheme states it, or that a built-in one is not wanted. */
export type DataCheckEntry = DataCheck | SwitchedOff;

interface CheckBase {
  readonly id: string;
  readonly title: string;
  /** Why the check is there, for those who are asked to look at what it found. */
  readonly why?: string;
  readonly off?: true;
  readonly source?: SourceRef;
}

export interface SwitchedOff {
  readonly id: string;
  readonly off: true;
  readonly source?: SourceRef;
}

/** An amount (field or ledger) outside what any firm can have. Both bounds are still within. */
export interface RangeCheck extends CheckBase {
  readonly kind: 'range';
  readonly amount: string;
  readonly atLeast?: string;
  readonly atMost?: string;
}

/**
 * Amounts of the indicators that are so many times last year's, or the other way round. Compared are amounts above zero in both
 * years of which the larger one is at least `above`; `dimension` names all of one kind: money, area, people …
 */
export interface JumpCheck extends CheckBase {
  readonly kind: 'jump';
  readonly dimension: string;
  readonly times: string;
  readonly above: string;
}

/**
 * Two signed sums of amounts, compared where every term is known: as in a ledger, a term can say what counts as zero. They may
 * differ by the larger of the two tolerances: an amount, and a share of the larger sum.
 */
export interface SumCheck extends CheckBase {
  readonly kind: 'sums';
  readonly sum: readonly LedgerTerm[];
  readonly is: 'equal' | 'atMost';
  readonly to: readonly LedgerTerm[];
  readonly tolerance?: string;
  readonly toleranceShare?: string;
}

/** Firms that meet a condition and surely fail another; undecided is no contradiction. */
export interface ContradictionCheck extends CheckBase {
  readonly kind: 'contradiction';
  readonly when: Condition;
  readonly must: Condition;
}

/**
 * One amount per another far from the firms of the same label. With the quartiles Q1 and Q3 (the firms at the places ⌈n/4⌉ and
 * ⌈3n/4⌉, without interpolation), a firm is far if its ratio is above Q3 × (Q3/Q1)^fence and `times` the median, or as far below.
 * Only amounts above zero count.
 */
export interface OutlierCheck extends CheckBase {
  readonly kind: 'outlier';
  readonly of: string;
  readonly per: string;
  /** A label: division, sectorGroup, town … */
  readonly within: string;
  /** The fewest firms of which quartiles are taken. */
  readonly firms: number;
  readonly fence: number;
  readonly times: string;
  /** Only firms far above, or far below; both where absent. */
  readonly side?: 'high' | 'low';
}

/**
 * Where one amount per another lies for the median firm of any table, in any sector: so wide that only a wrong unit leaves
 * it. By these ratios `units` recognises columns and cells in another unit. Nothing is reported of a ratio by itself.
 */
export interface UsualRatio extends CheckBase {
  readonly kind: 'usualRatio';
  readonly of: string;
  readonly per: string;
  readonly atLeast: string;
  readonly atMost: string;
}

/**
 * Recognises amounts in another unit than the column says (亩 and ㎡, 万元 and 元 …) by the factor between the units.
 *
 * A column of a table: the fewest columns are looked for that, read in another unit, bring the medians of all usual ratios
 * where they belong. A cell: every ratio of it is off by about the factor, and none is near the median of its sector.
 * Against last year: the amount is last year's times the factor.
 */
export interface UnitCheck extends CheckBase {
  readonly kind: 'units';
  /** The fewest firms of which a median is taken. */
  readonly firms: number;
  /** A cell is judged by its ratios only for units that are at least so many times apart. */
  readonly cellTimes: string;
  /** How far from the median, as a factor, a ratio of a single firm can be and still be near it. */
  readonly near: string;
  /** How many ratios a cell must be off by. */
  readonly ratios: number;
  /** How far from last year's, as a factor, an amount can be once its unit is mended. */
  readonly nearLastYear: string;
  /** Fields that can rightly be very small in a firm of ordinary size, as a tax can. */
  readonly canBeSmall: readonly string[];
  /** Units in which nobody fills in a column by mistake. */
  readonly unlikely: readonly string[];
}

/**
 * The same amount in very many rows of a column. Counted are amounts of d significant digits that `firms` or more firms have, and
 * more than one in 10^(d − 2) of all: 20 and 1.5 are common, 123.45 is not.
 */
export interface RepeatedAmountCheck extends CheckBase {
  readonly kind: 'repeatedAmount';
  readonly firms: number;
}

/** Digits that nobody measured: 99999 and longer rows of nines, six and more equal digits, 123456 and longer. */
export interface PlaceholderCheck extends CheckBase {
  readonly kind: 'placeholder';
}

/** Two firms with the same amounts, so many of them of three significant digits or more: a row that was shifted or copied. */
export interface AlikeRowsCheck extends CheckBase {
  readonly kind: 'alikeRows';
  readonly amounts: number;
}

const base = {
  id: key,
  title,
  why: z.string().min(1).exactOptional(),
  off: z.literal(true).exactOptional(),
  source: sourceRef.exactOptional(),
};
const firms = z.int().min(3);
const BOUNDED = { message: '"atLeast", "atMost" or both' };

const known: z.ZodType<DataCheck, unknown> = z.discriminatedUnion('kind', [
  z
    .strictObject({
      ...base,
      kind: z.literal('range'),
      amount: key,
      atLeast: quantityText.exactOptional(),
      atMost: quantityText.exactOptional(),
    })
    .refine(({ atLeast, atMost }) => atLeast !== undefined || atMost !== undefined, BOUNDED),
  z.strictObject({
    ...base,
    kind: z.literal('jump'),
    dimension: z.string().min(1),
    times: decimalText,
    above: quantityText,
  }),
  z.strictObject({
    ...base,
    kind: z.literal('sums'),
    sum: z.array(ledgerTerm).min(1),
    is: z.enum(['equal', 'atMost']),
    to: z.array(ledgerTerm).min(1),
    tolerance: quantityText.exactOptional(),
    toleranceShare: shareText.exactOptional(),
  }),
  z.strictObject({ ...base, kind: z.literal('contradiction'), when: condition, must: condition }),
  z.strictObject({
    ...base,
    kind: z.literal('outlier'),
    of: key,
    per: key,
    within: key,
    firms,
    fence: z.int().min(1).max(6),
    times: decimalText,
    side: z.enum(['high', 'low']).exactOptional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('usualRatio'),
    of: key,
    per: key,
    atLeast: quantityText,
    atMost: quantityText,
  }),
  z.strictObject({
    ...base,
    kind: z.literal('units'),
    firms,
    cellTimes: decimalText,
    near: decimalText,
    ratios: z.int().min(1),
    nearLastYear: decimalText,
    canBeSmall: z.array(key),
    unlikely: z.array(z.string().min(1)),
  }),
  z.strictObject({ ...base, kind: z.literal('repeatedAmount'), firms }),
  z.strictObject({ ...base, kind: z.literal('placeholder') }),
  z.strictObject({ ...base, kind: z.literal('alikeRows'), amounts: z.int().min(2) }),
]);

export const dataCheck: z.ZodType<DataCheckEntry, unknown> = z.union([
  known,
  z.strictObject({ id: key, off: z.literal(true), source: sourceRef.exactOptional() }),
]);

/** The checks that ship with the engine. */
export const BUILT_IN_CHECKS: readonly DataCheck[] = seed.checks;

/** The checks of a scheme: the built-in ones, then its own; a check of its own stands in the place of the built-in one of its id. */
export function checksOf({ checks = [] }: Scheme): readonly DataCheck[] {
  const own = new Map(checks.map((check) => [check.id, check]));
  const all = BUILT_IN_CHECKS.map((check): DataCheckEntry => own.get(check.id) ?? check);
  const builtIn = new Set(BUILT_IN_CHECKS.map(({ id }) => id));
  return [...all, ...checks.filter(({ id }) => !builtIn.has(id))].flatMap((check) =>
    'kind' in check && check.off !== true ? [check] : [],
  );
}
