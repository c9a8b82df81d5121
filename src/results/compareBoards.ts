import { boardResult } from './boardResult.ts';
import type { BoardComparison, BoardFirm } from './comparison.ts';
import type { Leader } from './document.ts';
import type { Evaluation } from './evaluation.ts';

/** Who entered and who left the leaders, board by board and group by group; groups in which nobody did are left out. */
export function compareBoards(before: Evaluation, after: Evaluation): readonly BoardComparison[] {
  const was = new Map(before.run.boards.map((board) => [board.board.id, board]));
  return after.run.boards.flatMap((board): BoardComparison[] => {
    const earlier = was.get(board.board.id);
    if (earlier === undefined) return [];
    const [old, now] = [boardResult(before.run, earlier), boardResult(after.run, board)];
    const names = [...new Set([...now.groups, ...old.groups].map(({ group }) => group))].sort();
    const groups = names.map((group) => {
      const leaders = [old, now].map(({ groups }) => groups.find((one) => one.group === group)?.leaders ?? []);
      return { group, ...changes(leaders[0] ?? [], leaders[1] ?? []) };
    });
    return [
      { id: now.id, title: now.title, groups: groups.filter(({ entered, left }) => entered.length + left.length > 0) },
    ];
  });
}

function changes(
  before: readonly Leader[],
  after: readonly Leader[],
): Pick<BoardComparison['groups'][number], 'entered' | 'left' | 'stayed'> {
  const [was, is] = [before, after].map((leaders) => new Set(leaders.map(({ id }) => id)));
  const entered = after.filter(({ id }) => was?.has(id) !== true);
  return {
    entered: entered.map(boardFirm),
    left: before.filter(({ id }) => is?.has(id) !== true).map(boardFirm),
    stayed: after.length - entered.length,
  };
}

function boardFirm({ id, name, place }: Leader): BoardFirm {
  return { id, name, place };
}
