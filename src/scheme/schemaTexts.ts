import type { Condition } from './condition.ts';
import type { DataCheck } from './dataCheck.ts';
import type { Field } from './field.ts';
import type { Grading } from './grading.ts';
import type { Scheme } from './scheme.ts';
import type { Method } from './scoring.ts';

/** What an editor says of each key at the top of a scheme. */
export const KEY_TEXTS: Readonly<Record<keyof Required<Scheme>, string>> = {
  $schema: '本文件的 JSON Schema，供编辑器补全和检查 · JSON Schema of this file, for editors',
  id: '办法编号 · id of the scheme',
  title: '办法名称 · title of the scheme',
  version: '办法文件的版本 · version of this file',
  family: '同一办法各年度版本的共同编号 · the method of which this is a version; --year picks among its versions',
  years: '适用的评价年度 · evaluation years in which the scheme holds',
  note: '说明 · a note for readers',
  sources: '依据文件，键名供各条 source 引用 · documents that rules are taken from, by the key that `source` names',
  source: '未另注依据的各条的依据 · source of every rule that states none',
  conventions: '文件往往未规定、但必须明确的约定 · what policy texts leave open and every evaluation has to settle',
  fields: '另设的数据项 · fields beyond the built-in ones, or built-in ones with other spellings',
  ledgers: '汇总口径：数据项的加减 · signed sums of fields, such as net land',
  indicators: '指标：一个量除以另一个量 · measures: one amount per another',
  intake:
    '数据汇集：按名称匹配、多行相加、双重数据取舍、租赁 · how tables become facts: joins, lines, two values, leases',
  units:
    '评价单元：同一控制人、宗地、园区合并，承租随出租 · units of evaluation: firms merged, regions, tenants by their landlords',
  sectorGroups: '行业分组，按行业代码前缀 · groups of sectors by code prefix',
  categories: '参评类别，各有对象、指标、计分、排名和定级 · categories of firms, each evaluated by one method',
  statuses:
    '不评价、暂不评价、不定等级的企业，以先符合的为准 · firms that are not simply graded; the first rule that holds decides',
  adjustments: '加分和减分 · bonuses and deductions',
  adjustmentGroups: '加减分合计的上下限 · limits on the sum of a group of adjustments',
  flags: '名单，如亩均税收1万元以下 · marks on firms that meet a condition; they move no grade by themselves',
  overrides: '等级调整：定档、提档、降档、不高于、不低于 · rules that move a firm from its initial grade, in order',
  manual: '人工更正和人工调整等级是否允许 · what people may change by hand after objections and reviews',
  checks:
    '数据核查，另设或替换、停用内置的核查；只提示，不影响等级 · checks of the data beside the built-in ones, in their place or switched off; none moves a grade',
  advice: '提升亩均效益的建议，按数据项和指标 · ways to do better, by the amounts and indicators they serve',
  boards: '榜单（领跑者）· leaderboards',
  policies: '差别化政策 · what a grade costs a firm or earns it',
  binding: '下级办法不得放宽的规定 · what schemes that extend this one may not loosen',
  notModelled: '文件有规定而本办法未能纳入的内容 · what the text says and this language cannot express',
  derivedFrom: '由哪些上级办法合并而成（自动写入）· the schemes this one was made from; written by the engine',
};

/** What an editor says of a field, scoring method or grading, by its `kind`. */
export const KIND_TEXTS: Readonly<
  Record<Field['kind'] | Method['kind'] | Grading['kind'] | DataCheck['kind'], string>
> = {
  amount: '数量，有单位 · an amount with a unit',
  label: '文字，用来挑选或分组 · a text by which firms are picked or grouped',
  date: '日期 · a day',
  flag: '是否 · yes or no',
  ratio: '得分＝指标值÷基准值×权重 · points = value ÷ baseline × weight',
  reverse: '越小越好：得分＝（2－指标值÷基准值）×权重 · for what should be small: (2 − value ÷ baseline) × weight',
  minMax: '按最小值、最大值之间的位置计分 · by the position between the lowest and the highest value',
  bands: '按指标值分档计分；每个值恰在一档，不会有缺口 · by steps of the value; every value lies in exactly one',
  percentileRank: '按位次计分 · by standing among the firms',
  shares: '按排名的累计比例定级 · grades by cumulative shares of the places',
  scoreThresholds: '按综合得分定级 · grades by the score',
  indicatorThresholds: '按一项指标的数值定级 · grades by the value of one indicator',
  selection: '分步选定，如前一半中按另一排序取15% · grades by selection in two stages',
  none: '只排名次，不定等级 · an order without grades',
  range: '数量的合理范围 · bounds within which any firm’s amount lies',
  jump: '与上年相差若干倍以上 · amounts many times last year’s, or the other way round',
  sums: '部分之和与总数相等，或不超过 · one sum of amounts equals another, or does not exceed it',
  contradiction: '符合一个条件就必须符合另一个 · firms that meet one condition must meet another',
  outlier: '一个量除以另一个量，与同类企业相差悬殊 · one amount per another, far from the firms of the same label',
  usualRatio:
    '两个量之比的常见范围，用来识别单位错误 · where a ratio lies in any table, by which wrong units are recognised',
  units: '疑似以平方米填亩、以元填万元等 · amounts in another unit than the column says, known by the factor',
  repeatedAmount: '多家企业填报同一数值 · the same amount of many firms',
  placeholder: '9999999、123456 之类的数字 · digits that nobody measured',
  alikeRows: '两家企业多项数值相同 · two firms with the same amounts',
};

type KeysOf<T> = T extends unknown ? keyof T : never;
type ConditionKey = Exclude<
  KeysOf<Condition>,
  | 'atLeast'
  | 'moreThan'
  | 'atMost'
  | 'lessThan'
  | 'equals'
  | 'is'
  | 'startsWith'
  | 'notBefore'
  | 'notAfter'
  | 'atLeastOld'
  | 'youngerThan'
  | 'on'
  | 'years'
>;

/** What an editor says of a condition, by the key that tells its kind. */
export const CONDITION_TEXTS: Readonly<Record<ConditionKey, string>> = {
  all: '各条均须成立 · all of these hold',
  any: '任一条成立即可 · at least one of these holds',
  not: '不成立 · this does not hold',
  field: '数量（数据项或汇总）在界限内 · an amount (field or ledger) within bounds',
  indicator: '指标在界限内，按未取整的比值比较 · an indicator within bounds, compared unrounded',
  label: '文字为其中之一，或以某些代码开头 · a label that is one of some texts, or begins with one of some prefixes',
  flag: '是否类数据项为是，或列入名单 · a yes/no field, or a flag that the scheme raises',
  date: '日期在两日之间，或至某日满或不满若干年月 · a date between two days, or of some age on a day',
  previously: '往年评价的类别、等级或名单 · what earlier evaluations said of the firm',
  state: '数据已填报、缺失、不适用或保密 · the state of a datum',
  gapOf: '指标因某些原因无法计算 · an indicator that cannot be made, for some reasons',
  score: '综合得分在界限内 · the score within bounds',
  grade: '等级为其中之一 · the grade is one of some',
  category: '属于其中某一类别 · the firm is of one of some categories',
};
