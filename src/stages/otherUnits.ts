import unitSeed from '../../seeds/units.json' with { type: 'json' };
import { divide, multiply, ONE, type Rational } from '../exact/rational.ts';
import type { UnitCheck } from '../scheme/dataCheck.ts';
import { amountDimension } from '../scheme/names.ts';
import { unitIn } from '../scheme/unit.ts';
import type { Known } from './decide.ts';

/** A unit in which a column may have been filled in although it is read in another. */
export interface OtherUnit {
  /** As people write it: 平方米. */
  readonly unit: string;
  /** What an amount read in the column's unit is multiplied by to be right. */
  readonly mends: Rational;
}

/** A column of a table, or the whole field where facts have no places. */
export interface UnitColumn {
  readonly field: string;
  /** The same for the same column whatever the order of files: field, file, sheet and number of the column. */
  readonly key: string;
  /** The unit in which it was read, and how many canonical ones one of it is. */
  readonly unit: string;
  readonly factor: Rational;
  readonly others: readonly OtherUnit[];
}

/** The columns that a field's amounts are from. */
export interface UnitColumns {
  /** Without a unit, or without another one to be mistaken for, a column is undefined; so is the first, which is none. */
  readonly columns: readonly (UnitColumn | undefined)[];
  /** Position of a firm's column among them. */
  readonly positionAt: (row: number) => number;
}

export function unitColumnsOf({ scheme, facts }: Known, field: string, { unlikely }: UnitCheck): UnitColumns {
  const dimension = amountDimension(scheme, field);
  if (dimension === undefined) return { columns: [undefined], positionAt: () => 0 };
  const of = facts.origins.fields.get(field);
  const canonical = unitSeed.dimensions[dimension]?.canonical ?? '';
  if (of === undefined) {
    const whole = unitColumn(field, JSON.stringify([field]), canonical, dimension, unlikely);
    return { columns: [undefined, whole], positionAt: () => 1 };
  }
  const columns = of.columns.map(({ source, column }) => {
    const from = facts.sources[source];
    const reading = from?.columns[column];
    const key = JSON.stringify([field, from?.name, from?.sheet, reading?.header, reading?.number]);
    return unitColumn(field, key, reading?.unit ?? canonical, dimension, unlikely);
  });
  return { columns: [undefined, ...columns], positionAt: (row) => of.column[row] ?? 0 };
}

/** The column that each firm's amount of a field is from. */
export function unitColumnReader(
  known: Known,
  field: string,
  check: UnitCheck,
): (row: number) => UnitColumn | undefined {
  const { columns, positionAt } = unitColumnsOf(known, field, check);
  return (row) => columns[positionAt(row)];
}

function unitColumn(
  field: string,
  key: string,
  unit: string,
  dimension: string,
  unlikely: readonly string[],
): UnitColumn | undefined {
  const factor = unitIn(unit, dimension)?.factor;
  if (factor === undefined) return undefined;
  const others: OtherUnit[] = [];
  const excluded = unlikely.flatMap((symbol) => unitIn(symbol, dimension)?.factor ?? []);
  for (const symbol of Object.keys(unitSeed.dimensions[dimension]?.units ?? {})) {
    const other = unitIn(symbol, dimension)?.factor;
    if (other === undefined || excluded.some(({ n, d }) => n === other.n && d === other.d)) continue;
    const mends = divide(other, factor);
    const seen = others.some(({ mends: before }) => before.n === mends.n && before.d === mends.d);
    if (!seen && mends.n !== mends.d) others.push({ unit: symbol, mends });
  }
  return others.length === 0 ? undefined : { field, key, unit, factor, others };
}

/** How far apart two units are, as a factor above one. */
export function apart({ mends }: OtherUnit): Rational {
  return mends.n > mends.d ? mends : divide(ONE, mends);
}

/** Whether a value lies within a factor of another; all above zero. */
export function isNear(value: Rational, other: Rational, factor: Rational): boolean {
  return notAbove(value, multiply(other, factor)) && notAbove(other, multiply(value, factor));
}

function notAbove(a: Rational, b: Rational): boolean {
  return a.n * b.d <= b.n * a.d;
}
