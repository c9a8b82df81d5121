import { cellName, type Issue, issue } from '../issues/issue.ts';
import type { AdmittedRows } from './admitRows.ts';
import type { FieldOrigins, Line } from './origins.ts';
import type { ColumnPlan } from './planTable.ts';
import { placeOf } from './rowPlace.ts';
import { keptText } from './spelling.ts';

/** A column of one table that says something of a field, with the firm of each admitted row. */
export interface Contribution {
  /** Position of the table among the sources. */
  readonly source: number;
  readonly table: AdmittedRows;
  readonly column: ColumnPlan;
  /** Row of the facts for each admitted row of the table. */
  readonly firms: Uint32Array;
}

/** How many of a column's admitted cells hold something that was read; the others are missing. */
export type FilledCounts = Map<ColumnPlan, number>;

export function cellOf({ table, column }: Contribution, admitted: number): string {
  return table.plan.rows[table.rows[admitted] ?? -1]?.[column.at] ?? '';
}

/** An issue of one cell. */
export function cellIssue(
  contribution: Contribution,
  admitted: number,
  fault: { readonly code: Issue['code']; readonly expected: string },
): Issue {
  const { table, column } = contribution;
  const place = placeOf(table.plan, table.rows[admitted] ?? -1, column.header, table.ids[admitted]);
  const cell = cellName(place.row, column.at + 1);
  return issue(fault.code, { ...place, cell }, fault.expected, keptText(cellOf(contribution, admitted)));
}

/** Keeps, for one field, which cell gave each firm its datum, and which firms got two that differ. */
export class Claims {
  readonly #contributions: readonly Contribution[];
  /** For each firm the contribution that gave its datum, from 1, and the admitted row there; 0 is none. */
  readonly #by: Uint16Array;
  readonly #row: Uint32Array;
  /** 1 where that cell says something. */
  readonly #says: Uint8Array;
  readonly #disputed = new Set<number>();

  constructor(firms: number, contributions: readonly Contribution[]) {
    this.#contributions = contributions;
    this.#by = new Uint16Array(firms);
    this.#row = new Uint32Array(firms);
    this.#says = new Uint8Array(firms);
  }

  /** Whether a firm has a datum already; if not, this cell is where it has it from. */
  claim(firm: number, contribution: number, admitted: number): boolean {
    if (this.#says[firm] === 1) return false;
    this.#says[firm] = 1;
    this.#by[firm] = contribution + 1;
    this.#row[firm] = admitted;
    return true;
  }

  /** Notes a cell that says nothing or cannot be read: the place of the firm's datum unless another cell has it. */
  pass(firm: number, contribution: number, admitted: number): void {
    if (this.#by[firm] !== 0) return;
    this.#by[firm] = contribution + 1;
    this.#row[firm] = admitted;
  }

  /** Notes that a cell says something else than the firm's first one: one issue for a firm, which names both cells. */
  dispute(firm: number, contribution: number, admitted: number, issues: Issue[]): void {
    if (this.#disputed.has(firm)) return;
    this.#disputed.add(firm);
    const here = this.#contributions[contribution];
    const there = this.#contributions[(this.#by[firm] ?? 0) - 1];
    if (here === undefined || there === undefined) return;
    const first = this.#row[firm] ?? 0;
    const { name, sheet } = there.table.plan;
    const file = sheet === undefined ? name : `${name} ${sheet}`;
    const shown = `${written(there, first)} (${file} ${there.table.plan.firstRow + (there.table.rows[first] ?? 0)})`;
    const found = cellIssue(here, admitted, { code: 'factRepeated', expected: shown });
    issues.push({ ...found, received: written(here, admitted) });
  }

  /** Takes the datum of a firm from no cell. */
  release(firm: number): void {
    this.#by[firm] = 0;
  }

  /** Takes the datum of a firm from another cell than the first that said something. */
  reclaim(firm: number, contribution: number, admitted: number): void {
    this.#by[firm] = contribution + 1;
    this.#row[firm] = admitted;
  }

  /**
   * Where each firm's datum stands. Texts are read from the tables, which stay as they are for as long as the facts live.
   *
   * @param rows - number of each firm's first row by source; a datum of another row has a line that says which
   */
  origins(rows: readonly Uint32Array[]): FieldOrigins {
    const columns = this.#contributions.map(({ source, table, column }) => ({
      source,
      column: table.plan.columns.indexOf(column),
    }));
    const textAt = (firm: number): string => {
      const contribution = this.#contributions[(this.#by[firm] ?? 0) - 1];
      return contribution === undefined ? '' : cellOf(contribution, this.#row[firm] ?? 0);
    };
    const lines = this.#laterRows(rows, textAt);
    return { columns, column: this.#by, textAt, ...(lines.size > 0 && { lines }) };
  }

  /** The cells of data that do not stand on the firm's first row in their table. */
  #laterRows(rows: readonly Uint32Array[], textAt: (firm: number) => string): Map<number, readonly Line[]> {
    const lines = new Map<number, readonly Line[]>();
    if (!this.#contributions.some(({ table }) => table.several)) return lines;
    for (const [firm, by] of this.#by.entries()) {
      const contribution = this.#contributions[by - 1];
      if (contribution?.table.several !== true) continue;
      const { plan, rows: admitted } = contribution.table;
      const row = plan.firstRow + (admitted[this.#row[firm] ?? 0] ?? 0);
      if (row === rows[contribution.source]?.[firm]) continue;
      lines.set(firm, [{ column: by - 1, row, text: textAt(firm), part: 'counts' }]);
    }
    for (const firm of lines.keys()) this.#by[firm] = 0;
    return lines;
  }

  /** The firms whose data differ between tables; neither datum is used. */
  get disputed(): ReadonlySet<number> {
    return this.#disputed;
  }
}

function written(contribution: Contribution, admitted: number): string {
  const { unit } = contribution.column;
  const text = keptText(cellOf(contribution, admitted));
  return unit === undefined ? text : `${text} ${unit}`;
}
