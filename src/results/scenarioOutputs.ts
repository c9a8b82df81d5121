import { drawBelow } from './draws.ts';
import { sobolEffects } from './effects.ts';
import type { Graded, Run } from './run.ts';
import type { Group } from './scenarioTally.ts';
import type { EffectRecord, GroupStability } from './stability.ts';
import { type Factor, levelsOf } from './stabilityFactors.ts';

/** What effects are effects on: a number for each scenario. */
export interface Outputs {
  /** By how many places the firms of a group stand elsewhere than in the run, in the mean over those that have one in both. */
  readonly shift: Float64Array;
  /** The share of its firms whose grade is another than in the run. */
  readonly regraded: Float64Array;
}

export function newOutputs(scenarios: number): Outputs {
  return { shift: new Float64Array(scenarios), regraded: new Float64Array(scenarios) };
}

/** Writes the outputs of a scenario. */
export function recordOutputs(into: Outputs, scenario: number, group: Group, run: Run, graded: Graded): void {
  let shifted = 0;
  let compared = 0;
  for (const row of group.placed) {
    const place = graded.grades.place[row] as number;
    if (place === 0) continue;
    shifted += Math.abs(place - (run.grades.place[row] as number));
    compared += 1;
  }
  let changed = 0;
  for (const row of group.graded) if (graded.overrides.grade[row] !== run.overrides.grade[row]) changed += 1;
  into.shift[scenario] = compared === 0 ? 0 : shifted / compared;
  into.regraded[scenario] = group.graded.length === 0 ? 0 : changed / group.graded.length;
}

/** The level of each factor in a scenario, drawn by the seed. */
export function drawLevels(factors: readonly Factor[], seed: number, scenario: number): Uint16Array {
  return Uint16Array.from(factors, (factor, at) => drawBelow(levelsOf(factor), seed, scenario, at));
}

/** The positions of the factors that concern a group. */
export function factorsOfGroup(factors: readonly Factor[], { categories }: Group): readonly number[] {
  return [...factors.keys()].filter((at) => factors[at]?.categories.some((one) => categories.includes(one)));
}

/**
 * Estimates the effects of every factor of every group from pairs of scenarios: of pair j, scenario 2j is the point A and 2j + 1
 * the point B, and for each factor A is graded once more with this one taken from B. Groups do not touch each other, so one
 * evaluation exchanges a factor of each of them.
 */
export function exchangeFactors(
  run: Run,
  groups: readonly Group[],
  factors: readonly Factor[],
  pairs: number,
  seed: number,
  gradeAt: (levels: Uint16Array) => Graded,
): Exchanged {
  const ofGroups = groups.map((group) => factorsOfGroup(factors, group));
  const outputs = ofGroups.map((own) => own.map(() => newOutputs(pairs)));
  const most = Math.max(0, ...ofGroups.map((own) => own.length));
  for (let pair = 0; pair < pairs; pair += 1) {
    const a = drawLevels(factors, seed, 2 * pair);
    const b = drawLevels(factors, seed, 2 * pair + 1);
    for (let nth = 0; nth < most; nth += 1) {
      const levels = a.slice();
      for (const own of ofGroups) {
        const at = own[nth];
        if (at !== undefined) levels[at] = b[at] as number;
      }
      const graded = gradeAt(levels);
      for (const [at, group] of groups.entries()) {
        const into = outputs[at]?.[nth];
        if (into !== undefined) recordOutputs(into, pair, group, run, graded);
      }
    }
  }
  return { outputs, runs: pairs * most };
}

/** The outputs with one factor exchanged: by group, then by factor of the group. */
export interface Exchanged {
  readonly outputs: readonly (readonly Outputs[])[];
  /** How many evaluations they took. */
  readonly runs: number;
}

/** The effects of a group's choices, those with the largest total effect first; nothing where nothing moves. */
export function effectsOf(
  drawn: Outputs,
  exchanged: readonly Outputs[],
  choices: readonly string[],
): Pick<GroupStability, 'onPlaces' | 'onGrades'> {
  const pairs = exchanged[0]?.shift.length ?? 0;
  const on = (output: keyof Outputs): readonly EffectRecord[] | undefined => {
    const a = Float64Array.from({ length: pairs }, (_, pair) => drawn[output][2 * pair] as number);
    const b = Float64Array.from({ length: pairs }, (_, pair) => drawn[output][2 * pair + 1] as number);
    const effects = sobolEffects({ a, b, exchanged: exchanged.map((one) => one[output]) });
    return effects
      ?.map((effect, at) => ({ effect, at }))
      .sort((one, other) => other.effect.total - one.effect.total || one.at - other.at)
      .map(({ effect, at }) => ({
        choice: choices[at] as string,
        first: decimal(effect.first),
        firstError: decimal(effect.firstError),
        total: decimal(effect.total),
        totalError: decimal(effect.totalError),
      }));
  };
  const [onPlaces, onGrades] = [on('shift'), on('regraded')];
  return { ...(onPlaces && { onPlaces }), ...(onGrades && { onGrades }) };
}

/** Four places of a statistic, as every engine prints them. */
export function decimal(value: number, places: number = 4): string {
  return value.toFixed(places).replace(/^-(?=0(\.0+)?$)/, '');
}
