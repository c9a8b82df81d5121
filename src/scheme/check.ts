import { formatRational, parseDecimal } from '../exact/decimal.ts';
import { add, compare, ONE, type Rational, ZERO } from '../exact/rational.ts';
import type { Issue } from '../issues/issue.ts';
import type { Baseline } from './baseline.ts';
import type { Category } from './category.ts';
import { checkCondition } from './checkCondition.ts';
import { fieldDimension } from './field.ts';
import { Findings } from './findings.ts';
import { type Grading, gradesOf, type RankingKey, shareOf } from './grading.ts';
import { GAPS, type Gap, type Indicator } from './indicator.ts';
import { termParts } from './ledger.ts';
import { amountDimension, fieldNamed, fieldsOfAmount, indicatorDimension, own } from './names.ts';
import type { Override } from './override.ts';
import type { Scheme } from './scheme.ts';
import type { Limits, Method, Scoring } from './scoring.ts';
import { isAssumed, sourceKey } from './source.ts';
import { canonicalUnit, type Dimension, unitIn } from './unit.ts';

/** Finds what the form alone cannot tell: unknown names, dimensions that do not fit, weights, gaps, edges, sources. */
export function checkScheme(scheme: Scheme): readonly Issue[] {
  return new Check(scheme).all();
}

class Check {
  readonly #scheme: Scheme;
  readonly #found: Findings;

  constructor(scheme: Scheme) {
    this.#scheme = scheme;
    this.#found = new Findings(scheme);
  }

