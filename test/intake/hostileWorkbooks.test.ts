import { type CellObject, utils, write } from '@e965/xlsx';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/intake/limits.ts';
import { readOleWorkbook } from '../../src/intake/oleFile.ts';
import { readCsv } from '../../src/intake/readCsv.ts';
import { readWorkbook } from '../../src/intake/readWorkbook.ts';
import { readXlsRecords } from '../../src/intake/xlsRecords.ts';
import { bookOf, faultsOf, rowsOf, xlsxOf } from './workbooks.ts';

const CELL: Readonly<Record<string, CellObject>> = { A1: { t: 's', v: '甲' }, B2: { t: 'n', v: 1 } };
const value = '<row r="1"><c r="A1"><v>1</v></c></row>';
const ascii = (text: string) => new TextEncoder().encode(text);
/** The code of the only issue, where there is no table. */
const codeOf = (bytes: Uint8Array): string | undefined => {
  const { tables, issues } = readWorkbook(bytes, 'a.xlsx');
  return tables.length === 0 && issues.length === 1 ? issues[0]?.code : undefined;
};
const csvCode = (bytes: Uint8Array) => readCsv(bytes, 'a.csv').issues.map(({ code, place }) => [code, place.row]);

/** The bytes with others in the place of those that are found last. */
function patched(bytes: Uint8Array, find: readonly number[], replace: readonly number[]): Uint8Array {
  const at = bytes.findLastIndex((_, start) => find.every((byte, index) => bytes[start + index] === byte));
  expect(at).toBeGreaterThanOrEqual(0);
  const changed = bytes.slice();
  changed.set(replace, at);
  return changed;
}

describe('what is no workbook, or none that can be read', () => {
  it.each([
    [
      'an .xlsb',
      new Uint8Array(
        write({ SheetNames: ['a'], Sheets: { a: utils.aoa_to_sheet([[1]]) } }, { type: 'array', bookType: 'xlsb' }),
      ),
      'Excel .xlsb',
    ],
    [
      'an .ods',
      new Uint8Array(
        write({ SheetNames: ['a'], Sheets: { a: utils.aoa_to_sheet([[1]]) } }, { type: 'array', bookType: 'ods' }),
      ),
      'OpenDocument .ods',
    ],
    ['a .docx', zipSync({ 'word/document.xml': new Uint8Array() }), 'Word .docx'],
    ['an archive', zipSync({ 'a.csv': new Uint8Array() }), 'a zip archive'],
    ['an .xlsx with a password', encrypted('EncryptedPackage'), 'a workbook with a password'],
    ['a .doc', encrypted('WordDocument'), 'Word .doc'],
    [
      'a web page',
      new TextEncoder().encode('\ufeff<HTML><table><tr><td>1</td></tr></table>'),
      'a web page (HTML) or XML',
    ],
  ])('names %s, and what to do', (_, bytes, found) => {
    const { tables, issues } = readWorkbook(bytes, 'a.xls');
    expect(tables).toEqual([]);
    expect(issues.map(({ code, received }) => [code, received])).toEqual([['workbookFormat', found]]);
    expect(issues[0]?.expected).toContain('save it as .xlsx');
  });

  it('knows an .xls with a password by its record', () => {
    // The first record of the workbook after its own beginning becomes FilePass (0x2f).
    const plain = bookOf(CELL, 'biff8');
    const start = plain.findIndex(
      (byte, at) => byte === 0x09 && plain[at + 1] === 0x08 && plain[at + 2] === 0x10 && plain[at + 3] === 0,
    );
    const locked = plain.slice();
    locked[start + 20] = 0x2f;
    locked[start + 21] = 0;
    expect(faultsOf(locked)[0]).toContain('a workbook with a password');
  });

  it('refuses the .et of WPS by name', () => {
    expect(faultsOf(bookOf(CELL, 'biff8'), '企业.et')[0]).toContain('WPS .et');
  });

  it.each([
    ['HTML', '<html><body>'],
    ['HTML', '\r\n <!DOCTYPE html>'],
    ['MHTML', 'MIME-Version: 1.0\r\n'],
    ['XML 2003', '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'],
  ])('tells %s under the name of a table', (kind, text) => {
    const { table, issues } = readCsv(new TextEncoder().encode(text), '导出.xls');
    expect([table, issues[0]?.code, issues[0]?.received]).toEqual([undefined, 'workbookFormat', kind]);
  });
});

