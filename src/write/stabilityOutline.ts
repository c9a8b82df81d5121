import type { Language } from '../issues/sentences.ts';
import type { EffectRecord, FirmStability, GroupStability, Stability, VariedChoice } from '../results/stability.ts';
import { type StabilityPlan, USUAL_PLAN } from '../scheme/stabilityPlan.ts';
import type { Part } from './explanationOutline.ts';
import { explanationWords, put } from './explanationWords.ts';
import { type StabilityWords, stabilityWords } from './stabilityWords.ts';
import { wordsIn } from './words.ts';

/** A stability result as headed parts, each list cut to `most` entries and the rest counted. */
export function outlineStability(stability: Stability, language: Language, most: number): readonly Part[] {
  const words = stabilityWords(language);
  const { scheme, year, scenarios, pairs, generator, leaveOut, runs, varied } = stability;
  const forEffects = runs - scenarios - leaveOut.tested;
  const labels = new Map(varied.map((choice) => [choice.id, choiceLabel(choice, words)]));
  const made = [
    put(words.drawn, scenarios, generator.seed, generator.name),
    ...(forEffects > 0 ? [put(words.forEffects, forEffects, pairs)] : []),
    ...(leaveOut.tested > 0 ? [put(words.forAbsences, leaveOut.tested)] : []),
  ];
  const end = language === 'zh' ? ['；', '。'] : ['; ', '.'];
  return [
    {
      heading: put(words.title, scheme.title, year),
      lines: [
        `${made.join(end[0])}${end[1]}`,
        put(words.repeat, scenarios, pairs, generator.seed, optionsOf(stability.plan)),
      ],
    },
    overallPart(stability, words),
    ...stability.groups
      .filter(({ placed, graded }) => placed + graded > 0)
      .flatMap((group) => groupParts(group, stability, labels, words, most, language)),
    unstablePart(stability, words, most, language),
    absencesPart(stability, words, most, language),
    variedPart(stability, words, labels, language),
    { heading: words.readings, lines: words.explained },
  ];
}

/** The options by which a plan differs from the usual one. */
function optionsOf(plan: StabilityPlan): string {
  const { weights, baselines, leaveOut, note: _, ...others } = plan;
  const { weights: __, baselines: ___, leaveOut: ____, ...usual } = USUAL_PLAN;
  return [
    ...(JSON.stringify(others) === JSON.stringify(usual) ? [] : [' --plan <plan.json>']),
    ...(weights === USUAL_PLAN.weights ? [] : [` --weights ${weights}`]),
    ...(baselines === USUAL_PLAN.baselines ? [] : [` --baselines ${baselines}`]),
    ...(leaveOut === USUAL_PLAN.leaveOut ? [] : [` --leave-out ${leaveOut}`]),
  ].join('');
}

function overallPart({ overall, scenarios, firms, units }: Stability, words: StabilityWords): Part {
  if (overall.graded === 0) return { heading: words.overall, lines: [words.nothingGraded] };
  const share = percent(overall.kept, overall.graded * scenarios);
  const lines = [put(words.overallKept, scenarios, share, overall.graded, overall.always)];
  const least = leastStable([...firms, ...units], scenarios)[0];
  lines.push(
    least === undefined
      ? words.everyFirmKeeps
      : put(words.leastFirm, nameOf(least), least.grade ?? '', percent(least.kept ?? 0, scenarios)),
  );
  return { heading: words.overall, lines };
}

