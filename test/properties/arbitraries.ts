import fc from 'fast-check';
import type { Adjustment, AdjustmentGroup } from '../../src/scheme/adjustment.ts';
import type { Baseline } from '../../src/scheme/baseline.ts';
import type { Board } from '../../src/scheme/board.ts';
import type { Category, StatusRule } from '../../src/scheme/category.ts';
import type { Bounds, Condition } from '../../src/scheme/condition.ts';
import { type Flag, STATUSES } from '../../src/scheme/flag.ts';
import type { Grading, Ranking, RankingKey, SmallPools, ThresholdLimits } from '../../src/scheme/grading.ts';
import { GAPS, type Indicator } from '../../src/scheme/indicator.ts';
import type { Ledger } from '../../src/scheme/ledger.ts';
import type { Override } from '../../src/scheme/override.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import type { BandsMethod, GapPoints, GapRules, Limits, Method, Scoring } from '../../src/scheme/scoring.ts';
import type { InheritRule, MergeRule, UnitRule } from '../../src/scheme/unitRule.ts';
import { fractionOf, sumOf } from '../oracle/fraction.ts';
import type { OracleFirm } from '../oracle/measure.ts';

/**
 * Random schemes of the whole language and random firms for them, in one vocabulary of fields, labels and indicators.
 * Every value comes from few distinct ones, so that ties, equal edges and exact halves happen.
 */

const pick = fc.constantFrom;
const SOURCE = 'assumed';

type Parts<T> = { [P in keyof T]: fc.Arbitrary<T[P]> };

/** A record of all its keys. */
function whole<T extends object>(model: Parts<T>): fc.Arbitrary<T> {
  return fc.record(model, { noNullPrototype: true }) as fc.Arbitrary<T>;
}

/** A record of which the second keys may be left out. */
function partly<T extends object, O extends object>(
  required: Parts<T>,
  optional: Parts<O>,
): fc.Arbitrary<T & Partial<O>> {
  const rest = fc.record(optional, { requiredKeys: [], noNullPrototype: true }) as fc.Arbitrary<Partial<O>>;
  return fc.tuple(whole(required), rest).map(([always, sometimes]) => ({ ...always, ...sometimes }));
}

function often<T>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<T>, times = 6): fc.Arbitrary<T> {
  return fc.oneof({ weight: times, arbitrary: usual }, { weight: 1, arbitrary: rare });
}

// ---- firms

const FIELDS = [
  'tax',
  'land',
  'ownedLand',
  'leasedOutLand',
  'valueAdded',
  'energy',
  'electricity',
  'pollutants',
  'employees',
  'revenue',
  'rd',
  'tenants',
  'coalUsed',
  'steam',
  'so2',
  'nox',
] as const;
const SECTORS = ['C13', 'C33', 'C3351', 'C3484', 'C34'] as const;
const ZONES = ['东区', '西区'] as const;
const CONTROLLERS = ['甲', '乙', '丙', '丁'] as const;
/** Ids of firms, of which one or two are mostly not there, and texts of controllers. */
const LANDLORDS = ['F01', 'F02', 'F03', 'F04', 'F25', 'F99', '甲', '戊'] as const;
const SCALES = ['规上', '规下'] as const;
const DAYS = [
  '2018-12-31',
  '2019-12-31',
  '2020-01-31',
  '2020-02-29',
  '2021-06-30',
  '2022-12-31',
  '2023-01-01',
] as const;
const FACT_FLAGS = ['hightech', 'accident', 'startup'] as const;

const absent = pick('missing', 'notApplicable', 'withheld');
const fewFigures = pick(
  '0',
  '1',
  '2',
  '3',
  '4',
  '5',
  '7',
  '8',
  '10',
  '12',
  '0.5',
  '2.5',
  '7.5',
  '12.5',
  '24.097',
  '-1',
  '-2.5',
);
const longFigures = pick(
  '999999999999999',
  '123456789.012345',
  '0.000000000001',
  '33333333333.3333',
  '-99999999999.9999',
);

function amountsFrom(figures: fc.Arbitrary<string>): fc.Arbitrary<Readonly<Record<string, string>>> {
  const cell = fc.oneof({ weight: 12, arbitrary: figures }, { weight: 1, arbitrary: absent });
  return whole(Object.fromEntries(FIELDS.map((field) => [field, cell])));
}

function firmFrom(figures: fc.Arbitrary<string>): fc.Arbitrary<Omit<OracleFirm, 'id'>> {
  const mostly = <T>(values: readonly T[]) => often<T | undefined>(pick(...values), fc.constant(undefined), 12);
  return whole({
    labels: whole<Record<string, string | undefined>>({
      scale: mostly(SCALES),
      zone: mostly(ZONES),
      sector: mostly(SECTORS),
      startDay: mostly(DAYS),
      controller: often<string | undefined>(pick(...CONTROLLERS), fc.constant(undefined), 2),
      landlord: often<string | undefined>(fc.constant(undefined), pick(...LANDLORDS), 2),
    }),
    flags: whole<Record<string, boolean | undefined>>(
      Object.fromEntries(FACT_FLAGS.map((flag) => [flag, mostly([false, false, true])])),
    ),
    amounts: amountsFrom(figures),
  });
}

function firmsFrom(figures: fc.Arbitrary<string>): fc.Arbitrary<readonly OracleFirm[]> {
  return fc
    .array(firmFrom(figures), { minLength: 1, maxLength: 25, size: 'max' })
    .map((firms) => firms.map((firm, row) => ({ ...firm, id: `F${String(row + 1).padStart(2, '0')}` })));
}

