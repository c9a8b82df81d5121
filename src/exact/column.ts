import { lowestCommonMultiple, type Rational, rational } from './rational.ts';

/** The states of a datum. They are never confused: a missing amount is not zero. */
export const REPORTED = 0;
export const MISSING = 1;
export const NOT_APPLICABLE = 2;
export const WITHHELD = 3;
/**
 * Missing too, wherever a gap has its reason, but not blank: a cell was there that cannot be read, or cells contradict each
 * other. A scheme can let a blank count as zero, and this never: nobody has said that there is none.
 */
export const UNREADABLE = 4;
/** A state for which a scheme has a name. */
export type NamedState = typeof REPORTED | typeof MISSING | typeof NOT_APPLICABLE | typeof WITHHELD;
export type State = NamedState | typeof UNREADABLE;

/** The state as a scheme and a gap name it. */
export function namedState(state: State): NamedState {
  return state === UNREADABLE ? MISSING : state;
}

/**
 * One exact number for each row, with its state: value of row i = integer i ÷ denominator.
 *
 * Integers of magnitude up to 2^53 − 1 stand in `values`. A larger one stands in `big` and leaves NaN in `values`: NaN
 * fails every comparison, so float arithmetic on it can never pass a filter and the row goes the exact way by itself.
 */
export interface Column {
  readonly denominator: bigint;
  readonly values: Float64Array;
  readonly big: ReadonlyMap<number, bigint>;
  /** A State for each row; where it is not REPORTED the value is 0 and means nothing. */
  readonly state: Uint8Array;
}

/** The same, while it is being filled; rows start as MISSING. */
export interface ColumnDraft extends Column {
  readonly big: Map<number, bigint>;
}

export function draftColumn(rows: number, denominator: bigint): ColumnDraft {
  return {
    denominator,
    values: new Float64Array(rows),
    big: new Map(),
    state: new Uint8Array(rows).fill(MISSING),
  };
}

/** Puts integer ÷ denominator into a row, as reported. */
export function setInteger(column: ColumnDraft, row: number, integer: bigint): void {
  column.state[row] = REPORTED;
  const double = Number(integer);
  if (Number.isSafeInteger(double)) {
    column.values[row] = double;
  } else {
    column.values[row] = Number.NaN;
    column.big.set(row, integer);
  }
}

export function setState(column: ColumnDraft, row: number, state: State): void {
  column.state[row] = state;
}

export function stateAt(column: Column, row: number): State {
  return column.state[row] as State;
}

/** The integer of a row, before the division by the column's denominator. */
export function integerAt(column: Column, row: number): bigint {
  const value = column.values[row] as number;
  return Number.isNaN(value) ? (column.big.get(row) as bigint) : BigInt(value);
}

export function rationalAt(column: Column, row: number): Rational {
  return rational(integerAt(column, row), column.denominator);
}

/** Negative, zero or positive as the row's value is; exact, since NaN (a large integer) asks the bigint. */
export function signAt(column: Column, row: number): number {
  const value = column.values[row] as number;
  if (!Number.isNaN(value)) return Math.sign(value);
  return (column.big.get(row) as bigint) < 0n ? -1 : 1;
}

/** A column of the given exact values; undefined is a missing one. The denominator is the least common one. */
export function columnOf(values: readonly (Rational | undefined)[]): Column {
  const denominator = values.reduce((common, value) => (value ? lowestCommonMultiple(common, value.d) : common), 1n);
  const column = draftColumn(values.length, denominator);
  values.forEach((value, row) => {
    if (value) setInteger(column, row, value.n * (denominator / value.d));
  });
  return column;
}

/** The column with `rows` rows of which some have other data: a value, or the state for which there is none. */
export function revisedColumn(column: Column, rows: number, data: ReadonlyMap<number, Rational | State>): Column {
  let denominator = column.denominator;
  for (const datum of data.values()) {
    if (typeof datum === 'object') denominator = lowestCommonMultiple(denominator, datum.d);
  }
  const revised = draftColumn(rows, denominator);
  revised.state.set(column.state);
  if (denominator === column.denominator) {
    revised.values.set(column.values);
    for (const [row, integer] of column.big) revised.big.set(row, integer);
  } else {
    const factor = denominator / column.denominator;
    for (let row = 0; row < column.state.length; row += 1) {
      if (stateAt(column, row) === REPORTED) setInteger(revised, row, integerAt(column, row) * factor);
    }
  }
  for (const [row, datum] of data) {
    revised.values[row] = 0;
    revised.big.delete(row);
    if (typeof datum === 'object') setInteger(revised, row, datum.n * (denominator / datum.d));
    else setState(revised, row, datum);
  }
  return revised;
}

