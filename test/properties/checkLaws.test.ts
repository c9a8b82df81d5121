import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/evaluate.ts';
import { columnOf } from '../../src/exact/column.ts';
import { compare, divide, type Rational } from '../../src/exact/rational.ts';
import { findWrongData } from '../../src/findWrongData.ts';
import type { Facts } from '../../src/intake/facts.ts';
import type { FirmRecord } from '../../src/intake/factsFromRecords.ts';
import { factsFromRecords } from '../../src/intake/factsFromRecords.ts';
import type { Issue } from '../../src/issues/issue.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import { quartilePlaces, rowsAtPlaces } from '../../src/stages/medianRatio.ts';
import { writeRun } from '../../src/write/runFiles.ts';
import { sampleScheme } from '../scheme/sample.ts';
import { someRun } from './arbitraries.ts';
import { recordsOf } from './facts.ts';
import { shuffled } from './variations.ts';
import '../seed.ts';

const RUNS = { numRuns: 40 };
const SCHEME: Scheme = sampleScheme();

/** Firms as there are: amounts in proportion to the workforce, each ratio within what is common. */
const plausible: fc.Arbitrary<readonly Readonly<Record<string, number>>[]> = fc.array(
  fc
    .record({
      employees: fc.integer({ min: 10, max: 900 }),
      revenue: fc.integer({ min: 20, max: 300 }),
      valueAdded: fc.integer({ min: 12, max: 45 }),
      tax: fc.integer({ min: 15, max: 110 }),
      land: fc.integer({ min: 40, max: 900 }),
      electricity: fc.integer({ min: 5, max: 140 }),
      energy: fc.integer({ min: 20, max: 60 }),
      odd: fc.integer({ min: 1, max: 997 }),
    })
    .map((each) => {
      const revenue = (each.employees * each.revenue * 1000 + each.odd) / 1000;
      const electricity = Math.round((revenue * each.electricity) / 1000);
      return {
        employees: each.employees,
        revenue,
        valueAdded: Math.round((revenue * each.valueAdded) / 100),
        tax: Math.round((revenue * each.tax) / 1000),
        land: (Math.round(each.employees * each.land) + 400) / 1000,
        electricity: electricity + 1,
        energy: Math.round(((electricity + 1) * each.energy) / 10),
      };
    }),
  { minLength: 8, maxLength: 40 },
);

const UNITS: readonly (readonly [field: string, factor: number, unit: string])[] = [
  ['land', 2000 / 3, '平方米'],
  ['revenue', 10000, '元'],
  ['valueAdded', 10000, '元'],
  ['tax', 10000, '元'],
  ['electricity', 10000, '千瓦时'],
  ['energy', 1000, '千克标准煤'],
];

describe('checks of the data', () => {
  test('change nothing but the issues', () => {
    fc.assert(
      fc.property(someRun, ({ scheme, firms }) => {
        const context = { year: 2022 };
        const one = writeRun(evaluate(recordsOf(firms), scheme, context));
        const other = writeRun(evaluate(recordsOf(firms), scheme, { ...context, checks: 'skip' }));
        for (const [name, text] of one) {
          if (name === 'issues.csv' || name === 'receipt.json') continue;
          expect(text.replace(/"issues": \{[^}]*\}/, '')).toBe(other.get(name)?.replace(/"issues": \{[^}]*\}/, ''));
        }
      }),
      { numRuns: 25 },
    );
  });

  test('suspect no unit in a plausible table', () => {
    fc.assert(
      fc.property(plausible, (firms) => {
        expect(unitFindings(factsOf(firms))).toEqual([]);
      }),
      RUNS,
    );
  });

  test('recognise a whole column in another unit, and blame no other', () => {
    fc.assert(
      fc.property(plausible, fc.constantFrom(...UNITS), (firms, [field, factor, unit]) => {
        const scaled = firms.map((firm) => ({ ...firm, [field]: Math.round((firm[field] ?? 0) * factor) }));
        const found = unitFindings(factsOf(scaled));
        expect(found.map(({ code, place, expected }) => [code, place.column, expected])).toEqual([
          ['unitMixupOfColumn', field, unit],
        ]);
      }),
      RUNS,
    );
  });

  test('recognise a single cell in another unit', () => {
    fc.assert(
      fc.property(plausible, fc.constantFrom('land', 'electricity', 'revenue'), fc.nat(39), (firms, field, nth) => {
        const factor = UNITS.find(([name]) => name === field)?.[1] ?? 1;
        const at = nth % firms.length;
        const wrong = firms
          .map(typical)
          .map((firm, i) => (i === at ? { ...firm, [field]: Math.round((firm[field] ?? 0) * factor) } : firm));
        const found = unitFindings(factsOf(wrong));
        expect(found.map(({ code, place }) => [code, place.firm, place.column])).toEqual([
          ['unitMixup', idOf(at), field],
        ]);
      }),
      RUNS,
    );
  });

  test('say the same whatever the order of rows', () => {
    fc.assert(
      fc.property(wild, fc.array(fc.nat(99), { minLength: 25, maxLength: 25 }), (records, keys) => {
        const [one, other] = [records, shuffled(records, keys)].map((list) =>
          findWrongData(factsFromRecords(list, SCHEME), SCHEME).map(
            ({ place: { row: _, cell: __, ...place }, ...issue }) => ({ ...issue, place }),
          ),
        );
        expect(other).toEqual(one);
      }),
      RUNS,
    );
  });

  test('warn and never throw, whatever the figures', () => {
    fc.assert(
      fc.property(wild, (records) => {
        const issues = findWrongData(factsFromRecords(records, SCHEME), SCHEME);
        expect(issues.every(({ severity }) => severity === 'warning')).toBe(true);
      }),
      RUNS,
    );
  });
});

