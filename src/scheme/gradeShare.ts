import { formatRational } from '../exact/decimal.ts';
import type { CountMode } from '../exact/order.ts';
import { add, compare, ONE, type Rational, rational, subtract, ZERO } from '../exact/rational.ts';
import type { BoundGrade } from './binding.ts';
import { type Grading, type SelectionGrading, type SharesGrading, shareOf, type ThresholdsGrading } from './grading.ts';

/** What share of a pool a grading gives to a grade, as far as the scheme alone tells. */
export interface GradeShare {
  /** Where it is stated, below the grading. */
  readonly path: string;
  /** The most and the least that the grade can have; undefined where nothing limits it. */
  readonly most?: Rational;
  readonly least?: Rational;
  /** How counts are rounded that can take the grade above the most or below the least. */
  readonly counted?: {
    readonly path: string;
    readonly mode: CountMode;
    readonly cap: CountMode;
    readonly floor: CountMode;
  };
}

/** Where and how a share is not what is bound; `needed` comes before the bounds. */
export interface ShareFault {
  readonly path: string;
  readonly received: string;
  readonly needed?: string;
}

/** The share of a grade; undefined for gradings that do not limit shares at all. */
export function gradeShare(grading: Grading, grade: string): GradeShare | undefined {
  switch (grading.kind) {
    case 'shares':
      return shareByShares(grading, grade);
    case 'scoreThresholds':
      return shareByThresholds(grading, grade);
    case 'selection':
      return shareBySelection(grading, grade);
    case 'indicatorThresholds':
    case 'none':
      return undefined;
  }
}

/** Faults of a grade's share against its bounds: a cap may not be passed and a floor not be missed, nor by rounding. */
export function shareFaults(share: GradeShare, grade: string, bound: BoundGrade): readonly ShareFault[] {
  const { path, most, least, counted } = share;
  const over = bound.atMost !== undefined && (most === undefined || compare(most, shareOf(bound.atMost)) > 0);
  const under = bound.atLeast !== undefined && (least === undefined || compare(least, shareOf(bound.atLeast)) < 0);
  if (over || under) {
    const beyond = over ? most : least;
    return [{ path, received: beyond === undefined ? 'nothing' : `${grade} ${percent(beyond)}` }];
  }
  if (counted === undefined) return [];
  const needed = [
    ...(bound.atMost === undefined ? [] : [counted.cap]),
    ...(bound.atLeast === undefined ? [] : [counted.floor]),
  ].filter((mode) => mode !== counted.mode);
  return needed.map((mode) => ({ path: counted.path, received: counted.mode, needed: mode }));
}

function shareByShares(grading: SharesGrading, grade: string): GradeShare {
  const { upTo, last = [] } = grading;
  const at = upTo.findIndex(([name]) => name === grade);
  const fromBottom = last.findIndex(([name]) => name === grade);
  if (fromBottom >= 0) {
    const share = subtract(shareAt(last, fromBottom), shareAt(last, fromBottom + 1));
    const worst = fromBottom === last.length - 1;
    return exactly(`.last[${fromBottom}]`, share, worst ? ownEdge(grading, grade) : undefined);
  }
  if (at < 0) return exactly('.upTo', ZERO, undefined);
  const lowest = at === upTo.length - 1;
  const end = lowest ? subtract(ONE, shareAt(last, 0)) : shareAt(upTo, at);
  const share = subtract(end, shareAt(upTo, at - 1));
  const path = `.upTo[${at}]`;
  // All firms have the only grade; a grade between two edges has both of its counts rounded alike.
  if (at === 0) return exactly(path, share, lowest ? undefined : ownEdge(grading, grade));
  if (!lowest || last.length > 0) return exactly(path, share, undefined);
  const above = ownEdge(grading, upTo[at - 1]?.[0] ?? '');
  return exactly(path, share, { ...above, cap: 'up', floor: 'down' });
}

/** Of the edge by which a grade is counted by itself. */
function ownEdge({ count, countOf }: SharesGrading, grade: string): NonNullable<GradeShare['counted']> {
  const own = countOf !== undefined && Object.hasOwn(countOf, grade) ? countOf[grade] : undefined;
  return { path: own === undefined ? '.count' : `.countOf.${grade}`, mode: own ?? count, cap: 'down', floor: 'up' };
}

/** Caps hold for a grade with all better ones, so they limit the grade itself; likewise floors for it with all worse ones. */
function shareByThresholds({ from, rest, limits }: ThresholdsGrading, grade: string): GradeShare {
  const { atMost = {}, atLeast = {} } = limits ?? {};
  const most = Object.hasOwn(atMost, grade) ? atMost[grade] : undefined;
  // A floor counts worse grades in; for the worst there are none.
  const least = grade === rest && Object.hasOwn(atLeast, grade) ? atLeast[grade] : undefined;
  const unknown = !from.some(([name]) => name === grade) && grade !== rest;
  return {
    path: '.limits',
    ...(unknown && { most: ZERO, least: ZERO }),
    ...(most !== undefined && { most: shareOf(most) }),
    ...(least !== undefined && { least: shareOf(least) }),
  };
}

/** A step takes its share at most; at least only where it may go beyond its part when too few are in it. */
function shareBySelection({ steps, rest }: SelectionGrading, grade: string): GradeShare {
  const own = steps.flatMap((step, i) => (step.grade === grade ? [{ step, path: `.steps[${i}]` }] : []));
  const [only, ...others] = own;
  if (grade === rest) return { path: '.rest' };
  if (only === undefined) return exactly('.steps', ZERO, undefined);
  const most = own.reduce((sum, { step }) => add(sum, shareOf(step.share)), ZERO);
  if (others.length > 0) return { path: only.path, most };
  return {
    path: `${only.path}.share`,
    most,
    ...(only.step.tooFew === 'beyondPart' && { least: most }),
    counted: { path: `${only.path}.count`, mode: only.step.count, cap: 'down', floor: 'up' },
  };
}

function exactly(path: string, share: Rational, counted: GradeShare['counted']): GradeShare {
  return { path, most: share, least: share, ...(counted !== undefined && { counted }) };
}

function shareAt(edges: readonly (readonly [grade: string, share: string])[], position: number): Rational {
  const share = edges[position]?.[1];
  return share === undefined ? ZERO : shareOf(share);
}

function percent(share: Rational): string {
  return `${formatRational(rational(share.n * 100n, share.d))}%`;
}
