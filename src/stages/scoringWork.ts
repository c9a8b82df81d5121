import type { ColumnDraft } from '../exact/column.ts';
import type { Rational } from '../exact/rational.ts';
import type { Facts } from '../intake/facts.ts';
import type { History } from '../intake/history.ts';
import type { Issue } from '../issues/issue.ts';
import type { Category } from '../scheme/category.ts';
import type { Scheme } from '../scheme/scheme.ts';
import type { Scoring } from '../scheme/scoring.ts';
import type { Admission, StandingRule } from './admit.ts';
import type { FoundBaseline } from './baseline.ts';
import type { Formula } from './formula.ts';
import type { HeldBaselines } from './heldBaselines.ts';
import type { Kept } from './kept.ts';
import type { Measure } from './measure.ts';
import type { Pools } from './pool.ts';

/** A category while it is scored: what its rules share, and where they leave firms out. */
export interface CategoryWork {
  readonly scheme: Scheme;
  readonly category: Category;
  readonly facts: Facts;
  readonly year: number;
  readonly history: History;
  /** Rows of the category, in order of id; a firm without a pool is among them, but is never scored. */
  readonly members: readonly number[];
  readonly admission: Admission;
  readonly leftOut: (StandingRule | undefined)[];
  readonly pools: Pools;
  /** Baselines of another run; absent in a run by itself. */
  readonly held: HeldBaselines | undefined;
  readonly kept: Kept | undefined;
  readonly issues: Issue[];
}

/** Firms of a category that one formula scores: all of them, or those of one part with a baseline of its own. */
export interface Part {
  /** Labels of the part joined by "/", or "" for the whole category. */
  readonly id: string;
  readonly rows: readonly number[];
  /** Undefined where the method has none. */
  readonly baseline: FoundBaseline | undefined;
  /** Undefined where no baseline can be found and the scheme leaves the firms ungraded. */
  readonly formula: Formula | undefined;
  /** Of a min–max method: the lowest and highest value and how many firms count; undefined where nobody does. */
  readonly range?: Range | undefined;
}

export interface Range {
  readonly lowest: Rational;
  readonly highest: Rational;
  readonly firms: number;
}

/** A mean of points that fills gaps: of so many firms, whose points add up to `total`. */
export interface FoundMean {
  readonly firms: number;
  readonly total: Rational;
  /** In units of the category's places; undefined where nobody has points. */
  readonly mean: bigint | undefined;
}

/** One scoring rule of the category, with its measure and the points it gives. */
export interface RuleWork {
  readonly rule: Scoring;
  readonly measure: Measure;
  readonly points: ColumnDraft;
  /** How points were filled in for a gap: NOT_FILLED, FILLED_FIXED or FILLED_MEAN. */
  readonly fills: Uint8Array;
  readonly parts: readonly Part[];
  /** The means that gaps asked for, by meanKey. */
  readonly means: Map<string, FoundMean>;
}

export const NOT_FILLED = 0;
/** By what the scheme fixes. */
export const FILLED_FIXED = 1;
/** By a mean of other firms' points. */
export const FILLED_MEAN = 2;

/** Leaves a firm without score, place and grade; the first reason stands. */
export function leaveOut({ leftOut }: CategoryWork, row: number, rule: StandingRule): void {
  leftOut[row] ??= rule;
}
