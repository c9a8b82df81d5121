import { parseDecimal } from '../exact/decimal.ts';
import type { RoundingMode } from '../exact/rational.ts';
import type { StatisticBaseline } from '../scheme/baseline.ts';
import type { Category } from '../scheme/category.ts';
import type { Grading } from '../scheme/grading.ts';
import type { Scheme } from '../scheme/scheme.ts';
import type { Method, Scoring } from '../scheme/scoring.ts';
import type { StabilityPlan } from '../scheme/stabilityPlan.ts';

/** One choice of a scheme that scenarios make otherwise. It has so many levels, all equally likely. */
export type Factor = FactorPlace & FactorChoice;

export interface FactorPlace {
  /** Positions in the scheme of the categories that it is a choice of: several where they share a pool. */
  readonly categories: readonly number[];
  /** Position of the scoring rule in its category. */
  readonly rule?: number;
}

/** A figure moved by up to a share of itself, in 2 × STEPS + 1 levels; or one of several alternatives, the stated one first. */
export type FactorChoice =
  | { readonly kind: 'weight' | 'baseline'; readonly share: string }
  | { readonly kind: 'statistic'; readonly options: readonly StatisticBaseline['statistic'][] }
  | { readonly kind: 'places'; readonly options: readonly number[] }
  | { readonly kind: 'mode'; readonly options: readonly RoundingMode[] }
  | { readonly kind: 'ties'; readonly options: readonly ('better' | 'worse')[] }
  /** Undefined: each indicator by its own. */
  | { readonly kind: 'method'; readonly options: readonly (Method | undefined)[] };

/** A figure moves in steps of a thousandth of its range to each side. */
export const STEPS = 1000;

export function levelsOf(factor: Factor): number {
  return 'share' in factor ? 2 * STEPS + 1 : factor.options.length;
}

/** The level at which the scheme stands. */
export function statedLevel(factor: Factor): number {
  return 'share' in factor ? STEPS : 0;
}

/** Everything that the plan allows to vary in the scheme, by category and then as listed here. */
export function findFactors(scheme: Scheme, plan: StabilityPlan): readonly Factor[] {
  return scheme.categories.flatMap((category, position) => {
    const categories = [position];
    const ofRules = category.scoring.flatMap((rule, at): Factor[] => {
      const place = { categories, rule: at };
      const weight: Factor[] = isWeightFree(category, rule, plan)
        ? [{ ...place, kind: 'weight', share: plan.weights }]
        : [];
      return [...weight, ...baselineFactors(rule, plan).map((choice) => ({ ...place, ...choice }))];
    });
    const choices: FactorChoice[] = [];
    const methods = plan.methods.filter(() => category.scoring.some(takesOtherMethods));
    if (methods.length > 0) choices.push({ kind: 'method', options: [undefined, ...methods] });
    if (category.scoring.length > 0) choices.push(...roundingFactors(category, plan));
    const ties = tiesFactor(scheme, position, plan);
    return [...ofRules, ...choices.map((choice) => ({ categories, ...choice })), ...ties];
  });
}

/** Whether other methods could score the rule: more of it is better, and its points are not stated one by one. */
export function takesOtherMethods({ method }: Scoring): boolean {
  return (
    method.kind === 'ratio' || method.kind === 'minMax' || (method.kind === 'percentileRank' && method.order === 'desc')
  );
}

/** Rules whose weights can only change together, since they add up to a total: those of a weight group, or those of none. */
export function weightPeers({ scoring }: Category, { weightGroup }: Scoring): readonly Scoring[] {
  return scoring.filter((rule) => rule.weightGroup === weightGroup && hasWeight(rule));
}

/** A weight that moves points: those of bands are stated as they are. */
function hasWeight({ weight, method }: Scoring): boolean {
  return method.kind !== 'bands' && (parseDecimal(weight)?.n ?? 0n) > 0n;
}

function isWeightFree(category: Category, rule: Scoring, { weights }: StabilityPlan): boolean {
  return !isNothing(weights) && hasWeight(rule) && weightPeers(category, rule).length > 1;
}

function baselineFactors({ method }: Scoring, plan: StabilityPlan): readonly FactorChoice[] {
  if (!('baseline' in method)) return [];
  const { baseline } = method;
  if (typeof baseline === 'string')
    return isNothing(plan.baselines) ? [] : [{ kind: 'baseline', share: plan.baselines }];
  if (baseline.from === 'previous' || !plan.statistics.includes(baseline.statistic)) return [];
  const others = plan.statistics.filter((one) => one !== baseline.statistic && canStandFor(baseline, one));
  return others.length === 0 ? [] : [{ kind: 'statistic', options: [baseline.statistic, ...new Set(others)] }];
}

/** A statistic that is rounded needs the places that only a rounded one states. */
function canStandFor(baseline: StatisticBaseline, other: StatisticBaseline['statistic']): boolean {
  return other === 'best' || baseline.places !== undefined;
}

function roundingFactors({ rounding }: Category, plan: StabilityPlan): readonly FactorChoice[] {
  const choices: FactorChoice[] = [];
  const places = Array.from(
    { length: 2 * plan.roundingPlaces + 1 },
    (_, at) => rounding.points + at - plan.roundingPlaces,
  );
  const possible = places.filter((one) => one >= 0 && one <= MOST_PLACES && one !== rounding.points);
  if (possible.length > 0) choices.push({ kind: 'places', options: [rounding.points, ...possible] });
  const modes = [...new Set(plan.roundingModes)].filter((one) => one !== rounding.mode);
  if (modes.length > 0) choices.push({ kind: 'mode', options: [rounding.mode, ...modes] });
  return choices;
}

/** As the form of a scheme allows. */
const MOST_PLACES = 12;

/** One factor for all categories of a shared pool, which must agree in their grading; it stands with the first of them. */
function tiesFactor({ categories }: Scheme, position: number, { ties }: StabilityPlan): readonly Factor[] {
  const own = categories[position];
  const name = own?.ranking.pool;
  const sharing = categories.flatMap((one, at) =>
    at === position || (name !== undefined && one.ranking.pool === name) ? [at] : [],
  );
  const stated = own === undefined ? undefined : statedTies(own.grading);
  if (stated === undefined || sharing[0] !== position) return [];
  const others = [...new Set(ties)].filter((one) => one !== stated);
  return others.length === 0 ? [] : [{ categories: sharing, kind: 'ties', options: [stated, ...others] }];
}

/** What a grading says of firms that share a place across an edge; undefined where no edge can part them. */
function statedTies(grading: Grading): 'better' | 'worse' | undefined {
  if (grading.kind === 'shares') return grading.ties;
  if (grading.kind === 'scoreThresholds') return grading.limits?.ties;
  // Of a selection the first step is taken for the whole: the others change with it.
  if (grading.kind === 'selection') return grading.steps[0]?.ties === 'inside' ? 'better' : 'worse';
  return undefined;
}

function isNothing(share: string): boolean {
  return (parseDecimal(share.replace('%', ''))?.n ?? 0n) === 0n;
}