/** Firms of few distinct figures, zero, negative, and absent ones included; some with 15 digits. */
export const someFirms: fc.Arbitrary<readonly OracleFirm[]> = often(
  firmsFrom(fewFigures),
  firmsFrom(often(fewFigures, longFigures, 2)),
);

// ---- the vocabulary of schemes

/** Indicators with the units in which they may be stated. */
const INDICATORS: Readonly<
  Record<string, { readonly of: string; readonly per?: string; readonly units: readonly string[] }>
> = {
  taxPerMu: { of: 'tax', per: 'netLand', units: ['万元/亩', '元/平方米', '万元/公顷'] },
  valueAddedPerMu: { of: 'valueAdded', per: 'land', units: ['万元/亩', '元/㎡'] },
  valueAddedPerEnergy: { of: 'valueAdded', per: 'energy', units: ['万元/吨标准煤', '元/千克标准煤'] },
  valueAddedPerPollutant: { of: 'valueAdded', per: 'pollutants', units: ['万元/当量吨'] },
  valueAddedPerCoal: { of: 'valueAdded', per: 'standardCoal', units: ['万元/吨标准煤', '元/千克标准煤'] },
  valueAddedPerEquivalent: { of: 'valueAdded', per: 'equivalents', units: ['万元/当量吨', '元/千克当量'] },
  productivity: { of: 'valueAdded', per: 'employees', units: ['万元/人', '元/人'] },
  taxPerElectricity: { of: 'tax', per: 'electricity', units: ['元/千瓦时', '万元/万千瓦时'] },
  rdShare: { of: 'rd', per: 'revenue', units: ['%', '1', '‰'] },
  income: { of: 'revenue', units: ['万元', '亿元', '元'] },
};
const INDICATOR_KEYS = Object.keys(INDICATORS);
/** Amounts that conditions and rankings speak of, with the units of their quantities. */
const AMOUNTS: Readonly<Record<string, readonly string[]>> = {
  tax: ['万元', '元'],
  revenue: ['万元', '亿元'],
  land: ['亩', '㎡'],
  netLand: ['亩', '公顷'],
  employees: ['人'],
  tenants: ['家', '个'],
  standardCoal: ['吨标准煤', '千克标准煤'],
  equivalents: ['当量吨'],
};

const indicatorKey = pick(...INDICATOR_KEYS);
const amountKey = pick(...Object.keys(AMOUNTS));
const mode = pick('halfUp', 'truncate', 'halfEven');
const direction = often(pick('desc'), pick('asc'));
const figure = pick('0', '1', '2', '2.5', '3', '5', '7', '10', '24.097', '-1');
const aboveZero = pick('1', '2', '3', '4', '7', '8', '0.5', '2.5', '24.097', '0.2352', '95000');

function quantity(number: fc.Arbitrary<string>, units: readonly string[]): fc.Arbitrary<string> {
  return fc.tuple(number, pick(...units), pick('', ' ')).map(([text, unit, space]) => text + space + unit);
}

function indicatorQuantity(key: string, number: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return quantity(number, INDICATORS[key]?.units ?? []);
}

const indicators: fc.Arbitrary<Scheme['indicators']> = whole(
  Object.fromEntries(
    Object.entries(INDICATORS).map(([key, { of, per, units }]) => [
      key,
      whole({
        unit: pick(...units),
        show: fc.oneof(fc.integer({ min: 0, max: 4 }), whole({ places: fc.integer({ min: 0, max: 3 }), mode })),
      }).map((stated): Indicator => ({ title: key, of, ...(per !== undefined && { per }), ...stated })),
    ]),
  ),
);

const zeroWhen = fc.uniqueArray(absent);
const ledgers: fc.Arbitrary<Readonly<Record<string, Ledger>>> = whole({
  added: zeroWhen,
  less: zeroWhen,
  times: pick('1', '0.5', '2', '50%'),
  coal: pick('0.7143 千克标准煤/千克', '0.7143 吨标准煤/吨', '2 千克标准煤/吨'),
  nox: pick('0.95 千克/千克当量', '0.0005 吨/千克当量', '2 kg/当量吨'),
  half: pick('1', '2', '0.5'),
}).map(({ added, less, times, coal, nox, half }) => ({
  standardCoal: {
    title: '折标能耗',
    unit: '吨标准煤',
    sum: [
      { add: 'energy', zeroWhen: added },
      { add: 'coalUsed', times: coal, zeroWhen: less },
      { less: 'steam', times: '0.03412 吨标准煤/吉焦', per: half, zeroWhen: ['missing'] },
    ],
  },
  equivalents: {
    title: '折算当量',
    unit: '当量吨',
    sum: [
      { add: 'so2', per: '0.95 千克/千克当量', zeroWhen: added },
      { add: 'nox', per: nox, times: half, zeroWhen: less },
    ],
  },
  netLand: {
    title: '用地面积',
    unit: '亩',
    sum: [
      { add: 'ownedLand', zeroWhen: added },
      { less: 'rentedOut', zeroWhen: less },
    ],
  },
  rentedOut: { title: '出租面积', unit: '亩', sum: [{ add: 'leasedOutLand', times }] },
}));

// ---- conditions

/** What is known where a condition stands: each stage knows what those before it do. */
type Stage = 'admit' | 'adjustment' | 'flag' | 'quota' | 'override' | 'board';

