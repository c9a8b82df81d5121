import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../src/evaluate.ts';
import { readCsv } from '../src/intake/readCsv.ts';
import { readFacts } from '../src/intake/readFacts.ts';
import type { Evaluation } from '../src/results/evaluation.ts';
import { readScheme } from '../src/scheme/readScheme.ts';

/** Published figures, and figures worked by hand in the README of each fixture; none of them was made by the engine. */

function evaluated(fixture: string, scheme = `fixtures/${fixture}/scheme.json`, data = 'data.csv'): Evaluation {
  const reading = readScheme(readFileSync(scheme, 'utf8'));
  const { table } = readCsv(readFileSync(`fixtures/${fixture}/${data}`), data);
  if (reading.scheme === undefined || table === undefined) throw new Error(`${fixture} cannot be read`);
  return evaluate(readFacts([table], reading.scheme), reading.scheme);
}

function gradeCounts(evaluation: Evaluation): Record<string, number>[] {
  return evaluation.document().categories.flatMap(({ pools }) => pools.map(({ grades }) => grades));
}

describe('Huangyan 2022', () => {
  const evaluation = evaluated('huangyan-2022', 'seeds/schemes/huangyan-2022.json');
  const scores = [...evaluation].map(({ score }) => score);

  test('gives the published formula to all four decimals', () => {
    expect(scores).toEqual(expect.arrayContaining(['116.1253', '133.8857', '85.6457']));
  });

  test('adds up rounded points', () => {
    const firm = [...evaluation].find(({ score }) => score === '133.8857');
    expect(Object.values(firm?.points ?? {})).toEqual(['23.2809', '38.6457', '43.8010', '15.3596', '4.5204', '8.2781']);
  });

  test('gives a firm without emissions the mean of the rounded points of the others', () => {
    // (10.1424 + 15.3596 + 5.0000 + 6.0854) / 4 = 9.14685
    const firm = [...evaluation].find(({ score }) => score === '61.7614');
    expect(firm?.points['valueAddedPerPollutant']).toBe('9.1469');
  });
});

describe('Lishui 2019', () => {
  const evaluation = evaluated('lishui-2019', 'seeds/schemes/lishui-2019.json');

  test('puts the ten areas in the published order', () => {
    const areas = [...evaluation].filter(({ place, category }) => place !== undefined && category !== 'city');
    expect(areas.slice(0, 10).map(({ id }) => id)).toEqual([
      '莲都',
      '缙云',
      '龙泉',
      '青田',
      '云和',
      '遂昌',
      '松阳',
      '庆元',
      '景宁',
      '开发区',
    ]);
  });

  test('divides the sums for the city: 573564 / 30341 and 2236605 / 30341', () => {
    const values = Object.values(evaluation.firm('丽水市')?.indicators ?? {}).map((it) =>
      'value' in it ? it.value : '',
    );
    expect(values).toEqual(expect.arrayContaining(['18.90', '73.72', '73.71']));
  });
});

test('Chaohu 2021: 120 firms are 24 / 54 / 36 / 6', () => {
  expect(gradeCounts(evaluated('chaohu-2021'))).toEqual([{ A: 24, B: 54, C: 36, D: 6 }]);
});

test('Jining 2023: 100 firms are 20 / 40 / 35 / 5', () => {
  expect(gradeCounts(evaluated('jining-2023'))).toEqual([{ A: 20, B: 40, C: 35, D: 5 }]);
});

describe('the clearance line', () => {
  const flagged = (data: string) =>
    [...evaluated('clearance-line', undefined, data)]
      .filter(({ flags }) => flags.includes('clearance'))
      .map(({ name }) => name?.match(/\d{3}/)?.[0])
      .sort();

  test('flags 0.9999999999 and not 1', () => {
    expect(flagged('data.csv')).toEqual(['001', '004', '005', '011']);
  });

  test('is the same for the same land and tax in 元 and ㎡', () => {
    expect(flagged('data-yuan-sqm.csv')).toEqual(flagged('data.csv'));
  });
});

test('the demo county is what its generator makes', () => {
  const made = execFileSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      "import('./fixtures/demo-county/generate.mjs').then((it) => process.stdout.write(it.enterprises()))",
    ],
    { encoding: 'utf8', maxBuffer: 1 << 26 },
  );
  expect(made).toBe(readFileSync('fixtures/demo-county/enterprises.csv', 'utf8'));
});
