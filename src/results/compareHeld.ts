import { gradesOf } from '../scheme/grading.ts';
import type { FirmPair } from './compareTransitions.ts';
import type { HeldGrades } from './comparison.ts';
import type { Evaluation } from './evaluation.ts';

/**
 * How many years in a row each firm has its present grade, as far back as the runs and the earlier evaluations that they were
 * given tell. A year that none of them tells of ends the count; so does a year in which the firm had no grade.
 */
export function compareHeld(before: Evaluation, after: Evaluation, pairs: readonly FirmPair[]): HeldGrades {
  const gradeIn = new Map<number, (pair: FirmPair) => string | undefined>();
  for (const { run } of [before, after]) {
    for (const [year, { firms }] of run.history) gradeIn.set(year, ({ id }) => firms.get(id)?.grade);
  }
  if (before.year !== after.year) gradeIn.set(before.year, (pair) => pair.before?.grade);
  const past = [...gradeIn.keys()].filter((year) => year < after.year).sort((a, b) => b - a);
  const counts = new Map<string, { category: string | null; grade: string; years: number; firms: number }>();
  for (const pair of pairs) {
    const grade = pair.after?.grade;
    if (pair.after === undefined || grade === undefined) continue;
    let years = 1;
    while (gradeIn.get(after.year - years)?.(pair) === grade) years += 1;
    const { category } = pair.after;
    const key = JSON.stringify([category, grade, years]);
    counts.set(key, { category, grade, years, firms: (counts.get(key)?.firms ?? 0) + 1 });
  }
  const order = after.run.scheme.categories.flatMap(({ id, grading }) =>
    gradesOf(grading).map((grade) => JSON.stringify([id, grade])),
  );
  const positionOf = (one: { category: string | null; grade: string }): number =>
    order.indexOf(JSON.stringify([one.category, one.grade]));
  const sorted = [...counts.values()].sort((a, b) => positionOf(a) - positionOf(b) || b.years - a.years);
  return { years: [after.year, ...past], counts: sorted };
}
