import { z } from 'zod';
import { parseDecimal } from '../exact/decimal.ts';
import type { Rational } from '../exact/rational.ts';

/** Key of a rule, field or category: a word that can stand in a path and a file, without spaces or slashes. */
export const key: z.ZodType<string, unknown> = z
  .string()
  .regex(/^[\p{L}][\p{L}\p{N}_-]*$/u, { message: 'a letter, then letters, digits, _ or -' })
  .refine((text) => text !== '__proto__' && text !== 'constructor' && text !== 'prototype', {
    message: 'a name of your own',
  });

/** A text for people. */
export const title: z.ZodType<string, unknown> = z.string().min(1);

/** An exact number in plain decimal notation, as text so that no editor or parser rounds it: "30", "-3", "0.0302". */
export const decimalText: z.ZodType<string, unknown> = z
  .string()
  .regex(/^[+-]?\d+(\.\d+)?$/, { message: 'a decimal number as text, such as "30" or "0.5"' });

/** A number with its unit: "24.097 万元/亩"; a bare number for a share. */
export const quantityText: z.ZodType<string, unknown> = z
  .string()
  .regex(/^[+-]?\d+(\.\d+)?\s*\S*$/u, { message: 'a number and its unit, such as "3 亩"' });

/** A share: "20%" or "0.2". */
export const shareText: z.ZodType<string, unknown> = z
  .string()
  .regex(/^\d+(\.\d+)?%?$/, { message: 'a share, such as "20%"' });

/** The number of a text that may be absent. */
export function optionalDecimal(text: string | undefined): Rational | undefined {
  return text === undefined ? undefined : parseDecimal(text);
}
