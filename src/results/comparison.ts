import type { Issue } from '../issues/issue.ts';
import type { Status } from '../scheme/flag.ts';
import type { Correction, Move } from './document.ts';

/**
 * Two runs side by side: what differs between them, who moved, and why. Plain data; decimals are texts;
 * seeds/comparison.schema.json is its JSON Schema.
 */
export interface Comparison {
  readonly format: 'permu-comparison/1';
  readonly engine: { readonly name: 'permu'; readonly version: string };
  readonly before: ComparedRun;
  readonly after: ComparedRun;
  /** What tells firms apart: their ids are of this kind. */
  readonly identity: 'creditCode' | 'code' | 'name';
  readonly differences: InputDifferences;
  /** Firms of each run; before = both + gone, after = both + new. */
  readonly firms: FirmCounts;
  /** A matrix for each category, those of the later run first; firms that no category admits stand under null. */
  readonly transitions: readonly Transition[];
  /** Firms in both runs that are of another category now. */
  readonly changedCategory: readonly {
    readonly id: string;
    readonly name: string | null;
    readonly from: string | null;
    readonly to: string | null;
  }[];
  /** How many movers have each cause; one can have several. */
  readonly causes: Readonly<Record<Cause, number>>;
  /** Firms whose category, status or grade changed, in the order of the later run; those that are gone last. */
  readonly movers: readonly FirmComparison[];
  /** All other firms; only on request. */
  readonly others?: readonly FirmComparison[];
  /** Flags that both schemes have, by id; the clearance line first. */
  readonly flags: readonly FlagComparison[];
  readonly held: HeldGrades;
  /** Boards that both schemes have, by id. */
  readonly boards: readonly BoardComparison[];
  /** Errors: the runs cannot be compared. Warnings: what has to be known to read the comparison. */
  readonly issues: readonly Issue[];
}

export interface ComparedRun {
  readonly scheme: { readonly id: string; readonly title: string; readonly version: string; readonly sha256: string };
  readonly year: number;
  readonly data: readonly ComparedFile[];
  readonly history: readonly ComparedFile[];
  readonly adjustments: readonly ComparedFile[];
}

export interface ComparedFile {
  readonly name: string;
  readonly sha256: string;
}

/** What went into one run and not into the other. */
export interface InputDifferences {
  /** Fields of the scheme by their path, with both values as JSON texts; absent on the side that lacks the field. */
  readonly scheme: readonly {
    readonly path: string;
    /** Titles of the rules on the way, from the outermost: the category's, the indicator's. */
    readonly titles: readonly string[];
    readonly before?: string;
    readonly after?: string;
  }[];
  readonly data: readonly FileDifference[];
  readonly history: readonly FileDifference[];
  readonly adjustments: readonly FileDifference[];
}

/** A file by its name, with the hash that it has in each run; absent where the run did not use it. */
export interface FileDifference {
  readonly name: string;
  readonly before?: string;
  readonly after?: string;
}

export interface FirmCounts {
  readonly before: number;
  readonly after: number;
  readonly both: number;
  readonly new: number;
  readonly gone: number;
}

/**
 * How the firms of a category moved. The sum of a row is how many firms had this result in the earlier run (`rowTotals`), that
 * of a column how many have it in the later one (`columnTotals`); both reconcile with the runs. The rows "otherCategory" and
 * "new" hold firms that were not of the category, or not in the run; so do the columns "otherCategory" and "gone".
 */
export interface Transition {
  readonly category: string | null;
  readonly title: string | null;
  /** Grades, then statuses without one (a graded firm without a grade stands under "graded"). */
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly counts: readonly (readonly number[])[];
  readonly rowTotals: readonly number[];
  readonly columnTotals: readonly number[];
  /** Firms of the category in each run: the totals without otherCategory, new and gone. */
  readonly before: number;
  readonly after: number;
}

/** What an evaluation, or a step between two, says of a firm. */
export interface Outcome {
  readonly category: string | null;
  readonly status: Status;
  readonly grade?: string;
  /** Before overrides and moves by hand. */
  readonly initialGrade?: string;
  readonly score?: string;
  /** Place among `size` firms of the pool. */
  readonly place?: number;
  readonly size?: number;
}

