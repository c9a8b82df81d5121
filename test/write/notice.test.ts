import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/evaluate.ts';
import { readCsv } from '../../src/intake/readCsv.ts';
import { readFacts } from '../../src/intake/readFacts.ts';
import { readRun } from '../../src/readRun.ts';
import type { Evaluation } from '../../src/results/evaluation.ts';
import { explain } from '../../src/results/explain.ts';
import { explanationFault } from '../../src/results/explanationForm.ts';
import { readScheme } from '../../src/scheme/readScheme.ts';
import { writeNotice } from '../../src/write/notice.ts';
import { GOLDEN_RUNS, goldenRun } from '../runFolder.ts';
import { readNotice } from './noticeReader.ts';

function evaluationOf(name: string): Evaluation {
  const { evaluation, issues } = readRun(goldenRun(name));
  if (evaluation === undefined) throw new Error(`${name}: ${JSON.stringify(issues)}`);
  return evaluation;
}

/** The synthetic county of the README, of about 1,200 firms. */
function demoCounty(): Evaluation {
  const { scheme } = readScheme(readFileSync('seeds/schemes/yongkang-2019.json', 'utf8'));
  const { table } = readCsv(readFileSync('fixtures/demo-county/enterprises.csv'), 'enterprises.csv');
  if (scheme === undefined || table === undefined) throw new Error('no demo county');
  return evaluate(readFacts([table], scheme), scheme);
}

function checkNotices(evaluation: Evaluation): number {
  let scored = 0;
  for (const firm of [...evaluation, ...evaluation.units()]) {
    const explanation = explain(evaluation, firm.id);
    if (explanation === undefined) throw new Error(firm.id);
    for (const language of ['zh', 'en'] as const) {
      const { points, score } = readNotice(writeNotice(explanation, language));
      const wrong = points.filter(({ printed, worked }) => printed !== worked);
      expect({ firm: firm.id, wrong, score: score?.worked }).toEqual({ firm: firm.id, wrong: [], score: firm.score });
      expect(score?.printed).toBe(firm.score);
      if (firm.score !== undefined) expect(points.map(({ printed }) => printed)).toEqual(Object.values(firm.points));
    }
    if (firm.score !== undefined) scored += 1;
  }
  return scored;
}

describe('a notice', () => {
  test('gives every firm of the demo county its points and score from what is printed alone', () => {
    expect(checkNotices(demoCounty())).toBeGreaterThan(1000);
  });

  test.each(GOLDEN_RUNS)('gives every firm of %s its points and score from what is printed alone', (name) => {
    checkNotices(evaluationOf(name));
  });

  test.each(GOLDEN_RUNS)('stands on explanations of %s that have the published form', (name) => {
    const evaluation = evaluationOf(name);
    const faults = [...evaluation, ...evaluation.units()].slice(0, 200).map(({ id }) => {
      const explanation = explain(evaluation, id);
      return explanation && explanationFault(JSON.parse(JSON.stringify(explanation)));
    });
    expect(faults.filter((fault) => fault !== undefined)).toEqual([]);
  });

  test('names the rules that lack of data leaves undecided, and how they were treated', () => {
    const { scheme } = readScheme(readFileSync('seeds/schemes/yongkang-2019.json', 'utf8'));
    const { table } = readCsv(readFileSync('fixtures/demo-county/enterprises.csv'), 'enterprises.csv');
    if (scheme === undefined || table === undefined) throw new Error('no demo county');
    const lacks = (header: string | undefined): boolean => /^(高新技术企业|环保重大违法)$/u.test(header ?? '');
    const kept = table.rows.map((row) => row.filter((_, at) => !lacks(table.rows[0]?.[at])));
    const evaluation = evaluate(readFacts([{ ...table, rows: kept }], scheme), scheme);
    const [firm] = [...evaluation].filter(({ category, grade }) => category === 'aboveScaleIndustry' && grade === 'B');
    const explanation = explain(evaluation, firm?.id ?? '');
    if (explanation === undefined) throw new Error('no firm');
    const notice = writeNotice(explanation);
    expect(notice).toContain(
      '无法判定，按办法规定视为不符合、未执行：环保重大违法不高于C类（环保重大违法：数据缺失）；',
    );
    expect(notice).toContain('高新技术企业不低于C类（高新技术企业：数据缺失）。</p>');
    expect(writeNotice(explanation, 'en')).toContain('Undecided for lack of data, treated by the scheme as not met');
  });

  test('escapes every text', () => {
    const evaluation = evaluationOf('rounding/expected');
    const [firm] = evaluation;
    const explanation = explain(evaluation, firm?.id ?? '');
    if (explanation === undefined) throw new Error('no firm');
    const name = `<script>alert("1")</script>&'\u202e`;
    const html = writeNotice({ ...explanation, firm: { ...explanation.firm, name } });
    expect(html).not.toContain('<script');
    expect(html).not.toContain('\u202e');
    expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;');
  });

  test('loads nothing', () => {
    const evaluation = evaluationOf('rounding/expected');
    const [firm] = evaluation;
    const explanation = explain(evaluation, firm?.id ?? '');
    if (explanation === undefined) throw new Error('no firm');
    expect(writeNotice(explanation)).not.toMatch(/\b(src|href|url\(|@import)/);
  });
});
