import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/evaluate.ts';
import {
  type Column,
  draftColumn,
  MISSING,
  NOT_APPLICABLE,
  type State,
  setInteger,
  setState,
  WITHHELD,
} from '../../src/exact/column.ts';
import { formatRational } from '../../src/exact/decimal.ts';
import { rational } from '../../src/exact/rational.ts';
import type { Facts } from '../../src/intake/facts.ts';
import type { FirmResult } from '../../src/results/document.ts';
import type { Category } from '../../src/scheme/category.ts';
import { readScheme } from '../../src/scheme/readScheme.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import { labelOf } from '../oracle/condition.ts';
import { Fraction, fractionOf } from '../oracle/fraction.ts';
import { edgeCount } from '../oracle/grading.ts';
import type { OracleFirm } from '../oracle/measure.ts';
import { evaluateSlowly, type OracleFirmResult } from '../oracle.ts';
import { type Run, someRun, someScheme } from './arbitraries.ts';

/** The oracle is held against published and hand-worked figures before anything is held against it. */
describe('the oracle gives the figures of method and documents', () => {
  const RATIOS: Readonly<Record<string, readonly [of: string, per: string | undefined, unit: string]>> = {
    taxPerMu: ['tax', 'land', '万元/亩'],
    valueAddedPerMu: ['valueAdded', 'land', '万元/亩'],
    valueAddedPerEnergy: ['valueAdded', 'energy', '万元/吨标准煤'],
    valueAddedPerPollutant: ['valueAdded', 'pollutants', '万元/当量吨'],
    productivity: ['valueAdded', 'employees', '万元/人'],
    rdShare: ['rd', 'revenue', '%'],
    taxPerElectricity: ['tax', 'electricity', '元/千瓦时'],
  };

  function schemeWith(scoring: readonly (readonly [indicator: string, weight: string, baseline: string])[]): Scheme {
    const category: Category = {
      id: 'all',
      title: '全部',
      admit: { all: [] },
      weightsTotal: '100',
      scoring: scoring.map(([indicator, weight, baseline]) => ({
        indicator,
        weight,
        method: { kind: 'ratio', baseline: `${baseline} ${RATIOS[indicator]?.[2] ?? ''}` },
      })),
      gap: { other: 'zero' },
      rounding: { points: 4, mode: 'halfUp', score: 'sumOfPoints' },
      ranking: { within: ['category'], by: [{ score: 'desc' }] },
      grading: {
        kind: 'shares',
        upTo: [
          ['A', '20%'],
          ['B', '65%'],
          ['C', '95%'],
          ['D', '100%'],
        ],
        count: 'halfUp',
        ties: 'better',
        base: 'graded',
      },
    };
    return {
      id: 'figures',
      title: '核对',
      version: '1.0.0',
      years: { from: 2022 },
      sources: {},
      source: 'assumed',
      conventions: {
        identity: 'code',
        severalCategories: 'firstWins',
        gapPrecedence: ['missing', 'withheld', 'notApplicable', 'noLand', 'zeroDivisor', 'negativeDivisor'],
        filledPointsInMeans: 'excluded',
        missingRanks: 'last',
        source: 'assumed',
      },
      indicators: Object.fromEntries(
        Object.entries(RATIOS).map(([key, [of, per, unit]]) => [
          key,
          { title: key, of, ...(per !== undefined && { per }), unit, show: 2 },
        ]),
      ),
      categories: [category],
    };
  }

  function scoreOf(scheme: Scheme, amounts: Readonly<Record<string, string>>): string | null | undefined {
    const firm: OracleFirm = { id: 'F', labels: {}, flags: {}, amounts };
    return evaluateSlowly(scheme, [firm]).firms.get('F')?.score;
  }

  const huangyan = schemeWith([
    ['taxPerMu', '30', '24.097'],
    ['valueAddedPerMu', '20', '136.16'],
    ['valueAddedPerEnergy', '20', '2.694'],
    ['valueAddedPerPollutant', '10', '4929.81'],
    ['productivity', '10', '18.14'],
    ['rdShare', '10', '3.02'],
  ]);

  test('Huangyan 2022, above scale: 116.1253', () => {
    // value added 600 on 4 亩 is 150; 300 tce is 2; 0.12 当量吨 is 5000; 30 people is 20; R&D 1 of 40 is 2.5 %
    const amounts = { tax: '160', land: '4', valueAdded: '600', energy: '300', pollutants: '0.12', employees: '30' };
    expect(scoreOf(huangyan, { ...amounts, rd: '1', revenue: '40' })).toBe('116.1253');
  });

  test('Huangyan 2022, below scale: 85.6457', () => {
    const scheme = schemeWith([
      ['taxPerMu', '50', '11.5932'],
      ['taxPerElectricity', '50', '0.2352'],
    ]);
    expect(scoreOf(scheme, { tax: '10', land: '1', electricity: '50' })).toBe('85.6457');
  });

  test('counts of Chaohu 2021 add up to 24 / 54 / 36 / 6', () => {
    const counts = ['20%', '65%', '95%', '100%'].map((share) => edgeCount(share, 120, 'halfUp'));
    expect(counts.map((count, index) => count - (counts[index - 1] ?? 0))).toEqual([24, 54, 36, 6]);
  });

  test('Jining 2023: of 100 firms in order, 20 / 40 / 35 / 5', () => {
    const scheme = schemeWith([['taxPerMu', '100', '10']]);
    const jining = {
      ...scheme,
      categories: scheme.categories.map((category) => ({
        ...category,
        grading: {
          kind: 'shares' as const,
          upTo: [['A', '20%'] as const, ['B', '60%'] as const, ['C', '95%'] as const, ['D', '100%'] as const],
          count: 'halfUp' as const,
          ties: 'better' as const,
          base: 'graded' as const,
        },
      })),
    };
    const firms = Array.from({ length: 100 }, (_, row) => ({
      id: `F${row}`,
      labels: {},
      flags: {},
      amounts: { tax: String(row), land: '1' },
    }));
    const grades = [...evaluateSlowly(jining, firms).firms.values()].map(({ grade }) => grade);
    expect(['A', 'B', 'C', 'D'].map((wanted) => grades.filter((grade) => grade === wanted).length)).toEqual([
      20, 40, 35, 5,
    ]);
  });
});

