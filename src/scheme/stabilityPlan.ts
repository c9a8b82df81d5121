import { z } from 'zod';
import seed from '../../seeds/stability.json' with { type: 'json' };
import { parseDecimal } from '../exact/decimal.ts';
import type { RoundingMode } from '../exact/rational.ts';
import type { StatisticBaseline } from './baseline.ts';
import { places, roundingMode } from './indicator.ts';
import { type Method, method } from './scoring.ts';
import { shareText } from './text.ts';

/**
 * What an analysis of stability varies, and how far: the choices that a method could have made as well. Whatever is varied is
 * listed with its range in the result. What a plan does not state stands as in seeds/stability.json.
 */
export interface StabilityPlan {
  readonly note?: string;
  /**
   * Each weight by up to so much of itself, up and down, the weights being put back to their stated total afterwards (those of
   * a weight group to the group's); below 100 %. "0" leaves them alone.
   */
  readonly weights: string;
  /** Each baseline that is a constant by up to so much of itself; below 100 %. */
  readonly baselines: string;
  /** Statistics that can stand for each other where a baseline is one of them; those of a previous year stay as they are. */
  readonly statistics: readonly StatisticBaseline['statistic'][];
  /** Places of each ratio in a statistic that needs them and states none. */
  readonly ratioPlaces: number;
  /** The places of points, by up to so many more or fewer. */
  readonly roundingPlaces: number;
  readonly roundingModes: readonly RoundingMode[];
  /** What becomes of firms that share a place across an edge of the grades. */
  readonly ties: readonly ('better' | 'worse')[];
  /**
   * Methods of scoring that are as legitimate as the stated one. One of them at a time scores all indicators of a category of
   * which more is better and that are scored by ratio, min–max or percentile rank; others keep their method.
   */
  readonly methods: readonly Method[];
  /** How many firms are left out, one at a time; where there are more, so many are drawn by the seed. 0: none. */
  readonly leaveOut: number;
}

/** A share of which the whole stays above zero. */
const share: z.ZodType<string, unknown> = shareText.refine((text) => isBelowOne(text), {
  message: 'a share below 100%',
});

const alternative: z.ZodType<Method, unknown> = method.refine(
  (one) => one.kind === 'minMax' || (one.kind === 'percentileRank' && one.order === 'desc') || isStatisticRatio(one),
  { message: 'minMax, percentileRank from the highest value, or ratio to a statistic' },
);

const shape = {
  note: z.string(),
  weights: share,
  baselines: share,
  statistics: z.array(z.enum(['ratioOfSums', 'meanOfRatios', 'median', 'best'])),
  ratioPlaces: places,
  roundingPlaces: z.int().min(0).max(6),
  roundingModes: z.array(roundingMode),
  ties: z.array(z.enum(['better', 'worse'])),
  methods: z.array(alternative),
  leaveOut: z.int().min(0).max(1_000_000),
};

/** What a plan's file may state; every key may be left out. */
const planForm: z.ZodType<Partial<StabilityPlan>, unknown> = z.strictObject(
  Object.fromEntries(Object.entries(shape).map(([key, form]) => [key, form.exactOptional()])),
) as z.ZodType<Partial<StabilityPlan>, unknown>;

/** The form of a whole plan, as a result states it. */
export const wholePlanForm: z.ZodType<StabilityPlan, unknown> = z.strictObject({
  ...shape,
  note: shape.note.exactOptional(),
}) as z.ZodType<StabilityPlan, unknown>;

/** What is varied where no plan says otherwise. */
export const USUAL_PLAN: StabilityPlan = usualPlan();

/** Reads a plan, or says what is wrong with it: "path: why". */
export function readStabilityPlan(value: unknown): {
  readonly plan?: StabilityPlan;
  readonly faults: readonly string[];
} {
  const form = planForm.safeParse(value);
  if (form.success) return { plan: { ...USUAL_PLAN, ...form.data }, faults: [] };
  return { faults: form.error.issues.map(({ path, message }) => `${path.map(String).join('.') || '.'}: ${message}`) };
}

function usualPlan(): StabilityPlan {
  const { note: _, ...plan } = wholePlanForm.parse(seed);
  return plan;
}

function isBelowOne(text: string): boolean {
  const percent = text.endsWith('%');
  const value = parseDecimal(percent ? text.slice(0, -1) : text);
  return value !== undefined && value.n < value.d * (percent ? 100n : 1n);
}

function isStatisticRatio(one: Method): boolean {
  return one.kind === 'ratio' && typeof one.baseline !== 'string';
}
