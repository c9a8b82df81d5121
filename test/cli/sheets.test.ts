import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { permu, scratch } from './run.ts';

const folder = scratch();
const SCHEME = 'fixtures/unit-line/scheme.json';
const MAPPED = 'fixtures/mapping-settles-a-column';
const INPUTS = ['--data', `${MAPPED}/data.csv`, '--data', `${MAPPED}/旧表.csv`];

describe('permu check --data', () => {
  it('shows how each column was read, what stands above it, and whether totals add up', () => {
    const { code, out } = permu('check', '--data', 'fixtures/totals-that-differ/data.csv', '--scheme', SCHEME);
    expect(code).toBe(1);
    expect(out).toContain('data.csv：数据 11 行 = 采用 6 + 跳过 4 + 未采用 1\n');
    expect(out).toContain('跳过和未采用的行：合计行 4 行、缺少企业标识 1 行');
    expect(out).toMatch(
      / {2}D {3}实缴税金（万元） {2}税收实际贡献 tax {5}万元 {2}6 {5}0 {11}9 … 120 {6}90、120、60\n/u,
    );
    expect(out).toContain('第9行“本页小计” 用地面积（亩）：表中 28，上一合计行之后采用的行为 27，相差 1\n');
    expect(out).toContain('表中 338，全表采用的行为 333，相差 5；加上未采用的行后相符\n');
  });

  it('needs no scheme to look at the built-in fields', () => {
    const { code, out } = permu('check', '--data', 'fixtures/two-level-header/data.csv', '--lang', 'en');
    expect(code).toBe(0);
    expect(out).toContain('no --scheme: read by the built-in fields');
    expect(out).toContain('row 1, title: 2023年度企业评价数据表（示例）');
    expect(out).toMatch(/用地面积（亩） 承租 +承租用地面积 leasedInLand +亩 +6 +0 +0 … 4/u);
  });

  it('gives the same to a script', () => {
    const { out } = permu('check', '--data', 'fixtures/totals-that-differ/data.csv', '--scheme', SCHEME, '--json');
    const { tables } = JSON.parse(out);
    expect(tables[0].columns[4]).toMatchObject({
      letter: 'E',
      field: 'land',
      title: '用地面积',
      least: '6',
      greatest: '15',
      examples: ['9', '15', '12'],
    });
    expect(tables[0].reasons[0]).toEqual({ code: 'rowSkipped', reason: '合计行 total', rows: 4 });
    expect(tables[0].source.totals).toHaveLength(4);
  });

  it('prints few of many issues of one kind', () => {
    const { out } = permu('check', '--data', 'fixtures/prefilled-rows/data.csv', '--scheme', SCHEME);
    expect(out).toContain('data.csv：同类问题（rowSkipped）另有 7 条，--json 全部列出');
  });

  it('drafts a mapping of what is open, which then can be completed and used', () => {
    const draft = join(folder, 'draft.json');
    const first = permu('check', '--data', `${MAPPED}/data.csv`, '--scheme', SCHEME, '--write-mapping', draft);
    expect(first.err).toContain('对照表草稿已写入');
    const text = readFileSync(draft, 'utf8');
    expect(Object.keys(JSON.parse(text).tables[0].columns)).toEqual(['甲局口径', '乙局口径', '占地']);
    expect(permu('check', '--data', `${MAPPED}/data.csv`, '--write-mapping', draft).code).toBe(2);
    const open = permu('check', '--data', `${MAPPED}/data.csv`, '--scheme', SCHEME, '--mapping', draft);
    expect(open.out).toContain('对照表中该列尚未确定');
    const completed = join(folder, 'completed.json');
    const fields = [{ field: 'tax', unit: '元' }, 'ignore', { field: 'land', unit: '平方米' }];
    const { tables, ...rest } = JSON.parse(text);
    const columns = Object.fromEntries(Object.keys(tables[0].columns).map((key, at) => [key, fields[at]]));
    writeFileSync(completed, JSON.stringify({ ...rest, tables: [{ ...tables[0], columns }] }));
    const done = permu(
      'check',
      '--data',
      `${MAPPED}/data.csv`,
      '--scheme',
      SCHEME,
      '--mapping',
      completed,
      '--write-mapping',
      join(folder, 'none.json'),
    );
    expect([done.code, done.err]).toEqual([0, '没有待定的列，未写对照表\n']);
  });

  it.each([
    [['check', '--mapping', 'x.json', SCHEME], '--mapping 须与 --data 同用'],
    [['check', '--data', 'fixtures/unit-line/data.csv', 'more'], '多余的参数'],
    [['check', '--data', 'fixtures/unit-line/data.csv', '--mapping', SCHEME], '对照表填写有误'],
    [['check', '--data', 'fixtures/unit-line/data.csv', '--mapping', 'nowhere.json'], '无法读取'],
    [['verify', '--run', 'fixtures/unit-line/expected', '--mapping', 'x.json'], '--mapping 须与 --data 同用'],
  ])('%s: %s', (args, message) => {
    const { code, err } = permu(...args);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });
});

describe('permu verify with a mapping', () => {
  const run = ['verify', '--run', `${MAPPED}/expected`, ...INPUTS];

  it('finds the run the same', () => {
    const { code, out } = permu(...run, '--mapping', `${MAPPED}/mapping.json`);
    expect([code, out]).toEqual([0, expect.stringContaining('一致')]);
  });

  it('says that the mapping is missing, or another', () => {
    expect(permu(...run).out).toContain('mapping.json：缺少该文件');
    const other = permu(...run, '--mapping', `${MAPPED}/wrong.json`);
    expect([other.code, other.out]).toEqual([1, expect.stringContaining('wrong.json：文件已变')]);
  });
});
