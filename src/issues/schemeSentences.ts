import type { IssueCode } from './issue.ts';

type SchemeCode = Extract<IssueCode, `scheme${string}`>;

/** What is said of a scheme when it is loaded. */
export const SCHEME_SENTENCES: Readonly<Record<SchemeCode, { readonly zh: string; readonly en: string }>> = {
  schemeNotJson: {
    zh: '评价办法文件不是有效的 JSON：{received}',
    en: 'the scheme file is not valid JSON: {received}',
  },
  schemeForm: {
    zh: '填写有误：应为{expected}，实为{received}',
    en: 'expected {expected}, found {received}',
  },
  schemeKeyUnknown: {
    zh: '不认识的键“{received}”，请检查拼写',
    en: 'unknown key "{received}", check its spelling',
  },
  schemeName: {
    zh: '名称未定义：“{received}”；应为：{expected}',
    en: 'nothing has this name: "{received}"; expected {expected}',
  },
  schemeRepeated: {
    zh: '重复：“{received}”；应为：{expected}',
    en: 'repeated: "{received}"; expected {expected}',
  },
  schemeQuantity: {
    zh: '数值不合理：应为{expected}，实为{received}',
    en: 'the quantity does not fit: expected {expected}, found {received}',
  },
  schemeDimension: {
    zh: '单位不匹配：应能换算为{expected}，实为{received}',
    en: 'the unit does not fit: expected one that converts to {expected}, found {received}',
  },
  schemeWeights: {
    zh: '权重之和与声明不符：声明{expected}，实际合计{received}',
    en: 'the weights do not add up: declared {expected}, they sum to {received}',
  },
  schemeGap: {
    zh: '未规定缺项得分：应为{expected}，实为{received}',
    en: 'a gap without a rule: expected {expected}, found {received}',
  },
  schemeEdges: {
    zh: '等级分界有误：应为{expected}，实为{received}',
    en: 'the edges of the grades are wrong: expected {expected}, found {received}',
  },
  schemeSource: {
    zh: '依据未列出：应为{expected}，实为{received}',
    en: 'a source that is not listed: expected {expected}, found {received}',
  },
  schemeStage: {
    zh: '此处尚不能使用该条件：应为{expected}，实为{received}',
    en: 'the condition comes too early: expected {expected}, found {received}',
  },
  schemeParent: {
    zh: '上级办法无法使用：应为{expected}，实为{received}',
    en: 'the parent scheme cannot be used: expected {expected}, found {received}',
  },
  schemeSourceTaken: {
    zh: '依据的键与上级办法相同而文件不同，请另取键名：上级为“{expected}”，此处为“{received}”',
    en: 'this key of sources means another document in the parent, choose another key: "{expected}" there, "{received}" here',
  },
  schemeBinding: {
    zh: '放宽了上级办法的约束性规定：应为{expected}，实为{received}',
    en: 'loosens what the parent scheme marks binding: expected {expected}, found {received}',
  },
  schemeHole: {
    zh: '类别条件之间有缺口，请确认：{received}不属于任何类别；相邻的是{expected}',
    en: 'a hole between the conditions of categories, please confirm: {received} is in no category; beside it: {expected}',
  },
  schemeOverlap: {
    zh: '类别条件重叠，这样的企业不能评价：{received}；应只符合一个类别，实际同时符合{expected}',
    en: 'categories overlap, such a firm is not evaluated: {received}; it should fit one category and fits {expected}',
  },
  schemeUnreachable: {
    zh: '该规则永远不会生效：“{received}”；原因：{expected}',
    en: 'this rule can never apply: "{received}"; in its way: {expected}',
  },
  schemeContradiction: {
    zh: '两条定级规则可能相互冲突，冲突时以“{expected}”为准（排在前面）：{received}',
    en: 'two rules on the grade can disagree, "{expected}" then prevails since it stands first: {received}',
  },
  schemeEmptyGrade: {
    zh: '该等级的比例为零，不会有企业：{received}',
    en: 'a grade with a share of zero, no firm can get it: {received}',
  },
  schemeNotChecked: {
    zh: '条件组合过多，未检查是否有缺口、重叠或永不生效的规则：上限{expected}，实为{received}',
    en: 'too many combinations of conditions, gaps, overlaps and unreachable rules were not looked for: at most {expected}, found {received}',
  },
};
