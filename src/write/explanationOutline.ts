import type { Language } from '../issues/sentences.ts';
import type { Explanation, SourceRecord } from '../results/explanation.ts';
import { GAP_TITLES } from '../scheme/runRules.ts';
import {
  baselineText,
  conditionText,
  correctionTexts,
  edgeText,
  figure,
  fillText,
  gradeText,
  ledgerText,
  limitsText,
  manualTexts,
  overrideText,
  roundingText,
  sourceText,
} from './explanationSentences.ts';
import { explanationWords, put } from './explanationWords.ts';
import { factRows } from './factRows.ts';
import { wordsIn } from './words.ts';

/** An explanation as headed parts of lines and tables, for the terminal and for Markdown. */
export interface Part {
  readonly heading: string;
  readonly lines: readonly string[];
  readonly table?: { readonly headers: readonly string[]; readonly rows: readonly (readonly string[])[] };
}

/** Everything of an explanation, in the order in which it was computed. The first part is the result. */
export function outlineExplanation(explanation: Explanation, language: Language): readonly Part[] {
  const words = explanationWords(language);
  const source = (one: SourceRecord): string => sourceText(one, language);
  const { cells, ledgers, indicators, points, flags, boards, policies, statuses, categories } = explanation;
  return [
    resultPart(explanation, language),
    {
      heading: words.data,
      lines: correctionTexts(explanation, language),
      table: {
        headers: [words.item, words.value, words.unit, words.cellText, words.cell],
        rows: cells.flatMap((cell) => factRows(cell, explanation, language)),
      },
    },
    {
      heading: words.sums,
      lines: ledgers.map((ledger) => `${ledgerText(ledger, language)}${put(words.bracket, source(ledger.source))}`),
    },
    {
      heading: words.admission,
      lines: [...statuses, ...categories].map(({ title, condition, source: from }) => {
        const why = condition === undefined ? '' : conditionText(condition, language);
        return `${title}${words.colon}${why}${put(words.bracket, source(from))}`;
      }),
    },
    {
      heading: words.indicators,
      lines: [],
      table: {
        headers: [words.item, words.calculation, words.exactValue, words.shownValue, words.unit],
        rows: indicators.map(({ title, written, exact, shown, unit, gap }) => [
          title,
          written ?? '',
          gap === undefined ? figure(exact ?? '') : GAP_TITLES[gap.reason][language],
          shown ?? '',
          unit,
        ]),
      },
    },
    {
      heading: words.pointsOfIndicators,
      lines: points.map((one) => {
        const baseline =
          one.baseline === undefined
            ? ''
            : `${words.baseline} ${baselineText(one.baseline, language)}${words.semicolon}`;
        return `${one.title}${words.colon}${baseline}${source(one.source)}`;
      }),
      table: {
        headers: [words.item, words.weight, words.method, words.calculation, words.exactValue, words.points],
        rows: points.map((one) => [
          one.title,
          one.weight,
          fillText(one, language) || words.methods[one.method],
          one.written ?? '',
          (one.unlimited === undefined ? '' : `${figure(one.unlimited)} → `) +
            figure(one.exact ?? '') +
            (one.limits === undefined ? '' : put(words.bracket, limitsText(one.limits, language))),
          one.points ?? words.noPoints,
        ]),
      },
    },
    scorePart(explanation, language),
    placePart(explanation, language),
    {
      heading: words.overrides,
      lines: [
        ...explanation.overrides.flatMap((override) => {
          const { applies, title, condition } = override;
          const text = applies
            ? overrideText(override, language)
            : `${title}${words.colon}${condition === undefined ? '–' : conditionText(condition, language)}`;
          return [`${text}${put(words.bracket, source(override.source))}`];
        }),
        ...manualTexts(explanation, language),
      ],
    },
    {
      heading: words.flags,
      lines: flags.map(({ title, raised, condition, source: from }) => {
        const why = condition === undefined ? '–' : conditionText(condition, language);
        return `${title}${raised ? put(words.bracket, words.raised) : ''}${words.colon}${why}${put(words.bracket, source(from))}`;
      }),
    },
    {
      heading: words.boardsAndPolicies,
      lines: [
        ...boards.map(({ title, place, condition }) => {
          const why = condition === undefined ? '' : put(words.bracket, conditionText(condition, language));
          return `${place === undefined ? `${title}${words.colon}–` : put(words.board, title, place)}${why}`;
        }),
        ...policies.map(({ title, applies, yuan, condition }) => {
          const why = condition === undefined ? '' : put(words.bracket, conditionText(condition, language));
          return `${applies && yuan !== undefined ? put(words.policy, title, yuan) : title}${why}`;
        }),
      ],
    },
  ].filter(({ lines, table }) => lines.length > 0 || (table?.rows.length ?? 0) > 0);
}

