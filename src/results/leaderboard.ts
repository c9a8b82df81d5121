import { boardResult } from './boardResult.ts';
import type { BoardResult } from './document.ts';
import type { Evaluation } from './evaluation.ts';

/**
 * A leaderboard (领跑者) of the run: in each group the leaders, best first, firms that are equal with the same place.
 *
 * @param board - the board's id in the scheme
 * @returns undefined where the scheme has no such board
 */
export function leaderboard(evaluation: Evaluation, board: string): BoardResult | undefined {
  const found = evaluation.run.boards.find((one) => one.board.id === board);
  return found === undefined ? undefined : boardResult(evaluation.run, found);
}
