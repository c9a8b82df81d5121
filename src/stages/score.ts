import { type Column, type ColumnDraft, draftColumn } from '../exact/column.ts';
import type { Issue } from '../issues/issue.ts';
import { addUpPoints } from './addUpPoints.ts';
import type { Admission, StandingRule } from './admit.ts';
import type { Known } from './decide.ts';
import { applyFormula } from './formula.ts';
import { fillGaps } from './gapPoints.ts';
import type { HeldBaselines } from './heldBaselines.ts';
import { type Measure, rowsMeasured } from './measure.ts';
import { findParts } from './part.ts';
import type { Pools } from './pool.ts';
import type { CategoryWork, FoundMean, Part, RuleWork } from './scoringWork.ts';

/** Points and scores of every firm, and why a firm has none. */
export interface Scores {
  /** Points of each indicator; the places that a category shows are those of its rounding. */
  readonly points: ReadonlyMap<string, Column>;
  /** How points were filled in for a gap; see scoringWork.ts. */
  readonly filled: ReadonlyMap<string, Uint8Array>;
  /** The parts of each category, with their baselines, by category position and then indicator. */
  readonly parts: readonly ReadonlyMap<string, readonly Part[]>[];
  /** The means that filled gaps, by category position, indicator and meanKey. */
  readonly means: readonly ReadonlyMap<string, ReadonlyMap<string, FoundMean>>[];
  /** 综合得分; absent where the category scores nothing or the firm is left out. */
  readonly score: Column;
  /** Why a firm of a category gets no score, no place and no grade. */
  readonly leftOut: readonly (StandingRule | undefined)[];
  readonly issues: readonly Issue[];
}

/** Scores the firms of every category. Points are rounded where the category says so, and nowhere else. */
export function scoreFirms(
  { facts, scheme, year, history, kept }: Known,
  admission: Admission,
  measures: ReadonlyMap<string, Measure>,
  pools: Pools,
  held?: HeldBaselines,
): Scores {
  const rows = facts.ids.length;
  const unit = 10n ** BigInt(Math.max(0, ...scheme.categories.map((one) => one.rounding.points)));
  const points = new Map<string, ColumnDraft>();
  const filled = new Map<string, Uint8Array>();
  for (const id of Object.keys(scheme.indicators)) {
    points.set(id, draftColumn(rows, unit));
    filled.set(id, new Uint8Array(rows));
  }
  const score = draftColumn(rows, unit);
  const leftOut: (StandingRule | undefined)[] = pools.withoutPool.slice();
  const issues: Issue[] = [];
  const worked = scheme.categories.map((category, position) => {
    const members = pools.membersOf(position);
    const known = { scheme, category, facts, year, history, members, admission, leftOut, pools };
    const work: CategoryWork = { ...known, held, kept, issues };
    const rules: RuleWork[] = [];
    for (const rule of category.scoring) {
      const measure = measures.get(rule.indicator);
      const column = points.get(rule.indicator);
      const fills = filled.get(rule.indicator);
      if (measure === undefined || column === undefined || fills === undefined) continue;
      const ruleWork = {
        rule,
        measure,
        points: column,
        fills,
        parts: findParts(work, rule, measure),
        means: new Map(),
      };
      for (const { formula, rows: ofPart } of ruleWork.parts) {
        if (formula !== undefined) applyFormula(formula, measure, column, rowsMeasured(measure, ofPart), category);
      }
      fillGaps(work, ruleWork);
      rules.push(ruleWork);
    }
    if (rules.length > 0) addUpPoints(work, rules, score);
    return rules;
  });
  const parts = worked.map((rules) => new Map(rules.map((one) => [one.rule.indicator, one.parts])));
  const means = worked.map((rules) => new Map(rules.map((one) => [one.rule.indicator, one.means])));
  return { points, filled, parts, means, score, leftOut, issues };
}
