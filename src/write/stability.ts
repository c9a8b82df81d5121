import type { Language } from '../issues/sentences.ts';
import type { Stability } from '../results/stability.ts';
import { type Cell, writeCsv } from './csv.ts';
import { writePartsMarkdown, writePartsText } from './explanation.ts';
import { put } from './explanationWords.ts';
import { outlineStability } from './stabilityOutline.ts';
import { stabilityWords } from './stabilityWords.ts';
import { idHeader, wordsIn } from './words.ts';

/** How many entries of each list a terminal shows; what is left is counted. */
const MOST = 10;

/** How firm the grades are, for the terminal. */
export function writeStabilityText(stability: Stability, language: Language = 'zh'): string {
  return writePartsText(outlineStability(stability, language, MOST));
}

/** The same as Markdown, with every choice that was varied and every firm that a scenario moves. */
export function writeStabilityMarkdown(stability: Stability, language: Language = 'zh'): string {
  return writePartsMarkdown(outlineStability(stability, language, Number.POSITIVE_INFINITY));
}

/** One row for each firm, and each unit of evaluation behind them. Counts are of scenarios. */
export function writeStabilityCsv(stability: Stability, language: Language = 'zh'): string {
  const words = wordsIn(language);
  const own = stabilityWords(language);
  const all = [...stability.firms, ...stability.units];
  const names = [...new Set(all.flatMap(({ grades }) => Object.keys(grades ?? {})))].sort((a, b) => (a < b ? -1 : 1));
  const titles = new Map(stability.groups.flatMap(({ categories }) => categories.map(({ id, title }) => [id, title])));
  const headers = [
    words.category,
    words.pool,
    words.place,
    idHeader(stability.identity, language),
    words.name,
    words.grade,
    own.keptCount,
    ...[...names, own.ungraded].map((name) => put(own.gradeCount, name)),
    own.bestPlace,
    own.p5Place,
    own.p95Place,
    own.worstPlace,
    own.dependsOn,
  ];
  const rows = all.map((firm): readonly Cell[] => {
    const count = (value: number | undefined): Cell => ({ number: value === undefined ? '' : String(value) });
    const { kept, grades, places } = firm;
    return [
      { text: titles.get(firm.category ?? '') ?? firm.category ?? '' },
      { text: firm.pool ?? '' },
      count(firm.place),
      { code: firm.id },
      { text: firm.name ?? '' },
      { text: firm.grade ?? '' },
      count(kept),
      ...names.map((name) => count(grades === undefined ? undefined : (grades[name] ?? 0))),
      count(grades === undefined ? undefined : (firm.ungraded ?? 0)),
      count(places?.best),
      count(places?.p5),
      count(places?.p95),
      count(places?.worst),
      count(firm.dependsOn),
    ];
  });
  return writeCsv(headers, rows);
}
