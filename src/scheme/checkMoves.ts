import { ZERO } from '../exact/rational.ts';
import { checkCondition } from './checkCondition.ts';
import type { Findings } from './findings.ts';
import { gradesOf } from './grading.ts';
import type { Override } from './override.ts';
import type { Scheme } from './scheme.ts';
import { optionalDecimal } from './text.ts';

/** Bonuses and deductions, and the limits of their groups. */
export function checkAdjustments(found: Findings, scheme: Scheme): void {
  const groups = scheme.adjustmentGroups ?? [];
  found.unique(
    [...(scheme.adjustments ?? []), ...groups].map(({ id }) => id),
    'adjustments',
  );
  groups.forEach(({ min, max }, i) => {
    // A firm without any adjustment stands at zero, which has to lie within the limits.
    found.inOrder(optionalDecimal(min), ZERO, `adjustmentGroups[${i}].min`);
    found.inOrder(ZERO, optionalDecimal(max), `adjustmentGroups[${i}].max`);
  });
  scheme.adjustments?.forEach((rule, i) => {
    const path = `adjustments[${i}]`;
    checkCondition(found, rule.when, `${path}.when`, 'adjust');
    for (const id of rule.categories ?? []) found.categoryName(id, `${path}.categories`);
    if (rule.group !== undefined && !groups.some(({ id }) => id === rule.group)) {
      found.report('schemeName', `${path}.group`, groups.map(({ id }) => id).join(' | '), rule.group);
    }
    const dimension = rule.perUnit && found.amount(rule.perUnit.field, `${path}.perUnit.field`);
    if (rule.perUnit === undefined || dimension === undefined) return;
    found.positive(rule.perUnit.unit, dimension, `${path}.perUnit.unit`);
    found.optionalQuantity(rule.perUnit.after, dimension, `${path}.perUnit.after`);
  });
}

/** An override: its condition, and the grades it names in every category that it concerns. */
export function checkOverride(found: Findings, rule: Override, path: string): void {
  checkCondition(found, rule.when, `${path}.when`, rule.usesQuota ? 'override' : 'quota');
  const categories = found.scheme.categories.filter(
    ({ id, grading }) => grading.kind !== 'none' && (rule.categories === undefined || rule.categories.includes(id)),
  );
  for (const id of rule.categories ?? []) found.categoryName(id, `${path}.categories`);
  for (const action of ['fix', 'notAbove', 'notBelow'] as const) {
    const grade = rule[action];
    for (const { id, grading } of grade === undefined ? [] : categories) {
      if (!gradesOf(grading).includes(grade as string)) {
        found.report('schemeName', `${path}.${action}`, `${gradesOf(grading).join(' | ')} (${id})`, grade as string);
      }
    }
  }
}
