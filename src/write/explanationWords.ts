import type { CountMode } from '../exact/order.ts';
import type { RoundingMode } from '../exact/rational.ts';
import type { Language } from '../issues/sentences.ts';
import type { BaselineRecord, OverrideRecord, Truth } from '../results/explanation.ts';
import type { Direction, Grading } from '../scheme/grading.ts';
import type { Method } from '../scheme/scoring.ts';
import type { Edge } from '../stages/gradedList.ts';

/** The words and sentences of explanations and notices, in one place. {a}, {b} … are put in by `put`. */
export interface ExplanationWords {
  readonly noticeTitle: string;
  readonly noticeOpening: string;
  readonly explanationTitle: string;
  readonly codeLabel: string;
  readonly data: string;
  readonly sums: string;
  readonly admission: string;
  readonly indicators: string;
  readonly pointsOfIndicators: string;
  readonly scoreHeading: string;
  readonly placeAndGrade: string;
  readonly overrides: string;
  readonly flags: string;
  readonly boardsAndPolicies: string;
  readonly notes: string;
  readonly item: string;
  readonly value: string;
  readonly unit: string;
  readonly cellText: string;
  readonly cell: string;
  readonly cellAt: string;
  readonly derived: string;
  readonly calculation: string;
  readonly exactValue: string;
  readonly shownValue: string;
  readonly baseline: string;
  readonly weight: string;
  readonly points: string;
  readonly source: string;
  readonly grade: string;
  readonly noGrade: string;
  readonly score: string;
  readonly place: string;
  readonly category: string;
  readonly method: string;
  readonly sumOfPoints: string;
  readonly countsAsZero: string;
  readonly notBelow: string;
  readonly notAbove: string;
  readonly limits: string;
  readonly rounded: string;
  readonly roundedPoints: string;
  readonly roundedTotal: string;
  readonly filledByMean: string;
  readonly filledFixed: string;
  readonly filledUngraded: string;
  readonly ofCategory: string;
  readonly ofPool: string;
  readonly noPoints: string;
  readonly adjustment: string;
  readonly groupLimit: string;
  readonly placeOf: string;
  readonly tiedWith: string;
  readonly orderedBy: string;
  readonly quotaBase: string;
  readonly edge: string;
  readonly edgePlaces: string;
  readonly shareOfAll: string;
  readonly quotaCount: string;
  readonly positions: string;
  readonly positionGrade: string;
  readonly initialGrade: string;
  readonly leftQuota: string;
  readonly thresholdGrade: string;
  readonly thresholdRest: string;
  readonly noGrading: string;
  readonly moved: string;
  readonly notMoved: string;
  readonly without: string;
  readonly noOverride: string;
  readonly ruleHolds: string;
  readonly noFlag: string;
  readonly raised: string;
  readonly board: string;
  readonly policy: string;
  readonly status: string;
  readonly all: string;
  readonly any: string;
  readonly not: string;
  readonly previously: string;
  readonly reported: string;
  readonly or: string;
  readonly undecidedBecause: string;
  readonly assumed: string;
  readonly someAssumed: string;
  readonly allAssumed: string;
  readonly inherited: Readonly<Record<'category' | 'scheme', string>>;
  readonly receipt: string;
  readonly seal: string;
  readonly date: string;
  readonly objection: string;
  readonly colon: string;
  readonly comma: string;
  readonly semicolon: string;
  readonly stop: string;
  readonly bracket: string;
  readonly truths: Readonly<Record<Truth, string>>;
  readonly answers: Readonly<Record<'yes' | 'no', string>>;
  readonly methods: Readonly<Record<Method['kind'], string>>;
  readonly gradings: Readonly<Record<Grading['kind'], string>>;
  readonly baselines: Readonly<Record<BaselineRecord['how'], string>>;
  readonly statistics: Readonly<Record<NonNullable<BaselineRecord['statistic']>, string>>;
  readonly modes: Readonly<Record<RoundingMode, string>>;
  readonly counts: Readonly<Record<CountMode, string>>;
  readonly edges: Readonly<Record<Edge['kind'], string>>;
  readonly orders: Readonly<Record<Direction, string>>;
  readonly actions: Readonly<Record<OverrideRecord['action'], string>>;
  /** Comparisons by their word in the scheme; {a} is what was found, {b} what stands there. */
  readonly comparisons: Readonly<Record<string, string>>;
}

