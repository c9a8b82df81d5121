import { type Issue, issue, type Place } from '../issues/issue.ts';
import type { AddUpRule, Intake, TwoValuesRule } from '../scheme/intake.ts';
import { type Contribution, cellIssue, cellOf, type FilledCounts } from './contribution.ts';
import type { FieldOrigins, Line } from './origins.ts';
import type { ColumnPlan, TablePlan } from './planTable.ts';
import { placeOf, shownRow } from './rowPlace.ts';
import { isBlank, keptText } from './spelling.ts';
import { combineStatements, isPartOfSum, type Statement, type ValueKind } from './statements.ts';

/** What a cell says: a value, nothing, or something that cannot be read. */
export type CellReading<V> =
  | { readonly kind: 'value'; readonly value: V }
  | { readonly kind: 'absent' }
  | { readonly kind: 'fault'; readonly code: Issue['code']; readonly expected: string };

/** How the values of a field are read, compared, added and kept as amounts of lines. */
export interface FieldReader<V> extends ValueKind<V> {
  readonly read: (cell: string, column: ColumnPlan) => CellReading<V>;
  readonly amountOf: (value: V) => Line['amount'];
}

/** What the leases of the tables add up to, for a firm that has some. */
export interface Leased<V> {
  readonly columns: readonly LeaseColumn[];
  /** By row of the facts; lines name positions in `columns`. */
  readonly statements: ReadonlyMap<number, Statement<V>>;
  /** What firms without a lease have; undefined: missing. */
  readonly others: V | undefined;
}

/** A column of a table of leases. */
export interface LeaseColumn {
  readonly source: number;
  readonly plan: TablePlan;
  readonly column: ColumnPlan;
}

/** What the firms of one field have: values in order, those of which a cell is unreadable or contradicted, and the cells. */
export interface LinesGathered<V> {
  readonly values: readonly (V | undefined)[];
  readonly unreadable: ReadonlySet<number>;
  readonly origins: FieldOrigins;
}

/** The rules of a scheme for one field. */
export interface FieldRules {
  readonly addUp: AddUpRule | undefined;
  readonly twoValues: TwoValuesRule | undefined;
}

export function fieldRules(intake: Intake | undefined, field: string): FieldRules {
  return {
    addUp: intake?.addUp?.find(({ fields }) => fields.includes(field)),
    twoValues: intake?.twoValues?.find(({ fields }) => fields.includes(field)),
  };
}

/** Whether an amount's cells are gathered line by line: rows of one firm, tables that add up, two values, or leases. */
export function needsLines(contributions: readonly Contribution[], rules: FieldRules, leased: unknown): boolean {
  return (
    leased !== undefined ||
    contributions.some(({ table }) => table.several) ||
    (rules.addUp?.tables === 'addUp' && contributions.length > 1) ||
    hasTwoValues(contributions, rules)
  );
}

/** Whether the scheme says which values of a field count, and its columns say whose they hold, or are by the scheme not those. */
export function hasTwoValues(contributions: readonly Contribution[], { twoValues }: FieldRules): boolean {
  if (twoValues === undefined) return false;
  const { plain, use } = twoValues;
  const others = (plain === 'firm' && use === 'department') || (plain === 'department' && use === 'firm');
  return others || contributions.some(({ column }) => column.statedBy !== undefined);
}

/**
 * The data of one field, firm by firm, from all cells that speak of it. Slower than the way for one cell a firm and table, and
 * for such cells it comes to the same.
 *
 * @param rows - as in Origins: where a datum stands that is of one cell
 */
