import { columnName, type Issue, issue, type Place } from '../issues/issue.ts';
import { fieldDimension } from '../scheme/field.ts';
import { type FieldIndex, ID, YEAR } from './fieldIndex.ts';
import { normaliseHeader, splitHeader } from './headerText.ts';
import { type ColumnMapping, OPEN, type Settled } from './mapping.ts';
import { nearestFields, titled } from './nearestFields.ts';
import { type HeaderReading, statedUnit, unitOfField, unitsOf } from './readHeader.ts';
import { spelled } from './spelling.ts';

/** A column with its header as texts and what that was read as. */
export interface ReadColumn {
  readonly at: number;
  readonly header: string;
  readonly path: readonly string[];
  readonly reading: HeaderReading;
}

/** What a mapping makes of a column. */
export interface SettledColumn extends ReadColumn {
  /** `settled`: it says what the column holds. `faulty`: it says what cannot be, so the column is not read. */
  readonly by?: 'settled' | 'faulty';
}

/**
 * Puts what a mapping says of the columns in the place of what their headers were read as. An entry names its column by the header
 * as written, else by its letter or number. Faults: no such column, or several (`mappingColumn`); no such field (`mappingField`);
 * a unit that the field has not (`mappingUnit`). What is "?" is not decided: a warning (`mappingOpen`).
 */
export function settleColumns(
  columns: readonly ReadColumn[],
  settled: Settled | undefined,
  index: FieldIndex,
  table: Place,
  issues: Issue[],
): readonly SettledColumn[] {
  const entries = Object.entries(settled?.entry.columns ?? {});
  if (entries.length === 0) return columns;
  const made = new Map<number, SettledColumn>();
  for (const [key, mapped] of entries) {
    const path = `${settled?.path ?? ''}.columns.${key}`;
    const found = columnsNamed(key, columns);
    const [column, other] = found;
    if (column === undefined || other !== undefined) {
      const place = { ...table, path };
      const names = found.length > 1 ? found : columns;
      issues.push(issue('mappingColumn', place, shown(names), key));
      for (const { at } of found) made.set(at, { ...columns[at], by: 'faulty' } as SettledColumn);
      continue;
    }
    if (made.has(column.at)) {
      issues.push(issue('mappingColumn', { ...table, column: column.header, path }, '每列一次 each column once', key));
      made.set(column.at, { ...column, by: 'faulty' });
      continue;
    }
    const one = settle(column, mapped, index, { ...table, column: column.header, path }, issues);
    if (one !== undefined) made.set(column.at, one);
  }
  return columns.map((column) => made.get(column.at) ?? column);
}

function settle(
  column: ReadColumn,
  mapped: 'ignore' | ColumnMapping,
  index: FieldIndex,
  place: Place,
  issues: Issue[],
): SettledColumn | undefined {
  if (mapped === 'ignore') return { ...column, reading: { kind: 'ignored' }, by: 'settled' };
  if (mapped.field === OPEN || mapped.unit === OPEN) {
    issues.push(issue('mappingOpen', place, mapped.note ?? '', column.header));
    return undefined;
  }
  const faulty: SettledColumn = { ...column, by: 'faulty' };
  const key = fieldNamed(mapped.field, index);
  if (key === undefined) {
    const near = nearestFields(mapped.field, index, undefined).join('、');
    issues.push(
      issue('mappingField', place, near === '' ? '字段的键或名称 key or title of a field' : near, mapped.field),
    );
    return faulty;
  }
  const before = column.reading.kind === 'field' && column.reading.field === key ? column.reading : undefined;
  const statedBy = mapped.statedBy ?? before?.statedBy;
  const field = index.fields.get(key);
  const dimension = field?.kind === 'amount' ? fieldDimension(field) : undefined;
  const kept = {
    kind: 'field' as const,
    field: key,
    spelling: before?.spelling ?? '',
    ...(before?.answers && { answers: before.answers }),
    ...(statedBy !== undefined && { statedBy }),
  };
  if (field?.kind !== 'amount' || dimension === undefined) {
    if (mapped.unit !== undefined) {
      issues.push(issue('mappingUnit', place, titled(key, index), mapped.unit));
      return faulty;
    }
    return { ...column, reading: kept, by: 'settled' };
  }
  const unit =
    mapped.unit === undefined
      ? (before?.unit ?? unitInHeader(column.path, dimension) ?? unitOfField(field, dimension))
      : statedUnit(mapped.unit, normaliseHeader(field.title), dimension);
  if (unit === undefined) {
    issues.push(issue('mappingUnit', place, unitsOf(dimension).join('、'), mapped.unit ?? ''));
    return faulty;
  }
  return {
    ...column,
    reading: { ...kept, spelling: kept.spelling || normaliseHeader(field.title), unit },
    by: 'settled',
  };
}

/** The unit that a header states in brackets or after a comma, the lowest level first. */
function unitInHeader(path: readonly string[], dimension: string): ReturnType<typeof statedUnit> {
  for (const text of [...path].reverse()) {
    for (const { stem, unit } of splitHeader(normaliseHeader(text))) {
      const stated = statedUnit(unit, stem, dimension);
      if (stated !== undefined) return stated;
    }
  }
  return undefined;
}

function fieldNamed(name: string, index: FieldIndex): string | undefined {
  if (name === ID) return index.identity === 'name' ? 'creditCode' : ID;
  if (name === YEAR || index.fields.has(name)) return name;
  const keys = index.spellings.get(normaliseHeader(name)) ?? [];
  return keys.length === 1 ? keys[0] : undefined;
}

/** The columns that a key names: by the whole header, else by its lowest level, else by letter or number. */
function columnsNamed(key: string, columns: readonly ReadColumn[]): readonly ReadColumn[] {
  const text = spelled(key);
  const whole = columns.filter(({ header, path }) => spelled(header) === text || spelled(path.join('')) === text);
  if (whole.length > 0) return whole;
  const lowest = columns.filter(({ path }) => spelled(path.at(-1) ?? '') === text);
  if (lowest.length > 0) return lowest;
  const at = /^\d{1,6}$/u.test(text) ? Number(text) - 1 : /^[a-z]{1,3}$/u.test(text) ? letterIndex(text) : -1;
  return columns.slice(at, at + 1).filter((column) => column.at === at);
}

/** a → 0, z → 25, aa → 26 */
function letterIndex(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + (letter.charCodeAt(0) - 96), 0) - 1;
}

function shown(columns: readonly ReadColumn[]): string {
  const some = columns.slice(0, 20).map(({ at, header }) => `${columnName(at)} ${header}`);
  return `${some.join('、')}${columns.length > some.length ? '…' : ''}`;
}
