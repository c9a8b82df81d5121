import { z } from 'zod';
import { GAPS } from '../scheme/indicator.ts';
import type { ConditionRecord, Explanation } from './explanation.ts';

const text = z.string();
const optional = text.exactOptional();
const count = z.int().min(0);
const gap = z.enum(GAPS);
const truth = z.enum(['yes', 'no', 'undecided']);

const source = z.strictObject({
  ref: text,
  statedBy: z.enum(['rule', 'category', 'scheme']),
  assumed: z.boolean(),
  detail: optional,
  document: optional,
  number: optional,
  issuer: optional,
  date: optional,
  url: optional,
});

const condition: z.ZodType<ConditionRecord, unknown> = z
  .lazy(() =>
    z.strictObject({
      kind: z.enum([
        'all',
        'any',
        'not',
        'field',
        'indicator',
        'label',
        'flag',
        'date',
        'state',
        'gap',
        'score',
        'grade',
        'category',
        'previously',
      ]),
      truth,
      parts: z.array(condition).exactOptional(),
      subject: optional,
      title: optional,
      found: optional,
      unit: optional,
      absent: gap.exactOptional(),
      tests: z.array(z.strictObject({ is: text, than: text, truth })).exactOptional(),
    }),
  )
  .meta({ id: 'Condition', description: 'a condition as it was decided' });

const amountShape = {
  amount: text,
  title: text,
  unit: text,
  value: optional,
  absent: gap.exactOptional(),
  unreadable: z.literal(true).exactOptional(),
};
const amount = z.strictObject(amountShape);
const ruleShape = { rule: text, title: text, condition: condition.exactOptional(), source };

const cell = z.strictObject({
  file: text,
  sheet: optional,
  row: count,
  column: z.int().min(1),
  header: text,
  text,
  unit: optional,
  statedBy: z.enum(['firm', 'department']).exactOptional(),
});

const factLine = z.strictObject({
  part: z.enum(['counts', 'agrees', 'notUsed']),
  amount: optional,
  cell,
  label: optional,
  lease: z
    .strictObject({
      role: z.enum(['landlord', 'tenant']),
      statedBy: z.enum(['landlord', 'tenant']).exactOptional(),
      counterparty: text,
      name: optional,
      parcel: optional,
      landlordKind: optional,
      from: optional,
      to: optional,
      days: z.tuple([count, count]).exactOptional(),
    })
    .exactOptional(),
});

const fact = z.strictObject({
  firm: optional,
  field: text,
  title: text,
  kind: z.enum(['label', 'flag', 'amount']),
  value: z.union([text, z.boolean(), z.null()]),
  unit: optional,
  absent: gap.exactOptional(),
  unreadable: z.literal(true).exactOptional(),
  cell: cell.exactOptional(),
  lines: z.array(factLine).exactOptional(),
});

const ledger = z.strictObject({
  ...amountShape,
  lines: z.array(z.strictObject({ ...amountShape, sign: z.enum(['+', '−']), factor: text, adds: optional })),
  source,
});

const indicator = z.strictObject({
  indicator: text,
  title: text,
  unit: text,
  of: amount,
  per: amount.exactOptional(),
  fields: z.array(text),
  written: optional,
  exact: optional,
  shown: optional,
  gap: z.strictObject({ reason: gap, amount: text }).exactOptional(),
  source,
});

const baseline = z.strictObject({
  value: optional,
  shown: optional,
  unit: text,
  how: z.enum(['constant', 'statistic', 'otherwise', 'small']),
  statistic: z.enum(['ratioOfSums', 'meanOfRatios', 'median', 'quantile', 'best']).exactOptional(),
  from: z.literal('previous').exactOptional(),
  ofWholeCategory: z.boolean().exactOptional(),
  firms: count.exactOptional(),
  numerators: optional,
  divisors: optional,
  raw: optional,
  times: optional,
  places: count.exactOptional(),
  source,
});

const points = z.strictObject({
  indicator: text,
  title: text,
  weight: text,
  method: z.enum(['ratio', 'reverse', 'minMax', 'bands', 'percentileRank']),
  part: optional,
  baseline: baseline.exactOptional(),
  range: z.strictObject({ lowest: text, highest: text, firms: count }).exactOptional(),
  standing: z.strictObject({ count, of: count }).exactOptional(),
  band: z.strictObject({ from: optional }).exactOptional(),
  filled: z
    .strictObject({
      reason: gap,
      by: z.enum(['fixed', 'mean', 'ungraded']),
      among: z.enum(['category', 'pool']).exactOptional(),
      firms: count.exactOptional(),
      total: optional,
      source,
    })
    .exactOptional(),
  written: optional,
  limits: z.strictObject({ min: optional, max: optional }).exactOptional(),
  unlimited: optional,
  exact: optional,
  points: optional,
  source,
});

