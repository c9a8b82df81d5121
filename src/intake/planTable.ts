import { ONE, type Rational } from '../exact/rational.ts';
import { type Issue, issue, type Place } from '../issues/issue.ts';
import { type FieldIndex, keyTitle, namesRow, rankOfSpelling } from './fieldIndex.ts';
import { findHeader } from './findHeader.ts';
import type { StatedBy } from './headerText.ts';
import type { Table } from './readCsv.ts';
import { type Answers, type HeaderReading, readHeader } from './readHeader.ts';
import { isBlank, keptText } from './spelling.ts';

/** A table whose columns are known: what each row is read by. */
export interface TablePlan {
  readonly name: string;
  readonly sheet: string | undefined;
  readonly sha256: string;
  /** Data rows: those below the header. */
  readonly rows: readonly (readonly string[])[];
  /** Number of the first data row as people count rows: from 1, the header's record included. */
  readonly firstRow: number;
  readonly columns: readonly ColumnPlan[];
  /** The cells of the header, by which a header repeated among the rows is known; none for records. */
  readonly header: readonly string[];
}

/** How the cells of a column are read. */
export interface ColumnPlan {
  /** Index in the row, from 0. */
  readonly at: number;
  readonly header: string;
  /** Key of the field, `id` or `year`; undefined: not used. */
  readonly field: string | undefined;
  /** Unit of the column's amounts, and how many canonical units one of it is. */
  readonly unit: string | undefined;
  readonly factor: Rational;
  /** What yes and no mean where the header asks a question. */
  readonly answers: Answers | undefined;
  /** Who states the values, where the header says so: 自报 or 核定. */
  readonly statedBy: StatedBy | undefined;
  /** Serial numbers and remarks: a row with nothing else is empty. */
  readonly ignored: boolean;
}

/**
 * Finds a table's header and what each column holds. A column that cannot be used gives an issue (`columnUnknown`,
 * `columnAmbiguous`, `columnRepeated`, `unitUnknown`), a unit that had to be assumed a warning. Of several columns of one field
 * none is used, unless one of them is more telling by its spelling (a credit code before a tax number), or they say that
 * different ones state the values (自报 and 核定): then both are read.
 *
 * @param year - the year evaluated, where known: "2023年税收" is 税收 only in 2023
 */
export function planTable(
  table: Table,
  index: FieldIndex,
  year: number | undefined,
): { readonly plan: TablePlan; readonly issues: readonly Issue[] } {
  const headerRow = findHeader(table.rows, (text) => readHeader(text, index, year).kind === 'field');
  const header = table.rows[headerRow] ?? [];
  const width = header.findLastIndex((text) => !isBlank(text)) + 1;
  const issues: Issue[] = [];
  const seen = header
    .slice(0, width)
    .map((text, at) => ({ at, header: keptText(text) || `#${at + 1}`, reading: readHeader(text, index, year) }));
  const chosen = chooseColumns(seen, index, tablePlace(table), issues);
  const columns = seen.map((column) => planColumn(column, chosen.has(column.at), tablePlace(table), issues));
  if (columns.length > 0 && !columns.some(({ field }) => namesRow(field, index))) {
    const received = columns.map((column) => column.header).join('、');
    issues.push(issue('columnMissing', tablePlace(table), keyTitle(index), received));
  }
  const rows = table.rows.slice(headerRow + 1);
  if (rows.length === 0) issues.push(issue('fileWithoutRows', tablePlace(table), '≥ 1', '0'));
  const plan = {
    name: table.name,
    sheet: table.sheet,
    sha256: table.sha256,
    rows,
    firstRow: headerRow + 2,
    columns,
    header,
  };
  return { plan, issues };
}

/** Place of a table as a whole: its file, and its sheet where it has one. */
export function tablePlace({ name, sheet }: { readonly name: string; readonly sheet?: string | undefined }): Place {
  return { file: name, ...(sheet !== undefined && { sheet }) };
}

interface SeenColumn {
  readonly at: number;
  readonly header: string;
  readonly reading: HeaderReading;
}

/** Indices of the columns that are read: one for each field and each one who states it. */
function chooseColumns(seen: readonly SeenColumn[], index: FieldIndex, table: Place, issues: Issue[]): Set<number> {
  const chosen = new Set<number>();
  const fields = new Map<string, { readonly field: string; readonly columns: SeenColumn[] }>();
  for (const column of seen) {
    if (column.reading.kind !== 'field') continue;
    const { field, statedBy } = column.reading;
    const key = `${field} ${statedBy ?? ''}`;
    const same = fields.get(key);
    if (same === undefined) fields.set(key, { field, columns: [column] });
    else same.columns.push(column);
  }
  for (const { field, columns } of fields.values()) {
    const ranked = columns.map((column) => ({ ...column, rank: rankOf(field, column.reading) }));
    const best = Math.min(...ranked.map(({ rank }) => rank));
    const first = ranked.filter(({ rank }) => rank === best);
    if (first.length === 1) {
      for (const { at } of first) chosen.add(at);
      continue;
    }
    const [column] = first;
    const title = index.fields.get(field)?.title ?? (field === 'id' ? keyTitle(index) : '年度');
    const received = first.map(({ at, header }) => `${at + 1} ${header}`).join('、');
    issues.push(issue('columnRepeated', { ...table, column: column?.header ?? '' }, title, received));
  }
  return chosen;
}

function rankOf(field: string, reading: HeaderReading): number {
  return reading.kind === 'field' ? rankOfSpelling(field, reading.spelling) : 0;
}

function planColumn({ at, header, reading }: SeenColumn, chosen: boolean, table: Place, issues: Issue[]): ColumnPlan {
  const place = { ...table, column: header };
  const unused: ColumnPlan = {
    at,
    header,
    field: undefined,
    unit: undefined,
    factor: ONE,
    answers: undefined,
    statedBy: undefined,
    ignored: false,
  };
  switch (reading.kind) {
    case 'ignored':
      return { ...unused, ignored: true };
    case 'unknown':
    case 'ratio':
      issues.push(issue('columnUnknown', place, reading.kind === 'ratio' ? '金额 amount' : '', header));
      return unused;
    case 'ambiguous':
      issues.push(issue('columnAmbiguous', place, reading.fields.join('、'), header));
      return unused;
    case 'unitUnknown':
      issues.push(issue('unitUnknown', place, reading.expected.join('、'), reading.unit));
      return unused;
    case 'field':
      if (!chosen) return unused;
      if (reading.unit?.assumed === true) issues.push(issue('unitAssumed', place, reading.unit.text, header));
      return {
        ...unused,
        field: reading.field,
        unit: reading.unit?.text,
        factor: reading.unit?.factor ?? ONE,
        answers: reading.answers,
        statedBy: reading.statedBy,
      };
  }
}
