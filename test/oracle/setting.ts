import type { Status } from '../../src/scheme/flag.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import type { OracleFirm } from './measure.ts';

/** What is known of a firm from an earlier evaluation. */
export interface EarlierFirm {
  readonly firm: OracleFirm;
  readonly category: string | null;
  /** What its status was before any gap: one that only a gap left ungraded was to be graded. */
  readonly ruled: Status;
  readonly grade: string | null;
  readonly flags: readonly string[];
}

export interface EarlierEvaluation {
  readonly year: number;
  readonly firms: readonly EarlierFirm[];
}

/** The year of a run and the evaluations before it. */
export interface Setting {
  readonly year: number;
  readonly earlier: readonly EarlierEvaluation[];
}

/** A scheme as it is applied in one year, with what was found before. */
export type AppliedScheme = Scheme & Setting;
