import { monthsLater } from '../exact/calendar.ts';
import type { DateCondition } from '../scheme/condition.ts';

/**
 * Decides a condition on a date; see DateCondition.
 *
 * @param dates - YYYY-MM-DD by row; undefined where missing, which leaves the condition undecided
 * @param year - the evaluation year, to which a day such as "12-31" belongs; 0 where nobody knows it, which leaves an age undecided
 */
export function dateDecider(
  condition: DateCondition,
  dates: readonly (string | undefined)[] | undefined,
  year: number,
): (row: number) => boolean | undefined {
  const { notBefore, notAfter, atLeastOld, youngerThan, on } = condition;
  const day = on?.length === 5 ? (year === 0 ? undefined : `${year}-${on}`) : on;
  const needed = atLeastOld === undefined ? undefined : monthsIn(atLeastOld);
  const limit = youngerThan === undefined ? undefined : monthsIn(youngerThan);
  return (row) => {
    const date = dates?.[row];
    if (date === undefined) return undefined;
    if (notBefore !== undefined && date < notBefore) return false;
    if (notAfter !== undefined && date > notAfter) return false;
    if (needed === undefined && limit === undefined) return true;
    if (day === undefined) return undefined;
    if (needed !== undefined && monthsLater(date, needed) > day) return false;
    return limit === undefined || monthsLater(date, limit) > day;
  };
}

/** "3 年" is 36, "18 个月" is 18. */
function monthsIn(age: string): number {
  const count = Number.parseInt(age, 10);
  return age.includes('年') ? count * 12 : count;
}
