import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { permu, scratch } from './run.ts';

const folder = scratch();
const RUN = 'fixtures/wenling-zones-2022/expected';
const FIRM = '913310810000004657';

/** A copy of a run in which one file is changed, or taken away. */
function copyOf(name: string, file: string, change?: (text: string) => string): string {
  const copy = join(folder, name);
  cpSync(RUN, copy, { recursive: true });
  if (change === undefined) rmSync(join(copy, file));
  else writeFileSync(join(copy, file), change(readFileSync(join(copy, file), 'utf8')));
  return copy;
}

describe('permu explain', () => {
  test('says how a firm came to its score, in each format and language', () => {
    const text = permu('explain', '--run', RUN, '--firm', FIRM);
    expect({ code: text.code, err: text.err }).toEqual({ code: 0, err: '' });
    expect(text.out).toContain('20 ÷ 2 ÷ 10 × 60');
    expect(text.out).toContain('(2 − 1) × (-5) → -5.00');
    expect(text.out).toContain('第47行');
    const markdown = permu('explain', '--run', RUN, '--firm', FIRM, '--format', 'markdown', '--lang', 'en');
    expect(markdown.out).toMatch(/^# /);
    expect(markdown.out).toContain('| Calculation |');
    const json = permu('explain', '--run', RUN, '--firm', FIRM, '--format', 'json');
    expect(JSON.parse(json.out)).toMatchObject({ format: 'permu-explanation/1', score: { score: '85.00' } });
    const html = permu('explain', '--run', RUN, '--firm', FIRM, '--format', 'html');
    expect(html.out).toContain('企业亩均效益评价告知书');
  });

  test('writes into a file, and finds a firm by its name', () => {
    const out = join(folder, 'notice.html');
    const name = '温岭市示例企业046（其他规下01，虚构）';
    expect(permu('explain', '--run', RUN, '--firm', name, '--format', 'html', '--out', out).code).toBe(0);
    expect(readFileSync(out, 'utf8')).toContain(FIRM);
  });

  test.each([
    ['explain', '--run', RUN, '--firm', FIRM],
    ['stability', '--run', RUN, '--scenarios', '2', '--leave-out', '0'],
    ['compare', '--from', RUN, '--to', RUN],
  ])('%s replaces no file without --force, and nothing in a run', (command, ...args) => {
    const out = join(folder, `${command}.txt`);
    writeFileSync(out, 'kept');
    const refused = permu(command, ...args, '--out', out);
    expect({ code: refused.code, asks: refused.err.includes('--force') }).toEqual({ code: 2, asks: true });
    expect(readFileSync(out, 'utf8')).toBe('kept');
    expect(permu(command, ...args, '--out', out, '--force').code).toBe(0);
    expect(readFileSync(out, 'utf8')).not.toBe('kept');
    const run = join(folder, `${command}-run`);
    cpSync(RUN, run, { recursive: true });
    const results = readFileSync(join(run, 'results.csv'));
    expect(permu(command, ...args, '--out', join(run, 'results.csv'), '--force').code).toBe(2);
    expect(permu(command, ...args, '--out', join(run, 'new.txt')).code).toBe(2);
    expect(readFileSync(join(run, 'results.csv'))).toEqual(results);
    expect(existsSync(join(run, 'new.txt'))).toBe(false);
  });

  test('names near firms where there is none of that id', () => {
    const { code, err } = permu('explain', '--run', RUN, '--firm', '913310810000004658');
    expect({ code, near: err.includes(FIRM) }).toEqual({ code: 2, near: true });
  });

  test.each([
    ['without its facts', copyOf('no-facts', 'facts.json'), 2, 'facts.json'],
    ['without its scheme', copyOf('no-scheme', 'scheme.json'), 2, 'scheme.json'],
    ['without its evaluation', copyOf('no-evaluation', 'evaluation.json'), 2, 'evaluation.json'],
    ['with facts that are cut off', copyOf('cut', 'facts.json', (text) => text.slice(0, 500)), 2, 'facts.json'],
    [
      'with a word in place of an amount',
      copyOf('word', 'facts.json', (text) => text.replace('"20"', '"2O"')),
      2,
      'firms.',
    ],
    [
      'with another result of the firm',
      copyOf('result', 'evaluation.json', (text) =>
        text.replace(new RegExp(`("id":"${FIRM}".*?"score":)"85.00"`), '$1"95.00"'),
      ),
      2,
      'evaluation.json',
    ],
    [
      'with edited results',
      copyOf('results', 'results.csv', (text) => text.replace('85.00', '95.00')),
      2,
      'results.csv',
    ],
    ['with edited policies', copyOf('policies', 'policies.csv', (text) => `${text} `), 2, 'policies.csv'],
    ['with edited leaderboards', copyOf('leaders', 'leaders.csv', (text) => `${text} `), 2, 'leaders.csv'],
    ['without its leaderboards', copyOf('no-leaders', 'leaders.csv'), 2, 'leaders.csv'],
    ['without its receipt', copyOf('no-receipt', 'receipt.json'), 2, 'receipt.json'],
    ['with an edited receipt', copyOf('receipt', 'receipt.json', (text) => `${text} `), 2, 'receipt.json'],
    ['that is no run', 'src', 2, 'src'],
  ])('refuses a folder %s', (_, run, code, named) => {
    const answer = permu('explain', '--run', run, '--firm', FIRM);
    expect({ code: answer.code, out: answer.out, named: answer.err.includes(named) }).toEqual({
      code,
      out: '',
      named: true,
    });
  });

  test('refuses an edited run in every format', () => {
    const run = copyOf('formats', 'leaders.csv', (text) => `${text} `);
    for (const format of ['json', 'markdown', 'html']) {
      const { code, out } = permu('explain', '--run', run, '--firm', FIRM, '--format', format, '--lang', 'en');
      expect({ format, code, out }).toEqual({ format, code: 2, out: '' });
    }
  });

  test('answers from a run of another version only what that run says of the firm', () => {
    const run = copyOf('version', 'receipt.json', (text) => text.replace(/("version": ?)"[^"]*"/, '$1"0.0.9"'));
    const same = permu('explain', '--run', run, '--firm', FIRM);
    expect({ code: same.code, err: same.err.includes('0.0.9') }).toEqual({ code: 0, err: true });
    expect(same.out).toContain(FIRM);
  });

  test('refuses an unknown format', () => {
    expect(permu('explain', '--run', RUN, '--firm', FIRM, '--format', 'pdf').code).toBe(2);
  });
});

describe('permu verify', () => {
  test('says that a run is the same, also by its data', () => {
    const { code, out } = permu('verify', '--run', RUN, '--data', 'fixtures/wenling-zones-2022/data.csv');
    expect({ code, out }).toEqual({ code: 0, out: '一致：每个文件都与重新计算的及原始数据相同\n' });
  });

  test('names file, row, column, what was expected and what is there', () => {
    const run = copyOf('edited', 'results.csv', (text) =>
      text.replace(new RegExp(`(${FIRM}.*),85\\.00,`), '$1,95.00,'),
    );
    const { code, out } = permu('verify', '--run', run);
    expect(code).toBe(1);
    expect(out).toMatch(/results\.csv 第\d+行 第\d+列 综合得分：应为“85\.00”，实为“95\.00”/);
  });

  test('names the field of an edited scheme with what it was', () => {
    const run = copyOf('scheme', 'scheme.json', (text) => text.replace('"5%"', '"6%"'));
    const { code, out } = permu('verify', '--run', run, '--lang', 'en');
    expect(code).toBe(1);
    expect(out).toMatch(/scheme categories\[\d+\].*: was "5%", is "6%"/);
  });

  test('says that a run used another scheme than the one named', () => {
    const scheme = (name: string, ...more: string[]) => permu('verify', '--run', RUN, '--scheme', name, ...more);
    expect(scheme('wenling-zones-2022')).toMatchObject({ code: 0, err: '' });
    const { code, out } = scheme('yongkang-2019');
    const hash = JSON.parse(readFileSync(join(RUN, 'receipt.json'), 'utf8')).scheme.sha256;
    expect({ code, lines: out.split('\n').length }).toEqual({ code: 1, lines: 3 });
    expect(out).toContain(`评价所用为 wenling-zones-2022 1.0.0 SHA-256 ${hash}，指定的为 yongkang-2019 `);
    const json = JSON.parse(scheme('yongkang-2019', '--json').out);
    expect(json).toMatchObject({ same: false, differences: [{ kind: 'otherScheme', file: 'scheme.json' }] });
  });

  test('answers in JSON', () => {
    expect(JSON.parse(permu('verify', '--run', RUN, '--json').out)).toEqual({ same: true, differences: [] });
  });

  test('gives the same bytes for the same run', () => {
    const [one, other] = ['one', 'other'].map((name) => join(folder, name));
    const evaluate = (out: string) =>
      permu(
        'evaluate',
        '--scheme',
        'wenling-zones-2022',
        '--data',
        'fixtures/wenling-zones-2022/data.csv',
        '--out',
        out,
      );
    expect([evaluate(one as string).code, evaluate(other as string).code]).toEqual([0, 0]);
    for (const name of ['facts.json', 'receipt.json', 'evaluation.json']) {
      expect(readFileSync(join(one as string, name))).toEqual(readFileSync(join(other as string, name)));
    }
  });
});
