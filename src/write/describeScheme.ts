import type { Language } from '../issues/sentences.ts';
import type { Category } from '../scheme/category.ts';
import type { Manual } from '../scheme/manual.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { describeAdvice } from './describeAdvice.ts';
import { describeAmounts } from './describeAmounts.ts';
import { describeCheck } from './describeChecks.ts';
import { describeCondition, gapReason } from './describeCondition.ts';
import { describeGrading, describeRanking, describeRounding } from './describeGrading.ts';
import { describeIntake } from './describeIntake.ts';
import {
  describeAdjustment,
  describeAdjustmentGroup,
  describeBinding,
  describeBoard,
  describeFlag,
  describeOverride,
  describePolicy,
  describeStatus,
} from './describeRules.ts';
import { describeGaps, describeScoring } from './describeScoring.ts';
import { concerning, describeUnit } from './describeUnits.ts';
import { type Paragraph, writeOutline } from './outline.ts';
import { Voice } from './voice.ts';

/** How each part of a scheme is put into words; a new part has to be given its words here, or that it is none of the rules. */
type Parts = { readonly [part in keyof Required<Scheme>]: ((voice: Voice) => readonly Paragraph[]) | undefined };

/** In the order in which a document would go through them. */
const PARTS: Parts = {
  $schema: undefined,
  id: undefined,
  title: undefined,
  version: undefined,
  family: undefined,
  years: undefined,
  note: undefined,
  derivedFrom: undefined,
  sources: (voice) => section(voice.say('依据文件', 'Sources'), sources(voice)),
  source: undefined,
  fields: undefined,
  ledgers: undefined,
  indicators: (voice) => [{ text: voice.say('数据和指标', 'Data and indicators'), below: describeAmounts(voice) }],
  intake: (voice) =>
    section(
      voice.say('数据汇集', 'From tables to facts'),
      each(describeIntake(voice), (text) => text),
    ),
  sectorGroups: (voice) =>
    section(voice.say('行业分组（按行业代码，以最长的前缀为准）', 'Sector groups, by code'), sectorGroups(voice)),
  units: (voice) =>
    section(
      voice.say('评价单元（依次判断，合并或随从的企业不再重复）', 'Units of evaluation, in order'),
      each(voice.scheme.units, (rule) => describeUnit(voice, rule)),
    ),
  statuses: (voice) =>
    section(
      voice.say(
        '不评价、暂不评价和不定等级（依次判断，以先符合的为准）',
        'Firms that are not simply graded: the first rule that holds decides',
      ),
      each(voice.scheme.statuses, (rule) => describeStatus(voice, rule)),
    ),
  categories: (voice) => [
    {
      text: voice.say('分类评价', 'Categories'),
      below: voice.scheme.categories.map((category) => describeCategory(voice, category)),
    },
  ],
  adjustments: (voice) =>
    section(voice.say('加分和减分', 'Bonuses and deductions'), [
      ...each(voice.scheme.adjustments, (rule) => describeAdjustment(voice, rule)),
      ...each(voice.scheme.adjustmentGroups, (group) => describeAdjustmentGroup(voice, group)),
    ]),
  adjustmentGroups: undefined,
  flags: (voice) =>
    section(
      voice.say('名单（列入名单本身不改变等级）', 'Flags, which move no grade by themselves'),
      each(voice.scheme.flags, (rule) => describeFlag(voice, rule)),
    ),
  overrides: (voice) =>
    section(
      voice.say(
        '等级调整（先定档，无定档的依次提档、降档，最后适用不高于、不低于；相互冲突的以排在前面的为准）',
        'Moves of the grade: the first fix decides; else raises and lowers in order; then the bounds. Of rules that disagree the first prevails',
      ),
      each(voice.scheme.overrides, (rule) => describeOverride(voice, rule)),
    ),
  manual: (voice) =>
    section(
      voice.say('申诉和复核', 'Objections and reviews'),
      each(voice.scheme.manual === undefined ? [] : [voice.scheme.manual], (rule) => describeManual(voice, rule)),
    ),
  checks: (voice) =>
    section(
      voice.say(
        '数据核查（只提示，不影响等级；其余内置核查照常进行）',
        'Checks of the data beside the built-in ones; none moves a grade',
      ),
      each(voice.scheme.checks, (rule) => describeCheck(voice, rule)),
    ),
  advice: (voice) =>
    section(
      voice.say('提升亩均效益的建议（不影响等级）', 'Advice, which moves no grade'),
      each(voice.scheme.advice, (one) => describeAdvice(voice, one)),
    ),
  boards: (voice) =>
    section(
      voice.say('榜单', 'Boards'),
      each(voice.scheme.boards, (rule) => describeBoard(voice, rule)),
    ),
  policies: (voice) =>
    section(
      voice.say('差别化政策', 'Policies'),
      each(voice.scheme.policies, (rule) => describePolicy(voice, rule)),
    ),
  conventions: (voice) =>
    section(
      voice.say('通用约定', 'Conventions') + voice.source(voice.scheme.conventions.source, voice.scheme.source),
      conventions(voice),
    ),
  binding: (voice) =>
    section(
      voice.say('下级办法不得放宽的规定', 'What schemes below may not loosen'),
      each(voice.scheme.binding, (rule) => describeBinding(voice, rule)),
    ),
  notModelled: (voice) =>
    section(
      voice.say('文件有规定而本办法未能纳入的内容', 'What the text says and this scheme does not model'),
      each(
        voice.scheme.notModelled,
        (one) =>
          voice.say(
            `${one.clause}：${one.text}。未纳入的原因：${one.why}`,
            `${one.clause}: ${one.text}. Why not: ${one.why}`,
          ) + voice.source(one.source, voice.scheme.source),
      ),
    ),
};

