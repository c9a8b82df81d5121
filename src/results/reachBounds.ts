import { REPORTED, stateAt } from '../exact/column.ts';
import { parseDecimal } from '../exact/decimal.ts';
import { compare, multiply, type Rational, rational, roundToUnits, ZERO } from '../exact/rational.ts';
import type { Category } from '../scheme/category.ts';
import { gradesOf } from '../scheme/grading.ts';
import type { Scoring } from '../scheme/scoring.ts';
import { exactPoints, minMaxFormula, weightOf } from '../stages/formula.ts';
import { moveFirm } from '../stages/override.ts';
import { FILLED_MEAN, type Part } from '../stages/scoringWork.ts';
import type { Goal } from './reachGoal.ts';
import { categoryAt } from './reachLevers.ts';
import type { Run } from './run.ts';

/**
 * Whether no amount between those of two runs can bring a firm to a goal that it misses in the first. Sound, and often unable to tell:
 * then the answer is no, and somebody has to look in between.
 *
 * Between two critical steps (see reachInfluence.ts) the firm keeps its category, status, rules and gaps, so only scores move. One
 * amount moves in one direction; therefore so does each ratio of the firm, each baseline (a sum, mean, middle, quantile or extreme of
 * ratios of which one moves, rounded or not), and with it the points of every other firm in each indicator: these lie between
 * what the two runs say. The firm's own points are bounded by the corners of its two values and the two baselines. The best
 * score that it could have is then held against the worst that the others could have.
 */
export function cannotReach(goal: Goal, row: number, a: Run, b: Run, secondMisses: boolean): boolean {
  const own = a.units.gradeRow(row);
  if (b.units.gradeRow(row) !== own || a.facts.ids.length !== b.facts.ids.length) return false;
  // A list is left, or not, by conditions that no amount between two critical steps can change.
  if (goal.kind === 'flag') return true;
  const category = categoryAt(a, own);
  if (categoryAt(b, own) !== category || a.standing.statusAt(own) !== b.standing.statusAt(own)) return false;
  if (category === undefined || a.standing.statusAt(own) !== 'graded') return true;
  const { grading } = category;
  if (grading.kind === 'selection') return false;
  if (grading.kind === 'indicatorThresholds' || grading.kind === 'none') return true;
  const grades = gradesOf(category.grading);
  const needed = worstInitialGrade(goal.grade, grades, a, own);
  if (needed === undefined) return true;
  if (needed === grades.length - 1 || (a.overrides.applying.get(own) ?? []).some((rule) => !rule.usesQuota))
    return false;
  const pool = a.pools.poolAt[own] as number;
  if (b.pools.poolAt[own] !== pool || a.pools.pools[pool]?.rows.length !== b.pools.pools[pool]?.rows.length)
    return false;
  if (secondMisses && risesTo(a, b, own, category, pool)) return true;
  const most = highestScore(a, b, own, category);
  if (most === undefined) return false;
  if (grading.kind === 'scoreThresholds') {
    const [, least] = grading.from[needed] as readonly [string, string];
    return compare(rational(BigInt(most), a.scores.score.denominator), parseDecimal(least) ?? ZERO) < 0;
  }
  const places = placesFor(grades[needed] as string, a, b, pool);
  return places !== undefined && surelyBetter(a, b, own, category, pool, most) >= places;
}

/** The position of the worst initial grade from which the rules that apply to the firm let it have the grade; undefined: none does. */
export function worstInitialGrade(
  wanted: string,
  grades: readonly string[],
  run: Run,
  row: number,
): number | undefined {
  const rules = run.overrides.applying.get(row) ?? [];
  const found = grades.findLastIndex(
    (grade) => grades.indexOf(moveFirm(grade, grades, rules).grade) <= grades.indexOf(wanted),
  );
  return found === -1 ? undefined : found;
}

/** How many places of a pool have a grade or a better one, counted from the top; undefined where it is counted otherwise. */
export function placesFor(grade: string, a: Run, b: Run, pool: number): number | undefined {
  const [of, other] = [a, b].map(({ grades }) =>
    grades.quotas.get(pool)?.edges.find((edge) => edge.kind === 'upTo' && edge.grade === grade),
  );
  return of?.count === other?.count ? of?.count : undefined;
}

