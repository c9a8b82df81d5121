import type { Evaluation } from './evaluation.ts';
import type { Effects } from './reach.ts';

/** What a change brings beside the firm's own grade: its lists, and the firms whose grades change with it. */
export function effectsOf(before: Evaluation, after: Evaluation, firm: string): Effects {
  const [was, is] = [before, after].map((one) => one.firm(firm)?.flags ?? []) as [readonly string[], readonly string[]];
  const others = before.run.facts.ids.slice(0, before.run.units.firms).flatMap((id, row) => {
    if (id === firm) return [];
    const from = before.run.overrides.grade[row] ?? null;
    const to = after.run.overrides.grade[after.rowOf(id) ?? -1] ?? null;
    return from === to ? [] : [{ id, name: before.run.facts.labels.get('name')?.[row] ?? null, from, to }];
  });
  return {
    flagsGained: is.filter((flag) => !was.includes(flag)),
    flagsLost: was.filter((flag) => !is.includes(flag)),
    others,
  };
}
