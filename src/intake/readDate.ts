import { isDay } from '../exact/calendar.ts';
import { isCellError } from './readAmount.ts';
import type { TextReading } from './readText.ts';
import { isAbsent } from './readText.ts';
import { cleanText, spelled } from './spelling.ts';

const EXPECTED = 'YYYY-MM-DD';

/**
 * Reads a day: 2021-03-01, 2021/3/1, 2021.3.1, 2021年3月1日 or 20210301, with a time of day that is left away. A day that the
 * calendar does not have, or one without its month or day, is `dateInvalid`.
 */
export function readDate(cell: string): TextReading<string> {
  if (isAbsent(cell)) return { kind: 'absent' };
  if (isCellError(spelled(cell))) return { kind: 'fault', code: 'cellError', expected: EXPECTED };
  const text = cleanText(cell)
    .normalize('NFKC')
    .replace(/[\sT]\d{1,2}:\d{2}(:\d{2}(\.0+)?)?$/u, '');
  const parts =
    /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text.replace(/[/.]|年|月/gu, '-').replace(/日$/u, '')) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const [, year = '', month = '', day = ''] = parts ?? [];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (parts === null || !isDay(date)) return { kind: 'fault', code: 'dateInvalid', expected: EXPECTED };
  return { kind: 'value', value: date };
}
