import { formatRational, parseDecimal } from '../exact/decimal.ts';
import { add, compare, ZERO } from '../exact/rational.ts';
import type { Category } from './category.ts';
import { checkCondition } from './checkCondition.ts';
import { checkGrading } from './checkGrading.ts';
import { checkScoring } from './checkScoring.ts';
import type { Findings } from './findings.ts';
import type { RankingKey } from './grading.ts';

/** One category: whom it admits, what scores, how it is ranked and graded. */
export function checkCategory(found: Findings, category: Category, path: string): void {
  checkCondition(found, category.admit, `${path}.admit`, 'admit');
  const indicators = category.scoring.map(({ indicator }) => indicator);
  found.unique(indicators, `${path}.scoring`);
  const declared = parseDecimal(category.weightsTotal) ?? ZERO;
  const total = category.scoring.reduce((sum, { weight }) => add(sum, parseDecimal(weight) ?? ZERO), ZERO);
  if (compare(total, declared) !== 0) {
    found.report('schemeWeights', `${path}.weightsTotal`, category.weightsTotal, formatRational(total));
  }
  category.scoring.forEach((rule, i) => {
    checkScoring(found, rule, category, `${path}.scoring[${i}]`);
  });
  for (const label of category.ranking.within) {
    if (label !== 'category') found.label(label, `${path}.ranking.within`);
  }
  if (!category.ranking.within.includes('category')) {
    found.report('schemeForm', `${path}.ranking.within`, '"category" first', category.ranking.within.join(', '));
  }
  category.ranking.by.forEach((key, i) => {
    checkRankingKey(found, key, `${path}.ranking.by[${i}]`);
    if ('score' in key && category.scoring.length === 0) {
      found.report('schemeForm', `${path}.ranking.by[${i}]`, 'a field or an indicator: nothing is scored', 'score');
    }
  });
  checkGrading(found, category.grading, category, `${path}.grading`);
}

/** The amount or indicator that firms are ordered by. */
export function checkRankingKey(found: Findings, key: RankingKey, path: string): void {
  if ('field' in key) found.amount(key.field, `${path}.field`);
  if ('indicator' in key) found.indicatorName(key.indicator, `${path}.indicator`);
}
