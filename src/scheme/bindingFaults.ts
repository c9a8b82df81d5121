import { type Issue, issue } from '../issues/issue.ts';
import { canonicalJson } from './jsonHash.ts';
import { idOf, isObject, isRules, type JsonObject } from './merge.ts';

/**
 * Where a child loosens what its parent marks binding, as far as it takes the parent to see it: entries of `binding` dropped
 * or changed, rules that must stay as they are, and indicators whose weight is bound but which measure something else.
 * Works on JSON, since a fault of form is not found yet.
 */
export function bindingFaults(parent: JsonObject, child: JsonObject, effective: JsonObject): readonly Issue[] {
  const bound = entriesOf(parent);
  return [...changedEntries(bound, child), ...bound.flatMap((entry) => keptFaults(entry, parent, effective))];
}

function entriesOf(scheme: JsonObject): readonly JsonObject[] {
  return Array.isArray(scheme['binding']) ? scheme['binding'].filter(isObject) : [];
}

function changedEntries(bound: readonly JsonObject[], child: JsonObject): readonly Issue[] {
  if (child['binding'] === null) {
    return bound.length === 0
      ? []
      : [issue('schemeBinding', { path: 'binding' }, bound.map(named).join(' | '), 'null')];
  }
  return entriesOf(child).flatMap((entry, i) => {
    const above = bound.find(({ id }) => id === entry['id']);
    if (above === undefined || ruleText(above) === ruleText(entry)) return [];
    return [issue('schemeBinding', { path: `binding[${i}]` }, described(above), described(entry))];
  });
}

function keptFaults(entry: JsonObject, parent: JsonObject, effective: JsonObject): readonly Issue[] {
  const compared = new Set<string>();
  const { rule, indicator } = entry;
  if (typeof indicator === 'string') return changedNames(indicator, entry, parent, effective, compared);
  if (typeof rule !== 'string') return [];
  return listsOf(parent).flatMap(([list, rules]) => {
    if (list === 'binding' || !isRules(rules, list)) return [];
    const position = rules.findIndex((one) => idOf(one, list) === rule);
    if (position < 0) return [];
    const others = listsOf(effective).find(([name]) => name === list)?.[1];
    const now = isRules(others, list) ? others : [];
    const place = now.findIndex((one) => idOf(one, list) === rule);
    const path = place < 0 ? list : `${list}[${place}]`;
    const before = rules[position] as JsonObject;
    const after = now[place];
    if (after === undefined || ruleText(after) !== ruleText(before)) {
      return [fault(path, entry, ruleText(before), after === undefined ? 'nothing' : ruleText(after))];
    }
    const known = new Set(rules.slice(0, position).map((one) => idOf(one, list)));
    const intruder = now.slice(0, place).find((one) => !known.has(idOf(one, list)));
    const ahead = intruder === undefined ? [] : [fault(path, entry, 'nothing new before it', String(intruder['id']))];
    return [...ahead, ...changedNames(before, entry, parent, effective, compared)];
  });
}

/** The lists of a scheme by name, with those of `intake` as intake.addUp and so on. */
function listsOf(scheme: JsonObject): readonly (readonly [string, unknown])[] {
  const { intake } = scheme;
  const below = isObject(intake) ? Object.entries(intake) : [];
  return [...Object.entries(scheme), ...below.map(([name, value]) => [`intake.${name}`, value] as const)];
}

/** Whatever a rule names, at any depth, must mean what it meant: what it measures, adds up and marks. */
function changedNames(
  value: unknown,
  entry: JsonObject,
  parent: JsonObject,
  effective: JsonObject,
  compared: Set<string>,
): readonly Issue[] {
  if (typeof value === 'object' && value !== null) {
    return Object.values(value).flatMap((part) => changedNames(part, entry, parent, effective, compared));
  }
  if (typeof value !== 'string' || compared.has(value)) return [];
  compared.add(value);
  return ['fields', 'ledgers', 'indicators', 'flags', 'sectorGroups'].flatMap((list) => {
    const before = meaning(parent, list, value);
    const after = meaning(effective, list, value);
    if (ruleText(before) !== ruleText(after)) {
      return [fault(`${list}.${value}`, entry, shown(before), shown(after))];
    }
    return changedNames(before, entry, parent, effective, compared);
  });
}

/** What a name means in a scheme, without what only names or finds it. */
function meaning(scheme: JsonObject, list: string, name: string): unknown {
  const named = scheme[list];
  const rule = isRules(named, list)
    ? named.find(({ id }) => id === name)
    : isObject(named) && Object.hasOwn(named, name)
      ? named[name]
      : undefined;
  if (!isObject(rule)) return undefined;
  const { title, spellings, source, show, ...rest } = rule;
  return rest;
}

function fault(path: string, entry: JsonObject, expected: string, received: string): Issue {
  return issue('schemeBinding', { path }, `${short(expected)}${sourceOf(entry)}`, short(received));
}

/** What a rule says, wherever it comes from: its JSON without the sources. */
function ruleText(rule: unknown): string {
  return canonicalJson(withoutSources(rule));
}

function withoutSources(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSources);
  if (!isObject(value)) return value;
  const parts = Object.entries(value).filter(([key]) => key !== 'source');
  return Object.fromEntries(parts.map(([key, part]) => [key, withoutSources(part)]));
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : ruleText(value);
}

function described(entry: JsonObject): string {
  return short(ruleText(entry));
}

function named(entry: JsonObject): string {
  return String(entry['id']);
}

function sourceOf(entry: JsonObject): string {
  return typeof entry['source'] === 'string' ? ` (${entry['source']})` : '';
}

function short(text: string): string {
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}
