import { describe, expect, it } from 'vitest';
import { type FirmRecord, factsFromRecords } from '../../src/intake/factsFromRecords.ts';
import { amounts, issuesOf, schemeBy } from './sample.ts';

const fields = { majorAccident: { kind: 'flag', title: '安全事故' } } as const;
const scheme = schemeBy('code', { fields });
const factsOf = (...records: FirmRecord[]) => factsFromRecords(records, scheme);

describe('factsFromRecords', () => {
  it('reads plain objects, amounts in the unit of their field', () => {
    const facts = factsOf(
      { id: 'b', name: '乙', tax: '1,120.5', land: 10, floorArea: 2000, sector: 'C33', majorAccident: true },
      { id: 'a', tax: null, land: undefined, majorAccident: false },
    );
    expect([
      facts.ids,
      amounts(facts, 'tax'),
      amounts(facts, 'land'),
      amounts(facts, 'floorArea'),
      facts.flags.get('majorAccident'),
      facts.labels.get('division'),
      facts.issues,
    ]).toEqual([
      ['a', 'b'],
      ['state 1', '1120.5'],
      ['state 1', '10'],
      ['state 1', '3'],
      [false, true],
      [undefined, 'C33'],
      [],
    ]);
  });

  it('reads a unit behind an amount', () => {
    const facts = factsOf({ id: 'a', land: '15000 ㎡' }, { id: 'b', land: '3亩' }, { id: 'c', land: '3 万元' });
    // 15000 ㎡ × 0.0015 = 22.5 亩
    expect([amounts(facts, 'land'), issuesOf(facts)]).toEqual([
      ['22.5', '3', 'state 4'],
      ['numberInvalid 3: 1234.5 ← 3 万元'],
    ]);
  });

  it.each([
    [0.1, '0.1'],
    [1e-7, '0.0000001'],
    [-1.5e-7, '-0.00000015'],
    [123456789012345, '123456789012345'],
    [12n, '12'],
  ])('takes %s for the decimal that it prints as', (tax, shown) => {
    expect(amounts(factsOf({ id: 'a', tax }), 'tax')).toEqual([shown]);
  });

  it.each([0.1 + 0.2, 1e21, Number.NaN, Number.POSITIVE_INFINITY])('reports the number %s', (tax) => {
    expect(factsOf({ id: 'a', tax }).issues).toHaveLength(1);
  });

  it('warns of keys that name no field, once', () => {
    const hostile = JSON.parse('{ "id": "c", "__proto__": 1, "constructor": 2 }');
    expect(issuesOf(factsOf({ id: 'a', taxx: 1 }, { id: 'b', taxx: 2 }, hostile))).toEqual([
      'columnUnknown -:  ← taxx',
      'columnUnknown -:  ← __proto__',
      'columnUnknown -:  ← constructor',
    ]);
  });

  it('checks as a table is checked', () => {
    const facts = factsOf({ id: 'a', tax: 1 }, { id: 'a', tax: 2 }, { tax: 3 }, {}, { id: 'b', tax: 'x' });
    expect([facts.ids, facts.sources[0], issuesOf(facts)]).toMatchObject([
      ['b'],
      { name: 'records', rows: 5, used: 1, skipped: 1, refused: 3 },
      [
        'firmRepeated 1: 1 ← 2',
        'firmRepeated 2: 1 ← 1',
        expect.stringMatching(/^rowWithoutId 3/),
        expect.stringMatching(/^rowSkipped 4/),
        'numberInvalid 5: 1234.5 ← x',
      ],
    ]);
  });

  it('reports a value that is no cell', () => {
    const record = JSON.parse('{ "id": "a", "tax": { "value": 1 } }');
    expect(issuesOf(factsOf(record))).toEqual(['numberInvalid 1: 1234.5 ← (object)']);
  });

  it('chooses the year as a table does', () => {
    const records = [
      { id: 'a', year: 2022 },
      { id: 'b', year: 2023 },
    ];
    expect(factsFromRecords(records, scheme, { year: 2023 })).toMatchObject({ ids: ['b'], year: 2023 });
  });

  it('leaves the records as they are', () => {
    const records = Object.freeze([Object.freeze({ id: 'a', tax: '1 元' })]);
    expect(amounts(factsFromRecords(records, scheme), 'tax')).toEqual(['0.0001']);
  });

  it('is no fault where there is no record', () => {
    expect(factsOf()).toMatchObject({ ids: [], issues: [] });
  });
});
