import { type Column, integerAt, REPORTED, signAt } from '../exact/column.ts';
import { compareRows } from '../exact/quotient.ts';

/** Whether both amounts are reported and above zero, so that their ratio says something. */
export function hasRatio(of: Column, per: Column, row: number): boolean {
  return of.state[row] === REPORTED && per.state[row] === REPORTED && signAt(of, row) > 0 && signAt(per, row) > 0;
}

/**
 * The rows that stand at some places when rows are ordered by of ÷ per, the smallest first and places counted from 1. Exactly:
 * floats only find the neighbourhood of a place, within which rows are compared by their cross products. Of equal ratios any.
 *
 * Every row must have a ratio; see hasRatio.
 */
export function rowsAtPlaces(of: Column, per: Column, rows: readonly number[], places: readonly number[]): number[] {
  const ratios = Float64Array.from(rows, (row) => doubleAt(of, row) / doubleAt(per, row));
  const sorted = ratios.slice().sort();
  return places.map((place) => {
    const near = sorted[place - 1] as number;
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

/** The integer of a row as a double, to within half a unit in the last place. */
function doubleAt(column: Column, row: number): number {
  const value = column.values[row] as number;
  return Number.isNaN(value) ? Number(integerAt(column, row)) : value;
}
