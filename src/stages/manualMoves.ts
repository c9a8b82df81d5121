import { chainOf } from '../intake/manualChain.ts';
import type { ManualLine } from '../intake/readAdjustments.ts';
import { type Issue, issue } from '../issues/issue.ts';
import { gradesOf } from '../scheme/grading.ts';
import type { Override } from '../scheme/override.ts';
import type { Scheme } from '../scheme/scheme.ts';
import type { Admission } from './admit.ts';
import { decider, type Known } from './decide.ts';
import type { LeavesQuota } from './grade.ts';
import { type Move, moveFirm, type Overrides } from './override.ts';
import type { Units } from './units.ts';

/** Lines that move a firm, or a unit of evaluation, to another grade: each firm's in the order in which they follow each other. */
export interface ManualMoves {
  readonly lines: ReadonlyMap<number, readonly ManualLine[]>;
  readonly issues: readonly Issue[];
}

/** Finds the firms that are moved by hand. Of several lines for one firm each has to begin where another ends. */
export function findManualMoves(ids: readonly string[], lines: readonly ManualLine[]): ManualMoves {
  const rowOf = new Map(ids.map((id, row) => [id, row]));
  const issues: Issue[] = [];
  const byFirm = new Map<string, ManualLine[]>();
  for (const line of lines) {
    if (line.field === undefined) byFirm.set(line.firm, [...(byFirm.get(line.firm) ?? []), line]);
  }
  const moves = new Map<number, readonly ManualLine[]>();
  for (const [firm, group] of byFirm) {
    const row = rowOf.get(firm);
    const chain = chainOf(group, (a: string, b: string) => a === b);
    if (row !== undefined && chain !== undefined) moves.set(row, chain);
    const rows = group.map(({ place }) => place.row).join('、');
    for (const { place } of row !== undefined && chain !== undefined ? [] : group) {
      if (row === undefined) issues.push(issue('adjustmentFirmUnknown', place, '', firm));
      else issues.push(issue('adjustmentRepeated', place, '等级 grade', rows));
    }
  }
  return { lines: moves, issues };
}

/** Where a line fits the grade by then it moves the firm; a line that does not is refused, and those after it. */
export function moveByHand(
  scheme: Scheme,
  admission: Admission,
  units: Units,
  overrides: Overrides,
  lines: ManualMoves['lines'],
  corrected: boolean,
): Overrides {
  const grade = overrides.grade.slice();
  const moves = new Map(overrides.moves);
  const issues = [...overrides.issues];
  for (const [row, chain] of lines) {
    const category = scheme.categories[admission.category[units.gradeRow(row)] as number];
    const grades = category === undefined ? [] : gradesOf(category.grading);
    for (const line of chain) {
      const found = grade[row];
      if (units.resultRow(row) !== row || found !== line.from) {
        const shared = units.resultRow(row) === row ? '' : '（共用评价单元的结果 shares the result of a unit）';
        // Somebody who reads the grade of an earlier run has to be told why another one is meant.
        const after = corrected ? '（按本文件数据更正后的等级 the grade after the corrections of this file）' : '';
        const present = `${found ?? '—'}${after}${shared}`;
        issues.push(issue('adjustmentMismatch', line.place, present, line.from === '' ? '—' : line.from));
        break;
      }
      if (!grades.includes(line.to)) {
        issues.push(issue('adjustmentInvalid', line.place, grades.join(' | '), line.to));
        break;
      }
      grade[row] = line.to;
      moves.set(row, [...(moves.get(row) ?? []), manualMove(line)]);
    }
  }
  return { ...overrides, grade, moves, issues };
}

function manualMove({ place, from, to, reason, document, approver, date }: ManualLine): Move {
  return { rule: `manual:${place.row ?? 0}`, from, to, reason, document, approver, date };
}

/** Whether lines that do not use the quota move a firm from the grade that its place gives it, after the overrides. */
export function leaveQuotaByHand(known: Known, admission: Admission, lines: ManualMoves['lines']): LeavesQuota {
  const { scheme } = known;
  if (scheme.manual === undefined || scheme.manual.usesQuota || lines.size === 0) return () => false;
  let asked: string | undefined;
  const rules = (scheme.overrides ?? []).map((rule): readonly [Override, (row: number) => boolean] => {
    const decide = decider(rule.when, { ...known, gradeAt: () => asked });
    return [rule, (row) => decide(row) ?? rule.whenUndecided === 'holds'];
  });
  return (row, grade) => {
    const category = scheme.categories[admission.category[row] as number];
    const first = lines.get(row)?.[0];
    if (first === undefined || grade === undefined || category === undefined) return false;
    asked = grade;
    const applying = rules.filter(
      ([{ categories }, holds]) => (categories === undefined || categories.includes(category.id)) && holds(row),
    );
    const grades = gradesOf(category.grading);
    const overridden = moveFirm(
      grade,
      grades,
      applying.map(([rule]) => rule),
    );
    return overridden.grade === first.from && first.to !== first.from && grades.includes(first.to);
  };
}
