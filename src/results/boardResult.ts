import { rationalAt } from '../exact/column.ts';
import { formatRational } from '../exact/decimal.ts';
import { shownAs } from '../scheme/indicator.ts';
import { own } from '../scheme/names.ts';
import type { BoardResult } from './document.ts';
import type { BoardLeaders } from './leaders.ts';
import type { Run } from './run.ts';
import { fixedText, valueText } from './shown.ts';

/** The leaders of a board as records: ids, names, and values as the scheme prints them. */
export function boardResult(run: Run, { board, key, groups }: BoardLeaders): BoardResult {
  const valueAt = (row: number): string => {
    if ('indicator' in key) {
      const indicator = own(run.scheme.indicators, key.indicator);
      const measure = run.measures.get(key.indicator);
      return indicator && measure ? valueText(measure, row, shownAs(indicator.show)) : '';
    }
    if ('score' in key) {
      const category = run.scheme.categories[run.admission.category[row] as number];
      return fixedText(run.scores.score, row, category?.rounding.points ?? 0) ?? '';
    }
    const amount = run.amounts.get(key.field);
    return amount === undefined ? '' : formatRational(rationalAt(amount, row));
  };
  const names = run.facts.labels.get('name');
  return {
    id: board.id,
    title: board.title,
    groups: groups.map(({ group, leaders }) => ({
      group,
      leaders: leaders.map(({ row, place }) => ({
        place,
        id: run.facts.ids[row] as string,
        name: names?.[row] ?? null,
        value: valueAt(row),
      })),
    })),
  };
}
