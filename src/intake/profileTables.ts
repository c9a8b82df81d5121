import { MISSING, NOT_APPLICABLE } from '../exact/column.ts';
import { compare, type Rational, rational } from '../exact/rational.ts';
import { columnName, type Issue } from '../issues/issue.ts';
import { type Field, fieldDimension } from '../scheme/field.ts';
import { leavesOut } from './admitRows.ts';
import type { DataSource, Facts } from './facts.ts';
import { type FieldIndex, ID, keyTitle, YEAR } from './fieldIndex.ts';
import type { StatedBy } from './headerText.ts';
import { entryFor, type Mapping } from './mapping.ts';
import { planTable } from './planTable.ts';
import { readAmount } from './readAmount.ts';
import type { Table } from './readCsv.ts';
import { readDate } from './readDate.ts';
import { isBlank, keptText } from './spelling.ts';

/** How a table was read, for somebody who looks at it before any run. */
export interface TableProfile {
  readonly source: DataSource;
  /** Why rows were not used, most frequent first; `reason` is that of a skipped row in Chinese and English. */
  readonly reasons: readonly { readonly code: Issue['code']; readonly reason: string; readonly rows: number }[];
  readonly columns: readonly ColumnProfile[];
}

/** What a column holds, in the rows that were used. */
export interface ColumnProfile {
  readonly number: number;
  readonly letter: string;
  readonly header: string;
  /** Key and title of the field; absent where the column is not used. */
  readonly field?: string;
  readonly title?: string;
  readonly statedBy?: StatedBy;
  /** Serial numbers, remarks, and what a mapping says to ignore. */
  readonly ignored: boolean;
  readonly unit?: string;
  readonly filled: number;
  readonly missing: number;
  readonly notApplicable: number;
  readonly withheld: number;
  /** Cells that say something which cannot be read. */
  readonly unreadable: number;
  /** The least and the greatest amount or date, as written. */
  readonly least?: string;
  readonly greatest?: string;
  /** How many different texts there are. */
  readonly different: number;
  /** The first few different texts, as written. */
  readonly examples: readonly string[];
}

const EXAMPLES = 3;

/** Describes each column of each table that facts were read from, in the order of the facts' sources. */
export function profileTables(
  facts: Facts,
  tables: readonly Table[],
  index: FieldIndex,
  mapping?: Mapping,
): readonly TableProfile[] {
  const left = [...tables];
  return facts.sources.map((source, position) => {
    const at = left.findIndex(
      ({ name, sheet, sha256 }) => name === source.name && sheet === source.sheet && sha256 === source.sha256,
    );
    const [table] = at < 0 ? [] : left.splice(at, 1);
    if (table === undefined || source.leftOut !== undefined) return { source, reasons: [], columns: [] };
    const { plan } = planTable(table, index, facts.year, entryFor(mapping, table));
    const faults = issuesOfRows(facts.issues, source);
    const used = rowsUsed(facts, position, source, plan.firstRow, faults);
    const columns = source.columns.map((column): ColumnProfile => {
      const { statedBy, ignored = false } = plan.columns[column.number - 1] ?? {};
      const cells = used.map((row) => table.rows[row - 1]?.[column.number - 1] ?? '');
      const { header, number, unit, filled, missing, field } = column;
      const of = field === undefined ? undefined : index.fields.get(field);
      return {
        number,
        letter: columnName(number - 1),
        header,
        ...(field !== undefined && { field, title: titleOf(field, index) }),
        ...(statedBy !== undefined && { statedBy }),
        ignored: ignored && field === undefined,
        ...(unit !== undefined && { unit }),
        filled,
        missing,
        ...describeCells(cells, of),
      };
    });
    const isUsed = new Set(used);
    const counted = new Map<string, { code: Issue['code']; reason: string; rows: number }>();
    for (let row = plan.firstRow; row < plan.firstRow + plan.rows.length; row += 1) {
      const fault = faults.get(row);
      if (fault === undefined || isUsed.has(row)) continue;
      const reason = fault.code === 'rowSkipped' ? (fault.received.split(':')[0] ?? '') : '';
      const key = `${fault.code} ${reason}`;
      const one = counted.get(key) ?? { code: fault.code, reason, rows: 0 };
      one.rows += 1;
      counted.set(key, one);
    }
    return { source, reasons: [...counted.values()].sort((a, b) => b.rows - a.rows), columns };
  });
}

