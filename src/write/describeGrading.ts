import type { CountMode } from '../exact/order.ts';
import type { BoardKey } from '../scheme/board.ts';
import type { Category } from '../scheme/category.ts';
import type {
  Grading,
  IndicatorThresholdsGrading,
  Ranking,
  RankingKey,
  SelectionGrading,
  SharesGrading,
  SmallPools,
  ThresholdsGrading,
} from '../scheme/grading.ts';
import type { Rounding } from '../scheme/scoring.ts';
import { among, places } from './describeScoring.ts';
import type { Voice } from './voice.ts';

/** How points and score are rounded, and whether bonuses come on top. */
export function describeRounding(voice: Voice, rounding: Rounding): string {
  const adjusts = (voice.scheme.adjustments ?? []).length > 0;
  const plus = adjusts ? voice.say('，再计加分、减分', ', plus bonuses and deductions') : '';
  const how = places(voice, rounding.points, rounding.mode);
  return rounding.score === 'sumOfPoints'
    ? voice.say(
        `各项得分分别${how}，综合得分为取位后各项得分之和${plus}`,
        `each indicator's points are ${how}; the score is the sum of the rounded points${plus}`,
      )
    : voice.say(`各项得分不取位，合计后综合得分${how}${plus}`, `points are not rounded, the total is ${how}${plus}`);
}

/** Who is ranked with whom, and by what. */
export function describeRanking(voice: Voice, ranking: Ranking): string {
  const { small } = ranking;
  const parts = ranking.within.filter((label) => label !== 'category');
  const shared = voice.scheme.categories.filter(
    (one) => ranking.pool !== undefined && one.ranking.pool === ranking.pool,
  );
  const whose =
    shared.length > 1
      ? voice.say(
          `${shared.map(({ title }) => title).join('与')}合并`,
          `${shared.map(({ title }) => title).join(' and ')} together`,
        )
      : voice.say('本类企业', 'the category');
  const pools =
    parts.length === 0
      ? voice.say(`${whose}统一排名`, `${whose}: ranked as a whole`)
      : voice.say(`${whose}按${voice.labels(parts)}分别排名`, `${whose}: ranked for each ${voice.labels(parts)}`);
  const order = rankingOrder(voice, ranking.by);
  const few =
    small === undefined
      ? ''
      : voice.say(
          `；不足${small.fewerThan}家的分组${smallPools(voice, small)}`,
          `; pools of fewer than ${small.fewerThan} firms ${smallPools(voice, small)}`,
        ) + (small.source === undefined ? '' : voice.source(small.source, voice.scheme.source));
  return voice.say(
    `${pools}，${order}，均相同的名次并列${few}`,
    `${pools}, ${order}; firms equal in all share a place${few}`,
  );
}

function smallPools(voice: Voice, { instead }: SmallPools): string {
  if (instead === 'together') return voice.say('合并为一组', 'become one');
  if (instead === 'ungraded') return voice.say('只排名次，不定等级', 'get places but no grades');
  return voice.say(`均评为${voice.grade(instead.grade)}`, `all get ${voice.grade(instead.grade)}`);
}

function rankingOrder(voice: Voice, keys: readonly RankingKey[]): string {
  const texts = keys.map((key) => rankingKey(voice, key));
  if (texts.length === 1) return voice.say(`比较${texts[0] ?? ''}`, `by ${texts[0] ?? ''}`);
  return voice.say(`依次比较${texts.join('、')}`, `by ${texts.join(', then ')}`);
}

export function rankingKey(voice: Voice, key: RankingKey | BoardKey): string {
  const order = 'score' in key ? key.score : (key.order ?? 'desc');
  const title = keyTitle(voice, key);
  return order === 'desc'
    ? voice.say(`${title}（高者在前）`, `${title} (largest first)`)
    : voice.say(`${title}（低者在前）`, `${title} (smallest first)`);
}