/** The rows of one column and, behind them, those of another. */
export function joinColumns(first: Column, second: Column): Column {
  const denominator = lowestCommonMultiple(first.denominator, second.denominator);
  const behind = first.state.length;
  const joined = draftColumn(behind + second.state.length, denominator);
  const parts = [
    { column: first, from: 0 },
    { column: second, from: behind },
  ];
  for (const { column, from } of parts) {
    joined.state.set(column.state, from);
    const factor = denominator / column.denominator;
    for (let row = 0; row < column.state.length; row += 1) {
      if (stateAt(column, row) === REPORTED) setInteger(joined, from + row, integerAt(column, row) * factor);
    }
  }
  return joined;
}

/** One term of a signed sum of columns. */
export interface Term {
  readonly column: Column;
  readonly factor: Rational;
  /** States that count as zero in this sum because the scheme says so; any other absence makes the sum absent. */
  readonly zeroWhen: ReadonlySet<State>;
}

/**
 * The signed sum of columns, row by row, exactly. A row in which a term is absent, and not declared to count as zero,
 * takes the state of the first such term; so does a row in which no term at all is reported: a sum of nothing is not 0.
 * A missing sum with an unreadable term is itself unreadable, so that no sum above it counts it as zero either.
 */
export function sumColumns(rows: number, terms: readonly Term[]): Column {
  const factors = terms.map((term) => rational(term.factor.n, term.factor.d * term.column.denominator));
  const denominator = factors.reduce((common, factor) => lowestCommonMultiple(common, factor.d), 1n);
  const multipliers = factors.map((factor) => factor.n * (denominator / factor.d));
  const doubles = multipliers.map(Number);
  const sum = draftColumn(rows, denominator);
  for (let row = 0; row < rows; row += 1) {
    const state = sumState(terms, row);
    if (state !== REPORTED) {
      sum.state[row] = state;
      continue;
    }
    let total = 0;
    let magnitude = 0;
    terms.forEach((term, index) => {
      if (term.column.state[row] !== REPORTED) return;
      const product = (term.column.values[row] as number) * (doubles[index] as number);
      total += product;
      magnitude += Math.abs(product);
    });
    // Each product and partial sum is an integer no larger than `magnitude`; below 2^53 none of them was rounded.
    if (magnitude <= Number.MAX_SAFE_INTEGER) {
      sum.values[row] = total;
      sum.state[row] = REPORTED;
    } else {
      setInteger(sum, row, exactTotal(terms, multipliers, row));
    }
  }
  return sum;
}

function sumState(terms: readonly Term[], row: number): State {
  let reported = 0;
  let absent: State | undefined;
  let isMissing = false;
  for (const term of terms) {
    const state = stateAt(term.column, row);
    if (state === REPORTED) reported += 1;
    else if (state === UNREADABLE) return UNREADABLE;
    else if (term.zeroWhen.has(state)) absent ??= state;
    else if (state !== MISSING && !isMissing) return state;
    else isMissing = true;
  }
  if (isMissing) return MISSING;
  return reported > 0 ? REPORTED : (absent ?? MISSING);
}

function exactTotal(terms: readonly Term[], multipliers: readonly bigint[], row: number): bigint {
  let total = 0n;
  terms.forEach((term, index) => {
    if (term.column.state[row] === REPORTED) total += integerAt(term.column, row) * (multipliers[index] as bigint);
  });
  return total;
}

/** The exact sum of a column over some rows, all of which must be reported. */
export function totalOver(column: Column, rows: Iterable<number>): Rational {
  let total = 0n;
  let partial = 0;
  for (const row of rows) {
    const next = partial + (column.values[row] as number);
    if (Math.abs(next) <= Number.MAX_SAFE_INTEGER) {
      partial = next;
    } else {
      total += BigInt(partial) + integerAt(column, row);
      partial = 0;
    }
  }
  return rational(total + BigInt(partial), column.denominator);
}
