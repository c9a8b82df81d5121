import { formatRational } from '../exact/decimal.ts';
import { compare, type Rational } from '../exact/rational.ts';
import { type Issue, type IssueCode, issue } from '../issues/issue.ts';
import type { BoardKey } from './board.ts';
import { gradesOf, type RankingKey } from './grading.ts';
import type { Indicator } from './indicator.ts';
import { amountDimension, fieldNamed, own } from './names.ts';
import type { Scheme } from './scheme.ts';
import { canonicalUnit, type Dimension, quantityIn } from './unit.ts';

/** What a condition may speak of, by where it stands: nothing that only a later stage knows. */
export type Stage = 'admit' | 'adjust' | 'flag' | 'quota' | 'override' | 'board' | 'policy';

/** The faults of a scheme as they are found, and the questions that every check asks: does this name, this quantity exist? */
export class Findings {
  readonly scheme: Scheme;
  readonly issues: Issue[] = [];

  constructor(scheme: Scheme) {
    this.scheme = scheme;
  }

  report(code: IssueCode, path: string, expected: string, received: string): void {
    this.issues.push(issue(code, { path }, expected, received));
  }

  unique(ids: readonly string[], path: string): void {
    for (const id of new Set(ids.filter((one, i) => ids.indexOf(one) !== i))) {
      this.report('schemeRepeated', path, 'each name once', id);
    }
  }

  inOrder(min: Rational | undefined, max: Rational | undefined, path: string): void {
    if (min !== undefined && max !== undefined && compare(min, max) > 0) {
      this.report('schemeQuantity', path, 'min ≤ max', `${formatRational(min)} > ${formatRational(max)}`);
    }
  }

  amount(key: string, path: string): Dimension | undefined {
    const field = fieldNamed(this.scheme, key);
    if (own(this.scheme.ledgers, key) === undefined && field?.kind !== 'amount') {
      this.report('schemeName', path, 'an amount: a field or a ledger', key);
      return undefined;
    }
    return amountDimension(this.scheme, key);
  }

  label(key: string, path: string): void {
    if (fieldNamed(this.scheme, key)?.kind !== 'label') this.report('schemeName', path, 'a label', key);
  }

  date(key: string, path: string): void {
    if (fieldNamed(this.scheme, key)?.kind !== 'date') this.report('schemeName', path, 'a date', key);
  }

  /** A label with a closed list of values can only be compared with one of them. */
  labelValues(key: string, texts: readonly string[], path: string): void {
    this.label(key, `${path}.label`);
    const field = fieldNamed(this.scheme, key);
    const values = field?.kind === 'label' ? field.values : undefined;
    for (const text of values === undefined ? [] : texts) {
      if (own(values, text) === undefined)
        this.report('schemeName', `${path}.is`, Object.keys(values ?? {}).join(' | '), text);
    }
  }

  flagName(key: string, path: string, stage: Stage): void {
    const raised = (this.scheme.flags ?? []).some(({ id }) => id === key);
    if (raised) this.notBefore(stage === 'admit' || stage === 'adjust' || stage === 'flag', path, `flag ${key}`);
    else if (fieldNamed(this.scheme, key)?.kind !== 'flag') this.report('schemeName', `${path}.flag`, 'a flag', key);
  }

  indicatorName(id: string, path: string): Indicator | undefined {
    const indicator = own(this.scheme.indicators, id);
    if (indicator === undefined) this.report('schemeName', path, Object.keys(this.scheme.indicators).join(' | '), id);
    return indicator;
  }

  /** The amounts and indicators that firms are ordered by. */
  rankingKey(key: RankingKey | BoardKey, path: string): void {
    if ('points' in key) for (const id of key.points) this.indicatorName(id, `${path}.points`);
    if ('field' in key) this.amount(key.field, `${path}.field`);
    if ('indicator' in key) this.indicatorName(key.indicator, `${path}.indicator`);
  }

  categoryName(id: string, path: string): void {
    if (!this.scheme.categories.some((category) => category.id === id)) {
      this.report('schemeName', path, this.scheme.categories.map((category) => category.id).join(' | '), id);
    }
  }

  gradeSomewhere(grade: string, path: string): void {
    const grades = new Set(this.scheme.categories.flatMap(({ grading }) => gradesOf(grading)));
    if (!grades.has(grade)) this.report('schemeName', path, [...grades].join(' | '), grade);
  }

  optionalQuantity(text: string | undefined, dimension: Dimension, path: string): Rational | undefined {
    if (text === undefined) return undefined;
    const value = quantityIn(text, dimension);
    if (value === undefined) this.report('schemeDimension', path, canonicalUnit(dimension), text);
    return value;
  }

  positive(text: string, dimension: Dimension, path: string): void {
    const value = this.optionalQuantity(text, dimension, path);
    if (value !== undefined && value.n <= 0n) this.report('schemeQuantity', path, '> 0', text);
  }

  /** Nothing can be decided by what only a later stage knows. */
  notBefore(tooEarly: boolean, path: string, what: string): void {
    if (tooEarly) this.report('schemeStage', path, 'what is known by then', what);
  }
}
