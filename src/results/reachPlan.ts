import { type Issue, type IssueCode, issue } from '../issues/issue.ts';
import type { Flag } from '../scheme/flag.ts';
import { gradesOf } from '../scheme/grading.ts';
import { fieldNamed, fieldsOfAmount, own, titleOf } from '../scheme/names.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { sourceRecord } from './conditionRecord.ts';
import type { Evaluation } from './evaluation.ts';
import type { Reach, ReachAdvice } from './reach.ts';
import { flagsToLeave, type Goal, measuredFor, nameOf, stateOf } from './reachGoal.ts';
import { categoryAt } from './reachLevers.ts';

/** What is asked beside the firm. */
export interface ReachOptions {
  /** The grade to reach; absent: the next better one. */
  readonly grade?: string;
  /** The flag to leave, by id; absent: with no grade asked, every flag by a line that the firm is below. */
  readonly flag?: string;
  /** Amount fields, by key or title; absent: all that can bring the firm to the goal. */
  readonly levers?: readonly string[];
  /** `improving`: each amount in the way in which the scheme rewards it; `both`: more and less of each. */
  readonly directions?: 'improving' | 'both';
}

/** Whose amounts are changed and whose grade is looked at. */
export interface Subject {
  /** Row of the firm that asks. */
  readonly row: number;
  /** Row of the firm whose amounts are changed. */
  readonly actsOn: number;
  /** Keys of the fields that are asked for; undefined: all that serve. */
  readonly asked: readonly string[] | undefined;
  readonly bothWays: boolean;
}

export interface ReachPlan {
  readonly subject: Subject;
  readonly goals: readonly Goal[];
  readonly head: Omit<Reach, 'goals' | 'advice'>;
  /** All advice of the scheme. */
  readonly advice: readonly ReachAdvice[];
}

/** Finds whom the question is about and what the goals are; or the faults of the question. */
export function planReach(
  evaluation: Evaluation,
  firmId: string,
  options: ReachOptions,
): ReachPlan | { readonly issues: readonly Issue[] } {
  const { run } = evaluation;
  const { scheme, units, facts } = run;
  const fault = (code: IssueCode, expected: string, received: string) => ({
    issues: [issue(code, { firm: firmId }, expected, received)],
  });
  const row = evaluation.rowOf(firmId);
  if (row === undefined) return fault('reachFirmUnknown', '', firmId);
  const members = (at: number): string =>
    (units.units[at - units.firms]?.members ?? []).map((member) => facts.ids[member] as string).join('、');
  if (row >= units.firms) return fault('reachUnit', members(row), firmId);
  const taken = units.takenAt(row);
  const tenant = taken?.rule.kind === 'inherit';
  if (tenant && taken.from === undefined) return fault('reachNotGraded', taken.rule.title, 'ungraded');
  if (tenant && (taken.from as number) >= units.firms)
    return fault('reachLandlordUnit', members(taken.from as number), facts.ids[taken.from as number] as string);
  const levers = readLevers(scheme, options.levers);
  if ('fault' in levers) return fault(...levers.fault);
  const goals = findGoals(evaluation, row, options);
  if ('fault' in goals) {
    const [code, expected, received] = goals.fault;
    if (code !== 'reachNotGraded' || !tenant) return fault(code, expected, received);
    const { id, name } = nameOf(run, taken.from as number);
    return fault('reachLandlordNotGraded', name === null ? id : `${name} ${id}`, received);
  }
  const actsOn = tenant ? (taken.from as number) : row;
  return {
    subject: { row, actsOn, asked: levers.fields, bothWays: options.directions === 'both' },
    goals,
    head: {
      format: 'permu-reach/1',
      scheme: { id: scheme.id, title: scheme.title, version: scheme.version },
      year: run.year,
      firm: nameOf(run, row),
      ...(taken?.rule.kind === 'merge' && taken.from !== undefined && { unit: nameOf(run, taken.from) }),
      ...(tenant && { landlord: nameOf(run, actsOn) }),
      now: stateOf(evaluation, row),
    },
    advice: (scheme.advice ?? []).map(({ id, title, text, english, source }) => ({
      advice: id,
      title,
      text,
      ...(english !== undefined && { english }),
      source: sourceRecord(scheme, source),
    })),
  };
}

