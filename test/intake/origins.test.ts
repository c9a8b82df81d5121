import { describe, expect, test } from 'vitest';
import { cellAt } from '../../src/intake/origins.ts';
import { readCsv, type Table } from '../../src/intake/readCsv.ts';
import { readFacts } from '../../src/intake/readFacts.ts';
import { readScheme } from '../../src/scheme/readScheme.ts';
import { sampleScheme } from '../scheme/sample.ts';

function tableOf(name: string, text: string): Table {
  const { table } = readCsv(new TextEncoder().encode(text), name);
  if (table === undefined) throw new Error(name);
  return table;
}

const { scheme } = readScheme(JSON.stringify(sampleScheme()));
if (scheme === undefined) throw new Error('no scheme');

describe('the place of a datum', () => {
  const facts = readFacts(
    [
      tableOf('税务.csv', '某县税收\n企业代码,企业名称,税收（元）\nF2,乙,"1,205,000.50"\nF1,甲,—\n'),
      tableOf('国土.csv', '企业代码,用地面积（㎡）\nF1,x\nF2,20000\nF3,10\n'),
    ],
    scheme,
  );
  const firm = (id: string): number => facts.ids.indexOf(id);

  test('is its file, row, column, header, original text and unit', () => {
    expect(cellAt(facts, 'tax', firm('F2'))).toEqual({
      file: '税务.csv',
      row: 3,
      column: 3,
      header: '税收（元）',
      text: '1,205,000.50',
      unit: '元',
    });
    expect(cellAt(facts, 'name', firm('F1'))).toMatchObject({ file: '税务.csv', row: 4, column: 2, text: '甲' });
    expect(cellAt(facts, 'land', firm('F2'))).toMatchObject({ file: '国土.csv', row: 3, text: '20000' });
  });

  test('is that of the cell which says nothing or cannot be read, where the datum is missing', () => {
    expect(cellAt(facts, 'tax', firm('F1'))).toMatchObject({ row: 4, text: '—' });
    expect(cellAt(facts, 'land', firm('F1'))).toMatchObject({ row: 2, text: 'x' });
  });

  test('is none where no table has a row of the firm', () => {
    expect(cellAt(facts, 'tax', firm('F3'))).toBeUndefined();
    expect(cellAt(facts, 'revenue', firm('F1'))).toBeUndefined();
  });
});
