import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CellObject, utils, type WorkSheet, write } from '@e965/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import { readCsv } from '../../src/intake/readCsv.ts';
import { permu, scratch } from './run.ts';

const DEMO = 'fixtures/demo-county/enterprises.csv';
const SCHEME = ['--scheme', 'yongkang-2019', '--lang', 'en'];
const folder = scratch();
const at = (...names: string[]) => join(folder, ...names);
const read = (...names: string[]) => readFileSync(at(...names), 'utf8');
const run = (data: string, out: string, ...more: string[]) =>
  permu('evaluate', ...SCHEME, '--data', at(data), '--out', at(out), ...more);

/** The demo county's table on two sheets, its figures as numbers. */
function demoSheets(): readonly (readonly [string, WorkSheet])[] {
  const [header = [], ...rows] = readCsv(readFileSync(DEMO), 'a').table?.rows ?? [];
  const valued = rows.map((row) =>
    row.map((cell) => (/^(0|-?[1-9]\d{0,11})(\.\d+)?$/.test(cell) ? Number(cell) : cell)),
  );
  const half = Math.floor(rows.length / 2);
  return [
    ['东城', utils.aoa_to_sheet([[...header], ...valued.slice(0, half)])],
    ['=西城', utils.aoa_to_sheet([[...header], ...valued.slice(half)])],
  ];
}

beforeAll(() => {
  for (const name of ['books', 'old', 'mixed', 'mixed/sub']) mkdirSync(at(name));
  const book = utils.book_new();
  for (const [name, sheet] of demoSheets()) utils.book_append_sheet(book, sheet, name);
  writeFileSync(at('books', '企业.xlsx'), write(book, { type: 'buffer', bookType: 'xlsx' }));
  writeFileSync(at('old', '企业.xls'), write(book, { type: 'buffer', bookType: 'biff8' }));
  // Under a wrong ending: what is in a file counts.
  copyFileSync(at('books', '企业.xlsx'), at('mixed', '企业.xls'));
  for (const name of ['~$企业.xlsx', '.hidden.csv', '说明.doc']) writeFileSync(at('mixed', name), 'x');
  run('books', 'a');
  permu('evaluate', ...SCHEME, '--data', DEMO, '--out', at('csv'));
});

describe('permu on workbooks', () => {
  it.each([
    ['old', '.xls'],
    ['mixed', '.xlsx under the name of an .xls'],
  ])('gets from %s (%s) what it gets from CSV', (data) => {
    expect(run(data, `out-${data}`).code).toBe(0);
    expect(read(`out-${data}`, 'results.csv')).toBe(read('csv', 'results.csv'));
    expect(read('a', 'results.csv')).toBe(read('csv', 'results.csv'));
  });

  it('lists a file once, whatever the number of its sheets, and rows of all of them', () => {
    const { data } = JSON.parse(read('a', 'evaluation.json'));
    expect(data.map(({ name, rows }: { name: string; rows: number }) => [name, rows])).toEqual([['企业.xlsx', 1209]]);
    expect(JSON.parse(read('a', 'receipt.json')).inputs).toHaveLength(1);
    expect(JSON.parse(read('a', 'facts.json')).sources.map(({ sheet }: { sheet: string }) => sheet)).toEqual([
      '东城',
      '=西城',
    ]);
  });

  it('names the sheet of a cell in an explanation, of a row in issues.csv, and of each table in a check', () => {
    const [, id = ''] = /,(91[0-9A-Z]{16})/.exec(read('a', 'results.csv')) ?? [];
    expect(permu('explain', '--run', at('a'), '--firm', id).out).toMatch(
      /企业\.xlsx sheet “.?[东西]城” row \d+ column/,
    );
    expect(permu('explain', '--run', at('a'), '--firm', id, '--lang', 'zh').out).toMatch(
      /企业\.xlsx 工作表“.?[东西]城” 第\d+行第\d+列/,
    );
    expect(permu('explain', '--run', at('a'), '--firm', id, '--format', 'html', '--lang', 'zh').out).toMatch(
      /企业\.xlsx =?[东西]城 [A-Z]+\d+/,
    );
    const { out } = permu('check', ...SCHEME, '--data', at('books'));
    expect(out).toContain('企业.xlsx / 东城: 604 rows');
    expect(out).toContain('企业.xlsx / =西城: 605 rows');
  });

  it('makes no formula of the name of a sheet', () => {
    expect(read('a', 'issues.csv')).not.toMatch(/(^|,)"?=西城/m);
  });

  it('verifies a run against its workbook, and finds the cell that has changed', () => {
    expect(permu('verify', '--run', at('a'), '--data', at('books')).code).toBe(0);
    const book = utils.book_new();
    for (const [name, sheet] of demoSheets()) utils.book_append_sheet(book, sheet, name);
    const first = book.Sheets['东城'] ?? {};
    const header = utils.sheet_to_json<string[]>(first, { header: 1 })[0] ?? [];
    const column = header.findIndex((text) => text.includes('税'));
    first[utils.encode_cell({ r: 1, c: column })] = { t: 'n', v: 123456.78 } satisfies CellObject;
    mkdirSync(at('changed'));
    writeFileSync(at('changed', '企业.xlsx'), write(book, { type: 'buffer', bookType: 'xlsx' }));
    const { code, out } = permu('verify', '--run', at('a'), '--data', at('changed'), '--lang', 'en');
    expect(code).toBe(1);
    expect(out).toContain('企业.xlsx: the file has changed');
    expect(out).toContain(`企业.xlsx sheet “东城” row 2 column ${column + 1}`);
  });

  it('names by warnings what a folder holds beside data, in issues.csv too', () => {
    const ignored = read('out-mixed', 'issues.csv')
      .split('\r\n')
      .filter((line) => line.endsWith('fileIgnored'));
    expect(ignored.map((line) => /found|formats/.test(line))).toEqual([true, true, true, true]);
    for (const name of ['~$企业.xlsx', '.hidden.csv', '说明.doc', 'sub/']) expect(ignored.join()).toContain(name);
    expect(permu('verify', '--run', at('out-mixed'), '--data', at('mixed')).code).toBe(0);
  });

  it.each([
    ['a web page', '导出.xls', '<html><table><tr><td>1</td></tr></table></html>', 'HTML'],
    ['a cut-off workbook', '企业.xlsx', 'PK\u0003\u0004', '文件不完整 cut off'],
  ])('refuses %s with a sentence that says what to do', (_, name, text, found) => {
    mkdirSync(at(`bad-${found}`.replace(/\s.*/, '')), { recursive: true });
    const file = at(`bad-${found}`.replace(/\s.*/, ''), name);
    writeFileSync(file, text);
    const { code, err } = permu('evaluate', ...SCHEME, '--data', file, '--out', at('none'));
    expect(code).toBe(2);
    expect(err).toContain(found);
    expect(err).toMatch(/save it/);
  });

  it('reads text under the name of an .xls as the table that it is', () => {
    mkdirSync(at('text'));
    copyFileSync(DEMO, at('text', '导出.xls'));
    expect(run('text', 'out-text').code).toBe(0);
  });
});
