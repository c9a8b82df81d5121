import type { Issue } from '../issues/issue.ts';
import {
  checksOf,
  type DataCheck,
  type PlaceholderCheck,
  type UnitCheck,
  type UsualRatio,
} from '../scheme/dataCheck.ts';
import { checkContradiction, checkRange } from './checkAmounts.ts';
import type { Doubts } from './checking.ts';
import { checkJump, checkUnitsByLastYear, type PastAmount, pastAmounts } from './checkLastYear.ts';
import { checkOutliers, type Outlying } from './checkOutliers.ts';
import { checkAlikeRows, checkPlaceholders, checkRepeatedAmounts } from './checkSameness.ts';
import { checkSums } from './checkSums.ts';
import { checkUnitCells } from './checkUnitCells.ts';
import { checkUnitColumns } from './checkUnitColumns.ts';
import type { Known } from './decide.ts';

/**
 * Looks for figures that are wrong: in another unit, mistyped, out of range, contradicting each other, last year or the sector
 * (see scheme/dataCheck.ts and seeds/checks.json). Every finding is a warning with its evidence; nothing is changed by it, and
 * no stage of the run knows of it, so it can move no grade.
 *
 * Units come first, columns before cells, then placeholders: what is one of these is also out of range and an outlier, and is
 * said once.
 *
 * @returns the findings in order of the checks, and within one in order of columns and firms, whatever the order of rows and files
 */
export function checkFacts(known: Known): { readonly issues: readonly Issue[] } {
  const checks = checksOf(known.scheme);
  const ratios = checks.filter((check): check is UsualRatio => check.kind === 'usualRatio');
  const past = pastAmounts(known);
  let doubts: Doubts = new Map();
  const issues: Issue[] = [];
  for (const check of checks.filter((one): one is UnitCheck => one.kind === 'units')) {
    for (const find of [checkUnitColumns, checkUnitCells]) {
      const found = find(known, check, ratios, doubts);
      issues.push(...found.issues);
      doubts = joined(doubts, found.doubts);
    }
    const found = checkUnitsByLastYear(known, check, past, doubts);
    issues.push(...found.issues);
    doubts = joined(doubts, found.doubts);
  }
  for (const check of checks.filter((one): one is PlaceholderCheck => one.kind === 'placeholder')) {
    const found = checkPlaceholders(known, check, doubts);
    issues.push(...found.issues);
    doubts = joined(doubts, found.doubts);
  }
  const outlying: Outlying = new Map();
  for (const check of checks) issues.push(...findingsOf(known, check, past, doubts, outlying));
  return { issues };
}

function findingsOf(
  known: Known,
  check: DataCheck,
  past: readonly PastAmount[],
  doubts: Doubts,
  outlying: Outlying,
): readonly Issue[] {
  switch (check.kind) {
    case 'range':
      return checkRange(known, check, doubts);
    case 'jump':
      return checkJump(known, check, past, doubts);
    case 'sums':
      return checkSums(known, check, doubts);
    case 'contradiction':
      return checkContradiction(known, check, doubts);
    case 'outlier':
      return checkOutliers(known, check, doubts, outlying);
    case 'repeatedAmount':
      return checkRepeatedAmounts(known, check, doubts);
    case 'alikeRows':
      return checkAlikeRows(known, check, doubts);
    case 'placeholder':
    case 'units':
    case 'usualRatio':
      return [];
  }
}

function joined(a: Doubts, b: Doubts): Doubts {
  const all = new Map(a);
  for (const [field, marks] of b) {
    const before = all.get(field);
    all.set(field, before === undefined ? marks : marks.map((mark, row) => mark | (before[row] ?? 0)));
  }
  return all;
}
