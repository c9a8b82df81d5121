import { describe, expect, test } from 'vitest';
import { readDate } from '../../src/intake/readDate.ts';

describe('readDate', () => {
  test.each([
    ['2021-03-01', '2021-03-01'],
    ['2021-3-1', '2021-03-01'],
    ['2021/3/1', '2021-03-01'],
    ['2021.3.1', '2021-03-01'],
    ['2021年3月1日', '2021-03-01'],
    ['20210301', '2021-03-01'],
    ['２０２１－０３－０１', '2021-03-01'],
    ['2021/3/1 0:00', '2021-03-01'],
    ['2021-03-01 00:00:00', '2021-03-01'],
    ['2021-03-01T08:30:00.000', '2021-03-01'],
    ['2020-02-29', '2020-02-29'],
    ['2000-02-29', '2000-02-29'],
  ])('reads %s', (cell, value) => {
    expect(readDate(cell)).toEqual({ kind: 'value', value });
  });

  test.each([
    '2021-02-29',
    '1900-02-29',
    '2021-04-31',
    '2021-13-01',
    '2021-00-10',
    '2021-01-00',
    '2021-03',
    '2021年',
    '2021',
    '44256',
    '01/03/2021',
    'soon',
  ])('takes %s for no day', (cell) => {
    expect(readDate(cell)).toEqual({ kind: 'fault', code: 'dateInvalid', expected: 'YYYY-MM-DD' });
  });

  test.each(['', ' ', '-', '/', '无', '不适用'])('takes "%s" for nothing', (cell) => {
    expect(readDate(cell)).toEqual({ kind: 'absent' });
  });

  test('tells the error of a spreadsheet', () => {
    expect(readDate('#VALUE!')).toMatchObject({ kind: 'fault', code: 'cellError' });
  });
});
