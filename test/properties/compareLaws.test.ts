import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareRuns, simulateReform } from '../../src/compareRuns.ts';
import { conclude, evaluate, gradeMeasured, measureFirms } from '../../src/evaluate.ts';
import { parseDecimal } from '../../src/exact/decimal.ts';
import { add, ZERO } from '../../src/exact/rational.ts';
import { outcomeAt } from '../../src/results/compareSteps.ts';
import type { Comparison, FirmComparison, Outcome } from '../../src/results/comparison.ts';
import { FLAG_CHANGES } from '../../src/results/comparison.ts';
import { comparisonFault } from '../../src/results/comparisonForm.ts';
import type { Evaluation } from '../../src/results/evaluation.ts';
import { heldAcross, heldAfter, heldOf } from '../../src/results/heldOf.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import type { HeldBaselines } from '../../src/stages/heldBaselines.ts';
import type { OracleFirm } from '../oracle/measure.ts';
import { someFirms, someRun, someRunWithUnits } from './arbitraries.ts';
import { factsOf } from './facts.ts';
import { withCategories } from './variations.ts';

/** Laws of two runs side by side. */

const RUNS = { numRuns: 20 };
const YEAR = { year: 2022 };

/** Reforms of a scheme in weights, edges, overrides; and none. */
const REFORMS: Readonly<Record<string, (scheme: Scheme) => Scheme>> = {
  none: (scheme) => scheme,
  weights: (scheme) =>
    withCategories(scheme, (one) => ({
      ...one,
      scoring: one.scoring.map((rule, at) => ({ ...rule, weight: `${at + 1}.25` })),
    })),
  edges: (scheme) =>
    withCategories(scheme, (one) => ({
      ...one,
      grading: {
        kind: 'shares',
        upTo: [
          ['优', '30%'],
          ['良', '100%'],
        ],
        count: 'up',
        ties: 'worse',
        base: 'scored',
      },
    })),
  overrides: ({ overrides: _, ...scheme }) => scheme,
};

const someReform = fc.constantFrom(...Object.keys(REFORMS)).map((name) => REFORMS[name] as (scheme: Scheme) => Scheme);
/** Two runs: some firms change, come and go; the rules may change too. */
const somePair = (runs: typeof someRun) =>
  fc
    .tuple(runs, someFirms, someReform, fc.integer({ min: 1, max: 4 }))
    .map(([{ scheme, firms }, others, reform, every]) => {
      const fresh = new Map(others.map((firm) => [firm.id, firm]));
      const later = firms.flatMap((firm, at) => (at % every === 0 ? (fresh.get(firm.id) ?? []) : firm));
      const come = others.filter(({ id }) => !firms.some((firm) => firm.id === id));
      return { scheme, reformed: reform(scheme), firms, later: [...later, ...come] };
    });

function runOf(scheme: Scheme, firms: readonly OracleFirm[]): Evaluation {
  return evaluate(factsOf(scheme, firms), scheme, YEAR);
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}

function allOf({ movers, others = [] }: Comparison): readonly FirmComparison[] {
  return [...movers, ...others];
}

