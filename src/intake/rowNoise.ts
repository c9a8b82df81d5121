import seed from '../../seeds/fields.json' with { type: 'json' };
import { YEAR } from './fieldIndex.ts';
import type { HeaderRowKind } from './headerRows.ts';
import type { TablePlan } from './planTable.ts';
import { isBlank, spelled } from './spelling.ts';

/** Why a row is no row of a firm, for people, in Chinese and English. */
export type RowNoise = (row: readonly string[]) => string | undefined;

/**
 * Tells rows that are no firm's: blank, a serial number alone, the header again, a total or mean (合计 in the first cell, the
 * code or the name), a footer (填表人：…). A row whose code looks like one is always a firm's, whatever it is called.
 *
 * @param keyed - index of the column that names the firm, if there is one
 * @param byName - whether that is its name, which can look like anything
 */
export function rowNoise(plan: TablePlan, keyed: number | undefined, byName: boolean): RowNoise {
  const meaningful = plan.columns.flatMap((column) => (column.ignored ? [] : [column.at]));
  const width = plan.columns.length;
  const years = new Set(plan.columns.flatMap((column) => (column.field === YEAR ? [column.at] : [])));
  const again = repeatedRow(plan);
  const totalOf = totalReader(plan, keyed);
  return (row) => {
    const first = row.find((cell) => !isBlank(cell));
    if (first === undefined) return '空行 blank';
    const key = keyed === undefined ? '' : spelled(row[keyed] ?? '');
    if (!byName && CODE.test(key)) return undefined;
    const repeated = again(row);
    if (repeated !== undefined) return repeated;
    const total = totalOf(row);
    if (total !== undefined) return `合计行 total: ${total}`;
    if (isFooter(first)) return `表尾 footer: ${first}`;
    const beyond = row.length > width && row.slice(width).some((cell) => !isBlank(cell));
    return !beyond && meaningful.every((at) => isBlank(row[at]) || years.has(at))
      ? '仅有序号 serial number only'
      : undefined;
  };
}

/**
 * The words by which a row is a total or mean, in its first text, its code or its name; undefined where it is none. Whether it
 * is a firm's all the same is for `rowNoise` to say.
 */
export function totalReader(plan: TablePlan, keyed: number | undefined): RowNoise {
  const named = plan.columns.find((column) => column.field === 'name')?.at;
  return (row) =>
    [
      row.find((cell) => !isBlank(cell)),
      keyed === undefined ? undefined : row[keyed],
      named === undefined ? undefined : row[named],
    ].find(isTotal);
}

/** Whether a text begins as those below a table do: 填表人：… */
export function isFooter(text: string): boolean {
  const start = spelled(text);
  return FOOTERS.some((footer) => start.startsWith(footer));
}

/** The cells of a row as one text by which it is known on another page, blank ones at its end left out. */
export function pageRow(cells: readonly string[]): string {
  return cells
    .slice(0, cells.findLastIndex((cell) => !isBlank(cell)) + 1)
    .map(pageText)
    .join('\n');
}

/** Tells rows of the header region that stand again among the rows, as they do on every page of a printed table. */
function repeatedRow(plan: TablePlan): RowNoise {
  const known = new Map(plan.header.map(({ kind, cells }) => [pageRow(cells), AGAIN[kind]]));
  const firsts = new Set(plan.header.map(({ cells }) => pageText(cells.find((cell) => !isBlank(cell)) ?? '')));
  return (row) => {
    const first = row.find((cell) => !isBlank(cell)) ?? '';
    const text = pageText(first);
    if (PAGES.test(text)) return `页码 page: ${first}`;
    if (!firsts.has(text)) return undefined;
    return (
      known.get(pageRow(row)) ??
      (text !== '' && row.every((cell) => isBlank(cell) || cell === first) ? AGAIN.title : undefined)
    );
  };
}

const AGAIN: Readonly<Record<HeaderRowKind, string>> = {
  header: '重复表头 header again',
  title: '重复标题 title again',
  unitLine: '重复单位行 unit line again',
  note: '重复表前说明 note again',
  codes: '重复栏号 column codes again',
  units: '重复单位行 units again',
};
const PAGES = /^(第\d+页([,/]?共\d+页)?|\(?续表[一二三四五六七八九十\d]*\)?|\(?接上页\)?|\(?转下页\)?)$/u;

/** A text as it is compared between pages: （续） at its end says only that the table goes on. */
function pageText(cell: string): string {
  return spelled(cell).replace(/\((续|续表|接上页)[一二三四五六七八九十\d]*\)$/u, '');
}

const CODE = /^(?=.*\d)[0-9a-z]{8,}$/;
const ENDINGS = new RegExp(`(${seed.rowNoise.totals.join('|')})(:|\\(.*\\))?$`, 'u');
const WORDS: ReadonlySet<string> = new Set(seed.rowNoise.totalWords);
const FOOTERS = seed.rowNoise.footers.map(spelled);
/** Longer texts are names or remarks, and are not looked through. */
const LONGEST_TOTAL = 30;

function isTotal(cell: string | undefined): boolean {
  if (cell === undefined || cell.length > LONGEST_TOTAL) return false;
  const text = spelled(cell);
  return ENDINGS.test(text) || WORDS.has(text);
}
