import type { Adjustment, AdjustmentGroup } from '../scheme/adjustment.ts';
import type { Binding } from '../scheme/binding.ts';
import type { Board } from '../scheme/board.ts';
import type { StatusRule } from '../scheme/category.ts';
import type { WhenUndecided } from '../scheme/condition.ts';
import type { Flag, Status } from '../scheme/flag.ts';
import type { Override } from '../scheme/override.ts';
import type { Policy } from '../scheme/policy.ts';
import { describeCondition } from './describeCondition.ts';
import { rankingKey } from './describeGrading.ts';
import { places } from './describeScoring.ts';
import { concerning } from './describeUnits.ts';
import type { Voice } from './voice.ts';

/** Rules of the whole scheme, each as one paragraph with its source. */

export function describeStatus(voice: Voice, rule: StatusRule): string {
  const statuses = {
    notEvaluated: voice.say('不参加评价', 'not evaluated'),
    notYet: voice.say('暂不评价', 'not evaluated yet'),
    ungraded: voice.say('参加评价和排名，但不定等级', 'scored and placed but given no grade'),
  };
  const managed =
    rule.managedAs === undefined
      ? ''
      : voice.say(`，参照${voice.grade(rule.managedAs)}管理`, `, managed as ${rule.managedAs}`);
  return sentence(
    voice,
    rule,
    voice.clauses([
      voice.say(
        `${rule.title}：${describeCondition(voice, rule.when)}的，${statuses[rule.status]}${managed}`,
        `${rule.title}: where ${describeCondition(voice, rule.when)}, ${statuses[rule.status]}${managed}`,
      ),
      concerning(voice, rule.of),
    ]),
  );
}

export function describeAdjustment(voice: Voice, rule: Adjustment): string {
  const condition = describeCondition(voice, rule.when);
  const text = voice.say(
    `${rule.title}：${onlyIn(voice, rule.categories)}${condition}的，${adjustmentText(voice, rule)}`,
    `${rule.title}: where ${onlyIn(voice, rule.categories)}${condition}, ${adjustmentText(voice, rule)}`,
  );
  const group = voice.scheme.adjustmentGroups?.find(({ id }) => id === rule.group);
  const capped = group === undefined ? '' : voice.say(`计入“${group.title}”`, `counts towards "${group.title}"`);
  return sentence(voice, rule, voice.clauses([text, capped]));
}

function adjustmentText(voice: Voice, rule: Adjustment): string {
  if (rule.points !== undefined) return signed(voice, rule.points, voice.say('分', ' points'));
  if (rule.ofScore !== undefined) {
    return voice.say(`按加减分前各项得分之和的${signedShare(rule.ofScore)}`, `${rule.ofScore} of the sum of points`);
  }
  if (rule.times !== undefined) {
    return voice.say(
      `各项得分之和乘以系数${rule.times}（先于其他加分、减分）`,
      `the sum of points times ${rule.times}, before other adjustments`,
    );
  }
  const per = rule.perUnit;
  if (per === undefined) return '';
  const title = voice.title(per.field);
  const missing =
    per.ifMissing === 'none'
      ? voice.say('未填报的不加减', 'none where it is not reported')
      : voice.say('未填报的不计综合得分、不定等级', 'no score where it is not reported');
  return voice.say(
    `${title}超过${voice.quantity(per.after)}的部分，每${voice.quantity(per.unit)}${signed(voice, per.each, '分')}，不足一个单位的按比例计；${missing}`,
    `${per.each} points for each ${per.unit} of ${title} beyond ${per.after}, in proportion; ${missing}`,
  );
}

export function describeAdjustmentGroup(voice: Voice, group: AdjustmentGroup): string {
  const least =
    group.min === undefined ? '' : voice.say(`合计不低于${group.min}分`, `in all not below ${group.min} points`);
  const most =
    group.max === undefined ? '' : voice.say(`合计不高于${group.max}分`, `in all not above ${group.max} points`);
  return (
    voice.say(
      `“${group.title}”各项${[least, most].filter((text) => text !== '').join('、')}`,
      `"${group.title}": ${[least, most].filter((text) => text !== '').join(', ')}`,
    ) + voice.source(group.source, voice.scheme.source)
  );
}

export function describeFlag(voice: Voice, rule: Flag): string {
  const statuses = voice.list(rule.among.map((status) => statusWord(voice, status)));
  const condition = describeCondition(voice, rule.when);
  return sentence(
    voice,
    rule,
    voice.clauses([
      voice.say(
        `${rule.title}：${statuses}的企业中，${condition}的，列入名单`,
        `${rule.title}: firms (${statuses}) where ${condition}`,
      ),
      concerning(voice, rule.of),
    ]),
  );
}

