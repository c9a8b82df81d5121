import { formatRational, parseDecimal, parseExact } from '../exact/decimal.ts';
import { add, multiply, ONE, type Rational, subtract, ZERO } from '../exact/rational.ts';
import type { Language } from '../issues/sentences.ts';
import type { FirmResult, IndicatorResult } from '../results/document.ts';
import type { Evaluation } from '../results/evaluation.ts';
import { leaderboard } from '../results/leaderboard.ts';
import type { Flag } from '../scheme/flag.ts';
import type { Indicator } from '../scheme/indicator.ts';
import { amountDimension, indicatorDimension, own, titleOf } from '../scheme/names.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { canonicalUnit, quantityIn } from '../scheme/unit.ts';
import { type Cell, writeCsv } from './csv.ts';
import { idHeader, type Words, wordsIn } from './words.ts';

/** results.csv: a row for every firm, in the order of the results: category, place, id. */
export function writeResults(evaluation: Evaluation, language: Language = 'zh'): string {
  const table = resultsTable(evaluation, [...evaluation], language);
  return writeCsv(table.headers, table.rows);
}

/** The columns of results.csv for these firms or units. */
export function resultsTable(
  evaluation: Evaluation,
  firms: readonly FirmResult[],
  language: Language,
): { readonly headers: readonly string[]; readonly rows: readonly (readonly Cell[])[] } {
  const { scheme } = evaluation.run;
  const words = wordsIn(language);
  const indicators = Object.entries(scheme.indicators);
  const scored = indicators.filter(([id]) =>
    scheme.categories.some((category) => category.scoring.some((rule) => rule.indicator === id)),
  );
  const severalPools = evaluation.run.pools.pools.length > scheme.categories.length;
  const adjusts = (scheme.adjustments ?? []).length > 0;
  const headers = [
    words.category,
    ...(severalPools ? [words.pool] : []),
    words.place,
    ...firmHeaders(scheme, language),
    words.status,
    words.statusRule,
    ...(scheme.units === undefined ? [] : [words.unitOf]),
    ...indicators.map(([, indicator]) => measureHeader(indicator)),
    ...scored.map(([, indicator]) => `${indicator.title}${language === 'zh' ? '' : ' '}${words.points}`),
    ...(adjusts ? [words.adjustments] : []),
    words.score,
    words.initialGrade,
    words.moves,
    words.grade,
    words.managedAs,
    words.flags,
    ...(scheme.manual === undefined ? [] : [words.corrections]),
  ];
  const rows = firms.map((firm): Cell[] => [
    { text: categoryTitle(scheme, firm) },
    ...(severalPools ? [{ text: firm.pool ?? '' }] : []),
    number(firm.place === undefined ? undefined : String(firm.place)),
    ...firmCells(scheme, firm),
    { text: words.statuses[firm.status] },
    { text: statusTitle(evaluation, firm, language) },
    ...(scheme.units === undefined ? [] : [{ text: unitsText(firm) }]),
    ...indicators.map(([id]) =>
      measureCell(concerns(scheme, firm, id) ? firm.indicators[id] : made(firm.indicators[id]), words),
    ),
    ...scored.map(([id]) => number(firm.points[id])),
    ...(adjusts ? [number(adjustmentsText(firm))] : []),
    number(firm.score),
    { text: firm.initialGrade ?? '' },
    { text: movesText(scheme, firm) },
    { text: firm.grade ?? '' },
    { text: firm.managedAs ?? '' },
    { text: firm.flags.map((id) => flagTitle(scheme, id)).join('；') },
    ...(scheme.manual === undefined ? [] : [{ text: correctionsText(scheme, firm) }]),
  ]);
  return { headers, rows };
}

/** The rule behind a status: a scheme's own word, or the run's in the language of the file. */
function statusTitle(evaluation: Evaluation, { id, statusRule }: FirmResult, language: Language): string {
  const row = language === 'en' ? evaluation.rowOf(id) : undefined;
  return (row === undefined ? undefined : evaluation.run.standing.ruleAt(row)?.english) ?? statusRule?.title ?? '';
}

/**
 * clearance.csv: the firms with the flag `clearance` (低效企业出清), with both amounts of its indicator and, exactly, what
 * they are short of the line: a firm at 0.9999999999 is shown as 1.00 and stands here nevertheless. Only headers where the
 * scheme has no such flag.
 */
