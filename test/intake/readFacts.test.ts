import { describe, expect, it } from 'vitest';
import { readFacts } from '../../src/intake/readFacts.ts';
import { amounts, codesOf, factsOf, issuesOf, schemeBy, table } from './sample.ts';

const account = (facts: ReturnType<typeof factsOf>) =>
  facts.sources.map(({ rows, used, skipped, refused }) => [rows, used, skipped, refused]);

describe('columns', () => {
  it('reads amounts in the unit of the header, exactly, in canonical units', () => {
    const facts = factsOf('id | 用地面积（平方米） | 税收（元） | 用电量（度）', 'a | 6667 | 1234567.89 | 1');
    // 6667 ㎡ × 0.0015 = 10.0005 亩; 1234567.89 元 × 0.0001 = 123.456789 万元
    expect([amounts(facts, 'land'), amounts(facts, 'tax'), amounts(facts, 'electricity')]).toEqual([
      ['10.0005'],
      ['123.456789'],
      ['0.0001'],
    ]);
  });

  it('warns once where a unit is assumed', () => {
    const facts = factsOf('id | 税收 | 年平均职工人数', 'a | 1 | 2', 'b | 1 | 2');
    expect(facts.issues.map(({ code, expected, received }) => [code, expected, received])).toEqual([
      ['unitAssumed', '万元', '税收'],
    ]);
  });

  it('uses neither of two columns of one field, and names both', () => {
    const facts = factsOf('id | 税收（万元） | 实缴税金（元）', 'a | 1 | 2');
    expect([amounts(facts, 'tax'), issuesOf(facts)]).toEqual([
      undefined,
      ['columnRepeated -: 税收实际贡献 ← 2 税收（万元）、3 实缴税金（元）'],
    ]);
  });

  it('plans both of two columns that different ones state', () => {
    const facts = factsOf('id | 自报税收（万元） | 核定税收（万元）', 'a | 1 | 1', 'b | 1 | 2');
    expect(codesOf(facts)).toEqual(['factRepeated']);
    expect(amounts(facts, 'tax')).toEqual(['1', 'state 4']);
  });

  it('uses neither of two columns of the same header', () => {
    expect(amounts(factsOf('id | 税收（万元） | 税收（万元）', 'a | 1 | 1'), 'tax')).toBeUndefined();
  });

  it('prefers the credit code to a tax number, and the finest sector code', () => {
    const scheme = schemeBy('code');
    const lines = ['税号 | 统一社会信用代码 | 行业大类 | 行业小类代码', 'x | a | 33 | 3351'];
    const facts = readFacts([table(lines)], scheme);
    expect([facts.ids, facts.labels.get('sector'), facts.issues]).toEqual([['a'], ['C3351'], []]);
  });

  it('says which columns it does not know, and nothing of serial numbers and remarks', () => {
    expect(issuesOf(factsOf('序号 | id | 亩均税收 | 税收（美元） | 奇怪 | 备注', '1 | a | 1 | 2 | 3 | 4'))).toEqual([
      'columnRatio -:  ← 亩均税收',
      expect.stringMatching(/^unitUnknown -: 万元、万、元、.* ← 美元$/),
      expect.stringMatching(/^columnUnknown -: .* ← 奇怪$/),
    ]);
  });

  it('refuses all rows where no column names the firm', () => {
    const facts = factsOf('企业名称 | 税收（万元）', '甲 | 1', '合计 | 1');
    expect([codesOf(facts), account(facts)]).toEqual([['columnMissing', 'rowWithoutId', 'rowSkipped'], [[2, 0, 1, 1]]]);
  });

  it('finds the header below blank rows, a title and column codes', () => {
    const facts = factsOf('', '2023年度评价表', 'X1 | X2', 'id | 税收（万元）', 'a | 1');
    expect([facts.ids, facts.sources[0]?.rows]).toEqual([['a'], 1]);
  });

  it('counts rows as a spreadsheet does, title and header included', () => {
    expect(issuesOf(factsOf('评价表', 'id | 税收（万元）', 'a | 1', 'b | x'))).toEqual(['numberInvalid 4: 1234.5 ← x']);
  });

  it('reads a header that is a word of the language', () => {
    const facts = factsOf('id | __proto__ | constructor | toString', 'a | 1 | 2 | 3');
    expect(codesOf(facts)).toEqual(['columnUnknown', 'columnUnknown', 'columnUnknown']);
  });

  it('reports a table without rows', () => {
    expect(codesOf(factsOf('id | 税收（万元）'))).toEqual(['fileWithoutRows']);
  });

  it('says how each column was read', () => {
    const facts = factsOf('id | 税收（元） | 奇怪', 'a | 1 |', 'b | - | z');
    expect(facts.sources[0]?.columns).toEqual([
      { header: 'id', number: 1, field: 'id', unit: undefined, filled: 2, missing: 0 },
      { header: '税收（元）', number: 2, field: 'tax', unit: '元', filled: 1, missing: 1 },
      { header: '奇怪', number: 3, field: undefined, unit: undefined, filled: 1, missing: 1 },
    ]);
  });
});