const score = z.strictObject({
  rounding: z.strictObject({
    points: count,
    mode: z.enum(['halfUp', 'truncate', 'halfEven']),
    score: z.enum(['sumOfPoints', 'roundedTotal']),
  }),
  written: text,
  sum: text,
  adjustments: z.array(
    z.strictObject({
      rule: text,
      title: text,
      kind: z.enum(['points', 'perUnit', 'ofScore', 'times', 'group']),
      group: optional,
      applies: z.boolean(),
      condition: condition.exactOptional(),
      written: optional,
      limits: z.strictObject({ min: optional, max: optional }).exactOptional(),
      points: text,
      source,
    }),
  ),
  score: text,
});

const place = z.strictObject({
  pool: text,
  place: count,
  of: count,
  tiedWith: z.array(text),
  by: z.array(z.strictObject({ title: text, order: z.enum(['asc', 'desc']), value: optional })),
});

const grading = z.strictObject({
  kind: z.enum(['shares', 'scoreThresholds', 'indicatorThresholds', 'selection', 'none']),
  base: count.exactOptional(),
  edges: z
    .array(
      z.strictObject({
        kind: z.enum(['upTo', 'last', 'part', 'select', 'atMost', 'atLeast']),
        grade: text,
        share: text,
        mode: z.enum(['halfUp', 'down', 'up']),
        count,
        exact: text,
        first: count.exactOptional(),
        last: count.exactOptional(),
      }),
    )
    .exactOptional(),
  thresholds: z.array(z.strictObject({ grade: text, from: optional })).exactOptional(),
  indicator: z.strictObject({ id: text, title: text, exact: optional }).exactOptional(),
  position: count.exactOptional(),
  leftQuota: z.boolean(),
  initialGrade: optional,
  source,
});

const move = z.strictObject({ from: text, to: text });

/** The form of an explanation; the firm's record in it has that of evaluation.json and may hold more. */
const explanationForm: z.ZodType<Omit<Explanation, 'firm'>, unknown> = z.strictObject({
  format: z.literal('permu-explanation/1'),
  engine: z.strictObject({ name: z.literal('permu'), version: text }),
  scheme: z.strictObject({ id: text, title: text, version: text, sha256: text }),
  data: z.array(z.strictObject({ name: text, sha256: text })),
  year: z.int(),
  firm: z.looseObject({ id: text, name: text.nullable(), category: text.nullable(), status: text }),
  categoryTitle: text.nullable(),
  cells: z.array(fact),
  ledgers: z.array(ledger),
  statuses: z.array(
    z.strictObject({ ...ruleShape, status: z.enum(['notEvaluated', 'notYet', 'ungraded']), applies: z.boolean() }),
  ),
  categories: z.array(z.strictObject({ ...ruleShape, admitted: z.boolean() })),
  indicators: z.array(indicator),
  points: z.array(points),
  score: score.exactOptional(),
  place: place.exactOptional(),
  grading: grading.exactOptional(),
  overrides: z.array(
    z.strictObject({
      ...ruleShape,
      action: z.enum(['fix', 'raise', 'lower', 'notAbove', 'notBelow']),
      to: text,
      usesQuota: z.boolean(),
      applies: z.boolean(),
      moves: z.array(move),
      gradeWithout: optional,
    }),
  ),
  flags: z.array(z.strictObject({ ...ruleShape, raised: z.boolean() })),
  boards: z.array(z.strictObject({ ...ruleShape, group: optional, top: count, place: count.exactOptional() })),
  policies: z.array(z.strictObject({ ...ruleShape, applies: z.boolean(), yuan: optional })),
});

/** The JSON Schema of explanations; seeds/explanation.schema.json is a copy of it. */
export function explanationJsonSchema(): object {
  const schema = z.toJSONSchema(explanationForm, { target: 'draft-2020-12', io: 'output', reused: 'ref' });
  return {
    ...schema,
    title: 'permu explanation',
    description: 'How one firm came to its result in a per-mu evaluation (亩均效益综合评价)',
  };
}

/** Where a value differs from the form of an explanation: the first path and why; undefined where it does not. */
export function explanationFault(value: unknown): string | undefined {
  const fault = explanationForm.safeParse(value).error?.issues[0];
  return fault && `${fault.path.map(String).join('.')}: ${fault.message}`;
}
