import { parseDecimal } from '../exact/decimal.ts';
import { compare, ONE, ZERO } from '../exact/rational.ts';
import type { Baseline } from './baseline.ts';
import type { Category } from './category.ts';
import type { Findings } from './findings.ts';
import { shareOf } from './grading.ts';
import { GAPS, type Gap, type Indicator } from './indicator.ts';
import { amountDimension, indicatorDimension, own } from './names.ts';
import type { Scheme } from './scheme.ts';
import type { Limits, Method, Scoring } from './scoring.ts';
import { optionalDecimal } from './text.ts';
import type { Dimension } from './unit.ts';

/** One scoring rule: its indicator, weight, gaps and method. */
export function checkScoring(found: Findings, rule: Scoring, category: Category, path: string): void {
  const indicator = own(found.scheme.indicators, rule.indicator);
  if (indicator === undefined) {
    found.report('schemeName', `${path}.indicator`, Object.keys(found.scheme.indicators).join(' | '), rule.indicator);
    return;
  }
  const weight = parseDecimal(rule.weight) ?? ZERO;
  if (weight.n <= 0n) found.report('schemeQuantity', `${path}.weight`, '> 0', rule.weight);
  for (const gap of possibleGaps(found.scheme, indicator)) {
    if ((rule.gap?.[gap] ?? rule.gap?.other ?? category.gap?.[gap] ?? category.gap?.other) === undefined) {
      found.report('schemeGap', `${path}.gap.${gap}`, 'what this gap earns', 'nothing');
    }
  }
  const dimension = indicatorDimension(found.scheme, indicator);
  if (dimension === undefined) return;
  checkMethod(found, rule.method, dimension, `${path}.method`);
}

function checkMethod(found: Findings, method: Method, dimension: Dimension, path: string): void {
  switch (method.kind) {
    case 'ratio':
    case 'reverse':
      checkBaseline(found, method.baseline, dimension, `${path}.baseline`);
      checkLimits(found, method.limits, dimension, `${path}.limits`);
      return;
    case 'minMax':
    case 'percentileRank':
      for (const label of method.per ?? []) found.label(label, `${path}.per`);
      return;
    case 'bands': {
      const steps = method.from.map(([from], i) => found.optionalQuantity(from, dimension, `${path}.from[${i}]`));
      steps.forEach((step, i) => {
        const above = steps[i - 1];
        if (step !== undefined && above !== undefined && compare(step, above) >= 0) {
          found.report('schemeEdges', `${path}.from[${i}]`, 'values that fall', method.from[i]?.[0] ?? '');
        }
      });
    }
  }
}

function checkBaseline(found: Findings, baseline: Baseline, dimension: Dimension, path: string): void {
  if (typeof baseline === 'string') {
    found.positive(baseline, dimension, path);
    return;
  }
  if (baseline.otherwise !== 'ungraded') found.positive(baseline.otherwise, dimension, `${path}.otherwise`);
  const times = parseDecimal(baseline.times ?? '1') ?? ONE;
  if (times.n <= 0n) found.report('schemeQuantity', `${path}.times`, '> 0', baseline.times ?? '');
  for (const label of baseline.per ?? []) {
    found.label(label, `${path}.per`);
    if (baseline.from === 'previous' && !['sector', 'zone', 'town'].includes(label)) {
      found.report('schemeName', `${path}.per`, 'sector, zone or town', label);
    }
  }
  const { instead } = baseline.small ?? {};
  if (instead !== undefined && instead !== 'category' && instead !== 'ungraded') {
    found.positive(instead, dimension, `${path}.small.instead`);
  }
  const share = baseline.quantile === undefined ? ZERO : shareOf(baseline.quantile.share);
  if (compare(share, ONE) > 0) {
    found.report('schemeQuantity', `${path}.quantile.share`, '≤ 100%', baseline.quantile?.share ?? '');
  }
}

function checkLimits(found: Findings, limits: Limits | undefined, dimension: Dimension, path: string): void {
  const lower = found.optionalQuantity(limits?.value?.min, dimension, `${path}.value.min`);
  const upper = found.optionalQuantity(limits?.value?.max, dimension, `${path}.value.max`);
  found.inOrder(lower, upper, `${path}.value`);
  found.inOrder(optionalDecimal(limits?.points?.min), optionalDecimal(limits?.points?.max), `${path}.points`);
}

/** The gaps that an indicator can have: a divisor brings its own. */
function possibleGaps(scheme: Scheme, indicator: Indicator): readonly Gap[] {
  const perLand = indicator.per !== undefined && amountDimension(scheme, indicator.per) === 'area';
  return GAPS.filter((gap) => {
    if (gap === 'noLand') return perLand;
    if (gap === 'zeroDivisor' || gap === 'negativeDivisor') return indicator.per !== undefined && !perLand;
    return true;
  });
}
