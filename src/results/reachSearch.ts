/** What a run with so many steps of change showed. */
export interface Probe {
  readonly steps: number;
  readonly reached: boolean;
  /** How far above the line the firm is, below zero beneath it; a hint where to look, of no other consequence. */
  readonly margin?: number | undefined;
}

export interface SearchPlan<P extends Probe> {
  /** Without a change; must miss the goal. */
  readonly start: P;
  /** The largest number of steps. */
  readonly most: number;
  /** Ascending; between two of them only scores move. */
  readonly critical: readonly number[];
  readonly probe: (steps: number) => P;
  /** Whether it is certain that nothing between two runs that miss the goal, or after the first and before the second, reaches it. */
  readonly excluded: ((a: P, b: P) => boolean) | undefined;
}

export interface Found<P extends Probe> {
  readonly proof: 'exact' | 'searched';
  /** The least number of steps that was found. */
  readonly least?: P;
  /** The last of all. */
  readonly last: P;
}

/** So many runs may be spent to exclude smaller changes; after that the rest is searched without proof. */
const MOST_RUNS = 250;

/**
 * The least number of steps that reaches the goal. The goal need not be monotone in the steps: an interval is left out only where it is
 * certain that nothing in it reaches; else it is divided, the lower part first. Without such a certainty steps are tried one by
 * one, then in growing strides, and the answer says so.
 */
export function findLeast<P extends Probe>(plan: SearchPlan<P>): Found<P> {
  const { start, most, critical, excluded } = plan;
  if (most < 1) return { proof: 'exact', last: start };
  return excluded === undefined
    ? stride(plan)
    : new Division(plan, excluded).find([...critical.filter((at) => at <= most)], start);
}

class Division<P extends Probe> {
  readonly #plan: SearchPlan<P>;
  readonly #excluded: (a: P, b: P) => boolean;
  #runs = 0;
  #proof: Found<P>['proof'] = 'exact';

  constructor(plan: SearchPlan<P>, excluded: (a: P, b: P) => boolean) {
    this.#plan = plan;
    this.#excluded = excluded;
  }

  /** Goes through the segments between critical steps; the first step of each is run, and the last. */
  find(critical: readonly number[], start: P): Found<P> {
    const { most } = this.#plan;
    let first = start;
    for (const [i, next] of [...critical, most + 1].entries()) {
      if (i > 0) first = this.#probe(critical[i - 1] as number);
      if (first.reached) return { proof: this.#proof, least: first, last: first };
      const last = next - 1 > first.steps ? this.#probe(next - 1) : first;
      const least = last === first ? undefined : this.#within(first, last, 0);
      if (least !== undefined) return { proof: this.#proof, least, last: least };
      first = last;
    }
    return { proof: this.#proof, last: first };
  }

  #probe(steps: number): P {
    this.#runs += 1;
    return this.#plan.probe(steps);
  }

  /** The least step after `a`, which misses, up to `b`. */
  #within(a: P, b: P, depth: number): P | undefined {
    const end = b.reached ? b : undefined;
    if (b.steps - a.steps <= 1 || this.#excluded(a, b)) return end;
    if (this.#runs > MOST_RUNS) {
      this.#proof = 'searched';
      if (end === undefined) return undefined;
    }
    const middle = this.#probe(between(a, b, depth));
    if (middle.reached) return this.#within(a, middle, depth + 1) ?? middle;
    const spent = this.#runs > MOST_RUNS;
    return (spent ? undefined : this.#within(a, middle, depth + 1)) ?? this.#within(middle, b, depth + 1);
  }
}

/** Where to look between two runs: where the line would be met if the way there were straight, and in the middle, by turns. */
function between(a: Probe, b: Probe, depth: number): number {
  const width = b.steps - a.steps;
  const inside = (steps: number): number => Math.min(b.steps - 1, Math.max(a.steps + 1, steps));
  const guess =
    a.margin !== undefined && b.margin !== undefined && a.margin < 0 && b.margin >= 0
      ? Math.ceil(a.steps + (width * -a.margin) / (b.margin - a.margin))
      : undefined;
  // A straight way goes through a point just before it as well, so that both sides are closed in.
  if (guess !== undefined && depth % 3 !== 2) return inside(depth % 3 === 0 ? guess : guess - Math.ceil(width / 64));
  const far = b.steps > 16 * Math.max(1, a.steps);
  return inside(far ? Math.floor(Math.sqrt(Math.max(1, a.steps) * b.steps)) : a.steps + Math.floor(width / 2));
}

/** So many steps are tried one by one. */
const ONE_BY_ONE = 24;
const GROWTH = 1.3;

/** Steps one by one, then in growing strides and at critical steps; where one reaches, halves back to the last that does not. */
function stride<P extends Probe>({ start, most, critical, probe }: SearchPlan<P>): Found<P> {
  let missed = start;
  for (let steps = 1; ; ) {
    const tried = probe(steps);
    if (tried.reached) {
      const least = halve(missed, tried, probe);
      return { proof: least.steps <= ONE_BY_ONE ? 'exact' : 'searched', least, last: least };
    }
    missed = tried;
    if (steps >= most) return { proof: most <= ONE_BY_ONE ? 'exact' : 'searched', last: missed };
    const stride = steps < ONE_BY_ONE ? steps + 1 : Math.ceil(steps * GROWTH);
    const next = critical.find((at) => at > steps && at < stride);
    steps = Math.min(most, next ?? stride);
  }
}

function halve<P extends Probe>(missed: P, reached: P, probe: (steps: number) => P): P {
  let [low, high] = [missed, reached];
  while (high.steps - low.steps > 1) {
    const middle = probe(low.steps + Math.floor((high.steps - low.steps) / 2));
    if (middle.reached) high = middle;
    else low = middle;
  }
  return high;
}
