import type { Language } from '../issues/sentences.ts';
import type { Comparison, FirmComparison, Outcome } from '../results/comparison.ts';
import { STATUSES } from '../scheme/flag.ts';
import { type ComparisonWords, comparisonWords } from './comparisonWords.ts';
import { wordsIn } from './words.ts';

/** Says parts of a comparison in a few words. */
export class ComparisonTexts {
  readonly words: ComparisonWords;
  readonly zh: boolean;
  readonly #language: Language;
  readonly #titles: ReadonlyMap<string | null, string>;

  constructor(comparison: Comparison, language: Language) {
    this.words = comparisonWords(language);
    this.zh = language === 'zh';
    this.#language = language;
    this.#titles = new Map(comparison.transitions.map(({ category, title }) => [category, title ?? '']));
  }

  category(id: string | null): string {
    return id === null ? this.words.noCategory : (this.#titles.get(id) ?? id);
  }

  /** A result of a transition: a grade, a status, or one of the words for other categories and runs. */
  result(name: string): string {
    const status = STATUSES.find((one) => one === name);
    if (status !== undefined) return wordsIn(this.#language).statuses[status];
    if (name === 'otherCategory') return this.words.otherCategory;
    return name === 'new' || name === 'gone' ? this.words.causes[name] : name;
  }

  /** The grade, or the status of a firm without one; "–" for a firm that is not there. */
  outcome(outcome: Pick<Outcome, 'grade' | 'status'> | undefined): string {
    return outcome === undefined ? '–' : (outcome.grade ?? this.result(outcome.status));
  }

  /** B→A, or 规上工业 B → 规下工业 A where the category is another. */
  move({ before, after }: Pick<FirmComparison, 'before' | 'after'>): string {
    const of = (outcome: Outcome | undefined): string => this.outcome(outcome);
    if (before === undefined || after === undefined || before.category === after.category) {
      return `${of(before)}→${of(after)}`;
    }
    return `${this.category(before.category)} ${of(before)}→${this.category(after.category)} ${of(after)}`;
  }

  /** Each cause with the change of grade that it made: 本企业数据 B→C、其他企业 C→B. */
  causes({ before, causes, steps = [], undivided, follows }: FirmComparison): string {
    const { words } = this;
    if (undivided !== undefined) return `${words.causes.undivided}${this.brackets(words.undivided[undivided])}`;
    if (steps.length === 0) return causes.map((cause) => words.causes[cause]).join(this.comma);
    const said: string[] = [];
    let last: Outcome | undefined = follows === undefined ? before : undefined;
    for (const step of steps) {
      const [from, to] = [this.outcome(last), this.outcome(step)];
      const changed = last !== undefined && (from !== to || last.category !== step.category);
      if (changed) said.push(`${words.steps[step.step]} ${this.move({ before: last as Outcome, after: step })}`);
      last = step;
    }
    const own = said.length > 0 ? said : causes.map((cause) => words.causes[cause]);
    return `${own.join(this.comma)}${follows === undefined ? '' : this.brackets(`${words.follows} ${follows}`)}`;
  }

  /** 12 → 15 / 400 */
  places({ before, after }: FirmComparison): string {
    const one = (outcome: Outcome | undefined): string =>
      outcome?.place === undefined ? '–' : `${outcome.place}/${outcome.size ?? '–'}`;
    return `${one(before)}→${one(after)}`;
  }

  scores({ before, after }: FirmComparison): string {
    return `${before?.score ?? '–'}→${after?.score ?? '–'}`;
  }

  /** What was decided by hand, with document and approver. */
  byHand({ byHand }: FirmComparison): string {
    if (byHand === undefined) return '';
    const said = [
      ...byHand.corrections.map(({ title, from, to, document, approver, date }) => ({
        what: `${title}${this.zh ? '：' : ': '}${from}→${to}`,
        of: [document, approver, date],
      })),
      ...byHand.moves.map(({ from, to, document = '', approver = '', date = '' }) => ({
        what: `${from}→${to}`,
        of: [document, approver, date],
      })),
    ];
    return said.map(({ what, of }) => `${what}${this.brackets(of.join(this.zh ? '，' : ', '))}`).join(this.semicolon);
  }

  firm({ id, name }: Pick<FirmComparison, 'id' | 'name'>): string {
    return name ?? id;
  }

  count(firms: number): string {
    return this.zh ? `${firms} 家` : `${firms} firm${firms === 1 ? '' : 's'}`;
  }

  brackets(text: string): string {
    return this.zh ? `（${text}）` : ` (${text})`;
  }

  get colon(): string {
    return this.zh ? '：' : ': ';
  }

  get comma(): string {
    return this.zh ? '、' : ', ';
  }

  get semicolon(): string {
    return this.zh ? '；' : '; ';
  }
}
