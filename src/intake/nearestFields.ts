import seed from '../../seeds/fields.json' with { type: 'json' };
import { type FieldIndex, ID, keyTitle, YEAR } from './fieldIndex.ts';
import { normaliseHeader, splitHeader, withoutYear } from './headerText.ts';

/** How many candidates are named. */
const MOST = 3;
/** Longer texts are remarks, and are not compared. */
const LONGEST = 40;

/**
 * The fields whose spellings are most like a header that is none: those that share at least half of the characters of both,
 * nearest first, as "税收实际贡献 tax". None for a header that says something else than an amount of the year evaluated (a rate, a
 * rank, another year).
 */
export function nearestFields(header: string, index: FieldIndex, year: number | undefined): readonly string[] {
  if (header.length > LONGEST || header.startsWith('#')) return [];
  const whole = normaliseHeader(header);
  if (seed.otherMeanings.some((word) => whole.includes(word))) return [];
  if ([...whole.matchAll(/(?:19|20)\d\d/gu)].some(([digits]) => Number(digits) !== year)) return [];
  const texts = new Set(
    [whole, ...splitHeader(whole).map(({ stem }) => stem)].flatMap((text) => withoutYear(text, year)),
  );
  const counted = [...texts].map((text) => ({ length: text.length, counts: countsOf(text) }));
  const best = new Map<string, Likeness>();
  for (const [spelling, keys] of index.spellings) {
    for (const text of counted) {
      const likeness = likenessOf(text, spelling);
      for (const key of keys) {
        const before = best.get(key);
        if (before === undefined || isNearer(likeness, before)) best.set(key, likeness);
      }
    }
  }
  return [...best]
    .filter(([, { shared, all }]) => 4 * shared >= all && shared >= 2)
    .sort(([, a], [, b]) => (isNearer(a, b) ? -1 : isNearer(b, a) ? 1 : 0))
    .slice(0, MOST)
    .map(([key]) => titled(key, index));
}

/** A field by its title and its key, for people who choose one. */
export function titled(key: string, index: FieldIndex): string {
  const title = index.fields.get(key)?.title ?? (key === ID ? keyTitle(index) : key === YEAR ? '年度' : key);
  return title === key ? key : `${title} ${key}`;
}

/** Characters that two texts share, of all characters of both. */
interface Likeness {
  readonly shared: number;
  readonly all: number;
}

/** A text's length, and how often it has each of its characters: counted once, since it is held against every spelling. */
interface CountedText {
  readonly length: number;
  readonly counts: ReadonlyMap<string, number>;
}

function countsOf(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return counts;
}

function likenessOf({ length, counts }: CountedText, spelling: string): Likeness {
  let met = '';
  for (const character of spelling) if (counts.has(character)) met += character;
  let shared = 0;
  for (const [character, count] of met.length < 2 ? [] : countsOf(met)) {
    shared += Math.min(count, counts.get(character) ?? 0);
  }
  return { shared: met.length < 2 ? met.length : shared, all: length + spelling.length };
}

function isNearer(a: Likeness, b: Likeness): boolean {
  return a.shared * b.all > b.shared * a.all;
}
