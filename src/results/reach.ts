import type { Status } from '../scheme/flag.ts';
import type { Move } from './document.ts';
import type { SourceRecord } from './explanation.ts';

/**
 * What a firm needs for a better grade, or to leave a list: for each single lever the least change that does it, others held
 * fixed and everything computed anew. Amounts are exact texts in the unit of their field. seeds/reach.schema.json is its JSON Schema.
 */
export interface Reach {
  readonly format: 'permu-reach/1';
  readonly scheme: { readonly id: string; readonly title: string; readonly version: string };
  readonly year: number;
  readonly firm: Named;
  /** The unit of evaluation whose result the firm shares; the lever acts on the firm's own amount. */
  readonly unit?: Named;
  readonly landlord?: Named;
  readonly now: ReachState;
  readonly goals: readonly ReachGoal[];
  /** The scheme's advice that serves a lever, each once, in the order of the scheme. */
  readonly advice: readonly ReachAdvice[];
}

export interface Named {
  readonly id: string;
  readonly name: string | null;
}

/** Where a firm stands: before, or with a change. */
export interface ReachState {
  readonly category: string | null;
  /** What the category is called. */
  readonly categoryTitle: string | null;
  readonly status: Status;
  /** The rule of a status that is not simply `graded`. */
  readonly statusRule?: string;
  readonly score?: string;
  readonly place?: number;
  readonly grade?: string;
  readonly moves: readonly Move[];
  readonly flags: readonly { readonly flag: string; readonly title: string }[];
}

export interface ReachGoal {
  readonly kind: 'grade' | 'flag';
  /** The grade to reach, or a better one; of kind `grade`. */
  readonly grade?: string;
  /** The flag to leave; of kind `flag`. */
  readonly flag?: string;
  readonly title?: string;
  readonly source: SourceRecord;
  /** The firm whose amounts are changed: the firm itself, or for the grade that a tenant takes, the landlord. */
  readonly actsOn: Named;
  /** What the grade takes at present: so many places of a base, the score of the firm in the last of them, or a least score. */
  readonly edge?: { readonly places?: number; readonly base?: number; readonly score?: string };
  /** Those that reach it, the smallest share of the present amount first; then those that do not, by name of the field. */
  readonly levers: readonly LeverAnswer[];
}

export interface LeverAnswer {
  /** Key of the field. */
  readonly lever: string;
  readonly title: string;
  readonly unit: string;
  readonly direction: 'up' | 'down';
  /** The present amount of the firm that is acted on; absent where it reports none. */
  readonly present?: string;
  /** True where the firm reports none and the scheme's ledgers count that as zero, from which the change then starts. */
  readonly countedAsZero?: boolean;
  /** The step by which it is changed. */
  readonly step: string;
  /** The least change that does it. */
  readonly reached?: ReachedChange;
  /** Why no change of this amount alone does it. */
  readonly not?: NotReached;
  /** What was searched; absent where there was nothing to search. */
  readonly search?: Search;
  /** Ids of the advice that serves the lever. */
  readonly advice: readonly string[];
}

export interface ReachedChange {
  /** With its sign: "12.34", "-0.56". */
  readonly change: string;
  readonly to: string;
  readonly steps: number;
  /** The size of the change as a share of the present amount, exactly; absent where that is zero. */
  readonly share?: string;
  /** The amount one step short of it; the engine was run with both. */
  readonly oneStepLess: string;
  readonly confirmed: { readonly withChange: 'reached'; readonly oneStepLess: 'notReached' };
  readonly after: ReachState;
  readonly effects: Effects;
}

/** What else the change brings. */
export interface Effects {
  readonly flagsGained: readonly string[];
  readonly flagsLost: readonly string[];
  /** Other firms whose final grade changes, by id. */
  readonly others: readonly (Named & { readonly from: string | null; readonly to: string | null })[];
}

/**
 * `notInScheme`: the amount enters nothing that decides the goal. `notReported`: the firm has no such amount. `veto`: by rules, whatever
 * the score, the grade stays worse. `byHand`: the grade is set by hand. `pointsLimit`: all points that the amount earns are at their
 * limits. `gap`: the indicators that the amount enters have no value, or lose it on the way. `zero`: even nothing left of the amount is not enough. `range`: not within the range that was searched.
 */
export type ReasonKind = 'notInScheme' | 'notReported' | 'veto' | 'byHand' | 'pointsLimit' | 'gap' | 'zero' | 'range';

export interface NotReached {
  readonly reason: ReasonKind;
  /** The overrides that veto, or the indicators at their limits or without a value, by title. */
  readonly because: readonly string[];
  /** Of the amounts that were tried, the one with the highest score, and where the firm stands with it. */
  readonly closest?: { readonly amount: string; readonly state: ReachState };
}

export interface Search {
  /**
   * `exact`: every smaller change was excluded, by a run or by bounds that hold for all amounts between two runs. `searched`: the
   * scheme allows no such bounds; amounts between those that were run may do it too.
   */
  readonly proof: 'exact' | 'searched';
  /** How many times the engine was run. */
  readonly runs: number;
  /** The amounts from which and to which was searched. */
  readonly from: string;
  readonly to: string;
}

export interface ReachAdvice {
  readonly advice: string;
  readonly title: string;
  readonly text: string;
  readonly english?: string;
  readonly source: SourceRecord;
}
