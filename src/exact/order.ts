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

/** Orders rows by a comparator that is negative when the first row is better, and gives equal rows one place. */
export function placeRows(rows: Uint32Array, compare: (first: number, second: number) => number): Places {
  const order = rows.slice().sort((a, b) => compare(a, b) || a - b);
  const place = new Uint32Array(order.length);
  const last = new Uint32Array(order.length);
  let start = 0;
  for (let position = 1; position <= order.length; position += 1) {
    const tied = position < order.length && compare(order[start] as number, order[position] as number) === 0;
    if (tied) continue;
    place.fill(start + 1, start, position);
    last.fill(position, start, position);
    start = position;
  }
  return { order, place, last };
}

/** share × total as a whole number; exact, so 7 % of 100 is 7 though the binary product is 7.000000000000001. */
export function countOfShare(share: Rational, total: number, mode: CountMode): number {
  const n = share.n * BigInt(total);
  if (mode === 'halfUp') return Number(roundQuotient(n, share.d, 'halfUp'));
  const floor = roundQuotient(n, share.d, 'truncate');
  return Number(mode === 'up' && floor * share.d !== n ? floor + 1n : floor);
}
