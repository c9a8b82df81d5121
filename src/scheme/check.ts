import { formatRational, parseDecimal } from '../exact/decimal.ts';
import { add, compare, ONE, type Rational, ZERO } from '../exact/rational.ts';
import { type Issue, type IssueCode, issue } from '../issues/issue.ts';
import type { Category } from './category.ts';
import { type Condition, conditionParts, listOf } from './condition.ts';
import { fieldDimension } from './field.ts';
import { type Grading, gradesOf, type RankingKey, shareOf } from './grading.ts';
import { GAPS, type Gap, type Indicator } from './indicator.ts';
import { termParts } from './ledger.ts';
import { amountDimension, fieldNamed, fieldsOfAmount, indicatorDimension, own } from './names.ts';
import type { Override } from './override.ts';
import type { Scheme } from './scheme.ts';
import type { Scoring } from './scoring.ts';
import { isAssumed, sourceKey } from './source.ts';
import { canonicalUnit, quantityIn, unitIn } from './unit.ts';

/** What a condition may speak of, by where it stands: nothing that only a later stage knows. */
type Stage = 'admit' | 'flag' | 'quota' | 'override' | 'board';

/** Finds what the form alone cannot tell: unknown names, dimensions that do not fit, weights, gaps, edges, sources. */
export function checkScheme(scheme: Scheme): readonly Issue[] {
  return new Check(scheme).all();
}

class Check {
  readonly #scheme: Scheme;
  readonly #issues: Issue[] = [];

  constructor(scheme: Scheme) {
    this.#scheme = scheme;
  }

  all(): readonly Issue[] {
    const scheme = this.#scheme;
    this.#sources(scheme, '');
    this.#years(scheme);
    this.#fields(scheme);
    this.#ledgers(scheme);
    for (const [id, indicator] of Object.entries(scheme.indicators)) this.#indicator(indicator, `indicators.${id}`);
    this.#unique([...Object.keys(scheme.ledgers ?? {}), ...Object.keys(scheme.indicators)], 'indicators');
    this.#ids(scheme);
    scheme.categories.forEach((category, i) => {
      this.#category(category, `categories[${i}]`);
    });
    scheme.statuses?.forEach((rule, i) => {
      this.#condition(rule.when, `statuses[${i}].when`, 'admit');
      if (rule.managedAs !== undefined) this.#gradeSomewhere(rule.managedAs, `statuses[${i}].managedAs`);
    });
    scheme.flags?.forEach((rule, i) => {
      this.#condition(rule.when, `flags[${i}].when`, 'flag');
    });
    scheme.overrides?.forEach((rule, i) => {
      this.#override(rule, `overrides[${i}]`);
    });
    scheme.boards?.forEach((board, i) => {
      const path = `boards[${i}]`;
      if (board.per !== 'all' && board.per !== 'category') this.#label(board.per, `${path}.per`);
      this.#rankingKey(board.by as RankingKey, `${path}.by`);
      this.#condition(board.eligible, `${path}.eligible`, 'board');
    });
    return this.#issues;
  }

