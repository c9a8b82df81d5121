import { describe, expect, test } from 'vitest';
import { readScheme } from '../../src/scheme/readScheme.ts';
import { sampleScheme } from './sample.ts';

/** The faults of a scheme as "code path". */
function faults(json: unknown): string[] {
  return readScheme(json).issues.map((one) => `${one.code} ${one.place.path ?? ''}`);
}

/** A deep copy with one value put at a path of keys. */
function changed(path: readonly (string | number)[], value: unknown): unknown {
  const copy: unknown = structuredClone(sampleScheme());
  let at = copy as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) at = at[step] as Record<string | number, unknown>;
  at[path.at(-1) as string] = value;
  return copy;
}

const SCORING = ['categories', 0, 'scoring', 0] as const;

describe('readScheme', () => {
  test('takes a valid scheme, as text with a BOM or as a value', () => {
    expect(readScheme(sampleScheme()).scheme?.id).toBe('sample');
    expect(readScheme(`\uFEFF${JSON.stringify(sampleScheme())}`).scheme).toEqual(sampleScheme());
  });

  test('says that text is no JSON', () => {
    expect(faults('{ "id": ')).toEqual(['schemeNotJson ']);
  });

  test('names a misspelt key with its path', () => {
    expect(faults(changed([...SCORING, 'wieght'], '1'))).toEqual(['schemeKeyUnknown categories[0].scoring[0].wieght']);
  });

  test('names what was expected and received in the form the author meant', () => {
    const [fault] = readScheme(changed([...SCORING, 'method', 'baseline'], { statistic: 'mean' })).issues;
    expect(fault).toMatchObject({
      expected: 'ratioOfSums | meanOfRatios | median | quantile | best',
      received: '"mean"',
    });
  });

  test('finds weights that do not add up to what is declared', () => {
    const [fault] = readScheme(changed(['categories', 0, 'weightsTotal'], '130')).issues;
    expect(fault).toMatchObject({ code: 'schemeWeights', expected: '130', received: '100' });
  });

  test.each([
    [
      'an unknown indicator in a condition',
      ['categories', 0, 'admit'],
      { not: { indicator: 'taxPermu', lessThan: '1 万元/亩' } },
      'schemeName categories[0].admit.not.indicator',
    ],
    ['an unknown field', ['indicators', 'taxPerMu', 'of'], 'taxes', 'schemeName indicators.taxPerMu.of'],
    [
      'a dimension that does not fit',
      [...SCORING, 'method', 'baseline'],
      '10 吨',
      'schemeDimension categories[0].scoring[0].method.baseline',
    ],
    [
      'an indicator in a unit of another dimension',
      ['indicators', 'taxPerMu', 'unit'],
      '万元/人',
      'schemeDimension indicators.taxPerMu.unit',
    ],
    [
      'a baseline of zero',
      [...SCORING, 'method', 'baseline'],
      '0 万元/亩',
      'schemeQuantity categories[0].scoring[0].method.baseline',
    ],
    [
      'a gap without a rule',
      [...SCORING, 'gap'],
      { noLand: 'zero', missing: 'zero', withheld: 'zero' },
      'schemeGap categories[0].scoring[0].gap.notApplicable',
    ],
    [
      'shares that fall',
      ['categories', 0, 'grading', 'upTo', 1, 1],
      '10%',
      'schemeEdges categories[0].grading.upTo[1]',
    ],
    [
      'shares that do not reach all',
      ['categories', 0, 'grading', 'upTo', 3, 1],
      '99%',
      'schemeEdges categories[0].grading.upTo',
    ],
    ['a source that is not listed', ['source'], '通知', 'schemeSource source'],
    [
      'a grade that does not exist',
      ['overrides'],
      [{ id: 'veto', title: '否决', when: { all: [] }, whenUndecided: 'holds', fix: 'E', usesQuota: true }],
      'schemeName overrides[0].fix',
    ],
    [
      'a grade asked for before grades are known',
      ['flags'],
      [{ id: 'x', title: 'x', when: { grade: 'A' }, whenUndecided: 'holds', among: ['graded'] }],
      'schemeStage flags[0].when',
    ],
    [
      'a ledger that contains itself',
      ['ledgers'],
      { net: { title: '净', unit: '亩', sum: ['net'] } },
      'schemeName ledgers.net.sum',
    ],
    [
      'a ledger of unlike dimensions',
      ['ledgers'],
      { net: { title: '净', unit: '亩', sum: ['ownedLand', 'tax'] } },
      'schemeDimension ledgers.net.sum[1]',
    ],
    ['the same category twice', ['categories', 1], sampleScheme().categories[0], 'schemeRepeated categories'],
    [
      'a value that a closed label cannot have',
      ['categories', 0, 'admit'],
      { label: 'scale', is: '规模大' },
      'schemeName categories[0].admit.is',
    ],
    [
      'limits in the wrong order',
      [...SCORING, 'method', 'limits'],
      { points: { min: '2', max: '1' } },
      'schemeQuantity categories[0].scoring[0].method.limits.points',
    ],
  ])('finds %s', (_, path, value, fault) => {
    const found = faults(changed(path, value));
    expect(found.some((one) => one.startsWith(fault))).toBe(true);
  });

  test('refuses a key that stands twice, which JSON.parse would pass over', () => {
    const text = JSON.stringify(sampleScheme()).replace('"weight":"100"', '"weight":"90","we\\u0069ght":"100"');
    expect(faults(text)).toEqual(['schemeRepeated categories[0].scoring[0].weight']);
  });

  test.each([
    ['arrays', '['.repeat(200_000) + ']'.repeat(200_000)],
    ['conditions', `{"admit":${'{"not":'.repeat(5000)}{}${'}'.repeat(5000)}}`],
  ])('refuses %s nested beyond reason', (_, text) => {
    expect(faults(text)).toEqual(['schemeForm ']);
  });

  test('names the kinds that exist where one does not', () => {
    const [fault] = readScheme(changed([...SCORING, 'method', 'kind'], 'minmax')).issues;
    expect(fault?.expected).toBe('ratio | reverse | minMax | bands | percentileRank');
  });

  test('is not misled by names that every object has', () => {
    expect(faults(changed(['indicators', 'taxPerMu', 'of'], 'constructor'))).toContain(
      'schemeForm indicators.taxPerMu.of',
    );
    expect(faults(JSON.parse('{"__proto__": {"id": "x"}}')).length).toBeGreaterThan(0);
  });
});
