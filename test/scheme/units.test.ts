import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/evaluate.ts';
import { readHistory } from '../../src/intake/history.ts';
import { readCsv, type Table } from '../../src/intake/readCsv.ts';
import { readFacts } from '../../src/intake/readFacts.ts';
import { readScheme } from '../../src/scheme/readScheme.ts';
import type { InheritRule, MergeRule, UnitRule } from '../../src/scheme/unitRule.ts';
import { sampleScheme } from './sample.ts';

const MERGE: MergeRule = {
  id: 'zones',
  title: '园区',
  kind: 'merge',
  by: 'zone',
  when: { all: [] },
  whenUndecided: 'holds',
  members: 'sumOnly',
  singletons: 'asUnit',
  zeroWhen: [],
  labels: 'whereAllAgree',
  flags: 'any',
};
const INHERIT: InheritRule = {
  id: 'tenants',
  title: '承租',
  kind: 'inherit',
  from: 'landlord',
  of: 'firms',
  when: { all: [] },
  whenUndecided: 'holds',
  ifUnknown: 'alone',
  ifUngraded: 'ungraded',
};

function faults(...units: readonly UnitRule[]): string[] {
  const { issues } = readScheme(sampleScheme({ units }, { of: ['firms', 'zones'] }));
  return issues.map(({ code, place }) => `${code} ${place.path ?? ''}`);
}

describe('a scheme with units', () => {
  test('is valid where its categories take them', () => {
    expect(faults(MERGE, INHERIT)).toEqual([]);
    expect(faults(INHERIT)).toEqual(['schemeName categories[0].of']);
    expect(readScheme(sampleScheme({ units: [MERGE] })).issues).toMatchObject([
      { code: 'schemeForm', place: { path: 'units[0]' } },
    ]);
  });

  test('may take firms and units by conditions that overlap, in categories of their own', () => {
    const [all] = sampleScheme().categories;
    for (const severalCategories of ['fault', 'firstWins'] as const) {
      const plain = sampleScheme();
      const conventions = { ...plain.conventions, severalCategories };
      const categories = all === undefined ? [] : [all, { ...all, id: 'zones', of: 'zones' }];
      expect(readScheme({ ...plain, conventions, units: [MERGE], categories }).issues).toEqual([]);
      const same = categories.map((category) => ({ ...category, of: ['firms', 'zones'] }));
      expect(readScheme({ ...plain, conventions, units: [MERGE], categories: same }).issues.length).toBe(1);
    }
  });

  test('names labels, amounts and grades that there are', () => {
    expect(faults({ ...MERGE, by: 'tax' }, { ...INHERIT, from: 'tax' })).toEqual([
      'schemeName units[0].by',
      'schemeName units[1].from',
    ]);
    expect(faults({ ...MERGE, labels: { ofLargest: 'zone' } })).toEqual(['schemeName units[0].labels.ofLargest']);
    expect(faults(MERGE, { ...INHERIT, ifUngraded: { grade: 'Z' } })).toEqual(['schemeName units[1].ifUngraded.grade']);
    expect(faults({ ...MERGE, when: { grade: 'A' } })).toEqual(['schemeStage units[0].when']);
  });

  test('names a rule once, and a landlord of a merge only after the merge', () => {
    expect(faults(MERGE, { ...INHERIT, id: 'zones' })).toEqual(['schemeRepeated units']);
    expect(faults({ ...INHERIT, of: 'zones' }, MERGE)).toEqual(['schemeName units[0].of']);
    expect(faults(MERGE, { ...INHERIT, of: 'zones' })).toEqual([]);
    expect(faults(MERGE, { ...MERGE, id: 'firms' })).toContain('schemeRepeated units');
  });

  test('takes units whose members share their result by "firms" alone', () => {
    expect(faults({ ...MERGE, members: 'shareResult' })).toEqual(['schemeName categories[0].of']);
  });

  test('states amounts of its own in the same dimension, and none that a ledger contains', () => {
    const own = (amount: string, from: string) => faults({ ...MERGE, own: [{ amount, from, as: 'replaces' }] });
    expect(own('land', 'ownedLand')).toEqual([]);
    expect(own('land', 'tax')).toEqual(['schemeDimension units[0].own[0].from']);
    const ledgers = { net: { title: '净地', unit: '亩', sum: ['land', { less: 'leasedOutLand' }] } };
    const rule: MergeRule = { ...MERGE, own: [{ amount: 'land', from: 'ownedLand', as: 'adds' }] };
    const within = readScheme(sampleScheme({ units: [rule], ledgers }, { of: ['firms', 'zones'] })).issues;
    expect(within).toMatchObject([{ code: 'schemeForm', place: { path: 'units[0].own[0].amount' }, received: 'net' }]);
    const ledger: MergeRule = { ...MERGE, own: [{ amount: 'net', from: 'ownedLand', as: 'adds' }] };
    expect(readScheme(sampleScheme({ units: [ledger], ledgers }, { of: ['firms', 'zones'] })).issues).toEqual([]);
  });
});

