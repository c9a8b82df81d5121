import { z } from 'zod';
import { type Condition, condition, type WhenUndecided, whenUndecided } from './condition.ts';
import type { AbsentState } from './ledger.ts';
import type { SourceRef } from './source.ts';
import { sourceRef } from './source.ts';
import { key, title } from './text.ts';

/**
 * What is evaluated beside single firms (评价单元). A `merge` adds firms up to a unit: one controller's firms, the tenants of
 * a parcel, a zone. An `inherit` lets a firm take the grade of another (a tenant that of its landlord).
 *
 * Rules are looked at in the order of the scheme. The first `merge` with `shareResult` or `inherit` that takes a firm keeps
 * it: no later one of these takes it again, and it is no longer evaluated on its own, whatever status rules say of it. Units
 * are always made of firms, never of other units.
 */
export type UnitRule = MergeRule | InheritRule;

/** How rules name the firms, beside the ids of merges. */
export const FIRMS = 'firms';

/**
 * What a rule is for. "firms", and nothing else where it is absent: the firms that are evaluated on their own, and in place of
 * its members each unit whose result they share; of a flag also the firms that take the grade of another. The id of a merge
 * whose members are evaluated on their own too: its units.
 */
export type Concerned = string | readonly string[];

/**
 * Firms with the same text under a label form one unit, whose amounts (fields and ledgers) are the exact sums of theirs: Σ of
 * facts, never Σ of ratios. Texts that differ only in width and stray spaces are the same; a firm without the label is in no
 * unit. The unit is then admitted, measured, scored, ranked and graded like a firm, and stands in quotas once.
 */
export interface MergeRule {
  readonly id: string;
  readonly title: string;
  readonly kind: 'merge';
  /** The label: controller, parcel, zone, town … */
  readonly by: string;
  /** Which firms are members; firms of every status can be, so a rule that wants no utilities says so. */
  readonly when: Condition;
  readonly whenUndecided: WhenUndecided;
  /**
   * What becomes of the members. `shareResult`: they are not evaluated on their own and all have the result of the unit.
   * `alsoAlone`: they are evaluated on their own too, and their records name the unit. `sumOnly`: they are evaluated on their
   * own and the unit is a region (园区、镇街), published apart. The units of the last two are taken by categories that are
   * `of` this rule.
   */
  readonly members: 'shareResult' | 'alsoAlone' | 'sumOnly';
  /** A unit of a single firm: none is formed and the firm stays as it is, or it is a unit like the others. */
  readonly singletons: 'asFirm' | 'asUnit';
  /**
   * States of a member's amount that count as zero in the sum. Any other absence makes the amount of the unit absent: with the
   * state that its absent members have in common, else `missing`; so does a sum in which no member reports. A ledger is summed
   * as it is of each member, with what it declares as zero itself. What cannot be read or is disputed never counts as zero.
   */
  readonly zeroWhen: readonly AbsentState[];
  /**
   * The labels of the unit (sector, town …): those in which all members agree, a member without the label agreeing with
   * nobody; or those of the member with the largest amount (where several are largest, those in which these agree). The label
   * `by` is that of the unit in any case, and is also its name.
   */
  readonly labels: 'whereAllAgree' | { readonly ofLargest: string };
  /**
   * Yes/no fields of the unit. `any`: yes if one member says yes, no if all say no. `all`: yes if all say yes, no if one says
   * no. Otherwise missing.
   */
  readonly flags: 'any' | 'all';
  /**
   * Facts of the unit's own, from tables that have the label's column and none that names a firm. A text in such a table makes
   * a unit even where no firm is a member. Labels and yes/no fields that such a table states stand before those of the members.
   */
  readonly own?: readonly OwnAmount[];
  readonly source?: SourceRef;
}

/** An amount of the unit that its own table states; where the table does not report it the sum stands. */
export interface OwnAmount {
  /** The amount of the unit: a ledger, or a field that no ledger contains. */
  readonly amount: string;
  /** The field under which the unit's table states it; of the same dimension. */
  readonly from: string;
  /** In place of the sum of the members, or added to it; where there is no sum to add to, the amount stays absent. */
  readonly as: 'replaces' | 'adds';
}

/**
 * A firm takes the final grade of its landlord, or what the landlord is managed as, and nothing else: it has no points and no
 * place, and is in no quota. A firm without the label, or that names itself, is no tenant and is evaluated on its own. A
 * landlord that takes its grade from another has none to give: both are reported, and the tenant is ungraded.
 */
export interface InheritRule {
  readonly id: string;
  readonly title: string;
  readonly kind: 'inherit';
  /** The label that names the landlord: the id of a firm, or the text under the label of a merge. */
  readonly from: string;
  /** What the label names: "firms", or the id of a merge that stands before this rule. */
  readonly of: string;
  /** Which of the firms with the label take the grade; exceptions are stated here. */
  readonly when: Condition;
  readonly whenUndecided: WhenUndecided;
  /** A firm whose landlord is not among the data: evaluated on its own, or ungraded. */
  readonly ifUnknown: 'alone' | 'ungraded';
  /** A firm whose landlord has no grade: ungraded, or a stated grade. */
  readonly ifUngraded: 'ungraded' | { readonly grade: string };
  readonly source?: SourceRef;
}

export const concerned: z.ZodType<Concerned, unknown> = z.union([key, z.array(key).min(1)]).meta({
  description: '"firms", or ids of merges in `units` whose members are evaluated on their own too; absent: firms',
});

const amounts = z.array(
  z.strictObject({ amount: key, from: key, as: z.enum(['replaces', 'adds']) }) satisfies z.ZodType<OwnAmount, unknown>,
);

export const unitRule: z.ZodType<UnitRule, unknown> = z.discriminatedUnion('kind', [
  z.strictObject({
    id: key,
    title,
    kind: z.literal('merge'),
    by: key,
    when: condition,
    whenUndecided,
    members: z.enum(['shareResult', 'alsoAlone', 'sumOnly']),
    singletons: z.enum(['asFirm', 'asUnit']),
    zeroWhen: z.array(z.enum(['missing', 'notApplicable', 'withheld'])),
    labels: z.union([z.literal('whereAllAgree'), z.strictObject({ ofLargest: key })]),
    flags: z.enum(['any', 'all']),
    own: amounts.min(1).exactOptional(),
    source: sourceRef.exactOptional(),
  }),
  z.strictObject({
    id: key,
    title,
    kind: z.literal('inherit'),
    from: key,
    of: key,
    when: condition,
    whenUndecided,
    ifUnknown: z.enum(['alone', 'ungraded']),
    ifUngraded: z.union([z.literal('ungraded'), z.strictObject({ grade: z.string().min(1) })]),
    source: sourceRef.exactOptional(),
  }),
]);