export function writeClearance(evaluation: Evaluation, language: Language = 'zh'): string {
  const { scheme } = evaluation.run;
  const words = wordsIn(language);
  const line = clearanceLine(scheme);
  const headers = [
    words.category,
    ...firmHeaders(scheme, language),
    words.status,
    words.grade,
    ...(line === undefined
      ? []
      : [
          measureHeader(line.indicator),
          amountHeader(scheme, line.indicator.of),
          ...(line.indicator.per === undefined ? [] : [amountHeader(scheme, line.indicator.per)]),
          shortfallHeader(scheme, line.indicator, words, language),
        ]),
  ];
  const raised = evaluation.run.flags.raised.get(CLEARANCE);
  const flagged = evaluation.rows().filter((row) => raised?.[row] === 1);
  const rows = flagged.map((row): Cell[] => {
    const firm = evaluation.firmAt(row);
    const measure = line === undefined ? undefined : firm.indicators[line.id];
    const amounts = measure !== undefined && 'value' in measure ? measure : undefined;
    return [
      { text: categoryTitle(scheme, firm) },
      ...firmCells(scheme, firm),
      { text: words.statuses[firm.status] },
      { text: firm.grade ?? '' },
      ...(line === undefined
        ? []
        : [
            measureCell(measure, words),
            number(amountText(amounts?.numerator)),
            ...(line.indicator.per === undefined ? [] : [number(amountText(amounts?.denominator))]),
            number(amounts && shortfall(line, amounts)),
          ]),
    ];
  });
  return writeCsv(headers, rows);
}

/** leaders.csv: the boards (领跑者), group by group, tied leaders with the same place. */
export function writeLeaders(evaluation: Evaluation, language: Language = 'zh'): string {
  const { scheme, boards } = evaluation.run;
  const words = wordsIn(language);
  const headers = [
    words.board,
    words.group,
    words.place,
    ...firmHeaders(scheme, language),
    words.category,
    words.grade,
    words.measure,
    words.value,
    words.unit,
  ];
  const rows: Cell[][] = [];
  for (const { board, key } of boards) {
    const result = leaderboard(evaluation, board.id);
    const [measure, unit] =
      'score' in key
        ? [words.score, '']
        : 'indicator' in key
          ? [titleOf(scheme, key.indicator), own(scheme.indicators, key.indicator)?.unit ?? '']
          : [titleOf(scheme, key.field), canonicalUnit(amountDimension(scheme, key.field) ?? '')];
    for (const { group, leaders } of result?.groups ?? []) {
      for (const { place, id, value } of leaders) {
        const firm = evaluation.firm(id);
        if (firm === undefined) continue;
        rows.push([
          { text: board.title },
          { text: groupTitle(scheme, board.per, group) },
          number(String(place)),
          ...firmCells(scheme, firm),
          { text: categoryTitle(scheme, firm) },
          { text: firm.grade ?? '' },
          { text: measure },
          number(value),
          { text: unit },
        ]);
      }
    }
  }
  return writeCsv(headers, rows);
}

/** The title of a board's group: a sector group's or category's own, else the label as it is. */
export function groupTitle(scheme: Scheme, per: string, group: string): string {
  if (per === 'sectorGroup') return scheme.sectorGroups?.find(({ id }) => id === group)?.title ?? group;
  if (per === 'category') return scheme.categories.find(({ id }) => id === group)?.title ?? group;
  return group;
}

const CLEARANCE = 'clearance';

interface ClearanceLine {
  readonly id: string;
  readonly indicator: Indicator;
  /** The line in canonical units; undefined where the flag has another form than "indicator less than". */
  readonly bound: Rational | undefined;
}

function clearanceLine(scheme: Scheme): ClearanceLine | undefined {
  const flag: Flag | undefined = scheme.flags?.find(({ id }) => id === CLEARANCE);
  if (flag === undefined || !('indicator' in flag.when)) return undefined;
  const id = flag.when.indicator;
  const indicator = own(scheme.indicators, id);
  if (indicator === undefined) return undefined;
  const dimension = indicatorDimension(scheme, indicator);
  const text = flag.when.lessThan;
  const bound = text === undefined || dimension === undefined ? undefined : quantityIn(text, dimension);
  return { id, indicator, bound };
}

/** An amount for people: 20 places and "…" where no decimal is finite, since a spreadsheet takes 2/19 for a day. */
function amountText(text: string | undefined): string | undefined {
  const amount = text === undefined ? undefined : parseExact(text);
  return amount && formatRational(amount);
}

