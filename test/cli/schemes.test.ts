import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sampleScheme } from '../scheme/sample.ts';
import { permu, scratch } from './run.ts';

const folder = scratch();
const ZONE = 'fixtures/family/zone.json';
const VERSIONS = 'fixtures/family/versions';

describe('permu schemes', () => {
  test('lists the built-in schemes, of all years or those in force in one', () => {
    expect(permu('schemes').out).toContain('yongkang-2019\t');
    const ids = (...args: string[]): string[] =>
      (JSON.parse(permu('schemes', '--json', ...args).out) as { id: string }[]).map(({ id }) => id);
    expect(ids()).toContain('yongkang-2019');
    expect(ids('--year', '2019')).toContain('yongkang-2019');
    expect(ids('--year', '2015')).toEqual(['linhai-2014']);
    expect(permu('schemes', '--year', '1999')).toMatchObject({ code: 0, out: '1999 年度没有有效的内置评价办法\n' });
  });

  test('reads a scheme in sentences, in Chinese or English', () => {
    expect(permu('schemes', '--show', 'huangyan-2022').out).toContain('得分＝指标值÷基准值×30');
    expect(permu('schemes', '--show', 'huangyan-2022', '--lang', 'en').out).toContain('points = value ÷ baseline × 30');
    expect(permu('schemes', '--show', 'nowhere').code).toBe(2);
  });

  test.each(['--effective', '--json'])('%s prints the JSON in effect', (option) => {
    const shipped = JSON.parse(readFileSync('seeds/schemes/huangyan-2022.json', 'utf8'));
    expect(JSON.parse(permu('schemes', '--show', 'huangyan-2022', option).out)).toEqual(shipped);
    const zone = JSON.parse(permu('schemes', '--show', ZONE, option).out);
    expect(zone).toEqual(JSON.parse(readFileSync('fixtures/family/expected-zone/scheme.json', 'utf8')));
  });

  test('says of a family what it extends, what it may not loosen and what is not modelled', () => {
    const { out } = permu('schemes', '--show', ZONE);
    expect(out).toContain('在上级办法model-province（版本1.0.0）、model-county（版本1.0.0）的基础上制定。');
    expect(out).toContain('A类企业占比不超过20%（企业数不得因取整而超过）（依据：省办法 第三条）');
    expect(out).toContain('第九条：特殊情况由领导小组研究决定。未纳入的原因：没有可以判定的条件，须人工决定');
  });

  test('picks the version in force from a folder', () => {
    expect(permu('schemes', '--show', VERSIONS, '--year', '2022').out).toContain('编号model-county-2022，');
    expect(permu('schemes', '--show', VERSIONS, '--year', '2030').out).toContain('编号model-county-2023，');
    for (const year of ['2019', '2021']) {
      const { code, err } = permu('schemes', '--show', VERSIONS, '--year', year);
      expect({ code, listed: err.includes('model-county-2022') && err.includes('model-county-2023') }).toEqual({
        code: 2,
        listed: true,
      });
    }
    expect(permu('schemes', '--show', VERSIONS).err).toContain('--year');
  });

  test('refuses to choose between several versions in force', () => {
    const several = join(folder, 'several');
    mkdirSync(several);
    for (const id of ['a', 'b']) {
      writeFileSync(join(several, `${id}.json`), JSON.stringify(sampleScheme({ id, family: 'method' })));
    }
    const { code, err } = permu('check', several, '--year', '2022');
    expect({ code, both: /\n {2}a 1\.0\.0[\s\S]*\n {2}b 1\.0\.0/.test(err) }).toEqual({ code: 2, both: true });
  });
});

describe('permu check', () => {
  test('names the file of the chain, what was expected with its source, and what was found', () => {
    const { code, out } = permu('check', 'fixtures/family/loosened.json');
    expect(code).toBe(1);
    expect(out).toContain('fixtures/family/loosened.json categories[0].grading.upTo[0]');
    expect(out).toContain('应为A ≤ 20% (省办法 第三条)，实为A 30%');
  });

  test('counts what is assumed and lists what is not modelled', () => {
    const { code, out } = permu('check', 'fixtures/family/province.json');
    expect(code).toBe(0);
    expect(out).toContain('约定（没有文件依据）的规定 1 条');
    expect(out).toContain('  第九条：特殊情况由领导小组研究决定（没有可以判定的条件，须人工决定）');
    expect(JSON.parse(permu('check', 'fixtures/family/province.json', '--json').out)).toMatchObject({
      scheme: 'model-province',
      issues: [],
      assumed: [{ path: 'conventions' }],
      notModelled: [{ clause: '第九条' }],
    });
  });

  test('tells doubts from faults', () => {
    const { code, out } = permu('check', 'yongkang-2019');
    expect(code).toBe(0);
    expect(out).toContain('overrides[5]：两条定级规则可能相互冲突，冲突时以“安全生产一票否决”为准');
  });

  test('says which firms count for a baseline', () => {
    const { out } = permu('schemes', '--show', 'yongkang-2019');
    expect(out).toContain('基准值取本类参加定级的企业（含因其他指标缺数据而未定级的）的');
  });

  test('names --scenarios where --pairs asks for more than half of them', () => {
    const run = 'fixtures/wenling-zones-2022/expected';
    const { code, err } = permu('stability', '--run', run, '--scenarios', '3', '--pairs', '2');
    expect({ code, named: err.includes('--scenarios（3）的一半') }).toEqual({ code: 2, named: true });
  });

  test('finds parents relative to the file that names them, and says which file it did not find', () => {
    const file = join(folder, 'orphan.json');
    writeFileSync(file, JSON.stringify({ extends: 'nowhere.json' }));
    expect(permu('check', file).out).toContain('上级办法无法使用：应为内置办法的编号或文件，实为nowhere.json');
    const child = join(folder, 'child.json');
    writeFileSync(child, JSON.stringify({ extends: 'huangyan-2022', id: 'child' }));
    expect(permu('check', child).out).toContain('评价办法无误: child');
  });
});
