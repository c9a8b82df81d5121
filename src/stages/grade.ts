import { type Column, REPORTED, stateAt } from '../exact/column.ts';
import { parseDecimal } from '../exact/decimal.ts';
import { countOfShare, type Places, placeRows } from '../exact/order.ts';
import { compareQuotient, compareRows } from '../exact/quotient.ts';
import { ZERO } from '../exact/rational.ts';
import { type Direction, type Grading, type RankingKey, type SharesGrading, shareOf } from '../scheme/grading.ts';
import type { Scheme } from '../scheme/scheme.ts';
import type { Admission, StandingRule } from './admit.ts';
import type { Amounts, Measure } from './measure.ts';
import type { Pools } from './pool.ts';
import type { Scores } from './score.ts';

/** Place and initial grade (初评等级) of every firm. */
export interface Grades {
  /** Place in the pool, from 1; 0 for a firm without one. */
  readonly place: Uint32Array;
  readonly initial: readonly (string | undefined)[];
}

/** Whether a firm leaves its place in the quota: a rule that does not use it up would move the firm from this grade. */
export type LeavesQuota = (row: number, grade: string | undefined) => boolean;

/** What firms are ordered by. */
export interface Rankable {
  readonly score: Column;
  readonly amounts: Amounts;
  readonly measures: ReadonlyMap<string, Measure>;
}

/**
 * Puts the firms of every pool in order and gives the initial grades.
 *
 * @param leavesQuota - tells the firms that a rule moves without using up their place: the counts of the edges still come
 * from the whole base, but the other firms take the positions among themselves, so the next one moves up
 */
export function gradeFirms(
  scheme: Scheme,
  admission: Admission,
  measures: ReadonlyMap<string, Measure>,
  amounts: Amounts,
  pools: Pools,
  scores: Scores,
  leavesQuota: LeavesQuota,
): Grades {
  const rows = pools.poolAt.length;
  const place = new Uint32Array(rows);
  const initial = new Array<string | undefined>(rows).fill(undefined);
  for (const pool of pools.pools) {
    const category = scheme.categories[pool.category];
    if (category === undefined) continue;
    const rankable: Rankable = { score: scores.score, amounts, measures };
    const better = comparator(category.ranking.by, rankable, scheme);
    const scored = pool.rows.filter((row) => scores.leftOut[row] === undefined);
    const placed = placeRows(Uint32Array.from(scored), better);
    placed.order.forEach((row, position) => {
      place[row] = placed.place[position] as number;
    });
    const graded = scored.filter((row) => isGraded(admission.rule[row], category.grading));
    const grade = gradesFrom(category.grading, scored, graded, better, scores.score, leavesQuota);
    for (const row of graded) initial[row] = grade(row);
  }
  return { place, initial };
}

function isGraded(rule: StandingRule | undefined, grading: Grading): boolean {
  return rule === undefined && grading.kind !== 'none';
}

/**
 * Compares two firms by the keys in turn: negative when the first is better. Ratios are compared unrounded. A firm
 * without the amount stands where the scheme's `missingRanks` says.
 */
export function comparator(
  keys: readonly RankingKey[],
  rankable: Rankable,
  scheme: Scheme,
): (first: number, second: number) => number {
  const absentFirst = scheme.conventions.missingRanks === 'first' ? -1 : 1;
  const parts = keys.map((key) => keyComparator(key, rankable, absentFirst));
  return (first, second) => {
    for (const part of parts) {
      const result = part(first, second);
      if (result !== 0) return result;
    }
    return 0;
  };
}

function keyComparator(
  key: RankingKey,
  { score, amounts, measures }: Rankable,
  absentFirst: number,
): (first: number, second: number) => number {
  if ('indicator' in key) {
    const measure = measures.get(key.indicator);
    if (measure === undefined) return () => 0;
    const { numerator, divisor, gap } = measure;
    return ordered(
      key.order,
      absentFirst,
      (row) => gap[row] === 0,
      (a, b) => compareRows(numerator, divisor, a, b),
    );
  }
  const column = 'score' in key ? score : amounts.get(key.field);
  if (column === undefined) return () => 0;
  return ordered(
    'score' in key ? key.score : key.order,
    absentFirst,
    (row) => stateAt(column, row) === REPORTED,
    (a, b) => compareRows(column, undefined, a, b),
  );
}

function ordered(
  direction: Direction,
  absentFirst: number,
  present: (row: number) => boolean,
  ascending: (first: number, second: number) => number,
): (first: number, second: number) => number {
  const sign = direction === 'desc' ? -1 : 1;
  return (first, second) => {
    const has = present(first);
    if (has !== present(second)) return has ? -absentFirst : absentFirst;
    return has ? sign * ascending(first, second) : 0;
  };
}

function gradesFrom(
  grading: Grading,
  scored: readonly number[],
  graded: readonly number[],
  better: (first: number, second: number) => number,
  score: Column,
  leavesQuota: LeavesQuota,
): (row: number) => string | undefined {
  switch (grading.kind) {
    case 'shares': {
      const base = grading.base === 'scored' ? scored : graded;
      const whole = gradesByShares(grading, base.length, placeRows(Uint32Array.from(base), better));
      const staying = base.filter((row) => !leavesQuota(row, whole.get(row)));
      if (staying.length === base.length) return (row) => whole.get(row);
      const rest = gradesByShares(grading, base.length, placeRows(Uint32Array.from(staying), better));
      return (row) => rest.get(row) ?? whole.get(row);
    }
    case 'scoreThresholds': {
      const steps = grading.from.map(([grade, from]) => ({ grade, from: parseDecimal(from) ?? ZERO }));
      return (row) =>
        steps.find(({ from }) => compareQuotient(score, undefined, row, from) >= 0)?.grade ?? grading.rest;
    }
    case 'none':
      return () => undefined;
  }
}

/** Grades by cumulative shares of `total`: percent of all, never of the remainder. */
function gradesByShares(grading: SharesGrading, total: number, places: Places): ReadonlyMap<number, string> {
  const edges = grading.upTo.map(([grade, share]) => ({
    grade,
    last: countOfShare(shareOf(share), total, grading.count),
  }));
  const grades = new Map<number, string>();
  places.order.forEach((row, position) => {
    // Firms that share a place share the grade: that of their first position, or that of their last.
    const decisive = (grading.ties === 'better' ? places.place : places.last)[position] as number;
    const grade = edges.find(({ last }) => decisive <= last)?.grade;
    if (grade !== undefined) grades.set(row, grade);
  });
  return grades;
}
