import { type Condition, conditionParts, listOf } from './condition.ts';
import { GAPS } from './indicator.ts';
import { canonicalJson } from './jsonHash.ts';
import { fieldNamed, own } from './names.ts';
import type { Scheme } from './scheme.ts';
import { amountPoints, datePoints, type Leaf, type Point, point, type Truth } from './situationPoints.ts';

/** A datum on which conditions depend, with points for every answer that they can get, in order where it has one. */
export interface Axis {
  readonly key: string;
  readonly ordered: boolean;
  readonly points: readonly Point[];
}

/** One point of every axis. */
export type Situation = ReadonlyMap<string, Point>;

/**
 * The firms that some conditions can tell apart, as combinations of points. Data are taken to be independent, so every firm
 * that can exist is among them, and some that cannot: what no situation satisfies, no firm does.
 */
export class Situations {
  readonly axes: readonly Axis[];
  readonly size: number;

  constructor(scheme: Scheme, conditions: readonly Condition[]) {
    this.axes = axesOf(scheme, conditions);
    this.size = this.axes.reduce((product, { points }) => product * points.length, 1);
  }

  *[Symbol.iterator](): Iterator<Situation> {
    yield* combinations(this.axes, new Map());
  }
}

/** Combinations beyond which situations are not gone through. */
export const MOST_SITUATIONS = 20_000;

function* combinations(axes: readonly Axis[], chosen: ReadonlyMap<string, Point>): Generator<Situation> {
  const [axis, ...rest] = axes;
  if (axis === undefined) yield chosen;
  else for (const point of axis.points) yield* combinations(rest, new Map(chosen).set(axis.key, point));
}

/** The answer of a condition in a situation: the same logic of three values as in a run. */
export function truthIn(scheme: Scheme, condition: Condition, situation: Situation): Truth {
  if ('all' in condition) return conjunction(condition.all.map((part) => truthIn(scheme, part, situation)));
  if ('any' in condition) {
    return negation(conjunction(condition.any.map((part) => negation(truthIn(scheme, part, situation)))));
  }
  if ('not' in condition) return negation(truthIn(scheme, condition.not, situation));
  return situation.get(axisKey(condition))?.answers.get(condition);
}

function conjunction(parts: readonly Truth[]): Truth {
  if (parts.includes(false)) return false;
  return parts.includes(undefined) ? undefined : true;
}

function negation(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}

/** A situation for people. */
export function situationText(situation: Situation): string {
  return [...situation.values()].map(({ words }) => words).join('，');
}

/** The datum that a leaf asks for; days and ages of one date are told apart, as are ages on different days. */
function axisKey(leaf: Leaf): string {
  if ('field' in leaf) return `datum ${leaf.field}`;
  if ('label' in leaf) return `datum ${leaf.label}`;
  if ('flag' in leaf) return `datum ${leaf.flag}`;
  if ('state' in leaf) return `datum ${leaf.state}`;
  if ('indicator' in leaf) return `indicator ${leaf.indicator}`;
  if ('gapOf' in leaf) return `indicator ${leaf.gapOf}`;
  if ('score' in leaf) return 'score';
  if ('grade' in leaf) return 'grade';
  if ('category' in leaf) return 'category';
  if ('date' in leaf) return dateKey(leaf);
  return `previously ${canonicalJson(leaf)}`;
}

function dateKey({ date, notBefore, notAfter, on }: Extract<Leaf, { readonly date: string }>): string {
  // A leaf with days and ages together stands by itself.
  if (on === undefined) return `day ${date}`;
  return notBefore === undefined && notAfter === undefined
    ? `age ${date} ${on}`
    : `date ${date} ${on} ${notBefore ?? ''} ${notAfter ?? ''}`;
}

function axesOf(scheme: Scheme, conditions: readonly Condition[]): readonly Axis[] {
  const leaves = new Map<string, Leaf[]>();
  for (const condition of conditions) {
    for (const [part] of conditionParts(condition, '')) {
      if ('all' in part || 'any' in part || 'not' in part) continue;
      const key = axisKey(part);
      leaves.set(key, [...(leaves.get(key) ?? []), part]);
    }
  }
  return [...leaves].map(([key, asking]) => axis(scheme, key, asking));
}

