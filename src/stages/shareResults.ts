import type { Scheme } from '../scheme/scheme.ts';
import type { Admission } from './admit.ts';
import { type ManualMoves, moveByHand } from './manualMoves.ts';
import type { Overrides } from './override.ts';
import type { Units } from './units.ts';

/**
 * Gives the firms that have the result of another row that row's final grade: members of a merge that of the unit, tenants
 * that of their landlord, or what the rule states where the landlord has none. How the grade came about stays with the row it is of.
 */
function shareResults(overrides: Overrides, units: Units): Overrides {
  const gradeOf = (row: number): string | undefined => {
    const taken = units.takenAt(row);
    const given = overrides.grade[units.gradeRow(row)];
    if (given !== undefined || taken?.rule.kind !== 'inherit' || taken.from === undefined) return given;
    return taken.rule.ifUngraded === 'ungraded' ? undefined : taken.rule.ifUngraded.grade;
  };
  return { ...overrides, grade: overrides.grade.map((_, row) => gradeOf(row)) };
}

/** Moves by hand the rows that have a grade of their own, shares the grades, and then moves the tenants, who have theirs by that. */
export function moveAndShare(
  scheme: Scheme,
  admission: Admission,
  units: Units,
  overrides: Overrides,
  lines: ManualMoves['lines'],
  corrected: boolean,
): Overrides {
  const isTenant = (row: number): boolean => units.takenAt(row)?.rule.kind === 'inherit';
  const part = (tenants: boolean) => new Map([...lines].filter(([row]) => isTenant(row) === tenants));
  const moved = moveByHand(scheme, admission, units, overrides, part(false), corrected);
  return moveByHand(scheme, admission, units, shareResults(moved, units), part(true), corrected);
}
