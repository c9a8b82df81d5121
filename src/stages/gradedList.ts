import { type CountMode, countOfShare, type Places, placeRows } from '../exact/order.ts';
import { shareOf } from '../scheme/grading.ts';

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
  /**
   * Grades for some of these rows, in positions of their own; the counts come from the whole base. The position of each that
   * was decisive is written into `positions`.
   */
  readonly assign: (rows: readonly number[], positions: Uint32Array) => ReadonlyMap<number, string>;
  readonly quota: Quota;
}

/** What was counted to give grades by shares. */
export interface Quota {
  /** How many firms the shares are shares of. */
  readonly base: number;
  readonly edges: readonly Edge[];
}

/** A share made a count. */
export interface Edge {
  /**
   * `upTo`: positions from the first one down to the count; `last`: so many positions from the last one up; `part`, `select`: so
   * many from which a selection step takes, and so many that it takes; `atMost`, `atLeast`: caps and floors on thresholds.
   */
  readonly kind: 'upTo' | 'last' | 'part' | 'select' | 'atMost' | 'atLeast';
  readonly grade: string;
  readonly share: string;
  readonly mode: CountMode;
  readonly count: number;
}

/** The edge of a share of so many firms. */
export function edgeOf(kind: Edge['kind'], grade: string, share: string, total: number, mode: CountMode): Edge {
  return { kind, grade, share, mode, count: countOfShare(shareOf(share), total, mode) };
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
