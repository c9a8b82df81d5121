import { ONE, type Rational } from '../exact/rational.ts';
import { type Issue, issue, type Place } from '../issues/issue.ts';
import { fieldDimension } from '../scheme/field.ts';
import { type FieldIndex, keyTitle, namesRow, rankOfSpelling, YEAR } from './fieldIndex.ts';
import { findHeaderRegion, type HeaderRegion } from './headerRegion.ts';
import type { HeaderRowKind } from './headerRows.ts';
import type { StatedBy } from './headerText.ts';
import type { Settled } from './mapping.ts';
import { nearestFields, titled } from './nearestFields.ts';
import type { Table } from './readCsv.ts';
import { type Answers, type HeaderReading, statedUnit } from './readHeader.ts';
import { readPath } from './readPath.ts';
import { compareCodes } from './setAside.ts';
import { type SettledColumn, settleColumns } from './settleColumns.ts';
import { keptText } from './spelling.ts';

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
  /** The year that a mapping says all rows are of. */
  readonly year?: number;
  /** The rows of the header region, title and units included, by which those repeated among the rows are known. */
  readonly header: readonly HeaderRow[];
}

/** A row of the header region: its number as people count rows, what it is, and its cells. */
export interface HeaderRow {
  readonly row: number;
  readonly kind: HeaderRowKind;
  readonly cells: readonly string[];
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
 * `columnAmbiguous`, `columnRepeated`, `columnSetAside`, `unitUnknown`), a unit that had to be assumed a warning. Of several columns of one field
 * none is used, unless one of them is more telling by its spelling (a credit code before a tax number), or they say that
 * different ones state the values (自报 and 核定): then both are read.
 *
 * @param year - the year evaluated, where known: "2023年税收" is 税收 only in 2023
 * @param settled - what a mapping says of the table; it goes before everything that its header says
 */
export function planTable(
  table: Table,
  index: FieldIndex,
  year: number | undefined,
  settled?: Settled,
): { readonly plan: TablePlan; readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const region = findHeaderRegion(table, index, year, statedRows(table, settled, issues));
  const read = region.paths.map((path, at) => ({
    at,
    header: keptText(path.join(' ')) || `#${at + 1}`,
    path,
    reading: readDoubtful(path, region.surePaths[at] ?? path, index, year),
  }));
  const seen = settleColumns(read, settled, index, tablePlace(table), issues).map((column) => ({
    ...column,
    reading: withSharedUnit(column.reading, region.units, index),
  }));
  const chosen = chooseColumns(seen, index, tablePlace(table), issues, table.rows, region.end);
  const columns = seen.map((column) => planColumn(column, chosen.has(column.at), { table, index, year, issues }));
  if (columns.length > 0 && !columns.some(({ field }) => namesRow(field, index))) {
    const received = columns.map((column) => column.header).join('、');
    issues.push(issue('columnMissing', tablePlace(table), keyTitle(index), received));
  }
  const rows = table.rows.slice(region.end);
  if (rows.length === 0) issues.push(issue('fileWithoutRows', tablePlace(table), '≥ 1', '0'));
  const plan = {
    name: table.name,
    sheet: table.sheet,
    sha256: table.sha256,
    rows,
    firstRow: region.end + 1,
    columns: settled?.entry.year === undefined ? columns : columns.map(withoutYears),
    ...(settled?.entry.year !== undefined && { year: settled.entry.year }),
    header: region.rows.map(({ at, kind }) => ({ row: at + 1, kind, cells: table.rows[at] ?? [] })),
  };
  return { plan, issues };
}

/** Place of a table as a whole: its file, and its sheet where it has one. */
export function tablePlace({ name, sheet }: { readonly name: string; readonly sheet?: string | undefined }): Place {
  return { file: name, ...(sheet !== undefined && { sheet }) };
}

/** The reading of a path, where it is the same without the parents that are doubtful; else the column has to be asked for. */
function readDoubtful(
  path: readonly string[],
  sure: readonly string[],
  index: FieldIndex,
  year: number | undefined,
): HeaderReading {
  const reading = readPath(path, index, year);
  if (path.length === sure.length) return reading;
  const other = readPath(sure, index, year);
  const same = reading.kind === other.kind && (reading.kind !== 'field' || isSameField(reading, other));
  return same ? reading : { kind: 'unknown' };
}

function isSameField(one: HeaderReading & { readonly kind: 'field' }, other: HeaderReading): boolean {
  return (
    other.kind === 'field' &&
    one.field === other.field &&
    one.statedBy === other.statedBy &&
    one.unit?.factor.n === other.unit?.factor.n &&
    one.unit?.factor.d === other.unit?.factor.d
  );
}

type SeenColumn = SettledColumn;

