import { type Condition, conditionParts, listOf } from './condition.ts';
import type { Findings, Stage } from './findings.ts';
import { fieldNamed, indicatorDimension, own } from './names.ts';
import type { Dimension } from './unit.ts';

/** Checks every part of a condition: its names, its quantities, and that it asks for nothing known only later. */
export function checkCondition(found: Findings, root: Condition, path: string, stage: Stage): void {
  for (const [part, at] of conditionParts(root, path)) leaf(found, part, at, stage);
}

function leaf(found: Findings, part: Condition, path: string, stage: Stage): void {
  if ('field' in part) {
    const dimension = found.amount(part.field, `${path}.field`);
    if (dimension !== undefined) bounds(found, part, dimension, path);
  } else if ('indicator' in part) {
    const indicator = found.indicatorName(part.indicator, `${path}.indicator`);
    const dimension = indicator && indicatorDimension(found.scheme, indicator);
    if (dimension !== undefined) bounds(found, part, dimension, path);
    found.notBefore(stage === 'admit', path, 'indicator');
  } else if ('gapOf' in part) {
    found.indicatorName(part.gapOf, `${path}.gapOf`);
    found.notBefore(stage === 'admit', path, 'gapOf');
  } else if ('label' in part) {
    found.labelValues(part.label, listOf(part.is ?? []), path);
  } else if ('flag' in part) {
    found.flagName(part.flag, path, stage);
  } else if ('date' in part) {
    found.date(part.date, `${path}.date`);
  } else if ('previously' in part) {
    for (const id of listOf(part.previously.category ?? [])) found.categoryName(id, `${path}.previously.category`);
    for (const grade of listOf(part.previously.grade ?? [])) found.gradeSomewhere(grade, `${path}.previously.grade`);
    if (part.previously.flag !== undefined) found.flagName(part.previously.flag, `${path}.previously`, 'policy');
  } else if ('state' in part) {
    if (fieldNamed(found.scheme, part.state) === undefined && own(found.scheme.ledgers, part.state) === undefined) {
      found.report('schemeName', `${path}.state`, 'a field or ledger', part.state);
    }
  } else if ('grade' in part) {
    for (const grade of listOf(part.grade)) found.gradeSomewhere(grade, `${path}.grade`);
    found.notBefore(!['override', 'board', 'policy'].includes(stage), path, 'grade');
  } else if ('category' in part) {
    for (const id of listOf(part.category)) found.categoryName(id, `${path}.category`);
    found.notBefore(stage === 'admit', path, 'category');
  } else if ('score' in part) {
    found.notBefore(stage === 'admit' || stage === 'adjust', path, 'score');
  }
}

function bounds(found: Findings, bounds: object, dimension: Dimension, path: string): void {
  for (const [name, text] of Object.entries(bounds)) {
    if (name === 'field' || name === 'indicator' || typeof text !== 'string') continue;
    found.optionalQuantity(text, dimension, `${path}.${name}`);
  }
}