/**
 * Whether the second run is the best between the two: nothing that others have moves, and of what the firm is scored and ordered by
 * nothing falls from one run to the other. All of it moves one way, so in between nothing is higher.
 */
function risesTo(a: Run, b: Run, own: number, category: Category, pool: number): boolean {
  const rows = a.pools.pools[pool]?.rows ?? [];
  for (const { indicator } of category.scoring) {
    const [before, after] = [a.scores.points.get(indicator), b.scores.points.get(indicator)];
    if (before === undefined || after === undefined || before.denominator !== after.denominator) return false;
    for (const row of rows) {
      const [from, to] = [before.values[row] as number, after.values[row] as number];
      if (Number.isNaN(from) || Number.isNaN(to) || (row === own ? to < from : to !== from)) return false;
    }
    if (!sameFormula(a, b, own, category, indicator) || bandsFall(category, indicator)) return false;
    if (category.rounding.score === 'roundedTotal' && exactlyFalls(a, b, own, category, indicator)) return false;
  }
  if (rows.some((row) => row !== own && scoreAt(a, row) !== scoreAt(b, row))) return false;
  const isScore = category.ranking.by.every((key) => 'score' in key && key.score === 'desc');
  return (isScore || keysRise(a, b, own, category)) && adjustmentsRise(a, b, own);
}

function sameFormula(a: Run, b: Run, own: number, category: Category, indicator: string): boolean {
  const [from, to] = [partOf(a, own, category, indicator), partOf(b, own, category, indicator)];
  if (from?.baseline?.value === undefined || to?.baseline?.value === undefined) {
    const range = from?.range === undefined || to?.range === undefined || sameRange(from.range, to.range);
    return range && (from?.baseline === undefined) === (to?.baseline === undefined);
  }
  return compare(from.baseline.value, to.baseline.value) === 0;
}

function sameRange(a: NonNullable<Part['range']>, b: NonNullable<Part['range']>): boolean {
  return compare(a.lowest, b.lowest) === 0 && compare(a.highest, b.highest) === 0;
}

/** Whether the steps of a rule do not go one way, so that a value between two others may earn more than both. */
function bandsFall(category: Category, indicator: string): boolean {
  const method = category.scoring.find((rule) => rule.indicator === indicator)?.method;
  if (method?.kind !== 'bands') return false;
  const points = [...method.from.map(([, text]) => text), method.rest].map((text) => parseDecimal(text) ?? ZERO);
  const turns = points.slice(1).map((one, at) => compare(one, points[at] as Rational));
  return turns.some((turn) => turn > 0) && turns.some((turn) => turn < 0);
}

/** Whether points fall before they are rounded, though perhaps not after. */
function exactlyFalls(a: Run, b: Run, own: number, category: Category, indicator: string): boolean {
  const [before, after] = [a.measures.get(indicator), b.measures.get(indicator)];
  const formula = partOf(a, own, category, indicator)?.formula;
  if (before?.gap[own] !== 0 || after?.gap[own] !== 0 || formula === undefined) return false;
  if ('standings' in formula) return false;
  return compare(exactPoints(formula, after, own), exactPoints(formula, before, own)) < 0;
}

/** A score as a number by which two runs can be compared; undefined where there is none or it is too large for that. */
function scoreAt({ scores: { score } }: Run, row: number): number | undefined {
  const value = score.values[row] as number;
  return stateAt(score, row) === REPORTED && !Number.isNaN(value) ? value : undefined;
}

/** Whether none of the amounts by which equal scores are ordered gets worse. */
function keysRise(a: Run, b: Run, own: number, category: Category): boolean {
  return category.ranking.by.every((key) => {
    if ('score' in key) return key.score === 'desc';
    if ('points' in key) return key.order === 'desc';
    const sign = key.order === 'desc' ? 1 : -1;
    const value = (run: Run): Rational | undefined => {
      const measure = 'indicator' in key ? run.measures.get(key.indicator) : undefined;
      if ('indicator' in key) return measure?.gap[own] === 0 ? exactValueOf(run, key.indicator, own) : undefined;
      const column = run.amounts.get(key.field);
      if (column === undefined || stateAt(column, own) !== REPORTED) return undefined;
      return rational(integerOf(column.values[own] as number, column.big.get(own)), column.denominator);
    };
    const [before, after] = [value(a), value(b)];
    if (before === undefined || after === undefined) return before === after;
    return compare(after, before) * sign >= 0;
  });
}

