import { LIMITS } from './limits.ts';
import { withPassword } from './oleFile.ts';
import { addressOf } from './sheetRows.ts';
import { damaged, tooLarge } from './workbookFault.ts';
import { type Piece, type TextForm, XlsTexts } from './xlsTexts.ts';

/** What the records of an .xls say beside its cells, and the records themselves with nothing in them but cells. */
export interface XlsRecords {
  /** Copy of the stream that only a reader of cells has work with. */
  readonly cells: Uint8Array;
  readonly from1904: boolean;
  /** Sheets in the order in which they stand in the stream, which is that of the reader. */
  readonly sheets: readonly XlsSheet[];
}

export interface XlsSheet {
  readonly hidden: boolean;
  /** Whether it is a sheet of cells, and no chart or macro. */
  readonly ofCells: boolean;
  readonly hiddenRows: readonly number[];
  readonly hiddenColumns: readonly (readonly [first: number, last: number])[];
  /** First and last row, first and last column. */
  readonly merged: readonly (readonly [number, number, number, number])[];
}

/**
 * Goes once through the records of an .xls (BIFF 5 and 8). All records but those of cells, texts and formats lose their meaning
 * in the copy: links, comments, objects, names, and the formulas of formula cells, whose saved values stay. So the library
 * has only what was counted here to read, and neither a formula nor a range that covers a whole sheet to work at.
 *
 * Records: [MS-XLS] 2.3.
 */
export function readXlsRecords(stream: Uint8Array): XlsRecords {
  const cells = stream.slice();
  const view = new DataView(cells.buffer, cells.byteOffset, cells.byteLength);
  const bounds = new Map<number, { hidden: boolean; ofCells: boolean }>();
  const found = new Map<number, SheetDraft>();
  const formats = new Set<number>();
  const styles: number[] = [];
  const texts = new XlsTexts(view);
  let biff = 0;
  let from1904 = false;
  let filled = 0;
  let merged = 0;
  let depth = 0;
  let sheet: SheetDraft | undefined;
  let kept: boolean = false;
  let at = 0;
  while (at + 4 <= cells.length) {
    const type = view.getUint16(at, true);
    const length = view.getUint16(at + 2, true);
    const body = at + 4;
    if (depth === 0 && at > 0 && type !== BOF) break;
    if (body + length > cells.length) throw damaged(`${length} B`, `${cells.length - body} B, 文件不完整 cut off`);
    const u16 = (offset: number): number => (offset + 2 <= length ? view.getUint16(body + offset, true) : 0);
    if (at === 0) biff = u16(0);
    // The library would read all that follows as another version's.
    if ((at === 0 && type !== BOF) || (type === BOF && (u16(0) !== biff || (biff !== BIFF5 && biff !== BIFF8)))) {
      throw damaged('BIFF 5 / 8', `BIFF ${u16(0).toString(16)}`);
    }
    // The library takes a count that is not there for one without end.
    const least = SHORTEST.get(type) ?? 0;
    if (length < least) throw damaged(`≥ ${least} B`, `${length} B (BIFF ${type.toString(16)})`);
    if (type === BOF) {
      depth += 1;
      if (depth > MOST_DEPTH) throw tooLarge(MOST_DEPTH, 'levels (BIFF)', depth);
      if (depth === 1) {
        sheet = { hiddenRows: [], hiddenColumns: [], merged: [] };
        found.set(at, sheet);
      }
    } else if (type === EOF) depth -= 1;
    else if (type === FILE_PASS) throw withPassword();
    else if (type === DATE_1904) from1904 = u16(0) === 1;
    else if (type === BOUND_SHEET) {
      const kind = u16(4);
      bounds.set(view.getUint32(body, true), { hidden: (kind & 3) !== 0, ofCells: kind >> 8 === 0 });
      if (bounds.size > LIMITS.sheets) throw tooLarge(LIMITS.sheets, '工作表 sheets', bounds.size);
    } else if (type === FORMAT) formats.add(u16(0));
    else if (type === STYLE) styles.push(body + 2);
    else if (depth === 1 && sheet !== undefined) {
      if (type === ROW && (u16(12) & 0x20) !== 0) sheet.hiddenRows.push(u16(0));
      if (type === COLUMNS && (u16(8) & 1) !== 0) sheet.hiddenColumns.push([u16(0), u16(2)]);
      if (type === MERGED) {
        merged += Math.floor((length - 2) / 8);
        if (merged > LIMITS.merged) throw tooLarge(LIMITS.merged, '合并区域 merged ranges', merged);
        for (let range = 2; range + 8 <= length; range += 8) {
          sheet.merged.push([u16(range), u16(range + 2), u16(range + 4), u16(range + 6)]);
        }
      }
      if (sheet.hiddenColumns.length > LIMITS.columns) {
        throw tooLarge(LIMITS.columns, '列 columns', sheet.hiddenColumns.length);
      }
    }
    if (CELLS.has(type)) {
      filled += type === SEVERAL_NUMBERS ? Math.floor((length - 6) / 6) : 1;
      if (filled > LIMITS.cells) throw tooLarge(LIMITS.cells, '单元格 cells', filled);
      if (u16(0) >= LIMITS.rows || u16(2) >= MOST_COLUMNS)
        throw damaged(`≤ ${MOST_COLUMNS} 列 columns`, `${u16(2) + 1}`);
    }
    const stays: boolean =
      type === BOF || type === EOF || (depth < 2 && (type === CONTINUE ? kept : STAYING.has(type) || CELLS.has(type)));
    const form = biff === BIFF5 && type === FORMAT ? SHORT_FORM : FORMS.get(type);
    if (type !== CONTINUE) kept = stays && (type === SHARED_TEXTS || form !== undefined);
    if (stays && type === SHARED_TEXTS) texts.checkShared(piecesAt(view, at));
    if (stays && form !== undefined) {
      const place = CELLS.has(type) ? { row: u16(0) + 1, column: addressOf(u16(0), u16(2)) } : {};
      texts.checkOne(piecesAt(view, at), form, biff === BIFF8, `BIFF ${type.toString(16)}`, place);
    }
    if (!stays) view.setUint16(at, WITHOUT_MEANING, true);
    if (FORMULAS.has(type) && length >= 22) view.setUint16(body + 20, NO_FORMULA, true);
    if (styles.length > LIMITS.styles) throw tooLarge(LIMITS.styles, 'styles', styles.length);
    at = body + length;
  }
  for (const style of styles) view.setUint16(style, formatOf(view.getUint16(style, true), formats), true);
  const sheets = [...bounds.entries()]
    .sort(([a], [b]) => a - b)
    .map(([position, bound]) => ({ ...bound, ...(found.get(position) ?? NOTHING) }));
  if (sheets.length === 0) throw damaged('工作表 sheets ≥ 1', '0');
  return { cells: cells.subarray(0, at), from1904, sheets };
}

