/** A line that changes something from one value to another. */
interface Step<T> {
  readonly from: T;
  readonly to: T;
}

/**
 * The steps in the order in which each begins where the one before it ends, whatever the order they are given in; undefined
 * where there is no such order, or more than one. A single step is a chain.
 */
export function chainOf<T, S extends Step<T>>(
  steps: readonly S[],
  same: (a: T, b: T) => boolean,
): readonly S[] | undefined {
  const first = steps.filter((step) => steps.length === 1 || !steps.some((other) => same(other.to, step.from)));
  const chain = first.length === 1 ? first.slice() : [];
  for (let last = chain[0]; last !== undefined && chain.length < steps.length; last = chain.at(-1)) {
    const { to } = last;
    const next = steps.filter((step) => !chain.includes(step) && same(step.from, to));
    if (next[0] === undefined || next.length > 1) return undefined;
    chain.push(next[0]);
  }
  return chain.length === steps.length ? chain : undefined;
}
