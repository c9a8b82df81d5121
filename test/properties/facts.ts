import {
  type Column,
  draftColumn,
  MISSING,
  NOT_APPLICABLE,
  type State,
  setInteger,
  setState,
  UNREADABLE,
  WITHHELD,
} from '../../src/exact/column.ts';
import type { Facts } from '../../src/intake/facts.ts';
import type { FirmRecord } from '../../src/intake/factsFromRecords.ts';
import { NO_ORIGINS } from '../../src/intake/origins.ts';
import { type ManualAdjustments, readAdjustments } from '../../src/intake/readAdjustments.ts';
import { readCsv, type Table } from '../../src/intake/readCsv.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import { labelOf } from '../oracle/condition.ts';
import { Fraction, fractionOf } from '../oracle/fraction.ts';
import type { OracleFirm } from '../oracle/measure.ts';

/** The facts as columns, made without intake. */
export function factsOf(scheme: Scheme, firms: readonly OracleFirm[]): Facts {
  const ordered = firms.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const keysOf = (part: (firm: OracleFirm) => object) => [
    ...new Set(ordered.flatMap((firm) => Object.keys(part(firm)))),
  ];
  const labels = [...keysOf((firm) => firm.labels), 'sectorGroup'];
  return {
    ids: ordered.map(({ id }) => id),
    labels: new Map(labels.map((key) => [key, ordered.map((firm) => labelOf(scheme, firm, key))])),
    flags: new Map(keysOf((firm) => firm.flags).map((key) => [key, ordered.map((firm) => firm.flags[key])])),
    amounts: new Map(
      keysOf((firm) => firm.amounts).map((key) => [key, amountColumn(ordered.map((firm) => firm.amounts[key]))]),
    ),
    year: undefined,
    sources: [],
    origins: NO_ORIGINS,
    issues: [],
  };
}

const STATES: Readonly<Record<string, State>> = {
  missing: MISSING,
  notApplicable: NOT_APPLICABLE,
  withheld: WITHHELD,
  unreadable: UNREADABLE,
};

function amountColumn(texts: readonly (string | undefined)[]): Column {
  const places = Math.max(0, ...texts.map((text) => text?.split('.')[1]?.length ?? 0));
  const column = draftColumn(texts.length, 10n ** BigInt(places));
  texts.forEach((text, row) => {
    const state = STATES[text ?? 'missing'];
    if (state !== undefined) setState(column, row, state);
    else
      setInteger(
        column,
        row,
        fractionOf(text ?? '')
          .times(new Fraction(column.denominator))
          .toInteger('truncate'),
      );
  });
  return column;
}

/** How a table writes an amount that is absent. */
const TOKENS: Readonly<Record<string, string>> = {
  missing: '',
  notApplicable: '不适用',
  withheld: '*',
  unreadable: '约90亩',
};

/** The firms as plain objects, amounts in canonical units. */
export function recordsOf(firms: readonly OracleFirm[]): readonly FirmRecord[] {
  return firms.map(({ id, labels, flags, amounts }) => ({
    id,
    ...labels,
    ...flags,
    ...Object.fromEntries(Object.entries(amounts).map(([key, text]) => [key, TOKENS[text] ?? text])),
  }));
}

/** How a column of amounts is written: its header, and the cell of an amount in the canonical unit. */
export interface AmountColumn {
  readonly header: string;
  readonly cell: (text: string) => string;
}

/** The bytes of a CSV file with these firms, headed by the keys of fields; `write` can put an amount into another unit. */
export function csvOf(
  firms: readonly OracleFirm[],
  write: (field: string) => AmountColumn = (header) => ({ header, cell: (text) => text }),
): Uint8Array {
  const keysOf = (part: (firm: OracleFirm) => object) => [...new Set(firms.flatMap((firm) => Object.keys(part(firm))))];
  const labels = keysOf((firm) => firm.labels);
  const flags = keysOf((firm) => firm.flags);
  const fields = keysOf((firm) => firm.amounts);
  const columns = fields.map(write);
  const rows = firms.map((firm) => [
    firm.id,
    ...labels.map((key) => firm.labels[key] ?? ''),
    ...flags.map((key) => ({ true: '是', false: '否' })[String(firm.flags[key])] ?? ''),
    ...fields.map((key, at) => {
      const text = firm.amounts[key] ?? 'missing';
      return TOKENS[text] ?? columns[at]?.cell(text) ?? '';
    }),
  ]);
  const header = ['id', ...labels, ...flags, ...columns.map((column) => column.header)];
  return new TextEncoder().encode([header, ...rows].map((row) => `${row.join(',')}\r\n`).join(''));
}

/** The table that a file holds; one that cannot be read is an error of the test. */
export function tableOf(bytes: Uint8Array, name: string): Table {
  const { table, issues } = readCsv(bytes, name);
  if (table === undefined) throw new RangeError(`${name}: ${issues.map(({ code }) => code).join()}`);
  return table;
}

const HEADER = ['企业', '事项', '原值', '新值', '理由', '文号', '批准人', '日期'];

/** A line of an adjustments file. */
export type Line = readonly [firm: string, what: string, from: string, to: string];

export function adjustmentsOf(scheme: Scheme, lines: readonly Line[]): ManualAdjustments {
  const rows = [HEADER, ...lines.map((line) => [...line, '复核', '文1号', '张某', '2022-09-01'])];
  const bytes = new TextEncoder().encode(rows.map((row) => `${row.join(',')}\r\n`).join(''));
  return readAdjustments(tableOf(bytes, 'adjustments.csv'), scheme);
}
