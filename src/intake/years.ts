import { type FieldIndex, keyColumn, YEAR } from './fieldIndex.ts';
import type { TablePlan } from './planTable.ts';
import { rowNoise } from './rowNoise.ts';
import { cleanText } from './spelling.ts';

/** Which year the tables are of. */
export interface Years {
  /** The year evaluated; undefined where the tables state none, or several and nobody chose. */
  readonly evaluated: number | undefined;
  /** All years that rows of the tables state, ascending. */
  readonly stated: readonly number[];
}

/** The year evaluated: the one asked for, or else the only one that the tables' year columns state. */
export function settleYear(plans: readonly TablePlan[], index: FieldIndex, asked: number | undefined): Years {
  const stated = [...new Set(plans.flatMap((plan) => plan.year ?? [...yearsOf(plan, index)]))].sort((a, b) => a - b);
  return { stated, evaluated: asked ?? (stated.length === 1 ? stated[0] : undefined) };
}

/** A cell of a year column: 2024, 2024年 or 2024年度, from 1990 to 2100; undefined for anything else. */
export function readYear(cell: string): number | undefined {
  const match = /^(\d{4})(年度?)?$/u.exec(cleanText(cell));
  const year = Number(match?.[1]);
  return match !== null && year >= 1990 && year <= 2100 ? year : undefined;
}

function yearsOf(plan: TablePlan, index: FieldIndex): Set<number> {
  const column = plan.columns.find(({ field }) => field === YEAR);
  const years = new Set<number>();
  if (column === undefined) return years;
  const key = plan.columns.find(({ field }) => field === keyColumn(index));
  const noiseOf = rowNoise(plan, key?.at, index.identity === 'name');
  for (const row of plan.rows) {
    const year = readYear(row[column.at] ?? '');
    if (year !== undefined && !years.has(year) && noiseOf(row) === undefined) years.add(year);
  }
  return years;
}
