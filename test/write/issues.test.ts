import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/evaluate.ts';
import { readCsv } from '../../src/intake/readCsv.ts';
import { readFacts } from '../../src/intake/readFacts.ts';
import { cellName, countIssues, ISSUE_CODES, type Issue, type IssueCode, issue } from '../../src/issues/issue.ts';
import { sentenceOf } from '../../src/issues/sentences.ts';
import { writeIssues } from '../../src/write/issues.ts';
import { table } from '../intake/sample.ts';
import { sampleScheme } from '../scheme/sample.ts';

describe('the name of a cell', () => {
  test.each([
    [12, 4, 'D12'],
    [1, 26, 'Z1'],
    [3, 27, 'AA3'],
    [9, 702, 'ZZ9'],
    [9, 703, 'AAA9'],
    [undefined, 4, 'D:D'],
  ])('row %s, column %s is %s', (row, column, name) => {
    expect(cellName(row, column)).toBe(name);
  });
});

test('an evaluation year that is not known is said in a sentence, with the years that are', () => {
  const run = issue('yearUnknown', {}, '2018–', '未写明或不止一个 none or several');
  expect(sentenceOf(run, 'zh')).toBe(
    '无法确定评价年度，请用 --year 指定（办法适用年度2018–）：数据中的年度：未写明或不止一个',
  );
  const row = issue('yearUnknown', {}, '', '2022、2023');
  expect(sentenceOf(row, 'zh')).toBe('无法确定评价年度，请用 --year 指定：数据中的年度：2022、2023');
  expect(sentenceOf(row, 'en')).toBe('the evaluation year is not known, give --year; years in the data: 2022、2023');
});

describe('issues.csv', () => {
  const scheme = sampleScheme();
  const run = evaluate(
    readFacts(
      [
        table(
          [
            '企业代码 | 企业名称 | 税收（万元） | 用地面积（亩）',
            'F2 | 乙厂 | 2l | -1',
            'F1 | 甲厂 | 5 | 10',
            'F3 | 丙厂 | 3l | 4l',
            '合计 | | 5 | 9',
          ],
          'b.csv',
        ),
        table(['企业代码 | 营业收入（元）', 'F1 | #REF!'], 'a.csv'),
      ],
      scheme,
    ),
    scheme,
  );
  const [header = [], ...rows] = cellsOf(writeIssues(run.issues, 'zh', run.run));

  test('has a column for all that a department asks', () => {
    expect(header).toEqual([
      '级别',
      '文件',
      '工作表',
      '单元格',
      '行',
      '列',
      '企业标识',
      '企业名称',
      '问题',
      '实为',
      '应为',
      '数据项或规则',
      '代码',
    ]);
  });

  test('goes through the files row by row, errors before warnings before notes', () => {
    expect(rows.map((row) => [row[0], row[1], row[3], row[7], row.at(-2), row.at(-1)])).toEqual([
      ['错误', 'a.csv', 'B2', '甲厂', '营业收入', 'cellError'],
      ['错误', 'b.csv', 'C2', '乙厂', '税收实际贡献', 'numberInvalid'],
      ['提醒', 'b.csv', 'D2', '乙厂', '用地面积的合理范围', 'valueOutOfRange'],
      ['错误', 'b.csv', 'C4', '丙厂', '税收实际贡献', 'numberInvalid'],
      ['错误', 'b.csv', 'D4', '丙厂', '用地面积', 'numberInvalid'],
      ['说明', 'b.csv', '', '', '', 'rowSkipped'],
    ]);
  });

  test('speaks one language', () => {
    expect(rows.at(-1)?.[8]).toBe('非企业数据行，已跳过：合计行（合计）');
    const english = cellsOf(writeIssues(run.issues, 'en', run.run));
    expect(english.at(-1)?.[8]).toBe('not a row of a firm, skipped: total: 合计');
  });

  test('is of what an evaluation counts, with notes apart', () => {
    expect(countIssues(run.issues)).toEqual({ errors: 4, warnings: 1, notes: 1 });
    expect(countIssues([])).toEqual({ errors: 0, warnings: 0 });
  });

  test('leaves the cell open where two columns have the header', () => {
    const place = { file: 'x.csv', row: 2, column: '面积' };
    const column = { field: undefined, unit: undefined, filled: 0, missing: 0 };
    const columns = [1, 2].map((number) => ({ header: '面积', number, ...column }));
    const source = { name: 'x.csv', sha256: '', rows: 1, used: 1, skipped: 0, refused: 0, columns };
    const context = { scheme, facts: { ids: [], labels: new Map(), sources: [source] } };
    const cellIn = (one: Issue): string | undefined => cellsOf(writeIssues([one], 'zh', context))[1]?.[3];
    expect(cellIn(issue('numberInvalid', place, '1', 'x'))).toBe('');
    expect(cellIn(issue('numberInvalid', { ...place, cell: 'B2' }, '1', 'x'))).toBe('B2');
  });
});

describe('sentences', () => {
  test('tell a field that no table has from one without a value that can be used', () => {
    const needed = ['reported', 'unreadable', 'absent'].map((kind) => {
      const land = { reported: '10', unreadable: '约10', absent: undefined }[kind];
      const { issues } = evaluate(
        [{ id: '1', name: '示例', tax: '1', ...(land !== undefined && { land }) }],
        sampleScheme(),
      );
      return issues
        .filter(({ code, place }) => code.startsWith('field') && place.path === 'land')
        .map(({ code }) => code);
    });
    expect(needed).toEqual([[], ['fieldEmpty'], ['fieldAbsent']]);
  });

  /** Words of English that may stand in a Chinese sentence: names of files, formats and options. */
  const NAMES = /Excel|WPS|CSV|JSON|evaluation\.json|--year|--mapping|\{\w+\}|O 与/g;

  test.each(Object.keys(ISSUE_CODES) as IssueCode[])('%s is Chinese in Chinese and English in English', (code) => {
    const one = issue(code, {}, '{expected}', '{received}');
    expect(sentenceOf(one, 'zh').replace(NAMES, '')).not.toMatch(/[a-z]{2,}/i);
    expect(sentenceOf(one, 'en')).not.toMatch(/\p{Script=Han}/u);
  });

  test('say which character of a credit code is wrong', () => {
    const at = (expected: string, language: 'zh' | 'en') =>
      sentenceOf(issue('creditCodeInvalid', {}, expected, '914403001922038116'), language);
    expect(at('17=3, 18=B', 'zh')).toContain('应为第17位为3、第18位为B，');
    expect(at('18=6', 'en')).toContain('expected 6 at position 18,');
    expect(at('18=0-9A-Z (I O S V Z ✗)', 'zh')).toContain('第18位为数字或大写字母（不用 I、O、S、V、Z）');
  });

  test('of every expectation that forms state are known in Chinese', () => {
    const texts = ['scheme', 'condition', 'grading', 'baseline', 'adjustment', 'policy', 'text', 'binding', 'dataCheck']
      .map((name) => readFileSync(new URL(`../../src/scheme/${name}.ts`, import.meta.url), 'utf8'))
      .flatMap((text) => [...text.matchAll(/message:\s*'([^']+)'/g)].map((match) => match[1] ?? ''));
    expect(texts.length).toBeGreaterThan(15);
    for (const text of texts) {
      const zh = sentenceOf(issue('schemeForm', {}, text, '1'), 'zh');
      expect(zh, text).not.toContain(text);
    }
  });
});

function cellsOf(csv: string): readonly (readonly string[])[] {
  return readCsv(new TextEncoder().encode(csv), 'issues.csv').table?.rows ?? [];
}