function integerOf(value: number, big: bigint | undefined): bigint {
  return big ?? BigInt(value);
}

function exactValueOf(run: Run, id: string, row: number): Rational | undefined {
  const measure = run.measures.get(id);
  if (measure === undefined) return undefined;
  const n = integerOf(measure.numerator.values[row] as number, measure.numerator.big.get(row));
  const { divisor } = measure;
  if (divisor === undefined) return rational(n, measure.numerator.denominator);
  const d = integerOf(divisor.values[row] as number, divisor.big.get(row));
  return rational(n * divisor.denominator, d * measure.numerator.denominator);
}

/** Whether a higher sum of points can only mean a higher score, and adjustments by amounts do not fall. */
function adjustmentsRise(a: Run, b: Run, own: number): boolean {
  const { adjustments = [] } = a.scheme;
  const holding = adjustments.filter(({ id }) => a.scores.holds.get(id)?.[own] === 1);
  // A share taken away is rounded by itself: with two of them a point more could cost two.
  const taken = holding.filter(({ ofScore }) => ofScore?.startsWith('-'));
  if (taken.length > 1 || taken.some(({ ofScore }) => Number.parseFloat(ofScore ?? '0') < -100)) return false;
  return holding
    .filter(({ perUnit }) => perUnit !== undefined)
    .every(({ id }) => unitsOf(b, own, id) >= unitsOf(a, own, id));
}

function unitsOf({ scores }: Run, row: number, rule: string): bigint {
  return scores.adjustments.get(row)?.find((one) => one.rule === rule)?.units ?? 0n;
}

/** The part of a rule in which a firm is scored. */
export function partOf(run: Run, row: number, category: Category, indicator: string): Part | undefined {
  const parts = run.scores.parts[run.scheme.categories.indexOf(category)]?.get(indicator);
  return parts?.find(({ rows }) => rows.includes(row));
}

/** A score that the firm cannot exceed between the runs, in units of the score column; undefined where none can be told. */
function highestScore(a: Run, b: Run, own: number, category: Category): number | undefined {
  let sum = 0;
  for (const rule of category.scoring) {
    const most = highestPoints(a, b, own, category, rule);
    if (most === undefined) return undefined;
    sum += most;
  }
  const adjusted = adjustmentBound(a, b, own);
  return adjusted === undefined ? undefined : sum + adjusted + slack(a, category);
}

/** Where only the total is rounded, each shown figure is up to one unit of its last place away from what was added. */
function slack(run: Run, category: Category): number {
  if (category.rounding.score === 'sumOfPoints') return 0;
  return stepOf(run, category) * (category.scoring.length + 1);
}

function stepOf(run: Run, { rounding }: Category): number {
  return Number(run.scores.score.denominator / 10n ** BigInt(rounding.points));
}

function highestPoints(a: Run, b: Run, own: number, category: Category, rule: Scoring): number | undefined {
  const { indicator } = rule;
  const [before, after] = [a.measures.get(indicator), b.measures.get(indicator)];
  const [from, to] = [a.scores.points.get(indicator), b.scores.points.get(indicator)];
  if (before === undefined || after === undefined || from === undefined || to === undefined) return undefined;
  if (before.gap[own] !== after.gap[own] || from.denominator !== to.denominator) return undefined;
  const ends = [from.values[own] as number, to.values[own] as number];
  if (ends.some(Number.isNaN)) return undefined;
  if (before.gap[own] !== 0) {
    const filled = a.scores.filled.get(indicator)?.[own] === FILLED_MEAN;
    return Math.max(...ends) + (filled ? meanShift(b, a, own, category, indicator) : 0);
  }
  const [one, other] = [partOf(a, own, category, indicator), partOf(b, own, category, indicator)];
  if (one?.formula === undefined || other?.formula === undefined) return undefined;
  const { points: places, mode } = category.rounding;
  const units = (exact: Rational): number => Number(roundToUnits(exact, places, mode)) * stepOf(a, category);
  if ('standings' in one.formula) return Math.max(...ends);
  if (one.range !== undefined && other.range !== undefined) {
    const most = highestInRange(a, b, own, rule, one.range, other.range);
    return most === undefined ? undefined : Math.max(units(most), ...ends);
  }
  if (one.baseline?.fallback !== other.baseline?.fallback) return undefined;
  if (bandsFall(category, indicator)) return undefined;
  const corners = [one.formula, other.formula].flatMap((formula) =>
    [before, after].map((measure) => exactPoints(formula, measure, own)),
  );
  return Math.max(...corners.map(units));
}

