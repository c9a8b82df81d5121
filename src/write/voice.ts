import type { Language } from '../issues/sentences.ts';
import { titleOf } from '../scheme/names.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { isAssumed, type SourceRef } from '../scheme/source.ts';

/** Who speaks of a scheme, and in which language. */
export class Voice {
  readonly scheme: Scheme;
  readonly language: Language;

  constructor(scheme: Scheme, language: Language) {
    this.scheme = scheme;
    this.language = language;
  }

  say(zh: string, en: string): string {
    return this.language === 'zh' ? zh : en;
  }

  /** The title of an amount, label, flag or indicator; without the values that a title lists in brackets. */
  title(key: string): string {
    return titleOf(this.scheme, key).replace(/（[^（）]*\/[^（）]*）$/u, '');
  }

  /** "3 亩" → 3亩; English keeps the space. */
  quantity(text: string): string {
    return this.say(text.replace(/\s+/gu, ''), text);
  }

  /** Texts as a list: 甲、乙 and 丙. */
  list(texts: readonly string[]): string {
    return texts.join(this.say('、', ', '));
  }

  clauses(texts: readonly string[]): string {
    return texts.filter((text) => text !== '').join(this.say('；', '; '));
  }

  /** A → A类; what is a word by itself (A类, 一档, 优) stays. */
  grade(name: string): string {
    return this.say(/^[A-Za-z\d+−-]+$/u.test(name) ? `${name}类` : name, `grade ${name}`);
  }

  category(id: string): string {
    return this.scheme.categories.find((category) => category.id === id)?.title ?? id;
  }

  /** ["category", "zone"] without the category: the labels that divide it. */
  labels(keys: readonly string[]): string {
    return this.list(keys.filter((key) => key !== 'category').map((key) => this.title(key)));
  }

  /** Where a rule comes from: its own source in full, or in short the one that it takes from what is around it. */
  source(own: SourceRef | undefined, around: SourceRef): string {
    const source = own ?? around;
    if (!isAssumed(source)) return this.say(`（依据：${source}）`, ` (source: ${source})`);
    const why = source.replace(/^assumed[\s:：]*/u, '');
    return own === undefined || why === ''
      ? this.say('〔约定〕', ' [assumed]')
      : this.say(`〔约定：${why}〕`, ` [assumed: ${why}]`);
  }

  /** A text of the scheme for people; the keyword that marks what no document states is put in words. */
  text(text: string): string {
    return this.say(text.replace(/（assumed）/gu, '').replace(/\s*assumed\s*/gu, '“约定”'), text);
  }
}
