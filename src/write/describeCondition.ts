import {
  type Bounds,
  type Condition,
  type DateCondition,
  listOf,
  type PreviousCondition,
} from '../scheme/condition.ts';
import type { Voice } from './voice.ts';

/** A condition as a sentence without its subject: 用地面积不低于3亩，且规模为规下. */
export function describeCondition(voice: Voice, condition: Condition): string {
  if ('all' in condition) {
    if (condition.all.length === 0) return voice.say('任何情形下', 'in any case');
    return condition.all.map((part) => inside(voice, part, 'any')).join(voice.say('，且', ', and '));
  }
  if ('any' in condition) {
    if (condition.any.length === 0) return voice.say('条件从不成立', 'a condition that never holds');
    return condition.any.map((part) => inside(voice, part, 'all')).join(voice.say('，或者', ', or '));
  }
  if ('not' in condition) return describeNegation(voice, condition.not);
  return simple(voice, condition, true);
}

/** A part that joins its own parts in the other way stands in brackets. */
function inside(voice: Voice, part: Condition, other: 'all' | 'any'): string {
  const text = describeCondition(voice, part);
  const parts = other === 'all' && 'all' in part ? part.all : other === 'any' && 'any' in part ? part.any : [];
  return parts.length > 1 ? voice.say(`（${text}）`, `(${text})`) : text;
}

function describeNegation(voice: Voice, condition: Condition): string {
  if ('not' in condition) return describeCondition(voice, condition.not);
  if ('all' in condition || 'any' in condition) {
    const text = describeCondition(voice, condition);
    return voice.say(`不属于“${text}”的情形`, `not (${text})`);
  }
  return simple(voice, condition, false);
}

type Simple = Exclude<Condition, { readonly all: unknown } | { readonly any: unknown } | { readonly not: unknown }>;

function simple(voice: Voice, condition: Simple, holds: boolean): string {
  const is = holds ? voice.say('为', 'is') : voice.say('不为', 'is not');
  if ('field' in condition) return bounded(voice, voice.title(condition.field), condition, holds);
  if ('indicator' in condition) return bounded(voice, voice.title(condition.indicator), condition, holds);
  if ('score' in condition) return bounded(voice, voice.say('综合得分', 'the score'), condition, holds);
  if ('label' in condition) {
    const label = voice.title(condition.label);
    if (condition.startsWith !== undefined) {
      const codes = voice.list(listOf(condition.startsWith));
      return holds
        ? voice.say(`${label}以${codes}开头`, `${label} begins with ${codes}`)
        : voice.say(`${label}不以${codes}开头`, `${label} does not begin with ${codes}`);
    }
    const values = listOf(condition.is ?? []);
    return voice.say(
      `${label}${is}${values.map((value) => `“${value}”`).join('或')}`,
      `${label} ${is} ${values.join(' or ')}`,
    );
  }
  if ('flag' in condition) return flagged(voice, condition.flag, holds);
  if ('state' in condition) {
    const states = {
      reported: voice.say('已填报', 'reported'),
      missing: voice.say('缺失', 'missing'),
      notApplicable: voice.say('不适用', 'not applicable'),
      withheld: voice.say('保密', 'withheld'),
    };
    const title = voice.title(condition.state);
    const state = states[condition.is];
    if (condition.is === 'reported' && !holds) return voice.say(`${title}未填报`, `${title} is not reported`);
    return voice.say(`${title}数据${holds ? '' : '并非'}${state}`, `${title} is ${holds ? '' : 'not '}${state}`);
  }
  if ('gapOf' in condition) {
    const reasons = listOf(condition.is).map((reason) => gapReason(voice, reason, condition.gapOf));
    const title = voice.title(condition.gapOf);
    return voice.say(
      `${title}${holds ? '' : '不'}因${reasons.join('或')}而无法计算`,
      `${title} ${holds ? 'cannot' : 'can'} be computed because ${reasons.join(' or ')}`,
    );
  }
  if ('grade' in condition) {
    const grades = listOf(condition.grade);
    return voice.say(
      `等级${is}${grades.map((grade) => voice.grade(grade)).join('或')}`,
      `the grade ${is} ${grades.join(' or ')}`,
    );
  }
  if ('category' in condition) {
    const titles = listOf(condition.category).map((id) => voice.category(id));
    return holds
      ? voice.say(`属于${titles.join('或')}`, `it is of ${titles.join(' or ')}`)
      : voice.say(`不属于${titles.join('或')}`, `it is not of ${titles.join(' or ')}`);
  }
  if ('date' in condition) return dated(voice, condition, holds);
  if ('previously' in condition) return previously(voice, condition, holds);
  return unknownKind(condition);
}

function dated(voice: Voice, condition: DateCondition, holds: boolean): string {
  const { notBefore, notAfter, atLeastOld, youngerThan, on = '' } = condition;
  const title = voice.title(condition.date);
  const day = /^\d{2}-/.test(on)
    ? voice.say(`评价年度${chineseDay(on)}`, `${on} of the year`)
    : voice.say(chineseDay(on), on);
  const parts = [
    ...(notBefore === undefined ? [] : [voice.say(`不早于${chineseDay(notBefore)}`, `not before ${notBefore}`)]),
    ...(notAfter === undefined ? [] : [voice.say(`不晚于${chineseDay(notAfter)}`, `not after ${notAfter}`)]),
    ...(atLeastOld === undefined
      ? []
      : [voice.say(`至${day}已满${voice.quantity(atLeastOld)}`, `at least ${atLeastOld} old on ${day}`)]),
    ...(youngerThan === undefined
      ? []
      : [voice.say(`至${day}不满${voice.quantity(youngerThan)}`, `less than ${youngerThan} old on ${day}`)]),
  ];
  const text = parts.join(voice.say('且', ' and '));
  return holds
    ? voice.say(`${title}${text}`, `${title} is ${text}`)
    : voice.say(`不属于“${title}${text}”的情形`, `not (${title} is ${text})`);
}

