import { type Issue, issue } from '../issues/issue.ts';
import { bindingFaults } from './bindingFaults.ts';
import { unmatchedEntries } from './familyFaults.ts';
import { canonicalJson, hashJson } from './jsonHash.ts';
import { finishMerge, isObject, type JsonObject, mergeSchemes } from './merge.ts';
import type { Ancestor } from './scheme.ts';

/**
 * Finds the text of the scheme that another `extends`: by the reference as that one states it, and the references that led
 * to it, from the scheme that is read upwards (a path is relative to the file that states it). Undefined if there is none.
 */
export type FindScheme = (reference: string, from: readonly string[]) => string | undefined;

/** One scheme file of a chain: its name for people, its JSON, and what it says together with those above it. */
export interface Link {
  readonly name: string;
  readonly stated: JsonObject;
  readonly effective: JsonObject;
}

/** A chain of schemes, the uppermost first and the one that is read last. */
export interface Family {
  readonly links: readonly Link[];
  readonly issues: readonly Issue[];
}

/** Parents beyond which no chain goes: state, province, city, county, zone leave room. */
const MOST_LINKS = 8;

/** The parsed JSON of a parent, or the faults for which it has none. */
export type Parse = (text: string) => { readonly value: unknown } | { readonly faults: readonly Issue[] };

/**
 * Follows `extends` from a scheme to its parents, and merges the chain from above; see mergeSchemes for the rules. The
 * effective scheme of the last link is complete in itself: it has no `extends`, and `derivedFrom` records its parents, each
 * with the hash of its own effective scheme, which is the one that a run by the parent states.
 */
export function resolveFamily(scheme: JsonObject, name: string, find: FindScheme, parse: Parse): Family {
  const chain: { readonly name: string; readonly stated: JsonObject }[] = [{ name, stated: scheme }];
  const from: string[] = [];
  for (;;) {
    const lowest = chain[0] as { readonly name: string; readonly stated: JsonObject };
    const reference = lowest.stated['extends'];
    if (reference === undefined) break;
    const refuse = (expected: string, received: string): Family => ({
      links: [],
      issues: [issue('schemeParent', { file: lowest.name, path: 'extends' }, expected, received)],
    });
    if (typeof reference !== 'string') return refuse('string', JSON.stringify(reference));
    const text = find(reference, from);
    if (text === undefined) return refuse('the id of a scheme or a file', reference);
    const parsed = parse(text);
    if ('faults' in parsed) {
      const faults = parsed.faults.map((one) => ({ ...one, place: { ...one.place, file: reference } }));
      return { links: [], issues: faults };
    }
    if (!isObject(parsed.value)) return refuse('object', reference);
    const stated = parsed.value;
    const text_ = canonicalJson(stated);
    if (chain.some((link) => canonicalJson(link.stated) === text_)) {
      return refuse('no circle', [reference, ...chain.map((link) => link.name)].join(' → '));
    }
    chain.unshift({ name: reference, stated });
    from.push(reference);
    if (chain.length > MOST_LINKS) return refuse(`at most ${MOST_LINKS} schemes`, `${chain.length}`);
  }
  return merged(chain);
}

function merged(chain: readonly { readonly name: string; readonly stated: JsonObject }[]): Family {
  const links: Link[] = [];
  const issues: Issue[] = [];
  for (const { name, stated } of chain) {
    const parent = links.at(-1);
    if (parent === undefined) {
      links.push({ name, stated, effective: stated });
      continue;
    }
    const found = unmatchedEntries(parent.effective, stated);
    issues.push(...found.map((one) => ({ ...one, place: { ...one.place, file: name } })));
    const { derivedFrom, ...together } = finishMerge(mergeSchemes(parent.effective, stated)) as JsonObject;
    const effective = { ...together, derivedFrom: [...ancestorsOf(parent.effective), ancestor(parent.effective)] };
    const loosened = bindingFaults(parent.effective, stated, effective);
    issues.push(...loosened.map((one) => ({ ...one, place: { ...one.place, file: name } })));
    links.push({ name, stated, effective });
  }
  return { links, issues };
}

function ancestorsOf(scheme: JsonObject): readonly unknown[] {
  return Array.isArray(scheme['derivedFrom']) ? scheme['derivedFrom'] : [];
}

function ancestor(scheme: JsonObject): Ancestor {
  return { id: String(scheme['id']), version: String(scheme['version']), sha256: hashJson(scheme) };
}