type Fault = { readonly fault: readonly [code: IssueCode, expected: string, received: string] };

function readLevers(
  scheme: Scheme,
  asked: readonly string[] | undefined,
): { readonly fields: readonly string[] | undefined } | Fault {
  if (asked === undefined || asked.length === 0) return { fields: undefined };
  const fields: string[] = [];
  for (const text of asked) {
    const key = keyOf(scheme, text);
    const made = own(scheme.ledgers, key) ?? own(scheme.indicators, key);
    if (made !== undefined) {
      const amounts = 'sum' in made ? [key] : [made.of, ...(made.per === undefined ? [] : [made.per])];
      const parts = amounts.flatMap((amount) => fieldsOfAmount(scheme, amount));
      return { fault: ['reachLeverNotAmount', [...new Set(parts)].join('、'), text] };
    }
    const field = fieldNamed(scheme, key);
    if (field === undefined) return { fault: ['reachLeverUnknown', usableFields(scheme).join('、'), text] };
    if (field.kind !== 'amount') return { fault: ['reachLeverNotAmount', usableFields(scheme).join('、'), text] };
    fields.push(key);
  }
  return { fields: [...new Set(fields)] };
}

/** A key as it stands, or the key of the field, ledger or indicator of this title. */
function keyOf(scheme: Scheme, text: string): string {
  if (own(scheme.ledgers, text) ?? own(scheme.indicators, text) ?? fieldNamed(scheme, text)) return text;
  const keys = [...usableFields(scheme), ...Object.keys(scheme.ledgers ?? {}), ...Object.keys(scheme.indicators)];
  return keys.find((key) => titleOf(scheme, key) === text) ?? text;
}

/** The fields that enter the scheme's indicators. */
function usableFields(scheme: Scheme): readonly string[] {
  const amounts = Object.values(scheme.indicators).flatMap(({ of, per }) => (per === undefined ? [of] : [of, per]));
  return [...new Set(amounts.flatMap((key) => fieldsOfAmount(scheme, key)))];
}

function findGoals(
  evaluation: Evaluation,
  row: number,
  { grade: wanted, flag: left }: ReachOptions,
): readonly Goal[] | Fault {
  const { run } = evaluation;
  const toLeave = (flag: Flag): Goal => ({
    kind: 'flag',
    flag,
    measured: measuredFor(run, run.units.resultRow(row), flag),
  });
  const raised = (run.scheme.flags ?? []).filter(({ id }) => run.flags.raised.get(id)?.[row] === 1);
  const goals: Goal[] = [];
  if (left !== undefined) {
    const flag = raised.find(({ id, title }) => id === left || title === left);
    if (flag === undefined)
      return { fault: ['reachFlagNotRaised', raised.map(({ id }) => id).join('、') || '—', left] };
    goals.push(toLeave(flag));
    if (wanted === undefined) return goals;
  }
  const category = categoryAt(run, run.units.gradeRow(row));
  const grade = run.overrides.grade[row];
  const grades = category === undefined ? [] : gradesOf(category.grading);
  const lines = left === undefined && wanted === undefined ? flagsToLeave(evaluation, row).map(toLeave) : [];
  if (grade === undefined || !grades.includes(grade)) {
    const { status, statusRule } = evaluation.firmAt(row);
    if (wanted === undefined && lines.length > 0) return lines;
    return { fault: ['reachNotGraded', statusRule?.title ?? '', status] };
  }
  if (wanted !== undefined) {
    if (!grades.includes(wanted)) return { fault: ['reachGradeUnknown', grades.join('、'), wanted] };
    if (grades.indexOf(wanted) >= grades.indexOf(grade)) return { fault: ['reachGradeNotBetter', grade, wanted] };
    return [{ kind: 'grade', grade: wanted }, ...goals];
  }
  const next = grades[grades.indexOf(grade) - 1];
  return [...(next === undefined ? [] : [{ kind: 'grade', grade: next } as const]), ...lines];
}
