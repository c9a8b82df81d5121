import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate, gradeMeasured } from '../../src/evaluate.ts';
import type { FirmRecord } from '../../src/intake/factsFromRecords.ts';
import { readRun } from '../../src/readRun.ts';
import type { Evaluation } from '../../src/results/evaluation.ts';
import { schemeOfGrades } from '../../src/results/scenarioScheme.ts';
import { findFactors, levelsOf, statedLevel } from '../../src/results/stabilityFactors.ts';
import { stabilityFault } from '../../src/results/stabilityForm.ts';
import { varyScheme } from '../../src/results/varyScheme.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import { readStabilityPlan, type StabilityPlan, USUAL_PLAN } from '../../src/scheme/stabilityPlan.ts';
import { type StabilityOptions, stability } from '../../src/stability.ts';
import { writeStabilityCsv, writeStabilityMarkdown, writeStabilityText } from '../../src/write/stability.ts';
import type { OracleFirm } from '../oracle/measure.ts';
import { someRun, someRunWithUnits } from '../properties/arbitraries.ts';
import { factsOf } from '../properties/facts.ts';
import { deepFreeze, shuffled, shuffling, withCategories } from '../properties/variations.ts';
import { GOLDEN_RUNS, goldenRun } from '../runFolder.ts';
import { sampleScheme } from '../scheme/sample.ts';

const NOTHING: Partial<StabilityPlan> = {
  weights: '0',
  baselines: '0',
  statistics: [],
  roundingPlaces: 0,
  roundingModes: [],
  ties: [],
  leaveOut: 0,
};

function planOf(change: Partial<StabilityPlan>): StabilityPlan {
  return { ...USUAL_PLAN, ...NOTHING, ...change };
}

const EVERYTHING: StabilityPlan =
  readStabilityPlan({
    weights: '30%',
    baselines: '30%',
    roundingPlaces: 1,
    roundingModes: ['halfUp', 'truncate', 'halfEven'],
    methods: [
      { kind: 'minMax', floor: '20', among: 'graded', whenEqual: '100', ifNobody: '0' },
      { kind: 'percentileRank', order: 'desc', count: 'notBetter', whenAlone: '100', among: 'graded' },
    ],
    leaveOut: 3,
  }).plan ?? USUAL_PLAN;

/** Two measures, half the score each; the better half of the firms is A. */
const TWO: Scheme = sampleScheme(
  {
    indicators: {
      taxPerMu: { title: '亩均税收', of: 'tax', per: 'land', unit: '万元/亩', show: 2 },
      revenuePerMu: { title: '亩均营业收入', of: 'revenue', per: 'land', unit: '万元/亩', show: 2 },
    },
  },
  {
    scoring: ['taxPerMu', 'revenuePerMu'].map((indicator) => ({
      indicator,
      weight: '50',
      method: { kind: 'ratio', baseline: '10 万元/亩' } as const,
      gap: { other: 'zero' } as const,
    })),
    rounding: { points: 6, mode: 'halfUp', score: 'sumOfPoints' },
    grading: {
      kind: 'shares',
      upTo: [
        ['A', '50%'],
        ['B', '100%'],
      ],
      count: 'halfUp',
      ties: 'better',
      base: 'graded',
    },
  },
);
const FIRST = { id: 'F001', tax: '12', revenue: '9', land: 1 };
const SECOND = { id: 'F002', tax: '9', revenue: '11.5', land: 1 };

