import type { FoundMean, Part } from './scoringWork.ts';

/**
 * What another run measured firms by, held fixed in place of what the firms of this run would make: baselines and the ranges
 * of min–max methods by part, and the means that fill gaps. Ids of categories, indicators, parts and pools tell them apart,
 * since positions differ from run to run.
 */
export interface HeldBaselines {
  readonly partOf: (category: string, indicator: string, part: string) => HeldPart | undefined;
  /** @param pool - id of the pool whose mean it is; "" for that of the category */
  readonly meanOf: (category: string, indicator: string, pool: string) => FoundMean | undefined;
}

export type HeldPart = Pick<Part, 'baseline' | 'range'>;
