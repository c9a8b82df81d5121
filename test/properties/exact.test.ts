import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Column,
  columnOf,
  draftColumn,
  integerAt,
  MISSING,
  NOT_APPLICABLE,
  REPORTED,
  rationalAt,
  type State,
  setInteger,
  setState,
  signAt,
  stateAt,
  sumColumns,
  totalOver,
  WITHHELD,
} from '../../src/exact/column.ts';
import { formatRational, formatUnits, parseDecimal, parseDecimalParts, toDecimal } from '../../src/exact/decimal.ts';
import { type CountMode, countOfShare, placeRows } from '../../src/exact/order.ts';
import { compareQuotient, compareRows, exactQuotient, roundQuotients } from '../../src/exact/quotient.ts';
import {
  add,
  compare,
  divide,
  multiply,
  type Rational,
  type RoundingMode,
  rational,
  roundQuotient,
  roundToPlaces,
  subtract,
} from '../../src/exact/rational.ts';
import { Fraction, fractionOf, sumOf } from '../oracle/fraction.ts';

const MODES: readonly RoundingMode[] = ['halfUp', 'truncate', 'halfEven'];
const mode = fc.constantFrom(...MODES);
const places = fc.integer({ min: 0, max: 6 });
const RUNS = { numRuns: 2000 };

/** Integers where floats go wrong: small ones, policy-like round ones, 15 digits, around 2^53, and far beyond. */
const integer = fc.oneof(
  { weight: 4, arbitrary: fc.bigInt(-200n, 200n) },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.bigInt(-999n, 999n), fc.constantFrom(10n, 1000n, 95000n, 10n ** 9n)).map(([a, b]) => a * b),
  },
  { weight: 3, arbitrary: fc.bigInt(-(10n ** 15n), 10n ** 15n) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(2n ** 53n, -(2n ** 53n), 2n ** 52n, 2n ** 54n), fc.bigInt(-3n, 3n))
      .map(([a, b]) => a + b),
  },
  { weight: 1, arbitrary: fc.bigInt(-(10n ** 30n), 10n ** 30n) },
);
const positive = integer.map((n) => (n < 0n ? -n : n) + (n === 0n ? 1n : 0n));
const denominator = fc.oneof(
  fc.constantFrom(1n, 10n, 100n, 10000n, 10n ** 8n, 3n, 7n, 20000n, 95000n, 2n ** 20n),
  fc.bigInt(1n, 10n ** 6n),
);
const factor = fc
  .oneof(
    fc.tuple(integer, positive),
    fc.tuple(
      fc.constantFrom(1n, -1n, 30n, 12345678901234567890n),
      fc.constantFrom(24097n, 8n, 95000n, 10n ** 40n, 10n ** 300n),
    ),
    fc.tuple(
      fc.constantFrom(3n ** 600n, 3n ** 646n, 3n ** 680n, 0n),
      fc.constantFrom(1n, 7n ** 300n, 7n ** 365n, 7n ** 400n),
    ),
  )
  .map(([n, d]) => rational(n, d));

interface Case {
  readonly n: bigint;
  readonly nDenominator: bigint;
  /** Absent: no divisor column. */
  readonly d: bigint | undefined;
  readonly dDenominator: bigint;
  readonly factor: Rational;
  readonly places: number;
  readonly mode: RoundingMode;
}

const anyCase: fc.Arbitrary<Case> = fc.record({
  n: integer,
  nDenominator: denominator,
  d: fc.option(positive, { nil: undefined, freq: 6 }),
  dDenominator: denominator,
  factor,
  places,
  mode,
});

/**
 * Cases whose quotient is an exact half of a unit, or one part in the divisor beside it, made from the wanted answer:
 * n ÷ d × weight ÷ baseline = (2m + 1) ÷ 2 with n = (2m + 1) × baseline × shared and d = 2 × weight × shared. Most of the
 * integers stay below 2^53, where floats are tried first, and their parts are few enough to err in each operation.
 */
