import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/evaluate.ts';
import { fieldsOfAmount } from '../../src/scheme/names.ts';
import { readScheme } from '../../src/scheme/readScheme.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import { verifyRun } from '../../src/verify.ts';
import { writeRun } from '../../src/write/runFiles.ts';
import { someRunWithUnits } from './arbitraries.ts';
import { recordsOf } from './facts.ts';

const YEAR = { year: 2022 };
const FIELDS = ['ownedLand', 'leasedOutLand', 'energy', 'coalUsed', 'steam', 'so2', 'nox', 'tax', 'revenue'] as const;

/** A run in which one firm left a cell blank, and the same with something in the cell that nobody can read. */
const someCell = fc.tuple(
  someRunWithUnits,
  fc.constantFrom(...FIELDS),
  fc.nat(24),
  fc.constantFrom('约90亩', '#REF!', '1,23', '0.1234567890123456'),
);

/** The scheme as it is read from a file: what is empty is left out. */
function canonical(scheme: Scheme): Scheme {
  const read = readScheme(scheme).scheme;
  if (read === undefined) throw new RangeError('not a valid scheme');
  return read;
}

function bytesOf(files: ReadonlyMap<string, string>): ReadonlyMap<string, Uint8Array> {
  return new Map([...files].map(([name, text]) => [name, new TextEncoder().encode(text)]));
}

describe('a cell that cannot be read', () => {
  test('leaves every indicator that is made of it without a value, whatever counts as zero where it is blank', () => {
    let zeros = 0;
    fc.assert(
      fc.property(someCell, ([{ scheme, firms }, field, draw, text]) => {
        const at = draw % firms.length;
        const written = (cell: string) =>
          evaluate(
            recordsOf(firms).map((record, row) => (row === at ? { ...record, [field]: cell } : record)),
            scheme,
            YEAR,
          );
        const [blank, unreadable] = [written(''), written(text)];
        const firmOf = (run: typeof blank) => run.document().firms.find(({ id }) => id === firms[at]?.id);
        for (const [key, { of, per }] of Object.entries(scheme.indicators)) {
          const made = [of, ...(per === undefined ? [] : [per])].flatMap((amount) => fieldsOfAmount(scheme, amount));
          const [before, after] = [firmOf(blank)?.indicators[key], firmOf(unreadable)?.indicators[key]];
          if (!made.includes(field)) expect(after).toEqual(before);
          else expect(after).toHaveProperty('gap');
          if (made.includes(field) && before !== undefined && 'value' in before) zeros += 1;
        }
      }),
      { numRuns: 50 },
    );
    // Blanks that did count as zero, or the law would say nothing.
    expect(zeros).toBeGreaterThan(4);
  });

  test('is as unreadable in the files of the run, from which the run is made again byte for byte', () => {
    fc.assert(
      fc.property(someCell, ([{ scheme, firms }, field, draw, text]) => {
        const records = recordsOf(firms).map((record, row) =>
          row === draw % firms.length ? { ...record, [field]: text } : record,
        );
        const files = bytesOf(writeRun(evaluate(records, canonical(scheme), YEAR)));
        expect(verifyRun(files)).toEqual([]);
        expect(new TextDecoder().decode(files.get('facts.json'))).toContain('"unreadable":[');
      }),
      { numRuns: 15 },
    );
  });
});
