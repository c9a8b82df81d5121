import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsv, type Table } from '../../src/intake/readCsv.ts';
import { readScheme } from '../../src/scheme/readScheme.ts';
import { verifyRun } from '../../src/verify.ts';
import { GOLDEN_RUNS, goldenRun } from '../runFolder.ts';

const RUN = 'wenling-zones-2022/expected';
const DATA = 'fixtures/wenling-zones-2022/data.csv';

function tableOf(bytes: Uint8Array): Table {
  const { table } = readCsv(bytes, 'data.csv');
  if (table === undefined) throw new Error('no table');
  return table;
}

function edited(name: string, change: (text: string) => string): ReadonlyMap<string, Uint8Array> {
  const files = new Map(goldenRun(RUN));
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(files.get(name));
  const changed = change(text);
  expect(changed).not.toBe(text);
  return files.set(name, new TextEncoder().encode(changed));
}

describe('a run that is verified', () => {
  test.each(GOLDEN_RUNS)('is the same where nothing was touched: %s', (name) => {
    expect(verifyRun(goldenRun(name))).toEqual([]);
  });

  test('is never the same after any change of a single byte of any file', () => {
    const files = goldenRun(RUN);
    fc.assert(
      fc.property(fc.constantFrom(...files.keys()), fc.nat(), fc.integer({ min: 1, max: 255 }), (name, at, by) => {
        const bytes = Uint8Array.from(files.get(name) as Uint8Array);
        if (bytes.length === 0) return;
        const position = at % bytes.length;
        bytes[position] = ((bytes[position] as number) + by) % 256;
        expect(verifyRun(new Map(files).set(name, bytes)).length).toBeGreaterThan(0);
      }),
      { numRuns: 150 },
    );
  });

  test('is never the same with a file less, a file more, or a byte more or less in one', () => {
    const files = goldenRun(RUN);
    for (const [name, bytes] of files) {
      const without = new Map(files);
      without.delete(name);
      expect(verifyRun(without).some(({ kind, file }) => kind === 'missing' && file === name)).toBe(true);
      for (const other of [bytes.slice(0, -1), Uint8Array.from([...bytes, 10])]) {
        expect(verifyRun(new Map(files).set(name, other)).length).toBeGreaterThan(0);
      }
    }
    expect(verifyRun(new Map(files).set('notes.txt', new Uint8Array()))).toEqual([
      { kind: 'foreign', file: 'notes.txt' },
    ]);
  });

  test('names file, line, column and both texts of an edited result', () => {
    const differences = verifyRun(edited('results.csv', (text) => text.replace(/,A,/, ',B,')));
    expect(differences).toHaveLength(1);
    expect(differences[0]).toMatchObject({ kind: 'edited', file: 'results.csv', expected: 'A', found: 'B' });
    expect(differences[0]?.line).toBeGreaterThan(1);
    expect(differences[0]?.at).toMatch(/等级/);
  });

  test('names the path of an edited evaluation.json', () => {
    const differences = verifyRun(edited('evaluation.json', (text) => text.replace('"place":1,', '"place":2,')));
    expect(differences).toMatchObject([
      { kind: 'edited', at: expect.stringMatching(/^firms\[\d+\]\.place$/), expected: '1', found: '2' },
    ]);
  });

  test('names the field of an edited scheme, what it was and what it is', () => {
    const { scheme } = readScheme(readFileSync('seeds/schemes/wenling-zones-2022.json', 'utf8'));
    const files = edited('scheme.json', (text) => text.replace('"60"', '"61"').replace('"40"', '"39"'));
    const differences = verifyRun(files, { schemes: scheme === undefined ? [] : [scheme] });
    expect(differences.filter(({ kind }) => kind === 'scheme')).toMatchObject([
      { at: expect.stringMatching(/scoring\[\d+\]\.weight$/), expected: '60', found: '61' },
      { at: expect.stringMatching(/scoring\[\d+\]\.weight$/), expected: '40', found: '39' },
    ]);
    expect(differences.some(({ kind, file }) => kind === 'hash' && file === 'scheme.json')).toBe(true);
  });

  test('says that data are the same, or which cell of which firm is not', () => {
    const bytes = Uint8Array.from(readFileSync(DATA));
    expect(verifyRun(goldenRun(RUN), { tables: [tableOf(bytes)] })).toEqual([]);
    const rows = new TextDecoder().decode(bytes).split(/\r?\n/);
    const cells = (rows[3] ?? '').split(',');
    const id = cells.find((cell) => /^9133/.test(cell));
    const header = (rows[0] ?? '').split(',');
    const column = header.findIndex((text) => text.includes('税金'));
    cells[column] = '12345';
    rows[3] = cells.join(',');
    const differences = verifyRun(goldenRun(RUN), { tables: [tableOf(new TextEncoder().encode(rows.join('\n')))] });
    expect(differences.map(({ kind }) => kind)).toEqual(['input', 'datum']);
    expect(differences[1]).toMatchObject({ line: 4, column: column + 1, firm: id, found: '12345' });
  });

  test('names a firm whose fact was edited in facts.json, when the data are given', () => {
    const files = edited('facts.json', (text) => text.replace(/"20"/, '"21"'));
    const differences = verifyRun(files, { tables: [tableOf(Uint8Array.from(readFileSync(DATA)))] });
    expect(differences[0]).toMatchObject({ kind: 'hash', file: 'facts.json' });
    expect(differences.filter(({ kind }) => kind === 'datum')).toMatchObject([{ found: '20' }]);
  });
});
