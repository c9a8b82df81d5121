import { parseDecimal } from '../exact/decimal.ts';
import { compareQuotient, exactQuotient } from '../exact/quotient.ts';
import { compare, divide, multiply, ONE, type Rational } from '../exact/rational.ts';
import { type Issue, issue } from '../issues/issue.ts';
import type { OutlierCheck } from '../scheme/dataCheck.ts';
import { titleOf } from '../scheme/names.ts';
import {
  amountText,
  checkedAmount,
  type Doubts,
  doubted,
  findingPlace,
  groupText,
  ratioText,
  ratioTitle,
  timesText,
} from './checking.ts';
import type { Known } from './decide.ts';
import { listFindings } from './findingList.ts';
import { codesOf, quartilePlaces, rowsAtPlaces, rowsByCode, rowsWithRatio } from './medianRatio.ts';

interface Spread {
  readonly group: string;
  readonly firms: number;
  readonly low: Rational;
  readonly median: Rational;
  readonly high: Rational;
}

/** The firms with an outlier so far, by amount. */
export type Outlying = Map<string, Set<number>>;

/**
 * Firms of which one amount per another is far from those of the same label; see OutlierCheck. Of several such ratios with an
 * amount in common the first is reported.
 */
export function checkOutliers(known: Known, check: OutlierCheck, doubts: Doubts, outlying: Outlying): readonly Issue[] {
  const { scheme } = known;
  const [of, per] = [checkedAmount(known, check.of), checkedAmount(known, check.per)];
  const labels = known.facts.labels.get(check.within);
  const times = parseDecimal(check.times) ?? ONE;
  if (of === undefined || per === undefined || labels === undefined) return [];
  const isDoubted = doubted(scheme, doubts, [check.of, check.per]);
  const codes = codesOf(labels, labels.length);
  const groups = rowsByCode(
    rowsWithRatio(of, per, (row) => !isDoubted(row)),
    codes.texts.length + 1,
    (row) => codes.of[row] as number,
  );
  const spreads = new Map<number, Spread>();
  for (const [code, rows] of groups.entries()) {
    const group = codes.texts[code - 1];
    if (group === undefined) continue;
    if (rows.length < check.firms) continue;
    const at = rowsAtPlaces(of, per, rows, quartilePlaces(rows.length));
    const [first, median, third] = at.map((row) => exactQuotient(of, per, ONE, row)) as [Rational, Rational, Rational];
    const spread = { group, firms: rows.length, low: first, median, high: third };
    const reach = power(divide(third, first), check.fence);
    const most = larger(multiply(third, reach), multiply(median, times));
    const least = divide(ONE, larger(divide(reach, first), divide(times, median)));
    for (const row of rows) {
      const high = check.side !== 'low' && compareQuotient(of, per, row, most) > 0;
      const low = check.side !== 'high' && compareQuotient(of, per, row, least) < 0;
      if (high || low) spreads.set(row, spread);
    }
  }
  const before = [check.of, check.per].map((key) => outlying.get(key) ?? new Set<number>());
  const rows = [...spreads.keys()].filter((row) => !before.some((found) => found.has(row))).sort((a, b) => a - b);
  for (const key of [check.of, check.per]) outlying.set(key, new Set([...(outlying.get(key) ?? []), ...rows]));
  return listFindings(known, check, check.per, rows, (row) => {
    const { group, firms, low, median, high } = spreads.get(row) as Spread;
    const shown = (value: Rational): string => ratioText(scheme, value, check.of, check.per);
    const value = exactQuotient(of, per, ONE, row);
    const amounts = [check.of, check.per].map((key) => `${titleOf(scheme, key)} ${amountText(known, key, row)}`);
    return issue(
      'outlierInSector',
      findingPlace(known, check, check.per, row),
      `${shown(low)}～${shown(high)}`,
      `${shown(value)}（${amounts.join('、')}）`,
      {
        measure: ratioTitle(scheme, check.of, check.per),
        times: timesText(value, median),
        group: groupText(group),
        firms: String(firms),
        median: shown(median),
      },
    );
  });
}

function power(base: Rational, exponent: number): Rational {
  let product = ONE;
  for (let i = 0; i < exponent; i += 1) product = multiply(product, base);
  return product;
}

function larger(a: Rational, b: Rational): Rational {
  return compare(a, b) > 0 ? a : b;
}