interface Names {
  readonly categories: readonly string[];
  readonly grades: readonly string[];
  readonly flags: readonly string[];
  readonly adjustmentGroups: readonly string[];
}

function bounds(number: fc.Arbitrary<string>): fc.Arbitrary<Bounds> {
  return pick('atLeast', 'moreThan', 'atMost', 'lessThan', 'equals').chain((name) =>
    number.map((text) => ({ [name]: text })),
  );
}

function some<T>(values: readonly T[]): fc.Arbitrary<readonly T[]> {
  return fc.subarray([...values], { minLength: 1 });
}

function oneOrSome<T>(values: readonly T[]): fc.Arbitrary<T | readonly T[]> {
  return fc.oneof(pick(...values), some(values));
}

const ages = pick('1 年', '2年', '3 年', '13 个月', '36 月');
const aged = whole({
  on: pick('12-31', '02-28', '06-30', '2022-06-30', '2021-02-28', '2020-02-29'),
  age: fc.oneof(
    ages.map((atLeastOld) => ({ atLeastOld })),
    ages.map((youngerThan) => ({ youngerThan })),
    whole({ atLeastOld: pick('1 个月', '1 年'), youngerThan: pick('3 年', '48 个月') }),
  ),
}).map(({ on, age }) => ({ on, ...age }));
const dates: fc.Arbitrary<Condition> = fc
  .oneof(
    pick(...DAYS).map((notBefore) => ({ notBefore })),
    pick(...DAYS).map((notAfter) => ({ notAfter })),
    aged,
    aged.map((age) => ({ notBefore: '2019-12-31', ...age })),
  )
  .map((within) => ({ date: 'startDay', ...within }));

function previously(names: Names): fc.Arbitrary<Condition> {
  const said = [
    oneOrSome(names.categories).map((category) => ({ category })),
    oneOrSome(names.grades).map((grade) => ({ grade })),
    ...(names.flags.length > 0 ? [pick(...names.flags).map((flag) => ({ flag }))] : []),
  ];
  return whole({ previously: fc.oneof(...said), years: fc.integer({ min: 1, max: 3 }) });
}

function leaves(stage: Stage, names: Names): fc.Arbitrary<Condition>[] {
  const known: fc.Arbitrary<Condition>[] = [
    amountKey.chain((field) => bounds(quantity(figure, AMOUNTS[field] ?? [])).map((within) => ({ field, ...within }))),
    oneOrSome(SCALES).map((is) => ({ label: 'scale', is })),
    oneOrSome(ZONES).map((is) => ({ label: 'zone', is })),
    oneOrSome(['C33', 'C3', 'C13']).map((startsWith) => ({ label: 'sector', startsWith })),
    pick(...FACT_FLAGS).map((flag) => ({ flag })),
    dates,
    previously(names),
    whole({
      state: pick('tax', 'land', 'netLand', 'equivalents', 'zone', 'accident', 'startDay'),
      is: pick('reported', 'missing', 'notApplicable', 'withheld'),
    }),
  ];
  if (stage === 'admit') return known;
  known.push(
    indicatorKey.chain((indicator) =>
      bounds(indicatorQuantity(indicator, figure)).map((within) => ({ indicator, ...within })),
    ),
    whole({ gapOf: indicatorKey, is: oneOrSome(GAPS) }),
    oneOrSome(names.categories).map((category) => ({ category })),
  );
  if (stage === 'adjustment') return known;
  known.push(bounds(pick('0', '20', '50', '62.5', '100')).map((within) => ({ score: true, ...within })));
  if (stage !== 'flag' && names.flags.length > 0) known.push(pick(...names.flags).map((flag) => ({ flag })));
  if (stage === 'override' || stage === 'board') known.push(oneOrSome(names.grades).map((grade) => ({ grade })));
  return known;
}

function conditions(stage: Stage, names: Names): fc.Arbitrary<Condition> {
  const leaf = fc.oneof(...leaves(stage, names));
  const parts = fc.array(leaf, { maxLength: 3 });
  const tree: fc.Arbitrary<Condition> = fc.oneof(
    { weight: 4, arbitrary: leaf },
    { weight: 1, arbitrary: leaf.map((not) => ({ not })) },
    { weight: 1, arbitrary: parts.map((all) => ({ all })) },
    { weight: 1, arbitrary: parts.map((any) => ({ any })) },
  );
  return often(
    tree,
    fc.tuple(tree, tree, tree).map(([a, b, c]) => ({ any: [{ all: [a, { not: b }] }, c] })),
  );
}

// ---- categories

const among = pick('graded', 'scored');
const parts = fc.shuffledSubarray(['zone', 'sectorGroup', 'scale'], { minLength: 1, maxLength: 2 });