const nearHalf: fc.Arbitrary<Case> = fc
  .record({
    m: fc.oneof(fc.bigInt(0n, 1000n), fc.bigInt(0n, 10n ** 6n), fc.bigInt(0n, 10n ** 9n), fc.bigInt(0n, 2n ** 52n)),
    shared: fc.oneof(fc.constant(1n), fc.bigInt(1n, 1000n), fc.bigInt(1n, 10n ** 7n)),
    weight: fc.constantFrom(1n, 3n, 7n, 30n, 45n, 95000n),
    baseline: fc.constantFrom(1n, 7n, 11n, 302n, 24097n, 492981n, 95000n),
    beside: fc.constantFrom(-1n, 0n, 0n, 0n, 1n),
    negative: fc.boolean(),
    nDenominator: denominator,
    dDenominator: denominator,
    places,
    mode,
  })
  .map(({ m, shared, weight, baseline, beside, negative, nDenominator, dDenominator, places: p, mode: how }) => {
    const n = (2n * m + 1n) * baseline * shared + beside;
    const d = 2n * weight * shared;
    const k = rational(weight * nDenominator, baseline * dDenominator * 10n ** BigInt(p));
    return { n: negative ? -n : n, nDenominator, d, dDenominator, factor: k, places: p, mode: how };
  });

/** The same about whole numbers, where truncation turns. */
const nearWhole: fc.Arbitrary<Case> = nearHalf.map((it) => ({ ...it, factor: multiply(it.factor, rational(2n)) }));

const someCase = fc.oneof(anyCase, nearHalf, nearWhole);

function columnWith(denominatorOfColumn: bigint, ...integers: readonly bigint[]): Column {
  const column = draftColumn(integers.length, denominatorOfColumn);
  integers.forEach((it, row) => {
    setInteger(column, row, it);
  });
  return column;
}

function columnsOf({ n, nDenominator, d, dDenominator }: Case) {
  return {
    numerator: columnWith(nDenominator, n),
    divisor: d === undefined ? undefined : columnWith(dDenominator, d),
  };
}

function roundedByColumns(it: Case): bigint {
  const into = draftColumn(1, 10n ** BigInt(it.places));
  roundQuotients({ ...columnsOf(it), factor: it.factor, places: it.places, mode: it.mode }, [0], into);
  return integerAt(into, 0);
}

function trueQuotient({ n, nDenominator, d, dDenominator, factor: k }: Case): Fraction {
  const divisor = d === undefined ? new Fraction(1n) : new Fraction(d, dDenominator);
  return new Fraction(n, nDenominator).over(divisor).times(new Fraction(k.n, k.d));
}

function fraction({ n, d }: Rational): Fraction {
  return new Fraction(n, d);
}

const DECIMAL_MODES: Readonly<Record<RoundingMode, Decimal.Rounding>> = {
  halfUp: Decimal.ROUND_HALF_UP,
  truncate: Decimal.ROUND_DOWN,
  halfEven: Decimal.ROUND_HALF_EVEN,
};

