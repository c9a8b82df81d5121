import { describe, expect, it } from 'vitest';
import { documentFacts } from '../../src/intake/documentFacts.ts';
import { cellAt, lineCells } from '../../src/intake/origins.ts';
import { readFacts } from '../../src/intake/readFacts.ts';
import { readFactsJson } from '../../src/intake/readFactsJson.ts';
import type { AddUpRule, Intake, TwoValuesRule } from '../../src/scheme/intake.ts';
import { amounts, issuesOf, schemeBy, table } from './sample.ts';

const ADD: AddUpRule = {
  id: 'parcels',
  fields: ['ownedLand', 'electricity'],
  tables: 'agree',
  sameRows: 'once',
  zeroWhen: [],
  lineLabels: ['parcel'],
};

function readBy(intake: Intake, ...tables: ReturnType<typeof table>[]) {
  return readFacts(tables, schemeBy('code', { intake }));
}

const adding = (rule: Partial<AddUpRule>, ...tables: ReturnType<typeof table>[]) =>
  readBy({ addUp: [{ ...ADD, ...rule }] }, ...tables);
const account = (facts: ReturnType<typeof readBy>) =>
  facts.sources.map(({ rows, used, skipped, refused }) => [rows, used, skipped, refused]);

describe('rows that add up', () => {
  const parcels = table(
    [
      '企业代码 | 企业名称 | 镇街 | 宗地号 | 自有用地面积（㎡）',
      'A | 甲 | 一 | 1 | 6667',
      'B | 乙 | 二 | 2 | 10',
      'A | 甲 | 一 | 3 | 0.5',
      'A | 甲 | | 4 | 1000',
    ],
    '宗地.csv',
  );

  it('are summed exactly, with a line for each', () => {
    const facts = adding({}, parcels);
    // (6667 + 0.5 + 1000) × 0.0015 = 11.50125
    expect([amounts(facts, 'ownedLand'), facts.labels.get('town'), account(facts)]).toEqual([
      ['11.50125', '0.015'],
      ['一', '二'],
      [[4, 4, 0, 0]],
    ]);
    expect(cellAt(facts, 'ownedLand', 0)).toBeUndefined();
    expect(
      lineCells(facts, 'ownedLand', 0).map(({ cell }) => [cell.file, cell.row, cell.column, cell.text, cell.unit]),
    ).toEqual([
      ['宗地.csv', 2, 5, '6667', '㎡'],
      ['宗地.csv', 4, 5, '0.5', '㎡'],
      ['宗地.csv', 5, 5, '1000', '㎡'],
    ]);
    expect(cellAt(facts, 'ownedLand', 1)).toMatchObject({ row: 3, text: '10' });
  });

  it('have to agree in whatever does not add up, field by field', () => {
    const facts = adding({}, parcels);
    // Parcels tell the rows apart; the town may not differ.
    expect([facts.labels.get('parcel'), issuesOf(facts)]).toEqual([[undefined, '2'], []]);
    const moved = adding({ lineLabels: ['town'] }, parcels);
    expect([moved.labels.get('parcel'), issuesOf(moved)]).toEqual([
      [undefined, '2'],
      ['factRepeated 4: 1 (宗地.csv 2) ← 3'],
    ]);
    const taxes = table([
      '企业代码 | 自有用地面积（亩） | 税收（万元）',
      'A | 1 | 5',
      'A | 2 | 5.0',
      'B | 1 | 5',
      'B | 2 | 6',
    ]);
    expect([amounts(adding({}, taxes), 'ownedLand'), amounts(adding({}, taxes), 'tax')]).toEqual([
      ['3', '3'],
      ['5', 'state 4'],
    ]);
  });

  it('are refused as ever without the rule', () => {
    const facts = readBy({}, parcels);
    expect([facts.ids, account(facts)]).toEqual([['B'], [[4, 1, 0, 3]]]);
  });

  it('are refused in a table that has none of the amounts', () => {
    const facts = adding({}, table(['企业代码 | 税收（万元）', 'A | 1', 'A | 2']));
    expect([facts.ids, account(facts)]).toEqual([[], [[2, 0, 0, 2]]]);
  });

  const twice = table(['序号 | 企业代码 | 自有用地面积（亩）', '1 | A | 10', '2 | A | 10', '3 | A | 1'], 'a.csv');

  it.each([
    ['once', '11', [[3, 2, 1, 0]], ['rowRepeated 3: 2 ← A']],
    ['each', '21', [[3, 3, 0, 0]], ['lineRepeated 3: 2 ← A']],
    [
      'fault',
      'state 4',
      [[3, 3, 0, 0]],
      ['lineRepeated 3: 2 ← A', 'factRepeated 3: 10 亩 (a.csv 2) ← 10 亩 (a.csv 3)'],
    ],
  ] as const)('that are the same: %s', (sameRows, sum, rows, issues) => {
    const facts = adding({ sameRows }, twice);
    expect([amounts(facts, 'ownedLand'), account(facts), issuesOf(facts)]).toEqual([[sum], rows, issues]);
  });

  it('make no sum of a row that says nothing, unless the scheme counts it as zero', () => {
    const gap = table([
      '企业代码 | 宗地 | 自有用地面积（亩）',
      'A | 1 | 10',
      'A | 2 |',
      'B | 3 |',
      'B | 4 | 不适用',
      'C | 5 | x',
      'C | 6 | 1',
    ]);
    // A part of a sum is no blank, and no ledger may count it as zero.
    expect(amounts(adding({}, gap), 'ownedLand')).toEqual(['state 4', 'state 4', 'state 4']);
    // C's cell cannot be read, which is not to say that it is nothing.
    expect(amounts(adding({ zeroWhen: ['missing'] }, gap), 'ownedLand')).toEqual(['10', 'state 2', 'state 4']);
  });

  const quarters = [1, 2].map((quarter) =>
    table(['企业代码 | 用电量（度）', `A | ${quarter}000`, 'B | 5'], `${quarter}.csv`),
  );

  it('add up over tables, or these have to agree', () => {
    const tables = { tables: 'addUp', withoutRow: 'missing' } as const;
    expect(amounts(adding(tables, ...quarters), 'electricity')).toEqual(['0.3', '0.001']);
    expect(amounts(adding({}, ...quarters), 'electricity')).toEqual(['state 4', '0.0005']);
  });

  it('do not add up where a table says nothing of a firm, unless that counts as zero', () => {
    const quarter = (name: string, ...lines: string[]) => table(['企业代码 | 用电量（万度）', ...lines], name);
    const first = quarter('1.csv', 'A | 10', 'B | 20', 'C | 30', 'D | 40');
    const second = quarter('2.csv', 'A |', 'B | -', 'C | 不适用');
    const sums = (rule: Partial<AddUpRule>) =>
      amounts(adding({ tables: 'addUp', ...rule }, first, second), 'electricity');
    const [missing, notApplicable] = ['state 4', 'state 2'];
    expect(sums({ withoutRow: 'missing' })).toEqual([missing, missing, notApplicable, missing]);
    expect(sums({ withoutRow: 'zero' })).toEqual([missing, missing, notApplicable, '40']);
    expect(sums({ withoutRow: 'zero', zeroWhen: ['missing'] })).toEqual(['10', '20', notApplicable, '40']);
    expect(sums({ withoutRow: 'missing', zeroWhen: ['missing', 'notApplicable'] })).toEqual([
      '10',
      '20',
      '30',
      missing,
    ]);
  });

  it('keep what each row is through the sum over tables: two states that do not count as zero are no missing one', () => {
    const first = table(['企业代码 | 用电量（万度）', 'A | 不适用', 'A | 保密'], '1.csv');
    const second = table(['企业代码 | 用电量（万度）', 'A | 5'], '2.csv');
    const rule = { tables: 'addUp', withoutRow: 'zero', zeroWhen: ['missing'] } as const;
    expect(amounts(adding(rule, first, second), 'electricity')).toEqual(['state 4']);
  });

  it('agree with a table that states the whole', () => {
    const whole = (area: string) => table(['企业代码 | 自有用地面积（亩）', `A | ${area}`], '台账.csv');
    expect(amounts(adding({}, parcels, whole('11.50125')), 'ownedLand')?.[0]).toBe('11.50125');
    const facts = adding({}, parcels, whole('11.5'));
    expect([amounts(facts, 'ownedLand')?.[0], issuesOf(facts).at(-1)]).toEqual([
      'state 4',
      'factRepeated 2: 6667 ㎡ (宗地.csv 2) + 0.5 ㎡ (宗地.csv 4) + 1000 ㎡ (宗地.csv 5) ← 11.5 亩 (台账.csv 2)',
    ]);
  });

  it('come back from facts.json with all their lines', () => {
    const facts = adding({}, parcels);
    const scheme = schemeBy('code', { intake: { addUp: [ADD] } });
    const written = JSON.stringify(documentFacts(facts, scheme));
    const { facts: back, issues } = readFactsJson(JSON.parse(written));
    expect(issues).toEqual([]);
    expect(back && JSON.stringify(documentFacts(back, scheme))).toBe(written);
    expect(back && lineCells(back, 'ownedLand', 0)).toEqual(lineCells(facts, 'ownedLand', 0));
    const edited = written.replace('"11.50125"', '"11.50126"');
    expect(readFactsJson(JSON.parse(edited)).issues.map(({ code, place }) => [code, place.path])).toEqual([
      ['factsInvalid', 'firms.0.4.ownedLand'],
    ]);
  });
});