function baselineOf(indicator: string): fc.Arbitrary<Baseline> {
  const stated = {
    among,
    otherwise: fc.oneof(fc.constant('ungraded'), indicatorQuantity(indicator, aboveZero)),
  } as const;
  const places = fc.integer({ min: 0, max: 4 });
  const rounded = { ...stated, places, mode };
  const small = whole({
    fewerThan: fc.integer({ min: 2, max: 6 }),
    instead: fc.oneof(pick('category', 'ungraded'), indicatorQuantity(indicator, aboveZero)),
  });
  const optional = { per: parts, times: pick('1', '2', '0.8'), small };
  const before = {
    ...optional,
    per: pick<string[][]>(['zone'], ['sector'], ['sector', 'zone']),
    from: pick('previous'),
  };
  const quantile = whole({
    share: pick('0%', '25%', '50%', '75%', '90%', '33.3%', '0.8', '100%'),
    definition: pick('nearestRank', 'interpolated'),
  });
  return fc.oneof<fc.Arbitrary<Baseline>[]>(
    indicatorQuantity(indicator, aboveZero),
    partly({ statistic: pick('ratioOfSums'), ...rounded }, optional),
    partly({ statistic: pick('meanOfRatios', 'median'), ratioPlaces: places, ...rounded }, optional),
    partly({ statistic: pick('best'), ...stated }, optional),
    partly({ statistic: pick('quantile'), quantile, ratioPlaces: places, ...rounded }, optional),
    partly({ statistic: pick('ratioOfSums'), ...rounded }, before),
    partly({ statistic: pick('quantile'), quantile, ratioPlaces: places, ...rounded }, before),
  );
}

function limitsOf(indicator: string): fc.Arbitrary<Limits> {
  const unit = INDICATORS[indicator]?.units[0] ?? '';
  const value = { min: pick(`-1 ${unit}`, `0 ${unit}`, `1.5 ${unit}`), max: pick(`3 ${unit}`, `12.5 ${unit}`) };
  const points = { min: pick('-0.5', '0', '0.2'), max: pick('1', '1.2', '1.5') };
  return partly({}, { value: partly({}, value), points: partly({}, points) });
}

const fixedPoints = fc.oneof(
  pick('zero', 'ungraded'),
  pick('-3', '0.12345', '5', '2.5').map((points) => ({ points })),
  pick('1', '0.2', '0.33333').map((timesWeight) => ({ timesWeight })),
);
const gapPoints: fc.Arbitrary<GapPoints> = fc.oneof<fc.Arbitrary<GapPoints>[]>(
  fixedPoints,
  whole({ poolMean: pick('category', 'pool'), ifNobody: fixedPoints }),
);
const gapRules: fc.Arbitrary<GapRules> = partly(
  {},
  Object.fromEntries([...GAPS, 'other'].map((reason) => [reason, gapPoints])),
);

function bandsOf(indicator: string): fc.Arbitrary<BandsMethod> {
  const edges = ['-1', '0', '0.2', '0.5', '1', '2', '2.5', '5', '10', '50', '100'];
  const points = pick('30', '20', '12.345', '10', '2.5', '0.05', '0', '-3');
  return whole({
    steps: fc.array(points, { minLength: 1, maxLength: 4 }),
    chosen: fc.shuffledSubarray(edges, { minLength: 4, maxLength: 4 }),
    unit: pick(...(INDICATORS[indicator]?.units ?? [])),
    rest: points,
  }).map(({ steps, chosen, unit, rest }) => {
    const falling = chosen.slice(0, steps.length).toSorted((a, b) => fractionOf(b).against(fractionOf(a)));
    return { kind: 'bands', from: steps.map((earned, index) => [`${falling[index]} ${unit}`, earned] as const), rest };
  });
}

function methodOf(indicator: string): fc.Arbitrary<Method> {
  const byBaseline = partly(
    { kind: pick('ratio', 'ratio', 'reverse'), baseline: baselineOf(indicator) },
    { limits: limitsOf(indicator) },
  );
  const minMax = partly(
    {
      kind: pick('minMax'),
      floor: pick('0', '20', '60', '12.5'),
      among,
      whenEqual: pick('100', '60', '33.3', '0'),
      ifNobody: pick('ungraded', '100', '60', '0'),
    },
    { per: parts },
  );
  const standing = partly(
    {
      kind: pick('percentileRank'),
      order: pick('desc', 'asc'),
      count: pick('notBetter', 'worse'),
      whenAlone: pick('100', '60', '0'),
      among,
    },
    { per: parts },
  );
  return fc.oneof<fc.WeightedArbitrary<Method>[]>(
    { weight: 2, arbitrary: standing },
    { weight: 6, arbitrary: byBaseline },
    { weight: 2, arbitrary: minMax },
    { weight: 2, arbitrary: bandsOf(indicator) },
  );
}

function scoringOf(indicator: string): fc.Arbitrary<Scoring> {
  return partly(
    { weight: pick('30', '50', '12.5', '7', '1', '0.3'), method: methodOf(indicator) },
    { gap: gapRules },
  ).map((rule) => ({ indicator, ...rule }));
}

function rankingKeys(scored: boolean, keys: readonly string[] = []): fc.Arbitrary<readonly RankingKey[]> {
  const others: fc.Arbitrary<RankingKey> = fc.oneof(
    ...(keys.length > 0 ? [whole({ points: some(keys), order: direction })] : []),
    whole({ field: amountKey, order: direction }),
    whole({ indicator: indicatorKey, order: direction }),
  );
  const ties = fc.array(others, { maxLength: 2 });
  if (!scored) return fc.tuple(others, ties).map(([first, rest]) => [first, ...rest]);
  const score: fc.Arbitrary<RankingKey> = direction.map((order) => ({ score: order }));
  return fc.oneof(
    { weight: 4, arbitrary: fc.tuple(score, ties).map(([first, rest]) => [first, ...rest]) },
    { weight: 1, arbitrary: fc.tuple(others, score).map((keys) => keys) },
  );
}

const countMode = pick('halfUp', 'down', 'up');
const ties = pick('better', 'worse');
const places = pick('inside', 'outside');
const share = pick('0%', '5%', '10%', '15%', '25%', '0.125', '50%', '62.5%', '100%');

