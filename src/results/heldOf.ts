import type { Category } from '../scheme/category.ts';
import { own } from '../scheme/names.ts';
import type { Scheme } from '../scheme/scheme.ts';
import type { Scoring } from '../scheme/scoring.ts';
import type { HeldBaselines, HeldPart } from '../stages/heldBaselines.ts';
import type { FoundMean } from '../stages/scoringWork.ts';
import type { Graded } from './run.ts';

/** The baselines, ranges and means of a run, to be held fixed in another. */
export function heldOf({ scheme, scores, pools }: Graded): HeldBaselines {
  const parts = new Map<string, HeldPart>();
  const means = new Map<string, FoundMean>();
  scheme.categories.forEach((category, position) => {
    for (const [indicator, ofRule] of scores.parts[position] ?? []) {
      for (const part of ofRule) parts.set(keyOf(category.id, indicator, part.id), part);
    }
    for (const [indicator, ofRule] of scores.means[position] ?? []) {
      for (const [pool, mean] of ofRule) {
        means.set(keyOf(category.id, indicator, pool === '' ? '' : (pools.pools[Number(pool)]?.id ?? '')), mean);
      }
    }
  });
  return {
    partOf: (...key) => parts.get(keyOf(...key)),
    meanOf: (...key) => means.get(keyOf(...key)),
  };
}

/** Everything that `heldOf` holds, as a text that is the same for two runs that measure by the same. */
export function heldText({ scheme, scores, pools }: Graded): string {
  const said = scheme.categories.map(({ id }, position) => [
    id,
    [...(scores.parts[position] ?? [])].map(([indicator, parts]) => [
      indicator,
      parts.map(({ id: part, baseline, range }) => [part, baseline?.value, range?.lowest, range?.highest]),
      [...(scores.means[position]?.get(indicator) ?? [])].map(([pool, { mean }]) => [
        pools.pools[Number(pool)]?.id,
        mean,
      ]),
    ]),
  ]);
  return JSON.stringify(said, (_, value) => (typeof value === 'bigint' ? value.toString() : value));
}

function keyOf(category: string, indicator: string, part: string): string {
  return JSON.stringify([category, indicator, part]);
}

/**
 * The later run's baselines under the earlier run's rules, and the earlier one's own where they mean something else there:
 * another indicator, another kind of method; a mean of points also by another weight or another rounding.
 */
export function heldAcross(before: Graded, after: Graded): HeldBaselines {
  const [was, is] = [heldOf(before), heldOf(after)];
  return {
    partOf: (category, indicator, part) => {
      const found = is.partOf(category, indicator, part);
      return found !== undefined && isSameMeasure(before.scheme, after.scheme, category, indicator)
        ? found
        : was.partOf(category, indicator, part);
    },
    meanOf: (category, indicator, pool) => {
      const found = is.meanOf(category, indicator, pool);
      return found !== undefined && givesSamePoints(before.scheme, after.scheme, category, indicator)
        ? found
        : was.meanOf(category, indicator, pool);
    },
  };
}

/**
 * The later run's baselines under its own rules; where it has none, since no firm of it needed any, those of the earlier run that
 * mean the same.
 */
export function heldAfter(before: Graded, after: Graded): HeldBaselines {
  const [was, is] = [heldOf(before), heldOf(after)];
  const { scheme: old } = before;
  const { scheme } = after;
  return {
    partOf: (category, indicator, part) =>
      is.partOf(category, indicator, part) ??
      (isSameMeasure(old, scheme, category, indicator) ? was.partOf(category, indicator, part) : undefined),
    meanOf: (category, indicator, pool) =>
      is.meanOf(category, indicator, pool) ??
      (givesSamePoints(old, scheme, category, indicator) ? was.meanOf(category, indicator, pool) : undefined),
  };
}

function isSameMeasure(before: Scheme, after: Scheme, category: string, id: string): boolean {
  const [was, is] = [before, after].map((scheme) => {
    const indicator = own(scheme.indicators, id);
    return JSON.stringify([indicator?.of, indicator?.per, indicator?.unit, ruleOf(scheme, category, id)?.method.kind]);
  });
  return was === is;
}

function givesSamePoints(before: Scheme, after: Scheme, category: string, id: string): boolean {
  const [was, is] = [before, after].map((scheme) => {
    const rule = ruleOf(scheme, category, id);
    const method = rule && { ...rule.method, baseline: '' };
    return JSON.stringify([rule?.weight, method, categoryOf(scheme, category)?.rounding]);
  });
  return was === is && isSameMeasure(before, after, category, id);
}

function ruleOf(scheme: Scheme, category: string, indicator: string): Scoring | undefined {
  return categoryOf(scheme, category)?.scoring.find((rule) => rule.indicator === indicator);
}

function categoryOf(scheme: Scheme, category: string): Category | undefined {
  return scheme.categories.find(({ id }) => id === category);
}
