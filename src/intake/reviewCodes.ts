import { type Issue, issue, type Place } from '../issues/issue.ts';
import type { AdmittedRows } from './admitRows.ts';
import { type CodeKind, codeKind } from './codeKind.ts';
import { checkCreditCode, hasKnownRegion } from './creditCode.ts';
import { placeOf, shownRow } from './rowPlace.ts';

/** What is doubtful about the credit codes of all tables. A firm keeps its code as it is written. */
export interface CodeReview {
  /** For each table a warning for each row whose code fails, in order. */
  readonly ofTables: readonly (readonly Issue[])[];
  /** Codes of firms that are told apart and may be one: they differ by one character, or one contains the other. */
  readonly alike: readonly Issue[];
}

/**
 * Reviews the codes of all rows: a wrong check digit, a code cut by a spreadsheet (with what it can have been, those that other
 * rows have first), a number of another kind, a region that does not exist. Then the pairs that may be one firm.
 *
 * @param column - header of codes, for places
 */
export function reviewCodes(tables: readonly AdmittedRows[], ids: readonly string[], column: string): CodeReview {
  const faulty = new Map<string, CodeKind | 'region'>();
  for (const id of ids) {
    const kind = codeKind(id);
    if (kind !== 'creditCode') faulty.set(id, kind);
    else if (!hasKnownRegion(id)) faulty.set(id, 'region');
  }
  if (faulty.size === 0) return { ofTables: tables.map(() => []), alike: [] };
  const known = new Set(ids);
  const where = new Map<string, readonly [table: AdmittedRows, at: number]>();
  const rowOf = (id: string): readonly [AdmittedRows, number] | undefined => {
    if (where.size === 0) for (const table of tables) notePlaces(where, table);
    return where.get(id);
  };
  const placeOfRow = (id: string): Place => {
    const [table, at] = rowOf(id) ?? [];
    return table === undefined ? { column, firm: id } : placeOf(table.plan, at ?? 0, column, id);
  };
  const placeOfId = (id: string): string => {
    const [table, at] = rowOf(id) ?? [];
    return table === undefined ? '' : shownRow(table.plan, at ?? 0);
  };
  const ofTables = tables.map(({ plan, rows, ids: all }) =>
    all.flatMap((id, admitted) => {
      const kind = faulty.get(id);
      if (kind === undefined) return [];
      return [issueOfCode(id, kind, placeOf(plan, rows[admitted] ?? 0, column, id), known, placeOfId)];
    }),
  );
  const pairs = alikePairs(ids, faulty);
  const alike = pairs.map(([id, other]) =>
    issue('codesAlike', placeOfRow(id), `${other} (${placeOfId(other)})`, `${id} (${placeOfId(id)})`),
  );
  return { ofTables, alike };
}

/** The first row of each code. */
function notePlaces(where: Map<string, readonly [AdmittedRows, number]>, table: AdmittedRows): void {
  table.ids.forEach((id, admitted) => {
    if (!where.has(id)) where.set(id, [table, table.rows[admitted] ?? 0]);
  });
}

function issueOfCode(
  code: string,
  kind: CodeKind | 'region',
  place: Place,
  known: ReadonlySet<string>,
  placeOfId: (id: string) => string,
): Issue {
  if (kind === 'region') return issue('creditCodeRegion', place, 'GB/T 2260', code.slice(2, 8));
  const fault = checkCreditCode(code);
  if (fault?.kind === 'truncated' && kind === 'cut') {
    const found = fault.originals.filter((one) => known.has(one)).map((one) => `${one} (${placeOfId(one)})`);
    const others = fault.originals.filter((one) => !known.has(one));
    return issue('creditCodeTruncated', place, [...found, ...others].join('、'), code);
  }
  const expected = fault?.kind === 'invalid' ? fault.expected : '18 characters';
  const looks = LOOKS[kind];
  return issue('creditCodeInvalid', place, expected, looks === undefined ? code : `${code} | ${looks}`);
}

/** What a number of another kind is called; the Chinese twins are in inChinese.ts. */
const LOOKS: Readonly<Partial<Record<CodeKind | 'region', string>>> = {
  registrationNumber: 'looks like a registration number of the old kind',
  organisationCode: 'looks like an organisation code',
  taxNumber: 'looks like a tax number of the old kind',
  identityCard: 'looks like the number of a person’s identity card',
};

/** Codes of which more are faulty are not compared one character at a time: the tables then have no credit codes. */
const MOST_COMPARED = 5_000;
const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/**
 * Pairs of codes that may be of one firm, each once. Of two that differ by one character one fails its check digits, since
 * these find every single wrong character; so only the faulty are compared. A code that a
 * spreadsheet cut is no typing error: what it can have been is said of it already.
 */
function alikePairs(
  ids: readonly string[],
  faulty: ReadonlyMap<string, CodeKind | 'region'>,
): readonly (readonly [string, string])[] {
  const known = new Set(ids);
  const pairs = new Map<string, readonly [string, string]>();
  const note = (a: string, b: string): void => {
    const pair = a < b ? ([a, b] as const) : ([b, a] as const);
    pairs.set(pair.join(' '), pair);
  };
  const wrong = [...faulty].flatMap(([id, kind]) => (kind === 'wrongDigit' ? [id] : []));
  for (const id of wrong.length > MOST_COMPARED ? [] : wrong) {
    for (let at = 0; at < id.length; at += 1) {
      for (const character of CHARACTERS) {
        const other = id.slice(0, at) + character + id.slice(at + 1);
        if (other !== id && known.has(other) && faulty.get(other) !== 'cut') note(id, other);
      }
    }
  }
  const byOrganisation = new Map<string, string>();
  for (const id of ids) {
    if (id.length !== 18 || faulty.get(id) === 'identityCard') continue;
    const organisation = id.slice(8, 17);
    const other = byOrganisation.get(organisation);
    if (other === undefined) byOrganisation.set(organisation, id);
    else note(other, id);
  }
  for (const [id, kind] of faulty) {
    const organisation =
      kind === 'organisationCode' ? id.replace('-', '') : kind === 'taxNumber' ? id.slice(6, 15) : '';
    const other = byOrganisation.get(organisation);
    if (other !== undefined) note(id, other);
  }
  return [...pairs.values()].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
