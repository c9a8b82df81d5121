import { formatRational, parseDecimal } from '../exact/decimal.ts';
import { multiply, type RoundingMode, rational, subtract, ZERO } from '../exact/rational.ts';
import type { Baseline, SmallPart, StatisticBaseline } from '../scheme/baseline.ts';
import type { Category } from '../scheme/category.ts';
import { GAPS } from '../scheme/indicator.ts';
import type { GapPoints, GapRules, Limits, Method, Scoring } from '../scheme/scoring.ts';
import type { SourceRef } from '../scheme/source.ts';
import { gapReason } from './describeCondition.ts';
import type { Paragraph } from './outline.ts';
import type { Voice } from './voice.ts';

/** How one indicator earns points in a category, as the document would say it. */
export function describeScoring(voice: Voice, rule: Scoring, category: Category): Paragraph {
  const around = category.source ?? voice.scheme.source;
  const source = rule.source ?? around;
  const title = voice.title(rule.indicator);
  const group =
    rule.weightGroup === undefined
      ? ''
      : voice.say(`（计入“${rule.weightGroup}”部分）`, ` (part of "${rule.weightGroup}")`);
  const head = voice.say(
    `${title}，权重${rule.weight}分${group}${voice.source(rule.source, around)}`,
    `${title}, weight ${rule.weight}${group}${voice.source(rule.source, around)}`,
  );
  const below = [...describeMethod(voice, rule, source), ...describeGaps(voice, rule.gap, rule, source)];
  return { text: head, below: below.map((text) => ({ text })) };
}

function describeMethod(voice: Voice, rule: Scoring, source: SourceRef): readonly string[] {
  const { method, weight } = rule;
  switch (method.kind) {
    case 'ratio':
      return [
        voice.say(`得分＝指标值÷基准值×${weight}`, `points = value ÷ baseline × ${weight}`) +
          limits(voice, method.limits, weight),
        baseline(voice, method.baseline, rule, source),
      ];
    case 'reverse':
      return [
        voice.say(
          `得分＝（2－指标值÷基准值）×${weight}，指标值达到基准值2倍及以上的得0分`,
          `points = (2 − value ÷ baseline) × ${weight}, and 0 from twice the baseline on`,
        ) + limits(voice, method.limits, weight),
        baseline(voice, method.baseline, rule, source),
      ];
    case 'minMax':
      return minMax(voice, method, weight);
    case 'bands':
      return [bands(voice, method)];
    case 'percentileRank':
      return percentileRank(voice, method, weight);
  }
}

function minMax(voice: Voice, method: Extract<Method, { kind: 'minMax' }>, weight: string): readonly string[] {
  const { floor } = method;
  const rest = formatRational(subtract(rational(100n), parseDecimal(floor) ?? ZERO));
  const parts =
    method.per === undefined ? '' : voice.say(`按${voice.labels(method.per)}分别`, `by ${voice.labels(method.per)} `);
  const equal = share(method.whenEqual, weight);
  const nobody =
    method.ifNobody === 'ungraded'
      ? voice.say('不计综合得分、不定等级', 'no score and no grade')
      : voice.say(`得${share(method.ifNobody, weight)}分`, `${share(method.ifNobody, weight)} points`);
  return [
    voice.say(
      `得分＝${weight}×［${floor}＋${rest}×（指标值－最小值）÷（最大值－最小值）］÷100`,
      `points = ${weight} × [${floor} + ${rest} × (value − min) ÷ (max − min)] ÷ 100`,
    ),
    voice.say(
      `最大值、最小值${parts}取自本类${among(voice, method.among)}；各企业数值相等的，均得${equal}分；没有企业有该项数值的，${nobody}`,
      `min and max are taken ${parts}from the category's ${among(voice, method.among)}; ${equal} points each where all values are equal; where nobody has a value: ${nobody}`,
    ),
  ];
}

function percentileRank(
  voice: Voice,
  method: Extract<Method, { kind: 'percentileRank' }>,
  weight: string,
): readonly string[] {
  const parts =
    method.per === undefined ? '' : voice.say(`按${voice.labels(method.per)}分别`, `by ${voice.labels(method.per)} `);
  const best =
    method.order === 'desc'
      ? voice.say('数值高者为优', 'the highest is best')
      : voice.say('数值低者为优', 'the lowest is best');
  const formula =
    method.count === 'notBetter'
      ? voice.say(
          `不优于本企业的企业数（含本企业）÷企业总数×${weight}`,
          `firms that are not better, itself included, ÷ all firms × ${weight}`,
        )
      : voice.say(`劣于本企业的企业数÷（企业总数－1）×${weight}`, `firms that are worse ÷ (all firms − 1) × ${weight}`);
  const alone = share(method.whenAlone, weight);
  return [
    voice.say(`按位次计分，得分＝${formula}`, `points by standing: ${formula}`),
    voice.say(
      `位次${parts}在本类${among(voice, method.among)}中比较，${best}，数值相同的位次相同；只有一家企业的得${alone}分`,
      `compared ${parts}among the category's ${among(voice, method.among)}, ${best}, equal values stand alike; a firm by itself gets ${alone} points`,
    ),
  ];
}

