import type { Category } from './category.ts';
import type { Scheme } from './scheme.ts';

/**
 * The first path at which two schemes differ in something that is read before firms are scored: facts, ledgers, units,
 * admission, measures, pools. Undefined where they agree in all of it, and so differ at most in weights, methods, baselines, gaps,
 * rounding, keys of the order, grading, adjustments, flags, overrides, boards and policies.
 */
export function differenceBeforeScoring(one: Scheme, other: Scheme): string | undefined {
  const of = (scheme: Scheme): readonly (readonly [path: string, part: unknown])[] => [
    ...TOP.map((key) => [key, scheme[key]] as const),
    ['conventions', ofConventions(scheme)],
    ['categories', scheme.categories.length],
    ...scheme.categories.map((category, at) => [`categories[${at}]`, ofCategory(category)] as const),
  ];
  const others = of(other);
  return of(one).find(([, part], at) => !isSame(part, others[at]?.[1]))?.[0];
}

const TOP = [
  'years',
  'fields',
  'ledgers',
  'indicators',
  'sectorGroups',
  'units',
  'statuses',
  'manual',
] as const satisfies readonly (keyof Scheme)[];

function ofConventions({ conventions: { identity, severalCategories, gapPrecedence } }: Scheme): readonly unknown[] {
  return [identity, severalCategories, gapPrecedence];
}

function ofCategory({ id, of, admit, ranking: { pool, within, small } }: Category): readonly unknown[] {
  return [id, of, admit, pool, within, small];
}

/** Parts are mostly the same objects, since a what-if changes a copy of the scheme in one place. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((part, at) => isSame(part, other[at]));
  return JSON.stringify(one) === JSON.stringify(other);
}
