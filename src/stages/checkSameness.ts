import { type Column, REPORTED, rationalAt } from '../exact/column.ts';
import { divide, ONE, type Rational } from '../exact/rational.ts';
import { cellAt } from '../intake/origins.ts';
import { type Issue, issue } from '../issues/issue.ts';
import type { AlikeRowsCheck, PlaceholderCheck, RepeatedAmountCheck } from '../scheme/dataCheck.ts';
import { amountDimension, fieldNamed, titleOf } from '../scheme/names.ts';
import { unitIn } from '../scheme/unit.ts';
import { amountText, type Doubts, doubted, findingPlace, placeOfColumn, unitOf } from './checking.ts';
import type { Known } from './decide.ts';
import { listFindings, nameOfFirm } from './findingList.ts';

/** How many firms an issue on a repeated amount names. */
const NAMED = 5;

/** The same amount of many firms in a column of a table; one issue where the same firms share several. See RepeatedAmountCheck. */
export function checkRepeatedAmounts(known: Known, check: RepeatedAmountCheck, doubts: Doubts): readonly Issue[] {
  const shared = new Map<string, { readonly rows: readonly number[]; readonly fields: string[] }>();
  for (const [field, column] of known.facts.amounts) {
    const isDoubted = doubted(known.scheme, doubts, [field]);
    const reported = reportedValues(column).sort();
    const repeated = repeatedIn(reported, check.firms);
    if (repeated.size === 0) continue;
    for (const rows of rowsByAmount(known, field, column, repeated)) {
      const [first] = rows;
      if (first === undefined || rows.length < check.firms || isDoubted(first)) continue;
      const digits = significantDigits(inOwnUnit(known, field, column, first));
      if (digits < 3 || rows.length * 10 ** (digits - 2) <= reported.length) continue;
      const same = shared.get(rows.join()) ?? { rows, fields: [] };
      same.fields.push(field);
      shared.set(rows.join(), same);
    }
  }
  return [...shared.values()].map(({ rows, fields }) => {
    const [first] = rows as [number];
    const named = rows.slice(0, NAMED).map((row) => nameOfFirm(known, row));
    const more = rows.length > NAMED ? [`… (+${rows.length - NAMED})`] : [];
    const amounts = fields.map((field) => `${titleOf(known.scheme, field)} ${amountText(known, field, first)}`);
    const place = { ...placeOfColumn(known.facts, fields[0] ?? '', first), path: check.id };
    return issue('amountRepeated', place, '', amounts.join('、'), {
      count: String(rows.length),
      firms: [...named, ...more].join('、'),
    });
  });
}

/** The integers of the rows that are reported and not zero; those beyond doubles are left out. */
function reportedValues({ values, state }: Column): Float64Array {
  const reported = new Float64Array(values.length);
  let count = 0;
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] as number;
    if (state[row] !== REPORTED || value === 0 || Number.isNaN(value)) continue;
    reported[count] = value;
    count += 1;
  }
  return reported.subarray(0, count);
}

/** The firms of each repeated amount, apart for each column of a table, in order. */
function rowsByAmount(
  { facts }: Known,
  field: string,
  column: Column,
  repeated: ReadonlySet<number>,
): readonly (readonly number[])[] {
  const from = facts.origins.fields.get(field)?.column;
  const found = new Map<string, number[]>();
  for (let row = 0; row < facts.ids.length; row += 1) {
    const value = column.values[row] as number;
    if (column.state[row] !== REPORTED || !repeated.has(value)) continue;
    const key = `${from?.[row] ?? 0} ${value}`;
    const rows = found.get(key);
    if (rows === undefined) found.set(key, [row]);
    else rows.push(row);
  }
  return [...found.values()].sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}

/** Digits that nobody measured; see PlaceholderCheck. */
export function checkPlaceholders(
  known: Known,
  check: PlaceholderCheck,
  doubts: Doubts,
): { readonly issues: readonly Issue[]; readonly doubts: Doubts } {
  const marks = new Map<string, Uint8Array>();
  const issues = [...known.facts.amounts].flatMap(([field, column]) => {
    if (fieldNamed(known.scheme, field) === undefined) return [];
    const isDoubted = doubted(known.scheme, doubts, [field]);
    const suspected = placeholderIntegers(unitsOfColumns(known, field), column.denominator);
    const rows: number[] = [];
    for (let row = 0; row < known.facts.ids.length; row += 1) {
      if (!suspected.has(Math.abs(column.values[row] as number)) || column.state[row] !== REPORTED) continue;
      if (isPlaceholder(inOwnUnit(known, field, column, row)) && !isDoubted(row)) rows.push(row);
    }
    if (rows.length > 0) {
      const mark = new Uint8Array(known.facts.ids.length);
      for (const row of rows) mark[row] = 1;
      marks.set(field, mark);
    }
    return listFindings(known, check, field, rows, (row) =>
      issue('amountPlaceholder', findingPlace(known, check, field, row), '', amountText(known, field, row), {
        amount: titleOf(known.scheme, field),
      }),
    );
  });
  return { issues, doubts: marks };
}

