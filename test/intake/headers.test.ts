import { describe, expect, it } from 'vitest';
import seed from '../../seeds/fields.json' with { type: 'json' };
import { indexFields } from '../../src/intake/fieldIndex.ts';
import { normaliseHeader } from '../../src/intake/headerText.ts';
import { readHeader } from '../../src/intake/readHeader.ts';
import { schemeBy } from './sample.ts';

const INDEX = indexFields(schemeBy('creditCode'));
const read = (header: string, year?: number) => readHeader(header, INDEX, year);
const fieldAndUnit = (header: string, year?: number) => {
  const reading = read(header, year);
  return reading.kind === 'field' ? [reading.field, reading.unit?.text] : reading.kind;
};

describe('readHeader', () => {
  it.each([
    ['用地面积（亩）', 'land', '亩'],
    ['用地面积(㎡)', 'land', '平方米'],
    ['用地面积\n（平方米）', 'land', '平方米'],
    ['用地面积[公顷]', 'land', '公顷'],
    ['用地面积,亩', 'land', '亩'],
    ['用地面积：亩', 'land', '亩'],
    ['用地面积/亩', 'land', '亩'],
    [' 实缴税金 （万） ', 'tax', '万'],
    ['税收（单位：元）', 'tax', '元'],
    ['税收 单位：万元', 'tax', '万元'],
    ['*税收（万元）', 'tax', '万元'],
    ['税收（万元）（必填）', 'tax', '万元'],
    ['总用电量（kw/h）', 'electricity', 'kw/h'],
    ['用电量/kw/h', 'electricity', 'kw/h'],
    ['用电量（度）', 'electricity', '度'],
    ['用水量（吨）', 'water', '吨'],
    ['R＆D经费支出（万元）', 'rd', '万元'],
    ['出口企业“免抵”税额(万元)', 'vatExportCredit', '万元'],
    ['年平均职工人数(人/年)', 'employees', '人'],
    ['面积（平方米）', 'ownedLand', '平方米'],
    ['tax', 'tax', '万元'],
    ['LAND (m2)', 'land', '平方米'],
    ['valueAdded', 'valueAdded', '万元'],
  ])('reads %s as %s in %s', (header, field, unit) => {
    const reading = fieldAndUnit(header);
    expect(reading[0]).toBe(field);
    // ㎡ and m2 are one unit of two spellings; either may be shown.
    expect(reading[1] === '㎡' || reading[1] === 'm2' ? '平方米' : reading[1]).toBe(unit);
  });

  it.each([
    ['统一社会信用代码', 'id'],
    ['信用代码/税号', 'id'],
    ['ID', 'id'],
    ['企业名称（全称）', 'name'],
    ['镇（街道）', 'town'],
    ['所在街道(园区)', 'town'],
    ['规模以上/以下', 'scale'],
    ['工业/服务业', 'kind'],
    ['年度', 'year'],
    ['是否高新技术企业', 'hightech'],
    ['国民经济行业代码（4位）', 'sector'],
  ])('reads %s as %s', (header, field) => {
    expect(read(header)).toMatchObject({ kind: 'field', field });
  });

  it('takes the unit of the field where the header names none, and says so', () => {
    expect(read('税收')).toMatchObject({ field: 'tax', unit: { text: '万元', assumed: true } });
  });

  it('assumes nothing where only one unit is in use', () => {
    expect(read('年平均职工人数')).toMatchObject({ field: 'employees', unit: { assumed: false } });
  });

  describe('a ratio never passes for an amount', () => {
    it.each(['亩均税收', '亩均税收（万元/亩）', '单位能耗增加值', '全员劳动生产率（万元/人）'])('%s', (header) => {
      expect(read(header).kind).toBe('ratio');
    });

    it.each(['税收/亩', '税收（万元/亩）'])('%s', (header) => {
      expect(read(header).kind).toBe('unitUnknown');
    });

    it('unless the scheme declares a field of that spelling', () => {
      const fields = { shown: { kind: 'amount', title: '亩均税收', unit: '万元/亩' } } as const;
      const index = indexFields(schemeBy('code', { fields }));
      expect(readHeader('亩均税收（元/㎡）', index, undefined)).toMatchObject({
        field: 'shown',
        unit: { factor: { n: 1n, d: 15n } },
      });
    });
  });

  it.each([
    ['税收（美元）', 'unitUnknown'],
    ['用地面积（万元）', 'unitUnknown'],
    ['用热量（吨）', 'unitUnknown'],
    ['税收（全口径以外）', 'unknown'],
    ['税收增长率', 'unknown'],
    ['__proto__', 'unknown'],
    ['constructor', 'unknown'],
    ['', 'unknown'],
    ['序号', 'ignored'],
    ['备 注', 'ignored'],
  ])('does not read %s: %s', (header, kind) => {
    expect(read(header).kind).toBe(kind);
  });

  it('lists the units that it knows where the one stated is none of them', () => {
    expect(read('税收（美元）')).toMatchObject({
      expected: expect.arrayContaining(['万元', '元', '亿元']),
      unit: '美元',
    });
  });

  describe('a mass is no equivalent', () => {
    it.each([
      ['主要污染物排放当量（吨）', 'pollutants', '当量吨'],
      ['污染物排放当量（千克）', 'pollutants', '千克当量'],
      ['化学需氧量排放当量（吨）', 'codEquivalent', '当量吨'],
      ['化学需氧量排放量（吨）', 'cod', '吨'],
      ['COD排放（吨）', 'cod', '吨'],
    ])('%s', (header, field, unit) => {
      expect(fieldAndUnit(header)).toEqual([field, unit]);
    });
  });

  describe('energy at one value is no energy at the other', () => {
    it.each([
      ['综合能耗（吨标煤）', 'energy', '吨标煤'],
      ['综合能耗（吨）', 'energy', '吨标准煤'],
      ['综合能耗（吨标煤）-等价值', 'energyPrimary', '吨标煤'],
      ['综合能耗（等价值）（吨标准煤）', 'energyPrimary', '吨标准煤'],
      ['综合能耗（等价值，吨标煤）', 'energyPrimary', '吨标煤'],
      ['综合能耗（吨标煤，当量值）', 'energyFinal', '吨标煤'],
      ['综合能耗当量值（kgce）', 'energyFinal', 'kgce'],
    ])('%s', (header, field, unit) => {
      expect(fieldAndUnit(header)).toEqual([field, unit]);
    });
  });

  describe('years', () => {
    it.each([
      '2023年税收（万元）',
      '2023年度税收（万元）',
      '2023税收（万元）',
      '税收（2023年）（万元）',
      '本年税收（万元）',
    ])('reads %s as tax when 2023 is evaluated', (header) =>
      expect(fieldAndUnit(header, 2023)).toEqual(['tax', '万元']),
    );

    it('does not take the 年 of 年平均 for that of the year', () => {
      expect(fieldAndUnit('2023年平均职工人数（人）', 2023)).toEqual(['employees', '人']);
    });

    it.each(['2022年税收（万元）', '上年税收（万元）', '去年税收（万元）', '税收（2022年）（万元）'])(
      'leaves %s alone',
      (header) => {
        expect(fieldAndUnit(header, 2023)).toBe('unknown');
      },
    );

    it('leaves a year alone where none is evaluated', () => {
      expect(fieldAndUnit('2023年税收（万元）')).toBe('unknown');
    });
  });

  describe('who states a value', () => {
    it.each([
      ['自报用地面积（亩）', 'land', '亩', 'firm'],
      ['用地面积（亩）（核定）', 'land', '亩', 'department'],
      ['用地面积（自报，亩）', 'land', '亩', 'firm'],
      ['用地面积-企业自报数（亩）', 'land', '亩', 'firm'],
      ['税收部门认定（万元）', 'tax', '万元', 'department'],
      ['企业填报税收（元）', 'tax', '元', 'firm'],
      ['2023年核定税收（万元）', 'tax', '万元', 'department'],
      ['核定2023年税收（万元）', 'tax', '万元', 'department'],
    ])('%s', (header, field, unit, statedBy) => {
      expect(read(header, 2023)).toMatchObject({ kind: 'field', field, unit: { text: unit }, statedBy });
    });

    it('is not looked for where the whole is a spelling', () => {
      expect(read('核定排污权（千克）')).not.toHaveProperty('statedBy');
    });

    it.each(['填报单位名称', '申报2022年税收（万元）', '核定亩均税收', '自报', '申报企业'])(
      'leaves %s unknown',
      (header) => {
        expect(read(header, 2023).kind).toBe('unknown');
      },
    );
  });

  describe('a scheme', () => {
    const fields = {
      tax: { kind: 'amount', title: '税收总额', unit: '元', dimension: 'money', spellings: ['甲税'] },
      landOfTown: { kind: 'amount', title: '土地', unit: '亩', spellings: ['占地面积', '共同'] },
      other: { kind: 'flag', title: '共同' },
    } as const;
    const index = indexFields(schemeBy('code', { fields }));

    it.each([
      ['its title', '税收总额', 'tax'],
      ['its spellings', '甲税', 'tax'],
      ['the built-in ones', '实缴税金', 'tax'],
      ['a spelling that it takes over', '占地面积', 'landOfTown'],
      ['its key', 'landOfTown', 'landOfTown'],
    ])('adds to the built-in fields: %s', (_, header, field) => {
      expect(readHeader(header, index, undefined)).toMatchObject({ kind: 'field', field });
    });

    it('changes the unit that is assumed', () => {
      expect(readHeader('实缴税金', index, undefined)).toMatchObject({ unit: { text: '元', assumed: true } });
    });

    it('is told where it gives two fields one spelling', () => {
      expect(readHeader('共同', index, undefined)).toEqual({ kind: 'ambiguous', fields: ['landOfTown', 'other'] });
    });
  });
});

describe('the seed', () => {
  it('gives no spelling to two fields', () => {
    expect([...INDEX.spellings].filter(([, keys]) => keys.length > 1)).toEqual([]);
  });

  it('reads every spelling of every field as that field', () => {
    const others = Object.entries(seed.fields).flatMap(([key, field]) =>
      [key, field.title, ...(field.spellings ?? [])]
        .filter((spelling) => !seed.derived.includes(key) && !readsAs(spelling, key))
        .map((spelling) => `${key}: ${spelling}`),
    );
    expect(others).toEqual([]);
  });

  it('ranks only spellings that are known', () => {
    const ranked = Object.entries(seed.preferred).flatMap(([key, groups]) => groups.flat().map((text) => [key, text]));
    expect(ranked.filter(([key, text]) => !readsAs(text ?? '', key ?? ''))).toEqual([]);
  });

  function readsAs(spelling: string, key: string): boolean {
    return INDEX.spellings.get(normaliseHeader(spelling))?.[0] === key;
  }
});
