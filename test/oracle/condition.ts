import type { Bounds, Condition, PreviousCondition } from '../../src/scheme/condition.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import { dayLies } from './date.ts';
import { Fraction, fractionOf } from './fraction.ts';
import {
  amountDimension,
  amountOf,
  fieldsOf,
  indicatorDimension,
  measureOf,
  type OracleFirm,
  reasonOf,
} from './measure.ts';
import type { AppliedScheme } from './setting.ts';
import { quantityOf } from './units.ts';

/** True, false, or undefined: undecided. */
export type Truth = boolean | undefined;

/** What a stage knows of a firm beside its facts; what is left out is not there (yet). */
export interface Known {
  readonly firm: OracleFirm;
  readonly category?: string;
  readonly score?: Fraction;
  readonly grade?: string;
  /** Flags of the scheme that are raised. */
  readonly raised?: ReadonlySet<string>;
}

export function decide(scheme: AppliedScheme, condition: Condition, known: Known): Truth {
  const { firm } = known;
  if ('all' in condition) {
    const parts = condition.all.map((part) => decide(scheme, part, known));
    if (parts.includes(false)) return false;
    return parts.includes(undefined) ? undefined : true;
  }
  if ('any' in condition) {
    const parts = condition.any.map((part) => decide(scheme, part, known));
    if (parts.includes(true)) return true;
    return parts.includes(undefined) ? undefined : false;
  }
  if ('not' in condition) {
    const part = decide(scheme, condition.not, known);
    return part === undefined ? undefined : !part;
  }
  if ('field' in condition) {
    const amount = amountOf(scheme, firm, condition.field);
    const dimension = amountDimension(scheme, condition.field);
    return amount instanceof Fraction ? lies(amount, condition, (text) => quantityOf(text, dimension)) : undefined;
  }
  if ('indicator' in condition) {
    const measure = measureOf(scheme, firm, condition.indicator);
    const dimension = indicatorDimension(scheme, condition.indicator);
    return 'gap' in measure ? undefined : lies(measure.value, condition, (text) => quantityOf(text, dimension));
  }
  if ('label' in condition) {
    const text = labelOf(scheme, firm, condition.label);
    if (text === undefined) return undefined;
    if (condition.is !== undefined) return several(condition.is).includes(text);
    return several(condition.startsWith ?? []).some((prefix) => text.startsWith(prefix));
  }
  if ('date' in condition) {
    const day = labelOf(scheme, firm, condition.date);
    return day === undefined ? undefined : dayLies(day, condition, scheme.year);
  }
  if ('previously' in condition) return before(scheme, firm, condition);
  if ('flag' in condition) {
    if (scheme.flags?.some((flag) => flag.id === condition.flag)) return known.raised?.has(condition.flag);
    return firm.flags[condition.flag];
  }
  if ('state' in condition) return stateOf(scheme, known, condition.state) === condition.is;
  if ('gapOf' in condition) {
    const measure = measureOf(scheme, firm, condition.gapOf);
    return 'gap' in measure && several(condition.is).includes(measure.gap);
  }
  if ('score' in condition) return known.score === undefined ? undefined : lies(known.score, condition, fractionOf);
  if ('grade' in condition) {
    return known.grade === undefined ? undefined : several(condition.grade).includes(known.grade);
  }
  return known.category === undefined ? false : several(condition.category).includes(known.category);
}

/** Whether it was so in each year before: one year in which it was not is enough for no, whatever the others. */
function before({ year, earlier }: AppliedScheme, firm: OracleFirm, { previously, years }: PreviousCondition): Truth {
  const truths = Array.from({ length: years }, (_, index): Truth => {
    const evaluation = earlier.find((it) => it.year === year - index - 1);
    if (evaluation === undefined) return undefined;
    const said = evaluation.firms.find((it) => it.firm.id === firm.id);
    if (said === undefined) return false;
    if (previously.flag !== undefined) return said.flags.includes(previously.flag);
    if (previously.grade !== undefined) return several(previously.grade).some((grade) => grade === said.grade);
    return several(previously.category ?? []).some((category) => category === said.category);
  });
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}

/** A label of a firm; `sectorGroup` is the group with the longest beginning of the firm's sector code, letter included. */
export function labelOf(scheme: Scheme, firm: OracleFirm, key: string): string | undefined {
  if (key !== 'sectorGroup' || scheme.sectorGroups === undefined || firm.sum !== undefined) return firm.labels[key];
  const { sector } = firm.labels;
  if (sector === undefined) return undefined;
  const fitting = scheme.sectorGroups
    .flatMap(({ id, codes }) => codes.map((code) => ({ id, code })))
    .filter(({ code }) => sector.startsWith(code) || sector.replace(/^[A-Z]/, '').startsWith(code));
  const said = (code: string) => `C${code}`.replace(/^C([A-Z])/, '$1').length;
  return fitting.sort((a, b) => said(b.code) - said(a.code))[0]?.id;
}

function stateOf(scheme: Scheme, known: Known, key: string): string {
  if (fieldsOf(scheme)[key]?.kind === 'flag') return known.firm.flags[key] === undefined ? 'missing' : 'reported';
  if (['label', 'date'].includes(fieldsOf(scheme)[key]?.kind ?? '') || key === 'sectorGroup') {
    return labelOf(scheme, known.firm, key) === undefined ? 'missing' : 'reported';
  }
  const amount = amountOf(scheme, known.firm, key);
  return amount instanceof Fraction ? 'reported' : reasonOf(amount);
}

function lies(value: Fraction, bounds: Bounds, read: (text: string) => Fraction): boolean {
  const against = (text: string) => value.against(read(text));
  return (
    (bounds.atLeast === undefined || against(bounds.atLeast) >= 0) &&
    (bounds.moreThan === undefined || against(bounds.moreThan) > 0) &&
    (bounds.atMost === undefined || against(bounds.atMost) <= 0) &&
    (bounds.lessThan === undefined || against(bounds.lessThan) < 0) &&
    (bounds.equals === undefined || against(bounds.equals) === 0)
  );
}

function several<T extends string>(one: T | readonly T[]): readonly T[] {
  return typeof one === 'string' ? [one] : one;
}