function statusWord(voice: Voice, status: Status): string {
  const words: Readonly<Record<Status, string>> = {
    graded: voice.say('定级', 'graded'),
    ungraded: voice.say('不定等级', 'ungraded'),
    notYet: voice.say('暂不评价', 'not yet evaluated'),
    notEvaluated: voice.say('不评价', 'not evaluated'),
  };
  return words[status];
}

export function describeOverride(voice: Voice, rule: Override): string {
  const condition = describeCondition(voice, rule.when);
  const quota = rule.usesQuota
    ? voice.say('仍占原等级名额', 'the firm keeps its place in the quota')
    : voice.say('不占原等级名额，由后一名递补', 'the firm leaves its place, the next one moves up');
  return sentence(
    voice,
    rule,
    voice.clauses([
      voice.say(
        `${rule.title}：${onlyIn(voice, rule.categories)}${condition}的，${overrideText(voice, rule)}`,
        `${rule.title}: where ${onlyIn(voice, rule.categories)}${condition}, ${overrideText(voice, rule)}`,
      ),
      quota,
    ]),
  );
}

function overrideText(voice: Voice, rule: Override): string {
  if (rule.fix !== undefined) return voice.say(`直接定为${voice.grade(rule.fix)}`, `the grade is ${rule.fix}`);
  if (rule.raise !== undefined) return voice.say(`提高${rule.raise}个等级，最高为最好等级`, `raised by ${rule.raise}`);
  if (rule.lower !== undefined) return voice.say(`降低${rule.lower}个等级，最低为最差等级`, `lowered by ${rule.lower}`);
  if (rule.notAbove !== undefined)
    return voice.say(`等级不高于${voice.grade(rule.notAbove)}`, `not above ${rule.notAbove}`);
  return voice.say(`等级不低于${voice.grade(rule.notBelow ?? '')}`, `not below ${rule.notBelow ?? ''}`);
}

export function describeBoard(voice: Voice, rule: Board): string {
  const groups =
    rule.per === 'all'
      ? voice.say('全部企业', 'of all firms')
      : rule.per === 'category'
        ? voice.say('每一类别', 'of each category')
        : voice.say(`每一${voice.title(rule.per)}`, `of each ${voice.title(rule.per)}`);
  const eligible =
    'all' in rule.eligible && rule.eligible.all.length === 0 ? '' : describeCondition(voice, rule.eligible);
  return (
    voice.clauses([
      concerning(voice, rule.of),
      voice.say(
        `${rule.title}：${groups}中${eligible === '' ? '' : `${eligible}的，`}按${rankingKey(voice, rule.by)}取前${rule.top}名，与末位并列的一并列入`,
        `${rule.title}: the first ${rule.top} ${groups} by ${rankingKey(voice, rule.by)}${eligible === '' ? '' : `, of those where ${eligible}`}; ties with the last are kept`,
      ),
    ]) + voice.source(rule.source, voice.scheme.source)
  );
}

/** A differential policy: what it costs or earns, and whom. */
export function describePolicy(voice: Voice, rule: Policy): string {
  const condition = describeCondition(voice, rule.when);
  const { rate, share, rounding, account } = rule;
  const money =
    rate !== undefined
      ? voice.say(
          `按${voice.title(rate.on)}每${unitOf(rate.each)}${signedMoney(rate.each)}`,
          `${rate.each} for each unit of ${voice.title(rate.on)}`,
        )
      : share !== undefined
        ? voice.say(
            `${voice.title(share.of)}${signedPercent(share.times)}`,
            `${share.times} of ${voice.title(share.of)}`,
          )
        : '';
  const rounded =
    rounding === undefined
      ? ''
      : voice.say(
          `金额以元为单位${places(voice, rounding.places, rounding.mode)}`,
          `money in 元 ${places(voice, rounding.places, rounding.mode)}`,
        );
  const billed =
    account === undefined
      ? ''
      : voice.say(`名单列明${voice.title(account)}`, `the list states ${voice.title(account)}`);
  const statuses = voice.list(rule.among.map((status) => statusWord(voice, status)));
  return sentence(
    voice,
    rule,
    voice.clauses([
      voice.say(
        `${rule.title}：${statuses}的企业中，${onlyIn(voice, rule.categories)}${condition}的${money === '' ? '适用' : `，${money}`}`,
        `${rule.title}: firms (${statuses}) where ${onlyIn(voice, rule.categories)}${condition}${money === '' ? '' : `: ${money}`}`,
      ),
      rounded,
      billed,
    ]),
  );
}

/** "0.30 元/千瓦时" → 千瓦时 */
function unitOf(rate: string): string {
  return rate.slice(rate.indexOf('/') + 1).trim();
}