describe('two firms that a shift of weight puts the other way round', () => {
  // F001 leads by 0.3 w₁ − 0.25 w₂: it is first where 6 w₁ > 5 w₂. Each weight is 50 × (1 + t ÷ 5000), t from −1000 to 1000.
  // On a continuous range that is 1 − ¼ ∫ 1.2 u du from 0 to 1 = 0.85.
  let leads = 0;
  for (let t = -1000; t <= 1000; t += 1)
    for (let s = -1000; s <= 1000; s += 1) if (6 * (5000 + t) > 5 * (5000 + s)) leads += 1;
  const exact = leads / 2001 ** 2;
  const scenarios = 4000;
  const found = stability(evaluate([FIRST, SECOND], TWO), { scenarios, pairs: 400, plan: planOf({ weights: '20%' }) });

  test('keep their grades in the share of scenarios that the whole grid of weights has', () => {
    expect(exact).toBeCloseTo(0.85, 3);
    const error = Math.sqrt((exact * (1 - exact)) / scenarios);
    const [first, second] = found.firms;
    expect(Math.abs((first?.kept ?? 0) / scenarios - exact)).toBeLessThan(4 * error);
    expect(second?.kept).toBe(first?.kept);
    expect(first?.grades).toEqual({ A: first?.kept, B: scenarios - (first?.kept ?? 0) });
    expect(first?.places).toEqual({ best: 1, p5: 1, p95: 2, worst: 2 });
  });

  test('and both weights matter as much, mostly together', () => {
    const effects = found.groups[0]?.onPlaces ?? [];
    expect(effects.map(({ choice }) => choice).sort()).toEqual(['all/revenuePerMu/weight', 'all/taxPerMu/weight']);
    // On the grid: output 1 where 6w₁ ≤ 5w₂. First order and total by summing over all levels.
    const V = exact * (1 - exact);
    let squares = 0;
    for (let t = -1000; t <= 1000; t += 1) {
      let inRow = 0;
      for (let s = -1000; s <= 1000; s += 1) if (6 * (5000 + t) > 5 * (5000 + s)) inRow += 1;
      squares += (inRow / 2001 - exact) ** 2;
    }
    const ofTax = squares / 2001 / V;
    const tax = effects.find(({ choice }) => choice === 'all/taxPerMu/weight');
    const revenue = effects.find(({ choice }) => choice === 'all/revenuePerMu/weight');
    expect(Math.abs(Number(tax?.first) - ofTax)).toBeLessThan(4 * Number(tax?.firstError));
    // Of two factors the total effect of one is what the other alone leaves.
    expect(Math.abs(Number(revenue?.total) - (1 - ofTax))).toBeLessThan(4 * Number(revenue?.totalError));
  });

  test('a range that does not reach the turning point keeps everything', () => {
    // 6 × 0.92 × 50 = 276 > 5 × 1.08 × 50 = 270
    const narrow = stability(evaluate([FIRST, SECOND], TWO), { scenarios: 500, plan: planOf({ weights: '8%' }) });
    expect(narrow.overall).toEqual({ graded: 2, kept: 1000, always: 2 });
    expect(narrow.groups[0]?.onPlaces).toBeUndefined();
  });
});

describe('choices of a few options', () => {
  // 50.02, 50.03, 50.0245 and 45 points: places, mode and ties decide who is A among firms that lie close.
  const firms: FirmRecord[] = [10.004, 10.006, 10.0049, 9].map((tax, at) => ({
    id: `F00${at}`,
    tax,
    revenue: 1,
    land: 1,
  }));
  const scheme = withCategories(TWO, (one) => ({
    ...one,
    rounding: { points: 2, mode: 'halfUp', score: 'sumOfPoints' },
  }));
  const plan = planOf({ roundingPlaces: 1, roundingModes: ['halfUp', 'truncate'], ties: ['better', 'worse'] });

  test('keep each grade as often as the whole grid of options does, evaluated scheme by scheme', () => {
    const evaluation = evaluate(firms, scheme);
    const found = stability(evaluation, { scenarios: 2000, pairs: 0, plan });
    const factors = findFactors(scheme, plan);
    const grid = factors.reduce<readonly (readonly number[])[]>(
      (before, factor) =>
        before.flatMap((levels) => Array.from({ length: levelsOf(factor) }, (_, level) => [...levels, level])),
      [[]],
    );
    expect(grid).toHaveLength(3 * 2 * 2);
    const runs = grid.map((levels) => evaluate(firms, varyScheme(scheme, factors, levels, 4)));
    let moved = 0;
    for (const firm of found.firms) {
      const exact =
        runs.filter((run) => run.firm(firm.id)?.grade === evaluation.firm(firm.id)?.grade).length / runs.length;
      const error = Math.sqrt((exact * (1 - exact)) / 2000);
      expect(Math.abs((firm.kept ?? 0) / 2000 - exact)).toBeLessThanOrEqual(4 * error);
      if (exact < 1) moved += 1;
    }
    expect(moved).toBeGreaterThan(0);
  });
});