/** The header rows that a mapping states, as indices; none where the table has no such rows. */
function statedRows(table: Table, settled: Settled | undefined, issues: Issue[]): readonly number[] | undefined {
  const rows = settled?.entry.headerRows;
  if (settled === undefined || rows === undefined) return undefined;
  const [first, last = first] = rows;
  if (last <= table.rows.length && first <= last)
    return Array.from({ length: last - first + 1 }, (_, k) => first - 1 + k);
  const place = { ...tablePlace(table), path: `${settled.path}.headerRows` };
  issues.push(issue('mappingInvalid', place, `1–${table.rows.length}`, rows.join('–')));
  return undefined;
}

/** A column of years does not count where somebody has said of which year the table is. */
function withoutYears(column: ColumnPlan): ColumnPlan {
  return column.field === YEAR ? { ...column, field: undefined, ignored: true } : column;
}

/** A reading without a unit takes the one that is stated for the whole table, where just one of those fits the field. */
function withSharedUnit(reading: HeaderReading, units: HeaderRegion['units'], index: FieldIndex): HeaderReading {
  if (reading.kind !== 'field' || reading.unit?.assumed !== true) return reading;
  const field = index.fields.get(reading.field);
  const dimension = field?.kind === 'amount' ? fieldDimension(field) : undefined;
  if (dimension === undefined) return reading;
  const fitting = units.flatMap((text) => statedUnit(text, reading.spelling, dimension) ?? []);
  const [unit] = fitting;
  const factors = new Set(fitting.map(({ factor }) => `${factor.n}/${factor.d}`));
  return unit !== undefined && factors.size === 1 ? { ...reading, unit } : reading;
}

/** Indices of the columns that are read: one for each field and each one who states it. */
function chooseColumns(
  seen: readonly SeenColumn[],
  index: FieldIndex,
  table: Place,
  issues: Issue[],
  rows: Table['rows'],
  end: number,
): Set<number> {
  const chosen = new Set<number>();
  const fields = new Map<string, { readonly field: string; readonly columns: SeenColumn[] }>();
  for (const column of seen) {
    if (column.reading.kind !== 'field' || column.by === 'faulty') continue;
    const { field, statedBy } = column.reading;
    const key = `${field} ${statedBy ?? ''}`;
    const same = fields.get(key);
    if (same === undefined) fields.set(key, { field, columns: [column] });
    else same.columns.push(column);
  }
  for (const { field, columns } of fields.values()) {
    const ranked = columns.map((column) => ({
      ...column,
      rank: column.by === 'settled' ? -1 : rankOf(field, column.reading),
    }));
    const best = Math.min(...ranked.map(({ rank }) => rank));
    const first = ranked.filter(({ rank }) => rank === best);
    const [column] = first;
    const title = index.fields.get(field)?.title ?? (field === 'id' ? keyTitle(index) : '年度');
    if (column !== undefined && first.length === 1) {
      chosen.add(column.at);
      for (const other of ranked) {
        if (other === column) continue;
        const place = { ...table, column: other.header };
        if (best < 0) issues.push(issue('columnSetAside', place, `${title} (${column.header})`, other.header));
        if (field === 'id') issues.push(...compareCodes(rows.slice(end), end + 1, [column, other], table));
      }
      continue;
    }
    const received = first.map(({ at, header }) => `${at + 1} ${header}`).join('、');
    issues.push(issue('columnRepeated', { ...table, column: column?.header ?? '' }, title, received));
  }
  return chosen;
}

function rankOf(field: string, reading: HeaderReading): number {
  return reading.kind === 'field' ? rankOfSpelling(field, reading.spelling) : 0;
}

/** What a column is planned in, and where what has to be asked of it goes. */
interface Asking {
  readonly table: Table;
  readonly index: FieldIndex;
  readonly year: number | undefined;
  readonly issues: Issue[];
}

/** Columns for which candidates are looked up; a table of more unknown ones is no table. */
const MOST_ASKED = 500;

function planColumn({ at, header, reading, by }: SeenColumn, chosen: boolean, asking: Asking): ColumnPlan {
  const { index, year, issues } = asking;
  const place = { ...tablePlace(asking.table), column: header };
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
  // What is wrong with the mapping has been said.
  if (by === 'faulty') return unused;
  switch (reading.kind) {
    case 'ignored':
      return { ...unused, ignored: true };
    case 'unknown':
      issues.push(
        issue('columnUnknown', place, at < MOST_ASKED ? nearestFields(header, index, year).join('、') : '', header),
      );
      return unused;
    case 'ratio':
      issues.push(issue('columnRatio', place, '', header));
      return unused;
    case 'ambiguous':
      issues.push(issue('columnAmbiguous', place, reading.fields.map((key) => titled(key, index)).join('、'), header));
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
