import { type Column, type NamedState, namedState, REPORTED, rationalAt, stateAt } from '../exact/column.ts';
import { exactQuotient } from '../exact/quotient.ts';
import type { Rational } from '../exact/rational.ts';
import type { Bounds, CategoryCondition, Condition } from '../scheme/condition.ts';
import { listOf } from '../scheme/condition.ts';
import type { Gap } from '../scheme/indicator.ts';
import { decider, type Known, type Truth } from './decide.ts';
import { gapAt } from './measure.ts';

/**
 * A condition as it was decided for one firm: every part with its truth, every leaf with what was found and what it was
 * compared with. All truths come from the same decider as the run's.
 */
export type Trace =
  | { readonly kind: 'all' | 'any'; readonly truth: Truth; readonly parts: readonly Trace[] }
  | { readonly kind: 'not'; readonly truth: Truth; readonly part: Trace }
  | {
      readonly kind: LeafKind;
      readonly truth: Truth;
      /** Key of the field, ledger, indicator, label, date or flag; "" for score, grade, category and earlier evaluations. */
      readonly subject: string;
      readonly found: Found;
      readonly tests: readonly Test[];
    };

export type LeafKind =
  | 'field'
  | 'indicator'
  | 'label'
  | 'flag'
  | 'date'
  | 'state'
  | 'gap'
  | 'score'
  | 'grade'
  | 'category'
  | 'previously';

/** What the firm has: an exact number (of an indicator in its unit, else canonical), texts, yes or no, or why nothing. */
export type Found =
  | { readonly number: Rational }
  | { readonly texts: readonly string[] }
  | { readonly flag: boolean }
  | { readonly absent: Gap };

/** One comparison: its word in the scheme, what stands there, and whether it holds by itself. */
export interface Test {
  readonly is: string;
  readonly than: string;
  readonly truth: Truth;
}

/** Decides a condition for one firm as the run did, and keeps how. */
export function traceCondition(condition: Condition, known: Known, row: number): Trace {
  const truth = decider(condition, known)(row);
  const trace = (part: Condition): Trace => traceCondition(part, known, row);
  const leaf = (kind: LeafKind, subject: string, found: Found, tests: readonly Test[]): Trace => {
    return { kind, truth, subject, found, tests };
  };
  const test = (is: string, than: string | readonly string[], part: Condition = condition): Test => {
    return { is, than: listOf(than).join('、'), truth: decider(part, known)(row) };
  };
  if ('all' in condition) return { kind: 'all', truth, parts: condition.all.map(trace) };
  if ('any' in condition) return { kind: 'any', truth, parts: condition.any.map(trace) };
  if ('not' in condition) return { kind: 'not', truth, part: trace(condition.not) };
  if ('field' in condition) {
    const { field } = condition;
    const tests = boundTests(condition, (bounds) => ({ field, ...bounds }), test);
    return leaf('field', field, amountFound(known.amounts.get(field), row), tests);
  }
  if ('indicator' in condition) {
    const { indicator } = condition;
    const tests = boundTests(condition, (bounds) => ({ indicator, ...bounds }), test);
    return leaf('indicator', indicator, measureFound(indicator, known, row), tests);
  }
  if ('label' in condition) {
    const { label, is, startsWith } = condition;
    const tests = is === undefined ? [test('startsWith', startsWith ?? [])] : [test('is', is)];
    return leaf('label', label, textFound(known.facts.labels.get(label)?.[row]), tests);
  }
  if ('flag' in condition) {
    const raised = known.raised?.get(condition.flag);
    const flag = raised === undefined ? known.facts.flags.get(condition.flag)?.[row] : raised[row] === 1;
    return leaf('flag', condition.flag, flag === undefined ? { absent: 'missing' } : { flag }, []);
  }
  if ('state' in condition) {
    const { state } = condition;
    const column = known.amounts.get(state);
    const text = known.facts.labels.get(state)?.[row] ?? known.facts.flags.get(state)?.[row];
    const missing: Found = text === undefined ? { absent: 'missing' } : { texts: [String(text)] };
    return leaf('state', state, column === undefined ? missing : amountFound(column, row), [test('is', condition.is)]);
  }
  if ('gapOf' in condition) {
    return leaf('gap', condition.gapOf, measureFound(condition.gapOf, known, row), [test('is', condition.is)]);
  }
  if ('score' in condition) {
    const tests = boundTests(condition, (bounds) => ({ score: true, ...bounds }), test);
    return leaf('score', '', amountFound(known.score, row), tests);
  }
  if ('date' in condition) {
    const { date, on } = condition;
    const tests = DATE_BOUNDS.flatMap((bound) => {
      const than = condition[bound];
      if (than === undefined) return [];
      const ages = on !== undefined && (bound === 'atLeastOld' || bound === 'youngerThan');
      return [test(bound, ages ? `${than} (${on})` : than, { date, [bound]: than, ...(ages && { on }) })];
    });
    return leaf('date', date, textFound(known.facts.labels.get(date)?.[row]), tests);
  }
  if ('previously' in condition) {
    const { previously, years } = condition;
    const id = known.facts.ids[row] as string;
    const texts = Array.from({ length: years }, (_, back) => known.year - 1 - back).map((year) => {
      const firm = known.history.get(year)?.firms.get(id);
      if (firm === undefined) return `${year}: –`;
      if (previously.category !== undefined) return `${year}: ${firm.category ?? '–'}`;
      return `${year}: ${previously.grade === undefined ? firm.flags.join('、') || '–' : (firm.grade ?? '–')}`;
    });
    const tests = Object.entries(previously).map(([is, than]) => test(is, than));
    return leaf('previously', '', { texts }, tests);
  }
  if ('grade' in condition) {
    return leaf('grade', '', textFound(known.gradeAt?.(row)), [test('is', condition.grade)]);
  }
  const last: CategoryCondition = condition;
  return leaf('category', '', textFound(known.categoryAt?.(row)), [test('is', last.category)]);
}

const BOUNDS = ['atLeast', 'moreThan', 'atMost', 'lessThan', 'equals'] as const satisfies readonly (keyof Bounds)[];
const DATE_BOUNDS = ['notBefore', 'notAfter', 'atLeastOld', 'youngerThan'] as const;

function boundTests(
  bounds: Bounds,
  alone: (bound: Bounds) => Condition,
  test: (is: string, than: string, part: Condition) => Test,
): readonly Test[] {
  return BOUNDS.flatMap((is) => {
    const than = bounds[is];
    return than === undefined ? [] : [test(is, than, alone({ [is]: than }))];
  });
}

function textFound(text: string | undefined): Found {
  return text === undefined ? { absent: 'missing' } : { texts: [text] };
}

function amountFound(column: Column | undefined, row: number): Found {
  if (column === undefined) return { absent: 'missing' };
  const state = namedState(stateAt(column, row));
  return state === REPORTED ? { number: rationalAt(column, row) } : { absent: ABSENCES[state] };
}

const ABSENCES: Readonly<Record<Exclude<NamedState, 0>, Gap>> = { 1: 'missing', 2: 'notApplicable', 3: 'withheld' };

function measureFound(id: string, known: Known, row: number): Found {
  const measure = known.measures?.get(id);
  if (measure === undefined) return { absent: 'missing' };
  const gap = gapAt(measure, row);
  if (gap !== undefined) return { absent: gap };
  return { number: exactQuotient(measure.numerator, measure.divisor, measure.toUnit, row) };
}
