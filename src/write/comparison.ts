import type { Language } from '../issues/sentences.ts';
import type { Comparison, FirmComparison, Outcome, StepName } from '../results/comparison.ts';
import { outlineComparison } from './comparisonOutline.ts';
import { ComparisonTexts } from './comparisonTexts.ts';
import { type Cell, writeCsv } from './csv.ts';
import { writePartsMarkdown, writePartsText } from './explanation.ts';
import { number } from './results.ts';
import { idHeader, wordsIn } from './words.ts';

/** How many entries of each list a terminal shows. */
const MOST = 8;

/** A comparison for the terminal: lists that are long are cut, and say how much is left. */
export function writeComparisonText(comparison: Comparison, language: Language = 'zh'): string {
  return writePartsText(outlineComparison(comparison, language, MOST));
}

/** The whole comparison as Markdown: every mover, every difference. */
export function writeComparisonMarkdown(comparison: Comparison, language: Language = 'zh'): string {
  return writePartsMarkdown(outlineComparison(comparison, language));
}

const DIVIDING = ['data', 'baseline', 'rule', 'pool'] as const satisfies readonly StepName[];

/** A row for every firm that the comparison holds: movers first, then the others where they were asked for. */
export function writeComparisonCsv(comparison: Comparison, language: Language = 'zh'): string {
  const texts = new ComparisonTexts(comparison, language);
  const { words, zh } = texts;
  const both = (word: string): readonly string[] =>
    [words.before, words.after].map((which) => (zh ? `${which}${word}` : `${word} ${which}`));
  const headers = [
    idHeader(comparison.identity, language),
    wordsIn(language).name,
    ...[words.category, words.status, words.initialGrade, words.grade].flatMap(both),
    words.direction,
    ...both(words.score),
    words.scoreDifference,
    ...DIVIDING.map(
      (step) =>
        `${words.scoreDifference}${zh ? '（' : ' ('}${words.ofWhich}${zh ? '' : ' '}${words.steps[step]}${zh ? '）' : ')'}`,
    ),
    ...[words.place, words.size].flatMap(both),
    ...DIVIDING.map((step) =>
      zh ? `${words.steps[step]}后${words.grade}` : `${words.grade} after ${words.steps[step]}`,
    ),
    words.cause,
    words.byHand,
    ...comparison.flags.map(({ title }) => title),
  ];
  const flagged = comparison.flags.map(
    ({ firms }) => new Map(firms.map(({ id, change }) => [id, words.flagChanges[change]])),
  );
  const rows = [...comparison.movers, ...(comparison.others ?? [])].map((firm): Cell[] => [
    comparison.identity === 'name' ? { text: firm.id } : { code: firm.id },
    { text: firm.name ?? '' },
    ...pair(firm, (one) => ({ text: texts.category(one.category) })),
    ...pair(firm, (one) => ({ text: texts.result(one.status) })),
    ...pair(firm, (one) => ({ text: one.initialGrade ?? '' })),
    ...pair(firm, (one) => ({ text: one.grade ?? '' })),
    { text: firm.direction === undefined ? '' : words[firm.direction] },
    ...pair(firm, (one) => number(one.score)),
    number(firm.score?.total),
    ...DIVIDING.map((step) => number(firm.score?.[step])),
    ...pair(firm, (one) => number(one.place?.toString())),
    ...pair(firm, (one) => number(one.size?.toString())),
    ...DIVIDING.map((name) => ({ text: stepText(firm, name, texts) })),
    { text: texts.causes(firm) },
    { text: texts.byHand(firm) },
    ...flagged.map((changes) => ({ text: changes.get(firm.id) ?? '' })),
  ]);
  return writeCsv(headers, rows);
}

function pair({ before, after }: FirmComparison, cell: (outcome: Outcome) => Cell): readonly Cell[] {
  return [before, after].map((outcome) => (outcome === undefined ? { text: '' } : cell(outcome)));
}

function stepText({ steps = [] }: FirmComparison, name: StepName, texts: ComparisonTexts): string {
  const step = steps.find((one) => one.step === name);
  return step === undefined ? '' : texts.outcome(step);
}
