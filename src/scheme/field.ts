import { z } from 'zod';
import seed from '../../seeds/fields.json' with { type: 'json' };
import type { SourceRef } from './source.ts';
import { sourceRef } from './source.ts';
import { key, quantityText, title } from './text.ts';
import { canonicalUnit, type Dimension, stepOfDimension, unitReadings } from './unit.ts';

/**
 * A field of the facts: an amount with a dimension, a label (text by which firms are picked or grouped), a date, or a flag
 * (yes/no). `spellings` are headers under which it is found in tables.
 */
export type Field = AmountField | LabelField | DateField | FlagField;

interface FieldBase {
  readonly title: string;
  readonly spellings?: readonly string[];
  readonly source?: SourceRef;
}

export interface AmountField extends FieldBase {
  readonly kind: 'amount';
  /** Unit in which the amount is kept and shown, and that a header without a unit is read in only with a warning. */
  readonly unit: string;
  /** Needed only where the unit alone does not tell: 吨 is a mass, water, or a mass of pollutant. */
  readonly dimension?: Dimension;
  /**
   * How finely the amount is filed, as a quantity: "0.01 万元", "1 人". `reach` changes it by whole steps. Absent: the step of the
   * dimension in seeds/units.json. It moves no grade.
   */
  readonly step?: string;
}

export interface LabelField extends FieldBase {
  readonly kind: 'label';
  /** The values that the label can take, each with other spellings of it; absent: any text. */
  readonly values?: Readonly<Record<string, readonly string[]>>;
}

/** A day: of registration, of the start of production, of the land contract. Facts keep it among the labels, as YYYY-MM-DD. */
export interface DateField extends FieldBase {
  readonly kind: 'date';
}

export interface FlagField extends FieldBase {
  readonly kind: 'flag';
  /**
   * The tables with the flag are lists (名单) of those whom it concerns: a firm in none of them is not. Absent: a firm without
   * a row is not known. A blank cell is missing either way, and so is every firm where no table has the flag.
   */
  readonly unlisted?: 'no';
}

const field: z.ZodType<Field, unknown> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('amount'),
    title,
    unit: z.string(),
    dimension: z.string().exactOptional(),
    step: quantityText.exactOptional(),
    spellings: z.array(z.string().min(1)).exactOptional(),
    source: sourceRef.exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('label'),
    title,
    values: z.record(z.string(), z.array(z.string())).exactOptional(),
    spellings: z.array(z.string().min(1)).exactOptional(),
    source: sourceRef.exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('date'),
    title,
    spellings: z.array(z.string().min(1)).exactOptional(),
    source: sourceRef.exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('flag'),
    title,
    unlisted: z.literal('no').exactOptional(),
    spellings: z.array(z.string().min(1)).exactOptional(),
    source: sourceRef.exactOptional(),
  }),
]);

export const fields: z.ZodType<Readonly<Record<string, Field>>, unknown> = z.record(key, field);

/** Fields that every scheme can speak of, from seeds/fields.json. A scheme may add others, or its own spellings. */
export const BUILT_IN_FIELDS: Readonly<Record<string, Field>> = seed.fields;

/**
 * The dimension of an amount field. Undefined when its unit is unknown, or has several readings and no `dimension`
 * chooses between them.
 */
export function fieldDimension(amount: AmountField): Dimension | undefined {
  const readings = unitReadings(amount.unit).map((unit) => unit.dimension);
  if (amount.dimension !== undefined) return readings.includes(amount.dimension) ? amount.dimension : undefined;
  return readings.length === 1 ? readings[0] : readings.find((dimension) => canonicalUnit(dimension) === amount.unit);
}

/** How finely an amount is filed, as a quantity with its unit: what the field states, else what seeds/units.json has for its dimension. */
export function stepOf(amount: AmountField): string | undefined {
  const dimension = fieldDimension(amount);
  return amount.step ?? (dimension === undefined ? undefined : stepOfDimension(dimension));
}
