import { type Column, REPORTED, rationalAt, stateAt } from '../exact/column.ts';
import { exactText } from '../exact/decimal.ts';
import { add, compare, ZERO } from '../exact/rational.ts';
import { type Issue, issue } from '../issues/issue.ts';
import type { LeaseRule } from '../scheme/intake.ts';
import { amountDimension, titleOf } from '../scheme/names.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { canonicalUnit } from '../scheme/unit.ts';
import { isAmount } from './amountValues.ts';
import { type Contribution, cellOf } from './contribution.ts';
import { leaseRules } from './leaseIndex.ts';
import { type LeaseStatement, parcelKey } from './leaseRows.ts';
import type { NettedLeases } from './netLeases.ts';
import { placeOf, shownRow } from './rowPlace.ts';
import { isBlank, keptText } from './spelling.ts';

/** The firms' facts by which leases are looked over. */
interface Known {
  readonly ids: readonly string[];
  readonly amounts: ReadonlyMap<string, Column>;
  readonly contributions: ReadonlyMap<string, readonly Contribution[]>;
}

/**
 * What is doubtful about the leases as a whole, each with its rows: a firm that lets more than it has, a parcel of two firms, a
 * tenant that lets what it leases (A → B → C), and circles of such. All are warnings and change nothing.
 */
export function reviewLeases(netted: NettedLeases, scheme: Scheme, known: Known): readonly Issue[] {
  return leaseRules(scheme).flatMap((rule) => {
    const edges = edgesOf(netted, rule);
    const { circles, chains } = pathsOf(edges, netted);
    return [...overlet(rule, scheme, known), ...sharedParcels(edges, rule, netted, known), ...circles, ...chains];
  });
}

/** A lease that counts, by the statement that tells most of it. */
type Edge = LeaseStatement;

function edgesOf({ leases }: NettedLeases, rule: LeaseRule): readonly Edge[] {
  return leases.flatMap(({ rule: of, lease, counted }) => {
    const one = lease.landlord ?? lease.tenant ?? lease.register;
    const empty = isAmount(counted) && counted.n === 0n;
    return of === rule && one !== undefined && !empty ? [one] : [];
  });
}

/** Landlords whose leases are more than what they own and lease in. */
function overlet(rule: LeaseRule, scheme: Scheme, { ids, amounts }: Known): readonly Issue[] {
  const let_ = amounts.get(rule.landlord);
  const keys = rule.notMoreThan ?? [];
  const limits = keys.map((key) => amounts.get(key));
  if (let_ === undefined || limits.length === 0) return [];
  return ids.flatMap((firm, row) => {
    const known = limits.map((column) =>
      column && stateAt(column, row) === REPORTED ? rationalAt(column, row) : undefined,
    );
    // Of what a firm owns nothing is known unless it is reported; what it leases in is nothing where no lease says so.
    const unknown = known.some((amount, at) => amount === undefined && keys[at] !== rule.tenant);
    if (stateAt(let_, row) !== REPORTED || unknown) return [];
    const most = known.filter((amount) => amount !== undefined).reduce(add, ZERO);
    const amount = rationalAt(let_, row);
    if (compare(amount, most) <= 0) return [];
    const names = keys.map((key) => titleOf(scheme, key)).join(' + ');
    const unit = canonicalUnit(amountDimension(scheme, rule.landlord) ?? '');
    return [issue('leaseExceeds', { firm }, `${names} ${exactText(most)} ${unit}`, `${exactText(amount)} ${unit}`)];
  });
}

/** Parcels that two firms own, or that somebody lets who neither owns nor leases them. */
function sharedParcels(
  edges: readonly Edge[],
  rule: LeaseRule,
  { tables }: NettedLeases,
  { ids, contributions }: Known,
): readonly Issue[] {
  const issues: Issue[] = [];
  const owners = new Map<string, { readonly firm: string; readonly shown: string }>();
  for (const field of rule.notMoreThan ?? []) {
    if (field === rule.tenant) continue;
    for (const contribution of contributions.get(field) ?? []) {
      const { table, firms } = contribution;
      const parcelColumn = table.plan.columns.find((column) => column.field === 'parcel');
      if (parcelColumn === undefined) continue;
      table.rows.forEach((at, admitted) => {
        const parcel = keptText(table.plan.rows[at]?.[parcelColumn.at] ?? '');
        if (parcel === '' || isBlank(cellOf(contribution, admitted))) return;
        const firm = ids[firms[admitted] ?? 0] ?? '';
        const shown = `${firm} (${shownRow(table.plan, at)})`;
        const before = owners.get(parcelKey(parcel));
        if (before === undefined) owners.set(parcelKey(parcel), { firm, shown });
        else if (before.firm !== firm)
          issues.push(issue('parcelShared', placeOf(table.plan, at, parcelColumn.header, firm), before.shown, parcel));
      });
    }
  }
  const holders = new Map<string, Set<string>>();
  for (const { parcel, tenant } of edges) {
    const key = parcelKey(parcel);
    if (key !== '') holders.set(key, (holders.get(key) ?? new Set()).add(tenant.key));
  }
  const letBy = new Map<string, Edge>();
  for (const edge of edges) {
    const key = parcelKey(edge.parcel);
    if (key === '' || holders.get(key)?.has(edge.landlord.key) === true) continue;
    const plan = tables[edge.table]?.plan;
    const owner = owners.get(key);
    const before = letBy.get(key);
    if (before === undefined) letBy.set(key, edge);
    if (plan === undefined) continue;
    const place = placeOf(plan, edge.at, edge.column.header, edge.landlord.shown);
    if (owner !== undefined && owner.firm !== edge.landlord.key) {
      issues.push(issue('parcelShared', place, owner.shown, edge.parcel ?? ''));
    } else if (owner === undefined && before !== undefined && before.landlord.key !== edge.landlord.key) {
      issues.push(issue('parcelShared', place, shownEdge(before, tables), edge.parcel ?? ''));
    }
  }
  return issues;
}

