import { type Column, REPORTED, rationalAt, signAt } from '../exact/column.ts';
import { parseDecimal } from '../exact/decimal.ts';
import { add, compare, multiply, ONE, type Rational, rational } from '../exact/rational.ts';
import { type Issue, issue } from '../issues/issue.ts';
import type { JumpCheck, UnitCheck } from '../scheme/dataCheck.ts';
import { termParts } from '../scheme/ledger.ts';
import { amountDimension, own, termFactor, titleOf } from '../scheme/names.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { quantityIn } from '../scheme/unit.ts';
import {
  checkedAmount,
  type Doubts,
  doubted,
  findingPlace,
  placeOfColumn,
  quantityText,
  timesText,
  unitOf,
} from './checking.ts';
import { unitIssue } from './checkUnitCells.ts';
import type { Known } from './decide.ts';
import { listFindings, nameOfFirm } from './findingList.ts';
import { isNear, type OtherUnit, type UnitColumn, unitColumnReader } from './otherUnits.ts';

/** An amount that the earlier evaluation knew, with its value then for each firm; above zero in both years. */
export interface PastAmount {
  readonly key: string;
  readonly column: Column;
  readonly before: ReadonlyMap<number, Rational>;
}

/**
 * The amounts of indicators that last year's evaluation holds too. An indicator of the same id is taken to be of the same
 * amounts; where two indicators disagree on an amount of a firm, their definitions differ, and nothing is compared.
 */
export function pastAmounts(known: Known): readonly PastAmount[] {
  const { scheme, facts, history, year } = known;
  const past = history.get(year - 1);
  if (past === undefined) return [];
  const before = new Map<string, Map<number, Rational>>();
  const disagree = new Set<string>();
  for (const [row, id] of facts.ids.entries()) {
    const firm = past.firms.get(id);
    if (firm === undefined) continue;
    for (const [indicator, amounts] of firm.amounts) {
      const rule = own(scheme.indicators, indicator);
      if (rule === undefined) continue;
      for (const [key, value] of [
        [rule.of, amounts.numerator],
        [rule.per, amounts.denominator],
      ] as const) {
        if (key === undefined || value === undefined) continue;
        const values = before.get(key) ?? new Map<number, Rational>();
        before.set(key, values);
        const stated = values.get(row);
        if (stated !== undefined && compare(stated, value) !== 0) disagree.add(key);
        values.set(row, value);
      }
    }
  }
  return [...before].flatMap(([key, values]) => {
    const column = disagree.has(key) ? undefined : checkedAmount(known, key);
    if (column === undefined) return [];
    const positive = [...values].filter(
      ([row, value]) => value.n > 0n && column.state[row] === REPORTED && signAt(column, row) > 0,
    );
    return positive.length === 0 ? [] : [{ key, column, before: new Map(positive) }];
  });
}

/** Amounts many times last year's, or the other way round. */
export function checkJump(
  known: Known,
  check: JumpCheck,
  past: readonly PastAmount[],
  doubts: Doubts,
): readonly Issue[] {
  const { scheme, year } = known;
  const times = parseDecimal(check.times) ?? ONE;
  const above = quantityIn(check.above, check.dimension);
  if (above === undefined) return [];
  return past.flatMap(({ key, column, before }) => {
    if (amountDimension(scheme, key) !== check.dimension) return [];
    const isDoubted = doubted(scheme, doubts, [key]);
    const rows = [...before].flatMap(([row, then]) => {
      const now = rationalAt(column, row);
      const larger = compare(now, then) > 0 ? now : then;
      return !isNear(now, then, times) && compare(larger, above) >= 0 && !isDoubted(row) ? [row] : [];
    });
    const unit = unitOf(scheme, key);
    return listFindings(known, check, key, rows, (row) => {
      const [now, then] = [rationalAt(column, row), before.get(row) ?? ONE];
      const figures = { amount: titleOf(scheme, key), year: String(year - 1), times: timesText(now, then) };
      const place = findingPlace(known, check, key, row);
      return issue('jumpAgainstLastYear', place, quantityText(then, unit), quantityText(now, unit), figures);
    });
  });
}

interface Mended {
  readonly row: number;
  readonly column: UnitColumn;
  readonly other: OtherUnit;
  readonly past: PastAmount;
}

/**
 * Amounts that are last year's once a field of theirs is read in another unit, and far from it as they are. Where more than
 * half of a column's firms (and as many as a median needs) are so, it is the column.
 */