/** A bound by the lowest minimum and maximum and the higher value; undefined where the firm may lie beyond what is counted. */
function highestInRange(
  a: Run,
  b: Run,
  own: number,
  rule: Scoring,
  one: NonNullable<Part['range']>,
  other: NonNullable<Part['range']>,
): Rational | undefined {
  const { method } = rule;
  if (method.kind !== 'minMax' || a.admission.rule[own] !== undefined) return undefined;
  // All others alike: where the firm passes them, highest and lowest meet.
  if (compare(one.highest, other.lowest) === 0 || compare(one.lowest, other.highest) === 0) return undefined;
  const number = (text: string): Rational => parseDecimal(text) ?? ZERO;
  const full = weightOf(rule);
  const [floor, whenEqual] = [number(method.floor), number(method.whenEqual)];
  if (floor.n < 0n || compare(floor, rational(100n)) > 0 || full.n < 0n) return undefined;
  const values = [a, b].map((run) => valueInUnit(run, rule.indicator, own));
  const value = values.reduce((high, next) => (compare(next, high) > 0 ? next : high));
  const [lowest, highest] = [
    compare(one.lowest, other.lowest) < 0 ? one.lowest : other.lowest,
    compare(one.highest, other.highest) < 0 ? one.highest : other.highest,
  ];
  if (compare(lowest, highest) >= 0 || compare(value, highest) >= 0) return full;
  const formula = minMaxFormula(full, floor, whenEqual, lowest, highest);
  if (!('slope' in formula)) return undefined;
  const points = rational(
    value.n * formula.slope.n * formula.offset.d + formula.offset.n * value.d * formula.slope.d,
    value.d * formula.slope.d * formula.offset.d,
  );
  return compare(points, full) > 0 ? full : points;
}

function valueInUnit(run: Run, indicator: string, row: number): Rational {
  const toUnit = run.measures.get(indicator)?.toUnit ?? ZERO;
  return multiply(exactValueOf(run, indicator, row) ?? ZERO, toUnit);
}

/** What adjustments can add at most, in units; undefined where they depend on the score or stand in limited groups. */
function adjustmentBound(a: Run, b: Run, own: number): number | undefined {
  const { adjustments = [], adjustmentGroups = [] } = a.scheme;
  const [before, after] = [a.scores.adjustments.get(own) ?? [], b.scores.adjustments.get(own) ?? []];
  if (before.length === 0 && after.length === 0) return 0;
  const holding = adjustments.filter(({ id }) => a.scores.holds.get(id)?.[own] === 1);
  if (holding.some(({ ofScore, times }) => ofScore !== undefined || times !== undefined)) return undefined;
  const rules = [...new Set([...before, ...after].map(({ rule }) => rule))];
  const same = rules.every((rule) => unitsOf(a, own, rule) === unitsOf(b, own, rule));
  if (!same && adjustmentGroups.length > 0) return undefined;
  return rules.reduce((sum, rule) => sum + Math.max(Number(unitsOf(a, own, rule)), Number(unitsOf(b, own, rule))), 0);
}

/** How far a mean that fills gaps can lie below what it is in the first run, or above it with the runs exchanged; generously. */
function meanShift(a: Run, b: Run, own: number, category: Category, indicator: string): number {
  const [from, to] = [a.scores.points.get(indicator), b.scores.points.get(indicator)];
  const found = a.scores.means[a.scheme.categories.indexOf(category)]?.get(indicator);
  const fewest = Math.min(...[...(found?.values() ?? [])].map(({ firms }) => Math.max(1, firms)));
  if (from === undefined || to === undefined || !Number.isFinite(fewest)) return 0;
  let sum = 0;
  for (let row = 0; row < from.values.length; row += 1) {
    const drop = (from.values[row] as number) - (to.values[row] as number);
    // The firm's own points may rise and fall in between: it can lose or win no more than all that it could have.
    sum += row === own ? ownSpan(a, b, own, category, indicator) : Math.max(0, drop);
  }
  return sum === 0 ? 0 : Math.ceil(sum / fewest) + 2 * stepOf(a, category);
}

