import type { SharesGrading } from '../scheme/grading.ts';
import { type Counted, decisivePositions, type Edge, edgeOf, type GradedList, type Quota } from './gradedList.ts';

/** Grades by cumulative shares of the base: percent of all, never of the remainder. See SharesGrading. */
export function gradeByShares(grading: SharesGrading, { scored, graded, placesAmong }: GradedList): Counted {
  const { quota, gradeAt } = sharesOf(grading, scored.length, graded.length);
  return {
    quota,
    rows: grading.base === 'scored' ? scored : graded,
    assign: (rows, positions, grades) => {
      const places = placesAmong(rows);
      const decisive = decisivePositions(places, grading.ties);
      const { order } = places;
      for (let at = 0; at < order.length; at += 1) {
        const row = order[at] as number;
        const position = decisive[at] as number;
        positions[row] = position;
        const grade = gradeAt(position, rows.length);
        if (grade !== undefined) grades[row] = grade;
      }
    },
  };
}

/** The edges for so many firms with a place, of which so many are to be graded, and the grade of a position among `size`. */
export function sharesOf(
  grading: SharesGrading,
  scored: number,
  graded: number,
): { readonly quota: Quota; readonly gradeAt: (position: number, size: number) => string | undefined } {
  const total = grading.base === 'graded' ? graded : scored;
  const edges = (kind: Edge['kind'], shares: readonly (readonly [string, string])[]): readonly Edge[] =>
    shares.map(([grade, share]) => edgeOf(kind, grade, share, total, grading.countOf?.[grade] ?? grading.count));
  const fromTop = edges('upTo', grading.upTo);
  // From the worst up: the last firms of all are looked for first.
  const fromBottom = edges('last', grading.last ?? []).toReversed();
  return {
    quota: { base: total, edges: [...fromTop, ...fromBottom.toReversed()] },
    gradeAt: (position, size) => gradeWithin(fromBottom, size - position + 1) ?? gradeWithin(fromTop, position),
  };
}

/** The grade of the first edge whose count reaches the position. */
function gradeWithin(edges: readonly Edge[], position: number): string | undefined {
  for (const { count, grade } of edges) if (position <= count) return grade;
  return undefined;
}
