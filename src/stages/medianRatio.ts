import { type Column, integerAt, REPORTED, signAt } from '../exact/column.ts';
import { compareRows } from '../exact/quotient.ts';

/** Whether both amounts are reported and above zero, so that their ratio says something. */
export function hasRatio(of: Column, per: Column, row: number): boolean {
  return of.state[row] === REPORTED && per.state[row] === REPORTED && signAt(of, row) > 0 && signAt(per, row) > 0;
}

/** The rows that have the ratio and pass a test, ascending. */
export function rowsWithRatio(of: Column, per: Column, passes: (row: number) => boolean = () => true): Uint32Array {
  const rows = new Uint32Array(of.state.length);
  let count = 0;
  for (let row = 0; row < rows.length; row += 1) {
    if (!hasRatio(of, per, row) || !passes(row)) continue;
    rows[count] = row;
    count += 1;
  }
  return rows.subarray(0, count);
}

/** Texts of rows as numbers, so that rows are told apart without comparing texts again and again. */
export interface Codes {
  readonly texts: readonly string[];
  /** Of each row 1 + the position of its text, or 0 where it has none. */
  readonly of: Uint32Array;
}

export function codesOf(texts: readonly (string | undefined)[] | undefined, rows: number): Codes {
  const known = new Map<string, number>();
  const of = new Uint32Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const text = texts?.[row];
    if (text === undefined) continue;
    const code = known.get(text) ?? known.size + 1;
    known.set(text, code);
    of[row] = code;
  }
  return { texts: [...known.keys()], of };
}

/** Rows apart by the code of each, each part in the order given; a part for every code below `codes`, be it empty. */
export function rowsByCode(rows: Uint32Array, codes: number, codeAt: (row: number) => number): readonly Uint32Array[] {
  const ends = new Uint32Array(codes);
  for (const row of rows) ends[codeAt(row)] = (ends[codeAt(row)] as number) + 1;
  const parts: Uint32Array[] = [];
  const sorted = new Uint32Array(rows.length);
  let start = 0;
  for (let code = 0; code < codes; code += 1) {
    const count = ends[code] as number;
    parts.push(sorted.subarray(start, start + count));
    ends[code] = start;
    start += count;
  }
  for (const row of rows) {
    const code = codeAt(row);
    const at = ends[code] as number;
    sorted[at] = row;
    ends[code] = at + 1;
  }
  return parts;
}

/**
 * The rows that stand at some places when rows are ordered by of ÷ per, the smallest first and places counted from 1. Exactly:
 * floats only find the neighbourhood of a place, within which rows are compared by their cross products. Of equal ratios any.
 *
 * Every row must have a ratio; see hasRatio. A ratio of doubles errs by at most 3 × 2^−53 of itself, far less than the margin.
 */
export function rowsAtPlaces(of: Column, per: Column, rows: Uint32Array, places: readonly number[]): number[] {
  const ratios = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number;
    ratios[at] = doubleAt(of, row) / doubleAt(per, row);
  }
  const partly = ratios.slice();
  return places.map((place) => {
    const near = selectPlace(partly, place - 1);
    const margin = near * 16 * 2 ** -53;
    let below = 0;
    const candidates: number[] = [];
    for (let at = 0; at < rows.length; at += 1) {
      const ratio = ratios[at] as number;
      if (ratio < near - margin) below += 1;
      else if (ratio <= near + margin) candidates.push(rows[at] as number);
    }
    candidates.sort((a, b) => compareRows(of, per, a, b));
    return candidates[place - 1 - below] as number;
  });
}

/** Places of the first quartile, the median and the third quartile among so many: ⌈n/4⌉, ⌈n/2⌉, ⌈3n/4⌉. */
export function quartilePlaces(count: number): readonly [number, number, number] {
  return [Math.ceil(count / 4), Math.ceil(count / 2), Math.ceil((3 * count) / 4)];
}

/** The value that sorting would put at an index; partly sorts the values, which takes a few passes and not a whole sort. */
function selectPlace(values: Float64Array, index: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = values[(low + high) >> 1] as number;
    let left = low;
    let right = high;
    while (left <= right) {
      while ((values[left] as number) < pivot) left += 1;
      while ((values[right] as number) > pivot) right -= 1;
      if (left > right) break;
      const moved = values[left] as number;
      values[left] = values[right] as number;
      values[right] = moved;
      left += 1;
      right -= 1;
    }
    if (index <= right) high = right;
    else if (index >= left) low = left;
    else break;
  }
  return values[index] as number;
}

/** The integer of a row as a double, to within half a unit in the last place. */
function doubleAt(column: Column, row: number): number {
  const value = column.values[row] as number;
  return Number.isNaN(value) ? Number(integerAt(column, row)) : value;
}