/** What became of a group in sentences, and then the effects in a table. */
function groupParts(
  group: GroupStability,
  { scenarios, pairs, varied }: Stability,
  labels: ReadonlyMap<string, string>,
  words: StabilityWords,
  most: number,
  language: Language,
): readonly Part[] {
  const { categories, graded, kept, always, placed, meanShift, onPlaces, onGrades } = group;
  const list = language === 'zh' ? '、' : ', ';
  const titles = categories.map(({ title }) => title).join(list);
  const heading = put(words.groupHeading, titles);
  const lines = [
    ...(graded > 0 ? [put(words.groupKept, graded, percent(kept, graded * scenarios), always)] : []),
    ...(placed > 0 ? [put(words.groupPlaced, placed, meanShift)] : []),
  ];
  const label = (effect: EffectRecord): string => labels.get(effect.choice) ?? effect.choice;
  const say = (sentence: string, effects: readonly EffectRecord[] | undefined): string[] => {
    const [first, second] = effects ?? [];
    if (first === undefined) return [];
    const apart = Number(first.total) - Number(second?.total ?? 0);
    const error = Math.sqrt(Number(first.totalError) ** 2 + Number(second?.totalError ?? 0) ** 2);
    const doubt = second !== undefined && apart < 2 * error ? put(words.noLeader, label(second)) : '';
    const space = language === 'zh' || doubt === '' ? '' : ' ';
    return [`${put(sentence, label(first), cut(first.total), cut(first.totalError))}${space}${doubt}`];
  };
  const concerned = varied.some((choice) => choice.categories.some((id) => categories.some((one) => one.id === id)));
  if (pairs === 0) lines.push(words.effectsNotAsked);
  else if (concerned && onPlaces === undefined && onGrades === undefined) lines.push(words.nothingMoves);
  lines.push(...say(words.mostOnPlaces, onPlaces), ...say(words.mostOnGrades, onGrades));
  const listed = onPlaces ?? onGrades ?? [];
  if (listed.length === 0) return [{ heading, lines }];
  const both = (value: string | undefined, error: string | undefined): string =>
    value === undefined || error === undefined ? '' : `${cut(value)} ± ${cut(error)}`;
  const rows = listed.slice(0, most).map((effect) => {
    const at = (effects: readonly EffectRecord[] | undefined) =>
      effects?.find(({ choice }) => choice === effect.choice);
    const [places, grades] = [at(onPlaces), at(onGrades)];
    return [
      label(effect),
      both(places?.first, places?.firstError),
      both(places?.total, places?.totalError),
      both(grades?.total, grades?.totalError),
    ];
  });
  const left = listed.slice(most);
  const rest = left[0] === undefined ? [] : [put(words.moreChoices, left.length, cut(left[0].total))];
  const headers = [words.choice, words.firstOnPlaces, words.totalOnPlaces, words.totalOnGrades];
  return [
    { heading, lines },
    { heading: put(words.effects, titles), lines: rest, table: { headers, rows } },
  ];
}

function unstablePart(
  { firms, units, scenarios, groups }: Stability,
  words: StabilityWords,
  most: number,
  language: Language,
): Part {
  const heading = words.unstable;
  const unstable = leastStable([...firms, ...units], scenarios);
  if (unstable.length === 0) return { heading, lines: [words.noneUnstable] };
  const titles = new Map(groups.flatMap(({ categories }) => categories.map(({ id, title }) => [id, title])));
  const { id, name, category, grade } = wordsIn(language);
  const rows = unstable.slice(0, most).map((firm) => {
    const { places, grades = {}, ungraded } = firm;
    const counts = [
      ...Object.entries(grades),
      ...(ungraded === undefined ? [] : [[words.ungraded, ungraded] as const]),
    ];
    return [
      firm.name ?? '',
      firm.id,
      titles.get(firm.category ?? '') ?? '',
      firm.grade ?? '',
      percent(firm.kept ?? 0, scenarios),
      counts.map(([one, count]) => `${one} ${count}`).join(language === 'zh' ? '、' : ', '),
      places === undefined ? '' : `${firm.place}（${places.best} / ${places.p5}–${places.p95} / ${places.worst}）`,
    ];
  });
  const more = unstable.length - rows.length;
  return {
    heading,
    lines: more > 0 ? [put(words.moreFirms, more)] : [],
    table: { headers: [name, id, category, grade, words.kept, words.grades, words.places], rows },
  };
}

