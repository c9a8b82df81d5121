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
import type { Amounts, Measure } from '../stages/measure.ts';
import type { Overrides } from '../stages/override.ts';
import type { Pools } from '../stages/pool.ts';
import type { Standing } from '../stages/standing.ts';
import type { Units } from '../stages/units.ts';
import type { Leaders } from './leaders.ts';
import type { Policies } from './policies.ts';

/**
 * Everything that a run made, stage by stage, as columns: row i is the same firm in all of them. The rows of the firms come
 * first; those of units of evaluation follow from row `units.firms` on, in `facts` too.
 */
export interface Run {
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
  readonly scores: Adjusted;
  readonly standing: Standing;
  readonly flags: Flags;
  readonly grades: Grades;
  readonly overrides: Overrides;
  /** The file of corrections and moves by hand, if there is one, and the corrections that were applied, by row. */
  readonly manual: ManualAdjustments | undefined;
  readonly corrections: Corrected['corrections'];
  readonly boards: Leaders;
  readonly policies: Policies;
  /** What each stage knew when it decided conditions. */
  readonly known: KnownByStage;
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
  /** Boards and policies: `gradeAt` is the final grade. */
  readonly concluding: Known;
}
