import { cellName, type Issue, issue } from '../issues/issue.ts';
import { type TablePlan, tablePlace } from './planTable.ts';
import { readDate } from './readDate.ts';
import { placeOf } from './rowPlace.ts';
import { isBlank, keptText } from './spelling.ts';

/** A party to a lease that is none of the firms: the row and column that name it, and how. */
export interface OutsideParty {
  readonly at: number;
  readonly header: string | undefined;
  readonly shown: string;
}

/** Of more rows with parties outside in one column there is a single warning, so that a list stays one that somebody reads. */
const MOST = 20;
/** How many of the parties it names. */
const NAMED = 5;

/**
 * Warnings of parties that are not among the firms: one for each row (`leasePartyUnknown`) or, where a column has more than 20
 * of them, one that counts the rows and the parties and names the first five (`leasePartiesUnknown`). Villages, persons and firms
 * of elsewhere are what most leases are with.
 */
export function doubtParties(plan: TablePlan, parties: readonly OutsideParty[]): readonly Issue[] {
  const columns = new Map<string | undefined, OutsideParty[]>();
  for (const party of parties) {
    const same = columns.get(party.header);
    if (same === undefined) columns.set(party.header, [party]);
    else same.push(party);
  }
  return [...columns].flatMap(([header, all]) => {
    if (all.length <= MOST) {
      return all.map(({ at, shown }) =>
        issue('leasePartyUnknown', placeOf(plan, at, header), 'one of the firms', shown),
      );
    }
    const column = plan.columns.find((one) => one.header === header)?.at ?? 0;
    const parts = new Map<string, string>();
    for (const { at, shown } of all) {
      if (!parts.has(shown)) parts.set(shown, `${cellName(plan.firstRow + at, column + 1)} ${shown}`);
    }
    const first = [...parts.values()].slice(0, NAMED);
    const figures = { count: String(all.length), parties: String(parts.size), first: first.join('、') };
    const place = { ...tablePlace(plan), ...(header !== undefined && { column: header }) };
    return [issue('leasePartiesUnknown', place, 'one of the firms', String(all.length), figures)];
  });
}

/**
 * Columns of a table of leases in which at least half of the cells hold a day and which nobody reads (`leaseDatesUnread`): where
 * they are first or last days, leases count whole that should not. A column that a mapping ignores is settled.
 */
export function doubtDates(plan: TablePlan): readonly Issue[] {
  return plan.columns.flatMap(({ at, header, field, ignored }) => {
    if (field !== undefined || ignored) return [];
    const cells = plan.rows.flatMap((row) => (isBlank(row[at] ?? '') ? [] : [row[at] ?? '']));
    const days = cells.filter(holdsDay);
    const [first] = days;
    if (first === undefined || days.length * 2 < cells.length) return [];
    return [issue('leaseDatesUnread', { ...tablePlace(plan), column: header }, 'leaseFrom, leaseTo', keptText(first))];
  });
}

/** A day, or a text with one in it, such as 2019.7.1-2021.6.30. */
function holdsDay(cell: string): boolean {
  return readDate(cell).kind === 'value' || /(19|20)\d{2}\s*[-./年]\s*\d{1,2}/u.test(cell);
}
