import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/evaluate.ts';
import { countOfShare } from '../../src/exact/order.ts';
import { shareOf } from '../../src/scheme/grading.ts';
import { canonicalJson } from '../../src/scheme/jsonHash.ts';
import { finishMerge, type JsonObject, mergeSchemes } from '../../src/scheme/merge.ts';
import { readScheme } from '../../src/scheme/readScheme.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import { sampleScheme } from './sample.ts';

const VETO = {
  id: 'veto',
  title: '一票否决',
  when: { flag: 'accident' },
  whenUndecided: 'doesNotHold',
  fix: 'D',
  usesQuota: false,
} as const;

/** A province's scheme: A at most 20 %, D at least 10 %, tax per mu at least 30 % of the weights, the veto kept. */
const PROVINCE: Scheme = {
  ...sampleScheme(
    {
      id: 'province',
      sources: { 省办法: { document: '省办法' } },
      source: '省办法',
      fields: { accident: { kind: 'flag', title: '安全事故' } },
      overrides: [VETO],
      binding: [
        { id: 'a-cap', grade: 'A', atMost: '20%', source: '省办法 第三条' },
        { id: 'd-floor', grade: 'D', atLeast: '10%', source: '省办法 第三条' },
        { id: 'tax', indicator: 'taxPerMu', weight: { atLeast: '30%' }, source: '省办法 第四条' },
        { id: 'veto-kept', rule: 'veto', kept: true, source: '省办法 第五条' },
      ],
    },
    {
      grading: {
        kind: 'shares',
        upTo: [
          ['A', '20%'],
          ['B', '60%'],
          ['C', '90%'],
          ['D', '100%'],
        ],
        count: 'down',
        ties: 'better',
        base: 'graded',
      },
    },
  ),
};

const FIRMS = Array.from({ length: 17 }, (_, i) => ({ id: `F${i + 1}`, tax: String((i * 7) % 11), land: 10 }));

/** Reads a child of the province, or of a chain below it. */
function readChild(child: JsonObject, above: Readonly<Record<string, unknown>> = {}) {
  const texts: Readonly<Record<string, unknown>> = { province: PROVINCE, ...above };
  const find = (reference: string) => (texts[reference] === undefined ? undefined : JSON.stringify(texts[reference]));
  return readScheme({ extends: 'province', ...child }, { find, name: 'child.json' });
}

function faultsOf(child: JsonObject, above?: Readonly<Record<string, unknown>>): string[] {
  return readChild(child, above).issues.map(({ code, place }) => `${code} ${place.file} ${place.path}`);
}

const COUNTY = {
  id: 'county',
  title: '县办法',
  version: '2',
  sources: { 县办法: { document: '县办法' } },
  source: '县办法',
  indicators: { revenuePerMu: { title: '亩均营收', of: 'revenue', per: 'land', unit: '万元/亩', show: 2 } },
  categories: [
    {
      id: 'all',
      scoring: [
        { indicator: 'taxPerMu', weight: '60', method: { baseline: '12 万元/亩' } },
        {
          indicator: 'revenuePerMu',
          weight: '40',
          method: { kind: 'ratio', baseline: '300 万元/亩' },
          gap: { other: 'ungraded' },
        },
      ],
    },
  ],
};