describe('a comparison', () => {
  test('of a run with itself finds nothing', () => {
    fc.assert(
      fc.property(someRunWithUnits, ({ scheme, firms }) => {
        const run = runOf(scheme, firms);
        const comparison = compareRuns(run, runOf(scheme, firms), { all: true });
        expect(comparison.movers).toEqual([]);
        expect(comparison.differences).toEqual({ scheme: [], data: [], history: [], adjustments: [] });
        for (const { score } of allOf(comparison)) expect(score?.total ?? '0').toBe('0');
        for (const { rows, columns, counts } of comparison.transitions) {
          rows.forEach((row, at) => {
            columns.forEach((column, i) => {
              if (row !== column) expect(counts[at]?.[i]).toBe(0);
            });
          });
        }
      }),
      RUNS,
    );
  });

  test('reconciles: rows with the earlier run, columns with the later one, flags with both, and has its form', () => {
    fc.assert(
      fc.property(somePair(someRunWithUnits), ({ scheme, reformed, firms, later }) => {
        const [before, after] = [runOf(scheme, firms), runOf(reformed, later)];
        const comparison = compareRuns(before, after, { all: true });
        expect(comparisonFault(comparison)).toBeUndefined();
        expect(
          allOf(comparison)
            .map(({ id }) => id)
            .sort(),
        ).toEqual([...new Set([...before, ...after].map(({ id }) => id))].sort());
        const outcome = ({ grade, status }: Outcome | { grade?: string; status: string }): string => grade ?? status;
        for (const { category, rows, columns, counts, rowTotals, columnTotals } of comparison.transitions) {
          const countIn = (run: Evaluation, name: string): number =>
            [...run].filter((firm) => firm.category === category && outcome(firm) === name).length;
          rows.forEach((row, at) => {
            expect(total(counts[at] ?? [])).toBe(rowTotals[at]);
            if (row !== 'otherCategory' && row !== 'new') expect(rowTotals[at]).toBe(countIn(before, row));
          });
          columns.forEach((column, at) => {
            expect(total(counts.map((cells) => cells[at] as number))).toBe(columnTotals[at]);
            if (column !== 'otherCategory' && column !== 'gone') expect(columnTotals[at]).toBe(countIn(after, column));
          });
        }
        expect(total(comparison.transitions.map((one) => one.before))).toBe(comparison.firms.before);
        expect(total(comparison.transitions.map((one) => one.after))).toBe(comparison.firms.after);
        for (const { id, counts, ...flag } of comparison.flags) {
          const flagged = (run: Evaluation): number => [...run].filter(({ flags }) => flags.includes(id)).length;
          expect(flag.firms.length).toBe(total(FLAG_CHANGES.map((change) => counts[change])));
          const kept = counts.improved + counts.unchanged + counts.worse + counts.still;
          expect([flag.before, flag.after]).toEqual([flagged(before), flagged(after)]);
          expect(flag.before).toBe(kept + counts.cleared + counts.unmeasured + counts.gone);
          expect(flag.after).toBe(kept + counts.raised + counts.new);
        }
      }),
      RUNS,
    );
  });

  test('divides the difference of every score exactly', () => {
    fc.assert(
      fc.property(somePair(someRun), ({ scheme, reformed, firms, later }) => {
        const comparison = compareRuns(runOf(scheme, firms), runOf(reformed, later), { all: true });
        for (const { score, before, after } of allOf(comparison)) {
          if (score === undefined) continue;
          const exact = (text: string | undefined) => parseDecimal(text ?? '') ?? ZERO;
          expect(add(exact(before?.score), exact(score.total))).toEqual(exact(after?.score));
          const { total: whole, ...parts } = score;
          if (parts.data !== undefined) expect(Object.values(parts).map(exact).reduce(add, ZERO)).toEqual(exact(whole));
        }
      }),
      RUNS,
    );
  });

  test('the other way round has the same movers and the transposed matrices', () => {
    fc.assert(
      fc.property(somePair(someRunWithUnits), ({ scheme, reformed, firms, later }) => {
        const [before, after] = [runOf(scheme, firms), runOf(reformed, later)];
        const [there, back] = [compareRuns(before, after), compareRuns(after, before)];
        const ids = ({ movers }: Comparison): readonly string[] => movers.map(({ id }) => id).sort();
        expect(ids(back)).toEqual(ids(there));
        for (const { category, rows, columns, counts } of there.transitions) {
          const mirrored = back.transitions.find((one) => one.category === category);
          const swap = (name: string): string => (name === 'gone' ? 'new' : name === 'new' ? 'gone' : name);
          rows.forEach((row, at) => {
            columns.forEach((column, i) => {
              const cell = mirrored?.counts[mirrored.rows.indexOf(swap(column))]?.[mirrored.columns.indexOf(swap(row))];
              expect(cell ?? 0).toBe(counts[at]?.[i]);
            });
          });
        }
      }),
      RUNS,
    );
  });

  test('of a run with one reform only finds no cause but rules and baselines', () => {
    fc.assert(
      fc.property(someRun, someReform, ({ scheme, firms }, reform) => {
        const { movers } = simulateReform(runOf(scheme, firms), reform(scheme));
        for (const { causes, undivided } of movers) {
          if (undivided === undefined)
            expect(causes.filter((cause) => cause === 'data' || cause === 'pool')).toEqual([]);
        }
      }),
      RUNS,
    );
  });
});

describe('the steps of a path', () => {
  test('are what the engine says of all firms with one of them changed', () => {
    let checked = 0;
    fc.assert(
      fc.property(somePair(someRun), ({ scheme, reformed, firms, later }) => {
        const [before, after] = [runOf(scheme, firms), runOf(reformed, later)];
        for (const { id, steps } of compareRuns(before, after).movers) {
          if (steps === undefined) continue;
          const now = later.find((firm) => firm.id === id) as OracleFirm;
          const mixed = firms.map((firm) => (firm.id === id ? now : firm));
          const held = heldAcross(before.run, after.run);
          const expected = [
            ['data', wholeRun(scheme, mixed, heldOf(before.run))],
            ['baseline', wholeRun(scheme, mixed, held)],
            ['rule', wholeRun(reformed, mixed, heldAfter(before.run, after.run))],
            ['pool', after],
          ] as const;
          expect(steps).toEqual(expected.map(([step, run]) => ({ step, ...outcomeAt(run, run.rowOf(id) as number) })));
          checked += 1;
        }
      }),
      { numRuns: 70 },
    );
    expect(checked).toBeGreaterThan(40);
  });
});

function wholeRun(scheme: Scheme, firms: readonly OracleFirm[], held: HeldBaselines): Evaluation {
  return conclude(gradeMeasured(measureFirms(factsOf(scheme, firms), scheme, YEAR), scheme, held));
}
