import seed from '../../seeds/fields.json' with { type: 'json' };
import { unitReadings } from '../scheme/unit.ts';
import { cleanText, isBlank, spelled } from './spelling.ts';

type Row = readonly string[];

/** What a row above or within the header is. */
export type HeaderRowKind = (typeof HEADER_ROW_KINDS)[number];

export const HEADER_ROW_KINDS = ['title', 'unitLine', 'note', 'codes', 'header', 'units'] as const;

/**
 * What a row above the header is, if it is none itself: a title (one text alone, merged across or repeated in every cell), a
 * line of notes such as 填报单位：… and 单位：万元、亩, or column codes (X1 X2 …, 甲 乙 1 2 3). Undefined for a blank row and for
 * anything else, which may be the header.
 */
export function kindAboveHeader(
  row: Row,
  namesField: (text: string) => boolean,
): Exclude<HeaderRowKind, 'header' | 'units'> | undefined {
  const filled = row.filter((cell) => !isBlank(cell));
  const [first] = filled;
  if (first === undefined) return undefined;
  const alone = filled.every((cell) => cell === first);
  if (alone && !namesField(first)) return unitsStated([first]).length > 0 && isNote(first) ? 'unitLine' : 'title';
  if (filled.length === 1) return undefined;
  if (filled.every((cell) => isNote(cell) && !namesField(cell))) {
    return unitsStated(filled).length > 0 ? 'unitLine' : 'note';
  }
  return filled.every((cell) => LETTER_CODE.test(spelled(cell))) || areCodes(filled) ? 'codes' : undefined;
}

/**
 * Whether a row below the header has only column codes: X1 X2 X3, or 甲 乙 1 2 3. Numbers alone count only where they number
 * every column and no firm can be called 1.
 */
export function isCodesRow(row: Row, width: number, numberedFirms: boolean): boolean {
  const filled = row.filter((cell) => !isBlank(cell));
  if (filled.length < 3 || !areCodes(filled)) return false;
  const bare = filled.every((cell) => NUMBER_CODE.test(spelled(cell)));
  return !bare || (!numberedFirms && filled.length >= width);
}

/** Whether a row below the header has only units: 万元, （亩）, or a dash where a column has none. */
export function isUnitsRow(row: Row): boolean {
  const filled = row.filter((cell) => !isBlank(cell));
  const texts = filled.map(unitText).filter((text) => text !== undefined);
  const labels = new Set(['计量单位', '单位']);
  const rest = filled.filter((cell, at) => unitText(cell) === undefined && !(at === 0 && labels.has(spelled(cell))));
  return texts.length > 0 && rest.every((cell) => /^[-—–/]+$/u.test(cleanText(cell)));
}

/** A cell that is a unit and nothing else, without brackets; undefined for any other text. */
export function unitText(cell: string): string | undefined {
  const text = spelled(cell)
    .replace(/^\((.+)\)$/u, '$1')
    .replace(/^(计量)?单位:/u, '');
  return /\p{L}|%|‰/u.test(text) && unitReadings(text).length > 0 ? text : undefined;
}

/** The units that lines such as "单位：万元、亩" or a title with "（单位：万元）" state for the whole table. */
export function unitsStated(cells: Row): readonly string[] {
  return cells.flatMap((cell) =>
    [...cleanText(cell).matchAll(/(?:^|[(,;，；\s])(?:计量|金额|面积|货币|数量)?单位\s*[:]\s*([^()（）:]+)/gu)].flatMap(
      ([, list]) =>
        (list ?? '')
          .split(/[、,，;；/和及\s]+/u)
          .map(unitText)
          .filter((unit) => unit !== undefined),
    ),
  );
}

/** Whether a cell is an amount, a date, a token for nothing or a code: something that stands in rows of data, not in headers. */
export function looksLikeData(cell: string): boolean {
  const text = spelled(cell);
  if (/^(19|20)\d\d$/.test(text)) return false;
  return /^[-+]?[\d.,]+[%‰]?$/.test(text) || /^(?=.*\d)[0-9a-z]{8,}$/.test(text) || TOKENS.has(text);
}

const LETTER_CODE = /^[a-z]\d{1,3}$/u;
const NUMBER_CODE = /^\(?\d{1,3}\)?$/u;
const STEMS = '甲乙丙丁戊己庚辛壬癸';
const TOKENS: ReadonlySet<string> = new Set([...seed.states.missing, ...seed.states.withheld].map(spelled));

/** A text of the form 填报单位：…, short before its colon. */
function isNote(cell: string): boolean {
  return /^[^:]{1,12}:/u.test(spelled(cell));
}

/** Codes that count on: 甲 乙 丙, 1 2 3 (also after 甲 乙), X1 X2 G1 G2, and 3=1+2 among numbers. */
function areCodes(filled: Row): boolean {
  const next = new Map<string, number>();
  return filled.every((cell) => {
    const text = spelled(cell).replace(/^\((.+)\)$/u, '$1');
    const stem = STEMS.indexOf(text);
    if (text.length === 1 && stem >= 0) return follows(next, '甲', stem + 1);
    const match = /^([a-z]?)(\d{1,3})(=[\d+\-*/×÷()]+)?$/u.exec(text);
    return match !== null && follows(next, match[1] ?? '', Number(match[2]));
  });
}

function follows(next: Map<string, number>, series: string, number: number): boolean {
  if (number !== (next.get(series) ?? 1)) return false;
  next.set(series, number + 1);
  return true;
}
