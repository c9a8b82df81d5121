import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { permu, scratch } from './run.ts';

const folder = scratch();
const data = join(folder, 'data');
mkdirSync(data);
const firm = (number: number): string => `永康市示例${number}有限公司（虚构）`;
const codes = ['91330784100000016W', '91330784100000024R', '913307841000000320'];
writeFileSync(
  join(data, 'a 统计局.csv'),
  `企业名称,统一社会信用代码,规模,行业代码,增加值（万元）\n${codes.map((code, at) => `${firm(at)},${code},规上,3382,${at === 0 ? '#DIV/0!' : '90'}`).join('\n')}\n合计,,,,180\n`,
);
writeFileSync(
  join(data, 'b 税务局.csv'),
  `统一社会信用代码,税收（万元）\n${codes.map((code) => `${code},约12`).join('\n')}\n,5\n`,
);
const run = (...more: string[]) =>
  permu(
    'evaluate',
    '--scheme',
    'yongkang-2019',
    '--year',
    '2019',
    '--data',
    data,
    '--out',
    join(folder, 'out'),
    '--force',
    ...more,
  );

describe('what a run says of its data', () => {
  it('counts the rows of each file and the troubles of each kind, the serious and the frequent first', () => {
    const { out } = run();
    expect(out.split('\n').slice(2, 9)).toEqual([
      '数据：2 个文件、2 张表，共 8 行',
      '  a 统计局.csv：采用 3，跳过 1，未采用 0',
      '  b 税务局.csv：采用 3，跳过 0，未采用 1',
      '数据问题（条数，逐条见 issues.csv）',
      '  3  不是有效数字，按缺失处理',
      '  1  单元格是公式错误，按缺失处理',
      '  1  缺少企业标识，该行未采用',
    ]);
  });

  it('says it in English too', () => {
    const { out } = run('--lang', 'en');
    expect(out).toContain('data: 2 files, 2 tables, 8 rows\n  a 统计局.csv: 3 used, 1 skipped, 0 refused\n');
    expect(out).toContain('troubles (each is in issues.csv)\n  3  not a number, taken as missing\n');
  });

  it('keeps quiet of a single table', () => {
    const { out } = permu(
      'evaluate',
      '--scheme',
      'yongkang-2019',
      '--year',
      '2019',
      '--data',
      join(data, 'b 税务局.csv'),
      '--out',
      join(folder, 'one'),
    );
    expect(out).not.toContain('数据：');
  });
});
