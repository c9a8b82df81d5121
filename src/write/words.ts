import type { Language } from '../issues/sentences.ts';
import type { Status } from '../scheme/flag.ts';
import { GAPS, type Gap } from '../scheme/indicator.ts';
import { GAP_TITLES } from '../scheme/runRules.ts';

/** The words of the published files, in one place, in the field's standard terms. */
export interface Words {
  readonly category: string;
  readonly pool: string;
  readonly place: string;
  readonly id: string;
  readonly name: string;
  readonly sector: string;
  readonly zone: string;
  readonly town: string;
  readonly status: string;
  readonly statusRule: string;
  readonly unitOf: string;
  readonly unitRule: string;
  readonly unitName: string;
  readonly members: string;
  readonly points: string;
  readonly adjustments: string;
  readonly score: string;
  readonly initialGrade: string;
  readonly moves: string;
  readonly grade: string;
  readonly managedAs: string;
  readonly flags: string;
  readonly corrections: string;
  readonly board: string;
  readonly group: string;
  readonly measure: string;
  readonly value: string;
  readonly unit: string;
  readonly shortfall: string;
  readonly policy: string;
  readonly account: string;
  readonly counted: string;
  readonly rate: string;
  readonly yuan: string;
  readonly statuses: Readonly<Record<Status, string>>;
  readonly gaps: Readonly<Record<Gap, string>>;
}

function gapsIn(language: Language): Words['gaps'] {
  return Object.fromEntries(GAPS.map((gap) => [gap, GAP_TITLES[gap][language]])) as Words['gaps'];
}

const ZH: Words = {
  category: '类别',
  pool: '排名分组',
  place: '名次',
  id: '统一社会信用代码',
  name: '企业名称',
  sector: '行业代码',
  zone: '园区',
  town: '镇街',
  status: '评价状态',
  statusRule: '状态依据',
  unitOf: '评价单元',
  unitRule: '评价单元类型',
  unitName: '单元名称',
  members: '成员企业数',
  points: '得分',
  adjustments: '加减分',
  score: '综合得分',
  initialGrade: '初评等级',
  moves: '等级调整',
  grade: '最终等级',
  managedAs: '参照管理等级',
  flags: '标记',
  corrections: '数据更正',
  board: '榜单',
  group: '分组',
  measure: '排序指标',
  value: '数值',
  unit: '单位',
  shortfall: '达到标准尚差',
  policy: '差别化政策',
  account: '户号',
  counted: '计算依据',
  rate: '标准',
  yuan: '金额（元）',
  statuses: { graded: '定级', ungraded: '不定等级', notYet: '暂不评价', notEvaluated: '不评价' },
  gaps: gapsIn('zh'),
};

const EN: Words = {
  category: 'category',
  pool: 'pool',
  place: 'place',
  id: 'credit code',
  name: 'name',
  sector: 'sector',
  zone: 'zone',
  town: 'town',
  status: 'status',
  statusRule: 'status rule',
  unitOf: 'unit',
  unitRule: 'kind of unit',
  unitName: 'name of unit',
  members: 'members',
  points: 'points',
  adjustments: 'adjustments',
  score: 'score',
  initialGrade: 'initial grade',
  moves: 'moves',
  grade: 'grade',
  managedAs: 'managed as',
  flags: 'flags',
  corrections: 'corrections',
  board: 'board',
  group: 'group',
  measure: 'ordered by',
  value: 'value',
  unit: 'unit',
  shortfall: 'short of the line by',
  policy: 'policy',
  account: 'account',
  counted: 'counted on',
  rate: 'rate',
  yuan: 'money (元)',
  statuses: { graded: 'graded', ungraded: 'ungraded', notYet: 'not yet', notEvaluated: 'not evaluated' },
  gaps: gapsIn('en'),
};

export function wordsIn(language: Language): Words {
  return language === 'zh' ? ZH : EN;
}

/** The header over the firms' identifiers: a credit code, another code, or the name itself. */
export function idHeader(identity: 'creditCode' | 'code' | 'name', language: Language): string {
  if (language === 'en') return identity === 'creditCode' ? 'credit code' : identity;
  return identity === 'creditCode' ? ZH.id : identity === 'code' ? '企业代码' : '名称';
}
