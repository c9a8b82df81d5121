import { exactText } from '../exact/decimal.ts';
import type { LeaseRule } from '../scheme/intake.ts';
import { isAmount } from './amountValues.ts';
import { type LeaseStatement, parcelKey } from './leaseRows.ts';

/** One lease and who states it. */
export interface Lease {
  readonly landlord?: LeaseStatement;
  readonly tenant?: LeaseStatement;
  /** A register of both parties. */
  readonly register?: LeaseStatement;
  /** What states the lease once more for one of them: another column of its row, or a row that repeats it. */
  readonly again?: readonly LeaseStatement[];
  /** Rows that repeat another, each with that one. */
  readonly repeats?: readonly Repeat[];
}

interface Repeat {
  readonly repeat: LeaseStatement;
  readonly first: LeaseStatement;
}

/**
 * The leases that statements for one amount speak of. Statements of one landlord and one tenant are of one lease where they
 * say the same of parcel, dates and amount; then of parcel and dates; then of the parcel; then of the dates, if not both name
 * a parcel; then those that are left, likewise. The order of rows and tables changes nothing.
 *
 * Before that, columns of one row that speak for the same party are one statement, and so are, unless each of them is a lease,
 * rows of several tables that say the same: of two files that have it twice and three times there are three leases.
 */
export function matchLeases(statements: readonly LeaseStatement[], sameRows: LeaseRule['sameRows']): readonly Lease[] {
  const pairs = new Map<string, LeaseStatement[]>();
  for (const one of statements) {
    const key = JSON.stringify([one.landlord.key, one.tenant.key]);
    const others = pairs.get(key);
    if (others === undefined) pairs.set(key, [one]);
    else others.push(one);
  }
  return [...pairs].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, ofPair]) => matchPair(ofPair, sameRows));
}

