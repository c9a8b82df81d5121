import seed from '../../seeds/fields.json' with { type: 'json' };
import { spelled } from './spelling.ts';

/** Who states a value: the firm itself (自报), or the department that verified it (核定). */
export type StatedBy = 'firm' | 'department';

/** A header taken apart: what is measured, and the text that may be its unit. */
export interface HeaderSplit {
  readonly stem: string;
  readonly unit: string;
}

/**
 * A header as it is compared: NFKC, no white space, quotation marks, asterisks or notes to whoever fills in the form
 * (（必填）), lower case. Energy at 等价值 or 当量值 is named in one way, wherever the header says so: "综合能耗（吨标煤）-等价值" and
 * "综合能耗（等价值）（吨标煤）" are one.
 */
export function normaliseHeader(text: string): string {
  const plain = spelled(text)
    .replace(/[[【〔]/gu, '(')
    .replace(/[\]】〕]/gu, ')');
  const bare = NOTES.reduce((header, note) => header.replace(note, ''), plain).replace(/^\*+|\*+$/gu, '');
  const basis = bare.includes('能') ? /等价值|当量值/u.exec(bare)?.[0] : undefined;
  if (basis === undefined) return bare;
  const [stem, unit] = trailing(withoutBasis(bare, basis));
  return unit === undefined ? `${stem}(${basis})` : `${stem}(${basis})(${unit})`;
}

/**
 * The ways to split a unit off a normalised header, the longest unit first: one trailing bracket group, or the part after a
 * comma, colon or slash.
 */
export function splitHeader(header: string): readonly HeaderSplit[] {
  const splits: HeaderSplit[] = [];
  const [stem, unit] = trailing(header);
  if (unit !== undefined) splits.push({ stem, unit: unit.replace(/^(计量)?单位:?/u, '') });
  for (const { index, 0: separator } of header.matchAll(/[,:/]/gu)) {
    const before = header.slice(0, index);
    splits.push({
      stem: separator === ':' ? before.replace(/[,(]?(计量)?单位$/u, '') : before,
      unit: header.slice(index + 1),
    });
  }
  return splits.filter((split) => split.stem !== '' && split.unit !== '');
}

/**
 * The header, and the header without its year where that is the year evaluated: 2023年, 2023年度, （2023年）, 本年. Another year
 * stays, so the header means another field.
 */
export function withoutYear(header: string, year: number | undefined): readonly string[] {
  const variants = [header];
  for (const word of seed.yearWords) if (header.startsWith(word)) variants.push(header.slice(word.length));
  if (year === undefined) return variants;
  const start = /^(\d{4})(年度|年)?/u.exec(header);
  if (start !== null && Number(start[1]) === year) variants.push(header.slice(start[0].length), header.slice(4));
  const within = /\((\d{4})年?度?\)/u.exec(header);
  if (within !== null && Number(within[1]) === year) variants.push(header.replace(within[0], ''));
  return variants.filter((variant) => variant !== '');
}

/**
 * The ways to take from a header the word for who states the value: 自报用地面积, 用地面积（核定）（亩）, 用地面积-自报数（亩）. None
 * where it has no such word. The longest word is tried first, so 企业自报 leaves no 企业 behind.
 */
export function withoutStater(header: string): readonly { readonly header: string; readonly statedBy: StatedBy }[] {
  return STATERS.flatMap(({ word, statedBy, places }) =>
    header.includes(word)
      ? places
          .map(([place, left]) => header.replace(place, left))
          .filter((rest) => rest !== header && rest !== '')
          .map((rest) => ({ header: rest, statedBy }))
      : [],
  );
}

/** Each word for who states a value, longest first, with where it can stand and what is left there without it. */
const STATERS: readonly {
  readonly word: string;
  readonly statedBy: StatedBy;
  readonly places: readonly (readonly [RegExp, string])[];
}[] = (['firm', 'department'] as const)
  .flatMap((statedBy) => seed.statedBy[statedBy].map((word) => ({ word, statedBy })))
  .sort((a, b) => b.word.length - a.word.length)
  .map(({ word, statedBy }) => ({
    word,
    statedBy,
    places: [
      [new RegExp(`^${word}(数据|数|值)?[的:_-]?`, 'u'), ''],
      [new RegExp(`\\(${word}(数据|数|值)?\\)`, 'u'), ''],
      [new RegExp(`\\(${word}(数据|数|值)?[,、:]`, 'u'), '('],
      [new RegExp(`[,、:]${word}(数据|数|值)?\\)`, 'u'), ')'],
      [new RegExp(`[-_—:]*${word}(数据|数|值)?(?=(\\([^()]*\\))*$)`, 'u'), ''],
    ],
  }));

const NOTES: readonly RegExp[] = seed.headerNotes.map(
  (note) => new RegExp(`\\(${spelled(note).replace(/[.*+?^$()|[\]\\]/gu, '\\$&')}\\)`, 'gu'),
);

/** The header before its last bracket group, and what stands in that; a group may hold another, as in （当量（吨））. */
function trailing(header: string): readonly [string, string | undefined] {
  const match = /^(.+)\(([^()]*(?:\([^()]*\)[^()]*)?)\)$/u.exec(header);
  return match === null ? [header, undefined] : [match[1] ?? header, match[2]];
}

function withoutBasis(header: string, basis: string): string {
  const opening = header.replace(new RegExp(`\\(${basis}[,、:]`, 'u'), '(');
  return opening.replace(new RegExp(`\\(${basis}\\)|[-—_,、:]?${basis}`, 'u'), '');
}
