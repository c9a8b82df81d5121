import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/evaluate.ts';
import { type PastEvaluation, readHistory } from '../../src/intake/history.ts';
import type { Condition } from '../../src/scheme/condition.ts';
import { type Flag, STATUSES } from '../../src/scheme/flag.ts';
import { readScheme } from '../../src/scheme/readScheme.ts';
import { sampleScheme } from '../scheme/sample.ts';
import { checked } from './worked.ts';

/** True, false, or undecided: two flags of the same condition that differ in what they do then. */
function decided(when: Condition, firm: object, history: readonly PastEvaluation[] = []): boolean | undefined {
  const flag = { title: '判断', when, among: ['graded', 'ungraded'] } as const;
  const flags: Flag[] = [
    { ...flag, id: 'sure', whenUndecided: 'doesNotHold' },
    { ...flag, id: 'possible', whenUndecided: 'holds' },
  ];
  const scheme = checked(sampleScheme({ flags, years: { from: 2019, to: 2023 } }));
  const raised = evaluate([{ id: 'F1', tax: 1, land: 1, ...firm }], scheme, { year: 2022, history }).firm('F1')?.flags;
  if (raised?.includes('sure')) return true;
  return raised?.includes('possible') ? undefined : false;
}

describe('conditions on dates', () => {
  const date = 'productionDate';
  const on = (when: Omit<Extract<Condition, { date: string }>, 'date'>, day: string | null) =>
    decided({ date, ...when }, { productionDate: day });

  test('include the first and the last day', () => {
    const when = { notBefore: '2021-01-01', notAfter: '2021-12-31' };
    expect(['2020-12-31', '2021-01-01', '2021-12-31', '2022-01-01'].map((day) => on(when, day))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  test('leave an age undecided where nobody knows the year, but not one on a stated day', () => {
    const flagged = (on: string) => {
      const when = { date, youngerThan: '2 年', on };
      const flags = [
        { id: 'young', title: '新', when, whenUndecided: 'doesNotHold' as const, among: [...STATUSES] },
        { id: 'old', title: '旧', when: { not: when }, whenUndecided: 'doesNotHold' as const, among: [...STATUSES] },
      ];
      const scheme = checked(sampleScheme({ flags, years: { from: 2019, to: 2023 } }));
      return evaluate([{ id: 'F1', tax: 1, land: 1, [date]: '2020-12-31' }], scheme).firm('F1')?.flags;
    };
    expect(flagged('12-31')).toEqual([]);
    expect(flagged('2022-12-31')).toEqual(['old']);
  });

  test('count on no day that the calendar does not have', () => {
    for (const on of ['02-30', '04-31', '13-01', '2021-02-29']) {
      const flags = [
        { id: 'x', title: 'x', when: { date, atLeastOld: '1 年', on }, whenUndecided: 'holds', among: ['graded'] },
      ];
      expect(readScheme({ ...sampleScheme(), flags }).issues).toMatchObject([{ place: { path: 'flags[0].when.on' } }]);
    }
  });

  test('count full years up to a day of the evaluation year', () => {
    // Two years before 2022-12-31 is 2020-12-31: full on that day, so no longer younger.
    expect(on({ youngerThan: '2 年', on: '12-31' }, '2020-12-31')).toBe(false);
    expect(on({ youngerThan: '2 年', on: '12-31' }, '2021-01-01')).toBe(true);
    expect(on({ atLeastOld: '2 年', on: '12-31' }, '2020-12-31')).toBe(true);
    expect(on({ atLeastOld: '2 年', on: '12-31' }, '2021-01-01')).toBe(false);
    // 06-30 is that of 2022, the evaluation year.
    expect(on({ atLeastOld: '1 年', on: '06-30' }, '2021-06-30')).toBe(true);
    expect(on({ atLeastOld: '1 年', on: '06-30' }, '2021-07-01')).toBe(false);
  });

  test('count up to a day of a stated year', () => {
    expect(on({ atLeastOld: '1 年', on: '2020-06-30' }, '2019-06-30')).toBe(true);
    expect(on({ atLeastOld: '1 年', on: '2020-06-30' }, '2019-07-01')).toBe(false);
  });

  test('end a year of a leap day on the last of February', () => {
    expect(on({ atLeastOld: '1 年', on: '2021-02-28' }, '2020-02-29')).toBe(true);
    expect(on({ atLeastOld: '1 年', on: '2021-02-27' }, '2020-02-29')).toBe(false);
    // Four years later there is such a day again.
    expect(on({ atLeastOld: '4 年', on: '2024-02-28' }, '2020-02-29')).toBe(false);
    expect(on({ atLeastOld: '4 年', on: '2024-02-29' }, '2020-02-29')).toBe(true);
  });

  test('end a month on its last day where it has no day of the number', () => {
    // 31 January and a month: 28 February. 31 August and 18 months: 28 February of the year after next.
    expect(on({ atLeastOld: '1 个月', on: '2022-02-28' }, '2022-01-31')).toBe(true);
    expect(on({ atLeastOld: '1 月', on: '2022-02-27' }, '2022-01-31')).toBe(false);
    expect(on({ youngerThan: '18 个月', on: '2022-02-28' }, '2020-08-31')).toBe(false);
    expect(on({ youngerThan: '18 个月', on: '2022-02-27' }, '2020-08-31')).toBe(true);
  });

  test('are undecided without the date', () => {
    expect(on({ notBefore: '2021-01-01' }, null)).toBeUndefined();
    expect(decided({ state: date, is: 'missing' }, {})).toBe(true);
    expect(decided({ state: date, is: 'reported' }, { productionDate: '2021-01-01' })).toBe(true);
  });
});

describe('conditions on earlier evaluations', () => {
  /** An earlier evaluation of one firm by its grade. */
  function earlier(year: number, grade: string, id = 'F1'): PastEvaluation {
    const firm = { id, category: 'all', status: 'graded', grade, flags: ['clearance'], indicators: {} };
    const json = { format: 'permu-evaluation/1', year, scheme: { id: 'sample' }, firms: [firm] };
    const { past } = readHistory(json, `${year}.json`);
    if (past === undefined) throw new Error('no history');
    return past;
  }
  const wasD = (years: number): Condition => ({ previously: { grade: 'D' }, years });

  test('the grade of so many years running', () => {
    const history = [earlier(2021, 'D'), earlier(2020, 'D'), earlier(2019, 'C')];
    expect(decided(wasD(1), {}, history)).toBe(true);
    expect(decided(wasD(2), {}, history)).toBe(true);
    expect(decided(wasD(3), {}, history)).toBe(false);
    expect(decided({ previously: { grade: ['C', 'D'] }, years: 3 }, {}, history)).toBe(true);
  });

  test('a year that is not at hand leaves it undecided, unless another year says no', () => {
    expect(decided(wasD(1), {})).toBeUndefined();
    expect(decided(wasD(2), {}, [earlier(2021, 'D')])).toBeUndefined();
    expect(decided(wasD(2), {}, [earlier(2020, 'D')])).toBeUndefined();
    // Years after the evaluation year, and the year itself, say nothing.
    expect(decided(wasD(1), {}, [earlier(2022, 'D'), earlier(2023, 'D')])).toBeUndefined();
  });

  test('a firm that a year does not know was not so', () => {
    expect(decided(wasD(1), {}, [earlier(2021, 'D', 'F2')])).toBe(false);
  });

  test('the category', () => {
    expect(decided({ previously: { category: 'all' }, years: 1 }, {}, [earlier(2021, 'A')])).toBe(true);
    expect(decided({ previously: { category: 'all' }, years: 1 }, {}, [earlier(2021, 'A', 'F2')])).toBe(false);
  });
});
