import { describe, expect, it } from 'vitest';
import { lineCells } from '../../src/intake/origins.ts';
import { readFacts } from '../../src/intake/readFacts.ts';
import type { LeaseRule } from '../../src/scheme/intake.ts';
import { amounts, issuesOf, schemeBy, table } from './sample.ts';

const RULE: LeaseRule = {
  id: 'land',
  amount: 'leasedArea',
  landlord: 'leasedOutLand',
  tenant: 'leasedInLand',
  sidesDiffer: 'fault',
  oneSided: 'counts',
  partYear: 'byDays',
  sameRows: 'once',
  zeroWhen: [],
  withoutLease: 'missing',
  notMoreThan: ['ownedLand', 'leasedInLand'],
};

const owned = table(['企业代码 | 自有用地面积（亩）', 'A | 30', 'B | 0', 'C | 5'], '国土.csv');

function read(rule: Partial<LeaseRule>, ...tables: ReturnType<typeof table>[]) {
  const facts = readFacts([owned, ...tables], schemeBy('code', { intake: { leases: [{ ...RULE, ...rule }] } }));
  return { facts, out: amounts(facts, 'leasedOutLand'), in: amounts(facts, 'leasedInLand'), issues: issuesOf(facts) };
}

const register = (...lines: string[]) =>
  table(['出租方 | 承租方 | 租赁面积（亩） | 起租日期 | 终止日期 | 宗地号', ...lines], '租赁.csv');

describe('a register of leases', () => {
  it('adds up to what the landlord lets and the tenant takes, with a line for each', () => {
    const { facts, ...sums } = read(
      {},
      register('A | B | 10 | | | 1', 'A | C | 2.5 | | | 2', 'A | 村集体 | 1 | | | 3'),
    );
    expect(sums).toEqual({
      out: ['13.5', 'state 1', 'state 1'],
      in: ['state 1', '10', '2.5'],
      issues: ['leasePartyUnknown 4: one of the firms ← 村集体'],
    });
    const lines = lineCells(facts, 'leasedOutLand', 0);
    expect(
      lines.map(({ line, cell }) => [line.lease?.counterparty, line.part, cell.file, cell.row, cell.text]),
    ).toEqual([
      ['B', 'counts', '租赁.csv', 2, '10'],
      ['C', 'counts', '租赁.csv', 3, '2.5'],
      ['村集体', 'counts', '租赁.csv', 4, '1'],
    ]);
    expect(facts.sources.map(({ rows, used }) => [rows, used])).toEqual([
      [3, 3],
      [3, 3],
    ]);
  });

  it('counts a part of the year by its days, first and last included', () => {
    // 2022-07-01 to 2022-12-31 has 184 days: 10 × 184/365 = 1840/365; to 2022-01-01 it is one day: 3.65/365 = 0.01.
    const { out } = read(
      {},
      register('A | B | 10 | 2022-07-01 | 2023-06-30 |', 'B | C | 3.65 | 2020-01-01 | 2022-01-01 |'),
    );
    expect(out?.map((text) => text.slice(0, 12))).toEqual(['5.0410958904', '0.01', 'state 1']);
  });

  it('counts whole where the rule says so, and nothing of a lease outside the year', () => {
    const { out } = read(
      { partYear: 'whole' },
      register('A | B | 10 | 2022-07-01 | 2023-06-30 | 1', 'A | C | 3 | 2020-01-01 | 2021-12-31 | 2'),
    );
    expect(out).toEqual(['10', 'state 1', 'state 1']);
  });

  it('reports more let than there is, chains and circles, each with its rows', () => {
    const { issues } = read({}, register('A | B | 40 | | |', 'B | C | 1 | | |'));
    expect(issues).toEqual([
      'leaseExceeds -: 自有用地面积 + 承租用地面积 30 亩 ← 40 亩',
      'leaseChain 2: 租赁.csv 2、租赁.csv 3 ← A → B → C',
    ]);
    const circle = read({}, register('A | B | 4 | | |', 'B | C | 1 | | |', 'C | A | 1 | | |'));
    expect(circle.issues).toEqual(['leaseCircle 2: 租赁.csv 2、租赁.csv 3、租赁.csv 4 ← A → B → C → A']);
  });

  it('refuses a row of which neither party is a firm, and makes both sums missing for dates that cannot be', () => {
    const {
      out,
      in: taken,
      issues,
    } = read({}, register('甲厂 | 乙厂 | 1 | | |', 'A | B | 2 | 2022-05-01 | 2022-04-01 |'));
    expect([out, taken, issues]).toEqual([
      ['state 4', 'state 1', 'state 1'],
      ['state 1', 'state 4', 'state 1'],
      [
        'leaseDatesInvalid 3: first day ≤ last day ← 2022-05-01 – 2022-04-01',
        'leaseWithoutFirm 2: one of the firms ← 甲厂 → 乙厂',
      ],
    ]);
  });

  it('makes both sums missing for an amount below zero', () => {
    const {
      out,
      in: taken,
      issues,
    } = read({}, register('A | B | 10 | | | 1', 'A | B | -4 | | | 2', 'A | C | 1 | | |'));
    expect([out?.[0], taken, issues]).toEqual(['state 4', ['state 1', 'state 4', '1'], ['leaseNegative 3: ≥ 0 ← -4']]);
  });

  it('reports a parcel that two firms own, or that somebody lets who does not have it', () => {
    const parcels = table(['企业代码 | 宗地号 | 自有用地面积（亩）', 'A | P1 | 30', 'B | p1 | 0'], '宗地.csv');
    const { issues } = read({}, parcels, register('C | B | 1 | | | P1'));
    expect(issues.filter((one) => one.startsWith('parcelShared'))).toEqual([
      'parcelShared 3: A (宗地.csv 2) ← p1',
      'parcelShared 2: A (宗地.csv 2) ← P1',
    ]);
  });
});

