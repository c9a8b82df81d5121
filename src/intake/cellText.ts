import { dayAfter } from '../exact/calendar.ts';

/** What a number format makes of a number. */
type FormatKind = 'number' | 'percent' | 'day' | 'time' | 'dayAndTime';

/** A number cell as text, and whether it had to be shortened to 15 significant digits. */
export interface NumberText {
  readonly text: string;
  readonly shortened: boolean;
}

/** Significant digits that Excel shows of a number. */
const MOST_DIGITS = 15;
const DAY_ZERO = '1899-12-30';
const DAY_ZERO_1904 = '1904-01-01';
/** The days that Excel's calendar has, 1900-03-01 to 9999-12-31; before, it counts a day that never was. */
const FIRST_DAY = 61;
const LAST_DAY = 2_958_465;

/**
 * The text of a number cell: its value, never what its format makes of it, so that a displayed 1,234 or 12% loses no digit.
 *
 * - A number is the shortest decimal that is the same double, written out in full. Has that more than 15 significant digits,
 *   as 1.1 + 2.2 = 3.3000000000000003 has, it is what Excel itself shows of it at most: 3.3; a code of 18 digits
 *   that became a number ends in 000, and intake tells that it was cut. A whole number keeps its first 15 digits, as Excel keeps
 *   those of a code that is typed, and is not rounded.
 * - In a percent format it is the percentage with its sign: 0.0302 is "3.02%", which is the same under a header in % and
 *   under one without.
 * - In a format of days it is YYYY-MM-DD, with the time of day behind it where there is one.
 *
 * @param written - the number as its file writes it; it may have more digits than the double
 */
export function numberText(value: number, format: string, from1904: boolean, written = ''): NumberText {
  const kind = Number.isFinite(value) ? kindOf(format) : 'number';
  if (kind === 'number') return decimalOf(value, 0, written);
  if (kind === 'percent') {
    const { text, shortened } = decimalOf(value, 2, written);
    return { text: `${text}%`, shortened };
  }
  if (kind === 'time') {
    return value < 0 || value > LAST_DAY ? decimalOf(value, 0) : { text: hoursOf(value), shortened: false };
  }
  const time = kind === 'day' ? undefined : timeOf(value);
  const day = Math.floor(value) + (time?.overflows === true ? 1 : 0);
  if (day > LAST_DAY || day < (from1904 ? 0 : FIRST_DAY)) return decimalOf(value, 0);
  const date = dayAfter(from1904 ? DAY_ZERO_1904 : DAY_ZERO, day);
  const withTime = time !== undefined && value !== Math.floor(value);
  return { text: withTime ? `${date} ${time.text}` : date, shortened: false };
}

const KINDS = new Map<string, FormatKind>();
const MOST_KINDS = 1_000;

function kindOf(format: string): FormatKind {
  if (format === '' || format === 'General') return 'number';
  const known = KINDS.get(format);
  if (known !== undefined) return known;
  const kind = readFormat(format.slice(0, LONGEST_FORMAT));
  if (KINDS.size < MOST_KINDS) KINDS.set(format, kind);
  return kind;
}

/** Excel's own limit for a format. */
const LONGEST_FORMAT = 255;

/** The kind of the format's first part, without texts, colours, conditions and fillers. */
function readFormat(format: string): FormatKind {
  const bare = format
    .replace(/"[^"]*"|\\.|_.|\*./gu, '')
    .replace(/\[(h+|m+|s+)\]/giu, '$1h')
    .replace(/\[[^\]]*\]/gu, '')
    .replace(/general|g\/通用格式|am\/pm|a\/p|e[+-]/giu, '')
    .split(';', 1)
    .join('')
    .toLowerCase();
  const clock = /[hs]/u.test(bare);
  if (/[yde]|aaa/u.test(bare) || (bare.includes('m') && !clock)) return clock ? 'dayAndTime' : 'day';
  if (clock) return 'time';
  return bare.includes('%') ? 'percent' : 'number';
}

/** Hours, minutes and seconds, to the second; of a number without a day, so that the hours go beyond 24 where it has whole days. */
function hoursOf(value: number): string {
  return clock(Math.round(value * 86_400));
}

/** The time of day, to the second; one that rounds up to midnight is of the next day. */
function timeOf(value: number): { readonly text: string; readonly overflows: boolean } {
  const seconds = Math.round((value - Math.floor(value)) * 86_400);
  const overflows = seconds === 86_400;
  return { text: clock(overflows ? 0 : seconds), overflows };
}

function clock(seconds: number): string {
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

/** A double as a decimal, its point moved to the right by so many places. */
function decimalOf(value: number, places: number, written = ''): NumberText {
  const shortest = LONG_WHOLE.test(written) && Number.isFinite(value) ? written : String(value);
  const match = NUMBER.exec(shortest);
  if (match === null) return { text: shortest, shortened: false };
  const digits = `${match[2]}${match[3] ?? ''}`.replace(/^0+/u, '');
  const shortened = digits.replace(/0+$/u, '').length > MOST_DIGITS;
  return { text: writtenOut(shortened ? withFewerDigits(value, written) : shortest, places), shortened };
}

/** A whole number cut after 15 digits, any other rounded to them. */
function withFewerDigits(value: number, written: string): string {
  if (!Number.isInteger(value)) return value.toPrecision(MOST_DIGITS);
  const whole = BigInt(LONG_WHOLE.test(written) ? written : value);
  const after = 10n ** BigInt(String(whole).replace('-', '').length - MOST_DIGITS);
  return String((whole / after) * after);
}

/** A whole number of which a double may not hold all digits. */
const LONG_WHOLE = /^-?[1-9]\d{15,29}$/u;

const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/u;

function writtenOut(text: string, places: number): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = NUMBER.exec(text) ?? [];
  const point = whole.length + Number(exponent) + places;
  const digits = `${'0'.repeat(Math.max(0, 1 - point))}${whole}${fraction}`;
  const at = Math.max(1, point);
  const before = digits
    .slice(0, at)
    .padEnd(at, '0')
    .replace(/^0+(?=\d)/u, '');
  const after = digits.slice(at).replace(/0+$/u, '');
  const unsigned = after === '' ? before : `${before}.${after}`;
  return unsigned === '0' ? '0' : `${sign}${unsigned}`;
}
