import type { Language } from '../issues/sentences.ts';
import type { Cause, FlagChange, StepName, Undivided } from '../results/comparison.ts';

/** The words of comparisons, in one place. */
export interface ComparisonWords {
  readonly title: string;
  readonly before: string;
  readonly after: string;
  readonly year: string;
  readonly scheme: string;
  readonly data: string;
  readonly history: string;
  readonly adjustments: string;
  readonly notes: string;
  readonly differences: string;
  readonly none: string;
  readonly transitions: string;
  readonly fromTo: string;
  readonly total: string;
  readonly otherCategory: string;
  readonly noCategory: string;
  readonly changedCategory: string;
  readonly movers: string;
  readonly id: string;
  readonly firm: string;
  readonly grade: string;
  readonly initialGrade: string;
  readonly status: string;
  readonly category: string;
  readonly score: string;
  readonly scoreDifference: string;
  readonly place: string;
  readonly size: string;
  readonly cause: string;
  readonly direction: string;
  readonly better: string;
  readonly worse: string;
  readonly undividedWhy: string;
  readonly byHand: string;
  readonly follows: string;
  readonly afterStep: string;
  readonly ofWhich: string;
  readonly held: string;
  readonly boards: string;
  readonly entered: string;
  readonly left: string;
  readonly all: string;
  readonly causes: Readonly<Record<Cause, string>>;
  readonly steps: Readonly<Record<StepName, string>>;
  readonly undivided: Readonly<Record<Undivided, string>>;
  readonly flagChanges: Readonly<Record<FlagChange, string>>;
  /** Fields of a scheme by the end of their path; others are shown as they stand there. */
  readonly fields: Readonly<Record<string, string>>;
  readonly unmoved: string;
  readonly otherFlags: string;
}

const ZH: ComparisonWords = {
  title: '评价结果对照',
  before: '前次',
  after: '后次',
  year: '年度',
  scheme: '评价办法',
  data: '数据文件',
  history: '往年评价',
  adjustments: '人工更正与调整',
  notes: '说明',
  differences: '两次评价的不同之处',
  none: '无',
  transitions: '等级变动',
  fromTo: '前次＼后次',
  total: '合计',
  otherCategory: '其他类别',
  noCategory: '未列入类别',
  changedCategory: '类别变动',
  movers: '变动企业',
  id: '企业代码',
  firm: '企业',
  grade: '等级',
  initialGrade: '初评等级',
  status: '评价状态',
  category: '类别',
  score: '综合得分',
  scoreDifference: '得分增减',
  place: '名次',
  size: '排名企业数',
  cause: '变动原因',
  direction: '升降',
  better: '升',
  worse: '降',
  undividedWhy: '原因未能分解的缘由',
  byHand: '人工更正与调整',
  follows: '随同',
  afterStep: '之后',
  ofWhich: '其中',
  held: '等级保持年数',
  boards: '榜单进退',
  entered: '进入',
  left: '退出',
  all: '全部',
  causes: {
    data: '本企业数据',
    baseline: '基准值',
    rule: '评价办法',
    pool: '其他企业',
    decision: '人工调整',
    new: '新进入评价',
    gone: '未再列入评价',
    undivided: '未能分解',
  },
  steps: {
    decisionBefore: '撤去前次人工调整',
    data: '本企业数据变化',
    baseline: '基准值变化',
    rule: '评价办法变化',
    pool: '其他企业变化',
    decisionAfter: '人工调整',
  },
  undivided: {
    fieldsNotRead: '一次评价的数据缺少另一办法所需的字段',
    percentileRank: '按组内位次计分，无法将其他企业保持不变',
    otherUnit: '评价单元或出租方不同',
    joinedPools: '小组合并后分组不同',
  },
  flagChanges: {
    cleared: '已退出',
    improved: '仍在列但有改善',
    unchanged: '仍在列无变化',
    worse: '仍在列且更差',
    still: '仍在列',
    unmeasured: '无法再判定',
    gone: '企业未再列入评价',
    raised: '新列入',
    new: '新进入评价且列入',
  },
  fields: {
    weight: '权重',
    'method.baseline': '基准值',
    'grading.upTo': '等级比例',
    'grading.last': '末位等级比例',
    'grading.from': '等级分数线',
    'when.lessThan': '低于',
    'when.atLeast': '不低于',
    when: '条件',
    title: '名称',
    source: '依据',
    'grading.source': '等级比例的依据',
    id: '编号',
    version: '版本',
    note: '说明',
    'years.from': '适用起始年度',
    'years.to': '适用终止年度',
    points: '分值',
  },
  unmoved: '无变动',
  otherFlags: '其他标记',
};

const EN: ComparisonWords = {
  title: 'Two evaluations compared',
  before: 'before',
  after: 'after',
  year: 'year',
  scheme: 'scheme',
  data: 'data files',
  history: 'earlier evaluations',
  adjustments: 'changes by hand',
  notes: 'Notes',
  differences: 'What differs between the runs',
  none: 'nothing',
  transitions: 'Moves between grades',
  fromTo: 'before \\ after',
  total: 'total',
  otherCategory: 'other category',
  noCategory: 'no category',
  changedCategory: 'changed category',
  movers: 'Firms that moved',
  id: 'id',
  firm: 'firm',
  grade: 'grade',
  initialGrade: 'initial grade',
  status: 'status',
  category: 'category',
  score: 'score',
  scoreDifference: 'change of score',
  place: 'place',
  size: 'firms placed',
  cause: 'cause',
  direction: 'direction',
  better: 'up',
  worse: 'down',
  undividedWhy: 'why the cause is not divided',
  byHand: 'changes by hand',
  follows: 'follows',
  afterStep: 'after',
  ofWhich: 'of which',
  held: 'Grades held for how many years',
  boards: 'Leaders in and out',
  entered: 'in',
  left: 'out',
  all: 'all',
  causes: {
    data: 'own data',
    baseline: 'baselines',
    rule: 'rules',
    pool: 'other firms',
    decision: 'move by hand',
    new: 'new',
    gone: 'gone',
    undivided: 'not divided',
  },
  steps: {
    decisionBefore: 'earlier move by hand taken back',
    data: "the firm's own data",
    baseline: 'new baselines',
    rule: 'new rules',
    pool: 'other firms',
    decisionAfter: 'move by hand',
  },
  undivided: {
    fieldsNotRead: 'the facts of one run lack fields that the other scheme needs',
    percentileRank: 'points by standing in the pool: other firms cannot be held fixed',
    otherUnit: 'another unit of evaluation or landlord',
    joinedPools: 'small pools were joined in another way',
  },
  flagChanges: {
    cleared: 'cleared',
    improved: 'improved but still there',
    unchanged: 'still there unchanged',
    worse: 'still there and worse',
    still: 'still there',
    unmeasured: 'can no longer be judged',
    gone: 'firm gone',
    raised: 'newly there',
    new: 'new firm there',
  },
  fields: {
    'method.baseline': 'baseline',
    'grading.upTo': 'shares of grades',
    'when.lessThan': 'less than',
    'when.atLeast': 'at least',
  },
  unmoved: 'no change',
  otherFlags: 'Other flags',
};

export function comparisonWords(language: Language): ComparisonWords {
  return language === 'zh' ? ZH : EN;
}
