import type { CountMode } from '../../src/exact/order.ts';
import type {
  Grading,
  RankingKey,
  SelectionGrading,
  SelectionStep,
  SharesGrading,
  ThresholdsGrading,
} from '../../src/scheme/grading.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import { Fraction, fractionOf } from './fraction.ts';
import { indicatorDimension } from './measure.ts';
import { type Position, positions } from './ranking.ts';
import { measureOfRow, type Row } from './row.ts';
import { quantityOf, shareFraction } from './units.ts';

/** Firms in the order of a pool, and the number that the shares are of, which can be larger. */
export interface List {
  readonly scheme: Scheme;
  readonly by: readonly RankingKey[];
  readonly rows: readonly Row[];
  readonly total: number;
}

/** The grade of each firm of the list as the grading alone has it; "ungraded" where it gives none. */
export function gradesIn(list: List, grading: Grading): ReadonlyMap<Row, string> {
  switch (grading.kind) {
    case 'shares': {
      const order = positions(list.scheme, list.by, list.rows);
      return new Map([...order].map(([row, position]) => [row, gradeAt(list, grading, position)]));
    }
    case 'scoreThresholds':
      return thresholdGrades(list, grading);
    case 'indicatorThresholds':
      return new Map(list.rows.map((row) => [row, gradeByIndicator(list.scheme, grading, row)]));
    case 'selection':
      return selectedGrades(list, grading);
    case 'none':
      return new Map();
  }
}

/** Whether the firms to be graded are all that the list holds. */
export function onlyGraded(grading: Grading): boolean {
  return !((grading.kind === 'shares' || grading.kind === 'selection') && grading.base === 'scored');
}

/** Whether the shares are of the firms to be graded alone. */
export function shareOfGraded(grading: Grading): boolean {
  if (grading.kind === 'shares' || grading.kind === 'selection') return grading.base === 'graded';
  return grading.kind !== 'scoreThresholds' || grading.limits?.base !== 'scored';
}

export function edgeCount(share: string, total: number, mode: CountMode): number {
  const exact = shareFraction(share).times(new Fraction(BigInt(total)));
  if (mode === 'halfUp') return Number(exact.toInteger('halfUp'));
  const down = exact.toInteger('truncate');
  return Number(mode === 'up' && exact.against(new Fraction(down)) > 0 ? down + 1n : down);
}

function gradeAt({ rows, total }: List, grading: SharesGrading, { first, last }: Position): string {
  const { upTo, last: fromBelow = [], count, countOf, ties } = grading;
  const deciding = ties === 'better' ? first : last;
  const edge = ([grade, share]: readonly [string, string]) => edgeCount(share, total, countOf?.[grade] ?? count);
  const below = fromBelow.toReversed().find((it) => rows.length - deciding + 1 <= edge(it));
  const reached = below ?? upTo.find((it) => deciding <= edge(it)) ?? upTo.at(-1);
  if (reached === undefined) throw new RangeError('shares without grades');
  return reached[0];
}

function thresholdGrades(list: List, { from, rest, limits }: ThresholdsGrading): ReadonlyMap<Row, string> {
  const grades = [...from.map(([grade]) => grade), rest];
  const given = new Map(
    list.rows.map((row) => {
      const { score } = row;
      if (score === undefined) throw new RangeError(`${row.firm.id} has no score to be graded by`);
      const reached = from.findIndex(([, least]) => score.against(fractionOf(least)) >= 0);
      return [row, reached < 0 ? from.length : reached];
    }),
  );
  const best = (down: number) => list.rows.filter((row) => (given.get(row) ?? 0) <= down);
  /** Those beyond so many of the firms with this grade or a better one. */
  const beyond = (down: number, kept: number) =>
    [...positions(list.scheme, list.by, best(down))]
      .filter(([, { first, last }]) => (limits?.ties === 'better' ? first : last) > kept)
      .map(([row]) => row);
  grades.forEach((grade, index) => {
    const share = limits?.atMost?.[grade];
    if (share === undefined || index === grades.length - 1) return;
    for (const row of beyond(index, edgeCount(share, list.total, 'down'))) given.set(row, index + 1);
  });
  for (const [index, grade] of [...grades.entries()].toReversed()) {
    const share = limits?.atLeast?.[grade];
    if (share === undefined || index === 0) continue;
    const least = edgeCount(share, list.total, 'up');
    const better = best(index - 1).length;
    const lacking = least - (list.rows.length - better);
    if (lacking <= 0) continue;
    for (const row of beyond(index - 1, Math.max(0, better - lacking))) given.set(row, index);
  }
  return new Map([...given].map(([row, index]) => [row, grades[index] ?? '']));
}

function gradeByIndicator(
  scheme: Scheme,
  grading: Extract<Grading, { kind: 'indicatorThresholds' }>,
  row: Row,
): string {
  const measure = measureOfRow(scheme, row, grading.indicator);
  if ('gap' in measure) return grading.ifGap;
  const dimension = indicatorDimension(scheme, grading.indicator);
  const reached = grading.from.find(([, edge]) => {
    const side = measure.value.against(quantityOf(edge, dimension));
    return grading.better === 'high' ? side >= 0 : side <= 0;
  });
  return reached?.[0] ?? grading.rest;
}

function selectedGrades(list: List, { steps, rest }: SelectionGrading): ReadonlyMap<Row, string> {
  const given = new Map<Row, string>();
  for (const step of steps) {
    const part = partOfStep(list, step);
    const wanted = edgeCount(step.share, list.total, step.count);
    const free = (rows: readonly Row[]) => rows.filter((row) => !given.has(row));
    const inPart = free(part);
    const taken = firstOf(list.scheme, step, inPart, wanted);
    if (step.tooFew === 'beyondPart' && inPart.length < wanted) {
      const outside = { ...list, rows: free(list.rows).filter((row) => !inPart.includes(row)) };
      taken.push(...nearestOf(outside, step, wanted - inPart.length));
    }
    for (const row of taken) given.set(row, step.grade);
  }
  return new Map(list.rows.map((row) => [row, given.get(row) ?? rest]));
}

/** The first of the list, or the last, to the count of the part. */
function partOfStep({ scheme, by, rows, total }: List, { among, part, partCount, partTies }: SelectionStep): Row[] {
  return nearestOf({ scheme, by, rows, total }, { among, ties: partTies }, edgeCount(part, total, partCount));
}

/** So many of the list from one end of it, by the order of the ranking. */
function nearestOf(
  { scheme, by, rows }: List,
  { among, ties }: Pick<SelectionStep, 'among' | 'ties'>,
  many: number,
): Row[] {
  return [...positions(scheme, by, rows)]
    .filter(([, { first, last }]) => {
      const [near, far] = among === 'first' ? [first, last] : [rows.length - last + 1, rows.length - first + 1];
      return (ties === 'inside' ? near : far) <= many;
    })
    .map(([row]) => row);
}

function firstOf(scheme: Scheme, { by, ties }: SelectionStep, rows: readonly Row[], wanted: number): Row[] {
  return [...positions(scheme, by, rows)]
    .filter(([, { first, last }]) => (ties === 'inside' ? first : last) <= wanted)
    .map(([row]) => row);
}