it.each([false, true])(
  'a party whose code and name are two firms is the one of the code, with both (by name: %s)',
  (allowed) => {
    const named = table(
      ['企业代码 | 企业名称 | 自有用地面积（亩）', 'A | 甲厂 | 30', 'B | 乙厂 | 0', 'C | 丙厂 | 0'],
      '国土.csv',
    );
    const leases = table(
      [
        '出租方代码 | 承租方代码 | 承租方 | 租赁面积（亩）',
        'A | B | 丙厂 | 10',
        'A | B | 乙厂 | 5',
        'A | B | 乙厂公司 | 1',
      ],
      '租赁.csv',
    );
    const intake = { joinByName: { allowed }, leases: [RULE] };
    const facts = readFacts([named, leases], schemeBy('code', { intake }));
    expect([amounts(facts, 'leasedInLand'), issuesOf(facts)]).toEqual([
      ['state 1', '16', 'state 1'],
      ['leasePartyTwofold 2: B ← 丙厂：C (国土.csv 4)'],
    ]);
  },
);

describe('leases that both parties file', () => {
  const landlords = (...lines: string[]) => table(['企业代码 | 承租方 | 出租面积（亩）', ...lines], '出租.csv');
  const tenants = (...lines: string[]) => table(['企业代码 | 出租方 | 承租面积（亩）', ...lines], '承租.csv');

  it('count once where they agree', () => {
    const { out, in: taken, issues, facts } = read({}, landlords('A | B | 10'), tenants('B | A | 10.0'));
    expect([out, taken, issues]).toEqual([['10', 'state 1', 'state 1'], ['state 1', '10', 'state 1'], []]);
    expect(
      lineCells(facts, 'leasedInLand', 1).map(({ line, cell }) => [line.part, line.lease?.statedBy, cell.file]),
    ).toEqual([
      ['counts', 'landlord', '出租.csv'],
      ['agrees', 'tenant', '承租.csv'],
    ]);
  });

  it.each([
    ['fault', 'state 4', 'leaseDisputed'],
    ['landlord', '10', 'leaseDiffers'],
    ['tenant', '8', 'leaseDiffers'],
    ['smaller', '8', 'leaseDiffers'],
    ['larger', '10', 'leaseDiffers'],
  ] as const)('differ: %s', (sidesDiffer, value, code) => {
    const { out, in: taken, issues } = read({ sidesDiffer }, landlords('A | B | 10'), tenants('B | A | 8'));
    expect([out?.[0], taken?.[1], issues]).toEqual([
      value,
      value,
      [`${code} 2: A → B 10 亩 (出租.csv 2) ← A → B 8 亩 (承租.csv 2)`],
    ]);
  });

  it.each([
    ['counts', ['13', 'state 1', 'state 1'], ['state 1', '10', '3'], 'leaseOneSided'],
    ['doesNotCount', ['10', 'state 1', 'state 1'], ['state 1', '10', 'state 1'], 'leaseOneSided'],
    ['fault', ['state 4', 'state 1', 'state 1'], ['state 1', '10', 'state 4'], 'leaseUnconfirmed'],
  ] as const)('are stated by one only: %s', (oneSided, out, taken, code) => {
    const found = read({ oneSided }, landlords('A | B | 10', 'A | C | 3'), tenants('B | A | 10'));
    expect([found.out, found.in, found.issues]).toEqual([out, taken, [`${code} 3: C ← A → C 3 亩 (出租.csv 3)`]]);
  });

  it('are not one where they name two parcels, and are where one names none', () => {
    const let_ = table(['企业代码 | 承租方 | 宗地号 | 出租面积（亩）', 'A | B | 1 | 10'], '出租.csv');
    const taken = (parcel: string) =>
      table(['企业代码 | 出租方 | 宗地号 | 承租面积（亩）', `B | A | ${parcel} | 10`], '承租.csv');
    expect([read({}, let_, taken('2')).out?.[0], read({}, let_, taken('')).out?.[0]]).toEqual(['20', '10']);
    expect(read({}, let_, taken('2')).issues.map((one) => one.split(' ')[0])).toEqual([
      'leaseOneSided',
      'leaseOneSided',
    ]);
  });

  it('can stand in two columns of one table', () => {
    const both = table(
      ['出租方 | 承租方 | 出租面积（亩） | 承租面积（亩）', 'A | B | 10 | 9', 'A | C | 3 |'],
      '租赁.csv',
    );
    const { out, in: taken, issues } = read({ sidesDiffer: 'smaller' }, both);
    expect([out, taken]).toEqual([
      ['12', 'state 1', 'state 1'],
      ['state 1', '9', '3'],
    ]);
    expect(issues.map((one) => one.split(':')[0])).toEqual(['leaseDiffers 2', 'leaseOneSided 3']);
  });

  it('agree or are in dispute with a plain column', () => {
    const plain = table(['企业代码 | 出租用地面积（亩） | 税收（万元）', 'A | 10 | 1', 'B | 2 | 1'], '税务.csv');
    expect(read({}, plain, register('A | C | 10 | | |')).out).toEqual(['10', '2', 'state 1']);
    const { out, issues } = read({}, plain, register('A | C | 11 | | |'));
    expect([out, issues]).toEqual([
      ['state 4', '2', 'state 1'],
      [
        'factRepeated 2: 10 亩 (税务.csv 2) ← 11 亩 (租赁.csv 2)',
        'leaseExceeds -: 自有用地面积 + 承租用地面积 0 亩 ← 2 亩',
      ],
    ]);
  });
});

