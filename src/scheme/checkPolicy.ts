import { checkCondition } from './checkCondition.ts';
import type { Findings } from './findings.ts';
import type { Policy } from './policy.ts';
import { canonicalUnit, ratioDimension, unitIn } from './unit.ts';

/** A policy: its condition, and that money comes of what it counts. */
export function checkPolicy(found: Findings, rule: Policy, path: string): void {
  checkCondition(found, rule.when, `${path}.when`, 'policy');
  for (const id of rule.categories ?? []) found.categoryName(id, `${path}.categories`);
  if (rule.account !== undefined) found.label(rule.account, `${path}.account`);
  if (rule.rate !== undefined) {
    const dimension = found.amount(rule.rate.on, `${path}.rate.on`);
    if (dimension !== undefined) {
      found.optionalQuantity(rule.rate.each, ratioDimension('money', dimension), `${path}.rate.each`);
    }
  }
  if (rule.share !== undefined) {
    const dimension = found.amount(rule.share.of, `${path}.share.of`);
    if (dimension !== undefined && unitIn('万元', dimension) === undefined) {
      found.report('schemeDimension', `${path}.share.of`, '万元', canonicalUnit(dimension));
    }
  }
}
