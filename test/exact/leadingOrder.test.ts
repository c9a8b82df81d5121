import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeRows, placesOf } from '../../src/exact/order.ts';

const few = fc.integer({ min: -3, max: 3 });
/** Leading integers of few values, and those beside 2^53 that leave no room for a position. */
const leading = fc.oneof(
  { weight: 6, arbitrary: few },
  { weight: 1, arbitrary: fc.constantFrom(0, 2 ** 40, -(2 ** 53) + 1, 2 ** 53 - 1, 2 ** 53, 2 ** 49 + 1) },
);
const frame = fc.array(fc.tuple(leading, few), { minLength: 1, maxLength: 60, size: 'max' });

describe('rows in the order of a leading integer', () => {
  test('stand as the comparison alone puts them, whatever the order they are given in', () => {
    fc.assert(
      fc.property(frame, fc.array(fc.nat(), { maxLength: 60 }), (rows, keys) => {
        const lead = Float64Array.from(rows, ([first]) => first);
        const compare = (a: number, b: number): number =>
          (lead[a] ?? 0) - (lead[b] ?? 0) || (rows[a]?.[1] ?? 0) - (rows[b]?.[1] ?? 0);
        const given = Uint32Array.from(rows.keys()).toSorted((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b);
        const plain = placeRows(given, compare);
        expect(placeRows(given, Object.assign(compare.bind(undefined), { leading: lead }))).toEqual(plain);
        expect(placesOf(plain.order, compare)).toEqual(plain);
      }),
      { numRuns: 300 },
    );
  });
});
