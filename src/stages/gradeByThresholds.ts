import { type Column, REPORTED, stateAt } from '../exact/column.ts';
import { parseDecimal } from '../exact/decimal.ts';
import { compareQuotient } from '../exact/quotient.ts';
import { ZERO } from '../exact/rational.ts';
import {
  gradesOf,
  type IndicatorThresholdsGrading,
  type ThresholdLimits,
  type ThresholdsGrading,
} from '../scheme/grading.ts';
import { indicatorDimension, own } from '../scheme/names.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { quantityIn } from '../scheme/unit.ts';
import { type Counted, decisivePositions, edgeOf, type GradedList, type Quota } from './gradedList.ts';
import type { Measure } from './measure.ts';

/** The grade of a score; none for a firm without one. */
export function gradeByScore(grading: ThresholdsGrading, score: Column): (row: number) => string | undefined {
  const steps = grading.from.map(([grade, from]) => ({ grade, from: parseDecimal(from) ?? ZERO }));
  return (row) => {
    if (stateAt(score, row) !== REPORTED) return undefined;
    return steps.find(({ from }) => compareQuotient(score, undefined, row, from) >= 0)?.grade ?? grading.rest;
  };
}

/** The grade of an indicator's value, compared unrounded. */
export function gradeByIndicator(
  grading: IndicatorThresholdsGrading,
  measures: ReadonlyMap<string, Measure>,
  scheme: Scheme,
): (row: number) => string | undefined {
  const measure = measures.get(grading.indicator);
  const indicator = own(scheme.indicators, grading.indicator);
  const dimension = (indicator && indicatorDimension(scheme, indicator)) ?? 'share';
  const steps = grading.from.map(([grade, from]) => ({ grade, from: quantityIn(from, dimension) ?? ZERO }));
  const sign = grading.better === 'high' ? 1 : -1;
  return (row) => {
    if (measure === undefined || measure.gap[row] !== 0)
      return grading.ifGap === 'ungraded' ? undefined : grading.ifGap;
    const { numerator, divisor } = measure;
    const reached = steps.find(({ from }) => compareQuotient(numerator, divisor, row, from) * sign >= 0);
    return reached?.grade ?? grading.rest;
  };
}

/** Holds the grades by score within caps, and then within floors. See ThresholdsGrading.limits. */
export function limitGrades(
  grading: ThresholdsGrading,
  limits: ThresholdLimits,
  { scored, graded, placesAmong }: GradedList,
  gradeAt: (row: number) => string | undefined,
): Counted {
  const { quota, limitAt } = limitsOf(grading, limits, scored.length, graded.length);
  return {
    quota,
    rows: graded,
    assign: (rows, positions, held) => {
      const places = placesAmong(rows);
      const decisive = decisivePositions(places, limits.ties);
      for (const [at, row] of places.order.entries()) {
        const position = decisive[at] as number;
        positions[row] = position;
        const earned = gradeAt(row);
        if (earned !== undefined) held[row] = limitAt(earned, position, rows.length);
      }
    },
  };
}

/** The limits for so many firms with a place, of which so many are to be graded; they hold a grade at a position among `size`. */
export function limitsOf(
  grading: ThresholdsGrading,
  limits: ThresholdLimits,
  scored: number,
  graded: number,
): { readonly quota: Quota; readonly limitAt: (earned: string, position: number, size: number) => string | undefined } {
  const total = limits.base === 'scored' ? scored : graded;
  const grades = gradesOf(grading);
  const counts = (kind: 'atMost' | 'atLeast', mode: 'down' | 'up') =>
    grades.flatMap((grade, index) => {
      const share = own(limits[kind], grade);
      return share === undefined ? [] : [{ index, ...edgeOf(kind, grade, share, total, mode) }];
    });
  const caps = counts('atMost', 'down');
  const floors = counts('atLeast', 'up').reverse();
  return {
    quota: { base: total, edges: [...caps, ...floors].map(({ index, ...edge }) => edge) },
    limitAt: (earned, position, size) => {
      let index = grades.indexOf(earned);
      for (const cap of caps) {
        if (index <= cap.index && position > cap.count) index = Math.min(cap.index + 1, grades.length - 1);
      }
      const fromLast = size - position + 1;
      for (const floor of floors) if (index < floor.index && fromLast <= floor.count) index = floor.index;
      return grades[index];
    },
  };
}
