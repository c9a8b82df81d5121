import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { BUILT_IN_CHECKS, checksOf, type DataCheckEntry } from '../../src/scheme/dataCheck.ts';
import { readScheme } from '../../src/scheme/readScheme.ts';
import { describeScheme } from '../../src/write/describeScheme.ts';
import { sampleScheme } from './sample.ts';

describe('the built-in checks', () => {
  const { checks } = JSON.parse(readFileSync(new URL('../../seeds/checks.json', import.meta.url), 'utf8'));

  test('are such as a scheme could state, each with its own id and, where it reports, its reason', () => {
    const { issues } = readScheme(sampleScheme({ checks }));
    expect(issues).toEqual([]);
    expect(
      checks.filter((check: DataCheckEntry) => 'kind' in check && check.kind !== 'usualRatio' && !check.why),
    ).toEqual([]);
  });

  test('give way to those of the scheme, and can be switched off', () => {
    const own: DataCheckEntry = { id: 'landRange', title: '上限', kind: 'range', amount: 'land', atMost: '9 亩' };
    const scheme = sampleScheme({ checks: [{ id: 'taxRange', off: true }, own] });
    const ids = checksOf(scheme).map(({ id }) => id);
    expect(ids).toEqual(BUILT_IN_CHECKS.map(({ id }) => id).filter((id) => id !== 'taxRange'));
    expect(checksOf(scheme)[0]).toBe(own);
  });
});

describe('the checks of a scheme', () => {
  test.each<[string, unknown, string, string]>([
    ['an unknown amount', { kind: 'range', amount: 'lnad', atMost: '1 亩' }, 'schemeName', 'checks[0].amount'],
    [
      'a unit of something else',
      { kind: 'range', amount: 'land', atMost: '1 万元' },
      'schemeDimension',
      'checks[0].atMost',
    ],
    [
      'bounds the wrong way round',
      { kind: 'range', amount: 'land', atLeast: '2 亩', atMost: '1 亩' },
      'schemeQuantity',
      'checks[0]',
    ],
    ['no bound', { kind: 'range', amount: 'land' }, 'schemeForm', 'checks[0]'],
    [
      'sums of land and money',
      { kind: 'sums', sum: ['land'], is: 'equal', to: ['tax'] },
      'schemeDimension',
      'checks[0].sum[0]',
    ],
    [
      'a jump of less than once',
      { kind: 'jump', dimension: 'money', times: '0.5', above: '1 万元' },
      'schemeQuantity',
      'checks[0].times',
    ],
    [
      'a dimension that is none',
      { kind: 'jump', dimension: 'gold', times: '2', above: '1 万元' },
      'schemeName',
      'checks[0].dimension',
    ],
    [
      'a label that is none',
      { kind: 'outlier', of: 'tax', per: 'land', within: 'tax', firms: 9, fence: 3, times: '9' },
      'schemeName',
      'checks[0].within',
    ],
  ])('with %s are a fault', (_, rule, code, path) => {
    const checks = [{ id: 'own', title: '核查', ...(rule as object) }];
    const { issues } = readScheme({ ...sampleScheme(), checks });
    expect(issues.map((one) => [one.code, one.place.path])).toEqual([[code, path]]);
  });

  test('cannot switch off what is not there', () => {
    const { issues } = readScheme(sampleScheme({ checks: [{ id: 'nothing', off: true }] }));
    expect(issues).toMatchObject([{ code: 'schemeName', place: { path: 'checks[0].id' } }]);
  });

  test('of a family are merged by id', () => {
    const parent = sampleScheme({
      checks: [{ id: 'big', title: '上限', kind: 'range', amount: 'land', atMost: '60 亩' }],
    });
    const child = {
      extends: 'parent',
      id: 'child',
      checks: [
        { id: 'big', atMost: '80 亩' },
        { id: 'taxRange', off: true },
      ],
    };
    const { scheme } = readScheme(child, { find: () => JSON.stringify(parent) });
    expect(scheme?.checks).toMatchObject([
      { id: 'big', atMost: '80 亩' },
      { id: 'taxRange', off: true },
    ]);
  });

  test('are put into words', () => {
    const checks: DataCheckEntry[] = [
      { id: 'landRange', title: '用地上限', kind: 'range', amount: 'land', atMost: '60 亩' },
      { id: 'taxRange', off: true },
      {
        id: 'parts',
        title: '土地构成',
        kind: 'sums',
        sum: ['ownedLand', { less: 'leasedOutLand' }],
        is: 'atMost',
        to: ['land'],
        tolerance: '0.1 亩',
      },
    ];
    const text = describeScheme(sampleScheme({ checks }));
    expect(text).toContain('用地上限（代替内置的核查）：用地面积应不高于60亩');
    expect(text).toContain('税收实际贡献的合理范围：不核查');
    expect(text).toContain('土地构成：自有用地面积减出租用地面积不应超过用地面积（误差0.1亩以内）');
    expect(describeScheme(sampleScheme({ checks }), 'en')).toContain(
      '用地上限 (in the place of the built-in check): 用地面积 is at most 60 亩',
    );
  });
});
