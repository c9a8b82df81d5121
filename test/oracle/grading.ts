import type { CountMode } from '../../src/exact/order.ts';
import type { Category } from '../../src/scheme/category.ts';
import type { SharesGrading } from '../../src/scheme/grading.ts';
import type { Override } from '../../src/scheme/override.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import { decide } from './condition.ts';
import { Fraction, fractionOf } from './fraction.ts';
import { type Position, positions } from './ranking.ts';
import type { Row } from './row.ts';
import { shareFraction } from './units.ts';

/** Gives the firms of a pool, all of them ranked, their places, initial grades, moves and grades. */
export function gradePool(scheme: Scheme, category: Category, pool: readonly Row[]): void {
  const { grading } = category;
  for (const [row, { first }] of positions(scheme, category.ranking.by, pool)) row.place = first;
  const toGrade = pool.filter(({ status }) => status === 'graded');
  if (grading.kind === 'shares') gradeByShares(scheme, category, grading, pool, toGrade);
  if (grading.kind === 'scoreThresholds') {
    for (const row of toGrade) {
      const { score } = row;
      if (score === undefined) throw new RangeError(`${row.firm.id} has no score to be graded by`);
      const reached = grading.from.find(([, least]) => score.against(fractionOf(least)) >= 0);
      row.initialGrade = reached === undefined ? grading.rest : reached[0];
    }
  }
  for (const row of toGrade) override(scheme, category, row);
}

function gradeByShares(
  scheme: Scheme,
  category: Category,
  grading: SharesGrading,
  pool: readonly Row[],
  toGrade: readonly Row[],
): void {
  const base = grading.base === 'graded' ? toGrade : pool;
  const inFullOrder = positions(scheme, category.ranking.by, base);
  const leaves = (row: Row): boolean => {
    const position = inFullOrder.get(row);
    if (position === undefined || !toGrade.includes(row)) return false;
    const grade = gradeAt(grading, base.length, position);
    const rules = applying(scheme, category, row).filter(({ usesQuota }) => !usesQuota);
    return moved(category, rules, grade).grade !== grade;
  };
  const staying = base.filter((row) => !leaves(row));
  const amongStaying = positions(scheme, category.ranking.by, staying);
  for (const row of toGrade) {
    const position = amongStaying.get(row) ?? inFullOrder.get(row);
    if (position !== undefined) row.initialGrade = gradeAt(grading, base.length, position);
  }
}

function gradeAt({ upTo, count, ties }: SharesGrading, total: number, { first, last }: Position): string {
  const deciding = ties === 'better' ? first : last;
  const reached = upTo.find(([, share]) => deciding <= edgeCount(share, total, count));
  if (reached === undefined) throw new RangeError('the last share is not all');
  return reached[0];
}

export function edgeCount(share: string, total: number, mode: CountMode): number {
  const exact = shareFraction(share).times(new Fraction(BigInt(total)));
  if (mode === 'halfUp') return Number(exact.toInteger('halfUp'));
  const down = exact.toInteger('truncate');
  return Number(mode === 'up' && exact.against(new Fraction(down)) > 0 ? down + 1n : down);
}

/** The overrides that apply to a firm, in the order of the scheme. */
function applying(scheme: Scheme, category: Category, row: Row): readonly Override[] {
  return (scheme.overrides ?? []).filter(
    ({ categories, when, whenUndecided }) =>
      (categories === undefined || categories.includes(category.id)) &&
      (decide(scheme, when, knownOf(row)) ?? whenUndecided === 'holds'),
  );
}

/** What conditions may ask of a firm, once it is in its place. */
export function knownOf(row: Row): Parameters<typeof decide>[2] {
  const grade = row.grade ?? row.initialGrade;
  return {
    firm: row.firm,
    raised: row.raised,
    ...(row.category && { category: row.category.id }),
    ...(row.score && { score: row.score }),
    ...(grade !== undefined && { grade }),
  };
}

function override(scheme: Scheme, category: Category, row: Row): void {
  const { initialGrade } = row;
  if (initialGrade === undefined) return;
  const { grade, moves } = moved(category, applying(scheme, category, row), initialGrade);
  row.grade = grade;
  row.moves.push(...moves);
}

function moved(
  category: Category,
  rules: readonly Override[],
  initialGrade: string,
): Pick<Required<Row>, 'moves'> & { grade: string } {
  const moves: Row['moves'] = [];
  const grades = gradesBestFirst(category);
  const at = (grade: string) => {
    if (!grades.includes(grade)) throw new RangeError(`${category.id} has no grade ${grade}`);
    return grades.indexOf(grade);
  };
  const fixing = rules.find(({ fix }) => fix !== undefined);
  let grade = at(initialGrade);
  const moveTo = (rule: Override, index: number) => {
    const to = Math.min(Math.max(index, 0), grades.length - 1);
    if (to !== grade) moves.push({ rule: rule.id, from: grades[grade] ?? '', to: grades[to] ?? '' });
    grade = to;
  };
  if (fixing?.fix !== undefined) {
    moveTo(fixing, at(fixing.fix));
  } else {
    for (const rule of rules) moveTo(rule, grade - (rule.raise ?? 0) + (rule.lower ?? 0));
  }
  // What is still allowed, the best and the worst grade. A rule that leaves nothing of it gives way to those before it.
  let [best, worst] = [0, grades.length - 1];
  for (const rule of rules) {
    const isFix = rule === fixing;
    const isBound = rule.notAbove !== undefined || rule.notBelow !== undefined;
    if (!isFix && !isBound) continue;
    const narrowBest = Math.max(best, at(rule.fix ?? rule.notAbove ?? grades[0] ?? ''));
    const narrowWorst = Math.min(worst, at(rule.fix ?? rule.notBelow ?? grades.at(-1) ?? ''));
    if (narrowBest > narrowWorst) continue;
    [best, worst] = [narrowBest, narrowWorst];
    if (isBound) moveTo(rule, Math.min(Math.max(grade, best), worst));
  }
  return { grade: grades[grade] ?? '', moves };
}

function gradesBestFirst({ grading }: Category): readonly string[] {
  if (grading.kind === 'none') return [];
  if (grading.kind === 'selection') return grading.grades;
  const pairs = grading.kind === 'shares' ? grading.upTo : [...grading.from, [grading.rest] as const];
  return pairs.map(([grade]) => grade);
}
