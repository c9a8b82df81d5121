import { REPORTED, rationalAt, signAt, stateAt } from '../exact/column.ts';
import { parseDecimal } from '../exact/decimal.ts';
import { compareRows } from '../exact/quotient.ts';
import { compare, type Rational, ZERO } from '../exact/rational.ts';
import type { Category } from '../scheme/category.ts';
import { type Condition, conditionParts } from '../scheme/condition.ts';
import type { RankingKey } from '../scheme/grading.ts';
import { amountDimension, fieldNamed, fieldsOfAmount, own } from '../scheme/names.ts';
import type { Scheme } from '../scheme/scheme.ts';
import type { Scoring } from '../scheme/scoring.ts';
import type { Goal } from './reachGoal.ts';
import { influenceOn } from './reachInfluence.ts';
import type { Run } from './run.ts';

/** An amount field that could bring a firm to a goal, and the way in which it has to change for that. */
export interface Lever {
  readonly field: string;
  readonly directions: readonly Direction[];
  /** True for what only puts equal scores in order; answered where it is asked for. */
  readonly onlyOrders: boolean;
}

export type Direction = 'up' | 'down';

/**
 * The amount fields that decide a goal of the firm in a row. The way to change each follows from the scheme: more of what is
 * counted, less of what it is divided by, the other way round where less earns more; both ways where it works both ways.
 */
export function leversFor(run: Run, row: number, goal: Goal): readonly Lever[] {
  const keys = rankingKeys(categoryAt(run, row));
  const fields =
    goal.kind === 'flag' ? fieldsOfConditions(run.scheme, [goal.flag.when]) : fieldsOfGrade(run, row, keys);
  return fields.map((field) => {
    const wanted = new Set(goal.kind === 'flag' ? waysOut(run, row, goal.flag.when, field) : waysUp(run, row, field));
    const directions = (['up', 'down'] as const).filter((one) => wanted.has(one));
    const onlyOrders =
      goal.kind === 'grade' && !fieldsOfGrade(run, row, strongKeys(categoryAt(run, row))).includes(field);
    return { field, directions: directions.length === 0 ? ['up', 'down'] : directions, onlyOrders };
  });
}

/** The category by which a row is graded. */
export function categoryAt({ scheme, admission }: Run, row: number): Category | undefined {
  return scheme.categories[admission.category[row] as number];
}

function fieldsOfGrade(run: Run, row: number, keys: readonly RankingKey[]): readonly string[] {
  const { scheme } = run;
  const category = categoryAt(run, row);
  if (category === undefined) return [];
  const concerns = ({ categories }: { readonly categories?: readonly string[] }): boolean =>
    categories === undefined || categories.includes(category.id);
  const adjustments = (scheme.adjustments ?? []).filter(concerns);
  const overrides = (scheme.overrides ?? []).filter(concerns);
  const conditions = [...adjustments, ...overrides].map(({ when }) => when);
  const indicators = [
    ...category.scoring.map(({ indicator }) => indicator),
    ...(category.grading.kind === 'indicatorThresholds' ? [category.grading.indicator] : []),
    ...keys.flatMap((key) => ('indicator' in key ? [key.indicator] : [])),
  ];
  const amounts = [
    ...indicators.flatMap((id) => amountsOf(scheme, id)),
    ...keys.flatMap((key) => ('field' in key ? [key.field] : [])),
    ...adjustments.flatMap(({ perUnit }) => (perUnit === undefined ? [] : [perUnit.field])),
  ];
  return amountFields(scheme, [
    ...amounts.flatMap((key) => fieldsOfAmount(scheme, key)),
    ...fieldsOfConditions(scheme, [...conditions, ...flagsIn(scheme, conditions)]),
  ]);
}

/** The keys by which a category's firms are ordered, also those of a selection's steps. */
function rankingKeys(category: Category | undefined): readonly RankingKey[] {
  if (category === undefined) return [];
  const { ranking, grading } = category;
  return [...ranking.by, ...(grading.kind === 'selection' ? grading.steps.flatMap(({ by }) => by) : [])];
}

/** The keys that decide more than the order among equal scores: the first one, and those of a selection. */
function strongKeys(category: Category | undefined): readonly RankingKey[] {
  const [first, ...others] = rankingKeys(category);
  const whole = category?.grading.kind === 'selection' ? others : [];
  return first === undefined ? [] : [first, ...whole];
}

function amountsOf(scheme: Scheme, id: string): readonly string[] {
  const indicator = own(scheme.indicators, id);
  return [indicator?.of, indicator?.per].filter((key) => key !== undefined);
}

/** The conditions of the flags that conditions ask for. */
export function flagsIn(scheme: Scheme, conditions: readonly Condition[]): readonly Condition[] {
  const asked = conditions.flatMap((one) =>
    [...conditionParts(one, '')].flatMap(([part]) => ('flag' in part ? [part.flag] : [])),
  );
  return (scheme.flags ?? []).filter(({ id }) => asked.includes(id)).map(({ when }) => when);
}

