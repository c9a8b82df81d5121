import { countOfShare, placeRows } from '../exact/order.ts';
import { type SharesGrading, shareOf } from '../scheme/grading.ts';
import { type Counted, decisivePositions, type GradedList } from './gradedList.ts';

/** Grades by cumulative shares of the base: percent of all, never of the remainder. See SharesGrading. */
export function gradeByShares(grading: SharesGrading, { scored, graded, better }: GradedList): Counted {
  const total = grading.base === 'graded' ? graded.length : scored.length;
  const edge = ([grade, share]: readonly [string, string]) => ({
    grade,
    count: countOfShare(shareOf(share), total, grading.countOf?.[grade] ?? grading.count),
  });
  const fromTop = grading.upTo.map(edge);
  // From the worst up: the last firms of all are looked for first.
  const fromBottom = (grading.last ?? []).map(edge).reverse();
  return {
    rows: grading.base === 'scored' ? scored : graded,
    assign: (rows) => {
      const grades = new Map<number, string>();
      for (const [row, position] of decisivePositions(placeRows(Uint32Array.from(rows), better), grading.ties)) {
        const fromLast = rows.length - position + 1;
        const found =
          fromBottom.find(({ count }) => fromLast <= count) ?? fromTop.find(({ count }) => position <= count);
        if (found !== undefined) grades.set(row, found.grade);
      }
      return grades;
    },
  };
}
