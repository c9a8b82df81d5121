import type { Language } from '../issues/sentences.ts';
import type { ReasonKind } from '../results/reach.ts';

/** The words of an answer to what a firm needs. {a}, {b} … are put in. */
export interface ReachWords {
  readonly title: string;
  readonly scheme: string;
  readonly now: string;
  readonly score: string;
  readonly place: string;
  readonly noGrade: string;
  readonly flags: string;
  readonly unit: string;
  readonly landlord: string;
  readonly nothing: string;
  readonly toGrade: string;
  readonly toLeave: string;
  readonly actsOn: string;
  readonly edgePlaces: string;
  readonly edgeLast: string;
  readonly edgeScore: string;
  readonly headers: readonly [string, string, string, string, string, string, string, string, string];
  readonly up: string;
  readonly down: string;
  readonly none: string;
  readonly notAlone: string;
  readonly notBy: string;
  readonly reasons: Readonly<Record<ReasonKind, string>>;
  readonly notInList: string;
  readonly nothingLeft: string;
  readonly closest: string;
  readonly effectsOf: string;
  readonly category: string;
  readonly status: string;
  readonly moved: string;
  readonly gained: string;
  readonly lost: string;
  readonly others: string;
  readonly more: string;
  readonly change: string;
  readonly advice: string;
  readonly serves: string;
  readonly notes: string;
  readonly confirmed: string;
  readonly exact: string;
  readonly searched: string;
  readonly steps: string;
  readonly step: string;
  readonly about: string;
  readonly list: string;
  readonly comma: string;
  readonly colon: string;
  readonly semicolon: string;
  readonly grade: string;
}

const ZH: ReachWords = {
  title: '提升测算：{a}（{b}）',
  scheme: '依据：{a}（{b}，版本 {c}），{d} 年度',
  now: '现状：{a}',
  score: '综合得分 {a}',
  place: '第 {a} 名',
  noGrade: '无等级',
  flags: '标记：{a}',
  unit: '该企业共用评价单元“{a}”的结果；以下为改变本企业自身数据后，对该单元重新评价的结果。',
  landlord: '该企业的等级随出租方 {a}，自身数据不影响等级；以下等级测算改变的是出租方的数据。',
  nothing: '已是最高等级，也不在低于标准线的名单上，没有需要测算的目标。',
  toGrade: '目标：达到{a}',
  toLeave: '目标：退出“{a}”名单',
  actsOn: '改变的是 {a} 的数据。',
  edgePlaces: '{c}及以上的名额现为 {a} 家（基数 {b} 家，不占名额的企业另计）',
  edgeLast: '其中最低综合得分 {a}',
  edgeScore: '综合得分须达到 {a}',
  headers: ['单独改变的数据项', '现值', '改变量', '改变后', '单位', '占现值', '综合得分', '名次', '等级'],
  up: '增加 {a}',
  down: '减少 {a}',
  none: '没有任何一项数据单独改变就能达到这一目标。',
  notAlone: '仅靠此项不能达到',
  notBy: '{a}（{b}）：{c}',
  reasons: {
    notInScheme: '不影响这一目标：该数据不进入所属类别的指标、加减分、等级调整和排序',
    notReported: '企业没有填报该数据，无从增减；须先补报',
    veto: '按等级调整规则“{a}”，无论得分高低都不能达到',
    byHand: '等级由人工调整决定，不随该数据改变',
    pointsLimit: '所涉指标（{a}）的得分达到上限，仍不能达到',
    gap: '所涉指标（{a}）无法计算，或改变到一定程度后无法计算',
    zero: '减少到不足一个步长，仍不能达到；再减将小于零',
    range: '增加到 {b} 仍不能达到',
  },
  notInList: '不影响这一目标：该数据不进入名单的条件',
  nothingLeft: '现值不足一个步长，无可减少',
  closest: '所试各值中得分最高的为 {a}：{b}',
  effectsOf: '{a}的连带影响',
  category: '类别由“{a}”变为“{b}”',
  status: '评价状态由“{a}”变为“{b}”',
  moved: '等级调整：{a}',
  gained: '新列入“{a}”',
  lost: '退出“{a}”',
  others: '其他企业等级变动 {a} 家：{b}',
  more: '另有 {a} 家，见 --format json',
  change: '{a} {b}→{c}',
  advice: '提升建议',
  serves: '{a}：{b}（用于{c}）{d}',
  notes: '说明',
  confirmed:
    '每一项都由评价引擎重新计算过：改变后达到目标，少一个步长则达不到。其他数据和其他企业的数据不变，基准值、名次和等级全部重新计算。',
  exact: '已证明没有更小的改变能达到：{a}。',
  searched: '在 {a} 处试算，未能证明其间没有更小的改变：{b}。',
  steps: '步长按数据填报的精度：{a}。',
  step: '{a} {b} {c}',
  about: '约 {a}',
  list: '、',
  comma: '，',
  colon: '：',
  semicolon: '；',
  grade: '{a}类',
};

