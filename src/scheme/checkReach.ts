import { type Condition, listOf, type WhenUndecided } from './condition.ts';
import type { Findings } from './findings.ts';
import { gradesOf } from './grading.ts';
import type { Override } from './override.ts';
import type { Scheme } from './scheme.ts';
import { MOST_SITUATIONS, type Situation, Situations, situationText, truthIn } from './situations.ts';
import { type Concerned, FIRMS } from './unitRule.ts';

/** A rule with a condition, as far as it matters whether it applies. */
interface Conditional {
  readonly path: string;
  readonly title: string;
  readonly when: Condition;
  readonly whenUndecided: WhenUndecided;
  readonly categories?: readonly string[];
  readonly of?: Concerned;
}

/**
 * Rules that can never apply: their condition contradicts itself, or an earlier rule that decides alone always applies with
 * them; and overrides that can apply together and disagree. Found by going through the situations that the conditions
 * tell apart; only pairs of rules are compared. Bands and thresholds need no such check: each value lies in exactly one.
 */
export function checkReach(found: Findings, scheme: Scheme): void {
  const statuses = listed('statuses', scheme.statuses);
  const categories = scheme.categories.map(({ title, of = FIRMS, admit }, i) => ({
    path: `categories[${i}]`,
    title,
    of,
    when: admit,
    whenUndecided: 'doesNotHold' as const,
  }));
  const boards = (scheme.boards ?? []).map(({ title, eligible }, i) => ({
    path: `boards[${i}]`,
    title,
    when: eligible,
    whenUndecided: 'doesNotHold' as const,
  }));
  const overrides = listed('overrides', scheme.overrides);
  const rules: readonly Conditional[] = [
    ...categories,
    ...statuses,
    ...listed('adjustments', scheme.adjustments),
    ...listed('flags', scheme.flags),
    ...overrides,
    ...boards,
    ...listed('policies', scheme.policies),
  ];
  const dead = new Set(rules.filter((rule) => contradicts(found, scheme, rule)));
  shadowed(found, scheme, statuses, dead);
  if (scheme.conventions.severalCategories === 'firstWins') shadowed(found, scheme, categories, dead);
  checkOverrides(found, scheme, overrides, dead);
}

function listed<T extends Omit<Conditional, 'path'>>(
  list: string,
  rules: readonly T[] | undefined,
): readonly (T & Conditional)[] {
  return (rules ?? []).map((rule, i) => ({ ...rule, path: `${list}[${i}]` }));
}

function contradicts(found: Findings, scheme: Scheme, rule: Conditional): boolean {
  const example = together(found, scheme, [rule], (situation) => applies(scheme, rule, situation));
  if (example !== 'none') return false;
  found.report('schemeUnreachable', rule.path, 'its own condition, which no firm can meet', rule.title);
  return true;
}

/** Of rules of which the first that applies decides: those with which an earlier one always applies. */
function shadowed(
  found: Findings,
  scheme: Scheme,
  rules: readonly Conditional[],
  dead: ReadonlySet<Conditional>,
): void {
  rules.forEach((rule, i) => {
    if (dead.has(rule)) return;
    const earlier = rules.slice(0, i).find((other) => !dead.has(other) && covers(found, scheme, other, rule));
    if (earlier !== undefined) found.report('schemeUnreachable', rule.path, `"${earlier.title}"`, rule.title);
  });
}

/** Whether one rule applies wherever another does, and to the same units of evaluation. */
function covers(found: Findings, scheme: Scheme, wide: Conditional, narrow: Conditional): boolean {
  const outside = together(
    found,
    scheme,
    [wide, narrow],
    (situation) => applies(scheme, narrow, situation) && !applies(scheme, wide, situation),
  );
  const [few, many] = [narrow, wide].map(({ of }) => listOf(of ?? FIRMS)) as [readonly string[], readonly string[]];
  if (!few.every((kind) => many.includes(kind))) return false;
  return outside === 'none' && concerns(scheme, narrow).every((id) => concerns(scheme, wide).includes(id));
}

function checkOverrides(
  found: Findings,
  scheme: Scheme,
  rules: readonly (Override & Conditional)[],
  dead: ReadonlySet<Conditional>,
): void {
  const living = rules.filter((rule) => !dead.has(rule));
  living.forEach((rule, i) => {
    const moves = rule.fix !== undefined || rule.raise !== undefined || rule.lower !== undefined;
    const fixes = (rule.fix === undefined ? living : living.slice(0, i)).filter((other) => other.fix !== undefined);
    const decides = moves ? fixes.find((other) => covers(found, scheme, other, rule)) : undefined;
    if (decides !== undefined) {
      found.report('schemeUnreachable', rule.path, `"${decides.title}"`, rule.title);
      return;
    }
    for (const earlier of living.slice(0, i)) {
      if (!exclude(scheme, earlier, rule)) continue;
      const example = together(
        found,
        scheme,
        [earlier, rule],
        (situation) => applies(scheme, earlier, situation) && applies(scheme, rule, situation),
      );
      if (example === 'none' || example === 'unknown') continue;
      found.report('schemeContradiction', rule.path, earlier.title, `${rule.title} (${situationText(example)})`);
    }
  });
}

/** Whether in some category no grade satisfies both rules. */
function exclude(scheme: Scheme, a: Override, b: Override): boolean {
  return scheme.categories.some(({ id, grading }) => {
    if (!concerns(scheme, a).includes(id) || !concerns(scheme, b).includes(id)) return false;
    const grades = gradesOf(grading);
    const [aBest, aWorst] = span(a, grades);
    const [bBest, bWorst] = span(b, grades);
    return grades.length > 0 && Math.max(aBest, bBest) > Math.min(aWorst, bWorst);
  });
}

/** Positions of the best and worst grade that a rule leaves open; raising and lowering leaves all. */
function span(rule: Override, grades: readonly string[]): readonly [best: number, worst: number] {
  if (rule.fix !== undefined) return [grades.indexOf(rule.fix), grades.indexOf(rule.fix)];
  const best = rule.notAbove === undefined ? 0 : grades.indexOf(rule.notAbove);
  const worst = rule.notBelow === undefined ? grades.length - 1 : grades.indexOf(rule.notBelow);
  return [best, worst];
}

function concerns(scheme: Scheme, { categories }: { readonly categories?: readonly string[] }): readonly string[] {
  return categories ?? scheme.categories.map(({ id }) => id);
}

function applies(scheme: Scheme, rule: Conditional, situation: Situation): boolean {
  const truth = truthIn(scheme, rule.when, situation);
  return truth === true || (truth === undefined && rule.whenUndecided === 'holds');
}

/** A situation of some rules that has a property; `none` if there is none, `unknown` if there are too many to tell. */
function together(
  found: Findings,
  scheme: Scheme,
  rules: readonly Conditional[],
  property: (situation: Situation) => boolean,
): Situation | 'none' | 'unknown' {
  const situations = new Situations(
    scheme,
    rules.map(({ when }) => when),
  );
  if (situations.size > MOST_SITUATIONS) {
    if (rules.length === 1) {
      found.report('schemeNotChecked', rules[0]?.path ?? '', String(MOST_SITUATIONS), String(situations.size));
    }
    return 'unknown';
  }
  for (const situation of situations) if (property(situation)) return situation;
  return 'none';
}
