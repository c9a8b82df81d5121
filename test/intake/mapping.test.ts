import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draftMapping } from '../../src/intake/draftMapping.ts';
import type { Facts } from '../../src/intake/facts.ts';
import { indexFields } from '../../src/intake/fieldIndex.ts';
import { entryFor, type Mapping, mappingText, readMapping, type TableMapping } from '../../src/intake/mapping.ts';
import { profileTables } from '../../src/intake/profileTables.ts';
import { readFacts } from '../../src/intake/readFacts.ts';
import { amounts, codesOf, schemeBy, table } from './sample.ts';

const SCHEME = schemeBy('code');
const mappingOf = (...tables: readonly TableMapping[]): Mapping => ({ name: 'm.json', sha256: 'f'.repeat(64), tables });
const read = (lines: readonly string[], entry: Partial<TableMapping>, year?: number): Facts =>
  readFacts([table(lines)], SCHEME, {
    mapping: mappingOf({ file: 'a.csv', ...entry }),
    ...(year !== undefined && { year }),
  });
const bytes = (text: string) => new TextEncoder().encode(text);
const issuesIn = (facts: Facts) =>
  facts.issues.map(({ code, place }) => `${code} ${place.column ?? '-'} ${place.path ?? '-'}`);

describe('a mapping file', () => {
  it('is read with its hash', () => {
    const text = mappingText([
      { file: '*.csv', headerRows: [2, 3], columns: { C: 'ignore', 税: { field: 'tax', unit: '元' } } },
    ]);
    expect(readMapping(bytes(text), 'm.json')).toMatchObject({
      mapping: { name: 'm.json', sha256: expect.stringMatching(/^[0-9a-f]{64}$/), tables: [{ file: '*.csv' }] },
      issues: [],
    });
  });

  it.each([
    ['not JSON', '{', /^mappingInvalid -/],
    ['another format', '{"format":"x","tables":[]}', /^mappingInvalid format/],
    [
      'an unknown key',
      '{"format":"permu-mapping/1","tables":[{"file":"a","colums":{}}]}',
      /^mappingInvalid tables.0.colums/,
    ],
    [
      'a column of no form',
      '{"format":"permu-mapping/1","tables":[{"file":"a","columns":{"x":"tax"}}]}',
      /^mappingInvalid tables.0.columns.x/,
    ],
    [
      'a key twice',
      '{"format":"permu-mapping/1","tables":[{"file":"a","columns":{"x":"ignore","x":"ignore"}}]}',
      /^mappingInvalid tables.0.columns.x/,
    ],
    [
      'rows that are none',
      '{"format":"permu-mapping/1","tables":[{"file":"a","headerRows":[0]}]}',
      /^mappingInvalid tables.0.headerRows/,
    ],
  ])('with %s is refused, with the path', (_, text, expected) => {
    const { mapping, issues } = readMapping(bytes(text));
    expect([mapping, issues.map(({ code, place }) => `${code} ${place.path ?? '-'}`)]).toEqual([
      undefined,
      [expect.stringMatching(expected)],
    ]);
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (any) => {
        expect(readMapping(any).issues.length).toBeGreaterThan(0);
      }),
    );
  });

  it.each([
    ['a.csv', 'a.csv', true],
    ['*.csv', 'a.csv', true],
    ['税务*2023*.csv', '税务局2023年.csv', true],
    ['税务*2023*.csv', '税务局.csv', false],
    ['a*a', 'a', false],
    ['*', '', true],
    ['a.csv', 'b.csv', false],
  ])('%s fits %s: %s', (file, name, fits) => {
    expect(entryFor(mappingOf({ file }), { name }) !== undefined).toBe(fits);
  });
});

