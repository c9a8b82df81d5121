import { z } from 'zod';
import { type Condition, condition } from './condition.ts';
import type { Direction } from './grading.ts';
import type { SourceRef } from './source.ts';
import { sourceRef } from './source.ts';
import { key, title } from './text.ts';
import { type Concerned, concerned } from './unitRule.ts';

/** A leaderboard (领跑者): in each group the first firms of those eligible. Firms tied with the last one are kept. */
export interface Board {
  readonly id: string;
  readonly title: string;
  readonly of?: Concerned;
  /** "all", "category", or a label: sector, division, section, sectorGroup, zone, town … */
  readonly per: string;
  /** What leaders are ordered by; indicators are compared unrounded. A firm without the measure is not eligible. */
  readonly by: BoardKey;
  /** How many a group has. */
  readonly top: number;
  /** Firms for which this is false or undecided are not eligible. */
  readonly eligible: Condition;
  readonly source?: SourceRef;
}

/** A ranking key whose direction may be left out: the largest first. */
export type BoardKey =
  | { readonly score: Direction }
  | { readonly indicator: string; readonly order?: Direction }
  | { readonly field: string; readonly order?: Direction };

const direction = z.enum(['desc', 'asc']);

export const board: z.ZodType<Board, unknown> = z.strictObject({
  id: key,
  title,
  of: concerned.exactOptional(),
  per: key,
  by: z.union([
    z.strictObject({ score: direction }),
    z.strictObject({ indicator: key, order: direction.exactOptional() }),
    z.strictObject({ field: key, order: direction.exactOptional() }),
  ]),
  top: z.int().min(1),
  eligible: condition,
  source: sourceRef.exactOptional(),
});