function resultPart(explanation: Explanation, language: Language): Part {
  const words = explanationWords(language);
  const { statuses, status } = wordsIn(language);
  const { firm, scheme, year, categoryTitle, place, flags } = explanation;
  const raised = flags.filter((flag) => flag.raised).map(({ title }) => title);
  const pair = (word: string, text: string | undefined): readonly string[] =>
    text === undefined ? [] : [`${word}${words.colon}${text}`];
  return {
    heading: `${firm.name ?? firm.id}${language === 'zh' ? '　' : ' – '}${words.explanationTitle}`,
    lines: [
      `${scheme.title} ${year}（${scheme.id} ${scheme.version}）`,
      ...pair(words.codeLabel, firm.id),
      ...pair(words.category, categoryTitle ?? undefined),
      ...pair(status, statuses[firm.status] + (firm.statusRule ? put(words.bracket, firm.statusRule.title) : '')),
      ...pair(words.score, firm.score),
      ...pair(words.place, place && put(words.placeOf, place.place, place.of)),
      ...pair(words.grade, gradeText(explanation, language, statuses)),
      ...pair(words.flags, raised.join(language === 'zh' ? '、' : ', ') || undefined),
    ],
  };
}

function placePart(explanation: Explanation, language: Language): Part {
  const { before, edges, after } = gradePart(explanation, language);
  return { heading: explanationWords(language).placeAndGrade, lines: [...before, ...edges, ...after] };
}

function scorePart({ score }: Explanation, language: Language): Part {
  const words = explanationWords(language);
  if (score === undefined) return { heading: words.scoreHeading, lines: [] };
  const applied = score.adjustments.filter(({ applies }) => applies);
  return {
    heading: words.scoreHeading,
    lines: [
      roundingText(score, language),
      `${words.sumOfPoints}${words.colon}${score.written} = ${score.sum}`,
      ...applied.map((one) => {
        const why = one.condition === undefined ? '' : conditionText(one.condition, language);
        const limit = one.limits === undefined ? '' : limitsText(one.limits, language);
        const how = one.kind === 'group' ? put(words.groupLimit, one.title, one.written ?? '', limit) : one.title;
        const arithmetic = one.kind === 'group' || one.written === undefined ? '' : `${one.written} → `;
        return `${how}${why === '' ? '' : put(words.bracket, why)}${words.colon}${arithmetic}${one.points}`;
      }),
      `${words.score}${words.colon}${score.score}`,
    ],
  };
}

/** Place and initial grade: the lines before the edges of the quota, the edges, and the lines after them. */
export function gradePart(
  { place, grading, firm }: Explanation,
  language: Language,
): { readonly before: readonly string[]; readonly edges: readonly string[]; readonly after: readonly string[] } {
  const words = explanationWords(language);
  const before: string[] = [];
  const after: string[] = [];
  if (place !== undefined) {
    const keys = place.by.map(
      ({ title, order, value }) =>
        `${title || words.score}${value === undefined ? '' : ` ${figure(value)}`}${put(words.bracket, words.orders[order])}`,
    );
    const tied = place.tiedWith.length === 0 ? '' : words.comma + put(words.tiedWith, place.tiedWith.join(words.comma));
    before.push(
      `${words.place}${words.colon}${put(words.placeOf, place.place, place.of)}${tied}${words.semicolon}${words.orderedBy}${words.colon}${keys.join(words.comma)}`,
    );
  }
  if (grading === undefined) return { before, edges: [], after };
  const { kind, base = 0, edges = [], thresholds = [], indicator, position, leftQuota, initialGrade } = grading;
  if (kind === 'none') before.push(words.noGrading);
  if (thresholds.length > 0) {
    const steps = thresholds.map(({ grade, from }) =>
      from === undefined ? put(words.thresholdRest, grade) : put(words.thresholdGrade, grade, from),
    );
    const by = indicator === undefined ? words.score : indicator.title;
    const value = figure(indicator === undefined ? (firm.score ?? '') : (indicator.exact ?? ''));
    before.push(
      `${words.gradings[kind]}${put(words.bracket, `${by} ${value}`)}${words.colon}${steps.join(words.semicolon)}`,
    );
  }
  if (edges.length > 0) before.push(`${words.gradings[kind]}${words.colon}${put(words.quotaBase, base)}`);
  if (leftQuota) after.push(words.leftQuota);
  if (position !== undefined && initialGrade !== undefined && !leftQuota) {
    after.push(put(words.positionGrade, position, initialGrade));
  } else if (initialGrade !== undefined) after.push(put(words.initialGrade, initialGrade));
  return { before, edges: edges.map((edge) => edgeText(edge, base, language)), after };
}