describe('the one division', () => {
  test('gives what fractions give', () => {
    fc.assert(
      fc.property(someCase, (it) => {
        const wanted = trueQuotient(it).times(new Fraction(10n ** BigInt(it.places)));
        expect(roundedByColumns(it)).toBe(wanted.toInteger(it.mode));
      }),
      { numRuns: 20_000 },
    );
  });

  test('gives what decimals of 80 digits give, multiplied first and divided once', () => {
    const Witness = Decimal.clone({ precision: 80, maxE: 9e15, minE: -9e15, defaults: true });
    const plain = fc.oneof(nearHalf, nearWhole);
    fc.assert(
      fc.property(plain, (it) => {
        const above = new Witness(it.n.toString()).times(it.dDenominator.toString()).times(it.factor.n.toString());
        const below = new Witness(`${it.d ?? 1n}`).times(it.nDenominator.toString()).times(it.factor.d.toString());
        const units = above.div(below).times(new Witness(10).pow(it.places)).toDecimalPlaces(0, DECIMAL_MODES[it.mode]);
        expect(roundedByColumns(it)).toBe(BigInt(units.toFixed(0)));
      }),
      RUNS,
    );
  });

  test('goes on for whole columns, row by row, whatever the other rows hold', () => {
    const row = fc.record({ n: integer, d: positive });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), anyCase, (rows, it) => {
        const numerator = columnWith(it.nDenominator, ...rows.map(({ n }) => n));
        const divisor = columnWith(it.dDenominator, ...rows.map(({ d }) => d));
        const into = draftColumn(rows.length, 10n ** BigInt(it.places));
        const quotient = { numerator, divisor, factor: it.factor, places: it.places, mode: it.mode };
        roundQuotients(quotient, rows.keys(), into);
        const alone = rows.map(({ n, d }) => roundedByColumns({ ...it, n, d }));
        expect(rows.map((_, index) => integerAt(into, index))).toEqual(alone);
      }),
      RUNS,
    );
  });

  test('fills a column of finer units with the same value', () => {
    fc.assert(
      fc.property(someCase, fc.integer({ min: 0, max: 12 }), (it, more) => {
        const into = draftColumn(1, 10n ** BigInt(it.places + more));
        roundQuotients({ ...columnsOf(it), factor: it.factor, places: it.places, mode: it.mode }, [0], into);
        expect(integerAt(into, 0)).toBe(roundedByColumns(it) * 10n ** BigInt(more));
      }),
      RUNS,
    );
  });

  test('never leaves a negative zero', () => {
    fc.assert(
      fc.property(someCase, (it) => {
        const into = draftColumn(1, 10n ** BigInt(it.places));
        roundQuotients({ ...columnsOf(it), factor: it.factor, places: it.places, mode: it.mode }, [0], into);
        expect(Object.is(into.values[0], -0)).toBe(false);
      }),
      RUNS,
    );
  });

  test('is monotone: a greater amount never rounds to less', () => {
    fc.assert(
      fc.property(someCase, fc.bigInt(0n, 5n), (it, more) => {
        const [less, greater] = [roundedByColumns(it), roundedByColumns({ ...it, n: it.n + more })];
        expect(it.factor.n < 0n ? greater <= less : greater >= less).toBe(true);
      }),
      RUNS,
    );
  });

  test('unrounded, is the fraction itself', () => {
    fc.assert(
      fc.property(someCase, (it) => {
        const { numerator, divisor } = columnsOf(it);
        expect(fraction(exactQuotient(numerator, divisor, it.factor, 0)).against(trueQuotient(it))).toBe(0);
      }),
      RUNS,
    );
  });
});

describe('comparisons without division', () => {
  test('a quotient lies where cross multiplication puts it', () => {
    fc.assert(
      fc.property(someCase, (it) => {
        const { numerator, divisor } = columnsOf(it);
        const quotient = trueQuotient({ ...it, factor: rational(1n) });
        expect(compareQuotient(numerator, divisor, 0, it.factor)).toBe(quotient.against(fraction(it.factor)));
      }),
      { numRuns: 10_000 },
    );
  });

  test('also next to the bound, and on it', () => {
    fc.assert(
      fc.property(someCase, fc.constantFrom(-1n, 0n, 1n), positive, (it, step, part) => {
        const { numerator, divisor } = columnsOf(it);
        const quotient = exactQuotient(numerator, divisor, rational(1n), 0);
        const bound = subtract(quotient, rational(step, quotient.d * part));
        expect(compareQuotient(numerator, divisor, 0, bound)).toBe(Number(step));
      }),
      { numRuns: 10_000 },
    );
  });

  const pair = fc.tuple(integer, positive);
  const proportional = fc
    .tuple(fc.bigInt(-(10n ** 6n), 10n ** 6n), fc.bigInt(1n, 10n ** 6n), fc.bigInt(1n, 10n ** 9n), fc.bigInt(-1n, 1n))
    .map(([n, d, times, beside]): [[bigint, bigint], [bigint, bigint]] => [
      [n, d],
      [n * times + beside, d * times],
    ]);
  const twoRows = fc.oneof(fc.tuple(pair, pair), proportional);

  test('two rows stand as their fractions do', () => {
    fc.assert(
      fc.property(twoRows, denominator, ([[a, b], [c, d]], common) => {
        const numerator = columnWith(common, a, c);
        const divisor = columnWith(common, b, d);
        expect(compareRows(numerator, divisor, 0, 1)).toBe(new Fraction(a, b).against(new Fraction(c, d)));
      }),
      { numRuns: 10_000 },
    );
  });

  test('turned round, the answer turns round', () => {
    fc.assert(
      fc.property(twoRows, ([[a, b], [c, d]]) => {
        const [numerator, divisor] = [columnWith(1n, a, c), columnWith(1n, b, d)];
        const answer = compareRows(numerator, divisor, 0, 1);
        expect(compareRows(numerator, divisor, 1, 0)).toBe(answer === 0 ? 0 : -answer);
      }),
      RUNS,
    );
  });

  test('amounts without a divisor stand as they are', () => {
    fc.assert(
      fc.property(integer, integer, denominator, (a, b, common) => {
        const order = new Fraction(a).against(new Fraction(b));
        expect(compareRows(columnWith(common, a, b), undefined, 0, 1)).toBe(order);
      }),
      RUNS,
    );
  });
});

