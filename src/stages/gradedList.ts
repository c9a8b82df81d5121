import { type CountMode, countOfShare, type Places, placeRows, placesOf, type RowOrder } from '../exact/order.ts';
import { shareOf } from '../scheme/grading.ts';

/** The firms of a pool in the order of its ranking. */
export interface GradedList {
  /** All that have a place. */
  readonly scored: readonly number[];
  /** Those of them that are to be graded. */
  readonly graded: readonly number[];
  /** The order of all that have a place. */
  readonly whole: Places;
  /** The order of some of them. */
  readonly placesAmong: (rows: readonly number[]) => Places;
}

/** Grades that are given by counts: among whom, and to which of them. */
export interface Counted {
  readonly rows: readonly number[];
  /**
   * Writes the grades for some of these rows into `grades`, in positions of their own; the counts come from the whole base. The
   * position of each that was decisive is written into `positions`. A row for which there is none keeps what it had.
   */
  readonly assign: (rows: readonly number[], positions: Uint32Array, grades: (string | undefined)[]) => void;
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

export function listFirms(scored: readonly number[], graded: readonly number[], better: RowOrder): GradedList {
  const whole = placeRows(Uint32Array.from(scored), better);
  let highest = 0;
  for (const row of whole.order) if (row > highest) highest = row;
  // Two firms are equal where they share a place in the whole, so that nobody is compared again among some of them.
  const placeAt = new Float64Array(highest + 1);
  for (let at = 0; at < scored.length; at += 1) placeAt[whole.order[at] as number] = whole.place[at] as number;
  const byPlace: RowOrder = Object.assign(
    (first: number, second: number): number => (placeAt[first] as number) - (placeAt[second] as number),
    { leading: placeAt },
  );
  const placesAmong = (rows: readonly number[]): Places => {
    if (rows.length === scored.length) return whole;
    const isAmong = new Uint8Array(highest + 1);
    for (const row of rows) isAmong[row] = 1;
    const order = new Uint32Array(rows.length);
    let next = 0;
    for (const row of whole.order) {
      if (isAmong[row] === 0) continue;
      order[next] = row;
      next += 1;
    }
    return placesOf(order, byPlace);
  };
  return { scored, graded, whole, placesAmong };
}

/** The positions by which the edges of grades decide: firms that share a place have the first of theirs, or the last. */
export function decisivePositions({ place, last }: Places, ties: 'better' | 'worse'): Uint32Array {
  return ties === 'better' ? place : last;
}
