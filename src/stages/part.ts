import { parseDecimal } from '../exact/decimal.ts';
import { divide, multiply, rational, ZERO } from '../exact/rational.ts';
import { issue } from '../issues/issue.ts';
import type { Baseline, StatisticBaseline } from '../scheme/baseline.ts';
import { indicatorDimension, own, titleOf } from '../scheme/names.ts';
import type { MinMaxMethod, Scoring } from '../scheme/scoring.ts';
import type { Dimension } from '../scheme/unit.ts';
import { runRule } from './admit.ts';
import { exactValue, extremeRow, type FoundBaseline, findBaseline } from './baseline.ts';
import {
  bandsFormula,
  constantFormula,
  type Formula,
  limitsOf,
  minMaxFormula,
  ratioFormula,
  reverseFormula,
  standingsFormula,
  weightOf,
} from './formula.ts';
import { foundOnce } from './kept.ts';
import { type Measure, rowsMeasured } from './measure.ts';
import { keyOf } from './pool.ts';
import { previousMeasure } from './previousMeasure.ts';
import { type CategoryWork, leaveOut, type Part, type Range } from './scoringWork.ts';

const NO_BASELINE = runRule('noBaseline', 'ungraded');

/** Divides a category into the parts that a scoring rule treats alike, and finds the formula of each. */
export function findParts(work: CategoryWork, rule: Scoring, measure: Measure): readonly Part[] {
  const indicator = own(work.scheme.indicators, rule.indicator);
  const dimension = (indicator && indicatorDimension(work.scheme, indicator)) ?? 'share';
  const { method } = rule;
  const weight = weightOf(rule);
  switch (method.kind) {
    case 'ratio':
    case 'reverse': {
      const limits = limitsOf(method.limits, weight, dimension, measure);
      const toFormula = method.kind === 'ratio' ? ratioFormula : reverseFormula;
      return baselineParts(work, rule, measure, method.baseline, dimension).map(({ id, rows, baseline }) => {
        const formula = baseline.value === undefined ? undefined : toFormula(weight, baseline.value, limits);
        return { id, rows, baseline, formula };
      });
    }
    case 'minMax':
      return divideMembers(work, measure, method.per ?? []).map(([id, rows]) => {
        const counted = rowsMeasured(measure, counting(work, rows, method.among));
        const held = work.held?.partOf(work.category.id, rule.indicator, id)?.range;
        const range = held ?? rangeOf(measure, work.held === undefined ? counted : []);
        const formula = rangeFormula(method, rule, range);
        if (formula === undefined) leaveOutMeasured(work, measure, rows);
        return { id, rows, baseline: undefined, formula, range };
      });
    case 'percentileRank':
      return divideMembers(work, measure, method.per ?? []).map(([id, rows]) => {
        const measured = rowsMeasured(measure, rows);
        const counted = counting(work, measured, method.among);
        return { id, rows, baseline: undefined, formula: standingsFormula(method, weight, measure, measured, counted) };
      });
    case 'bands':
      return [{ id: '', rows: work.members, baseline: undefined, formula: bandsFormula(method, dimension, measure) }];
  }
}

function baselineParts(work: CategoryWork, rule: Scoring, measure: Measure, form: Baseline, dimension: Dimension) {
  const { scheme, category } = work;
  const labels = typeof form === 'string' ? [] : (form.per ?? []);
  const previous = typeof form !== 'string' && form.from === 'previous' ? previousMeasure(work, rule, form) : undefined;
  const whole = (): readonly number[] =>
    typeof form === 'string' || work.held !== undefined ? [] : counting(work, work.members, form.among);
  const text = JSON.stringify(form);
  return divideMembers(work, measure, labels).map(([id, rows]) => {
    // With the baselines of another run, a part that it did not have has no firms.
    const held = work.held?.partOf(category.id, rule.indicator, id)?.baseline;
    const members = (): readonly number[] =>
      typeof form === 'string' || work.held !== undefined ? [] : counting(work, rows, form.among);
    const baseline =
      held ??
      (previous === undefined || typeof form === 'string'
        ? keptBaseline(work, measure, [category.id, rule.indicator, id, text], () =>
            findBaseline(form, dimension, measure, members(), whole()),
          )
        : findBaseline(
            previous.known ? form : withoutSmall(form),
            dimension,
            { ...previous.measure, toUnit: measure.toUnit },
            previous.rowsOf(id),
            previous.all,
          ));
    if (baseline.fallback && typeof form !== 'string') {
      const path = [category.id, rule.indicator, id].filter((text) => text !== '').join('/');
      work.issues.push(issue('baselineUndefined', { path }, titleOf(scheme, rule.indicator), form.otherwise));
    }
    if (baseline.value === undefined) leaveOutMeasured(work, measure, rows);
    return { id, rows, baseline };
  });
}

