import { type Issue, issue } from '../issues/issue.ts';
import { idOf, isObject, isRemoval, isRules, type JsonObject } from './merge.ts';

/**
 * What a child states of its parent that cannot be: taking away what is not there, standing before what is not there,
 * the same id twice, and a key of `sources` that means another document than in the parent.
 */
export function unmatchedEntries(parent: JsonObject, child: JsonObject): readonly Issue[] {
  return [...unmatched(parent, child, ''), ...otherDocuments(parent['sources'], child['sources'])];
}

function unmatched(parent: unknown, child: unknown, path: string): readonly Issue[] {
  if (!isObject(child)) return [];
  return Object.entries(child).flatMap(([key, value]) => {
    const above = isObject(parent) ? parent[key] : undefined;
    const below = path === '' ? key : `${path}.${key}`;
    if (key === 'binding' || key === 'notModelled') return [];
    if (!isRules(value, key)) return unmatched(above, value, below);
    return isRules(above ?? [], key) ? unmatchedRules((above ?? []) as readonly JsonObject[], value, key, below) : [];
  });
}

function unmatchedRules(
  parent: readonly JsonObject[],
  child: readonly JsonObject[],
  list: string,
  path: string,
): readonly Issue[] {
  const above = parent.map((rule) => idOf(rule, list) as string);
  const below = child.map((rule) => idOf(rule, list) as string);
  const staying = [...above, ...below].filter(
    (id) => !child.some((rule) => idOf(rule, list) === id && isRemoval(rule)),
  );
  return child.flatMap((rule, i) => {
    const id = below[i] as string;
    const at = `${path}[${i}]`;
    const { before } = rule;
    const issues: Issue[] = [];
    if (below.indexOf(id) < i) issues.push(issue('schemeRepeated', { path }, 'each name once', id));
    if (isRemoval(rule) && !above.includes(id)) {
      issues.push(issue('schemeName', { path: `${at}.remove` }, above.join(' | '), id));
    }
    if (before !== undefined && (typeof before !== 'string' || before === id || !staying.includes(before))) {
      issues.push(issue('schemeName', { path: `${at}.before` }, staying.join(' | '), String(before)));
    }
    return [...issues, ...unmatched(parent[above.indexOf(id)], rule, at)];
  });
}

/** What tells documents apart; a note or an address may be added. */
const IDENTITY = ['document', 'number', 'issuer', 'date'] as const;

function otherDocuments(parent: unknown, child: unknown): readonly Issue[] {
  if (!isObject(parent) || !isObject(child)) return [];
  return Object.entries(child).flatMap(([key, document]) => {
    const above = parent[key];
    if (!isObject(above) || !isObject(document)) return [];
    return IDENTITY.filter(
      (part) => document[part] !== undefined && above[part] !== undefined && document[part] !== above[part],
    ).map((part) =>
      issue('schemeSourceTaken', { path: `sources.${key}.${part}` }, String(above[part]), String(document[part])),
    );
  });
}
