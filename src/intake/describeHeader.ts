import type { DataSource } from './facts.ts';
import type { HeaderRowKind } from './headerRows.ts';
import type { TablePlan } from './planTable.ts';
import { isBlank, keptText } from './spelling.ts';

/** The rows of a table above its data: titles, unit lines, column codes, the levels of the header, units. Blank ones are left out. */
export interface HeaderReport {
  /** Number of the first row of data, as people count rows; all rows above it belong to the header or are blank. */
  readonly dataFrom: number;
  readonly rows: readonly { readonly row: number; readonly kind: HeaderRowKind; readonly text: string }[];
}

/** Longest text of a row that is reported; a longer one ends with … */
const LONGEST = 120;

/** What stands above the data; nothing where it is just one row of headers at the top. */
export function describeHeader({ header, firstRow }: TablePlan): Pick<DataSource, 'header'> {
  if (firstRow <= 2) return {};
  const rows = header.map(({ row, kind, cells }) => {
    const text = cells
      .filter((cell) => !isBlank(cell))
      .map(keptText)
      .join('、');
    return { row, kind, text: text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text };
  });
  return { header: { dataFrom: firstRow, rows } };
}
