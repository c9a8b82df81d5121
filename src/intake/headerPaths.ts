import { looksLikeData, unitText } from './headerRows.ts';
import type { MergedCells, Table } from './readCsv.ts';
import { isFooter } from './rowNoise.ts';
import { isBlank, spelled } from './spelling.ts';

type Row = readonly string[];

/**
 * The header of each column as the texts from the top level down. A merged cell stands over all its columns and counts once.
 * Where nothing is merged a parent stands over the blank cells to its right, as far as a child stands below them.
 *
 * @param levels - indices of the rows of the header
 * @param units - index of the row of units below it; a unit is put in brackets
 * @param most - columns to look at
 * @param doubtful - whether a parent also stands over what lies beyond a column without child
 */
export function headerPaths(
  table: Table,
  levels: readonly number[],
  units?: number,
  most?: number,
  doubtful = true,
): readonly (readonly string[])[] {
  const rows = levels.map((at) => table.rows[at]?.slice(0, most) ?? []);
  if (units !== undefined) rows.push((table.rows[units] ?? []).map(bracketed));
  const owners = ownersOf(rows, mergesIn(table, levels));
  const width = widthOf(rows);
  return Array.from({ length: width }, (_, at) => {
    const path: string[] = [];
    let before: Owner | undefined;
    for (const [level, row] of rows.entries()) {
      const owner = owners[level]?.[at];
      if (owner === undefined || (owner.doubtful === true && !doubtful)) continue;
      const text = rows[owner.level]?.[owner.at] ?? row[at] ?? '';
      if ((owner.level !== before?.level || owner.at !== before.at) && !isBlank(text)) path.push(text);
      before = owner;
    }
    return path;
  });
}

/**
 * Whether a row can be a further level of the header above it: somewhere it has several texts under one, or a text under a gap,
 * and it has no amounts, codes or notes. The columns in which a text stands under another all by itself, as it would in a row of
 * data, or undefined where the row is no level.
 */
export function levelBelow(above: readonly Row[], row: Row): { readonly single: readonly number[] } | undefined {
  if (row.some((cell) => !isBlank(cell) && (looksLikeData(cell) || isFooter(cell)))) return undefined;
  // The text of the header under which each of the row's texts stands: itself below it, or to its left.
  const under = new Map<number, number[]>();
  let start = -1;
  let gaps = false;
  for (let at = 0; at < widthOf([row]); at += 1) {
    const begins = above.some((one) => !isBlank(one[at]));
    if (begins) start = at;
    if (isBlank(row[at])) continue;
    if (!begins && start >= 0) gaps = true;
    const texts = under.get(start);
    if (texts === undefined) under.set(start, [at]);
    else texts.push(at);
  }
  const single = [...under].flatMap(([at, [first, ...others]]) => (first === at && others.length === 0 ? [at] : []));
  return gaps ? { single } : undefined;
}

/** Columns up to the last with a text in any of the rows. */
export function widthOf(rows: readonly Row[]): number {
  return Math.max(0, ...rows.map((row) => row.findLastIndex((cell) => !isBlank(cell)) + 1));
}

/** The cell whose text stands in a cell, because it is merged into it or because its parent reaches that far. */
interface Owner {
  readonly level: number;
  readonly at: number;
  /** Merged across: it reaches no further than that. */
  readonly bounded: boolean;
  /** Reached over a column without child, so that this one may have lost a parent of its own. */
  readonly doubtful?: boolean;
}

function ownersOf(rows: readonly Row[], merges: readonly MergedCells[]): (Owner | undefined)[][] {
  const width = widthOf(rows);
  const owners: (Owner | undefined)[][] = rows.map(() => []);
  for (const { row, column, rows: height, columns } of merges) {
    for (const own of owners.slice(row, row + height)) {
      for (let at = column; at < Math.min(column + columns, width); at += 1) {
        own[at] = { level: row, at: column, bounded: columns > 1 };
      }
    }
  }
  for (const [level, row] of rows.entries()) {
    const own = owners[level] ?? [];
    for (let at = 0; at < width; at += 1) {
      if (own[at] !== undefined) continue;
      if (!isBlank(row[at])) own[at] = { level, at, bounded: false };
      else if (rows.slice(level + 1).some((below) => !isBlank(below[at]))) own[at] = ownerToTheLeft(owners, level, at);
    }
  }
  return owners;
}

/**
 * The parent that reaches into a column from the left: the nearest one, under the same parents and not merged, however many
 * columns between them have no child; beyond such a column it is doubtful.
 */
function ownerToTheLeft(owners: readonly (Owner | undefined)[][], level: number, at: number): Owner | undefined {
  let column = at - 1;
  while (column >= 0 && owners[level]?.[column] === undefined) column -= 1;
  const left = owners[level]?.[column];
  if (left === undefined || left.bounded || left.level !== level) return undefined;
  const above = owners.slice(0, level).every((own) => isSame(own[at], own[left.at]));
  if (!above) return undefined;
  return owners[level]?.[at - 1] === undefined ? { ...left, doubtful: true } : left;
}

function isSame(one: Owner | undefined, other: Owner | undefined): boolean {
  return one?.level === other?.level && one?.at === other?.at;
}

/** Merges that begin within the levels, with rows counted from the first level. */
function mergesIn({ merged = [] }: Table, levels: readonly number[]): readonly MergedCells[] {
  const first = levels[0] ?? 0;
  return merged
    .filter(({ row }) => row >= first && row < first + levels.length)
    .map((one) => ({ ...one, row: one.row - first }));
}

function bracketed(cell: string): string {
  const unit = unitText(cell);
  return unit === undefined ? '' : spelled(cell).startsWith('(') ? cell : `（${cell.trim()}）`;
}