function ownSpan(a: Run, b: Run, own: number, category: Category, indicator: string): number {
  const rule = category.scoring.find((one) => one.indicator === indicator);
  const [from, to] = [a, b].map((run) => run.scores.points.get(indicator)?.values[own] as number) as [number, number];
  const [one, other] = [partOf(a, own, category, indicator), partOf(b, own, category, indicator)];
  const [before, after] = [a.measures.get(indicator), b.measures.get(indicator)];
  if (from === to && sameFormula(a, b, own, category, indicator)) return 0;
  if (rule === undefined || one?.formula === undefined || other?.formula === undefined) return Math.abs(from - to);
  if (before === undefined || after === undefined || before.gap[own] !== 0) return Math.abs(from - to);
  if ('standings' in one.formula) return Math.abs(from - to);
  if (one.range !== undefined)
    return Number(weightOf(rule).n / weightOf(rule).d + 1n) * Number(a.scores.score.denominator);
  const { points: places, mode } = category.rounding;
  const corners = [one.formula, other.formula].flatMap((formula) =>
    [before, after].map((measure) => Number(roundToUnits(exactPoints(formula, measure, own), places, mode))),
  );
  return (Math.max(...corners) - Math.min(...corners)) * stepOf(a, category);
}

/** How many firms that are counted stand before one with this score at all amounts between the runs. */
function surelyBetter(a: Run, b: Run, own: number, category: Category, pool: number, most: number): number {
  const { grading, ranking } = category;
  const [first] = ranking.by;
  if (grading.kind !== 'shares' || first === undefined || !('score' in first) || first.score !== 'desc') return 0;
  const columns = category.scoring.map(({ indicator }) => ({
    from: a.scores.points.get(indicator)?.values,
    to: b.scores.points.get(indicator)?.values,
    filled: a.scores.filled.get(indicator),
    shift: meanShift(a, b, own, category, indicator),
    range: category.scoring.some((rule) => rule.indicator === indicator && rule.method.kind === 'minMax'),
  }));
  const byScore = (a.scheme.adjustments ?? []).filter((rule) => rule.ofScore !== undefined || rule.times !== undefined);
  const extra = slack(a, category);
  let better = 0;
  for (const row of a.pools.pools[pool]?.rows ?? []) {
    const [one, other] = [scoreAt(a, row), scoreAt(b, row)];
    if (row === own || one === undefined || other === undefined || mayLeave(a, row) || mayLeave(b, row)) continue;
    if (grading.base !== 'scored' && a.standing.statusAt(row) !== 'graded') continue;
    if (categoryAt(a, row) !== category) {
      // A category that only shares the pool does not feel the change.
      if (one === other && one > most) better += 1;
      continue;
    }
    let drop = 0;
    let moves = false;
    for (const { from, to, filled, shift, range } of columns) {
      const [before, after] = [from?.[row] as number, to?.[row] as number];
      drop += Math.max(0, before - after);
      if (filled?.[row] === FILLED_MEAN) drop += shift;
      if (before !== after || (filled?.[row] === FILLED_MEAN && shift > 0)) moves = true;
      // A firm that does not count in highest and lowest may lie beyond them, where points go either way.
      if (range && a.admission.rule[row] !== undefined) drop = Number.POSITIVE_INFINITY;
    }
    if (moves && byScore.some(({ id }) => a.scores.holds.get(id)?.[row] === 1)) continue;
    const least = one - drop - (drop > 0 || moves ? extra : 0);
    if (least > most) better += 1;
  }
  return better;
}

/** Whether a firm leaves its place in the quota, or may do so where its place gives it another grade. */
function mayLeave({ grades, overrides, manual, facts }: Run, row: number): boolean {
  if (grades.left.has(row) || overrides.applying.get(row)?.some((rule) => !rule.usesQuota)) return true;
  return manual?.lines.some(({ firm }) => firm === facts.ids[row]) ?? false;
}
