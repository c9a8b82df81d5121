import { titleOf } from '../scheme/names.ts';
import type { Scheme } from '../scheme/scheme.ts';
import type { ComparedFile, ComparedRun, FileDifference, InputDifferences } from './comparison.ts';
import type { Evaluation } from './evaluation.ts';
import { hashScheme } from './receipt.ts';

/** What a run was made of. */
export function comparedRun({ run, year }: Evaluation): ComparedRun {
  const { scheme, read, history, manual } = run;
  const { id, title, version } = scheme;
  return {
    scheme: { id, title, version, sha256: hashScheme(scheme) },
    year,
    data: read.sources.map(({ name, sheet, sha256 }) => ({
      name: sheet === undefined ? name : `${name}#${sheet}`,
      sha256,
    })),
    history: [...history.values()].sort((a, b) => b.year - a.year).map(file),
    adjustments: manual === undefined ? [] : [file(manual)],
  };
}

function file({ name, sha256 }: ComparedFile): ComparedFile {
  return { name, sha256 };
}

/** Where the inputs of two runs differ: the scheme by path, the files by name. */
export function inputDifferences(before: Evaluation, after: Evaluation): InputDifferences {
  const [was, is] = [comparedRun(before), comparedRun(after)];
  return {
    scheme: valueDifferences(before.run.scheme, after.run.scheme, ruleTitle(after.run.scheme)),
    data: fileDifferences(was.data, is.data),
    history: fileDifferences(was.history, is.history),
    adjustments: fileDifferences(was.adjustments, is.adjustments),
  };
}

function fileDifferences(before: readonly ComparedFile[], after: readonly ComparedFile[]): readonly FileDifference[] {
  const [was, is] = [before, after].map((files) => new Map(files.map(({ name, sha256 }) => [name, sha256])));
  if (was === undefined || is === undefined) return [];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((name) => {
    const [old, now] = [was.get(name), is.get(name)];
    if (old === now) return [];
    return [{ name, ...(old !== undefined && { before: old }), ...(now !== undefined && { after: now }) }];
  });
}

type SchemeDifference = InputDifferences['scheme'][number];

/**
 * Where two values differ, path by path, both in full. Rules in a list are told apart by their id or indicator, so that one
 * put in between does not make all that follow it differ; rules that are only in another order differ by their order.
 */
function valueDifferences(
  before: unknown,
  after: unknown,
  titleOf: TitleOf,
  at: Spot = TOP,
): readonly SchemeDifference[] {
  const { path, titles } = at;
  if (Object.is(before, after)) return [];
  const [was, is] = [entriesOf(before), entriesOf(after)];
  if (was === undefined || is === undefined || was.kind !== is.kind) {
    const [old, now] = [JSON.stringify(before), JSON.stringify(after)];
    if (old === now) return [];
    return [{ path, titles, ...(old !== undefined && { before: old }), ...(now !== undefined && { after: now }) }];
  }
  const keys = [...new Set([...was.entries.keys(), ...is.entries.keys()])];
  const below = keys.flatMap((key) => {
    const [old, now] = [was.entries.get(key), is.entries.get(key)];
    const inner = was.kind === 'object' ? (path === '' ? key : `${path}.${key}`) : `${path}[${key}]`;
    const title = titleOf(now ?? old);
    return valueDifferences(old, now, titleOf, {
      path: inner,
      titles: title === undefined ? titles : [...titles, title],
    });
  });
  const order = [...is.entries.keys()];
  if (was.kind === 'object' || below.length > 0 || keys.join() === order.join()) return below;
  return [{ path, titles, before: JSON.stringify(keys), after: JSON.stringify(order) }];
}

/** The title of a rule on the way; undefined for what has none. */
type TitleOf = (rule: unknown) => string | undefined;

interface Spot {
  readonly path: string;
  readonly titles: readonly string[];
}

const TOP: Spot = { path: '', titles: [] };

/** A rule's own title, or that of the indicator that it scores. */
function ruleTitle(scheme: Scheme): TitleOf {
  return (rule) => {
    if (typeof rule !== 'object' || rule === null || Array.isArray(rule)) return undefined;
    if ('title' in rule && typeof rule.title === 'string') return rule.title;
    return 'indicator' in rule && 'weight' in rule && typeof rule.indicator === 'string'
      ? titleOf(scheme, rule.indicator)
      : undefined;
  };
}

/** The parts of a value that are compared one by one: of an object by key, of a list of rules by id; undefined for others. */
function entriesOf(
  value: unknown,
): { readonly kind: 'object' | 'rules'; readonly entries: ReadonlyMap<string, unknown> } | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!Array.isArray(value)) return { kind: 'object', entries: new Map(Object.entries(value)) };
  const names = value.map(nameOf);
  if (names.includes(undefined) || new Set(names).size < names.length) return undefined;
  return { kind: 'rules', entries: new Map(value.map((rule, at) => [names[at] as string, rule])) };
}

function nameOf(rule: unknown): string | undefined {
  if (typeof rule !== 'object' || rule === null) return undefined;
  const name = 'id' in rule ? rule.id : 'indicator' in rule ? rule.indicator : undefined;
  return typeof name === 'string' ? name : undefined;
}