describe('sums of columns', () => {
  const state = fc.constantFrom<State>(MISSING, NOT_APPLICABLE, WITHHELD);
  const cell = fc.oneof({ weight: 5, arbitrary: integer }, { weight: 1, arbitrary: state });
  const rows = 4;
  const term = fc.record({
    cells: fc.array(cell, { minLength: rows, maxLength: rows }),
    denominator,
    factor: fc.tuple(integer, denominator).map(([n, d]) => rational(n, d)),
    zeroWhen: fc.uniqueArray(state).map((states) => new Set(states)),
  });
  /** A term, and nearly the same once more with the other sign: large parts that leave a small sum. */
  const cancelling = fc
    .tuple(term, fc.array(fc.bigInt(-3n, 3n), { minLength: rows, maxLength: rows }))
    .map(([first, beside]) => [
      first,
      {
        ...first,
        cells: first.cells.map((it, row) => (typeof it === 'bigint' ? it + (beside[row] ?? 0n) : it)),
        factor: rational(-first.factor.n, first.factor.d),
      },
    ]);
  const terms = fc.oneof(fc.array(term, { minLength: 1, maxLength: 4 }), cancelling);

  function columnsFrom(drafts: readonly { cells: readonly (bigint | State)[]; denominator: bigint }[]): Column[] {
    return drafts.map(({ cells, denominator: common }) => {
      const column = draftColumn(cells.length, common);
      cells.forEach((content, row) => {
        if (typeof content === 'bigint') setInteger(column, row, content);
        else setState(column, row, content);
      });
      return column;
    });
  }

  test('are the sums of fractions, or have the state of the first part that is absent', () => {
    fc.assert(
      fc.property(terms, (drafts) => {
        const columns = columnsFrom(drafts);
        const sum = sumColumns(
          rows,
          drafts.map((draft, index) => ({ ...draft, column: columns[index] ?? draftColumn(rows, 1n) })),
        );
        for (let row = 0; row < rows; row += 1) {
          const cells = drafts.map(({ cells: all }) => all[row] ?? MISSING);
          const barred = cells.find((it, index) => typeof it === 'number' && !drafts[index]?.zeroWhen.has(it));
          const reported = cells.some((it) => typeof it === 'bigint');
          if (barred === undefined && reported) {
            const parts = drafts.map(({ denominator: common, factor: k }, index) => {
              const content = cells[index];
              return typeof content === 'bigint' ? new Fraction(content * k.n, common * k.d) : new Fraction(0n);
            });
            expect(stateAt(sum, row)).toBe(REPORTED);
            expect(fraction(rationalAt(sum, row)).against(sumOf(parts))).toBe(0);
          } else {
            expect(stateAt(sum, row)).toBe(barred ?? cells[0]);
          }
        }
      }),
      RUNS,
    );
  });

  test('a total is the sum of its rows, in any order', () => {
    const some = fc.array(fc.oneof(integer, fc.constantFrom(2n ** 53n - 1n, 1n - 2n ** 53n)), { maxLength: 40 });
    fc.assert(
      fc.property(some, denominator, fc.boolean(), (integers, common, backwards) => {
        const column = columnWith(common, ...integers);
        const order = [...integers.keys()];
        const total = totalOver(column, backwards ? order.reverse() : order);
        expect(fraction(total).against(sumOf(integers.map((it) => new Fraction(it, common))))).toBe(0);
      }),
      RUNS,
    );
  });

  test('what is put into a row comes out of it, however large', () => {
    fc.assert(
      fc.property(integer, denominator, (it, common) => {
        const column = columnWith(common, it);
        expect([integerAt(column, 0), signAt(column, 0)]).toEqual([it, it < 0n ? -1 : it > 0n ? 1 : 0]);
      }),
      RUNS,
    );
  });

  test('a column of values gives each of them back', () => {
    const value = fc.option(fc.tuple(integer, denominator), { nil: undefined });
    fc.assert(
      fc.property(fc.array(value, { maxLength: 8 }), (parts) => {
        const values = parts.map((part) => part && rational(...part));
        const column = columnOf(values);
        const back = values.map((_, row) => (stateAt(column, row) === REPORTED ? rationalAt(column, row) : undefined));
        expect(back).toEqual(values);
      }),
      RUNS,
    );
  });
});

