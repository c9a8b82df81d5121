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

describe('Linhai 2014', () => {
  const evaluation = evaluated('linhai-2014', 'seeds/schemes/linhai-2014.json');
  const scoreOf = (number: string) => [...evaluation].find(({ name }) => name?.includes(number))?.score;

  test('gives the check value, with COD in kg and water in 吨', () => {
    const firm = [...evaluation].find(({ score }) => score === '95.6667');
    expect(Object.values(firm?.points ?? {})).toEqual(['32.0000', '8.3333', '26.6667', '18.0000', '4.0000', '6.6667']);
  });

  test('gives 100 to a firm of exactly 3 亩 that meets every baseline', () => {
    expect(scoreOf('002')).toBe('100.0000');
  });

  test('scores smaller firms by tax and sales per mu and tax per 度', () => {
    expect(['008', '009'].map(scoreOf)).toEqual(['76.6666', '134.0000']);
  });
});

describe('Wenling zones 2022', () => {
  const evaluation = evaluated('wenling-zones-2022', 'seeds/schemes/wenling-zones-2022.json');
  const scoreOf = (firm: string) => [...evaluation].find(({ name }) => name?.includes(firm))?.score;

  test('takes nothing for the first tenant of a firm above scale and 5 for each further one, without a cap', () => {
    // 1, 2, 5 and 20 tenants: 150, 145 − 5, 135 − 20, 75 − 95
    expect(['鞋业规上01', '鞋业规上02', '鞋业规上04', '鞋业规上16'].map(scoreOf)).toEqual([
      '150.00',
      '140.00',
      '115.00',
      '-20.00',
    ]);
  });

  test('takes 10 for the first tenant below scale of a firm below scale and 5 for each further one', () => {
    // 1, 3 and 4 of them: 160 − 10, 148 − 20, 58 − 25; two tenants above scale: 136
    expect(['鞋业规下01', '鞋业规下03', '鞋业规下18', '鞋业规下05'].map(scoreOf)).toEqual([
      '150.00',
      '128.00',
      '33.00',
      '136.00',
    ]);
  });

  test('grades each sector pool by itself', () => {
    expect(gradeCounts(evaluation)).toEqual(
      expect.arrayContaining([
        { A: 4, B: 12, C: 3, D: 1 },
        { A: 1, B: 3, C: 1, D: 0 },
        { A: 1, B: 14, C: 4, D: 1 },
        { A: 0, B: 1, C: 0, D: 0 },
      ]),
    );
  });
});

describe('Jingde 2022', () => {
  const evaluation = evaluated('jingde-2022', 'seeds/schemes/jingde-2022.json');
  const firm = (number: string) => [...evaluation].find(({ name }) => name?.includes(number));

  test('gives 20 of 100 to the lowest value and all to the highest', () => {
    expect(Object.values(firm('003')?.points ?? {})).toEqual([
      '18.0000',
      '9.0000',
      '4.6667',
      '6.0000',
      '4.0000',
      '6.0000',
      '9.0000',
    ]);
  });

  test('adds extra points, up to their cap', () => {
    // 100 + 10, at most 5; 56.6667 + 2; 48.4333 + 3; 20
    expect(['001', '003', '004', '002'].map((it) => firm(it)?.score)).toEqual([
      '105.0000',
      '58.6667',
      '51.4333',
      '20.0000',
    ]);
  });

  test('evaluates neither utilities nor firms below scale under 5 亩', () => {
    expect(['005', '011', '008'].map((it) => firm(it)?.status)).toEqual([
      'notEvaluated',
      'notEvaluated',
      'notEvaluated',
    ]);
    expect(firm('007')?.score).toBe('52.0000');
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
