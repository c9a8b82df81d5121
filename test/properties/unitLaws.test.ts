import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/evaluate.ts';
import { REPORTED, rationalAt, stateAt } from '../../src/exact/column.ts';
import { add, ZERO } from '../../src/exact/rational.ts';
import type { FirmResult } from '../../src/results/document.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import type { MergeRule } from '../../src/scheme/unitRule.ts';
import { fractionOf, sumOf } from '../oracle/fraction.ts';
import type { OracleFirm } from '../oracle/measure.ts';
import { someRun, someRunWithUnits } from './arbitraries.ts';
import { factsOf, recordsOf } from './facts.ts';
import { shuffled, shuffling, withoutHashes } from './variations.ts';

/** Laws of units of evaluation. */

const RUNS = { numRuns: 80 };
const YEAR = { year: 2022 };
const MERGE: MergeRule = {
  id: 'controllers',
  title: '同一控制人合并',
  kind: 'merge',
  by: 'controller',
  when: { all: [] },
  whenUndecided: 'holds',
  members: 'shareResult',
  singletons: 'asUnit',
  zeroWhen: [],
  labels: 'whereAllAgree',
  flags: 'any',
};

/** The firms with every amount reported, so that a sum of ledgers is the ledger of the sums. */
function complete(firms: readonly OracleFirm[]): readonly OracleFirm[] {
  return firms.map((firm) => ({
    ...firm,
    amounts: Object.fromEntries(Object.entries(firm.amounts).map(([key, text]) => [key, /\d/.test(text) ? text : '0'])),
  }));
}

/** One firm with the facts of all, added up by hand. */
function addedUp(id: string, members: readonly OracleFirm[]): OracleFirm {
  const [first] = members;
  if (first === undefined) throw new RangeError('nobody to add up');
  const agreeing = <T>(of: (firm: OracleFirm) => T) =>
    members.every((it) => of(it) === of(first)) ? of(first) : undefined;
  const keys = (part: 'labels' | 'flags' | 'amounts') => Object.keys(first[part]);
  const flag = (key: string) => {
    const said = members.map(({ flags }) => flags[key]);
    return said.includes(true) ? true : said.includes(undefined) ? undefined : false;
  };
  return {
    id,
    labels: Object.fromEntries(keys('labels').map((key) => [key, agreeing(({ labels }) => labels[key])])),
    flags: Object.fromEntries(keys('flags').map((key) => [key, flag(key)])),
    amounts: Object.fromEntries(
      keys('amounts').map((key) => [
        key,
        sumOf(members.map(({ amounts }) => fractionOf(amounts[key] ?? ''))).toFixed(12),
      ]),
    ),
  };
}

/** What is said of a firm apart from who it is. */
function saidOf({ id, name, statusRule, unit, ...said }: FirmResult): object {
  return said;
}

describe('merging', () => {
  test('is evaluating the sum: firms added up by hand have the results of the units', () => {
    fc.assert(
      fc.property(someRun, ({ scheme: { sectorGroups: _, ...random }, firms: drawn }) => {
        const firms = complete(drawn);
        const scheme: Scheme = { ...random, units: [MERGE] };
        const merged = evaluate(factsOf(scheme, firms), scheme, YEAR);
        const units = merged.units();
        const inUnits = new Set(units.flatMap(({ members }) => members));
        const byHand = units.map(({ id, members }) =>
          addedUp(
            id,
            firms.filter((firm) => members.includes(firm.id)),
          ),
        );
        const others = firms.filter(({ id }) => !inUnits.has(id));
        const plain = evaluate(factsOf(random, [...others, ...byHand]), random, YEAR);
        for (const { rule, members, ...unit } of units) {
          const alone = plain.firm(unit.id);
          expect(alone && saidOf(alone)).toEqual(saidOf(unit));
        }
        for (const { id } of others) expect(merged.firm(id)).toEqual(plain.firm(id));
        for (const { id } of units) expect(plain.firm(id)?.statusRule).toEqual(merged.firm(id)?.statusRule);
        expect(merged.categories()).toEqual(plain.categories());
      }),
      RUNS,
    );
  });

  test('adds up every amount exactly', () => {
    fc.assert(
      fc.property(someRunWithUnits, ({ scheme, firms }) => {
        const { run } = evaluate(factsOf(scheme, firms), scheme, YEAR);
        run.units.units.forEach(({ members }, at) => {
          for (const column of run.amounts.values()) {
            if (!members.every((row) => stateAt(column, row) === REPORTED)) continue;
            const total = members.map((row) => rationalAt(column, row)).reduce(add, ZERO);
            expect(rationalAt(column, run.units.firms + at)).toEqual(total);
          }
        });
      }),
      RUNS,
    );
  });

  test('in one unit gives the same to all its members', () => {
    fc.assert(
      fc.property(someRunWithUnits, ({ scheme, firms }) => {
        const evaluation = evaluate(factsOf(scheme, firms), scheme, YEAR);
        for (const firm of evaluation) {
          if (firm.unit === undefined) continue;
          const unit = evaluation.units().find(({ id }) => id === firm.unit);
          expect(unit?.members).toContain(firm.id);
          expect([firm.status, firm.grade, firm.score, firm.place, firm.flags]).toEqual([
            unit?.status,
            unit?.grade,
            unit?.score,
            unit?.place,
            unit?.flags,
          ]);
        }
      }),
      RUNS,
    );
  });
});

describe('units', () => {
  test('leave every firm to come out once, with one status', () => {
    fc.assert(
      fc.property(someRunWithUnits, ({ scheme, firms }) => {
        const results = [...evaluate(factsOf(scheme, firms), scheme, YEAR)];
        expect(results.map(({ id }) => id).sort()).toEqual(firms.map(({ id }) => id).sort());
        for (const { status, grade } of results) expect(grade !== undefined).toBe(status === 'graded');
      }),
      RUNS,
    );
  });

  test('do not depend on the order of rows', () => {
    fc.assert(
      fc.property(someRunWithUnits, shuffling, ({ scheme, firms }, keys) => {
        const records = recordsOf(firms);
        const one = evaluate(records, scheme, YEAR);
        const other = evaluate(shuffled(records, keys), scheme, YEAR);
        expect(withoutHashes(other.document())).toEqual(withoutHashes(one.document()));
      }),
      RUNS,
    );
  });

  test('take one place each in the counts of their pool', () => {
    fc.assert(
      fc.property(someRunWithUnits, ({ scheme, firms }) => {
        const document = evaluate(factsOf(scheme, firms), scheme, YEAR).document();
        const itself = [
          ...document.firms.filter(({ unit, landlord }) => unit === undefined && landlord === undefined),
          ...(document.units ?? []),
        ];
        for (const pool of document.categories.flatMap(({ pools }) => pools)) {
          expect(itself.filter((one) => one.pool === pool.id && one.place !== undefined).length).toBe(pool.size);
        }
      }),
      RUNS,
    );
  });
});
