import { type Column, REPORTED, rationalAt, sumColumns, type Term } from '../exact/column.ts';
import { compareQuotient } from '../exact/quotient.ts';
import { compare, multiply, ONE, type Rational, ZERO } from '../exact/rational.ts';
import { type Issue, issue } from '../issues/issue.ts';
import type { SumCheck } from '../scheme/dataCheck.ts';
import { type LedgerTerm, termParts } from '../scheme/ledger.ts';
import { amountDimension, termFactor, titleOf } from '../scheme/names.ts';
import { quantityIn } from '../scheme/unit.ts';
import {
  amountText,
  checkedAmount,
  type Doubts,
  doubted,
  findingPlace,
  quantityText,
  type ShownUnit,
  unitOf,
} from './checking.ts';
import type { Known } from './decide.ts';
import { listFindings } from './findingList.ts';

/** Sums of amounts that should be equal, or of which one should not exceed the other. */
export function checkSums(known: Known, check: SumCheck, doubts: Doubts): readonly Issue[] {
  const { scheme, facts } = known;
  const first = termParts(check.to[0] ?? '').amount;
  const dimension = amountDimension(scheme, first);
  if (dimension === undefined) return [];
  const sum = sumOf(known, check.sum, dimension);
  const to = sumOf(known, check.to, dimension);
  if (sum === undefined || to === undefined) return [];
  const tolerance = {
    amount: (check.tolerance === undefined ? undefined : quantityIn(check.tolerance, dimension)) ?? ZERO,
    share: (check.toleranceShare === undefined ? undefined : quantityIn(check.toleranceShare, 'share')) ?? ZERO,
  };
  const keys = [...check.sum, ...check.to].map((term) => termParts(term).amount);
  const isDoubted = doubted(scheme, doubts, keys);
  const difference = sumColumns(facts.ids.length, [termOf(sum, ONE), termOf(to, { n: -1n, d: 1n })]);
  const rows: number[] = [];
  for (let row = 0; row < facts.ids.length; row += 1) {
    if (difference.state[row] !== REPORTED) continue;
    // Most firms are told by the sign or the first tolerance alone, without making fractions.
    const over = compareQuotient(difference, undefined, row, tolerance.amount) > 0;
    const under = check.is === 'equal' && compareQuotient(difference, undefined, row, negative(tolerance.amount)) < 0;
    if (!over && !under) continue;
    const [a, b] = [magnitude(rationalAt(sum, row)), magnitude(rationalAt(to, row))];
    const allowed = multiply(compare(a, b) > 0 ? a : b, tolerance.share);
    if (compare(magnitude(rationalAt(difference, row)), allowed) > 0 && !isDoubted(row)) rows.push(row);
  }
  const unit = unitOf(scheme, first);
  const blamed = check.is === 'equal' ? first : termParts(check.sum[0] ?? '').amount;
  const sign = check.is === 'equal' ? '' : '≤ ';
  return listFindings(known, check, blamed, rows, (row) =>
    issue(
      'sumsDisagree',
      findingPlace(known, check, blamed, row),
      `${sign}${sideText(known, check.to, to, unit, row)}`,
      sideText(known, check.sum, sum, unit, row),
      { difference: quantityText(magnitude(rationalAt(difference, row)), unit) },
    ),
  );
}

/** A signed sum; undefined where no table brings one of its terms that has to be known. */
function sumOf(known: Known, terms: readonly LedgerTerm[], dimension: string): Column | undefined {
  const parts = terms.map(termParts);
  const columns: Term[] = [];
  for (const part of parts) {
    const column = checkedAmount(known, part.amount);
    const factor = termFactor(known.scheme, dimension, part);
    if (factor === undefined) return undefined;
    if (column !== undefined) columns.push({ column, factor, zeroWhen: part.zeroWhen });
    else if (part.zeroWhen.size === 0) return undefined;
  }
  return columns.length === 0 ? undefined : sumColumns(known.facts.ids.length, columns);
}

/** "自有用地面积 10 亩＋承租用地面积 2 亩＝12 亩" */
function sideText(known: Known, terms: readonly LedgerTerm[], sum: Column, unit: ShownUnit, row: number): string {
  const stated = terms.map(termParts).filter(({ amount }) => known.amounts.get(amount)?.state[row] === REPORTED);
  const lines = stated.map(({ amount, sign, times, per }, at) => {
    const factors = [times === undefined ? '' : `×${times}`, per === undefined ? '' : `÷${per}`].join('');
    const shown = `${titleOf(known.scheme, amount)} ${amountText(known, amount, row)}${factors}`;
    return sign < 0 ? `－${shown}` : at === 0 ? shown : `＋${shown}`;
  });
  const plain = stated.length === 1 && stated.every(({ sign, times, per }) => sign > 0 && times === per);
  return plain ? lines.join('') : `${lines.join('')}＝${quantityText(rationalAt(sum, row), unit)}`;
}

function termOf(column: Column, factor: Rational): Term {
  return { column, factor, zeroWhen: new Set() };
}

function negative({ n, d }: Rational): Rational {
  return { n: -n, d };
}

function magnitude(value: Rational): Rational {
  return value.n < 0n ? negative(value) : value;
}
