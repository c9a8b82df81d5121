import { REPORTED, rationalAt, stateAt } from '../exact/column.ts';
import { multiply, type Rational, rational, roundToUnits, ZERO } from '../exact/rational.ts';
import type { Issue } from '../issues/issue.ts';
import type { Status } from '../scheme/flag.ts';
import { shareOf } from '../scheme/grading.ts';
import { amountDimension } from '../scheme/names.ts';
import type { Policy } from '../scheme/policy.ts';
import { quantityIn, ratioDimension } from '../scheme/unit.ts';
import type { Known } from '../stages/decide.ts';
import { settle } from '../stages/settle.ts';

/** What the scheme's policies (差别化政策) mean for the firms they concern. */
export interface Policies {
  readonly applied: readonly AppliedPolicy[];
  readonly issues: readonly Issue[];
}

export interface AppliedPolicy {
  readonly policy: Policy;
  /** The firms concerned, with their money where the policy counts any. */
  readonly firms: ReadonlyMap<number, PolicyMoney>;
}

export interface PolicyMoney {
  /** The amount that is counted, in its canonical unit; undefined where it is not reported or the policy counts none. */
  readonly amount: Rational | undefined;
  /** In units of 10^−places 元, rounded as the policy says. */
  readonly units: bigint | undefined;
}

/**
 * Applies the policies. It moves no grade; a firm without the amount is listed without money. Units of evaluation have no
 * meters: their members are concerned one by one, by amounts of their own and the grade that they share.
 *
 * @param firmRows - how many rows are those of firms
 */
export function applyPolicies(known: Known, firmRows: number, statusAt: (row: number) => Status): Policies {
  const issues: Issue[] = [];
  const applied = (known.scheme.policies ?? []).map((policy): AppliedPolicy => {
    const settled = settle(policy, known, (row) => {
      if (row >= firmRows) return false;
      const category = known.categoryAt?.(row);
      const concerned = policy.categories === undefined || policy.categories.includes(category ?? '');
      return concerned && policy.among.includes(statusAt(row));
    });
    for (const one of settled.issues) issues.push(one);
    const counts = counted(policy, known);
    const firms = new Map<number, PolicyMoney>();
    settled.holds.forEach((held, row) => {
      if (held === 1) firms.set(row, counts(row));
    });
    return { policy, firms };
  });
  return { applied, issues };
}

/** 万元 in 元. */
const YUAN = rational(10_000n);

function counted({ rate, share, rounding }: Policy, { scheme, amounts }: Known): (row: number) => PolicyMoney {
  const key = rate?.on ?? share?.of;
  const column = key === undefined ? undefined : amounts.get(key);
  const dimension = (key === undefined ? undefined : amountDimension(scheme, key)) ?? 'share';
  const each =
    rate === undefined ? shareTimes(share?.times) : (quantityIn(rate.each, ratioDimension('money', dimension)) ?? ZERO);
  return (row) => {
    if (column === undefined || stateAt(column, row) !== REPORTED) return { amount: undefined, units: undefined };
    const amount = rationalAt(column, row);
    const money = multiply(multiply(amount, each), YUAN);
    return {
      amount,
      units: rounding === undefined ? undefined : roundToUnits(money, rounding.places, rounding.mode),
    };
  };
}

function shareTimes(text: string | undefined): Rational {
  if (text === undefined) return ZERO;
  const share = shareOf(text.replace(/^-/, ''));
  return text.startsWith('-') ? rational(-share.n, share.d) : share;
}