describe('rationals', () => {
  const any = fc
    .tuple(
      integer,
      fc.oneof(
        positive,
        positive.map((it) => -it),
      ),
    )
    .map(([n, d]) => ({ n, d }));
  const same = (a: Rational, b: Fraction) => a.n === b.n && a.d === b.d;

  test('compute as fractions do, in lowest terms', () => {
    fc.assert(
      fc.property(any, any, (a, b) => {
        const [x, y] = [rational(a.n, a.d), rational(b.n, b.d)];
        const [p, q] = [new Fraction(a.n, a.d), new Fraction(b.n, b.d)];
        expect(same(add(x, y), p.plus(q))).toBe(true);
        expect(same(subtract(x, y), p.minus(q))).toBe(true);
        expect(same(multiply(x, y), p.times(q))).toBe(true);
        if (b.n !== 0n) expect(same(divide(x, y), p.over(q))).toBe(true);
        expect(compare(x, y)).toBe(p.against(q));
      }),
      RUNS,
    );
  });

  test('are rounded as the neighbouring integers say', () => {
    const half = fc.tuple(integer, positive).map(([m, d]) => ({ n: (2n * m + 1n) * d, d: 2n * d }));
    fc.assert(
      fc.property(fc.oneof(fc.record({ n: integer, d: positive }), half), mode, ({ n, d }, how) => {
        expect(roundQuotient(n, d, how)).toBe(new Fraction(n, d).toInteger(how));
      }),
      { numRuns: 10_000 },
    );
  });

  test('rounded twice to the same places are as rounded once', () => {
    fc.assert(
      fc.property(any, places, mode, ({ n, d }, to, how) => {
        const once = roundToPlaces(rational(n, d), to, how);
        expect(roundToPlaces(once, to, how)).toEqual(once);
      }),
      RUNS,
    );
  });
});

