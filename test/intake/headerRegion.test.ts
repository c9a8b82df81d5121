import { describe, expect, it } from 'vitest';
import type { Facts } from '../../src/intake/facts.ts';
import { indexFields } from '../../src/intake/fieldIndex.ts';
import { findHeaderRegion } from '../../src/intake/headerRegion.ts';
import type { MergedCells, Table } from '../../src/intake/readCsv.ts';
import { readFacts } from '../../src/intake/readFacts.ts';
import { amounts, codesOf, issuesOf, schemeBy, table } from './sample.ts';

const SCHEME = schemeBy('creditCode');
const CODE = '91330784100001369K';
const region = (lines: readonly string[], merged?: readonly MergedCells[], year?: number) =>
  findHeaderRegion(tableOf(lines, merged), indexFields(SCHEME), year);
const kinds = (lines: readonly string[]) => region(lines).rows.map(({ at, kind }) => `${at + 1} ${kind}`);
const paths = (lines: readonly string[], merged?: readonly MergedCells[]) =>
  region(lines, merged).paths.map((path) => path.join('/'));
const factsOf = (lines: readonly string[], options: { year?: number; merged?: readonly MergedCells[] } = {}): Facts =>
  readFacts([tableOf(lines, options.merged)], SCHEME, options.year === undefined ? {} : { year: options.year });

describe('the header region', () => {
  it('has titles, notes, codes and units around the header', () => {
    const lines = [
      '附件2',
      '2023年度企业数据表 | 2023年度企业数据表 | 2023年度企业数据表',
      '填报单位：示例局 | | 单位：万元、亩',
      'X1 | X2 | X3',
      '统一社会信用代码 | 税收 | 用地面积',
      ' | 万元 | 亩',
      '甲 | 1 | 2',
      `${CODE} | 3 | 4`,
    ];
    expect(kinds(lines)).toEqual(['1 title', '2 title', '3 unitLine', '4 codes', '5 header', '6 units', '7 codes']);
    expect(factsOf(lines).sources[0]).toMatchObject({
      rows: 1,
      used: 1,
      header: { dataFrom: 8, rows: expect.arrayContaining([{ row: 1, kind: 'title', text: '附件2' }]) },
    });
  });

  it('says nothing of a header that is the first row', () => {
    expect(factsOf(['统一社会信用代码 | 税收（万元）', `${CODE} | 3`]).sources[0]).not.toHaveProperty('header');
  });

  it('passes over a row of several texts that name nothing, where a header follows', () => {
    const lines = ['附件 | 示例县企业名单', '统一社会信用代码 | 税收（万元）', `${CODE} | 3`];
    expect(kinds(lines)).toEqual(['1 title', '2 header']);
  });

  it('takes no row of numbers for codes where a firm can be called 1', () => {
    const facts = readFacts([table(['id | 税收（万元） | 用地面积（亩）', '1 | 2 | 3'])], schemeBy('code'));
    expect(facts.ids).toEqual(['1']);
  });
});

