import { z } from 'zod';
import { type Adjustment, type AdjustmentGroup, adjustment, adjustmentGroup } from './adjustment.ts';
import { type Advice, advice } from './advice.ts';
import { type Binding, binding } from './binding.ts';
import { type Board, board } from './board.ts';
import { type Category, category, type StatusRule, statusRule } from './category.ts';
import { type DataCheckEntry, dataCheck } from './dataCheck.ts';
import { type Field, fields } from './field.ts';
import { type Flag, flag } from './flag.ts';
import { GAPS, type Gap, type Indicator, indicators } from './indicator.ts';
import { type Intake, intake } from './intake.ts';
import { type Ledger, ledgers } from './ledger.ts';
import { type Manual, manual } from './manual.ts';
import { type NotModelled, notModelled } from './notModelled.ts';
import { type Override, override } from './override.ts';
import { type Policy, policy } from './policy.ts';
import { type SourceDocument, type SourceRef, sourceDocument, sourceRef } from './source.ts';
import { key, title } from './text.ts';
import { type UnitRule, unitRule } from './unitRule.ts';

/**
 * A county's method as data (评价办法): everything that can move a grade, each with its source. The file form and the form
 * in memory are the same plain object, so what a run used can be written down and read again.
 */
export interface Scheme {
  readonly $schema?: string;
  readonly id: string;
  readonly title: string;
  readonly version: string;
  /** The method of which this is a version: versions of one family, each with its own `years`, are picked by the year. */
  readonly family?: string;
  /** Evaluation years in which the scheme holds; without `to` it is still in force. */
  readonly years: { readonly from: number; readonly to?: number };
  readonly note?: string;
  readonly sources: Readonly<Record<string, SourceDocument>>;
  /** Source of every rule that neither states its own nor stands in a category that does. */
  readonly source: SourceRef;
  readonly conventions: Conventions;
  /** Fields beyond the built-in ones, or built-in ones with other spellings. */
  readonly fields?: Readonly<Record<string, Field>>;
  readonly ledgers?: Readonly<Record<string, Ledger>>;
  readonly indicators: Readonly<Record<string, Indicator>>;
  /** How tables become facts: joins by name, rows that add up, two values of a datum, leases. */
  readonly intake?: Intake;
  /** Groups of sectors by code prefix; they give the label `sectorGroup`. */
  readonly sectorGroups?: readonly SectorGroup[];
  /** Units of evaluation beside single firms: firms merged, regions, grades taken from others. */
  readonly units?: readonly UnitRule[];
  readonly categories: readonly Category[];
  readonly statuses?: readonly StatusRule[];
  readonly adjustments?: readonly Adjustment[];
  readonly adjustmentGroups?: readonly AdjustmentGroup[];
  readonly flags?: readonly Flag[];
  readonly overrides?: readonly Override[];
  readonly boards?: readonly Board[];
  readonly policies?: readonly Policy[];
  readonly manual?: Manual;
  /** Checks of the data beside the built-in ones, in their place, or switched off; none of them moves a grade. */
  readonly checks?: readonly DataCheckEntry[];
  /** Ways to do better, tied to the amounts and indicators that they serve; they move no grade. */
  readonly advice?: readonly Advice[];
  /** What schemes that extend this one may not loosen. */
  readonly binding?: readonly Binding[];
  /** What the published text says and this language cannot express. */
  readonly notModelled?: readonly NotModelled[];
  /** The schemes that this one was made from by `extends`, the uppermost first; written by the engine. */
  readonly derivedFrom?: readonly Ancestor[];
}

/** A scheme that another extends: which it was, and the SHA-256 of its effective JSON with sorted keys. */
export interface Ancestor {
  readonly id: string;
  readonly version: string;
  readonly sha256: string;
}

/** What policy texts leave open and every evaluation has to settle. All are required; none has a default in code. */
export interface Conventions {
  /** What tells firms apart: a unified social credit code (checked), another code, or the name. */
  readonly identity: 'creditCode' | 'code' | 'name';
  /** A firm that several categories admit: the first listed takes it, or it is a fault and the firm is not evaluated. */
  readonly severalCategories: 'firstWins' | 'fault';
  /** Which reason is given when a measure has several causes to be a gap: all six, the strongest first. */
  readonly gapPrecedence: readonly Gap[];
  /** Whether points filled in for a gap enter the mean that fills other gaps. */
  readonly filledPointsInMeans: 'excluded' | 'included';
  /** Where a firm without the amount stands when it is ordered by it. */
  readonly missingRanks: 'last' | 'first';
  readonly source: SourceRef;
}

/** Sectors by the beginnings of their codes: ["33", "3351"]; the longest beginning decides. */
export interface SectorGroup {
  readonly id: string;
  readonly title: string;
  readonly codes: readonly string[];
  readonly source?: SourceRef;
}

const year = z.int().min(1990).max(2100);

export const schemeForm: z.ZodType<Scheme, unknown> = z.strictObject({
  $schema: z.string().exactOptional(),
  id: key,
  title,
  version: z.string().min(1),
  family: key.exactOptional(),
  years: z.strictObject({ from: year, to: year.exactOptional() }),
  note: z.string().exactOptional(),
  sources: z.record(key, sourceDocument),
  source: sourceRef,
  conventions: z.strictObject({
    identity: z.enum(['creditCode', 'code', 'name']),
    severalCategories: z.enum(['firstWins', 'fault']),
    gapPrecedence: z
      .array(z.enum(GAPS))
      .length(GAPS.length)
      .refine((order) => new Set(order).size === GAPS.length, { message: 'each of the six reasons once' }),
    filledPointsInMeans: z.enum(['excluded', 'included']),
    missingRanks: z.enum(['last', 'first']),
    source: sourceRef,
  }),
  fields: fields.exactOptional(),
  ledgers: ledgers.exactOptional(),
  indicators,
  intake: intake.exactOptional(),
  sectorGroups: z
    .array(
      z.strictObject({
        id: key,
        title,
        codes: z.array(z.string().regex(/^[A-Z]?\d{0,4}$/)).min(1),
        source: sourceRef.exactOptional(),
      }),
    )
    .exactOptional(),
  units: z.array(unitRule).exactOptional(),
  categories: z.array(category).min(1),
  statuses: z.array(statusRule).exactOptional(),
  adjustments: z.array(adjustment).exactOptional(),
  adjustmentGroups: z.array(adjustmentGroup).exactOptional(),
  flags: z.array(flag).exactOptional(),
  overrides: z.array(override).exactOptional(),
  boards: z.array(board).exactOptional(),
  policies: z.array(policy).exactOptional(),
  manual: manual.exactOptional(),
  checks: z.array(dataCheck).exactOptional(),
  advice: z.array(advice).exactOptional(),
  binding: z.array(binding).exactOptional(),
  notModelled: z.array(notModelled).exactOptional(),
  derivedFrom: z
    .array(z.strictObject({ id: z.string(), version: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }))
    .exactOptional(),
});
