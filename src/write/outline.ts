import type { Language } from '../issues/sentences.ts';

/** A paragraph of a document, with the paragraphs below it. */
export interface Paragraph {
  readonly text: string;
  readonly below?: readonly Paragraph[];
}

/** Numbers paragraphs as official documents do: 一、（一）1.（1）, or 1. 1.1 1.1.1 in English. A line each. */
export function writeOutline(paragraphs: readonly Paragraph[], language: Language): readonly string[] {
  return lines(paragraphs, [], language);
}

function lines(paragraphs: readonly Paragraph[], above: readonly number[], language: Language): readonly string[] {
  return paragraphs.flatMap(({ text, below }, i) => {
    const position = [...above, i + 1];
    const indent = '  '.repeat(above.length);
    const gap = above.length === 0 ? [''] : [];
    return [...gap, `${indent}${numeral(position, language)}${text}`, ...lines(below ?? [], position, language)];
  });
}

function numeral(position: readonly number[], language: Language): string {
  const last = position.at(-1) as number;
  if (language === 'en') return `${position.join('.')}${position.length === 1 ? '.' : ''} `;
  const styles = [`${chineseNumeral(last)}、`, `（${chineseNumeral(last)}）`, `${last}．`, `（${last}）`];
  return styles[position.length - 1] ?? `${last}）`;
}

const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1 to 99 in Chinese: 一, 十, 十二, 二十, 九十九. */
function chineseNumeral(number: number): string {
  const tens = Math.floor(number / 10);
  return `${tens > 1 ? DIGITS[tens] : ''}${tens > 0 ? '十' : ''}${DIGITS[number % 10]}`;
}
