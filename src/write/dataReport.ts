import type { TotalReport } from '../intake/checkTotals.ts';
import type { ColumnProfile, TableProfile } from '../intake/profileTables.ts';
import type { Language } from '../issues/sentences.ts';
import { DATA_WORDS, type DataWords } from './dataReportWords.ts';
import { writeTextTable } from './textTable.ts';

/** Longest text of an example; a longer one ends with … */
const LONGEST = 18;
/** Characters of a column's examples together; further examples are left out. */
const MOST_SHOWN = 30;

/** How tables were read, as text for a terminal: their rows, what stands above them, their totals, and every column. */
export function writeDataReport(profiles: readonly TableProfile[], language: Language = 'zh'): string {
  const words = DATA_WORDS[language];
  return profiles.map((profile) => `${tableLines(profile, words).join('\n')}\n`).join('\n');
}

function tableLines({ source, reasons, columns }: TableProfile, words: DataWords): readonly string[] {
  const { rows, used, skipped, refused, header, totals = [], leftOut } = source;
  const name = [source.name, source.sheet].filter((part) => part !== undefined).join(' / ');
  const lines = [words.account(name, rows, used, skipped, refused)];
  if (leftOut !== undefined) return [...lines, `  ${words.leftOut(leftOut)}`];
  for (const { row, kind, text } of header?.rows ?? [])
    lines.push(`  ${words.headerRow(row, words.rowKinds[kind], text)}`);
  if (header !== undefined) lines.push(`  ${words.dataFrom(header.dataFrom)}`);
  const reasonTexts = reasons.map(({ code, reason, rows: count }) =>
    words.reason(reason, words.rowCodes[code] ?? code, count),
  );
  if (reasonTexts.length > 0) lines.push(`  ${words.reasons(reasonTexts)}`);
  lines.push(...writeTextTable([words.columns, ...columns.map((column) => columnCells(column, words))], '  '));
  for (const total of totals) lines.push(...totalLines(total, columns, words));
  return lines;
}

function columnCells(column: ColumnProfile, words: DataWords): readonly string[] {
  const { letter, header, field, title, statedBy, unit = '', filled, missing, least, greatest, examples } = column;
  const meaning =
    field === undefined
      ? column.ignored
        ? words.ignored
        : words.unused
      : `${title === field ? field : `${title} ${field}`}${statedBy === undefined ? '' : words.statedBy[statedBy]}`;
  const others = (['notApplicable', 'withheld', 'unreadable'] as const)
    .filter((state) => column[state] > 0)
    .map((state) => `${words.states[state]}${column[state]}`);
  const range =
    least === undefined
      ? field === undefined
        ? ''
        : words.different(column.different)
      : `${least} … ${greatest ?? ''}`;
  const cut = examples.map((text) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text));
  const shown = cut.filter((_, at) => at === 0 || cut.slice(0, at + 1).join('').length <= MOST_SHOWN);
  return [
    letter,
    header,
    meaning,
    unit,
    String(filled),
    String(missing),
    others.join(' '),
    range,
    shown.join(words.comma),
  ];
}

/** A total that fits in every column on one line; else a line for each column where it does not. */
function totalLines(total: TotalReport, columns: readonly ColumnProfile[], words: DataWords): readonly string[] {
  const differing = total.columns.filter(({ difference }) => difference !== '0');
  const scope = words.scopes[total.scope];
  if (differing.length === 0) return [`  ${words.totalFits(total.row, total.text, scope, total.columns.length)}`];
  return differing.map(({ column, stated, own, difference, fits }) => {
    const header = columns[column - 1]?.header ?? String(column);
    const text = words.totalDiffers(total.row, total.text, scope, header, stated, own, difference);
    return `  ${text}${fits === undefined ? '' : words.fits[fits]}`;
  });
}
