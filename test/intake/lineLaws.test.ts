import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stateAt } from '../../src/exact/column.ts';
import { documentFacts } from '../../src/intake/documentFacts.ts';
import type { Facts } from '../../src/intake/facts.ts';
import { indexFields } from '../../src/intake/fieldIndex.ts';
import { leaseIndex } from '../../src/intake/leaseIndex.ts';
import { planTable } from '../../src/intake/planTable.ts';
import type { Table } from '../../src/intake/readCsv.ts';
import { readFacts } from '../../src/intake/readFacts.ts';
import { readFactsJson } from '../../src/intake/readFactsJson.ts';
import type { Intake, LeaseRule } from '../../src/scheme/intake.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import { amounts, schemeBy, table } from './sample.ts';

const FIRMS = ['A', 'B', 'C', 'D', 'E'];
const DAYS = ['', '2021-11-30', '2022-01-01', '2022-03-01', '2022-07-01', '2022-12-31', '2023-02-01'];
const YEAR = 2022;

/** Issues of which each skipped or refused row has exactly one, and no other row has any. */
const ROW_CODES = [
  'rowSkipped',
  'rowOfOtherYear',
  'rowRepeated',
  'headerOther',
  'rowUnderOtherHeader',
  'rowTooLong',
  'rowWithoutId',
  'nameAmbiguous',
  'nameUnknown',
  'firmRepeated',
  'yearInvalid',
  'leaseWithoutFirm',
];

interface LeaseRow {
  readonly landlord: string;
  readonly tenant: string;
  readonly area: string;
  readonly from: string;
  readonly to: string;
  readonly parcel: string;
}

const party = fc.constantFrom(...FIRMS, '村集体');
const leaseRow = fc.record({
  landlord: party,
  tenant: party,
  area: fc.constantFrom('1', '2.5', '10', '10', '0'),
  from: fc.constantFrom(...DAYS),
  to: fc.constantFrom(...DAYS),
  parcel: fc.constantFrom('', '', 'P1', 'p1', 'P2'),
});
const leaseRule: fc.Arbitrary<LeaseRule> = fc.record({
  id: fc.constant('land'),
  amount: fc.constant('leasedArea'),
  landlord: fc.constant('leasedOutLand'),
  tenant: fc.constant('leasedInLand'),
  sidesDiffer: fc.constantFrom('fault', 'landlord', 'tenant', 'smaller', 'larger'),
  oneSided: fc.constantFrom('counts', 'doesNotCount', 'fault'),
  partYear: fc.constantFrom('byDays', 'whole'),
  sameRows: fc.constantFrom('once', 'each', 'fault'),
  zeroWhen: fc.constantFrom([], ['missing'] as const),
  withoutLease: fc.constantFrom('zero', 'missing'),
  notMoreThan: fc.constant(['ownedLand']),
});
const anyIntake: fc.Arbitrary<Intake> = fc.record({
  joinByName: fc.record({ allowed: fc.boolean() }),
  addUp: fc
    .record({
      id: fc.constant('parcels'),
      fields: fc.constant(['ownedLand', 'electricity']),
      tables: fc.constantFrom('agree', 'addUp'),
      withoutRow: fc.constantFrom('zero', 'missing'),
      sameRows: fc.constantFrom('once', 'each', 'fault'),
      zeroWhen: fc.constantFrom([], ['missing'] as const),
      lineLabels: fc.constantFrom(['parcel'], ['town']),
    })
    .map((rule) => [rule]),
  twoValues: fc
    .record({
      id: fc.constant('tax'),
      fields: fc.constant(['tax', 'town']),
      use: fc.constantFrom('department', 'firm', 'departmentElseFirm', 'firmElseDepartment', 'fault'),
    })
    .map((rule) => [rule]),
  leases: leaseRule.map((rule) => [rule]),
});

const owned = table(['企业代码 | 自有用地面积（亩）', ...FIRMS.map((id, at) => `${id} | ${at * 10}`)], '国土.csv');

function leaseTable(rows: readonly LeaseRow[], kind: 'register' | 'landlord' | 'tenant', name: string): Table {
  const header = { register: '租赁面积（亩）', landlord: '出租面积（亩）', tenant: '承租面积（亩）' }[kind];
  const lines = rows.map(({ landlord, tenant, area, from, to, parcel }) =>
    [landlord, tenant, area, from, to, parcel].join(' | '),
  );
  return table([`出租方 | 承租方 | ${header} | 起租日期 | 终止日期 | 宗地号`, ...lines], name);
}

