import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Facts } from '../../src/intake/facts.ts';
import type { MergedCells, Table } from '../../src/intake/readCsv.ts';
import { readFacts } from '../../src/intake/readFacts.ts';
import { amounts, schemeBy, table } from './sample.ts';

const SCHEME = schemeBy('creditCode');
const CODES = ['91330784100001369K', '913307849000010172', '91330784900001025W', '91330784900001033P'];
const HEADER = ['序号', '统一社会信用代码', '企业名称', '税收（万元）', '用地面积（亩）', '营业收入（元）'];
const amount = fc.constantFrom('1', '2.5', '0', '无', '', '-3', '*', '12');
const body = fc
  .array(fc.tuple(amount, amount, amount), { minLength: 1, maxLength: CODES.length })
  .map((rows) => rows.map((cells, k) => [String(k + 1), CODES[k] ?? '', `示例${k}（虚构）`, ...cells]));
const above = fc.array(
  fc.constantFrom<readonly string[]>(
    ['2023年度企业数据表（示例）'],
    ['附件1'],
    ['示例表', '示例表', '示例表'],
    ['填报单位：示例局', '', '填报日期：2024年3月'],
    ['X1', 'X2', 'X3'],
    ['甲', '乙', '丙', '1', '2', '3'],
    [''],
    [],
  ),
  { maxLength: 4 },
);
const noise = fc.constantFrom<readonly string[]>(
  [''],
  ['9', '', '', '', '', ''],
  ['合计', '', '', '1', '', ''],
  ['', '', '全县平均', '1', '', ''],
  ['填表人：示例'],
  ['第1页，共3页'],
  ['续表一'],
);

describe('what changes no fact', () => {
  it('rows above the header', () => {
    fc.assert(
      fc.property(body, above, (rows, titles) => {
        expect(contents(read([...titles, HEADER, ...rows]))).toEqual(contents(read([HEADER, ...rows])));
      }),
      { numRuns: 50 },
    );
  });

  it('noise between the rows, and the whole header region again', () => {
    const places = fc.array(fc.tuple(fc.nat(), fc.oneof(noise, fc.constant('region' as const))), { maxLength: 5 });
    fc.assert(
      fc.property(body, above, places, (rows, titles, inserted) => {
        const region = [...titles, HEADER];
        const lines: (readonly string[])[] = [...rows];
        for (const [place, what] of inserted)
          lines.splice(1 + (place % lines.length), 0, ...(what === 'region' ? region : [what]));
        const facts = read([...region, ...lines]);
        expect(contents(facts)).toEqual(contents(read([HEADER, ...rows])));
        expect(facts.sources[0]).toMatchObject({ used: rows.length, refused: 0, skipped: lines.length - rows.length });
      }),
      { numRuns: 60 },
    );
  });

  it('a header split into levels, by gaps or by merged cells, under parents that add no meaning', () => {
    const parents = fc.constantFrom('基本情况', '主要经济指标', '2023年', '税务局', '本年');
    const cut = fc.integer({ min: 3, max: HEADER.length - 1 });
    fc.assert(
      fc.property(body, parents, cut, fc.boolean(), (rows, parent, from, merged) => {
        const upper = HEADER.map((text, at) => (at < from ? text : at === from ? parent : ''));
        const lower = HEADER.map((text, at) => (at < from ? '' : text));
        const merges = [
          ...HEADER.slice(0, from).map((_, column) => ({ row: 0, column, rows: 2, columns: 1 })),
          { row: 0, column: from, rows: 1, columns: HEADER.length - from },
        ];
        // One column under one parent is a level only where cells are merged.
        fc.pre(merged || from < HEADER.length - 1);
        const facts = read([upper, lower, ...rows], merged ? merges : undefined);
        expect(contents(facts)).toEqual(contents(read([HEADER, ...rows])));
      }),
      { numRuns: 50 },
    );
  });

  it('units in the header, in a line above it, or in a row below it', () => {
    const bare = ['序号', '统一社会信用代码', '企业名称', '税收', '用地面积', '营业收入'];
    const units = (money: string, land: string) => ['', '', '', money, land, money];
    fc.assert(
      fc.property(
        body,
        fc.constantFrom('元', '万元', '亿元'),
        fc.constantFrom('亩', '平方米', '公顷'),
        (rows, money, land) => {
          const inHeader = bare.map((text, at) => (at < 3 ? text : `${text}\n（${at === 4 ? land : money}）`));
          const expected = contents(read([inHeader, ...rows]));
          expect(contents(read([[`单位：${money}、${land}`], bare, ...rows]))).toEqual(expected);
          expect(contents(read([bare, units(money, land), ...rows]))).toEqual(expected);
          expect(contents(read([bare, units(`（${money}）`, `(${land})`), ...rows]))).toEqual(expected);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('a parent of another meaning', () => {
  it('never lets its child pass for the amount', () => {
    const parents = fc.constantFrom(
      '上年',
      '上年度',
      '2022年',
      '其中',
      '其中：出口',
      '计划数',
      '同比增减',
      '减免',
      '出租',
      '人均',
      '某某',
    );
    fc.assert(
      fc.property(body, parents, fc.boolean(), (rows, parent, merged) => {
        const upper = [...HEADER.slice(0, 3), parent, '', ''];
        const lower = ['', '', '', ...HEADER.slice(3)];
        const merges = [{ row: 0, column: 3, rows: 1, columns: 3 }];
        const facts = read([upper, lower, ...rows], merged ? merges : undefined);
        expect([facts.amounts.get('tax'), facts.amounts.get('revenue'), facts.amounts.get('land')]).toEqual([
          undefined,
          undefined,
          undefined,
        ]);
      }),
    );
  });
});

function read(rows: readonly (readonly string[])[], merged?: readonly MergedCells[]): Facts {
  const one: Table = { ...table([]), rows, ...(merged !== undefined && { merged }) };
  return readFacts([one], SCHEME, { year: 2023 });
}

function contents(facts: Facts): unknown {
  return {
    ids: facts.ids,
    labels: [...facts.labels],
    amounts: [...facts.amounts.keys()].map((field) => [field, amounts(facts, field)]),
    errors: facts.issues.filter(({ severity }) => severity === 'error').map(({ code }) => code),
  };
}