/** The body of a record and of those that continue it. */
function piecesAt(view: DataView, record: number): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = record;
  do {
    const end = Math.min(at + 4 + view.getUint16(at + 2, true), view.byteLength);
    pieces.push([at + 4, end]);
    at = end;
  } while (at + 4 <= view.byteLength && view.getUint16(at, true) === CONTINUE);
  return pieces;
}

interface SheetDraft {
  readonly hiddenRows: number[];
  readonly hiddenColumns: (readonly [number, number])[];
  readonly merged: (readonly [number, number, number, number])[];
}

const NOTHING: SheetDraft = { hiddenRows: [], hiddenColumns: [], merged: [] };

const BIFF5 = 0x0500;
const BIFF8 = 0x0600;
const BOF = 0x0809;
const EOF = 0x000a;
const FILE_PASS = 0x002f;
const DATE_1904 = 0x0022;
const CODEPAGE = 0x0042;
const BOUND_SHEET = 0x0085;
const FORMAT = 0x041e;
const STYLE = 0x00e0;
const ROW = 0x0208;
const COLUMNS = 0x007d;
const MERGED = 0x00e5;
const CONTINUE = 0x003c;
const SEVERAL_NUMBERS = 0x00bd;
const SHARED_TEXTS = 0x00fc;
const TEXT_OF_FORMULA = 0x0207;
const LABEL = 0x0204;
const RICH_LABEL = 0x00d6;
/** A record that says which cell is selected, of no use to a reader. */
const WITHOUT_MEANING = 0x001d;
const NO_FORMULA = 0xffff;
const MOST_DEPTH = 8;
/** Columns that an .xls can have. */
const MOST_COLUMNS = 256;

const FORMULAS: ReadonlySet<number> = new Set([0x0006, 0x0206, 0x0406]);
/** Number, RK, MulRk, formulas, LabelSst, Label, RString, BoolErr. */
const CELLS: ReadonlySet<number> = new Set([
  0x0203,
  0x027e,
  SEVERAL_NUMBERS,
  ...FORMULAS,
  0x00fd,
  LABEL,
  RICH_LABEL,
  0x0205,
]);
/** Beside cells: the codepage, sheets, styles, formats, shared texts, and the texts of formulas. */
const STAYING: ReadonlySet<number> = new Set([
  DATE_1904,
  CODEPAGE,
  BOUND_SHEET,
  STYLE,
  FORMAT,
  SHARED_TEXTS,
  TEXT_OF_FORMULA,
]);

/** Bytes that a record has at least, up to and with its count of characters. */
const SHORTEST: ReadonlyMap<number, number> = new Map([
  [BOF, 4],
  [DATE_1904, 2],
  [CODEPAGE, 2],
  [BOUND_SHEET, 8],
  [FORMAT, 3],
  [STYLE, 16],
  [SHARED_TEXTS, 8],
  [TEXT_OF_FORMULA, 2],
  [0x0203, 14],
  [0x027e, 10],
  [SEVERAL_NUMBERS, 12],
  ...[...FORMULAS].map((type) => [type, 22] as const),
  [0x00fd, 10],
  [LABEL, 8],
  [RICH_LABEL, 8],
  [0x0205, 8],
]);

/** Where a record's text has its count of characters. */
const FORMS: ReadonlyMap<number, TextForm> = new Map([
  [BOUND_SHEET, { at: 6, countBytes: 1 }],
  [FORMAT, { at: 2, countBytes: 2 }],
  [TEXT_OF_FORMULA, { at: 0, countBytes: 2 }],
  [LABEL, { at: 6, countBytes: 2 }],
  [RICH_LABEL, { at: 6, countBytes: 2 }],
]);
/** A format's of Excel 5 and 95. */
const SHORT_FORM: TextForm = { at: 2, countBytes: 1 };

const FIRST_OWN_FORMAT = 164;
const DAY_FORMAT = 14;
const TIME_FORMAT = 21;

/** The number of a format that the reader knows: those of Chinese Excel between 27 and 58 are days and times. */
function formatOf(id: number, stated: ReadonlySet<number>): number {
  if (stated.has(id)) return id;
  if ((id >= 32 && id <= 35) || id === 55 || id === 56) return TIME_FORMAT;
  if ((id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return DAY_FORMAT;
  return id >= FIRST_OWN_FORMAT ? 0 : id;
}
