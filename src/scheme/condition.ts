import { z } from 'zod';
import { isDay } from '../exact/calendar.ts';
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
  | DateCondition
  | PreviousCondition
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

/**
 * A date within bounds, all of which must hold: between two dates, or of some age on a day. { "date": "productionDate",
 * "youngerThan": "2 年", "on": "12-31" } holds in the two years that follow the start of production.
 */
export interface DateCondition {
  readonly date: string;
  /** First and last day, both included: "2021-01-01". */
  readonly notBefore?: string;
  readonly notAfter?: string;
  /**
   * Full years or months ("3 年", "36 个月") between the date and the day `on`. They are full on the day of the same number in
   * the last month, or on that month's last day where it has no such day: 2020-02-29 is one year old on 2021-02-28.
   */
  readonly atLeastOld?: string;
  readonly youngerThan?: string;
  /** The day up to which the age counts: "12-31" of the evaluation year, or a day of a stated year: "2022-06-30". */
  readonly on?: string;
}

/**
 * What earlier evaluations (`--history`) said of the firm: its category, its final grade, or a flag of it, in each of the last
 * `years` years before this one. { "previously": { "grade": "D" }, "years": 2 } holds for a firm that was D twice running.
 *
 * Undecided where the evaluation of one of these years is not at hand; false where one of them does not know the firm.
 */
export interface PreviousCondition {
  readonly previously: {
    readonly category?: string | readonly string[];
    readonly grade?: string | readonly string[];
    readonly flag?: string;
  };
  readonly years: number;
}

/** The state of an amount, date, label or flag. Always decided. */
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

const day = z.iso.date({ message: 'a day such as "2022-12-31"' });
const age = z.string().regex(/^[1-9]\d{0,2}\s*(年|个月|月)$/u, { message: 'full years or months, such as "3 年"' });

const DAY_OF_YEAR = { message: 'a day of the year, such as "12-31"' };

const dateCondition: z.ZodType<DateCondition, unknown> = z
  .strictObject({
    date: key,
    notBefore: day.exactOptional(),
    notAfter: day.exactOptional(),
    atLeastOld: age.exactOptional(),
    youngerThan: age.exactOptional(),
    on: z
      .union([
        day,
        z
          .string()
          .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, DAY_OF_YEAR)
          .refine((text) => isDay(`2024-${text}`), DAY_OF_YEAR),
      ])
      .exactOptional(),
  })
  .refine((it) => Object.keys(it).some((name) => name !== 'date' && name !== 'on'), {
    message: 'at least one of notBefore, notAfter, atLeastOld, youngerThan',
  })
  .refine((it) => (it.on !== undefined) === (it.atLeastOld !== undefined || it.youngerThan !== undefined), {
    message: '"on" with atLeastOld or youngerThan, and with them alone',
    path: ['on'],
  });

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
      dateCondition,
      z.strictObject({
        previously: z
          .strictObject({
            category: oneOrMore(key).exactOptional(),
            grade: oneOrMore(z.string().min(1)).exactOptional(),
            flag: key.exactOptional(),
          })
          .refine((it) => Object.keys(it).length === 1, { message: 'exactly one of category, grade, flag' }),
        years: z.int().min(1).max(20),
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
