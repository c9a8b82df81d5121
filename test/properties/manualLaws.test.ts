import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/evaluate.ts';
import type { EvaluationDocument, FirmResult } from '../../src/results/document.ts';
import { gradesOf } from '../../src/scheme/grading.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import type { OracleFirm } from '../oracle/measure.ts';
import { someRun } from './arbitraries.ts';
import { adjustmentsOf, type Line, recordsOf } from './facts.ts';
import { withoutHashes } from './variations.ts';

/** Laws of corrections and moves by hand. */

const RUNS = { numRuns: 80 };
const YEAR = { year: 2022 };
function allowing(scheme: Scheme, usesQuota: boolean): Scheme {
  return { ...scheme, manual: { allowed: ['correction', 'move'], usesQuota } };
}

/** The document without what tells of the corrections and of the data's bytes. */
function without(document: EvaluationDocument): object {
  const { adjustments, firms, issues, ...rest } = document;
  return withoutHashes({ ...rest, issues, firms: firms.map(({ corrections, ...firm }) => firm) });
}

const LABELS = { scale: ['规上', '规下'], zone: ['东区', '西区'], sector: ['C13', 'C3351', 'C34'] } as const;
const TOKENS: Readonly<Record<string, string>> = { missing: '缺失', notApplicable: '不适用', withheld: '*' };

const someChange = fc.oneof(
  fc.record({
    part: fc.constant('amounts' as const),
    key: fc.constantFrom('tax', 'land', 'ownedLand', 'revenue', 'employees'),
    to: fc.constantFrom('3', '12.5', '-1', 'missing', 'withheld'),
  }),
  fc
    .constantFrom(...(['scale', 'zone', 'sector'] as const))
    .chain((key) =>
      fc.record({ part: fc.constant('labels' as const), key: fc.constant(key), to: fc.constantFrom(...LABELS[key]) }),
    ),
);

describe('an adjustments file', () => {
  test('without lines changes nothing but the receipt', () => {
    fc.assert(
      fc.property(someRun, ({ scheme: random, firms }) => {
        const scheme = allowing(random, false);
        const records = recordsOf(firms);
        const plain = evaluate(records, scheme, YEAR).document();
        const { adjustments, ...other } = evaluate(records, scheme, {
          ...YEAR,
          adjustments: adjustmentsOf(scheme, []),
        }).document();
        expect(other).toEqual(plain);
        expect(adjustments?.map(({ rows }) => rows)).toEqual([0]);
      }),
      RUNS,
    );
  });

  test('with a correction is a run on the corrected data', () => {
    fc.assert(
      fc.property(someRun, fc.nat(24), someChange, ({ scheme: random, firms }, at, { part, key, to }) => {
        const scheme = allowing(random, true);
        const firm = firms[at % firms.length] as OracleFirm;
        const from = firm[part][key] ?? 'missing';
        fc.pre(from !== to);
        const line: Line = [firm.id, key, TOKENS[from] ?? from, TOKENS[to] ?? to];
        const corrected = firms.map((one) => (one === firm ? { ...one, [part]: { ...one[part], [key]: to } } : one));
        const adjustments = adjustmentsOf(scheme, [line]);
        const byHand = evaluate(recordsOf(firms), scheme, { ...YEAR, adjustments });
        expect(without(byHand.document())).toEqual(without(evaluate(recordsOf(corrected), scheme, YEAR).document()));
        expect(byHand.firm(firm.id)?.corrections).toMatchObject([{ field: key, from: line[2], to: line[3] }]);
      }),
      RUNS,
    );
  });

  test('is refused line by line where an original value is not the present one, and then changes nothing', () => {
    fc.assert(
      fc.property(someRun, fc.nat(24), ({ scheme: random, firms }, at) => {
        const scheme = allowing(random, false);
        const records = recordsOf(firms);
        const firm = evaluate(records, scheme, YEAR).firm((firms[at % firms.length] as OracleFirm).id) as FirmResult;
        const wrong = firm.grade === '优' ? '差' : '优';
        const lines: Line[] = [
          [firm.id, 'tax', '987654.321', '1'],
          [firm.id, '等级', wrong, firm.grade ?? '优'],
        ];
        const run = evaluate(records, scheme, { ...YEAR, adjustments: adjustmentsOf(scheme, lines) });
        const { adjustments, issues, ...other } = run.document();
        const { issues: before, ...plain } = evaluate(records, scheme, YEAR).document();
        expect(other).toEqual(plain);
        expect(issues.errors).toBe(before.errors + 2);
        expect(run.issues.filter(({ code }) => code === 'adjustmentMismatch').length).toBe(2);
      }),
      RUNS,
    );
  });
});

describe('a move by hand', () => {
  test('does what an override that fixes the grade does, with and without its place in the quota', () => {
    fc.assert(
      fc.property(someRun, fc.nat(24), fc.nat(9), fc.boolean(), ({ scheme: random, firms }, at, pick, usesQuota) => {
        const scheme: Scheme = { ...allowing(random, usesQuota), overrides: [], policies: [], boards: [] };
        const named = recordsOf(firms).map((record) => ({ ...record, registrationNo: record['id'] }));
        const graded = [...evaluate(named, scheme, YEAR)].filter(({ grade }) => grade !== undefined);
        fc.pre(graded.length > 0);
        const firm = graded[at % graded.length] as FirmResult;
        const category = scheme.categories.find(({ id }) => id === firm.category);
        const grades = category === undefined ? [] : gradesOf(category.grading);
        const to = grades[pick % grades.length] as string;
        fc.pre(to !== firm.grade);
        const adjustments = adjustmentsOf(scheme, [[firm.id, '等级', firm.grade ?? '', to]]);
        const byHand = evaluate(named, scheme, { ...YEAR, adjustments }).document().firms;
        const fix = { id: 'fix', title: '定档', when: { label: 'registrationNo', is: firm.id }, fix: to, usesQuota };
        const byRule = evaluate(named, { ...scheme, overrides: [{ ...fix, whenUndecided: 'doesNotHold' }] }, YEAR);
        const said = (all: Iterable<FirmResult>) => [...all].map(({ moves, ...rest }) => rest);
        expect(said(byHand)).toEqual(said(byRule));
        expect(byHand.find(({ id }) => id === firm.id)?.moves).toMatchObject([
          { rule: 'manual:2', from: firm.grade, to, document: '文1号', approver: '张某', date: '2022-09-01' },
        ]);
      }),
      RUNS,
    );
  });
});
