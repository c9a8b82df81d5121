import type { StabilityPlan } from '../scheme/stabilityPlan.ts';

/**
 * How firm the grades of a run are: what `permu stability` finds. Counts are whole numbers; statistics are decimals as text. Every
 * scenario is a whole evaluation by the exact engine, of a scheme in which the choices under `varied` are drawn anew.
 */
export interface Stability {
  readonly format: 'permu-stability/1';
  readonly engine: { readonly name: 'permu'; readonly version: string };
  readonly scheme: { readonly id: string; readonly title: string; readonly version: string; readonly sha256: string };
  /** What tells the firms apart. */
  readonly identity: 'creditCode' | 'code' | 'name';
  readonly data: readonly { readonly name: string; readonly sha256: string }[];
  readonly year: number;
  /** By generator and seed the same scenarios are drawn again, on any machine. */
  readonly generator: { readonly name: string; readonly seed: number };
  /** Scenarios in which all choices are drawn independently; the figures of firms come from these alone. */
  readonly scenarios: number;
  /** Pairs of scenarios from which the effects of choices are estimated; 0 where they were not asked for. */
  readonly pairs: number;
  /** All evaluations made: scenarios, those for the effects, and those that leave a firm out. */
  readonly runs: number;
  readonly plan: StabilityPlan;
  /** Everything that was varied, with its range. */
  readonly varied: readonly VariedChoice[];
  readonly overall: Kept;
  /** By category; categories whose firms are ranked together are one group. */
  readonly groups: readonly GroupStability[];
  /** Firms with a place or a grade, in the order of the results; then the units of evaluation beside them. */
  readonly firms: readonly FirmStability[];
  readonly units: readonly FirmStability[];
  readonly leaveOut: LeaveOut;
}

/** One choice that was varied: a figure within a range, or one of several options, the stated one first. */
export interface VariedChoice {
  /** "above/taxPerMu/weight", "above/ties". */
  readonly id: string;
  readonly kind: 'weight' | 'baseline' | 'statistic' | 'places' | 'mode' | 'ties' | 'method';
  readonly categories: readonly string[];
  readonly indicator?: string;
  readonly title?: string;
  readonly stated: string;
  /** Of a weight before all are put back to their sum. */
  readonly range?: { readonly from: string; readonly to: string };
  readonly options?: readonly string[];
}

/** How many grades were kept. */
export interface Kept {
  /** Firms and units with a grade. */
  readonly graded: number;
  /** Over all of them and all scenarios, how many times the grade was that of the run. */
  readonly kept: number;
  /** Those that keep their grade in every scenario. */
  readonly always: number;
}

export interface GroupStability extends Kept {
  readonly categories: readonly { readonly id: string; readonly title: string }[];
  /** Firms with a place. */
  readonly placed: number;
  /** By how many places a firm is moved in a scenario, up or down: the mean over firms and scenarios. */
  readonly meanShift: string;
  /** What moves places most, in the order of total effects; absent where nothing moves, or effects were not asked for. */
  readonly onPlaces?: readonly EffectRecord[];
  /** The same for the share of firms whose grade changes. */
  readonly onGrades?: readonly EffectRecord[];
}

/** Sobol indices of a choice, each with its standard error; see sobolEffects. Estimates, which can come out below 0 or above 1. */
export interface EffectRecord {
  readonly choice: string;
  readonly first: string;
  readonly firstError: string;
  readonly total: string;
  readonly totalError: string;
}

export interface FirmStability {
  readonly id: string;
  readonly name: string | null;
  readonly category: string | null;
  readonly pool: string | null;
  /** Of the run. */
  readonly grade?: string;
  readonly place?: number;
  /** In how many scenarios the firm keeps its grade. */
  readonly kept?: number;
  /** In how many it gets each grade; only grades that it gets. `ungraded`: in how many it gets none. */
  readonly grades?: Readonly<Record<string, number>>;
  readonly ungraded?: number;
  /** The best and worst place, and those that 5 % and 95 % of the scenarios do not exceed. */
  readonly places?: { readonly best: number; readonly p5: number; readonly p95: number; readonly worst: number };
  /** How many of the firms that were left out, one at a time, change this one's grade by their absence alone. */
  readonly dependsOn: number;
}

/** What becomes of the grades when one firm does not take part: not in the pool, not in its statistics, not in the count. */
export interface LeaveOut {
  /** How many were left out, one at a time, of so many that have a place. */
  readonly tested: number;
  readonly of: number;
  /** Those whose absence changes another's grade. */
  readonly absences: readonly {
    readonly id: string;
    readonly moves: readonly { readonly id: string; readonly from: string | null; readonly to: string | null }[];
  }[];
}