function bands(voice: Voice, method: Extract<Method, { kind: 'bands' }>): string {
  const steps = method.from.map(([value, points]) =>
    voice.say(`不低于${voice.quantity(value)}的得${points}分`, `${points} points from ${value}`),
  );
  const text = voice.clauses([...steps, voice.say(`其余得${method.rest}分`, `${method.rest} points below`)]);
  return voice.say(
    `按指标值分档计分，从高到低以先达到的一档为准：${text}`,
    `points by steps of the value, the first that is reached: ${text}`,
  );
}

function limits(voice: Voice, rule: Limits | undefined, weight: string): string {
  const texts: string[] = [];
  const { value, points } = rule ?? {};
  if (value?.min !== undefined)
    texts.push(
      voice.say(
        `指标值低于${voice.quantity(value.min)}的按${voice.quantity(value.min)}计`,
        `values below ${value.min} count as that`,
      ),
    );
  if (value?.max !== undefined)
    texts.push(
      voice.say(
        `指标值高于${voice.quantity(value.max)}的按${voice.quantity(value.max)}计`,
        `values above ${value.max} count as that`,
      ),
    );
  if (points?.min !== undefined) {
    const least = times(points.min, weight);
    texts.push(voice.say(`得分不低于${least}分`, `not below ${least} points`));
  }
  if (points?.max !== undefined) {
    const most = times(points.max, weight);
    texts.push(
      voice.say(
        `得分不高于权重的${points.max}倍（${most}分）`,
        `not above ${points.max} times the weight (${most} points)`,
      ),
    );
  }
  return texts.map((text) => voice.say(`；${text}`, `; ${text}`)).join('');
}

function baseline(voice: Voice, rule: Baseline, { indicator }: Scoring, around: SourceRef): string {
  if (typeof rule === 'string') return voice.say(`基准值为${voice.quantity(rule)}`, `baseline: ${rule}`);
  const { of, per } = voice.scheme.indicators[indicator] ?? { of: indicator };
  const sums = voice.say(
    `${voice.title(of)}之和÷${per === undefined ? '企业数' : `${voice.title(per)}之和`}`,
    `sum of ${voice.title(of)} ÷ ${per === undefined ? 'number of firms' : `sum of ${voice.title(per)}`}`,
  );
  const ratios =
    rule.ratioPlaces === undefined
      ? ''
      : voice.say(
          `（各企业数值先${places(voice, rule.ratioPlaces, rule.mode)}）`,
          ` (of values ${places(voice, rule.ratioPlaces, rule.mode)})`,
        );
  const statistics = {
    ratioOfSums: voice.say(`总体水平（${sums}）`, `ratio of sums (${sums})`),
    meanOfRatios: voice.say(`企业平均值${ratios}`, `mean of the firms' values${ratios}`),
    median: voice.say(`中位数${ratios}`, `median${ratios}`),
    quantile: quantile(voice, rule) + ratios,
    best: voice.say('最高值', 'highest value'),
  };
  const parts =
    rule.per === undefined
      ? ''
      : voice.say(`，按${voice.labels(rule.per)}分别计算`, `, for each ${voice.labels(rule.per)}`);
  const factor = rule.times === undefined ? '' : voice.say(`的${rule.times}倍`, ` times ${rule.times}`);
  const rounded =
    rule.places === undefined
      ? ''
      : voice.say(`，${places(voice, rule.places, rule.mode)}`, `, ${places(voice, rule.places, rule.mode)}`);
  const otherwise =
    rule.otherwise === 'ungraded'
      ? voice.say('无法计算的，不计综合得分、不定等级', 'where there is none: no score and no grade')
      : voice.say(`无法计算的，取${voice.quantity(rule.otherwise)}`, `where there is none: ${rule.otherwise}`);
  return (
    voice.say(
      `基准值取${rule.from === 'previous' ? '上一年度评价中' : ''}本类${counted(voice, rule.among)}的${statistics[rule.statistic]}${factor}${parts}${rounded}${smallPart(voice, rule.small)}；${otherwise}`,
      `baseline: ${statistics[rule.statistic]}${factor} of the category's ${counted(voice, rule.among)}${rule.from === 'previous' ? ', in the evaluation of the year before' : ''}${parts}${rounded}${smallPart(voice, rule.small)}; ${otherwise}`,
    ) + (rule.source === undefined ? '' : voice.source(rule.source, around))
  );
}

function quantile(voice: Voice, { quantile: which }: StatisticBaseline): string {
  if (which === undefined) return '';
  return which.definition === 'nearestRank'
    ? voice.say(`${which.share}分位数（取最近位次）`, `${which.share} quantile (nearest rank)`)
    : voice.say(`${which.share}分位数（线性插值）`, `${which.share} quantile (interpolated)`);
}

