import type { FieldReader } from './gatherLines.ts';
import type { Answers } from './readHeader.ts';
import type { TextReading } from './readText.ts';
import { spelled } from './spelling.ts';

/** How labels and flags are read and compared, one by one; they neither add up nor have an order. */
export function textReader<T extends string | boolean>(
  read: (cell: string, answers: Answers | undefined) => TextReading<T>,
): FieldReader<T> {
  return {
    read: (cell, { answers }) => read(cell, answers),
    same: sameTexts,
    keep: (a, b) => (b < a ? b : a),
    order: () => undefined,
    sum: () => undefined,
    amountOf: () => undefined,
  };
}

/** Whether texts differ only in width, spaces or case. */
export function sameTexts(a: string | boolean, b: string | boolean): boolean {
  return typeof a === 'string' && typeof b === 'string' ? a === b || spelled(a) === spelled(b) : a === b;
}
