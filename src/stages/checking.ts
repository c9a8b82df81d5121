import sectors from '../../seeds/sectors.json' with { type: 'json' };
import { type Column, REPORTED, rationalAt } from '../exact/column.ts';
import { formatRational, formatUnits } from '../exact/decimal.ts';
import { divide, multiply, ONE, type Rational, roundToUnits } from '../exact/rational.ts';
import { cellAt } from '../intake/origins.ts';
import { cellName, type Place } from '../issues/issue.ts';
import { amountDimension, fieldNamed, fieldsOfAmount, own, titleOf } from '../scheme/names.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { unitIn } from '../scheme/unit.ts';
import type { Known } from './decide.ts';

/** Amounts whose unit is in doubt, by field: 1 for each such firm. No other check speaks of them. */
export type Doubts = ReadonlyMap<string, Uint8Array>;

/** The amount of this key, a field or a ledger, where any firm has it. */
export function checkedAmount({ amounts }: Known, key: string): Column | undefined {
  const column = amounts.get(key);
  return column?.state.includes(REPORTED) === true ? column : undefined;
}

/** Whether one of the fields that these amounts are made of is in doubt for a firm. */
export function doubted(scheme: Scheme, doubts: Doubts, keys: readonly string[]): (row: number) => boolean {
  const marks = [...new Set(keys.flatMap((key) => fieldsOfAmount(scheme, key)))].flatMap(
    (field) => doubts.get(field) ?? [],
  );
  return (row) => marks.some((mark) => mark[row] === 1);
}

/** The unit in which an amount is shown. */
export interface ShownUnit {
  readonly text: string;
  /** How many canonical units one of it is. */
  readonly factor: Rational;
}

/** The unit of an amount's field or ledger. */
export function unitOf(scheme: Scheme, key: string): ShownUnit {
  const field = fieldNamed(scheme, key);
  const text = own(scheme.ledgers, key)?.unit ?? (field?.kind === 'amount' ? field.unit : '');
  const dimension = amountDimension(scheme, key);
  return { text, factor: (dimension === undefined ? undefined : unitIn(text, dimension)?.factor) ?? ONE };
}

/** A value in canonical units as text in a unit, with the unit behind it. */
export function quantityText(value: Rational, { text, factor }: ShownUnit): string {
  return `${figure(divide(value, factor))}${text === '' || text === '1' ? '' : ` ${text}`}`;
}

/** An amount of a firm as text in the unit of its field or ledger. */
export function amountText(known: Known, key: string, row: number): string {
  const column = known.amounts.get(key);
  return column === undefined ? '' : quantityText(rationalAt(column, row), unitOf(known.scheme, key));
}

/** A figure for people: exact where four places hold it, else rounded to four significant digits, with ≈ before it. */
export function figure(value: Rational): string {
  if (10n ** BigInt(EXACT_PLACES) % value.d === 0n) return formatRational(value);
  const places = placesFor(value);
  return `≈${trimmed(formatUnits(roundToUnits(value, places, 'halfUp'), places))}`;
}

const EXACT_PLACES = 4;

/** How many times one amount is of another, as ×12.5 or ÷12.5; both above zero. */
export function timesText(amount: Rational, of: Rational): string {
  const ratio = divide(amount, of);
  const [sign, times] = ratio.n >= ratio.d ? ['×', ratio] : ['÷', divide(ONE, ratio)];
  return `${sign}${trimmed(formatUnits(roundToUnits(times, 1, 'halfUp'), 1))}`;
}

/** Place of a finding: the firm, the check, and the cell where there is one; of a ledger that of the first field that has one. */
export function findingPlace(known: Known, check: { readonly id: string }, key: string, row: number): Place {
  const place = { firm: known.facts.ids[row] as string, path: check.id };
  for (const field of fieldsOfAmount(known.scheme, key)) {
    const cell = placeOfCell(known, field, row);
    if (cell !== undefined) return { ...cell, ...place };
  }
  return place;
}

/** Place of the cell that a field of a firm is from; undefined where none says anything of it. */
function placeOfCell({ facts }: Known, field: string, row: number): Place | undefined {
  const cell = cellAt(facts, field, row);
  if (cell === undefined || cell.text === '') return undefined;
  return { ...placeOfColumn(facts, field, row), row: cell.row, cell: cellName(cell.row, cell.column) };
}

/** Place of the whole column that a field of a firm is from. */
export function placeOfColumn({ sources, origins }: Known['facts'], field: string, row: number): Place | undefined {
  const of = origins.fields.get(field);
  const column = of?.columns[(of.column[row] ?? 0) - 1];
  const source = column === undefined ? undefined : sources[column.source];
  const reading = column === undefined ? undefined : source?.columns[column.column];
  if (source === undefined || reading === undefined) return undefined;
  return {
    file: source.name,
    ...(source.sheet !== undefined && { sheet: source.sheet }),
    column: reading.header,
    cell: cellName(undefined, reading.number),
  };
}

/** A group of firms for people: of a division its title too. */
export function groupText(group: string): string {
  const title = DIVISIONS.get(group);
  return title === undefined ? group : `${group} ${title} `;
}

/** What a ratio of two amounts is called. */
export function ratioTitle(scheme: Scheme, of: string, per: string): string {
  return `${titleOf(scheme, of)}÷${titleOf(scheme, per)}`;
}

/** A ratio of canonical amounts as text, in the units in which both amounts are shown. */
export function ratioText(scheme: Scheme, value: Rational, of: string, per: string): string {
  const [above, below] = [unitOf(scheme, of), unitOf(scheme, per)];
  if (amountDimension(scheme, of) === amountDimension(scheme, per)) return figure(value);
  return `${figure(multiply(value, divide(below.factor, above.factor)))} ${above.text}/${below.text}`;
}

function trimmed(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** The places that leave four significant digits, none where the whole part has as many. */
function placesFor({ n, d }: Rational): number {
  const magnitude = n < 0n ? -n : n;
  let places = 0;
  while (magnitude !== 0n && places < MOST_PLACES && magnitude * 10n ** BigInt(places) < 1000n * d) places += 1;
  return places;
}

const MOST_PLACES = 18;

const DIVISIONS: ReadonlyMap<string, string> = new Map(
  sectors.sections.flatMap(({ code, divisions }) =>
    divisions.map((division) => [code + division.code, division.title] as const),
  ),
);
