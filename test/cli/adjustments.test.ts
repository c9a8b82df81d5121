import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readAdjustments } from '../../src/intake/readAdjustments.ts';
import { readScheme } from '../../src/scheme/readScheme.ts';
import { sampleScheme } from '../scheme/sample.ts';
import { permu, scratch } from './run.ts';

const folder = scratch();
const HEADER = '企业,事项,原值,新值,理由,文号,批准人,日期';
const LINE = 'F1,实缴税金,12,15,漏报,复核1号,张三（虚构）,2023-01-05';

function evaluated(name: string, allowed: boolean, ...lines: readonly string[]) {
  const [scheme, data, adjustments, out] = ['json', 'csv', 'appeals.csv', 'out'].map((end) =>
    join(folder, `${name}.${end}`),
  ) as [string, string, string, string];
  const manual = { allowed: ['correction'], usesQuota: true, source: 'assumed' } as const;
  writeFileSync(scheme, JSON.stringify(sampleScheme(allowed ? { manual } : {})));
  writeFileSync(data, '企业代码,税收（万元）,用地面积（亩）\r\nF1,12,1\r\n');
  writeFileSync(adjustments, `${lines.join('\r\n')}\r\n`);
  const options = ['--scheme', scheme, '--data', data, '--adjustments', adjustments, '--out', out];
  return { ...permu('evaluate', ...options), out };
}

describe('permu evaluate --adjustments', () => {
  test('applies a line that fits the data', () => {
    const { code, out } = evaluated('fits', true, HEADER, LINE);
    expect(code).toBe(0);
    // 15 ÷ 10 × 100; without the line 12 ÷ 10 × 100.
    expect(JSON.parse(readFileSync(join(out, 'evaluation.json'), 'utf8')).firms[0].score).toBe('150.00');
  });

  test('does nothing where a column is lacking: nobody takes the run for one with the corrections', () => {
    const { code, err, out } = evaluated('lacking', true, '企业,事项,原值', 'F1,实缴税金,12');
    expect(code).toBe(2);
    expect(err).toContain('lacking.appeals.csv：缺少必需的列：新值、理由、文号、批准人、日期');
    expect(existsSync(out)).toBe(false);
  });

  test('lists a line that the scheme does not allow, and says that it allows none', () => {
    const { code, out } = evaluated('forbidden', false, HEADER, LINE);
    expect(code).toBe(0);
    expect(readFileSync(join(out, 'issues.csv'), 'utf8')).toContain('办法允许（无），实为“实缴税金”');
  });

  test('counts the lines that were refused, says what the data say, and asks for the code of a firm that is named', () => {
    const wrong = LINE.replace(',12,', ',13,');
    const { code, err, out } = evaluated('refused', true, HEADER, wrong, LINE.replace('F1', 'F9'));
    expect(err).toContain('人工更正与调整 refused.appeals.csv：采用 0 行，未采用 2 行');
    expect(code).toBe(0);
    const issues = readFileSync(join(out, 'issues.csv'), 'utf8');
    expect(issues).toContain('所填原值税收实际贡献：13，现为12 万元,税收实际贡献：13,12 万元');
    expect(issues).toContain('数据中没有这家企业，人工调整未采用，请填写数据中的企业代码：F9');
  });

  test('says of a firm given by name, where codes tell firms apart, that there is none', () => {
    const { scheme } = readScheme(readFileSync('seeds/schemes/yongkang-2019.json', 'utf8'));
    if (scheme === undefined) throw new Error('no scheme');
    const rows = [HEADER, LINE.replace('F1', '示例一厂（虚构）')].map((line) => line.split(','));
    const { lines, issues } = readAdjustments({ name: 'a.csv', sha256: '', encoding: 'utf-8', rows }, scheme);
    expect({ lines, codes: issues.map(({ code, received }) => `${code} ${received}`) }).toEqual({
      lines: [],
      codes: ['adjustmentFirmUnknown 示例一厂（虚构）'],
    });
  });
});
