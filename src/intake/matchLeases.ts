import { exactText } from '../exact/decimal.ts';
import { isAmount } from './amountValues.ts';
import { type LeaseStatement, parcelKey } from './leaseRows.ts';

/** One lease and who states it. */
export interface Lease {
  readonly landlord?: LeaseStatement;
  readonly tenant?: LeaseStatement;
  /** A register of both parties. */
  readonly register?: LeaseStatement;
}

/**
 * The leases that statements for one amount speak of. Statements of one landlord and one tenant are of one lease where they
 * say the same of parcel, dates and amount; then of parcel and dates; then of the parcel; then of the dates, if not both name
 * a parcel; then those that are left, likewise. The order of rows and tables changes nothing.
 */
export function matchLeases(statements: readonly LeaseStatement[]): readonly Lease[] {
  const pairs = new Map<string, LeaseStatement[]>();
  for (const one of statements) {
    const key = JSON.stringify([one.landlord.key, one.tenant.key]);
    const others = pairs.get(key);
    if (others === undefined) pairs.set(key, [one]);
    else others.push(one);
  }
  return [...pairs].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, ofPair]) => matchPair(ofPair));
}

function matchPair(statements: readonly LeaseStatement[]): readonly Lease[] {
  const sorted = statements
    .map((one) => ({ one, key: contentKey(one) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const of = (side: LeaseStatement['side']): LeaseStatement[] =>
    sorted.flatMap(({ one }) => (one.side === side ? [one] : []));
  const leases = matched<LeaseStatement, LeaseStatement>(of('landlord'), of('tenant'), (one) => one);
  const both = leases.map(
    ([landlord, tenant]): Lease => ({ ...(landlord && { landlord }), ...(tenant && { tenant }) }),
  );
  const known = matched<Lease, LeaseStatement>(
    both,
    of(undefined),
    ({ landlord, tenant }) => (landlord ?? tenant) as LeaseStatement,
  );
  return known.map(([lease, register]) => ({ ...lease, ...(register && { register }) }));
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