/** "0.30 元/千瓦时" → 加价0.30元 */
function signedMoney(rate: string): string {
  const money = (rate.includes('/') ? rate.slice(0, rate.indexOf('/')) : rate).replace(/[\s+-]/gu, '');
  return rate.startsWith('-') ? `优惠${money}` : `加收${money}`;
}

function signedPercent(share: string): string {
  return share.startsWith('-') ? `减收${share.slice(1)}` : `加收${share}`;
}

/** What schemes below this one may not loosen. */
export function describeBinding(voice: Voice, rule: Binding): string {
  return bindingText(voice, rule) + voice.source(rule.source, voice.scheme.source);
}

function bindingText(voice: Voice, rule: Binding): string {
  if ('rule' in rule) {
    const title = ruleTitle(voice, rule.rule);
    return voice.say(`“${title}”不得改动，其前不得新增同类规则`, `"${title}" stays as it is, and first`);
  }
  const where = rule.categories === undefined ? '' : voice.list(rule.categories.map((id) => voice.category(id)));
  if ('grade' in rule) {
    const bounds = [
      ...(rule.atMost === undefined
        ? []
        : [
            voice.say(
              `不超过${rule.atMost}（企业数不得因取整而超过）`,
              `at most ${rule.atMost}, not exceeded by rounding`,
            ),
          ]),
      ...(rule.atLeast === undefined
        ? []
        : [
            voice.say(
              `不少于${rule.atLeast}（企业数不得因取整而不足）`,
              `at least ${rule.atLeast}, not missed by rounding`,
            ),
          ]),
    ];
    return voice.say(
      `${where}${voice.grade(rule.grade)}企业占比${bounds.join('，')}`,
      `${where} ${voice.grade(rule.grade)}: ${bounds.join(', ')}`.trim(),
    );
  }
  const title = voice.title(rule.indicator);
  if ('required' in rule)
    return voice.say(
      `${where === '' ? '计分的各类企业' : where}均须评价${title}`,
      `${title} must be scored${where === '' ? '' : ` in ${where}`}`,
    );
  const unit = (bound: string): string =>
    bound.endsWith('%')
      ? voice.say(`总权重的${bound}`, `${bound} of all weights`)
      : voice.say(`${bound}分`, `${bound} points`);
  const bounds = [
    ...(rule.weight.atLeast === undefined
      ? []
      : [voice.say(`不低于${unit(rule.weight.atLeast)}`, `at least ${unit(rule.weight.atLeast)}`)]),
    ...(rule.weight.atMost === undefined
      ? []
      : [voice.say(`不高于${unit(rule.weight.atMost)}`, `at most ${unit(rule.weight.atMost)}`)]),
  ];
  return voice.say(
    `${where}${title}的权重${bounds.join('，')}`,
    `weight of ${title}${where === '' ? '' : ` in ${where}`}: ${bounds.join(', ')}`,
  );
}

function ruleTitle(voice: Voice, id: string): string {
  const { categories, statuses, adjustments, adjustmentGroups, flags, overrides, boards, policies, sectorGroups } =
    voice.scheme;
  const rules: readonly (readonly { readonly id: string; readonly title: string }[] | undefined)[] = [
    categories,
    statuses,
    adjustments,
    adjustmentGroups,
    flags,
    overrides,
    boards,
    policies,
    sectorGroups,
  ];
  return rules.flatMap((list) => list ?? []).find((rule) => rule.id === id)?.title ?? id;
}

function onlyIn(voice: Voice, categories: readonly string[] | undefined): string {
  if (categories === undefined) return '';
  const titles = categories.map((id) => voice.category(id));
  return voice.say(
    `${titles.join('、')}${voice.language === 'zh' ? '中' : ''}`,
    `it is of ${titles.join(' or ')} and `,
  );
}

function sentence(
  voice: Voice,
  rule: { readonly whenUndecided: WhenUndecided; readonly source?: string },
  text: string,
): string {
  const undecided =
    rule.whenUndecided === 'holds'
      ? voice.say('无法判定的视为符合', 'taken to hold where a datum is absent')
      : voice.say('无法判定的视为不符合', 'taken not to hold where a datum is absent');
  return voice.clauses([text, undecided]) + voice.source(rule.source, voice.scheme.source);
}

function signed(voice: Voice, points: string, unit: string): string {
  const amount = points.replace(/^[+-]/u, '');
  return points.startsWith('-')
    ? voice.say(`减${amount}${unit}`, `minus ${amount}${unit}`)
    : voice.say(`加${amount}${unit}`, `plus ${amount}${unit}`);
}

function signedShare(share: string): string {
  return share.startsWith('-') ? `${share.slice(1)}减分` : `${share.replace('+', '')}加分`;
}
