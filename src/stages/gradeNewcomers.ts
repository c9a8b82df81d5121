import { placeRows, type RowOrder } from '../exact/order.ts';
import { type Grading, gradesOf } from '../scheme/grading.ts';
import type { Scheme } from '../scheme/scheme.ts';
import type { Rankable } from './compareFirms.ts';
import type { LeavesQuota } from './grade.ts';
import { sharesOf } from './gradeByShares.ts';
import { gradeByIndicator, gradeByScore, limitsOf } from './gradeByThresholds.ts';
import type { Scores } from './score.ts';
import type { Standing } from './standing.ts';

/** What a firm that comes into a pool gets there. */
export interface Newcomer {
  /** Place among those with one; 0 where it has none. */
  readonly place: number;
  /** How many have a place, with it. */
  readonly size: number;
  readonly initial: string | undefined;
}

/** What is known of all rows, those of the pool and those that come into it. */
export interface Surroundings {
  readonly scheme: Scheme;
  readonly standing: Standing;
  readonly scores: Pick<Scores, 'leftOut'>;
  readonly rankable: Rankable;
  /** The order of the ranking. */
  readonly better: RowOrder;
  /** See gradeFirms. */
  readonly leaves: readonly LeavesQuota[];
}

/** Grades by counts, as a look-up needs them. */
interface Counting {
  /** Whether firms that are scored but not graded take positions. */
  readonly ofScored: boolean;
  readonly ties: 'better' | 'worse';
  /** The grade of a row at a position among `size`, where so many are scored and so many graded. */
  readonly by: (scored: number, graded: number) => (row: number, position: number, size: number) => string | undefined;
}

/**
 * Looks up the place and the initial grade that one more firm would have in a pool, in the place of another or of none: what
 * gradeFirms gives it, without grading the pool again. The pool is put in order once; the firm's position is found in it by halving.
 * Of the others those alone are looked at that some grade would make leave the quota, since their leaving moves the firm up.
 *
 * @param peers - the pool as it is; it must not be a small one
 * @returns what the firm in a row gets where another row is taken out; undefined for a selection, which orders the pool twice
 */
export function gradeNewcomers(
  peers: readonly number[],
  grading: Grading,
  { scheme, standing, scores, rankable, better, leaves }: Surroundings,
): ((row: number, instead: number) => Newcomer) | undefined {
  if (grading.kind === 'selection') return undefined;
  const scored = peers.filter((row) => scores.leftOut[row] === undefined);
  const { order, place, last } = placeRows(Uint32Array.from(scored), better);
  const all = order.length;
  const indexOf = new Map([...order].map((row, index) => [row, index]));
  const isGraded = (row: number): boolean => standing.statusAt(row) === 'graded';
  const gradedBefore = countBefore(order, isGraded);
  const counting = countingOf(grading, rankable);
  const before = counting?.ofScored === true ? countBefore(order, () => true) : gradedBefore;
  const isCounted = (index: number): boolean => before[index] !== before[index + 1];
  const earned = earnedBy(grading, rankable, scheme);
  const grades = gradesOf(grading);
  // For each rule of leaving: those that it takes from some grade, in the order of the pool, and from which.
  const leavers = leaves.map((leavesFrom) =>
    [...order].flatMap((row, index) => {
      if (counting === undefined || !isCounted(index)) return [];
      const from = new Set<string | undefined>(grades.filter((grade) => leavesFrom(row, grade)));
      return from.size === 0 ? [] : [{ index, from }];
    }),
  );

  const countedGrade = (row: number, start: number, end: number, out: number, by: Counting): string | undefined => {
    const outGraded = out >= 0 && gradedBefore[out] !== gradedBefore[out + 1] ? 1 : 0;
    const gradeAt = by.by(all - (out < 0 ? 0 : 1) + 1, (gradedBefore[all] as number) - outGraded + 1);
    let gone = out >= 0 && isCounted(out) ? [out] : [];
    const staying = (bound: number): number => (before[bound] as number) - countBelow(gone, bound);
    const ownGrade = (): string | undefined => {
      const position = staying(by.ties === 'better' ? start : end) + 1;
      return gradeAt(row, position, staying(all) + 1);
    };
    const gradeOf = (index: number): string | undefined => {
      const [first, past] = [(place[index] as number) - 1, last[index] as number];
      const position =
        by.ties === 'better' ? staying(first) + (end <= first ? 1 : 0) + 1 : staying(past) + (start <= first ? 1 : 0);
      return gradeAt(order[index] as number, position, staying(all) + 1);
    };
    let grade = ownGrade();
    for (const [stage, leavesFrom] of leaves.entries()) {
      // A firm that leaves keeps the grade of its place.
      if (leavesFrom(row, grade)) return grade;
      const hasGone = new Set(gone);
      const leaving = (leavers[stage] ?? []).filter(
        ({ index, from }) => !hasGone.has(index) && from.has(gradeOf(index)),
      );
      if (leaving.length === 0) continue;
      gone = [...gone, ...leaving.map(({ index }) => index)].sort((a, b) => a - b);
      grade = ownGrade();
    }
    return grade;
  };

  return (row, instead) => {
    const out = indexOf.get(instead) ?? -1;
    const others = all - (out < 0 ? 0 : 1);
    if (scores.leftOut[row] !== undefined) return { place: 0, size: others, initial: undefined };
    // The firms that are equal to it stand from `start` to before `end`.
    const start = firstIndex(all, (index) => better(order[index] as number, row) >= 0);
    const end = firstIndex(all, (index) => better(order[index] as number, row) > 0);
    const placed = { place: start - (out >= 0 && out < start ? 1 : 0) + 1, size: others + 1 };
    if (!isGraded(row)) return { ...placed, initial: undefined };
    const initial = counting === undefined ? earned(row) : countedGrade(row, start, end, out, counting);
    return { ...placed, initial };
  };
}

