import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/evaluate.ts';
import { findWrongData } from '../../src/findWrongData.ts';
import type { FirmRecord } from '../../src/intake/factsFromRecords.ts';
import { readFacts } from '../../src/intake/readFacts.ts';
import type { Issue } from '../../src/issues/issue.ts';
import { sentenceOf } from '../../src/issues/sentences.ts';
import type { DataCheckEntry } from '../../src/scheme/dataCheck.ts';
import { table } from '../intake/sample.ts';
import { sampleScheme } from '../scheme/sample.ts';

describe('ranges', () => {
  test('name the cell, the bounds and the amount', () => {
    const [issue] = findings('企业代码 | 用地面积(亩)', 'F1 | 12', 'F2 | 30000.5');
    expect(issue?.place).toEqual({
      file: 'a.csv',
      row: 3,
      column: '用地面积(亩)',
      cell: 'B3',
      firm: 'F2',
      path: 'landRange',
    });
    expect(sentenceOf(issue as Issue, 'zh')).toBe(
      '用地面积不在合理范围内，请核对：合理范围为0～30000 亩，实为30000.5 亩',
    );
  });

  test.each([
    ['0', []],
    ['30000', []],
    ['-0.01', ['valueOutOfRange']],
    ['20000100 ', ['valueOutOfRange']],
  ])('hold %s 亩 to 0 and 30000', (land, codes) => {
    expect(codesOf(findings('企业代码 | 用地面积(亩)', `F1 | ${land}`))).toEqual(codes);
  });

  test('are compared in canonical units, whatever the column is in', () => {
    // 30000 亩 = 20,000,000 ㎡
    expect(codesOf(findings('企业代码 | 用地面积(㎡)', 'F1 | 20000000', 'F2 | 20000001'))).toEqual(['valueOutOfRange']);
  });

  test('of more than twenty firms of a column are one issue that counts them', () => {
    const lines = Array.from({ length: 21 }, (_, i) => `F${String(i).padStart(2, '0')} | -${i + 1}`);
    const [issue, ...more] = findings('企业代码 | 用地面积(亩)', ...lines);
    expect([issue?.code, issue?.place.cell, more]).toEqual(['checkFoundMany', 'B:B', []]);
    expect(issue?.figures).toMatchObject({ count: '21', shown: '5', more: '16' });
    expect(issue?.figures?.['firms']).toMatch(/^F00 -1 亩；F01 -2 亩；/);
  });
});

describe('sums', () => {
  const HEADER = '企业代码 | 自有用地面积(亩) | 承租用地面积(亩) | 出租用地面积(亩) | 用地面积(亩)';
  test.each([
    ['10 | 2 | 1 | 11', []],
    ['10 | 2 | 1 | 11.1', []], // within 0.1 亩
    ['10 | 2 | 1 | 11.2', ['sumsDisagree']], // 0.2 > 0.1 亩, and more than 1 % of 11.2
    ['1000 | | | 1009', []], // 9 is within 1 % of 1009
    ['1000 | | | 990', []], // 10 is exactly 1 % of 1000
    ['1000 | | | 989', ['sumsDisagree']],
    ['10 | | 1 | 9', []], // a blank lease is none
    ['| 2 | 1 | 50', []], // what is owned is not known
  ])('%s', (cells, codes) => {
    expect(codesOf(findings(HEADER, `F1 | ${cells}`))).toEqual(codes);
  });

  test('say both sides and the difference', () => {
    const [issue] = findings('企业代码 | 工业增加值(万元) | 营业收入(元)', 'F1 | 1300 | 10000000');
    expect(sentenceOf(issue as Issue, 'zh')).toBe(
      '数据之间不符，请核对：工业增加值 1300 万元，应为≤ 营业收入 1000 万元（相差300 万元）',
    );
  });
});