const PLACEHOLDERS: readonly string[] = [
  ...[5, 6, 7, 8, 9, 10, 11, 12].map((length) => '9'.repeat(length)),
  ...[1, 2, 3, 4, 5, 6, 7, 8].flatMap((digit) => [6, 7, 8, 9, 10].map((length) => String(digit).repeat(length))),
  ...[6, 7, 8, 9].map((length) => '123456789'.slice(0, length)),
  '1234567890',
  '654321',
  '987654321',
];
/** 9999.99 looks typed to fill a cell, 9.9999 looks measured. */
const MOST_PLACES = 2;

/** The integers that the placeholders are over a column's denominator, in any of the units that its cells are read in. */
function placeholderIntegers(factors: readonly Rational[], denominator: bigint): ReadonlySet<number> {
  const integers = new Set<number>();
  for (const { n, d } of factors) {
    for (const digits of PLACEHOLDERS) {
      for (let places = 0; places <= MOST_PLACES; places += 1) {
        const above = BigInt(digits) * n * denominator;
        const below = d * 10n ** BigInt(places);
        if (above % below === 0n) integers.add(Number(above / below));
      }
    }
  }
  return integers;
}

function isPlaceholder(value: Rational): boolean {
  const digits = digitsOf(value);
  const written = (value.n * 10n ** BigInt(MOST_PLACES)) % value.d === 0n;
  return digits !== undefined && written && PLACEHOLDERS.includes(digits);
}

/** Factors of the units in which the cells of a field are read. */
function unitsOfColumns(known: Known, field: string): readonly Rational[] {
  return [unitOf(known.scheme, field).factor, ...columnFactors(known, field)];
}

/** Firms with the same amounts as another firm of the same columns, so many of them; each is said of the firm of the later id. */
export function checkAlikeRows(known: Known, check: AlikeRowsCheck, doubts: Doubts): readonly Issue[] {
  const pairs = new Map<string, { readonly first: number; readonly second: number; readonly fields: string[] }>();
  for (const [field, column] of known.facts.amounts) {
    const isDoubted = doubted(known.scheme, doubts, [field]);
    const repeated = repeatedIn(reportedValues(column).sort(), 2);
    if (repeated.size === 0) continue;
    for (const rows of rowsByAmount(known, field, column, repeated)) {
      const [first] = rows;
      if (first === undefined || rows.length < 2 || rows.length > MOST_ALIKE || isDoubted(first)) continue;
      if (significantDigits(inOwnUnit(known, field, column, first)) < 3) continue;
      for (const [at, one] of rows.entries()) {
        for (const other of rows.slice(at + 1)) {
          const pair = pairs.get(`${one} ${other}`) ?? { first: one, second: other, fields: [] };
          pair.fields.push(field);
          pairs.set(`${one} ${other}`, pair);
        }
      }
    }
  }
  const found = [...pairs.values()].filter(({ fields }) => fields.length >= check.amounts);
  found.sort((a, b) => a.second - b.second || a.first - b.first);
  const firstOf = new Map([...found].reverse().map((pair) => [pair.second, pair]));
  const rows = [...firstOf.keys()].sort((a, b) => a - b);
  return listFindings(known, check, undefined, rows, (row) => {
    const { first, fields } = firstOf.get(row) ?? { first: row, fields: [] };
    const received = fields.map((field) => `${titleOf(known.scheme, field)} ${amountText(known, field, row)}`);
    const place = findingPlace(known, check, fields[0] ?? '', row);
    return issue('rowsAlike', place, nameOfFirm(known, first), received.join('、'), { count: String(fields.length) });
  });
}

/** Of an amount that more firms have, checkRepeatedAmounts speaks. */
const MOST_ALIKE = 4;

function repeatedIn(sorted: Float64Array, firms: number): ReadonlySet<number> {
  const repeated = new Set<number>();
  for (let at = 0; at + firms <= sorted.length; at += 1) {
    if (sorted[at] === sorted[at + firms - 1]) repeated.add(sorted[at] as number);
  }
  return repeated;
}

/** An amount in the unit of the column that it is from. */
function inOwnUnit(known: Known, field: string, column: Column, row: number): Rational {
  const unit = cellAt(known.facts, field, row)?.unit;
  const factors = columnFactors(known, field);
  const of = known.facts.origins.fields.get(field);
  const factor = unit === undefined ? undefined : factors[(of?.column[row] ?? 0) - 1];
  return divide(rationalAt(column, row), factor ?? unitOf(known.scheme, field).factor);
}

/** How many canonical units one of each column of a field is. */
function columnFactors({ scheme, facts }: Known, field: string): readonly Rational[] {
  const dimension = amountDimension(scheme, field);
  return (facts.origins.fields.get(field)?.columns ?? []).map(({ source, column }) => {
    const unit = facts.sources[source]?.columns[column]?.unit;
    return (unit === undefined || dimension === undefined ? undefined : unitIn(unit, dimension)?.factor) ?? ONE;
  });
}

/** How many digits a figure has between its leading and its trailing zeros; 0 where it has no finite notation. */
function significantDigits(value: Rational): number {
  return digitsOf(value)?.length ?? 0;
}

function digitsOf({ n, d }: Rational): string | undefined {
  // Twenty places are as many as a cell can have.
  const scaled = (n < 0n ? -n : n) * 10n ** 20n;
  if (n === 0n || scaled % d !== 0n) return undefined;
  return String(scaled / d).replace(/0+$/, '');
}
