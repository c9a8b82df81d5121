import { type Column, type ColumnDraft, draftColumn, integerAt, setInteger, sumColumns } from '../exact/column.ts';
import { parseDecimal } from '../exact/decimal.ts';
import { placeRows } from '../exact/order.ts';
import { compareRows, roundQuotients } from '../exact/quotient.ts';
import {
  add,
  compare,
  divide,
  multiply,
  ONE,
  type Rational,
  rational,
  roundToUnits,
  subtract,
  ZERO,
} from '../exact/rational.ts';
import type { Category } from '../scheme/category.ts';
import type { BandsMethod, Limits, PercentileRankMethod, Scoring } from '../scheme/scoring.ts';
import type { Dimension } from '../scheme/unit.ts';
import { exactValue, inUnit } from './baseline.ts';
import type { Measure } from './measure.ts';

/** How points come from a value in the indicator's unit: along a line within limits, by steps, or by the firm's standing. */
export type Formula = Line | Steps | Standings;

/** points = value × slope + offset, not below min and not above max. */
interface Line {
  readonly slope: Rational;
  readonly offset: Rational;
  readonly min?: Rational | undefined;
  readonly max?: Rational | undefined;
}

/** The points of the first step, from the best down, that the value reaches. */
interface Steps {
  readonly steps: readonly { readonly from: Rational; readonly points: Rational }[];
  readonly rest: Rational;
}

/** The points of each firm by its standing among others. */
interface Standings {
  readonly standings: ReadonlyMap<number, Rational>;
  /** The standing itself: so many firms of so many, as the method counts; [0, 0] for a firm that is alone. */
  readonly counts: ReadonlyMap<number, readonly [count: number, of: number]>;
}

/** The weight of a rule: what its full points are. */
export function weightOf(rule: Scoring): Rational {
  return parseDecimal(rule.weight) ?? ZERO;
}

/** value ÷ baseline × weight. */
export function ratioFormula(weight: Rational, baseline: Rational, limits: PointLimits): Formula {
  const line: Line = { slope: divide(weight, baseline), offset: ZERO };
  return { ...line, ...limits(line, 'rising') };
}

/** (2 − value ÷ baseline) × weight, and nothing from twice the baseline on. */
export function reverseFormula(weight: Rational, baseline: Rational, limits: PointLimits): Formula {
  const line: Line = {
    slope: divide(multiply(rational(-1n), weight), baseline),
    offset: multiply(rational(2n), weight),
    min: ZERO,
  };
  return { ...line, ...limits(line, 'falling') };
}

/** weight × [floor + (100 − floor) × (value − min) ÷ (max − min)] ÷ 100; `whenEqual` of 100 where max = min. */
export function minMaxFormula(
  weight: Rational,
  floor: Rational,
  whenEqual: Rational,
  min: Rational,
  max: Rational,
): Formula {
  const hundredth = divide(weight, rational(100n));
  if (compare(min, max) === 0) return constantFormula(multiply(hundredth, whenEqual));
  const steepness = divide(subtract(rational(100n), floor), subtract(max, min));
  return {
    slope: multiply(hundredth, steepness),
    offset: multiply(hundredth, subtract(floor, multiply(steepness, min))),
  };
}

export function constantFormula(points: Rational): Formula {
  return { slope: ZERO, offset: points };
}

export function bandsFormula(method: BandsMethod, dimension: Dimension, measure: Measure): Formula {
  return {
    steps: method.from.map(([from, points]) => ({
      from: inUnit(from, dimension, measure) ?? ZERO,
      points: parseDecimal(points) ?? ZERO,
    })),
    rest: parseDecimal(method.rest) ?? ZERO,
  };
}

/**
 * weight × standing, of every measured firm; see PercentileRankMethod.
 *
 * @param counted - those of the measured firms that are compared with; any other is compared with them as one more
 */
export function standingsFormula(
  { order, count, whenAlone }: PercentileRankMethod,
  weight: Rational,
  { numerator, divisor }: Measure,
  measured: readonly number[],
  counted: readonly number[],
): Formula {
  const sign = order === 'desc' ? -1 : 1;
  const better = (first: number, second: number): number => sign * compareRows(numerator, divisor, first, second);
  const counts = new Set(counted);
  const { order: placed, place, last } = placeRows(Uint32Array.from(measured), better);
  // How many of those that count stand before each position.
  const before = new Uint32Array(placed.length + 1);
  placed.forEach((row, at) => {
    before[at + 1] = (before[at] as number) + (counts.has(row) ? 1 : 0);
  });
  const standings = new Map<number, Rational>();
  const standingCounts = new Map<number, readonly [number, number]>();
  placed.forEach((row, at) => {
    const n = counted.length + (counts.has(row) ? 0 : 1);
    const betterOnes = before[(place[at] as number) - 1] as number;
    const worseOnes = counted.length - (before[last[at] as number] as number);
    const [some, all] = n === 1 ? [0, 0] : count === 'notBetter' ? [n - betterOnes, n] : [worseOnes, n - 1];
    const standing =
      all === 0 ? divide(parseDecimal(whenAlone) ?? ZERO, rational(100n)) : rational(BigInt(some), BigInt(all));
    standings.set(row, multiply(weight, standing));
    standingCounts.set(row, [some, all]);
  });
  return { standings, counts: standingCounts };
}

