import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Cell, writeCsv } from '../../src/write/csv.ts';

function line(...cells: Cell[]): string {
  return writeCsv(['x'], [cells]).split('\r\n')[1] as string;
}

describe('writeCsv', () => {
  test('begins with a BOM and ends every line with CRLF', () => {
    expect(writeCsv(['企业名称', '税收'], [[{ text: '甲' }, { number: '1' }]])).toBe('\uFEFF企业名称,税收\r\n甲,1\r\n');
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '＝1', '＋1', '－1', '＠x', '\tx', '\rx'])(
    'makes the text %j harmless',
    (text) => {
      expect(line({ text }).replace(/^"/, '')[0]).toBe("'");
    },
  );

  test('leaves real negative numbers untouched', () => {
    expect(line({ number: '-12.50' }, { number: '-0.01' })).toBe('-12.50,-0.01');
  });

  test.each(['913307841234567890', '0033', '12E5', '2022-1'])('keeps the code %s a text', (code) => {
    expect(line({ code })).toBe(`${code}\t`);
  });

  test('leaves a code with letters as it is', () => {
    expect(line({ code: '91330784MA2E0A0A0A' }, { code: 'C33' })).toBe('91330784MA2E0A0A0A,C33');
  });

  test('quotes commas, quotes and line breaks', () => {
    expect(line({ text: '甲"乙",丙\n丁' })).toBe('"甲""乙"",丙\n丁"');
  });

  test('law: what is written reads back, but for the marks that make it safe', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '甲', ',', '"', '\n', '\r', '=', '-', ' ', '\t', '0') });
    fc.assert(
      fc.property(fc.array(fc.array(text, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 5 }), (rows) => {
        const written = writeCsv(
          ['a', 'b'],
          rows.map((row) => row.map((one) => ({ text: one }))),
        );
        const read: string[][] = parse(written, { bom: true, record_delimiter: '\r\n' });
        expect(read.slice(1).map((row) => row.map((cell) => cell.replace(/^'/, '')))).toEqual(
          rows.map((row) => row.map((cell) => cell)),
        );
        expect(read.flat().filter((cell) => /^[=+\-@＝＋－＠\t\r\n]/.test(cell))).toEqual([]);
      }),
    );
  });
});
