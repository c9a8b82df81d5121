import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { conclude, evaluate, gradeMeasured, measureFirms } from '../../src/evaluate.ts';
import { readRun } from '../../src/readRun.ts';
import type { Evaluation } from '../../src/results/evaluation.ts';
import { differenceBeforeScoring } from '../../src/scheme/restart.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import { writeRun } from '../../src/write/runFiles.ts';
import { GOLDEN_RUNS, goldenRun } from '../runFolder.ts';
import { someRunWithUnits } from './arbitraries.ts';
import { factsOf } from './facts.ts';
import { deepFreeze, withCategories, withFixedBaselines, withoutMean } from './variations.ts';

/** Schemes that differ from one in what comes after the measures. */
const LATER: Readonly<Record<string, (scheme: Scheme) => Scheme>> = {
  nothing: (scheme) => scheme,
  weights: (scheme) =>
    withCategories(scheme, (one) => ({
      ...one,
      scoring: one.scoring.map((rule, at) => ({ ...rule, weight: `${at + 1}.25` })),
    })),
  'rounding and its mode': (scheme) =>
    withCategories(scheme, (one) => ({
      ...one,
      rounding: { points: one.rounding.points + 1, mode: 'truncate', score: 'roundedTotal' },
    })),
  'baselines, methods and means of gaps': (scheme) => withFixedBaselines(scheme, withoutMean),
  'keys of the order': (scheme) =>
    withCategories(scheme, (one) => ({
      ...one,
      ranking: { ...one.ranking, by: [...one.ranking.by].reverse().concat({ field: 'revenue', order: 'asc' }) },
    })),
  gaps: (scheme) =>
    withCategories(scheme, (one) => ({
      ...one,
      scoring: one.scoring.map((rule) => ({ ...rule, gap: { other: 'zero' } })),
    })),
  edges: (scheme) =>
    withCategories(scheme, (one) => ({
      ...one,
      grading: {
        kind: 'shares',
        upTo: [
          ['A', '30%'],
          ['B', '100%'],
        ],
        count: 'up',
        ties: 'worse',
        base: 'scored',
      },
    })),
  'all that comes after the score': ({ flags: _, overrides: __, policies: ___, boards: ____, ...scheme }) => scheme,
};

/** All that anybody reads of a run: its files, byte for byte. */
function bytesOf(evaluation: Evaluation): Record<string, string> {
  return Object.fromEntries(writeRun(evaluation, 'zh'));
}

describe('a run restarted after its measures is a whole run', () => {
  it.each(Object.entries(LATER))('with a scheme changed in %s', (_, change) => {
    fc.assert(
      fc.property(someRunWithUnits, ({ scheme, firms }) => {
        const facts = factsOf(scheme, firms);
        const measured = deepFreeze({ ...measureFirms(facts, scheme, { year: 2022 }) });
        const changed = change(scheme);
        const whole = bytesOf(evaluate(facts, changed, { year: 2022 }));
        expect(bytesOf(conclude(gradeMeasured(measured, changed)))).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });

  test.each(GOLDEN_RUNS)('of the golden run %s, also from a run that was restarted itself', (name) => {
    const run = goldenRun(name);
    const { evaluation } = readRun(run);
    if (evaluation === undefined) throw new Error(name);
    const again = conclude(gradeMeasured(evaluation.run));
    const other = conclude(gradeMeasured(again.run, LATER['weights']?.(again.run.scheme)));
    expect(bytesOf(again)).toEqual(bytesOf(evaluation));
    expect(bytesOf(conclude(gradeMeasured(other.run, evaluation.run.scheme)))).toEqual(bytesOf(evaluation));
  });

  test('a scheme that differs before the measures is refused by its first path', () => {
    const { evaluation } = readRun(goldenRun(GOLDEN_RUNS[0] as string));
    if (evaluation === undefined) throw new Error('no run');
    const { scheme } = evaluation.run;
    const admit = { label: 'scale', is: '没有' } as const;
    const elsewhere = withCategories(scheme, (one) => ({ ...one, admit }));
    expect(differenceBeforeScoring(scheme, elsewhere)).toBe('categories[0]');
    expect(() => gradeMeasured(evaluation.run, elsewhere)).toThrow('categories[0]');
    const within = withCategories(scheme, (one) => ({ ...one, ranking: { ...one.ranking, within: ['town'] } }));
    expect(differenceBeforeScoring(scheme, within)).toBe('categories[0]');
    expect(differenceBeforeScoring(scheme, { ...scheme, statuses: [] })).toBe('statuses');
    expect(differenceBeforeScoring(scheme, { ...scheme, title: '另一办法' })).toBeUndefined();
  });
});
