import { isObject, isRules } from './merge.ts';
import type { Scheme } from './scheme.ts';
import { isAssumed } from './source.ts';

/** A rule that no document states: where it stands in the scheme, and why it was chosen, where that is said. */
export interface AssumedRule {
  readonly path: string;
  readonly why?: string;
}

/** Parts of a scheme that are no rules, or only speak of rules. */
const NO_RULES: ReadonlySet<string> = new Set(['sources', 'binding', 'notModelled', 'derivedFrom']);
/** Records of rules by their keys. */
const RECORDS: ReadonlySet<string> = new Set(['fields', 'ledgers', 'indicators']);

/**
 * Every rule of a scheme whose source is `assumed`: its own, or the one that it takes from the rule or scheme around it. Rules
 * are the entries of `fields`, `ledgers` and `indicators` and of every list with ids, and whatever states a source itself.
 */
export function assumedRules(scheme: Scheme): readonly AssumedRule[] {
  return Object.entries(scheme).flatMap(([key, value]) =>
    NO_RULES.has(key) ? [] : rulesIn(value, key, key, scheme.source, RECORDS.has(key)),
  );
}

function rulesIn(value: unknown, path: string, key: string, around: string, isRecord: boolean): readonly AssumedRule[] {
  if (Array.isArray(value)) {
    const rules = isRules(value, key);
    return value.flatMap((entry, i) => ruleAt(entry, `${path}[${i}]`, around, rules));
  }
  if (!isObject(value)) return [];
  if (isRecord) return Object.entries(value).flatMap(([id, entry]) => ruleAt(entry, `${path}.${id}`, around, true));
  return ruleAt(value, path, around, false);
}

function ruleAt(value: unknown, path: string, around: string, isRule: boolean): readonly AssumedRule[] {
  if (!isObject(value)) return [];
  const own = typeof value['source'] === 'string' ? value['source'] : undefined;
  const source = own ?? around;
  const why = own?.replace(/^assumed[\s:：]*/u, '') ?? '';
  const here = (isRule || own !== undefined) && isAssumed(source) ? [why === '' ? { path } : { path, why }] : [];
  const below = Object.entries(value).flatMap(([key, part]) => rulesIn(part, `${path}.${key}`, key, source, false));
  return [...here, ...below];
}
