import { parseDecimal } from '../exact/decimal.ts';
import { compare, ONE } from '../exact/rational.ts';
import { checkCondition } from './checkCondition.ts';
import { BUILT_IN_CHECKS, type DataCheckEntry, type SumCheck } from './dataCheck.ts';
import type { Findings } from './findings.ts';
import { termParts } from './ledger.ts';
import { amountDimension, termFactor } from './names.ts';
import type { Scheme } from './scheme.ts';
import { canonicalUnit, ratioDimension, unitReadings } from './unit.ts';

/** The checks of the data that a scheme states: unknown names, units that do not fit, checks of nothing. */
export function checkDataChecks(found: Findings, scheme: Scheme): void {
  const { checks = [] } = scheme;
  found.unique(
    checks.map(({ id }) => id),
    'checks',
  );
  for (const [i, check] of checks.entries()) checkOne(found, check, `checks[${i}]`);
}

function checkOne(found: Findings, check: DataCheckEntry, path: string): void {
  if (!('kind' in check)) {
    const ids = BUILT_IN_CHECKS.map(({ id }) => id);
    if (!ids.includes(check.id)) found.report('schemeName', `${path}.id`, ids.join(' | '), check.id);
    return;
  }
  switch (check.kind) {
    case 'range': {
      const dimension = found.amount(check.amount, `${path}.amount`);
      if (dimension === undefined) return;
      const least = found.optionalQuantity(check.atLeast, dimension, `${path}.atLeast`);
      found.inOrder(least, found.optionalQuantity(check.atMost, dimension, `${path}.atMost`), path);
      return;
    }
    case 'jump': {
      const known = unitReadings(canonicalUnit(check.dimension)).some(({ dimension }) => dimension === check.dimension);
      if (known) found.positive(check.above, check.dimension, `${path}.above`);
      else found.report('schemeName', `${path}.dimension`, 'money | area | people | energy | …', check.dimension);
      aboveOne(found, check.times, `${path}.times`);
      return;
    }
    case 'sums':
      checkSums(found, check, path);
      return;
    case 'contradiction':
      checkCondition(found, check.when, `${path}.when`, 'admit');
      checkCondition(found, check.must, `${path}.must`, 'admit');
      return;
    case 'outlier':
      found.amount(check.of, `${path}.of`);
      found.amount(check.per, `${path}.per`);
      found.label(check.within, `${path}.within`);
      aboveOne(found, check.times, `${path}.times`);
      return;
    case 'usualRatio': {
      const of = found.amount(check.of, `${path}.of`);
      const per = found.amount(check.per, `${path}.per`);
      if (of === undefined || per === undefined) return;
      const dimension = ratioDimension(of, per);
      found.positive(check.atLeast, dimension, `${path}.atLeast`);
      const least = found.optionalQuantity(check.atLeast, dimension, `${path}.atLeast`);
      found.inOrder(least, found.optionalQuantity(check.atMost, dimension, `${path}.atMost`), path);
      return;
    }
    case 'units':
      for (const name of ['cellTimes', 'near', 'nearLastYear'] as const)
        aboveOne(found, check[name], `${path}.${name}`);
      for (const [i, field] of check.canBeSmall.entries()) found.amount(field, `${path}.canBeSmall[${i}]`);
      return;
    case 'repeatedAmount':
    case 'placeholder':
    case 'alikeRows':
      return;
  }
}

function aboveOne(found: Findings, text: string, path: string): void {
  const factor = parseDecimal(text);
  if (factor === undefined || compare(factor, ONE) <= 0) found.report('schemeQuantity', path, '> 1', text);
}

function checkSums(found: Findings, { sum, to, tolerance }: SumCheck, path: string): void {
  const dimension = amountDimension(found.scheme, termParts(to[0] ?? '').amount);
  for (const [name, terms] of [
    ['sum', sum],
    ['to', to],
  ] as const) {
    for (const [i, term] of terms.entries()) {
      const parts = termParts(term);
      const of = found.amount(parts.amount, `${path}.${name}[${i}]`);
      if (of === undefined || dimension === undefined || termFactor(found.scheme, dimension, parts) !== undefined)
        continue;
      found.report('schemeDimension', `${path}.${name}[${i}]`, canonicalUnit(dimension), canonicalUnit(of));
    }
  }
  if (dimension !== undefined) found.optionalQuantity(tolerance, dimension, `${path}.tolerance`);
}