/** Shares by grade, of the best or the worst ones, that rise away from the end that they are counted from. */
function limitsBy(grades: readonly string[]): fc.Arbitrary<Readonly<Record<string, string>>> {
  return fc
    .tuple(
      fc.subarray([...grades], { minLength: 1 }),
      fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 5, maxLength: 5 }),
    )
    .map(([chosen, shares]) => {
      const rising = shares.toSorted((a, b) => a - b);
      return Object.fromEntries(chosen.map((grade, index) => [grade, `${rising[index]}%`]));
    });
}

function selectionOf(grades: readonly string[], keys: readonly string[]): fc.Arbitrary<Grading> {
  const step = whole({
    grade: pick(...grades),
    among: pick('first', 'last'),
    part: share,
    partCount: countMode,
    partTies: places,
    by: rankingKeys(keys.length > 0, keys),
    share,
    count: countMode,
    ties: places,
    tooFew: pick('fewer', 'beyondPart'),
  });
  return whole({
    kind: pick('selection'),
    grades: fc.constant(grades),
    steps: fc.array(step, { minLength: 1, maxLength: 3 }),
    rest: pick(...grades),
    base: pick('graded', 'scored'),
  });
}

function indicatorThresholdsOf(grades: readonly string[]): fc.Arbitrary<Grading> {
  const edges = fc.uniqueArray(fc.integer({ min: -2, max: 20 }), {
    minLength: grades.length - 1,
    maxLength: grades.length - 1,
  });
  return indicatorKey.chain((indicator) =>
    whole({
      edges,
      unit: pick(...(INDICATORS[indicator]?.units ?? [])),
      better: pick('high', 'low'),
      ifGap: pick(...grades),
    }).map(({ edges: numbers, unit, better, ifGap }) => {
      const ordered = numbers.toSorted((a, b) => (better === 'high' ? b - a : a - b));
      return {
        kind: 'indicatorThresholds',
        indicator,
        from: ordered.map((number, index) => [grades[index] ?? '', `${number / 2} ${unit}`] as const),
        better,
        rest: grades.at(-1) ?? '',
        ifGap,
      };
    }),
  );
}

function sharesOf(grades: readonly string[]): fc.Arbitrary<Grading> {
  const edge = fc.tuple(fc.integer({ min: 0, max: 200 }), fc.boolean());
  return whole({
    edges: fc.array(edge, { minLength: grades.length - 1, maxLength: grades.length - 1 }),
    count: countMode,
    ties,
    base: pick('graded', 'scored', 'scoredWithoutPlaces'),
    fromBelow: often(fc.constant(0), fc.integer({ min: 1, max: grades.length - 1 }), 1),
    countOf: fc.option(fc.dictionary(pick(...grades), countMode, { noNullPrototype: true }), { nil: undefined }),
  }).map(({ edges, fromBelow, countOf, ...rule }) => {
    const rising = edges
      .toSorted(([a], [b]) => a - b)
      .map(([halves, percent]) => (percent ? `${halves / 2}%` : shareText(halves)));
    const above = grades.slice(0, grades.length - fromBelow);
    const below = grades.slice(grades.length - fromBelow);
    // The grades from below have the upper edges, falling, halved so that those above keep some of the firms.
    const falling = edges
      .map(([halves]) => halves)
      .toSorted((a, b) => b - a)
      .map((halves) => `${halves / 4}%`);
    return {
      kind: 'shares',
      upTo: above.map(
        (grade, index) => [grade, index === above.length - 1 ? '100%' : (rising[index] ?? '100%')] as const,
      ),
      ...(below.length > 0 && { last: below.map((grade, index) => [grade, falling[index] ?? '0%'] as const) }),
      ...(countOf !== undefined && { countOf }),
      ...rule,
    };
  });
}

/** Halves of a percent as a decimal: 25 → "0.125". */
function shareText(halves: number): string {
  return `${halves === 200 ? 1 : 0}.${String((halves % 200) * 5).padStart(3, '0')}`;
}

function thresholdsOf(grades: readonly string[]): fc.Arbitrary<Grading> {
  const steps = fc.uniqueArray(fc.integer({ min: -10, max: 240 }), {
    minLength: grades.length - 1,
    maxLength: grades.length - 1,
  });
  const limits = partly(
    { base: pick('graded', 'scored'), ties },
    { atMost: limitsBy(grades.slice(0, -1)), atLeast: limitsBy(grades.slice(1).toReversed()) },
  );
  const limited = often<ThresholdLimits | undefined>(limits, fc.constant(undefined), 2);
  return fc.tuple(steps, limited).map(([halves, limit]) => {
    const falling = halves.toSorted((a, b) => b - a).map((it) => String(it / 2));
    return {
      kind: 'scoreThresholds',
      from: falling.map((score, index) => [grades[index] ?? '', score] as const),
      rest: grades.at(-1) ?? '',
      ...(limit !== undefined && { limits: limit }),
    };
  });
}

function admissionOf(index: number, count: number, names: Names): fc.Arbitrary<Condition> {
  const usual: Condition = count === 1 ? { all: [] } : { label: 'scale', is: SCALES[index] ?? SCALES };
  return often(fc.constant(usual), conditions('admit', names), 5);
}

