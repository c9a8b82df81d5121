import { type FieldIndex, ID } from './fieldIndex.ts';
import { isUnitsRow, looksLikeData, unitsStated } from './headerRows.ts';
import { LANDLORD_CODE, LANDLORD_NAME, TENANT_CODE, TENANT_NAME } from './leaseIndex.ts';
import type { TablePlan } from './planTable.ts';
import { readHeader } from './readHeader.ts';
import { pageRow } from './rowNoise.ts';
import { isBlank } from './spelling.ts';

/**
 * The rows that stand under another header than the table's own, each with the index of that header's first row, which is one
 * of them. Its columns may be others, or in other units, so nothing below it can be read by the header above. A copy of the
 * table's own header ends it, as on every page of a printed table; a copy whose further levels or units differ, or over which another unit line stands, is another one.
 *
 * @param keyed - index of the column that names the firm, if there is one
 */
export function rowsUnderOtherHeaders(
  plan: TablePlan,
  keyed: number | undefined,
  index: FieldIndex,
): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const levels = plan.header.flatMap(({ kind, cells }) =>
    kind === 'header' || kind === 'units' ? [pageRow(cells)] : [],
  );
  const names = headerReader(index);
  let other: number | undefined;
  let level = levels.length;
  const units = new Set(
    plan.header.filter(({ kind }) => kind === 'unitLine').flatMap(({ cells }) => unitsStated(cells)),
  );
  let otherUnits = false;
  for (const [at, row] of plan.rows.entries()) {
    if (row.some(isPlainNumber)) {
      level = levels.length;
      otherUnits = false;
    } else if (!row.every(isBlank)) {
      const text = pageRow(row);
      if (text === levels[0]) {
        other = otherUnits ? at : undefined;
        level = 1;
        if (other !== undefined) found.set(at, other);
        continue;
      }
      const stated = unitsStated(row.filter((cell) => !isBlank(cell)));
      if (units.size > 0 && stated.length > 0) otherUnits = stated.some((unit) => !units.has(unit));
      const expected = levels[level];
      level = expected === text ? level + 1 : levels.length;
      const between = expected !== undefined && expected !== text && continuesHeader(row, keyed);
      if (other === undefined && expected !== text && (between || isOtherUnits(row, keyed, levels, text) || names(row)))
        other = at;
    }
    if (other !== undefined) found.set(at, other);
  }
  return found;
}

/** Whether a row below a copy of the header's first level is a further level, and not of a firm. */
function continuesHeader(row: readonly string[], keyed: number | undefined): boolean {
  return keyed !== undefined && isBlank(row[keyed]) && !row.some((cell) => !isBlank(cell) && looksLikeData(cell));
}

function isOtherUnits(
  row: readonly string[],
  keyed: number | undefined,
  own: readonly string[],
  text: string,
): boolean {
  return keyed !== undefined && isBlank(row[keyed]) && isUnitsRow(row) && !own.includes(text);
}

/** Whether a row names, as headers do, what tells firms apart and at least one column more. */
function headerReader(index: FieldIndex): (row: readonly string[]) => boolean {
  const naming = new Set([ID, 'name', 'creditCode', LANDLORD_CODE, LANDLORD_NAME, TENANT_CODE, TENANT_NAME]);
  if (index.unitLabel !== undefined) naming.add(index.unitLabel);
  const spellings = [...index.spellings].flatMap(([spelling, keys]) =>
    keys.some((key) => naming.has(key)) ? [spelling] : [],
  );
  const likely = new RegExp(spellings.map((spelling) => [...spelling].map(escaped).join('\\s*')).join('|'), 'iu');
  return (row) => {
    if (!row.some((cell) => cell.length <= LONGEST && likely.test(cell))) return false;
    const readings = row.filter((cell) => !isBlank(cell)).map((cell) => readHeader(cell, index, undefined));
    const known = readings.filter(({ kind }) => kind !== 'unknown');
    return known.length > 1 && known.some((one) => one.kind === 'field' && naming.has(one.field));
  };
}

/** Longer texts name no firm's column. */
const LONGEST = 60;

function escaped(character: string): string {
  return /[.*+?^$(){}|[\]\\/]/u.test(character) ? `\\${character}` : character;
}

/** Whether a cell begins and ends with a digit and is no year: an amount or a code, of which most rows of data have one. */
function isPlainNumber(cell: string): boolean {
  return cell.length !== 4 && isDigit(cell.charCodeAt(0)) && isDigit(cell.charCodeAt(cell.length - 1));
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
