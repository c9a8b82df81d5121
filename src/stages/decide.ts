import { type Column, type NamedState, namedState, REPORTED, stateAt } from '../exact/column.ts';
import { parseDecimal } from '../exact/decimal.ts';
import { compareQuotient } from '../exact/quotient.ts';
import { type Rational, ZERO } from '../exact/rational.ts';
import type { Facts } from '../intake/facts.ts';
import type { History } from '../intake/history.ts';
import {
  type Bounds,
  type Condition,
  type LabelCondition,
  listOf,
  type PreviousCondition,
} from '../scheme/condition.ts';
import { amountDimension, indicatorDimension, own } from '../scheme/names.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { quantityIn } from '../scheme/unit.ts';
import { dateDecider } from './decideDate.ts';
import type { Kept } from './kept.ts';
import { type Amounts, gapAt, type Measure } from './measure.ts';

/** True, false, or undefined where a datum that the condition needs is absent. */
export type Truth = boolean | undefined;

/** What a condition can speak of; each stage of the run knows more than the one before it. */
export interface Known {
  readonly scheme: Scheme;
  readonly facts: Facts;
  /** The evaluation year; 0 where nobody knows it. */
  readonly year: number;
  /** Earlier evaluations by year. */
  readonly history: History;
  readonly amounts: Amounts;
  readonly measures?: ReadonlyMap<string, Measure>;
  readonly categoryAt?: (row: number) => string | undefined;
  readonly score?: Column;
  /** Flags that the scheme has raised. */
  readonly raised?: ReadonlyMap<string, Uint8Array>;
  readonly gradeAt?: (row: number) => string | undefined;
  /** What runs that restart at the same measures need not find again. */
  readonly kept?: Kept;
}

/**
 * Turns a condition into a question to one firm. Names and quantities have been checked when the scheme was read; a part
 * that speaks of what is not known yet is undecided.
 */
export function decider(condition: Condition, known: Known): (row: number) => Truth {
  if ('all' in condition) return conjunction(condition.all.map((part) => decider(part, known)));
  if ('any' in condition) {
    const none = conjunction(condition.any.map((part) => negation(decider(part, known))));
    return negation(none);
  }
  if ('not' in condition) return negation(decider(condition.not, known));
  if ('field' in condition) return amountDecider(condition, condition.field, known);
  if ('indicator' in condition) return indicatorDecider(condition, condition.indicator, known);
  if ('label' in condition) return labelDecider(condition, known);
  if ('flag' in condition) return flagDecider(condition.flag, known);
  if ('state' in condition) {
    const stateOf = stateReader(condition.state, known);
    return (row) => stateOf(row) === condition.is;
  }
  if ('gapOf' in condition) {
    const measure = known.measures?.get(condition.gapOf);
    const reasons = listOf(condition.is);
    return (row) => {
      const gap = measure === undefined ? undefined : gapAt(measure, row);
      return gap !== undefined && reasons.includes(gap);
    };
  }
  if ('score' in condition) {
    const score = known.score;
    const within = boundsOf(condition, parseDecimal);
    return (row) =>
      score === undefined || stateAt(score, row) !== REPORTED ? undefined : within(score, undefined, row);
  }
  if ('date' in condition) return dateDecider(condition, known.facts.labels.get(condition.date), known.year);
  if ('previously' in condition) return previousDecider(condition, known);
  if ('grade' in condition) return oneOf(listOf(condition.grade), known.gradeAt);
  const categories = listOf(condition.category);
  return (row) => categories.includes(known.categoryAt?.(row) ?? '');
}

function conjunction(parts: readonly ((row: number) => Truth)[]): (row: number) => Truth {
  return (row) => {
    let result: Truth = true;
    for (const part of parts) {
      const truth = part(row);
      if (truth === false) return false;
      if (truth === undefined) result = undefined;
    }
    return result;
  };
}

function negation(part: (row: number) => Truth): (row: number) => Truth {
  return (row) => {
    const truth = part(row);
    return truth === undefined ? undefined : !truth;
  };
}

function amountDecider(bounds: Bounds, key: string, known: Known): (row: number) => Truth {
  const column = known.amounts.get(key);
  const dimension = amountDimension(known.scheme, key) ?? 'share';
  const within = boundsOf(bounds, (text) => quantityIn(text, dimension));
  return (row) =>
    column === undefined || stateAt(column, row) !== REPORTED ? undefined : within(column, undefined, row);
}

