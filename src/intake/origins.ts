import type { DataSource } from './facts.ts';

/**
 * Where every datum stands in the files. A firm has at most one row in a table, so a row number for each firm and table, and
 * for each datum the column, find every cell.
 */
export interface Origins {
  /** By position in the facts' `sources`: number of each firm's row as people count rows, or 0 where it has none. */
  readonly rows: readonly Uint32Array[];
  /** By key of the field. A label that was derived (the section of a sector) has no cell and stands in none. */
  readonly fields: ReadonlyMap<string, FieldOrigins>;
}

/** The columns that hold a field, and which of them each firm's datum is from. */
export interface FieldOrigins {
  readonly columns: readonly OriginColumn[];
  /**
   * 1 + position in `columns`, or 0 where no table has a row of the firm. Where a datum is missing it is the first cell that
   * says nothing or could not be read; where two cells differ, the first of them.
   */
  readonly column: Uint16Array;
  /** The text of the firm's cell, as it was written; "" where there is none. */
  readonly textAt: (firm: number) => string;
}

/** A column of a file: positions in `sources`, and in the `columns` of that source. */
export interface OriginColumn {
  readonly source: number;
  readonly column: number;
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
}

export const NO_ORIGINS: Origins = { rows: [], fields: new Map() };

/** The cell that a firm's datum is from; undefined for what no cell says: a derived label, a sum, a firm that no table names. */
export function cellAt(
  { sources, origins }: { readonly sources: readonly DataSource[]; readonly origins: Origins },
  field: string,
  firm: number,
): Cell | undefined {
  const of = origins.fields.get(field);
  const place = of?.columns[(of.column[firm] ?? 0) - 1];
  const source = place === undefined ? undefined : sources[place.source];
  const column = place === undefined ? undefined : source?.columns[place.column];
  if (of === undefined || place === undefined || source === undefined || column === undefined) return undefined;
  return {
    file: source.name,
    ...(source.sheet !== undefined && { sheet: source.sheet }),
    row: origins.rows[place.source]?.[firm] ?? 0,
    column: column.number,
    header: column.header,
    text: of.textAt(firm),
    unit: column.unit,
  };
}