function keyTitle(voice: Voice, key: RankingKey | BoardKey): string {
  if ('score' in key) return voice.say('综合得分', 'score');
  if ('points' in key) {
    const titles = key.points.map((id) => voice.title(id));
    return titles.length === 1
      ? voice.say(`${titles[0] ?? ''}得分`, `points of ${titles[0] ?? ''}`)
      : voice.say(`${titles.join('、')}得分之和`, `points of ${titles.join(' + ')}`);
  }
  return voice.title('field' in key ? key.field : key.indicator);
}

/** How the places or scores of a category become grades. */
export function describeGrading(voice: Voice, category: Category): string {
  const { grading } = category;
  const around = category.source ?? voice.scheme.source;
  return gradingText(voice, grading) + voice.source(grading.source, around);
}

function gradingText(voice: Voice, grading: Grading): string {
  switch (grading.kind) {
    case 'shares':
      return sharesText(voice, grading);
    case 'scoreThresholds': {
      const steps = grading.from.map(([grade, score]) =>
        voice.say(`${score}分及以上为${voice.grade(grade)}`, `${voice.grade(grade)} from ${score}`),
      );
      const all = [...steps, voice.say(`其余为${voice.grade(grading.rest)}`, `the rest ${voice.grade(grading.rest)}`)];
      const text = voice.say(
        `初评等级按综合得分从高到低确定：${all.join('、')}`,
        `initial grades by score: ${all.join(', ')}`,
      );
      return text + limitsText(voice, grading);
    }
    case 'indicatorThresholds':
      return indicatorThresholdsText(voice, grading);
    case 'selection':
      return selectionText(voice, grading);
    case 'none':
      return voice.say('只排名次，不定等级', 'an order only, without grades');
  }
}

function sharesText(voice: Voice, grading: SharesGrading): string {
  const { upTo, last = [], countOf = {} } = grading;
  const edges = upTo.map(([grade, share], i) => {
    const from = upTo[i - 1]?.[1];
    const name = voice.grade(grade);
    if (i === upTo.length - 1) return voice.say(`其余为${name}`, `the rest ${name}`);
    return from === undefined
      ? voice.say(`排名前${share}为${name}`, `the first ${share} ${name}`)
      : voice.say(`${from}至${share}为${name}`, `${from} to ${share} ${name}`);
  });
  const bottom = last.map(([grade, share], i) => {
    const below = last[i + 1]?.[1];
    const name = voice.grade(grade);
    return below === undefined
      ? voice.say(`排名末${share}为${name}`, `the last ${share} ${name}`)
      : voice.say(`自末位起${below}至${share}为${name}`, `${below} to ${share} from the last ${name}`);
  });
  const shares = [...edges.slice(0, -1), ...bottom, ...edges.slice(-1)];
  const counts = Object.entries(countOf).map(([grade, mode]) =>
    voice.say(
      `${voice.grade(grade)}的企业数${countWord(voice, mode)}`,
      `the count of ${voice.grade(grade)} is ${countWord(voice, mode)}`,
    ),
  );
  const others =
    counts.length === 0
      ? voice.say('各分界处', 'the count at each edge')
      : voice.say('其余各分界处', 'the count at every other edge');
  return voice.clauses([
    voice.say(
      `初评等级按排名的累计比例确定：${shares.join('、')}`,
      `initial grades by cumulative shares of the places: ${shares.join(', ')}`,
    ),
    voice.say(`比例的基数为${among(voice, grading.base)}`, `the shares are of the ${among(voice, grading.base)}`),
    ...counts,
    voice.say(`${others}的企业数${countWord(voice, grading.count)}`, `${others} is ${countWord(voice, grading.count)}`),
    grading.ties === 'better'
      ? voice.say('并列跨越分界的，均评为较高等级', 'firms tied across an edge all get the better grade')
      : voice.say('并列跨越分界的，均评为较低等级', 'firms tied across an edge all get the worse grade'),
  ]);
}

