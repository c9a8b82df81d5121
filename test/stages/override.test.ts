import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/evaluate.ts';
import { readAdjustments } from '../../src/intake/readAdjustments.ts';
import type { Override } from '../../src/scheme/override.ts';
import { moveFirm } from '../../src/stages/override.ts';
import { sampleScheme } from '../scheme/sample.ts';

const GRADES = ['A', 'B', 'C', 'D'];

function rule(id: string, action: Partial<Override>): Override {
  return { id, title: id, when: { all: [] }, whenUndecided: 'doesNotHold', usesQuota: true, ...action };
}

describe('moveFirm', () => {
  test('fixes a grade, whatever it was', () => {
    expect(moveFirm('A', GRADES, [rule('veto', { fix: 'D' })])).toEqual({
      grade: 'D',
      moves: [{ rule: 'veto', from: 'A', to: 'D' }],
      disagreements: [],
    });
  });

  test('adds up raises and lowers, never beyond the best or worst grade', () => {
    expect(moveFirm('B', GRADES, [rule('up', { raise: 3 })]).grade).toBe('A');
    expect(moveFirm('B', GRADES, [rule('down', { lower: 1 }), rule('down2', { lower: 1 })]).grade).toBe('D');
  });

  test('holds bounds after a raise', () => {
    const { grade, moves } = moveFirm('C', GRADES, [rule('cap', { notAbove: 'B' }), rule('up', { raise: 2 })]);
    expect(grade).toBe('B');
    expect(moves.map((move) => move.rule)).toEqual(['up', 'cap']);
  });

  test('does not record a move where nothing moves', () => {
    expect(moveFirm('D', GRADES, [rule('veto', { fix: 'D' }), rule('cap', { notAbove: 'B' })]).moves).toEqual([]);
  });

  test('lets the first of two fixes prevail, and reports both', () => {
    const { grade, disagreements } = moveFirm('B', GRADES, [rule('one', { fix: 'D' }), rule('two', { fix: 'A' })]);
    expect(grade).toBe('D');
    expect(disagreements).toEqual([['one', 'two']]);
  });

  test('lets what stands first prevail where a fix and a bound exclude each other', () => {
    const fix = rule('fix', { fix: 'D' });
    const floor = rule('floor', { notBelow: 'C' });
    expect(moveFirm('B', GRADES, [fix, floor])).toMatchObject({ grade: 'D', disagreements: [['fix', 'floor']] });
    expect(moveFirm('B', GRADES, [floor, fix])).toMatchObject({ grade: 'C', disagreements: [['floor', 'fix']] });
  });

  const grade = fc.constantFrom(...GRADES);
  const bound = fc.oneof(
    grade.map((it) => rule(`notAbove${it}`, { notAbove: it })),
    grade.map((it) => rule(`notBelow${it}`, { notBelow: it })),
    grade.map((it) => rule(`fix${it}`, { fix: it })),
  );
  const step = fc.oneof(
    fc.integer({ min: 1, max: 3 }).map((n) => rule(`raise${n}`, { raise: n })),
    fc.integer({ min: 1, max: 3 }).map((n) => rule(`lower${n}`, { lower: n })),
  );

  test('law: the first bound holds at the end, whatever else applies', () => {
    fc.assert(
      fc.property(grade, fc.array(fc.oneof(bound, step), { minLength: 1, maxLength: 6 }), (from, rules) => {
        const final = GRADES.indexOf(moveFirm(from, GRADES, rules).grade);
        const first = rules.find((it) => it.notAbove !== undefined || it.notBelow !== undefined);
        const fixBefore = rules
          .slice(0, first === undefined ? 0 : rules.indexOf(first))
          .some((it) => it.fix !== undefined);
        fc.pre(first !== undefined && !fixBefore);
        if (first?.notAbove !== undefined) expect(final).toBeGreaterThanOrEqual(GRADES.indexOf(first.notAbove));
        if (first?.notBelow !== undefined) expect(final).toBeLessThanOrEqual(GRADES.indexOf(first.notBelow));
      }),
    );
  });

  test('law: fixes and bounds are idempotent', () => {
    fc.assert(
      fc.property(grade, fc.array(bound, { maxLength: 6 }), (from, rules) => {
        const once = moveFirm(from, GRADES, rules).grade;
        expect(moveFirm(once, GRADES, rules).grade).toBe(once);
      }),
    );
  });

  test('law: the moves lead from the first grade to the last', () => {
    fc.assert(
      fc.property(grade, fc.array(fc.oneof(bound, step), { maxLength: 6 }), (from, rules) => {
        const { grade: to, moves } = moveFirm(from, GRADES, rules);
        expect(moves.reduce((at, move) => (move.from === at ? move.to : 'broken'), from)).toBe(to);
      }),
    );
  });
});