export function gatherLines<V>(
  rows: readonly Uint32Array[],
  ids: readonly string[],
  contributions: readonly Contribution[],
  reader: FieldReader<V>,
  rules: FieldRules,
  leased: Leased<V> | undefined,
  filled: FilledCounts,
  issues: Issue[],
): LinesGathered<V> {
  const columns: readonly LeaseColumn[] = [
    ...contributions.map(({ source, table, column }) => ({ source, plan: table.plan, column })),
    ...(leased?.columns ?? []),
  ];
  const cells = cellsByFirm(contributions, reader, filled, issues);
  let firm = 0;
  const combining = {
    kind: reader,
    ...rules,
    placeOf: (line: Line): Place => linePlace(columns, line, ids[firm]),
    shown: (lines: readonly Line[]) => shownLines(columns, lines),
  };
  const values = new Array<V | undefined>(ids.length).fill(undefined);
  const unreadable = new Set<number>();
  const column = new Uint16Array(ids.length);
  const texts = new Map<number, string>();
  const lines = new Map<number, readonly Line[]>();
  for (firm = 0; firm < ids.length; firm += 1) {
    const ofFirm = cells.get(firm) ?? [];
    const statements = ofFirm.map((ofTable) => statementOf(ofTable, contributions, reader, rules, combining, issues));
    if (rules.addUp?.tables === 'addUp' && ofFirm.length < contributions.length) {
      const told = new Set(ofFirm.map(({ contribution }) => contribution));
      contributions.forEach(({ column: { statedBy: by } }, number) => {
        if (!told.has(number)) statements.push({ ...WITHOUT_ROW, by });
      });
    }
    const ofLeases = leased?.statements.get(firm);
    if (ofLeases !== undefined) statements.push(shifted(ofLeases, contributions.length));
    const one = combineStatements(statements, combining, issues);
    const nothing = ofLeases === undefined && !one.unreadable && !one.disputed;
    values[firm] = one.said ?? (nothing ? leased?.others : undefined);
    if (one.unreadable || one.disputed) unreadable.add(firm);
    const [only] = one.lines;
    if (only === undefined) continue;
    if (
      one.lines.length === 1 &&
      only.lease === undefined &&
      only.row === rows[columns[only.column]?.source ?? -1]?.[firm]
    ) {
      column[firm] = only.column + 1;
      texts.set(firm, only.text);
    } else lines.set(firm, one.lines);
  }
  const origins: FieldOrigins = {
    columns: columns.map(({ source, plan, column: planned }) => ({ source, column: plan.columns.indexOf(planned) })),
    column,
    textAt: (firm) => texts.get(firm) ?? '',
    ...(lines.size > 0 && { lines }),
  };
  return { values, unreadable, origins };
}

const WITHOUT_ROW = { said: undefined, unreadable: false, disputed: false, lines: [], withoutRow: true };

/** The cells of a firm in one column. */
interface TableCells<V> {
  readonly contribution: number;
  readonly cells: { readonly admitted: number; readonly value: V | undefined; readonly unreadable: boolean }[];
}

function cellsByFirm<V>(
  contributions: readonly Contribution[],
  { read }: FieldReader<V>,
  filled: FilledCounts,
  issues: Issue[],
): Map<number, TableCells<V>[]> {
  const byFirm = new Map<number, TableCells<V>[]>();
  contributions.forEach((contribution, number) => {
    let count = 0;
    for (let admitted = 0; admitted < contribution.firms.length; admitted += 1) {
      const firm = contribution.firms[admitted] as number;
      const cell = cellOf(contribution, admitted);
      const reading: CellReading<V> = cell === '' ? { kind: 'absent' } : read(cell, contribution.column);
      if (reading.kind === 'fault') issues.push(cellIssue(contribution, admitted, reading));
      if (reading.kind === 'value') count += 1;
      const value = reading.kind === 'value' ? reading.value : undefined;
      const entry = { admitted, value, unreadable: reading.kind === 'fault' };
      const tables = byFirm.get(firm) ?? [];
      byFirm.set(firm, tables);
      const last = tables.at(-1);
      if (last?.contribution === number) last.cells.push(entry);
      else tables.push({ contribution: number, cells: [entry] });
    }
    filled.set(contribution.column, count);
  });
  return byFirm;
}

