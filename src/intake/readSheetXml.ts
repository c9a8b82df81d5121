import { numberText } from './cellText.ts';
import { LIMITS } from './limits.ts';
import { addressOf, type SheetReading, SheetRows, type WorkbookSize } from './sheetRows.ts';
import { damaged, tooLarge } from './workbookFault.ts';
import { isTrue, unescapeExcel, type XlsxWorkbook } from './xlsxWorkbook.ts';
import { XmlReader } from './xmlReader.ts';

/** What a formula that was saved without its value is read as: an error, with the formula behind it. */
const UNCALCULATED = '#CALC!';

/**
 * Reads the cells of one sheet of an .xlsx, in one pass. Formulas are not computed: a cell has the value that was saved with
 * it, and one without any is handed on as `#CALC! =…`, so that it is missing with an issue and never zero or blank.
 */
export function readSheetXml(
  name: string,
  xml: string,
  workbook: XlsxWorkbook,
  size: WorkbookSize,
): SheetReading | undefined {
  const sheet = new SheetRows(size);
  let row = -1;
  let column = -1;
  for (const reader = new XmlReader(xml); reader.read(); ) {
    if (reader.kind === 'close') continue;
    switch (reader.name) {
      case 'row':
        row = rowNumber(reader.attribute('r'), row);
        column = -1;
        if (isTrue(reader.attribute('hidden'))) sheet.hideRow(row);
        break;
      case 'c': {
        const address = reader.attribute('r');
        const place = address === undefined ? { row, column: column + 1 } : placeAt(address);
        column = place.column;
        readCell(reader, place, workbook, sheet);
        break;
      }
      case 'col':
        if (isTrue(reader.attribute('hidden'))) {
          sheet.hideColumns(Number(reader.attribute('min')) - 1, Number(reader.attribute('max')) - 1);
        }
        break;
      case 'mergeCell':
        mergeCells(reader.attribute('ref') ?? '', sheet);
        break;
    }
  }
  return sheet.finish(name);
}

interface CellPlace {
  readonly row: number;
  readonly column: number;
}

function rowNumber(text: string | undefined, before: number): number {
  if (text === undefined) return before + 1;
  const row = /^\d{1,9}$/u.test(text) ? Number(text) : 0;
  if (row < 1) throw damaged('<row r="1">', `r="${text.slice(0, 20)}"`);
  if (row > LIMITS.rows) throw tooLarge(LIMITS.rows, '行 rows', row);
  return row - 1;
}

/** Where a cell stands that is called C5. */
function placeAt(address: string): CellPlace {
  let column = 0;
  let at = 0;
  for (; at < address.length; at += 1) {
    const letter = address.charCodeAt(at) - LETTER_BEFORE_A;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  let row = 0;
  for (let digit = at; digit < address.length; digit += 1) {
    const value = address.charCodeAt(digit) - ZERO;
    if (value < 0 || value > 9) row = Number.NaN;
    row = row * 10 + value;
  }
  if (at === 0 || at > 4 || !(row >= 1)) throw damaged('A1', address.slice(0, 20));
  return { row: row - 1, column: column - 1 };
}

const LETTER_BEFORE_A = 64;
const ZERO = 48;

function mergeCells(reference: string, sheet: SheetRows): void {
  const [first = '', last = first] = reference.split(':', 2);
  const [from, to] = [placeAt(first), placeAt(last)];
  const [row, column] = [Math.min(from.row, to.row), Math.min(from.column, to.column)];
  const rows = Math.abs(to.row - from.row) + 1;
  sheet.merge({ row, column, rows, columns: Math.abs(to.column - from.column) + 1 });
}

/** Reads on to the end of a cell and puts its text where it stands. */
function readCell(reader: XmlReader, { row, column }: CellPlace, workbook: XlsxWorkbook, sheet: SheetRows): void {
  if (reader.kind === 'empty') return;
  const type = reader.attribute('t') ?? 'n';
  const style = reader.attribute('s');
  let value: string | undefined;
  let formula: string | undefined;
  let inline = '';
  while (reader.read() && !(reader.kind === 'close' && reader.name === 'c')) {
    if (reader.kind === 'open' && reader.name === 'rPh') reader.skip();
    if (reader.kind === 'open') continue;
    const text = reader.kind === 'close' ? reader.text : '';
    if (reader.name === 'v') value = text;
    else if (reader.name === 'f') formula = text;
    else if (reader.name === 't') inline += text;
  }
  if (formula !== undefined && (value === undefined || (value === '' && type !== 'str')) && inline === '') {
    sheet.noteUncalculated(row, column, `=${formula}`);
    sheet.put(row, column, `${UNCALCULATED} =${formula}`.slice(0, LIMITS.cellLength));
  } else if (type === 'inlineStr') {
    sheet.put(row, column, unescapeExcel(inline));
  } else if (value !== undefined && value !== '') {
    sheet.put(row, column, textOf(value, type, style, { row, column }, workbook, sheet));
  }
}

function textOf(
  value: string,
  type: string,
  style: string | undefined,
  { row, column }: CellPlace,
  { sharedStrings, formats, from1904 }: XlsxWorkbook,
  sheet: SheetRows,
): string {
  const invalid = (expected: string) =>
    damaged(expected, value.slice(0, 30), { row: row + 1, column: addressOf(row, column) });
  switch (type) {
    case 's': {
      const text = sharedStrings[/^\s*\d+\s*$/u.test(value) ? Number(value) : -1];
      if (text === undefined) throw invalid(`0–${sharedStrings.length - 1} (sharedStrings)`);
      return text;
    }
    case 'b':
      return isTrue(value.trim()) ? 'TRUE' : 'FALSE';
    case 'n': {
      const number = value.trim() === '' ? Number.NaN : Number(value);
      if (Number.isNaN(number)) throw invalid('1234.5');
      const format = style === undefined ? '' : (formats[Number(style)] ?? '');
      const { text, shortened } = numberText(number, format, from1904, value.trim());
      if (shortened) sheet.noteShortened(row, column, `${value.trim().slice(0, 30)} → ${text}`);
      return text;
    }
    case 'd':
      return value
        .trim()
        .replace(/T00:00:00(\.0+)?Z?$/u, '')
        .replace('T', ' ');
    case 'e':
      return value.trim();
    default:
      return unescapeExcel(value);
  }
}