/** The grade that a firm has whatever the others are. */
function earnedBy(
  grading: Grading,
  { score, measures }: Rankable,
  scheme: Scheme,
): (row: number) => string | undefined {
  if (grading.kind === 'scoreThresholds') return gradeByScore(grading, score);
  if (grading.kind === 'indicatorThresholds') return gradeByIndicator(grading, measures, scheme);
  return () => undefined;
}

function countingOf(grading: Grading, { score }: Rankable): Counting | undefined {
  if (grading.kind === 'shares') {
    const by = remember((scored, graded) => {
      const { gradeAt } = sharesOf(grading, scored, graded);
      return (_: number, position: number, size: number) => gradeAt(position, size);
    });
    return { ofScored: grading.base === 'scored', ties: grading.ties, by };
  }
  if (grading.kind !== 'scoreThresholds' || grading.limits === undefined) return undefined;
  const { limits } = grading;
  const earned = gradeByScore(grading, score);
  const by = remember((scored, graded) => {
    const { limitAt } = limitsOf(grading, limits, scored, graded);
    return (row: number, position: number, size: number) => {
      const grade = earned(row);
      return grade === undefined ? undefined : limitAt(grade, position, size);
    };
  });
  return { ofScored: false, ties: limits.ties, by };
}

/** A pool with one firm exchanged has few sizes. */
function remember(make: Counting['by']): Counting['by'] {
  const made = new Map<string, ReturnType<Counting['by']>>();
  return (scored, graded) => {
    const key = `${scored}/${graded}`;
    const found = made.get(key) ?? make(scored, graded);
    made.set(key, found);
    return found;
  };
}

/** How many rows before each index are such. */
function countBefore(order: Uint32Array, isSuch: (row: number) => boolean): Uint32Array {
  const counts = new Uint32Array(order.length + 1);
  for (const [index, row] of order.entries()) counts[index + 1] = (counts[index] as number) + (isSuch(row) ? 1 : 0);
  return counts;
}

/** How many of some ascending numbers are below a bound. */
function countBelow(ascending: readonly number[], bound: number): number {
  return firstIndex(ascending.length, (index) => (ascending[index] as number) >= bound);
}

/** The first index from which on it holds; `length` where it holds for none. */
function firstIndex(length: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
