import { REPORTED, rationalAt, stateAt } from '../exact/column.ts';
import { add, divide, multiply, ONE, type Rational, rational, subtract, ZERO } from '../exact/rational.ts';
import { type Condition, conditionParts } from '../scheme/condition.ts';
import { termParts } from '../scheme/ledger.ts';
import { amountDimension, indicatorDimension, own, termFactor } from '../scheme/names.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { quantityIn } from '../scheme/unit.ts';
import type { Run } from './run.ts';

/** How much an amount (field or ledger) changes for each unit that a field changes, both in canonical units. */
export function influenceOn(scheme: Scheme, amount: string, field: string): Rational {
  const ledger = own(scheme.ledgers, amount);
  if (ledger === undefined) return amount === field ? ONE : ZERO;
  const dimension = amountDimension(scheme, amount) ?? 'share';
  return ledger.sum.map(termParts).reduce((sum, term) => {
    const below = influenceOn(scheme, term.amount, field);
    return below.n === 0n ? sum : add(sum, multiply(termFactor(scheme, dimension, term) ?? ONE, below));
  }, ZERO);
}

/** Whether a field enters an indicator at all. */
export function entersIndicator(scheme: Scheme, id: string, field: string): boolean {
  const indicator = own(scheme.indicators, id);
  return [indicator?.of, indicator?.per].some((key) => key !== undefined && influenceOn(scheme, key, field).n !== 0n);
}

/** Every condition that can change a firm's category, status, points, flags or grade. */
function decidingConditions(scheme: Scheme): readonly Condition[] {
  const { units = [], statuses = [], categories, adjustments = [], flags = [], overrides = [] } = scheme;
  const when = [units, statuses, adjustments, flags, overrides].flat().map((rule) => rule.when);
  return [...when, ...categories.map(({ admit }) => admit)];
}

/** Whether a condition asks for an amount or indicator that a field enters. */
export function asksFor(scheme: Scheme, condition: Condition, field: string): boolean {
  return [...conditionParts(condition, '')].some(([part]) => {
    if ('field' in part) return influenceOn(scheme, part.field, field).n !== 0n;
    const id = 'indicator' in part ? part.indicator : 'gapOf' in part ? part.gapOf : undefined;
    return id !== undefined && entersIndicator(scheme, id, field);
  });
}

/**
 * The steps at which a comparison of the scheme changes its answer while one amount of a firm changes, ascending: bounds of conditions
 * on amounts and indicators, thresholds of grades, divisors that reach zero. Between two of them the firm keeps category, status,
 * rules and gaps. Every amount is linear in the one that changes, so each is found by one exact division.
 *
 * @param rows - of the firm, first, and of the units it belongs to
 * @param step - with its sign, in the canonical unit
 */
export function criticalSteps(
  run: Run,
  rows: readonly number[],
  field: string,
  step: Rational,
  most: number,
): readonly number[] {
  const { scheme } = run;
  const lines: Line[] = [];
  const amountLines = (key: string): readonly Line[] => {
    const slope = multiply(influenceOn(scheme, key, field), step);
    const column = run.amounts.get(key);
    if (slope.n === 0n || column === undefined) return [];
    return rows
      .filter((row) => stateAt(column, row) === REPORTED)
      .map((row) => ({ at: rationalAt(column, row), slope }));
  };
  const boundsOn = (of: string, per: string | undefined, bounds: readonly Rational[]): void => {
    for (const row of rows) {
      const [above, below] = [
        lineAt(run, of, row, field, step),
        per === undefined ? UNIT : lineAt(run, per, row, field, step),
      ];
      if (above === undefined || below === undefined) continue;
      for (const bound of bounds) {
        lines.push({
          at: subtract(above.at, multiply(bound, below.at)),
          slope: subtract(above.slope, multiply(bound, below.slope)),
        });
      }
    }
  };
  for (const { rule, members } of run.units.units) {
    const [mine] = rows;
    if (rule.labels === 'whereAllAgree' || mine === undefined || !members.includes(mine)) continue;
    // The largest member lends the unit its labels, so it matters when the firm passes another.
    const own = lineAt(run, rule.labels.ofLargest, mine, field, step);
    const column = run.amounts.get(rule.labels.ofLargest);
    if (own === undefined || column === undefined) continue;
    for (const row of members) {
      if (row === mine || stateAt(column, row) !== REPORTED) continue;
      lines.push({ at: subtract(own.at, rationalAt(column, row)), slope: own.slope });
    }
  }
  for (const { per } of Object.values(scheme.indicators)) if (per !== undefined) lines.push(...amountLines(per));
  const indicatorBounds = (id: string, texts: readonly string[]): void => {
    const indicator = own(scheme.indicators, id);
    if (indicator === undefined) return;
    const dimension = indicatorDimension(scheme, indicator) ?? 'share';
    boundsOn(indicator.of, indicator.per, quantities(texts, dimension));
  };
  for (const condition of decidingConditions(scheme)) {
    for (const [part] of conditionParts(condition, '')) {
      if ('field' in part)
        boundsOn(part.field, undefined, quantities(boundTexts(part), amountDimension(scheme, part.field) ?? 'share'));
      else if ('indicator' in part) indicatorBounds(part.indicator, boundTexts(part));
    }
  }
  for (const { grading } of scheme.categories) {
    if (grading.kind !== 'indicatorThresholds') continue;
    indicatorBounds(
      grading.indicator,
      grading.from.map(([, text]) => text),
    );
  }
  return stepsOf(lines, most);
}

/** An amount of one firm along the steps: `at` + k × slope. */
interface Line {
  readonly at: Rational;
  readonly slope: Rational;
}

const UNIT: Line = { at: ONE, slope: ZERO };

function lineAt({ scheme, amounts }: Run, key: string, row: number, field: string, step: Rational): Line | undefined {
  const column = amounts.get(key);
  if (column === undefined || stateAt(column, row) !== REPORTED) return undefined;
  return { at: rationalAt(column, row), slope: multiply(influenceOn(scheme, key, field), step) };
}

const BOUNDS = ['atLeast', 'moreThan', 'atMost', 'lessThan', 'equals'] as const;

/** The quantities that a part of a condition compares with. */
function boundTexts(part: { readonly [bound in (typeof BOUNDS)[number]]?: string }): readonly string[] {
  return BOUNDS.map((bound) => part[bound]).filter((text) => text !== undefined);
}

function quantities(texts: readonly string[], dimension: string): readonly Rational[] {
  return texts.map((text) => quantityIn(text, dimension)).filter((value) => value !== undefined);
}

/** The first step at which each line is at zero or beyond it, and the first at which it is beyond. */
function stepsOf(lines: readonly Line[], most: number): readonly number[] {
  const steps = new Set<number>();
  for (const { at, slope } of lines) {
    if (slope.n === 0n) continue;
    const crossing = divide(subtract(ZERO, at), slope);
    if (crossing.n < 0n) continue;
    const whole = crossing.n / crossing.d;
    if (whole > BigInt(most)) continue;
    const reaches = rational(whole).n * crossing.d === crossing.n ? Number(whole) : Number(whole) + 1;
    for (const step of [reaches, Number(whole) + 1]) if (step > 0 && step <= most) steps.add(step);
  }
  return [...steps].sort((a, b) => a - b);
}
