import type { InheritRule, MergeRule } from '../../src/scheme/unitRule.ts';
import { decide, labelOf } from './condition.ts';
import { Fraction, sumOf } from './fraction.ts';
import { type Amount, amountOf, type OracleFirm } from './measure.ts';
import type { AppliedScheme } from './setting.ts';

/** Where the result of a firm comes from that is not evaluated on its own; `from` is an id, absent where there is nobody. */
export interface OracleTaken {
  readonly rule: MergeRule | InheritRule;
  readonly from?: string;
}

export interface OracleUnits {
  /** The units, each as one more firm. */
  readonly units: readonly OracleFirm[];
  readonly taken: ReadonlyMap<string, OracleTaken>;
}

/** Units as the method has them: firms under one label, their facts added up; tenants with the grade of their landlord. */
export function unitsOf(scheme: AppliedScheme, firms: readonly OracleFirm[]): OracleUnits {
  const units: OracleFirm[] = [];
  const taken = new Map<string, OracleTaken>();
  for (const rule of scheme.units ?? []) {
    const isFree = (firm: OracleFirm) =>
      rule.kind === 'merge' && rule.members !== 'shareResult' ? true : !taken.has(firm.id);
    const held = firms.filter(
      (firm) => isFree(firm) && (decide(scheme, rule.when, { firm }) ?? rule.whenUndecided === 'holds'),
    );
    if (rule.kind === 'inherit') {
      for (const firm of held) {
        const named = labelOf(scheme, firm, rule.from);
        if (named === undefined || (rule.of === 'firms' && named === firm.id)) continue;
        const landlord = [...firms, ...units].find(
          ({ id }) => id === (rule.of === 'firms' ? named : `${rule.of}：${named}`),
        );
        if (landlord !== undefined) taken.set(firm.id, { rule, from: landlord.id });
        else if (rule.ifUnknown === 'ungraded') taken.set(firm.id, { rule });
      }
      continue;
    }
    for (const text of new Set(held.map((firm) => labelOf(scheme, firm, rule.by)))) {
      const members = held.filter((firm) => labelOf(scheme, firm, rule.by) === text);
      if (text === undefined || (members.length === 1 && rule.singletons === 'asFirm')) continue;
      const unit = merged(scheme, rule, text, members);
      units.push(unit);
      if (rule.members === 'shareResult') for (const { id } of members) taken.set(id, { rule, from: unit.id });
    }
  }
  const isTenant = (id: string | undefined) => id !== undefined && taken.get(id)?.rule.kind === 'inherit';
  const chained = [...taken].filter(([, { rule, from }]) => rule.kind === 'inherit' && isTenant(from));
  return { units, taken: new Map([...taken, ...chained.map(([id, { rule }]) => [id, { rule }] as const)]) };
}

function merged(scheme: AppliedScheme, rule: MergeRule, text: string, members: readonly OracleFirm[]): OracleFirm {
  const keys = new Set([...members.flatMap(({ labels }) => Object.keys(labels)), 'sectorGroup']);
  const deciding = rule.labels === 'whereAllAgree' ? members : largest(scheme, rule.labels.ofLargest, members);
  const labels = Object.fromEntries(
    [...keys].map((key) => {
      const [first, ...rest] = deciding.map((firm) => labelOf(scheme, firm, key));
      return [key, rest.every((other) => other === first) ? first : undefined];
    }),
  );
  const flagKeys = new Set(members.flatMap(({ flags }) => Object.keys(flags)));
  const flags = Object.fromEntries(
    [...flagKeys].map((key) => [
      key,
      flagOf(
        rule,
        members.map(({ flags: own }) => own[key]),
      ),
    ]),
  );
  return {
    id: `${rule.id}：${text}`,
    kind: rule.members === 'shareResult' ? 'firms' : rule.id,
    labels: { ...labels, [rule.by]: text },
    flags,
    amounts: {},
    sum: (key) =>
      sumOver(
        rule,
        members.map((firm) => amountOf(scheme, firm, key)),
      ),
  };
}

function sumOver({ zeroWhen }: MergeRule, amounts: readonly Amount[]): Amount {
  const reported = amounts.filter((amount) => amount instanceof Fraction);
  const absent = amounts.flatMap((amount) => (amount instanceof Fraction ? [] : [amount]));
  const fatal = absent.filter((state) => state === 'unreadable' || !zeroWhen.includes(state));
  if (fatal.includes('unreadable')) return 'unreadable';
  if (fatal.length === 0 && reported.length > 0) return sumOf(reported);
  const states = [...new Set(fatal.length > 0 ? fatal : absent)];
  return states.length === 1 ? (states[0] ?? 'missing') : 'missing';
}

function largest(scheme: AppliedScheme, key: string, members: readonly OracleFirm[]): readonly OracleFirm[] {
  const measured = members.flatMap((firm) => {
    const amount = amountOf(scheme, firm, key);
    return amount instanceof Fraction ? [{ firm, amount }] : [];
  });
  return measured
    .filter(({ amount }) => !measured.some((other) => other.amount.against(amount) > 0))
    .map(({ firm }) => firm);
}

function flagOf({ flags }: MergeRule, said: readonly (boolean | undefined)[]): boolean | undefined {
  if (flags === 'any') return said.includes(true) ? true : said.includes(undefined) ? undefined : false;
  return said.includes(false) ? false : said.includes(undefined) ? undefined : true;
}

/** Whether a rule with this `of` is for the firm or unit. */
export function isFor(of: string | readonly string[] | undefined, firm: OracleFirm): boolean {
  return [of ?? 'firms'].flat().includes(firm.kind ?? 'firms');
}