export function checkUnitsByLastYear(
  known: Known,
  check: UnitCheck,
  past: readonly PastAmount[],
  doubts: Doubts,
): { readonly issues: readonly Issue[]; readonly doubts: ReadonlyMap<string, Uint8Array> } {
  const near = parseDecimal(check.nearLastYear) ?? ONE;
  const columns = new Map<string, { compared: number; readonly found: Map<string, Mended[]> }>();
  const seen = new Set<string>();
  for (const one of past) {
    for (const { field, factor } of fieldsWithin(known.scheme, one.key)) {
      const amount = checkedAmount(known, field);
      if (amount === undefined || seen.has(field)) continue;
      seen.add(field);
      const columnAt = unitColumnReader(known, field, check);
      const isDoubted = doubted(known.scheme, doubts, [field]);
      for (const [row, then] of one.before) {
        const column = columnAt(row);
        if (column === undefined || amount.state[row] !== REPORTED || isDoubted(row)) continue;
        const tally = columns.get(column.key) ?? { compared: 0, found: new Map<string, Mended[]>() };
        columns.set(column.key, tally);
        tally.compared += 1;
        const now = rationalAt(one.column, row);
        if (isNear(now, then, near) || isNear(now, then, multiply(near, near))) continue;
        const line = multiply(rationalAt(amount, row), factor);
        const mayGrow = !check.canBeSmall.includes(field);
        const other = column.others.find(({ mends }) => {
          if (mends.n > mends.d && !mayGrow) return false;
          const mended = add(now, multiply(line, add(mends, rational(-1n))));
          return mended.n > 0n && isNear(mended, then, near);
        });
        if (other === undefined) continue;
        tally.found.set(other.unit, [...(tally.found.get(other.unit) ?? []), { row, column, other, past: one }]);
      }
    }
  }
  const marks = new Map<string, Uint8Array>();
  const issues: Issue[] = [];
  for (const key of [...columns.keys()].sort()) {
    const { compared, found } = columns.get(key) ?? { compared: 0, found: new Map<string, Mended[]>() };
    for (const unit of [...found.keys()].sort()) {
      const cells = found.get(unit) ?? [];
      const whole = cells.length >= check.firms && cells.length * 2 > compared;
      issues.push(...(whole ? [columnIssue(known, check, cells, compared)] : cellIssues(known, check, cells)));
      for (const { row, column } of cells) mark(known, check, marks, column, row, whole);
    }
  }
  return { issues, doubts: marks };
}

/** The fields that an amount is a plain signed sum of, each with what it is multiplied by. */
function fieldsWithin(scheme: Scheme, key: string): readonly { readonly field: string; readonly factor: Rational }[] {
  const ledger = own(scheme.ledgers, key);
  if (ledger === undefined) return [{ field: key, factor: ONE }];
  const dimension = amountDimension(scheme, key);
  return ledger.sum.map(termParts).flatMap((part) => {
    const factor = dimension === undefined ? undefined : termFactor(scheme, dimension, part);
    return factor === undefined || own(scheme.ledgers, part.amount) !== undefined
      ? []
      : [{ field: part.amount, factor }];
  });
}

function cellIssues(known: Known, check: UnitCheck, cells: readonly Mended[]): readonly Issue[] {
  const byRow = new Map([...cells].sort((a, b) => a.row - b.row).map((cell) => [cell.row, cell]));
  const field = cells[0]?.column.field;
  return listFindings(known, check, field, [...byRow.keys()], (row) => {
    const { column, other, past } = byRow.get(row) as Mended;
    return unitIssue(known, check, 'unitMixupOfLastYear', column, other, row, {
      evidence: evidenceOf(known, past, row),
    });
  });
}

function columnIssue(known: Known, check: UnitCheck, cells: readonly Mended[], compared: number): Issue {
  const [{ row, column, other, past }] = [...cells].sort((a, b) => a.row - b.row) as [Mended];
  const { received, expected } = unitIssue(known, check, 'unitMixupOfLastYear', column, other, row, {});
  return issue(
    'unitMixupOfColumn',
    { ...placeOfColumn(known.facts, column.field, row), path: check.id },
    other.unit,
    column.unit,
    {
      amount: titleOf(known.scheme, column.field),
      of: String(compared),
      count: String(cells.length),
      evidence: evidenceOf(known, past, row),
      example: `${nameOfFirm(known, row)} ${received} → ${expected}`,
    },
  );
}

/** "用地面积 2022: 12.3 亩, 2023: 8200 亩 (×666.7)" */
function evidenceOf({ scheme, year }: Known, { key, column, before }: PastAmount, row: number): string {
  const [now, then] = [rationalAt(column, row), before.get(row) ?? ONE];
  const unit = unitOf(scheme, key);
  const shown = [`${year - 1}：${quantityText(then, unit)}`, `${year}：${quantityText(now, unit)}`];
  return `${titleOf(scheme, key)} ${shown.join('，')}（${timesText(now, then)}）`;
}

function mark(
  known: Known,
  check: UnitCheck,
  marks: Map<string, Uint8Array>,
  { field, key }: UnitColumn,
  row: number,
  whole: boolean,
): void {
  const of = marks.get(field) ?? new Uint8Array(known.facts.ids.length);
  marks.set(field, of);
  of[row] = 1;
  if (!whole) return;
  const columnAt = unitColumnReader(known, field, check);
  for (let at = 0; at < of.length; at += 1) if (columnAt(at)?.key === key) of[at] = 1;
}
