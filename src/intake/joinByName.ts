import { type Issue, issue } from '../issues/issue.ts';
import type { SortedRows } from './admitRows.ts';
import { codeKind } from './codeKind.ts';
import { type FieldIndex, keyTitle } from './fieldIndex.ts';
import { firmId } from './firmId.ts';
import type { TablePlan } from './planTable.ts';
import { placeOf, shownRow } from './rowPlace.ts';

/** The firms that bear a name, each with a row that says so. */
export type NameBearers = ReadonlyMap<string, ReadonlyMap<string, Bearing>>;

interface Bearing {
  readonly plan: TablePlan;
  readonly at: number;
}

/** A row that has a name and no usable code; one with a code of another kind keeps that unless the name leads to a firm. */
interface LooseRow extends Bearing {
  readonly table: SortedRows;
  readonly column: number;
  readonly name: string;
  readonly code: string | undefined;
}

/**
 * Joins rows without a usable code to the one firm that bears their name exactly (NFKC; brackets, spaces). A code that a
 * spreadsheet cut, or an organisation code, only joins a firm whose code has it within. Each match is a warning with both
 * places. A name that two firms bear joins nobody (`nameAmbiguous`).
 */
export function joinRowsByName(tables: readonly SortedRows[], index: FieldIndex): NameBearers {
  const bearers = new Map<string, Map<string, Bearing>>();
  const coded: LooseRow[] = [];
  const bare: LooseRow[] = [];
  for (const table of tables) {
    const { plan, idOf, faults } = table;
    const column = plan.columns.findIndex(({ field }) => field === 'name');
    const cell = plan.columns[column]?.at;
    if (cell === undefined) continue;
    plan.rows.forEach((row, at) => {
      const id = idOf.get(at);
      if (id === undefined && faults.get(at)?.code !== 'rowWithoutId') return;
      const name = nameKey(row[cell] ?? '');
      if (name === undefined) return;
      if (id === undefined) bare.push({ table, plan, at, column, name, code: undefined });
      else if (index.identity === 'creditCode' && isPartial(id))
        coded.push({ table, plan, at, column, name, code: id });
      else bear(bearers, name, id, { plan, at });
    });
  }
  const finder = finderOf(bearers);
  const unmatched = coded.filter((row) => !join(row, finder(row)));
  for (const { name, code, plan, at } of unmatched) bear(bearers, name, code ?? '', { plan, at });
  const joining = finderOf(bearers);
  for (const row of bare) {
    if (join(row, joining(row)) || row.table.faults.get(row.at)?.code === 'nameAmbiguous') continue;
    const header = row.plan.columns[row.column]?.header;
    row.table.faults.set(row.at, issue('nameUnknown', placeOf(row.plan, row.at, header), keyTitle(index), row.name));
  }
  return bearers;
}

/** The firms that bear each name by the rows of the tables, where nothing is joined by it. */
export function bearersOf(tables: readonly SortedRows[]): NameBearers {
  const bearers = new Map<string, Map<string, Bearing>>();
  for (const { plan, idOf } of tables) {
    const cell = plan.columns.find(({ field }) => field === 'name')?.at;
    if (cell === undefined) continue;
    for (const [at, id] of idOf) {
      const name = nameKey(plan.rows[at]?.[cell] ?? '');
      if (name !== undefined) bear(bearers, name, id, { plan, at });
    }
  }
  return bearers;
}

/** A name as it is compared: brackets of all kinds are one, white space does not count beside Chinese characters. */
export function nameKey(cell: string): string | undefined {
  const name = firmId(cell, 'name');
  return name === undefined ? undefined : name.replace(/[[【〔{]/gu, '(').replace(/[\]】〕}]/gu, ')');
}

/** The warning that a row was joined by name: the firm and where it bears the name. */
export function joinedByName(plan: TablePlan, at: number, column: string, id: string, bearing: Bearing): Issue {
  const cell = plan.columns.find(({ header }) => header === column)?.at ?? -1;
  const received = (plan.rows[at]?.[cell] ?? '').trim();
  return issue('joinedByName', placeOf(plan, at, column, id), shownBearing(id, bearing), received);
}

function bear(bearers: Map<string, Map<string, Bearing>>, name: string, id: string, bearing: Bearing): void {
  const firms = bearers.get(name) ?? new Map<string, Bearing>();
  bearers.set(name, firms);
  if (!firms.has(id)) firms.set(id, bearing);
}

/** Whether a code cannot be a firm's credit code as it stands: cut, or of another kind. */
function isPartial(code: string): boolean {
  const kind = codeKind(code);
  return kind !== 'creditCode' && kind !== 'wrongDigit';
}

/** The firms that a row may be of, by its name and as far as it has one its code, and how they are shown. */
interface Candidates {
  readonly firms: readonly (readonly [id: string, bearing: Bearing])[];
  shown?: string;
}

/** Finds the firms that a row may be of. Those of a name are sorted out once, however many rows and firms have it. */
function finderOf(bearers: NameBearers): (row: LooseRow) => Candidates | undefined {
  const names = new Map<string, Map<string, { firms: [string, Bearing][]; shown?: string }>>();
  return ({ name, code }) => {
    const part = code === undefined ? '' : partOf(code);
    const known = names.get(name) ?? new Map<string, { firms: [string, Bearing][] }>();
    if (!names.has(name)) {
      names.set(name, known);
      for (const [id, bearing] of bearers.get(name) ?? []) {
        for (const key of ['', `cut ${id.slice(0, 15)}`, `organisation ${id.slice(8, 17)}`]) {
          const same = known.get(key);
          if (same === undefined) known.set(key, { firms: [[id, bearing]] });
          else same.firms.push([id, bearing]);
        }
      }
    }
    return known.get(part);
  };
}

function join({ table, plan, at, column, name, code }: LooseRow, candidates: Candidates | undefined): boolean {
  const { firms } = candidates ?? { firms: [] };
  const [first] = firms;
  if (candidates === undefined || first === undefined) return false;
  const header = plan.columns[column]?.header ?? '';
  if (firms.length > 1) {
    if (code !== undefined) return false;
    candidates.shown ??= shownFirms(firms);
    table.faults.set(at, issue('nameAmbiguous', placeOf(plan, at, header), candidates.shown, name));
    return false;
  }
  const [id, bearing] = first;
  table.faults.delete(at);
  table.idOf.set(at, id);
  table.warnings.push(joinedByName(plan, at, header, id, bearing));
  return true;
}

/** What a firm's code has to have within it, as finderOf keeps firms by it. */
function partOf(code: string): string {
  const kind = codeKind(code);
  if (kind === 'cut') return `cut ${code.slice(0, 15)}`;
  return kind === 'organisationCode' ? `organisation ${code.replace('-', '')}` : '';
}

/** Firms by their ids; of very many the first few. */
function shownFirms(firms: Candidates['firms']): string {
  const sorted = [...firms].sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, MOST_SHOWN);
  const some = sorted.map(([id, bearing]) => shownBearing(id, bearing)).join('、');
  return firms.length > MOST_SHOWN ? `${some}…` : some;
}

const MOST_SHOWN = 10;

/** A firm and where it bears a name, within an issue. */
export function shownBearing(id: string, { plan, at }: Bearing): string {
  return `${id} (${shownRow(plan, at)})`;
}