function smallPart(voice: Voice, small: SmallPart | undefined): string {
  if (small === undefined) return '';
  const instead =
    small.instead === 'category'
      ? voice.say('取全类的基准值', 'the baseline of the whole category')
      : small.instead === 'ungraded'
        ? voice.say('不计综合得分、不定等级', 'no score and no grade')
        : voice.say(`取${voice.quantity(small.instead)}`, small.instead);
  return voice.say(
    `；企业不足${small.fewerThan}家的，${instead}`,
    `; with fewer than ${small.fewerThan} firms: ${instead}`,
  );
}

/** What gaps earn: of one indicator, or of every indicator of a category that does not say itself. */
export function describeGaps(
  voice: Voice,
  rules: GapRules | undefined,
  rule: Scoring | undefined,
  around: SourceRef,
): readonly string[] {
  if (rules === undefined) return [];
  const named = GAPS.flatMap((reason) => {
    const points = rules[reason];
    return points === undefined ? [] : [[gapReason(voice, reason, rule?.indicator), points] as const];
  });
  const other: (readonly [string, GapPoints])[] =
    rules.other === undefined
      ? []
      : [
          [
            named.length > 0
              ? voice.say('其他原因无法计算', 'it cannot be made for another reason')
              : voice.say('无法计算', 'it cannot be made'),
            rules.other,
          ],
        ];
  return [...named, ...other].map(([reason, points]) =>
    voice.say(
      `${reason}的，${gapPoints(voice, points, rule, around)}`,
      `if ${reason}: ${gapPoints(voice, points, rule, around)}`,
    ),
  );
}

function gapPoints(voice: Voice, points: GapPoints, rule: Scoring | undefined, around: SourceRef): string {
  if (points === 'zero') return voice.say('该项得0分', 'zero points');
  if (points === 'ungraded') return voice.say('不计综合得分、不定等级', 'no score and no grade');
  const source = points.source === undefined ? '' : voice.source(points.source, around);
  if ('points' in points) return voice.say(`该项得${points.points}分`, `${points.points} points`) + source;
  if ('timesWeight' in points) {
    const earned =
      rule === undefined
        ? ''
        : voice.say(
            `（${times(points.timesWeight, rule.weight)}分）`,
            ` (${times(points.timesWeight, rule.weight)} points)`,
          );
    const full = /^1(\.0+)?$/.test(points.timesWeight);
    return (
      (full
        ? voice.say(`该项得满分${earned}`, `full points${earned}`)
        : voice.say(
            `该项按权重的${points.timesWeight}倍计${earned}`,
            `${points.timesWeight} times the weight${earned}`,
          )) + source
    );
  }
  const whose =
    points.poolMean === 'category' ? voice.say('同类企业', 'category') : voice.say('同一排名分组企业', 'pool');
  const nobody = gapPoints(voice, points.ifNobody, rule, around);
  return (
    voice.say(
      `取${whose}该项得分的平均值；${whose}均无该项数据的，${nobody}`,
      `the mean points of the ${whose}; if nobody has the measure: ${nobody}`,
    ) + source
  );
}

/** The firms that count for a baseline: `graded` leaves out only those that a rule of the scheme keeps from a grade. */
function counted(voice: Voice, whose: 'graded' | 'scored'): string {
  const all = among(voice, whose);
  if (whose === 'scored') return all;
  return voice.say(
    `${all}（含因其他指标缺数据而未定级的）`,
    `${all} (also those left ungraded by a gap of another indicator)`,
  );
}

export function among(voice: Voice, whose: 'graded' | 'scored' | 'scoredWithoutPlaces'): string {
  switch (whose) {
    case 'graded':
      return voice.say('参加定级的企业', 'firms to be graded');
    case 'scored':
      return voice.say('计分的企业（含不定等级的）', 'firms that are scored, the ungraded included');
    case 'scoredWithoutPlaces':
      return voice.say(
        '计分的企业（含不定等级的，但其不占名次）',
        'firms that are scored, the ungraded included, though they take no places',
      );
  }
}

/** 保留2位小数，四舍五入 */
export function places(voice: Voice, count: number, mode: RoundingMode | undefined): string {
  const modes = {
    halfUp: voice.say('四舍五入', 'half up'),
    truncate: voice.say('截去多余位数', 'truncated'),
    halfEven: voice.say('四舍六入五成双', 'half to even'),
  };
  const how = mode === undefined ? '' : voice.say(`（${modes[mode]}）`, ` (${modes[mode]})`);
  return count === 0
    ? voice.say(`取整数${how}`, `rounded to whole numbers${how}`)
    : voice.say(`保留${count}位小数${how}`, `rounded to ${count} places${how}`);
}

function times(factor: string, weight: string): string {
  return formatRational(multiply(parseDecimal(factor) ?? ZERO, parseDecimal(weight) ?? ZERO));
}

function share(hundredths: string, weight: string): string {
  const points = multiply(parseDecimal(hundredths) ?? ZERO, parseDecimal(weight) ?? ZERO);
  return formatRational(rational(points.n, points.d * 100n));
}
