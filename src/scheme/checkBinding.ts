import { formatRational, parseDecimal } from '../exact/decimal.ts';
import { compare, divide, type Rational, rational, subtract, ZERO } from '../exact/rational.ts';
import type { Binding, BoundGrade, BoundWeight } from './binding.ts';
import type { Category } from './category.ts';
import type { Findings } from './findings.ts';
import { type SharesGrading, shareOf } from './grading.ts';
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
  const lists = Object.entries(scheme).filter(([list]) => list !== 'binding');
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
  const stated = [
    ...(entry.atMost === undefined ? [] : [`${entry.grade} ≤ ${entry.atMost}`]),
    ...(entry.atLeast === undefined ? [] : [`${entry.grade} ≥ ${entry.atLeast}`]),
  ].join(', ');
  const report = (below: string, received: string, needed = stated): void =>
    found.report('schemeBinding', `${path}.grading${below}`, expectation(needed, entry.source), received);
  switch (grading.kind) {
    case 'scoreThresholds':
    case 'none':
      report('.kind', grading.kind, `shares, ${stated}`);
      return;
    case 'shares':
      checkSharesOf(entry, grading, report, stated);
  }
}

function checkSharesOf(
  entry: BoundGrade,
  grading: SharesGrading,
  report: (below: string, received: string, needed?: string) => void,
  stated: string,
): void {
  const position = grading.upTo.findIndex(([grade]) => grade === entry.grade);
  const edges = grading.upTo.map(([, share]) => shareOf(share));
  const share = position < 0 ? ZERO : subtract(edges[position] as Rational, edges[position - 1] ?? ZERO);
  const { atMost, atLeast } = entry;
  if (position < 0 && atLeast === undefined) return;
  const below = position < 0 ? '.upTo' : `.upTo[${position}]`;
  const over = atMost !== undefined && compare(share, shareOf(atMost)) > 0;
  const under = atLeast !== undefined && compare(share, shareOf(atLeast)) < 0;
  if (over || under) {
    report(below, `${entry.grade} ${percent(share)}`);
    return;
  }
  const [best, worst] = [position === 0, position === edges.length - 1];
  // All firms have the only grade, and a grade between two edges has both of its counts rounded alike.
  if (best === worst) return;
  const needed = best ? { cap: 'down', floor: 'up' } : { cap: 'up', floor: 'down' };
  if (atMost !== undefined && grading.count !== needed.cap) report('.count', grading.count, `${needed.cap}, ${stated}`);
  if (atLeast !== undefined && grading.count !== needed.floor)
    report('.count', grading.count, `${needed.floor}, ${stated}`);
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

function percent(share: Rational): string {
  return `${formatRational(rational(share.n * 100n, share.d))}%`;
}