describe('a rule that does not use up a place', () => {
  /** Ten firms, 20 / 60 / 90 / 100 %, of which F1 is the best; the grades with a cap at C for one of them. */
  function gradesWithCapFor(capped: string): string {
    const firms = Array.from({ length: 10 }, (_, i) => ({
      id: `F${i}`,
      tax: 100 - i,
      land: 10,
      capped: `F${i}` === capped,
    }));
    const scheme = sampleScheme({
      fields: { capped: { kind: 'flag', title: '限档' } },
      overrides: [{ ...rule('cap', { notAbove: 'C', usesQuota: false }), when: { flag: 'capped' } }],
    });
    const evaluation = evaluate(firms, scheme);
    return firms.map(({ id }) => evaluation.firm(id)?.grade).join('');
  }

  test('lets the next firm move up into the place of a firm that it moves', () => {
    expect(gradesWithCapFor('none')).toBe('AABBBBCCCD');
    expect(gradesWithCapFor('F0')).toBe('CAABBBBCCC');
  });

  test('changes nothing for the others where it moves nobody', () => {
    expect(gradesWithCapFor('F7')).toBe('AABBBBCCCD');
    expect(gradesWithCapFor('F9')).toBe('AABBBBCCCD');
  });
});

describe('a line by hand that does not use up a place', () => {
  /** Ten firms as above, F0 held at C by a rule that leaves its place to the next: CAABBBBCCC before the line. */
  function afterLine(from: string, to: string): readonly [string, readonly string[]] {
    const firms = Array.from({ length: 10 }, (_, i) => ({ id: `F${i}`, tax: 100 - i, land: 10, capped: i === 0 }));
    const scheme = sampleScheme({
      fields: { capped: { kind: 'flag', title: '限档' } },
      overrides: [{ ...rule('cap', { notAbove: 'C', usesQuota: false }), when: { flag: 'capped' } }],
      manual: { allowed: ['move'], usesQuota: false, source: 'assumed' },
    });
    const header = ['企业', '事项', '原值', '新值', '理由', '文号', '批准人', '日期'];
    const line = ['F2', '等级', from, to, '复核', '文1号', '虚构', '2022-09-01'];
    const file = { name: 'a.csv', sha256: '0'.repeat(64), encoding: 'utf-8' as const, rows: [header, line] };
    const evaluation = evaluate(firms, scheme, { adjustments: readAdjustments(file, scheme) });
    return [
      firms.map(({ id }) => evaluation.firm(id)?.grade).join(''),
      evaluation.issues.filter(({ code }) => code.startsWith('adjustment')).map(({ code }) => code),
    ];
  }

  test('lets the next firm move up, after those that moved up because of the rule', () => {
    // F0 and F2 leave; F1 and F3 take the first two positions.
    expect(afterLine('A', 'B')).toEqual(['CABABBBBCC', []]);
  });

  test('speaks of the grade that the firm has without it, not of the grade of its place before the rule', () => {
    // By place F2 is third, a B; with F0 out of the way it is an A.
    expect(afterLine('B', 'A')).toEqual(['CAABBBBCCC', ['adjustmentMismatch']]);
  });
});
