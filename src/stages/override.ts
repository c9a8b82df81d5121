import { type Issue, issue } from '../issues/issue.ts';
import { type Grading, gradesOf } from '../scheme/grading.ts';
import { ruleTitle } from '../scheme/names.ts';
import type { Override } from '../scheme/override.ts';
import type { Scheme } from '../scheme/scheme.ts';
import type { Admission } from './admit.ts';
import type { Known } from './decide.ts';
import type { Grades, LeavesQuota } from './grade.ts';
import { settle } from './settle.ts';

/** One change of a firm's grade. */
export interface Move {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
  /** Of a move by hand, whose rule is "manual:" and the line of the file. */
  readonly reason?: string;
  readonly document?: string;
  readonly approver?: string;
  readonly date?: string;
}

/** Final grades, and the moves that led to them from the initial ones. */
export interface Overrides {
  readonly grade: readonly (string | undefined)[];
  readonly moves: ReadonlyMap<number, readonly Move[]>;
  /** The rules that apply to each firm, in the order of the scheme, whether they move it or not. */
  readonly applying: ReadonlyMap<number, readonly Override[]>;
  readonly issues: readonly Issue[];
}

/** Finds the firms that rules without a place in the quota apply to; whether they leave it depends on their grade. */
export function leaveQuota(scheme: Scheme, known: Known, admission: Admission): LeavesQuota {
  const applying = new Map<number, readonly Override[]>();
  const move = moverOf();
  for (const rule of scheme.overrides ?? []) {
    if (rule.usesQuota) continue;
    const concerned = concernedBy(rule, scheme, admission);
    const movable = (row: number): boolean => admission.rule[row] === undefined && concerned(row);
    addHeld(applying, rule, settle(rule, known, movable).holds);
  }
  if (applying.size === 0) return () => false;
  return (row, grade) => {
    const rules = applying.get(row);
    const category = scheme.categories[admission.category[row] as number];
    if (rules === undefined || grade === undefined || category === undefined) return false;
    return move(grade, category.grading, rules).grade !== grade;
  };
}

/**
 * Adds a rule to the lists of the firms that it holds for. Firms with the same rules have one list between them, so that what
 * follows from a list is found once and not firm by firm.
 */
function addHeld(applying: Map<number, readonly Override[]>, rule: Override, holds: Uint8Array): void {
  const longer = new Map<readonly Override[], readonly Override[]>();
  for (let row = 0; row < holds.length; row += 1) {
    if (holds[row] !== 1) continue;
    const before = applying.get(row) ?? NO_RULES;
    const list = longer.get(before) ?? [...before, rule];
    longer.set(before, list);
    applying.set(row, list);
  }
}

const NO_RULES: readonly Override[] = [];

/** moveFirm, asked once for each grade of each grading and each list of rules. */
function moverOf(): (from: string, grading: Grading, rules: readonly Override[]) => ReturnType<typeof moveFirm> {
  const found = new Map<readonly Override[], Map<Grading, Map<string, ReturnType<typeof moveFirm>>>>();
  return (from, grading, rules) => {
    const ofRules = found.get(rules) ?? new Map<Grading, Map<string, ReturnType<typeof moveFirm>>>();
    const ofGrading = ofRules.get(grading) ?? new Map<string, ReturnType<typeof moveFirm>>();
    const moved = ofGrading.get(from) ?? moveFirm(from, gradesOf(grading), rules);
    found.set(rules, ofRules);
    ofRules.set(grading, ofGrading);
    ofGrading.set(from, moved);
    return moved;
  };
}

