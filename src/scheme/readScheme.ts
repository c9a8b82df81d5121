import type { z } from 'zod';
import { type Issue, issue } from '../issues/issue.ts';
import { checkScheme } from './check.ts';
import { type FindScheme, type Link, resolveFamily } from './family.ts';
import { placeInFamily } from './familyPlace.ts';
import { isObject } from './merge.ts';
import { isDeeperThan, MOST_WRITTEN } from './nesting.ts';
import { repeatedKeys } from './repeatedKeys.ts';
import { type Scheme, schemeForm } from './scheme.ts';

/** A scheme that may be used, or the faults for which it may not. */
export interface SchemeReading {
  /** Absent where there is an error. */
  readonly scheme?: Scheme;
  readonly issues: readonly Issue[];
}

/** What it takes to read a scheme that extends another. */
export interface SchemeReadingOptions {
  /** Finds the parents; without it a scheme with `extends` is a fault. */
  readonly find?: FindScheme;
  /** The name of the scheme's file, by which faults tell the links of a chain apart. */
  readonly name?: string;
}

/**
 * Reads a scheme: its JSON text, or the value parsed from it. All faults are collected, each with its path, what was
 * expected and what was received; a misspelt key is an error, never ignored. A scheme that `extends` another is merged with
 * its parents (see mergeSchemes); the result is complete in itself, and faults name the file of the chain.
 *
 * @example
 * const { scheme, issues } = readScheme('{ "id": "x" }');
 * // scheme is undefined; issues name every key that is missing
 *
 * @example
 * const { scheme } = readScheme(county, { find: (reference) => texts.get(reference) });
 */
export function readScheme(json: unknown, options: SchemeReadingOptions = {}): SchemeReading {
  const parsed = parseShallow(json);
  if ('faults' in parsed) return { issues: parsed.faults };
  if (!isObject(parsed.value) || !Object.hasOwn(parsed.value, 'extends')) return readEffective(parsed.value);
  const { find = () => undefined, name = String(parsed.value['id'] ?? 'extends') } = options;
  const { links, issues } = resolveFamily(parsed.value, name, find, parseShallow);
  if (issues.some((one) => one.severity === 'error')) return { issues };
  const reading = readEffective((links.at(-1) as Link).effective);
  const placed = reading.issues.map((one) => placeInFamily(one, links));
  return { ...reading, issues: [...issues, ...placed] };
}

function readEffective(value: unknown): SchemeReading {
  const form = schemeForm.safeParse(value);
  if (!form.success) return { issues: form.error.issues.flatMap((one) => formIssues(one, [], value)) };
  const issues = checkScheme(form.data);
  return issues.some((one) => one.severity === 'error') ? { issues } : { scheme: form.data, issues };
}

/** The JSON value of a text, or a value as it is, where it is not nested deeper than any scheme. */
function parseShallow(json: unknown): ReturnType<typeof parseJson> {
  const parsed = typeof json === 'string' ? parseJson(json) : { value: json };
  if ('faults' in parsed || !isDeeperThan(parsed.value, DEEPEST)) return parsed;
  return { faults: [issue('schemeForm', {}, `at most ${DEEPEST} levels`, 'deeper nesting')] };
}

/** Levels of nesting beyond which nothing is a scheme; conditions in use have three or four. */
const DEEPEST = 60;

function parseJson(text: string): { readonly value: unknown } | { readonly faults: readonly Issue[] } {
  if (text.length > MOST_WRITTEN) {
    return { faults: [issue('tooLarge', {}, `${MOST_WRITTEN} 字 characters`, `${text.length} 字 characters`)] };
  }
  const json = text.replace(/^\uFEFF/, '');
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    return { faults: [issue('schemeNotJson', {}, 'JSON', error instanceof Error ? error.message : String(error))] };
  }
  if (isDeeperThan(value, DEEPEST)) return { value };
  const faults = repeatedKeys(json).map(({ path, key }) =>
    issue('schemeRepeated', { path: pathText(path) }, 'each key once', key),
  );
  return faults.length > 0 ? { faults } : { value };
}

function formIssues(fault: z.core.$ZodIssue, above: readonly PropertyKey[], root: unknown): Issue[] {
  const path = [...above, ...fault.path];
  const place = { path: pathText(path) };
  switch (fault.code) {
    case 'unrecognized_keys':
      return fault.keys.map((key) =>
        issue('schemeKeyUnknown', { path: pathText([...path, key]) }, 'a key that the scheme language knows', key),
      );
    case 'invalid_union': {
      const branch = likeliestBranch(fault.errors);
      if (branch !== undefined) return branch.flatMap((one) => formIssues(one, path, root));
      return [issue('schemeForm', place, alternatives(fault.errors, fault.message), received(root, path))];
    }
    case 'invalid_value':
      return [issue('schemeForm', place, fault.values.map(String).join(' | '), received(root, path))];
    case 'invalid_type':
      return [issue('schemeForm', place, fault.expected, received(root, path))];
    default:
      return [issue('schemeForm', place, fault.message, received(root, path))];
  }
}

/**
 * Of the forms that a value could have taken, the one its author most likely meant: the one with the fewest keys unknown
 * or missing at this level. Undefined where all fail on the value as a whole, so that no form is likelier.
 */
function likeliestBranch(branches: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] | undefined {
  const inside = branches.filter(
    (faults) =>
      !faults.some((one) => one.path.length === 0 && one.code !== 'unrecognized_keys' && one.code !== 'custom'),
  );
  const misfit = (faults: readonly z.core.$ZodIssue[]): number =>
    faults.reduce((sum, one) => {
      if (one.code === 'unrecognized_keys') return sum + one.keys.length * 10;
      return sum + (one.path.length <= 1 && one.code === 'invalid_type' ? 11 : 1);
    }, 0);
  return [...inside].sort((a, b) => misfit(a) - misfit(b))[0];
}

/** What each form would have taken, where none is likelier than the others. */
function alternatives(branches: readonly (readonly z.core.$ZodIssue[])[], message: string): string {
  const expected = branches.flatMap((faults) => {
    const fault = faults[0];
    if (fault?.code === 'invalid_type') return [fault.expected];
    if (fault?.code === 'invalid_value') return fault.values.map(String);
    return fault === undefined ? [] : [fault.message];
  });
  if (expected.length > 0) return [...new Set(expected)].join(' | ');
  // A kind that does not exist: zod names those that do in its message, within quotation marks.
  const kinds = [...message.matchAll(/'([^']+)'|"([^"]+)"/g)].map((match) => match[1] ?? match[2] ?? '');
  return kinds.length > 0 ? kinds.join(' | ') : message;
}

function received(root: unknown, path: readonly PropertyKey[]): string {
  let value: unknown = root;
  for (const step of path) {
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, step) ? Reflect.get(value, step) : undefined;
  }
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

/** ["categories", 0, "scoring"] → categories[0].scoring */
function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, step) =>
      typeof step === 'number' ? `${text}[${step}]` : text === '' ? String(step) : `${text}.${String(step)}`,
    '',
  );
}