/** Firms that some scenario gives another grade, the least stable first. */
function leastStable(firms: readonly FirmStability[], scenarios: number): readonly FirmStability[] {
  return firms
    .filter(({ kept }) => kept !== undefined && kept < scenarios)
    .sort((a, b) => (a.kept ?? 0) - (b.kept ?? 0) || (a.id < b.id ? -1 : 1));
}

function absencesPart(
  { leaveOut, firms, units }: Stability,
  words: StabilityWords,
  most: number,
  language: Language,
): Part {
  const { tested, of, absences } = leaveOut;
  const heading = words.absences;
  if (tested === 0) return { heading, lines: [words.absencesNone] };
  const intro =
    tested === of
      ? put(words.absencesTested, of, absences.length)
      : put(words.absencesDrawn, of, tested, absences.length);
  const names = new Map([...firms, ...units].map((firm) => [firm.id, nameOf(firm)]));
  const [comma, list] = language === 'zh' ? ['，', '、'] : [', ', ', '];
  const sorted = [...absences].sort((a, b) => b.moves.length - a.moves.length || (a.id < b.id ? -1 : 1));
  const lines = sorted.slice(0, most).map(({ id, moves }) => {
    const texts = moves
      .slice(0, most)
      .map((move) => `${names.get(move.id) ?? move.id} ${move.from ?? '—'}→${move.to ?? '—'}`);
    const more = moves.length - texts.length;
    const rest = more > 0 ? `${comma}${put(words.moreMoves, more)}` : '';
    return put(words.absenceMoves, names.get(id) ?? id, moves.length, texts.join(list) + rest);
  });
  const left = sorted.slice(most);
  const rest = left[0] === undefined ? [] : [put(words.moreAbsences, left.length, left[0].moves.length)];
  return { heading, lines: [intro, ...lines, ...rest] };
}

function variedPart(
  { varied, groups }: Stability,
  words: StabilityWords,
  labels: ReadonlyMap<string, string>,
  language: Language,
): Part {
  const heading = words.varied;
  if (varied.length === 0) return { heading, lines: [words.nothingVaried] };
  const titles = new Map(groups.flatMap(({ categories }) => categories.map(({ id, title }) => [id, title])));
  const rows = varied.map((choice) => [
    choice.categories.map((id) => titles.get(id) ?? id).join(language === 'zh' ? '、' : ', '),
    labels.get(choice.id) ?? choice.id,
    optionLabel(choice, choice.stated, words, language),
    choice.range === undefined
      ? (choice.options ?? []).map((one) => optionLabel(choice, one, words, language)).join(words.or)
      : `${choice.range.from} – ${choice.range.to}`,
  ]);
  return {
    heading,
    lines: [],
    table: { headers: [wordsIn(language).category, words.choice, words.stated, words.range], rows },
  };
}

function choiceLabel({ kind, title, indicator }: VariedChoice, words: StabilityWords): string {
  return put(words.kinds[kind], title ?? indicator ?? '');
}

function optionLabel({ kind }: VariedChoice, option: string, words: StabilityWords, language: Language): string {
  const { statistics, modes } = explanationWords(language);
  const known: Readonly<Record<string, string>> = { ...statistics, ...modes, ...words.options };
  if (kind === 'places') return put(words.placesOfPoints, option);
  return kind === 'weight' || kind === 'baseline' ? option : (known[option] ?? option);
}

function nameOf({ id, name }: FirmStability): string {
  return name ?? id;
}

/** A share cut to one place, so that 100% is said of all and of nothing less. */
function percent(count: number, of: number): string {
  return of === 0 ? '—' : `${(Math.floor((count * 1000) / of) / 10).toFixed(1)}%`;
}

/** A statistic to two places. */
function cut(text: string): string {
  return Number(text)
    .toFixed(2)
    .replace(/^-(0\.00)$/, '$1');
}
