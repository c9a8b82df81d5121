import seed from '../../seeds/fields.json' with { type: 'json' };
import type { Issue } from '../issues/issue.ts';
import type { LabelField } from '../scheme/field.ts';
import { isCellError } from './readAmount.ts';
import type { Answers } from './readHeader.ts';
import { readSector, sectorFault } from './sector.ts';
import { keptText, spelled } from './spelling.ts';

/** What a cell of a label or flag column says: a value, nothing, or something that cannot be read. */
export type TextReading<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'absent' }
  | { readonly kind: 'fault'; readonly code: Issue['code']; readonly expected: string };

/**
 * Reads a label. Free text is kept as written, with line breaks as spaces. A label with a list of values takes one of them, by
 * any of its spellings; another text is `labelUnknown`. Under a header that asks (是否规上) yes and no stand for two of them.
 */
export function readLabel(cell: string, field: LabelField, answers: Answers | undefined): TextReading<string> {
  const text = spelled(cell);
  if (answers !== undefined && YES.has(text)) return { kind: 'value', value: answers.yes };
  if (answers !== undefined && NO.has(text)) return { kind: 'value', value: answers.no };
  if (ABSENT.has(text)) return { kind: 'absent' };
  if (isCellError(text)) return { kind: 'fault', code: 'cellError', expected: field.title };
  if (field.values === undefined) return { kind: 'value', value: keptText(cell) };
  for (const [value, others] of Object.entries(field.values)) {
    if ([value, ...others].some((spelling) => spelled(spelling) === text)) return { kind: 'value', value };
  }
  const asked = answers === undefined ? [] : ['是', '否'];
  return { kind: 'fault', code: 'labelUnknown', expected: [...Object.keys(field.values), ...asked].join('、') };
}

/** Reads a flag: 是, 有, √, 1, true, Y or 否, 无, ×, 0, false, N. 无 says no here, where in an amount it says nothing. */
export function readFlag(cell: string): TextReading<boolean> {
  const text = spelled(cell);
  if (YES.has(text)) return { kind: 'value', value: true };
  if (NO.has(text)) return { kind: 'value', value: false };
  if (ABSENT.has(text)) return { kind: 'absent' };
  if (isCellError(text)) return { kind: 'fault', code: 'cellError', expected: '是、否' };
  return { kind: 'fault', code: 'labelUnknown', expected: '是、否' };
}

/** Reads a sector's code, with its letter: 3351 and C3351 are both C3351. */
export function readSectorLabel(cell: string): TextReading<string> {
  const text = spelled(cell);
  if (ABSENT.has(text)) return { kind: 'absent' };
  if (isCellError(text)) return { kind: 'fault', code: 'cellError', expected: 'C33' };
  const sector = readSector(cell);
  if (sector !== undefined) return { kind: 'value', value: sector.code };
  const fault = sectorFault(cell);
  switch (fault.kind) {
    case 'contradiction':
      return { kind: 'fault', code: 'sectorContradicts', expected: fault.right };
    case 'edition2011':
      return { kind: 'fault', code: 'sectorOfEdition2011', expected: fault.right };
    // A spreadsheet takes the zero from 0131 and 01; the four-digit and two-digit codes that it may have been.
    case 'lostZero':
      return { kind: 'fault', code: 'sectorUnknown', expected: fault.right };
    case 'unknown':
      return { kind: 'fault', code: 'sectorUnknown', expected: 'C33' };
  }
}

/** Whether a cell of a label, date or flag says nothing. */
export function isAbsent(cell: string): boolean {
  return ABSENT.has(spelled(cell));
}

const ABSENT: ReadonlySet<string> = new Set(
  ['', ...seed.states.missing, ...seed.states.withheld, ...seed.states.notApplicable].map(spelled),
);
const YES: ReadonlySet<string> = new Set(seed.answers.yes.map(spelled));
const NO: ReadonlySet<string> = new Set(seed.answers.no.map(spelled));
