import { type Issue, issue } from '../issues/issue.ts';
import { type Condition, conditionParts, type WhenUndecided } from '../scheme/condition.ts';
import { titleOf } from '../scheme/names.ts';
import type { Known } from './decide.ts';
import { decideOnce } from './kept.ts';

/** A rule that states what an undecided condition means. */
interface Settled {
  readonly id: string;
  readonly when: Condition;
  readonly whenUndecided: WhenUndecided;
}

/**
 * Decides a rule's condition for every firm: 1 where it holds. A firm for which it cannot be decided, a datum being
 * absent, gets what the rule states, and a warning; one warning serves where that is every firm, or most of more than a few:
 * then a column is simply not filled in, and what each firm got is told by its explanation.
 */
export function settle(
  rule: Settled,
  known: Known,
  concerns: (row: number) => boolean = () => true,
): { readonly holds: Uint8Array; readonly issues: readonly Issue[] } {
  const rows = known.facts.ids.length;
  const decide = decideOnce(rule.when, known);
  const holds = new Uint8Array(rows);
  const undecided: number[] = [];
  let concerned = 0;
  for (let row = 0; row < rows; row += 1) {
    if (!concerns(row)) continue;
    concerned += 1;
    const truth = decide(row);
    if (truth === undefined) undecided.push(row);
    holds[row] = truth === true || (truth === undefined && rule.whenUndecided === 'holds') ? 1 : 0;
  }
  const needs = namesIn(rule.when, known).join('、');
  const most = undecided.length > FEW && undecided.length * 2 > concerned;
  if (most && undecided.length < concerned) {
    const figures = { count: String(undecided.length), of: String(concerned) };
    return {
      holds,
      issues: [issue('conditionUndecidedForMost', { path: rule.id }, needs, rule.whenUndecided, figures)],
    };
  }
  const everyone = undecided.length === concerned && concerned > 1;
  const places = everyone ? [{}] : undecided.map((row) => ({ firm: known.facts.ids[row] as string }));
  return {
    holds,
    issues: places.map((place) => issue('conditionUndecided', { ...place, path: rule.id }, needs, rule.whenUndecided)),
  };
}

/** So many firms are named one by one even where they are most of those concerned. */
const FEW = 5;

/** Titles of what a condition asks for. */
function namesIn(condition: Condition, known: Known): string[] {
  const names: string[] = [];
  for (const [part] of conditionParts(condition, '')) {
    const key =
      'field' in part
        ? part.field
        : 'indicator' in part
          ? part.indicator
          : 'label' in part
            ? part.label
            : 'flag' in part
              ? part.flag
              : 'date' in part
                ? part.date
                : undefined;
    if ('previously' in part) names.push('往年评价');
    if (key !== undefined) names.push(titleOf(known.scheme, key));
  }
  return [...new Set(names)];
}
