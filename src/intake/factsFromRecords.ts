import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { ONE } from '../exact/rational.ts';
import { type Issue, issue } from '../issues/issue.ts';
import { type AmountField, fieldDimension } from '../scheme/field.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { unitIn } from '../scheme/unit.ts';
import type { Facts } from './facts.ts';
import { type FieldIndex, ID, indexFields, keyColumn, keyTitle, YEAR } from './fieldIndex.ts';
import { gatherFacts } from './gatherFacts.ts';
import type { ColumnPlan } from './planTable.ts';

/**
 * A firm as a plain object, keyed by `id` and the keys of fields. Amounts are in their field's own unit, or carry one ("15000
 * ㎡"); a number counts as the decimal that it prints as; null and undefined are missing, and texts are read as cells are.
 */
export type FirmRecord = Readonly<Record<string, string | number | boolean | bigint | null | undefined>>;

/**
 * Reads facts from plain objects, with the same checks as a table's; a key that names no field gives `columnUnknown`. The
 * records are not changed. Places in issues count the records from 1.
 *
 * @example
 * factsFromRecords([{ id: '91330784MA28XXXX1A', tax: '120.5', land: 10, sector: 'C33' }], scheme)
 */
export function factsFromRecords(
  records: readonly FirmRecord[],
  scheme: Scheme,
  options: { readonly year?: number; readonly name?: string } = {},
): Facts {
  const name = options.name ?? 'records';
  const index = indexFields(scheme);
  const issues: Issue[] = [];
  const columns = new Map<string, ColumnPlan>();
  const unknown = new Set<string>();
  const rows = records.map((record) => {
    const row: string[] = [];
    for (const [key, value] of Object.entries(record)) {
      if (value === null || value === undefined) continue;
      const { text, unit } = splitUnit(textOf(value), key, index);
      const named = unit === undefined ? key : `${key} ${unit}`;
      const column = columns.get(named) ?? planColumn(key, unit, columns.size, index);
      columns.set(named, column);
      row[column.at] = text;
      if (column.field === undefined) unknown.add(key);
    }
    return Array.from({ length: columns.size }, (_, at) => row[at] ?? '');
  });
  for (const key of unknown) issues.push(issue('columnUnknown', { file: name, column: key }, '', key));
  const planned = [...columns.values()];
  if (records.length > 0 && !planned.some(({ field }) => field === keyColumn(index))) {
    issues.push(issue('columnMissing', { file: name }, keyTitle(index), [...columns.keys()].join('、')));
  }
  const hash = bytesToHex(sha256(utf8ToBytes(JSON.stringify([planned.map(({ header }) => header), rows]))));
  const plan = { name, sheet: undefined, sha256: hash, rows, firstRow: 1, columns: planned, header: [] };
  return gatherFacts([plan], index, scheme, options.year, issues);
}

/** A column for a key, or for the part of it that is in one unit. */
function planColumn(key: string, unit: string | undefined, at: number, index: FieldIndex): ColumnPlan {
  const field = index.fields.get(key);
  const stated = field?.kind === 'amount' ? (unit ?? field.unit) : undefined;
  const dimension = field?.kind === 'amount' ? fieldDimension(field) : undefined;
  const factor = stated === undefined || dimension === undefined ? undefined : unitIn(stated, dimension)?.factor;
  return {
    at,
    header: key,
    field: meaningOf(key, index),
    unit: stated,
    factor: factor ?? ONE,
    answers: undefined,
    statedBy: undefined,
    ignored: false,
  };
}

/** The key, where it is that of a field, `year`, or the `id` (which is only a label where names tell firms apart). */
function meaningOf(key: string, index: FieldIndex): string | undefined {
  if (key === ID) return index.identity === 'name' ? 'creditCode' : ID;
  return key === YEAR || index.fields.has(key) ? key : undefined;
}

/** The unit at the end of an amount, apart from it; a percent sign stays, since the cell's own reading knows it. */
function splitUnit(text: string, key: string, index: FieldIndex): { readonly text: string; readonly unit?: string } {
  const field = index.fields.get(key);
  const match = field?.kind === 'amount' ? /^(.*\d)\s*([^\d\s,.%％)）][^\s]*)$/su.exec(text.trim()) : null;
  const [, number, unit] = match ?? [];
  if (number === undefined || unit === undefined || !isUnitOf(unit, field)) return { text };
  return { text: number, unit };
}

function isUnitOf(unit: string, field: AmountField | { readonly kind: string } | undefined): boolean {
  const dimension = field !== undefined && 'unit' in field ? fieldDimension(field) : undefined;
  return dimension !== undefined && unitIn(unit, dimension) !== undefined;
}

/** The cell that a value would be. A number is written without an exponent: 1e-7 is 0.0000001. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  return typeof value === 'number' ? plainNotation(value) : `(${typeof value})`;
}

function plainNotation(value: number): string {
  const printed = String(value);
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(printed);
  if (match === null) return printed;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const places = Number(exponent);
  if (places > 0) return sign + whole + fraction.padEnd(places, '0');
  return `${sign}0.${'0'.repeat(-places - 1)}${whole}${fraction}`;
}
