import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatUnits } from '../../src/exact/decimal.ts';
import type { Facts } from '../../src/intake/facts.ts';
import { indexFields } from '../../src/intake/fieldIndex.ts';
import { planTable } from '../../src/intake/planTable.ts';
import { readCsv } from '../../src/intake/readCsv.ts';
import { readFacts } from '../../src/intake/readFacts.ts';
import { amounts, schemeBy, table } from './sample.ts';

/** Issues of which each skipped or refused row has exactly one, and no other row has any. */
const ROW_CODES = [
  'rowSkipped',
  'rowOfOtherYear',
  'rowRepeated',
  'headerOther',
  'rowUnderOtherHeader',
  'rowTooLong',
  'rowWithoutId',
  'firmRepeated',
  'yearInvalid',
  'yearUnknown',
];
const HEADERS = [
  'id',
  '企业名称',
  '税收（万元）',
  '税收（元）',
  '用地面积',
  '行业代码',
  '规模',
  '高新技术企业',
  '年度',
  '序号',
  '亩均税收',
  '',
  '合计',
  '__proto__',
];
const CELLS = [
  '',
  'a',
  'b',
  'c',
  '1',
  '-1.5',
  '2022',
  '2023',
  '33',
  '规上',
  '是',
  '无',
  '*',
  '不适用',
  '#N/A',
  '合计',
  '注：',
  '1,23',
  '甲',
  '９',
  '1e5',
];
const line = (cells: readonly string[]) => fc.array(fc.constantFrom(...cells), { maxLength: 6 });
const anyTable = fc
  .record({ header: line(HEADERS), body: fc.array(line(CELLS), { maxLength: 8 }) })
  .map(({ header, body }) => ({ ...table([]), rows: [header, ...body] }));
const anyTables = fc
  .array(anyTable, { maxLength: 3 })
  .map((tables) => tables.map((one, k) => ({ ...one, name: `${k}.csv` })));
const anyScheme = fc.constantFrom(schemeBy('creditCode'), schemeBy('code'), schemeBy('name'));
const anyYear = fc.constantFrom({}, { year: 2023 });

/** What was read, without where it stood, and without totals, which are held against the rows around them. */
function contents(facts: Facts) {
  return {
    ids: facts.ids,
    labels: [...facts.labels].sort(),
    flags: [...facts.flags].sort(),
    amounts: [...facts.amounts.keys()].sort().map((field) => [field, amounts(facts, field)]),
    year: facts.year,
    issues: facts.issues
      .map(({ code }) => code)
      .filter((code) => !code.startsWith('total'))
      .sort(),
  };
}

describe('intake', () => {
  it('accounts for every row of every table, with one issue for each that is not used', () => {
    fc.assert(
      fc.property(anyTables, anyScheme, anyYear, (tables, scheme, options) => {
        const facts = readFacts(tables, scheme, options);
        for (const { name, rows, used, skipped, refused } of facts.sources) {
          expect(rows).toBe(used + skipped + refused);
          const places = facts.issues.filter(({ code, place }) => place.file === name && ROW_CODES.includes(code));
          expect(places).toHaveLength(skipped + refused);
          expect(new Set(places.map(({ place }) => place.row)).size).toBe(places.length);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('has each firm once, in order, with as many data in every column as there are firms', () => {
    fc.assert(
      fc.property(anyTables, anyScheme, (tables, scheme) => {
        const facts = readFacts(tables, scheme);
        expect(facts.ids).toEqual([...new Set(facts.ids)].sort());
        const lengths = [...facts.labels.values(), ...facts.flags.values()].map((values) => values.length);
        const amountLengths = [...facts.amounts.values()].map(({ values }) => values.length);
        expect(new Set([...lengths, ...amountLengths, facts.ids.length]).size).toBe(1);
      }),
    );
  });

  it('reads the same from shuffled tables and rows', () => {
    const shuffled = anyTables.chain((tables) =>
      fc.tuple(
        fc.constant(tables),
        fc
          .tuple(
            ...tables.map((one) =>
              shuffle(one.rows.slice(1)).map((body) => ({ ...one, rows: [one.rows[0] ?? [], ...body] })),
            ),
          )
          .chain(shuffle),
      ),
    );
    fc.assert(
      fc.property(shuffled, anyScheme, anyYear, ([tables, others], scheme, options) => {
        // Without a header that can be told from the rows, another row would be taken for it, or for a part of it.
        const startAlike = [undefined, 2022, 2023].every((year) =>
          [...tables, ...others].every((one) => planTable(one, indexFields(scheme), year).plan.firstRow === 2),
        );
        fc.pre(startAlike);
        expect(contents(readFacts(others, scheme, options))).toEqual(contents(readFacts(tables, scheme, options)));
      }),
      { numRuns: 500 },
    );
  });

  it('reads the same from 元 and ㎡ as from 万元 and 亩', () => {
    const firm = fc.record({
      fen: fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }),
      metres: fc.bigInt({ min: 0n, max: 10n ** 10n }),
    });
    fc.assert(
      fc.property(fc.array(firm, { minLength: 1 }), (firms) => {
        const small = firms.map(({ fen, metres }, k) => `f${k} | ${formatUnits(fen, 2)} | ${metres}`);
        const large = firms.map(
          ({ fen, metres }, k) => `f${k} | ${formatUnits(fen, 6)} | ${formatUnits(metres * 15n, 4)}`,
        );
        const scheme = schemeBy('code');
        const first = readFacts([table(['id | 税收（元） | 用地面积（㎡）', ...small])], scheme);
        const second = readFacts([table(['id | 税收（万元） | 用地面积（亩）', ...large])], scheme);
        expect(contents(first)).toEqual(contents(second));
      }),
    );
  });

  it('never throws, whatever the bytes', () => {
    const piece = fc.oneof(
      fc.uint8Array(),
      fc.constantFrom(...HEADERS, ...CELLS, ',', ',', '\n', '\n', '"').map((text) => new TextEncoder().encode(text)),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), anyScheme, (pieces, scheme) => {
        const { table: read } = readCsv(Uint8Array.from(pieces.flatMap((bytes) => [...bytes])), 'a.csv');
        const { sources } = readFacts(read === undefined ? [] : [read], scheme);
        for (const { rows, used, skipped, refused } of sources) expect(rows).toBe(used + skipped + refused);
      }),
      { numRuns: 300 },
    );
  });

  it('leaves its inputs as they are', () => {
    fc.assert(
      fc.property(anyTables, anyScheme, (tables, scheme) => {
        const before = JSON.stringify([tables, scheme]);
        readFacts(tables, scheme);
        expect(JSON.stringify([tables, scheme])).toBe(before);
      }),
    );
  });
});

function shuffle<T>(items: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length });
}
