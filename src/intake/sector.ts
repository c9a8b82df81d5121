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
 * Undefined where the division does not exist or belongs to another section than the letter says, where the name behind the
 * code is that of another division (82 教育, as in the edition of 2011), and for one or three
 * digits without a letter: 131 may be 谷物磨制 (C131) or 0131 after a spreadsheet took its zero, and nothing tells which.
 */
export function readSector(text: string): Sector | undefined {
  const named = BY_TITLE.get(spelled(text));
  if (named !== undefined) return named;
  const { letter, digits, name } = partsOf(text);
  if (digits === undefined) return letter === undefined ? undefined : BY_CODE.get(letter);
  if (digits.length === 3 && letter === undefined && !digits.startsWith('0')) return undefined;
  const sector = BY_CODE.get(digits.slice(0, 2));
  if (sector === undefined || (letter !== undefined && letter !== sector.section)) return undefined;
  return contradicts(sector, name) ? undefined : { ...sector, code: sector.section + digits };
}

/** Why a sector code that readSector refuses is none. */
export type SectorFault =
  /** Its letter, or the name behind it, is of another division; `right` is the code with the letter of its section. */
  | { readonly kind: 'contradiction'; readonly right: string }
  /** It is right by GB/T 4754-2011; `right` is the division of 2017. */
  | { readonly kind: 'edition2011'; readonly right: string }
  | { readonly kind: 'lostZero'; readonly right: string }
  | { readonly kind: 'unknown' };

/** What is wrong with a text that is no sector code by GB/T 4754-2017. */
export function sectorFault(text: string): SectorFault {
  const { letter, digits, name } = partsOf(text);
  const clean = cleanText(text);
  if (/^(\d|\d{3})$/u.test(clean)) return { kind: 'lostZero', right: `0${clean}? / C${clean}?` };
  const sector = digits === undefined ? undefined : BY_CODE.get(digits.slice(0, 2));
  if (digits === undefined || sector === undefined) return { kind: 'unknown' };
  const division = digits.slice(0, 2);
  const next = BY_CODE.get(String(Number(division) + 1));
  const old = Object.entries(seed.edition2011.sections).find(([, divisions]) => divisions.includes(division))?.[0];
  const ofOld =
    old !== undefined && next !== undefined && (letter === undefined ? named(name) === next : letter === old);
  if (ofOld) return { kind: 'edition2011', right: `${next.code} ${titleOf(next)}` };
  return { kind: 'contradiction', right: `${sector.section}${digits} ${titleOf(sector)}` };
}

/** A code taken apart: C3351 金属制品 has a letter, digits and the name behind them. */
function partsOf(text: string): {
  readonly letter: string | undefined;
  readonly digits: string | undefined;
  readonly name: string;
} {
  const match = /^([A-Z])?-?(\d{2,4})?(?:$|([\s\p{Script=Han}:、_\-(].*)$)/su.exec(cleanText(text).toUpperCase());
  const [, letter, digits, rest = ''] = match ?? [];
  return { letter, digits, name: spelled(rest).replace(/^[:、_\-(]+|\)$/gu, '') };
}

/** Whether the name behind a code is that of another division. */
function contradicts(sector: Sector, name: string): boolean {
  const other = named(name);
  return other !== undefined && other.division !== undefined && other.division !== sector.division;
}

function named(name: string): Sector | undefined {
  return name === '' ? undefined : BY_TITLE.get(name);
}

function titleOf(sector: Sector): string {
  return SECTORS.find(([, , one]) => one === sector)?.[1] ?? '';
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
