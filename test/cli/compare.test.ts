import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { comparisonFault } from '../../src/results/comparisonForm.ts';
import { sampleScheme } from '../scheme/sample.ts';
import { permu, scratch } from './run.ts';

const folder = scratch();
const YEARS = 'fixtures/compare-two-years';
const [BEFORE, AFTER] = [`${YEARS}/expected-2022`, `${YEARS}/expected-2023`];
const REPORT = 'fixtures/reform/report.txt';
const demo = join(folder, 'demo');

/** A copy of the run of 2022 of which one file is changed. */
function editedRun(name: string, file: string, edit: (text: string) => string | undefined): string {
  const copy = join(folder, name);
  cpSync(BEFORE, copy, { recursive: true });
  const text = edit(readFileSync(join(copy, file), 'utf8'));
  if (text === undefined) rmSync(join(copy, file));
  else writeFileSync(join(copy, file), text);
  return copy;
}

/** A run of one firm by a scheme of its own. */
function otherRun(name: string, firm: string, change: Parameters<typeof sampleScheme>[0], category = {}): string {
  const scheme = join(folder, `${name}.json`);
  const data = join(folder, `${name}.csv`);
  writeFileSync(scheme, JSON.stringify(sampleScheme(change, category)));
  writeFileSync(data, `企业代码,企业名称,税收（万元）,用地面积（亩）\r\n${firm},某厂,12,1\r\n`);
  const out = join(folder, name);
  expect(permu('evaluate', '--scheme', scheme, '--data', data, '--out', out).err).toContain('0 个错误');
  return out;
}

describe('permu compare', () => {
  test('gives JSON of its form, to a program and into a file', () => {
    const { code, out } = permu('compare', '--from', BEFORE, '--to', AFTER, '--json');
    expect(code).toBe(0);
    expect(comparisonFault(JSON.parse(out))).toBeUndefined();
    const file = join(folder, 'comparison.json');
    permu('compare', '--from', BEFORE, '--to', AFTER, '--format', 'json', '--out', file);
    expect(readFileSync(file, 'utf8')).toBe(out);
  });

  test('lists all firms in JSON where asked to', () => {
    const { out } = permu('compare', '--from', BEFORE, '--to', AFTER, '--json', '--all');
    const { movers, others } = JSON.parse(out);
    expect([movers.length, others.length]).toEqual([6, 5]);
  });

  test('finds nothing between a run and itself', () => {
    const { code, out } = permu('compare', '--from', BEFORE, '--to', BEFORE);
    expect(code).toBe(0);
    expect(out).toContain('变动企业：0 家');
  });

  test.each([
    ['a folder that is no run', () => ['--from', YEARS, '--to', AFTER], '不是评价结果文件夹'],
    ['a folder that is not there', () => ['--from', join(folder, 'nowhere'), '--to', AFTER], '无法读取'],
    ['one run alone', () => ['--from', BEFORE], '--from --to'],
    [
      'a run and a scheme too many',
      () => ['--from', BEFORE, '--to', AFTER, '--scheme', 'huangyan-2022'],
      '--from --to',
    ],
    ['an unknown format', () => ['--from', BEFORE, '--to', AFTER, '--format', 'pdf'], 'pdf'],
    ['a scheme that is not there', () => ['--run', BEFORE, '--scheme', 'nowhere.json'], 'nowhere.json'],
    ['a place that cannot be written', () => ['--from', BEFORE, '--to', AFTER, '--out', folder], '无法写入'],
    [
      'an edited result',
      () => ['--from', editedRun('edited', 'results.csv', (text) => text.replace('180.00', '280.00')), '--to', AFTER],
      'results.csv 第3行',
    ],
    [
      'edited facts',
      () => ['--from', editedRun('facts', 'facts.json', (text) => text.replace('"160', '"170')), '--to', AFTER],
      'facts.json',
    ],
    [
      'a missing file',
      () => ['--from', editedRun('missing', 'leaders.csv', () => undefined), '--to', AFTER],
      'leaders.csv：缺少该文件',
    ],
    [
      'a missing receipt',
      () => ['--from', editedRun('receipt', 'receipt.json', () => undefined), '--to', AFTER],
      'receipt.json',
    ],
    [
      'no firm in common',
      () => ['--from', BEFORE, '--to', otherRun('firms', 'X1', {}, { id: 'above' })],
      '没有共同的企业',
    ],
    ['no category in common', () => ['--from', BEFORE, '--to', otherRun('categories', 'F01', {})], '没有共同的类别'],
    [
      'another way to tell firms apart',
      () => {
        const conventions = { ...sampleScheme().conventions, identity: 'name' as const };
        return ['--from', BEFORE, '--to', otherRun('names', 'F01', { conventions }, { id: 'above' })];
      },
      '企业标识方式不同',
    ],
  ])('refuses %s with exit code 2', (_, args, said) => {
    const { code, out, err } = permu('compare', ...args());
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(said);
  });

  test('says it in English', () => {
    const { err } = permu(
      'compare',
      '--from',
      BEFORE,
      '--to',
      otherRun('english', 'X1', {}, { id: 'above' }),
      '--lang',
      'en',
    );
    expect(err).toContain('no firm in common');
  });

  test('takes a run of another version by its receipt, computes it anew and says so', () => {
    const older = editedRun('older', 'receipt.json', (text) =>
      text.replace(/"version": "0[^"]*"/, '"version": "0.0.1"'),
    );
    const { code, err } = permu('compare', '--from', older, '--to', AFTER);
    expect(code).toBe(0);
    expect(err).toContain('permu 0.0.1');
    writeFileSync(join(older, 'results.csv'), 'edited');
    expect(permu('compare', '--from', older, '--to', AFTER).code).toBe(2);
  });
});

describe('a reform of the demo county', () => {
  beforeAll(() => {
    const data = 'fixtures/demo-county/enterprises.csv';
    permu('evaluate', '--scheme', 'yongkang-2019', '--data', data, '--out', demo);
  });

  test(`reads as ${REPORT} (UPDATE_GOLDEN=1 writes it anew)`, () => {
    const { code, out } = permu('compare', '--run', demo, '--scheme', 'fixtures/reform/draft.json');
    expect(code).toBe(0);
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(REPORT, out);
    expect(out).toBe(readFileSync(REPORT, 'utf8'));
  });

  test('by a scheme that needs fields which the run has not read says which', () => {
    const scheme = join(folder, 'more.json');
    const draft = JSON.parse(readFileSync('fixtures/reform/draft.json', 'utf8'));
    const fields = { rescue: { kind: 'flag', title: '纾困企业', spellings: ['纾困企业'] } };
    const overrides = [
      {
        id: 'rescue',
        title: '纾困不低于B类',
        when: { flag: 'rescue' },
        whenUndecided: 'doesNotHold',
        notBelow: 'B',
        usesQuota: true,
        source: 'assumed',
      },
    ];
    writeFileSync(scheme, JSON.stringify({ ...draft, fields, overrides, source: 'assumed' }));
    const { out, err } = permu('compare', '--run', demo, '--scheme', scheme);
    expect(err).toBe('');
    expect(out).toContain('后一次评价没有办法所需的字段，按缺失处理，而前一次有或不需要：纾困企业');
  });
});
