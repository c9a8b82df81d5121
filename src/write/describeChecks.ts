import { BUILT_IN_CHECKS, type DataCheck, type DataCheckEntry } from '../scheme/dataCheck.ts';
import { type LedgerTerm, termParts } from '../scheme/ledger.ts';
import { describeCondition } from './describeCondition.ts';
import type { Voice } from './voice.ts';

/** A check of the data that a scheme states, as one paragraph with its source. */
export function describeCheck(voice: Voice, check: DataCheckEntry): string {
  const source = voice.source(check.source, voice.scheme.source);
  const builtIn = BUILT_IN_CHECKS.find(({ id }) => id === check.id);
  if (!('kind' in check) || check.off === true) {
    const title = 'kind' in check ? check.title : (builtIn?.title ?? check.id);
    return voice.say(`${title}：不核查${source}`, `${title}: not checked${source}`);
  }
  const instead = builtIn === undefined ? '' : voice.say('（代替内置的核查）', ' (in the place of the built-in check)');
  return `${check.title}${instead}${voice.say('：', ': ')}${checkText(voice, check)}${source}`;
}

function checkText(voice: Voice, check: DataCheck): string {
  switch (check.kind) {
    case 'range':
      return boundsText(voice, voice.title(check.amount), check.atLeast, check.atMost);
    case 'jump':
      return voice.say(
        `与上年相差${check.times}倍以上、且较大一年达到${voice.quantity(check.above)}的，予以提示`,
        `amounts ${check.times} times last year's or more, or the other way round, the larger one being at least ${check.above}`,
      );
    case 'sums': {
      const [sum, to] = [termsText(voice, check.sum), termsText(voice, check.to)];
      const allowed = [check.tolerance, check.toleranceShare].flatMap((text) =>
        text === undefined ? [] : [voice.quantity(text)],
      );
      const within =
        allowed.length === 0 ? '' : voice.say(`（误差${allowed.join('或')}以内）`, ` (within ${allowed.join(' or ')})`);
      return check.is === 'equal'
        ? voice.say(`${sum}应等于${to}${within}`, `${sum} equals ${to}${within}`)
        : voice.say(`${sum}不应超过${to}${within}`, `${sum} does not exceed ${to}${within}`);
    }
    case 'contradiction': {
      const [when, must] = [describeCondition(voice, check.when), describeCondition(voice, check.must)];
      return voice.say(`${when}的企业，应当${must}`, `firms where ${when}: ${must}`);
    }
    case 'outlier': {
      const [of, per, label] = [voice.title(check.of), voice.title(check.per), voice.title(check.within)];
      return voice.say(
        `${of}除以${per}，与${label}相同的企业（${check.firms}家以上）相比，超出四分位数之比的${check.fence}次方、且与中位数相差${check.times}倍以上的，予以提示`,
        `${of} per ${per}, against firms of the same ${label} (${check.firms} or more): beyond the quartiles by their ratio to the power of ${check.fence}, and ${check.times} times the median`,
      );
    }
    case 'usualRatio': {
      const ratio = voice.say(
        `${voice.title(check.of)}除以${voice.title(check.per)}的中位数`,
        `the median of ${voice.title(check.of)} per ${voice.title(check.per)}`,
      );
      return boundsText(voice, ratio, check.atLeast, check.atMost);
    }
    case 'units':
      return voice.say(
        '以常见比值和上年数据识别单位填错的列和单元格',
        'columns and cells in another unit, by usual ratios and last year',
      );
    case 'repeatedAmount':
      return voice.say(
        `${check.firms}家以上企业填报同一多位数值的，予以提示`,
        `the same figure of many digits of ${check.firms} firms or more`,
      );
    case 'placeholder':
      return voice.say('9999999、123456 之类的数字，予以提示', 'figures such as 9999999 or 123456');
    case 'alikeRows':
      return voice.say(
        `与另一企业有${check.amounts}项以上数值相同的，予以提示`,
        `firms with ${check.amounts} amounts or more of another firm`,
      );
  }
}

function boundsText(voice: Voice, what: string, least: string | undefined, most: string | undefined): string {
  const low = least === undefined ? [] : [voice.say(`不低于${voice.quantity(least)}`, `at least ${least}`)];
  const high = most === undefined ? [] : [voice.say(`不高于${voice.quantity(most)}`, `at most ${most}`)];
  return voice.say(`${what}应${[...low, ...high].join('、')}`, `${what} is ${[...low, ...high].join(' and ')}`);
}

function termsText(voice: Voice, terms: readonly LedgerTerm[]): string {
  return terms
    .map(termParts)
    .map(({ amount, sign, times, per }, at) => {
      const factor = `${times === undefined ? '' : `×${times}`}${per === undefined ? '' : `÷${per}`}`;
      const joint = sign < 0 ? voice.say('减', ' − ') : at === 0 ? '' : voice.say('加', ' + ');
      return `${joint}${voice.title(amount)}${factor}`;
    })
    .join('');
}
