import type { Correction, FirmResult, Move } from './document.ts';
import type { Evaluation } from './evaluation.ts';

/** What corrections and moves by hand did to one firm or unit of evaluation. */
export interface AdjustmentEffect {
  /** The result that it would have without any line of the file; undefined for a unit that only the corrections make. */
  readonly before: FirmResult | undefined;
  /** Undefined for a unit that the corrections have dissolved. */
  readonly after: FirmResult | undefined;
  /** What was decided for it; nothing for one that moved because of others. */
  readonly corrections: readonly Correction[];
  readonly moves: readonly Move[];
}

/**
 * Whom the file of corrections and moves concerns: first the firms and units that it names and that a line was applied to, then
 * the others whose category, status or grade is another because of it, each in the order of the results. Empty for a run without
 * such a file. Lines that were refused are issues.
 */
export function adjustmentEffects(evaluation: Evaluation): readonly AdjustmentEffect[] {
  const without = evaluation.run.unadjusted?.();
  if (without === undefined) return [];
  const was = new Map([...without, ...without.units()].map((one) => [one.id, one]));
  const is = [...evaluation, ...evaluation.units()];
  const there = new Set(is.map(({ id }) => id));
  const dissolved = [...was.values()].filter(({ id }) => !there.has(id));
  const effects = [
    ...is.map((after): AdjustmentEffect => {
      const moves = after.moves.filter(({ rule }) => rule.startsWith('manual:'));
      // A member of a unit shows the unit's moves; they are told of the unit.
      const ownMoves = after.unit === undefined ? moves : [];
      return { before: was.get(after.id), after, corrections: after.corrections ?? [], moves: ownMoves };
    }),
    ...dissolved.map((before): AdjustmentEffect => ({ before, after: undefined, corrections: [], moves: [] })),
  ];
  const named = effects.filter(isNamed);
  return [...named, ...effects.filter((effect) => !isNamed(effect) && isChanged(effect))];
}

/** Whether a line was applied to the firm itself. */
export function isNamed({ corrections, moves }: AdjustmentEffect): boolean {
  return corrections.length + moves.length > 0;
}

function isChanged({ before, after }: AdjustmentEffect): boolean {
  return before?.category !== after?.category || before?.status !== after?.status || before?.grade !== after?.grade;
}