describe('a lease that is stated twice', () => {
  const shown = (name: string, row = 2) => `A → B 10 亩 (${name} ${row})`;
  const landlords = (name: string, ...lines: string[]) => table(['企业代码 | 承租方 | 出租面积（亩）', ...lines], name);
  const both = (rule: Partial<LeaseRule>, ...tables: ReturnType<typeof table>[]) => {
    const { out, in: taken, issues } = read(rule, ...tables);
    return [out?.[0], taken?.[1], ...issues];
  };

  it.each([
    ['once', '10', 'leaseRepeated'],
    ['each', '20', 'leaseAlike'],
    ['fault', 'state 4', 'leaseDoubled'],
  ] as const)('in two files: %s', (sameRows, value, code) => {
    const registers = ['r1.csv', 'r2.csv'].map((name) =>
      table(['出租方 | 承租方 | 租赁面积（亩）', 'A | B | 10'], name),
    );
    const repeated = `${code} 2: ${shown('r1.csv')} ← ${shown('r2.csv')}`;
    expect(both({ sameRows }, ...registers)).toEqual([value, value, repeated]);
    const filed = ['r1.csv', 'r2.csv'].map((name) => landlords(name, 'A | B | 10'));
    expect(both({ sameRows }, ...filed)).toEqual([value, value, repeated]);
  });

  it.each([
    ['once', '10', 'rowRepeated 3: 2 ← '],
    ['each', '20', `leaseAlike 3: ${shown('r1.csv')} ← ${shown('r1.csv', 3)}`],
    ['fault', 'state 4', `leaseDoubled 3: ${shown('r1.csv')} ← ${shown('r1.csv', 3)}`],
  ] as const)('in two rows of a file that are the same: %s', (sameRows, value, repeated) => {
    expect(both({ sameRows }, landlords('r1.csv', 'A | B | 10', 'A | B | 10'))).toEqual([value, value, repeated]);
  });

  it('is as many leases as the file that has most of them: contracts 1 and 2 in one, 2 in another', () => {
    const contracts = (name: string, ...lines: string[]) =>
      table(['出租方 | 承租方 | 租赁面积（亩） | 合同编号', ...lines], name);
    const files = [
      contracts('r1.csv', 'A | B | 10 | 1', 'A | B | 10 | 2'),
      contracts('r2.csv', 'A | B | 10 | 2'),
      contracts('r3.csv', 'A | B | 10 | 2', 'A | B | 10 | 2'),
    ];
    for (const order of [files, [...files].reverse()]) {
      const { out, issues } = read({}, ...order);
      expect([out?.[0], issues.filter((one) => one.startsWith('leaseRepeated')).length]).toEqual(['20', 2]);
    }
  });

  it('is one where its party agrees with it in a third file, and all rows stay among its lines', () => {
    const tenants = table(['企业代码 | 出租方 | 承租面积（亩）', 'B | A | 10'], '承租.csv');
    const { facts, out } = read({}, landlords('r1.csv', 'A | B | 10'), landlords('r2.csv', 'A | B | 10'), tenants);
    expect(out?.[0]).toBe('10');
    expect(lineCells(facts, 'leasedOutLand', 0).map(({ line, cell }) => [cell.file, line.part])).toEqual([
      ['r1.csv', 'counts'],
      ['承租.csv', 'agrees'],
      ['r2.csv', 'agrees'],
    ]);
  });

  it('by two columns of a row for one party counts once where they agree, and not where they differ', () => {
    const columns = (line: string) =>
      table(['企业代码 | 承租方代码 | 租赁面积（亩） | 出租面积（亩）', line], 'r1.csv');
    expect(both({}, columns('A | B | 10 | 10'))).toEqual(['10', '10']);
    expect(both({}, columns('A | B | | 10'))).toEqual(['10', '10']);
    for (const sidesDiffer of ['fault', 'smaller', 'landlord'] as const) {
      expect(both({ sidesDiffer }, columns('A | B | 10 | 12'))).toEqual([
        'state 4',
        'state 4',
        'leaseColumnsDiffer 2: A → B 10 亩 (r1.csv 2) ← A → B 12 亩 (r1.csv 2)',
      ]);
    }
  });
});

