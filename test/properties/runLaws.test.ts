import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/evaluate.ts';
import { Decimal } from '../../src/exact/decimal.ts';
import { documentFacts } from '../../src/intake/documentFacts.ts';
import { type FirmRecord, factsFromRecords } from '../../src/intake/factsFromRecords.ts';
import { firmId } from '../../src/intake/firmId.ts';
import { readFacts } from '../../src/intake/readFacts.ts';
import type { Issue } from '../../src/issues/issue.ts';
import type { Evaluation } from '../../src/results/evaluation.ts';
import { readScheme } from '../../src/scheme/readScheme.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import { writeResults } from '../../src/write/results.ts';
import { writeEvaluation, writeRun } from '../../src/write/runFiles.ts';
import { idHeader, wordsIn } from '../../src/write/words.ts';
import type { OracleFirm } from '../oracle/measure.ts';
import { someFirms, someRun, someScheme } from './arbitraries.ts';
import { type AmountColumn, csvOf, factsOf, recordsOf, tableOf } from './facts.ts';
import { deepFreeze, shuffled, shuffling, withoutHashes } from './variations.ts';

/** Laws of a run from its data to its files: order, units, repetition, and nothing but values in between. */

const RUNS = { numRuns: 80 };
const YEAR = { year: 2022 };

interface File {
  readonly name: string;
  readonly bytes: Uint8Array;
}

function evaluateFiles(scheme: Scheme, files: readonly File[]): Evaluation {
  const tables = files.map(({ name, bytes }) => tableOf(bytes, name));
  return evaluate(readFacts(tables, scheme, YEAR), scheme, YEAR);
}

/** The issues without the rows that they name, in an order of their own. */
function withoutRows(issues: readonly Issue[]): string[] {
  return issues.map(({ place: { row, cell, ...place }, ...rest }) => JSON.stringify({ ...rest, place })).sort();
}

describe('the way of the data', () => {
  test('does not matter: columns, records and tables give the same firms', () => {
    fc.assert(
      fc.property(someRun, ({ scheme, firms }) => {
        const columns = evaluate(factsOf(scheme, firms), scheme, YEAR).document();
        const records = evaluate(recordsOf(firms), scheme, YEAR).document();
        const table = evaluateFiles(scheme, [{ name: 'all.csv', bytes: csvOf(firms) }]).document();
        expect(records.firms).toEqual(columns.firms);
        expect(table.firms).toEqual(columns.firms);
        expect([records.boards, table.boards]).toEqual([columns.boards, columns.boards]);
        expect([records.categories, table.categories]).toEqual([columns.categories, columns.categories]);
      }),
      RUNS,
    );
  });
});

describe('order', () => {
  test('of records and of their keys changes nothing but the places of issues', () => {
    fc.assert(
      fc.property(someRun, shuffling, ({ scheme, firms }, keys) => {
        const records = recordsOf(firms);
        const mixed = shuffled(records, keys).map((record) =>
          Object.fromEntries(shuffled(Object.entries(record), keys)),
        );
        const [one, other] = [evaluate(records, scheme, YEAR), evaluate(mixed, scheme, YEAR)];
        expect(withoutHashes(other.document())).toEqual(withoutHashes(one.document()));
        expect(withoutRows(other.issues)).toEqual(withoutRows(one.issues));
      }),
      RUNS,
    );
  });

  test('of tables and of their rows changes nothing but the places of issues', () => {
    fc.assert(
      fc.property(someRun, fc.nat(25), shuffling, ({ scheme, firms }, cut, keys) => {
        // The first firms stand in one table; of the others, one table has the amounts and one the labels and flags.
        const rest = firms.slice(cut);
        const tables = {
          'first.csv': firms.slice(0, cut),
          'amounts.csv': rest.map((firm) => ({ ...firm, labels: {}, flags: {} })),
          'labels.csv': rest.map((firm) => ({ ...firm, amounts: {} })),
        };
        const files = Object.entries(tables).map(([name, some]) => ({ name, bytes: csvOf(some) }));
        const mixed = Object.entries(tables).map(([name, some]) => ({ name, bytes: csvOf(shuffled(some, keys)) }));
        const [one, other] = [evaluateFiles(scheme, files), evaluateFiles(scheme, shuffled(mixed, keys))];
        expect(withoutHashes(other.document())).toEqual(withoutHashes(one.document()));
        expect(withoutRows(other.issues)).toEqual(withoutRows(one.issues));
        expect(one.document().firms).toEqual(evaluate(factsOf(scheme, firms), scheme, YEAR).document().firms);
      }),
      RUNS,
    );
  });

  test('of tables that contradict each other changes nothing but the places of issues', () => {
    fc.assert(
      fc.property(someRun, someFirms, shuffling, ({ scheme, firms }, others, keys) => {
        const files = [
          { name: 'some.csv', bytes: csvOf(firms) },
          { name: 'others.csv', bytes: csvOf(others) },
          { name: 'again.csv', bytes: csvOf(shuffled(firms, keys)) },
        ];
        const [one, other] = [evaluateFiles(scheme, files), evaluateFiles(scheme, shuffled(files, keys))];
        expect(withoutHashes(other.document())).toEqual(withoutHashes(one.document()));
        const codes = ({ issues }: Evaluation) => issues.map(({ code, place }) => `${code} ${place.firm}`).sort();
        expect(codes(other)).toEqual(codes(one));
      }),
      RUNS,
    );
  });
});