function smallPoolsOf(grades: readonly string[]): fc.Arbitrary<SmallPools> {
  return whole({
    fewerThan: fc.integer({ min: 2, max: 6 }),
    instead: fc.oneof(
      pick('together', 'ungraded'),
      pick(...grades).map((grade) => ({ grade })),
    ),
  });
}

/**
 * Several categories in one pool, ordered and graded as the first of them; a category without scores only in a pool that
 * needs none, and no pool whose order or grades speak of the points of indicators that others do not score.
 */
function inOnePool(categories: readonly Category[]): readonly Category[] {
  const [first, ...others] = categories;
  if (first === undefined || others.length === 0) return categories;
  const { ranking, grading } = first;
  const keys = [...ranking.by, ...(grading.kind === 'selection' ? grading.steps.flatMap(({ by }) => by) : [])];
  const needed = keys.flatMap((key) => ('points' in key ? key.points : []));
  const needsScore = grading.kind === 'scoreThresholds' || keys.some((key) => 'score' in key);
  return categories.map((it) => {
    const scores = it.scoring.map(({ indicator }) => indicator);
    const fits = needed.every((indicator) => scores.includes(indicator)) && (scores.length > 0 || !needsScore);
    return fits ? { ...it, ranking: { pool: 'common', ...ranking }, grading } : it;
  });
}

/** Limits on the grades by score need an order by score, the best first; without grades, small pools cannot get one. */
function rankedFor(grading: Grading, { small, ...rest }: Ranking): Ranking {
  const drop = small === undefined || (grading.kind === 'none' && typeof small.instead === 'object');
  const ranking = drop ? rest : { ...rest, small };
  if (grading.kind !== 'scoreThresholds' || grading.limits === undefined) return ranking;
  return { ...ranking, by: [{ score: 'desc' }, ...ranking.by.filter((key) => !('score' in key))] };
}

function categoryOf(id: string, index: number, names: Names): fc.Arbitrary<Category> {
  const chosen = often(
    fc.shuffledSubarray(INDICATOR_KEYS, { minLength: 1, maxLength: 4 }),
    fc.constant<string[]>([]),
    12,
  );
  return chosen.chain((keys) => {
    const scored = keys.length > 0;
    const none = fc.constant<Grading>({ kind: 'none' });
    const shares = sharesOf(names.grades);
    const graded = [
      ...(scored ? [thresholdsOf(names.grades)] : []),
      indicatorThresholdsOf(names.grades),
      selectionOf(names.grades, keys),
    ];
    // The first category always has grades, so that rules can speak of them.
    const grading =
      index === 0 ? fc.oneof({ weight: 3, arbitrary: shares }, ...graded) : fc.oneof(shares, ...graded, none);
    return whole({
      admit: admissionOf(index, names.categories.length, names),
      scoring: fc.tuple(...keys.map(scoringOf)),
      gap: fc.tuple(gapRules, gapPoints).map(([rules, other]): GapRules => ({ ...rules, other })),
      rounding: whole({ points: fc.integer({ min: 0, max: 4 }), mode, score: pick('sumOfPoints', 'roundedTotal') }),
      ranking: partly(
        {
          within: fc
            .shuffledSubarray(['zone', 'sectorGroup', 'sector'], { maxLength: 2 })
            .map((labels) => ['category', ...labels]),
          by: rankingKeys(scored, keys),
        },
        { small: smallPoolsOf(names.grades) },
      ),
      grading,
      grouped: fc.boolean(),
    }).map(({ grouped, ...rule }) => {
      // The indicators at even places stand in a group of their own.
      const scoring = rule.scoring.map((it, place) =>
        grouped && place % 2 === 0 ? { ...it, weightGroup: 'local' } : it,
      );
      const total = (rules: readonly Scoring[]) => sumOf(rules.map(({ weight }) => fractionOf(weight))).toFixed(2);
      const local = scoring.filter(({ weightGroup }) => weightGroup !== undefined);
      return {
        id,
        title: id,
        ...rule,
        ranking: rankedFor(rule.grading, rule.ranking),
        scoring,
        ...(local.length > 0 && { weightGroups: { local: total(local) } }),
        weightsTotal: total(scoring),
      };
    });
  });
}

// ---- the other rules

const undecided = pick('holds', 'doesNotHold');

function statusesOf(names: Names): fc.Arbitrary<readonly StatusRule[]> {
  const rule = whole({
    status: pick('notEvaluated', 'notYet', 'ungraded', 'ungraded'),
    when: conditions('admit', names),
    whenUndecided: undecided,
  });
  return fc
    .array(rule, { maxLength: 2 })
    .map((rules) => rules.map((it, index) => ({ id: `status${index}`, title: '不定等级', ...it })));
}

