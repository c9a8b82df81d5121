import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/evaluate.ts';
import { Decimal } from '../../src/exact/decimal.ts';
import type { RoundingMode } from '../../src/exact/rational.ts';
import type { EvaluationDocument, FirmResult } from '../../src/results/document.ts';
import { indicatorDimension } from '../../src/scheme/names.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import type { Scoring } from '../../src/scheme/scoring.ts';
import { Fraction, fractionOf, sumOf } from '../oracle/fraction.ts';
import type { OracleFirm } from '../oracle/measure.ts';
import { quantityOf, unitFactor } from '../oracle/units.ts';
import { someRun } from './arbitraries.ts';
import { factsOf } from './facts.ts';
import { simpleRun } from './simpleRun.ts';
import {
  categoryOf,
  ofItsPool,
  placesOf,
  poolsOf,
  sumOfTexts,
  withCategories,
  withFixedBaselines,
  withoutMean,
} from './variations.ts';

/** Laws of statuses, points and scores, which hold of any scheme and any firms. */

const RUNS = { numRuns: 120 };

function documentOf(scheme: Scheme, firms: readonly OracleFirm[]): EvaluationDocument {
  return evaluate(factsOf(scheme, firms), scheme, { year: 2022 }).document();
}

describe('every firm', () => {
  test('comes out once, in order of category, place and id', () => {
    fc.assert(
      fc.property(someRun, ({ scheme, firms }) => {
        const results = documentOf(scheme, firms).firms;
        expect(results.map(({ id }) => id).toSorted()).toEqual(firms.map(({ id }) => id).toSorted());
        const last = String(Number.MAX_SAFE_INTEGER);
        const keys = results.map(({ id, category, place }) => {
          const position = scheme.categories.findIndex((one) => one.id === category);
          return [String(position < 0 ? last : position), String(place ?? last), id]
            .map((key) => key.padStart(20, '0'))
            .join();
        });
        expect(keys).toEqual(keys.toSorted());
      }),
      RUNS,
    );
  });

  test('has one status, and what belongs to it', () => {
    fc.assert(
      fc.property(someRun, ({ scheme, firms }) => {
        for (const firm of documentOf(scheme, firms).firms) {
          const category = categoryOf(scheme, firm);
          expect(firm.statusRule === undefined).toBe(firm.status === 'graded');
          if (firm.status === 'graded') {
            expect(firm.pool).not.toBeNull();
            expect(firm.place).toBeGreaterThan(0);
            expect(firm.initialGrade).toBeDefined();
            expect(firm.grade).toBeDefined();
          } else {
            expect([firm.initialGrade, firm.grade, firm.moves]).toEqual([undefined, undefined, []]);
          }
          if (category === undefined) {
            expect(['notYet', 'notEvaluated']).toContain(firm.status);
            expect([firm.pool, firm.place, firm.score, firm.points]).toEqual([null, undefined, undefined, {}]);
          } else {
            expect(['graded', 'ungraded']).toContain(firm.status);
            const scored = firm.place !== undefined && category.scoring.length > 0;
            expect(firm.score !== undefined).toBe(scored);
            if (scored) expect(Object.keys(firm.points)).toEqual(category.scoring.map(({ indicator }) => indicator));
          }
        }
      }),
      RUNS,
    );
  });

  test('has the place that its score gives it, 1 2 2 4, where the score alone decides', () => {
    fc.assert(
      fc.property(simpleRun, fc.constantFrom('asc', 'desc'), ({ scheme, firms }, order) => {
        const byScore: Scheme = {
          ...scheme,
          categories: scheme.categories.map((category) => ({
            ...category,
            ranking: {
              ...category.ranking,
              by: category.scoring.length > 0 ? [{ score: order }] : category.ranking.by,
            },
          })),
        };
        for (const pool of poolsOf(documentOf(byScore, firms).firms).values()) {
          const ranked = pool.filter(({ score }) => score !== undefined);
          const scores = ranked.map(({ score }) => new Decimal(score ?? ''));
          expect(ranked.map(({ place }) => place)).toEqual(placesOf(scores, order));
        }
      }),
      RUNS,
    );
  });
});

