import type { IssueCounts } from '../issues/issue.ts';
import type { Status } from '../scheme/flag.ts';
import type { Gap } from '../scheme/indicator.ts';

/** The machine's copy of a run, and its receipt: evaluation.json. Decimals are strings; keys are English. */
export interface EvaluationDocument {
  readonly format: 'permu-evaluation/1';
  readonly engine: { readonly name: 'permu'; readonly version: string };
  readonly scheme: { readonly id: string; readonly version: string; readonly sha256: string };
  /** The files, each once: `rows` are the data rows of all its sheets. */
  readonly data: readonly { readonly name: string; readonly sha256: string; readonly rows: number }[];
  readonly year: number;
  /** Earlier evaluations that the run was given, latest first; absent where there is none. */
  readonly history?: readonly { readonly name: string; readonly sha256: string; readonly year: number }[];
  /** Files of corrections and moves by hand; absent where there is none. */
  readonly adjustments?: readonly { readonly name: string; readonly sha256: string; readonly rows: number }[];
  /** The mapping that the tables were read by; absent where there is none. */
  readonly mapping?: { readonly name: string; readonly sha256: string };
  readonly categories: readonly CategoryResult[];
  /** Ordered by category, place and id; firms of no category come last. */
  readonly firms: readonly FirmResult[];
  /** Units of evaluation beside the firms, in the same order; absent where the scheme has none. */
  readonly units?: readonly UnitResult[];
  readonly boards: readonly BoardResult[];
  readonly issues: IssueCounts;
}

export interface CategoryResult {
  readonly id: string;
  readonly title: string;
  readonly pools: readonly PoolResult[];
}

/** Firms that are ranked together. */
export interface PoolResult {
  readonly id: string;
  /** Firms with a place in the pool, ungraded ones included. */
  readonly size: number;
  /** Firms of which grades by shares are a share, where they are: the base of the quota. */
  readonly base?: number;
  /** Baseline of each indicator in its own unit; one that differs within the pool is keyed "indicator/part". */
  readonly baselines: Readonly<Record<string, string>>;
  /** How many firms have each final grade, every grade of the category in order. */
  readonly grades: Readonly<Record<string, number>>;
}

/** What the evaluation says of one firm. A firm that shares the result of a unit has the unit's, all but its own labels. */
export interface FirmResult {
  readonly id: string;
  readonly name: string | null;
  readonly category: string | null;
  readonly pool: string | null;
  readonly status: Status;
  /** Why a firm is not simply graded: the rule's id and the scheme's own word. */
  readonly statusRule?: { readonly id: string; readonly title: string };
  readonly managedAs?: string;
  readonly sector: string | null;
  readonly zone: string | null;
  readonly town: string | null;
  readonly indicators: Readonly<Record<string, IndicatorResult>>;
  readonly points: Readonly<Record<string, string>>;
  /** Bonuses and deductions; what a group's limit took away stands under the group's id. */
  readonly adjustments: readonly { readonly rule: string; readonly points: string }[];
  /** Absent where there is none: no scoring, or a gap that leaves the firm ungraded. */
  readonly score?: string;
  readonly place?: number;
  readonly initialGrade?: string;
  readonly moves: readonly Move[];
  readonly grade?: string;
  readonly flags: readonly string[];
  /** The policies that concern the firm, with their money in 元 where they count any; absent where the scheme has none. */
  readonly policies?: readonly { readonly rule: string; readonly yuan?: string }[];
  /** Data corrected by hand; absent where none was. */
  readonly corrections?: readonly Correction[];
  /** Id of the unit whose result the firm shares. */
  readonly unit?: string;
  /** Ids of the units of which it is a member while it is evaluated on its own too. */
  readonly alsoIn?: readonly string[];
  /** Id of the firm or unit whose grade it takes, and whose category stands here. */
  readonly landlord?: string;
}

/** What the evaluation says of firms merged, of a zone … */
export interface UnitResult extends FirmResult {
  /** Id of the rule that makes the unit. */
  readonly rule: string;
  /** Ids of the firms whose facts are summed. */
  readonly members: readonly string[];
}

/** A measure as shown, with both of its amounts, exactly, in canonical units ("2/19" where no decimal is finite); or the reason why there is none. */
export type IndicatorResult =
  | { readonly value: string; readonly numerator: string; readonly denominator?: string }
  | { readonly gap: Gap; readonly field: string };

/** A change of grade by an override, or by hand: then its rule is "manual:" and the line of the file, and it says why. */
export interface Move {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
  readonly reason?: string;
  readonly document?: string;
  readonly approver?: string;
  readonly date?: string;
}

/** A datum of the firm that was corrected by hand before the run, with its values as the file states them. */
export interface Correction {
  readonly field: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly document: string;
  readonly approver: string;
  readonly date: string;
}

export interface Leader {
  readonly place: number;
  readonly id: string;
  readonly name: string | null;
  /** What the board is ordered by, as the scheme prints it; firms are compared unrounded. */
  readonly value: string;
}

/** The leaders of a board, group by group. */
export interface BoardResult {
  readonly id: string;
  readonly title: string;
  readonly groups: readonly {
    readonly group: string;
    readonly leaders: readonly Leader[];
  }[];
}
