import type { Language } from '../issues/sentences.ts';
import { visibleLines, visibleText } from '../issues/visibleText.ts';
import type { Explanation } from '../results/explanation.ts';
import { outlineExplanation, type Part } from './explanationOutline.ts';

/** An explanation for the terminal: tables in columns, Chinese characters counted as two. */
export function writeExplanationText(explanation: Explanation, language: Language = 'zh'): string {
  return writePartsText(outlineExplanation(explanation, language));
}

/** The same as Markdown. */
export function writeExplanationMarkdown(explanation: Explanation, language: Language = 'zh'): string {
  return writePartsMarkdown(outlineExplanation(explanation, language));
}

/** Parts of a document for the terminal. */
export function writePartsText(outline: readonly Part[]): string {
  const parts = outline.map(({ heading, lines, table }) => {
    const rows = table === undefined ? [] : columns([table.headers, ...table.rows]);
    return [heading, ...rows, ...lines].map((line, at) => `${at === 0 ? '' : '  '}${visibleText(line)}`).join('\n');
  });
  return `${parts.join('\n\n')}\n`;
}

/** The same as Markdown. */
export function writePartsMarkdown(outline: readonly Part[]): string {
  const parts = outline.map((part, at) => markdownPart(part, at === 0 ? '#' : '##'));
  return `${parts.map(visibleLines).join('\n\n')}\n`;
}

function markdownPart({ heading, lines, table }: Part, mark: string): string {
  const blocks = [`${mark} ${markdown(heading)}`];
  if (table !== undefined) {
    const rows = [table.headers, table.headers.map(() => '---'), ...table.rows];
    blocks.push(
      rows.map((row, at) => `| ${row.map((cell) => (at === 1 ? cell : markdown(cell))).join(' | ')} |`).join('\n'),
    );
  }
  if (lines.length > 0) blocks.push(lines.map((line) => `- ${markdown(line)}`).join('\n'));
  return blocks.join('\n\n');
}

/** Text in which nothing is taken for markup. */
function markdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~!]/gu, '\\$&').replace(/[\r\n]+/gu, ' ');
}

function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, at) => rows.reduce((most, row) => Math.max(most, widthOf(row[at] ?? '')), 0));
  return rows.map((row) =>
    row
      .map((cell, at) => cell + ' '.repeat(Math.max(0, (widths[at] ?? 0) - widthOf(cell))))
      .join('  ')
      .trimEnd(),
  );
}

/** Columns that a text takes on a terminal. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text)
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u.test(
      character,
    )
      ? 2
      : 1;
  return width;
}
