import { type Column, REPORTED, setInteger, stateAt, totalOver } from '../exact/column.ts';
import { parseDecimal } from '../exact/decimal.ts';
import { divide, multiply, type Rational, rational, roundToUnits, ZERO } from '../exact/rational.ts';
import type { Category } from '../scheme/category.ts';
import type { Gap } from '../scheme/indicator.ts';
import { titleOf } from '../scheme/names.ts';
import { GAP_TITLES } from '../scheme/runRules.ts';
import type { Scheme } from '../scheme/scheme.ts';
import type { GapPoints, PoolMean, Scoring } from '../scheme/scoring.ts';
import type { StandingRule } from './admit.ts';
import { weightOf } from './formula.ts';
import { gapAt } from './measure.ts';
import type { Pools } from './pool.ts';
import {
  type CategoryWork,
  FILLED_FIXED,
  FILLED_MEAN,
  type FoundMean,
  leaveOut,
  NOT_FILLED,
  type RuleWork,
} from './scoringWork.ts';

/** Gives the firms without the measure what the scheme says, by the reason. */
export function fillGaps(work: CategoryWork, { rule, measure, points: column, fills, means }: RuleWork): void {
  const { category, members, pools } = work;
  const places = category.rounding.points;
  const step = column.denominator / 10n ** BigInt(places);
  const awaitingMean: [row: number, earned: PoolMean][] = [];
  const put = (row: number, fixed: Rational): void => {
    setInteger(column, row, roundToUnits(fixed, places, category.rounding.mode) * step);
    fills[row] = FILLED_FIXED;
  };
  for (const row of members) {
    if (measure.gap[row] === 0) continue;
    const gap = gapAt(measure, row) ?? 'missing';
    const earned = gapPoints(rule, category, gap);
    if (typeof earned === 'object' && 'poolMean' in earned) awaitingMean.push([row, earned]);
    else if (earned === 'ungraded') leaveOut(work, row, gapRule(work.scheme, rule, gap));
    else put(row, fixedPoints(earned, rule));
  }
  if (awaitingMean.length === 0) return;
  const counted = members.filter(
    (row) =>
      stateAt(column, row) === REPORTED &&
      (fills[row] === NOT_FILLED || work.scheme.conventions.filledPointsInMeans === 'included'),
  );
  for (const [row, earned] of awaitingMean) {
    const pool = earned.poolMean === 'pool' ? pools.poolAt[row] : undefined;
    const key = meanKey(earned, pools, row);
    if (!means.has(key)) {
      const inPool = (peer: number): boolean => pool !== -1 && pools.poolAt[peer] === pool;
      const peers = pool === undefined ? counted : counted.filter(inPool);
      const ofPool = pool === undefined ? '' : (pools.pools[pool]?.id ?? '');
      const held = work.held?.meanOf(category.id, rule.indicator, ofPool);
      means.set(key, held ?? meanPoints(column, work.held === undefined ? peers : [], category));
    }
    const mean = means.get(key)?.mean;
    if (mean !== undefined) {
      setInteger(column, row, mean * step);
      fills[row] = FILLED_MEAN;
    } else if (earned.ifNobody === 'ungraded') {
      leaveOut(work, row, gapRule(work.scheme, rule, gapAt(measure, row) ?? 'missing'));
    } else {
      put(row, fixedPoints(earned.ifNobody, rule));
    }
  }
}

/** The unrounded points that a gap earned by a fixed rule, or for want of a mean. */
export function fixedFill(rule: Scoring, category: Category, gap: Gap): Rational {
  const earned = gapPoints(rule, category, gap);
  const fixed = typeof earned === 'object' && 'poolMean' in earned ? earned.ifNobody : earned;
  return fixed === 'ungraded' ? ZERO : fixedPoints(fixed, rule);
}

/** What the scheme gives for a gap: the rule's own word, its `other`, then the category's. Checked when the scheme is read. */
export function gapPoints(rule: Scoring, category: Category, gap: Gap): GapPoints {
  return rule.gap?.[gap] ?? rule.gap?.other ?? category.gap?.[gap] ?? category.gap?.other ?? 'ungraded';
}

function fixedPoints(
  earned: 'zero' | { readonly points: string } | { readonly timesWeight: string },
  rule: Scoring,
): Rational {
  if (earned === 'zero') return ZERO;
  if ('points' in earned) return parseDecimal(earned.points) ?? ZERO;
  return multiply(parseDecimal(earned.timesWeight) ?? ZERO, weightOf(rule));
}

/** Which of a rule's means fills the gap of a firm: that of its pool, or "" for that of the category. */
export function meanKey({ poolMean }: PoolMean, pools: Pools, row: number): string {
  return poolMean === 'pool' ? String(pools.poolAt[row]) : '';
}

/** The mean of rounded points, rounded likewise. */
function meanPoints(column: Column, rows: readonly number[], category: Category): FoundMean {
  const total = totalOver(column, rows);
  const found = { firms: rows.length, total };
  if (rows.length === 0) return { ...found, mean: undefined };
  const mean = divide(total, rational(BigInt(rows.length)));
  return { ...found, mean: roundToUnits(mean, category.rounding.points, category.rounding.mode) };
}

function gapRule(scheme: Scheme, rule: Scoring, gap: Gap): StandingRule {
  const title = titleOf(scheme, rule.indicator);
  const { zh, en } = GAP_TITLES[gap];
  return { id: 'gap', title: `${title}：${zh}`, status: 'ungraded', english: `${title}: ${en}` };
}
