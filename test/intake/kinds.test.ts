import { describe, expect, it } from 'vitest';
import factors from '../../seeds/factors.json' with { type: 'json' };
import { rationalAt } from '../../src/exact/column.ts';
import { formatRational } from '../../src/exact/decimal.ts';
import { readFacts } from '../../src/intake/readFacts.ts';
import { BUILT_IN_FIELDS } from '../../src/scheme/field.ts';
import { readScheme } from '../../src/scheme/readScheme.ts';
import { addUpLedgers } from '../../src/stages/measure.ts';
import { sampleScheme } from '../scheme/sample.ts';
import { table } from './sample.ts';

const TAXES =
  'vat consumptionTax citax personalTax resourceTax constructionTax propertyTax stampTax landUseTax landValueTax vehicleTax farmlandTax deedTax environmentTax'.split(
    ' ',
  );

/** The terms of a ledger for everything that the shipped factors name, with the figure or the lower end of the range. */
const fuels = factors.fuels.entries.flatMap(({ field, times, from }) => {
  const factor = times ?? from;
  return factor === undefined ? [] : [{ add: field, times: factor, zeroWhen: ['missing'] as const }];
});
const pollutants = factors.pollutants.entries.flatMap(({ field, per }) =>
  per === undefined ? [] : [{ add: field, per, zeroWhen: ['missing'] as const }],
);
const { scheme, issues } = readScheme({
  ...sampleScheme(),
  ledgers: {
    allTaxes: {
      title: '税收',
      unit: '万元',
      sum: [
        ...TAXES.map((add) => ({ add, zeroWhen: ['missing'] })),
        { add: 'vatExportCredit', zeroWhen: ['missing'] },
        { less: 'vatRefundResource', zeroWhen: ['missing'] },
      ],
    },
    allFuels: { title: '综合能耗', unit: '吨标准煤', sum: fuels },
    allPollutants: { title: '排放当量', unit: '当量吨', sum: pollutants },
  },
});

describe('amounts from their kinds', () => {
  it('have a field and a factor that leads to the unit of the sum, for every fuel and pollutant with a constant', () => {
    expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
    const named = [...factors.fuels.entries, ...factors.pollutants.entries].map(({ field }) => field);
    expect([...named, ...TAXES].filter((field) => BUILT_IN_FIELDS[field]?.kind !== 'amount')).toEqual([]);
  });

  it('add up from tables of kinds, in whatever units these are', () => {
    if (scheme === undefined) throw new Error('no scheme');
    const facts = readFacts(
      [
        table(
          [
            '企业代码 | 增值税（元） | 企业所得税（万元） | 城建税（元） | 环保税（元） | 免抵调（万元） | 即征即退（元）',
            'A | 1200000 | 30 | 84000 | 1000.5 | 10 | 200000',
          ],
          '税务.csv',
        ),
        table(
          [
            '企业代码 | 原煤（吨） | 柴油（吨） | 天然气（立方米） | 用电量（千瓦时） | 热力（百万千焦）',
            'A | 100 | 2 | 10000 | 500000 | 30',
          ],
          '能源.csv',
        ),
        table(
          [
            '企业代码 | 化学需氧量排放量（吨） | 氨氮（千克） | 总磷（千克） | SO2（千克） | 烟尘（千克）',
            'A | 1.5 | 80 | 2 | 95 | 218',
          ],
          '环保.csv',
        ),
      ],
      scheme,
    );
    const amounts = addUpLedgers(facts, scheme);
    const sum = (key: string) => formatRational(rationalAt(amounts.get(key) as never, 0));
    // 120 + 30 + 8.4 + 0.10005 + 10 − 20
    expect(sum('allTaxes')).toBe('148.50005');
    // 100 × 0.7143 + 2 × 1.4571 + 10000 × 1.1 ÷ 1000 + 500000 × 0.1229 ÷ 1000 + 30 × 34.12 ÷ 1000
    expect(sum('allFuels')).toBe('147.8178');
    // (1500 ÷ 1 + 80 ÷ 0.8 + 2 ÷ 0.25 + 95 ÷ 0.95 + 218 ÷ 2.18) ÷ 1000
    expect(sum('allPollutants')).toBe('1.808');
  });
});
