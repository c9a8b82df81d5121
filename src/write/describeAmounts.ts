import type { Field } from '../scheme/field.ts';
import { type Indicator, shownAs } from '../scheme/indicator.ts';
import { type AbsentState, type Ledger, type LedgerTerm, termParts } from '../scheme/ledger.ts';
import { places } from './describeScoring.ts';
import type { Paragraph } from './outline.ts';
import type { Voice } from './voice.ts';

/** The fields that a scheme adds, its ledgers and its indicators. */
export function describeAmounts(voice: Voice): readonly Paragraph[] {
  const { fields = {}, ledgers = {}, indicators, source } = voice.scheme;
  return [
    ...list(
      voice.say('本办法另设的数据项', 'data beyond the built-in ones'),
      Object.values(fields).map((field) => fieldText(voice, field) + voice.source(field.source, source)),
    ),
    ...list(
      voice.say('汇总口径', 'amounts that are added up'),
      Object.values(ledgers).map((ledger) => ledgerText(voice, ledger) + voice.source(ledger.source, source)),
    ),
    ...list(
      voice.say('指标', 'indicators'),
      Object.values(indicators).map((one) => indicatorText(voice, one) + voice.source(one.source, source)),
    ),
  ];
}

function list(text: string, items: readonly string[]): readonly Paragraph[] {
  return items.length === 0 ? [] : [{ text, below: items.map((item) => ({ text: item })) }];
}

function fieldText(voice: Voice, field: Field): string {
  switch (field.kind) {
    case 'amount':
      return voice.say(`${field.title}，单位：${field.unit}`, `${field.title}, in ${field.unit}`);
    case 'label': {
      const values = Object.keys(field.values ?? {});
      return values.length === 0
        ? field.title
        : voice.say(`${field.title}，取值：${values.join('、')}`, `${field.title}: ${values.join(' or ')}`);
    }
    case 'date':
      return voice.say(`${field.title}（日期）`, `${field.title}, a date`);
    case 'flag':
      return voice.clauses([
        voice.say(`是否有“${field.title}”的认定`, `whether it is marked as "${field.title}"`),
        ...(field.unlisted === 'no'
          ? [voice.say('有名单的，不在名单中的企业为否', 'where there is a list, a firm that is not in it is not')]
          : []),
      ]);
  }
}

function ledgerText(voice: Voice, ledger: Ledger): string {
  const terms = ledger.sum.map((term, i) => {
    const { amount, sign, times, per } = termParts(term);
    const signs = sign < 0 ? voice.say('－', ' − ') : i === 0 ? '' : voice.say('＋', ' + ');
    const factor = times === undefined ? '' : voice.say(`×${voice.quantity(times)}`, ` × ${times}`);
    const divisor = per === undefined ? '' : voice.say(`÷${voice.quantity(per)}`, ` ÷ ${per}`);
    return `${signs}${voice.title(amount)}${factor}${divisor}`;
  });
  const absent = ledger.sum.flatMap((term) => absentText(voice, term));
  const formula = voice.say(
    `${ledger.title}（${ledger.unit}）＝${terms.join('')}`,
    `${ledger.title} (${ledger.unit}) = ${terms.join('')}`,
  );
  const rest = voice.say('其余各项缺失的，该项汇总视为缺失', 'where another amount is absent, so is the sum');
  return voice.clauses([formula, ...absent, rest]);
}

function absentText(voice: Voice, term: LedgerTerm): readonly string[] {
  if (typeof term === 'string' || term.zeroWhen === undefined || term.zeroWhen.length === 0) return [];
  const words: Readonly<Record<AbsentState, string>> = {
    missing: voice.say('缺失（无法读取、有争议的除外）', 'missing (unless unreadable or disputed)'),
    notApplicable: voice.say('不适用', 'not applicable'),
    withheld: voice.say('保密', 'withheld'),
  };
  const states = term.zeroWhen.map((state) => words[state]);
  const title = voice.title(termParts(term).amount);
  return [
    voice.say(`${title}${states.join('或')}的按零计`, `${title} counts as zero where it is ${states.join(' or ')}`),
  ];
}

function indicatorText(voice: Voice, indicator: Indicator): string {
  const shown = shownAs(indicator.show);
  const of = voice.title(indicator.of);
  const formula =
    indicator.per === undefined
      ? voice.say(`填报的${of}`, `${of} as reported`)
      : `${of}${voice.say('÷', ' ÷ ')}${voice.title(indicator.per)}`;
  const unit = indicator.unit === '1' ? '' : indicator.unit;
  return voice.say(
    `${indicator.title}＝${formula}${unit === '' ? '' : `，单位：${unit}`}，公布时${places(voice, shown.places, shown.mode)}`,
    `${indicator.title} = ${formula}${unit === '' ? '' : `, in ${unit}`}, shown ${places(voice, shown.places, shown.mode)}`,
  );
}
