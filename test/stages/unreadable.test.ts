import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/evaluate.ts';
import { readAdjustments } from '../../src/intake/readAdjustments.ts';
import { explain } from '../../src/results/explain.ts';
import type { Ledger } from '../../src/scheme/ledger.ts';
import { ledgerText } from '../../src/write/explanationSentences.ts';
import { tableOf } from '../properties/facts.ts';
import { sampleScheme } from '../scheme/sample.ts';
import { checked } from './worked.ts';

const ledgers = {
  leased: { title: '租赁面积', unit: '亩', sum: ['leasedInLand', { less: 'leasedOutLand', zeroWhen: ['missing'] }] },
  net: { title: '净面积', unit: '亩', sum: ['ownedLand', { add: 'leased', zeroWhen: ['missing'] }] },
} satisfies Record<string, Ledger>;
const indicators = {
  ...sampleScheme().indicators,
  taxPerNet: { title: '亩均税收', of: 'tax', per: 'net', unit: '万元/亩', show: 2 },
};
const scheme = checked(sampleScheme({ ledgers, indicators, manual: { allowed: ['correction'], usesQuota: true } }));
const firm = (more: object) => ({ id: 'F1', tax: 100, land: 1, ownedLand: 10, ...more });

describe('an amount that cannot be read', () => {
  it('counts as zero in no sum above it either, whichever term makes the sum missing', () => {
    const of = (more: object) => evaluate([firm(more)], scheme).firm('F1')?.indicators['taxPerNet'];
    expect(of({})).toMatchObject({ value: '10.00' });
    expect(of({ leasedInLand: '约90亩' })).toMatchObject({ gap: 'missing' });
    expect(of({ leasedOutLand: '约90亩' })).toMatchObject({ gap: 'missing' });
  });

  it('is told in the explanation, in both languages', () => {
    const record = explain(evaluate([firm({ leasedInLand: '约90亩' })], scheme), 'F1');
    const [line] = record?.ledgers.filter(({ amount }) => amount === 'leased') ?? [];
    if (line === undefined) throw new RangeError('no ledger');
    expect(ledgerText(line, 'zh')).toContain('无法读取或有争议，不按零计');
    expect(ledgerText(line, 'en')).toContain('unreadable or disputed, does not count as zero');
  });

  it('is corrected as what is missing, and is readable then', () => {
    const text = '企业,事项,原值,新值,理由,文号,批准人,日期\nF1,承租用地面积,缺失,90,笔误,文1号,虚构,2022-09-01\n';
    const adjustments = readAdjustments(tableOf(new TextEncoder().encode(text), 'a.csv'), scheme);
    const evaluation = evaluate([firm({ leasedInLand: '约90亩' })], scheme, { adjustments });
    // 100 ÷ (10 + 90) = 1.
    expect(evaluation.firm('F1')?.indicators['taxPerNet']).toMatchObject({ value: '1.00' });
  });
});
