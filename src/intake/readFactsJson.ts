import { z } from 'zod';
import { type Column, draftColumn, NOT_APPLICABLE, setInteger, setState, WITHHELD } from '../exact/column.ts';
import { parseExact } from '../exact/decimal.ts';
import { lowestCommonMultiple, type Rational } from '../exact/rational.ts';
import { ISSUE_CODES, type Issue, type IssueCode, issue } from '../issues/issue.ts';
import type { Facts } from './facts.ts';
import { type FactsDocument, type FieldDocument, type PastDocument, usualColumn, usualText } from './factsDocument.ts';
import type { PastEvaluation, PastFirm } from './history.ts';
import type { FieldOrigins } from './origins.ts';

/** Facts of an earlier run with the evaluations that it looked back at; or why the file is none. */
export interface FactsReading {
  readonly facts?: Facts;
  readonly history: readonly PastEvaluation[];
  readonly issues: readonly Issue[];
}

/**
 * Reads the facts of a run back: the value parsed from its facts.json. Every cell and amount is checked; what is not as it
 * should be is an issue that names the first such place, and then there are no facts.
 *
 * @param name - name of the file, for the issue
 */
export function readFactsJson(json: unknown, name = 'facts.json'): FactsReading {
  const fault = (path: string, expected: string, received: string): FactsReading => ({
    history: [],
    issues: [issue('factsInvalid', { file: name, path }, expected, received)],
  });
  const form = document.safeParse(json);
  if (!form.success) {
    const first = form.error.issues[0];
    return fault(first?.path.map(String).join('.') ?? '', 'permu-facts/1', first?.message ?? '');
  }
  const data = form.data;
  const ids = data.firms.map(([id]) => id);
  const misplaced = ids.findIndex((id, at) => at > 0 && !((ids[at - 1] as string) < id));
  if (misplaced > 0) return fault(`firms.${misplaced}`, 'each id once, in order', ids[misplaced] as string);
  const short = data.firms.findIndex(
    ([, rows, values]) => rows.length !== data.sources.length || values.length !== data.fields.length,
  );
  if (short >= 0) return fault(`firms.${short}`, `${data.sources.length} rows, ${data.fields.length} values`, '');
  const labels = new Map<string, readonly (string | undefined)[]>();
  const flags = new Map<string, readonly (boolean | undefined)[]>();
  const amounts = new Map<string, Column>();
  const origins = new Map<string, FieldOrigins>();
  for (const [position, field] of data.fields.entries()) {
    const values = data.firms.map((firm) => firm[2][position] ?? null);
    const wrong = (at: number): FactsReading =>
      fault(`firms.${at}.2.${position}`, field.kind, JSON.stringify(values[at]) ?? '');
    switch (field.kind) {
      case 'label': {
        const at = values.findIndex((value) => typeof value === 'boolean');
        if (at >= 0) return wrong(at);
        labels.set(
          field.key,
          values.map((value) => (typeof value === 'string' ? value : undefined)),
        );
        break;
      }
      case 'flag': {
        const at = values.findIndex((value) => typeof value === 'string');
        if (at >= 0) return wrong(at);
        flags.set(
          field.key,
          values.map((value) => (typeof value === 'boolean' ? value : undefined)),
        );
        break;
      }
      case 'amount': {
        const column = amountColumn(values);
        if (typeof column === 'number') return wrong(column);
        amounts.set(field.key, column);
        break;
      }
    }
    const outside = field.columns.findIndex(([source, column]) => data.sources[source]?.columns[column] === undefined);
    if (outside >= 0) return fault(`fields.${position}.columns.${outside}`, 'a column of a source', field.key);
    if (field.columns.length > 0) origins.set(field.key, originsOf(field, position, data));
  }
  const history: PastEvaluation[] = [];
  for (const [position, past] of data.history.entries()) {
    const reading = readPast(past);
    if (typeof reading === 'string') return fault(`history.${position}`, '0.00', reading);
    history.push(reading);
  }
  const rows = data.sources.map((_, source) => Uint32Array.from(data.firms, (firm) => firm[1][source] ?? 0));
  return {
    facts: {
      ids,
      labels,
      flags,
      amounts,
      year: data.year ?? undefined,
      sources: data.sources,
      origins: { rows, fields: origins },
      issues: data.issues,
    },
    history,
    issues: [],
  };
}