describe('two values of a datum', () => {
  const both = table(
    [
      '企业代码 | 自报用地面积（亩） | 核定用地面积（亩）',
      'A | 10 | 12',
      'B | 5 | 5',
      'C | 3 |',
      'D | | 4',
      'E | x | 7',
      'F | 不适用 | 8',
    ],
    'a.csv',
  );
  const by = (use: TwoValuesRule['use'], ...tables: ReturnType<typeof table>[]) =>
    readBy({ twoValues: [{ id: 'land', fields: ['land'], use }] }, ...(tables.length === 0 ? [both] : tables));

  it.each([
    ['department', ['12', '5', 'state 1', '4', '7', '8']],
    ['firm', ['10', '5', '3', 'state 1', 'state 4', 'state 2']],
    ['departmentElseFirm', ['12', '5', '3', '4', '7', '8']],
    ['firmElseDepartment', ['10', '5', '3', '4', 'state 4', 'state 2']],
    ['lower', ['10', '5', '3', '4', 'state 4', 'state 4']],
    ['higher', ['12', '5', '3', '4', 'state 4', 'state 4']],
    ['fault', ['state 4', '5', '3', '4', 'state 4', 'state 4']],
  ] as const)('%s', (use, values) => {
    expect(amounts(by(use), 'land')).toEqual(values);
  });

  it('both stay, and a difference is reported', () => {
    const facts = by('department');
    expect(issuesOf(facts)).toEqual([
      'numberInvalid 6: 1234.5 ← x',
      'valuesDiffer 2: 12 亩 (a.csv 2) ← 10 亩 (a.csv 2)',
      'valuesDiffer 7: 8 亩 (a.csv 7) ← 不适用 亩 (a.csv 7)',
    ]);
    expect(lineCells(facts, 'land', 0).map(({ line, cell }) => [line.part, cell.statedBy, cell.text])).toEqual([
      ['counts', 'department', '12'],
      ['notUsed', 'firm', '10'],
    ]);
    expect(lineCells(facts, 'land', 1).map(({ line }) => line.part)).toEqual(['counts', 'agrees']);
    expect(lineCells(facts, 'land', 2).map(({ line, cell }) => [line.part, cell.text])).toEqual([
      ['counts', ''],
      ['notUsed', '3'],
    ]);
  });

  it('a column that says nothing of whose it is agrees with the one that counts, or is one of the two by the scheme', () => {
    const plain = table(['企业代码 | 用地面积（亩）', 'A | 12', 'B | 6'], 'b.csv');
    expect(amounts(by('department', both, plain), 'land')?.slice(0, 2)).toEqual(['12', 'state 4']);
    const firms = table(['企业代码 | 自报用地面积（亩）', 'A | 10', 'B | 5'], 'a.csv');
    const rule = { id: 'land', fields: ['land'], use: 'department', plain: 'department' } as const;
    expect(amounts(readBy({ twoValues: [rule] }, firms, plain), 'land')).toEqual(['12', '6']);
    expect(amounts(readBy({ twoValues: [{ ...rule, plain: 'firm' }] }, plain), 'land')).toEqual(['state 1', 'state 1']);
  });

  it('without a rule have to agree', () => {
    expect(amounts(readBy({}, both), 'land')?.slice(0, 3)).toEqual(['state 4', '5', '3']);
  });

  it('can be labels', () => {
    const rule = { id: 'sector', fields: ['sector'], use: 'department' } as const;
    const sectors = table(['企业代码 | 行业代码（自报） | 行业代码（核定）', 'A | C33 | C34', 'B | C33 | C33']);
    const facts = readBy({ twoValues: [rule] }, sectors);
    expect([facts.labels.get('sector'), issuesOf(facts)]).toEqual([
      ['C34', 'C33'],
      ['valuesDiffer 2: C34 (a.csv 2) ← C33 (a.csv 2)'],
    ]);
  });
});
