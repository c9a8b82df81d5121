import { z } from 'zod';
import {
  type Column,
  draftColumn,
  NOT_APPLICABLE,
  setInteger,
  setState,
  UNREADABLE,
  WITHHELD,
} from '../exact/column.ts';
import { parseExact } from '../exact/decimal.ts';
import { lowestCommonMultiple, type Rational } from '../exact/rational.ts';
import { firstFormFault } from '../issues/formFault.ts';
import { ISSUE_CODES, type Issue, type IssueCode, issue } from '../issues/issue.ts';
import { TOTAL_KINDS, TOTAL_SCOPES } from './checkTotals.ts';
import type { Facts, OwnFacts } from './facts.ts';
import { type FactsDocument, type FieldDocument, type PastDocument, usualColumn, usualText } from './factsDocument.ts';
import { HEADER_ROW_KINDS } from './headerRows.ts';
import type { PastEvaluation, PastFirm } from './history.ts';
import type { FieldOrigins, Line } from './origins.ts';
import type { ManualAdjustments } from './readAdjustments.ts';
import { lineForm, linesOf } from './readLines.ts';

/** Facts of an earlier run with the evaluations that it looked back at; or why the file is none. */
export interface FactsReading {
  readonly facts?: Facts;
  readonly history: readonly PastEvaluation[];
  readonly adjustments?: ManualAdjustments;
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
    const { path, expected, received } = firstFormFault(form.error.issues, json);
    return fault(path, expected, received);
  }
  const data = form.data;
  const ids = data.firms.map(([id]) => id);
  const misplaced = ids.findIndex((id, at) => at > 0 && !((ids[at - 1] as string) < id));
  if (misplaced > 0) return fault(`firms.${misplaced}`, 'each id once, in order', ids[misplaced] as string);
  const short = data.firms.findIndex(
    ([, rows, values]) => rows.length !== data.sources.length || values.length !== data.fields.length,
  );
  if (short >= 0) return fault(`firms.${short}`, 'as many rows as sources, as many values as fields', '');
  const read = columnsOf(
    ids,
    data.fields,
    data.firms.map((firm) => firm[2]),
  );
  if ('wrong' in read) return fault(`firms.${read.wrong[0]}.2.${read.wrong[1]}`, 'a value of the field', read.wrong[2]);
  const origins = new Map<string, FieldOrigins>();
  for (const [position, field] of data.fields.entries()) {
    const outside = field.columns.findIndex(([source, column]) => data.sources[source]?.columns[column] === undefined);
    if (outside >= 0) return fault(`fields.${position}.columns.${outside}`, 'a column of a source', field.key);
    if (field.columns.length === 0) continue;
    const lines = linesOf(field, position, data);
    if ('wrong' in lines)
      return fault(`firms.${lines.wrong}.4.${field.key}`, 'lines that add up to the value', field.key);
    origins.set(field.key, originsOf(field, position, data, lines.lines));
  }
  const own = new Map<string, OwnFacts>();
  for (const { label, fields, units } of data.own ?? []) {
    const of = columnsOf(
      units.map(([id]) => id),
      fields,
      units.map(([, values]) => values),
    );
    if ('wrong' in of) return fault(`own.${label}`, 'a value of the field', of.wrong[2]);
    own.set(label, of);
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
      ...read,
      year: data.year ?? undefined,
      sources: data.sources,
      origins: { rows, fields: origins },
      issues: data.issues,
      ...statedLabels(data.fields, read.labels),
      ...(data.own !== undefined && { own }),
      ...(data.mapping !== undefined && { mapping: data.mapping }),
    },
    ...(data.adjustments !== null && { adjustments: data.adjustments }),
    history,
    issues: [],
  };
}

