import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/evaluate.ts';
import { formatRational } from '../../src/exact/decimal.ts';
import { rational } from '../../src/exact/rational.ts';
import { type PastEvaluation, readHistory } from '../../src/intake/history.ts';
import type { EvaluationDocument, FirmResult } from '../../src/results/document.ts';
import type { Category } from '../../src/scheme/category.ts';
import { readScheme } from '../../src/scheme/readScheme.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import type { Method } from '../../src/scheme/scoring.ts';
import { edgeCount } from '../oracle/counts.ts';
import type { OracleFirm } from '../oracle/measure.ts';
import type { EarlierEvaluation } from '../oracle/setting.ts';
import { earlierOf, evaluateSlowly, type OracleEvaluation, type OracleFirmResult } from '../oracle.ts';
import { type Run, someRun, someRunWithUnits, someScheme, someSchemeWithUnits } from './arbitraries.ts';
import { factsOf } from './facts.ts';

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

  /** Scored by tax per mu alone, on one 亩 each, so that the tax is the value; with other rules of the scheme. */
  function scoresOf(weight: string, method: Method, taxes: readonly string[], rules: Partial<Scheme> = {}) {
    const scheme = schemeWith([['taxPerMu', weight, '1']]);
    const categories = scheme.categories.map((category) => ({
      ...category,
      scoring: category.scoring.map((scoring) => ({ ...scoring, method })),
    }));
    const firms = taxes.map((tax, row) => ({ id: `F${row}`, labels: {}, flags: {}, amounts: { tax, land: '1' } }));
    return [...evaluateSlowly({ ...scheme, categories, ...rules }, firms).firms.values()].map(({ score }) => score);
  }

  test('reverse: half the baseline earns one and a half, twice the baseline and more nothing', () => {
    const method: Method = { kind: 'reverse', baseline: '2 万元/亩' };
    expect(scoresOf('20', method, ['1', '2', '3', '4', '5', '-1'])).toEqual([
      '30.0000',
      '20.0000',
      '10.0000',
      '0.0000',
      '0.0000',
      '50.0000',
    ]);
    const limits = { value: { min: '1 万元/亩', max: '3 万元/亩' }, points: { max: '1.2' } };
    expect(scoresOf('20', { ...method, limits }, ['0', '2', '9'])).toEqual(['24.0000', '20.0000', '10.0000']);
  });

  test('min–max from 20: the lowest has a fifth, the highest all of it', () => {
    const method: Method = { kind: 'minMax', floor: '20', among: 'graded', whenEqual: '60', ifNobody: 'ungraded' };
    expect(scoresOf('50', method, ['2', '4', '10'])).toEqual(['10.0000', '20.0000', '50.0000']);
    expect(scoresOf('50', method, ['2', '2'])).toEqual(['30.0000', '30.0000']);
  });

  test('bands: a value at the edge of a step has reached it', () => {
    const method: Method = {
      kind: 'bands',
      from: [
        ['15 万元/亩', '30'],
        ['75 元/㎡', '20'],
      ],
      rest: '5',
    };
    // 75 元/㎡ is 5 万元/亩.
    expect(scoresOf('30', method, ['15', '14.9999', '5', '4.9999'])).toEqual([
      '30.0000',
      '20.0000',
      '20.0000',
      '5.0000',
    ]);
  });

  test('median and best: the middle ones and the highest, the highest unrounded', () => {
    const stated = { among: 'graded', otherwise: 'ungraded' } as const;
    const rounded = { ...stated, ratioPlaces: 0, places: 1, mode: 'halfUp' } as const;
    const median: Method = { kind: 'ratio', baseline: { statistic: 'median', ...rounded } };
    // 1, 3, 2, 9 as rounded: (2 + 3) ÷ 2
    expect(scoresOf('10', median, ['1', '2.5', '2.4', '9'])).toEqual(['4.0000', '10.0000', '9.6000', '36.0000']);
    expect(scoresOf('10', median, ['1', '2', '9'])).toEqual(['5.0000', '10.0000', '45.0000']);
    const best: Method = { kind: 'ratio', baseline: { statistic: 'best', ...stated } };
    expect(scoresOf('10', best, ['1', '3.3333', '0'])).toEqual(['3.0000', '10.0000', '0.0000']);
    expect(scoresOf('10', best, ['0', '-1'])).toEqual([null, null]);
  });

  test('five points less for each tenant after the first, and a bonus held within its cap', () => {
    const rule = { title: '加减分', when: { all: [] }, whenUndecided: 'doesNotHold' } as const;
    const each = { field: 'tenants', each: '-5', unit: '1 家', after: '1 家', ifMissing: 'none' } as const;
    const scheme: Scheme = {
      ...schemeWith([['taxPerMu', '100', '10']]),
      fields: { tenants: { kind: 'amount', title: '承租企业数', unit: '家' } },
      adjustments: [
        { ...rule, id: 'tenants', perUnit: each },
        { ...rule, id: 'hightech', when: { flag: 'hightech' }, points: '6', group: 'bonus' },
        { ...rule, id: 'growth', ofScore: '10%', group: 'bonus' },
      ],
      adjustmentGroups: [{ id: 'bonus', title: '加分', max: '10' }],
    };
    const firms = [
      { id: 'F1', labels: {}, flags: { hightech: true }, amounts: { tax: '8', land: '1', tenants: '3' } },
      { id: 'F2', labels: {}, flags: {}, amounts: { tax: '8', land: '1', tenants: '1' } },
    ];
    const [first, second] = [...evaluateSlowly(scheme, firms).firms.values()];
    expect(first?.adjustments).toEqual([
      { rule: 'tenants', points: '-10.0000' },
      { rule: 'hightech', points: '6.0000' },
      { rule: 'growth', points: '8.0000' },
      { rule: 'bonus', points: '-4.0000' },
    ]);
    expect([first?.score, first?.place]).toEqual(['80.0000', 2]);
    expect(second?.adjustments).toEqual([{ rule: 'growth', points: '8.0000' }]);
    expect([second?.score, second?.place]).toEqual(['88.0000', 1]);
  });

  test('an amount that an adjustment needs, being missing, can cost the score', () => {
    const rule = { id: 'tenants', title: '减分', when: { all: [] }, whenUndecided: 'doesNotHold' } as const;
    const each = { field: 'employees', each: '-5', unit: '1 人', after: '0 人', ifMissing: 'ungraded' } as const;
    const scheme = { ...schemeWith([['taxPerMu', '100', '10']]), adjustments: [{ ...rule, perUnit: each }] };
    const firm = { id: 'F', labels: {}, flags: {}, amounts: { tax: '8', land: '1' } };
    expect(evaluateSlowly(scheme, [firm]).firms.get('F')).toMatchObject({
      status: 'ungraded',
      statusRule: 'adjustment',
      points: { taxPerMu: '80.0000' },
      adjustments: [],
      score: null,
      place: null,
      grade: null,
    });
  });
});

