import { type CellObject, utils, type WorkBook, type WorkSheet, write } from '@e965/xlsx';

/** A file as departments send it, small, synthetic. */
export interface Sample {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const ENTERPRISES = [
  ['某县企业基础信息表（示例）'],
  ['序号', '统一社会信用代码', '企业名称', '用地面积（亩）', '实缴税金\n（万元）', 'R&D占比（%）', '规模', '年度'],
  ['1', '91330784100001369K', '示例甲厂（虚构）', '12.5', '1,234.56', '3.02%', '规上', '2022'],
  ['2', '91330784100002564N', '示例乙厂（虚构）', '-', '0', '0.5', '规下', '2022'],
  ['3', '913307841000007882', '示例丙厂（虚构）', '3.25', '#DIV/0!', '', '规上', '2021'],
  ['合计', '', '', '15.75', '1234.56', '', '', ''],
  ['填表人：张某', '', '', '', '', '', '', ''],
];
const LEASES = [
  ['出租方信用代码', '承租方信用代码', '租赁面积（平方米）', '起始日期', '终止日期'],
  ['91330784100001369K', '91330784100002564N', '2000', '2022-03-01', '2023/2/28'],
  ['91330784100002564N', '913307841000007882', '1 000', '2021年5月1日', ''],
];

/** The two bytes of each Chinese character, found by decoding them all. */
const CHINESE: ReadonlyMap<string, readonly number[]> = new Map(
  Array.from({ length: 126 * 190 }, (_, at) => [0x81 + Math.floor(at / 190), 0x40 + (at % 190)] as const).map(
    (pair) => [new TextDecoder('gb18030').decode(Uint8Array.from(pair)), pair] as const,
  ),
);

/** The samples: CSV in two encodings, .xlsx and .xls, with titles, totals, merged headers, leases, days and percentages. */
export const SAMPLES: readonly Sample[] = [
  { name: '企业.csv', bytes: new TextEncoder().encode(`\ufeff${delimited(ENTERPRISES, ',')}`) },
  { name: '企业gb.csv', bytes: inChinese(delimited(ENTERPRISES, ',')) },
  { name: '租赁.tsv', bytes: new TextEncoder().encode(delimited(LEASES, '\t')) },
  { name: '租赁gb.txt', bytes: inChinese(delimited(LEASES, ';')) },
  { name: '企业.xlsx', bytes: workbook('xlsx', true) },
  { name: '租赁.xlsx', bytes: workbook('xlsx', false) },
  { name: '企业.xls', bytes: workbook('biff8', true) },
  { name: '租赁.xls', bytes: workbook('biff5', false) },
];

/** Pieces of text that readers stumble over. */
export const TOKENS: readonly string[] = [
  '__proto__',
  'constructor',
  '#DIV/0!',
  '"',
  '""',
  "'",
  ',',
  '\t',
  '\r',
  '\n',
  '\u0000',
  '\ufeff',
  '合计',
  '税收（万元）',
  '统一社会信用代码',
  '=1+1',
  '9.13307841000001E+17',
  '１２３',
  '-0',
  '1e999',
  '<c r="A1"><f>1</f></c>',
  '<c r="XFD1048576"><v>1</v></c>',
  '<row r="1048576">',
  '<row r="4294967296">',
  '</row>',
  '<!DOCTYPE x [<!ENTITY a "&a;&a;">]>',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '&#x110000;',
  '&#0;',
  '&lt;',
  '_x000D_',
  't="s"',
  't="e"',
  't="str"',
  't="inlineStr"',
  'r="A0"',
  's="99999"',
  'hidden="1"',
  '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
  '<cols><col min="1" max="16384" hidden="1"/></cols>',
  '<si><t>',
  '<rPh sb="0" eb="1"><t>',
];

function delimited(rows: readonly (readonly string[])[], delimiter: string): string {
  const quoted = (cell: string) => (/[,;\t\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return rows.map((row) => row.map(quoted).join(delimiter)).join('\r\n');
}

function inChinese(text: string): Uint8Array {
  return Uint8Array.from([...text].flatMap((character) => CHINESE.get(character) ?? [character.charCodeAt(0)]));
}

function workbook(bookType: 'xlsx' | 'biff8' | 'biff5', both: boolean): Uint8Array {
  const book: WorkBook = utils.book_new();
  const leases = sheetOf(LEASES);
  leases['D2'] = { t: 'n', v: 44621, z: 'yyyy"年"m"月"d"日"' } satisfies CellObject;
  utils.book_append_sheet(book, leases, 'leases');
  if (both) {
    const enterprises = sheetOf(ENTERPRISES);
    enterprises['F3'] = { t: 'n', v: 0.0302, z: '0.00%' } satisfies CellObject;
    enterprises['D6'] = { t: 'n', v: 15.75, f: 'SUM(D3:D5)' } satisfies CellObject;
    enterprises['E5'] = { t: 'e', v: 7 } satisfies CellObject;
    enterprises['B5'] = { t: 'n', v: 913307841000007900 } satisfies CellObject;
    enterprises['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 7 } }];
    utils.book_append_sheet(book, enterprises, '企业');
    utils.book_append_sheet(book, sheetOf([['去年', '1']]), '隐藏');
    book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 0 }, { Hidden: 1 }] };
  }
  return new Uint8Array(write(book, { type: 'array', bookType, bookSST: both }));
}

function sheetOf(rows: readonly (readonly string[])[]): WorkSheet {
  const valued = rows.map((row) => row.map((cell) => (/^-?\d{1,15}(\.\d+)?$/.test(cell) ? Number(cell) : cell)));
  return utils.aoa_to_sheet(valued);
}