describe('a table of units', () => {
  const own: MergeRule = { ...MERGE, own: [{ amount: 'land', from: 'ownedLand', as: 'replaces' }] };
  const scheme = sampleScheme({ units: [own] }, { of: ['firms', 'zones'] });
  const table = (name: string, ...lines: readonly string[]): Table => {
    const read = readCsv(new TextEncoder().encode(lines.join('\n')), name).table;
    if (read === undefined) throw new RangeError(name);
    return read;
  };
  const firms = table(
    'firms.csv',
    '年份,企业代码,园区,税收（万元）,用地面积（亩）',
    '2022,E1,东区,10,5',
    '2022,E2,东区,20,5',
  );

  test('is one without firms, and takes the year of the firms', () => {
    const zones = table('zones.csv', '年份,园区,自有用地面积（公顷）', '2022,东 区,2', '2021,西区,3', '2022,,4');
    const facts = readFacts([zones, firms], scheme);
    expect(facts.ids).toEqual(['E1', 'E2']);
    expect(facts.sources.map(({ name, rows, used, skipped, refused }) => [name, rows, used, skipped, refused])).toEqual(
      [
        ['firms.csv', 2, 2, 0, 0],
        ['zones.csv', 3, 1, 1, 1],
      ],
    );
    expect(facts.issues.map(({ code }) => code)).toEqual(['rowOfOtherYear', 'rowWithoutId']);
    const evaluation = evaluate(facts, scheme);
    expect(evaluation.units().map(({ id }) => id)).toEqual(['zones：东区']);
    expect(evaluation.firm('zones：东区')?.indicators['taxPerMu']).toMatchObject({
      numerator: '30',
      denominator: '30',
    });
  });

  test('is read as one of firms where no rule wants it', () => {
    const zones = table('zones.csv', '园区,自有用地面积（公顷）', '东区,2');
    const facts = readFacts([firms, zones], sampleScheme({ units: [MERGE] }, { of: ['firms', 'zones'] }));
    expect(facts.own).toBeUndefined();
    expect(facts.issues.map(({ code }) => code)).toEqual(['columnMissing', 'rowWithoutId']);
  });
});

describe('an earlier evaluation', () => {
  const merge: MergeRule = { ...MERGE, id: 'controllers', by: 'controller', members: 'shareResult' };
  const scheme = sampleScheme({ units: [merge, INHERIT] });
  const records = [
    { id: 'E1', controller: '甲', tax: '60', land: '5' },
    { id: 'E2', controller: '甲', tax: '60', land: '5' },
    { id: 'E3', tax: '50', land: '10' },
    { id: 'E4', landlord: 'E3', tax: '1', land: '1' },
  ];

  test('knows members and tenants by their grades, and has the amounts of the unit once', () => {
    const { past } = readHistory(JSON.parse(JSON.stringify(evaluate(records, scheme).document())), 'evaluation.json');
    const known = [...(past?.firms ?? [])].map(([id, { category, grade, amounts }]) => [
      id,
      category,
      grade,
      amounts.size,
    ]);
    expect(known).toEqual([
      ['E1', 'all', 'B', 0],
      ['E2', 'all', 'B', 0],
      ['E3', 'all', 'C', 1],
      ['E4', 'all', 'C', 0],
      ['controllers：甲', 'all', 'B', 1],
    ]);
  });
});
