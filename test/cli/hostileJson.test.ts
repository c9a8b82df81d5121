import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDeeperThan, MOST_WRITTEN } from '../../src/scheme/nesting.ts';
import { repeatedKeys } from '../../src/scheme/repeatedKeys.ts';
import { permu, scratch } from './run.ts';

const folder = scratch();
const file = join(folder, 'x.json');
const data = 'fixtures/demo-county/enterprises.csv';
const run = join(folder, 'run');
permu('evaluate', '--scheme', 'yongkang-2019', '--data', data, '--year', '2019', '--out', run);

const READERS = {
  scheme: ['check', file],
  mapping: ['check', '--data', data, '--mapping', file],
  plan: ['stability', '--run', run, '--plan', file],
  history: ['evaluate', '--scheme', 'yongkang-2019', '--data', data, '--out', join(folder, 'o'), '--history', file],
} as const;
const deep = `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`;
const long = `{"id":"${'\\u0061'.repeat(1_000_000)}","id":"a"}`;
const wide = `{"id":"${'a'.repeat(MOST_WRITTEN)}"}`;
const proto = '{"__proto__":{"a":1},"constructor":{"prototype":{"x":1}},"year":1e999}';

describe('a JSON file that means harm', () => {
  it.each(
    (Object.keys(READERS) as (keyof typeof READERS)[]).flatMap((reader) =>
      Object.entries({ deep, long, wide, proto }).map(([kind, text]) => [reader, kind, text] as const),
    ),
  )('as a %s (%s) is refused in a sentence', (reader, kind, text) => {
    writeFileSync(file, text);
    const { code, out, err } = permu(...READERS[reader]);
    expect(`${out}${err}`).not.toMatch(/\.js:\d+|RangeError|TypeError|Invalid input/u);
    expect([1, 2]).toContain(code);
    expect(`${out}${err}`).toMatch(/\p{Script=Han}/u);
    if (kind === 'wide' && reader !== 'history') expect(`${out}${err}`).toContain(String(MOST_WRITTEN));
  });

  it('cannot state a key twice, as one for the reader and one for the engine', () => {
    writeFileSync(file, '{"weights":"10%","weights":"50%"}');
    expect(permu(...READERS.plan).err).toContain('weights');
    const evaluation = readFileSync(join(run, 'evaluation.json'), 'utf8');
    writeFileSync(file, evaluation.replace('"year": 2019', '"year": 2018,\n  "year": 2019'));
    const { code, err } = permu(...READERS.history);
    expect([code, err]).toEqual([2, expect.stringContaining('每个键一次')]);
  });
});

describe('what such a file is looked through by', () => {
  const json = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.stringify(value));

  it('finds no key twice in what is written once, and each that is written twice', () => {
    fc.assert(
      fc.property(json, fc.string({ unit: fc.constantFrom('\\', '"', 'a', ',', '{', '}') }), (text, key) => {
        expect(repeatedKeys(text)).toEqual([]);
        const quoted = JSON.stringify(key);
        expect(repeatedKeys(`[${text},{${quoted}:${text},${quoted}:${text}}]`)).toEqual([{ path: [1, key], key }]);
      }),
    );
  });

  it('counts levels as one who goes down each branch', () => {
    const depthOf = (value: unknown): number =>
      typeof value === 'object' && value !== null
        ? Math.max(0, ...Object.values(value).map((one) => 1 + depthOf(one)))
        : 0;
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.nat(6), (value, levels) => {
        expect(isDeeperThan(value, levels)).toBe(depthOf(value) > levels);
      }),
    );
  });
});
