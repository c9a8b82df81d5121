import type { AdjustmentGroup } from '../scheme/adjustment.ts';
import type { StatisticBaseline } from '../scheme/baseline.ts';
import type { StatusRule } from '../scheme/category.ts';
import type { Direction, Grading } from '../scheme/grading.ts';
import type { Gap } from '../scheme/indicator.ts';
import type { Method, Rounding } from '../scheme/scoring.ts';
import type { Edge } from '../stages/gradedList.ts';
import type { LeafKind } from '../stages/trace.ts';
import type { FirmResult } from './document.ts';

/**
 * How one firm came to its result, from the cells of the files to the grade. Every figure is text: an exact decimal, or a
 * fraction "1/3" where no decimal is. Amounts are in canonical units. `written` is arithmetic that a person can key in, with
 * + − × ÷ and brackets, of which every number is exact; seeds/explanation.schema.json is its JSON Schema.
 */
export interface Explanation {
  readonly format: 'permu-explanation/1';
  readonly engine: { readonly name: 'permu'; readonly version: string };
  readonly scheme: { readonly id: string; readonly title: string; readonly version: string; readonly sha256: string };
  /** The original files. */
  readonly data: readonly { readonly name: string; readonly sha256: string }[];
  readonly year: number;
  /** The firm's record in evaluation.json. */
  readonly firm: FirmResult;
  readonly categoryTitle: string | null;
  /** Of a unit of evaluation, and of a firm that shares the result of one, those of all its members. */
  readonly cells: readonly FactRecord[];
  readonly ledgers: readonly LedgerRecord[];
  readonly statuses: readonly StatusRecord[];
  readonly categories: readonly AdmissionRecord[];
  readonly indicators: readonly IndicatorRecord[];
  readonly points: readonly PointsRecord[];
  /** Absent where there is none: no scoring, or a gap that leaves the firm ungraded. */
  readonly score?: ScoreRecord;
  readonly place?: PlaceRecord;
  /** Absent for a firm of no category. */
  readonly grading?: GradingRecord;
  readonly overrides: readonly OverrideRecord[];
  readonly flags: readonly FlagRecord[];
  readonly boards: readonly BoardRecord[];
  readonly policies: readonly PolicyRecord[];
}

/** Where a rule comes from; its own source, or that of the category or scheme around it. */
export interface SourceRecord {
  /** As the scheme writes it. */
  readonly ref: string;
  readonly statedBy: 'rule' | 'category' | 'scheme';
  /** True for what no document states. */
  readonly assumed: boolean;
  /** The clause within the document, or why it is assumed. */
  readonly detail?: string;
  readonly document?: string;
  readonly number?: string;
  readonly issuer?: string;
  readonly date?: string;
  readonly url?: string;
}

export type Truth = 'yes' | 'no' | 'undecided';

/** A condition as it was decided: `parts` of all, any and not; else what was found and each comparison. */
export interface ConditionRecord {
  readonly kind: 'all' | 'any' | 'not' | LeafKind;
  readonly truth: Truth;
  readonly parts?: readonly ConditionRecord[];
  readonly subject?: string;
  readonly title?: string;
  /** An exact number with its unit, a text, or "yes" and "no" of a flag. */
  readonly found?: string;
  readonly unit?: string;
  /** Why nothing was found. */
  readonly absent?: Gap;
  readonly tests?: readonly { readonly is: string; readonly than: string; readonly truth: Truth }[];
}

/** A datum and its cell, or the lines that it comes from; one without either was derived. */
export interface FactRecord {
  /** Id of the firm, where it is another than the one explained. */
  readonly firm?: string;
  readonly field: string;
  readonly title: string;
  readonly kind: 'label' | 'flag' | 'amount';
  readonly value: string | boolean | null;
  readonly unit?: string;
  readonly absent?: Gap;
  /** An amount that is missing because its cell cannot be read, or cells contradict each other. */
  readonly unreadable?: true;
  readonly cell?: CellRecord;
  /** Where it is not that of one cell: parcels, meters, leases, the firm's value and the department's. */
  readonly lines?: readonly FactLineRecord[];
}