/** The limits of a rule as limits on the points of a line. */
export type PointLimits = (line: Line, course: 'rising' | 'falling') => Pick<Line, 'min' | 'max'>;

/** Limits hold on the value first, and then on the points, as multiples of the weight. */
export function limitsOf(
  limits: Limits | undefined,
  weight: Rational,
  dimension: Dimension,
  measure: Measure,
): PointLimits {
  const inPoints = (text: string | undefined): Rational | undefined =>
    text === undefined ? undefined : multiply(parseDecimal(text) ?? ZERO, weight);
  const fewest = inPoints(limits?.points?.min);
  const most = inPoints(limits?.points?.max);
  return (line, course) => {
    const atValue = (text: string | undefined): Rational | undefined => {
      const value = text === undefined ? undefined : inUnit(text, dimension, measure);
      return value === undefined ? undefined : alongLine(line, value);
    };
    const [low, high] = course === 'rising' ? (['min', 'max'] as const) : (['max', 'min'] as const);
    const lowest = atValue(limits?.value?.[low]) ?? line.min;
    const highest = atValue(limits?.value?.[high]);
    return {
      min: lowest === undefined ? fewest : within(lowest, fewest, most),
      max: highest === undefined ? most : within(highest, fewest, most),
    };
  };
}

/** Writes the points of firms that have the measure: computed once, rounded once, as the category says. */
export function applyFormula(
  formula: Formula,
  measure: Measure,
  points: ColumnDraft,
  rows: readonly number[],
  { rounding: { points: places, mode } }: Category,
): void {
  const step = points.denominator / 10n ** BigInt(places);
  const units = (exact: Rational): bigint => roundToUnits(exact, places, mode) * step;
  if ('steps' in formula || 'standings' in formula) {
    for (const row of rows) setInteger(points, row, units(exactPoints(formula, measure, row)));
    return;
  }
  const { numerator, divisor, factor } = asQuotient(formula, measure);
  roundQuotients({ numerator, divisor, factor, places, mode }, rows, points);
  // Rounding never reverses an order, so a limit may be rounded once and compared with the rounded points.
  const lowest = formula.min === undefined ? undefined : units(formula.min);
  const highest = formula.max === undefined ? undefined : units(formula.max);
  if (lowest === undefined && highest === undefined) return;
  const [low, high] = [Number(lowest ?? -LARGEST), Number(highest ?? LARGEST)];
  const isExact = low >= -LARGEST && high <= LARGEST;
  for (const row of rows) {
    // NaN, a large integer, is within nothing and goes the exact way.
    const double = points.values[row] as number;
    if (isExact && !Number.isNaN(double)) {
      if (double < low) points.values[row] = low;
      else if (double > high) points.values[row] = high;
      continue;
    }
    const value = integerAt(points, row);
    if (lowest !== undefined && value < lowest) setInteger(points, row, lowest);
    else if (highest !== undefined && value > highest) setInteger(points, row, highest);
  }
}

const LARGEST: number = Number.MAX_SAFE_INTEGER;

/** The line without its limits. */
export function unlimited({ slope, offset }: Line): Formula {
  return { slope, offset };
}

/** The points of one firm before they are rounded. The firm must have the measure. */
export function exactPoints(formula: Formula, measure: Measure, row: number): Rational {
  if ('standings' in formula) return formula.standings.get(row) ?? ZERO;
  const value = exactValue(measure, row);
  if ('steps' in formula) return reachedStep(formula, value)?.points ?? formula.rest;
  return alongLine(formula, value);
}

/** The first step, from the best down, that the value reaches; undefined below the last. */
export function reachedStep({ steps }: Steps, value: Rational): Steps['steps'][number] | undefined {
  return steps.find(({ from }) => compare(value, from) >= 0);
}

function alongLine({ slope, offset, min, max }: Line, value: Rational): Rational {
  return within(add(multiply(value, slope), offset), min, max);
}

/** A line as one division: n/d × slope + offset = (n × slope + d × offset) / d. */
function asQuotient(
  { slope, offset }: Line,
  { numerator, divisor, toUnit }: Measure,
): { readonly numerator: Column; readonly divisor: Column | undefined; readonly factor: Rational } {
  const factor = multiply(slope, toUnit);
  if (offset.n === 0n) return { numerator, divisor, factor };
  const rows = numerator.values.length;
  const sum = sumColumns(rows, [
    { column: numerator, factor, zeroWhen: new Set() },
    { column: divisor ?? ones(rows), factor: offset, zeroWhen: new Set() },
  ]);
  return { numerator: sum, divisor, factor: ONE };
}

function ones(rows: number): Column {
  const column = draftColumn(rows, 1n);
  for (let row = 0; row < rows; row += 1) setInteger(column, row, 1n);
  return column;
}

/** A value moved into a range of which either end may be open. */
function within(value: Rational, min: Rational | undefined, max: Rational | undefined): Rational {
  if (min !== undefined && compare(value, min) < 0) return min;
  return max !== undefined && compare(value, max) > 0 ? max : value;
}
