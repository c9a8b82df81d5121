import { draftColumn, revisedColumn } from '../exact/column.ts';
import type { Rational } from '../exact/rational.ts';
import type { Facts } from './facts.ts';

/** The facts with another amount of one field of one firm, in the canonical unit; all else is as it was, and the facts given stay. */
export function changeAmount(facts: Facts, field: string, row: number, value: Rational): Facts {
  const rows = facts.ids.length;
  const column = facts.amounts.get(field) ?? draftColumn(rows, 1n);
  const changed = revisedColumn(column, rows, new Map([[row, value]]));
  return { ...facts, amounts: new Map(facts.amounts).set(field, changed) };
}