describe('a scheme that extends another', () => {
  test('states only what differs, and is complete in itself', () => {
    const { scheme, issues } = readChild(COUNTY);
    expect(issues).toEqual([]);
    const { binding, ...category } = scheme as Scheme;
    expect(category.categories[0]?.scoring.map(({ indicator, weight }) => [indicator, weight])).toEqual([
      ['taxPerMu', '60'],
      ['revenuePerMu', '40'],
    ]);
    expect(scheme?.categories[0]?.scoring[0]).toMatchObject({
      method: { kind: 'ratio', baseline: '12 万元/亩' },
      gap: { noLand: 'zero', other: 'ungraded' },
      source: '县办法',
    });
    expect(binding).toEqual(PROVINCE.binding);
    expect(Object.hasOwn(category, 'extends')).toBe(false);
    expect(scheme?.derivedFrom?.map(({ id, version }) => `${id} ${version}`)).toEqual(['province 1.0.0']);
    expect(readScheme(scheme)).toEqual({ scheme, issues: [] });
  });

  test('leaves each rule its source: what the child does not touch is still of the parent', () => {
    const { scheme } = readChild(COUNTY);
    expect(scheme?.source).toBe('县办法');
    expect(scheme?.overrides?.[0]?.source).toBe('省办法');
    expect(scheme?.indicators['taxPerMu']?.source).toBe('省办法');
    expect(scheme?.indicators['revenuePerMu']?.source).toBe('县办法');
    expect(scheme?.categories[0]?.source).toBe('省办法');
    expect(scheme?.categories[0]?.grading.source).toBe('省办法');
    expect(Object.keys(scheme?.sources ?? {})).toEqual(['省办法', '县办法']);
  });

  test('takes away, appends, puts before, and replaces what is of another kind', () => {
    const board = { title: '榜', per: 'all', by: { indicator: 'taxPerMu' }, top: 3, eligible: { all: [] } };
    const parent = {
      ...PROVINCE,
      binding: [],
      boards: [
        { id: 'x', ...board },
        { id: 'y', ...board },
      ],
    };
    const { scheme, issues } = readChild(
      {
        extends: 'open',
        boards: [
          { id: 'x', remove: true },
          { id: 'z', before: 'y', ...board },
          { id: 'w', ...board },
        ],
        overrides: [{ id: 'veto', notAbove: 'C' }],
        categories: [
          {
            id: 'all',
            grading: {
              kind: 'scoreThresholds',
              from: [
                ['A', '90'],
                ['C', '50'],
              ],
              rest: 'D',
            },
          },
        ],
      },
      { open: parent },
    );
    expect(issues).toEqual([]);
    expect(scheme?.boards?.map(({ id }) => id)).toEqual(['z', 'y', 'w']);
    expect(scheme?.overrides).toEqual([{ ...VETO, fix: undefined, notAbove: 'C' }]);
    expect(scheme?.categories[0]?.grading).toEqual({
      kind: 'scoreThresholds',
      from: [
        ['A', '90'],
        ['C', '50'],
      ],
      rest: 'D',
    });
  });

  test('extending with an empty child gives the same scheme and the same run', () => {
    const { scheme } = readChild({});
    const { derivedFrom, ...rest } = scheme as Scheme;
    expect(rest).toEqual(PROVINCE);
    expect(derivedFrom).toHaveLength(1);
    const [own, parent] = [evaluate(FIRMS, scheme as Scheme), evaluate(FIRMS, PROVINCE)];
    expect([...own]).toEqual([...parent]);
    expect(own.categories()).toEqual(parent.categories());
  });

  test.each<[string, JsonObject, string]>([
    ['a parent that is not there', { extends: 'nowhere' }, 'schemeParent child.json extends'],
    ['a parent that is no text', { extends: 3 }, 'schemeParent child.json extends'],
    [
      'taking away what is not there',
      { boards: [{ id: 'b', remove: true }] },
      'schemeName child.json boards[0].remove',
    ],
    [
      'standing before what is not there',
      { flags: [{ id: 'f', before: 'g' }] },
      'schemeName child.json flags[0].before',
    ],
    [
      'a key of sources with another document',
      { sources: { 省办法: { document: '另一文件' } } },
      'schemeSourceTaken child.json sources.省办法.document',
    ],
    [
      'a fault of form, where it is stated',
      { overrides: [{ id: 'late', title: '晚', wen: {} }] },
      'schemeKeyUnknown child.json overrides[0].wen',
    ],
  ])('reports %s', (_, child, fault) => {
    expect(faultsOf(child)).toContain(fault);
  });

  test('names the file of the parent for a fault that the parent states', () => {
    const { issues } = readChild({ extends: 'faulty' }, { faulty: { ...PROVINCE, years: { from: 2022, to: 2020 } } });
    expect(issues).toMatchObject([{ code: 'schemeForm', place: { file: 'faulty', path: 'years.to' } }]);
    expect(faultsOf({ extends: 'broken' }, { broken: 'no object' })).toEqual(['schemeParent child.json extends']);
  });

  test('reports a circle, and a chain without end', () => {
    const circle = { a: { id: 'a', extends: 'b' }, b: { id: 'b', extends: 'a' } };
    expect(faultsOf({ extends: 'a' }, circle)).toEqual(['schemeParent b extends']);
    const endless = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`p${i}`, { extends: `p${i + 1}` }]));
    expect(faultsOf({ extends: 'p0' }, endless)).toEqual(['schemeParent p6 extends']);
  });
});

