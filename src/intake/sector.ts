import seed from '../../seeds/sectors.json' with { type: 'json' };
import type { SectorGroup } from '../scheme/scheme.ts';
import { cleanText, spelled } from './spelling.ts';

/** What a sector code says, by GB/T 4754-2017. */
export interface Sector {
  /** The code with the letter of its section: C3351, C33, C. */
  readonly code: string;
  readonly section: string;
  /** C33; undefined where only the section is known. */
  readonly division: string | undefined;
  /** 工业 (sections B–D), 建筑业 (E), 农业 (A) or 服务业 (F–T). */
  readonly kind: string;
}

/**
 * Reads a sector code: C3351, 3351, C33, 33, C, each also with a name behind it, or the exact name of a section or division.
 * Undefined where the division does not exist or belongs to another section than the letter says, and for one or three
 * digits without a letter: 131 may be 谷物磨制 (C131) or 0131 after a spreadsheet took its zero, and nothing tells which.
 */
export function readSector(text: string): Sector | undefined {
  const named = BY_TITLE.get(spelled(text));
  if (named !== undefined) return named;
  const match = /^([A-Z])?-?(\d{2,4})?(?:$|[\s\p{Script=Han}:、_\-(].*$)/su.exec(cleanText(text).toUpperCase());
  const [, letter, digits] = match ?? [];
  if (digits === undefined) return letter === undefined ? undefined : BY_CODE.get(letter);
  if (digits.length === 3 && letter === undefined && !digits.startsWith('0')) return undefined;
  const sector = BY_CODE.get(digits.slice(0, 2));
  if (sector === undefined || (letter !== undefined && letter !== sector.section)) return undefined;
  return { ...sector, code: sector.section + digits };
}

/** The group whose code is the longest beginning of the sector's; codes of groups may have or lack the letter. */
export function groupOfSector(code: string, groups: readonly SectorGroup[]): string | undefined {
  let best: { readonly id: string; readonly length: number } | undefined;
  for (const { id, codes } of groups) {
    for (const prefix of codes) {
      const digits = prefix.replace(/^[A-Z]/u, '');
      const matches = digits === prefix ? code.slice(1).startsWith(prefix) : code.startsWith(prefix);
      // A letter alone says more than nothing, and less than any digit.
      const length = digits.length * 2 + (prefix.length - digits.length);
      if (matches && (best === undefined || length > best.length)) best = { id, length };
    }
  }
  return best?.id;
}

const SECTORS: readonly (readonly [string, string, Sector])[] = seed.sections.flatMap(
  ({ code, title, kind, divisions }) => [
    [code, title, { code, section: code, division: undefined, kind }] as const,
    ...divisions.map((division) => {
      const full = code + division.code;
      return [division.code, division.title, { code: full, section: code, division: full, kind }] as const;
    }),
  ],
);
/** By division's digits or section's letter; by title, where a division comes after a section of the same title and wins. */
const BY_CODE: ReadonlyMap<string, Sector> = new Map(SECTORS.map(([code, , sector]) => [code, sector]));
const BY_TITLE: ReadonlyMap<string, Sector> = new Map(SECTORS.map(([, title, sector]) => [spelled(title), sector]));
