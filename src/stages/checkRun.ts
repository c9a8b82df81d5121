import { REPORTED } from '../exact/column.ts';
import type { Facts, OwnFacts } from '../intake/facts.ts';
import type { History } from '../intake/history.ts';
import { type Issue, issue } from '../issues/issue.ts';
import { type Condition, conditionParts } from '../scheme/condition.ts';
import { fieldsOfAmount, titleOf } from '../scheme/names.ts';
import type { Scheme } from '../scheme/scheme.ts';

/** Labels that are always made from the sector code, and so are no field that a table would have to bring. */
const DERIVED = new Set(['section', 'division', 'sectorGroup', 'kind']);

/**
 * Settles the year, and says which fields the scheme needs that no table brought. The year is the one given, else that of
 * the tables, else that of a scheme valid for a single year; it is 0, with an issue, where none of them tells.
 */
export function checkRun(
  facts: Facts,
  scheme: Scheme,
  given: number | undefined,
  history: History,
): { readonly year: number; readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const { from, to } = scheme.years;
  const year = given ?? facts.year ?? (from === to ? from : undefined);
  if (year === undefined) {
    issues.push(issue('yearUnknown', {}, `${from}–${to ?? ''}`, '未写明或不止一个 none or several'));
  } else if (year < from || (to !== undefined && year > to)) {
    issues.push(issue('yearOutsideScheme', { path: 'years' }, `${from}–${to ?? ''}`, String(year)));
  }
  for (let back = 1; year !== undefined && back <= neededYears(scheme); back += 1) {
    if (history.has(year - back)) continue;
    const known = [...history.keys()].sort((a, b) => b - a).join('、');
    issues.push(issue('historyAbsent', {}, String(year - back), known === '' ? '—' : known));
  }
  for (const field of neededFields(scheme)) {
    if (isReported(facts, scheme, field)) continue;
    const isStated = (facts.origins.fields.get(field)?.columns ?? []).length > 0;
    issues.push(issue(isStated ? 'fieldEmpty' : 'fieldAbsent', { path: field }, titleOf(scheme, field), ''));
  }
  return { year: year ?? 0, issues };
}

/** How many earlier evaluations the scheme asks for. */
function neededYears(scheme: Scheme): number {
  const asked = conditionsOf(scheme).flatMap((condition) =>
    [...conditionParts(condition, '')].map(([part]) => ('previously' in part ? part.years : 0)),
  );
  const baselines = scheme.categories.flatMap(({ scoring }) =>
    scoring.map(({ method }) =>
      'baseline' in method && typeof method.baseline !== 'string' ? method.baseline.from : '',
    ),
  );
  return Math.max(0, ...asked, baselines.includes('previous') ? 1 : 0);
}

function conditionsOf(scheme: Scheme): readonly Condition[] {
  return [
    ...scheme.categories.map((category) => category.admit),
    ...[
      ...(scheme.units ?? []),
      ...(scheme.statuses ?? []),
      ...(scheme.adjustments ?? []),
      ...(scheme.flags ?? []),
      ...(scheme.overrides ?? []),
      ...(scheme.policies ?? []),
    ].map((rule) => rule.when),
    ...(scheme.boards ?? []).map((rule) => rule.eligible),
  ];
}

/** Every field on which a measure, a condition or an order of the scheme depends. */
function neededFields(scheme: Scheme): ReadonlySet<string> {
  const names = new Set<string>();
  const addAmount = (key: string): void => {
    for (const field of fieldsOfAmount(scheme, key)) names.add(field);
  };
  for (const indicator of Object.values(scheme.indicators)) {
    addAmount(indicator.of);
    if (indicator.per !== undefined) addAmount(indicator.per);
  }
  for (const { rate, share } of scheme.policies ?? []) {
    if (rate !== undefined) addAmount(rate.on);
    if (share !== undefined) addAmount(share.of);
  }
  for (const { perUnit } of scheme.adjustments ?? []) if (perUnit !== undefined) addAmount(perUnit.field);
  const raised = new Set((scheme.flags ?? []).map((flag) => flag.id));
  for (const condition of conditionsOf(scheme)) {
    for (const [part] of conditionParts(condition, '')) {
      if ('field' in part) addAmount(part.field);
      else if ('date' in part) names.add(part.date);
      else if ('label' in part && !DERIVED.has(part.label)) names.add(part.label);
      else if ('flag' in part && !raised.has(part.flag)) names.add(part.flag);
    }
  }
  for (const rule of scheme.units ?? []) names.add(rule.kind === 'merge' ? rule.by : rule.from);
  for (const { ranking, grading } of scheme.categories) {
    const selected = grading.kind === 'selection' ? grading.steps.flatMap((step) => step.by) : [];
    for (const key of [...ranking.by, ...selected]) if ('field' in key) addAmount(key.field);
    for (const label of ranking.within) if (label !== 'category' && !DERIVED.has(label)) names.add(label);
  }
  return names;
}

/** Whether a table states the field of any firm, or of any unit of evaluation. */
function isReported(facts: Facts, { units = [] }: Scheme, field: string): boolean {
  if (holds(facts, field)) return true;
  return [...(facts.own ?? [])].some(([label, own]) => {
    const rules = units.filter((rule) => rule.kind === 'merge' && rule.by === label);
    const taken = rules.flatMap((rule) => (rule.kind === 'merge' ? (rule.own ?? []) : []));
    const named = taken.filter(({ amount }) => amount === field).map(({ from }) => from);
    return field === label || [field, ...named].some((name) => holds(own, name));
  });
}

function holds({ amounts, labels, flags }: OwnFacts, field: string): boolean {
  return (
    amounts.get(field)?.state.includes(REPORTED) ??
    (labels.get(field) ?? flags.get(field) ?? []).some((value) => value !== undefined)
  );
}
