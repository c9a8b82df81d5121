import type { Overrides } from './override.ts';
import type { Units } from './units.ts';

/**
 * Gives the firms that have the result of another row that row's final grade: members of a merge that of the unit, tenants
 * that of their landlord, or what the rule states where the landlord has none. How the grade came about stays with the row it is of.
 */
export function shareResults(overrides: Overrides, units: Units): Overrides {
  const gradeOf = (row: number): string | undefined => {
    const taken = units.takenAt(row);
    const given = overrides.grade[units.gradeRow(row)];
    if (given !== undefined || taken?.rule.kind !== 'inherit' || taken.from === undefined) return given;
    return taken.rule.ifUngraded === 'ungraded' ? undefined : taken.rule.ifUngraded.grade;
  };
  return { ...overrides, grade: overrides.grade.map((_, row) => gradeOf(row)) };
}
