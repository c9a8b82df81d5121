import type { Corrected } from '../intake/applyCorrections.ts';
import type { Facts } from '../intake/facts.ts';
import type { History } from '../intake/history.ts';
import type { ManualAdjustments } from '../intake/readAdjustments.ts';
import type { Issue } from '../issues/issue.ts';
import type { Scheme } from '../scheme/scheme.ts';
import type { Adjusted } from '../stages/adjust.ts';
import type { Admission } from '../stages/admit.ts';
import type { Known } from '../stages/decide.ts';
import type { Flags } from '../stages/flag.ts';
import type { Grades } from '../stages/grade.ts';
import type { Kept } from '../stages/kept.ts';
import type { ManualMoves } from '../stages/manualMoves.ts';
import type { Amounts, Measure } from '../stages/measure.ts';
import type { Overrides } from '../stages/override.ts';
import type { Pools } from '../stages/pool.ts';
import type { Standing } from '../stages/standing.ts';
import type { Units } from '../stages/units.ts';
import type { Evaluation } from './evaluation.ts';
import type { Leaders } from './leaders.ts';
import type { Policies } from './policies.ts';

/**
 * What a run made before it scored anything, as columns: row i is the same firm in all of them. The rows of the firms come
 * first; those of units of evaluation follow from row `units.firms` on, in `facts` too.
 */
export interface Measured {
  /** What was read, before anything was added to it; `facts` is what the stages saw. */
  readonly read: Facts;
  readonly facts: Facts;
  readonly scheme: Scheme;
  readonly year: number;
  readonly history: History;
  readonly amounts: Amounts;
  readonly units: Units;
  readonly admission: Admission;
  readonly measures: ReadonlyMap<string, Measure>;
  readonly pools: Pools;
  /** The file of corrections and moves by hand, if there is one, and the corrections that were applied, by row. */
  readonly manual: ManualAdjustments | undefined;
  readonly corrections: Corrected['corrections'];
  readonly byHand: ManualMoves;
  /** The run as it would be without that file; undefined where there is none. */
  readonly unadjusted: (() => Evaluation) | undefined;
  /** The scheme that all this was made by; `scheme` may be a changed one where a what-if restarts here. */
  readonly measuredBy: Scheme;
  /** What a scheme asks for and the facts lack. */
  readonly check: (scheme: Scheme) => { readonly issues: readonly Issue[] };
  readonly issuesBefore: IssuesBefore;
  readonly kept: Kept;
}

/** The issues of the stages up to the measures, in three parts: `checking` is of the scheme that the firms were measured by. */
export interface IssuesBefore {
  readonly reading: readonly Issue[];
  readonly checking: readonly Issue[];
  readonly admitting: readonly Issue[];
}

/** The same with scores and grades. */
export interface Graded extends Measured {
  readonly scores: Adjusted;
  readonly standing: Standing;
  readonly flags: Flags;
  readonly grades: Grades;
  readonly overrides: Overrides;
  /** What each stage knew when it decided conditions. */
  readonly known: KnownByStage;
}

/** Everything that a run made. */
export interface Run extends Graded {
  readonly boards: Leaders;
  readonly policies: Policies;
  readonly issues: readonly Issue[];
}

/** What the conditions of each kind of rule were decided by. */
export interface KnownByStage {
  /** Categories and statuses. */
  readonly admitting: Known;
  readonly adjusting: Known;
  readonly flagging: Known;
  /** Overrides: `gradeAt` is the initial grade. */
  readonly overriding: Known;
  /** Boards: `gradeAt` is the final grade. */
  readonly leading: Known;
  /** Policies, and what is said of boards: a tenant's category is that of its landlord. */
  readonly concluding: Known;
}
