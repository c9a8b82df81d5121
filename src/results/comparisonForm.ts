import { z } from 'zod';
import type { Issue } from '../issues/issue.ts';
import { STATUSES } from '../scheme/flag.ts';
import { CAUSES, type Comparison, FLAG_CHANGES, type FlagChange, STEPS, UNDIVIDED } from './comparison.ts';

const text = z.string();
const optional = text.exactOptional();
const named = text.nullable();
const count = z.int().min(0);

const file = z.strictObject({ name: text, sha256: text });
const run = z.strictObject({
  scheme: z.strictObject({ id: text, title: text, version: text, sha256: text }),
  year: z.int(),
  data: z.array(file),
  history: z.array(file),
  adjustments: z.array(file),
});
const fileDifferences = z.array(z.strictObject({ name: text, before: optional, after: optional }));

const outcomeShape = {
  category: named,
  status: z.enum(STATUSES),
  grade: optional,
  initialGrade: optional,
  score: optional,
  place: count.exactOptional(),
  size: count.exactOptional(),
};
const outcome = z.strictObject(outcomeShape);
const decisionShape = { from: text, to: text };
const firm = z.strictObject({
  id: text,
  name: named,
  before: outcome.exactOptional(),
  after: outcome.exactOptional(),
  direction: z.enum(['better', 'worse']).exactOptional(),
  causes: z.array(z.enum(CAUSES)),
  steps: z.array(z.strictObject({ step: z.enum(STEPS), ...outcomeShape })).exactOptional(),
  undivided: z.enum(UNDIVIDED).exactOptional(),
  follows: optional,
  score: z
    .strictObject({ total: text, data: optional, baseline: optional, rule: optional, pool: optional })
    .exactOptional(),
  byHand: z
    .strictObject({
      corrections: z.array(
        z.strictObject({
          field: text,
          title: text,
          ...decisionShape,
          reason: text,
          document: text,
          approver: text,
          date: text,
        }),
      ),
      moves: z.array(
        z.strictObject({
          rule: text,
          ...decisionShape,
          reason: optional,
          document: optional,
          approver: optional,
          date: optional,
        }),
      ),
    })
    .exactOptional(),
});

const flagCounts: z.ZodType<Readonly<Record<FlagChange, number>>, unknown> = z.strictObject({
  cleared: count,
  improved: count,
  unchanged: count,
  worse: count,
  still: count,
  unmeasured: count,
  gone: count,
  raised: count,
  new: count,
});
const boardFirms = z.array(z.strictObject({ id: text, name: named, place: count }));
const issue = z.strictObject({
  code: text,
  severity: z.enum(['error', 'warning']),
  place: z.strictObject({}),
  expected: text,
  received: text,
}) as unknown as z.ZodType<Issue, unknown>;

const comparisonForm: z.ZodType<Comparison, unknown> = z.strictObject({
  format: z.literal('permu-comparison/1'),
  engine: z.strictObject({ name: z.literal('permu'), version: text }),
  before: run,
  after: run,
  identity: z.enum(['creditCode', 'code', 'name']),
  differences: z.strictObject({
    scheme: z.array(z.strictObject({ path: text, titles: z.array(text), before: optional, after: optional })),
    data: fileDifferences,
    history: fileDifferences,
    adjustments: fileDifferences,
  }),
  firms: z.strictObject({ before: count, after: count, both: count, new: count, gone: count }),
  transitions: z.array(
    z.strictObject({
      category: named,
      title: named,
      rows: z.array(text),
      columns: z.array(text),
      counts: z.array(z.array(count)),
      rowTotals: z.array(count),
      columnTotals: z.array(count),
      before: count,
      after: count,
    }),
  ),
  changedCategory: z.array(z.strictObject({ id: text, name: named, from: named, to: named })),
  causes: z.strictObject({
    data: count,
    baseline: count,
    rule: count,
    pool: count,
    decision: count,
    new: count,
    gone: count,
    undivided: count,
  }),
  movers: z.array(firm),
  others: z.array(firm).exactOptional(),
  flags: z.array(
    z.strictObject({
      id: text,
      title: text,
      indicator: optional,
      unit: optional,
      before: count,
      after: count,
      counts: flagCounts,
      firms: z.array(
        z.strictObject({ id: text, name: named, change: z.enum(FLAG_CHANGES), before: optional, after: optional }),
      ),
    }),
  ),
  held: z.strictObject({
    years: z.array(z.int()),
    counts: z.array(z.strictObject({ category: named, grade: text, years: count, firms: count })),
  }),
  boards: z.array(
    z.strictObject({
      id: text,
      title: text,
      groups: z.array(z.strictObject({ group: text, entered: boardFirms, left: boardFirms, stayed: count })),
    }),
  ),
  issues: z.array(issue),
});

/** The JSON Schema of comparisons; seeds/comparison.schema.json is a copy of it. */
export function comparisonJsonSchema(): object {
  const schema = z.toJSONSchema(comparisonForm, { target: 'draft-2020-12', io: 'output', reused: 'ref' });
  return {
    ...schema,
    title: 'permu comparison',
    description: 'Two per-mu evaluations (亩均效益综合评价) side by side: who moved, and why',
  };
}

/** Where a value differs from the form of a comparison: the first path and why; undefined where it does not. */
export function comparisonFault(value: unknown): string | undefined {
  const fault = comparisonForm.safeParse(value).error?.issues[0];
  return fault && `${fault.path.map(String).join('.')}: ${fault.message}`;
}
