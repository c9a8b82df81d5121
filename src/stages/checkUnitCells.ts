import { type Column, integerAt, REPORTED, rationalAt } from '../exact/column.ts';
import { parseDecimal } from '../exact/decimal.ts';
import { compareQuotient, exactQuotient } from '../exact/quotient.ts';
import { compare, divide, multiply, ONE, type Rational } from '../exact/rational.ts';
import { type Issue, issue } from '../issues/issue.ts';
import type { UnitCheck, UsualRatio } from '../scheme/dataCheck.ts';
import { titleOf } from '../scheme/names.ts';
import {
  checkedAmount,
  type Doubts,
  doubted,
  findingPlace,
  groupText,
  quantityText,
  ratioText,
  ratioTitle,
} from './checking.ts';
import type { Known } from './decide.ts';
import { listFindings } from './findingList.ts';
import { type Codes, codesOf, hasRatio, rowsAtPlaces, rowsByCode, rowsWithRatio } from './medianRatio.ts';
import { apart, type OtherUnit, type UnitColumn, unitColumnReader } from './otherUnits.ts';

/** A usual ratio with the medians that single firms are compared with. */
interface Compared {
  readonly ratio: UsualRatio;
  readonly of: Column;
  readonly per: Column;
  /** The group of each firm that has the ratio. */
  readonly groupAt: (row: number) => Group | undefined;
}

interface Group {
  readonly name: string;
  readonly median: Rational;
  /** The bounds within which a ratio is near the median. */
  readonly low: Rational;
  readonly high: Rational;
}

/** A cell in another unit. */
export interface CellSuspicion {
  readonly row: number;
  readonly column: UnitColumn;
  readonly other: OtherUnit;
  readonly ratios: readonly Compared[];
}

/**
 * Single cells in another unit than their column says: each usual ratio of the amount is off by about the factor between the
 * two units, as the medians of the firm's division are (of all firms where the division is small), and none is near its median.
 */
export function checkUnitCells(
  known: Known,
  check: UnitCheck,
  ratios: readonly UsualRatio[],
  doubts: Doubts,
): { readonly issues: readonly Issue[]; readonly doubts: ReadonlyMap<string, Uint8Array> } {
  const near = parseDecimal(check.near) ?? ONE;
  const { labels, ids } = known.facts;
  const divisions = codesOf(labels.get('division'), ids.length);
  const compared = ratios.flatMap((ratio) => compareRatio(known, check, ratio, near, divisions, doubts));
  const fields = [...new Set(compared.flatMap(({ ratio }) => [ratio.of, ratio.per]))];
  const least = parseDecimal(check.cellTimes) ?? ONE;
  const found = new Map<string, CellSuspicion[]>();
  for (const field of fields) {
    const columnAt = unitColumnReader(known, field, check);
    const own = compared.filter(({ ratio }) => ratio.of === field || ratio.per === field);
    if (own.length < check.ratios) continue;
    for (const row of unusualRows(known, own)) {
      const column = columnAt(row);
      const suspicion = column === undefined ? undefined : suspect(row, column, own, check, least);
      if (suspicion === undefined) continue;
      const rows = found.get(field) ?? [];
      rows.push(suspicion);
      found.set(field, rows);
    }
  }
  return reportCells(known, check, strongest(found));
}

function compareRatio(
  known: Known,
  { firms }: UnitCheck,
  ratio: UsualRatio,
  near: Rational,
  divisions: Codes,
  doubts: Doubts,
): readonly Compared[] {
  const [of, per] = [checkedAmount(known, ratio.of), checkedAmount(known, ratio.per)];
  if (of === undefined || per === undefined) return [];
  const isDoubted = doubted(known.scheme, doubts, [ratio.of, ratio.per]);
  const all = rowsWithRatio(of, per, (row) => !isDoubted(row));
  if (all.length < firms) return [];
  const groupOf = (name: string, rows: Uint32Array): Group => {
    const [middle] = rowsAtPlaces(of, per, rows, [Math.ceil(rows.length / 2)]);
    const median = exactQuotient(of, per, ONE, middle as number);
    return { name, median, low: divide(median, near), high: multiply(median, near) };
  };
  let everyone: Group | undefined;
  const groups = rowsByCode(all, divisions.texts.length + 1, (row) => divisions.of[row] as number).map((rows, code) => {
    if (rows.length === 0) return undefined;
    if (code > 0 && rows.length >= firms * 2) return groupOf(divisions.texts[code - 1] as string, rows);
    everyone ??= groupOf('', all);
    return everyone;
  });
  const groupAt = (row: number): Group | undefined =>
    hasRatio(of, per, row) && !isDoubted(row) ? groups[divisions.of[row] as number] : undefined;
  return [{ ratio, of, per, groupAt }];
}

