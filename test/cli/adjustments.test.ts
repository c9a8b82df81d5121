import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
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
});
