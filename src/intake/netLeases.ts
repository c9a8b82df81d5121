import { daysBetween, daysOfYear } from '../exact/calendar.ts';
import { compare, multiply, type Rational, rational, ZERO } from '../exact/rational.ts';
import { type Issue, issue } from '../issues/issue.ts';
import type { LeaseRule } from '../scheme/intake.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { type AmountValue, isAmount, sumOfRows } from './amountValues.ts';
import type { FilledCounts } from './contribution.ts';
import type { FieldIndex } from './fieldIndex.ts';
import type { LeaseColumn, Leased } from './gatherLines.ts';
import { leaseRules } from './leaseIndex.ts';
import { type KnownFirms, type LeaseRows, type LeaseStatement, readLeaseRows } from './leaseRows.ts';
import { type Lease, matchLeases } from './matchLeases.ts';
import type { LeaseDetails, Line } from './origins.ts';
import type { TablePlan } from './planTable.ts';
import { placeOf, shownRow } from './rowPlace.ts';
import { keptText } from './spelling.ts';

/** Tables of leases and how their columns are read. */
export interface LeaseTables {
  readonly plans: readonly TablePlan[];
  readonly index: FieldIndex;
}

/** What the leases add up to. */
export interface NettedLeases {
  readonly tables: readonly LeaseRows[];
  /** By field: the sums of the firms that are landlord or tenant. */
  readonly fields: ReadonlyMap<string, Leased<AmountValue>>;
  readonly leases: readonly {
    readonly rule: LeaseRule;
    readonly lease: Lease;
    readonly counted: AmountValue | undefined;
  }[];
  readonly filled: FilledCounts;
  readonly issues: readonly Issue[];
}

/**
 * Adds up the leases: what each landlord lets and each tenant takes, with a line for every statement. A lease that only one
 * party states, or of which the two state different figures, is reported with both rows and counts as the rule says.
 */
export function netLeases(
  { plans, index }: LeaseTables,
  scheme: Scheme,
  known: KnownFirms & { readonly sources: number },
): NettedLeases {
  const rules = leaseRules(scheme);
  const filled: FilledCounts = new Map();
  const tables = plans.map((plan, at) => readLeaseRows(plan, at, index, rules, known, filled));
  const issues = tables.flatMap((table) => table.issues);
  const statements = tables.flatMap((table) => table.statements);
  const { from, to } = scheme.years;
  const year = known.years.evaluated ?? (from === to ? from : undefined);
  const undated = statements.find((one) => year === undefined && (one.from ?? one.to) !== undefined);
  if (undated !== undefined) {
    issues.push(
      issue(
        'yearUnknown',
        placeOf(plans[undated.table] as TablePlan, undated.at),
        '',
        known.years.stated.join('、') || '未写明或不止一个 none or several',
      ),
    );
  }
  const fields = new Map<string, Leased<AmountValue>>();
  const leases: NettedLeases['leases'][number][] = [];
  for (const rule of rules) {
    const ofRule = statements.filter((one) => one.rule === rule);
    if (ofRule.length === 0) continue;
    const netting = new Netting(rule, ofRule, plans, known.sources, year);
    for (const lease of matchLeases(ofRule, rule.sameRows)) leases.push({ rule, lease, counted: netting.count(lease) });
    for (const one of netting.issues) issues.push(one);
    for (const [field, leased] of netting.fields()) fields.set(field, leased);
  }
  return { tables, fields, leases, filled, issues };
}

/** The parts that each firm has of the leases of one rule, on one side. */
type Parts = Map<number, { readonly values: (AmountValue | undefined)[]; readonly lines: Line[]; blocked: boolean }>;

/** Whose figure counts; that none can (the sums are missing); or that the lease has no part in the sums. */
type Verdict = { readonly kind: 'counts'; readonly by: LeaseStatement } | { readonly kind: 'blocked' | 'none' };

/** What a statement comes to in the year of evaluation; unusable where its amount or dates cannot be read. */
interface Effective {
  readonly value: AmountValue | undefined;
  readonly days?: NonNullable<LeaseDetails['days']>;
  readonly unusable: boolean;
}

class Netting {
  readonly issues: Issue[] = [];
  readonly #rule: LeaseRule;
  readonly #plans: readonly TablePlan[];
  readonly #year: number | undefined;
  readonly #columns: LeaseColumn[] = [];
  readonly #sources: number;
  readonly #parts = { landlord: new Map() as Parts, tenant: new Map() as Parts };
  readonly #files: ReadonlySet<LeaseStatement['side']>;

  constructor(
    rule: LeaseRule,
    statements: readonly LeaseStatement[],
    plans: readonly TablePlan[],
    sources: number,
    year: number | undefined,
  ) {
    this.#rule = rule;
    this.#plans = plans;
    this.#sources = sources;
    this.#year = year;
    this.#files = new Set(statements.map(({ side }) => side));
  }