/** Firms that let what they lease: circles by the firms in them, each once, and else chains by the firm in the middle. */
function pathsOf(
  edges: readonly Edge[],
  { tables }: NettedLeases,
): { readonly circles: Issue[]; readonly chains: Issue[] } {
  const [circles, chains]: [Issue[], Issue[]] = [[], []];
  const from = new Map<string, Edge[]>();
  for (const edge of edges) {
    const others = from.get(edge.landlord.key);
    if (others === undefined) from.set(edge.landlord.key, [edge]);
    else others.push(edge);
  }
  const to = new Map<string, Edge[]>();
  for (const edge of edges) {
    const others = to.get(edge.tenant.key);
    if (others === undefined) to.set(edge.tenant.key, [edge]);
    else others.push(edge);
  }
  const group = componentsOf(from);
  const told = new Set<number>();
  for (const edge of edges) {
    const of = group.get(edge.landlord.key);
    if (of !== undefined && of === group.get(edge.tenant.key) && !told.has(of)) {
      const circle = circleFrom(edge, from, group);
      told.add(of);
      circles.push(pathIssue('leaseCircle', circle, tables));
    }
  }
  for (const [middle, onward] of from) {
    const [next] = onward;
    const before = to.get(middle)?.find((edge) => next !== undefined && mayFollow(edge, next));
    if (next === undefined || before === undefined || group.get(before.landlord.key) === group.get(middle)) continue;
    const after = onward.find((edge) => mayFollow(before, edge) && group.get(edge.tenant.key) !== group.get(middle));
    if (after !== undefined) chains.push(pathIssue('leaseChain', [before, after], tables));
  }
  return { circles, chains };
}

/** Not where both name a parcel and another one. */
function mayFollow(a: Edge, b: Edge): boolean {
  const [here, there] = [parcelKey(a.parcel), parcelKey(b.parcel)];
  return here === '' || there === '' || here === there;
}

function pathIssue(code: 'leaseCircle' | 'leaseChain', path: readonly Edge[], tables: NettedLeases['tables']): Issue {
  const [first] = path;
  const plan = first === undefined ? undefined : tables[first.table]?.plan;
  const place = first === undefined || plan === undefined ? {} : placeOf(plan, first.at, first.column.header);
  const some = path.slice(0, MOST_SHOWN);
  const shown = [first?.landlord.shown ?? '', ...some.map(({ tenant }) => tenant.shown)].join(' → ');
  const rows = some.map((edge) => rowOf(edge, tables)).join('、');
  return path.length > MOST_SHOWN ? issue(code, place, `${rows}…`, `${shown} → …`) : issue(code, place, rows, shown);
}

/** Of a longer way the first leases are shown. */
const MOST_SHOWN = 10;

function rowOf({ table, at }: Edge, tables: NettedLeases['tables']): string {
  const plan = tables[table]?.plan;
  return plan === undefined ? '' : shownRow(plan, at);
}

function shownEdge(edge: Edge, tables: NettedLeases['tables']): string {
  return `${edge.landlord.shown} → ${edge.tenant.shown} (${rowOf(edge, tables)})`;
}

/** A way along the leases from one of a circle back to its landlord, the shortest. */
function circleFrom(
  start: Edge,
  from: ReadonlyMap<string, readonly Edge[]>,
  group: ReadonlyMap<string, number>,
): readonly Edge[] {
  // The lease by which each party was reached.
  const came = new Map<string, Edge>([[start.tenant.key, start]]);
  for (const party of came.keys()) {
    if (party === start.landlord.key) break;
    for (const edge of from.get(party) ?? []) {
      if (group.get(edge.tenant.key) === group.get(party) && !came.has(edge.tenant.key))
        came.set(edge.tenant.key, edge);
    }
  }
  const path: Edge[] = [];
  for (let edge = came.get(start.landlord.key); edge !== undefined && edge !== start; ) {
    path.push(edge);
    edge = came.get(edge.landlord.key);
  }
  return [start, ...path.reverse()];
}

/** Parties by the circles that they are in: those of one number can be reached from each other. Without recursion. */
function componentsOf(from: ReadonlyMap<string, readonly Edge[]>): ReadonlyMap<string, number> {
  const order: string[] = [];
  const seen = new Set<string>();
  for (const root of from.keys()) {
    const stack: { readonly party: string; next: number }[] = seen.has(root) ? [] : [{ party: root, next: 0 }];
    seen.add(root);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const edge = from.get(top.party)?.[top.next];
      top.next += 1;
      if (edge === undefined) {
        order.push(top.party);
        stack.pop();
      } else if (!seen.has(edge.tenant.key)) {
        seen.add(edge.tenant.key);
        stack.push({ party: edge.tenant.key, next: 0 });
      }
    }
  }
  const back = new Map<string, string[]>();
  for (const edges of from.values()) {
    for (const { landlord, tenant } of edges) {
      const others = back.get(tenant.key);
      if (others === undefined) back.set(tenant.key, [landlord.key]);
      else others.push(landlord.key);
    }
  }
  const group = new Map<string, number>();
  for (const root of order.reverse()) {
    if (group.has(root)) continue;
    const number = group.size;
    const stack = [root];
    group.set(root, number);
    for (let party = stack.pop(); party !== undefined; party = stack.pop()) {
      for (const other of back.get(party) ?? []) {
        if (group.has(other)) continue;
        group.set(other, number);
        stack.push(other);
      }
    }
  }
  return group;
}