/** Moves firms from their initial grades by the overrides that apply to them; see scheme/override.ts for the order. */
export function overrideGrades(scheme: Scheme, known: Known, admission: Admission, grades: Grades): Overrides {
  const { initial } = grades;
  const moves = new Map<number, readonly Move[]>();
  const issues: Issue[] = [];
  const applying = new Map<number, readonly Override[]>();
  for (const rule of scheme.overrides ?? []) {
    const concerned = concernedBy(rule, scheme, admission);
    const settled = settle(rule, known, (row) => initial[row] !== undefined && concerned(row));
    for (const one of settled.issues) issues.push(one);
    addHeld(applying, rule, settled.holds);
  }
  const move = moverOf();
  const titles = new Map((scheme.overrides ?? []).map(({ id }) => [id, ruleTitle(scheme, id) ?? id]));
  const grade = initial.slice();
  for (const [row, rules] of applying) {
    const category = scheme.categories[admission.category[row] as number];
    const from = initial[row];
    if (category === undefined || from === undefined) continue;
    const moved = move(from, category.grading, rules);
    grade[row] = moved.grade;
    if (moved.moves.length > 0) moves.set(row, moved.moves);
    for (const [prevails, yields] of moved.disagreements) {
      const place = { firm: known.facts.ids[row] as string, path: yields };
      const [first, second] = [prevails, yields].map((id) => titles.get(id) ?? id) as [string, string];
      issues.push(issue('overridesDisagree', place, first, second));
    }
  }
  return { grade, moves, applying, issues };
}

export function concerns(rule: Override, scheme: Scheme, admission: Admission, row: number): boolean {
  const category = scheme.categories[admission.category[row] as number];
  return category !== undefined && (rule.categories === undefined || rule.categories.includes(category.id));
}

/** The same as a question to one row, by which thousands of rows are asked quickly. */
function concernedBy(rule: Override, scheme: Scheme, { category }: Admission): (row: number) => boolean {
  const among = scheme.categories.map(({ id }) => rule.categories === undefined || rule.categories.includes(id));
  return (row) => (category[row] as number) >= 0 && among[category[row] as number] === true;
}

/**
 * Applies the rules to one grade. Positions run from 0, the best grade. Every disagreement is a pair of rule ids: the one
 * that prevails, which stands first in the scheme, and the one that yields.
 */
export function moveFirm(
  from: string,
  grades: readonly string[],
  rules: readonly Override[],
): { readonly grade: string; readonly moves: readonly Move[]; readonly disagreements: readonly [string, string][] } {
  const worst = grades.length - 1;
  const moves: Move[] = [];
  const disagreements: [string, string][] = [];
  let position = grades.indexOf(from);
  const moveTo = (rule: Override, to: number): void => {
    if (to === position) return;
    moves.push({ rule: rule.id, from: grades[position] as string, to: grades[to] as string });
    position = to;
  };
  const fix = rules.find((rule) => rule.fix !== undefined);
  if (fix?.fix !== undefined) {
    moveTo(fix, grades.indexOf(fix.fix));
    for (const other of rules) {
      if (other.fix !== undefined && other.fix !== fix.fix) disagreements.push([fix.id, other.id]);
    }
  } else {
    for (const rule of rules) {
      if (rule.raise !== undefined) moveTo(rule, Math.max(0, position - rule.raise));
      if (rule.lower !== undefined) moveTo(rule, Math.min(worst, position + rule.lower));
    }
  }
  // The bounds hold at the end. Of rules that exclude each other the one that stands first in the scheme prevails.
  const standing: Override[] = [];
  for (const rule of rules) {
    if (rule !== fix && rule.notAbove === undefined && rule.notBelow === undefined) continue;
    const prevails = standing.find((other) => excludes(other, rule, grades));
    if (prevails === undefined) standing.push(rule);
    else disagreements.push([prevails.id, rule.id]);
  }
  for (const rule of standing) {
    if (rule.notAbove !== undefined) moveTo(rule, Math.max(position, grades.indexOf(rule.notAbove)));
    if (rule.notBelow !== undefined) moveTo(rule, Math.min(position, grades.indexOf(rule.notBelow)));
  }
  return { grade: grades[position] as string, moves, disagreements };
}

/** Whether no grade satisfies both rules. */
function excludes(a: Override, b: Override, grades: readonly string[]): boolean {
  const [aBest, aWorst] = range(a, grades);
  const [bBest, bWorst] = range(b, grades);
  return Math.max(aBest, bBest) > Math.min(aWorst, bWorst);
}

function range(rule: Override, grades: readonly string[]): readonly [best: number, worst: number] {
  if (rule.fix !== undefined) return [grades.indexOf(rule.fix), grades.indexOf(rule.fix)];
  const best = rule.notAbove === undefined ? 0 : grades.indexOf(rule.notAbove);
  const worst = rule.notBelow === undefined ? grades.length - 1 : grades.indexOf(rule.notBelow);
  return [best, worst];
}
