import type { Scheme } from '../scheme/scheme.ts';
import type { Facts } from './facts.ts';
import { indexFields } from './fieldIndex.ts';
import { gatherFacts } from './gatherFacts.ts';
import { planTable } from './planTable.ts';
import type { Table } from './readCsv.ts';
import { settleYear } from './years.ts';

/**
 * Reads facts from tables, by the fields and the identity of a scheme. Tables are joined by firm; their order, and that of
 * their rows, changes nothing but the places that issues name.
 *
 *   table ─ header, columns, units ─ rows sorted out ─ firms joined ─ cells read, field by field ─ Facts
 *
 * Never throws and guesses nothing: what cannot be read is an issue and missing, and each row that is not used is counted
 * and has exactly one issue. Amounts come out exact in the canonical unit of their dimension.
 *
 * @param options.year - the year evaluated. Without it, it is the only year that the tables' year columns state; where they
 *   state several, their rows are refused (`yearUnknown`). A year in a header (2023年税收) is compared with it, or, where
 *   neither says so, with the only year that the scheme holds for.
 */
export function readFacts(tables: readonly Table[], scheme: Scheme, options: { readonly year?: number } = {}): Facts {
  const index = indexFields(scheme);
  const sketches = tables.map((table) => planTable(table, index, options.year).plan);
  const { from, to } = scheme.years;
  const year = settleYear(sketches, index, options.year).evaluated ?? (from === to ? from : undefined);
  const plans = tables.map((table) => planTable(table, index, year));
  const issues = plans.flatMap((each) => each.issues);
  return gatherFacts(
    plans.map(({ plan }) => plan),
    index,
    scheme,
    options.year,
    issues,
  );
}