it('of a long circle, and of many firms of one name, shows the first ten', () => {
  const firms = Array.from({ length: 12 }, (_, at) => `F${10 + at}`);
  const circle = firms.map((firm, at) => `${firm} | ${firms[(at + 1) % firms.length]} | 1 | | |`);
  const named = table(
    ['企业代码 | 企业名称 | 自有用地面积（亩）', ...firms.map((firm) => `${firm} | 甲厂 | 9`)],
    '国土.csv',
  );
  const loose = table(['企业代码 | 企业名称 | 税收（万元）', ' | 甲厂 | 1'], '税务.csv');
  const intake = { joinByName: { allowed: true }, leases: [RULE] };
  const issues = issuesOf(readFacts([named, loose, register(...circle)], schemeBy('code', { intake })));
  const of = (code: string) => issues.find((one) => one.startsWith(code));
  expect(of('leaseCircle')).toMatch(/ 租赁\.csv 2、.*租赁\.csv 11… ← F10 → .* → F20 → …$/u);
  expect(of('nameAmbiguous')).toMatch(/: F10 \(国土\.csv 2\)、.*F19 \(国土\.csv 11\)… ← 甲厂$/u);
});

it('without a rule a table of leases is read like any other', () => {
  const facts = readFacts([owned, register('A | B | 10 | | |')], schemeBy('code'));
  expect([facts.amounts.get('leasedOutLand'), issuesOf(facts)[0]?.split(' ')[0]]).toEqual([undefined, 'columnUnknown']);
});