describe('the random schemes', () => {
  test('are valid ones', () => {
    fc.assert(
      fc.property(fc.oneof(someScheme, someSchemeWithUnits), (scheme) => {
        // Overrides drawn at random may disagree: that is a doubt, not a fault.
        expect(readScheme(scheme).issues.filter(({ severity }) => severity === 'error')).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the engine', () => {
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
      adjustments: firm.adjustments,
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

  function pastOf(document: EvaluationDocument): PastEvaluation {
    const { past, issues } = readHistory(JSON.parse(JSON.stringify(document)), 'earlier');
    if (past === undefined) throw new RangeError(JSON.stringify(issues));
    return past;
  }

  /** The pools as lists of firms, whatever they are called. */
  function partition(firms: Iterable<{ readonly id: string; readonly pool: string | null }>): string[] {
    const pools = new Map<string, string[]>();
    for (const { id, pool } of firms) if (pool !== null) pools.set(pool, [...(pools.get(pool) ?? []), id]);
    return [...pools.values()].map((ids) => ids.toSorted().join(' ')).toSorted();
  }

  /** Each baseline by pool and indicator, as the engine prints them; one that differs within a pool is told several times. */
  function baselinesByEngine({ categories }: EvaluationDocument): readonly string[] {
    const told = categories.flatMap(({ pools }) =>
      pools.flatMap(({ id, baselines }) =>
        Object.entries(baselines).map(
          ([key, text]) => `${id} ${key.split('/')[0]} ${text.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')}`,
        ),
      ),
    );
    return [...new Set(told)].toSorted();
  }

  function baselinesByOracle(engine: EvaluationDocument, oracle: OracleEvaluation): readonly string[] {
    const told = evaluated(engine)
      .filter(({ pool }) => pool !== null)
      .flatMap(({ id, pool }) =>
        Object.entries(oracle.firms.get(id)?.baselines ?? {}).map(
          ([key, baseline]) => `${pool} ${key} ${formatRational(rational(baseline.n, baseline.d))}`,
        ),
      );
    return [...new Set(told)].toSorted();
  }

  function leadersByEngine({ boards }: EvaluationDocument): OracleEvaluation['boards'] {
    return Object.fromEntries(
      boards.map(({ id, groups }) => [
        id,
        Object.fromEntries(
          groups
            .filter(({ leaders }) => leaders.length > 0)
            .map(({ group, leaders }) => [group, leaders.map((leader) => `${leader.place} ${leader.id}`)]),
        ),
      ]),
    );
  }

  /** Firms, and units of evaluation among them. */
  function evaluated({ firms, units = [] }: EvaluationDocument): readonly FirmResult[] {
    return [...firms, ...units];
  }

  function expectAgreement({ scheme, firms, earlier: past }: Run): void {
    const history: PastEvaluation[] = [];
    const earlier: EarlierEvaluation[] = [];
    // The oldest first: each year is evaluated with those before it as its history.
    for (const [back, before] of [...past.entries()].toReversed()) {
      const year = 2021 - back;
      const document = evaluate(factsOf(scheme, before), scheme, { year, history: [...history] }).document();
      const said = earlierOf(year, before, evaluateSlowly(scheme, before, { year, earlier: [...earlier] }));
      history.push(pastOf(document));
      earlier.push(said);
    }
    const engine = evaluate(factsOf(scheme, firms), scheme, { year: 2022, history }).document();
    const oracle = evaluateSlowly(scheme, firms, { year: 2022, earlier });
    const byId = <T extends { readonly id: string }>(all: Iterable<T>) =>
      [...all].toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(byId(evaluated(engine)).map(saidByEngine)).toEqual(byId(oracle.firms.values()).map(saidByOracle));
    expect(partition(evaluated(engine))).toEqual(partition(oracle.firms.values()));
    expect(baselinesByEngine(engine)).toEqual(baselinesByOracle(engine, oracle));
    expect(leadersByEngine(engine)).toEqual(oracle.boards);
  }

  test('says so where cells cannot be read, which count as zero in no sum', () => {
    const someUnreadable = fc.tuple(
      fc.oneof(someRun, someRunWithUnits),
      fc.array(fc.nat(6), { minLength: 7, maxLength: 29 }),
    );
    fc.assert(
      fc.property(someUnreadable, ([run, draws]) => {
        let cell = 0;
        const firms = run.firms.map((firm) => ({
          ...firm,
          amounts: Object.fromEntries(
            Object.entries(firm.amounts).map(([key, text]) => {
              cell += 1;
              return [key, draws[cell % draws.length] === 0 ? 'unreadable' : text];
            }),
          ),
        }));
        expectAgreement({ ...run, firms });
      }),
      { numRuns: 60 },
    );
  }, 240_000);

  test('says of every firm, pool, baseline and board what the oracle says', () => {
    fc.assert(fc.property(someRun, expectAgreement), { numRuns: 80 });
  }, 240_000);

  test('says so of firms merged, regions and tenants too', () => {
    fc.assert(fc.property(someRunWithUnits, expectAgreement), { numRuns: 80 });
  }, 240_000);
});
