import { parseDecimal } from '../exact/decimal.ts';
import { compare, ONE, type Rational, ZERO } from '../exact/rational.ts';
import type { Category } from './category.ts';
import type { Findings } from './findings.ts';
import {
  type Grading,
  gradesOf,
  type IndicatorThresholdsGrading,
  type SelectionGrading,
  type SharesGrading,
  shareOf,
  type ThresholdsGrading,
} from './grading.ts';
import { indicatorDimension } from './names.ts';

/** Grades named once, edges in order, and whatever else the kind of grading needs. */
export function checkGrading(found: Findings, grading: Grading, category: Category, path: string): void {
  found.unique(gradesOf(grading), path);
  switch (grading.kind) {
    case 'shares':
      checkShares(found, grading, path);
      return;
    case 'scoreThresholds':
      checkScoreThresholds(found, grading, category, path);
      return;
    case 'indicatorThresholds':
      checkIndicatorThresholds(found, grading, path);
      return;
    case 'selection':
      checkSelection(found, grading, path);
      return;
    case 'none':
      return;
  }
}

function checkShares(found: Findings, grading: SharesGrading, path: string): void {
  const shares = grading.upTo.map(([, share]) => shareOf(share));
  sharesRise(found, shares, grading.upTo, `${path}.upTo`);
  const last = shares.at(-1);
  if (last !== undefined && compare(last, ONE) !== 0) {
    found.report('schemeEdges', `${path}.upTo`, '100% at the end', grading.upTo.at(-1)?.[1] ?? '');
  }
  const bottom = (grading.last ?? []).map(([, share]) => shareOf(share));
  sharesRise(found, [...bottom].reverse(), [...(grading.last ?? [])].reverse(), `${path}.last`);
  gradesAmong(found, Object.keys(grading.countOf ?? {}), gradesOf(grading), `${path}.countOf`);
}

function checkScoreThresholds(found: Findings, grading: ThresholdsGrading, category: Category, path: string): void {
  const steps = grading.from.map(([, from]) => parseDecimal(from) ?? ZERO);
  steps.forEach((step, i) => {
    if (i > 0 && compare(step, steps[i - 1] as Rational) >= 0) {
      found.report('schemeEdges', `${path}.from[${i}]`, 'scores that fall', grading.from[i]?.[1] ?? '');
    }
  });
  if (category.scoring.length === 0) found.report('schemeForm', path, 'a grading that needs no score', grading.kind);
  if (grading.limits === undefined) return;
  for (const part of ['atMost', 'atLeast'] as const) {
    gradesAmong(found, Object.keys(grading.limits[part] ?? {}), gradesOf(grading), `${path}.limits.${part}`);
  }
  const first = category.ranking.by[0];
  if (first === undefined || !('score' in first) || first.score !== 'desc') {
    found.report('schemeForm', `${path}.limits`, 'score first, best scores first', JSON.stringify(first));
  }
}

function checkIndicatorThresholds(found: Findings, grading: IndicatorThresholdsGrading, path: string): void {
  const indicator = found.indicatorName(grading.indicator, `${path}.indicator`);
  const dimension = indicator && indicatorDimension(found.scheme, indicator);
  if (dimension === undefined) return;
  const steps = grading.from.map(([, from], i) => found.optionalQuantity(from, dimension, `${path}.from[${i}]`));
  const sign = grading.better === 'high' ? 1 : -1;
  steps.forEach((step, i) => {
    const above = steps[i - 1];
    if (step === undefined || above === undefined || compare(step, above) * sign < 0) return;
    const expected = grading.better === 'high' ? 'values that fall' : 'values that rise';
    found.report('schemeEdges', `${path}.from[${i}]`, expected, grading.from[i]?.[1] ?? '');
  });
  if (grading.ifGap !== 'ungraded') gradesAmong(found, [grading.ifGap], gradesOf(grading), `${path}.ifGap`);
}

function checkSelection(found: Findings, grading: SelectionGrading, path: string): void {
  gradesAmong(found, [grading.rest], grading.grades, `${path}.rest`);
  grading.steps.forEach((step, i) => {
    const at = `${path}.steps[${i}]`;
    gradesAmong(found, [step.grade], grading.grades, `${at}.grade`);
    for (const share of ['part', 'share'] as const) {
      if (compare(shareOf(step[share]), ONE) > 0) found.report('schemeEdges', `${at}.${share}`, '≤ 100%', step[share]);
    }
    step.by.forEach((key, k) => {
      found.rankingKey(key, `${at}.by[${k}]`);
    });
  });
}

function sharesRise(
  found: Findings,
  shares: readonly Rational[],
  texts: readonly (readonly [string, string])[],
  path: string,
): void {
  shares.forEach((share, i) => {
    if (i > 0 && compare(share, shares[i - 1] as Rational) < 0) {
      const expected = 'shares that rise, since they are cumulative';
      found.report('schemeEdges', `${path}[${i}]`, expected, texts[i]?.[1] ?? '');
    }
  });
}

function gradesAmong(found: Findings, names: readonly string[], grades: readonly string[], path: string): void {
  for (const name of names) {
    if (!grades.includes(name)) found.report('schemeName', path, grades.join(' | '), name);
  }
}