function limitsText(voice: Voice, { limits }: ThresholdsGrading): string {
  if (limits === undefined) return '';
  const caps = Object.entries(limits.atMost ?? {}).map(([grade, share]) =>
    voice.say(
      `${voice.grade(grade)}及以上不超过${share}，超出的按排名降入下一等级`,
      `${voice.grade(grade)} and better at most ${share}, those beyond go down`,
    ),
  );
  const floors = Object.entries(limits.atLeast ?? {}).map(([grade, share]) =>
    voice.say(
      `${voice.grade(grade)}及以下不少于${share}，不足的由上一等级排名靠后的补足`,
      `${voice.grade(grade)} and worse at least ${share}, filled from above`,
    ),
  );
  const ties =
    limits.ties === 'better'
      ? voice.say('并列跨越分界的，均保留较高等级', 'firms tied across the edge keep the better grade')
      : voice.say('并列跨越分界的，均评为较低等级', 'firms tied across the edge get the worse grade');
  const base = voice.say(`比例的基数为${among(voice, limits.base)}`, `of the ${among(voice, limits.base)}`);
  return voice.say('；', '; ') + voice.clauses([...caps, ...floors, base, ties]);
}

function indicatorThresholdsText(voice: Voice, grading: IndicatorThresholdsGrading): string {
  const title = voice.title(grading.indicator);
  const steps = grading.from.map(([grade, value]) => {
    const bound = grading.better === 'high' ? voice.say('及以上', 'from') : voice.say('及以下', 'up to');
    return voice.say(
      `${voice.quantity(value)}${bound}为${voice.grade(grade)}`,
      `${voice.grade(grade)} ${bound} ${value}`,
    );
  });
  const gap =
    grading.ifGap === 'ungraded'
      ? voice.say('该指标无法计算的不定等级', 'no grade without the measure')
      : voice.say(
          `该指标无法计算的评为${voice.grade(grading.ifGap)}`,
          `${voice.grade(grading.ifGap)} without the measure`,
        );
  const all = [...steps, voice.say(`其余为${voice.grade(grading.rest)}`, `the rest ${voice.grade(grading.rest)}`)];
  return voice.say(
    `初评等级按${title}确定：${all.join('、')}；${gap}`,
    `initial grades by ${title}: ${all.join(', ')}; ${gap}`,
  );
}

function selectionText(voice: Voice, grading: SelectionGrading): string {
  const steps = grading.steps.map((step) => {
    const part =
      step.among === 'first'
        ? voice.say(`排名前${step.part}`, `the first ${step.part}`)
        : voice.say(`排名后${step.part}`, `the last ${step.part}`);
    const inside = (ties: 'inside' | 'outside'): string =>
      ties === 'inside' ? voice.say('均列入', 'are all in') : voice.say('均不列入', 'are all out');
    const few =
      step.tooFew === 'fewer'
        ? voice.say('不足的按实有企业数', 'fewer where there are fewer')
        : voice.say('不足的按排名向外递补', 'filled up from beyond the part');
    return voice.say(
      `在${part}（企业数${countWord(voice, step.partCount)}，边界并列的${inside(step.partTies)}）的企业中，${rankingOrder(voice, step.by)}，取全部企业的${step.share}（${countWord(voice, step.count)}，并列的${inside(step.ties)}，${few}）评为${voice.grade(step.grade)}`,
      `of ${part} (the count ${countWord(voice, step.partCount)}, ties across the edge ${inside(step.partTies)}), ${rankingOrder(voice, step.by)}: ${step.share} of all (${countWord(voice, step.count)}, ties ${inside(step.ties)}, ${few}) get ${voice.grade(step.grade)}`,
    );
  });
  return voice.clauses([
    voice.say(`初评等级分步选定：${steps.join('；')}`, `initial grades by selection: ${steps.join('; ')}`),
    voice.say(`其余为${voice.grade(grading.rest)}`, `the rest ${voice.grade(grading.rest)}`),
    voice.say(`比例的基数为${among(voice, grading.base)}`, `the shares are of the ${among(voice, grading.base)}`),
  ]);
}

function countWord(voice: Voice, count: CountMode): string {
  const modes = {
    halfUp: voice.say('四舍五入取整', 'rounded half up'),
    down: voice.say('舍去小数取整', 'rounded down'),
    up: voice.say('有小数即进一取整', 'rounded up'),
  };
  return modes[count];
}
