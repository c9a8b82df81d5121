import { type Column, draftColumn, joinColumns } from '../exact/column.ts';
import type { RowOrder } from '../exact/order.ts';
import { gradesOf, type RankingKey } from '../scheme/grading.ts';
import type { Override } from '../scheme/override.ts';
import { comparator } from '../stages/compareFirms.ts';
import { decider } from '../stages/decide.ts';
import { gradeFirms, type LeavesQuota } from '../stages/grade.ts';
import { gradeNewcomers, type Newcomer } from '../stages/gradeNewcomers.ts';
import { leaveQuotaByHand } from '../stages/manualMoves.ts';
import type { Measure } from '../stages/measure.ts';
import { concerns, leaveQuota, moveFirm } from '../stages/override.ts';
import type { Pool, Pools } from '../stages/pool.ts';
import { type Standing, standingOf } from '../stages/standing.ts';
import type { Outcome } from './comparison.ts';
import type { Graded } from './run.ts';
import { fixedText } from './shown.ts';

/**
 * What a firm would be among other firms: as one run has it, in the pool of another that has the same scheme, where it takes the
 * place of itself. Its place and grade are looked up in the order of the pool, which is found once; where they cannot be, the pool
 * is graded anew by the stages of the engine. The firm is then moved by the overrides; moves by hand hold for the others and not
 * for it.
 *
 * @param lookUp - makes the look-up of a pool; where it makes none the pool is graded anew for every firm
 * @returns what it would be, by the firm's row in `others` and its row in `own`; "joinedPools" where small pools are joined and
 * the firm would change which ones
 */
export function mixPools(
  others: Graded,
  own: Graded,
  lookUp: typeof gradeNewcomers = gradeNewcomers,
): (inOthers: number, inOwn: number) => Outcome | 'joinedPools' {
  const { scheme } = own;
  const behind = others.facts.ids.length;
  const rows = behind + own.facts.ids.length;
  const joined = (first: Column | undefined, second: Column | undefined): Column =>
    joinColumns(first ?? draftColumn(behind, 1n), second ?? draftColumn(rows - behind, 1n));
  const joinedMap = (first: ReadonlyMap<string, Column>, second: ReadonlyMap<string, Column>) =>
    new Map(
      [...new Set([...first.keys(), ...second.keys()])].map((key) => [key, joined(first.get(key), second.get(key))]),
    );
  const amounts = joinedMap(others.amounts, own.amounts);
  const measures = new Map(
    [...own.measures].flatMap(([id, second]) => {
      const first = others.measures.get(id);
      return first === undefined ? [] : [[id, joinMeasures(first, second, joined)] as const];
    }),
  );
  const scores = {
    ...own.scores,
    score: joined(others.scores.score, own.scores.score),
    points: joinedMap(others.scores.points, own.scores.points),
    leftOut: [...others.scores.leftOut, ...own.scores.leftOut],
  };
  const category = new Int16Array(rows);
  category.set(others.admission.category);
  category.set(own.admission.category, behind);
  const admission = { category, rule: [...others.admission.rule, ...own.admission.rule], issues: [] };
  // Firms with the result of another row are in no pool.
  const units = { ...own.units, takenAt: () => undefined };
  const poolAt = new Int32Array(rows);
  const leaves = leavesOf(others, own, behind);
  const poolNamed = new Map(others.pools.pools.map((pool) => [pool.id, pool]));
  const overridden = overrider(own);
  const rankable = { score: scores.score, points: scores.points, amounts, measures };
  const orders = new Map<readonly RankingKey[], RowOrder>();
  // Where pools are not small the standing of a firm does not depend on which pool it is in.
  const standings = new Map<number, Standing>();
  const lookUps = new Map<string, ReturnType<typeof gradeNewcomers>>();
  const looker = (target: Pool, standing: Standing): ReturnType<typeof gradeNewcomers> => {
    const rules = scheme.categories[target.category];
    if (rules === undefined) return undefined;
    const better = orders.get(rules.ranking.by) ?? comparator(rules.ranking.by, rankable, scheme);
    orders.set(rules.ranking.by, better);
    return lookUp(poolNamed.get(target.id)?.rows ?? [], rules.grading, {
      scheme,
      standing,
      scores,
      rankable,
      better,
      leaves,
    });
  };
  return (inOthers, inOwn) => {
    const row = behind + inOwn;
    const rules = scheme.categories[category[row] as number];
    const target = own.pools.pools[own.pools.poolAt[inOwn] as number];
    if (rules === undefined || target === undefined) {
      return { category: rules?.id ?? null, status: own.standing.statusAt(inOwn) };
    }
    const there = others.pools.pools[others.pools.poolAt[inOthers] as number];
    if (rules.ranking.small?.instead === 'together' && there?.id !== target.id) return 'joinedPools';
    const peers = poolNamed.get(target.id)?.rows ?? [];
    const inPool = peers.length + (there?.id === target.id ? 0 : 1);
    const isSmall = inPool < (rules.ranking.small?.fewerThan ?? 0);
    const pools = (): Pools => ({
      ...own.pools,
      pools: [{ ...target, rows: [...peers.filter((peer) => peer !== inOthers), row] }],
      poolAt,
    });
    const standingNow = (): Standing => standingOf(scheme, admission, measures, pools(), scores, units);
    const standing = isSmall ? standingNow() : remembered(standings, target.category, standingNow);
    const find = isSmall ? undefined : remembered(lookUps, target.id, () => looker(target, standing));
    const anew = (): Newcomer => {
      const grades = gradeFirms(scheme, standing, measures, amounts, pools(), scores, leaves, orders);
      const size = peers.filter((peer) => peer !== inOthers && scores.leftOut[peer] === undefined).length + 1;
      return { initial: grades.initial[row], place: grades.place[row] as number, size };
    };
    const { initial, place, size } = find?.(row, inOthers) ?? anew();
    const grade = initial === undefined ? undefined : overridden(inOwn, initial);
    const score = fixedText(scores.score, row, rules.rounding.points);
    return {
      category: rules.id,
      status: standing.statusAt(row),
      ...(grade !== undefined && { grade }),
      ...(initial !== undefined && { initialGrade: initial }),
      ...(score !== undefined && { score }),
      ...(place > 0 && { place, size }),
    };
  };
}

