/** A JSON object of a scheme file, complete or not. */
export type JsonObject = { readonly [key: string]: unknown };

/**
 * What a scheme says once it `extends` another: the parent's text with the child's differences. A child states only what
 * differs, by these rules:
 *
 * 1. Objects are merged key by key; what the child states replaces what the parent states. `null` takes a key away.
 * 2. Lists of rules (categories, statuses, overrides, flags, boards, adjustments, sector groups …: every list whose entries
 *    have an `id`, and `scoring`, whose entries have an `indicator`) are merged by that id. An entry of the same id is merged
 *    key by key and keeps its place; a new one is appended. `"before": "<id>"` puts an entry, new or not, in front of
 *    another. `{ "id": "…", "remove": true }` takes one away; `null` for the list takes all away.
 * 3. Everything else is replaced as a whole: texts, numbers, lists without ids (edges of grades, bands, ranking keys, labels,
 *    codes), conditions (`admit`, `when`, `eligible`), `years`, what one gap earns, what a board is ordered `by`, and a
 *    method, grading or baseline of another kind or statistic than the parent's.
 * 4. Of keys that exclude each other (`fix`, `raise`, `lower`, `notAbove`, `notBelow`; `points`, `perUnit`, `ofScore`,
 *    `times`; `rate`, `share`) the child's replaces the parent's.
 * 5. `binding` and `notModelled` of the parent stay, the child's come after them.
 * 6. A rule keeps its source. Where the child has a `source` of its own, what it states or changes without a source is
 *    of that source, and what it does not touch is still of the parent's.
 *
 * Merging is associative: a chain gives the same whichever link is made first. Works on the JSON of files, before their form
 * is read; `finishMerge` makes the result a scheme file again.
 */
export function mergeSchemes(parent: JsonObject, child: JsonObject): JsonObject {
  const { source } = child;
  const above = typeof source === 'string' && source !== parent['source'] ? withSources(parent) : parent;
  const below = typeof source === 'string' ? withSources(child) : child;
  const { extends: _extends, derivedFrom: _derivedFrom, ...rest } = below;
  return {
    ...mergeKeys(above, rest, ''),
    ...appended('binding', above, below, (entry) => idOf(entry, 'binding')),
    ...appended('notModelled', above, below, () => undefined),
  };
}

/** The result of merging as a scheme file: without the marks of what is taken away or put in front of another. */
export function finishMerge(value: unknown, list = ''): unknown {
  if (isRules(value, list)) {
    return value.filter((rule) => !isRemoval(rule)).map((rule) => finishMerge(withoutPlace(rule)));
  }
  if (Array.isArray(value)) return value.map((entry) => finishMerge(entry));
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([, part]) => part !== null);
  return Object.fromEntries(kept.map(([key, part]) => [key, finishMerge(part, key)]));
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The id by which an entry of a list is merged: of `scoring` its indicator. Undefined for what has none. */
export function idOf(entry: unknown, list: string): string | undefined {
  if (!isObject(entry)) return undefined;
  const id = entry[list === 'scoring' ? 'indicator' : 'id'];
  return typeof id === 'string' ? id : undefined;
}

/** Whether a value is a list of rules with ids; an empty list is one too. */
export function isRules(value: unknown, list: string): value is readonly JsonObject[] {
  return Array.isArray(value) && value.every((entry) => idOf(entry, list) !== undefined);
}

export function isRemoval(entry: unknown): boolean {
  return isObject(entry) && entry['remove'] === true;
}

/** Marks a value that replaces whatever stands above it, so that links of a chain can be merged before their parent. */
const REPLACES: unique symbol = Symbol('replaces');

const WHOLE: ReadonlySet<string> = new Set(['admit', 'when', 'eligible', 'years', 'by']);
const KINDS = ['kind', 'statistic'] as const;
const EXCLUSIVE = [
  ['fix', 'raise', 'lower', 'notAbove', 'notBelow'],
  ['points', 'perUnit', 'ofScore', 'times'],
  ['rate', 'share'],
] as const;

function mergeValues(parent: unknown, child: unknown, key: string, within: string): unknown {
  if (child === undefined) return parent;
  if (parent === undefined && !isRules(child, key)) return child;
  if (parent === null || WHOLE.has(key) || within === 'gap' || replaces(child)) return replacing(child);
  if (isRules(parent ?? [], key) && isRules(child, key))
    return mergeRules((parent ?? []) as readonly JsonObject[], child, key);
  if (!isObject(parent) || !isObject(child)) return replacing(child);
  const otherKind = KINDS.some((kind) => parent[kind] !== undefined && (child[kind] ?? parent[kind]) !== parent[kind]);
  return otherKind ? replacing(child) : mergeKeys(parent, child, key);
}