/**
 * A scheme as numbered sentences that an official can hold against the document: every rule with its source, and what no
 * document states marked 〔约定〕 (in English [assumed]).
 */
export function describeScheme(scheme: Scheme, language: Language = 'zh'): string {
  const voice = new Voice(scheme, language);
  const parts = Object.values(PARTS).flatMap((part) => part?.(voice) ?? []);
  return `${[...head(voice), ...writeOutline(parts, language)].join('\n')}\n`;
}

function head(voice: Voice): readonly string[] {
  const { title, id, version, years, note, source, derivedFrom = [] } = voice.scheme;
  const span =
    years.to === undefined
      ? voice.say(`自${years.from}年度起适用`, `in force from ${years.from}`)
      : years.to === years.from
        ? voice.say(`适用于${years.from}年度`, `for ${years.from}`)
        : voice.say(`适用于${years.from}至${years.to}年度`, `for ${years.from} to ${years.to}`);
  const chain = derivedFrom.map((one) => voice.say(`${one.id}（版本${one.version}）`, `${one.id} ${one.version}`));
  return [
    title,
    voice.say(`编号${id}，版本${version}，${span}。`, `${id}, version ${version}, ${span}.`),
    ...(chain.length === 0
      ? []
      : [voice.say(`在上级办法${chain.join('、')}的基础上制定。`, `Extends ${chain.join(', ')}.`)]),
    ...(note === undefined ? [] : [voice.say(`说明：${voice.text(note)}`, `Note: ${note}`)]),
    voice.say(
      `未另注依据的规定：${voice.source(source, source)}`,
      `Where no other source is given:${voice.source(source, source)}`,
    ),
  ];
}

function describeManual(voice: Voice, { allowed, usesQuota, source: from }: Manual): string {
  const what = {
    correction: voice.say('更正数据后重新计算', 'corrections of data, before the run'),
    move: voice.say('人工调整等级', 'moves of the grade, after all rules'),
  };
  return (
    voice.clauses([
      voice.say(
        `复核后可以${voice.list(allowed.map((one) => what[one]))}，逐项注明理由、文号、批准人和日期`,
        `allowed by hand, each with reason, document, approver and date: ${voice.list(allowed.map((one) => what[one]))}`,
      ),
      usesQuota
        ? voice.say('人工调整的企业仍占原名额', 'a moved firm uses up its place')
        : voice.say('人工调整的企业不占名额，由后一名递补', 'a moved firm leaves its place to the next'),
    ]) + voice.source(from, voice.scheme.source)
  );
}

function section(text: string, items: readonly Paragraph[]): readonly Paragraph[] {
  return items.length === 0 ? [] : [{ text, below: items }];
}

function each<T>(rules: readonly T[] | undefined, text: (rule: T) => string): readonly Paragraph[] {
  return (rules ?? []).map((rule) => ({ text: text(rule) }));
}

