import type { IssueCode } from './issue.ts';

type AnswerCode =
  | Extract<IssueCode, `compared${string}` | `reach${string}`>
  | 'fieldsNotRead'
  | 'yearNotOfScheme'
  | 'movesNotSimulated';

/** What is said where somebody asks something of runs: to compare two of them, or what a firm needs. */
export const ANSWER_SENTENCES: Readonly<Record<AnswerCode, { readonly zh: string; readonly en: string }>> = {
  comparedIdentity: {
    zh: '两次评价的企业标识方式不同，无法对照：一为{expected}，一为{received}',
    en: 'the runs tell firms apart in different ways and cannot be compared: one by {expected}, one by {received}',
  },
  comparedFirms: {
    zh: '两次评价没有共同的企业，无法对照：一次 {expected} 家，一次 {received} 家',
    en: 'the runs have no firm in common and cannot be compared: {expected} firms in one, {received} in the other',
  },
  comparedCategories: {
    zh: '两次评价没有共同的类别，无法对照：一为{expected}，一为{received}',
    en: 'the runs have no category in common and cannot be compared: {expected} in one, {received} in the other',
  },
  comparedFields: {
    zh: '一次评价的数据缺少另一办法所需的字段，变动原因无法分解：{expected}（办法 {received}）',
    en: 'the facts of one run lack fields that the other scheme needs, so causes cannot be divided: {expected} (scheme {received})',
  },
  fieldsNotRead: {
    zh: '后一次评价没有办法所需的字段，按缺失处理，而前一次有或不需要：{expected}（办法 {received}）',
    en: 'the later run lacks fields that its scheme needs, taken as missing, which the earlier one had or did not need: {expected} (scheme {received})',
  },
  yearNotOfScheme: {
    zh: '模拟：办法适用年度为 {expected}，所用数据为 {received} 年度',
    en: 'a simulation: the scheme is for {expected}, the data are of {received}',
  },
  movesNotSimulated: {
    zh: '模拟不沿用人工等级调整（针对原办法的结果作出）：{received} 条',
    en: 'moves by hand were decided on the results of the old scheme and are left out of the simulation: {received}',
  },
  reachFirmUnknown: { zh: '评价结果中没有这家企业：{received}', en: 'no such firm in the run: {received}' },
  reachUnit: {
    zh: '这是评价单元，其数据是成员企业之和；请对成员企业逐家测算：{expected}',
    en: 'this is a unit of evaluation, whose amounts are the sums of its members: ask for one of them: {expected}',
  },
  reachLandlordUnit: {
    zh: '该企业的等级随评价单元“{received}”；请对其成员企业逐家测算：{expected}',
    en: 'the firm takes its grade from the unit "{received}": ask for one of its members: {expected}',
  },
  reachNotGraded: {
    zh: '该企业没有等级，无从测算：评价状态为{received}，依据“{expected}”',
    en: 'the firm has no grade to improve: its status is {received}, by "{expected}"',
  },
  reachLandlordNotGraded: {
    zh: '该企业的等级随出租方，而出租方“{expected}”没有等级；须由出租方先取得等级（评价状态：{received}）',
    en: 'the firm takes the grade of its landlord "{expected}", which has none; the landlord has to be graded first (status: {received})',
  },
  reachGradeUnknown: {
    zh: '所属类别没有这个等级：应为{expected}之一，实为{received}',
    en: 'the category has no such grade: expected one of {expected}, found {received}',
  },
  reachGradeNotBetter: {
    zh: '目标等级不高于现有等级：现为{expected}，目标为{received}',
    en: 'the grade is no better than the present one: now {expected}, asked {received}',
  },
  reachFlagNotRaised: {
    zh: '该企业没有这个标记：现有标记为“{expected}”，实为“{received}”',
    en: 'the firm has no such flag: it has "{expected}", asked "{received}"',
  },
  reachLeverUnknown: {
    zh: '没有这个数据项：可用的有{expected}；实为“{received}”',
    en: 'no such field: can be {expected}; found "{received}"',
  },
  reachLeverNotAmount: {
    zh: '“{received}”不是可以逐步增减的数量；可用的数据项有{expected}',
    en: '"{received}" is no amount that can be changed step by step; fields that can: {expected}',
  },
};
