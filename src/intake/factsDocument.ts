import type { Issue } from '../issues/issue.ts';
import type { DataSource } from './facts.ts';
import type { LeaseDetails, Line } from './origins.ts';
import type { ManualAdjustments } from './readAdjustments.ts';

/**
 * The facts of a run as a file (facts.json): what the original files said, cell by cell, and all that is needed to compute the
 * run again without them. Amounts are exact decimals as text, in canonical units; one without finite notation is "1/3".
 */
export interface FactsDocument {
  readonly format: 'permu-facts/1';
  /** The evaluation year that the tables state; null where they state none. */
  readonly year: number | null;
  readonly sources: readonly DataSource[];
  readonly history: readonly PastDocument[];
  /** The file of corrections and moves by hand; null where there is none. */
  readonly adjustments: ManualAdjustments | null;
  /** The mapping that the tables were read by; absent where there is none. */
  readonly mapping?: { readonly name: string; readonly sha256: string };
  /** What tables state of units of evaluation themselves, by the label that names the units. */
  readonly own?: readonly OwnDocument[];
  readonly fields: readonly FieldDocument[];
  /** What was wrong with the files. */
  readonly issues: readonly Issue[];
  readonly firms: readonly FirmDocument[];
}

export interface FieldDocument {
  readonly key: string;
  readonly kind: 'label' | 'flag' | 'amount';
  /** Canonical unit of the amounts. */
  readonly unit?: string;
  /** The columns that hold it: position in `sources`, and in the `columns` of that source, both from 0. */
  readonly columns: readonly (readonly [source: number, column: number])[];
  /** Of a label: positions of the firms for which it follows from the sector's code, or "all"; absent where nothing follows. */
  readonly derived?: 'all' | readonly number[];
  /** Of labels and amounts: positions of the firms of which a cell could not be read, or two differ. */
  readonly unreadable?: readonly number[];
}

/** Facts of units: a row of values, in the order of `fields`, for each unit. */
export interface OwnDocument {
  readonly label: string;
  readonly fields: readonly Pick<FieldDocument, 'key' | 'kind' | 'unit' | 'unreadable'>[];
  readonly units: readonly (readonly [id: string, values: readonly (string | boolean | null)[]])[];
}

/**
 * One firm: its id; the number of its row in each source (0: none); the value of each field, in the order of `fields`; and,
 * by field, the cells whose column or text is not the usual one, and the lines of data that are not those of one cell.
 *
 * Values: text; true and false; for an amount its decimal, "notApplicable" or "withheld"; null where missing. The usual column
 * is the first one of the field whose source has a row of the firm. The usual text is that of the value itself, 是 or 否 for a
 * flag, and nothing for what is missing. A datum with lines has no cell beside them.
 */
export type FirmDocument = readonly [
  id: string,
  rows: readonly number[],
  values: readonly (string | boolean | null)[],
  cells?: Readonly<Record<string, CellDocument>>,
  lines?: Readonly<Record<string, readonly LineDocument[]>>,
];

/** The text of the cell in the usual column; or 1 + the position of its column among those of the field (0: none), and the text. */
export type CellDocument = string | readonly [column: number, text: string];

/**
 * One of the cells that a datum comes from: position of its column among those of the field, number of its row, its text, what
 * part it has, what it comes to in the canonical unit (null where it is no amount), and what its row says beside it: the parcel or meter, the lease.
 */
export type LineDocument = readonly [
  column: number,
  row: number,
  text: string,
  part: Line['part'],
  amount: string | null,
  details?: { readonly label?: string; readonly lease?: LeaseDetails },
];

/** What was needed of an earlier evaluation. */
export interface PastDocument {
  readonly name: string;
  readonly sha256: string;
  readonly year: number;
  readonly scheme: string;
  readonly firms: readonly PastFirmDocument[];
}

export interface PastFirmDocument {
  readonly id: string;
  readonly category: string | null;
  readonly status: string;
  readonly statusRule?: string;
  readonly grade?: string;
  readonly flags: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** Numerator and, where there is one, denominator of each indicator. */
  readonly amounts: Readonly<Record<string, readonly string[]>>;
}

/** The text that a cell usually has, for a value. */
export function usualText(value: string | boolean | null): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : value ? '是' : '否';
}

/** 1 + the position of the first of the columns whose source has a row of the firm; 0 where none has. */
export function usualColumn(columns: FieldDocument['columns'], rows: readonly number[]): number {
  return columns.findIndex(([source]) => (rows[source] ?? 0) > 0) + 1;
}
