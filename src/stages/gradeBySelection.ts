import { type Places, placeRows, type RowOrder } from '../exact/order.ts';
import type { SelectionGrading, SelectionStep } from '../scheme/grading.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { comparator, type Rankable } from './compareFirms.ts';
import { type Counted, edgeOf, type GradedList } from './gradedList.ts';

/** Grades by selection in two stages: part of the pool by its order, then so many of all by another. See SelectionGrading. */
export function gradeBySelection(
  grading: SelectionGrading,
  { scored, graded, placesAmong }: GradedList,
  rankable: Rankable,
  scheme: Scheme,
): Counted {
  const base = grading.base === 'scored' ? scored : graded;
  const steps = grading.steps.map((step) => ({
    step,
    order: comparator(step.by, rankable, scheme),
    part: edgeOf('part', step.grade, step.part, base.length, step.partCount),
    selected: edgeOf('select', step.grade, step.share, base.length, step.count),
  }));
  return {
    quota: { base: base.length, edges: steps.flatMap(({ part, selected }) => [part, selected]) },
    rows: base,
    assign: (rows, positions, grades) => {
      for (const row of rows) grades[row] = grading.rest;
      const taken = new Set<number>();
      const ranked = placesAmong(rows);
      ranked.order.forEach((row, at) => {
        positions[row] = ranked.place[at] as number;
      });
      for (const { step, order, part, selected } of steps) {
        for (const row of select(step, ranked, order, part.count, selected.count, taken)) {
          grades[row] = step.grade;
          taken.add(row);
        }
      }
    },
  };
}

/** The firms that a step takes. */
function select(
  step: SelectionStep,
  ranked: Places,
  order: RowOrder,
  ofPart: number,
  wanted: number,
  taken: ReadonlySet<number>,
): readonly number[] {
  const line = step.among === 'first' ? fromFirst(ranked) : fromLast(ranked);
  const open = line.filter(({ row }) => !taken.has(row));
  const inside = open.filter(({ nearest, farthest }) => (step.partTies === 'inside' ? nearest : farthest) <= ofPart);
  const { order: sorted, place, last } = placeRows(Uint32Array.from(inside.map(({ row }) => row)), order);
  const chosen = [...sorted].filter((_, at) => ((step.ties === 'inside' ? place : last)[at] as number) <= wanted);
  if (step.tooFew === 'fewer' || inside.length >= wanted) return chosen;
  const beyond = open.slice(inside.length);
  const missing = wanted - inside.length;
  // Whoever is equal across the edge comes in together, or stays out together.
  const more = beyond.filter(({ nearest }) => {
    const before = beyond.filter((other) => other.nearest < nearest).length;
    const equal = beyond.filter((other) => other.nearest === nearest).length;
    return (step.ties === 'inside' ? before + 1 : before + equal) <= missing;
  });
  return [...chosen, ...more.map(({ row }) => row)];
}

/** A firm with the first and the last of the positions that it shares, counted from one end of the pool. */
interface Standing {
  readonly row: number;
  readonly nearest: number;
  readonly farthest: number;
}

function fromFirst({ order, place, last }: Places): readonly Standing[] {
  return [...order].map((row, at) => ({ row, nearest: place[at] as number, farthest: last[at] as number }));
}

function fromLast({ order, place, last }: Places): readonly Standing[] {
  const after = order.length + 1;
  return [...order]
    .map((row, at) => ({ row, nearest: after - (last[at] as number), farthest: after - (place[at] as number) }))
    .reverse();
}