function sources(voice: Voice): readonly Paragraph[] {
  return Object.entries(voice.scheme.sources).map(([key, { document, number, issuer, date, url, note }]) => {
    const details = [number, issuer, date, url].filter((part) => part !== undefined);
    const text = voice.list([voice.say(`“${key}”指${document}`, `"${key}": ${document}`), ...details].slice(0, 1));
    const more = details.length === 0 ? '' : voice.say(`（${details.join('，')}）`, ` (${details.join(', ')})`);
    return { text: `${text}${more}${note === undefined ? '' : voice.say(`。${voice.text(note)}`, `. ${note}`)}` };
  });
}

function sectorGroups(voice: Voice): readonly Paragraph[] {
  return each(
    voice.scheme.sectorGroups,
    ({ title, codes, source }) =>
      voice.say(`${title}：${codes.join('、')}`, `${title}: ${codes.join(', ')}`) +
      voice.source(source, voice.scheme.source),
  );
}

function describeCategory(voice: Voice, category: Category): Paragraph {
  const { source } = voice.scheme;
  const scored = category.scoring.length > 0;
  const gaps = describeGaps(voice, category.gap, undefined, category.source ?? source);
  const below: Paragraph[] = [
    {
      text: voice.clauses([
        voice.say(`评价对象：${admitted(voice, category)}`, `Firms: ${admitted(voice, category)}`),
        concerning(voice, category.of),
      ]),
    },
    ...(scored
      ? [
          {
            text: voice.say(
              `评价指标和计分，权重合计${category.weightsTotal}分`,
              `Scoring, weights of ${category.weightsTotal} in all`,
            ),
            below: category.scoring.map((rule) => describeScoring(voice, rule, category)),
          },
        ]
      : []),
    ...(scored && gaps.length > 0
      ? [
          {
            text: voice.say('以上未规定的指标无法计算的情形', 'Where an indicator above does not say'),
            below: gaps.map((text) => ({ text })),
          },
        ]
      : []),
    ...(scored ? [{ text: describeRounding(voice, category.rounding) }] : []),
    { text: describeRanking(voice, category.ranking) },
    { text: describeGrading(voice, category) },
  ];
  return { text: `${category.title}${voice.source(category.source, source)}`, below };
}

function admitted(voice: Voice, { admit }: Category): string {
  if ('all' in admit && admit.all.length === 0) return voice.say('所有企业', 'all');
  return voice.say(`${describeCondition(voice, admit)}的企业`, describeCondition(voice, admit));
}

function conventions(voice: Voice): readonly Paragraph[] {
  const { identity, severalCategories, gapPrecedence, filledPointsInMeans, missingRanks } = voice.scheme.conventions;
  const identities = {
    creditCode: voice.say('统一社会信用代码', 'unified social credit code'),
    code: voice.say('企业代码', 'code'),
    name: voice.say('名称', 'name'),
  };
  const reasons = gapPrecedence.map((reason) => gapReason(voice, reason, undefined));
  const texts = [
    voice.say(`企业以${identities[identity]}区分`, `Firms are told apart by their ${identities[identity]}`),
    severalCategories === 'fault'
      ? voice.say(
          '同时符合多个类别的企业不评价，列入问题清单',
          'A firm that several categories admit is not evaluated and reported',
        )
      : voice.say(
          '同时符合多个类别的企业，归入排在前面的类别',
          'A firm that several categories admit goes to the first of them',
        ),
    voice.say(
      `指标无法计算有多个原因的，依次认定为：${reasons.join('、')}`,
      `Of several reasons for a gap the first counts: ${reasons.join(', ')}`,
    ),
    filledPointsInMeans === 'excluded'
      ? voice.say(
          '因无法计算而补计的得分，不计入用于补计的平均值',
          'Points filled in for a gap do not enter the means that fill gaps',
        )
      : voice.say(
          '因无法计算而补计的得分，计入用于补计的平均值',
          'Points filled in for a gap enter the means that fill gaps',
        ),
    missingRanks === 'last'
      ? voice.say('排序所用数据缺失的企业排在最后', 'A firm without the amount by which firms are ordered comes last')
      : voice.say('排序所用数据缺失的企业排在最前', 'A firm without the amount by which firms are ordered comes first'),
  ];
  return texts.map((text) => ({ text }));
}