/** What has been made under a key, or is made now. */
function remembered<K, T>(made: Map<K, T>, key: K, make: () => T): T {
  if (!made.has(key)) made.set(key, make());
  return made.get(key) as T;
}

function joinMeasures(
  first: Measure,
  second: Measure,
  joined: (a: Column | undefined, b: Column | undefined) => Column,
): Measure {
  return {
    numerator: joined(first.numerator, second.numerator),
    divisor: second.divisor === undefined ? undefined : joined(first.divisor, second.divisor),
    toUnit: second.toUnit,
    gap: Uint8Array.from([...first.gap, ...second.gap]),
    gapSide: Uint8Array.from([...first.gapSide, ...second.gapSide]),
  };
}

/** Who leaves the quota: by rules, each firm as its own run knows it; by hand, the others alone. */
function leavesOf(others: Graded, own: Graded, behind: number): readonly LeavesQuota[] {
  const [first, second] = [others, own].map((run) => leaveQuota(run.scheme, flaggedOf(run), run.admission));
  const byHand = leaveQuotaByHand(flaggedOf(others), others.admission, others.byHand.lines);
  return [
    (row, grade) => (row < behind ? first?.(row, grade) : second?.(row - behind, grade)) === true,
    (row, grade) => row < behind && byHand(row, grade),
  ];
}

/** What conditions know before there are grades. */
function flaggedOf({ known: { overriding } }: Graded): Omit<Graded['known']['overriding'], 'gradeAt'> {
  const { gradeAt: _, ...flagged } = overriding;
  return flagged;
}

/** The grade after the overrides of a firm whose initial grade is given. */
function overrider(run: Graded): (row: number, initial: string) => string {
  const { scheme, admission } = run;
  let asked: string | undefined;
  const known = { ...flaggedOf(run), gradeAt: () => asked };
  const rules = (scheme.overrides ?? []).map((rule): readonly [Override, (row: number) => boolean] => {
    const decide = decider(rule.when, known);
    return [rule, (row) => decide(row) ?? rule.whenUndecided === 'holds'];
  });
  return (row, initial) => {
    const category = scheme.categories[admission.category[row] as number];
    if (category === undefined) return initial;
    asked = initial;
    const applying = rules.filter(([rule, holds]) => concerns(rule, scheme, admission, row) && holds(row));
    if (applying.length === 0) return initial;
    return moveFirm(
      initial,
      gradesOf(category.grading),
      applying.map(([rule]) => rule),
    ).grade;
  };
}
