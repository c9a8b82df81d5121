import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatUnits } from '../../src/exact/decimal.ts';
import { readFacts } from '../../src/intake/readFacts.ts';
import { factsOf, schemeBy, table } from './sample.ts';

const HEADER = 'id | 税收（万元） | 用地面积（亩）';
const totals = (...lines: string[]) =>
  (factsOf(HEADER, ...lines).sources[0]?.totals ?? []).map(
    ({ row, scope, columns }) =>
      `${row} ${scope}: ${columns.map(({ stated, own, difference, fits }) => `${stated} ${own} ${difference}${fits ? ` ${fits}` : ''}`).join('; ')}`,
  );
const warnings = (...lines: string[]) =>
  factsOf(HEADER, ...lines)
    .issues.filter(({ code }) => code.startsWith('total'))
    .map(({ code, place, expected, received }) => `${code} ${place.row} ${place.column}: ${expected} ← ${received}`);

describe('totals', () => {
  it('stand beside the sums of the rows used, exactly', () => {
    const lines = ['a | 0.1 | 1', 'b | 0.2 | 2', '合计 | 0.3 | 4'];
    expect(totals(...lines)).toEqual(['4 all: 0.3 0.3 0; 4 3 1']);
    expect(warnings(...lines)).toEqual(['totalDiffers 4 用地面积（亩）: 3 亩 ← 4 亩 (+1)']);
  });

  it('of pages are held against the rows since the last one, and the total against all', () => {
    const lines = ['a | 1 | 1', '本页小计 | 1 | 1', 'b | 2 | 2', 'c | 3 | 3', '本页小计 | 5 | 5', '合计 | 6 | 5'];
    expect(totals(...lines)).toEqual([
      '3 sinceLast: 1 1 0; 1 1 0',
      '6 sinceLast: 5 5 0; 5 5 0',
      '7 all: 6 6 0; 5 6 -1',
    ]);
  });

  it('may stand above their rows, or add up all above them', () => {
    expect(totals('某镇小计 | 3 | 3', 'a | 1 | 1', 'b | 2 | 2', '某街道小计 | 4 | 4', 'c | 4 | 4')).toEqual([
      '2 below: 3 3 0; 3 3 0',
      '5 below: 4 4 0; 4 4 0',
    ]);
    expect(totals('a | 1 | 1', '累计 | 1 | 1', 'b | 2 | 2', '累计 | 3 | 3')).toEqual([
      '3 above: 1 1 0; 1 1 0',
      '5 above: 3 3 0; 3 3 0',
    ]);
  });

  it('say so where they count rows that were refused', () => {
    const lines = ['a | 1 | 1', '无 | 2 | 2', '合计 | 3 | 3'];
    expect(totals(...lines)).toEqual(['4 all: 3 1 2 withRefused; 3 1 2 withRefused']);
    expect(warnings(...lines)[0]).toBe('totalOfOthers 4 税收（万元）: 1 万元 ← 3 万元 (+2)');
  });

  it('say so where they count rows that were skipped', () => {
    expect(totals('a | 1 | 1', 'a | 1 | 1', '合计 | 2 | 1')).toEqual(['4 all: 2 1 1 withSkipped; 1 1 0']);
  });

  it('may be means, rounded half up to the places stated, of the cells that say something', () => {
    const lines = ['a | 1 | 1', 'b | 2 | 无', 'c | 2 | 2', '平均 | 1.67 | 1.50'];
    expect(totals(...lines)).toEqual(['5 all: 1.67 1.67 0; 1.50 1.5 0']);
    expect(totals('a | 0.5 | 1', 'b | 0.6 | 2', '平均 | 0.5 | 2')).toEqual(['4 all: 0.5 0.6 -0.1; 2 2 0']);
  });

  it('stay exact where they are longer than a cell can be', () => {
    const lines = Array.from({ length: 20 }, (_, k) => `f${k} | 999999999999999 | 0.1`);
    expect(totals(...lines, '合计 | 1 | 2')).toEqual(['22 all: 1 19999999999999980 -19999999999999979; 2 2 0']);
  });

  it('without any figure say nothing', () => {
    expect(totals('a | 1 | 1', '合计 | — | ')).toEqual([]);
  });

  it('leave out shares and ratios, which do not add up', () => {
    const fields = { share: { kind: 'amount', title: '占比', unit: '%' } } as const;
    const facts = readFacts(
      [table(['id | 占比（%） | 税收（万元）', 'a | 1 | 1', '合计 | 100 | 1'])],
      schemeBy('code', { fields }),
    );
    expect(facts.sources[0]?.totals?.[0]?.columns.map(({ column }) => column)).toEqual([3]);
  });

  it('that add the rows up never differ, in whatever order the rows stand', () => {
    const cents = fc.array(fc.bigInt({ min: -(10n ** 10n), max: 10n ** 10n }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(cents, fc.nat(), (values, seed) => {
        const lines = values.map((value, k) => `f${k} | ${formatUnits(value, k % 4)} | 1`);
        const sum = values.reduce((all, value, k) => all + value * 10n ** BigInt(3 - (k % 4)), 0n);
        const at = seed % lines.length;
        const page = values.slice(0, at).reduce((all, value, k) => all + value * 10n ** BigInt(3 - (k % 4)), 0n);
        fc.pre(at > 0);
        const whole = [...lines, `合计 | ${formatUnits(sum, 3)} | ${lines.length}`];
        expect(
          warnings(...whole.slice(0, at), `本页小计 | ${formatUnits(page, 3)} | ${at}`, ...whole.slice(at)),
        ).toEqual([]);
        expect(warnings(...lines, `合计 | ${formatUnits(sum + 1n, 3)} | ${lines.length}`)).toHaveLength(1);
      }),
    );
  });
});