const EN: ReachWords = {
  title: 'What it takes: {a} ({b})',
  scheme: 'By {a} ({b}, version {c}), year {d}',
  now: 'Now: {a}',
  score: 'score {a}',
  place: 'place {a}',
  noGrade: 'no grade',
  flags: 'flags: {a}',
  unit: 'The firm shares the result of the unit "{a}": its own amounts are changed and the unit is evaluated anew.',
  landlord:
    'The firm takes the grade of its landlord {a}; its own amounts do not count for it. For the grade the landlord’s amounts are changed.',
  nothing: 'The grade is the best one and the firm is on no list of firms below a line: there is nothing to work out.',
  toGrade: 'To reach {a}',
  toLeave: 'To leave the list "{a}"',
  actsOn: 'The amounts of {a} are changed.',
  edgePlaces: '{c} and better now has {a} places of {b} firms, not counting firms that use up none',
  edgeLast: 'the lowest score among them is {a}',
  edgeScore: 'takes a score of {a}',
  headers: ['this alone', 'now', 'change', 'to', 'unit', 'share of now', 'score', 'place', 'grade'],
  up: '+{a}',
  down: '−{a}',
  none: 'No single amount does it alone.',
  notAlone: 'Not by this alone',
  notBy: '{a} ({b}): {c}',
  reasons: {
    notInScheme: 'counts for nothing here: it enters no indicator, adjustment, move or order of the category',
    notReported: 'the firm reports no such amount; it has to be reported first',
    veto: 'by the rule "{a}" no score is high enough',
    byHand: 'the grade was set by hand and does not follow the amount',
    pointsLimit: 'the points of {a} are at their limit, and that is not enough',
    gap: '{a} has no value, or loses it on the way',
    zero: 'not even with less than a step left of it; any less would be below zero',
    range: 'not even with {b}',
  },
  notInList: 'counts for nothing here: it enters no condition of the list',
  nothingLeft: 'there is less than a step of it, so nothing to take away',
  closest: 'of the amounts tried {a} scores highest: {b}',
  effectsOf: 'With {a} comes',
  category: 'the category changes from "{a}" to "{b}"',
  status: 'the status changes from "{a}" to "{b}"',
  moved: 'moves of the grade: {a}',
  gained: 'newly on "{a}"',
  lost: 'no longer on "{a}"',
  others: 'grades of {a} other firms change: {b}',
  more: '{a} more, see --format json',
  change: '{a} {b}→{c}',
  advice: 'Advice',
  serves: '{a}: {b} (serves {c}){d}',
  notes: 'Notes',
  confirmed:
    'Each was computed anew by the engine: with the change the goal is reached, with one step less it is not. All other data stay as they are; baselines, places and grades are all computed again.',
  exact: 'Proved that no smaller change does it: {a}.',
  searched: 'Tried at {a} amounts; a smaller change between them is not ruled out: {b}.',
  steps: 'Steps are as fine as the data are filed: {a}.',
  step: '{a} {b} {c}',
  about: 'about {a}',
  list: ', ',
  comma: ', ',
  colon: ': ',
  semicolon: '; ',
  grade: 'grade {a}',
};

export function reachWords(language: Language): ReachWords {
  return language === 'zh' ? ZH : EN;
}
