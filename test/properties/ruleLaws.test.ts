import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/evaluate.ts';
import type { FirmResult } from '../../src/results/document.ts';
import type { Category } from '../../src/scheme/category.ts';
import type { Grading, ThresholdLimits } from '../../src/scheme/grading.ts';
import { readScheme } from '../../src/scheme/readScheme.ts';
import type { Method } from '../../src/scheme/scoring.ts';
import { sampleScheme } from '../scheme/sample.ts';

/** Laws of the rules that count, each on firms of 1 亩 with taxes from few values, so that many tie. */
const someTaxes = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 30 });
const somePercent = fc.integer({ min: 0, max: 100 });
const ORDER = ['A', 'B', 'C', 'D'];

/** The results by score, the best first; the score is ten times the tax. */
function results(taxes: readonly number[], category: Partial<Category>): readonly FirmResult[] {
  const scheme = sampleScheme({}, category);
  expect(readScheme(scheme).issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  const firms = taxes.map((tax, at) => ({ id: `F${String(at).padStart(2, '0')}`, tax, land: 1 }));
  return [...evaluate(firms, scheme)];
}

const countFrom = (firms: readonly FirmResult[], grades: readonly string[]): number =>
  firms.filter(({ grade }) => grades.includes(grade ?? '')).length;

/** ⌊percent × n⌋ and ⌈percent × n⌉ in whole numbers. */
const floorOf = (percent: number, n: number): number => Math.floor((percent * n) / 100);
const ceilOf = (percent: number, n: number): number => Math.ceil((percent * n) / 100);

function neverBetterBelow(firms: readonly FirmResult[]): void {
  const steps = firms.map(({ grade, place = 0 }) => ({ step: ORDER.indexOf(grade ?? ''), place }));
  for (const [at, { step, place }] of steps.entries()) {
    const above = steps[at - 1];
    if (above === undefined) continue;
    expect(step).toBeGreaterThanOrEqual(above.step);
    if (place === above.place) expect(step).toBe(above.step);
  }
}

describe('caps and floors on score thresholds', () => {
  const from = [
    ['A', '80'],
    ['B', '50'],
    ['C', '20'],
  ] as const;
  const limited = (limits: ThresholdLimits): Grading => ({ kind: 'scoreThresholds', from, rest: 'D', limits });

  test('a cap is never exceeded where ties fall to the worse grade, and only then and there firms are lowered', () => {
    fc.assert(
      fc.property(someTaxes, somePercent, (taxes, cap) => {
        const limits: ThresholdLimits = { atMost: { A: `${cap}%` }, base: 'graded', ties: 'worse' };
        const firms = results(taxes, { grading: limited(limits) });
        const most = floorOf(cap, taxes.length);
        const earned = taxes.filter((tax) => tax >= 8).length;
        expect(countFrom(firms, ['A'])).toBeLessThanOrEqual(most);
        if (earned <= most) expect(countFrom(firms, ['A'])).toBe(earned);
        neverBetterBelow(firms);
      }),
    );
  });

  test('a floor is always reached where ties fall to the worse grade', () => {
    fc.assert(
      fc.property(someTaxes, somePercent, (taxes, floor) => {
        const limits: ThresholdLimits = { atLeast: { D: `${floor}%` }, base: 'graded', ties: 'worse' };
        const firms = results(taxes, { grading: limited(limits) });
        const least = ceilOf(floor, taxes.length);
        const earned = taxes.filter((tax) => tax < 2).length;
        expect(countFrom(firms, ['D'])).toBeGreaterThanOrEqual(Math.max(least, earned));
        if (earned >= least) expect(countFrom(firms, ['D'])).toBe(earned);
        neverBetterBelow(firms);
      }),
    );
  });
});

describe('grades counted from the bottom', () => {
  test('are as many as the share of all, ties aside and on the stated side', () => {
    fc.assert(
      fc.property(someTaxes, somePercent, fc.constantFrom('better', 'worse'), (taxes, share, ties) => {
        const upTo = [
          ['A', '30%'],
          ['B', '100%'],
        ] as const;
        const last = [['D', `${share}%`]] as const;
        const grading: Grading = { kind: 'shares', upTo, last, count: 'down', ties, base: 'graded' };
        const firms = results(taxes, { grading });
        const wanted = floorOf(share, taxes.length);
        const found = countFrom(firms, ['D']);
        const tied = new Set(taxes).size < taxes.length;
        if (!tied) expect(found).toBe(wanted);
        else if (ties === 'better') expect(found).toBeLessThanOrEqual(wanted);
        else expect(found).toBeGreaterThanOrEqual(wanted);
        neverBetterBelow(firms);
      }),
    );
  });
});

describe('selection in two stages', () => {
  test('takes its share of all from the part, by the other order', () => {
    fc.assert(
      fc.property(someTaxes, somePercent, somePercent, (taxes, part, share) => {
        const step = {
          grade: 'A',
          among: 'first',
          part: `${part}%`,
          partCount: 'down',
          partTies: 'outside',
          by: [{ field: 'tax', order: 'asc' }],
          share: `${share}%`,
          count: 'down',
          ties: 'outside',
          tooFew: 'fewer',
        } as const;
        const firms = results(taxes, {
          grading: { kind: 'selection', grades: ['A', 'B'], steps: [step], rest: 'B', base: 'graded' },
        });
        const chosen = firms.filter(({ grade }) => grade === 'A');
        expect(chosen.length).toBeLessThanOrEqual(Math.min(floorOf(part, taxes.length), floorOf(share, taxes.length)));
        expect(chosen.length + countFrom(firms, ['B'])).toBe(taxes.length);
        for (const { place = 0 } of chosen) expect(place).toBeLessThanOrEqual(floorOf(part, taxes.length));
        if (new Set(taxes).size === taxes.length) {
          expect(chosen.length).toBe(Math.min(floorOf(part, taxes.length), floorOf(share, taxes.length)));
        }
      }),
    );
  });
});

describe('percentile ranks', () => {
  test('order firms as their values do, from the worst to full points, whatever the distances', () => {
    fc.assert(
      fc.property(someTaxes, fc.constantFrom('notBetter', 'worse'), (taxes, count) => {
        const method: Method = { kind: 'percentileRank', order: 'desc', count, whenAlone: '100', among: 'graded' };
        const pointsOf = (values: readonly number[]) => {
          const rule = { indicator: 'taxPerMu', weight: '100', method, gap: { other: 'ungraded' } } as const;
          const firms = results(values, { scoring: [rule] });
          return new Map(firms.map(({ id, points }) => [id, Number(points['taxPerMu'])]));
        };
        const points = pointsOf(taxes);
        const at = (row: number) => points.get(`F${String(row).padStart(2, '0')}`) ?? Number.NaN;
        taxes.forEach((tax, row) => {
          expect(at(row)).toBeGreaterThanOrEqual(0);
          expect(at(row)).toBeLessThanOrEqual(100);
          taxes.forEach((other, peer) => {
            expect(Math.sign(at(row) - at(peer))).toBe(Math.sign(tax - other));
          });
        });
        // Counting who is not better gives the best firms all; counting who is worse gives the worst firms nothing.
        const [best, worst] = [Math.max(...taxes), Math.min(...taxes)];
        if (count === 'notBetter') expect(at(taxes.indexOf(best))).toBe(100);
        else if (taxes.length > 1) expect(at(taxes.indexOf(worst))).toBe(0);
        expect(pointsOf(taxes.map((tax) => tax ** 3))).toEqual(points);
      }),
    );
  });
});
