import { checkCondition } from './checkCondition.ts';
import { listOf } from './condition.ts';
import type { Findings } from './findings.ts';
import { termParts } from './ledger.ts';
import { own } from './names.ts';
import type { Scheme } from './scheme.ts';
import { canonicalUnit } from './unit.ts';
import { type Concerned, FIRMS, type InheritRule, type MergeRule, type UnitRule } from './unitRule.ts';

/** Checks the units of evaluation, and that every rule with an `of` names units that there are. */
export function checkUnits(found: Findings, scheme: Scheme): void {
  const rules = scheme.units ?? [];
  const beside = rules.filter((rule) => rule.kind === 'merge' && rule.members !== 'shareResult').map(({ id }) => id);
  found.unique([FIRMS, ...(scheme.statuses ?? []).map(({ id }) => id), ...rules.map(({ id }) => id)], 'units');
  rules.forEach((rule, i) => {
    const path = `units[${i}]`;
    checkCondition(found, rule.when, `${path}.when`, 'admit');
    if (rule.kind === 'merge') checkMerge(found, scheme, rule, path);
    else checkInherit(found, rules.slice(0, i), rule, path);
  });
  const concerned = { categories: scheme.categories, statuses: scheme.statuses, flags: scheme.flags };
  for (const [name, list] of Object.entries({ ...concerned, boards: scheme.boards })) {
    list?.forEach(({ of }, i) => {
      checkConcerned(found, beside, of, `${name}[${i}].of`);
    });
  }
}

function checkMerge(found: Findings, scheme: Scheme, rule: MergeRule, path: string): void {
  found.label(rule.by, `${path}.by`);
  if (typeof rule.labels === 'object') found.amount(rule.labels.ofLargest, `${path}.labels.ofLargest`);
  if (rule.members !== 'shareResult' && !scheme.categories.some(({ of }) => listOf(of ?? FIRMS).includes(rule.id))) {
    found.report('schemeForm', path, 'a category that is of these units', 'nothing');
  }
  const amounts = (rule.own ?? []).map(({ amount }) => amount);
  found.unique(amounts, `${path}.own`);
  rule.own?.forEach(({ amount, from }, i) => {
    const dimension = found.amount(amount, `${path}.own[${i}].amount`);
    const stated = found.amount(from, `${path}.own[${i}].from`);
    if (dimension !== undefined && stated !== undefined && dimension !== stated) {
      found.report('schemeDimension', `${path}.own[${i}].from`, canonicalUnit(dimension), canonicalUnit(stated));
    }
    if (own(scheme.ledgers, from) !== undefined) {
      found.report('schemeName', `${path}.own[${i}].from`, 'a field, which a table can state', from);
    }
    const within = Object.keys(scheme.ledgers ?? {}).find(
      (ledger) => ledger !== amount && contains(scheme, ledger, amount, []),
    );
    if (within !== undefined) {
      found.report('schemeForm', `${path}.own[${i}].amount`, 'an amount that is in no other ledger', within);
    }
  });
}

/** Whether a ledger has the amount among its terms, or in a ledger among them. */
function contains(scheme: Scheme, ledger: string, amount: string, above: readonly string[]): boolean {
  if (above.includes(ledger)) return false;
  const terms = own(scheme.ledgers, ledger)?.sum.map((term) => termParts(term).amount) ?? [];
  return terms.some((term) => term === amount || contains(scheme, term, amount, [...above, ledger]));
}

function checkInherit(found: Findings, before: readonly UnitRule[], rule: InheritRule, path: string): void {
  found.label(rule.from, `${path}.from`);
  const merges = before.filter(({ kind }) => kind === 'merge').map(({ id }) => id);
  checkConcerned(found, merges, rule.of, `${path}.of`);
  if (typeof rule.ifUngraded === 'object') found.gradeSomewhere(rule.ifUngraded.grade, `${path}.ifUngraded.grade`);
}

function checkConcerned(found: Findings, merges: readonly string[], of: Concerned | undefined, path: string): void {
  for (const name of listOf(of ?? FIRMS)) {
    if (name !== FIRMS && !merges.includes(name))
      found.report('schemeName', path, [FIRMS, ...merges].join(' | '), name);
  }
}