function mergeKeys(parent: JsonObject, child: JsonObject, within: string): JsonObject {
  const fallen = EXCLUSIVE.filter((keys) => keys.some((key) => Object.hasOwn(child, key))).flat();
  const kept = Object.entries(parent).filter(
    ([key]) => Object.hasOwn(child, key) || !fallen.some((other) => other === key),
  );
  const merged = Object.fromEntries(kept);
  for (const [key, value] of Object.entries(child)) merged[key] = mergeValues(merged[key], value, key, within);
  return replaces(parent) ? (replacing(merged) as JsonObject) : merged;
}

function mergeRules(parent: readonly JsonObject[], child: readonly JsonObject[], list: string): readonly JsonObject[] {
  const rules = [...parent];
  const at = (id: unknown): number => rules.findIndex((rule) => idOf(rule, list) === id);
  let waiting: readonly JsonObject[] = child;
  while (waiting.length > 0) {
    const ready = waiting.filter((entry) => entry['before'] === undefined || at(entry['before']) >= 0);
    // What is to stand before a rule that is nowhere to be found yet waits for a parent that has it.
    const entry = ready[0] ?? (waiting[0] as JsonObject);
    place(rules, entry, at, list);
    waiting = waiting.filter((other) => other !== entry);
  }
  return replaces(parent) ? (replacing(rules) as readonly JsonObject[]) : rules;
}

function place(rules: JsonObject[], entry: JsonObject, at: (id: unknown) => number, list: string): void {
  const position = at(idOf(entry, list));
  const old = rules[position];
  if (old !== undefined && isRemoval(entry)) {
    rules[position] = entry;
    return;
  }
  const anew = old === undefined || isRemoval(old) || replaces(entry);
  const rule = anew && old !== undefined ? (replacing(entry) as JsonObject) : anew ? entry : mergeKeys(old, entry, '');
  if (old !== undefined && !anew && entry['before'] === undefined) {
    rules[position] = rule;
    return;
  }
  if (old !== undefined) rules.splice(position, 1);
  const before = at(entry['before']);
  rules.splice(before < 0 ? rules.length : before, 0, rule);
}

function appended(
  list: 'binding' | 'notModelled',
  parent: JsonObject,
  child: JsonObject,
  id: (entry: unknown) => string | undefined,
): JsonObject {
  const above = parent[list];
  const below = child[list];
  if (!Array.isArray(above) || !Array.isArray(below)) return above === undefined ? {} : { [list]: above };
  const known = new Set(above.map(id));
  return { [list]: [...above, ...below.filter((entry) => id(entry) === undefined || !known.has(id(entry)))] };
}

function replaces(value: unknown): boolean {
  return typeof value === 'object' && value !== null && REPLACES in value;
}

function replacing(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.assign(Array.isArray(value) ? [...value] : { ...value }, { [REPLACES]: true });
}

function withoutPlace(rule: JsonObject): JsonObject {
  const { before: _before, ...rest } = rule;
  return rest;
}

/** The scheme with the source of every rule written out: of its category, or else the scheme's, where it has none. */
function withSources(scheme: JsonObject): JsonObject {
  const { source } = scheme;
  if (typeof source !== 'string') return scheme;
  const record = (value: unknown): unknown =>
    isObject(value)
      ? Object.fromEntries(Object.entries(value).map(([key, rule]) => [key, withSource(rule, source)]))
      : value;
  return Object.fromEntries(
    Object.entries(scheme).map(([key, value]) => {
      if (key === 'fields' || key === 'ledgers' || key === 'indicators') return [key, record(value)];
      if (key === 'conventions') return [key, withSource(value, source)];
      if (key === 'intake') return [key, intakeSources(value, source)];
      if (!Array.isArray(value)) return [key, value];
      const rules = value.map((rule) =>
        key === 'categories' ? categorySources(rule, source) : withSource(rule, source),
      );
      return [key, rules];
    }),
  );
}

/** The rules of intake stand one level below: those in its lists, and the one on names. */
function intakeSources(intake: unknown, source: string): unknown {
  if (!isObject(intake)) return intake;
  const parts = Object.entries(intake).map(([key, value]) => [
    key,
    Array.isArray(value) ? value.map((rule) => withSource(rule, source)) : withSource(value, source),
  ]);
  return Object.fromEntries(parts);
}

function categorySources(category: unknown, source: string): unknown {
  if (!isObject(category) || isRemoval(category)) return category;
  const own = typeof category['source'] === 'string' ? category['source'] : source;
  const { scoring, grading } = category;
  const { id, before, ...stated } = category;
  const touches = Object.keys(stated).some((key) => key !== 'scoring' && key !== 'grading');
  return {
    ...category,
    ...(touches && { source: own }),
    ...(Array.isArray(scoring) && { scoring: scoring.map((rule) => withSource(rule, own)) }),
    ...(isObject(grading) && { grading: withSource(grading, own) }),
  };
}

function withSource(rule: unknown, source: string): unknown {
  if (!isObject(rule) || rule['source'] !== undefined || isRemoval(rule)) return rule;
  const { id, before, ...stated } = rule;
  return Object.keys(stated).length === 0 ? rule : { ...rule, source };
}