/** Columns by field from rows of values; the first value that is none of its field: its row, its position and itself. */
function columnsOf(
  ids: readonly string[],
  fields: readonly Pick<FieldDocument, 'key' | 'kind' | 'unreadable'>[],
  rows: readonly (readonly (string | boolean | null)[])[],
): OwnFacts | { readonly wrong: readonly [row: number, position: number, value: string] } {
  const labels = new Map<string, readonly (string | undefined)[]>();
  const flags = new Map<string, readonly (boolean | undefined)[]>();
  const amounts = new Map<string, Column>();
  for (const [position, { key, kind, unreadable = [] }] of fields.entries()) {
    const values = rows.map((row) => row[position] ?? null);
    const wrong = (row: number) => ({ wrong: [row, position, JSON.stringify(values[row]) ?? ''] as const });
    switch (kind) {
      case 'label': {
        const row = values.findIndex((value) => typeof value === 'boolean');
        if (row >= 0) return wrong(row);
        labels.set(
          key,
          values.map((value) => (typeof value === 'string' ? value : undefined)),
        );
        break;
      }
      case 'flag': {
        const row = values.findIndex((value) => typeof value === 'string');
        if (row >= 0) return wrong(row);
        flags.set(
          key,
          values.map((value) => (typeof value === 'boolean' ? value : undefined)),
        );
        break;
      }
      case 'amount': {
        const column = amountColumn(values, new Set(unreadable));
        if (typeof column === 'number') return wrong(column);
        amounts.set(key, column);
        break;
      }
    }
  }
  return { ids, labels, flags, amounts };
}

/** The labels as cells stated them, without those that follow from the sector's code. */
function statedLabels(fields: readonly FieldDocument[], labels: Facts['labels']): Pick<Facts, 'stated'> {
  if (fields.every(({ kind, derived }) => kind !== 'label' || derived === undefined)) return {};
  const stated = fields.flatMap(({ key, derived = [], unreadable = [] }) => {
    const values = labels.get(key);
    if (values === undefined || derived === 'all') return [];
    const follows = new Set(derived);
    const ofCells = values.map((value, row) => (follows.has(row) ? undefined : value));
    return [[key, { values: ofCells, unreadable: new Set(unreadable) }] as const];
  });
  return { stated: new Map(stated) };
}

/** The amounts of a field over their least common denominator; the position of the first that is none. */
function amountColumn(values: readonly (string | boolean | null)[], unreadable: ReadonlySet<number>): Column | number {
  const exact: (Rational | undefined)[] = [];
  let denominator = 1n;
  for (const [at, value] of values.entries()) {
    const state = value === null || value === 'notApplicable' || value === 'withheld';
    const amount = typeof value === 'string' && !state ? parseExact(value) : undefined;
    if (amount === undefined && !state) return at;
    if (value !== null && unreadable.has(at)) return at;
    if (amount !== undefined) denominator = lowestCommonMultiple(denominator, amount.d);
    exact.push(amount);
  }
  const column = draftColumn(values.length, denominator);
  values.forEach((value, row) => {
    const amount = exact[row];
    if (amount !== undefined) setInteger(column, row, amount.n * (denominator / amount.d));
    else if (value !== null) setState(column, row, value === 'withheld' ? WITHHELD : NOT_APPLICABLE);
    else if (unreadable.has(row)) setState(column, row, UNREADABLE);
  });
  return column;
}

