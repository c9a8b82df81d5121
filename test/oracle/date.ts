import type { DateCondition } from '../../src/scheme/condition.ts';

/** Whether a day, as YYYY-MM-DD, lies within the bounds of a condition; such texts stand in the order of the days. */
export function dayLies(day: string, condition: DateCondition, evaluationYear: number): boolean {
  const { notBefore, notAfter, atLeastOld, youngerThan, on } = condition;
  const counted = on?.length === 5 ? `${evaluationYear}-${on}` : (on ?? '');
  return (
    (notBefore === undefined || day >= notBefore) &&
    (notAfter === undefined || day <= notAfter) &&
    (atLeastOld === undefined || dayOfAge(day, monthsOf(atLeastOld)) <= counted) &&
    (youngerThan === undefined || dayOfAge(day, monthsOf(youngerThan)) > counted)
  );
}

/** "3 年" or "36 个月", in months. */
function monthsOf(age: string): number {
  const number = Number.parseInt(age, 10);
  return age.endsWith('年') ? 12 * number : number;
}

/** The day on which so many months are full: of the same number, or the last of a month that is too short. */
export function dayOfAge(day: string, months: number): string {
  const [year = 0, month = 0, number = 0] = day.split('-').map(Number);
  const counted = 12 * year + (month - 1) + months;
  const [fullYear, fullMonth] = [Math.floor(counted / 12), (counted % 12) + 1];
  const full = Math.min(number, daysOf(fullYear, fullMonth));
  return `${String(fullYear).padStart(4, '0')}-${twoDigits(fullMonth)}-${twoDigits(full)}`;
}

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