describe('decimal texts', () => {
  const digits = fc.stringMatching(/^[0-9]{1,20}$/);
  const decimalText = fc
    .tuple(fc.constantFrom('', '+', '-'), digits, fc.option(digits, { nil: undefined }))
    .map(([sign, whole, rest]) => sign + whole + (rest === undefined ? '' : `.${rest}`));

  test('are read at their exact value', () => {
    fc.assert(
      fc.property(decimalText, (text) => {
        const read = parseDecimal(text);
        expect(read && fraction(read).against(fractionOf(text))).toBe(0);
      }),
      RUNS,
    );
  });

  test('are read with no more places than they need', () => {
    fc.assert(
      fc.property(decimalText, (text) => {
        const parts = parseDecimalParts(text);
        expect(parts?.places === 0 || (parts !== undefined && parts.digits % 10n !== 0n)).toBe(true);
      }),
      RUNS,
    );
  });

  test('written and read again are the same value', () => {
    fc.assert(
      fc.property(integer, fc.integer({ min: 0, max: 30 }), (n, to) => {
        const value = rational(n, 10n ** BigInt(to));
        expect(parseDecimal(formatRational(value))).toEqual(value);
      }),
      RUNS,
    );
  });

  test('written are as short as they can be', () => {
    fc.assert(
      fc.property(integer, fc.integer({ min: 0, max: 30 }), (n, to) => {
        expect(formatRational(rational(n, 10n ** BigInt(to)))).toMatch(/^(0|-?(0|[1-9]\d*)(\.\d*[1-9])?)$/);
      }),
      RUNS,
    );
  });

  test('of a value without end say so, and are no number', () => {
    fc.assert(
      fc.property(integer, fc.constantFrom(3n, 7n, 24097n), (n, d) => {
        fc.pre(n % d !== 0n);
        const text = formatRational(rational(n, d));
        expect([text.endsWith('…'), parseDecimal(text)]).toEqual([true, undefined]);
      }),
      RUNS,
    );
  });

  test('of units have exactly their places', () => {
    fc.assert(
      fc.property(integer, fc.integer({ min: 0, max: 12 }), (units, to) => {
        const text = formatUnits(units, to);
        expect(fractionOf(text).against(new Fraction(units, 10n ** BigInt(to)))).toBe(0);
        expect(text.split('.')[1]?.length ?? 0).toBe(to);
      }),
      RUNS,
    );
  });

  test('as a Decimal print the same', () => {
    fc.assert(
      fc.property(integer, fc.integer({ min: 0, max: 30 }), (n, to) => {
        const value = rational(n, 10n ** BigInt(to));
        expect(toDecimal(value).toString()).toBe(formatRational(value));
      }),
      RUNS,
    );
  });

  test('and any other text is refused', () => {
    const almost = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.string({ unit: fc.constantFrom(...'0123456789.+-eExX_,n% \n\u00a0１٣'), maxLength: 8 }),
    );
    fc.assert(
      fc.property(almost, (text) => {
        expect(parseDecimal(text) !== undefined).toBe(/^[+-]?[0-9]+([.][0-9]+)?$/.test(text));
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('shares', () => {
  const COUNTS: readonly CountMode[] = ['halfUp', 'down', 'up'];

  // With p and n integers: p·n/100 down is ⌊p·n/100⌋, up ⌊(p·n + 99)/100⌋, half up ⌊(p·n + 50)/100⌋, all below 2^53.
  const ADDED: Readonly<Record<CountMode, number>> = { halfUp: 50, down: 0, up: 99 };

  test.each(COUNTS)('of 1–99 %% × n ≤ 1000 are counted as in integers: %s', (how) => {
    const wrong: string[] = [];
    for (let percent = 1; percent <= 99; percent += 1) {
      const share = rational(BigInt(percent), 100n);
      for (let total = 0; total <= 1000; total += 1) {
        const product = percent * total + ADDED[how];
        const count = (product - (product % 100)) / 100;
        if (countOfShare(share, total, how) !== count) wrong.push(`${percent} % of ${total}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('the differences of cumulative counts add up to the pool', () => {
    const edges = fc.uniqueArray(fc.integer({ min: 1, max: 999 }), { maxLength: 5 });
    fc.assert(
      fc.property(edges, fc.nat(5000), fc.constantFrom(...COUNTS), (cuts, total, how) => {
        const shares = [...cuts.sort((a, b) => a - b), 1000].map((part) => rational(BigInt(part), 1000n));
        const counts = shares.map((share) => countOfShare(share, total, how));
        expect(counts.every((count, index) => count >= (counts[index - 1] ?? 0))).toBe(true);
        expect(counts.at(-1)).toBe(total);
      }),
      RUNS,
    );
  });
});

describe('places', () => {
  const fewScores = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 30 });
  const place = (scores: readonly number[]) =>
    placeRows(Uint32Array.from(scores.keys()), (a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));

  test('are one more than the number of better rows, and ties reach to the last that is not worse', () => {
    fc.assert(
      fc.property(fewScores, (scores) => {
        const { order, place: places_, last } = place(scores);
        const wanted = [...order].map((row) => {
          const own = scores[row] ?? 0;
          return [scores.filter((it) => it > own).length + 1, scores.filter((it) => it >= own).length];
        });
        expect([...order].map((_, k) => [places_[k], last[k]])).toEqual(wanted);
      }),
      RUNS,
    );
  });

  test('go to every row once, equal ones in the order of rows', () => {
    fc.assert(
      fc.property(fewScores, (scores) => {
        const stable = [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
        expect([...place(scores).order]).toEqual(stable);
      }),
      RUNS,
    );
  });

  test('do not depend on the order in which rows are given', () => {
    const shuffled = fewScores.chain((scores) =>
      fc.tuple(fc.constant(scores), fc.shuffledSubarray([...scores.keys()], { minLength: scores.length })),
    );
    fc.assert(
      fc.property(shuffled, ([scores, rows]) => {
        const again = placeRows(Uint32Array.from(rows), (a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
        expect(again).toEqual(place(scores));
      }),
      RUNS,
    );
  });
});