function axis(scheme: Scheme, key: string, leaves: readonly Leaf[]): Axis {
  const [first] = leaves as [Leaf];
  if ('date' in first) return { key, ordered: true, points: datePoints(scheme, first.date, leaves) };
  if ('score' in first)
    return {
      key,
      ordered: true,
      points: [...amountPoints(scheme, '综合得分', leaves), absentPoint(leaves, '综合得分')],
    };
  if ('indicator' in first || 'gapOf' in first) {
    const title = own(scheme.indicators, 'indicator' in first ? first.indicator : first.gapOf)?.title ?? '';
    return { key, ordered: true, points: [...amountPoints(scheme, title, leaves), ...gapPoints(leaves, title)] };
  }
  if ('grade' in first) return named(key, leaves, '等级', gradesIn(leaves));
  if ('category' in first)
    return named(
      key,
      leaves,
      '类别',
      scheme.categories.map(({ id }) => id),
    );
  if ('previously' in first) {
    const words = canonicalJson(first);
    return { key, ordered: false, points: [...yesNo(leaves, words), absentPoint(leaves, words)] };
  }
  return datum(scheme, key, key.slice('datum '.length), leaves);
}

function datum(scheme: Scheme, key: string, name: string, leaves: readonly Leaf[]): Axis {
  const raised = scheme.flags?.find(({ id }) => id === name);
  if (raised !== undefined) return { key, ordered: false, points: yesNo(leaves, raised.title) };
  const field = fieldNamed(scheme, name);
  const title = own(scheme.ledgers, name)?.title ?? field?.title ?? name;
  const absent = statePoints(leaves, title);
  if (field?.kind === 'flag') return { key, ordered: false, points: [...yesNo(leaves, title), ...absent] };
  if (field?.kind === 'label') {
    const points = labelTexts(field.values, leaves).map((text) => labelPoint(leaves, title, text));
    return { key, ordered: false, points: [...points, ...absent] };
  }
  return { key, ordered: true, points: [...amountPoints(scheme, title, leaves), ...absent] };
}

/** Texts that a label can have: those of a closed list, or those that conditions name and one that none does. */
function labelTexts(values: Readonly<Record<string, unknown>> | undefined, leaves: readonly Leaf[]): readonly string[] {
  if (values !== undefined) return Object.keys(values);
  const asked = leaves.flatMap((leaf) =>
    'label' in leaf ? [...listOf(leaf.is ?? []), ...listOf(leaf.startsWith ?? [])] : [],
  );
  return [...new Set([...asked, '（其他）'])];
}

function labelPoint(leaves: readonly Leaf[], title: string, text: string): Point {
  return point(`${title}=${text}`, leaves, (leaf) => {
    if ('state' in leaf) return leaf.is === 'reported';
    if (!('label' in leaf)) return undefined;
    return leaf.is === undefined
      ? listOf(leaf.startsWith ?? []).some((prefix) => text.startsWith(prefix))
      : listOf(leaf.is).includes(text);
  });
}

function named(key: string, leaves: readonly Leaf[], title: string, names: readonly string[]): Axis {
  const points = names.map((name) =>
    point(`${title}=${name}`, leaves, (leaf) => {
      if ('grade' in leaf) return listOf(leaf.grade).includes(name);
      return 'category' in leaf ? listOf(leaf.category).includes(name) : undefined;
    }),
  );
  return { key, ordered: false, points: [...points, absentPoint(leaves, title)] };
}

/** Grades that conditions name, and one for all others. */
function gradesIn(leaves: readonly Leaf[]): readonly string[] {
  const asked = leaves.flatMap((leaf) => ('grade' in leaf ? listOf(leaf.grade) : []));
  return [...new Set([...asked, '（其他）'])];
}

function yesNo(leaves: readonly Leaf[], title: string): readonly Point[] {
  return [true, false].map((yes) =>
    point(`${title}=${yes ? '是' : '否'}`, leaves, (leaf) => ('state' in leaf ? leaf.is === 'reported' : yes)),
  );
}

/** A datum that is not there, in each of the states that conditions ask for, or just missing. */
function statePoints(leaves: readonly Leaf[], title: string): readonly Point[] {
  const asked = leaves.flatMap((leaf) => ('state' in leaf && leaf.is !== 'reported' ? [leaf.is] : []));
  const states: ReadonlySet<string> = new Set(['missing', ...asked]);
  return [...states].map((state) =>
    point(`${title}=?`, leaves, (leaf) => ('state' in leaf ? leaf.is === state : undefined), true),
  );
}

function gapPoints(leaves: readonly Leaf[], title: string): readonly Point[] {
  const asked = leaves.flatMap((leaf) => ('gapOf' in leaf ? listOf(leaf.is) : []));
  const other = GAPS.filter((gap) => !asked.includes(gap)).slice(0, 1);
  return [...new Set([...asked, ...other])].map((gap) =>
    point(`${title}=?`, leaves, (leaf) => ('gapOf' in leaf ? listOf(leaf.is).includes(gap) : undefined), true),
  );
}

function absentPoint(leaves: readonly Leaf[], title: string): Point {
  return point(`${title}=?`, leaves, () => undefined, true);
}
