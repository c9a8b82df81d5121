import type { Column } from '../exact/column.ts';
import type { Issue } from '../issues/issue.ts';
import type { TotalReport } from './checkTotals.ts';
import type { HeaderReport } from './describeHeader.ts';
import type { GatheredTexts } from './gatherTexts.ts';
import type { StatedBy } from './headerText.ts';
import type { Origins } from './origins.ts';

/**
 * What is known of the firms, as columns: row i of every column is the same firm. Rows are ordered by id, so that the
 * order of files and of their rows changes nothing.
 */
export interface Facts {
  /** What tells a firm apart, as the scheme's `identity` says: each occurs once. */
  readonly ids: readonly string[];
  /** Texts by field: name, town, zone, sector …; undefined where missing. */
  readonly labels: ReadonlyMap<string, readonly (string | undefined)[]>;
  /** Yes/no by field; undefined where missing. */
  readonly flags: ReadonlyMap<string, readonly (boolean | undefined)[]>;
  /** Amounts by field, in the canonical unit of their dimension. */
  readonly amounts: ReadonlyMap<string, Column>;
  /** The evaluation year that the tables state, where they state one. */
  readonly year: number | undefined;
  readonly sources: readonly DataSource[];
  /** The mapping that the tables were read by, if there was one. */
  readonly mapping?: { readonly name: string; readonly sha256: string };
  /** The cell of every datum. */
  readonly origins: Origins;
  readonly issues: readonly Issue[];
  /** Labels as cells state them, before those that follow from the sector's code; absent where nothing follows. */
  readonly stated?: ReadonlyMap<string, GatheredTexts<string>>;
  /** What tables state of units of evaluation themselves (园区、镇街), by the label that names the units. */
  readonly own?: ReadonlyMap<string, OwnFacts>;
}

/** Facts of units: row i of every column is the unit of this text. */
export type OwnFacts = Pick<Facts, 'ids' | 'labels' | 'flags' | 'amounts'>;

/** A file, or a sheet of one, that facts were read from, with an account of all its rows. */
export interface DataSource {
  /** Name of the file; a workbook gives a source for each sheet that is read. */
  readonly name: string;
  readonly sheet?: string;
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly sha256: string;
  /** Data rows below the header: rows = used + skipped + refused. */
  readonly rows: number;
  readonly used: number;
  /** Left out because they are no firm of this evaluation (total rows, blank rows, other years), each with an issue. */
  readonly skipped: number;
  /** Left out because of a fault (no id, the same firm twice), each with an issue. */
  readonly refused: number;
  readonly columns: readonly ColumnReading[];
  /** The rows above the data, which are not among `rows`; absent where they are one row of headers at the top. */
  readonly header?: HeaderReport;
  /** The totals and means that the table states, each beside the engine's own; absent where it states none. */
  readonly totals?: readonly TotalReport[];
  /** Why a mapping says that the table is not to be read; all its rows are skipped then. */
  readonly leftOut?: string;
}

/** How one column of a file was read. */
export interface ColumnReading {
  readonly header: string;
  /** Column number from 1. */
  readonly number: number;
  /** Key of the field it was read as; undefined: not used. */
  readonly field: string | undefined;
  /** Unit in which its cells were read, as spelled in the header or assumed from the field. */
  readonly unit: string | undefined;
  /** Who states its values, where the header says so. */
  readonly statedBy?: StatedBy;
  readonly filled: number;
  readonly missing: number;
}