/** 2021-01-05 → 2021年1月5日; 12-31 → 12月31日 */
function chineseDay(day: string): string {
  const [date = '', month = '', ...year] = day.split('-').reverse();
  return `${year.map((one) => `${one}年`).join('')}${Number(month)}月${Number(date)}日`;
}

function previously(voice: Voice, { previously: what, years }: PreviousCondition, holds: boolean): string {
  const not = holds ? '' : '并非';
  const each = years === 1 ? `上一年度${not}` : `此前${not}连续${years}年均`;
  const span = years === 1 ? 'in the year before' : `in each of the ${years} years before`;
  const was = holds ? 'it was' : 'it was not';
  const { category, grade, flag } = what;
  if (grade !== undefined) {
    const grades = listOf(grade).map((one) => voice.grade(one));
    return voice.say(`${each}评为${grades.join('或')}`, `${was} ${grades.join(' or ')} ${span}`);
  }
  if (category !== undefined) {
    const titles = listOf(category).map((id) => voice.category(id));
    return voice.say(`${each}属于${titles.join('或')}`, `${was} of ${titles.join(' or ')} ${span}`);
  }
  const title = voice.scheme.flags?.find(({ id }) => id === flag)?.title ?? flag ?? '';
  return voice.say(`${each}列入“${title}”名单`, `${was} marked as "${title}" ${span}`);
}

/** A new kind of condition has to be put into words above. */
function unknownKind(condition: never): never {
  throw new TypeError(`a condition without words: ${JSON.stringify(condition)}`);
}

const BOUNDS = {
  atLeast: [
    ['不低于', '不少于', 'at least'],
    ['低于', '少于', 'below'],
  ],
  moreThan: [
    ['高于', '多于', 'more than'],
    ['不高于', '不多于', 'at most'],
  ],
  atMost: [
    ['不高于', '不多于', 'at most'],
    ['高于', '多于', 'more than'],
  ],
  lessThan: [
    ['低于', '少于', 'below'],
    ['不低于', '不少于', 'at least'],
  ],
  equals: [
    ['等于', '为', 'equal to'],
    ['不等于', '不为', 'other than'],
  ],
} as const;

/** Units of what is counted rather than measured. */
const COUNTED = /[家户个人名项次台套]$/u;

function bounded(voice: Voice, subject: string, bounds: Bounds, holds: boolean): string {
  const parts = (Object.keys(BOUNDS) as (keyof typeof BOUNDS)[]).flatMap((name) => {
    const bound = bounds[name];
    if (bound === undefined) return [];
    const [measured, counted, en] = BOUNDS[name][holds ? 0 : 1];
    return [voice.say(COUNTED.test(bound) ? counted : measured, `${en} `) + voice.quantity(bound)];
  });
  const joined = parts.join(holds ? voice.say('且', ' and ') : voice.say('或', ' or '));
  return voice.say(`${subject}${joined}`, `${subject} is ${joined}`);
}

function flagged(voice: Voice, key: string, holds: boolean): string {
  const raised = voice.scheme.flags?.find(({ id }) => id === key);
  const title = raised?.title ?? voice.title(key);
  if (voice.language === 'en') return `${holds ? '' : 'not '}marked as "${title}"`;
  if (raised !== undefined) return `${holds ? '列入' : '未列入'}“${title}”名单`;
  if (/^[在已有未]/u.test(title)) return holds ? title : `不属于“${title}”`;
  if (/[期中]$/u.test(title)) return `${holds ? '处于' : '不处于'}${title}`;
  if (/(企业|公司|单位|户|冠军)$/u.test(title)) return `${holds ? '属于' : '不属于'}${title}`;
  return `${holds ? '有' : '没有'}“${title}”情形`;
}

/** Why an indicator cannot be made, in the words of what it is divided by. */
export function gapReason(
  voice: Voice,
  reason: 'missing' | 'notApplicable' | 'withheld' | 'noLand' | 'zeroDivisor' | 'negativeDivisor',
  indicator: string | undefined,
): string {
  const per = indicator === undefined ? undefined : voice.scheme.indicators[indicator]?.per;
  const divisor = per === undefined ? voice.say('除数', 'the divisor') : voice.title(per);
  switch (reason) {
    case 'missing':
      return voice.say('数据缺失', 'a datum is missing');
    case 'notApplicable':
      return voice.say('数据不适用', 'a datum does not apply');
    case 'withheld':
      return voice.say('数据保密', 'a datum is withheld');
    case 'noLand': {
      const land = per === undefined ? voice.say('用地', 'land') : voice.title(per);
      return voice.say(`${land}不大于零`, `${land} is not above zero`);
    }
    case 'zeroDivisor':
      return voice.say(`${divisor}为零`, `${divisor} is zero`);
    case 'negativeDivisor':
      return voice.say(`${divisor}为负`, `${divisor} is negative`);
  }
}
