import type { Category } from '../../src/scheme/category.ts';
import type { Grading } from '../../src/scheme/grading.ts';
import type { Override } from '../../src/scheme/override.ts';
import { decide } from './condition.ts';
import { gradesIn, onlyGraded, shareOfGraded } from './counts.ts';
import { positions } from './ranking.ts';
import type { Row } from './row.ts';
import type { AppliedScheme } from './setting.ts';

/** Gives the firms of a pool, all of them ranked, their places, initial grades, moves and grades. */
export function gradePool(scheme: AppliedScheme, category: Category, pool: readonly Row[]): void {
  for (const [row, { first }] of positions(scheme, category.ranking.by, pool)) row.place = first;
  const toGrade = pool.filter(({ status }) => status === 'graded');
  const grade = oneGradeOf(category, pool);
  if (grade === undefined) gradeInOrder(scheme, category, pool, toGrade);
  else for (const row of toGrade) row.initialGrade = grade;
  for (const row of toGrade) override(scheme, row);
}

/** The grade that all firms of a small pool get, where the ranking says so. */
export function oneGradeOf(category: Category, pool: readonly Row[]): string | undefined {
  const one = category.ranking.small?.instead;
  return typeof one === 'object' && category.grading.kind !== 'none' && pool[0]?.small ? one.grade : undefined;
}

function gradeInOrder(
  scheme: AppliedScheme,
  { grading, ranking }: Category,
  pool: readonly Row[],
  toGrade: readonly Row[],
): void {
  const total = (shareOfGraded(grading) ? toGrade : pool).length;
  const inOrder = onlyGraded(grading) ? toGrade : pool;
  const gradesOf = (rows: readonly Row[]) => gradesIn({ scheme, by: ranking.by, rows, total }, grading);
  const atFirst = gradesOf(inOrder);
  const leaves = (row: Row): boolean => {
    const grade = atFirst.get(row);
    if (grade === undefined || !toGrade.includes(row)) return false;
    const rules = applying(scheme, row).filter(({ usesQuota }) => !usesQuota);
    return moved(row, rules, grade).grade !== grade;
  };
  const afterwards = gradesOf(inOrder.filter((row) => !leaves(row)));
  for (const row of toGrade) {
    const grade = afterwards.get(row) ?? atFirst.get(row);
    if (grade !== undefined) row.initialGrade = grade;
  }
}

/** The overrides that apply to a firm, in the order of the scheme. */
function applying(scheme: AppliedScheme, row: Row): readonly Override[] {
  return (scheme.overrides ?? []).filter(
    ({ categories, when, whenUndecided }) =>
      (categories === undefined || categories.includes(row.category?.id ?? '')) &&
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

function override(scheme: AppliedScheme, row: Row): void {
  const { initialGrade } = row;
  if (initialGrade === undefined) return;
  const { grade, moves } = moved(row, applying(scheme, row), initialGrade);
  row.grade = grade;
  row.moves.push(...moves);
}

function moved(
  { category }: Row,
  rules: readonly Override[],
  initialGrade: string,
): Pick<Required<Row>, 'moves'> & { grade: string } {
  const moves: Row['moves'] = [];
  const grades = gradesBestFirst(category?.grading);
  const at = (grade: string) => {
    if (!grades.includes(grade)) throw new RangeError(`${category?.id} has no grade ${grade}`);
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

function gradesBestFirst(grading: Grading | undefined): readonly string[] {
  if (grading === undefined || grading.kind === 'none') return [];
  if (grading.kind === 'selection') return grading.grades;
  const pairs =
    grading.kind === 'shares' ? [...grading.upTo, ...(grading.last ?? [])] : [...grading.from, [grading.rest] as const];
  return pairs.map(([grade]) => grade);
}
