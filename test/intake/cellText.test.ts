import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayAfter } from '../../src/exact/calendar.ts';
import { numberText } from '../../src/intake/cellText.ts';

const textOf = (value: number, format = '') => numberText(value, format, false).text;

/** A whole number cut after 15 digits, any other rounded to them. */
function shortenedOf(value: number): number {
  if (!Number.isInteger(value)) return Number(value.toPrecision(15));
  const [, sign = '', digits = '', rest = ''] = /^(-?)(\d{15})(\d*)$/.exec(String(BigInt(value))) ?? [];
  return Number(`${sign}${digits}${'0'.repeat(rest.length)}`);
}

describe('numberText', () => {
  it.each([
    [9.13307841000001e17, '913307841000001000'],
    [123456789012345680000, '123456789012345000000'],
    [Number('913307847000100583'), '913307847000100000'],
    [Number('-913307847000100583'), '-913307847000100000'],
    [Number('913307847000100003'), '913307847000100000'],
    [1e21, '1000000000000000000000'],
    [1.5e-9, '0.0000000015'],
    [-0, '0'],
    [100, '100'],
    [24.097, '24.097'],
    [4.35, '4.35'],
  ])('writes %d out in full', (value, text) => {
    expect(textOf(value)).toBe(text);
  });

  it.each([
    ['0"年"', '2023'],
    ['G/通用格式"亩"', '2023'],
    ['"day" 0', '2023'],
    ['[Red]0.00;[<0]-0', '2023'],
    ['0.00E+00', '2023'],
    ['_-* #,##0.00_-;\\-* 0', '2023'],
    ['0.0%', '202300%'],
    ['yyyy', '1905-07-15'],
    ['mmm-yy', '1905-07-15'],
    ['m"月"d"日"', '1905-07-15'],
    ['aaaa', '1905-07-15'],
    ['[h]:mm', '48552:00:00'],
  ])('takes the format %s for what it is', (format, text) => {
    expect(textOf(2023, format)).toBe(text);
  });

  it('has the hours of whole days too where there is no day', () => {
    expect([textOf(1.5, '[h]:mm'), textOf(0.25, 'h:mm')]).toEqual(['36:00:00', '06:00:00']);
  });

  it('leaves what is no day of the calendar a number', () => {
    expect([textOf(-1, 'yyyy'), textOf(60, 'yyyy'), textOf(3e6, 'yyyy')]).toEqual(['-1', '60', '3000000']);
  });

  it('carries a time that rounds up to midnight into the next day', () => {
    expect(textOf(44256.9999999, 'yyyy-mm-dd hh:mm')).toBe('2021-03-02 00:00:00');
  });

  it('is the same double again, unless it says that it is shortened', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const { text, shortened } = numberText(value, '', false);
        expect(text).toMatch(/^-?\d+(\.\d*[1-9])?$/);
        expect(Number(text)).toBe(shortened ? shortenedOf(value) : value + 0);
      }),
    );
  });

  it('shows a percentage as the hundredfold, digit by digit', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.integer({ min: 0, max: 6 }), (digits, places) => {
        const text = textOf(Number(`${digits}e-${places}`), '0%');
        expect(text.endsWith('%')).toBe(true);
        expect(Number(text.slice(0, -1))).toBe(Number(`${digits}e${2 - places}`) + 0);
      }),
    );
  });
});

it('counts days as the calendar does', () => {
  fc.assert(
    fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (days) => {
      const day = new Date(Date.UTC(1900, 0, 1) + days * 86_400_000);
      fc.pre(day.getUTCFullYear() >= 1);
      const text = day.toISOString();
      expect(dayAfter('1900-01-01', days)).toBe(text.slice(0, text.indexOf('T')));
    }),
  );
});