describe('a header of two levels', () => {
  it('stands over the gaps of its first row, and no further than its children', () => {
    const lines = [
      '序号 | 统一社会信用代码 | 用地面积（亩） | | 税收（万元） | 备注',
      ' | | 自有 | 承租',
      `1 | ${CODE} | 5 | 6 | 7 | 8`,
    ];
    expect(paths(lines)).toEqual([
      '序号',
      '统一社会信用代码',
      '用地面积（亩）/自有',
      '用地面积（亩）/承租',
      '税收（万元）',
      '备注',
    ]);
    const facts = factsOf(lines);
    expect([
      amounts(facts, 'ownedLand'),
      amounts(facts, 'leasedInLand'),
      amounts(facts, 'land'),
      amounts(facts, 'tax'),
    ]).toEqual([['5'], ['6'], undefined, ['7']]);
    expect(codesOf(facts)).toEqual([]);
  });

  it('does not reach over a blank without a child', () => {
    const lines = [
      '统一社会信用代码 | 用地面积（亩） | | 税收（万元） | | 备注',
      ' | 自有 | 承租 | | | ',
      `${CODE} | 1 | 2 | 3 | 4 | 5`,
    ];
    expect(paths(lines)).toEqual([
      '统一社会信用代码',
      '用地面积（亩）/自有',
      '用地面积（亩）/承租',
      '税收（万元）',
      '',
      '备注',
    ]);
    expect(amounts(factsOf(lines), 'tax')).toEqual(['3']);
  });

  it('reaches over a blank without a child to the next parent, and a child beyond it is asked for', () => {
    const facts = factsOf([
      '统一社会信用代码 | 减免税情况 | | ',
      ' | 税收（万元） | | 税收（万元）',
      `${CODE} | 6 | | 30`,
    ]);
    expect(amounts(facts, 'tax')).toBeUndefined();
    expect(facts.issues.flatMap(({ code, place }) => (code === 'columnUnknown' ? [place.column] : []))).toEqual([
      '减免税情况 税收（万元）',
      '#3',
      '减免税情况 税收（万元）',
    ]);
    const land = factsOf(['统一社会信用代码 | 用地面积（亩） | | ', ' | 自有 | | 承租', `${CODE} | 1 | | 2`]);
    expect([amounts(land, 'ownedLand'), amounts(land, 'leasedInLand')]).toEqual([['1'], undefined]);
    const plain = factsOf(['统一社会信用代码 | 基本情况 | | ', ' | 企业名称 | | 税收（万元）', `${CODE} | 甲 | | 2`]);
    expect(amounts(plain, 'tax')).toEqual(['2']);
  });

  it('is as wide and as deep as its merged cells', () => {
    const lines = [
      '统一社会信用代码 | 用地 | | | 税收（元）',
      ' | 自有用地面积（㎡） | 出租用地面积（㎡） | 承租用地面积（㎡） | ',
      `${CODE} | 2000 | 0 | 0 | 1`,
    ];
    const merged = [
      { row: 0, column: 0, rows: 2, columns: 1 },
      { row: 0, column: 1, rows: 1, columns: 3 },
      { row: 0, column: 4, rows: 2, columns: 1 },
    ];
    expect(paths(lines, merged)).toEqual([
      '统一社会信用代码',
      '用地/自有用地面积（㎡）',
      '用地/出租用地面积（㎡）',
      '用地/承租用地面积（㎡）',
      '税收（元）',
    ]);
    expect(amounts(factsOf(lines, { merged }), 'ownedLand')).toEqual(['3']);
  });

  it('ends above the first row of data, however far a note beside the table is merged down', () => {
    const other = '91330784MA28000001';
    const merged = [{ row: 0, column: 2, rows: 4, columns: 1 }];
    const plain = ['统一社会信用代码 | 税收（万元） | 填表说明', `${CODE} | 3 | `, `${other} | 4 | `, '合计 | 7 | '];
    const facts = factsOf(plain, { merged });
    expect([amounts(facts, 'tax'), facts.sources[0]]).toMatchObject([['3', '4'], { rows: 3, used: 2, skipped: 1 }]);
    const levels = ['统一社会信用代码 | 用地面积（亩） | 填表说明', ' | 自有 | ', `${CODE} | 3 | `, `${other} | 4 | `];
    expect(amounts(factsOf(levels, { merged }), 'ownedLand')).toEqual(['3', '4']);
  });

  it('reads a child that says again what its parent does', () => {
    const facts = factsOf(['统一社会信用代码 | 税收 | ', ' | 税收实际贡献（万元） | 上年', `${CODE} | 3 | 4`]);
    expect(amounts(facts, 'tax')).toEqual(['3']);
  });

  it('may have three', () => {
    const lines = [
      '统一社会信用代码 | 基本情况 | | 经济指标 | | ',
      ' | 企业名称 | 行业代码 | 2023年 | | 2022年',
      ' | | | 税收（万元） | 营业收入（万元） | 税收（万元）',
      `${CODE} | 示例甲 | C33 | 1 | 2 | 3`,
    ];
    const facts = factsOf(lines, { year: 2023 });
    expect([amounts(facts, 'tax'), amounts(facts, 'revenue'), facts.labels.get('name')]).toEqual([
      ['1'],
      ['2'],
      ['示例甲'],
    ]);
    expect(issuesOf(facts)).toEqual([expect.stringMatching(/^columnUnknown -: .* ← 经济指标 2022年 税收（万元）$/u)]);
  });

  it.each(['上年', '2022年', '其中', '计划', '出租', '增量', '同比'])('never reads 税收 under %s as 税收', (parent) => {
    const facts = factsOf(
      [`统一社会信用代码 | ${parent} | `, ' | 税收（万元） | 营业收入（万元）', `${CODE} | 1 | 2`],
      { year: 2023 },
    );
    expect([amounts(facts, 'tax'), amounts(facts, 'revenue')]).toEqual([undefined, undefined]);
  });

  it.each(['基本情况', '2023年', '2023年度主要经济指标', '本年', '税务局（万元）'])(
    'reads 税收 under %s as 税收',
    (parent) => {
      const facts = factsOf([`统一社会信用代码 | ${parent} | `, ' | 税收 | 营业收入', `${CODE} | 1 | 2`], {
        year: 2023,
      });
      expect([amounts(facts, 'tax'), amounts(facts, 'revenue')]).toEqual([['1'], ['2']]);
    },
  );

  it('reads who states a value above or below the name of the field', () => {
    const above = factsOf([
      '统一社会信用代码 | 企业自报 | | 部门核定 | ',
      ' | 税收（万元） | 用地面积（亩） | 税收（万元） | 用地面积（亩）',
      `${CODE} | 1 | 2 | 1 | 2`,
    ]);
    const below = factsOf([
      '统一社会信用代码 | 税收（万元） | | 用地面积（亩） | ',
      ' | 自报 | 核定 | 自报 | 核定',
      `${CODE} | 1 | 1 | 2 | 2`,
    ]);
    for (const facts of [above, below]) {
      expect([amounts(facts, 'tax'), amounts(facts, 'land'), codesOf(facts)]).toEqual([['1'], ['2'], []]);
    }
  });

  it('does not read the parent alone where its children mean something else', () => {
    const facts = factsOf(['统一社会信用代码 | 税收（万元） | ', ' | 上年 | 上上年', `${CODE} | 1 | 2`]);
    expect(amounts(facts, 'tax')).toBeUndefined();
  });

  it('reads a total below a parent as the parent', () => {
    const facts = factsOf(['统一社会信用代码 | 用地面积（亩） | | ', ' | 自有 | 承租 | 合计', `${CODE} | 1 | 2 | 3`]);
    expect([amounts(facts, 'ownedLand'), amounts(facts, 'leasedInLand'), amounts(facts, 'land')]).toEqual([
      ['1'],
      ['2'],
      ['3'],
    ]);
  });

  it('is none where that would take its meaning from a column', () => {
    expect(paths(['统一社会信用代码 | 企业名称 | 税收（万元）', ' | 示例甲 | 甲 | 乙'])).toEqual([
      '统一社会信用代码',
      '企业名称',
      '税收（万元）',
    ]);
  });

  it('is none where the second row has amounts or a code', () => {
    expect(paths(['统一社会信用代码 | 税收（万元） | ', ' | 1 | 2'])).toEqual(['统一社会信用代码', '税收（万元）']);
    expect(paths(['税收（万元） | 统一社会信用代码 | ', ` | ${CODE} | x`])).toHaveLength(2);
  });
});