function originsOf(
  { key, columns }: FieldDocument,
  position: number,
  { firms }: FactsDocument,
  lines: ReadonlyMap<number, readonly Line[]>,
): FieldOrigins {
  const texts = firms.map(([, , values, cells]) => {
    const cell = cells !== undefined && Object.hasOwn(cells, key) ? cells[key] : undefined;
    if (cell === undefined) return usualText(values[position] ?? null);
    return typeof cell === 'string' ? cell : cell[1];
  });
  const column = Uint16Array.from(firms, ([, rows, , cells], firm) => {
    if (lines.has(firm)) return 0;
    const cell = cells !== undefined && Object.hasOwn(cells, key) ? cells[key] : undefined;
    return cell === undefined || typeof cell === 'string' ? usualColumn(columns, rows) : cell[0];
  });
  return {
    columns: columns.map(([source, at]) => ({ source, column: at })),
    column,
    textAt: (firm) => (column[firm] === 0 ? '' : (texts[firm] ?? '')),
    ...(lines.size > 0 && { lines }),
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
  sheet: z.string().exactOptional(),
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
        statedBy: z.enum(['firm', 'department']).exactOptional(),
        filled: count,
        missing: count,
      })
      .transform(({ header, number, field, unit, statedBy, filled, missing }) => ({
        header,
        number,
        field,
        unit,
        ...(statedBy !== undefined && { statedBy }),
        filled,
        missing,
      })),
  ),
  header: z
    .strictObject({
      dataFrom: z.int().min(1),
      rows: z.array(z.strictObject({ row: z.int().min(1), kind: z.enum(HEADER_ROW_KINDS), text: z.string() })),
    })
    .exactOptional(),
  totals: z
    .array(
      z.strictObject({
        row: z.int().min(1),
        text: z.string(),
        kind: z.enum(TOTAL_KINDS),
        scope: z.enum(TOTAL_SCOPES),
        columns: z.array(
          z.strictObject({
            column: z.int().min(1),
            stated: z.string(),
            own: z.string(),
            difference: z.string(),
            fits: z.enum(['withRefused', 'withSkipped']).exactOptional(),
          }),
        ),
      }),
    )
    .exactOptional(),
  leftOut: z.string().exactOptional(),
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
const lines = z.record(z.string(), z.array(lineForm).min(1));
const cells = z.record(z.string(), z.union([z.string(), z.tuple([count, z.string()])]));

const place = z.strictObject({
  file: z.string().exactOptional(),
  sheet: z.string().exactOptional(),
  row: z.int().exactOptional(),
  column: z.string().exactOptional(),
  cell: z.string().exactOptional(),
  firm: z.string().exactOptional(),
  path: z.string().exactOptional(),
});

const issues = z.array(
  z.strictObject({
    code: z.enum(codes),
    severity: z.enum(['error', 'warning', 'note']),
    place,
    expected: z.string(),
    received: z.string(),
    figures: z.record(z.string(), z.string()).exactOptional(),
  }),
);

const manual = z.strictObject({
  name: z.string(),
  sha256: z.string(),
  rows: count,
  lines: z.array(
    z.strictObject({
      place,
      firm: z.string(),
      field: z
        .strictObject({ key: z.string(), unit: z.string().exactOptional() })
        .transform(({ key, unit }) => ({ key, unit }))
        .exactOptional(),
      from: z.string(),
      to: z.string(),
      reason: z.string(),
      document: z.string(),
      approver: z.string(),
      date: z.string(),
    }),
  ),
  issues,
});

const kind = z.enum(['label', 'flag', 'amount']);
const values = z.array(z.union([z.string(), z.boolean(), z.null()]));

const document: z.ZodType<FactsDocument, unknown> = z.strictObject({
  format: z.literal('permu-facts/1'),
  year: z.int().nullable(),
  sources: z.array(source),
  history: z.array(past),
  adjustments: manual.nullable(),
  mapping: z.strictObject({ name: z.string(), sha256: z.string() }).exactOptional(),
  own: z
    .array(
      z.strictObject({
        label: z.string(),
        fields: z.array(
          z.strictObject({
            key: z.string(),
            kind,
            unit: z.string().exactOptional(),
            unreadable: z.array(count).exactOptional(),
          }),
        ),
        units: z.array(z.tuple([z.string(), values])),
      }),
    )
    .exactOptional(),
  fields: z.array(
    z.strictObject({
      key: z.string(),
      kind,
      unit: z.string().exactOptional(),
      columns: z.array(z.tuple([count, count])),
      derived: z.union([z.literal('all'), z.array(count)]).exactOptional(),
      unreadable: z.array(count).exactOptional(),
    }),
  ),
  issues,
  firms: z.array(
    z.union([
      z.tuple([z.string(), ...firmRest]),
      z.tuple([z.string(), ...firmRest, cells]),
      z.tuple([z.string(), ...firmRest, cells, lines]),
    ]),
  ),
});
