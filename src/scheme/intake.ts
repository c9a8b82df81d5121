import { z } from 'zod';
import type { AbsentState } from './ledger.ts';
import type { SourceRef } from './source.ts';
import { sourceRef } from './source.ts';
import { key } from './text.ts';

/**
 * How the departments' tables become one datum for each firm and field: what tables are joined by, whether several rows of a
 * firm add up, which of two values counts, and how leases are netted. Without this block tables are joined by what tells
 * firms apart alone; several rows of a firm in one table are refused unless they are the same; two tables that say different
 * things of a datum give none; and no table is one of leases.
 */
export interface Intake {
  readonly joinByName?: JoinByName;
  readonly addUp?: readonly AddUpRule[];
  readonly twoValues?: readonly TwoValuesRule[];
  readonly leases?: readonly LeaseRule[];
}

/**
 * Whether a row without a usable code is joined by the firm's name: NFKC, brackets and spaces alike, nothing fuzzy. A name that
 * two firms bear joins nobody. Each such match is listed.
 */
export interface JoinByName {
  readonly allowed: boolean;
  readonly source?: SourceRef;
}

/**
 * Amounts of which several rows of a firm in a table are parts: parcels, meters, quarters. A table that has such an amount may
 * name a firm on several rows; whatever else it says of the firm has to be the same on all of them.
 */
export interface AddUpRule {
  readonly id: string;
  readonly fields: readonly string[];
  /** Several tables with the amount: each states the whole and they must agree, or each states a part (a file a quarter). */
  readonly tables: 'agree' | 'addUp';
  /**
   * Where tables add up, what a firm has in one of them that has no row of it: nothing, or a part that is missing and so makes
   * the sum missing. Stated with `tables: "addUp"` and only then.
   */
  readonly withoutRow?: 'zero' | 'missing';
  /**
   * Rows of a firm that are the same in every cell but serial numbers and remarks: one of them counts, each counts, or the
   * amount is missing. Where a table has amounts of several rules, `fault` goes before `once`, and `once` before `each`.
   */
  readonly sameRows: 'once' | 'each' | 'fault';
  /**
   * States of a row, in any of the tables that add up, that count as zero in the sum; any other makes the sum absent, and so does a cell that cannot be read. A sum
   * in which no row reports is absent.
   */
  readonly zeroWhen: readonly AbsentState[];
  /**
   * Labels that tell the rows of a firm apart, such as parcel or meter: a firm whose rows differ in one of them has none, which is
   * no fault. Any other label has to be the same on all of them.
   */
  readonly lineLabels?: readonly string[];
  readonly source?: SourceRef;
}

/**
 * Which value counts where a column states what the firm reported and another what a department found. `departmentElseFirm`
 * takes the firm's where the department's is missing, `firmElseDepartment` the other way round. `lower` and `higher` need two
 * amounts; one that is alone stands. `fault`: where they differ the datum is missing. A difference is reported in any case.
 */
export interface TwoValuesRule {
  readonly id: string;
  readonly fields: readonly string[];
  readonly use: TwoValuesChoice;
  /** Whose a column is that does not say so. Absent: it has to agree with the value that counts. */
  readonly plain?: 'department' | 'firm';
  readonly source?: SourceRef;
}

export type TwoValuesChoice =
  | 'department'
  | 'firm'
  | 'departmentElseFirm'
  | 'firmElseDepartment'
  | 'lower'
  | 'higher'
  | 'fault';

/**
 * Leases of land, electricity or water. A table of leases has a row for each, with both parties; the sums of its rows are the
 * landlord's amount let and the tenant's amount taken, which ledgers then net (own + leased in − leased out).
 *
 * Where each party files its own rows or its own column, both have to state the lease. Rows are those of one lease by
 * landlord, tenant and, in this order as far as they state them, parcel, dates and amount.
 */
export interface LeaseRule {
  readonly id: string;
  /** The field as a table of leases states it, for both parties: leasedArea, subletElectricity, subletWater. */
  readonly amount: string;
  /** The landlord's field that the leases add up to; in a table of leases a column of it states the landlord's figure. */
  readonly landlord: string;
  readonly tenant: string;
  /** Which figure counts where the two differ: none (both amounts are missing), one party's, the smaller or the larger. */
  readonly sidesDiffer: 'fault' | 'landlord' | 'tenant' | 'smaller' | 'larger';
  /** A lease that one party states and the other, whose rows are at hand, does not. */
  readonly oneSided: 'counts' | 'doesNotCount' | 'fault';
  /**
   * `byDays`: the amount × days of the lease within the year of evaluation, first and last included, ÷ 365, or 366 in a leap
   * year. `whole`: all of it where at least one day is in the year. Without a first or last day it runs on that side.
   */
  readonly partYear: 'byDays' | 'whole';
  /**
   * Rows of one table that are the same in every cell but serial numbers and remarks, and rows of several tables that state the
   * same of a lease (whose statement it is, both parties, parcel, dates and amount): they are one lease, each is a lease of its
   * own, or the amounts of both parties are missing. Every such row is reported with the one that it repeats.
   */
  readonly sameRows: 'once' | 'each' | 'fault';
  /** States of a lease's amount that count as zero; any other makes both parties' amounts absent. */
  readonly zeroWhen: readonly AbsentState[];
  /** What firms without a lease of theirs have: none let and none taken, or nothing known. */
  readonly withoutLease: 'zero' | 'missing';
  /** Amounts of the landlord beyond which nothing can be let, such as what it owns and leases in; more is reported. */
  readonly notMoreThan?: readonly string[];
  readonly source?: SourceRef;
}

