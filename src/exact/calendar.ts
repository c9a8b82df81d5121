/** Days are texts of the form YYYY-MM-DD, which order as the days do. */

/** Whether the calendar has this day. */
export function isDay(text: string): boolean {
  const [, year, month, day] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

/** The day so many months later; the last day of a month that has no day of this number. */
export function monthsLater(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const all = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(all / 12), (all % 12) + 1];
  const text = (number: number, length: number): string => String(number).padStart(length, '0');
  return `${text(toYear, 4)}-${text(toMonth, 2)}-${text(Math.min(day, daysIn(toYear, toMonth)), 2)}`;
}

/** The day so many days later; its year has at least four digits. */
export function dayAfter(date: string, days: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  // Days since 0000-03-01, with years that begin in March, so that the day of a leap year is the last one.
  const from = month < 3 ? year - 1 : year;
  const all = 365 * from + Math.floor(from / 4) - Math.floor(from / 100) + Math.floor(from / 400);
  let left = all + Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1 + days;
  const era = Math.floor(left / 146_097);
  left -= era * 146_097;
  const ofEra = Math.floor(
    (left - Math.floor(left / 1_460) + Math.floor(left / 36_524) - Math.floor(left / 146_096)) / 365,
  );
  left -= 365 * ofEra + Math.floor(ofEra / 4) - Math.floor(ofEra / 100);
  const march = Math.floor((5 * left + 2) / 153);
  const to = { month: march < 10 ? march + 3 : march - 9, day: left - Math.floor((153 * march + 2) / 5) + 1 };
  const text = (number: number, length: number): string => String(number).padStart(length, '0');
  return `${text(era * 400 + ofEra + (to.month < 3 ? 1 : 0), 4)}-${text(to.month, 2)}-${text(to.day, 2)}`;
}

/** Days of a year: 365, or 366 in a leap year. */
export function daysOfYear(year: number): number {
  return daysIn(year, 2) === 29 ? 366 : 365;
}

/** Days from one day to another, both included; 0 where the second comes before the first. */
export function daysBetween(first: string, last: string): number {
  return Math.max(0, dayNumber(last) - dayNumber(first) + 1);
}

/** Days since a day before all that the calendar has here. */
function dayNumber(date: string): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const before = year - 1;
  let days = before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400) + day;
  for (let each = 1; each < month; each += 1) days += daysIn(year, each);
  return days;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
