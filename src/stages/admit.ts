import type { Facts } from '../intake/facts.ts';
import { type Issue, issue } from '../issues/issue.ts';
import type { StatusRule } from '../scheme/category.ts';
import type { Status } from '../scheme/flag.ts';
import { RUN_RULES, type RunRule } from '../scheme/runRules.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { decider, type Known, type Truth } from './decide.ts';
import { settle } from './settle.ts';
import type { Units } from './units.ts';

/** Where each firm belongs: its category, if any, and the rule that keeps it from being simply graded, if any. */
export interface Admission {
  /** Position of the category in the scheme, or −1 for a firm that is not evaluated. */
  readonly category: Int16Array;
  /** The status rule that applies to the firm, one of the scheme's or one of NO_CATEGORY …; undefined: to be graded. */
  readonly rule: readonly (StandingRule | undefined)[];
  readonly issues: readonly Issue[];
}

/** Why a firm is not simply graded: what `statusRule` shows of it. */
export interface StandingRule extends Pick<StatusRule, 'id' | 'title' | 'managedAs'> {
  readonly status: Status;
  /** The title in English, of rules of the run itself; a scheme's rules have the scheme's own word. */
  readonly english?: string;
}

/** A rule of the run itself. */
export function runRule(id: RunRule, status: StandingRule['status']): StandingRule {
  const { zh, en } = RUN_RULES[id];
  return { id, title: zh, status, english: en };
}

const NO_CATEGORY = runRule('noCategory', 'notEvaluated');
const UNDECIDED = runRule('undecidedCategory', 'notEvaluated');
const SEVERAL = runRule('severalCategories', 'notEvaluated');

/**
 * Puts each firm into a category, by the conditions of the scheme. Status rules come first, in the order of the scheme, and
 * the first that applies decides; a firm that one leaves `ungraded` is still admitted, scored and placed. A firm that has the
 * result of another row is in no category itself.
 */
export function admitFirms(facts: Facts, scheme: Scheme, known: Known, units: Units): Admission {
  const rows = facts.ids.length;
  const category = new Int16Array(rows).fill(-1);
  const rule = new Array<StandingRule | undefined>(rows).fill(undefined);
  const issues: Issue[] = [];
  const statuses = (scheme.statuses ?? []).map((status) => {
    const settled = settle(status, known, (row) => units.concerns(status.of, row));
    for (const one of settled.issues) issues.push(one);
    return { status, applies: settled.holds };
  });
  const admits = scheme.categories.map((one) => {
    const admit = decider(one.admit, known);
    return (row: number): Truth => units.concerns(one.of, row) && admit(row);
  });
  for (let row = 0; row < rows; row += 1) {
    const taken = units.takenAt(row)?.rule;
    if (taken !== undefined) {
      rule[row] = { id: taken.id, title: taken.title, status: 'ungraded' };
      continue;
    }
    const status = statuses.find(({ applies }) => applies[row] === 1)?.status;
    rule[row] = status;
    if (status !== undefined && status.status !== 'ungraded') continue;
    const choice = choose(
      admits.map((admit) => admit(row)),
      scheme.conventions.severalCategories,
    );
    if (typeof choice === 'number') {
      category[row] = choice;
      continue;
    }
    rule[row] = choice;
    if (choice !== NO_CATEGORY) {
      const code = choice === SEVERAL ? 'categoryAmbiguous' : 'categoryUndecided';
      const possible = scheme.categories.filter((_, index) => admits[index]?.(row) !== false).map((one) => one.title);
      issues.push(issue(code, firmPlace(facts, row), '1', possible.join('、')));
    }
  }
  return { category, rule, issues };
}

function firmPlace(facts: Facts, row: number): { readonly firm: string } {
  return { firm: facts.ids[row] as string };
}

function choose(truths: readonly Truth[], several: 'firstWins' | 'fault'): number | StandingRule {
  const first = truths.indexOf(true);
  const undecided = truths.indexOf(undefined);
  if (several === 'firstWins') {
    if (undecided >= 0 && (first < 0 || undecided < first)) return UNDECIDED;
    return first >= 0 ? first : NO_CATEGORY;
  }
  if (truths.filter((truth) => truth === true).length > 1) return SEVERAL;
  if (undecided >= 0) return UNDECIDED;
  return first >= 0 ? first : NO_CATEGORY;
}
