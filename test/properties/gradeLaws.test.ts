import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/evaluate.ts';
import { Decimal } from '../../src/exact/decimal.ts';
import type { CountMode } from '../../src/exact/order.ts';
import type { EvaluationDocument, FirmResult } from '../../src/results/document.ts';
import type { Board } from '../../src/scheme/board.ts';
import { STATUSES } from '../../src/scheme/flag.ts';
import { type Grading, gradesOf } from '../../src/scheme/grading.ts';
import type { Override } from '../../src/scheme/override.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import { moveFirm } from '../../src/stages/override.ts';
import { edgeCount } from '../oracle/counts.ts';
import { Fraction } from '../oracle/fraction.ts';
import type { OracleFirm } from '../oracle/measure.ts';
import { shareFraction } from '../oracle/units.ts';
import { sampleScheme } from '../scheme/sample.ts';
import { someRun } from './arbitraries.ts';
import { factsOf } from './facts.ts';
import { simpleRun } from './simpleRun.ts';
import { categoryOf, placesOf, poolsOf, positionOf, rankedByScore } from './variations.ts';

/** Laws of places, grades, overrides, flags and boards. */

const RUNS = { numRuns: 120 };

function documentOf(scheme: Scheme, firms: readonly OracleFirm[]): EvaluationDocument {
  return evaluate(factsOf(scheme, firms), scheme, { year: 2022 }).document();
}

describe('grades', () => {
  test('a better score is never in a worse initial grade of its pool, an equal one in the same', () => {
    fc.assert(
      fc.property(simpleRun, ({ scheme: random, firms }) => {
        const scheme = rankedByScore(random);
        for (const pool of poolsOf(documentOf(scheme, firms).firms).values()) {
          const graded = pool.filter(({ score, initialGrade }) => score !== undefined && initialGrade !== undefined);
          for (const one of graded) {
            for (const other of graded) {
              const ahead = new Decimal(one.score ?? '').comparedTo(other.score ?? '');
              const category = categoryOf(scheme, one);
              const below = positionOf(category, one.initialGrade) - positionOf(category, other.initialGrade);
              if (ahead > 0) expect(below).toBeLessThanOrEqual(0);
              if (ahead === 0) expect([below, one.place]).toEqual([0, other.place]);
            }
          }
        }
      }),
      RUNS,
    );
  });

  test('are counted as the firms have them, and add up to the pool', () => {
    fc.assert(
      fc.property(simpleRun, ({ scheme, firms }) => {
        const document = documentOf(scheme, firms);
        const pools = poolsOf(document.firms);
        const listed = document.categories.flatMap((category) => category.pools);
        expect(listed.map(({ id }) => id).toSorted()).toEqual([...pools.keys()].toSorted());
        for (const { id, size, grades } of listed) {
          const members = pools.get(id) ?? [];
          expect(size).toBe(members.filter(({ place }) => place !== undefined).length);
          for (const [grade, count] of Object.entries(grades)) {
            expect(count).toBe(members.filter((firm) => firm.grade === grade).length);
          }
          const sum = Object.values(grades).reduce((total, count) => total + count, 0);
          expect(sum).toBe(members.filter(({ status }) => status === 'graded').length);
        }
      }),
      RUNS,
    );
  });

  test('reach down to the edges of their shares of all, ties aside and on the stated side', () => {
    fc.assert(
      fc.property(simpleRun, ({ scheme: random, firms }) => {
        const scheme = { ...random, overrides: (random.overrides ?? []).filter(({ usesQuota }) => usesQuota) };
        for (const pool of poolsOf(documentOf(scheme, firms).firms).values()) {
          const [first] = pool;
          const grading = first && categoryOf(scheme, first)?.grading;
          if (grading?.kind !== 'shares') continue;
          const graded = pool.filter(({ initialGrade }) => initialGrade !== undefined);
          const placed = pool.filter(({ place }) => place !== undefined);
          if (grading.base === 'scored' && placed.length > graded.length) continue;
          const tied = new Set(graded.map(({ place }) => place)).size < graded.length;
          const counts = cumulativeCounts(grading, graded);
          grading.upTo.forEach(([, share], at) => {
            const [count, edge] = [counts[at] ?? -1, edgeCount(share, graded.length, grading.count)];
            if (!tied) expect(count).toBe(edge);
            else if (grading.ties === 'better') expect(count).toBeGreaterThanOrEqual(edge);
            else expect(count).toBeLessThanOrEqual(edge);
          });
        }
      }),
      RUNS,
    );
  });

  test('of many firms without ties are within one of the exact shares, on the side of the rounding', () => {
    const percents = fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 3, maxLength: 3 });
    const modes = fc.constantFrom<CountMode>('halfUp', 'down', 'up');
    fc.assert(
      fc.property(percents, modes, fc.integer({ min: 0, max: 300 }), (edges, count, size) => {
        const [a = 0, b = 0, c = 0] = edges.toSorted((x, y) => x - y);
        const upTo = [
          ['A', `${a}%`] as const,
          ['B', `${b}%`] as const,
          ['C', `${c}%`] as const,
          ['D', '100%'] as const,
        ];
        const grading: Grading = { kind: 'shares', upTo, count, ties: 'better', base: 'graded' };
        const records = Array.from({ length: size }, (_, at) => ({ id: `F${at}`, tax: at - 20, land: 3 }));
        const { firms } = evaluate(records, sampleScheme({}, { grading })).document();
        const counts = cumulativeCounts(grading, firms);
        upTo.forEach(([, share], at) => {
          const exact = shareFraction(share).times(new Fraction(BigInt(size)));
          const over = new Fraction(BigInt(counts[at] ?? -1)).minus(exact);
          const [least, most] = SIDES[count];
          expect(over.against(least) >= 0 && over.against(most) <= 0).toBe(true);
          if (count !== 'halfUp') expect(over.against(new Fraction(count === 'up' ? 1n : -1n))).not.toBe(0);
        });
        expect(counts.at(-1)).toBe(size);
      }),
      { numRuns: 200 },
    );
  });

  const SIDES: Readonly<Record<CountMode, readonly [Fraction, Fraction]>> = {
    halfUp: [new Fraction(-1n, 2n), new Fraction(1n, 2n)],
    down: [new Fraction(-1n), new Fraction(0n)],
    up: [new Fraction(0n), new Fraction(1n)],
  };

  /** How many firms have each initial grade or a better one. */
  function cumulativeCounts(grading: Grading, firms: readonly FirmResult[]): number[] {
    const grades = gradesOf(grading);
    return grades.map(
      (_, at) => firms.filter(({ initialGrade }) => grades.slice(0, at + 1).includes(initialGrade ?? '')).length,
    );
  }
});

