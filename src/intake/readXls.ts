import { type CellObject, CFB, read, set_cptable } from '@e965/xlsx';
import * as codepages from '@e965/xlsx/dist/cpexcel.full.mjs';
import { numberText } from './cellText.ts';
import { readOleWorkbook } from './oleFile.ts';
import { addressOf, type SheetReading, SheetRows, type WorkbookSize } from './sheetRows.ts';
import { damaged } from './workbookFault.ts';
import { readXlsRecords, type XlsSheet } from './xlsRecords.ts';

/** A sheet, or why it was left alone. */
export interface SheetOrHidden {
  readonly name: string;
  readonly hidden: boolean;
  readonly ofCells: boolean;
  readonly sheet: SheetReading | undefined;
}

/** Reads the sheets of an .xls: the library reads the cells, and nothing else is left in what it is given. */
export function readXls(bytes: Uint8Array, size: WorkbookSize): readonly SheetOrHidden[] {
  const { cells, from1904, sheets } = readXlsRecords(readOleWorkbook(bytes));
  // Texts of Excel 5 and 95 are in the codepage of their country, 936 in China.
  set_cptable(codepages);
  const workbook = read(packed(cells), {
    type: 'array',
    dense: true,
    cellNF: true,
    cellText: false,
    cellFormula: false,
    cellHTML: false,
  });
  if (workbook.SheetNames.length !== sheets.length) {
    throw damaged(`${sheets.length} 工作表 sheets`, String(workbook.SheetNames.length));
  }
  return sheets.map((sheet, position) => {
    const name = workbook.SheetNames[position] ?? '';
    const data = workbook.Sheets[name]?.['!data'];
    if (data === undefined && sheet.ofCells) throw damaged('单元格 cells', '–', { sheet: name });
    return { name, ...sheet, sheet: data === undefined ? undefined : readRows(name, data, sheet, from1904, size) };
  });
}

/** The stream in a container of our own, with nothing beside it. */
function packed(stream: Uint8Array): Uint8Array {
  const container = CFB.utils.cfb_new();
  CFB.utils.cfb_add(container, '/Workbook', stream);
  return Uint8Array.from(CFB.write(container, { type: 'array' }));
}

function readRows(
  name: string,
  data: readonly (readonly (CellObject | undefined)[] | undefined)[],
  { hiddenRows, hiddenColumns, merged }: XlsSheet,
  from1904: boolean,
  size: WorkbookSize,
): SheetReading | undefined {
  const rows = new SheetRows(size);
  data.forEach((cells, row) => {
    cells?.forEach((cell, column) => {
      if (cell === undefined) return;
      rows.put(
        row,
        column,
        textOf(cell, from1904, (change) => rows.noteShortened(row, column, change), addressOf(row, column)),
      );
    });
  });
  for (const row of hiddenRows) rows.hideRow(row);
  for (const [first, last] of hiddenColumns) rows.hideColumns(first, last);
  for (const [top, bottom, left, right] of merged) {
    const [row, column] = [Math.min(top, bottom), Math.min(left, right)];
    rows.merge({ row, column, rows: Math.abs(bottom - top) + 1, columns: Math.abs(right - left) + 1 });
  }
  return rows.finish(name);
}

function textOf(cell: CellObject, from1904: boolean, noteShortened: (change: string) => void, address: string): string {
  const value: unknown = cell.v;
  switch (cell.t) {
    case 'n': {
      if (typeof value !== 'number') throw damaged('1234.5', String(value), { column: address });
      const { text, shortened } = numberText(value, typeof cell.z === 'string' ? cell.z : '', from1904);
      if (shortened) noteShortened(`${value} → ${text}`);
      return text;
    }
    case 'b':
      return value === true ? 'TRUE' : 'FALSE';
    case 'e':
      return ERRORS.get(Number(value)) ?? '#N/A';
    default:
      return typeof value === 'string' ? value : '';
  }
}

/** [MS-XLS] 2.5.10 BErr. */
const ERRORS: ReadonlyMap<number, string> = new Map([
  [0x00, '#NULL!'],
  [0x07, '#DIV/0!'],
  [0x0f, '#VALUE!'],
  [0x17, '#REF!'],
  [0x1d, '#NAME?'],
  [0x24, '#NUM!'],
  [0x2a, '#N/A'],
]);
