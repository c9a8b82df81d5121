import type { Language } from '../issues/sentences.ts';
import type { VariedChoice } from '../results/stability.ts';

/** Words and sentences of a stability result; {a}, {b} … are put in. */
export interface StabilityWords {
  readonly title: string;
  readonly drawn: string;
  readonly forEffects: string;
  readonly forAbsences: string;
  readonly overall: string;
  readonly overallKept: string;
  readonly nothingGraded: string;
  readonly leastFirm: string;
  readonly everyFirmKeeps: string;
  readonly groupHeading: string;
  readonly groupKept: string;
  readonly groupPlaced: string;
  readonly mostOnPlaces: string;
  readonly mostOnGrades: string;
  readonly noLeader: string;
  readonly effects: string;
  readonly nothingMoves: string;
  readonly effectsNotAsked: string;
  readonly choice: string;
  readonly firstOnPlaces: string;
  readonly totalOnPlaces: string;
  readonly totalOnGrades: string;
  readonly moreChoices: string;
  readonly unstable: string;
  readonly noneUnstable: string;
  readonly moreFirms: string;
  readonly kept: string;
  readonly keptCount: string;
  readonly gradeCount: string;
  readonly grades: string;
  readonly ungraded: string;
  readonly places: string;
  readonly bestPlace: string;
  readonly p5Place: string;
  readonly p95Place: string;
  readonly worstPlace: string;
  readonly dependsOn: string;
  readonly absences: string;
  readonly absencesTested: string;
  readonly absencesDrawn: string;
  readonly absencesNone: string;
  readonly absenceMoves: string;
  readonly moreAbsences: string;
  readonly moreMoves: string;
  readonly varied: string;
  readonly stated: string;
  readonly range: string;
  readonly nothingVaried: string;
  readonly or: string;
  readonly readings: string;
  readonly explained: readonly string[];
  readonly repeat: string;
  readonly kinds: Readonly<Record<VariedChoice['kind'], string>>;
  readonly options: Readonly<Record<string, string>>;
  readonly placesOfPoints: string;
  readonly units: string;
}

const ZH: StabilityWords = {
  title: '等级稳定性分析：{a}（{b}年度）',
  drawn: '随机抽取 {a} 个情景，每个情景按变动后的办法重新评价（随机数种子 {b}，生成器 {c}）',
  forEffects: '影响分析另评价 {a} 次（{b} 对情景）',
  forAbsences: '逐户剔除另评价 {a} 次',
  overall: '总体',
  overallKept: '在 {a} 个情景中，平均 {b} 的等级不变；{c} 个等级中有 {d} 个在所有情景中都不变。',
  nothingGraded: '没有企业定级，只有名次。',
  leastFirm: '最不稳定的是 {a}：本次为 {b}，只在 {c} 的情景中不变。',
  everyFirmKeeps: '所有企业的等级在所有情景中都不变。',
  groupHeading: '类别：{a}',
  groupKept: '定级 {a} 家，平均 {b} 的等级不变，{c} 家在所有情景中都不变。',
  groupPlaced: '排名 {a} 家，一个情景中名次平均变动 {b} 位。',
  mostOnPlaces: '对名次影响最大的是{a}（总效应 {b} ± {c}）。',
  mostOnGrades: '对等级影响最大的是{a}（总效应 {b} ± {c}）。',
  noLeader: '与第二位{a}的差别在误差之内，两者不分先后。',
  effects: '各项变动的影响：{a}',
  nothingMoves: '各项变动都不改变名次和等级。',
  effectsNotAsked: '未作影响分析。',
  choice: '变动项',
  firstOnPlaces: '对名次的一阶效应',
  totalOnPlaces: '对名次的总效应',
  totalOnGrades: '对等级的总效应',
  moreChoices: '另有 {a} 项，对名次的总效应都不超过 {b}；全部见 JSON 或 Markdown。',
  unstable: '最不稳定的企业',
  noneUnstable: '没有。',
  moreFirms: '另有 {a} 家在部分情景中等级改变；全部见 CSV 或 JSON。',
  kept: '等级不变',
  keptCount: '等级不变的情景数',
  gradeCount: '{a}（情景数）',
  grades: '各等级的情景数',
  ungraded: '不定等级',
  places: '名次（最好 / 5%–95% / 最差）',
  bestPlace: '最好名次',
  p5Place: '5%分位名次',
  p95Place: '95%分位名次',
  worstPlace: '最差名次',
  dependsOn: '受几家企业缺席影响',
  absences: '逐户剔除',
  absencesTested: '有名次的 {a} 家逐一剔除后重新评价：其中 {b} 家的缺席会改变其他企业的等级。',
  absencesDrawn: '有名次的共 {a} 家，按种子抽取 {b} 家逐一剔除后重新评价：其中 {c} 家的缺席会改变其他企业的等级。',
  absencesNone: '未作逐户剔除。',
  absenceMoves: '剔除 {a}，{b} 家改变等级：{c}',
  moreAbsences: '另有 {a} 家，各使不超过 {b} 家改变等级；全部见 JSON。',
  moreMoves: '另有 {a} 家',
  varied: '变动了什么',
  stated: '办法规定',
  range: '变动范围',
  nothingVaried: '没有变动任何一项。',
  or: ' 或 ',
  readings: '怎样读',
  explained: [
    '一阶效应：只有这一项变动、其他各项不变时，能说明结果变动的多大部分（0 为毫无影响，1 为全部）。',
    '总效应：这一项单独的影响，加上它与其他各项共同作用的影响；总效应接近 0 的项，怎样选都不要紧。',
    '± 后为标准误；相差不到两倍标准误的，不能分出先后，情景对数加倍可使误差约减为十分之七。',
    '结果变动：对名次，为各企业名次与本次结果相差位数的平均值；对等级，为等级改变的企业所占比例。',
    '权重变动后按比例调回规定的合计，所以表中权重的范围是调回之前的。不变的比例只舍不入，全部不变才写 100.0%。',
    '企业的状态、数据更正、等级调整（含人工）和上年度基准值，在各情景中与本次评价相同。',
  ],
  repeat: '重做（结果逐字节相同）：permu stability --run <评价结果文件夹> --scenarios {a} --pairs {b} --seed {c}{d}',
  kinds: {
    weight: '{a}的权重',
    baseline: '{a}的基准值',
    statistic: '{a}基准值的统计方法',
    places: '得分的小数位数',
    mode: '得分的舍入方式',
    ties: '并列跨等级线的处理',
    method: '计分方法',
  },
  options: {
    better: '就高',
    worse: '就低',
    stated: '各按办法',
    minMax: '最小—最大值',
    percentileRank: '位次',
    ratio: '与统计值之比',
    best: '最优值',
  },
  placesOfPoints: '{a} 位',
  units: '评价单元',
};

