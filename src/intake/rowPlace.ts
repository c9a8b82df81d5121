import type { Place } from '../issues/issue.ts';
import { type TablePlan, tablePlace } from './planTable.ts';

/** Place of a data row, as people count rows. */
export function placeOf(plan: TablePlan, at: number, column?: string, firm?: string): Place {
  return {
    ...tablePlace(plan),
    row: plan.firstRow + at,
    ...(column === undefined ? {} : { column }),
    ...(firm === undefined ? {} : { firm }),
  };
}

/** Where a row stands, within a text: 国土.csv 3, or 台账.xlsx 宗地 3. */
export function shownRow({ name, sheet, firstRow }: TablePlan, at: number): string {
  return `${name}${sheet === undefined ? '' : ` ${sheet}`} ${firstRow + at}`;
}
