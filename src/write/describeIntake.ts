import type { AddUpRule, LeaseRule, TwoValuesRule } from '../scheme/intake.ts';
import type { AbsentState } from '../scheme/ledger.ts';
import type { Voice } from './voice.ts';

/** How tables become facts (数据汇集), a sentence for each rule. */
export function describeIntake(voice: Voice): readonly string[] {
  const { joinByName, addUp = [], twoValues = [], leases = [] } = voice.scheme.intake ?? {};
  const { source } = voice.scheme;
  const byName =
    joinByName === undefined
      ? []
      : [
          (joinByName.allowed
            ? voice.say(
                '没有可用代码的行按企业名称匹配（全半角、括号、空格视为相同，名称须一字不差；两家企业同名的不匹配），逐条列入问题清单',
                'a row without a usable code is joined by the exact name (width, brackets and spaces alike; a name of two firms joins nobody), each match listed',
              )
            : voice.say('没有可用代码的行不按名称匹配', 'no row is joined by name')) +
            voice.source(joinByName.source, source),
        ];
  return [
    ...byName,
    ...addUp.map((rule) => addUpText(voice, rule) + voice.source(rule.source, source)),
    ...twoValues.map((rule) => twoValuesText(voice, rule) + voice.source(rule.source, source)),
    ...leases.map((rule) => leaseText(voice, rule) + voice.source(rule.source, source)),
  ];
}

function addUpText(
  voice: Voice,
  { fields, tables, withoutRow, sameRows, zeroWhen, lineLabels = [] }: AddUpRule,
): string {
  const labels = voice.list(lineLabels.map((label) => voice.title(label)));
  const titles = voice.list(fields.map((field) => voice.title(field)));
  const same = {
    once: voice.say('完全相同的行只计一次', 'rows that are the same count once'),
    each: voice.say('完全相同的行各计一次', 'rows that are the same each count'),
    fault: voice.say('有完全相同的行的，合计视为缺失', 'rows that are the same make the sum missing'),
  };
  const without = {
    zero: voice.say(
      '其中某张表没有该企业的，该表按零计',
      'a table of these that has no row of the firm counts as zero',
    ),
    missing: voice.say(
      '其中某张表没有该企业的，合计视为缺失',
      'a table of these that has no row of the firm makes the sum missing',
    ),
  };
  return voice.clauses([
    voice.say(`同一企业在一张表中有多行的，${titles}各行相加`, `several rows of a firm in a table add up: ${titles}`),
    tables === 'agree'
      ? voice.say('几张表都有的应当一致', 'where several tables state it, they have to agree')
      : voice.say('几张表（如分季度）的相加', 'several tables (such as quarters) add up too'),
    ...(withoutRow === undefined ? [] : [without[withoutRow]]),
    same[sameRows],
    zeroText(voice, zeroWhen, voice.say('某行', 'a row')),
    labels === ''
      ? voice.say('其他各项在各行应当一致', 'everything else has to be the same on all rows')
      : voice.say(
          `除${labels}外，其他各项在各行应当一致`,
          `everything else but ${labels} has to be the same on all rows`,
        ),
  ]);
}

function twoValuesText(voice: Voice, { fields, use, plain }: TwoValuesRule): string {
  const titles = voice.list(fields.map((field) => voice.title(field)));
  const choices: Readonly<Record<TwoValuesRule['use'], string>> = {
    department: voice.say('以部门核定的为准', 'the department’s value counts'),
    firm: voice.say('以企业填报的为准', 'the firm’s value counts'),
    departmentElseFirm: voice.say(
      '以部门核定的为准，没有的用企业填报的',
      'the department’s value counts, or else the firm’s',
    ),
    firmElseDepartment: voice.say(
      '以企业填报的为准，没有的用部门核定的',
      'the firm’s value counts, or else the department’s',
    ),
    lower: voice.say('取较小的', 'the lower counts'),
    higher: voice.say('取较大的', 'the higher counts'),
    fault: voice.say('不一致的视为缺失', 'where they differ the datum is missing'),
  };
  const whose = {
    department: voice.say(
      '未注明的列视为部门核定',
      'a column that does not say whose it is counts as the department’s',
    ),
    firm: voice.say('未注明的列视为企业填报', 'a column that does not say whose it is counts as the firm’s'),
  };
  return voice.clauses([
    voice.say(
      `${titles}既有企业填报又有部门核定的，${choices[use]}`,
      `${titles}, where the firm and a department both state it: ${choices[use]}`,
    ),
    ...(plain === undefined ? [] : [whose[plain]]),
    voice.say('不一致的列入问题清单', 'a difference is reported'),
  ]);
}