export interface CellRecord {
  readonly file: string;
  readonly sheet?: string;
  readonly row: number;
  readonly column: number;
  readonly header: string;
  readonly text: string;
  readonly unit?: string;
  /** Who states the value, where the header says so. */
  readonly statedBy?: 'firm' | 'department';
}

/** One of the cells that a datum comes from. */
export interface FactLineRecord {
  /** The datum is the sum of those that count; the others say the same again, or are not used. */
  readonly part: 'counts' | 'agrees' | 'notUsed';
  /** What it comes to, in the datum's unit. */
  readonly amount?: string;
  readonly cell: CellRecord;
  /** What tells it from the firm's other rows: its parcel or meter. */
  readonly label?: string;
  readonly lease?: {
    /** What the firm is in it. */
    readonly role: 'landlord' | 'tenant';
    /** Absent: a register of both parties. */
    readonly statedBy?: 'landlord' | 'tenant';
    /** Id of the other party, or its name as it is written where it is not among the firms. */
    readonly counterparty: string;
    /** Its name, where it is one of the firms. */
    readonly name?: string;
    readonly parcel?: string;
    readonly landlordKind?: string;
    readonly from?: string;
    readonly to?: string;
    /** Days that count, and days of the year. */
    readonly days?: readonly [counted: number, ofYear: number];
  };
}

/** An amount of the firm, or why there is none. */
export interface AmountRecord {
  readonly amount: string;
  readonly title: string;
  readonly unit: string;
  readonly value?: string;
  readonly absent?: Gap;
  /** Missing because a cell cannot be read, or cells contradict each other: it counts as zero in no sum. */
  readonly unreadable?: true;
}

/** A signed sum, line by line; of a unit of evaluation the sum of its members, whose ids then stand as amounts. */
export interface LedgerRecord extends AmountRecord {
  readonly lines: readonly LedgerLine[];
  readonly source: SourceRecord;
}

export interface LedgerLine extends AmountRecord {
  readonly sign: '+' | '−';
  /** What the amount is multiplied by, without the sign. */
  readonly factor: string;
  /** What the line adds, signed; absent where the sum is absent because of it. */
  readonly adds?: string;
}

export interface IndicatorRecord {
  readonly indicator: string;
  readonly title: string;
  readonly unit: string;
  readonly of: AmountRecord;
  readonly per?: AmountRecord;
  /** Keys of the fields that its amounts are made of. */
  readonly fields: readonly string[];
  readonly written?: string;
  /** Unrounded. */
  readonly exact?: string;
  /** As the scheme prints it. */
  readonly shown?: string;
  readonly gap?: { readonly reason: Gap; readonly amount: string };
  readonly source: SourceRecord;
}

/** The points of one indicator. */
export interface PointsRecord {
  readonly indicator: string;
  readonly title: string;
  readonly weight: string;
  readonly method: Method['kind'];
  /** Labels of the part of the category that has a baseline of its own. */
  readonly part?: string;
  readonly baseline?: BaselineRecord;
  readonly range?: { readonly lowest: string; readonly highest: string; readonly firms: number };
  readonly standing?: { readonly count: number; readonly of: number };
  /** The step that the value reaches; none of them where `from` is absent. */
  readonly band?: { readonly from?: string };
  /** How a gap was filled. */
  readonly filled?: FillRecord;
  readonly written?: string;
  /** Limits on the points, in points. */
  readonly limits?: { readonly min?: string; readonly max?: string };
  /** Before limits and rounding; only where a limit changes it. */
  readonly unlimited?: string;
  /** Within the limits and before rounding. */
  readonly exact?: string;
  /** Absent where the firm has none. */
  readonly points?: string;
  readonly source: SourceRecord;
}

