import { z } from 'zod';
import { parseExact } from '../exact/decimal.ts';
import { add, compare, type Rational, ZERO } from '../exact/rational.ts';
import type { FactsDocument, FieldDocument, LineDocument } from './factsDocument.ts';
import type { LeaseDetails, Line } from './origins.ts';

const count = z.int().min(0);
const parts = z.enum(['counts', 'agrees', 'notUsed']);
const head = [count, z.int().min(1), z.string(), parts, z.string().nullable()] as const;
const lease: z.ZodType<LeaseDetails, unknown> = z.strictObject({
  role: z.enum(['landlord', 'tenant']),
  statedBy: z.enum(['landlord', 'tenant']).exactOptional(),
  counterparty: z.string(),
  parcel: z.string().exactOptional(),
  landlordKind: z.string().exactOptional(),
  from: z.string().exactOptional(),
  to: z.string().exactOptional(),
  days: z.tuple([count, z.int().min(365).max(366)]).exactOptional(),
});

/** The form of a line in facts.json. */
export const lineForm: z.ZodType<LineDocument, unknown> = z.union([
  z.tuple([...head]),
  z.tuple([...head, z.strictObject({ label: z.string().exactOptional(), lease: lease.exactOptional() })]),
]);

/** The lines of one field by firm; or the first firm whose lines are of no column, are no amounts, or are not the value's sum. */
export function linesOf(
  { key, columns, kind }: FieldDocument,
  position: number,
  { firms }: FactsDocument,
): { readonly lines: ReadonlyMap<number, readonly Line[]> } | { readonly wrong: number } {
  const lines = new Map<number, readonly Line[]>();
  for (const [firm, [, , values, , all]] of firms.entries()) {
    const documents = all !== undefined && Object.hasOwn(all, key) ? all[key] : undefined;
    if (documents === undefined) continue;
    const read = documents.map(readLine);
    if (read.some((line) => line === undefined || columns[line.column] === undefined)) return { wrong: firm };
    const ofFirm = read.filter((line) => line !== undefined);
    const value = values[position];
    const amount = kind === 'amount' && typeof value === 'string' ? parseExact(value) : undefined;
    if (amount !== undefined && compare(sumOf(ofFirm), amount) !== 0) return { wrong: firm };
    lines.set(firm, ofFirm);
  }
  return { lines };
}

function readLine([column, row, text, part, exact, details]: LineDocument): Line | undefined {
  const amount = exact === null ? undefined : parseExact(exact);
  if (exact !== null && amount === undefined) return undefined;
  return {
    column,
    row,
    text,
    part,
    ...(amount !== undefined && { amount }),
    ...details,
  };
}

function sumOf(lines: readonly Line[]): Rational {
  return lines
    .flatMap(({ part, amount }) => (part === 'counts' && amount !== undefined ? [amount] : []))
    .reduce(add, ZERO);
}