function leaseText(voice: Voice, rule: LeaseRule): string {
  const [amount, landlord, tenant] = [rule.amount, rule.landlord, rule.tenant].map((key) => voice.title(key));
  const differ = {
    fault: voice.say('双方不一致的，双方该项均视为缺失', 'where the parties differ, both amounts are missing'),
    landlord: voice.say('双方不一致的，以出租方为准', 'where the parties differ, the landlord’s figure counts'),
    tenant: voice.say('双方不一致的，以承租方为准', 'where the parties differ, the tenant’s figure counts'),
    smaller: voice.say('双方不一致的，取较小的', 'where the parties differ, the smaller counts'),
    larger: voice.say('双方不一致的，取较大的', 'where the parties differ, the larger counts'),
  };
  const oneSided = {
    counts: voice.say('只有一方填报的照计', 'a lease that one party states counts'),
    doesNotCount: voice.say('只有一方填报的不计', 'a lease that one party states does not count'),
    fault: voice.say('只有一方填报的，双方该项均视为缺失', 'a lease that one party states makes both amounts missing'),
  };
  const partYear = {
    byDays: voice.say(
      '租期不满一年的，按评价年度内的天数（含首尾两日）除以全年天数（365或366）折算',
      'a part of the year counts by its days in the year of evaluation, first and last included, of 365 or 366',
    ),
    whole: voice.say('租期在评价年度内有一天的即全额计算', 'a lease counts whole where a day of it is in the year'),
  };
  const same = {
    once: voice.say(
      '完全相同的租赁记录（不论在一张表还是几张表）只计一次',
      'the same lease stated twice, in a table or in several, counts once',
    ),
    each: voice.say('完全相同的租赁记录各计一次', 'leases that are the same each count'),
    fault: voice.say(
      '有完全相同的租赁记录的，双方该项均视为缺失',
      'the same lease stated twice makes both amounts missing',
    ),
  };
  const limit = (rule.notMoreThan ?? []).map((key) => voice.title(key)).join(voice.say('＋', ' + '));
  return voice.clauses([
    voice.say(
      `租赁表中的${amount}按企业相加，计入出租方的${landlord}和承租方的${tenant}`,
      `${amount} of tables of leases adds up to ${landlord} of the landlord and ${tenant} of the tenant`,
    ),
    differ[rule.sidesDiffer],
    oneSided[rule.oneSided],
    partYear[rule.partYear],
    same[rule.sameRows],
    zeroText(voice, rule.zeroWhen, voice.say('某笔租赁', 'a lease')),
    rule.withoutLease === 'zero'
      ? voice.say('没有租赁记录的企业按零计', 'a firm without leases has zero')
      : voice.say('没有租赁记录的企业该项缺失', 'of a firm without leases nothing is known'),
    limit === '' ? '' : voice.say(`出租多于${limit}的列入问题清单`, `more let than ${limit} is reported`),
  ]);
}

function zeroText(voice: Voice, zeroWhen: readonly AbsentState[], what: string): string {
  const words: Readonly<Record<AbsentState, string>> = {
    missing: voice.say('缺失（无法读取、有争议的除外）', 'missing (unless unreadable or disputed)'),
    notApplicable: voice.say('不适用', 'not applicable'),
    withheld: voice.say('保密', 'withheld'),
  };
  if (zeroWhen.length === 0)
    return voice.say(`${what}缺失的，合计视为缺失`, `${what} without it makes the sum missing`);
  const states = zeroWhen.map((state) => words[state]).join(voice.say('或', ' or '));
  return voice.say(`${what}${states}的按零计`, `${what} counts as zero where it is ${states}`);
}