const ZH: ExplanationWords = {
  noticeTitle: '企业亩均效益评价告知书',
  noticeOpening: '依据{a}，对你单位{b}年度亩均效益进行了评价，现将结果及计算过程告知如下。',
  explanationTitle: '评价结果说明',
  codeLabel: '企业代码',
  data: '原始数据',
  sums: '数据汇总',
  admission: '类别与状态',
  indicators: '指标',
  pointsOfIndicators: '指标得分',
  scoreHeading: '综合得分',
  placeAndGrade: '名次与初评等级',
  overrides: '等级调整',
  flags: '标记',
  boardsAndPolicies: '榜单与政策',
  notes: '说明与依据',
  item: '项目',
  value: '数值',
  unit: '单位',
  cellText: '原文',
  cell: '出处',
  cellAt: '{a} 第{b}行第{c}列“{d}”',
  derived: '由其他数据得出',
  calculation: '算式',
  exactValue: '未舍入值',
  shownValue: '公布值',
  baseline: '基准值',
  weight: '权重',
  points: '得分',
  source: '依据',
  grade: '评价等级',
  noGrade: '不定等级',
  score: '综合得分',
  place: '名次',
  category: '评价类别',
  method: '计分方法',
  sumOfPoints: '指标得分合计',
  countsAsZero: '{a}，按零计',
  notBelow: '不低于 {a}',
  notAbove: '不高于 {a}',
  limits: '得分{a}',
  rounded: '{a}保留 {b} 位小数',
  roundedPoints: '各项得分{a}，综合得分为各项得分之和。',
  roundedTotal: '各项得分不舍入，合计后{a}；表中各项得分为舍入后的显示值。',
  filledByMean: '{a}，取{b} {c} 家企业该项得分的平均值',
  filledFixed: '{a}，按规定计分',
  filledUngraded: '{a}，不计分、不定等级',
  ofCategory: '同类别',
  ofPool: '同排名组',
  noPoints: '无得分',
  adjustment: '加减分',
  groupLimit: '“{a}”合计 {b}，{c}',
  placeOf: '第 {a} 名（共 {b} 家）',
  tiedWith: '与 {a} 并列',
  orderedBy: '排序依据',
  quotaBase: '等级名额以 {a} 家企业为基数',
  edge: '{a}：{b} × {c} = {d}，取 {e}',
  edgePlaces: '第 {a}–{b} 位',
  shareOfAll: '比例',
  quotaCount: '累计名额',
  positions: '位次',
  positionGrade: '你单位在其中居第 {a} 位，初评等级为 {b}',
  initialGrade: '初评等级为 {a}',
  leftQuota: '该企业由不占名额的规则调整，不占等级名额',
  thresholdGrade: '{a}：{b} 及以上',
  thresholdRest: '{a}：其余',
  noGrading: '本类别只排序，不定等级',
  moved: '{a} → {b}',
  notMoved: '未改变等级',
  without: '若无此项，等级为 {a}',
  noOverride: '无适用的调整规则，评价等级即初评等级。',
  ruleHolds: '符合“{a}”（{b}）',
  noFlag: '无',
  raised: '已标记',
  board: '{a}：第 {b} 名',
  policy: '{a}：{b} 元',
  status: '适用状态',
  all: '全部满足［{a}］',
  any: '满足其一［{a}］',
  not: '不满足［{a}］',
  previously: '往年评价',
  reported: '已填报',
  or: '或',
  undecidedBecause: '{a}：{b}',
  assumed: '文件未规定，由评价机构设定',
  someAssumed: '其余规则文件未规定，由评价机构设定，理由见评价办法',
  allAssumed: '文件未规定，由评价机构设定，理由见评价办法',
  inherited: { category: '按所属类别', scheme: '按本办法' },
  receipt: '计算程序 {a}　办法 {b}（{c}）　数据 {d}',
  seal: '评价机构（盖章）：',
  date: '　　　　年　　月　　日',
  objection: '对上述数据或计算有异议的，可凭本告知书所列数据来源逐项核对后，向评价机构提出。',
  colon: '：',
  comma: '，',
  semicolon: '；',
  stop: '。',
  bracket: '（{a}）',
  truths: { yes: '是', no: '否', undecided: '无法判定' },
  answers: { yes: '是', no: '否' },
  methods: {
    ratio: '数值 ÷ 基准值 × 权重',
    reverse: '（2 − 数值 ÷ 基准值）× 权重',
    minMax: '极差法',
    bands: '分档计分',
    percentileRank: '按排位计分',
  },
  gradings: {
    shares: '按比例定级',
    scoreThresholds: '按得分线定级',
    indicatorThresholds: '按指标线定级',
    selection: '两段选取定级',
    none: '不定级',
  },
  baselines: {
    constant: '办法规定',
    statistic: '{a} {b} 家企业的{c}',
    otherwise: '无法统计，取办法规定值',
    small: '企业过少，取办法规定值',
  },
  statistics: { ratioOfSums: '总和之比', meanOfRatios: '平均值', median: '中位数', quantile: '分位数', best: '最优值' },
  modes: { halfUp: '四舍五入', truncate: '截尾', halfEven: '四舍六入五成双' },
  counts: { halfUp: '四舍五入', down: '舍去小数', up: '进位取整' },
  edges: {
    upTo: '{a} 类前',
    last: '{a} 类末',
    part: '{a} 类选取范围',
    select: '{a} 类选取',
    atMost: '{a} 类及以上至多',
    atLeast: '{a} 类及以下至少',
  },
  orders: { desc: '从高到低', asc: '从低到高' },
  actions: {
    fix: '定为 {a} 类',
    raise: '提高 {a} 档',
    lower: '降低 {a} 档',
    notAbove: '不高于 {a} 类',
    notBelow: '不低于 {a} 类',
  },
  comparisons: {
    atLeast: '{a} ≥ {b}',
    moreThan: '{a} > {b}',
    atMost: '{a} ≤ {b}',
    lessThan: '{a} < {b}',
    equals: '{a} = {b}',
    is: '{a} 为 {b}',
    startsWith: '{a} 以 {b} 开头',
    notBefore: '{a} 不早于 {b}',
    notAfter: '{a} 不晚于 {b}',
    atLeastOld: '{a} 起已满 {b}',
    youngerThan: '{a} 起未满 {b}',
    grade: '{a} 均为 {b}',
    category: '{a} 均为 {b}',
    flag: '{a} 均有 {b}',
  },
};

