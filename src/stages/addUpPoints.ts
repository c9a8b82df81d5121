import { type Column, type ColumnDraft, integerAt, REPORTED, setInteger } from '../exact/column.ts';
import { add, type Rational, rational, roundToUnits, ZERO } from '../exact/rational.ts';
import { exactPoints, type Formula } from './formula.ts';
import { fixedFill } from './gapPoints.ts';
import { gapAt } from './measure.ts';
import { type CategoryWork, FILLED_FIXED, FILLED_MEAN, type RuleWork } from './scoringWork.ts';

/** The score: the exact sum of the rounded points, or the unrounded points summed and rounded once. */
export function addUpPoints(work: CategoryWork, rules: readonly RuleWork[], score: ColumnDraft): void {
  const { category, members, leftOut } = work;
  const scored = members.filter((row) => leftOut[row] === undefined);
  if (category.rounding.score === 'sumOfPoints') {
    const columns = rules.map(({ points }) => points);
    for (const row of scored) sumPoints(columns, row, score);
    return;
  }
  const { points: places, mode } = category.rounding;
  const step = score.denominator / 10n ** BigInt(places);
  const exact = rules.map((rule) => unroundedPoints(work, rule));
  for (const row of scored) {
    const total = exact.reduce((sum, pointsAt) => add(sum, pointsAt(row)), ZERO);
    setInteger(score, row, roundToUnits(total, places, mode) * step);
  }
}

function sumPoints(columns: readonly Column[], row: number, score: ColumnDraft): void {
  let total = 0;
  let magnitude = 0;
  for (const column of columns) {
    total += column.values[row] as number;
    magnitude += Math.abs(column.values[row] as number);
  }
  if (magnitude <= Number.MAX_SAFE_INTEGER) {
    score.values[row] = total;
    score.state[row] = REPORTED;
  } else {
    setInteger(
      score,
      row,
      columns.reduce((sum, column) => sum + integerAt(column, row), 0n),
    );
  }
}

/** Unrounded points of one rule; those filled in are exact as they are. */
function unroundedPoints(work: CategoryWork, ruleWork: RuleWork): (row: number) => Rational {
  const { rule, measure, points, fills, parts } = ruleWork;
  const formulaAt = new Map<number, Formula>();
  for (const { rows, formula } of parts) {
    if (formula !== undefined) for (const row of rows) formulaAt.set(row, formula);
  }
  return (row) => {
    if (fills[row] === FILLED_MEAN) return rational(integerAt(points, row), points.denominator);
    if (fills[row] === FILLED_FIXED) return fixedFill(rule, work.category, gapAt(measure, row) ?? 'missing');
    const formula = formulaAt.get(row);
    return formula === undefined ? ZERO : exactPoints(formula, measure, row);
  };
}
