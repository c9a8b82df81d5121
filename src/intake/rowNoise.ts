import seed from '../../seeds/fields.json' with { type: 'json' };
import { YEAR } from './fieldIndex.ts';
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
  const named = plan.columns.find((column) => column.field === 'name')?.at;
  const meaningful = plan.columns.flatMap((column) => (column.ignored ? [] : [column.at]));
  const width = plan.columns.length;
  const years = new Set(plan.columns.flatMap((column) => (column.field === YEAR ? [column.at] : [])));
  const header = plan.header.map(spelled);
  return (row) => {
    const first = row.find((cell) => !isBlank(cell));
    if (first === undefined) return '空行 blank';
    const key = keyed === undefined ? '' : spelled(row[keyed] ?? '');
    if (!byName && CODE.test(key)) return undefined;
    const total = [first, keyed === undefined ? '' : row[keyed], named === undefined ? '' : row[named]].find(isTotal);
    if (total !== undefined) return `合计行 total: ${total}`;
    if (FOOTERS.some((start) => spelled(first).startsWith(start))) return `表尾 footer: ${first}`;
    const beyond = row.length > width && row.slice(width).some((cell) => !isBlank(cell));
    if (!beyond && meaningful.every((at) => isBlank(row[at]) || years.has(at))) return '仅有序号 serial number only';
    const again = header.length > 0 && row.every((cell, at) => spelled(cell) === (header[at] ?? ''));
    return again ? '重复表头 header again' : undefined;
  };
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
