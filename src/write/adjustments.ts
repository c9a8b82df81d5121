import type { Language } from '../issues/sentences.ts';
import { type AdjustmentEffect, adjustmentEffects, isNamed } from '../results/adjustmentEffects.ts';
import type { FirmResult } from '../results/document.ts';
import type { Evaluation } from '../results/evaluation.ts';
import { type Cell, writeCsv } from './csv.ts';
import { categoryTitle, number } from './results.ts';
import { Voice } from './voice.ts';
import { idHeader, wordsIn } from './words.ts';

interface AdjustmentWords {
  readonly before: string;
  readonly after: string;
  readonly concern: string;
  readonly named: string;
  readonly affected: string;
  readonly decided: string;
  readonly reason: string;
  readonly document: string;
  readonly approver: string;
  readonly date: string;
}

const WORDS: Readonly<Record<Language, AdjustmentWords>> = {
  zh: {
    before: '更正前',
    after: '更正后',
    concern: '性质',
    named: '更正或调整',
    affected: '受其影响',
    decided: '更正与调整内容',
    reason: '理由',
    document: '文号',
    approver: '批准人',
    date: '日期',
  },
  en: {
    before: 'before',
    after: 'after',
    concern: 'concerned as',
    named: 'corrected or moved',
    affected: 'moved because of others',
    decided: 'corrections and moves',
    reason: 'reason',
    document: 'document',
    approver: 'approver',
    date: 'date',
  },
};

/**
 * adjustments.csv: what corrections and moves by hand did, to be filed with the decisions: each firm that was corrected or moved
 * with reason, document and approver, and then every other firm whose grade, status or category is another because of them,
 * with its result before and after. Only in a run that was given such a file.
 */
export function writeAdjustments(evaluation: Evaluation, language: Language = 'zh'): ReadonlyMap<string, string> {
  const { scheme, manual } = evaluation.run;
  if (manual === undefined) return new Map();
  const [words, own] = [wordsIn(language), WORDS[language]];
  const sides = [words.category, words.status, words.score, words.place, words.initialGrade, words.grade];
  const both = sides.flatMap((word) =>
    [own.before, own.after].map((side) => (language === 'zh' ? `${side}${word}` : `${word} ${side}`)),
  );
  const headers = [
    own.concern,
    idHeader(scheme.conventions.identity, language),
    words.name,
    own.decided,
    own.reason,
    own.document,
    own.approver,
    own.date,
    ...both,
  ];
  const rows = adjustmentEffects(evaluation).map((effect): Cell[] => {
    const firm = effect.after ?? effect.before;
    const pair = (cell: (one: FirmResult) => Cell): readonly Cell[] =>
      [effect.before, effect.after].map((one) => (one === undefined ? { text: '' } : cell(one)));
    const lines = [...effect.corrections, ...effect.moves];
    const listed = (key: 'reason' | 'document' | 'approver' | 'date'): Cell => ({
      text: [...new Set(lines.flatMap((line) => line[key] ?? []))].join('；'),
    });
    return [
      { text: isNamed(effect) ? own.named : own.affected },
      { code: firm?.id ?? '' },
      { text: firm?.name ?? '' },
      { text: decidedText(effect, new Voice(scheme, language)) },
      listed('reason'),
      listed('document'),
      listed('approver'),
      listed('date'),
      ...pair((one) => ({ text: categoryTitle(scheme, one) })),
      ...pair(({ status }) => ({ text: words.statuses[status] })),
      ...pair(({ score }) => number(score)),
      ...pair(({ place }) => number(place?.toString())),
      ...pair(({ initialGrade }) => ({ text: initialGrade ?? '' })),
      ...pair(({ grade }) => ({ text: grade ?? '' })),
    ];
  });
  return new Map([['adjustments.csv', writeCsv(headers, rows)]]);
}

/** 税收：20→110；B→A */
export function decidedText({ corrections, moves }: AdjustmentEffect, voice: Voice): string {
  return [
    ...corrections.map(({ field, from, to }) => `${voice.title(field)}${voice.say('：', ': ')}${from}→${to}`),
    ...moves.map(({ from, to }) => `${from}→${to}`),
  ].join('；');
}
