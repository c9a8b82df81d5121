import { STATUSES } from '../scheme/flag.ts';
import { gradesOf } from '../scheme/grading.ts';
import type { Transition } from './comparison.ts';
import type { FirmResult } from './document.ts';
import type { Evaluation } from './evaluation.ts';

/** A firm as both runs see it; undefined where it is not in one of them. */
export interface FirmPair {
  readonly id: string;
  readonly before: FirmResult | undefined;
  readonly after: FirmResult | undefined;
}

/** The firms of two runs by id, in the order of the later one; those that are gone follow in the order of the earlier one. */
export function pairFirms(before: Evaluation, after: Evaluation): readonly FirmPair[] {
  const was = new Map([...before].map((firm) => [firm.id, firm]));
  const pairs: FirmPair[] = [...after].map((firm) => ({ id: firm.id, before: was.get(firm.id), after: firm }));
  const there = new Set(pairs.map(({ id }) => id));
  return [
    ...pairs,
    ...[...was.values()]
      .filter(({ id }) => !there.has(id))
      .map((firm) => ({ id: firm.id, before: firm, after: undefined })),
  ];
}

/** Firms from one result to the other, a matrix for each category. */
export function compareTransitions(
  before: Evaluation,
  after: Evaluation,
  pairs: readonly FirmPair[],
): readonly Transition[] {
  const categories = [after, before].flatMap(({ run }) => run.scheme.categories.map(({ id }) => id));
  return [...new Set<string | null>([...categories, null])].flatMap((category) => {
    const [rowNames, columnNames] = [before, after].map(({ run }) =>
      outcomesOf(run.scheme.categories.find(({ id }) => id === category)),
    );
    const title = [after, before].flatMap(({ run }) => run.scheme.categories).find(({ id }) => id === category)?.title;
    const transition = matrix(
      category,
      title ?? null,
      [...(rowNames ?? []), 'otherCategory', 'new'],
      [...(columnNames ?? []), 'otherCategory', 'gone'],
      pairs,
    );
    return transition.before + transition.after === 0 ? [] : [transition];
  });
}

function outcomesOf(category: Evaluation['run']['scheme']['categories'][number] | undefined): readonly string[] {
  return [...(category === undefined ? [] : gradesOf(category.grading)), ...STATUSES];
}

/** A firm's grade, or its status where it has none. */
function outcomeOf({ grade, status }: Pick<FirmResult, 'grade' | 'status'>): string {
  return grade ?? status;
}

function matrix(
  category: string | null,
  title: string | null,
  rowNames: readonly string[],
  columnNames: readonly string[],
  pairs: readonly FirmPair[],
): Transition {
  const counts = new Map<string, Map<string, number>>();
  for (const { before, after } of pairs) {
    const [was, is] = [before?.category === category, after?.category === category];
    if (!was && !is) continue;
    const row = before === undefined ? 'new' : was ? outcomeOf(before) : 'otherCategory';
    const column = after === undefined ? 'gone' : is ? outcomeOf(after) : 'otherCategory';
    const cells = counts.get(row) ?? new Map<string, number>();
    counts.set(row, cells.set(column, (cells.get(column) ?? 0) + 1));
  }
  const countOf = (row: string, column: string): number => counts.get(row)?.get(column) ?? 0;
  // A result that no firm has in this run is left out; a grade of the category stands there all the same.
  const used = (name: string, total: number): boolean => total > 0 || !UNUSUAL.has(name);
  const rowSum = (row: string): number => total(everyName(columnNames, counts).map((column) => countOf(row, column)));
  const columnSum = (column: string): number => total([...counts.keys()].map((row) => countOf(row, column)));
  const rows = [...new Set([...rowNames, ...counts.keys()])].filter((row) => used(row, rowSum(row)));
  const columns = everyName(columnNames, counts).filter((column) => used(column, columnSum(column)));
  const inside = (names: readonly string[], sum: (name: string) => number): number =>
    total(names.filter((name) => !OUTSIDE.has(name)).map(sum));
  return {
    category,
    title,
    rows,
    columns,
    counts: rows.map((row) => columns.map((column) => countOf(row, column))),
    rowTotals: rows.map(rowSum),
    columnTotals: columns.map(columnSum),
    before: inside(rows, rowSum),
    after: inside(columns, columnSum),
  };
}

const OUTSIDE: ReadonlySet<string> = new Set(['otherCategory', 'new', 'gone']);
const UNUSUAL: ReadonlySet<string> = new Set([...STATUSES, ...OUTSIDE]);

/** The names of the columns, and grades of another category that a tenant has from its landlord. */
function everyName(
  names: readonly string[],
  counts: ReadonlyMap<string, ReadonlyMap<string, number>>,
): readonly string[] {
  return [...new Set([...names, ...[...counts.values()].flatMap((cells) => [...cells.keys()])])];
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}
