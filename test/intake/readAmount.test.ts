import { describe, expect, it } from 'vitest';
import { MISSING, NOT_APPLICABLE, WITHHELD } from '../../src/exact/column.ts';
import { readAmount } from '../../src/intake/readAmount.ts';

const numberOf = (cell: string, share = false) => {
  const reading = readAmount(cell, share);
  return reading.kind === 'amount' ? [reading.digits, reading.places] : reading;
};

describe('readAmount', () => {
  it.each([
    ['12.5', 125, 1],
    ['0', 0, 0],
    ['-0', 0, 0],
    ['-3.20', -32, 1],
    ['+7', 7, 0],
    ['007.50', 75, 1],
    ['1.000000000000000000', 1, 0],
    ['123456789012345', 123456789012345, 0],
    ['0.000123456789012345', 123456789012345, 18],
    [' 12 ', 12, 0],
    ['１２．５', 125, 1],
    ['1,234,567.89', 123456789, 2],
    ['１，２３４', 1234, 0],
    ['−5', -5, 0],
    ['－5', -5, 0],
    ['–5', -5, 0],
    ['— 5', -5, 0],
    ['(1,234)', -1234, 0],
    ['（12.5）', -125, 1],
  ])('reads %s', (cell, digits, places) => {
    expect(numberOf(cell)).toEqual([digits, places]);
  });

  it.each([
    '1,23',
    '12,34,567',
    '1,2345',
    '0,123',
    ',123',
    '.5',
    '5.',
    '1.2.3',
    '0x1f',
    '1_000',
    'NaN',
    '12亩',
    '3%',
    '(-5)',
    '()',
    '1 234',
    '１２a',
  ])('refuses %s', (cell) => {
    expect(readAmount(cell, false)).toMatchObject({ kind: 'fault', code: 'numberInvalid' });
  });

  it.each(['1.2E+05', '9e-7', '1E3'])('refuses scientific notation, and says so: %s', (cell) => {
    expect(readAmount(cell, false)).toMatchObject({ code: 'numberInvalid', expected: '120000 (1.2E+05 ✗)' });
  });

  it.each(['24.097000000000001', '1234567890123456', '1000000000000000', `0.${'0'.repeat(20)}1`])(
    'refuses more digits than a spreadsheet keeps: %s',
    (cell) => {
      expect(readAmount(cell, false)).toMatchObject({ code: 'numberTooPrecise' });
    },
  );

  it.each([
    ['', MISSING],
    ['-', MISSING],
    ['——', MISSING],
    ['／', MISSING],
    ['无', MISSING],
    ['n/a', MISSING],
    ['…', MISSING],
    ['*', WITHHELD],
    ['*****', WITHHELD],
    ['保密', WITHHELD],
    ['涉 密', WITHHELD],
    ['不公开', WITHHELD],
    ['不适用', NOT_APPLICABLE],
  ])('takes "%s" for a state, never for zero', (cell, state) => {
    expect(readAmount(cell, false)).toEqual({ kind: 'absent', state });
  });

  it.each(['#DIV/0!', '#N/A', '#REF!'])('reports the error of a formula: %s', (cell) => {
    expect(readAmount(cell, false)).toMatchObject({ code: 'cellError' });
  });

  it('reads a percent sign where the amount is a share', () => {
    expect(readAmount('3.02％', true)).toEqual({ kind: 'amount', digits: 302, places: 2, percent: true });
  });
});
