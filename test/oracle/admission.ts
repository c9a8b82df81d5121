import type { Category } from '../../src/scheme/category.ts';
import type { Status } from '../../src/scheme/flag.ts';
import { decide, labelOf } from './condition.ts';
import type { OracleFirm } from './measure.ts';
import { isFor } from './merging.ts';
import type { Row } from './row.ts';
import type { AppliedScheme } from './setting.ts';

/** A firm of which nothing is known but its facts. */
export function bareRow(firm: OracleFirm): Row {
  return {
    firm,
    ruled: 'graded',
    status: 'graded',
    points: new Map(),
    adjustments: [],
    small: false,
    ranked: false,
    moves: [],
    raised: new Set(),
  };
}

/** The status, category and pool of a firm. */
export function admit(scheme: AppliedScheme, firm: OracleFirm): Row {
  const row = bareRow(firm);
  const rule = (scheme.statuses ?? []).find(
    ({ of, when, whenUndecided }) => isFor(of, firm) && (decide(scheme, when, { firm }) ?? whenUndecided === 'holds'),
  );
  if (rule !== undefined) setStatus(row, rule.status, rule.id);
  if (row.status === 'notEvaluated' || row.status === 'notYet') return row;
  const admitted = categoryOf(scheme, firm);
  if (typeof admitted === 'string') {
    setStatus(row, 'notEvaluated', admitted);
    return row;
  }
  row.category = admitted;
  const labels = admitted.ranking.within.filter((part) => part !== 'category').map((key) => labelOf(scheme, firm, key));
  if (labels.includes(undefined)) {
    if (row.status === 'graded') {
      row.status = 'ungraded';
      row.statusRule = 'noPool';
    }
  } else {
    row.pool = JSON.stringify([admitted.ranking.pool ?? admitted.id, ...labels]);
  }
  return row;
}

function setStatus(row: Row, status: Status, rule: string): void {
  row.ruled = status;
  row.status = status;
  row.statusRule = rule;
}

/** The category of a firm, or the word for why it has none. */
function categoryOf(scheme: AppliedScheme, firm: OracleFirm): Category | string {
  const truths = scheme.categories.map(({ of, admit: when }) => isFor(of, firm) && decide(scheme, when, { firm }));
  const trues = scheme.categories.filter((_, index) => truths[index] === true);
  const undecided = truths.includes(undefined);
  if (scheme.conventions.severalCategories === 'fault') {
    if (trues.length > 1) return 'severalCategories';
    if (undecided) return 'undecidedCategory';
    return trues[0] ?? 'noCategory';
  }
  const first = truths.findIndex((truth) => truth !== false);
  if (first < 0) return 'noCategory';
  return truths[first] === undefined ? 'undecidedCategory' : (scheme.categories[first] ?? 'noCategory');
}