export interface BaselineRecord {
  readonly value?: string;
  readonly shown?: string;
  readonly unit: string;
  /** `constant`: stated. `statistic`: of firms. `otherwise`, `small`: what the scheme states where the statistic fails, or where the part has too few firms. */
  readonly how: 'constant' | 'statistic' | 'otherwise' | 'small';
  readonly statistic?: StatisticBaseline['statistic'];
  readonly from?: 'previous';
  /** True where the part has too few firms and the statistic of the whole category stands. */
  readonly ofWholeCategory?: boolean;
  readonly firms?: number;
  readonly numerators?: string;
  readonly divisors?: string;
  /** Before its factor and its rounding. */
  readonly raw?: string;
  readonly times?: string;
  readonly places?: number;
  readonly source: SourceRecord;
}

export interface FillRecord {
  readonly reason: Gap;
  readonly by: 'fixed' | 'mean' | 'ungraded';
  readonly among?: 'category' | 'pool';
  readonly firms?: number;
  readonly total?: string;
  readonly source: SourceRecord;
}

export interface ScoreRecord {
  readonly rounding: Rounding;
  /** The sum of points, before adjustments. */
  readonly written: string;
  readonly sum: string;
  readonly adjustments: readonly AdjustmentRecord[];
  readonly score: string;
}

/** A bonus, a deduction, a coefficient, or what the limit of a group takes away. */
export interface AdjustmentRecord {
  readonly rule: string;
  readonly title: string;
  readonly kind: 'points' | 'perUnit' | 'ofScore' | 'times' | 'group';
  readonly group?: string;
  readonly applies: boolean;
  readonly condition?: ConditionRecord;
  readonly written?: string;
  readonly limits?: Pick<AdjustmentGroup, 'min' | 'max'>;
  /** What it adds to the score, signed; "0" where it does not apply. */
  readonly points: string;
  readonly source: SourceRecord;
}

export interface PlaceRecord {
  readonly pool: string;
  readonly place: number;
  readonly of: number;
  readonly tiedWith: readonly string[];
  readonly by: readonly { readonly title: string; readonly order: Direction; readonly value?: string }[];
}

export interface GradingRecord {
  readonly kind: Grading['kind'];
  readonly base?: number;
  readonly edges?: readonly EdgeRecord[];
  readonly thresholds?: readonly { readonly grade: string; readonly from?: string }[];
  /** The indicator that is graded by, and the firm's unrounded value. */
  readonly indicator?: { readonly id: string; readonly title: string; readonly exact?: string };
  /** The position by which the firm's grade was counted. */
  readonly position?: number;
  /** True where a rule moves the firm without its using up a place. */
  readonly leftQuota: boolean;
  readonly initialGrade?: string;
  readonly source: SourceRecord;
}

/** One edge: 20% of 120 = 24, places 1–24. */
export interface EdgeRecord extends Omit<Edge, 'mode'> {
  readonly mode: Edge['mode'];
  /** share × base, exactly. */
  readonly exact: string;
  /** First and last position of the grade; absent where it has none, and for parts, caps and floors. */
  readonly first?: number;
  readonly last?: number;
}

interface RuleRecord {
  readonly rule: string;
  readonly title: string;
  /** Absent where the rule is not for firms like this one. */
  readonly condition?: ConditionRecord;
  readonly source: SourceRecord;
}

export interface StatusRecord extends RuleRecord {
  readonly status: StatusRule['status'];
  readonly applies: boolean;
}

export interface AdmissionRecord extends RuleRecord {
  readonly admitted: boolean;
}

export interface OverrideRecord extends RuleRecord {
  readonly action: 'fix' | 'raise' | 'lower' | 'notAbove' | 'notBelow';
  /** The grade that is fixed or bounds, or the number of grades. */
  readonly to: string;
  readonly usesQuota: boolean;
  readonly applies: boolean;
  /** The moves it made. */
  readonly moves: readonly { readonly from: string; readonly to: string }[];
  /** The final grade that the firm would have had without this rule; of a rule that applies. */
  readonly gradeWithout?: string;
}

export interface FlagRecord extends RuleRecord {
  readonly raised: boolean;
}

export interface BoardRecord extends RuleRecord {
  readonly group?: string;
  readonly top: number;
  readonly place?: number;
}

export interface PolicyRecord extends RuleRecord {
  readonly applies: boolean;
  readonly yuan?: string;
}
