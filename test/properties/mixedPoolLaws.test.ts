import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate } from '../../src/evaluate.ts';
import { mixPools } from '../../src/results/mixedPool.ts';
import { gradesOf } from '../../src/scheme/grading.ts';
import type { Override } from '../../src/scheme/override.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import type { OracleFirm } from '../oracle/measure.ts';
import { type Run, someFirms, someRun } from './arbitraries.ts';
import { closeRun } from './closeRuns.ts';
import { adjustmentsOf, factsOf, type Line } from './facts.ts';

/** Firms of many ties: each is one of the first few again. */
const someTied: fc.Arbitrary<Run> = fc.tuple(someRun, fc.integer({ min: 2, max: 6 })).map(([run, few]) => ({
  ...run,
  firms: run.firms.map((firm, at) => ({ ...(run.firms[at % few] as OracleFirm), id: firm.id })),
}));

const someRuns = fc.record({
  run: fc.oneof<fc.Arbitrary<Run>[]>(someRun, someTied, closeRun),
  later: someFirms,
  at: fc.nat(11),
});

/** The scheme with rules that take some firms out of the quota, by the grade that their position gives them; by hand too. */
function withLeavers(scheme: Scheme): Scheme {
  const leavers = scheme.categories.flatMap(({ id, grading }): readonly Override[] => {
    const fix = gradesOf(grading)[1];
    if (fix === undefined) return [];
    const when = { label: 'zone', is: '东区' };
    return [{ id: `${id}Fixed`, title: '定档', categories: [id], when, whenUndecided: 'holds', fix, usesQuota: false }];
  });
  return {
    ...scheme,
    overrides: [...(scheme.overrides ?? []), ...leavers],
    manual: { allowed: ['correction', 'move'], usesQuota: false },
  };
}

/** Moves by hand of every fourth firm. */
function movesOf(scheme: Scheme, firms: readonly OracleFirm[], at: number): readonly Line[] {
  return [...evaluate(factsOf(scheme, firms), scheme, { year: 2022 })].flatMap(({ id, grade, category }, row) => {
    const rules = scheme.categories.find((one) => one.id === category);
    const to = rules && gradesOf(rules.grading).find((one) => one !== grade);
    return grade === undefined || to === undefined || row % 4 !== at % 4 ? [] : [[id, '等级', grade, to] as const];
  });
}

test('a firm looked up in the pool of another run is what grading that pool anew makes of it', () => {
  const found = { graded: 0, left: 0, kinds: new Set<string>() };
  fc.assert(
    fc.property(someRuns, ({ run: { scheme: random, firms }, later, at }) => {
      const scheme = withLeavers(random);
      const adjustments = adjustmentsOf(scheme, movesOf(scheme, firms, at));
      const others = evaluate(factsOf(scheme, firms), scheme, { year: 2022, adjustments }).run;
      const own = evaluate(factsOf(scheme, later), scheme, { year: 2022 }).run;
      const [looked, anew] = [mixPools(others, own), mixPools(others, own, () => undefined)];
      found.left += others.grades.left.size;
      for (const inOthers of others.facts.ids.keys()) {
        for (const inOwn of own.facts.ids.keys()) {
          if ((inOthers + inOwn + at) % 3 !== 0) continue;
          const outcome = looked(inOthers, inOwn);
          expect(outcome).toEqual(anew(inOthers, inOwn));
          if (outcome === 'joinedPools' || outcome.grade === undefined) continue;
          found.graded += 1;
          found.kinds.add(scheme.categories.find(({ id }) => id === outcome.category)?.grading.kind ?? '');
        }
      }
    }),
    { numRuns: 120 },
  );
  expect([...found.kinds].sort()).toEqual(['indicatorThresholds', 'scoreThresholds', 'selection', 'shares']);
  expect(found.graded).toBeGreaterThan(1000);
  expect(found.left).toBeGreaterThan(100);
});
