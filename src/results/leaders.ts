import { REPORTED, stateAt } from '../exact/column.ts';
import { placeRows } from '../exact/order.ts';
import type { Board } from '../scheme/board.ts';
import type { RankingKey } from '../scheme/grading.ts';
import { comparator } from '../stages/compareFirms.ts';
import { decider, type Known } from '../stages/decide.ts';
import type { Scores } from '../stages/score.ts';
import type { Units } from '../stages/units.ts';

/** The leaders (领跑者) of each board, group by group. */
export type Leaders = readonly BoardLeaders[];

/** What a board is ordered by, its direction stated. */
export type BoardMeasure = Exclude<RankingKey, { readonly points: readonly string[] }>;

export interface BoardLeaders {
  readonly board: Board;
  readonly key: BoardMeasure;
  readonly groups: readonly LeaderGroup[];
}

export interface LeaderGroup {
  /** The text of the board's label, a category's id, or "" for a board of all. */
  readonly group: string;
  readonly leaders: readonly { readonly row: number; readonly place: number }[];
}

/** Orders the eligible firms of every group and keeps the first ones; firms tied with the last kept are kept too. */
export function leadBoards(known: Known, scores: Scores, units: Units): Leaders {
  return (known.scheme.boards ?? []).map((board) => {
    const key = keyOf(board);
    const eligible = decider(board.eligible, known);
    const measured = presence(key, known, scores);
    const groupAt = grouping(board, known);
    const groups = new Map<string, number[]>();
    for (let row = 0; row < known.facts.ids.length; row += 1) {
      const group = groupAt(row);
      if (!units.concerns(board.of, row)) continue;
      if (group === undefined || !measured(row) || eligible(row) !== true) continue;
      const rows = groups.get(group);
      if (rows === undefined) groups.set(group, [row]);
      else rows.push(row);
    }
    const better = comparator(
      [key],
      { score: scores.score, points: scores.points, amounts: known.amounts, measures: known.measures ?? new Map() },
      known.scheme,
    );
    return {
      board,
      key,
      groups: [...groups]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([group, rows]) => {
          const { order, place } = placeRows(Uint32Array.from(rows), better);
          const leaders = [...order]
            .map((row, position) => ({ row, place: place[position] as number }))
            .filter((leader) => leader.place <= board.top);
          return { group, leaders };
        }),
    };
  });
}

function keyOf({ by }: Board): BoardMeasure {
  if ('score' in by) return by;
  return { ...by, order: by.order ?? 'desc' };
}

function presence(key: BoardMeasure, known: Known, scores: Scores): (row: number) => boolean {
  if ('indicator' in key) {
    const measure = known.measures?.get(key.indicator);
    return (row) => measure?.gap[row] === 0;
  }
  const column = 'score' in key ? scores.score : known.amounts.get(key.field);
  return (row) => column !== undefined && stateAt(column, row) === REPORTED;
}

function grouping(board: Board, known: Known): (row: number) => string | undefined {
  if (board.per === 'all') return () => '';
  if (board.per === 'category') return known.categoryAt ?? (() => undefined);
  const labels = known.facts.labels.get(board.per);
  return (row) => labels?.[row];
}