const EN: ExplanationWords = {
  noticeTitle: 'Notice of Per-mu Evaluation',
  noticeOpening:
    'Under {a} your firm was evaluated for the year {b}. The result, and how it was computed, are as follows.',
  explanationTitle: 'Explanation of the result',
  codeLabel: 'Firm id',
  data: 'Data',
  sums: 'Sums',
  admission: 'Category and status',
  indicators: 'Indicators',
  pointsOfIndicators: 'Points',
  scoreHeading: 'Score',
  placeAndGrade: 'Place and initial grade',
  overrides: 'Changes of grade',
  flags: 'Flags',
  boardsAndPolicies: 'Boards and policies',
  notes: 'Notes and sources',
  item: 'Item',
  value: 'Value',
  unit: 'Unit',
  cellText: 'As written',
  cell: 'Cell',
  cellAt: '{a} row {b} column {c} “{d}”',
  derived: 'derived from other data',
  calculation: 'Calculation',
  exactValue: 'Unrounded',
  shownValue: 'Published',
  baseline: 'Baseline',
  weight: 'Weight',
  points: 'Points',
  source: 'Source',
  grade: 'Grade',
  noGrade: 'ungraded',
  score: 'Score',
  place: 'Place',
  category: 'Category',
  method: 'Method',
  sumOfPoints: 'Sum of points',
  countsAsZero: '{a}, counts as zero',
  notBelow: 'not below {a}',
  notAbove: 'not above {a}',
  limits: 'points {a}',
  rounded: '{a} to {b} places',
  roundedPoints: 'Points are {a}; the score is their sum.',
  roundedTotal: 'Points are summed unrounded and the total is {a}; points in the table are shown rounded.',
  filledByMean: '{a}: mean of the points of {c} firms of the {b}',
  filledFixed: '{a}: points as the scheme states',
  filledUngraded: '{a}: no points and no grade',
  ofCategory: 'category',
  ofPool: 'pool',
  noPoints: 'no points',
  adjustment: 'Adjustment',
  groupLimit: '“{a}” adds up to {b}, {c}',
  placeOf: '{a} of {b}',
  tiedWith: 'tied with {a}',
  orderedBy: 'Ordered by',
  quotaBase: 'Shares are of {a} firms',
  edge: '{a}: {b} × {c} = {d}, taken as {e}',
  edgePlaces: 'positions {a}–{b}',
  shareOfAll: 'Share',
  quotaCount: 'Count',
  positions: 'Positions',
  positionGrade: 'the firm stands at position {a} among them: initial grade {b}',
  initialGrade: 'initial grade {a}',
  leftQuota: 'the firm is moved by a rule that uses up no place in the quota',
  thresholdGrade: '{a}: from {b}',
  thresholdRest: '{a}: all others',
  noGrading: 'this category is ranked without grades',
  moved: '{a} → {b}',
  notMoved: 'changes nothing',
  without: 'without it the grade would be {a}',
  noOverride: 'No rule applies; the grade is the initial grade.',
  ruleHolds: '“{a}” applies ({b})',
  noFlag: 'none',
  raised: 'raised',
  board: '{a}: place {b}',
  policy: '{a}: {b} yuan',
  status: 'Status',
  all: 'all of [{a}]',
  any: 'one of [{a}]',
  not: 'not [{a}]',
  previously: 'earlier evaluations',
  reported: 'reported',
  or: ' or ',
  undecidedBecause: '{a}: {b}',
  assumed: 'stated by no document, set by the evaluating body',
  someAssumed: 'all other rules are stated by no document and set by the evaluating body; see the scheme for reasons',
  allAssumed: 'stated by no document and set by the evaluating body; see the scheme for reasons',
  inherited: { category: 'as for the category', scheme: 'as for the scheme' },
  receipt: 'Engine {a} · scheme {b} ({c}) · data {d}',
  seal: 'Evaluating body (seal):',
  date: 'Date:                ',
  objection: 'Whoever disagrees with a figure can check it at the cell named here and object to the evaluating body.',
  colon: ': ',
  comma: ', ',
  semicolon: '; ',
  stop: '.',
  bracket: ' ({a})',
  truths: { yes: 'yes', no: 'no', undecided: 'undecided' },
  answers: { yes: 'yes', no: 'no' },
  methods: {
    ratio: 'value ÷ baseline × weight',
    reverse: '(2 − value ÷ baseline) × weight',
    minMax: 'min–max',
    bands: 'by bands',
    percentileRank: 'by standing',
  },
  gradings: {
    shares: 'by shares',
    scoreThresholds: 'by score',
    indicatorThresholds: 'by an indicator',
    selection: 'by selection in two stages',
    none: 'no grades',
  },
  baselines: {
    constant: 'stated by the scheme',
    statistic: '{c} of {b} firms{a}',
    otherwise: 'no statistic, as the scheme states',
    small: 'too few firms, as the scheme states',
  },
  statistics: {
    ratioOfSums: 'ratio of sums',
    meanOfRatios: 'mean',
    median: 'median',
    quantile: 'quantile',
    best: 'best',
  },
  modes: { halfUp: 'rounded half up', truncate: 'truncated', halfEven: 'rounded half even' },
  counts: { halfUp: 'rounded half up', down: 'rounded down', up: 'rounded up' },
  edges: {
    upTo: '{a}: first',
    last: '{a}: last',
    part: '{a}: selected among',
    select: '{a}: selected',
    atMost: '{a} and better: at most',
    atLeast: '{a} and worse: at least',
  },
  orders: { desc: 'highest first', asc: 'lowest first' },
  actions: {
    fix: 'fixed at {a}',
    raise: 'raised by {a}',
    lower: 'lowered by {a}',
    notAbove: 'not above {a}',
    notBelow: 'not below {a}',
  },
  comparisons: {
    atLeast: '{a} ≥ {b}',
    moreThan: '{a} > {b}',
    atMost: '{a} ≤ {b}',
    lessThan: '{a} < {b}',
    equals: '{a} = {b}',
    is: '{a} is {b}',
    startsWith: '{a} begins with {b}',
    notBefore: '{a} not before {b}',
    notAfter: '{a} not after {b}',
    atLeastOld: '{a} is {b} old',
    youngerThan: '{a} is younger than {b}',
    grade: '{a} always {b}',
    category: '{a} always {b}',
    flag: '{a} always {b}',
  },
};

export function explanationWords(language: Language): ExplanationWords {
  return language === 'zh' ? ZH : EN;
}

/** Puts texts into a sentence, for {a}, {b} and so on. */
export function put(sentence: string, ...texts: readonly (string | number)[]): string {
  return sentence.replace(/\{([a-e])\}/g, (_, letter: string) => String(texts['abcde'.indexOf(letter)] ?? ''));
}
