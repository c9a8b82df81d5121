import type { Issue } from '../issues/issue.ts';
import { checkAdvice } from './checkAdvice.ts';
import { checkFields, checkIndicator, checkLedgers } from './checkAmounts.ts';
import { checkBinding } from './checkBinding.ts';
import { checkCategory } from './checkCategory.ts';
import { checkCondition } from './checkCondition.ts';
import { checkCoverage } from './checkCoverage.ts';
import { checkDataChecks } from './checkDataChecks.ts';
import { checkEmptyGrades } from './checkEmptyGrades.ts';
import { checkIntake } from './checkIntake.ts';
import { checkAdjustments, checkOverride } from './checkMoves.ts';
import { checkPolicy } from './checkPolicy.ts';
import { checkReach } from './checkReach.ts';
import { checkUnits } from './checkUnits.ts';
import { Findings } from './findings.ts';
import { fieldNamed, own } from './names.ts';
import type { Scheme } from './scheme.ts';
import { isAssumed, sourceKey } from './source.ts';

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
    checkFields(this.#found, scheme);
    checkLedgers(this.#found, scheme);
    for (const [id, indicator] of Object.entries(scheme.indicators))
      checkIndicator(this.#found, indicator, `indicators.${id}`);
    this.#found.unique([...Object.keys(scheme.ledgers ?? {}), ...Object.keys(scheme.indicators)], 'indicators');
    this.#ids(scheme);
    checkIntake(this.#found, scheme);
    checkUnits(this.#found, scheme);
    scheme.categories.forEach((category, i) => {
      checkCategory(this.#found, category, `categories[${i}]`);
    });
    scheme.statuses?.forEach((rule, i) => {
      checkCondition(this.#found, rule.when, `statuses[${i}].when`, 'admit');
      if (rule.managedAs !== undefined) this.#found.gradeSomewhere(rule.managedAs, `statuses[${i}].managedAs`);
    });
    checkAdjustments(this.#found, scheme);
    scheme.flags?.forEach((rule, i) => {
      checkCondition(this.#found, rule.when, `flags[${i}].when`, 'flag');
    });
    scheme.overrides?.forEach((rule, i) => {
      checkOverride(this.#found, rule, `overrides[${i}]`);
    });
    scheme.boards?.forEach((board, i) => {
      const path = `boards[${i}]`;
      if (board.per !== 'all' && board.per !== 'category') this.#found.label(board.per, `${path}.per`);
      this.#found.rankingKey(board.by, `${path}.by`);
      checkCondition(this.#found, board.eligible, `${path}.eligible`, 'board');
    });
    scheme.policies?.forEach((rule, i) => {
      checkPolicy(this.#found, rule, `policies[${i}]`);
    });
    checkDataChecks(this.#found, scheme);
    scheme.advice?.forEach((one, i) => {
      checkAdvice(this.#found, one, `advice[${i}]`);
    });
    checkBinding(this.#found, scheme);
    // What follows looks for doubts in a scheme that is sound: every name and quantity in it is known.
    if (this.#found.issues.some(({ severity }) => severity === 'error')) return this.#found.issues;
    checkCoverage(this.#found, scheme);
    checkReach(this.#found, scheme);
    checkEmptyGrades(this.#found, scheme);
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
      (scheme.policies ?? []).map(({ id }) => id),
      'policies',
    );
    this.#found.unique(
      (scheme.advice ?? []).map(({ id }) => id),
      'advice',
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
}
