import { describe, expect, test } from 'vitest';
import { columnOf, draftColumn, integerAt, rationalAt } from '../../src/exact/column.ts';
import { parseDecimal } from '../../src/exact/decimal.ts';
import { compareQuotient, compareRows, exactQuotient, roundQuotients } from '../../src/exact/quotient.ts';
import { divide, ONE, type Rational, type RoundingMode, rational } from '../../src/exact/rational.ts';

function decimal(text: string): Rational {
  return parseDecimal(text) ?? rational(0n);
}

function columnOfTexts(...texts: string[]) {
  return columnOf(texts.map(decimal));
}

function pointsOf(
  amounts: [of: string, per: string | undefined],
  factor: Rational,
  places: number,
  mode: RoundingMode,
) {
  const into = draftColumn(1, 10n ** BigInt(places));
  const [of, per] = amounts;
  const divisor = per === undefined ? undefined : columnOfTexts(per);
  roundQuotients({ numerator: columnOfTexts(of), divisor, factor, places, mode }, [0], into);
  return integerAt(into, 0);
}

describe('points of Huangyan 2022: value ÷ baseline × weight', () => {
  const factor = (weight: string, baseline: string) => divide(decimal(weight), decimal(baseline));
  test('40 万元/亩 of 24.097 are 49.7987', () =>
    expect(pointsOf(['40', '1'], factor('30', '24.097'), 4, 'halfUp')).toBe(497987n));
  test('5000 of 4929.81 are 10.1424', () =>
    expect(pointsOf(['5000', undefined], factor('10', '4929.81'), 4, 'halfUp')).toBe(101424n));
  test('0.025 of 0.0302 are 8.2781', () =>
    expect(pointsOf(['0.25', '10'], factor('10', '0.0302'), 4, 'halfUp')).toBe(82781n));
});

describe('an exact half goes where the mode says', () => {
  test.each([
    ['halfUp', '1', 3n],
    ['halfUp', '-1', -3n],
    ['halfEven', '1', 2n],
    ['halfEven', '-1', -2n],
    ['truncate', '1', 2n],
    ['truncate', '-1', -2n],
  ] as const)('%s of %s × 2.5', (mode, of, rounded) =>
    expect(pointsOf([of, '8'], rational(20n), 0, mode)).toBe(rounded),
  );
});

describe('the edges of doubles', () => {
  test('an integer is not cut below itself', () =>
    expect(pointsOf(['0.7', '0.1'], rational(10n), 2, 'truncate')).toBe(7000n));
  test('zero is zero, without a sign', () =>
    expect(Object.is(pointsOf(['0', '3'], rational(-1n), 2, 'halfUp'), 0n)).toBe(true));
  test('a small negative rounds to plain zero', () => {
    const into = draftColumn(1, 1n);
    const numerator = columnOfTexts('-0.1');
    roundQuotients({ numerator, divisor: undefined, factor: ONE, places: 0, mode: 'halfUp' }, [0], into);
    expect(into.values[0]).toBe(0);
  });
  test('amounts beyond 2^53 keep every digit', () =>
    expect(pointsOf(['90071992547409931', '3'], rational(3n), 0, 'halfUp')).toBe(90071992547409931n));
  test('a factor beyond all doubles still counts', () =>
    expect(pointsOf(['7', undefined], rational(10n ** 320n, 10n ** 319n), 0, 'halfUp')).toBe(70n));
  test('a column of more places is filled in its own units', () => {
    const into = draftColumn(1, 10000n);
    const numerator = columnOfTexts('1.26');
    roundQuotients({ numerator, divisor: undefined, factor: ONE, places: 1, mode: 'halfUp' }, [0], into);
    expect(rationalAt(into, 0)).toEqual(decimal('1.3'));
  });
  test('rows that are not asked for stay as they were', () => {
    const into = draftColumn(2, 1n);
    const numerator = columnOfTexts('5', '6');
    roundQuotients({ numerator, divisor: undefined, factor: ONE, places: 0, mode: 'halfUp' }, [1], into);
    expect([...into.state]).toEqual([1, 0]);
  });
});

describe('an exact quotient', () => {
  test('1.5 ÷ 0.4 = 3.75', () =>
    expect(exactQuotient(columnOfTexts('1.5'), columnOfTexts('0.4'), ONE, 0)).toEqual(decimal('3.75')));
  test('−1 ÷ 3 × 2 = −2/3', () =>
    expect(exactQuotient(columnOfTexts('-1'), columnOfTexts('3'), rational(2n), 0)).toEqual(rational(-2n, 3n)));
  test('without a divisor it is the amount', () =>
    expect(exactQuotient(columnOfTexts('2.50'), undefined, ONE, 0)).toEqual(decimal('2.5')));
});

describe('the clearance line: tax against 1 万元/亩 × land', () => {
  const line = rational(1n);
  test('9.99 on 10 亩 is below', () =>
    expect(compareQuotient(columnOfTexts('9.99'), columnOfTexts('10'), 0, line)).toBe(-1));
  test('10 on 10 亩 is on the line', () =>
    expect(compareQuotient(columnOfTexts('10'), columnOfTexts('10'), 0, line)).toBe(0));
  test('a tenth of a yuan less on 666,666,666 亩 is seen', () =>
    expect(compareQuotient(columnOfTexts('666666665.99999'), columnOfTexts('666666666'), 0, line)).toBe(-1));
  test('negative tax is below', () =>
    expect(compareQuotient(columnOfTexts('-3'), columnOfTexts('2'), 0, line)).toBe(-1));
  test('a figure without divisor is compared itself', () =>
    expect(compareQuotient(columnOfTexts('1.01'), undefined, 0, line)).toBe(1));
  test('beyond 2^53 the last digit decides', () =>
    expect(compareQuotient(columnOfTexts('9007199254740993'), columnOfTexts('9007199254740992'), 0, line)).toBe(1));
});

describe('two rows are compared by their cross products', () => {
  test('1/3 is above 0.3333333333333333', () =>
    expect(compareRows(columnOfTexts('1', '3333333333333333'), columnOfTexts('3', '10000000000000000'), 0, 1)).toBe(1));
  test('2/6 equals 1/3', () => expect(compareRows(columnOfTexts('2', '1'), columnOfTexts('6', '3'), 0, 1)).toBe(0));
  test('−1/2 is below −1/3', () =>
    expect(compareRows(columnOfTexts('-1', '-1'), columnOfTexts('2', '3'), 0, 1)).toBe(-1));
  test('without a divisor the amounts decide', () =>
    expect(compareRows(columnOfTexts('2.5', '2.49'), undefined, 0, 1)).toBe(1));
});