describe('what a parent marks binding', () => {
  test('is reported with path, expected, received and the source of the parent', () => {
    const { issues } = readChild({
      categories: [
        {
          id: 'all',
          grading: {
            kind: 'shares',
            upTo: [
              ['A', '25%'],
              ['B', '60%'],
              ['C', '90%'],
              ['D', '100%'],
            ],
          },
        },
      ],
    });
    expect(issues).toMatchObject([
      {
        code: 'schemeBinding',
        place: { file: 'child.json', path: 'categories[0].grading.upTo[0]' },
        expected: 'A ≤ 20% (省办法 第三条)',
        received: 'A 25%',
      },
    ]);
  });

  test.each<[string, JsonObject, string]>([
    [
      'a cap that rounding can break',
      { categories: [{ id: 'all', grading: { count: 'halfUp' } }] },
      'schemeBinding child.json categories[0].grading.count',
    ],
    [
      'grades without shares',
      {
        categories: [
          {
            id: 'all',
            grading: {
              kind: 'scoreThresholds',
              from: [
                ['A', '90'],
                ['B', '60'],
              ],
              rest: 'D',
            },
          },
        ],
      },
      'schemeBinding child.json categories[0].grading.limits',
    ],
    [
      'a weight below its floor, even of a larger total',
      {
        indicators: { revenuePerMu: { title: '亩均营收', of: 'revenue', per: 'land', unit: '万元/亩', show: 2 } },
        categories: [
          {
            id: 'all',
            weightsTotal: '400',
            scoring: [
              {
                indicator: 'revenuePerMu',
                weight: '300',
                method: { kind: 'ratio', baseline: '300 万元/亩' },
                gap: { other: 'zero' },
              },
            ],
          },
        ],
      },
      'schemeBinding province categories[0].scoring[0].weight',
    ],
    [
      'an indicator that measures something else',
      { indicators: { taxPerMu: { of: 'revenue' } } },
      'schemeBinding child.json indicators.taxPerMu',
    ],
    ['a rule taken away', { overrides: [{ id: 'veto', remove: true }] }, 'schemeBinding child.json overrides'],
    ['a rule softened', { overrides: [{ id: 'veto', notAbove: 'C' }] }, 'schemeBinding child.json overrides[0]'],
    [
      'a rule that another comes before',
      { overrides: [{ ...VETO, id: 'star', fix: 'A', before: 'veto' }] },
      'schemeBinding child.json overrides[1]',
    ],
    [
      'an entry changed',
      { binding: [{ id: 'a-cap', grade: 'A', atMost: '50%' }] },
      'schemeBinding child.json binding[0]',
    ],
    ['all entries dropped', { binding: null }, 'schemeBinding child.json binding'],
  ])('forbids %s', (_, child, fault) => {
    expect(faultsOf(child)).toContain(fault);
  });

  test('may be tightened, and what a child adds binds its own children', () => {
    const county = {
      extends: 'province',
      binding: [{ id: 'b-cap', grade: 'B', atMost: '40%' }],
      categories: [
        {
          id: 'all',
          grading: {
            upTo: [
              ['A', '15%'],
              ['B', '55%'],
              ['C', '85%'],
              ['D', '100%'],
            ],
          },
        },
      ],
    };
    expect(readChild(county).issues).toEqual([]);
    expect(readChild({ extends: 'county' }, { county }).scheme?.binding).toHaveLength(5);
    const zone = {
      extends: 'county',
      categories: [
        {
          id: 'all',
          grading: {
            upTo: [
              ['A', '15%'],
              ['B', '60%'],
              ['C', '85%'],
              ['D', '100%'],
            ],
          },
        },
      ],
    };
    expect(faultsOf(zone, { county })).toEqual(['schemeBinding child.json categories[0].grading.upTo[1]']);
  });
});

const percents = fc.integer({ min: 0, max: 100 }).map((share) => `${share}%`);

