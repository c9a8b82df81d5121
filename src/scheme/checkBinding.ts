import { parseDecimal } from '../exact/decimal.ts';
import { compare, divide, ZERO } from '../exact/rational.ts';
import type { Binding, BoundGrade, BoundWeight } from './binding.ts';
import type { Category } from './category.ts';
import type { Findings } from './findings.ts';
import { gradeShare, type ShareFault, shareFaults } from './gradeShare.ts';
import { shareOf } from './grading.ts';
import { isRules } from './merge.ts';
import type { Scheme } from './scheme.ts';

/** What is marked binding, on the effective scheme; what takes the parent to see is found by bindingFaults. */
export function checkBinding(found: Findings, scheme: Scheme): void {
  const entries = scheme.binding ?? [];
  found.unique(
    entries.map(({ id }) => id),
    'binding',
  );
  entries.forEach((entry, i) => {
    const path = `binding[${i}]`;
    if ('rule' in entry) checkRuleExists(found, scheme, entry.rule, path);
    else for (const category of categoriesOf(found, scheme, entry, path)) checkCategory(found, scheme, entry, category);
  });
}

function checkRuleExists(found: Findings, scheme: Scheme, rule: string, path: string): void {
  const lists = [...Object.entries(scheme), ...Object.entries(scheme.intake ?? {})].filter(
    ([list]) => list !== 'binding',
  );
  const ids = lists.flatMap(([list, value]) => (isRules(value, list) ? value.map(({ id }) => String(id)) : []));
  if (!ids.includes(rule)) found.report('schemeBinding', `${path}.rule`, expectation(ids.join(' | ')), rule);
}

function categoriesOf(
  found: Findings,
  scheme: Scheme,
  entry: Exclude<Binding, { kept: true }>,
  path: string,
): readonly Category[] {
  const { categories } = entry;
  if (categories === undefined) {
    return scheme.categories.filter(({ scoring }) => 'grade' in entry || scoring.length > 0);
  }
  for (const id of categories) found.categoryName(id, `${path}.categories`);
  return scheme.categories.filter(({ id }) => categories.includes(id));
}

function checkCategory(
  found: Findings,
  scheme: Scheme,
  entry: Exclude<Binding, { kept: true }>,
  category: Category,
): void {
  const path = `categories[${scheme.categories.indexOf(category)}]`;
  if ('grade' in entry) checkShare(found, entry, category, path);
  else if ('weight' in entry) checkWeight(found, entry, category, path);
  else if (!category.scoring.some(({ indicator }) => indicator === entry.indicator)) {
    found.report('schemeBinding', `${path}.scoring`, expectation(entry.indicator, entry.source), 'nothing');
  }
}

function checkShare(found: Findings, entry: BoundGrade, { grading }: Category, path: string): void {
  const { grade, atMost, atLeast, source } = entry;
  const stated = [
    ...(atMost === undefined ? [] : [`${grade} ≤ ${atMost}`]),
    ...(atLeast === undefined ? [] : [`${grade} ≥ ${atLeast}`]),
  ].join(', ');
  const report = ({ path: below, received, needed }: ShareFault): void => {
    const expected = needed === undefined ? stated : `${needed}, ${stated}`;
    found.report('schemeBinding', `${path}.grading${below}`, expectation(expected, source), received);
  };
  const share = gradeShare(grading, grade);
  if (share === undefined) {
    report({ path: '.kind', received: grading.kind, needed: 'shares' });
    return;
  }
  for (const fault of shareFaults(share, grade, entry)) report(fault);
}

function checkWeight(found: Findings, entry: BoundWeight, category: Category, path: string): void {
  const rule = category.scoring.findIndex(({ indicator }) => indicator === entry.indicator);
  const text = category.scoring[rule]?.weight ?? '0';
  const weight = parseDecimal(text) ?? ZERO;
  const total = parseDecimal(category.weightsTotal) ?? ZERO;
  const beyond = (bound: string | undefined, sign: 1 | -1): boolean => {
    if (bound === undefined) return false;
    const measured = bound.endsWith('%') ? (total.n > 0n ? divide(weight, total) : ZERO) : weight;
    return compare(measured, bound.endsWith('%') ? shareOf(bound) : (parseDecimal(bound) ?? ZERO)) * sign > 0;
  };
  const { atLeast, atMost } = entry.weight;
  if (!beyond(atLeast, -1) && !beyond(atMost, 1)) return;
  const stated = [
    ...(atLeast === undefined ? [] : [`${entry.indicator} ≥ ${atLeast}`]),
    ...(atMost === undefined ? [] : [`${entry.indicator} ≤ ${atMost}`]),
  ].join(', ');
  const below = rule < 0 ? '.scoring' : `.scoring[${rule}].weight`;
  found.report('schemeBinding', `${path}${below}`, expectation(stated, entry.source), text);
}

function expectation(text: string, source?: string): string {
  return source === undefined ? text : `${text} (${source})`;
}