describe('units', () => {
  const lines = (above: string, units: string) => [
    above,
    '统一社会信用代码 | 税收 | 用地面积 | 综合能耗 | 营业收入（元）',
    units,
    `${CODE} | 15 | 3 | 2 | 10000`,
  ];

  it('stated for the table go to the columns that state none and that they fit', () => {
    const facts = factsOf(lines('单位：元、平方米、吨', '')).amounts;
    expect([...facts.keys()].sort()).toEqual(['energy', 'land', 'revenue', 'tax']);
    const read = factsOf(lines('单位：元、平方米、吨', ''));
    expect([amounts(read, 'tax'), amounts(read, 'land'), amounts(read, 'energy'), amounts(read, 'revenue')]).toEqual([
      ['0.0015'],
      ['0.0045'],
      ['2'],
      ['1'],
    ]);
    expect(codesOf(read)).toEqual(['rowSkipped']);
  });

  it('stated in a title count as well', () => {
    expect(codesOf(factsOf(lines('2023年度数据表（单位：万元、亩、吨标准煤）', '甲 | 1 | 2 | 3 | 4')))).toEqual([]);
  });

  it.each(['填报单位：万元局', '单位：示例局', '单位：万元、元'])('are assumed as before under "%s"', (line) => {
    expect(codesOf(factsOf(lines(line, '甲 | 1 | 2 | 3 | 4')))).toContain('unitAssumed');
  });

  it('of which several fit a column settle nothing', () => {
    expect(amounts(factsOf(lines('单位：元、万元', '甲 | 1 | 2 | 3 | 4')), 'tax')).toEqual(['15']);
  });

  it('in a row below the header are those of their columns', () => {
    const facts = factsOf(lines('示例表', '— | （元） | 平方米 | 吨标准煤 | '));
    expect([amounts(facts, 'tax'), amounts(facts, 'land'), codesOf(facts)]).toEqual([['0.0015'], ['0.0045'], []]);
  });
});

function tableOf(lines: readonly string[], merged?: readonly MergedCells[]): Table {
  return { ...table(lines), ...(merged !== undefined && { merged }) };
}
