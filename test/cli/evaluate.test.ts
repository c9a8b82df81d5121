import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sampleScheme } from '../scheme/sample.ts';
import { type Answer, permu, scratch } from './run.ts';

const folder = scratch();
const scheme = join(folder, 'scheme.json');
writeFileSync(scheme, JSON.stringify(sampleScheme()));

let runs = 0;

/** Evaluates some data, given as text or bytes, with the sample scheme. */
function evaluated(data: string | Uint8Array, ...options: string[]): Answer & { readonly to: string } {
  runs += 1;
  const file = join(folder, `data-${runs}.csv`);
  writeFileSync(file, data);
  const to = join(folder, `out-${runs}`);
  return { ...permu('evaluate', '--scheme', scheme, '--data', file, '--out', to, ...options), to };
}

const GOOD = '企业代码,企业名称,税收（万元）,用地面积（亩）\r\nF1,甲,100,10\r\nF2,乙,5,10\r\n';

describe('permu evaluate', () => {
  test('writes every file of a run and says where', () => {
    const { code, out, err, to } = evaluated(GOOD);
    expect({ code, err }).toEqual({ code: 0, err: '0 个错误，0 个提醒，0 行未采用；详见 issues.csv\n' });
    expect(readdirSync(to).sort()).toEqual([
      'clearance.csv',
      'evaluation.json',
      'facts.json',
      'issues.csv',
      'leaders.csv',
      'policies.csv',
      'receipt.json',
      'results.csv',
      'scheme.json',
    ]);
    expect(out).toContain(join(to, 'results.csv'));
  });

  test('gives the same bytes for rows in another order', () => {
    const [header, first, second] = GOOD.split('\r\n');
    const one = evaluated(GOOD).to;
    const other = evaluated([header, second, first, ''].join('\r\n')).to;
    for (const name of ['results.csv', 'clearance.csv', 'leaders.csv', 'issues.csv', 'scheme.json']) {
      expect(readFileSync(join(other, name), 'utf8')).toBe(readFileSync(join(one, name), 'utf8'));
    }
  });

  test.each([
    ['an empty file', '', '文件为空'],
    ['a header only', '企业代码,税收（万元）,用地面积（亩）\r\n', '没有数据行'],
    [
      'a picture named .csv',
      Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
      '不是文本表格',
    ],
    ['no column of firms', '税收（万元）,用地面积（亩）\r\n1,2\r\n', '缺少必需的列'],
    ['a cell of 60 MB', `企业代码,税收（万元）,用地面积（亩）\r\nF1,${'9'.repeat(60_000_000)},1\r\n`, '过长'],
  ])('refuses %s with exit code 2 and writes nothing', (_, data, sentence) => {
    const { code, err, to } = evaluated(data);
    expect({ code, said: err.includes(sentence) }).toEqual({ code: 2, said: true });
    expect(existsSync(to)).toBe(false);
  });

  test('names file, row, column, what was expected and what was found', () => {
    const { code, err, to } = evaluated('企业代码,税收（万元）,用地面积（亩）\r\nF1,1O0,10\r\nF2,1,1\r\n');
    expect(code).toBe(0);
    expect(err).toContain('1 个错误');
    const issues = readFileSync(join(to, 'issues.csv'), 'utf8');
    expect(issues).toMatch(/data-\d+\.csv,,B2,2,税收（万元）/);
    expect(issues).toContain('1O0');
  });

  test('refuses both rows of a firm that comes twice with different figures', () => {
    const { code, err, to } = evaluated('企业代码,税收（万元）,用地面积（亩）\r\nF1,1,1\r\nF1,2,1\r\nF2,1,1\r\n');
    expect(code).toBe(0);
    expect(err).toContain('2 行未采用');
    expect(readFileSync(join(to, 'results.csv'), 'utf8')).not.toContain('F1');
  });

  test('writes nothing under --strict when something was refused, with exit code 1', () => {
    const { code, to } = evaluated('企业代码,税收（万元）,用地面积（亩）\r\nF1,x,1\r\n', '--strict');
    expect(code).toBe(1);
    expect(existsSync(to)).toBe(false);
  });

  test('takes a __proto__ column for an unknown one', () => {
    const { code, err } = evaluated('企业代码,__proto__,税收（万元）,用地面积（亩）\r\nF1,x,1,1\r\n');
    expect(code).toBe(0);
    expect(err).toContain('1 个提醒');
  });

  test('replaces only a run, and only with --force', () => {
    const { to } = evaluated(GOOD);
    const again = (...options: string[]) =>
      permu('evaluate', '--scheme', scheme, '--data', join(folder, 'data-1.csv'), '--out', to, ...options).code;
    expect(again()).toBe(2);
    expect(again('--force')).toBe(0);
    const other = join(folder, 'letters');
    mkdirSync(other);
    writeFileSync(join(other, 'letter.txt'), 'x');
    const refused = permu(
      'evaluate',
      '--scheme',
      scheme,
      '--data',
      join(folder, 'data-1.csv'),
      '--out',
      other,
      '--force',
    );
    expect(refused.code).toBe(2);
    expect(readdirSync(other)).toEqual(['letter.txt']);
  });

  test('takes no empty --out for the current folder', () => {
    const { code } = permu(
      'evaluate',
      '--scheme',
      scheme,
      '--data',
      join(folder, 'data-1.csv'),
      '--out',
      '',
      '--force',
    );
    expect(code).toBe(2);
    expect(existsSync('package.json')).toBe(true);
  });

  test('does not replace a run that a person has put a file into', () => {
    const { to } = evaluated(GOOD);
    writeFileSync(join(to, 'notes.txt'), 'mine');
    const again = permu('evaluate', '--scheme', scheme, '--data', join(folder, 'data-1.csv'), '--out', to, '--force');
    expect({ code: again.code, said: again.err.includes('notes.txt') }).toEqual({ code: 2, said: true });
    expect(readFileSync(join(to, 'notes.txt'), 'utf8')).toBe('mine');
  });

  test('says that it cannot write where a file stands in the way', () => {
    const { code, err } = permu(
      'evaluate',
      '--scheme',
      scheme,
      '--data',
      join(folder, 'data-1.csv'),
      '--out',
      join(scheme, 'x'),
    );
    expect({ code, trace: err.includes('    at ') }).toEqual({ code: 2, trace: false });
  });

  test('keeps codes texts in issues.csv too', () => {
    const { to } = evaluated('企业代码,税收（万元）,用地面积（亩）\r\n913307841000000017,x,1\r\nF2,1,1\r\n');
    expect(readFileSync(join(to, 'issues.csv'), 'utf8')).toContain(',913307841000000017\t,');
  });

  test('leaves no draft folder behind', () => {
    evaluated(GOOD);
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('lists the faults of a scheme with exit code 2', () => {
    const bad = join(folder, 'bad.json');
    writeFileSync(bad, JSON.stringify(sampleScheme({}, { weightsTotal: '130' })));
    const { code, err } = permu(
      'evaluate',
      '--scheme',
      bad,
      '--data',
      join(folder, 'data-1.csv'),
      '--out',
      join(folder, 'no'),
    );
    expect(code).toBe(2);
    expect(err).toContain('categories[0].weightsTotal');
    expect(err).toContain('声明130，实际合计100');
  });

  test.each([
    [[]],
    [['evalute']],
    [['evaluate', '--scheme', 'nowhere', '--data', 'x', '--out', 'y']],
    [['evaluate', '--skeme', 'x']],
    [['evaluate', '--scheme', 'yongkang-2019', '--data', 'nowhere.csv', '--out', 'y']],
    [['evaluate', '--scheme', 'yongkang-2019', '--data', 'x', '--out', 'y', '--year', '22']],
  ])('answers wrong usage %j with exit code 2', (args) => {
    const { code, err } = permu(...args);
    expect(code).toBe(2);
    expect(err).not.toContain('    at ');
  });

  test('speaks English when asked', () => {
    const { err, to } = evaluated(GOOD, '--lang', 'en');
    expect(err).toBe('0 errors, 0 warnings, 0 rows refused; see issues.csv\n');
    expect(readFileSync(join(to, 'results.csv'), 'utf8')).toContain('place,code,name');
  });

  test('answers in JSON for a script', () => {
    expect(JSON.parse(evaluated(GOOD, '--json').out)).toMatchObject({ firms: 2, issues: { errors: 0, warnings: 0 } });
  });
});

describe('permu check', () => {
  test('finds the faults of a scheme', () => {
    expect(permu('check', scheme).code).toBe(0);
    expect(permu('check', join(folder, 'bad.json')).code).toBe(1);
  });

  test('shows how columns were read', () => {
    const { code, out } = permu('check', '--data', join(folder, 'data-1.csv'), '--scheme', scheme);
    expect(code).toBe(0);
    expect(out).toMatch(/税收（万元） +\S+ tax +万元/u);
  });
});