describe('a mapping', () => {
  const lines = ['id | 甲口径 | 乙口径 | 占地', 'a | 10000 | 7 | 2000'];

  it('says what columns hold, by header, letter or number', () => {
    const facts = read(lines, {
      columns: { 甲口径: { field: 'tax', unit: '元' }, C: 'ignore', '4': { field: '用地面积', unit: '平方米' } },
    });
    expect([amounts(facts, 'tax'), amounts(facts, 'land'), codesOf(facts)]).toEqual([['1'], ['3'], []]);
  });

  it('is kept with the facts', () => {
    expect(read(lines, {}).mapping).toEqual({ name: 'm.json', sha256: 'f'.repeat(64) });
  });

  it('chooses between columns of one field', () => {
    const facts = read(['id | 税收（万元） | 税收（元）', 'a | 1 | 20000'], { columns: { C: { field: 'tax' } } });
    expect([amounts(facts, 'tax'), issuesIn(facts)]).toEqual([['2'], ['columnSetAside 税收（万元） -']]);
  });

  it('says who states a value', () => {
    const columns = {
      B: { field: 'tax', unit: '万元', statedBy: 'firm' },
      C: { field: 'tax', unit: '万元', statedBy: 'department' },
    } as const;
    expect(codesOf(read(['id | 一 | 二', 'a | 1 | 1'], { columns }))).toEqual([]);
  });

  it('says which rows are the header', () => {
    const facts = read(['id | 税收（万元）', 'id | 营业收入（万元）', 'a | 1'], { headerRows: [2] });
    expect([amounts(facts, 'revenue'), amounts(facts, 'tax')]).toEqual([['1'], undefined]);
  });

  it('says of which year the table is', () => {
    const facts = read(['id | 年度 | 税收（万元）', 'a | 2022 | 1'], { year: 2023 }, 2023);
    expect([amounts(facts, 'tax'), facts.year]).toEqual([['1'], 2023]);
    expect(codesOf(read(['id | 税收（万元）', 'a | 1'], { year: 2022 }, 2023))).toEqual(['rowOfOtherYear']);
    expect(read(['id | 税收（万元）', 'a | 1'], { year: 2022 }).year).toBe(2022);
  });

  it('leaves a table out, with its reason and all of its rows skipped', () => {
    const facts = read(lines, { skip: '旧表' });
    expect([facts.ids, codesOf(facts), facts.sources]).toEqual([
      [],
      ['tableLeftOut'],
      [expect.objectContaining({ rows: 2, used: 0, skipped: 2, refused: 0, leftOut: '旧表' })],
    ]);
  });

  it('that is wrong is told with column and path, and the column is not read', () => {
    const columns = {
      甲口径: { field: 'tax', unit: '亩' },
      乙口径: { field: 'taxx' },
      丙口径: { field: 'tax' },
      id: { field: 'id', unit: '元' },
    };
    expect(issuesIn(read(['id | 税收（万元） | 甲口径 | 乙口径', 'a | 1 | 2 | 3'], { columns }))).toEqual([
      'mappingUnit 甲口径 tables.0.columns.甲口径',
      'mappingField 乙口径 tables.0.columns.乙口径',
      'mappingColumn - tables.0.columns.丙口径',
      'mappingUnit id tables.0.columns.id',
      'columnMissing - -',
      expect.stringMatching(/^rowWithoutId/),
    ]);
  });

  it('names no column by a header that stands twice', () => {
    expect(issuesIn(read(['id | 税收 | 税收', 'a | 1 | 2'], { columns: { 税收: { field: 'tax' } } }))).toEqual([
      'mappingColumn - tables.0.columns.税收',
    ]);
  });

  it('that no table is read by, or that names rows that are not there, is told', () => {
    const unused = readFacts([table(lines)], SCHEME, { mapping: mappingOf({ file: 'b.csv' }) });
    expect(issuesIn(unused)[0]).toMatch(/^columnUnknown/);
    expect(issuesIn(unused).at(-1)).toBe('mappingUnused - tables.0');
    expect(issuesIn(read(lines, { headerRows: [9] }))).toContain('mappingInvalid - tables.0.headerRows');
  });

  it('leaves open what is "?", as if it said nothing', () => {
    const facts = read(lines, { columns: { 甲口径: { field: '?' } } });
    expect(issuesIn(facts).slice(0, 2)).toEqual([
      'mappingOpen 甲口径 tables.0.columns.甲口径',
      'columnUnknown 甲口径 -',
    ]);
  });

  it('that says what was recognised changes nothing', () => {
    const cells = fc.constantFrom('1', '2.5', '无', '', '3');
    const header = 'id | 税收（元） | 用地面积 | 行业代码 | 自报营业收入（万元） | 奇怪';
    fc.assert(
      fc.property(fc.array(fc.tuple(cells, cells, cells), { maxLength: 5 }), (rows) => {
        const body = rows.map(([a, b, c], k) => `f${k} | ${a} | ${b} | C33 | ${c} | x`);
        const plain = readFacts([table([header, ...body])], SCHEME);
        const columns = {
          id: { field: 'id' },
          '税收（元）': { field: 'tax', unit: '元' },
          用地面积: { field: 'land' },
          D: { field: 'sector' },
          E: { field: 'revenue' },
        };
        const { mapping, ...facts } = read([header, ...body], { headerRows: [1], columns });
        expect(JSON.stringify(facts, bigints)).toBe(JSON.stringify(plain, bigints));
      }),
      { numRuns: 30 },
    );
  });
});

describe('a draft', () => {
  it('asks for each open column, with candidates and examples, and can be read as it is', () => {
    const tables = [
      table(['id | 企业实缴税费 | 用地面积 | 税收（美元） | 营业收入 | 营业收入 | 奇怪', 'a | 1 | 2 | 3 | 4 | 5 | 6']),
    ];
    const facts = readFacts(tables, SCHEME);
    const draft = draftMapping(profileTables(facts, tables, indexFields(SCHEME)), facts.issues, 'zh');
    expect(draft).toEqual([
      {
        file: 'a.csv',
        columns: {
          企业实缴税费: { field: '?', note: expect.stringMatching(/^可能是：税收实际贡献 tax.*；示例：1$/u) },
          用地面积: { field: 'land', unit: '?', note: '列名未写单位，暂按亩读取；示例：2' },
          '税收（美元）': { field: '?', unit: '?', note: expect.stringMatching(/^单位不识别，可填：万元/u) },
          E: { field: '?', note: expect.stringMatching(/^多列同为“营业收入”/u) },
          F: { field: '?', note: expect.stringMatching(/^多列同为“营业收入”/u) },
          奇怪: { field: '?', note: '未识别；填字段，或整项改为 "ignore"；示例：6' },
        },
      },
    ]);
    const { mapping } = readMapping(bytes(mappingText(draft)));
    const again = readFacts(tables, SCHEME, mapping === undefined ? {} : { mapping });
    expect([...again.amounts.keys()]).toEqual([...facts.amounts.keys()]);
    expect(codesOf(again).filter((code) => code === 'mappingOpen')).toHaveLength(6);
  });
});

function bigints(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}n` : value instanceof Map ? [...value] : value;
}