describe('cells', () => {
  it('keeps the four states apart', () => {
    expect(amounts(factsOf('id | 税收（万元）', 'a | 0', 'b |', 'c | 不适用', 'd | *'), 'tax')).toEqual([
      '0',
      'state 1',
      'state 2',
      'state 3',
    ]);
  });

  it('uses the row of a cell that it cannot read, and takes the datum for missing', () => {
    const facts = factsOf('id | 税收（万元） | 用地面积（亩）', 'a | 1,23 | 10', 'b | #DIV/0! | 20');
    expect([amounts(facts, 'tax'), amounts(facts, 'land'), codesOf(facts)]).toEqual([
      ['state 4', 'state 4'],
      ['10', '20'],
      ['numberInvalid', 'cellError'],
    ]);
  });

  it('keeps an issue for each cell', () => {
    const rows = Array.from({ length: 300 }, (_, row) => `f${row} | x`);
    expect(factsOf('id | 税收（万元）', ...rows).issues).toHaveLength(300);
  });

  it('keeps amounts beyond the doubles exact', () => {
    const facts = factsOf('id | 税收（元）', 'a | 123456789012345', 'b | 0.000000000000001');
    expect(amounts(facts, 'tax')).toEqual(['12345678901.2345', '0.0000000000000000001']);
  });

  it('reads a percent sign as it stands, whatever the unit of the column', () => {
    const fields = { share: { kind: 'amount', title: '占比', unit: '%' } } as const;
    const facts = readFacts([table(['id | 占比（%）', 'a | 3.02', 'b | 3.02%'])], schemeBy('code', { fields }));
    expect(amounts(facts, 'share')).toEqual(['0.0302', '0.0302']);
  });

  it('knows a closed label by its spellings, and 是 under 是否规上 only', () => {
    const facts = factsOf('id | 是否规上', 'a | 是', 'b | 否', 'c | 规模以上');
    const plain = factsOf('id | 企业规模', 'a | 是', 'b | below', 'c | 大型');
    expect([facts.labels.get('scale'), plain.labels.get('scale'), issuesOf(plain)]).toEqual([
      ['规上', '规下', '规上'],
      [undefined, '规下', undefined],
      ['labelUnknown 2: 规上、规下 ← 是', 'labelUnknown 4: 规上、规下 ← 大型'],
    ]);
  });

  it('reads flags; 无 is a no', () => {
    const facts = factsOf('id | 高新技术企业', 'a | 是', 'b | 无', 'c | √', 'd | FALSE', 'e | /', 'f | 也许');
    expect([facts.flags.get('hightech'), issuesOf(facts)]).toEqual([
      [true, false, true, false, undefined, undefined],
      ['labelUnknown 7: 是、否 ← 也许'],
    ]);
  });

  it('keeps names as they are written, on one line', () => {
    const facts = readFacts(
      [
        {
          ...table([]),
          rows: [
            ['id', '企业名称'],
            ['a', ' 永康（甲）\n 公司 '],
          ],
        },
      ],
      schemeBy('code'),
    );
    expect(facts.labels.get('name')).toEqual(['永康（甲） 公司']);
  });
});

