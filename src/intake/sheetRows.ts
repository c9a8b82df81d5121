import { columnName } from '../issues/issue.ts';
import { LIMITS } from './limits.ts';
import type { MergedCells } from './readCsv.ts';
import { damaged, tooLarge } from './workbookFault.ts';

/** One sheet as it was read. */
export interface SheetReading {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
  readonly merged: readonly MergedCells[];
  /** Rows and columns, as indices, that hold something and are hidden. */
  readonly hiddenRows: readonly number[];
  readonly hiddenColumns: readonly number[];
  /** What formulas say that were saved without their values. */
  readonly uncalculated: Noted;
  /** Numbers of more than 15 significant digits, which are read as Excel shows them; `first` names the first few cells. */
  readonly shortened: Noted;
}

/** How many cells, and the first of them: its address and what it holds. */
export interface Noted {
  readonly count: number;
  readonly first: string;
}

/** What all sheets of a workbook hold, counted against the limits. */
export class WorkbookSize {
  #cells = 0;
  #padded = 0;
  #merged = 0;

  addCell(): void {
    this.#cells += 1;
    if (this.#cells > LIMITS.cells) throw tooLarge(LIMITS.cells, '单元格 cells', this.#cells);
  }

  addPadding(cells: number): void {
    this.#padded += cells;
    if (this.#padded > LIMITS.paddedCells) {
      throw tooLarge(LIMITS.paddedCells, '单元格（含空白）cells, blank ones too', this.#padded);
    }
  }

  addMerged(): void {
    this.#merged += 1;
    if (this.#merged > LIMITS.merged) throw tooLarge(LIMITS.merged, '合并区域 merged ranges', this.#merged);
  }
}

/** Puts cells where they stand, so that row k of the sheet is rows[k − 1] and column A is the first. */
export class SheetRows {
  readonly #size: WorkbookSize;
  readonly #rows = new Map<number, string[]>();
  readonly #ranges: MergedCells[] = [];
  readonly #hiddenRows: number[] = [];
  readonly #hiddenColumns: [number, number][] = [];
  readonly #uncalculated = { count: 0, first: '' };
  readonly #shortened = { count: 0, first: '' };

  constructor(size: WorkbookSize) {
    this.#size = size;
  }

  put(row: number, column: number, text: string): void {
    checkPlace(row, column);
    if (text === '') return;
    if (text.length > LIMITS.cellLength) {
      throw tooLarge(LIMITS.cellLength, '字 characters', text.length, { row: row + 1, column: addressOf(row, column) });
    }
    this.#size.addCell();
    const cells = this.#rows.get(row) ?? [];
    if (cells.length === 0) this.#rows.set(row, cells);
    if (column < cells.length) {
      if (cells[column] !== '') throw damaged('×1', `${addressOf(row, column)} ×2`);
    } else {
      this.#size.addPadding(column + 1 - cells.length);
      while (cells.length < column) cells.push('');
    }
    cells[column] = text;
  }

  merge(range: MergedCells): void {
    this.#size.addMerged();
    this.#ranges.push(range);
  }

  hideRow(row: number): void {
    this.#hiddenRows.push(row);
  }

  hideColumns(first: number, last: number): void {
    this.#hiddenColumns.push([first, last]);
    const { length } = this.#hiddenColumns;
    if (length > LIMITS.columns) throw tooLarge(LIMITS.columns, '列 columns', length);
  }

  noteUncalculated(row: number, column: number, formula: string): void {
    this.#uncalculated.count += 1;
    if (this.#uncalculated.count === 1) this.#uncalculated.first = `${addressOf(row, column)} ${formula.slice(0, 60)}`;
  }

  noteShortened(row: number, column: number, change: string): void {
    this.#shortened.count += 1;
    const { count } = this.#shortened;
    if (count === 1) this.#shortened.first = `${addressOf(row, column)} ${change}`;
    else if (count <= MOST_NAMED) this.#shortened.first += `、${addressOf(row, column)}`;
    else if (count === MOST_NAMED + 1) this.#shortened.first += '…';
  }

  /** The sheet, up to its last filled row; undefined where it has no cell. */
  finish(name: string): SheetReading | undefined {
    const filled = [...this.#rows.keys()].sort((a, b) => a - b);
    const last = filled.at(-1);
    if (last === undefined) return undefined;
    const blank = last + 1 - filled.length;
    if (blank > LIMITS.blankRows) throw tooLarge(LIMITS.blankRows, '空行 blank rows', blank);
    const rows = new Array<readonly string[]>(last + 1).fill(BLANK);
    for (const [row, cells] of this.#rows) rows[row] = cells;
    const columns = new Set<number>();
    for (const cells of this.#rows.values()) {
      for (let column = 0; column < cells.length; column += 1) if (cells[column] !== '') columns.add(column);
    }
    const within = ({ row, column }: MergedCells): boolean => row <= last && column < LIMITS.columns;
    return {
      name,
      rows,
      merged: this.#ranges
        .filter(within)
        .map((range) => ({ ...range, rows: Math.min(range.rows, last + 1 - range.row) })),
      hiddenRows: [...new Set(this.#hiddenRows)].filter((row) => this.#rows.has(row)),
      hiddenColumns: [...columns]
        .sort((a, b) => a - b)
        .filter((column) => this.#hiddenColumns.some(([from, to]) => from <= column && column <= to)),
      uncalculated: this.#uncalculated,
      shortened: this.#shortened,
    };
  }
}

/** How many of the cells a finding names. */
const MOST_NAMED = 8;
const BLANK: readonly string[] = [];

/** A cell as Excel names it: C5. */
export function addressOf(row: number, column: number): string {
  return `${columnName(column)}${row + 1}`;
}

function checkPlace(row: number, column: number): void {
  if (!(row >= 0 && row < LIMITS.rows)) throw tooLarge(LIMITS.rows, '行 rows', row + 1);
  if (!(column >= 0 && column < LIMITS.columns)) throw tooLarge(LIMITS.columns, '列 columns', column + 1);
}