/** The baseline of a part, found once for all runs in which the same firms count. */
function keptBaseline(
  { kept, admission, pools, held }: CategoryWork,
  measure: Measure,
  key: readonly string[],
  find: () => FoundBaseline,
): FoundBaseline {
  if (kept === undefined) return find();
  return foundOnce(kept.baselines, JSON.stringify(key), [admission, pools, measure, held], find);
}

/** Without the evaluation of the year before, what the rule says `otherwise` holds, and not what it says of small parts. */
function withoutSmall({ small: _, ...rule }: StatisticBaseline): StatisticBaseline {
  return rule;
}

function rangeOf(measure: Measure, counted: readonly number[]): Range | undefined {
  if (counted.length === 0) return undefined;
  const lowest = exactValue(measure, extremeRow(measure, counted, 'lowest'));
  const highest = exactValue(measure, extremeRow(measure, counted, 'highest'));
  return { lowest, highest, firms: counted.length };
}

function rangeFormula(method: MinMaxMethod, rule: Scoring, range: Range | undefined): Formula | undefined {
  const weight = weightOf(rule);
  const number = (text: string) => parseDecimal(text) ?? ZERO;
  if (range === undefined) {
    if (method.ifNobody === 'ungraded') return undefined;
    return constantFormula(divide(multiply(weight, number(method.ifNobody)), rational(100n)));
  }
  return minMaxFormula(weight, number(method.floor), number(method.whenEqual), range.lowest, range.highest);
}

/** Those firms that count in a statistic: to be graded, or also those that a rule leaves ungraded. */
function counting({ admission }: CategoryWork, rows: readonly number[], among: 'graded' | 'scored'): readonly number[] {
  if (among === 'scored' || rows.every((row) => admission.rule[row] === undefined)) return rows;
  return rows.filter((row) => admission.rule[row] === undefined);
}

/** A firm without the measure gets what its gap earns, and needs no baseline. */
function leaveOutMeasured(work: CategoryWork, measure: Measure, rows: readonly number[]): void {
  for (const row of rows) if (measure.gap[row] === 0) leaveOut(work, row, NO_BASELINE);
}

/** The members of a category by the labels that divide it. A firm that lacks one of the labels is in no part. */
function divideMembers(
  work: CategoryWork,
  measure: Measure,
  labels: readonly string[],
): readonly (readonly [id: string, rows: readonly number[]])[] {
  const { facts, scheme, category } = work;
  if (labels.length === 0) return work.members.length === 0 ? [] : [['', work.members]];
  const parts = new Map<string, number[]>();
  for (const row of work.members) {
    const id = keyOf(facts, labels, row);
    if (id === undefined) {
      if (measure.gap[row] !== 0) continue;
      leaveOut(work, row, NO_BASELINE);
      const titles = labels.map((label) => titleOf(scheme, label)).join('、');
      work.issues.push(issue('poolUndecided', { firm: facts.ids[row] as string, path: category.id }, titles, ''));
      continue;
    }
    const rows = parts.get(id);
    if (rows === undefined) parts.set(id, [row]);
    else rows.push(row);
  }
  return [...parts];
}