function fieldsOfConditions(scheme: Scheme, conditions: readonly Condition[]): readonly string[] {
  const parts = conditions.flatMap((one) => [...conditionParts(one, '')].map(([part]) => part));
  const amounts = parts.flatMap((part) =>
    'field' in part ? [part.field] : 'indicator' in part ? amountsOf(scheme, part.indicator) : [],
  );
  return amountFields(
    scheme,
    amounts.flatMap((key) => fieldsOfAmount(scheme, key)),
  );
}

function amountFields(scheme: Scheme, keys: readonly string[]): readonly string[] {
  return [...new Set(keys)].filter((key) => fieldNamed(scheme, key)?.kind === 'amount');
}

/** The ways of changing a field that raise points, or else the order among equal scores. */
function waysUp(run: Run, row: number, field: string): readonly Direction[] {
  const { scheme } = run;
  const category = categoryAt(run, row);
  if (category === undefined) return [];
  const ofPoints = category.scoring.flatMap((rule) => {
    const better = goodWay(rule) * signOf(parseDecimal(rule.weight)?.n ?? 0n);
    return waysOf(run, row, rule.indicator, field, better);
  });
  const { grading } = category;
  const ofThresholds =
    grading.kind === 'indicatorThresholds'
      ? waysOf(run, row, grading.indicator, field, grading.better === 'high' ? 1 : -1)
      : [];
  const ofAdjustments = (scheme.adjustments ?? []).flatMap(({ perUnit, categories }) => {
    if (perUnit === undefined || !(categories?.includes(category.id) ?? true)) return [];
    const each = signOf(parseDecimal(perUnit.each)?.n ?? 0n);
    return way(each * signOf(influenceOn(scheme, perUnit.field, field).n));
  });
  const strong = [...ofPoints, ...ofThresholds, ...ofAdjustments];
  if (strong.length > 0) return strong;
  return rankingKeys(category).flatMap((key) => {
    if ('field' in key) return way((key.order === 'desc' ? 1 : -1) * signOf(influenceOn(scheme, key.field, field).n));
    return 'indicator' in key ? waysOf(run, row, key.indicator, field, key.order === 'desc' ? 1 : -1) : [];
  });
}

/** 1 where a higher value earns more, −1 where a lower one does. */
function goodWay({ method }: Scoring): number {
  switch (method.kind) {
    case 'ratio':
    case 'minMax':
      return 1;
    case 'reverse':
      return -1;
    case 'percentileRank':
      return method.order === 'desc' ? 1 : -1;
    case 'bands': {
      const best = parseDecimal(method.from[0]?.[1] ?? '0') ?? ZERO;
      return compare(best, parseDecimal(method.rest) ?? ZERO) < 0 ? -1 : 1;
    }
  }
}

/** How a field has to change for an indicator to rise (`better` 1) or to fall (−1); both ways where it stands above and below. */
function waysOf({ scheme, measures }: Run, row: number, id: string, field: string, better: number): Direction[] {
  const indicator = own(scheme.indicators, id);
  const measure = measures.get(id);
  if (indicator === undefined || measure === undefined) return [];
  const above = signOf(influenceOn(scheme, indicator.of, field).n);
  const below = indicator.per === undefined ? 0 : signOf(influenceOn(scheme, indicator.per, field).n);
  // Below zero a larger divisor brings the ratio nearer to zero, which is higher.
  const sign = stateAt(measure.numerator, row) === REPORTED ? signAt(measure.numerator, row) : 1;
  return [...way(better * above), ...way(-better * below * (sign === 0 ? 1 : sign))];
}

function way(sign: number): Direction[] {
  return sign === 0 ? [] : [sign > 0 ? 'up' : 'down'];
}

function signOf(n: bigint): number {
  return n === 0n ? 0 : n > 0n ? 1 : -1;
}

/** The ways of changing a field by which the bounds of a condition stop to hold. */
function waysOut(run: Run, row: number, condition: Condition, field: string): readonly Direction[] {
  if ('all' in condition) return condition.all.flatMap((part) => waysOut(run, row, part, field));
  if ('any' in condition) return condition.any.flatMap((part) => waysOut(run, row, part, field));
  if ('not' in condition) return waysOut(run, row, condition.not, field).map((one) => (one === 'up' ? 'down' : 'up'));
  const rises = 'lessThan' in condition || 'atMost' in condition;
  const falls = 'atLeast' in condition || 'moreThan' in condition;
  const ways = [...(rises ? [1] : []), ...(falls ? [-1] : [])];
  return ways.flatMap((better) => {
    if ('indicator' in condition) return waysOf(run, row, condition.indicator, field, better);
    return 'field' in condition ? way(better * signOf(influenceOn(run.scheme, condition.field, field).n)) : [];
  });
}

/** The highest amounts that any firm reports of a field and of each other field of the same dimension. */
export function highestAlike({ read, scheme }: Run, field: string): readonly Rational[] {
  const dimension = amountDimension(scheme, field);
  return [...read.amounts].flatMap(([key, column]) => {
    if (amountDimension(scheme, key) !== dimension) return [];
    const rows = read.ids.map((_, row) => row).filter((row) => stateAt(column, row) === REPORTED);
    if (rows.length === 0) return [];
    const highest = rows.reduce((best, row) => (compareRows(column, undefined, row, best) > 0 ? row : best));
    return [rationalAt(column, highest)];
  });
}
