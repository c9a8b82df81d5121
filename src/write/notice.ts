import type { Language } from '../issues/sentences.ts';
import type { Explanation, FactRecord, PointsRecord, SourceRecord } from '../results/explanation.ts';
import { gradePart } from './explanationOutline.ts';
import {
  baselineText,
  conditionText,
  correctionTexts,
  figure,
  fillText,
  gradeText,
  ledgerText,
  limitsText,
  manualTexts,
  overrideText,
  roundingText,
  shortPlace,
  sourceText,
  undecidedTexts,
} from './explanationSentences.ts';
import type { ExplanationWords } from './explanationTerms.ts';
import { explanationWords, put } from './explanationWords.ts';
import { cellText, factPlace, factRows } from './factRows.ts';
import { element, escaped, type Html, tableOf } from './html.ts';
import { NOTICE_STYLE } from './noticeStyle.ts';
import { wordsIn } from './words.ts';

/**
 * A firm's notice (企业亩均效益评价告知书): one A4 page of self-contained HTML, with the arithmetic written out, so that a person
 * with a calculator gets the same score. Every text is escaped.
 */
export function writeNotice(explanation: Explanation, language: Language = 'zh'): string {
  const words = explanationWords(language);
  const { firm, scheme, year, overrides, flags } = explanation;
  const applied = [
    ...overrides.filter(({ applies }) => applies).map((one) => overrideText(one, language)),
    ...manualTexts(explanation, language),
  ];
  const raised = flags.flatMap(({ title, condition }) =>
    condition === undefined ? [] : [`${title}${words.colon}${conditionText(condition, language)}`],
  );
  const sections: readonly (readonly [string, readonly Html[]])[] = [
    [words.data, dataSection(explanation, language)],
    [words.pointsOfIndicators, pointsSection(explanation, language)],
    [words.scoreHeading, scoreSection(explanation, language)],
    [words.placeAndGrade, gradeSection(explanation, language)],
    [
      words.overrides,
      firm.initialGrade === undefined && applied.length === 0
        ? []
        : paragraphs(
            [...(applied.length > 0 ? applied : [words.noOverride]), ...undecidedTexts(overrides, language)],
            language,
          ),
    ],
    [words.flags, paragraphs(raised, language)],
    [words.notes, paragraphs(noteLines(explanation, language), language)],
  ];
  const shown = sections.filter(([, content]) => content.length > 0);
  const body = shown.flatMap(([heading, content], at) => [
    element('h2', '', `${numeral(at, language)}${heading}`),
    ...content,
  ]);
  const page = element(
    'main',
    ['page', densityOf(shown, explanation.data.length), language].filter((name) => name !== '').join(' '),
    element('h1', '', words.noticeTitle),
    element('p', 'method', scheme.title),
    element('p', 'to', `${firm.name ?? firm.id}${put(words.bracket, `${words.codeLabel} ${firm.id}`)}${words.colon}`),
    element('p', 'opening', put(words.noticeOpening, documentName(explanation, language), year)),
    resultTable(explanation, language, words),
    ...body,
    element('div', 'end', element('p', '', words.objection), signature(words), receiptLine(explanation, words)),
  );
  const title = escaped(`${words.noticeTitle} ${firm.name ?? firm.id} ${year}`);
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${NOTICE_STYLE}</style>`;
  return `<!doctype html>\n<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head>${head}</head>\n<body>${page.html}</body></html>\n`;
}

const NUMERALS = '一二三四五六七八九十';

function numeral(at: number, language: Language): string {
  return language === 'zh' ? `${NUMERALS[at] ?? ''}、` : `${at + 1}. `;
}

function paragraphs(lines: readonly string[], language: Language): readonly Html[] {
  const stop = explanationWords(language).stop;
  return lines.map((line) => element('p', '', /[。.]$/u.test(line) ? line : `${line}${stop}`));
}

/** The document of the scheme; its title where no document is named. */
function documentName({ scheme, grading }: Explanation, language: Language): string {
  const name = grading?.source.document;
  return name !== undefined && language === 'zh' ? `《${name}》` : (name ?? scheme.title);
}

function resultTable(explanation: Explanation, language: Language, words: ExplanationWords): Html {
  const { statuses } = wordsIn(language);
  const { firm, place, categoryTitle } = explanation;
  const grade = gradeText(explanation, language, statuses);
  const why =
    firm.grade === undefined && firm.statusRule !== undefined ? put(words.bracket, firm.statusRule.title) : '';
  const results = [
    [words.grade, `${grade}${why}`],
    [words.score, firm.score ?? '–'],
    [words.place, place === undefined ? '–' : put(words.placeOf, place.place, place.of)],
    [words.category, categoryTitle ?? '–'],
  ] as const;
  const cells = results.map(([word, text], at) =>
    element(
      'td',
      '',
      element('div', 'word', word),
      element('div', at < 2 && text.length < 10 ? 'large' : 'plain', text),
    ),
  );
  return element('table', 'result', element('tbody', '', element('tr', '', ...cells)));
}

/** Lines of one datum on a notice; it is one page, and all of them stand in the explanation. */
const MOST_LINES = 6;

/** The amounts that the firm's indicators are made of, each with its cell, and the sums of ledgers. */
function dataSection(explanation: Explanation, language: Language): readonly Html[] {
  const words = explanationWords(language);
  const { cells, ledgers, points, indicators } = explanation;
  const scored = new Set(points.map(({ indicator }) => indicator));
  const measured = indicators.filter(({ indicator }) => scored.size === 0 || scored.has(indicator));
  const needed = new Set(
    measured.flatMap(({ of, per, fields }) => [of.amount, ...(per === undefined ? [] : [per.amount]), ...fields]),
  );
  // A ledger can contain ledgers: the set grows while it is walked.
  for (const key of needed) {
    for (const line of ledgers.find(({ amount }) => amount === key)?.lines ?? []) needed.add(line.amount);
  }
  const facts = cells.filter(({ field, kind }) => kind === 'amount' && needed.has(field));
  const rows = facts.flatMap((fact: FactRecord) => {
    const { lines = [] } = fact;
    const [[title = '', value = '', unit = ''] = [], ...others] = factRows(fact, explanation, language);
    const below = others.slice(0, MOST_LINES);
    const rest = others.length - below.length;
    return [
      [
        title,
        value,
        unit,
        cellText(fact.cell),
        fact.cell ? shortPlace(fact.cell, language) : factPlace(fact, language),
      ],
      ...below.map((row, at) => {
        const cell = lines[at]?.cell;
        return [...row.slice(0, 3), cellText(cell), cell ? shortPlace(cell, language) : ''];
      }),
      ...(rest > 0 ? [[`　${put(words.moreLines, rest)}`, '', '', '', '']] : []),
    ];
  });
  const headers = [words.item, words.value, words.unit, words.cellText, words.cell];
  const sums = ledgers.filter(({ amount }) => needed.has(amount)).map((ledger) => ledgerText(ledger, language));
  if (rows.length === 0) return [];
  return [
    tableOf('data', headers, rows, ['name', 'number', 'unit', 'number', '']),
    ...paragraphs([...sums, ...correctionTexts(explanation, language)], language),
  ];
}

function pointsSection({ points, indicators }: Explanation, language: Language): readonly Html[] {
  if (points.length === 0) return [];
  const words = explanationWords(language);
  const rows = points.map((one) => {
    const unit = indicators.find(({ indicator }) => indicator === one.indicator)?.unit ?? '';
    const name = unit === '' || unit === '1' ? one.title : `${one.title}${put(words.bracket, unit)}`;
    return [
      name,
      element('span', 'sum-of', calculationText(one, language)),
      baselineShown(one),
      one.weight,
      one.points ?? words.noPoints,
    ];
  });
  const headers = [words.indicators, words.calculation, words.baseline, words.weight, words.points];
  return [tableOf('scoring', headers, rows, ['name', 'calculation', 'number', 'weight', 'points'])];
}

function baselineShown({ baseline }: PointsRecord): string {
  return baseline?.shown === undefined ? '–' : figure(baseline.shown);
}

/** The arithmetic of points, its unrounded value and its limits: 404.24 ÷ 23.4795 ÷ 15.44 × 35 = 39.0275…，不低于 0 */
function calculationText(one: PointsRecord, language: Language): string {
  const words = explanationWords(language);
  const fill = fillText(one, language);
  if (one.written === undefined) return fill || words.noPoints;
  const limits = one.limits === undefined ? '' : put(words.bracket, limitsText(one.limits, language));
  const mean = one.filled?.by === 'mean';
  const exact = one.exact ?? '';
  const free = one.unlimited ?? exact;
  const value = free === one.written || mean ? '' : ` = ${figure(free)}`;
  const held = one.unlimited === undefined ? '' : ` → ${figure(exact)}`;
  return `${fill === '' ? '' : `${fill}${words.colon}`}${one.written}${value}${limits}${held}`;
}

function scoreSection({ score }: Explanation, language: Language): readonly Html[] {
  if (score === undefined) return [];
  const words = explanationWords(language);
  const applied = score.adjustments.filter(({ applies }) => applies);
  const lines = applied.map((one) => {
    const limit = one.limits === undefined ? '' : limitsText(one.limits, language);
    const why = one.condition === undefined ? '' : put(words.bracket, conditionText(one.condition, language));
    const name =
      one.kind === 'group' ? put(words.groupLimit, one.title, one.written ?? '', limit) : `${one.title}${why}`;
    const arithmetic = one.kind === 'group' || one.written === undefined ? '' : `${one.written} → `;
    return element('p', 'adjustment', `${name}${words.colon}${arithmetic}${one.points}`);
  });
  return [
    element('p', 'rounding', roundingText(score, language)),
    element('p', 'sum', `${words.sumOfPoints}${words.colon}${score.written} = ${score.sum}`),
    ...lines,
    element(
      'p',
      'sum',
      `${words.score}${words.colon}${[score.sum, ...applied.map(({ points }) => points)].map(termText).join('').replace(/^ \+ /, '')} = ${score.score}`,
    ),
  ];
}

/** A signed figure as a term of a sum. */
function termText(points: string): string {
  return points.startsWith('-') ? ` − ${points.slice(1)}` : ` + ${points.replace(/^\+/, '')}`;
}

/** Place, quota as a table where grades are shares, and initial grade. */
function gradeSection(explanation: Explanation, language: Language): readonly Html[] {
  const words = explanationWords(language);
  const { grading } = explanation;
  const { base = 0, edges = [] } = grading ?? {};
  const { before, after } = gradePart(explanation, language);
  const rows = edges.map(({ kind, grade, share, exact, count, mode, first, last }) => [
    put(words.edges[kind], grade),
    share,
    `${share} × ${base} = ${figure(exact)}`,
    `${count}${exact === String(count) ? '' : put(words.bracket, words.counts[mode])}`,
    first === undefined || last === undefined ? '–' : put(words.edgePlaces, first, last),
  ]);
  const headers = [words.grade, words.shareOfAll, words.calculation, words.quotaCount, words.positions];
  const table = rows.length === 0 ? [] : [tableOf('quota', headers, rows, ['name', 'weight', '', 'weight', 'weight'])];
  return [...paragraphs(before, language), ...table, ...paragraphs(after, language)];
}

/** How baselines were found, and the sources of all rules that concern the firm, each once. */
function noteLines(explanation: Explanation, language: Language): readonly string[] {
  const words = explanationWords(language);
  const { points, grading, score, overrides, flags } = explanation;
  const baselines = points.flatMap(({ title, baseline, range }) => [
    ...(baseline === undefined || baseline.how === 'constant'
      ? []
      : [`${title} ${words.baseline}${words.colon}${baselineText(baseline, language)}`]),
    ...(range === undefined
      ? []
      : [`${title}${words.colon}${put(words.range, range.firms, figure(range.lowest), figure(range.highest))}`]),
  ]);
  const sources: readonly SourceRecord[] = [
    ...points.flatMap(({ source, baseline, filled }) => [source, baseline?.source, filled?.source]),
    grading?.source,
    ...(score?.adjustments ?? []).filter(({ applies }) => applies).map(({ source }) => source),
    ...overrides.filter(({ applies }) => applies).map(({ source }) => source),
    ...flags.filter(({ raised }) => raised).map(({ source }) => source),
  ].filter((source) => source !== undefined);
  const documents = sources
    .filter(({ assumed }) => !assumed)
    .map((source) => sourceText({ ...source, statedBy: 'rule' }, language));
  const set = documents.length === 0 ? words.allAssumed : words.someAssumed;
  const assumed = sources.some((source) => source.assumed) ? [set] : [];
  const named = [...new Set([...documents, ...assumed])];
  return [...baselines, ...(named.length === 0 ? [] : [`${words.source}${words.colon}${named.join(words.semicolon)}`])];
}

function signature(words: ExplanationWords): Html {
  return element('div', 'signed', element('span', '', words.seal), element('span', '', words.date));
}

function receiptLine({ engine, scheme, data }: Explanation, words: ExplanationWords): Html {
  const short = (hash: string): string => hash.slice(0, 16);
  const files = data.map(({ name, sha256 }) => `${name} ${short(sha256)}`).join(words.comma);
  const text = put(
    words.receipt,
    `${engine.name} ${engine.version}`,
    `${scheme.id} ${scheme.version}`,
    short(scheme.sha256),
    files,
  );
  return element('div', 'receipt', text);
}

/** How small the type has to be for one page, by the lines that the sections take at the width of a page. */
function densityOf(
  sections: readonly (readonly [string, readonly Html[]])[],
  files: number,
): 'dense' | 'tight' | 'tiny' | '' {
  const lines = sections.reduce(
    (sum, [, content]) => sum + 1.6 + content.reduce((total, one) => total + linesOf(one), 0),
    files * LINES_OF_FILE,
  );
  if (lines > MOST_TIGHT) return 'tiny';
  if (lines > MOST_DENSE) return 'tight';
  return lines > MOST_ROOMY ? 'dense' : '';
}

const MOST_ROOMY = 38;
const MOST_DENSE = 52;
const MOST_TIGHT = 56;
/** What the name and hash of a file take of the receipt's lines, beyond those of one or two. */
const LINES_OF_FILE = 0.6;
/** Characters of a line; one of Chinese is as wide as two others. */
const LINE = 104;

function linesOf({ html }: Html): number {
  const rows = html.split('</tr>');
  return rows.reduce((sum, row) => {
    const cells = row.split(/<\/t[dh]>/).map((cell) => widthOf(cell.replace(/<[^>]*>/g, '')));
    const calculation = /class="calculation"/.test(row) ? Math.ceil(Math.max(...cells) / 58) : 1;
    // Items and places of data wrap within their columns.
    const wrapped = /class="unit"/.test(row) ? Math.max((cells[0] ?? 0) / 48, (cells.at(-2) ?? 0) / 28) : 1;
    const whole = cells.reduce((total, width) => total + width, 0);
    return (
      sum + (whole === 0 ? 0 : Math.max(calculation * (rows.length > 1 ? 1.25 : 1), whole / LINE, Math.ceil(wrapped)))
    );
  }, 0);
}

function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (character > '\u2e7f' ? 2 : 1), 0);
}