/** What one table states: the sum of the firm's rows where they add up, else what all of them say that say anything. */
function statementOf<V>(
  { contribution: number, cells }: TableCells<V>,
  contributions: readonly Contribution[],
  reader: FieldReader<V>,
  { addUp }: FieldRules,
  combining: Parameters<typeof combineStatements<V>>[1],
  issues: Issue[],
): Statement<V> {
  const contribution = contributions[number] as Contribution;
  const { table, column } = contribution;
  const labels = table.plan.columns.filter(({ field }) => addUp?.lineLabels?.includes(field ?? '') === true);
  const labelOf = (at: number): string => {
    const row = table.plan.rows[at] ?? [];
    const told = labels.filter((label) => !isBlank(row[label.at]));
    return told.map((label) => `${label.header} ${keptText(row[label.at] ?? '')}`).join(' ');
  };
  const lineOf = ({ admitted, value }: TableCells<V>['cells'][number], part: Line['part']): Line => {
    const amount = value === undefined ? undefined : reader.amountOf(value);
    const label = labelOf(table.rows[admitted] ?? -1);
    return {
      column: number,
      row: table.plan.firstRow + (table.rows[admitted] ?? 0),
      text: cellOf(contribution, admitted),
      part,
      ...(amount !== undefined && { amount }),
      ...(label !== '' && { label }),
    };
  };
  const unreadable = cells.some((cell) => cell.unreadable);
  const by = column.statedBy;
  const statement = { by, unreadable, disputed: false };
  if (addUp === undefined || cells.length === 1) {
    const ofRows = cells.map((cell) => ({ ...statement, said: cell.value, lines: [lineOf(cell, 'counts')] }));
    const [first] = ofRows;
    return ofRows.length === 1 && first !== undefined
      ? first
      : { ...combineStatements(ofRows, { ...combining, addUp: undefined, twoValues: undefined }, issues), by };
  }
  const [once, again] = cells.filter(({ admitted }) => table.doubled.has(table.rows[admitted] ?? -1));
  if (once !== undefined && again !== undefined) {
    const [first, second] = [lineOf(once, 'notUsed'), lineOf(again, 'notUsed')];
    issues.push(issue('factRepeated', combining.placeOf(second), combining.shown([first]), combining.shown([second])));
    return { ...statement, said: undefined, disputed: true, lines: cells.map((cell) => lineOf(cell, 'notUsed')) };
  }
  // A row that cannot be read is not one that counts as zero.
  const values = cells.map(({ value }) => value);
  const said = unreadable ? undefined : reader.sum(values, addUp);
  const part = said === undefined ? 'notUsed' : 'counts';
  return {
    ...statement,
    ...(isPartOfSum(said, values) && { unreadable: true }),
    said,
    parts: values,
    lines: cells.map((cell) => lineOf(cell, part)),
  };
}

function shifted<V>(statement: Statement<V>, by: number): Statement<V> {
  return { ...statement, lines: statement.lines.map((line) => ({ ...line, column: line.column + by })) };
}

function linePlace(columns: readonly LeaseColumn[], { column, row }: Line, firm: string | undefined): Place {
  const at = columns[column];
  return at === undefined ? {} : placeOf(at.plan, row - at.plan.firstRow, at.column.header, firm);
}

/** Lines within an issue: "10 亩 (国土.csv 2)", or several with + between them; of very many the first few. */
function shownLines(columns: readonly LeaseColumn[], lines: readonly Line[]): string {
  const texts = lines.slice(0, MOST_SHOWN).map(({ column, row, text }) => {
    const at = columns[column];
    const unit = at?.column.unit === undefined ? '' : ` ${at.column.unit}`;
    return at === undefined ? text : `${keptText(text)}${unit} (${shownRow(at.plan, row - at.plan.firstRow)})`;
  });
  return texts.join(' + ') + (lines.length > MOST_SHOWN ? ' + …' : '');
}

const MOST_SHOWN = 6;
