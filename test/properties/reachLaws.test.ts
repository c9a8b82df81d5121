import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/evaluate.ts';
import { parseDecimal } from '../../src/exact/decimal.ts';
import { add, multiply, rational } from '../../src/exact/rational.ts';
import { changeAmount } from '../../src/intake/changeAmount.ts';
import { reach } from '../../src/reach.ts';
import type { FirmResult } from '../../src/results/document.ts';
import type { Evaluation } from '../../src/results/evaluation.ts';
import type { LeverAnswer } from '../../src/results/reach.ts';
import { reachFault } from '../../src/results/reachForm.ts';
import { type Field, fieldDimension } from '../../src/scheme/field.ts';
import { type Grading, gradesOf } from '../../src/scheme/grading.ts';
import { fieldNamed, fieldsOfAmount, own } from '../../src/scheme/names.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import { unitIn } from '../../src/scheme/unit.ts';
import type { OracleFirm } from '../oracle/measure.ts';
import { evaluateSlowly } from '../oracle.ts';
import { type Run, someRun, someRunWithUnits } from './arbitraries.ts';
import { closeRun } from './closeRuns.ts';
import { factsOf } from './facts.ts';
import { simpleRun } from './simpleRun.ts';
import { deepFreeze } from './variations.ts';

/** Laws of `reach`, on schemes of the whole language: small grids of steps are gone through one by one. */

const YEAR = { year: 2022 };
const RUNS = { numRuns: 25 };
/** So many steps of a lever are looked at one by one. */
const GRID = 40;
const STEP = 0.5;

/** The scheme with steps so wide that whole ranges can be gone through. */
function withWideSteps(scheme: Scheme, firms: readonly OracleFirm[]): Scheme {
  const wide = Object.keys(firms[0]?.amounts ?? {}).map((key): [string, Field] => {
    const field = fieldNamed(scheme, key);
    if (field?.kind !== 'amount') throw new RangeError(key);
    return [key, { ...field, step: `${STEP} ${field.unit}` }];
  });
  return { ...scheme, fields: { ...scheme.fields, ...Object.fromEntries(wide) } };
}

/** The fields that the points of a firm are made of. */
function fieldsFor({ run }: Evaluation, firm: FirmResult | undefined): readonly string[] {
  const category = run.scheme.categories.find(({ id }) => id === firm?.category);
  const indicators = category?.scoring.map(({ indicator }) => own(run.scheme.indicators, indicator)) ?? [];
  const amounts = indicators.flatMap((one) => [one?.of, one?.per]).filter((key) => key !== undefined);
  return [...new Set(amounts.flatMap((key) => fieldsOfAmount(run.scheme, key)))];
}

/** Runs in which most firms are graded by what they are worth: no vetoes, few gaps. Then much can be reached. */
const fairRun: fc.Arbitrary<Run> = simpleRun.map(({ scheme, firms, earlier }) => ({
  scheme: {
    ...scheme,
    statuses: [],
    overrides: (scheme.overrides ?? []).filter(({ raise, lower }) => raise !== undefined || lower !== undefined),
    categories: scheme.categories.map((category) =>
      category.grading.kind === 'none' ? { ...category, grading: HALVES } : category,
    ),
  },
  firms: firms.map((firm, row) => ({
    ...firm,
    amounts: Object.fromEntries(
      Object.entries(firm.amounts).map(([key, text], at) => [
        key,
        Number(text) > 0 && Number(text) < 100 ? text : (row + at) % 5 === 4 ? 'missing' : String(1 + ((row + at) % 7)),
      ]),
    ),
  })),
  earlier,
}));

const HALVES: Grading = {
  kind: 'shares',
  upTo: [
    ['优', '50%'],
    ['差', '100%'],
  ],
  count: 'halfUp',
  ties: 'better',
  base: 'graded',
};

const anyRun: fc.Arbitrary<Run> = fc.oneof(
  { weight: 8, arbitrary: closeRun },
  { weight: 4, arbitrary: fairRun },
  { weight: 1, arbitrary: someRun },
  { weight: 1, arbitrary: someRunWithUnits },
);

interface Question {
  readonly evaluation: Evaluation;
  readonly scheme: Scheme;
  readonly firms: readonly OracleFirm[];
  readonly firm: string;
  readonly answers: readonly {
    readonly goal: string | undefined;
    readonly lever: LeverAnswer;
    readonly actsOn: string;
  }[];
}