describe('overrides', () => {
  const someBound = fc.tuple(fc.constantFrom('notAbove', 'notBelow'), fc.nat(9));

  test('a bound that stands first holds at the end, whatever other rules there are', () => {
    fc.assert(
      fc.property(someRun, someBound, ({ scheme: random, firms }, [side, chosen]) => {
        const grades = gradesIn(random);
        const grade = grades[chosen % grades.length] ?? '';
        const bound: Override = { ...always('bound'), [side]: grade };
        const scheme = { ...random, overrides: [bound, ...(random.overrides ?? [])] };
        for (const firm of documentOf(scheme, firms).firms) {
          if (firm.grade === undefined) continue;
          const category = categoryOf(scheme, firm);
          const below = positionOf(category, firm.grade) - positionOf(category, grade);
          if (side === 'notAbove') expect(below).toBeGreaterThanOrEqual(0);
          else expect(below).toBeLessThanOrEqual(0);
        }
      }),
      RUNS,
    );
  });

  test('a bound alone moves the firms beyond it to it, and no others', () => {
    fc.assert(
      fc.property(someRun, someBound, ({ scheme: random, firms }, [side, chosen]) => {
        const grades = gradesIn(random);
        const grade = grades[chosen % grades.length] ?? '';
        const free = { ...random, overrides: [] };
        const bound: Override = { ...always('bound'), [side]: grade };
        const bounded = documentOf({ ...random, overrides: [bound] }, firms).firms;
        expect(bounded.map(({ initialGrade }) => initialGrade)).toEqual(
          documentOf(free, firms).firms.map((firm) => firm.grade),
        );
        for (const firm of bounded) {
          if (firm.initialGrade === undefined) continue;
          const category = categoryOf(random, firm);
          const [from, edge] = [positionOf(category, firm.initialGrade), positionOf(category, grade)];
          const wanted = side === 'notAbove' ? Math.max(from, edge) : Math.min(from, edge);
          expect(positionOf(category, firm.grade)).toBe(wanted);
        }
      }),
      { numRuns: 75 },
    );
  });

  test('their moves lead from the initial grade to the final one, step by step', () => {
    fc.assert(
      fc.property(someRun, ({ scheme, firms }) => {
        for (const { initialGrade, moves, grade } of documentOf(scheme, firms).firms) {
          let at = initialGrade;
          for (const { from, to } of moves) {
            expect(from).toBe(at);
            expect(to).not.toBe(from);
            at = to;
          }
          expect(grade).toBe(at);
        }
      }),
      RUNS,
    );
  });

  test('that fix and bound change nothing when they are applied again', () => {
    fc.assert(
      fc.property(someRun, ({ scheme }) => {
        const [category] = scheme.categories;
        const grades = category === undefined ? [] : gradesOf(category.grading);
        const rules = (scheme.overrides ?? []).filter(({ raise, lower }) => raise === undefined && lower === undefined);
        for (const from of grades) {
          const { grade } = moveFirm(from, grades, rules);
          expect(moveFirm(grade, grades, rules).grade).toBe(grade);
        }
      }),
      RUNS,
    );
  });

  function gradesIn(scheme: Scheme): readonly string[] {
    return scheme.categories.map(({ grading }) => gradesOf(grading)).find((grades) => grades.length > 0) ?? [];
  }

  function always(id: string): Override {
    return { id, title: id, when: { all: [] }, whenUndecided: 'doesNotHold', usesQuota: true };
  }
});