describe('a damaged workbook', () => {
  it('is refused wherever it is cut off', () => {
    for (const type of ['xlsx', 'biff8'] as const) {
      const whole = bookOf(CELL, type);
      for (let length = 8; length < whole.length - (type === 'xlsx' ? 0 : 1024); length += 97) {
        expect(readWorkbook(whole.subarray(0, length), 'a').tables).toEqual([]);
      }
    }
  });

  it.each([
    ['a byte changed', () => patched(xlsxOf(value), [0x50, 0x4b, 1, 2, 20, 0], [0x50, 0x4b, 1, 3]), 'workbookDamaged'],
    [
      'a sheet cut off',
      () => xlsxOf('', { 'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${value}` }),
      'workbookDamaged',
    ],
    [
      'a sheet that is not there',
      () => xlsxOf(value, { 'xl/_rels/workbook.xml.rels': '<Relationships/>' }),
      'workbookDamaged',
    ],
    ['a text that is not there', () => xlsxOf('<row><c t="s"><v>3</v></c></row>'), 'workbookDamaged'],
    ['a number that is none', () => xlsxOf('<row><c><v>12abc</v></c></row>'), 'workbookDamaged'],
    ['a cell twice', () => xlsxOf('<row><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'), 'workbookDamaged'],
    [
      'bytes that are no UTF-8',
      () => xlsxOf(value, { 'xl/workbook.xml': Uint8Array.of(0x3c, 0x61, 0xff, 0x3e) }),
      'workbookDamaged',
    ],
    [
      'two sheets of one name',
      () =>
        xlsxOf(value, {
          'xl/workbook.xml':
            '<workbook><sheets><sheet name="a" r:id="r1"/><sheet name="A" r:id="r1"/></sheets></workbook>',
        }),
      'workbookDamaged',
    ],
    [
      'entities',
      () =>
        xlsxOf(value, {
          'xl/worksheets/sheet1.xml': `<!DOCTYPE a [<!ENTITY a "1">]><worksheet><sheetData>${value}</sheetData></worksheet>`,
        }),
      'workbookDamaged',
    ],
    [
      'a digit changed',
      () => patched(xlsxOf(value, {}, 0), [...ascii('<v>1</v>')], [...ascii('<v>2</v>')]),
      'workbookDamaged',
    ],
    ['tags that cross', () => xlsxOf('<row><c><v>1</v></row></c>'), 'workbookDamaged'],
  ])('is refused for %s', (_, make, code) => {
    expect(codeOf(make())).toBe(code);
  });

  it('does not follow a circle of sectors', () => {
    const bytes = bookOf(CELL, 'biff8');
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    // Every entry of the first sector of the allocation table points to sector 0.
    const fat = (view.getUint32(76, true) + 1) * 512;
    for (let at = 0; at < 512; at += 4) view.setUint32(fat + at, 0, true);
    expect(codeOf(bytes)).toBe('workbookDamaged');
  });

  it('leaves the library nothing but cells, texts and formats', () => {
    const merges = [{ s: { r: 0, c: 0 }, e: { r: 1, c: 1 } }];
    const sheet = { ...CELL, '!ref': 'A1:B2', '!merges': merges, '!cols': [{ hidden: true }] };
    const { cells } = readXlsRecords(readOleWorkbook(bookOf(CELL, 'biff8', { Sheets: { Sheet1: sheet } })));
    const view = new DataView(cells.buffer, cells.byteOffset, cells.byteLength);
    const types = new Set<number>();
    for (let at = 0; at + 4 <= cells.length; at += 4 + view.getUint16(at + 2, true))
      types.add(view.getUint16(at, true));
    const known = [0, 0x0a, 0x1d, 0x22, 0x3c, 0x42, 0x85, 0xe0, 0xfc, 0xfd, 0x0203, 0x0204, 0x027e, 0x041e, 0x0809];
    expect([...types].filter((type) => !known.includes(type))).toEqual([]);
  });

  it('refuses a record that ends before its count of characters', () => {
    // A format of one byte: the library would read characters without end.
    const bytes = bookOf({ A1: { t: 'n', v: 1, z: '0.000' } }, 'biff5');
    const at = bytes.findLastIndex((byte, start) => byte === 0x1e && bytes[start + 1] === 0x04);
    const short = bytes.slice();
    short[at + 2] = 1;
    expect(codeOf(short)).toBe('workbookDamaged');
  });

  it('puts a merged range that is upside down the right way round', () => {
    const sheet = { ...CELL, '!ref': 'A1:B2', '!merges': [{ s: { r: 0, c: 0 }, e: { r: 1, c: 1 } }] };
    const bytes = bookOf(CELL, 'biff8', { Sheets: { Sheet1: sheet } });
    const record = [0xe5, 0, 10, 0, 1, 0];
    const turned = patched(bytes, [...record, 0, 0, 1, 0, 0, 0, 1, 0], [...record, 1, 0, 0, 0, 1, 0, 0, 0]);
    expect(readWorkbook(turned, 'a').tables[0]?.merged).toEqual([{ row: 0, column: 0, rows: 2, columns: 2 }]);
  });
});

describe('beyond the limits', () => {
  const repeated = (text: string, times: number) => text.repeat(times);
  it.each([
    ['a cell in the last corner', () => xlsxOf('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')],
    ['a row beyond the last', () => xlsxOf('<row r="1048577"><c><v>1</v></c></row>')],
    ['a column beyond the last', () => xlsxOf('<row><c r="XFE1"><v>1</v></c></row>')],
    ['a long cell', () => xlsxOf(`<row><c t="str"><v>${repeated('字', LIMITS.cellLength + 1)}</v></c></row>`)],
    [
      'rows that all reach the last column',
      () =>
        xlsxOf(
          Array.from({ length: 1300 }, (_, row) => `<row r="${row + 1}"><c r="XFD${row + 1}"><v>1</v></c></row>`).join(
            '',
          ),
        ),
    ],
    [
      'many merged ranges',
      () =>
        xlsxOf(value, {
          'xl/worksheets/sheet1.xml': `<worksheet>${repeated('<mergeCell ref="A1:XFD1048576"/>', LIMITS.merged + 1)}</worksheet>`,
        }),
    ],
    ['deep nesting', () => xlsxOf(repeated('<a>', LIMITS.xmlDepth))],
    ['a long tag', () => xlsxOf(`<row r="${repeated('<', LIMITS.xmlTag)}"/>`)],
    [
      'many sheets',
      () =>
        xlsxOf(value, {
          'xl/workbook.xml': `<workbook>${repeated('<sheet name="a" r:id="r1"/>', LIMITS.sheets + 1)}</workbook>`,
        }),
    ],
    [
      'many entries',
      () => xlsxOf(value, Object.fromEntries(Array.from({ length: LIMITS.entries }, (_, at) => [`e${at}`, '']))),
    ],
    ['a size that is declared', () => declaring([0, 0, 0, 0x7f])],
  ])('%s is refused as too large', (_, make) => {
    expect(codeOf(make())).toBe('tooLarge');
  });

  it('a stream that is longer than it says is followed no further', () => {
    expect(faultsOf(declaring([0xe8, 3, 0, 0]))[0]).toContain(
      'expected xl/worksheets/sheet1.xml 1000 B, found > 1000 B',
    );
  });

  it('a size that no stream can have is not allocated', () => {
    expect(codeOf(declaring([0, 0, 0, 0x0f]))).toBe('workbookDamaged');
  });

  it('a picture, a macro or a link is not even unpacked', () => {
    const bytes = xlsxOf(value, {
      'xl/media/image1.png': 'x',
      'xl/vbaProject.bin': 'x',
      'xl/externalLinks/externalLink1.xml': '<!DOCTYPE a>',
    });
    expect(rowsOf(bytes)).toEqual([['1']]);
  });

  it('a table of text has limits of the same kind', () => {
    const bytes = (text: string, times: number) => new TextEncoder().encode(text.repeat(times));
    expect(csvCode(bytes('\n', LIMITS.textRows + 1))).toEqual([['tooLarge', undefined]]);
    expect(csvCode(bytes(`${','.repeat(999)}\n`, LIMITS.textCells / 1000 + 1))).toEqual([['tooLarge', undefined]]);
    expect(csvCode(bytes(`a\n${','.repeat(LIMITS.columns)}`, 1))).toEqual([['tooLarge', 2]]);
    expect(csvCode(new TextEncoder().encode(`a${'\n'.repeat(LIMITS.blankRows + 2)}`))).toEqual([
      ['tooLarge', undefined],
    ]);
  });
});

/** A sheet of 1,000,000 bytes of which the central directory says that they are so many. */
function declaring(size: readonly number[]): Uint8Array {
  const bytes = xlsxOf(value, { 'xl/worksheets/sheet1.xml': new Uint8Array(1_000_000) });
  return patched(bytes, [0x40, 0x42, 0x0f, 0], size);
}

/** A compound file that holds a stream of this name, and nothing in it. */
function encrypted(name: string): Uint8Array {
  const bytes = bookOf(CELL, 'biff8');
  const old = [...'Workbook'].flatMap((letter) => [letter.charCodeAt(0), 0]);
  const at = bytes.findIndex((_, start) => old.every((byte, index) => bytes[start + index] === byte));
  const renamed = bytes.slice();
  renamed.fill(0, at, at + 64);
  renamed.set(
    [...name].flatMap((letter) => [letter.charCodeAt(0), 0]),
    at,
  );
  renamed[at + 64] = (name.length + 1) * 2;
  return renamed;
}