function adjustmentsOf(names: Names): fc.Arbitrary<readonly Adjustment[]> {
  const perUnit = amountKey.chain((field) =>
    whole({
      field: fc.constant(field),
      each: pick('-5', '-0.05', '0.3', '1'),
      unit: quantity(pick('1', '2', '0.5', '3'), AMOUNTS[field] ?? []),
      after: quantity(pick('0', '1', '2.5', '5', '-1'), AMOUNTS[field] ?? []),
      ifMissing: pick('none', 'ungraded'),
    }),
  );
  const action = fc.oneof<fc.Arbitrary<Pick<Adjustment, 'points' | 'perUnit' | 'ofScore' | 'times'>>[]>(
    pick('5', '-10', '2.5', '-0.05', '0.125').map((points) => ({ points })),
    perUnit.map((it) => ({ perUnit: it })),
    pick('10%', '-5%', '0.5%', '-33.3%').map((ofScore) => ({ ofScore })),
    pick('1.1', '0.9', '0.33333', '1', '1.25').map((times) => ({ times })),
  );
  const rest = partly(
    { when: often(conditions('adjustment', names), fc.constant<Condition>({ all: [] }), 2), whenUndecided: undecided },
    { categories: some(names.categories) },
  );
  const group = often<string | undefined>(pick(...names.adjustmentGroups, undefined), fc.constant(undefined));
  return fc.array(fc.tuple(action, rest, group), { maxLength: 4 }).map((rules) =>
    rules.map(([effect, rule, member], index) => ({
      id: `adjustment${index}`,
      title: '加减分',
      ...rule,
      ...effect,
      ...(member !== undefined && effect.times === undefined && { group: member }),
    })),
  );
}

/** Limits about zero: the language does not say what others would make of a firm without adjustments of the group. */
function adjustmentGroupsOf(names: Names): fc.Arbitrary<readonly AdjustmentGroup[]> {
  const least = pick('-20', '-7.25', '-0.125', '0');
  const most = pick('0', '0.125', '5', '12.5');
  const limits = fc.oneof<fc.Arbitrary<Pick<AdjustmentGroup, 'min' | 'max'>>[]>(
    least.map((min) => ({ min })),
    most.map((max) => ({ max })),
    whole({ min: least, max: most }),
  );
  return fc.tuple(...names.adjustmentGroups.map((id) => limits.map((within) => ({ id, title: id, ...within }))));
}

function flagsOf(names: Names): fc.Arbitrary<readonly Flag[]> {
  return fc.tuple(
    ...names.flags.map((id) =>
      whole({ when: conditions('flag', names), whenUndecided: undecided, among: some(STATUSES) }).map((rule) => ({
        id,
        title: id,
        ...rule,
      })),
    ),
  );
}

function overridesOf(names: Names): fc.Arbitrary<readonly Override[]> {
  const grade = pick(...names.grades);
  const steps = fc.integer({ min: 1, max: 3 });
  const action = fc.oneof<fc.Arbitrary<Pick<Override, 'fix' | 'raise' | 'lower' | 'notAbove' | 'notBelow'>>[]>(
    grade.map((fix) => ({ fix })),
    steps.map((raise) => ({ raise })),
    steps.map((lower) => ({ lower })),
    grade.map((notAbove) => ({ notAbove })),
    grade.map((notBelow) => ({ notBelow })),
  );
  const rule = fc
    .boolean()
    .chain((usesQuota) =>
      fc
        .tuple(
          action,
          partly(
            { when: conditions(usesQuota ? 'override' : 'quota', names), whenUndecided: undecided },
            { categories: some(names.categories) },
          ),
        )
        .map(([move, rest]) => ({ ...rest, ...move, usesQuota })),
    );
  return fc
    .array(rule, { maxLength: 5 })
    .map((rules) => rules.map((it, index) => ({ id: `rule${index}`, title: '调整', ...it })));
}

function boardsOf(names: Names): fc.Arbitrary<readonly Board[]> {
  const by = fc.oneof<fc.Arbitrary<Board['by']>[]>(
    direction.map((score) => ({ score })),
    partly({ indicator: indicatorKey }, { order: direction }),
    partly({ field: amountKey }, { order: direction }),
  );
  const board = whole({
    per: pick('all', 'category', 'zone', 'sector', 'sectorGroup', 'scale'),
    by,
    top: fc.integer({ min: 1, max: 4 }),
    eligible: often(conditions('board', names), fc.constant<Condition>({ all: [] }), 3),
  });
  return fc
    .array(board, { maxLength: 2 })
    .map((boards) => boards.map((it, index) => ({ id: `board${index}`, title: '领跑者', ...it })));
}

function schemeOf(names: Names): fc.Arbitrary<Scheme> {
  return whole({
    conventions: whole<Scheme['conventions']>({
      identity: pick('code'),
      severalCategories: pick('firstWins', 'fault'),
      gapPrecedence: fc.shuffledSubarray([...GAPS], { minLength: GAPS.length }),
      filledPointsInMeans: pick('excluded', 'included'),
      missingRanks: pick('last', 'first'),
      source: pick(SOURCE),
    }),
    ledgers,
    indicators,
    categories: fc
      .tuple(
        often(fc.constant(false), fc.constant(true), 3),
        ...names.categories.map((id, index) => categoryOf(id, index, names)),
      )
      .map(([together, ...categories]) => (together ? inOnePool(categories) : categories)),
    statuses: statusesOf(names),
    adjustments: adjustmentsOf(names),
    adjustmentGroups: adjustmentGroupsOf(names),
    flags: flagsOf(names),
    overrides: overridesOf(names),
    boards: boardsOf(names),
  }).map((rules) => ({
    id: 'random',
    title: '随机办法',
    version: '1.0.0',
    years: { from: 2019 },
    sources: {},
    source: SOURCE,
    fields: {
      accident: { kind: 'flag', title: '安全事故' },
      startup: { kind: 'flag', title: '初创企业' },
      tenants: { kind: 'amount', title: '承租企业数', unit: '家' },
      coalUsed: { kind: 'amount', title: '用煤量', unit: '吨', dimension: 'mass' },
      steam: { kind: 'amount', title: '外供蒸汽', unit: '吉焦' },
      so2: { kind: 'amount', title: '硫氧化物', unit: '千克', dimension: 'pollutant' },
      nox: { kind: 'amount', title: '氮的氧化物', unit: '千克', dimension: 'pollutant' },
      startDay: { kind: 'date', title: '起算日' },
    },
    sectorGroups: [
      { id: 'metal', title: '金属制品', codes: ['C33'] },
      { id: 'locks', title: '建筑五金', codes: ['335', '3399'] },
      { id: 'machines', title: '通用设备', codes: ['C34'] },
    ],
    ...rules,
  }));
}

