import { visibleText } from '../issues/visibleText.ts';

/** A table as lines for a terminal: columns as wide as their widest text, where a Chinese character takes two places. */
export function writeTextTable(texts: readonly (readonly string[])[], indent = ''): readonly string[] {
  const rows = texts.map((row) => row.map(visibleText));
  const columns = Math.max(0, ...rows.map(({ length }) => length));
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(0, ...rows.map((row) => displayWidth(row[at] ?? ''))),
  );
  return rows.map((row) => {
    const cells = row.map((cell, at) => cell + ' '.repeat(Math.max(0, (widths[at] ?? 0) - displayWidth(cell))));
    return `${indent}${cells.join('  ')}`.trimEnd();
  });
}

/** How many places of a terminal a text takes. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : NOTHING.test(character) ? 0 : 1;
  return width;
}

/** Han, kana, hangul, full-width forms and the punctuation that goes with them. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const NOTHING = /\p{Mn}|\p{Cf}/u;
