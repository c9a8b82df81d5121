import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Condition } from '../../src/scheme/condition.ts';
import { readScheme } from '../../src/scheme/readScheme.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import { describeCondition } from '../../src/write/describeCondition.ts';
import { describeScheme } from '../../src/write/describeScheme.ts';
import { Voice } from '../../src/write/voice.ts';
import { sampleScheme } from '../scheme/sample.ts';

const SCHEME = sampleScheme({
  fields: {
    accident: { kind: 'flag', title: '较大及以上安全事故' },
    protection: { kind: 'flag', title: '评价保护期' },
    production: { kind: 'date', title: '投产日期' },
  },
  flags: [
    {
      id: 'clearance',
      title: '亩均税收1万元以下',
      when: { indicator: 'taxPerMu', lessThan: '1 万元/亩' },
      whenUndecided: 'doesNotHold',
      among: ['graded'],
    },
  ],
});

describe('conditions in words', () => {
  test.each<[Condition, string, string]>([
    [
      {
        all: [
          { field: 'land', atLeast: '3 亩' },
          { label: 'scale', is: '规下' },
        ],
      },
      '用地面积不低于3亩，且规模为“规下”',
      '用地面积 is at least 3 亩, and 规模 is 规下',
    ],
    [
      { all: [{ any: [{ flag: 'hightech' }, { flag: 'accident' }] }, { not: { flag: 'protection' } }] },
      '（属于高新技术企业，或者有“较大及以上安全事故”情形），且不处于评价保护期',
      '(marked as "高新技术企业", or marked as "较大及以上安全事故"), and not marked as "评价保护期"',
    ],
    [
      { not: { field: 'revenue', atLeast: '7 亿元', lessThan: '10 亿元' } },
      '营业收入低于7亿元或不低于10亿元',
      '营业收入 is below 7 亿元 or at least 10 亿元',
    ],
    [
      { not: { label: 'sector', startsWith: ['44', '45'] } },
      '行业代码不以44、45开头',
      '行业代码 does not begin with 44, 45',
    ],
    [{ flag: 'clearance' }, '列入“亩均税收1万元以下”名单', 'marked as "亩均税收1万元以下"'],
    [
      { gapOf: 'taxPerMu', is: 'noLand' },
      '亩均税收因用地面积不大于零而无法计算',
      '亩均税收 cannot be computed because 用地面积 is not above zero',
    ],
    [{ state: 'tax', is: 'withheld' }, '税收实际贡献数据保密', '税收实际贡献 is withheld'],
    [{ not: { state: 'tax', is: 'reported' } }, '税收实际贡献未填报', '税收实际贡献 is not reported'],
    [{ grade: ['A', 'B'] }, '等级为A类或B类', 'the grade is A or B'],
    [{ score: true, moreThan: '90' }, '综合得分高于90', 'the score is more than 90'],
    [{ field: 'employees', atMost: '10 人' }, '年平均职工人数不多于10人', '年平均职工人数 is at most 10 人'],
    [
      { date: 'production', youngerThan: '18 个月', on: '06-30' },
      '投产日期至评价年度6月30日不满18个月',
      '投产日期 is less than 18 个月 old on 06-30 of the year',
    ],
    [
      { date: 'production', notBefore: '2021-01-05' },
      '投产日期不早于2021年1月5日',
      '投产日期 is not before 2021-01-05',
    ],
    [{ previously: { grade: 'D' }, years: 2 }, '此前连续2年均评为D类', 'it was grade D in each of the 2 years before'],
    [
      { not: { previously: { grade: 'D' }, years: 2 } },
      '此前并非连续2年均评为D类',
      'it was not grade D in each of the 2 years before',
    ],
    [{ category: 'all' }, '属于全部', 'it is of 全部'],
    [
      { not: { any: [{ flag: 'hightech' }, { flag: 'accident' }] } },
      '不属于“属于高新技术企业，或者有“较大及以上安全事故”情形”的情形',
      'not (marked as "高新技术企业", or marked as "较大及以上安全事故")',
    ],
  ])('%j', (condition, zh, en) => {
    expect(describeCondition(new Voice(SCHEME, 'zh'), condition)).toBe(zh);
    expect(describeCondition(new Voice(SCHEME, 'en'), condition)).toBe(en);
  });
});

