import { type Places, placeRows } from '../exact/order.ts';

/** The firms of a pool in the order of its ranking. */
export interface GradedList {
  /** All that have a place. */
  readonly scored: readonly number[];
  /** Those of them that are to be graded. */
  readonly graded: readonly number[];
  /** The order of all that have a place. */
  readonly whole: Places;
  /** Negative where the first firm stands better. */
  readonly better: (first: number, second: number) => number;
}

/** Grades that are given by counts: among whom, and to which of them. */
export interface Counted {
  readonly rows: readonly number[];
  /** Grades for some of these rows, in positions of their own; the counts come from the whole base. */
  readonly assign: (rows: readonly number[]) => ReadonlyMap<number, string>;
}

export function listFirms(
  scored: readonly number[],
  graded: readonly number[],
  better: (first: number, second: number) => number,
): GradedList {
  return { scored, graded, whole: placeRows(Uint32Array.from(scored), better), better };
}

/** A firm's position for the edges of grades: firms that share a place are decided by the first of their positions, or the last. */
export function decisivePositions(
  { order, place, last }: Places,
  ties: 'better' | 'worse',
): readonly (readonly [row: number, position: number])[] {
  return [...order].map((row, at) => [row, (ties === 'better' ? place : last)[at] as number]);
}
