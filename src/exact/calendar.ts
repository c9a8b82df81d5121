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

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