describe('units', () => {
  const AREA = ['land', 'ownedLand', 'leasedOutLand'];
  const MONEY = ['tax', 'valueAdded', 'revenue', 'rd'];
  /** Units, and what one ㎡ and one 元 are in them. Figures are drawn in ㎡, since 1 亩 is no finite number of them. */
  type Units = readonly [area: string, fromSquareMetres: string, money: string, fromYuan: string];

  test('do not matter: ㎡ and 元, 亩 and 万元, 公顷 and 亿元 give the same results', () => {
    fc.assert(
      fc.property(someRun, ({ scheme, firms }) => {
        const drawn = firms.map(inSquareMetresAndYuan);
        const [usual, ...others] = [
          written(drawn, ['亩', '0.0015', '万元', '0.0001']),
          written(drawn, ['㎡', '1', '元', '1']),
          written(drawn, ['平方米', '1', '千元', '0.001']),
          written(drawn, ['公顷', '0.0001', '亿元', '0.00000001']),
        ].map((bytes) => {
          const {
            firms: results,
            boards,
            categories,
          } = evaluateFiles(scheme, [{ name: 'units.csv', bytes }]).document();
          return { results, boards, categories };
        });
        for (const other of others) expect(other).toEqual(usual);
      }),
      RUNS,
    );
  });

  /** Figures of few digits, so that they can be written in any unit: areas in ㎡, some no whole part of a 亩; money in 元. */
  function inSquareMetresAndYuan(firm: OracleFirm): OracleFirm {
    const amounts = Object.entries(firm.amounts).map(([field, text]) => {
      if (!/\d/.test(text) || (!AREA.includes(field) && !MONEY.includes(field))) return [field, text];
      const figure = text.length > 6 ? new Decimal('3') : new Decimal(text);
      return [field, figure.times(AREA.includes(field) ? 1001 : 10_000).toFixed()];
    });
    return { ...firm, amounts: Object.fromEntries(amounts) };
  }

  function written(firms: readonly OracleFirm[], [area, fromSquareMetres, money, fromYuan]: Units): Uint8Array {
    return csvOf(firms, (field): AmountColumn => {
      const times = (factor: string) => (text: string) => new Decimal(text).times(factor).toFixed();
      if (AREA.includes(field)) return { header: `${field}（${area}）`, cell: times(fromSquareMetres) };
      if (MONEY.includes(field)) return { header: `${field}（${money}）`, cell: times(fromYuan) };
      return { header: field, cell: (text) => text };
    });
  }
});