describe('who depends on whom', () => {
  const firms: FirmRecord[] = [5, 4, 3, 2].map((tax, at) => ({ id: `F00${at + 1}`, tax, revenue: 0, land: 1 }));

  test('by hand: of four the first two are A; without one of these, half of three is two, and the third comes up', () => {
    const { leaveOut, firms: found } = stability(evaluate(firms, TWO), { scenarios: 1, plan: planOf({ leaveOut: 9 }) });
    const third = [{ id: 'F003', from: 'B', to: 'A' }];
    expect(leaveOut).toEqual({
      tested: 4,
      of: 4,
      absences: [
        { id: 'F001', moves: third },
        { id: 'F002', moves: third },
      ],
    });
    expect(found.map(({ dependsOn }) => dependsOn)).toEqual([0, 0, 2, 0]);
  });

  test('is what a whole run says in which a rule leaves the firm out', () => {
    fc.assert(
      fc.property(fc.oneof(someRun, someRunWithUnits), ({ scheme, firms: all }) => {
        const run = evaluate(factsOf(scheme, all), scheme, { year: 2022 });
        const { leaveOut } = stability(run, { scenarios: 1, pairs: 0, plan: planOf({ leaveOut: 50 }) });
        const placed = all
          .filter(({ id }) => run.firm(id)?.place !== undefined && run.firm(id)?.unit === undefined)
          .slice(0, 4);
        for (const absent of placed) {
          const without = evaluate(factsOf(withAbsence(scheme), markAbsent(all, absent.id)), withAbsence(scheme), {
            year: 2022,
          });
          const moves = leaveOut.absences.find(({ id }) => id === absent.id)?.moves ?? [];
          const ids = run.run.facts.ids.filter((id, row) => {
            const [landlord, unit] = [run.run.units.gradeRow(row), run.run.units.resultRow(row)];
            return run.run.facts.ids[landlord] !== absent.id && unit === row && without.rowOf(id) !== undefined;
          });
          const changed = ids.filter((id) => run.firm(id)?.grade !== without.firm(id)?.grade);
          expect(moves.map(({ id, from, to }) => [id, from, to])).toEqual(
            changed.map((id) => [id, run.firm(id)?.grade ?? null, without.firm(id)?.grade ?? null]),
          );
        }
      }),
      { numRuns: 30 },
    );
  });

  function withAbsence(scheme: Scheme): Scheme {
    const absent = {
      id: 'absent',
      title: '不参加',
      status: 'notEvaluated',
      when: { label: 'absent', is: '是' },
      whenUndecided: 'doesNotHold',
    } as const;
    return { ...scheme, statuses: [absent, ...(scheme.statuses ?? [])] };
  }

  function markAbsent(firms: readonly OracleFirm[], id: string): readonly OracleFirm[] {
    return firms.map((firm) => ({ ...firm, labels: { ...firm.labels, absent: firm.id === id ? '是' : '否' } }));
  }
});

