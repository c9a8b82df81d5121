import type { Rational } from '../exact/rational.ts';
import type { DataSource } from './facts.ts';
import type { StatedBy } from './headerText.ts';

/**
 * Where every datum stands in the files. Most data are of one cell, on the first row that a firm has in a table: a row number
 * for each firm and table, and for each datum the column, find it. Any other datum (the sum of several rows, the one of two
 * values that counts, what leases add up to) has its lines.
 */
export interface Origins {
  /** By position in the facts' `sources`: number of each firm's first row as people count rows, or 0 where it has none. */
  readonly rows: readonly Uint32Array[];
  /** By key of the field. A label that was derived (the section of a sector) has no cell and stands in none. */
  readonly fields: ReadonlyMap<string, FieldOrigins>;
}

/** The columns that hold a field, and which of them each firm's datum is from. */
export interface FieldOrigins {
  readonly columns: readonly OriginColumn[];
  /**
   * 1 + position in `columns`, or 0 where no table has a row of the firm, or the datum has lines. Where a datum is missing it is
   * the first cell that says nothing or could not be read; where two cells differ, the first of them.
   */
  readonly column: Uint16Array;
  /** The text of the firm's cell, as it was written; "" where there is none. */
  readonly textAt: (firm: number) => string;
  /** The cells of each firm whose datum is not simply that of one; absent where no firm has such. */
  readonly lines?: ReadonlyMap<number, readonly Line[]>;
}

/** A column of a file: positions in `sources`, and in the `columns` of that source. */
export interface OriginColumn {
  readonly source: number;
  readonly column: number;
}

/** One of the cells that a datum comes from. */
export interface Line {
  /** Position in the field's `columns`. */
  readonly column: number;
  /** Number of the row as people count rows. */
  readonly row: number;
  /** As it was written. */
  readonly text: string;
  /** `counts`: the datum is the sum of all such. `agrees`: says the same again. `notUsed`: says something else, or cannot be used. */
  readonly part: 'counts' | 'agrees' | 'notUsed';
  /** What it comes to, in the canonical unit; absent where it is no amount. */
  readonly amount?: Rational;
  /** What tells it from the firm's other rows: its parcel or meter. */
  readonly label?: string;
  readonly lease?: LeaseDetails;
}

/** What a table of leases says beside the amount. */
export interface LeaseDetails {
  /** What the firm is in it. */
  readonly role: 'landlord' | 'tenant';
  /** Whose statement it is; absent: a register of both parties. */
  readonly statedBy?: 'landlord' | 'tenant';
  /** The other party: its id where it is among the firms, else as it is written. */
  readonly counterparty: string;
  readonly parcel?: string;
  readonly landlordKind?: string;
  readonly from?: string;
  readonly to?: string;
  /** Days that count, and days of the year, where the amount is a part by days. */
  readonly days?: readonly [counted: number, ofYear: number];
}

/** One cell: file, sheet where the file is a workbook, row and column as people count them from 1, header, original text, and the unit it was read in. */
export interface Cell {
  readonly file: string;
  readonly sheet?: string;
  readonly row: number;
  readonly column: number;
  readonly header: string;
  readonly text: string;
  readonly unit: string | undefined;
  /** Who states the value, where the header says so. */
  readonly statedBy: StatedBy | undefined;
}

export const NO_ORIGINS: Origins = { rows: [], fields: new Map() };

type Placed = { readonly sources: readonly DataSource[]; readonly origins: Origins };

/**
 * The cell that a firm's datum is from; undefined for what no cell says by itself: a derived label, a sum of several lines, a
 * firm that no table names.
 */
export function cellAt(facts: Placed, field: string, firm: number): Cell | undefined {
  const of = facts.origins.fields.get(field);
  const lines = of?.lines?.get(firm);
  if (lines !== undefined) {
    const [only] = lines;
    return lines.length === 1 && only?.lease === undefined ? lineCells(facts, field, firm)[0]?.cell : undefined;
  }
  const place = of?.columns[(of.column[firm] ?? 0) - 1];
  if (of === undefined || place === undefined) return undefined;
  return cellIn(facts, place, facts.origins.rows[place.source]?.[firm] ?? 0, of.textAt(firm));
}

/** The lines of a firm's datum with their cells; none where it is that of one cell. */
export function lineCells(
  facts: Placed,
  field: string,
  firm: number,
): readonly { readonly line: Line; readonly cell: Cell }[] {
  const of = facts.origins.fields.get(field);
  return (of?.lines?.get(firm) ?? []).flatMap((line) => {
    const place = of?.columns[line.column];
    const cell = place === undefined ? undefined : cellIn(facts, place, line.row, line.text);
    return cell === undefined ? [] : [{ line, cell }];
  });
}

function cellIn({ sources }: Placed, place: OriginColumn, row: number, text: string): Cell | undefined {
  const source = sources[place.source];
  const column = source?.columns[place.column];
  if (source === undefined || column === undefined) return undefined;
  const { number, header, unit, statedBy } = column;
  const sheet = source.sheet === undefined ? {} : { sheet: source.sheet };
  return { file: source.name, ...sheet, row, column: number, header, text, unit, statedBy };
}