/** Every scheme that ships or is tried in a fixture. */
const FILES = [
  ...readdirSync('seeds/schemes').map((name) => join('seeds/schemes', name)),
  ...readdirSync('fixtures', { recursive: true, encoding: 'utf8' })
    .filter((name) => /scheme[^/]*\.json$/.test(name) && !name.includes('expected'))
    .map((name) => join('fixtures', name)),
];

/** Every text in a scheme, as a set: ids, titles, units, codes … */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}

describe('schemes in words', () => {
  const schemes = FILES.map((file) => [file, readScheme(readFileSync(file, 'utf8')).scheme] as const).filter(
    (entry): entry is readonly [string, Scheme] => entry[1] !== undefined,
  );

  test.each(schemes)('%s speaks Chinese without keys, and says every number of its rules', (_, scheme) => {
    const text = describeScheme(scheme);
    const own = textsOf(scheme).join('\n');
    const words =
      text
        .split('\n')
        .slice(2)
        .join('\n')
        .match(/[A-Za-z][A-Za-z-]{2,}/g) ?? [];
    // An English word can only be one of the scheme's own titles, notes or names.
    expect(words.filter((word) => !own.includes(word) || word === 'assumed')).toEqual([]);
    expect(text).not.toMatch(/undefined|\[object|\{|"/);
    for (const { scoring, title } of scheme.categories) {
      expect(text).toContain(title);
      for (const { weight } of scoring) expect(text).toContain(`权重${weight}分`);
    }
    const english = describeScheme(scheme, 'en');
    expect(english).not.toMatch(/undefined|\[object/);
    // The same paragraphs in both languages.
    expect(english.split('\n').length).toBe(text.split('\n').length);
  });

  test('marks what is assumed, inherited sources in short and own ones in full', () => {
    const scheme = sampleScheme({
      source: 'assumed: 未见文件',
      overrides: [
        {
          id: 'a',
          title: '否决',
          when: { flag: 'hightech' },
          whenUndecided: 'holds',
          fix: 'D',
          usesQuota: false,
          source: '办法 第三条',
        },
        { id: 'b', title: '提档', when: { flag: 'hightech' }, whenUndecided: 'doesNotHold', raise: 1, usesQuota: true },
      ],
      notModelled: [{ clause: '第九条', text: '由领导小组研究决定', why: '需人工决定', source: '办法 第九条' }],
    });
    const lines = describeScheme(scheme).split('\n');
    expect(lines).toContain('未另注依据的规定：〔约定：未见文件〕');
    expect(lines).toContain(
      '  （一）否决：属于高新技术企业的，直接定为D类；不占原等级名额，由后一名递补；无法判定的视为符合（依据：办法 第三条）',
    );
    expect(lines).toContain(
      '  （二）提档：属于高新技术企业的，提高1个等级，最高为最好等级；仍占原等级名额；无法判定的视为不符合〔约定〕',
    );
    expect(lines).toContain('  （一）第九条：由领导小组研究决定。未纳入的原因：需人工决定（依据：办法 第九条）');
  });

  test('says what schemes below may not loosen', () => {
    const scheme = sampleScheme({
      flags: SCHEME.flags ?? [],
      binding: [
        { id: 'cap', grade: 'A', atMost: '20%' },
        { id: 'weight', indicator: 'taxPerMu', weight: { atLeast: '30%' }, categories: ['all'] },
        { id: 'needed', indicator: 'taxPerMu', required: true },
        { id: 'kept', rule: 'clearance', kept: true },
      ],
    });
    const text = describeScheme(scheme);
    expect(text).toContain('A类企业占比不超过20%（企业数不得因取整而超过）');
    expect(text).toContain('全部亩均税收的权重不低于总权重的30%');
    expect(text).toContain('计分的各类企业均须评价亩均税收');
    expect(text).toContain('“亩均税收1万元以下”不得改动');
  });
});
