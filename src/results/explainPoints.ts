import { REPORTED, rationalAt, stateAt } from '../exact/column.ts';
import { exactText, formatRational, formatUnits, parseDecimal } from '../exact/decimal.ts';
import { ONE, type Rational, rational, roundToUnits, subtract, ZERO } from '../exact/rational.ts';
import type { Category } from '../scheme/category.ts';
import { own } from '../scheme/names.ts';
import type { Method, Scoring } from '../scheme/scoring.ts';
import { exactValue } from '../stages/baseline.ts';
import { exactPoints, type Formula, reachedStep, unlimited, weightOf } from '../stages/formula.ts';
import { fixedFill, gapPoints, meanKey } from '../stages/gapPoints.ts';
import { gapAt, type Measure } from '../stages/measure.ts';
import { FILLED_MEAN, type Part } from '../stages/scoringWork.ts';
import { written } from './arithmetic.ts';
import { sourceRecord } from './conditionRecord.ts';
import { writtenMeasure } from './explainFacts.ts';
import type { BaselineRecord, FillRecord, PointsRecord } from './explanation.ts';
import type { Run } from './run.ts';
import { fixedText } from './shown.ts';

/** The points of every indicator that the firm's category scores. */
export function explainPoints(run: Run, row: number): readonly PointsRecord[] {
  const position = run.admission.category[row] as number;
  const category = run.scheme.categories[position];
  return (category?.scoring ?? []).flatMap((rule) => {
    const measure = run.measures.get(rule.indicator);
    return category === undefined || measure === undefined
      ? []
      : [pointsRecord(run, category, position, rule, measure, row)];
  });
}

function pointsRecord(
  run: Run,
  category: Category,
  position: number,
  rule: Scoring,
  measure: Measure,
  row: number,
): PointsRecord {
  const { scheme, scores } = run;
  const part = scores.parts[position]?.get(rule.indicator)?.find(({ rows }) => rows.includes(row));
  const gap = gapAt(measure, row);
  const column = scores.points.get(rule.indicator);
  const points = column && fixedText(column, row, category.rounding.points);
  const indicator = own(scheme.indicators, rule.indicator);
  const record = {
    indicator: rule.indicator,
    title: indicator?.title ?? rule.indicator,
    weight: rule.weight,
    method: rule.method.kind,
    ...(part !== undefined && part.id !== '' && { part: part.id }),
    ...(points !== undefined && { points }),
    source: sourceRecord(scheme, rule.source, category),
  };
  const baseline = part === undefined ? undefined : baselineRecord(run, category, rule, part, indicator?.unit ?? '');
  const stated = { ...record, ...(baseline !== undefined && { baseline }) };
  if (gap !== undefined) return { ...stated, ...filledRecord(run, category, position, rule, measure, row) };
  const formula = part?.formula;
  if (part === undefined || formula === undefined) return stated;
  const { range } = part;
  const min = 'slope' in formula ? formula.min : undefined;
  const max = 'slope' in formula ? formula.max : undefined;
  const exact = exactText(exactPoints(formula, measure, row));
  const free = 'slope' in formula ? exactText(exactPoints(unlimited(formula), measure, row)) : exact;
  const counts = 'counts' in formula ? formula.counts.get(row) : undefined;
  const step = 'steps' in formula ? reachedStep(formula, exactValue(measure, row)) : undefined;
  return {
    ...stated,
    ...(range !== undefined && {
      range: { lowest: exactText(range.lowest), highest: exactText(range.highest), firms: range.firms },
    }),
    ...(counts !== undefined && { standing: { count: counts[0], of: counts[1] } }),
    ...('steps' in formula && { band: step === undefined ? {} : { from: exactText(step.from) } }),
    written: writtenPoints(rule, rule.method, measure, part, formula, row),
    ...((min !== undefined || max !== undefined) && {
      limits: { ...(min && { min: exactText(min) }), ...(max && { max: exactText(max) }) },
    }),
    ...(free !== exact && { unlimited: free }),
    exact,
  };
}

