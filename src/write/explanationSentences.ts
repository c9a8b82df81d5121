import { formatUnits, parseExact } from '../exact/decimal.ts';
import { roundToUnits } from '../exact/rational.ts';
import { cellName } from '../issues/issue.ts';
import type { Language } from '../issues/sentences.ts';
import type { Move } from '../results/document.ts';
import type {
  BaselineRecord,
  CellRecord,
  ConditionRecord,
  EdgeRecord,
  Explanation,
  FactRecord,
  LedgerRecord,
  OverrideRecord,
  PointsRecord,
  ScoreRecord,
  SourceRecord,
} from '../results/explanation.ts';
import type { Gap } from '../scheme/indicator.ts';
import { GAP_TITLES } from '../scheme/runRules.ts';
import type { ExplanationWords } from './explanationTerms.ts';
import { explanationWords, put } from './explanationWords.ts';

/** Places to which a value without end is shown; it is cut and never rounded, so that what is below a line stays below it. */
const CUT = 10;

/** A figure for people: a decimal as it is; a fraction cut, with "…" behind it. */
export function figure(text: string): string {
  const value = text.includes('/') ? parseExact(text) : undefined;
  return value === undefined ? text : `${formatUnits(roundToUnits(value, CUT, 'truncate'), CUT)}…`;
}

/** A condition with both sides of every comparison and its truth: 亩均税收 0.5 万元/亩 < 1 万元/亩：是 */
export function conditionText(condition: ConditionRecord, language: Language): string {
  const words = explanationWords(language);
  const verdict = `${words.colon}${words.truths[condition.truth]}`;
  const parts = (condition.parts ?? []).map((part) => conditionText(part, language)).join(words.semicolon);
  switch (condition.kind) {
    case 'all':
      return put(words.all, parts) + verdict;
    case 'any':
      return put(words.any, parts) + verdict;
    case 'not':
      return put(words.not, parts) + verdict;
    case 'field':
    case 'indicator':
    case 'label':
    case 'flag':
    case 'date':
    case 'state':
    case 'gap':
    case 'score':
    case 'grade':
    case 'category':
    case 'previously':
      return leafText(condition, language) + verdict;
  }
}

function leafText({ kind, title, found, unit, absent, tests = [] }: ConditionRecord, language: Language): string {
  const words = explanationWords(language);
  const ofRun = { score: words.score, grade: words.grade, category: words.category, previously: words.previously };
  const name = title ?? (Object.hasOwn(ofRun, kind) ? ofRun[kind as keyof typeof ofRun] : '');
  const value =
    absent !== undefined
      ? put(words.bracket, GAP_TITLES[absent][language])
      : kind === 'flag'
        ? ''
        : figure(found ?? '') + (unit === undefined || unit === '' ? '' : ` ${unit}`);
  const subject = `${name} ${value}`.trim();
  const bound = (than: string): string => {
    if (kind !== 'gap' && kind !== 'state') return than;
    const reasons = than.split('、').map((one) => (isGap(one) ? GAP_TITLES[one][language] : words.reported));
    return reasons.join(words.or);
  };
  const stated = tests.map(({ is, than }) => put(words.comparisons[is] ?? '{a} {b}', subject, bound(than)));
  return stated.join(words.comma) || subject;
}

function isGap(text: string): text is Gap {
  return Object.hasOwn(GAP_TITLES, text);
}

/** The cell of a datum, and who states it where the header says so. */
export function cellPlace({ cell }: Pick<FactRecord, 'cell'>, language: Language): string {
  const words = explanationWords(language);
  if (cell === undefined) return words.derived;
  const { file, sheet, row, column, header, statedBy } = cell;
  const table = sheet === undefined ? file : put(words.sheetAt, file, sheet);
  const by = statedBy === undefined ? '' : put(words.bracket, words.statedBy[statedBy]);
  return `${put(words.cellAt, table, row, column, header)}${by}`;
}

/** The same as short as it can be, for the one page of a notice: 宗地.xlsx 城区所 F76. */
export function shortPlace({ file, sheet, row, column, statedBy }: CellRecord, language: Language): string {
  const words = explanationWords(language);
  const by = statedBy === undefined ? '' : put(words.bracket, words.statedBy[statedBy]);
  return `${file}${sheet === undefined ? '' : ` ${sheet}`} ${cellName(row, column)}${by}`;
}