describe('points', () => {
  test('add up to the score, exactly as printed', () => {
    fc.assert(
      fc.property(someRun, ({ scheme, firms }) => {
        for (const firm of documentOf(scheme, firms).firms) {
          const rounding = categoryOf(scheme, firm)?.rounding;
          if (firm.score === undefined || rounding === undefined) continue;
          const parts = [...Object.values(firm.points), ...firm.adjustments.map(({ points }) => points)];
          for (const text of [...parts, firm.score]) expect(text.split('.')[1]?.length ?? 0).toBe(rounding.points);
          const sum = sumOfTexts(parts);
          if (rounding.score === 'sumOfPoints') expect(firm.score).toBe(sum.toFixed(rounding.points));
          // Each of the parts is shown less than a unit off, and so is the total.
          else
            expect(
              sum
                .minus(firm.score)
                .abs()
                .times(10 ** rounding.points)
                .lte(parts.length + 1),
            ).toBe(true);
        }
      }),
      RUNS,
    );
  });

  test('are value ÷ baseline × weight, within the limits of points and value, rounded once', () => {
    fc.assert(
      fc.property(simpleRun, ({ scheme: random, firms }) => {
        const scheme = withFixedBaselines(random, ofItsPool);
        for (const firm of documentOf(scheme, firms).firms) {
          const category = categoryOf(scheme, firm);
          for (const rule of category?.scoring ?? []) {
            const wanted = pointsByHand(scheme, rule, firm, category?.rounding ?? { points: 0, mode: 'halfUp' });
            if (wanted !== undefined) expect(firm.points[rule.indicator]).toBe(wanted);
          }
        }
      }),
      RUNS,
    );
  });

  /** The points of a firm from the two amounts of its notice; undefined where it has not got them. */
  function pointsByHand(
    scheme: Scheme,
    { indicator: key, method, weight }: Scoring,
    firm: FirmResult,
    { points: places, mode }: { readonly points: number; readonly mode: RoundingMode },
  ): string | undefined {
    const indicator = scheme.indicators[key];
    const measure = firm.indicators[key];
    if (indicator === undefined || measure === undefined || 'gap' in measure || firm.points[key] === undefined) {
      return undefined;
    }
    if (method.kind !== 'ratio' || typeof method.baseline !== 'string') return undefined;
    const dimension = indicatorDimension(scheme, indicator) ?? '';
    const clamp = (
      it: Fraction,
      limits: { readonly min?: string; readonly max?: string } | undefined,
      read: (text: string) => Fraction,
    ): Fraction => {
      if (limits?.min !== undefined && it.against(read(limits.min)) < 0) return read(limits.min);
      return limits?.max !== undefined && it.against(read(limits.max)) > 0 ? read(limits.max) : it;
    };
    const raw = fractionOf(measure.numerator).over(fractionOf(measure.denominator ?? '1'));
    const value = clamp(raw, method.limits?.value, (text) => quantityOf(text, dimension));
    const shares = value.over(quantityOf(method.baseline, dimension));
    const limited = clamp(shares, method.limits?.points, fractionOf);
    const shown = raw.over(unitFactor(indicator.unit, dimension));
    const { places: decimals, mode: shownMode } =
      typeof indicator.show === 'number' ? { places: indicator.show, mode: 'halfUp' as const } : indicator.show;
    expect(measure.value).toBe(shown.toPlaces(decimals, shownMode).toFixed(decimals));
    return limited.times(fractionOf(weight)).toPlaces(places, mode).toFixed(places);
  }

  test('never fall when an amount rises of which more is better, nor rise where less is better', () => {
    // No ratio of the vocabulary is divided by one of these, so they are only ever numerators.
    const numerators = fc.constantFrom('tax', 'valueAdded', 'rd');
    const rungs = fc.uniqueArray(fc.constantFrom('-9', '-1', '0', '0.01', '1', '1.01', '5', '5.0001', '40', '99999'), {
      minLength: 2,
    });
    fc.assert(
      fc.property(simpleRun, numerators, rungs, ({ scheme, firms: [first] }, field, drawn) => {
        // The same firm with one figure after the other, all in one run, so that baselines are the same for all of them.
        const rising = drawn.toSorted((a, b) => Number(a) - Number(b));
        const ladder = rising.flatMap((text, at) =>
          first === undefined ? [] : [{ ...first, id: `R${at}`, amounts: { ...first.amounts, [field]: text } }],
        );
        const results = documentOf(scheme, ladder).firms.toSorted((a, b) => (a.id < b.id ? -1 : 1));
        for (const category of scheme.categories) {
          const inside = results.filter((firm) => firm.category === category.id);
          for (const { indicator, method } of category.scoring) {
            if (method.kind === 'bands') continue;
            const points = inside.flatMap((firm) => firm.points[indicator] ?? []).map((text) => new Decimal(text));
            points.slice(1).forEach((more, at) => {
              const change = more.comparedTo(points[at] ?? more);
              if (method.kind === 'reverse') expect(change).toBeLessThanOrEqual(0);
              else expect(change).toBeGreaterThanOrEqual(0);
            });
          }
        }
      }),
      RUNS,
    );
  });

  test('that fill a gap with a mean are that of the points of the pool that are not filled in themselves', () => {
    fc.assert(
      fc.property(simpleRun, ({ scheme: random, firms }) => {
        const mean = { poolMean: 'pool', ifNobody: { points: '7' } } as const;
        const fixed = withFixedBaselines(random, ofItsPool);
        const scheme: Scheme = {
          ...withCategories(fixed, (category) => ({
            ...category,
            gap: { missing: { points: '999' }, other: mean },
            scoring: category.scoring.map(({ gap, ...rule }) => rule),
          })),
          conventions: { ...random.conventions, filledPointsInMeans: 'excluded' },
        };
        for (const pool of poolsOf(documentOf(scheme, firms).firms).values()) {
          const category = pool[0] && categoryOf(scheme, pool[0]);
          const { points: places, mode } = category?.rounding ?? { points: 0, mode: 'halfUp' };
          for (const { indicator } of category?.scoring ?? []) {
            const pointsOf = (isMeant: (gap: string | undefined) => boolean) =>
              pool
                .filter(({ indicators: { [indicator]: it } }) => isMeant(it && 'gap' in it ? it.gap : undefined))
                .flatMap((firm) => firm.points[indicator] ?? []);
            const made = pointsOf((gap) => gap === undefined).map(fractionOf);
            const exact = made.length > 0 ? sumOf(made).over(new Fraction(BigInt(made.length))) : fractionOf('7');
            const wanted = exact.toPlaces(places, mode).toFixed(places);
            const filled = pointsOf((gap) => gap !== undefined && gap !== 'missing');
            for (const text of filled) expect(text).toBe(wanted);
          }
        }
      }),
      RUNS,
    );
  });

  test('of the others stay when a firm goes and baselines are fixed', () => {
    fc.assert(
      fc.property(simpleRun, fc.nat(24), ({ scheme: random, firms }, chosen) => {
        const scheme = withFixedBaselines(random, withoutMean);
        const gone = firms[chosen % firms.length]?.id;
        const saidOf = (results: readonly FirmResult[]) =>
          results
            .filter(({ id }) => id !== gone)
            .map(({ id, category, status, indicators, points, score, flags }) => ({
              id,
              category,
              status,
              indicators,
              points,
              score,
              flags,
            }))
            .sort((a, b) => (a.id < b.id ? -1 : 1));
        const before = documentOf(scheme, firms).firms;
        const after = documentOf(
          scheme,
          firms.filter(({ id }) => id !== gone),
        ).firms;
        expect(saidOf(after)).toEqual(saidOf(before));
      }),
      RUNS,
    );
  });
});

