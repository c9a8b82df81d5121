import type { Language } from '../issues/sentences.ts';
import type { Evaluation } from '../results/evaluation.ts';
import type { MergeRule } from '../scheme/unitRule.ts';
import { writeCsv } from './csv.ts';
import { number, resultsTable } from './results.ts';
import { wordsIn } from './words.ts';

/** The file in which the units of a merge are published: regions apart from firms merged. */
const FILE_OF: Readonly<Record<MergeRule['members'], string>> = {
  sumOnly: 'zones.csv',
  shareResult: 'units.csv',
  alsoAlone: 'units.csv',
};

/**
 * zones.csv and units.csv: units of evaluation by category, place and id, with the rule that makes them, their name, how many
 * firms they have, and the columns of results.csv. Each is written only where the scheme has such a rule.
 */
export function writeUnits(evaluation: Evaluation, language: Language = 'zh'): ReadonlyMap<string, string> {
  const words = wordsIn(language);
  const merges = (evaluation.run.scheme.units ?? []).filter((rule) => rule.kind === 'merge');
  const all = evaluation.units();
  const files = new Map<string, string>();
  for (const file of new Set(merges.map(({ members }) => FILE_OF[members]))) {
    const rules = new Map(
      merges.filter(({ members }) => FILE_OF[members] === file).map((rule) => [rule.id, rule.title]),
    );
    const units = all.filter(({ rule }) => rules.has(rule));
    const { headers, rows } = resultsTable(evaluation, units, language);
    const led = units.map(({ rule, name, members }, at) => [
      { text: rules.get(rule) ?? rule },
      { text: name ?? '' },
      number(String(members.length)),
      ...(rows[at] ?? []),
    ]);
    files.set(file, writeCsv([words.unitRule, words.unitName, words.members, ...headers], led));
  }
  return files;
}
