import type { AbsentState } from '../scheme/ledger.ts';
import type { Concerned, InheritRule, MergeRule, UnitRule } from '../scheme/unitRule.ts';
import { describeCondition } from './describeCondition.ts';
import type { Voice } from './voice.ts';

/** A rule of units of evaluation (评价单元) as a sentence. */
export function describeUnit(voice: Voice, rule: UnitRule): string {
  const text = rule.kind === 'merge' ? mergeText(voice, rule) : inheritText(voice, rule);
  return text + voice.source(rule.source, voice.scheme.source);
}

/** "工业园区中的" before a rule that concerns units; nothing where it concerns firms. */
export function concerning(voice: Voice, of: Concerned | undefined): string {
  const units = (of === undefined ? [] : typeof of === 'string' ? [of] : of).map((id) => {
    const rule = voice.scheme.units?.find((one) => one.id === id);
    return rule?.title ?? voice.say('企业', 'firms');
  });
  return units.length === 0 ? '' : voice.say(`对象为${voice.list(units)}`, `of ${voice.list(units)}`);
}

function mergeText(voice: Voice, rule: MergeRule): string {
  const members = {
    shareResult: voice.say(
      '成员不再单独评价，共用合并后的结果',
      'members share the result and are not evaluated alone',
    ),
    alsoAlone: voice.say('成员同时单独评价', 'members are evaluated alone as well'),
    sumOnly: voice.say('成员仍单独评价，合并后作为区域另行公布', 'members are evaluated alone; the unit is a region'),
  };
  const single = {
    asFirm: voice.say('只有一家的不合并', 'a single firm forms no unit'),
    asUnit: voice.say('只有一家的也作为一个单元', 'a single firm is a unit too'),
  };
  const states: Readonly<Record<AbsentState, string>> = {
    missing: voice.say('缺失（无法读取、有争议的除外）', 'missing (unless unreadable or disputed)'),
    notApplicable: voice.say('不适用', 'not applicable'),
    withheld: voice.say('保密', 'withheld'),
  };
  const zero = rule.zeroWhen.map((state) => states[state]);
  const labels =
    rule.labels === 'whereAllAgree'
      ? voice.say('行业等信息取各成员一致的', 'labels are those in which all members agree')
      : voice.say(
          `行业等信息取${voice.title(rule.labels.ofLargest)}最大的成员`,
          `labels are those of the member with the largest ${voice.title(rule.labels.ofLargest)}`,
        );
  const own = (rule.own ?? []).map(({ amount, from, as }) =>
    as === 'replaces'
      ? voice.say(
          `${voice.title(amount)}有自身数据（${voice.title(from)}）的以其为准`,
          `its own ${voice.title(from)} replaces the sum of ${voice.title(amount)}`,
        )
      : voice.say(
          `${voice.title(amount)}另加自身的${voice.title(from)}`,
          `its own ${voice.title(from)} is added to ${voice.title(amount)}`,
        ),
  );
  return voice.clauses([
    voice.say(
      `${rule.title}：${describeCondition(voice, rule.when)}的，按${voice.title(rule.by)}合并，各项数据相加后计算指标`,
      `${rule.title}: firms where ${describeCondition(voice, rule.when)} are merged by ${voice.title(rule.by)}, their amounts added up`,
    ),
    members[rule.members],
    single[rule.singletons],
    zero.length === 0
      ? voice.say('成员数据缺失的，合计亦缺失', 'an amount that a member lacks is lacking')
      : voice.say(`成员数据${voice.list(zero)}的按零相加`, `what is ${voice.list(zero)} counts as zero`),
    labels,
    rule.flags === 'any'
      ? voice.say('是否类信息有一家为是即为是', 'a yes of one member is a yes')
      : voice.say('是否类信息各家均为是才为是', 'a yes needs that of all members'),
    ...own,
  ]);
}

function inheritText(voice: Voice, rule: InheritRule): string {
  const unit = voice.scheme.units?.find(({ id }) => id === rule.of)?.title;
  const whose = voice.say(
    `${voice.title(rule.from)}所指${unit === undefined ? '企业' : `“${unit}”`}`,
    voice.title(rule.from),
  );
  const unknown =
    rule.ifUnknown === 'alone'
      ? voice.say('数据中没有所指对象的，单独评价', 'if that is not among the data, the firm is evaluated alone')
      : voice.say('数据中没有所指对象的，不定等级', 'if that is not among the data, the firm is ungraded');
  const without =
    rule.ifUngraded === 'ungraded'
      ? voice.say('对方没有等级的，不定等级', 'if that has no grade, neither has the firm')
      : voice.say(
          `对方没有等级的，定为${voice.grade(rule.ifUngraded.grade)}`,
          `if that has no grade, the firm gets ${voice.grade(rule.ifUngraded.grade)}`,
        );
  return voice.clauses([
    voice.say(
      `${rule.title}：${describeCondition(voice, rule.when)}的，等级随${whose}，不计分、不排名、不占名额`,
      `${rule.title}: where ${describeCondition(voice, rule.when)}, the grade is that of its ${whose}, without points, place or quota`,
    ),
    unknown,
    without,
  ]);
}
