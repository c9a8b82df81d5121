import { REPORTED, rationalAt, stateAt, sumColumns } from '../exact/column.ts';
import { exactText } from '../exact/decimal.ts';
import { exactQuotient } from '../exact/quotient.ts';
import { multiply, ONE, rational } from '../exact/rational.ts';
import { type Grading, gradesOf, type RankingKey, shareOf } from '../scheme/grading.ts';
import { own, titleOf } from '../scheme/names.ts';
import type { Override } from '../scheme/override.ts';
import type { Edge } from '../stages/gradedList.ts';
import { concerns, moveFirm } from '../stages/override.ts';
import { conditionRecord, sourceRecord } from './conditionRecord.ts';
import type { EdgeRecord, GradingRecord, OverrideRecord, PlaceRecord } from './explanation.ts';
import type { Run } from './run.ts';

/** The place of the firm in its pool, with whom it shares it; undefined for a firm without one. */
export function explainPlace(run: Run, row: number): PlaceRecord | undefined {
  const { facts, scheme, pools, grades, admission } = run;
  const place = grades.place[row] as number;
  const pool = pools.pools[pools.poolAt[row] as number];
  const category = scheme.categories[admission.category[row] as number];
  if (place === 0 || pool === undefined || category === undefined) return undefined;
  const placed = pool.rows.filter((one) => (grades.place[one] as number) > 0);
  const tied = placed.filter((one) => one !== row && grades.place[one] === place);
  return {
    pool: pool.id,
    place,
    of: placed.length,
    tiedWith: tied.map((one) => facts.ids[one] as string),
    by: category.ranking.by.map((key) => {
      const value = keyValue(run, key, row);
      const order = 'score' in key ? key.score : key.order;
      return { title: keyTitle(run, key), order, ...(value !== undefined && { value }) };
    }),
  };
}

/** What a ranking key is called; "" for the score, which has a word of its own in each language. */
function keyTitle({ scheme }: Run, key: RankingKey): string {
  if ('score' in key) return '';
  if ('points' in key) return key.points.map((id) => titleOf(scheme, id)).join(' + ');
  return titleOf(scheme, 'indicator' in key ? key.indicator : key.field);
}

function keyValue({ scores, amounts, measures }: Run, key: RankingKey, row: number): string | undefined {
  if ('indicator' in key) {
    const measure = measures.get(key.indicator);
    if (measure === undefined || measure.gap[row] !== 0) return undefined;
    return exactText(exactQuotient(measure.numerator, measure.divisor, measure.toUnit, row));
  }
  const points = 'points' in key ? key.points.flatMap((id) => scores.points.get(id) ?? []) : [];
  const rows = points[0]?.values.length ?? 0;
  const terms = points.map((column) => ({ column, factor: ONE, zeroWhen: new Set<never>() }));
  const column = 'score' in key ? scores.score : 'field' in key ? amounts.get(key.field) : sumColumns(rows, terms);
  return column === undefined || stateAt(column, row) !== REPORTED ? undefined : exactText(rationalAt(column, row));
}

/** How the initial grade was given; undefined for a firm of no category. */
export function explainGrading(run: Run, row: number): GradingRecord | undefined {
  const { scheme, pools, grades, admission } = run;
  const category = scheme.categories[admission.category[row] as number];
  if (category === undefined) return undefined;
  const { grading } = category;
  const quota = grades.quotas.get(pools.poolAt[row] as number);
  const initialGrade = grades.initial[row];
  const position = grades.positions[row] as number;
  return {
    kind: grading.kind,
    ...(quota !== undefined && { base: quota.base, edges: edgeRecords(quota.edges, quota.base) }),
    ...thresholds(run, grading, row),
    ...(position > 0 && initialGrade !== undefined && { position }),
    leftQuota: grades.left.has(row),
    ...(initialGrade !== undefined && { initialGrade }),
    source: sourceRecord(scheme, grading.source, category),
  };
}

function edgeRecords(edges: readonly Edge[], base: number): readonly EdgeRecord[] {
  let before = 0;
  return edges.map((edge, at): EdgeRecord => {
    const exact = exactText(multiply(shareOf(edge.share), rational(BigInt(base))));
    if (edge.kind === 'upTo') {
      const first = before + 1;
      before = Math.max(before, edge.count);
      return { ...edge, exact, ...(edge.count >= first && { first, last: edge.count }) };
    }
    if (edge.kind !== 'last') return { ...edge, exact };
    const below = edges.slice(at + 1).find(({ kind }) => kind === 'last')?.count ?? 0;
    return { ...edge, exact, ...(edge.count > below && { first: base - edge.count + 1, last: base - below }) };
  });
}

function thresholds(
  { scheme, measures }: Run,
  grading: Grading,
  row: number,
): Pick<GradingRecord, 'thresholds' | 'indicator'> {
  switch (grading.kind) {
    case 'scoreThresholds':
    case 'indicatorThresholds': {
      const steps = [...grading.from.map(([grade, from]) => ({ grade, from })), { grade: grading.rest }];
      if (grading.kind === 'scoreThresholds') return { thresholds: steps };
      const measure = measures.get(grading.indicator);
      const exact =
        measure === undefined || measure.gap[row] !== 0
          ? undefined
          : exactText(exactQuotient(measure.numerator, measure.divisor, measure.toUnit, row));
      const { title } = own(scheme.indicators, grading.indicator) ?? { title: grading.indicator };
      return { thresholds: steps, indicator: { id: grading.indicator, title, ...(exact !== undefined && { exact }) } };
    }
    case 'shares':
    case 'selection':
    case 'none':
      return {};
  }
}

/** The rules that can move the grade, each with what it did and what the grade would be without it. */
export function explainOverrides(run: Run, row: number): readonly OverrideRecord[] {
  const { scheme, overrides, grades, admission, known } = run;
  const applying = overrides.applying.get(row) ?? [];
  const initial = grades.initial[row];
  const category = scheme.categories[admission.category[row] as number];
  const moves = overrides.moves.get(row) ?? [];
  return (scheme.overrides ?? []).map((rule): OverrideRecord => {
    const concerned = initial !== undefined && concerns(rule, scheme, admission, row);
    const applies = applying.includes(rule);
    const others = applying.filter((one) => one !== rule);
    const without =
      !applies || initial === undefined || category === undefined
        ? undefined
        : moveFirm(initial, gradesOf(category.grading), others).grade;
    return {
      rule: rule.id,
      title: rule.title,
      ...actionOf(rule),
      usesQuota: rule.usesQuota,
      applies,
      ...(concerned && { condition: conditionRecord(rule.when, known.overriding, row) }),
      moves: moves.filter((move) => move.rule === rule.id).map(({ from, to }) => ({ from, to })),
      ...(without !== undefined && { gradeWithout: without }),
      source: sourceRecord(scheme, rule.source),
    };
  });
}

function actionOf({ fix, raise, lower, notAbove, notBelow }: Override): Pick<OverrideRecord, 'action' | 'to'> {
  if (fix !== undefined) return { action: 'fix', to: fix };
  if (raise !== undefined) return { action: 'raise', to: String(raise) };
  if (lower !== undefined) return { action: 'lower', to: String(lower) };
  if (notAbove !== undefined) return { action: 'notAbove', to: notAbove };
  return { action: 'notBelow', to: notBelow ?? '' };
}
