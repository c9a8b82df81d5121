import { type Column, draftColumn, setInteger } from '../exact/column.ts';
import { lowestCommonMultiple, type Rational } from '../exact/rational.ts';
import type { PastFirm } from '../intake/history.ts';
import type { StatisticBaseline } from '../scheme/baseline.ts';
import { own } from '../scheme/names.ts';
import type { Scoring } from '../scheme/scoring.ts';
import type { Measure } from './measure.ts';
import type { CategoryWork } from './scoringWork.ts';

/** The measure of the firms that an earlier evaluation graded, in rows of their own. */
export interface PreviousMeasure {
  readonly measure: Omit<Measure, 'toUnit'>;
  /** Whether that evaluation is at hand. */
  readonly known: boolean;
  /** All rows: those of the category that count. */
  readonly all: readonly number[];
  /** The rows of a part, by its labels joined by "/"; "" for the whole category. */
  readonly rowsOf: (part: string) => readonly number[];
}

/**
 * What the evaluation of the year before says of an indicator, for a baseline `from` it. Without that evaluation there are no
 * rows, so that the baseline's `otherwise` holds; nor of a firm whose indicator was a ratio then and is none now, or the reverse.
 */
export function previousMeasure(
  { history, year, category, scheme }: CategoryWork,
  { indicator }: Scoring,
  { among, per = [] }: StatisticBaseline,
): PreviousMeasure {
  const past = history.get(year - 1);
  const isRatio = own(scheme.indicators, indicator)?.per !== undefined;
  const amountsOf = (firm: PastFirm) => firm.amounts.get(indicator);
  const isSame = (firm: PastFirm): boolean => {
    const amounts = amountsOf(firm);
    return amounts !== undefined && (amounts.denominator !== undefined) === isRatio;
  };
  const counted = [...(past?.firms.values() ?? [])].filter(
    (firm) =>
      firm.category === category.id &&
      (firm.status === 'graded' || (firm.status === 'ungraded' && (among === 'scored' || isGap(firm)))) &&
      isSame(firm),
  );
  const numerator = columnOf(counted.map((firm) => amountsOf(firm)?.numerator));
  const divisor = isRatio ? columnOf(counted.map((firm) => amountsOf(firm)?.denominator)) : undefined;
  const parts = counted.map((firm) => per.map((label) => firm.labels[label] ?? '').join('/'));
  const all = counted.map((_, row) => row);
  return {
    measure: {
      numerator,
      divisor,
      gap: new Uint8Array(counted.length),
      gapSide: new Uint8Array(counted.length),
    },
    known: past !== undefined,
    all,
    rowsOf: (part) => all.filter((row) => parts[row] === part),
  };
}

/** Ungraded for want of data or of firms to be graded with, and not by a rule of its scheme. */
function isGap({ statusRule }: PastFirm): boolean {
  return statusRule !== undefined && RULES_OF_RUN.has(statusRule);
}

/** The rules by which a run itself leaves a firm ungraded. */
const RULES_OF_RUN: ReadonlySet<string> = new Set([
  'gap',
  'adjustment',
  'noBaseline',
  'noPool',
  'noGrades',
  'smallPool',
  'gradingGap',
]);

function columnOf(amounts: readonly (Rational | undefined)[]): Column {
  const known = amounts.filter((amount) => amount !== undefined);
  const column = draftColumn(known.length, known.map(({ d }) => d).reduce(lowestCommonMultiple, 1n));
  known.forEach(({ n, d }, row) => {
    setInteger(column, row, (n * column.denominator) / d);
  });
  return column;
}
