import { type Column, REPORTED, stateAt, sumColumns } from '../exact/column.ts';
import type { RowOrder } from '../exact/order.ts';
import { compareRows } from '../exact/quotient.ts';
import { ONE } from '../exact/rational.ts';
import type { Direction, RankingKey } from '../scheme/grading.ts';
import type { Scheme } from '../scheme/scheme.ts';
import type { Amounts, Measure } from './measure.ts';

/** What firms are ordered by. */
export interface Rankable {
  readonly score: Column;
  readonly points: ReadonlyMap<string, Column>;
  readonly amounts: Amounts;
  readonly measures: ReadonlyMap<string, Measure>;
}

/**
 * Compares two firms by the keys in turn: negative when the first is better. Ratios are compared unrounded. A firm
 * without the amount stands where the scheme's `missingRanks` says.
 */
export function comparator(keys: readonly RankingKey[], rankable: Rankable, scheme: Scheme): RowOrder {
  const absentFirst = scheme.conventions.missingRanks === 'first' ? -1 : 1;
  const parts = keys.map((key) => keyComparator(key, rankable, absentFirst));
  const compare = (first: number, second: number): number => {
    for (const part of parts) {
      const result = part(first, second);
      if (result !== 0) return result;
    }
    return 0;
  };
  return Object.assign(compare, { leading: leadingOf(keys[0], rankable, absentFirst) });
}

/** The first key as an integer for each row, where it is an amount whose integers all stand in doubles. */
function leadingOf(key: RankingKey | undefined, rankable: Rankable, absentFirst: number): Float64Array | undefined {
  if (key === undefined || 'indicator' in key || 'points' in key) return undefined;
  const column = 'score' in key ? rankable.score : rankable.amounts.get(key.field);
  if (column === undefined || column.big.size > 0) return undefined;
  const { values, state } = column;
  const sign = ('score' in key ? key.score : key.order) === 'desc' ? -1 : 1;
  let extreme = 0;
  for (const value of values) extreme = Math.max(extreme, Math.abs(value));
  // Where that is beyond what a double counts, the order is found by comparing.
  const absent = (extreme + 1) * absentFirst;
  return values.map((value, row) => (state[row] === REPORTED ? sign * value : absent));
}

function keyComparator(
  key: RankingKey,
  { score, points, amounts, measures }: Rankable,
  absentFirst: number,
): (first: number, second: number) => number {
  if ('indicator' in key) {
    const measure = measures.get(key.indicator);
    if (measure === undefined) return () => 0;
    const { numerator, divisor, gap } = measure;
    return ordered(
      key.order,
      absentFirst,
      (row) => gap[row] === 0,
      (a, b) => compareRows(numerator, divisor, a, b),
    );
  }
  const column = 'score' in key ? score : 'points' in key ? sumOfPoints(key.points, points) : amounts.get(key.field);
  if (column === undefined) return () => 0;
  const direction = 'score' in key ? key.score : key.order;
  if (column.big.size === 0) return orderedIntegers(direction, absentFirst, column);
  return ordered(
    direction,
    absentFirst,
    (row) => stateAt(column, row) === REPORTED,
    (a, b) => compareRows(column, undefined, a, b),
  );
}

/** The same of a column whose integers all stand in doubles, which are compared as they are. */
function orderedIntegers(
  direction: Direction,
  absentFirst: number,
  { values, state }: Column,
): (first: number, second: number) => number {
  const sign = direction === 'desc' ? -1 : 1;
  return (first, second) => {
    const has = state[first] === REPORTED;
    if (has !== (state[second] === REPORTED)) return has ? -absentFirst : absentFirst;
    return has ? sign * ((values[first] as number) - (values[second] as number)) : 0;
  };
}

function ordered(
  direction: Direction,
  absentFirst: number,
  present: (row: number) => boolean,
  ascending: (first: number, second: number) => number,
): (first: number, second: number) => number {
  const sign = direction === 'desc' ? -1 : 1;
  return (first, second) => {
    const has = present(first);
    if (has !== present(second)) return has ? -absentFirst : absentFirst;
    return has ? sign * ascending(first, second) : 0;
  };
}

/** The sum of some indicators' rounded points; absent where one of them is. */
function sumOfPoints(indicators: readonly string[], points: Rankable['points']): Column | undefined {
  const columns = indicators.map((id) => points.get(id)).filter((column) => column !== undefined);
  const rows = columns[0]?.values.length ?? 0;
  return sumColumns(
    rows,
    columns.map((column) => ({ column, factor: ONE, zeroWhen: new Set() })),
  );
}
