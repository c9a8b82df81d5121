import { describe, expect, it } from 'vitest';
import { readFacts } from '../../src/intake/readFacts.ts';
import { sentenceOf } from '../../src/issues/sentences.ts';
import { amounts, issuesOf, schemeBy, table } from './sample.ts';

const scheme = schemeBy('code', {
  intake: {
    leases: [
      {
        id: 'land',
        amount: 'leasedArea',
        landlord: 'leasedOutLand',
        tenant: 'leasedInLand',
        sidesDiffer: 'fault',
        oneSided: 'counts',
        partYear: 'byDays',
        sameRows: 'once',
        zeroWhen: [],
        withoutLease: 'zero',
      },
    ],
  },
});
const firms = table(['企业代码 | 自有用地面积（亩）', 'AAAA | 30', 'BBBB | 5'], '国土.csv');
const read = (...lines: string[]) => readFacts([firms, table(lines, '租赁.csv')], scheme, { year: 2022 });

describe('parties to leases that are none of the firms', () => {
  const villages = (count: number): string[] =>
    Array.from({ length: count }, (_, at) => `AAAA | 示例村${at % 7}（虚构） | 1`);

  it('have a warning each while they are few', () => {
    const issues = issuesOf(read('出租方 | 承租方 | 租赁面积（亩）', ...villages(2)));
    expect(issues).toEqual([
      'leasePartyUnknown 2: one of the firms ← 示例村0（虚构）',
      'leasePartyUnknown 3: one of the firms ← 示例村1（虚构）',
    ]);
  });

  it('are counted in one warning for each column where they are many, and all leases count', () => {
    const facts = read('出租方 | 承租方 | 租赁面积（亩）', ...villages(21).map((line, at) => `${line}.${at + 10}`));
    expect(amounts(facts, 'leasedOutLand')).toEqual(['25.2', '0']);
    expect(facts.issues.map(({ code, place, figures }) => [code, place.column, place.row, figures])).toEqual([
      [
        'leasePartiesUnknown',
        '承租方',
        undefined,
        {
          count: '21',
          parties: '7',
          first: 'B2 示例村0（虚构）、B3 示例村1（虚构）、B4 示例村2（虚构）、B5 示例村3（虚构）、B6 示例村4（虚构）',
        },
      ],
    ]);
  });
});

describe('days of leases', () => {
  it('are read below a header of the term', () => {
    const facts = read(
      '出租方 | 承租方 | 租赁面积（亩） | 租赁期限 | ',
      ' |  |  | 起租日期 | 终止日期',
      'AAAA | BBBB | 3.65 | 2022-12-31 | 2023-12-30',
    );
    // One day of 365 is 0.01 亩.
    expect([amounts(facts, 'leasedOutLand'), issuesOf(facts)]).toEqual([['0.01', '0'], []]);
  });

  it.each([
    ['合同起', '2022-07-01'],
    ['租赁期限', '2022.7.1-2023.6.30'],
  ])('that nobody reads, under %s, are pointed out, since the lease then counts whole', (header, cell) => {
    const facts = read(`出租方 | 承租方 | 租赁面积（亩） | ${header}`, `AAAA | BBBB | 10 | ${cell}`);
    expect(amounts(facts, 'leasedOutLand')).toEqual(['10', '0']);
    const unread = facts.issues.find(({ code }) => code === 'leaseDatesUnread');
    expect([unread?.place.column, unread && sentenceOf(unread, 'zh')]).toEqual([
      header,
      `租赁表中的日期列未采用，没有其他起止日期的租赁按全年计算：该列如“${cell}”；如为起租或终止日期，请在对照表中指定为租赁起始日期（leaseFrom）或租赁终止日期（leaseTo），否则指定为不采用`,
    ]);
  });

  it('are not seen in remarks, numbers of parcels and the like', () => {
    const codes = issuesOf(
      read(
        '出租方 | 承租方 | 租赁面积（亩） | 备注 | 层数',
        'AAAA | BBBB | 10 | 2022-07-01 | 3',
        'BBBB | AAAA | 1 | | 4',
      ),
    );
    expect(codes.filter((code) => code.startsWith('leaseDates'))).toEqual([]);
  });
});
