import { gradeMeasured } from './evaluate.ts';
import { GENERATOR } from './results/draws.ts';
import type { Evaluation } from './results/evaluation.ts';
import { leaveOutEach } from './results/leaveOut.ts';
import { hashScheme } from './results/receipt.ts';
import type { Graded } from './results/run.ts';
import {
  drawLevels,
  effectsOf,
  exchangeFactors,
  factorsOfGroup,
  newOutputs,
  type Outputs,
  recordOutputs,
} from './results/scenarioOutputs.ts';
import { schemeOfGrades } from './results/scenarioScheme.ts';
import { groupsOf, tallyScenarios } from './results/scenarioTally.ts';
import type { Stability } from './results/stability.ts';
import { findFactors } from './results/stabilityFactors.ts';
import { firmRecords, groupRecord, keptOf, variedChoices } from './results/stabilityRecords.ts';
import { usualAbsences, usualPairs } from './results/usualSizes.ts';
import { varyScheme } from './results/varyScheme.ts';
import { ENGINE_VERSION } from './results/version.ts';
import { type StabilityPlan, USUAL_PLAN } from './scheme/stabilityPlan.ts';

/** How many scenarios are drawn, and what varies in them. */
export interface StabilityOptions {
  /** A whole number from 0 to 2^32 − 1; 1 where it is not given. */
  readonly seed?: number;
  /** From 1 to MOST_SCENARIOS; 1000 where it is not given. */
  readonly scenarios?: number;
  /**
   * How many pairs of scenarios the effects of choices are estimated from, at least 2 and at most half of the scenarios; 0 for none. Each pair
   * costs one more evaluation for each choice of the category that has most of them. Where it is not given: 200 or half the scenarios, fewer in a
   * run of thousands of firms (see usualPairs); none of fewer than 4 scenarios.
   */
  readonly pairs?: number;
  readonly plan?: StabilityPlan;
}

export const MOST_SCENARIOS = 20_000;

/**
 * How firm each grade of a run is: the run graded again, from its measures on and by the same engine, in scenarios in which the
 * choices that its scheme made are drawn otherwise: weights, baselines, rounding, ties, methods, as the plan allows. For each
 * firm how often it keeps its grade and between which places it stands; for each category which choice moves places and grades
 * most (Sobol indices); and whose absence would change whose grade. Statuses, corrections, overrides and moves by hand hold in
 * every scenario as they do in the run, and so do baselines of a previous year.
 *
 * The same run, plan and seed give the same bytes on any machine. Throws a RangeError for options that are none.
 *
 * @example
 * const { overall, firms } = stability(evaluation, { seed: 1, scenarios: 200 });
 * // overall.kept ÷ (overall.graded × 200) is the share of grades that are kept
 */
export function stability(evaluation: Evaluation, options: StabilityOptions = {}): Stability {
  const { run } = evaluation;
  const { seed = 1, scenarios = 1000, plan = usualPlanOf(evaluation) } = options;
  refuseUnless(isWhole(seed, 0, 2 ** 32 - 1), 'seed', seed);
  refuseUnless(isWhole(scenarios, 1, MOST_SCENARIOS), 'scenarios', scenarios);
  const scheme = schemeOfGrades(run);
  const factors = findFactors(run.scheme, plan);
  const groups = groupsOf(run);
  const choices = Math.max(0, ...groups.map((group) => factorsOfGroup(factors, group).length));
  const pairs = options.pairs ?? usualPairs(run.facts.ids.length, choices, scenarios);
  refuseUnless(isWhole(pairs, 0, scenarios / 2) && pairs !== 1, 'pairs', pairs);
  const gradeAt = (levels: Uint16Array): Graded =>
    gradeMeasured(run, varyScheme(scheme, factors, levels, plan.ratioPlaces));
  const tally = tallyScenarios(run, rowsOf(evaluation), scenarios);
  const outputs = groups.map(() => newOutputs(scenarios));
  for (let scenario = 0; scenario < scenarios; scenario += 1) {
    const graded = gradeAt(drawLevels(factors, seed, scenario));
    tally.add(scenario, graded);
    for (const [at, group] of groups.entries()) recordOutputs(outputs[at] as Outputs, scenario, group, run, graded);
  }
  const exchanged = exchangeFactors(run, groups, factors, pairs, seed, gradeAt);
  const absences = leaveOutEach(run, scheme, groups, plan.leaveOut, seed, gradeMeasured);
  const varied = variedChoices(run.scheme, factors);
  const records = firmRecords(evaluation, tally, absences.dependsOn);
  const firms = tally.rows.filter((row) => row < run.units.firms).length;
  const { id, title, version } = run.scheme;
  return {
    format: 'permu-stability/1',
    engine: { name: 'permu', version: ENGINE_VERSION },
    scheme: { id, title, version, sha256: hashScheme(run.scheme) },
    identity: run.scheme.conventions.identity,
    data: run.facts.sources.map(({ name, sha256 }) => ({ name, sha256 })),
    year: run.year,
    generator: { name: GENERATOR, seed },
    scenarios,
    pairs,
    runs: scenarios + exchanged.runs + absences.found.tested,
    plan,
    varied,
    overall: keptOf(
      groups.flatMap(({ graded }) => graded),
      tally,
      scenarios,
    ),
    groups: groups.map((group, at) => {
      const choices = factorsOfGroup(factors, group).map((one) => varied[one]?.id ?? '');
      const drawn = outputs[at] as Outputs;
      const effects = effectsOf(drawn, exchanged.outputs[at] ?? [], choices);
      return { ...groupRecord(group, run, tally, scenarios, drawn), ...effects };
    }),
    firms: records.slice(0, firms),
    units: records.slice(firms),
    leaveOut: absences.found,
  };
}

/** The usual plan for a run of this size: of a large one not as many firms are left out. */
export function usualPlanOf({ run }: Evaluation): StabilityPlan {
  return { ...USUAL_PLAN, leaveOut: usualAbsences(run.facts.ids.length, USUAL_PLAN.leaveOut) };
}

/** Rows with a place or a grade: firms in the order of the results, then the units beside them. */
function rowsOf(evaluation: Evaluation): readonly number[] {
  const { facts, units, grades, overrides } = evaluation.run;
  const all = [...evaluation.rows(), ...facts.ids.map((_, row) => row).filter((row) => row >= units.firms)];
  return all.filter((row) => (grades.place[row] as number) > 0 || overrides.grade[row] !== undefined);
}

function refuseUnless(holds: boolean, name: string, value: number): void {
  if (!holds) throw new RangeError(`${name}: ${value}`);
}

function isWhole(value: number, from: number, to: number): boolean {
  return Number.isInteger(value) && value >= from && value <= to;
}
