import { formatRational, parseDecimal } from '../exact/decimal.ts';
import { multiply, ZERO } from '../exact/rational.ts';
import { titleOf } from '../scheme/names.ts';
import type { Scheme } from '../scheme/scheme.ts';
import type { Method, Scoring } from '../scheme/scoring.ts';
import type { Evaluation } from './evaluation.ts';
import type { Run } from './run.ts';
import { decimal, type Outputs } from './scenarioOutputs.ts';
import type { Group, Tally } from './scenarioTally.ts';
import type { FirmStability, GroupStability, Kept, VariedChoice } from './stability.ts';
import { type Factor, STEPS } from './stabilityFactors.ts';
import { multipleAt } from './varyScheme.ts';

/** The factors for people and programs: what each is, as the scheme states it, and how far it is varied. */
export function variedChoices(scheme: Scheme, factors: readonly Factor[]): readonly VariedChoice[] {
  return factors.map((factor) => {
    const categories = factor.categories.map((at) => scheme.categories[at]?.id ?? '');
    const rule = scheme.categories[factor.categories[0] as number]?.scoring[factor.rule ?? -1];
    const id = [categories.join('+'), ...(rule ? [rule.indicator] : []), factor.kind].join('/');
    const of = rule && { indicator: rule.indicator, title: titleOf(scheme, rule.indicator) };
    return { id, kind: factor.kind, categories, ...of, ...rangeOf(factor, rule) };
  });
}

function rangeOf(factor: Factor, rule: Scoring | undefined): Pick<VariedChoice, 'stated' | 'range' | 'options'> {
  if (!('share' in factor)) {
    const options = factor.options.map((one) =>
      one === undefined || typeof one === 'object' ? methodName(one) : String(one),
    );
    return { stated: options[0] as string, options };
  }
  const stated = factor.kind === 'weight' ? (rule?.weight ?? '') : baselineText(rule?.method);
  const [, figure = '0', unit = ''] = /^([+-]?\d+(?:\.\d+)?)(.*)$/su.exec(stated.trim()) ?? [];
  const at = (level: number): string =>
    `${formatRational(multiply(parseDecimal(figure) ?? ZERO, multipleAt(factor.share, level)))}${unit}`;
  return { stated, range: { from: at(0), to: at(2 * STEPS) } };
}

function methodName(method: Method | undefined): string {
  return method === undefined ? 'stated' : method.kind;
}

function baselineText(method: Method | undefined): string {
  return method !== undefined && 'baseline' in method && typeof method.baseline === 'string' ? method.baseline : '';
}

/** How many grades of some rows were kept. */
export function keptOf(rows: readonly number[], tally: Tally, scenarios: number): Kept {
  const graded = new Set(rows);
  let kept = 0;
  let always = 0;
  for (const [at, row] of tally.rows.entries()) {
    if (!graded.has(row)) continue;
    kept += tally.kept[at] as number;
    if (tally.kept[at] === scenarios) always += 1;
  }
  return { graded: graded.size, kept, always };
}

export function groupRecord(
  group: Group,
  run: Run,
  tally: Tally,
  scenarios: number,
  { shift }: Outputs,
): Omit<GroupStability, 'onPlaces' | 'onGrades'> {
  const mean = shift.reduce((sum, one) => sum + one, 0) / scenarios;
  return {
    categories: group.categories.map((at) => {
      const { id = '', title = '' } = run.scheme.categories[at] ?? {};
      return { id, title };
    }),
    placed: group.placed.length,
    ...keptOf(group.graded, tally, scenarios),
    meanShift: decimal(mean, 2),
  };
}

/** What scenarios made of each row, in the order of the tally. */
export function firmRecords(evaluation: Evaluation, tally: Tally, dependsOn: Uint32Array): readonly FirmStability[] {
  const width = tally.grades.length + 1;
  return tally.rows.map((row, at) => {
    const { id, name, category, pool, grade, place } = evaluation.firmAt(row);
    const counts = tally.counts.subarray(at * width, (at + 1) * width);
    const got = tally.grades.flatMap((one, index): [string, number][] => {
      const count = counts[index + 1] as number;
      return count > 0 ? [[one, count]] : [];
    });
    const ungraded = counts[0] as number;
    const hasPlace = (evaluation.run.grades.place[row] as number) > 0;
    return {
      id,
      name,
      category,
      pool,
      ...(grade !== undefined && { grade }),
      ...(place !== undefined && { place }),
      ...(grade !== undefined && { kept: tally.kept[at] as number, grades: Object.fromEntries(got) }),
      ...(grade !== undefined && ungraded > 0 && { ungraded }),
      ...(hasPlace && placesOf(tally.placesOf(at))),
      dependsOn: dependsOn[row] as number,
    };
  });
}

/** By nearest rank, of the scenarios in which the firm has a place. */
function placesOf(sorted: Uint32Array): Pick<FirmStability, 'places'> {
  const placed = sorted.subarray(sorted.findIndex((place) => place > 0));
  if (sorted.at(-1) === 0) return {};
  const rank = (percent: number): number =>
    placed[Math.max(0, Math.ceil((percent * placed.length) / 100) - 1)] as number;
  return { places: { best: rank(0), p5: rank(5), p95: rank(95), worst: rank(100) } };
}
