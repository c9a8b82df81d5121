import type { Scheme } from '../scheme/scheme.ts';
import type { Facts } from './facts.ts';
import type { GatheredTexts } from './gatherTexts.ts';
import { groupOfSector, readSector, type Sector } from './sector.ts';

/**
 * The labels as read, and those that follow from the sector's code: section (C), division (C33), sectorGroup (by the scheme's
 * groups) and kind (工业, 服务业 …). Each fills in only what no cell says; where a cell says something that could not be
 * read, or two say different things, nothing is put in its place.
 */
export function deriveLabels(labels: ReadonlyMap<string, GatheredTexts<string>>, scheme: Scheme): Facts['labels'] {
  const all = new Map([...labels].map(([key, { values }]) => [key, values]));
  const codes = labels.get('sector')?.values;
  if (codes === undefined) return all;
  const known = new Map([...new Set(codes)].map((code) => [code, code === undefined ? undefined : readSector(code)]));
  const groups = scheme.sectorGroups ?? [];
  const derivations: readonly (readonly [string, (sector: Sector) => string | undefined])[] = [
    ['section', ({ section }) => section],
    ['division', ({ division }) => division],
    ['sectorGroup', ({ code }) => groupOfSector(code, groups)],
    ['kind', ({ kind }) => kind],
  ];
  for (const [key, derive] of derivations) {
    const read = labels.get(key);
    const ofCode = new Map(
      [...known].map(([code, sector]) => [code, sector === undefined ? undefined : derive(sector)]),
    );
    const values = codes.map((code, firm) => {
      const value = read?.values[firm];
      return value !== undefined || read?.unreadable.has(firm) === true ? value : ofCode.get(code);
    });
    all.set(key, values);
  }
  return all;
}