function matchPair(statements: readonly LeaseStatement[], sameRows: LeaseRule['sameRows']): readonly Lease[] {
  const sorted = statements
    .map((one) => ({ one, key: contentKey(one) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const again = new Map<LeaseStatement, LeaseStatement[]>();
  const repeats = new Map<LeaseStatement, Repeat[]>();
  const rows = uniteColumns(sorted, again);
  const stated = uniteRows(rows, sameRows, again, repeats);
  const of = (side: LeaseStatement['side']): LeaseStatement[] =>
    stated.flatMap(({ one }) => (one.side === side ? [one] : []));
  const leases = matched<LeaseStatement, LeaseStatement>(of('landlord'), of('tenant'), (one) => one);
  const both = leases.map(
    ([landlord, tenant]): Lease => ({ ...(landlord && { landlord }), ...(tenant && { tenant }) }),
  );
  const known = matched<Lease, LeaseStatement>(
    both,
    of(undefined),
    ({ landlord, tenant }) => (landlord ?? tenant) as LeaseStatement,
  );
  return known.map(([lease, register]) => {
    const all = [lease?.landlord, lease?.tenant, register].filter((one) => one !== undefined);
    const [more, repeated] = [all.flatMap((one) => again.get(one) ?? []), all.flatMap((one) => repeats.get(one) ?? [])];
    return {
      ...lease,
      ...(register && { register }),
      ...(more.length > 0 && { again: more }),
      ...(repeated.length > 0 && { repeats: repeated }),
    };
  });
}

/** A statement and what it says, to tell whether another says the same. */
interface Keyed {
  readonly one: LeaseStatement;
  readonly key: string;
}

/** The statements but those of a row that has one for the same party already; these are put down as `again` of it. */
function uniteColumns(sorted: readonly Keyed[], again: Map<LeaseStatement, LeaseStatement[]>): readonly Keyed[] {
  const firsts = new Map<string, LeaseStatement>();
  return sorted.filter(({ one }) => {
    const key = `${one.table} ${one.at} ${one.side}`;
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, one);
    else append(again, first, one);
    return first === undefined;
  });
}

/**
 * The statements but those that repeat another: a row of the same table that is the same, or one of another table that says the
 * same. Rows of one table that say the same and are not the same are leases of their own. Where each counts all are left.
 */
function uniteRows(
  sorted: readonly Keyed[],
  sameRows: LeaseRule['sameRows'],
  again: Map<LeaseStatement, LeaseStatement[]>,
  repeats: Map<LeaseStatement, Repeat[]>,
): readonly Keyed[] {
  // For each content the first statement of its first, second, third lease; and which of these the rows of a table are.
  const firsts = new Map<string, LeaseStatement[]>();
  const numbers = new Map<string, Map<number, number>>();
  return sorted.filter(({ one, key }) => {
    const content = `${one.side} ${key}`;
    const ofTable = numbers.get(`${one.table} ${content}`) ?? new Map<number, number>();
    numbers.set(`${one.table} ${content}`, ofTable);
    const number = ofTable.get(one.firstAt) ?? ofTable.size;
    ofTable.set(one.firstAt, number);
    const leases = firsts.get(content) ?? [];
    firsts.set(content, leases);
    const first = leases[number];
    if (first === undefined) {
      leases.push(one);
      return true;
    }
    append(repeats, sameRows === 'each' ? one : first, { repeat: one, first });
    if (sameRows === 'each') return true;
    for (const also of [one, ...(again.get(one) ?? [])]) append(again, first, also);
    return false;
  });
}

function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** Pairs what two lists say of the same leases, and what is left of each alone. */
function matched<A, B extends LeaseStatement>(
  left: readonly A[],
  right: readonly B[],
  statementOf: (one: A) => LeaseStatement,
): readonly (readonly [A | undefined, B | undefined])[] {
  const pairs: (readonly [A | undefined, B | undefined])[] = [];
  let [restLeft, restRight] = [[...left], [...right]];
  for (const { key, left: leftOnly, right: rightOnly } of STEPS) {
    // Queues from the back, so that taking one is cheap however many there are.
    const waiting = new Map<string, B[]>();
    for (const one of [...restRight].reverse()) {
      if (rightOnly?.(one) === false) continue;
      const queue = waiting.get(key(one));
      if (queue === undefined) waiting.set(key(one), [one]);
      else queue.push(one);
    }
    const taken = new Set<B>();
    restLeft = restLeft.filter((one) => {
      const statement = statementOf(one);
      const other = leftOnly?.(statement) === false ? undefined : waiting.get(key(statement))?.pop();
      if (other === undefined) return true;
      taken.add(other);
      pairs.push([one, other]);
      return false;
    });
    restRight = restRight.filter((one) => !taken.has(one));
  }
  return [
    ...pairs,
    ...restLeft.map((one) => [one, undefined] as const),
    ...restRight.map((one) => [undefined, one] as const),
  ];
}

const dates = ({ from, to }: LeaseStatement): string => `${from ?? ''} ${to ?? ''}`;
const named = (one: LeaseStatement): boolean => parcelKey(one.parcel) !== '';
const unnamed = (one: LeaseStatement): boolean => !named(one);

interface Step {
  readonly key: (one: LeaseStatement) => string;
  /** Which statements of a side are looked at; absent: all. */
  readonly left?: (one: LeaseStatement) => boolean;
  readonly right?: (one: LeaseStatement) => boolean;
}

/** Two that name a parcel are of one lease only where it is the same. */
const STEPS: readonly Step[] = [
  { key: contentKey },
  { key: (one) => JSON.stringify([parcelKey(one.parcel), dates(one)]) },
  { key: (one) => parcelKey(one.parcel), left: named },
  { key: dates, right: unnamed },
  { key: dates, left: unnamed },
  { key: () => '', right: unnamed },
  { key: () => '', left: unnamed },
];

function contentKey(one: LeaseStatement): string {
  const amount = isAmount(one.amount) ? exactText(one.amount) : String(one.amount);
  return JSON.stringify([parcelKey(one.parcel), dates(one), amount]);
}
