import { type Issue, issue, type Place } from '../issues/issue.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { ID, indexFields, keyColumn, YEAR } from './fieldIndex.ts';
import { findHeader } from './findHeader.ts';
import { firmId } from './firmId.ts';
import { normaliseHeader } from './headerText.ts';
import type { Table } from './readCsv.ts';
import { readDate } from './readDate.ts';
import { readHeader } from './readHeader.ts';
import { isBlank, keptText, spelled } from './spelling.ts';

/** What people decided by hand, from one file. */
export interface ManualAdjustments {
  readonly name: string;
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly sha256: string;
  readonly rows: number;
  /** Lines that are complete and that the scheme allows, in order of the file. */
  readonly lines: readonly ManualLine[];
  readonly issues: readonly Issue[];
}

/** One decision: a correction of a field's datum, or, without a field, a move to another grade. */
export interface ManualLine {
  readonly place: Place;
  /** Id of the firm, or of a unit of evaluation. */
  readonly firm: string;
  readonly field?: { readonly key: string; readonly unit: string | undefined };
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly document: string;
  readonly approver: string;
  /** YYYY-MM-DD */
  readonly date: string;
}

/** The columns, and how tables spell them. */
const COLUMNS = {
  firm: ['企业', '统一社会信用代码', '企业代码', '企业名称', '名称', 'firm', 'id'],
  what: ['事项', '调整事项', 'what'],
  from: ['原值', '调整前', 'from'],
  to: ['新值', '调整后', 'to'],
  reason: ['理由', '调整理由', 'reason'],
  document: ['文号', '依据文号', 'document'],
  approver: ['批准人', '审批人', 'approver'],
  date: ['日期', '批准日期', 'date'],
} as const;
type ColumnName = keyof typeof COLUMNS;
const NAMES = Object.keys(COLUMNS) as readonly ColumnName[];
/** What moves a grade; anything else names a field. */
const GRADE = new Set(['等级', '评价等级', '最终等级', 'grade'].map(spelled));
/** Without these nobody could say later why a firm's result was changed. */
const REQUIRED: readonly ColumnName[] = ['firm', 'what', 'to', 'reason', 'document', 'approver', 'date'];

/**
 * Reads manual corrections and moves. A line that is incomplete, names no field, or does what the scheme does not allow is
 * refused with an issue; whether it fits the data is found in the run.
 */
export function readAdjustments(table: Table, scheme: Scheme): ManualAdjustments {
  const file = table.name;
  const headerRow = findHeader(table.rows, (text) => columnOf(text) !== undefined);
  const header = (table.rows[headerRow] ?? []).map(columnOf);
  const rows = table.rows.slice(headerRow + 1);
  const read = { name: file, sha256: table.sha256, rows: rows.length };
  const absent = NAMES.filter((name) => !header.includes(name)).map((name) => COLUMNS[name][0]);
  if (absent.length > 0) {
    const received = (table.rows[headerRow] ?? []).map(keptText).join('、');
    return { ...read, lines: [], issues: [issue('columnMissing', { file }, absent.join('、'), received)] };
  }
  const index = indexFields(scheme);
  const issues: Issue[] = [];
  const lines = rows.flatMap((row, at): ManualLine[] => {
    const place = { file, row: headerRow + 2 + at };
    if (row.every(isBlank)) {
      issues.push(issue('rowSkipped', place, '', '空行 empty'));
      return [];
    }
    const cell = (name: ColumnName): string => keptText(row[header.indexOf(name)] ?? '');
    const line = readLine(cell, place);
    if ('code' in line) issues.push(line);
    return 'code' in line ? [] : [line];
  });
  return { ...read, lines, issues };

  function readLine(cell: (name: ColumnName) => string, at: Place): ManualLine | Issue {
    // A name where firms are told apart by codes.
    const unknown = cell('firm') !== '' && firmId(cell('firm'), index.identity) === undefined;
    const empty = REQUIRED.filter((name) => cell(name) === '' && !(name === 'to' && !GRADE.has(spelled(cell('what')))));
    const isUnit = (scheme.units ?? []).some(({ id }) => cell('firm').startsWith(`${id}：`));
    const firm = isUnit ? cell('firm') : firmId(cell('firm'), index.identity);
    const place = firm === undefined ? at : { ...at, firm };
    if (unknown && !isUnit) return issue('adjustmentFirmUnknown', at, '', cell('firm'));
    if (empty.length > 0 || firm === undefined) {
      const names = empty.map((name) => COLUMNS[name][0]).join('、');
      return issue('adjustmentIncomplete', place, names === '' ? COLUMNS.firm[0] : names, cell('firm'));
    }
    const date = readDate(cell('date'));
    if (date.kind !== 'value') {
      return issue('adjustmentInvalid', { ...place, column: COLUMNS.date[0] }, '2022-12-31', cell('date'));
    }
    const stated = {
      place,
      firm,
      from: cell('from'),
      to: cell('to'),
      reason: cell('reason'),
      document: cell('document'),
      approver: cell('approver'),
      date: date.value,
    };
    const moves = GRADE.has(spelled(cell('what')));
    const { allowed = [] } = scheme.manual ?? {};
    if (!allowed.includes(moves ? 'move' : 'correction')) {
      return issue(
        'adjustmentNotAllowed',
        place,
        allowed.length === 0 ? 'no change by hand' : allowed.join(' | '),
        cell('what'),
      );
    }
    if (moves) return stated;
    const reading = readHeader(cell('what'), index, undefined);
    const closed = new Set([ID, YEAR, keyColumn(index)]);
    if (reading.kind !== 'field' || closed.has(reading.field)) {
      return issue('adjustmentItemUnknown', { ...place, column: COLUMNS.what[0] }, 'a field | grade', cell('what'));
    }
    return { ...stated, field: { key: reading.field, unit: reading.unit?.text } };
  }
}

function columnOf(header: string): ColumnName | undefined {
  const text = normaliseHeader(header);
  return NAMES.find((name) => COLUMNS[name].some((spelling) => normaliseHeader(spelling) === text));
}