describe('the random schemes', () => {
  test('are valid ones', () => {
    fc.assert(
      fc.property(someScheme, (scheme) => {
        expect(readScheme(scheme).issues).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the engine', () => {
  /** The facts as columns, made without intake. */
  function factsOf(scheme: Scheme, firms: readonly OracleFirm[]): Facts {
    const ordered = firms.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const keysOf = (part: (firm: OracleFirm) => object) => [
      ...new Set(ordered.flatMap((firm) => Object.keys(part(firm)))),
    ];
    const labels = [...keysOf((firm) => firm.labels), 'sectorGroup'];
    return {
      ids: ordered.map(({ id }) => id),
      labels: new Map(labels.map((key) => [key, ordered.map((firm) => labelOf(scheme, firm, key))])),
      flags: new Map(keysOf((firm) => firm.flags).map((key) => [key, ordered.map((firm) => firm.flags[key])])),
      amounts: new Map(
        keysOf((firm) => firm.amounts).map((key) => [key, amountColumn(ordered.map((firm) => firm.amounts[key]))]),
      ),
      year: undefined,
      sources: [],
      issues: [],
    };
  }

  const STATES: Readonly<Record<string, State>> = {
    missing: MISSING,
    notApplicable: NOT_APPLICABLE,
    withheld: WITHHELD,
  };

  function amountColumn(texts: readonly (string | undefined)[]): Column {
    const places = Math.max(0, ...texts.map((text) => text?.split('.')[1]?.length ?? 0));
    const column = draftColumn(texts.length, 10n ** BigInt(places));
    texts.forEach((text, row) => {
      const state = STATES[text ?? 'missing'];
      if (state !== undefined) setState(column, row, state);
      else
        setInteger(
          column,
          row,
          fractionOf(text ?? '')
            .times(new Fraction(column.denominator))
            .toInteger('truncate'),
        );
    });
    return column;
  }

  /** What the oracle and the engine both say of a firm; pools are compared as sets of firms, further down. */
  function saidByEngine(firm: FirmResult): Omit<OracleFirmResult, 'pool' | 'baselines'> {
    return {
      id: firm.id,
      category: firm.category,
      status: firm.status,
      statusRule: firm.statusRule?.id ?? null,
      indicators: Object.fromEntries(
        Object.entries(firm.indicators).map(([key, it]) => [key, 'gap' in it ? { gap: it.gap } : { value: it.value }]),
      ),
      points: firm.points,
      score: firm.score ?? null,
      place: firm.place ?? null,
      initialGrade: firm.initialGrade ?? null,
      moves: firm.moves,
      grade: firm.grade ?? null,
      flags: firm.flags,
    };
  }

  function saidByOracle({ pool, baselines, ...firm }: OracleFirmResult): Omit<OracleFirmResult, 'pool' | 'baselines'> {
    return firm;
  }

  /** The pools as lists of firms, whatever they are called. */
  function partition(firms: Iterable<{ readonly id: string; readonly pool: string | null }>): string[] {
    const pools = new Map<string, string[]>();
    for (const { id, pool } of firms) if (pool !== null) pools.set(pool, [...(pools.get(pool) ?? []), id]);
    return [...pools.values()].map((ids) => ids.toSorted().join(' ')).toSorted();
  }

  function evaluateBoth({ scheme, firms }: Run) {
    return {
      engine: evaluate(factsOf(scheme, firms), scheme, { year: 2022 }).document(),
      oracle: evaluateSlowly(scheme, firms),
    };
  }

  test('says of every firm what the oracle says', () => {
    fc.assert(
      fc.property(someRun, (run) => {
        const { engine, oracle } = evaluateBoth(run);
        const byId = engine.firms.toSorted((a, b) => (a.id < b.id ? -1 : 1));
        expect(byId.map(saidByEngine)).toEqual([...oracle.firms.values()].map(saidByOracle));
      }),
      { numRuns: 600 },
    );
  });

  test('forms the same pools', () => {
    fc.assert(
      fc.property(someRun, (run) => {
        const { engine, oracle } = evaluateBoth(run);
        expect(partition(engine.firms)).toEqual(partition(oracle.firms.values()));
      }),
      { numRuns: 200 },
    );
  });

  test('names the same baselines', () => {
    fc.assert(
      fc.property(someRun, (run) => {
        const { engine, oracle } = evaluateBoth(run);
        const said = new Set<string>();
        for (const category of engine.categories) {
          for (const pool of category.pools) {
            for (const [key, text] of Object.entries(pool.baselines))
              said.add(`${pool.id} ${key.split('/')[0]} ${text.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')}`);
          }
        }
        const wanted = new Set<string>();
        for (const { id, pool } of engine.firms) {
          if (pool === null) continue;
          for (const [key, baseline] of Object.entries(oracle.firms.get(id)?.baselines ?? {})) {
            wanted.add(`${pool} ${key} ${formatRational(rational(baseline.n, baseline.d))}`);
          }
        }
        expect([...said].toSorted()).toEqual([...wanted].toSorted());
      }),
      { numRuns: 200 },
    );
  });

  test('names the same leaders', () => {
    fc.assert(
      fc.property(someRun, (run) => {
        const { engine, oracle } = evaluateBoth(run);
        const boards = engine.boards.map(({ id, groups }) => [
          id,
          Object.fromEntries(
            groups
              .filter(({ leaders }) => leaders.length > 0)
              .map(({ group, leaders }) => [group, leaders.map((leader) => `${leader.place} ${leader.id}`)]),
          ),
        ]);
        expect(Object.fromEntries(boards)).toEqual(oracle.boards);
      }),
      { numRuns: 200 },
    );
  });
});