describe('places of ratios', () => {
  test('are those of an exact sort', () => {
    const amount = fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 2 ** 53 - 9, max: 2 ** 53 - 1 }));
    fc.assert(
      fc.property(fc.array(fc.tuple(amount, amount), { minLength: 1, maxLength: 40 }), (pairs) => {
        const [of, per] = [0, 1].map((i) => columnOf(pairs.map((pair) => ({ n: BigInt(pair[i] ?? 1), d: 1n }))));
        if (of === undefined || per === undefined) throw new Error('two columns');
        const ratio = (row: number): Rational =>
          divide({ n: BigInt(pairs[row]?.[0] ?? 1), d: 1n }, { n: BigInt(pairs[row]?.[1] ?? 1), d: 1n });
        const sorted = pairs.map((_, row) => ratio(row)).sort(compare);
        const places = quartilePlaces(pairs.length);
        const rows = rowsAtPlaces(of, per, Uint32Array.from(pairs.keys()), places);
        expect(rows.map(ratio)).toEqual(places.map((place) => sorted[place - 1]));
      }),
    );
  });
});

/** Records of few distinct, partly absurd figures. */
const figure = fc.constantFrom(
  '0',
  '1',
  '-5',
  '12.34',
  '123456',
  '99999',
  '8200',
  '0.0001',
  '999999999999999',
  '/',
  'x',
);
const wild: fc.Arbitrary<readonly FirmRecord[]> = fc
  .array(fc.tuple(figure, figure, figure, figure, fc.constantFrom('C33', 'C34', undefined)), {
    minLength: 1,
    maxLength: 25,
  })
  .map((rows) =>
    rows.map(([land, tax, revenue, employees, sector], at) => ({
      id: idOf(at),
      land,
      tax,
      revenue,
      employees,
      sector,
    })),
  );

function factsOf(firms: readonly Readonly<Record<string, number>>[]): Facts {
  return factsFromRecords(
    firms.map((firm, at) => ({ id: idOf(at), sector: 'C33', ...firm })),
    SCHEME,
  );
}

function idOf(at: number): string {
  return `F${String(at).padStart(2, '0')}`;
}

/** A firm of the same size with ratios like those of every other. */
function typical({
  employees = 100,
  valueAdded = 1,
}: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const some = 1 + (valueAdded % 7) / 10;
  const revenue = Math.round(employees * 120000 * some + 377) / 1000;
  const electricity = Math.round(employees * 6 * some) + 1;
  return {
    employees,
    revenue,
    valueAdded: Math.round(employees * 30 * some),
    tax: employees * 6,
    land: Math.round(employees * 300 + 400) / 1000,
    electricity,
    energy: Math.round(electricity * 3.5),
  };
}

function unitFindings(facts: Facts): readonly Issue[] {
  return findWrongData(facts, SCHEME).filter(({ code }) => code.startsWith('unitMixup'));
}
