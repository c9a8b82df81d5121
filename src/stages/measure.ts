import { type Column, draftColumn, namedState, REPORTED, signAt, stateAt, sumColumns } from '../exact/column.ts';
import { divide, ONE, type Rational } from '../exact/rational.ts';
import type { Facts } from '../intake/facts.ts';
import { GAPS, type Gap } from '../scheme/indicator.ts';
import { termParts } from '../scheme/ledger.ts';
import { amountDimension, indicatorDimension, own, termFactor } from '../scheme/names.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { unitIn } from '../scheme/unit.ts';

/** Every amount that the scheme speaks of, by key: fields as they were read, and ledgers as signed sums of them. */
export type Amounts = ReadonlyMap<string, Column>;

/**
 * An indicator for every firm, kept as its two amounts: the unrounded ratio is numerator ÷ divisor × toUnit. Where `gap`
 * is not 0 there is none.
 */
export interface Measure {
  readonly numerator: Column;
  readonly divisor: Column | undefined;
  /** From canonical units (万元, 亩, 万千瓦时 …) to the unit in which the indicator is stated. */
  readonly toUnit: Rational;
  /** 0, or 1 + the position of the reason in GAPS. */
  readonly gap: Uint8Array;
  /** Which amount caused the gap: 0 the numerator, 1 the divisor. */
  readonly gapSide: Uint8Array;
}

/** Adds up the ledgers. An amount that no table brought is a column of missing ones. */
export function addUpLedgers(facts: Facts, scheme: Scheme): Amounts {
  const rows = facts.ids.length;
  const amounts = new Map<string, Column>(facts.amounts);
  const resolve = (key: string): Column => {
    const known = amounts.get(key);
    if (known !== undefined) return known;
    const ledger = own(scheme.ledgers, key);
    const column =
      ledger === undefined
        ? draftColumn(rows, 1n)
        : sumColumns(
            rows,
            ledger.sum.map(termParts).map((term) => {
              const factor = termFactor(scheme, amountDimension(scheme, key) ?? 'share', term) ?? ONE;
              return { column: resolve(term.amount), factor, zeroWhen: term.zeroWhen };
            }),
          );
    amounts.set(key, column);
    return column;
  };
  for (const key of Object.keys(scheme.ledgers ?? {})) {
    // A ledger's own name wins over a field that a table brought under the same name.
    amounts.delete(key);
    resolve(key);
  }
  return amounts;
}

/** Makes every indicator of the scheme for every firm: one amount per another, or a gap with its reason. */
export function measureIndicators(facts: Facts, scheme: Scheme, amounts: Amounts): ReadonlyMap<string, Measure> {
  const rows = facts.ids.length;
  const absent = draftColumn(rows, 1n);
  const strength = scheme.conventions.gapPrecedence.map((reason) => GAPS.indexOf(reason) + 1);
  const measures = new Map<string, Measure>();
  for (const [id, indicator] of Object.entries(scheme.indicators)) {
    const numerator = amounts.get(indicator.of) ?? absent;
    const divisor = indicator.per === undefined ? undefined : (amounts.get(indicator.per) ?? absent);
    const perLand = indicator.per !== undefined && amountDimension(scheme, indicator.per) === 'area';
    const gap = new Uint8Array(rows);
    const gapSide = new Uint8Array(rows);
    for (let row = 0; row < rows; row += 1) {
      const ofGap = namedState(stateAt(numerator, row));
      const perGap = divisor === undefined ? 0 : divisorGap(divisor, row, perLand);
      if (ofGap === 0 && perGap === 0) continue;
      const fromNumerator = perGap === 0 || (ofGap !== 0 && strength.indexOf(ofGap) <= strength.indexOf(perGap));
      gap[row] = fromNumerator ? ofGap : perGap;
      gapSide[row] = fromNumerator ? 0 : 1;
    }
    const dimension = indicatorDimension(scheme, indicator) ?? 'share';
    const toUnit = divide(ONE, unitIn(indicator.unit, dimension)?.factor ?? ONE);
    measures.set(id, { numerator, divisor, toUnit, gap, gapSide });
  }
  return measures;
}

/** The reason why a firm has no measure, or undefined where it has one. */
export function gapAt(measure: Measure, row: number): Gap | undefined {
  return GAPS[(measure.gap[row] as number) - 1];
}

/** Those of the rows that have the measure: the list itself where all have it, so that nothing is copied a thousand times. */
export function rowsMeasured({ gap }: Measure, rows: readonly number[]): readonly number[] {
  for (const row of rows) if (gap[row] !== 0) return rows.filter((one) => gap[one] === 0);
  return rows;
}

/** As in GAPS, one more than the position: the states of a datum stand there in the order of their numbers. */
function divisorGap(divisor: Column, row: number, perLand: boolean): number {
  const state = namedState(stateAt(divisor, row));
  if (state !== REPORTED) return state;
  const sign = signAt(divisor, row);
  if (sign > 0) return 0;
  return GAPS.indexOf(perLand ? 'noLand' : sign === 0 ? 'zeroDivisor' : 'negativeDivisor') + 1;
}
