/** How much of the variance of an output one factor accounts for; each with its standard error. */
export interface Effect {
  /** By itself: what would go if this factor alone were settled. */
  readonly first: number;
  readonly firstError: number;
  /** With all that it does together with others: what would be left if all others were settled. */
  readonly total: number;
  readonly totalError: number;
}

/** The output of a model at the points of Saltelli's design, as many of each kind. */
export interface Design {
  /** At independent draws A and B of all factors. */
  readonly a: Float64Array;
  readonly b: Float64Array;
  /** Of each factor: at the points of A with this factor alone taken from B. */
  readonly exchanged: readonly Float64Array[];
}

/**
 * Sobol indices of every factor: of first order by the estimator of Saltelli et al. (2010), Σ b (e − a) ÷ nV with centred b;
 * total by Jansen's (1999), Σ (a − e)² ÷ 2nV. V is the variance of A and B together. The standard errors are those of the
 * jackknife over the n points: each left out once, and the estimates of the rest compared. All is sums, products, quotients and
 * square roots of doubles, which every engine computes alike. Undefined where the output never moves, or with fewer than 2 points.
 */
export function sobolEffects({ a, b, exchanged }: Design): readonly Effect[] | undefined {
  const count = a.length;
  const origin = a[0] ?? 0;
  // Taken from one of them, so that the squares of a large output do not swallow its variance.
  const [as, bs] = [a.map((value) => value - origin), b.map((value) => value - origin)];
  const sum = total(as) + total(bs);
  const squares = total(as.map((value) => value * value)) + total(bs.map((value) => value * value));
  if (count < 2 || (as.every((one) => one === 0) && bs.every((one) => one === 0))) return undefined;
  return exchanged.map((raw) => {
    const es = raw.map((value) => value - origin);
    const steps = es.map((value, at) => value - (as[at] as number));
    const products = steps.map((step, at) => step * (bs[at] as number));
    const distances = steps.map((step) => step * step);
    const [allSteps, allProducts, allDistances] = [total(steps), total(products), total(distances)];
    const without = (at: number | undefined): readonly [first: number, total: number] => {
      const left = (values: Float64Array): number => (at === undefined ? 0 : (values[at] as number));
      const n = at === undefined ? count : count - 1;
      const [x, y] = [left(as), left(bs)];
      const mean = (sum - x - y) / (2 * n);
      const variance = varianceOf(sum - x - y, squares - x * x - y * y, 2 * n);
      if (!(variance > 0)) return [0, 0];
      const first = (allProducts - left(products) - mean * (allSteps - left(steps))) / (n * variance);
      return [first, (allDistances - left(distances)) / (2 * n * variance)];
    };
    const [first, ofTotal] = without(undefined);
    const apart = Array.from(as, (_, at) => without(at));
    return {
      first,
      firstError: jackknifeError(apart.map(([one]) => one)),
      total: ofTotal,
      totalError: jackknifeError(apart.map(([, one]) => one)),
    };
  });
}

function varianceOf(sum: number, squares: number, count: number): number {
  return squares / count - (sum / count) * (sum / count);
}

function jackknifeError(estimates: readonly number[]): number {
  const count = estimates.length;
  const mean = total(estimates) / count;
  return Math.sqrt(((count - 1) / count) * total(estimates.map((one) => (one - mean) * (one - mean))));
}

function total(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