/** line × divisor − numerator, exactly: the tax that the firm would have had to pay more. */
function shortfall(
  { bound }: ClearanceLine,
  measure: { readonly numerator: string; readonly denominator?: string },
): string | undefined {
  const numerator = parseExact(measure.numerator);
  const divisor = measure.denominator === undefined ? ONE : parseExact(measure.denominator);
  if (bound === undefined || numerator === undefined || divisor === undefined) return undefined;
  return formatRational(subtract(multiply(bound, divisor), numerator));
}

function shortfallHeader(scheme: Scheme, indicator: Indicator, words: Words, language: Language): string {
  const unit = canonicalUnit(amountDimension(scheme, indicator.of) ?? '');
  const title = titleOf(scheme, indicator.of);
  return language === 'zh' ? `${words.shortfall}${title}（${unit}）` : `${words.shortfall} (${unit})`;
}

export function firmHeaders(scheme: Scheme, language: Language): string[] {
  const words = wordsIn(language);
  const named = scheme.conventions.identity === 'name' ? [] : [words.name];
  return [idHeader(scheme.conventions.identity, language), ...named, words.sector, words.zone, words.town];
}

export function firmCells(scheme: Scheme, firm: FirmResult): Cell[] {
  const named: Cell[] = scheme.conventions.identity === 'name' ? [] : [{ text: firm.name ?? '' }];
  return [
    scheme.conventions.identity === 'name' ? { text: firm.id } : { code: firm.id },
    ...named,
    { code: firm.sector ?? '' },
    { text: firm.zone ?? '' },
    { text: firm.town ?? '' },
  ];
}

export function categoryTitle(scheme: Scheme, firm: FirmResult): string {
  return scheme.categories.find(({ id }) => id === firm.category)?.title ?? '';
}

function measureHeader({ title, unit }: Indicator): string {
  return unit === '' || unit === '1' ? title : `${title}（${unit}）`;
}

function amountHeader(scheme: Scheme, key: string): string {
  return `${titleOf(scheme, key)}（${canonicalUnit(amountDimension(scheme, key) ?? '')}）`;
}

/** Whether an indicator is one of the firm's category: the gap of any other is no fault of the firm's data. */
function concerns(scheme: Scheme, firm: FirmResult, indicator: string): boolean {
  const scoring = scheme.categories.find(({ id }) => id === firm.category)?.scoring ?? [];
  return scoring.length === 0 || scoring.some((rule) => rule.indicator === indicator);
}

/** A measure that could be made; undefined for a gap. */
function made(measure: IndicatorResult | undefined): IndicatorResult | undefined {
  return measure !== undefined && 'value' in measure ? measure : undefined;
}

function measureCell(measure: IndicatorResult | undefined, words: Words): Cell {
  if (measure === undefined) return { text: '' };
  return 'value' in measure ? { number: measure.value } : { text: words.gaps[measure.gap] };
}

function movesText(scheme: Scheme, firm: FirmResult): string {
  const title = (id: string): string => scheme.overrides?.find((rule) => rule.id === id)?.title ?? id;
  return firm.moves
    .map(
      ({ rule, from, to, reason, document }) =>
        `${from}→${to}（${reason ?? title(rule)}${document ? `，${document}` : ''}）`,
    )
    .join('；');
}

/** Data corrected by hand: 用地面积：12→10（文号）. */
function correctionsText(scheme: Scheme, { corrections = [] }: FirmResult): string {
  return corrections
    .map(({ field, from, to, document }) => `${titleOf(scheme, field)}：${from}→${to}（${document}）`)
    .join('；');
}

/** The unit whose result the firm has, the landlord whose grade it takes, the units of which it is a member besides. */
function unitsText({ unit, landlord, alsoIn = [] }: FirmResult): string {
  return [unit, landlord, ...alsoIn].filter((id) => id !== undefined).join('；');
}

/** The sum of a firm's bonuses and deductions, exactly; they are listed one by one in evaluation.json. */
function adjustmentsText({ adjustments, score }: FirmResult): string {
  if (score === undefined) return '';
  return formatRational(adjustments.reduce((sum, { points }) => add(sum, parseDecimal(points) ?? ZERO), ZERO));
}

function flagTitle(scheme: Scheme, id: string): string {
  return scheme.flags?.find((flag) => flag.id === id)?.title ?? id;
}

export function number(text: string | undefined): Cell {
  return { number: text ?? '' };
}