describe('sectors', () => {
  const sectorGroups = [{ id: 'metal', title: '金属', codes: ['33', '34'] }];
  const read = (...lines: string[]) => readFacts([table(lines)], schemeBy('code', { sectorGroups }));

  it('gives section, division, group and kind', () => {
    const { labels } = read('id | 行业代码', 'a | 3351', 'b | F51', 'c | C');
    expect(['sector', 'section', 'division', 'sectorGroup', 'kind'].map((key) => labels.get(key))).toEqual([
      ['C3351', 'F51', 'C'],
      ['C', 'F', 'C'],
      ['C33', 'F51', undefined],
      ['metal', undefined, undefined],
      ['工业', '服务业', '工业'],
    ]);
  });

  it('leaves the kind that a column says, and guesses none where it says something else', () => {
    const { labels } = read('id | 行业代码 | 产业类型', 'a | 33 | 服务业', 'b | 33 |', 'c | 33 | 重点');
    expect(labels.get('kind')).toEqual(['服务业', '工业', undefined]);
  });

  it('reports a code that it does not know or that may have lost a zero', () => {
    const facts = read('id | 行业代码', 'a | 99', 'b | 131');
    expect([facts.labels.get('sector'), issuesOf(facts)]).toEqual([
      [undefined, undefined],
      ['sectorUnknown 2: C33 ← 99', 'sectorUnknown 3: 0131? / C131? ← 131'],
    ]);
  });
});

describe('firms', () => {
  it('are told apart by a checked credit code, and kept under it as written', () => {
    const lines = ['统一社会信用代码', "'9144 0300 1922 0382 16", '914403001922038217', '914403001922038000'];
    const facts = readFacts([table(lines)], schemeBy('creditCode'));
    expect([facts.ids, issuesOf(facts)]).toEqual([
      ['914403001922038000', '914403001922038216', '914403001922038217'],
      [
        'creditCodeInvalid 3: 18=6 ← 914403001922038217',
        'creditCodeTruncated 4: 914403001922038216 (a.csv 2)、914403001922038809、914403001922038996 ← 914403001922038000',
        'codesAlike 2: 914403001922038217 (a.csv 3) ← 914403001922038216 (a.csv 2)',
      ],
    ]);
  });

  it('are told apart by name where the scheme says so, whatever the brackets and spaces', () => {
    const scheme = schemeBy('name');
    const first = table(['统一社会信用代码 | 企业名称 | 税收（万元）', 'x | 永康（甲） 公司 | 1'], 'a.csv');
    const second = table(['企业名称 | 用地面积（亩）', '永康(甲)公司 | 2'], 'b.csv');
    const facts = readFacts([first, second], scheme);
    expect([facts.ids, facts.labels.get('creditCode'), amounts(facts, 'land'), issuesOf(facts)]).toEqual([
      ['永康(甲)公司'],
      ['x'],
      ['2'],
      [],
    ]);
  });

  it('come in order of id, with the facts of all tables', () => {
    const facts = readFacts(
      [
        table(['id | 税收（万元）', 'b | 1', 'a | 2'], 'a.csv'),
        table(['id | 用地面积（亩）', 'c | 3', 'a | 4'], 'b.csv'),
      ],
      schemeBy('code'),
    );
    expect([facts.ids, amounts(facts, 'tax'), amounts(facts, 'land')]).toEqual([
      ['a', 'b', 'c'],
      ['2', '1', 'state 1'],
      ['4', 'state 1', '3'],
    ]);
  });

  it('agree with themselves across tables and units, and a missing cell contradicts nothing', () => {
    const facts = readFacts(
      [
        table(['id | 税收（万元）', 'a | 1.50', 'b | 2'], 'a.csv'),
        table(['id | 税收（元）', 'a | 15000', 'b |'], 'b.csv'),
      ],
      schemeBy('code'),
    );
    expect([amounts(facts, 'tax'), facts.issues]).toEqual([['1.5', '2'], []]);
  });

  it('keep one spelling of a name, whichever table comes first', () => {
    const wide = table(['id | 企业名称', 'a | 永康（甲）公司'], 'a.csv');
    const narrow = table(['id | 企业名称', 'a | 永康(甲)公司'], 'b.csv');
    const names = [
      [wide, narrow],
      [narrow, wide],
    ].map((tables) => readFacts(tables, schemeBy('code')).labels.get('name'));
    expect(names).toEqual([['永康(甲)公司'], ['永康(甲)公司']]);
  });

  it('lose a datum that tables give differently, with one issue', () => {
    const facts = readFacts(
      [
        table(['id | 税收（万元） | 镇街', 'a | 1 | 甲', 'b | 5 | 乙'], 'a.csv'),
        table(['id | 税收（万元） | 镇街', 'a | 2 | 丙', 'b | 不适用 | 乙'], 'b.csv'),
        table(['id | 税收（万元）', 'a | 3'], 'c.csv'),
        table(['id | 税收（万元）', 'a | 1'], 'd.csv'),
      ],
      schemeBy('code'),
    );
    expect([amounts(facts, 'tax'), facts.labels.get('town'), issuesOf(facts)]).toEqual([
      ['state 4', 'state 4'],
      [undefined, '乙'],
      [
        'factRepeated 2: 甲 (a.csv 2) ← 丙',
        'factRepeated 2: 1 万元 (a.csv 2) ← 2 万元',
        'factRepeated 3: 5 万元 (a.csv 3) ← 不适用 万元',
      ],
    ]);
  });
});

