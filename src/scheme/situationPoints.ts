import { parseDecimal } from '../exact/decimal.ts';
import { add, compare, ONE, type Rational, rational, subtract } from '../exact/rational.ts';
import type { Bounds, Condition } from './condition.ts';
import { amountDimension, indicatorDimension, own, titleOf } from './names.ts';
import type { Scheme } from './scheme.ts';
import { quantityIn } from './unit.ts';

/** True, false, or undefined where a datum that the condition needs is absent. */
export type Truth = boolean | undefined;

/** A condition that has no other conditions in it. */
export type Leaf = Exclude<
  Condition,
  { readonly all: unknown } | { readonly any: unknown } | { readonly not: unknown }
>;

/** A value that stands for all values between which no condition tells, with the answer to each leaf that speaks of it. */
export interface Point {
  /** For people: 用地面积=3 亩. */
  readonly words: string;
  readonly answers: ReadonlyMap<Leaf, Truth>;
  /** Whether the datum is absent here. */
  readonly absent: boolean;
}

export function point(words: string, leaves: readonly Leaf[], answer: (leaf: Leaf) => Truth, absent = false): Point {
  return { words, answers: new Map(leaves.map((leaf) => [leaf, answer(leaf)])), absent };
}

/** An edge that conditions name on a scale, with its text. */
interface Edge<T> {
  readonly value: T;
  readonly text: string;
}

/** Amounts below, at, between and above the edges that conditions name, in order. */
export function amountPoints(scheme: Scheme, title: string, leaves: readonly Leaf[]): readonly Point[] {
  const edges = leaves.flatMap((leaf) =>
    boundsOf(leaf).flatMap(([, text]) => {
      const value = amountIn(scheme, leaf, text);
      return value === undefined ? [] : [{ value, text }];
    }),
  );
  // Conditions that only ask whether there is an amount: any will do.
  if (edges.length === 0) return [point(`${title}=0`, leaves, (leaf) => 'state' in leaf && leaf.is === 'reported')];
  const half = (a: Rational, b: Rational): Rational => {
    const sum = add(a, b);
    return rational(sum.n, sum.d * 2n);
  };
  return along(title, edges, compare, {
    below: (value) => subtract(value, ONE),
    above: (value) => add(value, ONE),
    between: half,
  }).map(({ words, value }) =>
    point(words, leaves, (leaf) => {
      if ('state' in leaf) return leaf.is === 'reported';
      if ('gapOf' in leaf) return false;
      return boundsOf(leaf).every(([name, text]) => {
        const bound = amountIn(scheme, leaf, text);
        return bound !== undefined && within(name, compare(value, bound));
      });
    }),
  );
}

/** Days, or ages in months, below, at, between and above those that conditions name; and a date that is not there. */
export function datePoints(scheme: Scheme, date: string, leaves: readonly Leaf[]): readonly Point[] {
  const edges = leaves.flatMap((leaf) => dateEdges(leaf).map(([, text]) => ({ value: dateValue(text), text })));
  const title = titleOf(scheme, date);
  const points = along(title, edges, (a, b) => a - b, {
    below: (value) => value - 1,
    above: (value) => value + 1,
    between: (a, b) => (a + b) / 2,
  }).map(({ words, value }) =>
    point(words, leaves, (leaf) =>
      dateEdges(leaf).every(([name, text]) => {
        const bound = dateValue(text);
        return name === 'notBefore' || name === 'atLeastOld'
          ? value >= bound
          : name === 'notAfter'
            ? value <= bound
            : value < bound;
      }),
    ),
  );
  return [...points, point(`${title}=?`, leaves, (): Truth => undefined, true)];
}

function along<T>(
  title: string,
  edges: readonly Edge<T>[],
  order: (a: T, b: T) => number,
  step: { below: (value: T) => T; above: (value: T) => T; between: (a: T, b: T) => T },
): readonly { readonly words: string; readonly value: T }[] {
  const sorted = [...edges].sort((a, b) => order(a.value, b.value));
  const distinct = sorted.filter((edge, i) => i === 0 || order(edge.value, (sorted[i - 1] as Edge<T>).value) !== 0);
  const [first, last] = [distinct[0], distinct.at(-1)] as [Edge<T>, Edge<T>];
  const inner = distinct.flatMap((edge, i) => {
    const at = { words: `${title}=${edge.text}`, value: edge.value };
    const next = distinct[i + 1];
    if (next === undefined) return [at];
    const between = { words: `${edge.text}<${title}<${next.text}`, value: step.between(edge.value, next.value) };
    return [at, between];
  });
  return [
    { words: `${title}<${first.text}`, value: step.below(first.value) },
    ...inner,
    { words: `${title}>${last.text}`, value: step.above(last.value) },
  ];
}

type BoundName = keyof Bounds;

function boundsOf(leaf: Leaf): readonly (readonly [BoundName, string])[] {
  if (!('field' in leaf || 'indicator' in leaf || 'score' in leaf)) return [];
  const names: readonly BoundName[] = ['atLeast', 'moreThan', 'atMost', 'lessThan', 'equals'];
  return names.flatMap((name) => {
    const bound = leaf[name];
    return bound === undefined ? [] : [[name, bound] as const];
  });
}

function within(name: BoundName, order: number): boolean {
  switch (name) {
    case 'atLeast':
      return order >= 0;
    case 'moreThan':
      return order > 0;
    case 'atMost':
      return order <= 0;
    case 'lessThan':
      return order < 0;
    case 'equals':
      return order === 0;
  }
}

function amountIn(scheme: Scheme, leaf: Leaf, text: string): Rational | undefined {
  if ('score' in leaf) return parseDecimal(text);
  const indicator = 'indicator' in leaf ? own(scheme.indicators, leaf.indicator) : undefined;
  const dimension =
    'field' in leaf ? amountDimension(scheme, leaf.field) : indicator && indicatorDimension(scheme, indicator);
  return dimension === undefined ? undefined : quantityIn(text, dimension);
}

function dateEdges(leaf: Leaf): readonly (readonly [string, string])[] {
  if (!('date' in leaf)) return [];
  const names = ['notBefore', 'notAfter', 'atLeastOld', 'youngerThan'] as const;
  return names.flatMap((name) => {
    const text = leaf[name];
    return text === undefined ? [] : [[name, text] as const];
  });
}

/** An age in months, or a day as a number that orders as days do and leaves room between them. */
function dateValue(text: string): number {
  const age = /^(\d+)\s*(年|个月|月)$/u.exec(text);
  if (age !== null) return Number(age[1]) * (age[2] === '年' ? 12 : 1);
  return Number(text.replaceAll('-', '')) * 4;
}
