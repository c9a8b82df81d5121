import {
  type Column,
  type ColumnDraft,
  draftColumn,
  integerAt,
  MISSING,
  REPORTED,
  type State,
  setInteger,
  setState,
  stateAt,
  UNREADABLE,
} from '../exact/column.ts';
import { lowestCommonMultiple, ONE, type Rational } from '../exact/rational.ts';
import type { Issue } from '../issues/issue.ts';
import type { Dimension } from '../scheme/unit.ts';
import { Claims, type Contribution, cellIssue, cellOf, type FilledCounts } from './contribution.ts';
import type { FieldOrigins } from './origins.ts';
import { readAmount } from './readAmount.ts';

/**
 * The amounts of one field from all columns that hold it, in the canonical unit of its dimension: every cell is digits ×
 * 10^−places × the unit's factor, brought to the least denominator that holds all of them, so nothing is rounded.
 *
 * A cell that cannot be read is missing and has an issue. Two tables that say the same of a firm agree; two that differ, by
 * value or by state, give `factRepeated`, and the amount is missing. A missing cell contradicts nothing. What is missing for
 * one of these two reasons is kept as UNREADABLE: it is no blank that a scheme can count as zero.
 */
export function gatherAmounts(
  firms: number,
  contributions: readonly Contribution[],
  dimension: Dimension,
  filled: FilledCounts,
  issues: Issue[],
  rows: readonly Uint32Array[],
): { readonly column: Column; readonly origins: FieldOrigins } {
  const readings = contributions.map((contribution) => readCells(contribution, dimension === 'share', issues));
  const denominators = readings.map(({ factor, mostPlaces }) => factor.d * 10n ** BigInt(mostPlaces));
  const column = draftColumn(firms, denominators.reduce(lowestCommonMultiple, 1n));
  const claims = new Claims(firms, contributions);
  contributions.forEach((contribution, number) => {
    const cells = readings[number];
    if (cells === undefined) return;
    filled.set(contribution.column, cells.filled);
    const multipliers = multipliersOf(cells, column.denominator);
    for (let admitted = 0; admitted < cells.state.length; admitted += 1) {
      const state = cells.state[admitted] as State;
      const firm = contribution.firms[admitted] as number;
      if (state === MISSING || state === UNREADABLE) {
        claims.pass(firm, number, admitted);
        if (state === UNREADABLE && stateAt(column, firm) === MISSING) setState(column, firm, UNREADABLE);
        continue;
      }
      const multiplier = multipliers[cells.places[admitted] as number] as bigint;
      const digits = cells.digits[admitted] as number;
      if (claims.claim(firm, number, admitted)) put(column, firm, state, digits, multiplier);
      else if (!agrees(column, firm, state, digits, multiplier)) claims.dispute(firm, number, admitted, issues);
    }
  });
  for (const firm of claims.disputed) {
    column.values[firm] = 0;
    column.big.delete(firm);
    setState(column, firm, UNREADABLE);
  }
  return { column, origins: claims.origins(rows) };
}

/** The cells of one column, each digits × 10^−places × factor. */
interface Cells {
  readonly digits: Float64Array;
  readonly places: Uint8Array;
  readonly state: Uint8Array;
  readonly factor: Rational;
  readonly mostPlaces: number;
  readonly filled: number;
}

/**
 * Reads a column's cells. A share's unit (1, % or ‰) is a power of ten and goes into the places, because a cell with a percent
 * sign states its own unit, whatever the header says: 3.02% under a header in 1 is 0.0302.
 */
function readCells(contribution: Contribution, share: boolean, issues: Issue[]): Cells {
  const { length } = contribution.table.rows;
  const digits = new Float64Array(length);
  const places = new Uint8Array(length);
  const state = new Uint8Array(length).fill(MISSING);
  const { factor } = contribution.column;
  const shift = share ? factor.d.toString().length - 1 : 0;
  let mostPlaces = 0;
  let filled = 0;
  for (let admitted = 0; admitted < length; admitted += 1) {
    const cell = cellOf(contribution, admitted);
    if (cell === '') continue;
    const reading = readAmount(cell, share);
    if (reading.kind === 'fault') {
      issues.push(cellIssue(contribution, admitted, reading));
      state[admitted] = UNREADABLE;
      continue;
    }
    state[admitted] = reading.kind === 'absent' ? reading.state : REPORTED;
    if (state[admitted] !== MISSING) filled += 1;
    if (reading.kind === 'absent') continue;
    const fraction = reading.places + (reading.percent ? 2 : shift);
    digits[admitted] = reading.digits;
    places[admitted] = fraction;
    mostPlaces = Math.max(mostPlaces, fraction);
  }
  return { digits, places, state, factor: share ? ONE : factor, mostPlaces, filled };
}

/** For each number of places, what digits are multiplied by to stand over the column's denominator. */
function multipliersOf({ factor, mostPlaces }: Cells, denominator: bigint): bigint[] {
  return Array.from(
    { length: mostPlaces + 1 },
    (_, places) => (factor.n * denominator) / (factor.d * 10n ** BigInt(places)),
  );
}

function put(column: ColumnDraft, firm: number, state: State, digits: number, multiplier: bigint): void {
  if (state !== REPORTED) {
    setState(column, firm, state);
    return;
  }
  const product = digits * Number(multiplier);
  // Below 2^53 neither the multiplier nor the product was rounded; digits are an integer below 10^15.
  if (Math.abs(product) <= Number.MAX_SAFE_INTEGER) {
    column.values[firm] = product;
    column.state[firm] = REPORTED;
  } else {
    setInteger(column, firm, BigInt(digits) * multiplier);
  }
}

function agrees(column: Column, firm: number, state: State, digits: number, multiplier: bigint): boolean {
  if (stateAt(column, firm) !== state) return false;
  return state !== REPORTED || integerAt(column, firm) === BigInt(digits) * multiplier;
}
