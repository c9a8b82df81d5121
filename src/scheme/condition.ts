import { z } from 'zod';
import { GAPS, type Gap } from './indicator.ts';
import { decimalText, key, quantityText } from './text.ts';

/**
 * A condition on a firm, a small tree. It is true, false, or undecided where a datum that it needs is absent; undecided
 * is never taken for false: each rule states what it does then.
 *
 * `all` is false as soon as one part is false, and `any` true as soon as one is true, whatever the others.
 */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | AmountCondition
  | IndicatorCondition
  | LabelCondition
  | FlagCondition
  | StateCondition
  | GapCondition
  | ScoreCondition
  | GradeCondition
  | CategoryCondition;

/** Bounds, all of which must hold; quantities carry their unit. */
export interface Bounds {
  readonly atLeast?: string;
  readonly moreThan?: string;
  readonly atMost?: string;
  readonly lessThan?: string;
  readonly equals?: string;
}

/** An amount (field or ledger) within bounds: { "field": "land", "atLeast": "3 亩" }. */
export interface AmountCondition extends Bounds {
  readonly field: string;
}

/** An indicator within bounds, compared on the unrounded ratio. Undecided where the indicator is a gap. */
export interface IndicatorCondition extends Bounds {
  readonly indicator: string;
}

/** A label that is one of some texts, or a code that begins with one of some prefixes. */
export interface LabelCondition {
  readonly label: string;
  readonly is?: string | readonly string[];
  readonly startsWith?: string | readonly string[];
}

/** A yes/no field of the facts, or a flag that the scheme raises. */
export interface FlagCondition {
  readonly flag: string;
}

/** The state of an amount, label or flag. Always decided. */
export interface StateCondition {
  readonly state: string;
  readonly is: 'reported' | 'missing' | 'notApplicable' | 'withheld';
}

/** An indicator that is a gap, for one of some reasons. Always decided. */
export interface GapCondition {
  readonly gapOf: string;
  readonly is: Gap | readonly Gap[];
}

/** The score within bounds; only where a score exists by then. */
export interface ScoreCondition extends Bounds {
  readonly score: true;
}

/** The grade (of the stage before) being one of some. */
export interface GradeCondition {
  readonly grade: string | readonly string[];
}

export interface CategoryCondition {
  readonly category: string | readonly string[];
}

const oneOrMore = <T>(schema: z.ZodType<T, unknown>): z.ZodType<T | readonly T[], unknown> =>
  z.union([schema, z.array(schema).min(1)]);

const boundsOf = (schema: z.ZodType<string, unknown>) => ({
  atLeast: schema.exactOptional(),
  moreThan: schema.exactOptional(),
  atMost: schema.exactOptional(),
  lessThan: schema.exactOptional(),
  equals: schema.exactOptional(),
});

const hasBound = (bounds: object): boolean => Object.keys(bounds).length > 1;
const BOUND = { message: 'at least one of atLeast, moreThan, atMost, lessThan, equals' };

export const condition: z.ZodType<Condition, unknown> = z
  .lazy(() =>
    z.union([
      z.strictObject({ all: z.array(condition) }),
      z.strictObject({ any: z.array(condition) }),
      z.strictObject({ not: condition }),
      z.strictObject({ field: key, ...boundsOf(quantityText) }).refine(hasBound, BOUND),
      z.strictObject({ indicator: key, ...boundsOf(quantityText) }).refine(hasBound, BOUND),
      z
        .strictObject({
          label: key,
          is: oneOrMore(z.string()).exactOptional(),
          startsWith: oneOrMore(z.string().min(1)).exactOptional(),
        })
        .refine((it) => (it.is === undefined) !== (it.startsWith === undefined), {
          message: 'either "is" or "startsWith"',
        }),
      z.strictObject({ flag: key }),
      z.strictObject({ state: key, is: z.enum(['reported', 'missing', 'notApplicable', 'withheld']) }),
      z.strictObject({ gapOf: key, is: oneOrMore(z.enum(GAPS)) }),
      z.strictObject({ score: z.literal(true), ...boundsOf(decimalText) }).refine(hasBound, BOUND),
      z.strictObject({ grade: oneOrMore(z.string().min(1)) }),
      z.strictObject({ category: oneOrMore(key) }),
    ]),
  )
  .meta({ id: 'Condition', description: 'a condition on a firm' });

/** What a rule does with a firm for which its condition is undecided, because a datum is absent. */
export type WhenUndecided = 'holds' | 'doesNotHold';
export const whenUndecided: z.ZodType<WhenUndecided, unknown> = z
  .enum(['holds', 'doesNotHold'])
  .meta({ description: 'what a firm gets for which the condition cannot be decided, a datum being absent' });

/** The list form of "one or several". */
export function listOf<T extends string>(one: T | readonly T[]): readonly T[] {
  return typeof one === 'string' ? [one] : one;
}

/** Every condition of a tree, itself included, with its path below `path`. */
export function* conditionParts(root: Condition, path: string): Generator<[Condition, string]> {
  yield [root, path];
  if ('all' in root) for (const [i, part] of root.all.entries()) yield* conditionParts(part, `${path}.all[${i}]`);
  else if ('any' in root) for (const [i, part] of root.any.entries()) yield* conditionParts(part, `${path}.any[${i}]`);
  else if ('not' in root) yield* conditionParts(root.not, `${path}.not`);
}
