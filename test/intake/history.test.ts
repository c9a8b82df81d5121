import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/evaluate.ts';
import { rational } from '../../src/exact/rational.ts';
import { gatherHistory, readHistory } from '../../src/intake/history.ts';
import { sampleScheme } from '../scheme/sample.ts';

const firm = {
  id: 'F1',
  category: 'all',
  status: 'graded',
  grade: 'D',
  flags: [],
  indicators: { taxPerMu: { value: '1.25', numerator: '2.5', denominator: '2' } },
};
const document = { format: 'permu-evaluation/1', year: 2021, scheme: { id: 'sample' }, firms: [firm] };

function fault(json: unknown) {
  const { past, issues } = readHistory(json, 'before.json');
  expect(past).toBeUndefined();
  expect(issues.map(({ code, severity }) => ({ code, severity }))).toEqual([
    { code: 'historyInvalid', severity: 'error' },
  ]);
  return issues[0]?.place;
}

describe('readHistory', () => {
  test('reads what an evaluation writes', () => {
    const evaluation = evaluate(
      [
        { id: 'F1', tax: '2.5', land: 2, zone: '甲' },
        { id: 'F2', land: 2 },
      ],
      sampleScheme(),
    );
    const { past, issues } = readHistory(JSON.parse(JSON.stringify(evaluation.document())), 'before.json', 'ab');
    expect(issues).toEqual([]);
    expect(past).toMatchObject({ name: 'before.json', sha256: 'ab', year: 2022, scheme: 'sample' });
    // Of two firms one is graded, 20 % of 1 is 0.2 → 0 A, 60 % 0.6 → 1 B.
    expect(past?.firms.get('F1')).toMatchObject({
      category: 'all',
      status: 'graded',
      grade: 'B',
      labels: { zone: '甲' },
    });
    expect(past?.firms.get('F1')?.amounts.get('taxPerMu')).toEqual({
      numerator: rational(5n, 2n),
      denominator: rational(2n),
    });
    // Without tax the measure is a gap, and the firm has no grade.
    expect(past?.firms.get('F2')).toMatchObject({ status: 'ungraded', grade: undefined });
    expect(past?.firms.get('F2')?.amounts.size).toBe(0);
  });

  test('names the first place where a value is no evaluation', () => {
    expect(fault(null)).toMatchObject({ file: 'before.json', path: '' });
    expect(fault([])).toMatchObject({ path: '' });
    expect(fault({ ...document, format: 'permu-evaluation/9' })).toMatchObject({ path: 'format' });
    expect(fault({ ...document, year: '2021' })).toMatchObject({ path: 'year' });
    expect(fault({ ...document, firms: [firm, { ...firm, id: 7 }] })).toMatchObject({ path: 'firms.1.id' });
  });

  test('takes no amount that is no decimal, and no firm twice', () => {
    const indicators = { taxPerMu: { numerator: 'many', denominator: '2' } };
    expect(fault({ ...document, firms: [{ ...firm, indicators }] })).toMatchObject({
      path: 'firms.F1.indicators.taxPerMu',
    });
    for (const denominator of ['0', '-2', '0/1', '1/0']) {
      const divided = { taxPerMu: { numerator: '1', denominator } };
      expect(fault({ ...document, firms: [{ ...firm, indicators: divided }] })).toMatchObject({
        path: 'firms.F1.indicators.taxPerMu',
      });
    }
    expect(fault({ ...document, firms: [firm, firm] })).toMatchObject({ path: 'firms', firm: 'F1' });
  });

  test('counts the first of two evaluations of one year', () => {
    const first = readHistory(document, 'first.json').past;
    const second = readHistory({ ...document, firms: [] }, 'second.json').past;
    if (first === undefined || second === undefined) throw new Error('no history');
    const { history, issues } = gatherHistory([first, second]);
    expect([...history.values()].map(({ name }) => name)).toEqual(['first.json']);
    expect(issues).toMatchObject([
      { code: 'historyRepeated', place: { file: 'second.json' }, expected: 'first.json', received: '2021' },
    ]);
  });
});