const EN: StabilityWords = {
  title: 'Stability of the grades: {a} ({b})',
  drawn: '{a} scenarios drawn at random, each evaluated anew by the changed scheme (seed {b}, generator {c})',
  forEffects: '{a} more evaluations for the effects ({b} pairs of scenarios)',
  forAbsences: '{a} more that leave one firm out',
  overall: 'Overall',
  overallKept: 'In {a} scenarios {b} of the grades are kept on average; of {c} grades {d} are kept in every scenario.',
  nothingGraded: 'No firm is graded, there are places alone.',
  leastFirm: 'The least stable is {a}: graded {b} in the run, and in {c} of the scenarios.',
  everyFirmKeeps: 'Every firm keeps its grade in every scenario.',
  groupHeading: 'Category: {a}',
  groupKept: '{a} graded, {b} of the grades are kept on average, {c} in every scenario.',
  groupPlaced: '{a} ranked; in a scenario a firm moves by {b} places on average.',
  mostOnPlaces: 'What moves places most is {a} (total effect {b} ± {c}).',
  mostOnGrades: 'What moves grades most is {a} (total effect {b} ± {c}).',
  noLeader: 'The difference from the second, {a}, lies within the error: neither comes first.',
  effects: 'Effects of the choices: {a}',
  nothingMoves: 'No choice moves a place or a grade.',
  effectsNotAsked: 'Effects were not estimated.',
  choice: 'choice',
  firstOnPlaces: 'first-order effect on places',
  totalOnPlaces: 'total effect on places',
  totalOnGrades: 'total effect on grades',
  moreChoices: '{a} more, with total effects on places of {b} or less; all are in JSON and Markdown.',
  unstable: 'Least stable firms',
  noneUnstable: 'None.',
  moreFirms: '{a} more get another grade in some scenarios; all are in CSV and JSON.',
  kept: 'grade kept',
  keptCount: 'scenarios in which the grade is kept',
  gradeCount: '{a} (scenarios)',
  grades: 'scenarios by grade',
  ungraded: 'ungraded',
  places: 'place (best / 5%–95% / worst)',
  bestPlace: 'best place',
  p5Place: 'place at 5%',
  p95Place: 'place at 95%',
  worstPlace: 'worst place',
  dependsOn: 'depends on the presence of (firms)',
  absences: 'One firm left out',
  absencesTested:
    'Each of the {a} firms with a place was left out in turn: the absence of {b} changes the grade of another.',
  absencesDrawn:
    'Of {a} firms with a place {b}, drawn by the seed, were left out in turn: the absence of {c} changes the grade of another.',
  absencesNone: 'No firm was left out.',
  absenceMoves: 'Without {a}, {b} change grade: {c}',
  moreAbsences: '{a} more, each changing the grades of {b} or fewer; all are in JSON.',
  moreMoves: '{a} more',
  varied: 'What was varied',
  stated: 'the scheme says',
  range: 'varied within',
  nothingVaried: 'Nothing was varied.',
  or: ' or ',
  readings: 'How to read this',
  explained: [
    'First-order effect: how much of the movement of the result this choice accounts for by itself, the others being left alone (0 none, 1 all).',
    'Total effect: its effect by itself and in combination with all others; where it is near 0, it does not matter how one chooses.',
    'After ± stands the standard error; what differs by less than two of them cannot be put in order. Twice as many pairs make it about 0.7 times as large.',
    'Movement of the result: on places, by how many places firms differ from the run on average; on grades, the share of firms with another grade.',
    'Weights are put back to their stated total in proportion, so their ranges are those before that. Shares of kept grades are cut, not rounded: 100.0% means all.',
    'Statuses, corrections, overrides and moves by hand, and baselines of the previous year are in every scenario those of the run.',
  ],
  repeat:
    'To repeat, byte for byte: permu stability --run <folder of the run> --scenarios {a} --pairs {b} --seed {c}{d}',
  kinds: {
    weight: 'the weight of {a}',
    baseline: 'the baseline of {a}',
    statistic: 'the statistic for the baseline of {a}',
    places: 'the places of points',
    mode: 'how points are rounded',
    ties: 'ties across an edge of grades',
    method: 'the method of scoring',
  },
  options: {
    better: 'the better grade',
    worse: 'the worse grade',
    stated: 'each as stated',
    minMax: 'min–max',
    percentileRank: 'percentile rank',
    ratio: 'ratio to a statistic',
    best: 'best value',
  },
  placesOfPoints: '{a} places',
  units: 'units of evaluation',
};

export function stabilityWords(language: Language): StabilityWords {
  return language === 'zh' ? ZH : EN;
}
