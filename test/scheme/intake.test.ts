import { describe, expect, it } from 'vitest';
import { assumedRules } from '../../src/scheme/assumed.ts';
import type { Intake } from '../../src/scheme/intake.ts';
import { readScheme } from '../../src/scheme/readScheme.ts';
import { describeScheme } from '../../src/write/describeScheme.ts';
import { sampleScheme } from './sample.ts';

const INTAKE: Intake = {
  joinByName: { allowed: true, source: '办法 第五条' },
  addUp: [
    {
      id: 'parcels',
      fields: ['ownedLand', 'electricity'],
      tables: 'agree',
      sameRows: 'fault',
      zeroWhen: ['missing'],
      lineLabels: ['parcel'],
      source: 'assumed: 宗地台账如此',
    },
  ],
  twoValues: [{ id: 'tax', fields: ['tax'], use: 'departmentElseFirm', plain: 'department' }],
  leases: [
    {
      id: 'land',
      amount: 'leasedArea',
      landlord: 'leasedOutLand',
      tenant: 'leasedInLand',
      sidesDiffer: 'smaller',
      oneSided: 'fault',
      partYear: 'byDays',
      sameRows: 'once',
      zeroWhen: [],
      withoutLease: 'zero',
      notMoreThan: ['ownedLand', 'leasedInLand'],
    },
  ],
};
const [addUp] = INTAKE.addUp ?? [];
const [lease] = INTAKE.leases ?? [];

const faults = (intake: unknown) =>
  readScheme({ ...sampleScheme(), intake }).issues.map(({ code, place, received }) => [code, place.path, received]);

describe('rules of intake', () => {
  it('are accepted as they should be', () => {
    expect(faults(INTAKE)).toEqual([]);
  });

  it.each([
    [
      'a name that is no amount',
      { addUp: [{ ...addUp, fields: ['town'] }] },
      ['schemeName', 'intake.addUp[0].fields', 'town'],
    ],
    [
      'a label that is none',
      { addUp: [{ ...addUp, lineLabels: ['tax'] }] },
      ['schemeName', 'intake.addUp[0].lineLabels', 'tax'],
    ],
    [
      'amounts of other dimensions',
      { leases: [{ ...lease, tenant: 'electricityIn' }] },
      ['schemeDimension', 'intake.leases[0].tenant', '万千瓦时'],
    ],
    [
      'a field of two rules',
      {
        twoValues: [
          { id: 'a', fields: ['tax'], use: 'firm' },
          { id: 'b', fields: ['tax'], use: 'lower' },
        ],
      },
      ['schemeRepeated', 'intake.twoValues.fields', 'tax'],
    ],
    [
      'an order of labels',
      { twoValues: [{ id: 'a', fields: ['town'], use: 'lower' }] },
      ['schemeName', 'intake.twoValues[0].fields', 'town'],
    ],
    [
      'tables that add up, and no word on firms without a row',
      { addUp: [{ ...addUp, tables: 'addUp' }] },
      ['schemeForm', 'intake.addUp[0].withoutRow', ''],
    ],
    [
      'firms without a row, where tables agree',
      { addUp: [{ ...addUp, withoutRow: 'zero' }] },
      ['schemeForm', 'intake.addUp[0].withoutRow', 'zero'],
    ],
    [
      'a misspelt key',
      { addUp: [{ ...addUp, sameRow: 'once' }] },
      ['schemeKeyUnknown', 'intake.addUp[0].sameRow', 'sameRow'],
    ],
    [
      'a source that is not listed',
      { joinByName: { allowed: true, source: '通知' } },
      ['schemeSource', 'intake.joinByName.source', '通知'],
    ],
  ])('are refused for %s', (_, intake, fault) => {
    expect(faults(intake)).toEqual([fault]);
  });

  it('are read out with their sources', () => {
    const zh = describeScheme(sampleScheme({ intake: INTAKE }));
    for (const sentence of [
      '没有可用代码的行按企业名称匹配（全半角、括号、空格视为相同，名称须一字不差；两家企业同名的不匹配），逐条列入问题清单（依据：办法 第五条）',
      '同一企业在一张表中有多行的，自有用地面积、用电量各行相加；几张表都有的应当一致；有完全相同的行的，合计视为缺失；某行缺失（无法读取、有争议的除外）的按零计；除宗地号外，其他各项在各行应当一致〔约定：宗地台账如此〕',
      '税收实际贡献既有企业填报又有部门核定的，以部门核定的为准，没有的用企业填报的；未注明的列视为部门核定；不一致的列入问题清单（依据：办法）',
      '双方不一致的，取较小的；只有一方填报的，双方该项均视为缺失；租期不满一年的，按评价年度内的天数（含首尾两日）除以全年天数（365或366）折算',
    ]) {
      expect(zh).toContain(sentence);
    }
    expect(describeScheme(sampleScheme({ intake: INTAKE }), 'en')).toContain(
      'several rows of a firm in a table add up: 自有用地面积, 用电量; where several tables state it, they have to agree',
    );
  });

  it('count among the assumed rules', () => {
    const paths = assumedRules(sampleScheme({ intake: INTAKE })).map(({ path }) => path);
    expect(paths).toContain('intake.addUp[0]');
  });

  it('of a parent are merged by id, keep their source, and can be bound', () => {
    const parent = { ...sampleScheme({ intake: INTAKE }), binding: [{ id: 'b', rule: 'land', kept: true }] };
    const child = (intake: unknown) => ({
      extends: 'parent',
      id: 'child',
      sources: { 细则: { document: '细则' } },
      source: '细则',
      intake,
    });
    const find = () => JSON.stringify(parent);
    const merged = readScheme(child({ twoValues: [{ id: 'tax', use: 'firm' }] }), { find }).scheme?.intake;
    expect(merged?.twoValues).toEqual([
      { id: 'tax', fields: ['tax'], use: 'firm', plain: 'department', source: '细则' },
    ]);
    expect(merged?.leases?.[0]).toEqual({ ...lease, source: '办法' });
    const loosened = readScheme(child({ leases: [{ id: 'land', oneSided: 'counts' }] }), { find });
    expect(loosened.issues.map(({ code, place }) => [code, place.path])).toEqual([
      ['schemeBinding', 'intake.leases[0]'],
    ]);
  });
});