/** The amounts of a field over their least common denominator; the position of the first that is none. */
function amountColumn(values: readonly (string | boolean | null)[]): Column | number {
  const exact: (Rational | undefined)[] = [];
  let denominator = 1n;
  for (const [at, value] of values.entries()) {
    const state = value === null || value === 'notApplicable' || value === 'withheld';
    const amount = typeof value === 'string' && !state ? parseExact(value) : undefined;
    if (amount === undefined && !state) return at;
    if (amount !== undefined) denominator = lowestCommonMultiple(denominator, amount.d);
    exact.push(amount);
  }
  const column = draftColumn(values.length, denominator);
  values.forEach((value, row) => {
    const amount = exact[row];
    if (amount !== undefined) setInteger(column, row, amount.n * (denominator / amount.d));
    else if (value !== null) setState(column, row, value === 'withheld' ? WITHHELD : NOT_APPLICABLE);
  });
  return column;
}

function originsOf({ key, columns }: FieldDocument, position: number, { firms }: FactsDocument): FieldOrigins {
  const texts = firms.map(([, , values, cells]) => {
    const cell = cells !== undefined && Object.hasOwn(cells, key) ? cells[key] : undefined;
    if (cell === undefined) return usualText(values[position] ?? null);
    return typeof cell === 'string' ? cell : cell[1];
  });
  const column = Uint16Array.from(firms, ([, rows, , cells]) => {
    const cell = cells !== undefined && Object.hasOwn(cells, key) ? cells[key] : undefined;
    return cell === undefined || typeof cell === 'string' ? usualColumn(columns, rows) : cell[0];
  });
  return {
    columns: columns.map(([source, at]) => ({ source, column: at })),
    column,
    textAt: (firm) => (column[firm] === 0 ? '' : (texts[firm] ?? '')),
  };
}

/** An earlier evaluation; the first text in it that is no number. */
function readPast({ firms, ...past }: PastDocument): PastEvaluation | string {
  const known = new Map<string, PastFirm>();
  for (const { id, statusRule, grade, amounts, ...firm } of firms) {
    const exact = new Map<string, { numerator: Rational; denominator: Rational | undefined }>();
    for (const [indicator, [above = '', below]] of Object.entries(amounts)) {
      const numerator = parseExact(above);
      const denominator = below === undefined ? undefined : parseExact(below);
      if (numerator === undefined) return above;
      if (below !== undefined && denominator === undefined) return below;
      exact.set(indicator, { numerator, denominator });
    }
    known.set(id, { ...firm, statusRule, grade, amounts: exact });
  }
  return { ...past, firms: known };
}

const count = z.int().min(0);
const codes = Object.keys(ISSUE_CODES) as [IssueCode, ...IssueCode[]];

const source = z.strictObject({
  name: z.string(),
  sha256: z.string(),
  rows: count,
  used: count,
  skipped: count,
  refused: count,
  columns: z.array(
    z
      .strictObject({
        header: z.string(),
        number: z.int().min(1),
        field: z.string().exactOptional(),
        unit: z.string().exactOptional(),
        filled: count,
        missing: count,
      })
      .transform(({ header, number, field, unit, filled, missing }) => ({
        header,
        number,
        field,
        unit,
        filled,
        missing,
      })),
  ),
});

const past = z.strictObject({
  name: z.string(),
  sha256: z.string(),
  year: z.int(),
  scheme: z.string(),
  firms: z.array(
    z.strictObject({
      id: z.string(),
      category: z.string().nullable(),
      status: z.string(),
      statusRule: z.string().exactOptional(),
      grade: z.string().exactOptional(),
      flags: z.array(z.string()),
      labels: z.record(z.string(), z.string()),
      amounts: z.record(z.string(), z.array(z.string()).min(1).max(2)),
    }),
  ),
});

const firmRest = [z.array(count), z.array(z.union([z.string(), z.boolean(), z.null()]))] as const;
const cells = z.record(z.string(), z.union([z.string(), z.tuple([count, z.string()])]));

const document: z.ZodType<FactsDocument, unknown> = z.strictObject({
  format: z.literal('permu-facts/1'),
  year: z.int().nullable(),
  sources: z.array(source),
  history: z.array(past),
  fields: z.array(
    z.strictObject({
      key: z.string(),
      kind: z.enum(['label', 'flag', 'amount']),
      unit: z.string().exactOptional(),
      columns: z.array(z.tuple([count, count])),
    }),
  ),
  issues: z.array(
    z.strictObject({
      code: z.enum(codes),
      severity: z.enum(['error', 'warning']),
      place: z.strictObject({
        file: z.string().exactOptional(),
        sheet: z.string().exactOptional(),
        row: z.int().exactOptional(),
        column: z.string().exactOptional(),
        firm: z.string().exactOptional(),
        path: z.string().exactOptional(),
      }),
      expected: z.string(),
      received: z.string(),
    }),
  ),
  firms: z.array(z.union([z.tuple([z.string(), ...firmRest]), z.tuple([z.string(), ...firmRest, cells])])),
});
