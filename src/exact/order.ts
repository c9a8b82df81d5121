import { type Rational, roundQuotient } from './rational.ts';

/** How the count of an edge is made whole: half up, down (a cap such as A ≤ 20 %), or up (a floor such as D ≥ 5 %). */
export type CountMode = 'halfUp' | 'down' | 'up';

/** Rows in order, each with its place; equal rows share a place: 1 2 2 4. */
export interface Places {
  /** The rows, best first; equal rows in ascending row order, which no result may depend on. */
  readonly order: Uint32Array;
  /** Place of order[k], from 1: one more than the number of rows that are strictly better. */
  readonly place: Uint32Array;
  /** Last position (from 1) of the rows equal to order[k]: place + ties − 1. */
  readonly last: Uint32Array;
}

/** Compares two rows: negative when the first is better. */
export interface RowOrder {
  (first: number, second: number): number;
  /**
   * An integer for each row, the smaller the better, that decides wherever two rows differ in it; the comparison itself is
   * then needed among equal ones alone. Sorting numbers is some ten times as fast as calling a comparison.
   */
  readonly leading?: Float64Array | undefined;
}

/** Orders rows, the best first, and gives equal rows one place. */
export function placeRows(rows: Uint32Array, better: RowOrder): Places {
  return placesOf(sortByLeading(rows, better) ?? rows.slice().sort((a, b) => better(a, b) || a - b), better);
}

/** The places of rows that stand in order already. */
export function placesOf(order: Uint32Array, better: RowOrder): Places {
  const place = new Uint32Array(order.length);
  const last = new Uint32Array(order.length);
  const { leading } = better;
  let start = 0;
  for (let position = 1; position <= order.length; position += 1) {
    if (position < order.length) {
      const first = order[start] as number;
      const second = order[position] as number;
      const apart = leading !== undefined && leading[first] !== leading[second];
      if (!apart && better(first, second) === 0) continue;
    }
    for (let at = start; at < position; at += 1) {
      place[at] = start + 1;
      last[at] = position;
    }
    start = position;
  }
  return { order, place, last };
}

/** Far enough below 2^53 that a packed number divided by the count of rows is never rounded up to the next whole one. */
const LARGEST_PACKED = 2 ** 50;

/** Sorts leading × count + position as plain numbers; undefined where there is no leading integer, or no room for both. */
function sortByLeading(rows: Uint32Array, better: RowOrder): Uint32Array | undefined {
  const { leading } = better;
  if (leading === undefined || rows.length === 0) return undefined;
  const count = rows.length;
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (const row of rows) {
    const value = leading[row] as number;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  if (!((highest - lowest + 1) * count <= LARGEST_PACKED)) return undefined;
  const packed = new Float64Array(count);
  for (let at = 0; at < count; at += 1) packed[at] = ((leading[rows[at] as number] as number) - lowest) * count + at;
  packed.sort();
  const order = new Uint32Array(count);
  let start = 0;
  let current = Number.NaN;
  for (let position = 0; position <= count; position += 1) {
    const key = position < count ? Math.floor((packed[position] as number) / count) : Number.NaN;
    if (position < count) order[position] = rows[(packed[position] as number) - key * count] as number;
    if (key === current) continue;
    if (position - start > 1) sortEqual(order, start, position, better);
    start = position;
    current = key;
  }
  return order;
}

/** Sorts the part of the order in which the leading integer is the same; mostly a few rows, put in their places one by one. */
function sortEqual(order: Uint32Array, start: number, end: number, better: RowOrder): void {
  const compare = (a: number, b: number): number => better(a, b) || a - b;
  if (end - start > FEW) {
    order.subarray(start, end).sort(compare);
    return;
  }
  for (let at = start + 1; at < end; at += 1) {
    const row = order[at] as number;
    let into = at;
    while (into > start && compare(order[into - 1] as number, row) > 0) {
      order[into] = order[into - 1] as number;
      into -= 1;
    }
    order[into] = row;
  }
}

const FEW = 12;

/** share × total as a whole number; exact, so 7 % of 100 is 7 though the binary product is 7.000000000000001. */
export function countOfShare(share: Rational, total: number, mode: CountMode): number {
  const n = share.n * BigInt(total);
  if (mode === 'halfUp') return Number(roundQuotient(n, share.d, 'halfUp'));
  const floor = roundQuotient(n, share.d, 'truncate');
  return Number(mode === 'up' && floor * share.d !== n ? floor + 1n : floor);
}
