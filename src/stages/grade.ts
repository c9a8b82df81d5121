import type { RowOrder } from '../exact/order.ts';
import type { Grading, RankingKey, SmallPools } from '../scheme/grading.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { comparator, type Rankable } from './compareFirms.ts';
import { gradeBySelection } from './gradeBySelection.ts';
import { gradeByShares } from './gradeByShares.ts';
import { gradeByIndicator, gradeByScore, limitGrades } from './gradeByThresholds.ts';
import { type Counted, type GradedList, listFirms, type Quota } from './gradedList.ts';
import type { Amounts, Measure } from './measure.ts';
import type { Pool, Pools } from './pool.ts';
import type { Scores } from './score.ts';
import type { Standing } from './standing.ts';

/** Place and initial grade (初评等级) of every firm. */
export interface Grades {
  /** Place in the pool, from 1; 0 for a firm without one. */
  readonly place: Uint32Array;
  readonly initial: readonly (string | undefined)[];
  /** What was counted, by position of the pool; none where grades are given without counting. */
  readonly quotas: ReadonlyMap<number, Quota>;
  /** Position of each firm that its grade was counted by, from 1; 0 where none was. */
  readonly positions: Uint32Array;
  /** Firms that left their place in the quota. */
  readonly left: ReadonlySet<number>;
}

/** Whether a firm leaves its place in the quota: a rule that does not use it up would move the firm from this grade. */
export type LeavesQuota = (row: number, grade: string | undefined) => boolean;

/** The grade that each firm of a list gets. */
type GradeAt = (row: number) => string | undefined;

/**
 * Puts the firms of every pool in order and gives the initial grades.
 *
 * @param leavesQuota - each tells the firms that are moved without using up their place, by rules and then by hand: the counts
 * of the edges still come from the whole base, but the other firms take the positions among themselves, so the next one
 * moves up. Each is asked about the grades that hold after those before it, so a line by hand speaks of the grade that the
 * firm has without any line.
 * @param orders - of the same rows by ranking keys, as far as they have been made; those that are missing are added
 */
export function gradeFirms(
  scheme: Scheme,
  standing: Standing,
  measures: ReadonlyMap<string, Measure>,
  amounts: Amounts,
  pools: Pools,
  scores: Scores,
  leavesQuota: readonly LeavesQuota[],
  orders: Map<readonly RankingKey[], RowOrder> = new Map(),
): Grades {
  const rows = pools.poolAt.length;
  const place = new Uint32Array(rows);
  const initial = new Array<string | undefined>(rows).fill(undefined);
  const positions = new Uint32Array(rows);
  const byPosition = new Array<string | undefined>(rows).fill(undefined);
  const quotas = new Map<number, Quota>();
  const left = new Set<number>();
  const rankable: Rankable = { score: scores.score, points: scores.points, amounts, measures };
  // A category may have hundreds of pools, and one order for all of them.
  const orderBy = (keys: readonly RankingKey[]): RowOrder => {
    const order = orders.get(keys) ?? comparator(keys, rankable, scheme);
    orders.set(keys, order);
    return order;
  };
  for (const [number, pool] of pools.pools.entries()) {
    const category = scheme.categories[pool.category];
    if (category === undefined) continue;
    const { grading, ranking } = category;
    const scored = pool.rows.filter((row) => scores.leftOut[row] === undefined);
    const toGrade = scored.filter((row) => standing.statusAt(row) === 'graded');
    const graded = toGrade.length === scored.length ? scored : toGrade;
    const list = listFirms(scored, graded, orderBy(ranking.by));
    list.whole.order.forEach((row, position) => {
      place[row] = list.whole.place[position] as number;
    });
    const small = gradeOfSmall(pool, ranking.small);
    const byCount = ({ rows: counted, assign, quota }: Counted): GradeAt => {
      quotas.set(number, quota);
      assign(counted, positions, byPosition);
      let staying = counted;
      for (const leaves of leavesQuota) {
        const leaving = new Set(staying.filter((row) => leaves(row, byPosition[row])));
        if (leaving.size === 0) continue;
        // Those who stay take the positions of those who leave; a firm that leaves keeps the grade of its place.
        for (const row of leaving) left.add(row);
        staying = staying.filter((row) => !leaving.has(row));
        assign(staying, positions, byPosition);
      }
      return (row) => byPosition[row];
    };
    const grade = small ?? gradesFrom(grading, list, rankable, scheme, byCount);
    for (const row of graded) initial[row] = grade(row);
  }
  return { place, initial, quotas, positions, left };
}

/** The grade of every firm of a pool that is too small to be graded like others; undefined where it is not. */
function gradeOfSmall(pool: Pool, rule: SmallPools | undefined): GradeAt | undefined {
  if (typeof rule?.instead !== 'object' || pool.rows.length >= rule.fewerThan) return undefined;
  const { grade } = rule.instead;
  return () => grade;
}

function gradesFrom(
  grading: Grading,
  list: GradedList,
  rankable: Rankable,
  scheme: Scheme,
  byCount: (counted: Counted) => GradeAt,
): GradeAt {
  switch (grading.kind) {
    case 'shares':
      return byCount(gradeByShares(grading, list));
    case 'selection':
      return byCount(gradeBySelection(grading, list, rankable, scheme));
    case 'scoreThresholds': {
      const byScore = gradeByScore(grading, rankable.score);
      if (grading.limits === undefined) return byScore;
      return byCount(limitGrades(grading, grading.limits, list, byScore));
    }
    case 'indicatorThresholds':
      return gradeByIndicator(grading, rankable.measures, scheme);
    case 'none':
      return () => undefined;
  }
}