describe('laws of scenarios', () => {
  const small: StabilityOptions = { scenarios: 6, pairs: 2, seed: 3, plan: EVERYTHING };

  test('a scenario is a whole run of its scheme: the same places and grades', () => {
    fc.assert(
      fc.property(
        someRunWithUnits,
        fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
        ({ scheme, firms }, drawn) => {
          const facts = factsOf(scheme, firms);
          const { run } = evaluate(facts, scheme, { year: 2022 });
          const factors = findFactors(scheme, EVERYTHING);
          const levels = factors.map((factor, at) => (drawn[at % drawn.length] ?? 0) % levelsOf(factor));
          const graded = gradeMeasured(run, varyScheme(schemeOfGrades(run), factors, levels, 4));
          const whole = evaluate(facts, varyScheme(scheme, factors, levels, 4), { year: 2022 }).run;
          expect(graded.grades.place).toEqual(whole.grades.place);
          expect(graded.overrides.grade).toEqual(whole.overrides.grade);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('with nothing varied every grade and place is kept', () => {
    fc.assert(
      fc.property(someRunWithUnits, ({ scheme, firms }) => {
        const evaluation = evaluate(factsOf(scheme, firms), scheme, { year: 2022 });
        const { varied, overall, firms: found, units } = stability(evaluation, { scenarios: 3, plan: planOf({}) });
        expect([varied, overall.kept, overall.always]).toEqual([[], 3 * overall.graded, overall.graded]);
        for (const { grade, kept, place, places } of [...found, ...units]) {
          expect(kept).toBe(grade === undefined ? undefined : 3);
          if (place !== undefined && places !== undefined)
            expect(places).toEqual({ best: place, p5: place, p95: place, worst: place });
        }
      }),
      { numRuns: 30 },
    );
  });

  test('the order of the firms changes nothing, the same seed gives the same bytes, and the run stays as it was', () => {
    fc.assert(
      fc.property(someRunWithUnits, shuffling, ({ scheme, firms }, keys) => {
        const evaluation = evaluate(factsOf(scheme, firms), scheme, { year: 2022 });
        deepFreeze({ ...evaluation.run });
        const once = JSON.stringify(stability(evaluation, small));
        expect(JSON.stringify(stability(evaluation, small))).toBe(once);
        const other = evaluate(factsOf(scheme, shuffled(firms, keys)), scheme, { year: 2022 });
        expect(JSON.stringify(stability(other, small))).toBe(once);
      }),
      { numRuns: 15 },
    );
  });

  test('the first scenarios of many are the same, and another seed draws others', () => {
    const evaluation = evaluate([FIRST, SECOND], TWO);
    const kept = (options: StabilityOptions) =>
      stability(evaluation, { ...options, pairs: 0, plan: planOf({ weights: '60%' }) }).overall.kept;
    const counts = Array.from({ length: 20 }, (_, at) => kept({ scenarios: at + 1 }));
    for (const [at, count] of counts.entries()) expect([0, 2]).toContain(count - (counts[at - 1] ?? 0));
    expect(new Set(Array.from({ length: 10 }, (_, seed) => kept({ seed, scenarios: 40 }))).size).toBeGreaterThan(1);
  });

  test.each(GOLDEN_RUNS)('of the golden run %s the result has its form, and is written in each format', (name) => {
    const evaluation = readRun(goldenRun(name)).evaluation as Evaluation;
    const { run } = evaluation;
    const factors = findFactors(run.scheme, EVERYTHING);
    const stated = gradeMeasured(run, varyScheme(schemeOfGrades(run), factors, factors.map(statedLevel), 4));
    expect([stated.grades.place, stated.overrides.grade]).toEqual([run.grades.place, run.overrides.grade]);
    const found = stability(evaluation, { scenarios: 8, pairs: 3, plan: EVERYTHING });
    expect(stabilityFault(JSON.parse(JSON.stringify(found)))).toBeUndefined();
    for (const language of ['zh', 'en'] as const) {
      for (const write of [writeStabilityText, writeStabilityMarkdown, writeStabilityCsv]) {
        expect(write(found, language)).not.toMatch(/undefined|NaN|\{[a-e]\}|\[object/);
      }
    }
    const rows = writeStabilityCsv(found).trimEnd().split('\r\n').length - 1;
    expect(rows).toBe(found.firms.length + found.units.length);
    for (const { kept, grades, ungraded = 0 } of [...found.firms, ...found.units]) {
      if (kept !== undefined) expect(Object.values(grades ?? {}).reduce((sum, one) => sum + one, ungraded)).toBe(8);
    }
  });

  test.each([
    [{ scenarios: 0 }, 'scenarios'],
    [{ scenarios: 20_001 }, 'scenarios'],
    [{ scenarios: 1.5 }, 'scenarios'],
    [{ seed: -1 }, 'seed'],
    [{ seed: Number.NaN }, 'seed'],
    [{ scenarios: 10, pairs: 6 }, 'pairs'],
    [{ pairs: 1 }, 'pairs'],
  ])('%j is a programmer’s error', (options, named) => {
    expect(() => stability(evaluate([FIRST], TWO), options)).toThrow(named);
  });
});

describe('a plan', () => {
  test.each([
    [{ weights: '100%' }, 'weights: a share below 100%'],
    [{ weights: '-5%' }, 'weights'],
    [{ weight: '5%' }, 'weight'],
    [{ methods: [{ kind: 'bands', from: [['1 万元/亩', '5']], rest: '0' }] }, 'methods.0: minMax'],
    [{ methods: [{ kind: 'ratio', baseline: '10 万元/亩' }] }, 'methods.0: minMax'],
    [{ leaveOut: 1.5 }, 'leaveOut'],
    [[], 'expected object'],
  ])('%j is refused', (value, named) => {
    const { plan, faults } = readStabilityPlan(value);
    expect([plan, faults.join('; ').includes(named)]).toEqual([undefined, true]);
  });
  test('that states nothing is the usual one', () => expect(readStabilityPlan({}).plan).toEqual(USUAL_PLAN));
});
