import { describe, expect, it } from 'vitest';
import { checkCreditCode, lastDigit, organisationDigit } from '../../src/intake/creditCode.ts';

describe('check digits', () => {
  it('gives 1 for the organisation code 19220382', () => {
    // 1×3 + 9×7 + 2×9 + 2×10 + 0×5 + 3×8 + 8×4 + 2×2 = 164; 164 mod 11 = 10; 11 − 10 = 1
    expect(organisationDigit('19220382')).toBe('1');
  });

  it('writes 10 as X', () => {
    // 8×2 = 16 → weight of the last is 2: 6×2 = 12; 12 mod 11 = 1; 11 − 1 = 10
    expect(organisationDigit('00000006')).toBe('X');
  });

  it('writes 11 as 0', () => {
    expect(organisationDigit('00000000')).toBe('0');
  });

  it('counts letters of an organisation code in full: A is 10', () => {
    // 10×3 = 30; 30 mod 11 = 8; 11 − 8 = 3
    expect(organisationDigit('A0000000')).toBe('3');
  });

  it('writes 31 as 0', () => {
    expect(lastDigit('00000000000000000')).toBe('0');
  });

  it('counts the letter after H as 18, since I is left out', () => {
    // J at position 1: 18 × 1; 31 − 18 = 13 = D
    expect(lastDigit('J0000000000000000')).toBe('D');
  });
});

describe('checkCreditCode', () => {
  it.each(['914403001922038216', '91330100799655058B', '9144030071526726XG', '91110000802100433B'])(
    'accepts %s, a published code',
    (code) => expect(checkCreditCode(code)).toBeUndefined(),
  );

  it('accepts a code whose check digit comes out as 31', () => {
    expect(checkCreditCode('9133078410142542X0')).toBeUndefined();
  });

  it('says which check digit was expected', () => {
    expect(checkCreditCode('914403001922038217')).toEqual({ kind: 'invalid', expected: '18=6' });
  });

  it('says both where the organisation code does not hold', () => {
    expect(checkCreditCode('914403001922038116')).toEqual({ kind: 'invalid', expected: '17=3, 18=B' });
  });

  it.each([
    ['a letter that is not used', '91440300192203821O', '18=0-9A-Z (I O S V Z ✗)'],
    ['a letter in the region', '91A403001922038216', '3=0-9'],
    ['another length', '91440300192203821', '18 characters'],
    ['an exponent', '9.1440300192E+17', '18 characters'],
  ])('refuses %s', (_, code, expected) => {
    expect(checkCreditCode(code)).toEqual({ kind: 'invalid', expected });
  });

  it('knows a code that a spreadsheet cut to 15 digits, and its possible originals', () => {
    expect(checkCreditCode('914403001922038000')).toEqual({
      kind: 'truncated',
      originals: ['914403001922038216', '914403001922038809', '914403001922038996'],
    });
  });
});
