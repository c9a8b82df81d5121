import {
  type Column,
  draftColumn,
  MISSING,
  REPORTED,
  rationalAt,
  revisedColumn,
  type State,
  stateAt,
  totalOver,
  UNREADABLE,
} from '../exact/column.ts';
import { compareRows } from '../exact/quotient.ts';
import { add, type Rational } from '../exact/rational.ts';
import type { Facts } from '../intake/facts.ts';
import { ABSENT_STATES } from '../scheme/ledger.ts';
import type { MergeRule } from '../scheme/unitRule.ts';
import type { Amounts } from './measure.ts';
import { type Unit, type Units, unitId } from './units.ts';

/** Facts and amounts with a row for every unit behind those of the firms. */
export interface Frame {
  readonly facts: Facts;
  readonly amounts: Amounts;
}

/** Adds a row for every unit: its amounts are the exact sums of its members', with what its own table states. */
export function addUnits({ facts, amounts }: Frame, { units }: Units): Frame {
  if (units.length === 0) return { facts, amounts };
  const all = new Map<string, Column>();
  const keys = new Set([
    ...amounts.keys(),
    ...units.flatMap(({ rule }) => (rule.own ?? []).map(({ amount }) => amount)),
  ]);
  const firms = facts.ids.length;
  for (const key of keys) {
    const column = amounts.get(key) ?? draftColumn(firms, 1n);
    const data = new Map(units.map((unit, at) => [firms + at, amountOf(unit, key, column)]));
    all.set(key, revisedColumn(column, firms + units.length, data));
  }
  const deciding = units.map((unit) => decidingMembers(unit, amounts));
  const stated = units.flatMap(({ own }) => own?.facts ?? []);
  const labels = new Map<string, readonly (string | undefined)[]>();
  const ofUnits = stated.flatMap((own) => [...own.labels.keys()]);
  for (const key of new Set([...facts.labels.keys(), ...ofUnits, 'name', ...units.map(({ rule }) => rule.by)])) {
    const texts = facts.labels.get(key) ?? new Array<undefined>(firms).fill(undefined);
    labels.set(key, [...texts, ...units.map((unit, at) => labelOf(unit, key, texts, deciding[at] ?? []))]);
  }
  const flags = new Map<string, readonly (boolean | undefined)[]>();
  for (const key of new Set([...facts.flags.keys(), ...stated.flatMap((own) => [...own.flags.keys()])])) {
    const answers = facts.flags.get(key) ?? new Array<undefined>(firms).fill(undefined);
    flags.set(key, [...answers, ...units.map((unit) => flagOf(unit, key, answers))]);
  }
  const fields = new Map([...all].filter(([key]) => facts.amounts.has(key)));
  return {
    facts: { ...facts, ids: [...facts.ids, ...units.map(unitId)], labels, flags, amounts: fields },
    amounts: all,
  };
}

/** An amount of a unit: a value, or the state for which there is none. */
type Datum = Rational | State;

function amountOf({ rule, members, own }: Unit, key: string, column: Column): Datum {
  const sum = sumOf(rule, members, column);
  const stated = rule.own?.find(({ amount }) => amount === key);
  const ownColumn = stated === undefined ? undefined : own?.facts.amounts.get(stated.from);
  if (own === undefined || stated === undefined || ownColumn === undefined) return sum;
  const state = stateAt(ownColumn, own.row);
  // What its own table says of it and cannot be read is neither nothing to add nor nothing that replaces.
  if (state === UNREADABLE) return UNREADABLE;
  if (state !== REPORTED) return sum;
  const value = rationalAt(ownColumn, own.row);
  if (stated.as === 'replaces' || members.length === 0) return value;
  return typeof sum === 'object' ? add(sum, value) : sum;
}

function sumOf(rule: MergeRule, members: readonly number[], column: Column): Datum {
  const zero = new Set<State>(rule.zeroWhen.map((state) => ABSENT_STATES[state]));
  const absent = members.map((row) => stateAt(column, row)).filter((state) => state !== REPORTED);
  const missing = absent.filter((state) => !zero.has(state));
  const reported = members.length - absent.length;
  if (missing.length === 0 && reported > 0) {
    return totalOver(
      column,
      members.filter((row) => stateAt(column, row) === REPORTED),
    );
  }
  if (missing.includes(UNREADABLE)) return UNREADABLE;
  const states = new Set(missing.length > 0 ? missing : absent);
  const [state] = states;
  return states.size === 1 && state !== undefined ? state : MISSING;
}

/** The members whose labels are the unit's where they agree: all, or the largest. */
function decidingMembers({ rule, members }: Unit, amounts: Amounts): readonly number[] {
  if (rule.labels === 'whereAllAgree') return members;
  const column = amounts.get(rule.labels.ofLargest);
  if (column === undefined) return [];
  const measured = members.filter((row) => stateAt(column, row) === REPORTED);
  return measured.filter((row) => measured.every((other) => compareRows(column, undefined, row, other) >= 0));
}

function labelOf(
  { rule, text, own }: Unit,
  key: string,
  texts: readonly (string | undefined)[],
  deciding: readonly number[],
): string | undefined {
  if (key === rule.by || key === 'name') return text;
  const stated = own?.facts.labels.get(key)?.[own.row];
  if (stated !== undefined) return stated;
  const found = new Set(deciding.map((row) => texts[row]));
  return found.size === 1 ? [...found][0] : undefined;
}

function flagOf(
  { rule, members, own }: Unit,
  key: string,
  answers: readonly (boolean | undefined)[],
): boolean | undefined {
  const stated = own?.facts.flags.get(key)?.[own.row];
  if (stated !== undefined) return stated;
  const said = new Set(members.map((row) => answers[row]));
  const decisive = rule.flags === 'any';
  if (said.has(decisive)) return decisive;
  return said.has(undefined) || said.size === 0 ? undefined : !decisive;
}
