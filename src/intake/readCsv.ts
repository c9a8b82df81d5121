import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { parse } from 'csv-parse/browser/esm/sync';
import { type Issue, issue, type Place } from '../issues/issue.ts';
import { decodeText, type Encoding } from './decodeText.ts';
import { markupOf } from './fileFormat.ts';
import { LIMITS } from './limits.ts';
import { splitRecords } from './splitRecords.ts';

/** The records of a file, or of one sheet of a workbook, as texts, the header's among them; record k stands at rows[k − 1]. */
export interface Table {
  /** Name of the file. */
  readonly name: string;
  /** Name of the sheet, where the file is a workbook. */
  readonly sheet?: string;
  /** SHA-256 of the file's bytes, in hexadecimal. */
  readonly sha256: string;
  readonly encoding: Encoding | 'workbook';
  readonly rows: readonly (readonly string[])[];
  /** Cells merged into one; the text stands in the first of them, the others are "". Only workbooks have such. */
  readonly merged?: readonly MergedCells[];
}

/** A rectangle of cells merged into one: its upper left cell as indices in `rows`, and its size. */
export interface MergedCells {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** Longest record that is read; a longer one is a quotation mark left open, or no table at all. */
const LONGEST = 2 ** 20;
const LINE_ENDS = ['\r\n', '\n', '\r'];
const DELIMITERS = [',', '\t', ';'];

/**
 * Reads a table from the bytes of a CSV file: UTF-8 or GB18030, separated by commas, tabs or semicolons (whichever the
 * first line with any has most of), quoted as in RFC 4180. Nothing is dropped or mended: a blank line is a record.
 *
 * Never throws. A file that is no such table gives an issue and no table: `fileEmpty`, `fileNotText` (with what it seems to
 * be), `workbookFormat` (a web page), `tooLarge` (beyond one of the LIMITS), `fileNotCsv` (broken quoting, with the row),
 * `recordTooLong` (over 1 MiB, with the row).
 *
 * @param name - by which issues speak of the file
 */
export function readCsv(
  bytes: Uint8Array,
  name: string,
): { readonly table?: Table; readonly issues: readonly Issue[] } {
  const many = countBeyond(bytes, name);
  if (many !== undefined) return { issues: [many] };
  const decoding = decodeText(bytes);
  if ('notText' in decoding) {
    return { issues: [issue('fileNotText', { file: name }, 'CSV (UTF-8 / GB18030)', decoding.notText)] };
  }
  const { text, encoding } = decoding;
  const markup = markupOf(text);
  if (markup !== undefined) {
    return { issues: [issue('workbookFormat', { file: name }, 'save it as .xlsx', `${markup}`)] };
  }
  if (text.trim() === '') {
    return { issues: [issue('fileEmpty', { file: name }, 'CSV', `${bytes.length} B`)] };
  }
  try {
    const rows = recordsOf(text, bytes, encoding);
    const beyond = rowsBeyond(rows, name);
    if (beyond !== undefined) return { issues: [beyond] };
    return { table: { name, sha256: bytesToHex(sha256(bytes)), encoding, rows }, issues: [] };
  } catch (error) {
    return { issues: [issueOf(error, name)] };
  }
}

/**
 * Counts line ends and delimiters before anything is split, so that a file of nothing but these costs no memory. Within
 * quotation marks they count too: that is at most too strict for a file that is far too large anyway.
 */
function countBeyond(bytes: Uint8Array, file: string): Issue | undefined {
  if (bytes.length > LIMITS.textBytes) return tooLarge({ file }, 'textBytes', 'B', bytes.length);
  if (bytes.length <= LIMITS.textRows) return undefined;
  let rows = 0;
  let cells = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === LF || (byte === CR && bytes[at + 1] !== LF)) rows += 1;
    else if (byte === COMMA || byte === TAB || byte === SEMICOLON) cells += 1;
  }
  if (rows > LIMITS.textRows) return tooLarge({ file }, 'textRows', '行 rows', rows);
  return rows + cells > LIMITS.textCells ? tooLarge({ file }, 'textCells', '单元格 cells', rows + cells) : undefined;
}

const [TAB, LF, CR, COMMA, SEMICOLON] = [9, 10, 13, 44, 59];

/** A row of too many cells, or so many blank rows that each being an issue would be too much. */
function rowsBeyond(rows: readonly (readonly string[])[], file: string): Issue | undefined {
  const wide = rows.findIndex((row) => row.length > LIMITS.columns);
  if (wide >= 0) return tooLarge({ file, row: wide + 1 }, 'columns', '列 columns', rows[wide]?.length ?? 0);
  let blank = 0;
  for (const row of rows) if (row.every((cell) => cell === '')) blank += 1;
  return blank > LIMITS.blankRows ? tooLarge({ file }, 'blankRows', '空行 blank rows', blank) : undefined;
}

function tooLarge(place: Place, limit: keyof typeof LIMITS, unit: string, found: number): Issue {
  return issue('tooLarge', place, `${LIMITS[limit]} ${unit}`, `${found} ${unit}`);
}

/** Most files of departments hold no quotation mark, and splitting these is many times faster than parsing them. */
function recordsOf(text: string, bytes: Uint8Array, encoding: Encoding): string[][] {
  const delimiter = delimiterOf(text);
  if (!text.includes('"')) return splitRecords(text, delimiter, LONGEST);
  const mark = encoding === 'utf-8' && bytes[0] === 0xef ? 3 : 0;
  return parse(encoding === 'utf-8' ? bytes.subarray(mark) : utf8ToBytes(text), {
    delimiter,
    record_delimiter: LINE_ENDS,
    relax_column_count: true,
    max_record_size: LONGEST,
  });
}

/** The delimiter that the first line with any has most of, outside quotation marks; a comma where no line has any. */
function delimiterOf(text: string): string {
  const counts = new Map(DELIMITERS.map((delimiter) => [delimiter, 0]));
  let quoted = false;
  for (const character of text.slice(0, LONGEST)) {
    if (character === '"') quoted = !quoted;
    if (quoted) continue;
    const count = counts.get(character);
    if (count !== undefined) counts.set(character, count + 1);
    if ((character === '\n' || character === '\r') && [...counts.values()].some((some) => some > 0)) break;
  }
  const most = Math.max(...counts.values());
  return DELIMITERS.find((delimiter) => counts.get(delimiter) === most) ?? ',';
}

/** What the parser threw, as an issue; `records` counts those that it had read before. */
function issueOf(error: unknown, file: string): Issue {
  const fault = error instanceof Error ? error : new Error(String(error));
  const records = 'records' in fault && typeof fault.records === 'number' ? fault.records : undefined;
  const place = records === undefined ? { file } : { file, row: records + 1 };
  const code = 'code' in fault ? String(fault.code) : '';
  if (code === 'CSV_MAX_RECORD_SIZE') return issue('recordTooLong', place, '1 MiB', '> 1 MiB ("…?)');
  return issue('fileNotCsv', place, 'RFC 4180 "…"', FAULTS.get(code) ?? fault.message);
}

const FAULTS: ReadonlyMap<string, string> = new Map([
  ['CSV_QUOTE_NOT_CLOSED', '"… (未结束 not closed)'],
  ['CSV_INVALID_CLOSING_QUOTE', '"…"x (引号后有其他字符 text after the closing quote)'],
  ['INVALID_OPENING_QUOTE', 'x" (引号不在单元格开头 a quote within a cell)'],
]);