function indicatorDecider(bounds: Bounds, id: string, known: Known): (row: number) => Truth {
  const measure = known.measures?.get(id);
  const indicator = own(known.scheme.indicators, id);
  if (measure === undefined || indicator === undefined) return () => undefined;
  const dimension = indicatorDimension(known.scheme, indicator) ?? 'share';
  const within = boundsOf(bounds, (text) => quantityIn(text, dimension));
  return (row) => (measure.gap[row] === 0 ? within(measure.numerator, measure.divisor, row) : undefined);
}

type Within = (numerator: Column, divisor: Column | undefined, row: number) => boolean;

/** All bounds at once, each compared by cross-multiplication with the exact bound. */
function boundsOf(bounds: Bounds, read: (text: string) => Rational | undefined): Within {
  const tests: ((numerator: Column, divisor: Column | undefined, row: number) => boolean)[] = [];
  const bound = (text: string | undefined, holds: (comparison: number) => boolean): void => {
    if (text === undefined) return;
    const value = read(text) ?? ZERO;
    tests.push((numerator, divisor, row) => holds(compareQuotient(numerator, divisor, row, value)));
  };
  bound(bounds.atLeast, (comparison) => comparison >= 0);
  bound(bounds.moreThan, (comparison) => comparison > 0);
  bound(bounds.atMost, (comparison) => comparison <= 0);
  bound(bounds.lessThan, (comparison) => comparison < 0);
  bound(bounds.equals, (comparison) => comparison === 0);
  return (numerator, divisor, row) => tests.every((test) => test(numerator, divisor, row));
}

function labelDecider(condition: LabelCondition, known: Known): (row: number) => Truth {
  const labels = known.facts.labels.get(condition.label);
  const texts = new Set(listOf(condition.is ?? []));
  // A sector code may be written with its section letter or without it: C3351, 3351.
  const starts = listOf(condition.startsWith ?? []);
  return (row) => {
    const label = labels?.[row];
    if (label === undefined) return undefined;
    if (condition.is !== undefined) return texts.has(label);
    return starts.some((start) => label.startsWith(start) || label.replace(/^[A-Z](?=\d)/, '').startsWith(start));
  };
}

function flagDecider(key: string, known: Known): (row: number) => Truth {
  const raised = known.raised?.get(key);
  if (raised !== undefined) return (row) => raised[row] === 1;
  const flags = known.facts.flags.get(key);
  return (row) => flags?.[row];
}

/** See PreviousCondition: undecided as soon as a year is not at hand, unless another year already says no. */
function previousDecider({ previously, years }: PreviousCondition, { facts, year, history }: Known) {
  const past = Array.from({ length: years }, (_, back) => history.get(year - 1 - back));
  const { category, grade, flag } = previously;
  return (row: number): Truth => {
    const id = facts.ids[row] as string;
    let result: Truth = true;
    for (const evaluation of past) {
      if (evaluation === undefined) {
        result = undefined;
        continue;
      }
      const firm = evaluation.firms.get(id);
      if (firm === undefined) return false;
      if (category !== undefined && !listOf(category).includes(firm.category ?? '')) return false;
      if (grade !== undefined && !listOf(grade).includes(firm.grade ?? '')) return false;
      if (flag !== undefined && !firm.flags.includes(flag)) return false;
    }
    return result;
  };
}

const STATE_NAMES: Readonly<Record<NamedState, string>> = {
  0: 'reported',
  1: 'missing',
  2: 'notApplicable',
  3: 'withheld',
};

function stateReader(key: string, known: Known): (row: number) => string {
  const column = known.amounts.get(key);
  if (column !== undefined) return (row) => STATE_NAMES[namedState(stateAt(column, row))];
  const texts = known.facts.labels.get(key) ?? known.facts.flags.get(key);
  return (row) => (texts?.[row] === undefined ? 'missing' : 'reported');
}

function oneOf(
  names: readonly string[],
  nameAt: ((row: number) => string | undefined) | undefined,
): (row: number) => Truth {
  return (row) => {
    const name = nameAt?.(row);
    return name === undefined ? undefined : names.includes(name);
  };
}
