import type { Category } from '../../src/scheme/category.ts';
import type { Status } from '../../src/scheme/flag.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import type { Fraction } from './fraction.ts';
import { type Measure, measureOf, type OracleFirm } from './measure.ts';

/** Points of one indicator, as they stand and rounded. `from`: a value, a fill that the scheme fixes, or a pool's mean. */
export interface OraclePoints {
  readonly exact: Fraction;
  readonly rounded: Fraction;
  readonly from: 'value' | 'fill' | 'mean';
}

/** A bonus or deduction by the id of its rule, or what the limits of a group change by the id of the group. */
export interface OracleAdjustment {
  readonly rule: string;
  readonly points: Fraction;
}

/** A firm on its way through the evaluation. */
export interface Row {
  readonly firm: OracleFirm;
  category?: Category;
  /** The labels of the pool, as one text; absent where one of them is missing. */
  pool?: string;
  /** Whether the pool has fewer firms than its ranking wants, whatever becomes of them. */
  small: boolean;
  /** What the status rules and the admission say, before any gap. */
  ruled: Status;
  status: Status;
  statusRule?: string;
  points: Map<string, OraclePoints>;
  adjustments: readonly OracleAdjustment[];
  /** Whether the firm stands in the order of its pool: it has a pool, and nothing has left it without points or score. */
  ranked: boolean;
  score?: Fraction;
  place?: number;
  initialGrade?: string;
  moves: { rule: string; from: string; to: string }[];
  grade?: string;
  raised: Set<string>;
}

export function measureOfRow(scheme: Scheme, row: Row, indicator: string): Measure {
  return measureOf(scheme, row.firm, indicator);
}