/** The arithmetic of points before limits and rounding, as the method prescribes it. */
function writtenPoints(
  rule: Scoring,
  method: Method,
  measure: Measure,
  { baseline, range }: Part,
  formula: Formula,
  row: number,
): string {
  const value = writtenMeasure(measure, row);
  const weight = written(weightOf(rule));
  const base = written(baseline?.value ?? ONE);
  const number = (text: string): Rational => parseDecimal(text) ?? ZERO;
  const ofHundred = (text: string): string => `${weight} × ${written(number(text))} ÷ 100`;
  switch (method.kind) {
    case 'ratio':
      return `${value} ÷ ${base} × ${weight}`;
    case 'reverse':
      return `(2 − ${value} ÷ ${base}) × ${weight}`;
    case 'minMax': {
      if (range === undefined) return ofHundred(method.ifNobody);
      const [low, high] = [written(range.lowest), written(range.highest)];
      if (low === high) return ofHundred(method.whenEqual);
      const floor = number(method.floor);
      const rest = written(subtract(rational(100n), floor));
      return `${weight} × (${written(floor)} + ${rest} × (${value} − ${low}) ÷ (${high} − ${low})) ÷ 100`;
    }
    case 'percentileRank': {
      const [count, of] = ('counts' in formula ? formula.counts.get(row) : undefined) ?? [0, 0];
      return of === 0 ? ofHundred(method.whenAlone) : `${weight} × ${count} ÷ ${of}`;
    }
    case 'bands':
      return written(exactPoints(formula, measure, row));
  }
}

function baselineRecord(
  { scheme }: Run,
  category: Category,
  { method, source }: Scoring,
  { baseline }: Part,
  unit: string,
): BaselineRecord | undefined {
  const form = 'baseline' in method ? method.baseline : undefined;
  if (form === undefined || baseline === undefined) return undefined;
  const { value, places, fallback, small, made } = baseline;
  const shown =
    value === undefined
      ? {}
      : {
          value: exactText(value),
          shown:
            places === undefined ? formatRational(value) : formatUnits(roundToUnits(value, places, 'halfUp'), places),
        };
  const stated = {
    ...shown,
    unit,
    source: sourceRecord(scheme, (typeof form === 'string' ? undefined : form.source) ?? source, category),
  };
  if (typeof form === 'string') return { ...stated, how: 'constant' };
  const how = fallback ? 'otherwise' : made === undefined ? 'small' : 'statistic';
  return {
    ...stated,
    how,
    statistic: form.statistic,
    ...(form.from !== undefined && { from: form.from }),
    ...(made !== undefined && { firms: made.firms, raw: exactText(made.value) }),
    ...(made?.sums !== undefined && {
      numerators: exactText(made.sums.numerators),
      divisors: exactText(made.sums.divisors),
    }),
    ...(form.times !== undefined && { times: form.times }),
    ...(places !== undefined && { places }),
    ...(small && how === 'statistic' && { ofWholeCategory: true }),
  };
}

/** What a gap earned, and how. */
function filledRecord(
  { scheme, scores, pools }: Run,
  category: Category,
  position: number,
  rule: Scoring,
  measure: Measure,
  row: number,
): Pick<PointsRecord, 'filled' | 'written' | 'exact'> {
  const reason = gapAt(measure, row) ?? 'missing';
  const earned = gapPoints(rule, category, reason);
  const source = sourceRecord(
    scheme,
    (typeof earned === 'object' ? earned.source : undefined) ?? rule.source,
    category,
  );
  const column = scores.points.get(rule.indicator);
  if (column === undefined || stateAt(column, row) !== REPORTED) return { filled: { reason, by: 'ungraded', source } };
  if (scores.filled.get(rule.indicator)?.[row] === FILLED_MEAN && typeof earned === 'object' && 'poolMean' in earned) {
    const mean = scores.means[position]?.get(rule.indicator)?.get(meanKey(earned, pools, row));
    const total = mean?.total ?? ZERO;
    const firms = mean?.firms ?? 0;
    const filled: FillRecord = { reason, by: 'mean', among: earned.poolMean, firms, total: exactText(total), source };
    return { filled, written: `${written(total)} ÷ ${firms}`, exact: exactText(rationalAt(column, row)) };
  }
  const fixed = typeof earned === 'object' && 'poolMean' in earned ? earned.ifNobody : earned;
  const exact = fixedFill(rule, category, reason);
  const times = typeof fixed === 'object' && 'timesWeight' in fixed ? parseDecimal(fixed.timesWeight) : undefined;
  return {
    filled: { reason, by: 'fixed', source },
    written: times === undefined ? written(exact) : `${written(times)} × ${written(weightOf(rule))}`,
    exact: exactText(exact),
  };
}
