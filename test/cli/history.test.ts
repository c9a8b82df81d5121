import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { StatisticBaseline } from '../../src/scheme/baseline.ts';
import { sampleScheme } from '../scheme/sample.ts';
import { permu, scratch } from './run.ts';

const folder = scratch();
const scheme = join(folder, 'scheme.json');
const baseline: StatisticBaseline = {
  statistic: 'ratioOfSums',
  from: 'previous',
  among: 'graded',
  places: 2,
  mode: 'halfUp',
  otherwise: '10 万元/亩',
};
const scoring = [{ indicator: 'taxPerMu', weight: '100', method: { kind: 'ratio', baseline }, gap: { other: 'zero' } }];
writeFileSync(scheme, JSON.stringify({ ...sampleScheme({ years: { from: 2020 } }, { scoring } as object) }));

function evaluated(year: number, tax: string, to: string, ...options: string[]) {
  const data = join(folder, `${to}.csv`);
  writeFileSync(data, `企业代码,税收（万元）,用地面积（亩）\r\nF1,${tax},1\r\n`);
  const out = join(folder, to);
  const run = permu('evaluate', '--scheme', scheme, '--data', data, '--year', String(year), '--out', out, ...options);
  return { ...run, out };
}

function documentIn(out: string) {
  return JSON.parse(readFileSync(join(out, 'evaluation.json'), 'utf8'));
}

describe('permu evaluate --history', () => {
  // Without an earlier evaluation the baseline is 10: 100 × 8 ÷ 10 = 80 in 2021.
  const first = evaluated(2021, '8', 'first');

  test('takes the evaluation.json of an earlier run, or its folder', () => {
    expect(first.code).toBe(0);
    expect(documentIn(first.out).firms[0].score).toBe('80.00');
    // The baseline of 2022 is the 8 of 2021: 100 × 4 ÷ 8 = 50.
    for (const [nth, path] of [first.out, join(first.out, 'evaluation.json')].entries()) {
      const { code, out } = evaluated(2022, '4', `second${nth}`, '--history', path);
      expect(code).toBe(0);
      const { firms, history } = documentIn(out);
      expect(firms[0].score).toBe('50.00');
      expect(history).toMatchObject([
        { name: 'evaluation.json', year: 2021, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      ]);
    }
  });

  test.each([
    ['nowhere.json', undefined],
    ['broken.json', '{ "format": '],
    ['other.json', '{"format":"something/1"}'],
    ['list.json', '[]'],
  ])('writes nothing where %s is none, with exit code 2', (name, text) => {
    const path = join(folder, name);
    if (text !== undefined) writeFileSync(path, text);
    const { code, err, out } = evaluated(2022, '4', `not-${name}`, '--history', path);
    expect({ code, named: err.includes(name), trace: err.includes('    at ') }).toEqual({
      code: 2,
      named: true,
      trace: false,
    });
    expect(existsSync(out)).toBe(false);
  });

  test('writes nothing where two are of one year, with exit code 2', () => {
    const again = evaluated(2021, '9', 'again');
    const { code, out } = evaluated(2022, '4', 'twice', '--history', first.out, '--history', again.out);
    expect(code).toBe(2);
    expect(existsSync(out)).toBe(false);
  });
});
