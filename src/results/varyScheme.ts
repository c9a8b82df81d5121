import { formatRational, formatUnits, parseDecimal, parseDecimalParts } from '../exact/decimal.ts';
import { add, divide, multiply, ONE, type Rational, rational, ZERO } from '../exact/rational.ts';
import type { StatisticBaseline } from '../scheme/baseline.ts';
import type { Category } from '../scheme/category.ts';
import { type Grading, shareOf } from '../scheme/grading.ts';
import type { Scheme } from '../scheme/scheme.ts';
import type { Method, Scoring } from '../scheme/scoring.ts';
import { type Factor, STEPS, takesOtherMethods, weightPeers } from './stabilityFactors.ts';

/** A choice of each factor's level, by the factor's position. */
export type Levels = readonly number[] | Uint16Array;

/**
 * The scheme with every factor at the given level: a scheme like any other, its figures plain decimals. Weights that moved are
 * put back to their stated sum, in exact units of ten thousandths of their last stated place; what is left of rounding them down
 * goes one unit each to those that lost most by it.
 */
export function varyScheme(scheme: Scheme, factors: readonly Factor[], levels: Levels, ratioPlaces: number): Scheme {
  const byCategory = scheme.categories.map((): (readonly [Factor, number])[] => []);
  factors.forEach((factor, at) => {
    for (const category of factor.categories) byCategory[category]?.push([factor, levels[at] as number]);
  });
  return {
    ...scheme,
    categories: scheme.categories.map((category, at) => varyCategory(category, byCategory[at] ?? [], ratioPlaces)),
  };
}

/** A weight or baseline at a level, as a multiple of what is stated: 1 + share × (level − STEPS) ÷ STEPS. */
export function multipleAt(share: string, level: number): Rational {
  return add(ONE, multiply(shareOf(share), rational(BigInt(level - STEPS), BigInt(STEPS))));
}

function varyCategory(
  category: Category,
  chosen: readonly (readonly [Factor, number])[],
  ratioPlaces: number,
): Category {
  const multiples = new Map<Scoring, Rational>();
  let varied = category;
  const scoring = category.scoring.slice();
  const putMethod = (at: number, change: (method: Method) => Method): void => {
    const rule = scoring[at];
    if (rule !== undefined) scoring[at] = { ...rule, method: change(rule.method) };
  };
  for (const [factor, level] of chosen) {
    const stated = factor.rule === undefined ? undefined : category.scoring[factor.rule];
    switch (factor.kind) {
      case 'weight':
        if (stated !== undefined) multiples.set(stated, multipleAt(factor.share, level));
        break;
      case 'baseline':
        putMethod(factor.rule ?? -1, (method) => withBaseline(method, multipleAt(factor.share, level)));
        break;
      case 'statistic':
        putMethod(factor.rule ?? -1, (method) => withStatistic(method, factor.options[level], ratioPlaces));
        break;
      case 'method': {
        const other = factor.options[level];
        if (other === undefined) break;
        for (const [at, rule] of category.scoring.entries()) if (takesOtherMethods(rule)) putMethod(at, () => other);
        break;
      }
      case 'places':
        varied = {
          ...varied,
          rounding: { ...varied.rounding, points: factor.options[level] ?? category.rounding.points },
        };
        break;
      case 'mode':
        varied = { ...varied, rounding: { ...varied.rounding, mode: factor.options[level] ?? category.rounding.mode } };
        break;
      case 'ties':
        varied = { ...varied, grading: withTies(varied.grading, factor.options[level] ?? 'better', level > 0) };
        break;
    }
  }
  if (multiples.size === 0) return { ...varied, scoring };
  const weights = rescaledWeights(category, multiples);
  return { ...varied, scoring: scoring.map((rule, at) => ({ ...rule, weight: weights[at] ?? rule.weight })) };
}