describe('the clearance flag', () => {
  const undecided = fc.constantFrom('holds', 'doesNotHold');
  const someFirms = fc.array(
    fc.record({
      land: fc.oneof(fc.integer({ min: -3, max: 12 }), fc.integer({ min: 1, max: 9_999_999 })),
      // The tax is so many of its last digit's units off the line.
      off: fc.oneof(fc.integer({ min: -1, max: 1 }), fc.integer({ min: -1_000_000, max: 1_000_000 })),
    }),
    { maxLength: 20 },
  );
  const somePlaces = fc.integer({ min: 0, max: 4 });

  test('stands for tax < line × land in integers, next to the line too; without land the scheme decides', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 9999 })),
        fc.tuple(somePlaces, somePlaces),
        someFirms,
        undecided,
        (line, [linePlaces, landPlaces], drawn, whenUndecided) => {
          const firms = drawn.map(({ land, off }, at) => {
            const least = BigInt(line) * BigInt(land);
            return { id: `F${at}`, land: BigInt(land), least, tax: least + BigInt(off) };
          });
          const scheme = sampleScheme({
            flags: [
              {
                id: 'clearance',
                title: '低效',
                when: { indicator: 'taxPerMu', lessThan: `${decimalText(BigInt(line), linePlaces)} 万元/亩` },
                whenUndecided,
                among: STATUSES,
              },
            ],
          });
          const records = firms.map(({ id, land, tax }) => ({
            id,
            land: decimalText(land, landPlaces),
            tax: decimalText(tax, linePlaces + landPlaces),
          }));
          const evaluation = evaluate(records, scheme);
          for (const { id, land, least, tax } of firms) {
            const firm = evaluation.firm(id);
            const below = land > 0n ? tax < least : whenUndecided === 'holds';
            expect(firm?.flags).toEqual(below ? ['clearance'] : []);
            if (land > 0n) expect(firm?.indicators['taxPerMu']).toHaveProperty('value');
            else expect(firm?.indicators['taxPerMu']).toEqual({ gap: 'noLand', field: 'land' });
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  function decimalText(units: bigint, places: number): string {
    return new Decimal(units.toString()).div(10 ** places).toFixed();
  }
});

describe('boards', () => {
  const keys = ['all', 'category', 'zone', 'sector'] as const;
  const groupOf: Readonly<Record<string, (firm: FirmResult) => string | null>> = {
    all: () => '',
    category: ({ category }) => category,
    zone: ({ zone }) => zone,
    sector: ({ sector }) => sector,
  };

  test('hold the eligible firms down to the last place, everyone tied with it included', () => {
    const someBoard = fc.record({
      per: fc.constantFrom(...keys),
      order: fc.constantFrom('asc', 'desc'),
      top: fc.integer({ min: 1, max: 5 }),
      eligible: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    });
    fc.assert(
      fc.property(someRun, someBoard, ({ scheme: random, firms }, { per, order, top, eligible }) => {
        const all = random.categories.map(({ grading }) => gradesOf(grading)).find((some) => some.length > 0) ?? [];
        const chosen = all.filter((_, at) => eligible[at]);
        const grades = chosen.length > 0 ? chosen : all;
        const board: Board = {
          id: 'leaders',
          title: '领跑者',
          per,
          by: { score: order },
          top,
          eligible: { grade: grades },
        };
        const scheme = { ...random, boards: [board] };
        const document = documentOf(scheme, firms);
        const able = document.firms.filter(
          ({ grade, score }) => grade !== undefined && grades.includes(grade) && score !== undefined,
        );
        const groups = [...new Set(able.flatMap((firm) => groupOf[per]?.(firm) ?? []))].sort();
        const wanted = groups.map((group) => {
          const inside = able.filter((firm) => groupOf[per]?.(firm) === group);
          const places = placesOf(
            inside.map(({ score }) => new Decimal(score ?? '')),
            order,
          );
          const leaders = inside
            .map(({ id, name, score }, at) => ({ place: places[at] ?? 0, id, name, value: score }))
            .filter(({ place }) => place <= top)
            .sort((a, b) => a.place - b.place || (a.id < b.id ? -1 : 1));
          return { group, leaders };
        });
        expect(document.boards).toEqual([{ id: 'leaders', title: '领跑者', groups: wanted }]);
      }),
      RUNS,
    );
  });
});
