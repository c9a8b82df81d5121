import { z } from 'zod';
import { wholePlanForm } from '../scheme/stabilityPlan.ts';
import type { EffectRecord, FirmStability, Stability, VariedChoice } from './stability.ts';

const text = z.string();
const count = z.int().min(0);
const decimal = z.string().regex(/^-?\d+\.\d+$/);

const varied: z.ZodType<VariedChoice, unknown> = z.strictObject({
  id: text,
  kind: z.enum(['weight', 'baseline', 'statistic', 'places', 'mode', 'ties', 'method']),
  categories: z.array(text).min(1),
  indicator: text.exactOptional(),
  title: text.exactOptional(),
  stated: text,
  range: z.strictObject({ from: text, to: text }).exactOptional(),
  options: z.array(text).min(2).exactOptional(),
});

const kept = { graded: count, kept: count, always: count };

const effects: z.ZodType<readonly EffectRecord[], unknown> = z.array(
  z.strictObject({ choice: text, first: decimal, firstError: decimal, total: decimal, totalError: decimal }),
);

const firm: z.ZodType<FirmStability, unknown> = z.strictObject({
  id: text,
  name: text.nullable(),
  category: text.nullable(),
  pool: text.nullable(),
  grade: text.exactOptional(),
  place: count.exactOptional(),
  kept: count.exactOptional(),
  grades: z.record(text, count).exactOptional(),
  ungraded: count.exactOptional(),
  places: z.strictObject({ best: count, p5: count, p95: count, worst: count }).exactOptional(),
  dependsOn: count,
});

const stabilityForm: z.ZodType<Stability, unknown> = z.strictObject({
  format: z.literal('permu-stability/1'),
  engine: z.strictObject({ name: z.literal('permu'), version: text }),
  scheme: z.strictObject({ id: text, title: text, version: text, sha256: text }),
  identity: z.enum(['creditCode', 'code', 'name']),
  data: z.array(z.strictObject({ name: text, sha256: text })),
  year: z.int(),
  generator: z.strictObject({ name: text, seed: count }),
  scenarios: count,
  pairs: count,
  runs: count,
  plan: wholePlanForm,
  varied: z.array(varied),
  overall: z.strictObject(kept),
  groups: z.array(
    z.strictObject({
      ...kept,
      categories: z.array(z.strictObject({ id: text, title: text })).min(1),
      placed: count,
      meanShift: decimal,
      onPlaces: effects.exactOptional(),
      onGrades: effects.exactOptional(),
    }),
  ),
  firms: z.array(firm),
  units: z.array(firm),
  leaveOut: z.strictObject({
    tested: count,
    of: count,
    absences: z.array(
      z.strictObject({
        id: text,
        moves: z.array(z.strictObject({ id: text, from: text.nullable(), to: text.nullable() })).min(1),
      }),
    ),
  }),
});

/** The JSON Schema of what `permu stability --json` answers; seeds/stability.schema.json is a copy of it. */
export function stabilityJsonSchema(): object {
  const schema = z.toJSONSchema(stabilityForm, { target: 'draft-2020-12', io: 'output', reused: 'ref' });
  return {
    ...schema,
    title: 'permu stability',
    description: 'How firm the grades of a per-mu evaluation are (亩均效益综合评价等级稳定性)',
  };
}

/** Where a value differs from the form of a stability result: the first path and why; undefined where it does not. */
export function stabilityFault(value: unknown): string | undefined {
  const fault = stabilityForm.safeParse(value).error?.issues[0];
  return fault && `${fault.path.map(String).join('.')}: ${fault.message}`;
}
