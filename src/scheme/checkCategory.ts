import { formatRational, parseDecimal } from '../exact/decimal.ts';
import { add, compare, ZERO } from '../exact/rational.ts';
import type { Category } from './category.ts';
import { checkCondition } from './checkCondition.ts';
import { checkGrading } from './checkGrading.ts';
import { checkScoring } from './checkScoring.ts';
import type { Findings } from './findings.ts';
import { gradesOf } from './grading.ts';
import { own } from './names.ts';

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
  checkWeightGroups(found, category, path);
  category.scoring.forEach((rule, i) => {
    checkScoring(found, rule, category, `${path}.scoring[${i}]`);
  });
  for (const label of category.ranking.within) {
    if (label !== 'category') found.label(label, `${path}.ranking.within`);
  }
  if (!category.ranking.within.includes('category')) {
    found.report('schemeForm', `${path}.ranking.within`, '"category" first', category.ranking.within.join(', '));
  }
  const { pool, small } = category.ranking;
  if (pool !== undefined) checkSharedPool(found, category, pool, path);
  if (typeof small?.instead === 'object' && !gradesOf(category.grading).includes(small.instead.grade)) {
    const grades = gradesOf(category.grading).join(' | ');
    found.report('schemeName', `${path}.ranking.small.instead.grade`, grades, small.instead.grade);
  }
  category.ranking.by.forEach((key, i) => {
    found.rankingKey(key, `${path}.ranking.by[${i}]`);
    if ('score' in key && category.scoring.length === 0) {
      found.report('schemeForm', `${path}.ranking.by[${i}]`, 'a field or an indicator: nothing is scored', 'score');
    }
  });
  checkGrading(found, category.grading, category, `${path}.grading`);
}

/** The weights of each group add up to what it states, and each rule that names a group names one of them. */
function checkWeightGroups(found: Findings, { scoring, weightGroups }: Category, path: string): void {
  for (const [group, declared] of Object.entries(weightGroups ?? {})) {
    const weights = scoring.filter(({ weightGroup }) => weightGroup === group).map(({ weight }) => weight);
    const total = weights.reduce((sum, weight) => add(sum, parseDecimal(weight) ?? ZERO), ZERO);
    if (compare(total, parseDecimal(declared) ?? ZERO) !== 0) {
      found.report('schemeWeights', `${path}.weightGroups.${group}`, declared, formatRational(total));
    }
  }
  scoring.forEach(({ weightGroup }, i) => {
    if (weightGroup !== undefined && own(weightGroups, weightGroup) === undefined) {
      const groups = Object.keys(weightGroups ?? {}).join(' | ');
      found.report('schemeName', `${path}.scoring[${i}].weightGroup`, groups, weightGroup);
    }
  });
}

/** Categories whose firms are ranked together rank and grade alike. */
function checkSharedPool(found: Findings, category: Category, pool: string, path: string): void {
  const { categories } = found.scheme;
  if (categories.some(({ id }) => id === pool)) {
    found.report('schemeRepeated', `${path}.ranking.pool`, 'a name that no category has', pool);
  }
  const first = categories.find(({ ranking }) => ranking.pool === pool);
  if (first === undefined || first === category) return;
  for (const part of ['ranking', 'grading'] as const) {
    if (canonical(first[part]) !== canonical(category[part])) {
      found.report('schemeForm', `${path}.${part}`, 'the same ranking and grading as', first.id);
    }
  }
}

/** A rule as text, whatever the order of its keys; sources may differ. */
function canonical(rule: object): string {
  return JSON.stringify(rule, (name, value: unknown) => {
    if (name === 'source') return undefined;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