describe('a run', () => {
  test('gives the same bytes again', () => {
    fc.assert(
      fc.property(someRun, ({ scheme, firms }) => {
        const bytes = csvOf(firms);
        const [once, again] = [scheme, structuredClone(scheme)].map((each) =>
          writeRun(evaluateFiles(each, [{ name: 'all.csv', bytes: bytes.slice() }])),
        );
        expect([...(again ?? [])]).toEqual([...(once ?? [])]);
      }),
      RUNS,
    );
  });

  test('can be repeated with the scheme that it wrote', () => {
    fc.assert(
      fc.property(someRun, ({ scheme, firms }) => {
        const read = (given: unknown): Scheme => {
          const reading = readScheme(given);
          if (reading.scheme === undefined) throw new RangeError(reading.issues.map(({ code }) => code).join());
          return reading.scheme;
        };
        const once = writeRun(evaluate(recordsOf(firms), read(scheme), YEAR));
        const written = read(JSON.parse(once.get('scheme.json') ?? ''));
        expect([...writeRun(evaluate(recordsOf(firms), written, YEAR))]).toEqual([...once]);
      }),
      RUNS,
    );
  });

  test('never changes what it is given', () => {
    fc.assert(
      fc.property(someRun, ({ scheme, firms }) => {
        const frozen = deepFreeze(structuredClone(scheme));
        const records = deepFreeze(recordsOf(firms));
        const facts = factsFromRecords(records, frozen, YEAR);
        const { origins: _origins, stated: _stated, ...columns } = facts;
        const before = structuredClone(columns);
        const cells = documentFacts(facts, frozen);
        const bytes = csvOf(firms);
        const copy = bytes.slice();
        const table = deepFreeze(tableOf(bytes, 'all.csv'));
        writeRun(evaluate(facts, frozen, YEAR));
        writeRun(evaluate(readFacts([table], frozen, YEAR), frozen, YEAR));
        evaluate(facts, frozen, YEAR).document();
        expect(columns).toEqual(before);
        expect(documentFacts(facts, frozen)).toEqual(cells);
        expect(frozen).toEqual(scheme);
        expect(bytes).toEqual(copy);
      }),
      RUNS,
    );
  });

  test('never throws, whatever the records are', () => {
    const value = fc.oneof(
      fc.constantFrom(
        undefined,
        null,
        true,
        false,
        '',
        '—',
        '不适用',
        '*',
        '#DIV/0!',
        '是',
        '规上',
        'C33',
        '1e5',
        '12%',
      ),
      fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -0, 1e21, 1e-7, 12, 0.1, 10n ** 40n),
      fc.string({ maxLength: 6 }),
    );
    const keys = [
      'id',
      'name',
      'scale',
      'zone',
      'sector',
      'hightech',
      'tax',
      'land',
      'ownedLand',
      'rd',
      'year',
      '__proto__',
    ];
    const record = fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 12 });
    const identified = fc
      .tuple(record, fc.constantFrom('F1', 'F2', 'F3', '__proto__'))
      .map(([it, id]) => ({ ...it, id }));
    const records: fc.Arbitrary<readonly FirmRecord[]> = fc.array(fc.oneof(identified, record), { maxLength: 8 });
    fc.assert(
      fc.property(someScheme, records, (scheme, given) => {
        for (const some of [given, []]) {
          const evaluation = evaluate(some, scheme);
          expect([...evaluation].length).toBe(new Set(evaluation.run.facts.ids).size);
          for (const language of ['zh', 'en'] as const) expect(writeRun(evaluation, language).size).toBeGreaterThan(0);
        }
      }),
      { numRuns: 120 },
    );
  });
});

describe('what was written', () => {
  const NAMES = [
    '=1+1',
    '@甲',
    '-乙公司',
    '+丙',
    '丁,戊',
    '己"庚"',
    '辛\n壬',
    '＝癸',
    "'子",
    '丑厂',
    '',
    '0012',
    '3-4',
  ];
  const IDS = ['0012', '123456789012', '1e5', '3-4', '-12', '=A1', 'a"b', 'a,b', '@x', 'F/1', '1/2', '+5'];
  const names = fc.array(fc.constantFrom(...NAMES), { minLength: 25, maxLength: 25 });
  const ids = fc.shuffledSubarray(IDS, { minLength: IDS.length });

  test('in results.csv reads back as the same ids, names, places, scores and grades', () => {
    fc.assert(
      fc.property(
        someRun,
        names,
        ids,
        fc.constantFrom('zh', 'en'),
        ({ scheme, firms }, named, identified, language) => {
          const records = recordsOf(firms).map((record, at) => ({
            ...record,
            id: identified[at] ?? String(record['id']),
            name: named[at],
          }));
          const evaluation = evaluate(records, scheme, YEAR);
          const words = wordsIn(language);
          const { rows } = tableOf(new TextEncoder().encode(writeResults(evaluation, language)), 'results.csv');
          const [header = [], ...lines] = rows;
          const columnOf = (title: string) => {
            expect(header.filter((text) => text === title)).toHaveLength(1);
            return lines.map((line) => line[header.indexOf(title)]);
          };
          const results = [...evaluation];
          const headed = columnOf(idHeader('code', language));
          expect(headed.map((cell) => firmId(cell ?? '', 'code'))).toEqual(results.map(({ id }) => id));
          const shownNames = columnOf(words.name);
          for (const cell of [...headed, ...shownNames]) expect(cell).not.toMatch(/^[=+\-@＝＋－＠\t\r\n]/u);
          expect(shownNames.map((cell) => cell?.replace(/^'(?=[=+\-@＝＋－＠\t\r\n])/u, ''))).toEqual(
            results.map(({ name }) => name ?? ''),
          );
          expect(columnOf(words.place)).toEqual(results.map(({ place }) => place?.toString() ?? ''));
          expect(columnOf(words.score)).toEqual(results.map(({ score }) => score ?? ''));
          expect(columnOf(words.initialGrade)).toEqual(results.map(({ initialGrade }) => initialGrade ?? ''));
          expect(columnOf(words.grade)).toEqual(results.map(({ grade }) => grade ?? ''));
          expect(columnOf(words.status)).toEqual(results.map(({ status }) => words.statuses[status]));
        },
      ),
      RUNS,
    );
  });

  test('in evaluation.json is the document', () => {
    fc.assert(
      fc.property(someRun, ({ scheme, firms }) => {
        const document = evaluate(recordsOf(firms), scheme, YEAR).document();
        expect(JSON.parse(writeEvaluation(document))).toStrictEqual(document);
      }),
      RUNS,
    );
  });
});