describe('rows', () => {
  const header = '序号 | id | 企业名称 | 税收（万元）';

  it.each([
    ['blank', '| | |', '空行 blank'],
    ['a serial number alone', '7 | | |', '仅有序号 serial number only'],
    ['the header again', header, '重复表头 header again'],
    ['a total in the first cell', '合计 | | | 3', '合计行 total: 合计'],
    ['a total in the code', '| 全县 小计： | | 3', '合计行 total: 全县 小计：'],
    ['a mean in the name', '9 | | 全市平均 | 3', '合计行 total: 全市平均'],
    ['a total in English', '| Subtotal | | 3', '合计行 total: Subtotal'],
    ['a footer', '填表人：张三 | | |', '表尾 footer: 填表人：张三'],
    ['a note', '注：单位万元 | | |', '表尾 footer: 注：单位万元'],
  ])('are skipped: %s', (_, line, reason) => {
    const facts = factsOf(header, '1 | a | 甲 | 3', line);
    expect([account(facts), facts.issues.map(({ code, place, received }) => [code, place.row, received])]).toEqual([
      [[2, 1, 1, 0]],
      [['rowSkipped', 3, reason]],
    ]);
  });

  it('are firms whatever they are called, where the code looks like one', () => {
    expect(factsOf(header, '1 | 91330784MA28 | 平均 | 1').ids).toEqual(['91330784MA28']);
  });

  it.each(['', '-', '无', '#N/A'])('are refused without a firm: "%s"', (id) => {
    const facts = factsOf(header, `1 | ${id} | 甲 | 1`);
    expect([account(facts), codesOf(facts)]).toEqual([[[1, 0, 0, 1]], ['rowWithoutId']]);
  });

  it('are refused with cells beyond the header, but not with blank ones', () => {
    const facts = factsOf(`${header} | |`, '1 | a | 甲 | 1 | | ', '2 | b | 乙 | 丙 | 1');
    expect([account(facts), issuesOf(facts)]).toEqual([[[2, 1, 0, 1]], ['rowTooLong 3: 4 ← 1']]);
  });

  it('are refused below another header, until the first one comes again', () => {
    const lines = ['id | 税收（万元） | 自有用地面积（亩）', 'a | 100 | 50'];
    for (const other of [
      'id | 税收（元） | 自有用地面积（亩）',
      'id | 自有用地面积（亩） | 税收（万元）',
      'id | 序号',
    ]) {
      const facts = factsOf(...lines, other, 'b | 70000 | 40', '合计 | 70000 | 40', lines[0] ?? '', 'c | 3 | 4');
      expect(facts.ids).toEqual(['a', 'c']);
      expect(account(facts)).toEqual([[6, 2, 2, 2]]);
      expect(issuesOf(facts)).toEqual([
        `headerOther 3: 1 ← ${other.split(' | ').join('、')}`,
        'rowUnderOtherHeader 4: 3 ← b',
        'rowSkipped 5: 企业 firm ← 合计行 total: 合计',
        'rowSkipped 6: 企业 firm ← 重复表头 header again',
      ]);
    }
  });

  it('are refused below a header whose further level or units are others', () => {
    const header = ['id | 用地面积（亩） | | 税收', ' | 自有 | 承租 | ', ' | | | 万元'];
    for (const change of [
      [' | 承租 | 自有 | ', ' | | | 万元'],
      [' | 自有 | 承租 | ', ' | | | 元'],
    ]) {
      const facts = factsOf(
        ...header,
        'a | 1 | 2 | 3',
        header[0] ?? '',
        ...change,
        'b | 4 | 5 | 6',
        ...header,
        'c | 7 | 8 | 9',
      );
      expect([facts.ids, amounts(facts, 'ownedLand')]).toEqual([
        ['a', 'c'],
        ['1', '7'],
      ]);
      const [own] = facts.sources;
      expect((own?.used ?? 0) + (own?.skipped ?? 0) + (own?.refused ?? 0)).toBe(own?.rows);
      expect(codesOf(facts)).toContain('headerOther');
    }
  });

  it('of a second header are no firm where names tell firms apart', () => {
    const lines = ['企业名称 | 税收（万元）', '甲公司 | 1', '企业名称 | 税收（元）', '乙公司 | 10000'];
    const facts = readFacts([table(lines)], schemeBy('name'));
    expect([facts.ids, codesOf(facts)]).toEqual([['甲公司'], ['headerOther', 'rowUnderOtherHeader']]);
  });

  it('lack what a short one does not hold', () => {
    expect(amounts(factsOf('id | 税收（万元） | 用地面积（亩）', 'a | 1'), 'land')).toEqual(['state 1']);
  });

  it('are skipped where they repeat another one, but for the serial number', () => {
    const facts = factsOf(header, '1 | a | 甲 | 1', '2 | a | 甲 | 1');
    expect([account(facts), issuesOf(facts)]).toEqual([[[2, 1, 1, 0]], ['rowRepeated 3: 2 ← a']]);
  });

  it('are all refused where a firm has several that differ', () => {
    const facts = factsOf(header, '1 | a | 甲 | 1', '2 | a | 甲 | 1', '3 | a | 甲 | 2', '4 | b | 乙 | 3');
    expect([facts.ids, account(facts), issuesOf(facts)]).toEqual([
      ['b'],
      [[4, 1, 0, 3]],
      ['firmRepeated 2: 1 ← 3、4', 'firmRepeated 3: 1 ← 2、4', 'firmRepeated 4: 1 ← 2、3'],
    ]);
  });
});