describe('units', () => {
  test('of two columns at once are left open where nothing tells which they are', () => {
    // Right would be 10 亩 and 2000 万元: revenue per land is 2·10^7 ÷ 6667, which by itself is within what is common.
    const lines = Array.from(
      { length: 8 },
      (_, i) => `F${i} | ${6667 + i} | ${100 + i} | ${20000000 + i} | ${500 + i} | ${40 + i}`,
    );
    const [issue, ...more] = findings(
      '企业代码 | 用地面积(亩) | 税收(万元) | 营业收入(万元) | 工业增加值(万元) | 职工人数',
      ...lines,
    );
    expect([issue?.code, more]).toEqual(['unitMixupEither', []]);
    expect(issue?.expected).toContain(
      '用地面积（a.csv 用地面积(亩)） 亩 → 平方米；营业收入（a.csv 营业收入(万元)） 万元 → 元',
    );
  });
});

describe('checks of a scheme', () => {
  const LAND = ['企业代码 | 用地面积(亩)', 'F1 | 70'];
  test('stand in the place of the built-in one of their id', () => {
    const own: DataCheckEntry = { id: 'landRange', title: '用地上限', kind: 'range', amount: 'land', atMost: '60 亩' };
    expect(codesOf(checked([own], ...LAND))).toEqual(['valueOutOfRange']);
  });

  test('can be switched off', () => {
    expect(codesOf(findings('企业代码 | 用地面积(亩)', 'F1 | -70'))).toEqual(['valueOutOfRange']);
    expect(codesOf(checked([{ id: 'landRange', off: true }], '企业代码 | 用地面积(亩)', 'F1 | -70'))).toEqual([]);
  });

  test('speak of ledgers and conditions too', () => {
    const rule: DataCheckEntry = {
      id: 'bigFirms',
      title: '用地50亩以上的企业应有职工',
      kind: 'contradiction',
      when: { field: 'land', atLeast: '50 亩' },
      must: { field: 'employees', moreThan: '0 人' },
    };
    const [issue] = checked([rule], '企业代码 | 用地面积(亩) | 职工人数', 'F1 | 70 | 0', 'F2 | 70 | ', 'F3 | 20 | 0');
    expect(issue).toMatchObject({
      code: 'dataContradict',
      place: { firm: 'F1', cell: 'C2' },
      received: '用地面积 70 亩、年平均职工人数 0 人',
    });
  });
});

describe('findings', () => {
  test('of plain records name the firm and the key, and move no grade', () => {
    const records: FirmRecord[] = [{ id: 'F1', tax: '120', land: -3 }];
    const evaluation = evaluate(records, sampleScheme());
    expect(evaluation.issues[0]).toMatchObject({ code: 'valueOutOfRange', place: { firm: 'F1', column: 'land' } });
    expect(evaluate(records, sampleScheme(), { checks: 'skip' }).issues).toEqual([]);
  });

  test('of a jump need last year', () => {
    const facts = readFacts([table(['企业代码 | 税收(万元) | 用地面积(亩)', 'F1 | 20000 | 10'])], sampleScheme());
    expect(codesOf(findWrongData(facts, sampleScheme()))).toEqual([]);
    const firm = { category: 'all', status: 'graded', statusRule: undefined, grade: 'A', flags: [], labels: {} };
    const amounts = new Map([['taxPerMu', { numerator: { n: 100n, d: 1n }, denominator: { n: 10n, d: 1n } }]]);
    const past = { name: 'p', sha256: '', year: 2021, scheme: 's', firms: new Map([['F1', { ...firm, amounts }]]) };
    const [issue] = findWrongData(facts, sampleScheme(), { history: [past] });
    expect(sentenceOf(issue as Issue, 'en')).toBe(
      '税收实际贡献 differs widely from last year (×200), please verify or explain: 100 万元 in 2021, now 20000 万元',
    );
  });
});

function checked(checks: readonly DataCheckEntry[], ...lines: string[]): readonly Issue[] {
  const scheme = sampleScheme({ checks });
  return findWrongData(readFacts([table(lines)], scheme), scheme);
}

function findings(...lines: string[]): readonly Issue[] {
  return checked([], ...lines);
}

function codesOf(issues: readonly Issue[]): readonly string[] {
  return issues.map(({ code }) => code);
}
