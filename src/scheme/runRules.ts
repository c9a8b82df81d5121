import type { Language } from '../issues/sentences.ts';
import type { Gap } from './indicator.ts';

/** A text in each language of the output. */
export type Bilingual = Readonly<Record<Language, string>>;

/** What the reasons of a gap are called, wherever they are shown. */
export const GAP_TITLES: Readonly<Record<Gap, Bilingual>> = {
  missing: { zh: '数据缺失', en: 'missing' },
  notApplicable: { zh: '不适用', en: 'not applicable' },
  withheld: { zh: '数据保密', en: 'withheld' },
  noLand: { zh: '无用地', en: 'no land' },
  zeroDivisor: { zh: '除数为零', en: 'divisor zero' },
  negativeDivisor: { zh: '除数为负', en: 'divisor negative' },
};

/** Ids of the rules by which a run itself keeps a firm from a grade. */
export type RunRule =
  | 'noCategory'
  | 'undecidedCategory'
  | 'severalCategories'
  | 'noPool'
  | 'noBaseline'
  | 'smallPool'
  | 'gradingGap'
  | 'noGrades';

/** What these rules are called. */
export const RUN_RULES: Readonly<Record<RunRule, Bilingual>> = {
  noCategory: { zh: '不属于任何评价类别', en: 'in no category' },
  undecidedCategory: { zh: '类别无法判定', en: 'category undecided' },
  severalCategories: { zh: '同时符合多个类别', en: 'in several categories' },
  noPool: { zh: '缺少排名分组信息', en: 'no label to rank by' },
  noBaseline: { zh: '无基准值', en: 'no baseline' },
  smallPool: { zh: '排名组企业过少不定等级', en: 'too few firms to grade' },
  gradingGap: { zh: '缺少定级指标', en: 'no indicator to grade by' },
  noGrades: { zh: '只排序不定等级', en: 'placed without grades' },
};