/** Of each row of a table that was skipped or refused the issue that says why. */
function issuesOfRows(issues: readonly Issue[], { name, sheet }: DataSource): ReadonlyMap<number, Issue> {
  const first = new Map<number, Issue>();
  for (const one of issues) {
    const { file, sheet: of, row } = one.place;
    if (file === name && of === sheet && row !== undefined && !first.has(row) && leavesOut(one)) first.set(row, one);
  }
  return first;
}

/** Numbers of the rows that were used: those of the firms; of tables of units, those that no issue speaks of. */
function rowsUsed(
  { origins }: Facts,
  position: number,
  { used, rows }: DataSource,
  firstRow: number,
  faults: ReadonlyMap<number, Issue>,
): readonly number[] {
  const known = [...(origins.rows[position] ?? [])].filter((row) => row > 0).sort((a, b) => a - b);
  if (known.length === used && used > 0) return known;
  return Array.from({ length: rows }, (_, at) => firstRow + at).filter((row) => !faults.has(row));
}

function titleOf(field: string, index: FieldIndex): string {
  return index.fields.get(field)?.title ?? (field === ID ? keyTitle(index) : field === YEAR ? '年度' : field);
}

type Description = Omit<ColumnProfile, 'number' | 'letter' | 'header' | 'ignored' | 'filled' | 'missing'>;

function describeCells(cells: readonly string[], field: Field | undefined): Description {
  const texts = new Set<string>();
  const counts = { notApplicable: 0, withheld: 0, unreadable: 0 };
  let least: Point | undefined;
  let greatest: Point | undefined;
  for (const cell of cells) {
    if (isBlank(cell)) continue;
    const text = keptText(cell);
    texts.add(text);
    const point = pointOf(text, field, counts);
    if (point === undefined) continue;
    if (least === undefined || before(point, least)) least = point;
    if (greatest === undefined || before(greatest, point)) greatest = point;
  }
  return {
    ...counts,
    ...(least !== undefined && { least: least.text }),
    ...(greatest !== undefined && { greatest: greatest.text }),
    different: texts.size,
    examples: [...texts].slice(0, EXAMPLES),
  };
}

/** An amount or a date that can be the least or the greatest. */
interface Point {
  readonly text: string;
  readonly value: Rational | string;
}

function pointOf(
  text: string,
  field: Field | undefined,
  counts: { notApplicable: number; withheld: number; unreadable: number },
): Point | undefined {
  if (field?.kind === 'date') {
    const reading = readDate(text);
    if (reading.kind === 'fault') counts.unreadable += 1;
    return reading.kind === 'value' ? { text, value: reading.value } : undefined;
  }
  if (field?.kind !== 'amount') return undefined;
  const reading = readAmount(text, fieldDimension(field) === 'share');
  if (reading.kind === 'fault') counts.unreadable += 1;
  if (reading.kind === 'absent' && reading.state !== MISSING) {
    counts[reading.state === NOT_APPLICABLE ? 'notApplicable' : 'withheld'] += 1;
  }
  if (reading.kind !== 'amount') return undefined;
  const places = BigInt(reading.places + (reading.percent ? 2 : 0));
  return { text, value: rational(BigInt(reading.digits), 10n ** places) };
}

function before(a: Point, b: Point): boolean {
  if (typeof a.value === 'string' || typeof b.value === 'string') return String(a.value) < String(b.value);
  return compare(a.value, b.value) < 0;
}
