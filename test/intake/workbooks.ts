import { type CellObject, utils, type WorkBook, write } from '@e965/xlsx';
import { strToU8, zipSync } from 'fflate';
import { readWorkbook } from '../../src/intake/readWorkbook.ts';
import { issueLine } from '../../src/issues/sentences.ts';

export type BookType = 'xlsx' | 'biff8' | 'biff5';

/** A workbook of one sheet that the library writes, from cells by their addresses. */
export function bookOf(
  cells: Readonly<Record<string, CellObject>>,
  bookType: BookType,
  change: Partial<WorkBook> = {},
): Uint8Array {
  const addresses = Object.keys(cells).map((address) => utils.decode_cell(address));
  const end = { r: Math.max(...addresses.map(({ r }) => r)), c: Math.max(...addresses.map(({ c }) => c)) };
  const sheet = { ...cells, '!ref': utils.encode_range({ s: { r: 0, c: 0 }, e: end }) };
  const book: WorkBook = { SheetNames: ['Sheet1'], Sheets: { Sheet1: sheet }, ...change };
  return new Uint8Array(write(book, { type: 'array', bookType }));
}

/** An .xlsx by hand: the XML of its only sheet's rows, and whatever parts differ from the plain ones. */
export function xlsxOf(
  rows: string,
  parts: Readonly<Record<string, string | Uint8Array>> = {},
  level: 0 | 6 = 6,
): Uint8Array {
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="http://x/${type}" Target="${target}"/>`;
  const all: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships>${relation('a', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': '<workbook><sheets><sheet name="表一" sheetId="1" r:id="r1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': `<Relationships>${relation('r1', 'worksheet', 'worksheets/sheet1.xml')}${relation('r2', 'sharedStrings', 'sharedStrings.xml')}${relation('r3', 'styles', '/xl/styles.xml')}</Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    ...parts,
  };
  return zipSync(
    Object.fromEntries(
      Object.entries(all).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]),
    ),
    { level },
  );
}

/** The rows of the first sheet that has any cell. */
export function rowsOf(bytes: Uint8Array): readonly (readonly string[])[] | undefined {
  return readWorkbook(bytes, 'a.xlsx').tables[0]?.rows;
}

/** Issues as "code: sentence with its place". */
export function faultsOf(bytes: Uint8Array, name = 'a.xlsx'): readonly string[] {
  return readWorkbook(bytes, name).issues.map((one) => `${one.code}: ${issueLine(one, 'en')}`);
}