  all(): readonly Issue[] {
    const scheme = this.#scheme;
    this.#sources(scheme, '');
    this.#years(scheme);
    this.#fields(scheme);
    this.#ledgers(scheme);
    for (const [id, indicator] of Object.entries(scheme.indicators)) this.#indicator(indicator, `indicators.${id}`);
    this.#found.unique([...Object.keys(scheme.ledgers ?? {}), ...Object.keys(scheme.indicators)], 'indicators');
    this.#ids(scheme);
    scheme.categories.forEach((category, i) => {
      this.#category(category, `categories[${i}]`);
    });
    scheme.statuses?.forEach((rule, i) => {
      checkCondition(this.#found, rule.when, `statuses[${i}].when`, 'admit');
      if (rule.managedAs !== undefined) this.#found.gradeSomewhere(rule.managedAs, `statuses[${i}].managedAs`);
    });
    this.#adjustments(scheme);
    scheme.flags?.forEach((rule, i) => {
      checkCondition(this.#found, rule.when, `flags[${i}].when`, 'flag');
    });
    scheme.overrides?.forEach((rule, i) => {
      this.#override(rule, `overrides[${i}]`);
    });
    scheme.boards?.forEach((board, i) => {
      const path = `boards[${i}]`;
      if (board.per !== 'all' && board.per !== 'category') this.#found.label(board.per, `${path}.per`);
      this.#rankingKey(board.by as RankingKey, `${path}.by`);
      checkCondition(this.#found, board.eligible, `${path}.eligible`, 'board');
    });
    return this.#found.issues;
  }

  /** Every `source`, at whatever depth, names a document of the scheme or is assumed. */
  #sources(value: unknown, path: string): void {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, part] of Object.entries(value)) {
      const below = Array.isArray(value) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`;
      if (below === 'sources') continue;
      if (name !== 'source' || typeof part !== 'string') this.#sources(part, below);
      else if (!isAssumed(part) && own(this.#scheme.sources, sourceKey(part)) === undefined) {
        this.#found.report('schemeSource', below, ['assumed', ...Object.keys(this.#scheme.sources)].join(' | '), part);
      }
    }
  }

  #years({ years }: Scheme): void {
    if (years.to !== undefined && years.to < years.from) {
      this.#found.report('schemeForm', 'years.to', `≥ ${years.from}`, String(years.to));
    }
  }

  #fields(scheme: Scheme): void {
    for (const [key, field] of Object.entries(scheme.fields ?? {})) {
      if (field.kind === 'amount' && fieldDimension(field) === undefined) {
        this.#found.report(
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
        this.#found.report('schemeName', `${path}.sum`, 'fields and other ledgers', key);
        continue;
      }
      const dimension = amountDimension(scheme, key);
      ledger.sum.forEach((term, i) => {
        const { amount } = termParts(term);
        const of = this.#found.amount(amount, `${path}.sum[${i}]`);
        if (of !== undefined && dimension !== undefined && of !== dimension) {
          this.#found.report('schemeDimension', `${path}.sum[${i}]`, canonicalUnit(dimension), canonicalUnit(of));
        }
      });
      if (dimension !== undefined && unitIn(ledger.unit, dimension) === undefined) {
        this.#found.report('schemeDimension', `${path}.unit`, canonicalUnit(dimension), ledger.unit);
      }
    }
  }

  #indicator(indicator: Indicator, path: string): void {
    this.#found.amount(indicator.of, `${path}.of`);
    if (indicator.per !== undefined) this.#found.amount(indicator.per, `${path}.per`);
    const dimension = indicatorDimension(this.#scheme, indicator);
    if (dimension !== undefined && unitIn(indicator.unit, dimension) === undefined) {
      this.#found.report('schemeDimension', `${path}.unit`, canonicalUnit(dimension), indicator.unit);
    }
  }

  #ids(scheme: Scheme): void {
    this.#found.unique(
      scheme.categories.map(({ id }) => id),
      'categories',
    );
    this.#found.unique(
      (scheme.statuses ?? []).map(({ id }) => id),
      'statuses',
    );
    this.#found.unique(
      (scheme.flags ?? []).map(({ id }) => id),
      'flags',
    );
    this.#found.unique(
      (scheme.overrides ?? []).map(({ id }) => id),
      'overrides',
    );
    this.#found.unique(
      (scheme.boards ?? []).map(({ id }) => id),
      'boards',
    );
    this.#found.unique(
      (scheme.sectorGroups ?? []).map(({ id }) => id),
      'sectorGroups',
    );
    this.#found.unique(
      (scheme.sectorGroups ?? []).flatMap(({ codes }) => codes),
      'sectorGroups.codes',
    );
    for (const [i, { id }] of (scheme.flags ?? []).entries()) {
      if (fieldNamed(scheme, id) !== undefined)
        this.#found.report('schemeRepeated', `flags[${i}].id`, 'a name that no field has', id);
    }
  }

  #category(category: Category, path: string): void {
    checkCondition(this.#found, category.admit, `${path}.admit`, 'admit');
    const indicators = category.scoring.map(({ indicator }) => indicator);
    this.#found.unique(indicators, `${path}.scoring`);
    const declared = parseDecimal(category.weightsTotal) ?? ZERO;
    const total = category.scoring.reduce((sum, { weight }) => add(sum, parseDecimal(weight) ?? ZERO), ZERO);
    if (compare(total, declared) !== 0) {
      this.#found.report('schemeWeights', `${path}.weightsTotal`, category.weightsTotal, formatRational(total));
    }
    category.scoring.forEach((rule, i) => {
      this.#scoring(rule, category, `${path}.scoring[${i}]`);
    });
    for (const label of category.ranking.within) {
      if (label !== 'category') this.#found.label(label, `${path}.ranking.within`);
    }
    if (!category.ranking.within.includes('category')) {
      this.#found.report(
        'schemeForm',
        `${path}.ranking.within`,
        '"category" first',
        category.ranking.within.join(', '),
      );
    }
    category.ranking.by.forEach((key, i) => {
      this.#rankingKey(key, `${path}.ranking.by[${i}]`);
      if ('score' in key && category.scoring.length === 0) {
        this.#found.report(
          'schemeForm',
          `${path}.ranking.by[${i}]`,
          'a field or an indicator: nothing is scored',
          'score',
        );
      }
    });
    this.#grading(category.grading, category, `${path}.grading`);
  }

  #scoring(rule: Scoring, category: Category, path: string): void {
    const indicator = own(this.#scheme.indicators, rule.indicator);
    if (indicator === undefined) {
      this.#found.report(
        'schemeName',
        `${path}.indicator`,
        Object.keys(this.#scheme.indicators).join(' | '),
        rule.indicator,
      );
      return;
    }
    const weight = parseDecimal(rule.weight) ?? ZERO;
    if (weight.n <= 0n) this.#found.report('schemeQuantity', `${path}.weight`, '> 0', rule.weight);
    for (const gap of possibleGaps(this.#scheme, indicator)) {
      if ((rule.gap?.[gap] ?? rule.gap?.other ?? category.gap?.[gap] ?? category.gap?.other) === undefined) {
        this.#found.report('schemeGap', `${path}.gap.${gap}`, 'what this gap earns', 'nothing');
      }
    }
    const dimension = indicatorDimension(this.#scheme, indicator);
    if (dimension === undefined) return;
    this.#method(rule.method, dimension, `${path}.method`);
  }

  #method(method: Method, dimension: Dimension, path: string): void {
    switch (method.kind) {
      case 'ratio':
      case 'reverse':
        this.#baseline(method.baseline, dimension, `${path}.baseline`);
        this.#limits(method.limits, dimension, `${path}.limits`);
        return;
      case 'minMax':
        for (const label of method.per ?? []) this.#found.label(label, `${path}.per`);
        return;
      case 'bands': {
        const steps = method.from.map(([from], i) =>
          this.#found.optionalQuantity(from, dimension, `${path}.from[${i}]`),
        );
        steps.forEach((step, i) => {
          const above = steps[i - 1];
          if (step !== undefined && above !== undefined && compare(step, above) >= 0) {
            this.#found.report('schemeEdges', `${path}.from[${i}]`, 'values that fall', method.from[i]?.[0] ?? '');
          }
        });
      }
    }
  }

  #baseline(baseline: Baseline, dimension: Dimension, path: string): void {
    if (typeof baseline === 'string') {
      this.#found.positive(baseline, dimension, path);
      return;
    }
    if (baseline.otherwise !== 'ungraded') this.#found.positive(baseline.otherwise, dimension, `${path}.otherwise`);
    const times = parseDecimal(baseline.times ?? '1') ?? ONE;
    if (times.n <= 0n) this.#found.report('schemeQuantity', `${path}.times`, '> 0', baseline.times ?? '');
    for (const label of baseline.per ?? []) this.#found.label(label, `${path}.per`);
  }

  #limits(limits: Limits | undefined, dimension: Dimension, path: string): void {
    const lower = this.#found.optionalQuantity(limits?.value?.min, dimension, `${path}.value.min`);
    const upper = this.#found.optionalQuantity(limits?.value?.max, dimension, `${path}.value.max`);
    this.#found.inOrder(lower, upper, `${path}.value`);
    this.#found.inOrder(optionalDecimal(limits?.points?.min), optionalDecimal(limits?.points?.max), `${path}.points`);
  }

  #adjustments(scheme: Scheme): void {
    const groups = scheme.adjustmentGroups ?? [];
    this.#found.unique(
      [...(scheme.adjustments ?? []), ...groups].map(({ id }) => id),
      'adjustments',
    );
    groups.forEach(({ min, max }, i) => {
      // A firm without any adjustment stands at zero, which has to lie within the limits.
      this.#found.inOrder(optionalDecimal(min), ZERO, `adjustmentGroups[${i}].min`);
      this.#found.inOrder(ZERO, optionalDecimal(max), `adjustmentGroups[${i}].max`);
    });
    scheme.adjustments?.forEach((rule, i) => {
      const path = `adjustments[${i}]`;
      checkCondition(this.#found, rule.when, `${path}.when`, 'adjust');
      for (const id of rule.categories ?? []) this.#found.categoryName(id, `${path}.categories`);
      if (rule.group !== undefined && !groups.some(({ id }) => id === rule.group)) {
        this.#found.report('schemeName', `${path}.group`, groups.map(({ id }) => id).join(' | '), rule.group);
      }
      const dimension = rule.perUnit && this.#found.amount(rule.perUnit.field, `${path}.perUnit.field`);
      if (rule.perUnit === undefined || dimension === undefined) return;
      this.#found.positive(rule.perUnit.unit, dimension, `${path}.perUnit.unit`);
      this.#found.optionalQuantity(rule.perUnit.after, dimension, `${path}.perUnit.after`);
    });
  }

  #grading(grading: Grading, category: Category, path: string): void {
    this.#found.unique(gradesOf(grading), path);
    if (grading.kind === 'shares') {
      const shares = grading.upTo.map(([, share]) => shareOf(share));
      shares.forEach((share, i) => {
        if (i > 0 && compare(share, shares[i - 1] as Rational) < 0) {
          this.#found.report(
            'schemeEdges',
            `${path}.upTo[${i}]`,
            'shares that rise, since they are cumulative',
            grading.upTo[i]?.[1] ?? '',
          );
        }
      });
      const last = shares.at(-1);
      if (last !== undefined && compare(last, ONE) !== 0) {
        this.#found.report('schemeEdges', `${path}.upTo`, '100% at the end', grading.upTo.at(-1)?.[1] ?? '');
      }
    }
    if (grading.kind === 'scoreThresholds') {
      const steps = grading.from.map(([, from]) => parseDecimal(from) ?? ZERO);
      steps.forEach((step, i) => {
        if (i > 0 && compare(step, steps[i - 1] as Rational) >= 0) {
          this.#found.report('schemeEdges', `${path}.from[${i}]`, 'scores that fall', grading.from[i]?.[1] ?? '');
        }
      });
      if (category.scoring.length === 0)
        this.#found.report('schemeForm', path, 'a grading that needs no score', grading.kind);
    }
  }

  #override(rule: Override, path: string): void {
    checkCondition(this.#found, rule.when, `${path}.when`, rule.usesQuota ? 'override' : 'quota');
    const categories = this.#scheme.categories.filter(
      ({ id, grading }) => grading.kind !== 'none' && (rule.categories === undefined || rule.categories.includes(id)),
    );
    for (const id of rule.categories ?? []) this.#found.categoryName(id, `${path}.categories`);
    for (const action of ['fix', 'notAbove', 'notBelow'] as const) {
      const grade = rule[action];
      for (const { id, grading } of grade === undefined ? [] : categories) {
        if (!gradesOf(grading).includes(grade as string)) {
          this.#found.report(
            'schemeName',
            `${path}.${action}`,
            `${gradesOf(grading).join(' | ')} (${id})`,
            grade as string,
          );
        }
      }
    }
  }

  #rankingKey(key: RankingKey, path: string): void {
    if ('field' in key) this.#found.amount(key.field, `${path}.field`);
    if ('indicator' in key) this.#found.indicatorName(key.indicator, `${path}.indicator`);
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

function optionalDecimal(text: string | undefined): Rational | undefined {
  return text === undefined ? undefined : parseDecimal(text);
}
