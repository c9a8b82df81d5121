import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/evaluate.ts';
import { readHistory } from '../../src/intake/history.ts';
import type { Flag } from '../../src/scheme/flag.ts';
import type { Ledger, LedgerTerm } from '../../src/scheme/ledger.ts';
import { readScheme } from '../../src/scheme/readScheme.ts';
import { sampleScheme } from '../scheme/sample.ts';
import { checked } from './worked.ts';

const show = 4;

describe('standard coal of fuels', () => {
  const ledgers = {
    standardCoal: {
      title: '综合能耗',
      unit: '吨标准煤',
      sum: [
        { add: 'coal', times: '0.7143 千克标准煤/千克' },
        { add: 'gas', times: '1.33 千克标准煤/立方米', zeroWhen: ['missing'] },
        { add: 'electricity', times: '0.298 千克标准煤/千瓦时' },
      ],
    },
  } satisfies Record<string, Ledger>;
  const indicators = {
    ...sampleScheme().indicators,
    energyUse: { title: '综合能耗', of: 'standardCoal', unit: '千克标准煤', show },
  };
  const scheme = checked(sampleScheme({ ledgers, indicators }));
  const firm = (more: object) => ({ id: 'F1', tax: 1, land: 1, ...more });

  test('adds amounts of different dimensions, each by its factor', () => {
    // 100 t coal × 0.7143 = 71.43 tce; 2 万 m³ × 1.33 kg = 26.6 tce; 10 万 kWh × 0.298 kg = 29.8 tce. Together 127.83.
    const facts = [firm({ coal: 100, gas: 2, electricity: 10 })];
    expect(evaluate(facts, scheme).firm('F1')?.indicators['energyUse']).toEqual({
      value: '127830.0000',
      numerator: '127.83',
    });
  });

  test('is absent where a term is, unless the term says otherwise', () => {
    // Without gas: 71.43 + 29.8 = 101.23. Without coal there is no sum.
    const [without] = [evaluate([firm({ coal: 100, electricity: 10 })], scheme).firm('F1')];
    expect(without?.indicators['energyUse']).toMatchObject({ numerator: '101.23' });
    const missing = evaluate([firm({ electricity: 10, gas: 2 })], scheme).firm('F1');
    expect(missing?.indicators['energyUse']).toMatchObject({ gap: 'missing' });
  });
});

describe('pollutant equivalents', () => {
  const flags: Flag[] = [
    {
      id: 'back',
      title: '复原',
      when: { field: 'codAgain', equals: '1 千克' },
      whenUndecided: 'doesNotHold',
      among: ['graded', 'ungraded'],
    },
  ];
  const ledgers = {
    equivalents: {
      title: '污染当量',
      unit: '当量千克',
      sum: [
        { add: 'cod', per: '0.95 千克/当量千克', zeroWhen: ['missing'] },
        { add: 'nh3n', per: '0.8 千克/千克当量', zeroWhen: ['missing'] },
      ],
    },
    codAgain: { title: '化学需氧量', unit: '千克', sum: [{ add: 'equivalents', times: '0.95 千克/当量' }] },
  } satisfies Record<string, Ledger>;
  const indicators = {
    ...sampleScheme().indicators,
    emitted: { title: '污染当量', of: 'equivalents', unit: '千克当量', show },
  };
  const scheme = checked(sampleScheme({ ledgers, indicators, flags }));
  const run = (more: object) => evaluate([{ id: 'F1', tax: 1, land: 1, ...more }], scheme);

  test('are kilograms divided by what makes one equivalent', () => {
    // 19 ÷ 0.95 = 20, 4 ÷ 0.8 = 5: 25 equivalents of a kilogram.
    expect(run({ cod: 19, nh3n: 4 }).firm('F1')?.indicators['emitted']).toEqual({
      value: '25.0000',
      numerator: '0.025',
    });
  });

  test('are exact where no decimal is', () => {
    // 1 ÷ 0.95 = 20/19 = 1.05263157…; times 0.95 it is 1 again, and nothing else.
    const firm = run({ cod: 1 }).firm('F1');
    expect(firm?.indicators['emitted']).toMatchObject({ value: '1.0526' });
    expect(firm?.flags).toEqual(['back']);
    expect(run({ cod: '1.0000000000000001' }).firm('F1')?.flags).toEqual([]);
  });

  test('leave an evaluation that a later one can read', () => {
    const { past, issues } = readHistory(JSON.parse(JSON.stringify(run({ cod: 1 }).document())), 'evaluation.json');
    expect(issues).toEqual([]);
    // 20/19 equivalents of a kilogram are 1/950 of a ton of them, exactly.
    expect(past?.firms.get('F1')?.amounts.get('emitted')?.numerator).toEqual({ n: 1n, d: 950n });
  });
});

describe('units that do not lead to the ledger', () => {
  function faults(unit: string, ...sum: LedgerTerm[]): string[] {
    const { issues } = readScheme(sampleScheme({ ledgers: { sum: { title: '合计', unit, sum } } }));
    return issues.map(({ code, place }) => `${code} ${place.path}`);
  }

  test('are faults when the scheme is read', () => {
    expect(faults('吨标准煤', 'energy', 'coal')).toEqual(['schemeDimension ledgers.sum.sum[1]']);
    expect(faults('吨标准煤', 'energy', { add: 'coal', times: '3 千克标准煤/立方米' })).toEqual([
      'schemeDimension ledgers.sum.sum[1]',
    ]);
    // A factor stated the wrong way round.
    expect(faults('千克当量', 'pollutants', { add: 'cod', times: '0.95 千克/当量' })).toEqual([
      'schemeDimension ledgers.sum.sum[1]',
    ]);
    expect(faults('千克当量', 'pollutants', { add: 'cod', per: '0 千克/当量' })).toEqual([
      'schemeDimension ledgers.sum.sum[1]',
    ]);
    expect(faults('亩', 'energy')).toEqual(['schemeDimension ledgers.sum.unit']);
    expect(faults('千克当量', 'pollutants', { add: 'cod', per: '0.95 千克/当量' })).toEqual([]);
  });
});