describe('years', () => {
  const lines = ['id | 年度 | 税收（万元）', 'a | 2022 | 1', 'b | 2023年 | 2', '合计 | | 3'];
  const read = (year?: number) => readFacts([table(lines)], schemeBy('code'), year === undefined ? {} : { year });

  it('skips rows of another year than the one asked for', () => {
    const facts = read(2023);
    expect([facts.year, facts.ids, account(facts), issuesOf(facts)]).toEqual([
      2023,
      ['b'],
      [[3, 1, 2, 0]],
      ['rowOfOtherYear 2: 2023 ← 2022', expect.stringContaining('rowSkipped 4')],
    ]);
  });

  it('refuses rows where the tables state several years and nobody chose', () => {
    const facts = read();
    expect([facts.year, account(facts), codesOf(facts)]).toEqual([
      undefined,
      [[3, 0, 1, 2]],
      ['yearUnknown', 'yearUnknown', 'rowSkipped'],
    ]);
  });

  it('takes the only year that the tables state', () => {
    const facts = factsOf('id | 年度 | 2021年税收（万元）', 'a | 2021年度 | 1');
    expect([facts.year, amounts(facts, 'tax')]).toEqual([2021, ['1']]);
  });

  it('refuses a row whose year nobody can read', () => {
    const facts = factsOf('id | 年度', 'a | 2021', 'b |', 'c | 21');
    expect([facts.ids, codesOf(facts)]).toEqual([['a'], ['yearInvalid', 'yearInvalid']]);
  });

  it('compares the year of a header with the only one of the scheme, where nothing else states one', () => {
    const facts = factsOf('id | 2022年税收（万元） | 2021年用地面积（亩）', 'a | 1 | 2');
    expect([facts.year, amounts(facts, 'tax'), amounts(facts, 'land')]).toEqual([undefined, ['1'], undefined]);
  });
});
