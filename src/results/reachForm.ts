import { z } from 'zod';
import { STATUSES } from '../scheme/flag.ts';
import type { Reach } from './reach.ts';

const text = z.string();
const optional = text.exactOptional();
const count = z.int().min(0);
const exact = text.meta({ description: 'an exact number: plain decimal notation, or n/d where it has none' });

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

const named = z.strictObject({ id: text, name: text.nullable() });

const state = z.strictObject({
  category: text.nullable(),
  categoryTitle: text.nullable(),
  status: z.enum(STATUSES),
  statusRule: optional,
  score: exact.exactOptional(),
  place: count.exactOptional(),
  grade: optional,
  moves: z.array(
    z.strictObject({
      rule: text,
      from: text,
      to: text,
      reason: optional,
      document: optional,
      approver: optional,
      date: optional,
    }),
  ),
  flags: z.array(z.strictObject({ flag: text, title: text })),
});

const reached = z.strictObject({
  change: exact,
  to: exact,
  steps: count,
  share: exact.exactOptional(),
  oneStepLess: exact,
  confirmed: z.strictObject({ withChange: z.literal('reached'), oneStepLess: z.literal('notReached') }),
  after: state,
  effects: z.strictObject({
    flagsGained: z.array(text),
    flagsLost: z.array(text),
    others: z.array(z.strictObject({ id: text, name: text.nullable(), from: text.nullable(), to: text.nullable() })),
  }),
});

const lever = z.strictObject({
  lever: text,
  title: text,
  unit: text,
  direction: z.enum(['up', 'down']),
  present: exact.exactOptional(),
  countedAsZero: z.boolean().exactOptional(),
  step: exact,
  reached: reached.exactOptional(),
  not: z
    .strictObject({
      reason: z.enum(['notInScheme', 'notReported', 'veto', 'byHand', 'pointsLimit', 'gap', 'zero', 'range']),
      because: z.array(text),
      closest: z.strictObject({ amount: exact, state }).exactOptional(),
    })
    .exactOptional(),
  search: z.strictObject({ proof: z.enum(['exact', 'searched']), runs: count, from: exact, to: exact }).exactOptional(),
  advice: z.array(text),
});

const reachForm: z.ZodType<Reach, unknown> = z.strictObject({
  format: z.literal('permu-reach/1'),
  scheme: z.strictObject({ id: text, title: text, version: text }),
  year: z.int(),
  firm: named,
  unit: named.exactOptional(),
  landlord: named.exactOptional(),
  now: state,
  goals: z.array(
    z.strictObject({
      kind: z.enum(['grade', 'flag']),
      grade: optional,
      flag: optional,
      title: optional,
      source,
      actsOn: named,
      edge: z
        .strictObject({ places: count.exactOptional(), base: count.exactOptional(), score: exact.exactOptional() })
        .exactOptional(),
      levers: z.array(lever),
    }),
  ),
  advice: z.array(z.strictObject({ advice: text, title: text, text, english: optional, source })),
});

/** The JSON Schema of what `reach` answers; seeds/reach.schema.json is a copy of it. */
export function reachJsonSchema(): object {
  const schema = z.toJSONSchema(reachForm, { target: 'draft-2020-12', io: 'output', reused: 'ref' });
  return {
    ...schema,
    title: 'permu reach',
    description:
      'What one firm needs for a better grade, or to leave a list, in a per-mu evaluation (亩均效益综合评价)',
  };
}

/** Where a value differs from the form of an answer: the first path and why; undefined where it does not. */
export function reachFault(value: unknown): string | undefined {
  const fault = reachForm.safeParse(value).error?.issues[0];
  return fault && `${fault.path.map(String).join('.')}: ${fault.message}`;
}