/** Firms of which at least one of the ratios is not near its median, and none is. */
function unusualRows({ facts }: Known, compared: readonly Compared[]): readonly number[] {
  const rows: number[] = [];
  for (let row = 0; row < facts.ids.length; row += 1) {
    let off = 0;
    for (const { of, per, groupAt } of compared) {
      const group = groupAt(row);
      if (group === undefined) continue;
      if (compareQuotient(of, per, row, group.high) <= 0 && compareQuotient(of, per, row, group.low) >= 0) {
        off = -1;
        break;
      }
      off += 1;
    }
    if (off > 0) rows.push(row);
  }
  return rows;
}

function suspect(
  row: number,
  column: UnitColumn,
  own: readonly Compared[],
  check: UnitCheck,
  least: Rational,
): CellSuspicion | undefined {
  const stated = own.filter(({ groupAt }) => groupAt(row) !== undefined);
  if (stated.length < check.ratios) return undefined;
  for (const other of column.others) {
    if (compare(apart(other), least) < 0) continue;
    // What may rightly be very small is only ever suspected of being too large.
    if (other.mends.n > other.mends.d && check.canBeSmall.includes(column.field)) continue;
    const agrees = stated.every(({ ratio, of, per, groupAt }) => {
      const group = groupAt(row);
      if (group === undefined) return false;
      const mends = ratio.of === column.field ? other.mends : divide(ONE, other.mends);
      return (
        compareQuotient(of, per, row, divide(group.low, mends)) >= 0 &&
        compareQuotient(of, per, row, divide(group.high, mends)) <= 0
      );
    });
    if (agrees) return { row, column, other, ratios: stated };
  }
  return undefined;
}

/** Of several amounts of one firm that could explain the same ratios, the one that explains the most; none where two do. */
function strongest(found: ReadonlyMap<string, readonly CellSuspicion[]>): readonly CellSuspicion[] {
  const byRow = new Map<number, CellSuspicion[]>();
  for (const suspicions of found.values()) {
    for (const one of suspicions) byRow.set(one.row, [...(byRow.get(one.row) ?? []), one]);
  }
  return [...byRow.values()].flatMap((several) => {
    const most = Math.max(...several.map(({ ratios }) => ratios.length));
    const best = several.filter(({ ratios }) => ratios.length === most);
    return best.length === 1 ? best : [];
  });
}

function reportCells(
  known: Known,
  check: UnitCheck,
  found: readonly CellSuspicion[],
): { readonly issues: readonly Issue[]; readonly doubts: ReadonlyMap<string, Uint8Array> } {
  const doubts = new Map<string, Uint8Array>();
  const byField = new Map<string, Map<number, CellSuspicion>>();
  for (const one of [...found].sort((a, b) => a.row - b.row)) {
    const { field } = one.column;
    const marks = doubts.get(field) ?? new Uint8Array(known.facts.ids.length);
    marks[one.row] = 1;
    doubts.set(field, marks);
    byField.set(field, (byField.get(field) ?? new Map()).set(one.row, one));
  }
  const issues = [...byField].flatMap(([field, cells]) =>
    listFindings(known, check, field, [...cells.keys()], (row) =>
      cellIssue(known, check, cells.get(row) as CellSuspicion),
    ),
  );
  return { issues, doubts };
}

function cellIssue(known: Known, check: UnitCheck, { row, column, other, ratios }: CellSuspicion): Issue {
  const { scheme } = known;
  const evidence = ratios.map(({ ratio, of, per, groupAt }) => {
    const shown = (value: Rational): string => ratioText(scheme, value, ratio.of, ratio.per);
    const value = exactQuotient(of, per, ONE, row);
    const mended = ratio.of === column.field ? multiply(value, other.mends) : divide(value, other.mends);
    const median = groupAt(row)?.median ?? ONE;
    return `${ratioTitle(scheme, ratio.of, ratio.per)} ${shown(value)} → ${shown(mended)}（${shown(median)}）`;
  });
  const group = ratios.map(({ groupAt }) => groupAt(row)?.name ?? '').find((name) => name !== '');
  return unitIssue(known, check, 'unitMixup', column, other, row, {
    evidence: evidence.join('；'),
    group: group === undefined ? 'all firms' : groupText(group).trim(),
  });
}

/** An issue of a cell in another unit: what it says, and what it would be. */
export function unitIssue(
  known: Known,
  check: { readonly id: string },
  code: 'unitMixup' | 'unitMixupOfLastYear',
  { field, unit, factor }: UnitColumn,
  other: OtherUnit,
  row: number,
  figures: Readonly<Record<string, string>>,
): Issue {
  const amount = known.amounts.get(field);
  const value = amount?.state[row] === REPORTED && integerAt(amount, row) !== 0n ? rationalAt(amount, row) : ONE;
  const shown = (mends: Rational): string => quantityText(multiply(value, mends), { text: unit, factor });
  return issue(code, findingPlace(known, check, field, row), shown(other.mends), shown(ONE), {
    amount: titleOf(known.scheme, field),
    unit: other.unit,
    stated: unit,
    ...figures,
  });
}
