import seed from '../../seeds/units.json' with { type: 'json' };
import { parseDecimal } from '../exact/decimal.ts';
import { divide, multiply, ONE, type Rational } from '../exact/rational.ts';

/** A dimension: a simple one (`area`, `money` …), or two of them as `money/area`; equal ones divide to `share`. */
export type Dimension = string;

/** A unit read for a dimension: value in the canonical unit = value in this unit × factor, exactly. */
export interface Unit {
  readonly dimension: Dimension;
  readonly factor: Rational;
}

const TABLE: ReadonlyMap<Dimension, ReadonlyMap<string, Rational>> = new Map(
  Object.entries(seed.dimensions).map(([dimension, { units }]) => [
    dimension,
    new Map(Object.entries(units).map(([symbol, factor]) => [normaliseUnit(symbol), parseDecimal(factor) ?? ONE])),
  ]),
);

/** The dimension of one amount divided by another. */
export function ratioDimension(of: Dimension, per: Dimension | undefined): Dimension {
  if (per === undefined || per === 'share') return of;
  return of === per ? 'share' : `${of}/${per}`;
}

/** The canonical unit of a dimension, for people: `money/area` → 万元/亩. */
export function canonicalUnit(dimension: Dimension): string {
  return dimension
    .split('/')
    .map((part) => seed.dimensions[part]?.canonical ?? part)
    .join('/');
}

/** How finely amounts of a dimension are filed, as a quantity. */
export function stepOfDimension(dimension: Dimension): string | undefined {
  return seed.dimensions[dimension]?.step;
}

/** The unit of this spelling in this dimension, or undefined. Spellings are compared after NFKC, without spaces and case. */
export function unitIn(text: string, dimension: Dimension): Unit | undefined {
  const symbol = normaliseUnit(text);
  const simple = TABLE.get(dimension)?.get(symbol);
  if (simple !== undefined) return { dimension, factor: simple };
  const [of, per] = dimension.split('/');
  if (of === undefined || per === undefined) return undefined;
  for (const [upper, lower] of splitsAtSlash(symbol)) {
    const above = TABLE.get(of)?.get(upper);
    const below = TABLE.get(per)?.get(lower);
    if (above !== undefined && below !== undefined) return { dimension, factor: divide(above, below) };
  }
  return undefined;
}

/** Every reading of a unit's spelling: 吨 is a mass, an amount of water, a mass of pollutant. */
export function unitReadings(text: string): readonly Unit[] {
  const symbol = normaliseUnit(text);
  const simple = simpleReadings(symbol);
  const ratios = splitsAtSlash(symbol).flatMap(([upper, lower]) =>
    simpleReadings(upper).flatMap((above) =>
      simpleReadings(lower).map((below) => ({
        dimension: ratioDimension(above.dimension, below.dimension),
        factor: divide(above.factor, below.factor),
      })),
    ),
  );
  return [...simple, ...ratios];
}

/** A quantity such as "24.097 万元/亩" in the canonical unit of the dimension; undefined where it is none. */
export function quantityIn(text: string, dimension: Dimension): Rational | undefined {
  const match = /^([+-]?\d+(?:\.\d+)?)\s*(.*)$/su.exec(text.trim());
  if (match === null) return undefined;
  const value = parseDecimal(match[1] as string);
  const unit = unitIn(match[2] as string, dimension);
  return value === undefined || unit === undefined ? undefined : multiply(value, unit.factor);
}

function simpleReadings(symbol: string): Unit[] {
  const readings: Unit[] = [];
  for (const [dimension, units] of TABLE) {
    const factor = units.get(symbol);
    if (factor !== undefined) readings.push({ dimension, factor });
  }
  return readings;
}

function splitsAtSlash(symbol: string): [string, string][] {
  const splits: [string, string][] = [];
  for (let at = symbol.indexOf('/'); at >= 0; at = symbol.indexOf('/', at + 1)) {
    splits.push([symbol.slice(0, at), symbol.slice(at + 1)]);
  }
  return splits;
}

function normaliseUnit(text: string): string {
  return text.normalize('NFKC').replace(/\s/gu, '').toLowerCase();
}
