import seed from '../../seeds/fields.json' with { type: 'json' };
import unitSeed from '../../seeds/units.json' with { type: 'json' };
import type { Rational } from '../exact/rational.ts';
import { ONE } from '../exact/rational.ts';
import { type AmountField, fieldDimension } from '../scheme/field.ts';
import { canonicalUnit, type Dimension, unitIn, unitReadings } from '../scheme/unit.ts';
import { type FieldIndex, ID, YEAR } from './fieldIndex.ts';
import { normaliseHeader, type StatedBy, splitHeader, withoutStater, withoutYear } from './headerText.ts';
import { spelled } from './spelling.ts';

/** What a header says of its column. */
export type HeaderReading =
  | {
      readonly kind: 'field';
      readonly field: string;
      readonly spelling: string;
      readonly unit?: HeaderUnit;
      readonly answers?: Answers;
      /** Who states the values, where the header says so. */
      readonly statedBy?: StatedBy;
    }
  /** Not to be read and nothing to be said of it: serial numbers, remarks. */
  | { readonly kind: 'ignored' }
  | { readonly kind: 'unknown' }
  /** A ratio, which is worked out from amounts and never read as one. */
  | { readonly kind: 'ratio' }
  | { readonly kind: 'ambiguous'; readonly fields: readonly string[] }
  | { readonly kind: 'unitUnknown'; readonly expected: readonly string[]; readonly unit: string };

/** The unit that a column's amounts are read in: one of them is `factor` canonical ones. */
export interface HeaderUnit {
  readonly text: string;
  readonly factor: Rational;
  /** Whether the header names no unit, and that of the field was taken. */
  readonly assumed: boolean;
}

/** The label values that yes and no stand for under a question such as 是否规上. */
export interface Answers {
  readonly yes: string;
  readonly no: string;
}

/**
 * Reads a header: as a whole first, then without the year evaluated, then without who states it, then with a unit split off,
 * the longest unit first. A spelling counts only as a whole, so 亩均税收 is not 税收 and 上年税收 is not 税收.
 */
export function readHeader(text: string, index: FieldIndex, year: number | undefined): HeaderReading {
  const whole = normaliseHeader(text);
  let fault: HeaderReading | undefined;
  for (const { header, statedBy } of variantsOf(whole, year)) {
    for (const { stem, unit } of [{ stem: header, unit: undefined }, ...splitHeader(header)]) {
      const reading = readStem(stem, unit, header, index);
      if (reading?.kind === 'field' && statedBy !== undefined) {
        if (!NOT_STATED.has(reading.field)) return { ...reading, statedBy };
      } else if (reading?.kind === 'field' || reading?.kind === 'ambiguous') return reading;
      else fault ??= reading;
    }
  }
  if (IGNORED.has(whole)) return { kind: 'ignored' };
  if (fault !== undefined) return fault;
  const stems = [whole, ...splitHeader(whole).map(({ stem }) => stem)];
  return { kind: stems.some((stem) => RATIOS.has(stem)) ? 'ratio' : 'unknown' };
}

/** A header without the year evaluated and without who states its values, most complete first. */
function* variantsOf(
  whole: string,
  year: number | undefined,
): Generator<{ readonly header: string; readonly statedBy?: StatedBy }> {
  const dated = withoutYear(whole, year);
  for (const header of dated) yield { header };
  for (const header of dated) {
    for (const { header: bare, statedBy } of withoutStater(header)) {
      for (const each of withoutYear(bare, year)) yield { header: each, statedBy };
    }
  }
}

/** What tells rows apart is nobody's statement: 填报单位名称 names who filled in the form. */
const NOT_STATED: ReadonlySet<string> = new Set([ID, YEAR, 'name', 'creditCode']);

/** The reading of a header whose stem and unit text are these, or undefined where the stem is no spelling. */
function readStem(
  stem: string,
  unit: string | undefined,
  header: string,
  index: FieldIndex,
): HeaderReading | undefined {
  const question = QUESTIONS.get(stem);
  if (question !== undefined && unit === undefined) {
    return { kind: 'field', field: question.field, spelling: stem, answers: question };
  }
  const keys = keysOf(stem, index);
  const [key, other] = keys;
  if (key === undefined) return undefined;
  if (other !== undefined) return { kind: 'ambiguous', fields: keys };
  const field = index.fields.get(key);
  if (field?.kind !== 'amount') return unit === undefined ? { kind: 'field', field: key, spelling: stem } : undefined;
  const dimension = fieldDimension(field);
  if (dimension === undefined) return { kind: 'unitUnknown', expected: [], unit: field.unit };
  if (unit !== undefined) {
    const stated = statedUnit(unit, stem, dimension);
    if (stated !== undefined) return { kind: 'field', field: key, spelling: stem, unit: stated };
    return looksLikeUnit(unit) ? { kind: 'unitUnknown', expected: unitsOf(dimension), unit } : undefined;
  }
  return { kind: 'field', field: key, spelling: stem, unit: ownUnit(header, field, dimension) };
}

/** Keys of the fields spelled so. A yes/no field is also found with, or without, 是否 in front. */
function keysOf(stem: string, index: FieldIndex): readonly string[] {
  const keys = index.spellings.get(stem);
  if (keys !== undefined) return keys;
  const bare = stem.replace(/^是否(属于|为|是)?/u, '');
  const asked = ['', '是否', '是否为', '是否属于'].flatMap((start) => index.spellings.get(start + bare) ?? []);
  return [...new Set(asked)].filter((key) => index.fields.get(key)?.kind === 'flag');
}

/** The unit within a spelling that is matched as a whole, such as 面积（平方米）; else the field's own. */
function ownUnit(header: string, field: AmountField, dimension: Dimension): HeaderUnit {
  for (const { stem, unit } of splitHeader(header)) {
    const stated = statedUnit(unit, stem, dimension);
    if (stated !== undefined) return stated;
  }
  const factor = unitIn(field.unit, dimension)?.factor ?? ONE;
  return { text: field.unit, factor, assumed: !seed.dimensionsOfOneUnit.includes(dimension) };
}

function statedUnit(text: string, stem: string, dimension: Dimension): HeaderUnit | undefined {
  const meant = seed.unitsByHeader.find((rule) => rule.dimension === dimension && stem.includes(rule.header));
  for (const symbol of [
    text,
    meant === undefined || !Object.hasOwn(meant.units, text) ? undefined : meant.units[text],
  ]) {
    const unit = symbol === undefined ? undefined : unitIn(symbol, dimension);
    if (symbol === undefined || unit === undefined) continue;
    const written = unitsOf(dimension).find((known) => spelled(known) === spelled(symbol));
    return { text: written ?? symbol, factor: unit.factor, assumed: false };
  }
  return undefined;
}

function unitsOf(dimension: Dimension): readonly string[] {
  const known = unitSeed.dimensions[dimension];
  return known === undefined ? [canonicalUnit(dimension)] : Object.keys(known.units).filter((symbol) => symbol !== '');
}

function looksLikeUnit(text: string): boolean {
  return unitReadings(text).length > 0 || seed.unitEndings.some((ending) => text.endsWith(ending));
}

const IGNORED: ReadonlySet<string> = new Set(seed.ignored.map(normaliseHeader));
const RATIOS: ReadonlySet<string> = new Set(seed.ratioHeaders.map(normaliseHeader));
const QUESTIONS: ReadonlyMap<string, Answers & { readonly field: string }> = new Map(
  Object.entries(seed.questions).map(([header, question]) => [spelled(header), question]),
);
