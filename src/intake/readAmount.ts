import seed from '../../seeds/fields.json' with { type: 'json' };
import { MISSING, NOT_APPLICABLE, type State, WITHHELD } from '../exact/column.ts';
import type { IssueCode } from '../issues/issue.ts';
import { cleanText, spelled } from './spelling.ts';

/** What a cell of an amount column says. */
export type AmountReading =
  /** The value is digits × 10^−places, and a hundredth of that with a percent sign; digits are an integer below 10^15. */
  | { readonly kind: 'amount'; readonly digits: number; readonly places: number; readonly percent: boolean }
  | { readonly kind: 'absent'; readonly state: State }
  | { readonly kind: 'fault'; readonly code: IssueCode; readonly expected: string };

/** Digits that a double, and so a spreadsheet, keeps of a number. */
const MOST_DIGITS = 15;
/** Places beyond which a figure is a slip: it would make every amount of its column a long integer. */
const MOST_PLACES = 20;

/**
 * Reads a cell as an exact amount. Accepted: plain decimal notation, in full-width digits too; thousands separators in
 * groups of three, the first not beginning with zero (0,123 may be 0.123); any of the characters used for a minus sign; brackets for a negative amount (1,234); a percent sign
 * where the amount is a share. Tokens for missing (-, 无), withheld (*) and not applicable (不适用) give that state.
 *
 * Anything else is a fault, and the datum is missing: scientific notation, "1,23", words, a unit in the cell. So are more
 * than 15 significant digits (zeros before the number and at the end of its fraction do not count) or 20 places: a figure
 * such as 24.097000000000001 has been through a computer's floats, and which figure was meant is not for us to say.
 */
export function readAmount(cell: string, share: boolean): AmountReading {
  return readShort(cell) ?? readPlain(cell, false) ?? readWritten(cell, share);
}

/** Nearly every cell: digits with at most one point among them, so few that a double holds them exactly. */
function readShort(text: string): AmountReading | undefined {
  if (text.length > MOST_DIGITS) return undefined;
  let digits = 0;
  let point = -1;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= ZERO && code <= NINE) digits = digits * 10 + (code - ZERO);
    else if (code === POINT && point < 0 && at > 0) point = at;
    else return undefined;
  }
  if (text.length === 0 || point === text.length - 1) return undefined;
  let places = point < 0 ? 0 : text.length - 1 - point;
  for (; places > 0 && digits % 10 === 0; places -= 1) digits /= 10;
  return { kind: 'amount', digits, places, percent: false };
}

const ZERO = 48;
const NINE = 57;
const POINT = 46;
const PLAIN = /^([+-]?)(\d+)(?:\.(\d+))?$/;

function readPlain(text: string, percent: boolean): AmountReading | undefined {
  const match = PLAIN.exec(text);
  if (match === null) return undefined;
  const written = match[3] ?? '';
  const fraction = written.endsWith('0') ? written.replace(/0+$/, '') : written;
  const all = match[2] + fraction;
  const digits = all.startsWith('0') ? all.replace(/^0+/, '') : all;
  if (digits.length > MOST_DIGITS || fraction.length > MOST_PLACES) {
    return { kind: 'fault', code: 'numberTooPrecise', expected: String(MOST_DIGITS) };
  }
  const magnitude = Number(digits);
  // 0 − 0 is 0 where −0 would be another zero.
  return { kind: 'amount', digits: match[1] === '-' ? 0 - magnitude : magnitude, places: fraction.length, percent };
}

function readWritten(cell: string, share: boolean): AmountReading {
  const text = cleanText(cell);
  const state = text === '' ? MISSING : STATES.get(spelled(text));
  if (state !== undefined) return { kind: 'absent', state };
  if (/^\*+$/.test(text)) return { kind: 'absent', state: WITHHELD };
  if (isCellError(text)) return { kind: 'fault', code: 'cellError', expected: '1234.5' };
  const percent = share && text.endsWith('%');
  const bare = withSign(percent ? text.slice(0, -1).trim() : text);
  const plain = /^[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(bare) ? bare.replaceAll(',', '') : bare;
  const scientific = /^[+-]?\d+(\.\d+)?e[+-]?\d+$/i.test(plain);
  const expected = scientific ? '120000 (1.2E+05 ✗)' : share ? '0.0302 / 3.02%' : '1234.5';
  return readPlain(plain, percent) ?? { kind: 'fault', code: 'numberInvalid', expected };
}

/** The text of an error that a formula left in its cell, such as #DIV/0!, or #CALC! with the formula behind it. */
export function isCellError(text: string): boolean {
  return ERRORS.has(spelled(text)) || /^#calc! ?=/iu.test(text);
}

const STATES: ReadonlyMap<string, State> = new Map([
  ...seed.states.missing.map((token) => [spelled(token), MISSING] as const),
  ...seed.states.withheld.map((token) => [spelled(token), WITHHELD] as const),
  ...seed.states.notApplicable.map((token) => [spelled(token), NOT_APPLICABLE] as const),
]);
const ERRORS: ReadonlySet<string> = new Set(seed.states.error.map(spelled));

/** One minus sign for all that are in use, and for the brackets of accounting. */
function withSign(text: string): string {
  const bracketed = /^\(([\d,.]+)\)$/.exec(text);
  return bracketed === null ? text.replace(/^[−–—]\s*(?=\d)/u, '-') : `-${bracketed[1]}`;
}