/** What some firm of a run needs, of one lever; nothing where nobody can be asked. */
function ask({ scheme: drawn, firms }: Run, which: number, nth: number): Question | undefined {
  const scheme = withWideSteps(drawn, firms);
  const evaluation = evaluate(factsOf(scheme, firms), scheme, YEAR);
  for (let i = 0; i < firms.length; i += 1) {
    const firm = firms[(which + i) % firms.length]?.id as string;
    const fields = fieldsFor(evaluation, evaluation.firm(firm));
    const lever = fields[nth % Math.max(1, fields.length)];
    if (lever === undefined) continue;
    const { reach: answer } = reach(evaluation, firm, { levers: [lever], directions: 'both' });
    if (answer === undefined || answer.goals.length === 0) continue;
    expect(reachFault(JSON.parse(JSON.stringify(answer)))).toBeUndefined();
    const answers = answer.goals.flatMap((goal) =>
      goal.levers.map((one) => ({ goal: goal.grade, lever: one, actsOn: goal.actsOn.id })),
    );
    return { evaluation, scheme, firms, firm, answers };
  }
  return undefined;
}

function changed(
  { evaluation, scheme }: Question,
  { lever, actsOn }: Question['answers'][number],
  steps: number,
): Evaluation {
  const { read } = evaluation.run;
  const field = fieldNamed(scheme, lever.lever);
  if (field?.kind !== 'amount') throw new RangeError(lever.lever);
  const factor = unitIn(field.unit, fieldDimension(field) ?? '')?.factor;
  const [present, step] = [parseDecimal(lever.present ?? '0'), parseDecimal(lever.step)];
  if (factor === undefined || present === undefined || step === undefined) throw new RangeError(lever.step);
  const signed = multiply(step, rational(BigInt(lever.direction === 'up' ? steps : -steps)));
  const row = evaluation.rowOf(actsOn) as number;
  return evaluate(changeAmount(read, lever.lever, row, multiply(add(present, signed), factor)), scheme, YEAR);
}

function hasGrade(scheme: Scheme, category: string | null, grade: string | null | undefined, goal: string): boolean {
  const rule = scheme.categories.find(({ id }) => id === category);
  const grades = rule === undefined ? [] : gradesOf(rule.grading);
  return grades.includes(goal) && grades.includes(grade ?? '') && grades.indexOf(grade ?? '') <= grades.indexOf(goal);
}

function reachesAt(question: Question, answer: Question['answers'][number], steps: number): boolean {
  const { category, grade } = changed(question, answer, steps).firm(question.firm) ?? {
    category: null,
    grade: undefined,
  };
  return hasGrade(question.scheme, category, grade, answer.goal ?? '');
}

function holds(law: (question: Question) => void): void {
  fc.assert(
    fc.property(anyRun, fc.nat(24), fc.nat(11), (run, which, nth) => {
      const question = ask(run, which, nth);
      if (question !== undefined) law(question);
    }),
    RUNS,
  );
}

describe('the change that a firm needs', () => {
  test('reaches, one step less does not, and where that is proved no smaller change on the grid does', () => {
    holds((question) => {
      for (const answer of question.answers) {
        const { goal, lever } = answer;
        if (goal === undefined || lever.search === undefined) continue;
        const steps = lever.reached?.steps;
        if (steps !== undefined) {
          expect([steps - 1, steps].map((at) => reachesAt(question, answer, at))).toEqual([false, true]);
        }
        if (lever.search.proof !== 'exact') continue;
        const range = Math.abs(Number(lever.search.to) - Number(lever.search.from)) / STEP;
        const smaller = Array.from({ length: Math.min(GRID, range, (steps ?? GRID + 1) - 1) }, (_, i) => i + 1);
        const missed = smaller.filter((at) => reachesAt(question, answer, at));
        expect({ lever, missed }).toEqual({ lever, missed: [] });
      }
    });
  });

  test('reaches by the slow oracle too, and one step less does not', () => {
    holds((question) => {
      for (const answer of question.answers) {
        const { goal, lever } = answer;
        if (goal === undefined || lever.reached === undefined) continue;
        const { to, oneStepLess } = lever.reached;
        const said = [oneStepLess, to].map((amount) => {
          const firms = question.firms.map((firm) =>
            firm.id === answer.actsOn ? { ...firm, amounts: { ...firm.amounts, [lever.lever]: amount } } : firm,
          );
          const firm = evaluateSlowly(question.scheme, firms).firms.get(question.firm);
          return hasGrade(question.scheme, firm?.category ?? null, firm?.grade, goal);
        });
        expect(said).toEqual([false, true]);
      }
    });
  });

  test('is the same each time, and nothing given is changed', () => {
    holds(({ evaluation, scheme, firms, firm, answers }) => {
      deepFreeze(scheme);
      const before = evaluation.document();
      const again = reach(evaluation, firm, { levers: [answers[0]?.lever.lever ?? 'tax'], directions: 'both' });
      const levers = again.reach?.goals.flatMap((goal) => goal.levers);
      expect(levers).toEqual(answers.map(({ lever }) => lever));
      expect(evaluation.document()).toEqual(before);
      expect(evaluation.run.read).toEqual(factsOf(scheme, firms));
    });
  });
});
