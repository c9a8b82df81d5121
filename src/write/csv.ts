/**
 * CSV as Excel in a Chinese office opens it: UTF-8 with BOM, CRLF. Every cell says what it is, since a text, a code and a
 * number need different care.
 */
export type Cell =
  | { readonly text: string }
  /** An identifier: kept as text even where Excel would take it for a number. */
  | { readonly code: string }
  /** A plain decimal made by the engine; written untouched, a minus sign included. */
  | { readonly number: string };

/** Characters with which a spreadsheet begins a formula or command, and their full-width twins. */
const FORMULA_START = /^[=+\-@＝＋－＠\t\r\n]/u;
/** Codes that Excel would change: more than 11 digits, leading zeros, an exponent, or the look of a date. */
const TAKEN_FOR_NUMBER = /^(\d{12,}|0\d+|\d+[eE]\d+|\d{1,4}[-/]\d{1,2}([-/]\d{1,4})?)$/;
const NEEDS_QUOTES = /[",\r\n]/;

const BOM = '\uFEFF';

/** The whole file as a string that begins with the BOM; encode it as UTF-8. */
export function writeCsv(headers: readonly string[], rows: Iterable<readonly Cell[]>): string {
  const lines = [headers.map((header) => cellText({ text: header })).join(',')];
  for (const row of rows) lines.push(row.map(cellText).join(','));
  return `${BOM}${lines.join('\r\n')}\r\n`;
}

/**
 * One cell. A text that a spreadsheet would run as a formula gets an apostrophe before it; a code that Excel would turn
 * into a number gets a tab behind it, which keeps it a text and which reading strips again.
 */
function cellText(cell: Cell): string {
  if ('number' in cell) return cell.number;
  const raw = 'code' in cell ? cell.code : cell.text;
  const safe = FORMULA_START.test(raw) ? `'${raw}` : raw;
  const kept = 'code' in cell && TAKEN_FOR_NUMBER.test(safe) ? `${safe}\t` : safe;
  return NEEDS_QUOTES.test(kept) ? `"${kept.replaceAll('"', '""')}"` : kept;
}
