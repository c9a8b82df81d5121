import { describe, expect, it } from 'vitest';
import { indexFields } from '../../src/intake/fieldIndex.ts';
import { nearestFields } from '../../src/intake/nearestFields.ts';
import { issue } from '../../src/issues/issue.ts';
import { sentenceOf } from '../../src/issues/sentences.ts';
import { factsOf, issuesOf, schemeBy } from './sample.ts';

const INDEX = indexFields(schemeBy('creditCode'));
const near = (header: string) => nearestFields(header, INDEX, 2023);

describe('the candidates for an unknown header', () => {
  it.each([
    ['实缴税费合计（万元）', '税收实际贡献 tax'],
    ['企业用地面积', '用地面积 land'],
    ['2023年平均用工人数（人）', '年平均职工人数 employees'],
    ['全年综合能耗（吨标准煤）', '综合能耗 energy'],
    ['企业统一社会信用代码', '统一社会信用代码 id'],
  ])('%s: first %s', (header, first) => {
    expect(near(header)[0]).toBe(first);
  });

  it('are three at most, and none that shares less than half of its characters', () => {
    expect(near('用地面积合计').length).toBe(3);
    expect([near('奇怪的一列'), near('上市公司代码')]).toEqual([[], []]);
  });

  it.each(['税收增长率', '上年税收', '2022年税收（万元）', '税收排名', '人均税收', `税收${'很长'.repeat(30)}`])(
    'are none for %s, which means something else',
    (header) => {
      expect(near(header)).toEqual([]);
    },
  );

  it('stand in the issue and its sentence', () => {
    expect(issuesOf(factsOf('id | 企业实缴税费（万元）', 'a | 1'))[0]).toMatch(
      /^columnUnknown -: 税收实际贡献 tax.* ← 企业实缴税费（万元）$/u,
    );
    expect(sentenceOf(issue('columnUnknown', {}, '税收实际贡献 tax', '税费'), 'zh')).toBe(
      '未识别的列，未采用：税费；可能是：税收实际贡献 tax；可用 --mapping 指定',
    );
    expect(sentenceOf(issue('columnUnknown', {}, '', '税费'), 'zh')).toBe('未识别的列，未采用：税费');
  });
});