const HEADERS = [
  '企业代码',
  '企业名称',
  '自有用地面积（亩）',
  '用电量（度）',
  '自报税收（万元）',
  '核定税收（万元）',
  '税收（万元）',
  '镇街（核定）',
  '镇街（自报）',
  '宗地号',
  '出租方',
  '承租方',
  '承租面积（亩）',
  '出租面积（亩）',
  '租赁面积（亩）',
  '起租日期',
  '终止日期',
  '填报方',
  '序号',
  '年度',
];
const CELLS = [
  '',
  'A',
  'B',
  'C',
  '甲',
  '乙',
  '1',
  '2',
  '-1',
  '不适用',
  '*',
  '#N/A',
  'x',
  '2022-03-01',
  '2022',
  '承租方',
  '出租方',
  '合计',
  '1,23',
];
const line = (cells: readonly string[], longest: number) => fc.array(fc.constantFrom(...cells), { maxLength: longest });
const anyTables = fc
  .array(fc.record({ header: line(HEADERS, 7), body: fc.array(line(CELLS, 7), { maxLength: 9 }) }), { maxLength: 4 })
  .map((tables) => tables.map(({ header, body }, at) => ({ ...table([], `${at}.csv`), rows: [header, ...body] })));
const anyIdentity = fc
  .constantFrom('creditCode', 'code', 'name')
  .chain((identity) => anyIntake.map((intake) => schemeBy(identity as 'code', { intake })));

/** What was read, without where it stood. */
function contents(facts: Facts) {
  return {
    ids: facts.ids,
    labels: [...facts.labels].sort(),
    amounts: [...facts.amounts.keys()].sort().map((field) => [field, amounts(facts, field)]),
    issues: facts.issues.map(({ code }) => code).sort(),
  };
}

describe('rows that add up, two values and leases', () => {
  it('account for every row, with one issue for each that is not used', () => {
    fc.assert(
      fc.property(anyTables, anyIdentity, (tables, scheme) => {
        const facts = readFacts(tables, scheme);
        for (const { name, rows, used, skipped, refused } of facts.sources) {
          expect(rows).toBe(used + skipped + refused);
          const places = facts.issues.filter(({ code, place }) => place.file === name && ROW_CODES.includes(code));
          expect(places).toHaveLength(skipped + refused);
          expect(new Set(places.map(({ place }) => place.row)).size).toBe(places.length);
        }
      }),
      { numRuns: 250 },
    );
  });

  it('read the same from shuffled tables and rows', () => {
    const leases = fc.tuple(fc.array(leaseRow, { maxLength: 5 }), fc.constantFrom('register', 'landlord', 'tenant'));
    const all = fc
      .tuple(anyTables, fc.array(leases, { maxLength: 3 }))
      .map(([tables, others]) => [
        owned,
        ...tables.filter(({ rows }) => (rows[0] ?? []).filter((cell) => cell !== '').length > 1),
        ...others.map(([rows, kind], at) => leaseTable(rows, kind as 'register', `租赁${at}.csv`)),
      ]);
    const shuffled = all.chain((tables) =>
      fc.tuple(
        fc.constant(tables),
        fc
          .tuple(
            ...tables.map((one) =>
              shuffle(one.rows.slice(1)).map((body) => ({ ...one, rows: [one.rows[0] ?? [], ...body] })),
            ),
          )
          .chain(shuffle),
      ),
    );
    fc.assert(
      fc.property(shuffled, anyIdentity, ([tables, others], scheme) => {
        // Without a header that can be told from the rows, another row would be taken for it, or for a part of it.
        const index = indexFields(scheme);
        const startAlike = [index, leaseIndex(index)].every((by) =>
          [undefined, 2022].every((year) =>
            [...tables, ...others].every((one) => planTable(one, by, year).plan.firstRow === 2),
          ),
        );
        fc.pre(startAlike);
        const [facts, shuffledFacts] = [readFacts(tables, scheme), readFacts(others, scheme)];
        // Another header among the rows says which stand below it.
        fc.pre([facts, shuffledFacts].every(({ issues }) => issues.every(({ code }) => code !== 'headerOther')));
        expect(contents(shuffledFacts)).toEqual(contents(facts));
      }),
      { numRuns: 250 },
    );
  });

  it('come back from facts.json as the same bytes', () => {
    const leases = fc.array(leaseRow, { maxLength: 6 });
    fc.assert(
      fc.property(anyTables, leases, anyIdentity, (tables, rows, scheme) => {
        const facts = readFacts([owned, ...tables, leaseTable(rows, 'landlord', '租赁.csv')], scheme);
        const written = JSON.stringify(documentFacts(facts, scheme));
        const { facts: back, issues } = readFactsJson(JSON.parse(written));
        expect(issues).toEqual([]);
        expect(back && JSON.stringify(documentFacts(back, scheme))).toBe(written);
      }),
      { numRuns: 150 },
    );
  });

  it('give the same land from one row as from its parcels', () => {
    const firms = fc.uniqueArray(
      fc.record({ id: fc.constantFrom(...FIRMS), parts: fc.array(fc.nat(9999), { minLength: 1, maxLength: 5 }) }),
      { selector: ({ id }) => id },
    );
    const scheme = schemeBy('code', {
      intake: { addUp: [{ id: 'p', fields: ['ownedLand'], tables: 'agree', sameRows: 'each', zeroWhen: [] }] },
    });
    fc.assert(
      fc.property(firms, (all) => {
        const parcels = all.flatMap(({ id, parts }) => parts.map((part) => `${id} | ${part}`));
        const whole = all.map(({ id, parts }) => `${id} | ${parts.reduce((sum, part) => sum + part, 0)}`);
        const header = '企业代码 | 自有用地面积（㎡）';
        const read = (lines: readonly string[]) => readFacts([table([header, ...lines])], scheme);
        expect(amounts(read(parcels), 'ownedLand')).toEqual(amounts(read(whole), 'ownedLand'));
      }),
    );
  });
});