/** The value of a datum, or why there is none. */
export function factValue({ kind, value, absent, unreadable }: FactRecord, language: Language): string {
  const words = explanationWords(language);
  if (unreadable) return put(words.unreadable, GAP_TITLES.missing[language]);
  if (absent !== undefined) return GAP_TITLES[absent][language];
  if (kind === 'flag') return words.answers[value === true ? 'yes' : 'no'];
  return figure(String(value ?? ''));
}

/** A ledger in one line: what each amount adds, and the sum. */
export function ledgerText({ title, unit, value, absent, lines }: LedgerRecord, language: Language): string {
  const words = explanationWords(language);
  const terms = lines.map((line, at) => {
    const sign = line.sign === '−' ? ' − ' : at === 0 ? '' : ' + ';
    const gap = line.absent === undefined ? '' : GAP_TITLES[line.absent][language];
    const why = line.unreadable
      ? put(words.neverZero, gap)
      : line.adds === undefined
        ? gap
        : put(words.countsAsZero, gap);
    const note = gap === '' ? '' : put(words.bracket, why);
    const factor = line.factor === '1' ? '' : ` × ${line.factor.replace('/', ' ÷ ')}`;
    const amount = line.value ?? (line.adds === undefined ? '?' : '0');
    return `${sign}${line.title} ${figure(amount)}${factor}${note}`;
  });
  const sum = value === undefined ? GAP_TITLES[absent ?? 'missing'][language] : `${figure(value)} ${unit}`;
  return `${title} = ${terms.join('')} = ${sum}`;
}

/** How a baseline was found, with the sums behind it. */
export function baselineText(baseline: BaselineRecord, language: Language): string {
  const words = explanationWords(language);
  const { how, shown = '', unit, statistic, firms = 0, numerators, divisors, raw, times, from, places } = baseline;
  const value = `${figure(shown)} ${unit}`.trim();
  if (how !== 'statistic' || statistic === undefined) return `${value}${put(words.bracket, words.baselines[how])}`;
  const past = from === undefined ? '' : language === 'zh' ? '上年度' : ' of the year before';
  const name = put(words.baselines.statistic, past, firms, words.statistics[statistic]).trim();
  const sums =
    numerators === undefined || divisors === undefined ? '' : ` Σ ${figure(numerators)} ÷ Σ ${figure(divisors)}`;
  const factor = times === undefined ? '' : ` × ${times}`;
  const exact = raw === undefined ? '' : ` = ${figure(raw)}${factor}`;
  const rounded = places === undefined ? '' : ` → ${value}`;
  return `${name}${words.colon}${`${sums}${exact}${rounded}`.trim().replace(/^= /, '')}`;
}

/** Limits on points: 不低于 0，不高于 52.5 */
export function limitsText(limits: { readonly min?: string; readonly max?: string }, language: Language): string {
  const words = explanationWords(language);
  const { min, max } = limits;
  return [
    ...(min === undefined ? [] : [put(words.notBelow, figure(min))]),
    ...(max === undefined ? [] : [put(words.notAbove, figure(max))]),
  ].join(words.comma);
}

/** Why points were filled in, or left out. */
export function fillText({ filled }: PointsRecord, language: Language): string {
  if (filled === undefined) return '';
  const words = explanationWords(language);
  const reason = GAP_TITLES[filled.reason][language];
  switch (filled.by) {
    case 'mean':
      return put(
        words.filledByMean,
        reason,
        filled.among === 'pool' ? words.ofPool : words.ofCategory,
        filled.firms ?? 0,
      );
    case 'fixed':
      return put(words.filledFixed, reason);
    case 'ungraded':
      return put(words.filledUngraded, reason);
  }
}

/** Where the scheme rounds: 各项得分四舍五入保留 2 位小数，综合得分为各项得分之和。 */
export function roundingText({ rounding: { points, mode, score } }: ScoreRecord, language: Language): string {
  const words = explanationWords(language);
  const rounded = put(words.rounded, words.modes[mode], points);
  return put(score === 'sumOfPoints' ? words.roundedPoints : words.roundedTotal, rounded);
}

/** One edge of a quota: A 类前：20% × 120 = 24，取 24（四舍五入），第 1–24 位 */
export function edgeText(edge: EdgeRecord, base: number, language: Language): string {
  const words = explanationWords(language);
  const { kind, grade, share, exact, count, mode, first, last } = edge;
  const counted = put(words.edge, put(words.edges[kind], grade), share, base, figure(exact), count);
  const how = exact === String(count) ? '' : put(words.bracket, words.counts[mode]);
  const places = first === undefined || last === undefined ? '' : words.comma + put(words.edgePlaces, first, last);
  return `${counted}${how}${places}`;
}