/** The weights times their multiples, each group of them put back to its sum. */
function rescaledWeights(category: Category, multiples: ReadonlyMap<Scoring, Rational>): readonly string[] {
  const weights = category.scoring.map((rule) => rule.weight);
  const done = new Set<Scoring>();
  for (const first of multiples.keys()) {
    if (done.has(first)) continue;
    const peers = weightPeers(category, first);
    const stated = peers.map((rule) => parseDecimal(rule.weight) ?? ZERO);
    const moved = peers.map((rule, at) => multiply(stated[at] as Rational, multiples.get(rule) ?? ONE));
    const places = FINER + Math.max(...peers.map((rule) => parseDecimalParts(rule.weight)?.places ?? 0));
    const units = shareOut(moved, stated.reduce(add, ZERO), places);
    for (const [at, rule] of peers.entries()) {
      done.add(rule);
      weights[category.scoring.indexOf(rule)] = plain(units[at] as bigint, places);
    }
  }
  return weights;
}

/** Places of a drawn weight beyond those of the stated ones. */
const FINER = 4;

/** Divides a total in proportion to the parts, in whole units of 10^−places that add up to it exactly. */
function shareOut(parts: readonly Rational[], total: Rational, places: number): readonly bigint[] {
  const scale = rational(10n ** BigInt(places));
  const factor = divide(multiply(total, scale), parts.reduce(add, ZERO));
  const exact = parts.map((part) => multiply(part, factor));
  const units = exact.map(({ n, d }) => n / d);
  const all = multiply(total, scale);
  let left = Number(all.n / all.d - units.reduce((sum, one) => sum + one, 0n));
  const byLoss = [...exact.keys()].sort((a, b) => compareLoss(exact[b] as Rational, exact[a] as Rational) || a - b);
  for (const at of byLoss) {
    if (left <= 0) break;
    units[at] = (units[at] as bigint) + 1n;
    left -= 1;
  }
  return units;
}

/** Compares what two values are above the whole number below them. */
function compareLoss(a: Rational, b: Rational): number {
  const difference = (a.n % a.d) * b.d - (b.n % b.d) * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Without zeros at the end, so that a weight which did not move reads as it was stated. */
function plain(units: bigint, places: number): string {
  return formatUnits(units, places).replace(/\.?0+$/, '');
}

function withBaseline(method: Method, multiple: Rational): Method {
  if (!('baseline' in method) || typeof method.baseline !== 'string') return method;
  const [, figure = '', unit = ''] = /^([+-]?\d+(?:\.\d+)?)(.*)$/su.exec(method.baseline.trim()) ?? [];
  return { ...method, baseline: `${formatRational(multiply(parseDecimal(figure) ?? ZERO, multiple))}${unit}` };
}

function withStatistic(
  method: Method,
  statistic: StatisticBaseline['statistic'] | undefined,
  ratioPlaces: number,
): Method {
  if (!('baseline' in method) || typeof method.baseline === 'string' || statistic === undefined) return method;
  if (statistic === method.baseline.statistic) return method;
  const { ratioPlaces: stated, places, mode, ...rest } = method.baseline;
  const rounded = statistic !== 'best' && places !== undefined && mode !== undefined ? { places, mode } : {};
  const ofRatios = statistic === 'meanOfRatios' || statistic === 'median';
  const baseline = { ...rest, ...rounded, statistic, ...(ofRatios && { ratioPlaces: stated ?? ratioPlaces }) };
  return { ...method, baseline };
}

function withTies(grading: Grading, ties: 'better' | 'worse', isOther: boolean): Grading {
  switch (grading.kind) {
    case 'shares':
      return { ...grading, ties };
    case 'scoreThresholds':
      return grading.limits === undefined ? grading : { ...grading, limits: { ...grading.limits, ties } };
    case 'selection': {
      const turned = (side: 'inside' | 'outside') => (isOther ? (side === 'inside' ? 'outside' : 'inside') : side);
      const steps = grading.steps.map((step) => ({
        ...step,
        ties: turned(step.ties),
        partTies: turned(step.partTies),
      }));
      return { ...grading, steps };
    }
    case 'indicatorThresholds':
    case 'none':
      return grading;
  }
}
