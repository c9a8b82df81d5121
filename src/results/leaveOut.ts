import type { Scheme } from '../scheme/scheme.ts';
import type { Admission, StandingRule } from '../stages/admit.ts';
import { formPools } from '../stages/pool.ts';
import { drawSome } from './draws.ts';
import type { Graded, Measured, Run } from './run.ts';
import type { Group } from './scenarioTally.ts';
import type { LeaveOut } from './stability.ts';

/** The second half of a run; see gradeMeasured. */
export type Grade = (measured: Measured, scheme: Scheme) => Graded;

/** What the absence of single firms does, and for each row how many absences change its grade. */
export interface Absences {
  readonly found: LeaveOut;
  readonly dependsOn: Uint32Array;
}

/**
 * Leaves out one firm or unit with a place after the other, as if a rule had said that it is not evaluated, and grades the firms
 * it was ranked with anew. A unit that it belongs to, such as its zone, keeps its facts.
 *
 * @param most - how many are left out at most; where there are more, so many are drawn by the seed
 */
export function leaveOutEach(
  run: Run,
  scheme: Scheme,
  groups: readonly Group[],
  most: number,
  seed: number,
  grade: Grade,
): Absences {
  const dependsOn = new Uint32Array(run.facts.ids.length);
  const candidates = groups.flatMap((group) => group.placed.map((row) => ({ row, group })));
  const absences: LeaveOut['absences'][number][] = [];
  const tested = drawSome(most, candidates.length, seed);
  const own = new Map(groups.map((group) => [group, { ...run, admission: onlyGroup(run, group) }]));
  for (const at of tested) {
    const { row, group } = candidates[at] as (typeof candidates)[number];
    const within = own.get(group);
    if (within === undefined) continue;
    const admission = withoutRow(within.admission, row);
    const pools = formPools(run.facts, scheme, admission);
    const { overrides } = grade({ ...within, admission, pools }, scheme);
    const moves = group.members.flatMap((other) => {
      const [from, to] = [run.overrides.grade[other], overrides.grade[other]];
      if (from === to || run.units.gradeRow(other) === row) return [];
      dependsOn[other] = (dependsOn[other] as number) + 1;
      if (run.units.resultRow(other) !== other) return [];
      return [{ id: run.facts.ids[other] as string, from: from ?? null, to: to ?? null }];
    });
    if (moves.length > 0) absences.push({ id: run.facts.ids[row] as string, moves });
  }
  return { found: { tested: tested.length, of: candidates.length, absences }, dependsOn };
}

const ABSENT: StandingRule = { id: 'leftOut', title: '不参加评价', status: 'notEvaluated' };

/** The admission of one group's firms alone: pools do not touch each other. */
function onlyGroup({ admission }: Run, { categories }: Group): Admission {
  return { ...admission, category: admission.category.map((one) => (categories.includes(one) ? one : -1)) };
}

function withoutRow(admission: Admission, row: number): Admission {
  const category = admission.category.slice();
  category[row] = -1;
  return { ...admission, category, rule: admission.rule.with(row, ABSENT) };
}
