import { z } from 'zod';
import { type Condition, condition, type WhenUndecided, whenUndecided } from './condition.ts';
import type { SourceRef } from './source.ts';
import { sourceRef } from './source.ts';
import { key, title } from './text.ts';
import { type Concerned, concerned } from './unitRule.ts';

/** The status with which a firm leaves the evaluation. */
export const STATUSES = ['graded', 'ungraded', 'notYet', 'notEvaluated'] as const;
export type Status = (typeof STATUSES)[number];

/** A mark on firms that meet a condition, such as the clearance line. A flag moves no grade by itself; an override may. */
export interface Flag {
  readonly id: string;
  readonly title: string;
  readonly of?: Concerned;
  readonly when: Condition;
  /** What an undecidable condition means: is a firm without land on the clearance list, or not? */
  readonly whenUndecided: WhenUndecided;
  /** Firms of which statuses can be flagged. */
  readonly among: readonly Status[];
  readonly source?: SourceRef;
}

export const flag: z.ZodType<Flag, unknown> = z.strictObject({
  id: key,
  title,
  of: concerned.exactOptional(),
  when: condition,
  whenUndecided,
  among: z.array(z.enum(STATUSES)).min(1),
  source: sourceRef.exactOptional(),
});