/** The steps of the path from the earlier result to the later one, in their order; see compareRuns. */
export const STEPS = ['decisionBefore', 'data', 'baseline', 'rule', 'pool', 'decisionAfter'] as const;
export type StepName = (typeof STEPS)[number];

/** Why a firm moved: a step of the path; `decision`: a move by hand, taken back or made. */
export const CAUSES = ['data', 'baseline', 'rule', 'pool', 'decision', 'new', 'gone', 'undivided'] as const;
export type Cause = (typeof CAUSES)[number];

/**
 * Why a path cannot be divided into steps: facts of one run lack fields that the other's rules ask for; points by the standing
 * among the pool, which no step can hold fixed; another unit of evaluation or landlord; pools joined for being small.
 */
export const UNDIVIDED = ['fieldsNotRead', 'percentileRank', 'otherUnit', 'joinedPools'] as const;
export type Undivided = (typeof UNDIVIDED)[number];

export interface Step extends Outcome {
  readonly step: StepName;
}

/** The difference of two scores, and its parts, which add up to it exactly. */
export interface ScoreDifference {
  readonly total: string;
  readonly data?: string;
  readonly baseline?: string;
  readonly rule?: string;
  readonly pool?: string;
}

export interface FirmComparison {
  readonly id: string;
  readonly name: string | null;
  /** Absent for a firm that is not in that run. */
  readonly before?: Outcome;
  readonly after?: Outcome;
  /** Whether the grade is better or worse than before; absent where it is the same or grades are not those of one list. */
  readonly direction?: 'better' | 'worse';
  readonly causes: readonly Cause[];
  /** What held after each step; the last one is the later result. Absent where the path cannot be divided. */
  readonly steps?: readonly Step[];
  readonly undivided?: Undivided;
  /** The unit or landlord whose result the firm has; the steps are of that. */
  readonly follows?: string;
  /** Absent where one of the scores is. */
  readonly score?: ScoreDifference;
  /** Corrections of the firm's data and moves of its grade by hand in the later run that the earlier one has not. */
  readonly byHand?: { readonly corrections: readonly TitledCorrection[]; readonly moves: readonly Move[] };
}

/** A correction with the title of its field. */
export interface TitledCorrection extends Correction {
  readonly title: string;
}

/**
 * What became of a flag. Flagged before = cleared + improved + unchanged + worse + still + unmeasured + gone; flagged after =
 * improved + unchanged + worse + still + raised + new.
 */
export const FLAG_CHANGES = [
  'cleared',
  'improved',
  'unchanged',
  'worse',
  'still',
  'unmeasured',
  'gone',
  'raised',
  'new',
] as const;
export type FlagChange = (typeof FLAG_CHANGES)[number];

export interface FlagComparison {
  readonly id: string;
  readonly title: string;
  /** Title and unit of the indicator that both schemes compare, where it is one and the same; its values tell improved from worse. */
  readonly indicator?: string;
  readonly unit?: string;
  readonly before: number;
  readonly after: number;
  readonly counts: Readonly<Record<FlagChange, number>>;
  readonly firms: readonly FlaggedFirm[];
}

export interface FlaggedFirm {
  readonly id: string;
  readonly name: string | null;
  readonly change: FlagChange;
  /** The indicator as each scheme shows it; absent where there is none. Values are compared unrounded. */
  readonly before?: string;
  readonly after?: string;
}

/** How many firms have held their grade for how many years in a row, the year of the later run included. */
export interface HeldGrades {
  /** Years that the runs and their earlier evaluations tell of, latest first: no firm can be known to hold a grade for longer. */
  readonly years: readonly number[];
  readonly counts: readonly {
    readonly category: string | null;
    readonly grade: string;
    readonly years: number;
    readonly firms: number;
  }[];
}

export interface BoardComparison {
  readonly id: string;
  readonly title: string;
  readonly groups: readonly {
    readonly group: string;
    readonly entered: readonly BoardFirm[];
    readonly left: readonly BoardFirm[];
    readonly stayed: number;
  }[];
}

export interface BoardFirm {
  readonly id: string;
  readonly name: string | null;
  /** The place that the firm took, or had. */
  readonly place: number;
}