/** What an override did and what the grade would be without it. */
export function overrideText(override: OverrideRecord, language: Language): string {
  const words = explanationWords(language);
  const { title, action, to, condition, moves, gradeWithout } = override;
  const why = condition === undefined ? '' : put(words.bracket, conditionText(condition, language));
  const moved = moves.map(({ from, to: grade }) => put(words.moved, from, grade)).join(words.comma) || words.notMoved;
  const without = gradeWithout === undefined ? '' : words.comma + put(words.without, gradeWithout);
  return `${title}${why}${words.colon}${put(words.actions[action], to)}${words.comma}${moved}${without}`;
}

/** The rules that cannot be decided for lack of data, with the data that each lacks, and how the scheme treats them. */
export function undecidedTexts(rules: readonly OverrideRecord[], language: Language): readonly string[] {
  const words = explanationWords(language);
  const undecided = rules.filter(({ condition }) => condition?.truth === 'undecided');
  return ([true, false] as const).flatMap((holds) => {
    const titles = new Map<string, string[]>();
    for (const { title, condition } of undecided.filter(({ applies }) => applies === holds)) {
      const data = [...new Set(condition === undefined ? [] : lackingData(condition, language))].join(words.comma);
      titles.set(data, [...(titles.get(data) ?? []), title]);
    }
    const listed = [...titles].map(([data, rulesOf]) => put(words.lacking, rulesOf.join(words.comma), data));
    const sentence = words.undecidedRules[holds ? 'holds' : 'fails'];
    return listed.length === 0 ? [] : [put(sentence, listed.join(words.semicolon))];
  });
}

/** What was found of the parts that leave a condition undecided: 安全事故：数据缺失. */
function lackingData(condition: ConditionRecord, language: Language): readonly string[] {
  if (condition.truth !== 'undecided') return [];
  const { parts = [] } = condition;
  if (parts.length > 0) return parts.flatMap((part) => lackingData(part, language));
  const { tests: _, absent, ...subject } = condition;
  const why = absent === undefined ? '' : explanationWords(language).colon + GAP_TITLES[absent][language];
  return [leafText(subject, language) + why];
}

/** The document and clause of a rule, or that it is assumed and why. */
export function sourceText(source: SourceRecord, language: Language): string {
  const words = explanationWords(language);
  const { assumed, detail, document, number, date, statedBy } = source;
  const inherited = statedBy === 'rule' ? '' : put(words.bracket, words.inherited[statedBy]);
  if (assumed) return `${words.assumed}${detail === undefined ? '' : words.colon + detail}${inherited}`;
  const name = document === undefined ? source.ref : language === 'zh' ? `《${document}》` : document;
  const known = [number, date].filter((text) => text !== undefined).join(words.comma);
  return `${name}${known === '' ? '' : put(words.bracket, known)}${detail === undefined ? '' : ` ${detail}`}${inherited}`;
}

/** What the firm's grade, or its status without one, is called. */
export function gradeText(
  { firm }: Explanation,
  language: Language,
  statuses: Readonly<Record<string, string>>,
): string {
  if (firm.grade !== undefined) return firm.grade;
  if (firm.status === 'graded') return explanationWords(language).noGrade;
  return statuses[firm.status] ?? firm.status;
}

/** Data that were corrected by hand, with the document. */
export function correctionTexts({ firm, cells }: Explanation, language: Language): readonly string[] {
  const words = explanationWords(language);
  return (firm.corrections ?? []).map(({ field, from, to, ...decision }) => {
    const title = cells.find((cell) => cell.field === field)?.title ?? field;
    return put(words.corrected, title, from, to, decisionText(decision, words));
  });
}

/** Moves of the grade by hand, with reason, document and approver. */
export function manualTexts({ firm }: Explanation, language: Language): readonly string[] {
  const words = explanationWords(language);
  return firm.moves.flatMap(({ from, to, reason, ...decision }) => {
    if (reason === undefined) return [];
    return [put(words.movedByHand, from, to, reason, decisionText(decision, words))];
  });
}

/** By which document, by whom and when it was decided. */
function decisionText(
  { document, approver, date }: Pick<Move, 'document' | 'approver' | 'date'>,
  words: ExplanationWords,
): string {
  const by = approver === undefined ? undefined : put(words.approvedBy, approver);
  return [document, by, date].filter((text) => text !== undefined).join(words.comma);
}

/** The name of a member of a unit; its id where it has none. */
export function memberName({ cells }: Explanation, id: string): string {
  const name = cells.find(({ firm, field }) => firm === id && field === 'name')?.value;
  return typeof name === 'string' ? name : id;
}
