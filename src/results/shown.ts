import { type Column, REPORTED, rationalAt, stateAt } from '../exact/column.ts';
import { formatUnits } from '../exact/decimal.ts';
import { exactQuotient } from '../exact/quotient.ts';
import { roundToUnits } from '../exact/rational.ts';
import type { shownAs } from '../scheme/indicator.ts';
import type { Measure } from '../stages/measure.ts';

/** A value at exactly so many places, which it was rounded to before; undefined where there is none. */
export function fixedText(column: Column, row: number, places: number): string | undefined {
  if (stateAt(column, row) !== REPORTED) return undefined;
  return formatUnits(roundToUnits(rationalAt(column, row), places, 'halfUp'), places);
}

/** An indicator as its scheme prints it. */
export function valueText(measure: Measure, row: number, { places, mode }: ReturnType<typeof shownAs>): string {
  const exact = exactQuotient(measure.numerator, measure.divisor, measure.toUnit, row);
  return formatUnits(roundToUnits(exact, places, mode), places);
}
