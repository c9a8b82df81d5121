import seed from '../../seeds/fields.json' with { type: 'json' };
import { BUILT_IN_FIELDS, type Field } from '../scheme/field.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { normaliseHeader } from './headerText.ts';

/** The column that says which firm a row is of, and the one that says of which year. */
export const ID = 'id';
export const YEAR = 'year';

/** All fields that a scheme can speak of, and the headers under which each is found. */
export interface FieldIndex {
  readonly identity: Scheme['conventions']['identity'];
  /** The label that says what a row is of, in a table of units of evaluation; absent: rows are of firms. */
  readonly unitLabel?: string;
  /** Whether rows without a code are joined by their name; absent: not. */
  readonly joinsByName?: boolean;
  readonly fields: ReadonlyMap<string, Field>;
  /** Keys of the fields spelled so; more than one only where the scheme itself gives a spelling twice. */
  readonly spellings: ReadonlyMap<string, readonly string[]>;
}

/**
 * Joins the scheme's fields to the built-in ones. A scheme's field of a built-in key takes its place but keeps the built-in
 * spellings; a spelling that the scheme claims for a field belongs to no built-in field any more.
 */
export function indexFields(scheme: Scheme): FieldIndex {
  const { identity } = scheme.conventions;
  const own = new Map(Object.entries(scheme.fields ?? {}));
  const fields = new Map([...Object.entries(BUILT_IN_FIELDS), ...own]);
  const spellings = new Map<string, readonly string[]>();
  for (const [key, field] of Object.entries(BUILT_IN_FIELDS)) {
    if (!seed.derived.includes(key)) claim(spellings, key, spellingsOf(key, field));
  }
  // Where firms are told apart by name, a column of codes is only a label.
  claim(spellings, identity === 'name' ? 'creditCode' : ID, [ID, ...seed.preferred.id.flat()]);
  claim(spellings, YEAR, [YEAR, ...seed.year]);
  const claimed = new Map<string, readonly string[]>();
  for (const [key, field] of own) claim(claimed, key, spellingsOf(key, field));
  for (const [spelling, keys] of claimed) spellings.set(spelling, keys);
  const joinsByName = scheme.intake?.joinByName?.allowed === true;
  return { identity, fields, spellings, ...(joinsByName && { joinsByName }) };
}

/** Which of several columns of a field tells more: 0 is read before 1. */
export function rankOfSpelling(field: string, spelling: string): number {
  return RANKS.get(field)?.get(spelling) ?? 0;
}

/** The columns without which no row can be read. */
export function keyColumn(index: FieldIndex): string {
  return index.unitLabel ?? (index.identity === 'name' ? 'name' : ID);
}

/** Whether a column of this field says whose a row is: the code, and the name where tables are joined by it too. */
export function namesRow(field: string | undefined, index: FieldIndex): boolean {
  const byName = index.joinsByName === true && index.unitLabel === undefined;
  return field === keyColumn(index) || (byName && field === 'name');
}

/** What the key column is called, for people. */
export function keyTitle(index: FieldIndex): string {
  const label = index.unitLabel ?? (index.identity === 'name' ? 'name' : undefined);
  if (label !== undefined) return index.fields.get(label)?.title ?? label;
  return seed.preferred.id[0]?.[0] ?? ID;
}

const RANKS: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map(
  Object.entries(seed.preferred).map(([field, groups]) => [
    field,
    new Map(groups.flatMap((group, rank) => group.map((spelling) => [normaliseHeader(spelling), rank] as const))),
  ]),
);

function spellingsOf(key: string, field: Field): readonly string[] {
  return [key, field.title, ...(field.spellings ?? [])];
}

function claim(spellings: Map<string, readonly string[]>, key: string, texts: readonly string[]): void {
  for (const text of new Set(texts.map(normaliseHeader))) {
    const others = spellings.get(text) ?? [];
    if (!others.includes(key)) spellings.set(text, [...others, key]);
  }
}
