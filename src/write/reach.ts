import { formatUnits, parseExact } from '../exact/decimal.ts';
import { compare, multiply, rational, roundToUnits, ZERO } from '../exact/rational.ts';
import type { Language } from '../issues/sentences.ts';
import type { LeverAnswer, Named, Reach, ReachedChange, ReachGoal, ReachState } from '../results/reach.ts';
import { writePartsMarkdown, writePartsText } from './explanation.ts';
import type { Part } from './explanationOutline.ts';
import { figure, sourceText } from './explanationSentences.ts';
import { put } from './explanationWords.ts';
import { type ReachWords, reachWords } from './reachWords.ts';
import { wordsIn } from './words.ts';

/** What a firm needs, for the terminal. */
export function writeReachText(reach: Reach, language: Language = 'zh'): string {
  return writePartsText(outlineReach(reach, language));
}

/** The same as Markdown. */
export function writeReachMarkdown(reach: Reach, language: Language = 'zh'): string {
  return writePartsMarkdown(outlineReach(reach, language));
}

/** How many other firms are named beside a change; the rest are counted. */
const NAMED = 5;

function outlineReach(reach: Reach, language: Language): readonly Part[] {
  const words = reachWords(language);
  const { firm, scheme, unit, landlord, now, goals } = reach;
  const head: Part = {
    heading: put(words.title, firm.name ?? firm.id, firm.id),
    lines: [
      put(words.scheme, scheme.title, scheme.id, scheme.version, String(reach.year)),
      put(words.now, stateText(now, language)),
      ...(unit === undefined ? [] : [put(words.unit, nameText(unit))]),
      ...(landlord === undefined ? [] : [put(words.landlord, nameText(landlord))]),
      ...(goals.length === 0 ? [words.nothing] : []),
    ],
  };
  return [
    head,
    ...goals.flatMap((goal) => goalParts(reach, goal, language)),
    ...adviceParts(reach, language),
    ...(goals.length === 0 ? [] : [{ heading: words.notes, lines: noteLines(reach, language) }]),
  ];
}

function goalParts(reach: Reach, goal: ReachGoal, language: Language): readonly Part[] {
  const words = reachWords(language);
  const reached = goal.levers.flatMap((lever) => (lever.reached === undefined ? [] : [{ lever, by: lever.reached }]));
  const not = goal.levers.filter((lever) => lever.reached === undefined);
  const to =
    goal.kind === 'grade'
      ? put(words.toGrade, gradeName(goal.grade ?? '', language))
      : put(words.toLeave, goal.title ?? '');
  const rows = reached.map(({ lever, by }) => rowOf(lever, by, words));
  const lines = [
    ...edgeLines(goal, language),
    ...(goal.actsOn.id === reach.firm.id ? [] : [put(words.actsOn, nameText(goal.actsOn))]),
    ...(reached.length === 0 ? [words.none] : []),
    ...reached.flatMap(({ lever, by }) => effectLines(reach.now, lever, by, language)),
  ];
  return [
    { heading: to, lines, ...(rows.length > 0 && { table: { headers: words.headers, rows } }) },
    ...(not.length === 0 || reached.length + not.length === 0
      ? []
      : [{ heading: words.notAlone, lines: not.map((lever) => notText(goal, lever, language)) }]),
  ];
}

function rowOf({ title, present, unit }: LeverAnswer, by: ReachedChange, words: ReachWords): readonly string[] {
  const { score, place, grade } = by.after;
  const share = by.share === undefined ? '–' : percent(by.share, words);
  const amount = figure(by.change.replace(/^-/u, ''));
  const way = put(by.change.startsWith('-') ? words.down : words.up, amount);
  return [
    title,
    figure(present ?? ''),
    way,
    figure(by.to),
    unit,
    share,
    score ?? '–',
    place === undefined ? '–' : String(place),
    grade ?? words.noGrade,
  ];
}

/** A share as per cent with two places; one that does not end there says so. */
function percent(text: string, words: ReachWords): string {
  const value = multiply(parseExact(text) ?? ZERO, rational(100n));
  const units = roundToUnits(value, 2, 'halfUp');
  const shown = `${formatUnits(units, 2)}%`;
  return compare(rational(units, 100n), value) === 0 ? shown : put(words.about, shown);
}

function edgeLines({ edge, grade = '', source }: ReachGoal, language: Language): readonly string[] {
  const words = reachWords(language);
  const parts =
    edge === undefined
      ? []
      : edge.places === undefined
        ? [put(words.edgeScore, edge.score ?? '')]
        : [
            put(words.edgePlaces, edge.places, edge.base ?? '', gradeName(grade, language)),
            ...(edge.score === undefined ? [] : [put(words.edgeLast, edge.score)]),
          ];
  return [[...parts, sourceText(source, language)].join(words.semicolon)];
}

