import { REPORTED } from '../exact/column.ts';
import { compareQuotient } from '../exact/quotient.ts';
import { divide } from '../exact/rational.ts';
import { type Issue, issue } from '../issues/issue.ts';
import { type Condition, conditionParts } from '../scheme/condition.ts';
import type { ContradictionCheck, RangeCheck } from '../scheme/dataCheck.ts';
import { amountDimension, titleOf } from '../scheme/names.ts';
import { quantityIn } from '../scheme/unit.ts';
import { amountText, checkedAmount, type Doubts, doubted, figure, findingPlace, unitOf } from './checking.ts';
import { decider, type Known } from './decide.ts';
import { listFindings } from './findingList.ts';

/** Amounts outside what any firm can have. */
export function checkRange(known: Known, check: RangeCheck, doubts: Doubts): readonly Issue[] {
  const { scheme, facts } = known;
  const column = checkedAmount(known, check.amount);
  const dimension = amountDimension(scheme, check.amount);
  if (column === undefined || dimension === undefined) return [];
  const [least, most] = [check.atLeast, check.atMost].map((text) =>
    text === undefined ? undefined : quantityIn(text, dimension),
  );
  const isDoubted = doubted(scheme, doubts, [check.amount]);
  const rows: number[] = [];
  for (let row = 0; row < facts.ids.length; row += 1) {
    if (column.state[row] !== REPORTED) continue;
    const low = least !== undefined && compareQuotient(column, undefined, row, least) < 0;
    const high = most !== undefined && compareQuotient(column, undefined, row, most) > 0;
    if ((low || high) && !isDoubted(row)) rows.push(row);
  }
  const unit = unitOf(scheme, check.amount);
  const shown = [least, most].map((bound) => (bound === undefined ? undefined : figure(divide(bound, unit.factor))));
  const bounds =
    shown[0] === undefined ? `≤ ${shown[1]}` : shown[1] === undefined ? `≥ ${shown[0]}` : `${shown[0]}～${shown[1]}`;
  const expected = `${bounds} ${unit.text}`.trim();
  return listFindings(known, check, check.amount, rows, (row) =>
    issue(
      'valueOutOfRange',
      findingPlace(known, check, check.amount, row),
      expected,
      amountText(known, check.amount, row),
      { amount: titleOf(scheme, check.amount) },
    ),
  );
}

/** Firms that meet one condition and fail another that goes with it. */
export function checkContradiction(known: Known, check: ContradictionCheck, doubts: Doubts): readonly Issue[] {
  const { scheme, facts } = known;
  const keys = [...amountsIn(check.when), ...amountsIn(check.must)];
  const amounts = [...new Set(keys)].filter((key) => checkedAmount(known, key) !== undefined);
  const [when, must] = [decider(check.when, known), decider(check.must, known)];
  const isDoubted = doubted(scheme, doubts, amounts);
  const rows: number[] = [];
  for (let row = 0; row < facts.ids.length; row += 1) {
    if (when(row) === true && must(row) === false && !isDoubted(row)) rows.push(row);
  }
  const field = amountsIn(check.must).find((key) => amounts.includes(key)) ?? amounts[0];
  return listFindings(known, check, field, rows, (row) => {
    const stated = amounts.filter((key) => known.amounts.get(key)?.state[row] === REPORTED);
    const received = stated.map((key) => `${titleOf(scheme, key)} ${amountText(known, key, row)}`).join('、');
    const place =
      field === undefined ? { firm: facts.ids[row] as string, path: check.id } : findingPlace(known, check, field, row);
    return issue('dataContradict', place, check.title, received);
  });
}

function amountsIn(condition: Condition): readonly string[] {
  return [...conditionParts(condition, '')].flatMap(([part]) => ('field' in part ? [part.field] : []));
}
