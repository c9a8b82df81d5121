import {
  type Column,
  draftColumn,
  MISSING,
  NOT_APPLICABLE,
  type State,
  setInteger,
  setState,
  UNREADABLE,
  WITHHELD,
} from '../exact/column.ts';
import { add, compare, lowestCommonMultiple, multiply, type Rational, rational, ZERO } from '../exact/rational.ts';
import { ABSENT_STATES, type AbsentState } from '../scheme/ledger.ts';
import type { FieldReader } from './gatherLines.ts';
import { readAmount } from './readAmount.ts';

/** An amount in its canonical unit, or why there is none although somebody said so: not applicable, withheld. */
export type AmountValue = Rational | typeof NOT_APPLICABLE | typeof WITHHELD;

/** How amounts are read and added, one by one; see gatherAmounts for the way of whole columns. */
export function amountReader(share: boolean): FieldReader<AmountValue> {
  return {
    read: (cell, { factor }) => {
      const reading = readAmount(cell, share);
      if (reading.kind === 'fault') return reading;
      if (reading.kind === 'absent') {
        return reading.state === MISSING
          ? { kind: 'absent' }
          : { kind: 'value', value: reading.state as Exclude<AmountValue, Rational> };
      }
      const places = reading.places + (reading.percent ? 2 : 0);
      const value = rational(BigInt(reading.digits), 10n ** BigInt(places));
      return { kind: 'value', value: reading.percent ? value : multiply(value, factor) };
    },
    same: (a, b) => (isAmount(a) && isAmount(b) ? compare(a, b) === 0 : a === b),
    keep: (a) => a,
    order: (a, b) => (isAmount(a) && isAmount(b) ? compare(a, b) : undefined),
    sum: (values, { zeroWhen }) => sumOfRows(values, zeroWhen),
    amountOf: (value) => (isAmount(value) ? value : undefined),
  };
}

export function isAmount(value: AmountValue | undefined): value is Rational {
  return typeof value === 'object';
}

/**
 * The sum of rows; undefined where it is missing. States that are not declared as zero, or a sum in which nothing is reported,
 * give the state that the absent rows have in common, or else missing.
 */
export function sumOfRows(
  values: readonly (AmountValue | undefined)[],
  zeroWhen: readonly AbsentState[],
): AmountValue | undefined {
  const zero = new Set<State>(zeroWhen.map((state) => ABSENT_STATES[state]));
  const reported = values.filter(isAmount);
  const absent = values.flatMap((value): State[] => (isAmount(value) ? [] : [value ?? MISSING]));
  const blocking = absent.filter((state) => !zero.has(state));
  if (blocking.length === 0 && reported.length > 0) return reported.reduce(add, ZERO);
  const states = new Set(blocking.length > 0 ? blocking : absent);
  const [state] = states;
  return states.size === 1 && (state === NOT_APPLICABLE || state === WITHHELD) ? state : undefined;
}

/** A column of values, over the least denominator that holds all of them; those of `unreadable` rows without one are no blanks. */
export function columnOfValues(values: readonly (AmountValue | undefined)[], unreadable: ReadonlySet<number>): Column {
  const denominator = values.reduce<bigint>(
    (common, value) => (isAmount(value) ? lowestCommonMultiple(common, value.d) : common),
    1n,
  );
  const column = draftColumn(values.length, denominator);
  values.forEach((value, row) => {
    if (isAmount(value)) setInteger(column, row, value.n * (denominator / value.d));
    else if (value !== undefined) setState(column, row, value);
    else if (unreadable.has(row)) setState(column, row, UNREADABLE);
  });
  return column;
}
