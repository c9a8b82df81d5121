import fc from 'fast-check';
import { Decimal } from '../../src/exact/decimal.ts';
import type { EvaluationDocument, FirmResult } from '../../src/results/document.ts';
import type { Category } from '../../src/scheme/category.ts';
import { gradesOf } from '../../src/scheme/grading.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import type { GapPoints, GapRules, Scoring } from '../../src/scheme/scoring.ts';

/** Schemes and firms changed so that a law holds of them, and what laws ask of a document. */

/** The scheme with each of its categories changed. */
export function withCategories(scheme: Scheme, change: (category: Category) => Category): Scheme {
  return { ...scheme, categories: scheme.categories.map(change) };
}

/** The scheme with constants in place of all that is worked out from the firms, and each mean that fills a gap changed. */
export function withFixedBaselines(scheme: Scheme, mean: (points: MeanPoints) => GapPoints): Scheme {
  return withCategories(scheme, (category) => ({
    ...category,
    ...(category.gap && { gap: withMeans(category.gap, mean) }),
    scoring: category.scoring.map((rule) => fixedRule(scheme, rule, mean)),
  }));
}

export type MeanPoints = Extract<GapPoints, { readonly poolMean: string }>;

/** A mean of its pool alone, or what the scheme states where nobody has the measure. */
export const ofItsPool = (points: MeanPoints): GapPoints => ({ ...points, poolMean: 'pool' });
export const withoutMean = ({ ifNobody }: MeanPoints): GapPoints => ifNobody;

function fixedRule(scheme: Scheme, rule: Scoring, mean: (points: MeanPoints) => GapPoints): Scoring {
  const { method, gap, ...rest } = rule;
  const isFixed = method.kind === 'bands' || ('baseline' in method && typeof method.baseline === 'string');
  const baseline = `3 ${scheme.indicators[rule.indicator]?.unit ?? ''}`;
  return {
    ...rest,
    method: isFixed ? method : { kind: 'ratio', baseline },
    ...(gap && { gap: withMeans(gap, mean) }),
  };
}

function withMeans(rules: GapRules, mean: (points: MeanPoints) => GapPoints): GapRules {
  return Object.fromEntries(
    Object.entries(rules).map(([reason, points]) => [
      reason,
      typeof points === 'object' && 'poolMean' in points ? mean(points) : points,
    ]),
  );
}

/** The scheme with its firms in order of their scores alone, and all of them in the quota. */
export function rankedByScore(scheme: Scheme): Scheme {
  return {
    ...withCategories(scheme, (category) =>
      category.scoring.length === 0
        ? category
        : { ...category, ranking: { ...category.ranking, by: [{ score: 'desc' }] } },
    ),
    overrides: (scheme.overrides ?? []).filter(({ usesQuota }) => usesQuota),
  };
}

/** As many sort keys as a run has firms; few distinct ones leave much in its order. */
export const shuffling: fc.Arbitrary<readonly number[]> = fc.array(fc.nat(99), { minLength: 25, maxLength: 25 });

/** The list in the order of its sort keys. */
export function shuffled<T>(list: readonly T[], keys: readonly number[]): T[] {
  const keyAt = (at: number) => keys[at % keys.length] ?? 0;
  return list
    .map((item, at) => ({ item, at }))
    .sort((a, b) => keyAt(a.at) - keyAt(b.at) || b.at - a.at)
    .map(({ item }) => item);
}

/** The firms of every pool, by the pool's name. */
export function poolsOf(firms: Iterable<FirmResult>): ReadonlyMap<string, readonly FirmResult[]> {
  const pools = new Map<string, FirmResult[]>();
  for (const firm of firms) {
    if (firm.pool === null) continue;
    const members = pools.get(firm.pool);
    if (members === undefined) pools.set(firm.pool, [firm]);
    else members.push(firm);
  }
  return pools;
}

/** The category of a firm; undefined where it has none. */
export function categoryOf(scheme: Scheme, firm: FirmResult): Category | undefined {
  return scheme.categories.find(({ id }) => id === firm.category);
}

/** The position of a grade of a category, 0 for the best. */
export function positionOf(category: Category | undefined, grade: string | undefined): number {
  const position = category === undefined || grade === undefined ? -1 : gradesOf(category.grading).indexOf(grade);
  if (position < 0) throw new RangeError(`no grade ${grade} of ${category?.id}`);
  return position;
}

/** Places by the law "1 2 2 4": one more than how many are strictly better. */
export function placesOf(values: readonly Decimal[], order: 'asc' | 'desc'): number[] {
  return values.map(
    (value) => 1 + values.filter((other) => (order === 'desc' ? other.gt(value) : other.lt(value))).length,
  );
}

/** The exact sum of printed figures. */
export function sumOfTexts(texts: readonly string[]): Decimal {
  return texts.reduce((sum, text) => sum.plus(text), new Decimal(0));
}

/** A document without the hashes of its data. */
export function withoutHashes({ data, ...document }: EvaluationDocument): object {
  return {
    ...document,
    data: data.map(({ name, rows }) => ({ name, rows })).sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

/** Makes every write to a plain value, or to anything in it, throw. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}