  /** Adds a lease to both parties' sums, and returns what it counts as. */
  count(lease: Lease): AmountValue | undefined {
    const verdict = this.#decide(lease);
    const all = [...sidesOf(lease), ...(lease.again ?? [])];
    for (const side of ['landlord', 'tenant'] as const) {
      const [first] = all;
      const firm = first?.[side].firm;
      if (firm === undefined) continue;
      const parts = this.#parts[side].get(firm) ?? { values: [], lines: [], blocked: false };
      this.#parts[side].set(firm, parts);
      if (verdict.kind === 'blocked') parts.blocked = true;
      if (verdict.kind === 'counts') parts.values.push(this.#effective(verdict.by).value);
      for (const one of all) parts.lines.push(this.#line(one, side, verdict));
    }
    return verdict.kind === 'counts' ? this.#effective(verdict.by).value : undefined;
  }

  fields(): readonly (readonly [string, Leased<AmountValue>])[] {
    const others = this.#rule.withoutLease === 'zero' ? ZERO : undefined;
    return (['landlord', 'tenant'] as const).map((side) => {
      const statements = [...this.#parts[side]].map(([firm, { values, lines, blocked }]) => {
        const sum = values.length === 0 ? others : sumOfRows(values, this.#rule.zeroWhen);
        const said = blocked ? undefined : sum;
        const shown = said === undefined ? lines.map((line) => ({ ...line, part: 'notUsed' as const })) : lines;
        return [firm, { by: undefined, said, unreadable: false, disputed: blocked, lines: shown }] as const;
      });
      return [this.#rule[side], { columns: this.#columns, statements: new Map(statements), others }] as const;
    });
  }

  /** Whose figure counts; or that none does, or that none can. */
  #decide(lease: Lease): Verdict {
    const { landlord, tenant, register, again = [], repeats = [] } = lease;
    const all = sidesOf(lease);
    this.#reportRepeats(repeats);
    if ([...all, ...again].some((one) => this.#effective(one).unusable)) return { kind: 'blocked' };
    if (this.#columnsDiffer(all, again)) return { kind: 'blocked' };
    if (this.#rule.sameRows === 'fault' && repeats.length > 0) return { kind: 'blocked' };
    const [ofLandlord, ofTenant] = [landlord ?? register, tenant ?? register];
    if (ofLandlord === undefined || ofTenant === undefined)
      return this.#oneSided((ofLandlord ?? ofTenant) as LeaseStatement);
    const values = all.map((one) => ({ one, value: this.#effective(one).value }));
    const differing = values.find(({ value }) => !sameValue(value, values[0]?.value));
    if (differing === undefined) return { kind: 'counts', by: ofLandlord };
    const { sidesDiffer } = this.#rule;
    const chosen = this.#chosen(sidesDiffer, ofLandlord, ofTenant, values);
    const code = chosen === undefined ? 'leaseDisputed' : 'leaseDiffers';
    const other = differing.one;
    const first = values[0]?.one ?? other;
    const { plan, header } = this.#placed(other);
    this.issues.push(
      issue(code, placeOf(plan, other.at, header, other.landlord.shown), this.#shown(first), this.#shown(other)),
    );
    return chosen === undefined ? { kind: 'blocked' } : { kind: 'counts', by: chosen };
  }

  #reportRepeats(repeats: NonNullable<Lease['repeats']>): void {
    const code = ({ once: 'leaseRepeated', each: 'leaseAlike', fault: 'leaseDoubled' } as const)[this.#rule.sameRows];
    for (const { repeat, first } of repeats) {
      const { plan, header } = this.#placed(repeat);
      const firm = repeat[repeat.side ?? 'landlord'].shown;
      this.issues.push(issue(code, placeOf(plan, repeat.at, header, firm), this.#shown(first), this.#shown(repeat)));
    }
  }

  /** Whether two columns of a row say different things for the same party; no rule has a choice between them. */
  #columnsDiffer(sides: readonly LeaseStatement[], again: readonly LeaseStatement[]): boolean {
    let differ = false;
    for (const one of again) {
      const first = sides.find(({ side }) => side === one.side);
      if (first === undefined || sameValue(this.#effective(first).value, this.#effective(one).value)) continue;
      const { plan, header } = this.#placed(one);
      const place = placeOf(plan, one.at, header, one[one.side ?? 'landlord'].shown);
      this.issues.push(issue('leaseColumnsDiffer', place, this.#shown(first), this.#shown(one)));
      differ = true;
    }
    return differ;
  }

  #chosen(
    sidesDiffer: LeaseRule['sidesDiffer'],
    landlord: LeaseStatement,
    tenant: LeaseStatement,
    values: readonly { readonly one: LeaseStatement; readonly value: AmountValue | undefined }[],
  ): LeaseStatement | undefined {
    if (sidesDiffer === 'fault') return undefined;
    if (sidesDiffer === 'landlord') return landlord;
    if (sidesDiffer === 'tenant') return tenant;
    const amounts = values.flatMap(({ one, value }) => (isAmount(value) ? [{ one, value }] : []));
    if (amounts.length < values.length) return undefined;
    const sign = sidesDiffer === 'smaller' ? 1 : -1;
    return [...amounts].sort((a, b) => sign * compare(a.value, b.value))[0]?.one;
  }

  /** A lease that one party states. It is to be confirmed only where the other is a firm and such parties' rows are at hand. */
  #oneSided(one: LeaseStatement): Verdict {
    const other = one.side === 'landlord' ? 'tenant' : 'landlord';
    if (one[other].firm === undefined || !this.#files.has(other)) return { kind: 'counts', by: one };
    const { oneSided } = this.#rule;
    const { plan, header } = this.#placed(one);
    const code = oneSided === 'fault' ? 'leaseUnconfirmed' : 'leaseOneSided';
    this.issues.push(
      issue(code, placeOf(plan, one.at, header, one[one.side ?? 'landlord'].shown), one[other].shown, this.#shown(one)),
    );
    if (oneSided === 'counts') return { kind: 'counts', by: one };
    return { kind: oneSided === 'fault' ? 'blocked' : 'none' };
  }

  /** What a statement comes to in the year of evaluation. */
  #effective(one: LeaseStatement): Effective {
    if (one.unreadable) return { value: undefined, unusable: true };
    const dated = (one.from ?? one.to) !== undefined;
    if (!dated) return { value: one.amount, unusable: false };
    if (this.#year === undefined) return { value: undefined, unusable: true };
    const [first, last] = [`${this.#year}-01-01`, `${this.#year}-12-31`];
    const from = one.from === undefined || one.from < first ? first : one.from;
    const to = one.to === undefined || one.to > last ? last : one.to;
    const counted = daysBetween(from, to);
    if (!isAmount(one.amount)) return { value: counted === 0 ? ZERO : one.amount, unusable: false };
    if (this.#rule.partYear === 'whole') return { value: counted === 0 ? ZERO : one.amount, unusable: false };
    const ofYear = daysOfYear(this.#year);
    const share: Rational = rational(BigInt(counted), BigInt(ofYear));
    return { value: multiply(one.amount, share), days: [counted, ofYear], unusable: false };
  }

  #line(one: LeaseStatement, side: 'landlord' | 'tenant', verdict: Verdict): Line {
    const { value, days } = this.#effective(one);
    const counting = verdict.kind === 'counts' ? verdict.by : undefined;
    const agrees = counting !== undefined && sameValue(value, this.#effective(counting).value);
    const { plan } = this.#placed(one);
    const other = side === 'landlord' ? one.tenant : one.landlord;
    const lease: LeaseDetails = {
      role: side,
      ...(one.side !== undefined && { statedBy: one.side }),
      counterparty: other.shown,
      ...(one.parcel !== undefined && { parcel: one.parcel }),
      ...(one.landlordKind !== undefined && { landlordKind: one.landlordKind }),
      ...(one.from !== undefined && { from: one.from }),
      ...(one.to !== undefined && { to: one.to }),
      ...(days !== undefined && { days }),
    };
    return {
      column: this.#position(one),
      row: plan.firstRow + one.at,
      text: one.text,
      part: one === counting ? 'counts' : agrees ? 'agrees' : 'notUsed',
      ...(isAmount(value) && { amount: value }),
      lease,
    };
  }

  #position({ table, column }: LeaseStatement): number {
    const found = this.#columns.findIndex((one) => one.column === column);
    if (found >= 0) return found;
    this.#columns.push({ source: this.#sources + table, plan: this.#plans[table] as TablePlan, column });
    return this.#columns.length - 1;
  }

  #placed({ table, column }: LeaseStatement): { readonly plan: TablePlan; readonly header: string } {
    return { plan: this.#plans[table] as TablePlan, header: column.header };
  }

  /** A statement within an issue: "甲 → 乙 10 亩 2024-07-01 – (台账.csv 2)". */
  #shown(one: LeaseStatement): string {
    const { plan } = this.#placed(one);
    const { days, value } = this.#effective(one);
    const unit = one.column.unit === undefined ? '' : ` ${one.column.unit}`;
    const part = days === undefined || !isAmount(value) ? '' : ` × ${days[0]}/${days[1]}`;
    return `${one.landlord.shown} → ${one.tenant.shown} ${keptText(one.text)}${unit}${part} (${shownRow(plan, one.at)})`;
  }
}

function sidesOf({ landlord, tenant, register }: Lease): readonly LeaseStatement[] {
  return [landlord, tenant, register].filter((one) => one !== undefined);
}

function sameValue(a: AmountValue | undefined, b: AmountValue | undefined): boolean {
  return isAmount(a) && isAmount(b) ? compare(a, b) === 0 : a === b;
}