/** Grading, weights and overrides of a child, drawn without a thought of what the province binds. */
const children = fc.record(
  {
    categories: fc
      .record(
        {
          grading: fc.record(
            {
              count: fc.constantFrom('down', 'up', 'halfUp'),
              upTo: fc
                .uniqueArray(percents, { minLength: 3, maxLength: 3 })
                .map((edges) => edges.sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)))
                .map(([a, b, c]) => [
                  ['A', a],
                  ['B', b],
                  ['C', c],
                  ['D', '100%'],
                ]),
            },
            { requiredKeys: [] },
          ),
          weightsTotal: fc.constantFrom('100', '200'),
        },
        { requiredKeys: [] },
      )
      .map((category) => [{ id: 'all', ...category }]),
    binding: fc.subarray([
      { id: 'a-cap', grade: 'A', atMost: '90%' },
      { id: 'tax', indicator: 'taxPerMu', weight: { atLeast: '0' } },
      { id: 'own', grade: 'B', atMost: '90%' },
    ]),
    overrides: fc.subarray([
      { id: 'veto', remove: true },
      { ...VETO, id: 'star', fix: 'A' },
      { id: 'veto', title: '否决' },
    ]),
  },
  { requiredKeys: [] },
);

describe('laws of families', () => {
  test('no child that is accepted loosens what is binding, for pools of any size', () => {
    fc.assert(
      fc.property(children, fc.integer({ min: 1, max: 60 }), (child, firms) => {
        const { scheme } = readChild(child as JsonObject);
        if (scheme === undefined) return;
        const grading = scheme.categories[0]?.grading;
        if (grading?.kind !== 'shares') throw new Error('a grading by shares was expected');
        const counts = grading.upTo.map(([, share]) => countOfShare(shareOf(share), firms, grading.count));
        expect((counts[0] as number) * 5).toBeLessThanOrEqual(firms);
        expect((firms - (counts[2] as number)) * 10).toBeGreaterThanOrEqual(firms);
        expect(scheme.overrides?.[0]).toEqual(VETO);
        expect(scheme.binding?.slice(0, 4)).toEqual(PROVINCE.binding);
      }),
    );
  });

  const text = fc.constantFrom('a', 'b', 'c');
  const rule = fc.oneof(
    fc.record({ id: text, remove: fc.constant(true) }),
    fc.record(
      {
        id: text,
        title: text,
        when: fc.record({ flag: text }),
        points: text,
        ofScore: text,
        limits: fc.oneof(fc.constant(null), fc.dictionary(text, text), text),
        gap: fc.dictionary(text, fc.oneof(text, fc.dictionary(text, text))),
        method: fc
          .record({ kind: fc.constantFrom('x', 'y') })
          .chain(({ kind }) => fc.dictionary(text, text).map((rest): JsonObject => ({ kind, ...rest }))),
        per: fc.array(text),
      },
      { requiredKeys: ['id'] },
    ),
  );
  const file = fc.record(
    {
      title: text,
      note: fc.oneof(text, fc.constant(null)),
      years: fc.dictionary(text, text),
      ledgers: fc.dictionary(text, fc.oneof(fc.constant(null), fc.dictionary(text, text))),
      rules: fc.oneof(fc.constant(null), fc.uniqueArray(rule, { selector: ({ id }) => id, maxLength: 3 })),
    },
    { requiredKeys: [] },
  );

  test('merging is associative: whichever link of a chain is made first', () => {
    fc.assert(
      fc.property(file, file, file, (province, county, zone) => {
        const downwards = mergeSchemes(mergeSchemes(province, county), zone);
        const upwards = mergeSchemes(province, mergeSchemes(county, zone));
        const written = mergeSchemes(finishMerge(mergeSchemes(province, county)) as JsonObject, zone);
        expect(canonicalJson(finishMerge(upwards))).toBe(canonicalJson(finishMerge(downwards)));
        expect(canonicalJson(finishMerge(written))).toBe(canonicalJson(finishMerge(downwards)));
      }),
      { numRuns: 2000 },
    );
  });

  test('a chain gives what the written effective scheme of its middle gives', () => {
    const written = readChild(COUNTY).scheme as Scheme;
    const zone = { id: 'zone', overrides: [{ ...VETO, id: 'star', fix: 'A' }], title: '园区办法' };
    const chain = readChild({ extends: 'county', ...zone }, { county: { extends: 'province', ...COUNTY } });
    const short = readChild({ extends: 'written', ...zone }, { written });
    expect(chain.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(short.scheme).toEqual(chain.scheme);
    expect(chain.scheme?.derivedFrom?.map(({ id }) => id)).toEqual(['province', 'county']);
  });
});
