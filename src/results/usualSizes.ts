/**
 * How much an analysis of stability draws where nobody says: as much as ever in a run of a thousand firms, less in a larger one, so
 * that it answers in seconds. It follows from the run alone, never from the machine; the result states what was drawn.
 */

/** Pairs for the effects of so many choices; none of fewer than 4 scenarios. */
export function usualPairs(rows: number, choices: number, scenarios: number): number {
  if (scenarios < 4) return 0;
  const affordable = Math.floor(ROWS_FOR_EFFECTS / Math.max(1, rows * choices));
  return Math.min(MOST_PAIRS, Math.floor(scenarios / 2), Math.max(FEWEST_PAIRS, affordable));
}

/** How many firms are left out, one at a time; `most` is what the usual plan states. */
export function usualAbsences(rows: number, most: number): number {
  return Math.min(most, Math.max(FEWEST_ABSENCES, Math.floor(ROWS_FOR_ABSENCES / Math.max(1, rows))));
}

/** So many rows are graded again for each of the two, be it many rows a few times or few rows many times. */
const ROWS_FOR_EFFECTS = 5_000_000;
const ROWS_FOR_ABSENCES = 2_500_000;
const MOST_PAIRS = 200;
const FEWEST_PAIRS = 25;
const FEWEST_ABSENCES = 200;