  #report(code: IssueCode, path: string, expected: string, received: string): void {
    this.#issues.push(issue(code, { path }, expected, received));
  }

  /** Every `source`, at whatever depth, names a document of the scheme or is assumed. */
  #sources(value: unknown, path: string): void {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, part] of Object.entries(value)) {
      const below = Array.isArray(value) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`;
      if (below === 'sources') continue;
      if (name !== 'source' || typeof part !== 'string') this.#sources(part, below);
      else if (!isAssumed(part) && own(this.#scheme.sources, sourceKey(part)) === undefined) {
        this.#report('schemeSource', below, ['assumed', ...Object.keys(this.#scheme.sources)].join(' | '), part);
      }
    }
  }

  #years({ years }: Scheme): void {
    if (years.to !== undefined && years.to < years.from) {
      this.#report('schemeForm', 'years.to', `≥ ${years.from}`, String(years.to));
    }
  }

  #fields(scheme: Scheme): void {
    for (const [key, field] of Object.entries(scheme.fields ?? {})) {
      if (field.kind === 'amount' && fieldDimension(field) === undefined) {
        this.#report(
          'schemeDimension',
          `fields.${key}.unit`,
          'a unit that is known, with `dimension` where it has several readings',
          field.unit,
        );
      }
    }
  }

  #ledgers(scheme: Scheme): void {
    for (const [key, ledger] of Object.entries(scheme.ledgers ?? {})) {
      const path = `ledgers.${key}`;
      if (fieldsOfAmount(scheme, key).includes(key)) {
        this.#report('schemeName', `${path}.sum`, 'fields and other ledgers', key);
        continue;
      }
      const dimension = amountDimension(scheme, key);
      ledger.sum.forEach((term, i) => {
        const { amount } = termParts(term);
        const of = this.#amount(amount, `${path}.sum[${i}]`);
        if (of !== undefined && dimension !== undefined && of !== dimension) {
          this.#report('schemeDimension', `${path}.sum[${i}]`, canonicalUnit(dimension), canonicalUnit(of));
        }
      });
      if (dimension !== undefined && unitIn(ledger.unit, dimension) === undefined) {
        this.#report('schemeDimension', `${path}.unit`, canonicalUnit(dimension), ledger.unit);
      }
    }
  }

  #indicator(indicator: Indicator, path: string): void {
    this.#amount(indicator.of, `${path}.of`);
    if (indicator.per !== undefined) this.#amount(indicator.per, `${path}.per`);
    const dimension = indicatorDimension(this.#scheme, indicator);
    if (dimension !== undefined && unitIn(indicator.unit, dimension) === undefined) {
      this.#report('schemeDimension', `${path}.unit`, canonicalUnit(dimension), indicator.unit);
    }
  }

  #ids(scheme: Scheme): void {
    this.#unique(
      scheme.categories.map(({ id }) => id),
      'categories',
    );
    this.#unique(
      (scheme.statuses ?? []).map(({ id }) => id),
      'statuses',
    );
    this.#unique(
      (scheme.flags ?? []).map(({ id }) => id),
      'flags',
    );
    this.#unique(
      (scheme.overrides ?? []).map(({ id }) => id),
      'overrides',
    );
    this.#unique(
      (scheme.boards ?? []).map(({ id }) => id),
      'boards',
    );
    this.#unique(
      (scheme.sectorGroups ?? []).map(({ id }) => id),
      'sectorGroups',
    );
    this.#unique(
      (scheme.sectorGroups ?? []).flatMap(({ codes }) => codes),
      'sectorGroups.codes',
    );
    for (const [i, { id }] of (scheme.flags ?? []).entries()) {
      if (fieldNamed(scheme, id) !== undefined)
        this.#report('schemeRepeated', `flags[${i}].id`, 'a name that no field has', id);
    }
  }

  #unique(ids: readonly string[], path: string): void {
    for (const id of new Set(ids.filter((one, i) => ids.indexOf(one) !== i))) {
      this.#report('schemeRepeated', path, 'each name once', id);
    }
  }

  #category(category: Category, path: string): void {
    this.#condition(category.admit, `${path}.admit`, 'admit');
    const indicators = category.scoring.map(({ indicator }) => indicator);
    this.#unique(indicators, `${path}.scoring`);
    const declared = parseDecimal(category.weightsTotal) ?? ZERO;
    const total = category.scoring.reduce((sum, { weight }) => add(sum, parseDecimal(weight) ?? ZERO), ZERO);
    if (compare(total, declared) !== 0) {
      this.#report('schemeWeights', `${path}.weightsTotal`, category.weightsTotal, formatRational(total));
    }
    category.scoring.forEach((rule, i) => {
      this.#scoring(rule, category, `${path}.scoring[${i}]`);
    });
    for (const label of category.ranking.within) {
      if (label !== 'category') this.#label(label, `${path}.ranking.within`);
    }
    if (!category.ranking.within.includes('category')) {
      this.#report('schemeForm', `${path}.ranking.within`, '"category" first', category.ranking.within.join(', '));
    }
    category.ranking.by.forEach((key, i) => {
      this.#rankingKey(key, `${path}.ranking.by[${i}]`);
      if ('score' in key && category.scoring.length === 0) {
        this.#report('schemeForm', `${path}.ranking.by[${i}]`, 'a field or an indicator: nothing is scored', 'score');
      }
    });
    this.#grading(category.grading, category, `${path}.grading`);
  }

  #scoring(rule: Scoring, category: Category, path: string): void {
    const indicator = own(this.#scheme.indicators, rule.indicator);
    if (indicator === undefined) {
      this.#report('schemeName', `${path}.indicator`, Object.keys(this.#scheme.indicators).join(' | '), rule.indicator);
      return;
    }
    const weight = parseDecimal(rule.weight) ?? ZERO;
    if (weight.n <= 0n) this.#report('schemeQuantity', `${path}.weight`, '> 0', rule.weight);
    for (const gap of possibleGaps(this.#scheme, indicator)) {
      if ((rule.gap?.[gap] ?? rule.gap?.other ?? category.gap?.[gap] ?? category.gap?.other) === undefined) {
        this.#report('schemeGap', `${path}.gap.${gap}`, 'what this gap earns', 'nothing');
      }
    }
    const dimension = indicatorDimension(this.#scheme, indicator);
    if (dimension === undefined) return;
    const { baseline, limits } = rule.method;
    const at = `${path}.method.baseline`;
    if (typeof baseline === 'string') this.#positive(baseline, dimension, at);
    else {
      if (baseline.otherwise !== 'ungraded') this.#positive(baseline.otherwise, dimension, `${at}.otherwise`);
      const times = parseDecimal(baseline.times ?? '1') ?? ONE;
      if (times.n <= 0n) this.#report('schemeQuantity', `${at}.times`, '> 0', baseline.times ?? '');
      for (const label of baseline.per ?? []) this.#label(label, `${at}.per`);
    }
    const lower = this.#optionalQuantity(limits?.value?.min, dimension, `${path}.method.limits.value.min`);
    const upper = this.#optionalQuantity(limits?.value?.max, dimension, `${path}.method.limits.value.max`);
    this.#inOrder(lower, upper, `${path}.method.limits.value`);
    const fewest = limits?.points?.min;
    const most = limits?.points?.max;
    this.#inOrder(
      fewest === undefined ? undefined : parseDecimal(fewest),
      most === undefined ? undefined : parseDecimal(most),
      `${path}.method.limits.points`,
    );
  }

  #inOrder(min: Rational | undefined, max: Rational | undefined, path: string): void {
    if (min !== undefined && max !== undefined && compare(min, max) > 0) {
      this.#report('schemeQuantity', path, 'min ≤ max', `${formatRational(min)} > ${formatRational(max)}`);
    }
  }

  #grading(grading: Grading, category: Category, path: string): void {
    this.#unique(gradesOf(grading), path);
    if (grading.kind === 'shares') {
      const shares = grading.upTo.map(([, share]) => shareOf(share));
      shares.forEach((share, i) => {
        if (i > 0 && compare(share, shares[i - 1] as Rational) < 0) {
          this.#report(
            'schemeEdges',
            `${path}.upTo[${i}]`,
            'shares that rise, since they are cumulative',
            grading.upTo[i]?.[1] ?? '',
          );
        }
      });
      const last = shares.at(-1);
      if (last !== undefined && compare(last, ONE) !== 0) {
        this.#report('schemeEdges', `${path}.upTo`, '100% at the end', grading.upTo.at(-1)?.[1] ?? '');
      }
    }
    if (grading.kind === 'scoreThresholds') {
      const steps = grading.from.map(([, from]) => parseDecimal(from) ?? ZERO);
      steps.forEach((step, i) => {
        if (i > 0 && compare(step, steps[i - 1] as Rational) >= 0) {
          this.#report('schemeEdges', `${path}.from[${i}]`, 'scores that fall', grading.from[i]?.[1] ?? '');
        }
      });
      if (category.scoring.length === 0)
        this.#report('schemeForm', path, 'a grading that needs no score', grading.kind);
    }
  }

  #override(rule: Override, path: string): void {
    this.#condition(rule.when, `${path}.when`, rule.usesQuota ? 'override' : 'quota');
    const categories = this.#scheme.categories.filter(
      ({ id, grading }) => grading.kind !== 'none' && (rule.categories === undefined || rule.categories.includes(id)),
    );
    for (const id of rule.categories ?? []) this.#categoryName(id, `${path}.categories`);
    for (const action of ['fix', 'notAbove', 'notBelow'] as const) {
      const grade = rule[action];
      for (const { id, grading } of grade === undefined ? [] : categories) {
        if (!gradesOf(grading).includes(grade as string)) {
          this.#report('schemeName', `${path}.${action}`, `${gradesOf(grading).join(' | ')} (${id})`, grade as string);
        }
      }
    }
  }

  #rankingKey(key: RankingKey, path: string): void {
    if ('field' in key) this.#amount(key.field, `${path}.field`);
    if ('indicator' in key) this.#indicatorName(key.indicator, `${path}.indicator`);
  }

  #condition(root: Condition, path: string, stage: Stage): void {
    for (const [part, at] of conditionParts(root, path)) this.#leaf(part, at, stage);
  }

  #leaf(part: Condition, path: string, stage: Stage): void {
    if ('field' in part) {
      const dimension = this.#amount(part.field, `${path}.field`);
      if (dimension !== undefined) this.#bounds(part, dimension, path);
    } else if ('indicator' in part) {
      const indicator = this.#indicatorName(part.indicator, `${path}.indicator`);
      const dimension = indicator && indicatorDimension(this.#scheme, indicator);
      if (dimension !== undefined) this.#bounds(part, dimension, path);
      this.#notBefore(stage === 'admit', path, 'indicator');
    } else if ('gapOf' in part) {
      this.#indicatorName(part.gapOf, `${path}.gapOf`);
      this.#notBefore(stage === 'admit', path, 'gapOf');
    } else if ('label' in part) {
      this.#labelValues(part.label, listOf(part.is ?? []), path);
    } else if ('flag' in part) {
      this.#flagName(part.flag, path, stage);
    } else if ('state' in part) {
      if (fieldNamed(this.#scheme, part.state) === undefined && own(this.#scheme.ledgers, part.state) === undefined) {
        this.#report('schemeName', `${path}.state`, 'a field or ledger', part.state);
      }
    } else if ('grade' in part) {
      for (const grade of listOf(part.grade)) this.#gradeSomewhere(grade, `${path}.grade`);
      this.#notBefore(stage !== 'override' && stage !== 'board', path, 'grade');
    } else if ('category' in part) {
      for (const id of listOf(part.category)) this.#categoryName(id, `${path}.category`);
      this.#notBefore(stage === 'admit', path, 'category');
    } else if ('score' in part) {
      this.#notBefore(stage === 'admit', path, 'score');
    }
  }

  /** Nothing can be decided by what only a later stage knows. */
  #notBefore(tooEarly: boolean, path: string, what: string): void {
    if (tooEarly) this.#report('schemeStage', path, 'what is known by then', what);
  }

  #bounds(bounds: object, dimension: string, path: string): void {
    for (const [name, text] of Object.entries(bounds)) {
      if (name === 'field' || name === 'indicator' || typeof text !== 'string') continue;
      this.#optionalQuantity(text, dimension, `${path}.${name}`);
    }
  }

  #amount(key: string, path: string): string | undefined {
    const field = fieldNamed(this.#scheme, key);
    if (own(this.#scheme.ledgers, key) === undefined && field?.kind !== 'amount') {
      this.#report('schemeName', path, 'an amount: a field or a ledger', key);
      return undefined;
    }
    return amountDimension(this.#scheme, key);
  }

  #label(key: string, path: string): void {
    if (fieldNamed(this.#scheme, key)?.kind !== 'label') this.#report('schemeName', path, 'a label', key);
  }

  /** A label with a closed list of values can only be compared with one of them. */
  #labelValues(key: string, texts: readonly string[], path: string): void {
    this.#label(key, `${path}.label`);
    const field = fieldNamed(this.#scheme, key);
    const values = field?.kind === 'label' ? field.values : undefined;
    for (const text of values === undefined ? [] : texts) {
      if (own(values, text) === undefined)
        this.#report('schemeName', `${path}.is`, Object.keys(values ?? {}).join(' | '), text);
    }
  }

  #flagName(key: string, path: string, stage: Stage): void {
    const raised = (this.#scheme.flags ?? []).some(({ id }) => id === key);
    if (raised) this.#notBefore(stage === 'admit' || stage === 'flag', path, `flag ${key}`);
    else if (fieldNamed(this.#scheme, key)?.kind !== 'flag') this.#report('schemeName', `${path}.flag`, 'a flag', key);
  }

  #indicatorName(id: string, path: string): Indicator | undefined {
    const indicator = own(this.#scheme.indicators, id);
    if (indicator === undefined) this.#report('schemeName', path, Object.keys(this.#scheme.indicators).join(' | '), id);
    return indicator;
  }

  #categoryName(id: string, path: string): void {
    if (!this.#scheme.categories.some((category) => category.id === id)) {
      this.#report('schemeName', path, this.#scheme.categories.map((category) => category.id).join(' | '), id);
    }
  }

  #gradeSomewhere(grade: string, path: string): void {
    const grades = new Set(this.#scheme.categories.flatMap(({ grading }) => gradesOf(grading)));
    if (!grades.has(grade)) this.#report('schemeName', path, [...grades].join(' | '), grade);
  }

  #optionalQuantity(text: string | undefined, dimension: string, path: string): Rational | undefined {
    if (text === undefined) return undefined;
    const value = quantityIn(text, dimension);
    if (value === undefined) this.#report('schemeDimension', path, canonicalUnit(dimension), text);
    return value;
  }

  #positive(text: string, dimension: string, path: string): void {
    const value = this.#optionalQuantity(text, dimension, path);
    if (value !== undefined && value.n <= 0n) this.#report('schemeQuantity', path, '> 0', text);
  }
}

/** The gaps that an indicator can have: a divisor brings its own. */
function possibleGaps(scheme: Scheme, indicator: Indicator): readonly Gap[] {
  const perLand = indicator.per !== undefined && amountDimension(scheme, indicator.per) === 'area';
  return GAPS.filter((gap) => {
    if (gap === 'noLand') return perLand;
    if (gap === 'zeroDivisor' || gap === 'negativeDivisor') return indicator.per !== undefined && !perLand;
    return true;
  });
}
