import { describe, expect, test } from 'vitest';
import {
  Decimal,
  formatRational,
  formatUnits,
  parseDecimal,
  parseDecimalParts,
  toDecimal,
} from '../../src/exact/decimal.ts';
import { rational } from '../../src/exact/rational.ts';

describe('plain decimal notation is read', () => {
  test('24.097 is 24097 thousandths', () => expect(parseDecimalParts('24.097')).toEqual({ digits: 24097n, places: 3 }));
  test('zeros at the end take no places', () =>
    expect(parseDecimalParts('-3.10')).toEqual({ digits: -31n, places: 1 }));
  test('zeros in front take none either', () => expect(parseDecimalParts('007')).toEqual({ digits: 7n, places: 0 }));
  test('−0.00 is zero', () => expect(parseDecimalParts('-0.00')).toEqual({ digits: 0n, places: 0 }));
  test('+0.0302 is 151/5000', () => expect(parseDecimal('+0.0302')).toEqual(rational(151n, 5000n)));
  test('a figure beyond 2^53 keeps its last digit', () =>
    expect(parseDecimal('9007199254740993')).toEqual(rational(9007199254740993n)));
});

describe('nothing else is a number', () => {
  test.each([
    '',
    ' ',
    '.',
    '1.',
    '.5',
    '-',
    '+',
    '--1',
    '+-1',
    '1..2',
    '1.2.3',
    '1e5',
    '1E-5',
    '0x1f',
    '0b1',
    '0o7',
    '1_000',
    '1,000',
    'NaN',
    'Infinity',
    '-Infinity',
    ' 1',
    '1 ',
    '1\n',
    '\n1',
    '1\u00a0',
    '\ufeff1',
    '１',
    '١',
    '−1',
    '1n',
    '1/2',
    '5%',
    '#DIV/0!',
    'null',
    '一',
  ])('%j', (text) => expect(parseDecimal(text)).toBeUndefined());
});

describe('integer units are written with their places', () => {
  test('−5 hundredths are −0.05', () => expect(formatUnits(-5n, 2)).toBe('-0.05'));
  test('1161253 ten-thousandths are 116.1253', () => expect(formatUnits(1161253n, 4)).toBe('116.1253'));
  test('0 to two places is 0.00', () => expect(formatUnits(0n, 2)).toBe('0.00'));
  test('no places, no point', () => expect(formatUnits(-12n, 0)).toBe('-12'));
  test('100 hundredths are 1.00', () => expect(formatUnits(100n, 2)).toBe('1.00'));
});

describe('a rational is written in its shortest plain notation', () => {
  test('1/8 is 0.125', () => expect(formatRational(rational(1n, 8n))).toBe('0.125'));
  test('−7 is −7', () => expect(formatRational(rational(-7n))).toBe('-7'));
  test('10 亩 in ㎡ has no end, and says so', () =>
    expect(formatRational(rational(20000n, 3n))).toBe('6666.66666666666666666667…'));
  test('−1/3 too', () => expect(formatRational(rational(-1n, 3n))).toBe('-0.33333333333333333333…'));
  test('10^−30 is written out', () => expect(formatRational(rational(1n, 10n ** 30n))).toBe(`0.${'0'.repeat(29)}1`));
  test('10^30 too', () => expect(formatRational(rational(10n ** 30n))).toBe(`1${'0'.repeat(30)}`));
});

describe('a Decimal for people', () => {
  test('is exact where the notation is finite', () =>
    expect(toDecimal(rational(24097n, 1000n)).toString()).toBe('24.097'));
  test('has 80 digits of 1/3', () => expect(toDecimal(rational(1n, 3n)).toString()).toBe(`0.${'3'.repeat(80)}`));
  test('is never written with an exponent', () =>
    expect(toDecimal(rational(1n, 10n ** 12n)).toString()).toBe('0.000000000001'));
  test('is not summed to 20 digits', () =>
    expect(new Decimal('123456789012345678901').plus('0.1').toString()).toBe('123456789012345678901.1'));
  test('rounds a half away from zero', () => expect(new Decimal('-2.5').toDecimalPlaces(0).toString()).toBe('-3'));
});