describe('leases', () => {
  it('of firms that agree leave as much with the tenants as they take from the landlords', () => {
    const among = leaseRow.filter(
      ({ landlord, tenant, from, to }) =>
        FIRMS.includes(landlord) && FIRMS.includes(tenant) && (from === '' || to === '' || from <= to),
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(among, { selector: (row) => JSON.stringify(row), maxLength: 8 }),
        leaseRule,
        (rows, rule) => {
          const tables = [owned, leaseTable(rows, 'landlord', '出租.csv'), leaseTable(rows, 'tenant', '承租.csv')];
          const facts = readFacts(tables, schemeBy('code', { intake: { leases: [rule] } }));
          expect(facts.issues.filter(({ code }) => code.startsWith('leaseDi') || code === 'leaseOneSided')).toEqual([]);
          expect(total(facts, 'leasedOutLand')).toEqual(total(facts, 'leasedInLand'));
        },
      ),
    );
  });

  it('net to what a slow count of days gives', () => {
    const rows = fc.uniqueArray(
      leaseRow.filter(({ landlord, tenant }) => FIRMS.includes(landlord) || FIRMS.includes(tenant)),
      { selector: (row) => JSON.stringify({ ...row, parcel: row.parcel.toUpperCase() }), maxLength: 8 },
    );
    fc.assert(
      fc.property(rows, leaseRule, (leases, rule) => {
        const scheme: Scheme = schemeBy('code', { intake: { leases: [rule] } });
        const facts = readFacts([owned, leaseTable(leases, 'register', '租赁.csv')], scheme);
        for (const [field, side] of [
          ['leasedOutLand', 'landlord'],
          ['leasedInLand', 'tenant'],
        ] as const) {
          const column = facts.amounts.get(field);
          const none: Fraction | undefined =
            column !== undefined && rule.withoutLease === 'zero' ? [0n, 1n] : undefined;
          const expected = FIRMS.map((id) => {
            const own = leases.filter((one) => one[side] === id);
            return own.length === 0 ? none : slowly(own, rule.partYear);
          });
          const found = FIRMS.map((_, row) => {
            if (column === undefined || stateAt(column, row) !== 0) return undefined;
            return [BigInt(column.values[row] ?? 0), column.denominator] as const;
          });
          expect(found.map((one, at) => sameFraction(one, expected[at]))).toEqual(FIRMS.map(() => true));
        }
      }),
      { numRuns: 150 },
    );
  });
});

type Fraction = readonly [numerator: bigint, denominator: bigint];

/** The sum of leases, a day at a time; undefined where a lease ends before it begins. */
function slowly(leases: readonly LeaseRow[], partYear: LeaseRule['partYear']): Fraction | undefined {
  if (leases.some(({ from, to }) => from !== '' && to !== '' && to < from)) return undefined;
  const days = everyDay();
  let tenthsOfDays = 0n;
  for (const { area, from, to } of leases) {
    const inside = days.filter((day) => (from === '' || day >= from) && (to === '' || day <= to)).length;
    const counted = partYear === 'whole' ? (inside > 0 ? days.length : 0) : inside;
    tenthsOfDays += BigInt(Math.round(Number(area) * 10)) * BigInt(counted);
  }
  return [tenthsOfDays, 10n * BigInt(days.length)];
}

function everyDay(): readonly string[] {
  const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const two = (number: number): string => String(number).padStart(2, '0');
  return lengths.flatMap((length, month) =>
    Array.from({ length }, (_, day) => `${YEAR}-${two(month + 1)}-${two(day + 1)}`),
  );
}

function sameFraction(a: Fraction | undefined, b: Fraction | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a[0] * b[1] === b[0] * a[1];
}

/** The sum of a field over the firms that have it. */
function total(facts: Facts, field: string): Fraction {
  const column = facts.amounts.get(field);
  if (column === undefined) return [0n, 1n];
  const sum = facts.ids.reduce(
    (all, _, row) => all + (stateAt(column, row) === 0 ? BigInt(column.values[row] ?? 0) : 0n),
    0n,
  );
  return reduced([sum, column.denominator]);
}

function reduced([n, d]: Fraction): Fraction {
  let [a, b] = [n, d];
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? [0n, 1n] : [n / a, d / a];
}

function shuffle<T>(items: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length });
}