function effectLines(
  now: ReachState,
  { title }: LeverAnswer,
  by: ReachedChange,
  language: Language,
): readonly string[] {
  const words = reachWords(language);
  const statuses = wordsIn(language).statuses;
  const { after, effects } = by;
  const titleOf = (flag: string): string =>
    [...after.flags, ...now.flags].find((one) => one.flag === flag)?.title ?? flag;
  const parts = [
    ...(now.category === after.category
      ? []
      : [put(words.category, now.categoryTitle ?? '–', after.categoryTitle ?? '–')]),
    ...(now.status === after.status ? [] : [put(words.status, statuses[now.status], statuses[after.status])]),
    ...(after.moves.length === 0
      ? []
      : [put(words.moved, after.moves.map(({ from, to }) => `${from}→${to}`).join(words.list))]),
    ...effects.flagsGained.map((flag) => put(words.gained, titleOf(flag))),
    ...effects.flagsLost.map((flag) => put(words.lost, titleOf(flag))),
    ...(effects.others.length === 0
      ? []
      : [put(words.others, String(effects.others.length), othersText(effects.others, words))]),
  ];
  return parts.length === 0 ? [] : [put(words.effectsOf, title) + words.colon + parts.join(words.semicolon)];
}

function othersText(others: ReachedChange['effects']['others'], words: ReachWords): string {
  const shown = others
    .slice(0, NAMED)
    .map(({ id, name, from, to }) => put(words.change, name ?? id, from ?? '–', to ?? '–'));
  const rest = others.length - shown.length;
  return [...shown, ...(rest === 0 ? [] : [put(words.more, String(rest))])].join(words.list);
}

function notText({ kind }: ReachGoal, lever: LeverAnswer, language: Language): string {
  const words = reachWords(language);
  const { not, title, present, unit, search, direction } = lever;
  if (not === undefined) return title;
  const reason =
    not.reason === 'notInScheme' && kind === 'flag'
      ? words.notInList
      : not.reason === 'zero' && search === undefined
        ? words.nothingLeft
        : put(words.reasons[not.reason], not.because.join(words.list), `${figure(search?.to ?? '')} ${unit}`);
  const amount = present === undefined ? '–' : `${figure(present)} ${unit}`;
  const way = put(direction === 'up' ? words.up : words.down, '').trim();
  const closest =
    not.closest === undefined || not.closest.amount === present || kind === 'flag'
      ? ''
      : words.semicolon +
        put(words.closest, `${figure(not.closest.amount)} ${unit}`, stateText(not.closest.state, language));
  return put(words.notBy, title, [amount, way].join(words.comma), reason + closest);
}

function adviceParts({ advice, goals }: Reach, language: Language): readonly Part[] {
  const words = reachWords(language);
  if (advice.length === 0) return [];
  const levers = goals.flatMap((goal) => goal.levers);
  const sources = new Set(advice.map(({ source }) => sourceText(source, language)));
  const lines = advice.map(({ advice: id, title, text, english, source }) => {
    const served = new Set(levers.filter((lever) => lever.advice.includes(id)).map((lever) => lever.title));
    const from = sources.size === 1 ? '' : `${words.semicolon}${sourceText(source, language)}`;
    return put(words.serves, title, language === 'zh' ? text : (english ?? text), [...served].join(words.list), from);
  });
  const [only] = sources.size === 1 ? sources : [];
  return [{ heading: words.advice, lines: [...lines, ...(only === undefined ? [] : [only])] }];
}

function noteLines({ goals }: Reach, language: Language): readonly string[] {
  const words = reachWords(language);
  const levers = goals.flatMap((goal) => goal.levers);
  const proved = levers.filter(({ reached, search }) => reached !== undefined && search?.proof === 'exact');
  const searched = levers.filter(({ search }) => search?.proof === 'searched');
  const titles = (some: readonly LeverAnswer[]): string =>
    [...new Set(some.map(({ title }) => title))].join(words.list);
  const steps = new Map(levers.map(({ title, step, unit }) => [title, put(words.step, title, step, unit)]));
  return [
    words.confirmed,
    ...(proved.length === 0 ? [] : [put(words.exact, titles(proved))]),
    ...searched.map((lever) => put(words.searched, String(lever.search?.runs ?? 0), lever.title)),
    put(words.steps, [...steps.values()].join(words.list)),
  ];
}

function stateText(state: ReachState, language: Language): string {
  const words = reachWords(language);
  const { categoryTitle, status, statusRule, score, place, grade, flags } = state;
  const parts = [
    categoryTitle,
    status === 'graded' ? undefined : (statusRule ?? wordsIn(language).statuses[status]),
    score === undefined ? undefined : put(words.score, score),
    place === undefined ? undefined : put(words.place, String(place)),
    grade === undefined ? words.noGrade : gradeName(grade, language),
    flags.length === 0 ? undefined : put(words.flags, flags.map(({ title }) => title).join(words.list)),
  ];
  return parts.filter((part) => part !== undefined && part !== null).join(words.comma);
}

/** A → A类; what is a word by itself (一档, 优) stays. */
function gradeName(grade: string, language: Language): string {
  const words = reachWords(language);
  return language === 'en' || /^[A-Za-z\d+−-]+$/u.test(grade) ? put(words.grade, grade) : grade;
}

function nameText({ id, name }: Named): string {
  return name === null || name === id ? id : `${name} ${id}`;
}