describe('pools', () => {
  test('hold the firms of a category that have the same labels', () => {
    fc.assert(
      fc.property(simpleRun, ({ scheme: random, firms }) => {
        const scheme = withCategories(random, (category) => {
          const within = category.ranking.within.filter((label) => label !== 'sectorGroup');
          return { ...category, ranking: { ...category.ranking, within } };
        });
        const labelsOf = (firm: FirmResult): string => {
          const within = categoryOf(scheme, firm)?.ranking.within ?? [];
          const texts = { category: firm.category, zone: firm.zone, sector: firm.sector };
          return JSON.stringify(
            Object.entries(texts).filter(([label]) => label === 'category' || within.includes(label)),
          );
        };
        const pools = [...poolsOf(documentOf(scheme, firms).firms).values()];
        const labels = pools.map((pool) => [...new Set(pool.map(labelsOf))]);
        expect(labels.every((some) => some.length === 1)).toBe(true);
        expect(new Set(labels.flat()).size).toBe(pools.length);
      }),
      RUNS,
    );
  });

  test('do not touch each other', () => {
    fc.assert(
      fc.property(someRun, fc.nat(9), ({ scheme: random, firms }, chosen) => {
        const scheme = withFixedBaselines(random, ofItsPool);
        const pools = [...poolsOf(documentOf(scheme, firms).firms).values()];
        const pool = pools[chosen % pools.length] ?? [];
        const ids = new Set(pool.map(({ id }) => id));
        const alone = documentOf(
          scheme,
          firms.filter(({ id }) => ids.has(id)),
        );
        expect(alone.firms).toEqual(pool);
      }),
      RUNS,
    );
  });
});