const states = z.array(z.enum(['missing', 'notApplicable', 'withheld']));
const fields = z.array(key).min(1);
const source = sourceRef.exactOptional();

export const intake: z.ZodType<Intake, unknown> = z.strictObject({
  joinByName: z
    .strictObject({
      allowed: z.boolean().meta({
        description: '没有可用代码的行是否按名称匹配 · whether rows without a usable code are joined by name',
      }),
      source,
    })
    .meta({ description: '没有可用代码的行是否按名称匹配 · whether rows without a usable code are joined by name' })
    .exactOptional(),
  addUp: z
    .array(
      z.strictObject({
        id: key,
        fields,
        tables: z
          .enum(['agree', 'addUp'])
          .meta({ description: '几张表都有的：应当一致，还是相加 · several tables: they have to agree, or add up' }),
        withoutRow: z
          .enum(['zero', 'missing'])
          .meta({
            description:
              '几张表相加而某张表没有该企业的：按零计，还是合计缺失 · tables that add up: what a firm without a row in one of them has there',
          })
          .exactOptional(),
        sameRows: z.enum(['once', 'each', 'fault']).meta({
          description:
            '同一企业完全相同的行：只计一次、各计一次，或合计缺失 · rows of a firm that are the same: once, each, or the sum is missing',
        }),
        zeroWhen: states.meta({
          description: '哪些状态按零计；其他的使合计缺失 · states that count as zero; any other makes the sum missing',
        }),
        lineLabels: fields
          .meta({
            description:
              '区分同一企业各行的文字，如宗地、户号 · labels that tell the rows of a firm apart, such as parcel or meter',
          })
          .exactOptional(),
        source,
      }),
    )
    .meta({ description: '同一企业多行相加的数据项 · amounts of which several rows of a firm add up' })
    .exactOptional(),
  twoValues: z
    .array(
      z.strictObject({
        id: key,
        fields,
        use: z
          .enum(['department', 'firm', 'departmentElseFirm', 'firmElseDepartment', 'lower', 'higher', 'fault'])
          .meta({
            description: '以哪个为准；fault：不一致的视为缺失 · which value counts; fault: missing where they differ',
          }),
        plain: z
          .enum(['department', 'firm'])
          .meta({ description: '未注明的列是谁的数 · whose a column is that does not say so' })
          .exactOptional(),
        source,
      }),
    )
    .meta({ description: '企业填报与部门核定不一致时取哪个 · which of two values counts' })
    .exactOptional(),
  leases: z
    .array(
      z.strictObject({
        id: key,
        amount: key.meta({ description: '租赁表中的数量 · the amount in tables of leases' }),
        landlord: key.meta({ description: '计入出租方的数据项 · the landlord’s field that leases add up to' }),
        tenant: key.meta({ description: '计入承租方的数据项 · the tenant’s field that leases add up to' }),
        sidesDiffer: z.enum(['fault', 'landlord', 'tenant', 'smaller', 'larger']).meta({
          description:
            '双方不一致的以谁为准；fault：双方该项均缺失 · whose figure counts where the parties differ; fault: both amounts are missing',
        }),
        oneSided: z
          .enum(['counts', 'doesNotCount', 'fault'])
          .meta({ description: '只有一方填报的租赁 · a lease that only one party states' }),
        partYear: z
          .enum(['byDays', 'whole'])
          .meta({ description: '租期不满一年的：按天数折算，还是全额 · a part of the year: by its days, or whole' }),
        sameRows: z.enum(['once', 'each', 'fault']).meta({
          description:
            '完全相同的租赁记录（一张表或几张表）：只计一次、各计一次，或双方该项均缺失 · the same lease stated twice, in a table or several: once, each, or both amounts are missing',
        }),
        zeroWhen: states.meta({
          description: '哪些状态按零计；其他的使合计缺失 · states that count as zero; any other makes the sum missing',
        }),
        withoutLease: z
          .enum(['zero', 'missing'])
          .meta({ description: '没有租赁记录的企业：按零计，还是缺失 · firms without a lease: zero, or missing' }),
        notMoreThan: fields
          .meta({
            description:
              '出租不应超过的数量，如自有加承租；超过的列入问题清单 · amounts beyond which nothing can be let; more is reported',
          })
          .exactOptional(),
        source,
      }),
    )
    .meta({ description: '租赁：出租、承租双方的数据如何得出 · leases between firms' })
    .exactOptional(),
});