const someNames: fc.Arbitrary<Names> = whole<Names>({
  categories: pick(['above'], ['above', 'below'], ['above', 'below', 'rest']),
  grades: pick(['A', 'B', 'C', 'D'], ['A', 'B', 'C'], ['A+', 'A', 'B', 'C', 'C−'], ['优', '差']),
  flags: pick<(readonly string[])[]>([], ['clearance'], ['clearance', 'lowOutput']),
  adjustmentGroups: pick<(readonly string[])[]>([], ['bonus'], ['bonus', 'deduction']),
});

/** Schemes of random valid rules, all of one vocabulary; each passes the form and the checks of the language. */
export const someScheme: fc.Arbitrary<Scheme> = someNames.chain(schemeOf);

/** The same with units of evaluation. */
export const someSchemeWithUnits: fc.Arbitrary<Scheme> = someNames.chain((names) =>
  schemeOf(names).chain((scheme) => withUnits(scheme, names)),
);

/** A merge or inherit, without its id. */
function unitRuleOf(names: Names): fc.Arbitrary<Unnamed<MergeRule> | Unnamed<InheritRule>> {
  const held = {
    when: often(fc.constant<Condition>({ all: [] }), conditions('admit', names), 2),
    whenUndecided: undecided,
  } as const;
  const merge: fc.Arbitrary<Unnamed<MergeRule>> = whole({
    kind: pick('merge'),
    by: pick('controller', 'controller', 'zone', 'scale'),
    ...held,
    members: pick('shareResult', 'shareResult', 'alsoAlone', 'sumOnly'),
    singletons: pick('asFirm', 'asUnit'),
    zeroWhen: zeroWhen,
    labels: fc.oneof<fc.Arbitrary<MergeRule['labels']>[]>(
      fc.constant('whereAllAgree'),
      amountKey.map((ofLargest) => ({ ofLargest })),
    ),
    flags: pick('any', 'all'),
  });
  const inherit: fc.Arbitrary<Unnamed<InheritRule>> = whole({
    kind: pick('inherit'),
    from: pick('landlord', 'landlord', 'controller'),
    of: pick('firms', 'firms', 'unit0'),
    ...held,
    ifUnknown: pick('alone', 'ungraded'),
    ifUngraded: fc.oneof<fc.Arbitrary<InheritRule['ifUngraded']>[]>(
      fc.constant('ungraded'),
      pick(...names.grades).map((grade) => ({ grade })),
    ),
  });
  return often<Unnamed<MergeRule> | Unnamed<InheritRule>>(merge, inherit, 2);
}

type Unnamed<T> = Omit<T, 'id' | 'title'>;

/** The scheme with units of evaluation, and rules that are for them. */
function withUnits(scheme: Scheme, names: Names): fc.Arbitrary<Scheme> {
  return fc
    .tuple(
      fc.array(unitRuleOf(names), { minLength: 1, maxLength: 3 }),
      fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
    )
    .map(([drawn, choices]) => {
      const first = drawn[0]?.kind === 'merge' ? 'unit0' : 'firms';
      const units = drawn.map((rule, index): UnitRule => {
        const named = { id: `unit${index}`, title: '评价单元', ...rule };
        return named.kind === 'inherit' && named.of === 'unit0' && (first === 'firms' || index === 0)
          ? { ...named, of: 'firms' }
          : named;
      });
      const beside = units.flatMap((rule) =>
        rule.kind === 'merge' && rule.members !== 'shareResult' ? [rule.id] : [],
      );
      if (beside.length === 0) return { ...scheme, units };
      const ofSome = <T>(rules: readonly T[] | undefined, from: number) =>
        (rules ?? []).map((rule, at) => (choices[from + at] === true ? { ...rule, of: ['firms', ...beside] } : rule));
      const last = scheme.categories.length - 1;
      return {
        ...scheme,
        units,
        categories: scheme.categories.map((category, at) =>
          at === last ? { ...category, of: choices[0] === true && last > 0 ? beside : ['firms', ...beside] } : category,
        ),
        statuses: ofSome(scheme.statuses, 1),
        flags: ofSome(scheme.flags, 4),
        boards: ofSome(scheme.boards, 8),
      };
    });
}

/** A scheme and firms for it, with the firms of the years before: of the last one first, and of none, one or two. */
export interface Run {
  readonly scheme: Scheme;
  readonly firms: readonly OracleFirm[];
  readonly earlier: readonly (readonly OracleFirm[])[];
}

export const someRun: fc.Arbitrary<Run> = whole({
  scheme: someScheme,
  firms: someFirms,
  earlier: fc.oneof(fc.constant([]), fc.array(firmsFrom(fewFigures), { minLength: 1, maxLength: 2 })),
});

/** A scheme with units of evaluation and firms for it. */
export const someRunWithUnits: fc.Arbitrary<Run> = whole({
  scheme: someSchemeWithUnits,
  firms: someFirms,
  earlier: fc.constant([]),
});
