import seed from '../../seeds/fields.json' with { type: 'json' };
import type { FieldIndex } from './fieldIndex.ts';
import { cleanText, spelled } from './spelling.ts';

/**
 * What tells a firm apart, as a cell says it; undefined where the cell is blank, a token for that (—, 无) or an error of a
 * formula. Codes: NFKC, without spaces and apostrophes; credit codes in upper case too. Names: NFKC, one space between Latin
 * words and none beside Chinese characters, so that （） and () or a stray space make no second firm.
 */
export function firmId(cell: string, identity: FieldIndex['identity']): string | undefined {
  const text = cleanText(cell);
  if (text === '' || ABSENT.has(spelled(text)) || /^(\*+|#[A-Z/0!?]+|#CALC! =.*)$/su.test(text)) return undefined;
  if (identity === 'name') return text.replace(/\s+/gu, ' ').replace(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, '');
  const code = text.replace(/[\s'’‘`]/gu, '');
  if (code === '') return undefined;
  if (identity !== 'creditCode') return code;
  // A text without digits (累计), or a number in scientific notation (9.13E+17), names no firm.
  return /\d/.test(code) && !/^\d(\.\d+)?E\+\d+$/i.test(code) ? code.toUpperCase() : undefined;
}

const { missing, withheld, notApplicable } = seed.states;
const ABSENT: ReadonlySet<string> = new Set([...missing, ...withheld, ...notApplicable].map(spelled));
