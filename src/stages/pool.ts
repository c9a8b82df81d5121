import type { Facts } from '../intake/facts.ts';
import { type Issue, issue } from '../issues/issue.ts';
import { titleOf } from '../scheme/names.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { type Admission, runRule, type StandingRule } from './admit.ts';

/** Firms that are ranked together: a category, or a part of it by labels such as sector group and zone. */
export interface Pool {
  /** Id of the category or name of the pool that several share, and the labels of the part: "above/门业/城西新区". */
  readonly id: string;
  /** Position in the scheme of the category, or of the first of those that share the pool: they rank and grade alike. */
  readonly category: number;
  /** Positions of all categories whose firms are in it. */
  readonly categories: readonly number[];
  readonly rows: readonly number[];
}

export interface Pools {
  readonly pools: readonly Pool[];
  /** Position of a firm's pool, or −1. */
  readonly poolAt: Int32Array;
  /** The rule that leaves a firm out because a label of its pool is missing. */
  readonly withoutPool: readonly (StandingRule | undefined)[];
  /** Rows of a category, in order of id. */
  readonly membersOf: (category: number) => readonly number[];
  readonly issues: readonly Issue[];
}

const NO_POOL = runRule('noPool', 'ungraded');

/** What the parts that few firms share become together. No label reads like this. */
const TOGETHER = '*';

/** Divides the categories into the pools that their rankings name. Pools do not touch each other. */
export function formPools(facts: Facts, scheme: Scheme, admission: Admission): Pools {
  const rows = facts.ids.length;
  const poolAt = new Int32Array(rows).fill(-1);
  const withoutPool = new Array<StandingRule | undefined>(rows).fill(undefined);
  const members: number[][] = scheme.categories.map(() => []);
  const issues: Issue[] = [];
  const byId = new Map<string, PoolDraft>();
  for (let row = 0; row < rows; row += 1) {
    const category = admission.category[row] as number;
    const rules = scheme.categories[category];
    if (rules === undefined) continue;
    members[category]?.push(row);
    const labels = rules.ranking.within.filter((name) => name !== 'category');
    const part = keyOf(facts, labels, row);
    if (part === undefined) {
      withoutPool[row] = NO_POOL;
      const titles = labels.map((label) => titleOf(scheme, label)).join('、');
      issues.push(issue('poolUndecided', { firm: facts.ids[row] as string, path: rules.id }, titles, ''));
      continue;
    }
    const within = rules.ranking.pool ?? rules.id;
    const id = part === '' ? within : `${within}/${part}`;
    const pool = byId.get(id) ?? { id, within, categories: [], rows: [] };
    byId.set(id, pool);
    if (!pool.categories.includes(category)) pool.categories.push(category);
    pool.rows.push(row);
  }
  const drafts = joinSmall([...byId.values()], scheme);
  const firstOf = ({ categories }: PoolDraft): number => {
    const shared = scheme.categories[Math.min(...categories)]?.ranking.pool;
    return shared === undefined
      ? Math.min(...categories)
      : scheme.categories.findIndex(({ ranking }) => ranking.pool === shared);
  };
  const pools = drafts
    .map((draft) => ({ ...draft, category: firstOf(draft) }))
    .sort((a, b) => a.category - b.category || (a.id < b.id ? -1 : 1));
  pools.forEach((pool, position) => {
    for (const row of pool.rows) poolAt[row] = position;
  });
  return { pools, poolAt, withoutPool, membersOf: (category) => members[category] ?? [], issues };
}

interface PoolDraft {
  readonly id: string;
  /** What it is a part of: a category, or a pool that several share. */
  readonly within: string;
  readonly categories: number[];
  readonly rows: number[];
}

/** Puts the small parts of a category together where the scheme says so. */
function joinSmall(pools: readonly PoolDraft[], scheme: Scheme): readonly PoolDraft[] {
  const joined = new Map<string, PoolDraft>();
  return pools.flatMap((pool) => {
    const small = scheme.categories[pool.categories[0] as number]?.ranking.small;
    if (small?.instead !== 'together' || pool.rows.length >= small.fewerThan || pool.id === pool.within) return [pool];
    const before = joined.get(pool.within);
    const into = before ?? { id: `${pool.within}/${TOGETHER}`, within: pool.within, categories: [], rows: [] };
    joined.set(pool.within, into);
    for (const row of pool.rows) into.rows.push(row);
    into.rows.sort((a, b) => a - b);
    into.categories.push(...pool.categories.filter((category) => !into.categories.includes(category)));
    return before === undefined ? [into] : [];
  });
}

/** A firm's labels joined by "/"; "" for no labels, undefined where one is missing. */
export function keyOf(facts: Facts, labels: readonly string[], row: number): string | undefined {
  const texts = labels.map((label) => facts.labels.get(label)?.[row]);
  return texts.includes(undefined) ? undefined : texts.join('/');
}
