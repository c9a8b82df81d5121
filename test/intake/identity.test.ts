import { describe, expect, it } from 'vitest';
import { codeKind } from '../../src/intake/codeKind.ts';
import { lastDigit, organisationDigit } from '../../src/intake/creditCode.ts';
import { readFacts } from '../../src/intake/readFacts.ts';
import { amounts, issuesOf, schemeBy, table } from './sample.ts';

/** A made-up code of eight characters of an organisation, with both check digits. */
function codeOf(eight: string, region = '330784'): string {
  const seventeen = `91${region}${eight}${organisationDigit(eight)}`;
  return seventeen + lastDigit(seventeen);
}

const [A, B, C] = [codeOf('10000036'), codeOf('10000127'), codeOf('MA000003')] as const;
const byName = schemeBy('creditCode', { intake: { joinByName: { allowed: true } } });
const account = (facts: ReturnType<typeof readFacts>) =>
  facts.sources.map(({ rows, used, skipped, refused }) => [rows, used, skipped, refused]);

describe('codeKind', () => {
  it.each([
    [A, 'creditCode'],
    [`${A.slice(0, 15)}000`, 'cut'],
    [`${A.slice(0, 17)}${A.endsWith('1') ? '2' : '1'}`, 'wrongDigit'],
    // The number that texts on identity cards print as their example.
    ['11010519491231002X', 'identityCard'],
    ['D2143569X', 'organisationCode'],
    ['D2143569-X', 'organisationCode'],
    ['110108000000016', 'registrationNumber'],
    [`330784${C.slice(8, 17)}`, 'taxNumber'],
    ['11010519491231002X01', 'taxNumber'],
    ['F1', 'unknown'],
  ])('%s is a %s', (code, kind) => {
    expect(codeKind(code)).toBe(kind);
  });
});

describe('two columns of codes', () => {
  it('are compared, and a row that names two firms is a warning', () => {
    const tax = (code: string): string => `330784${code.slice(8, 17)}`;
    const lines = ['统一社会信用代码 | 纳税人识别号', `${A} | ${tax(A)}`, `${B} | ${A}`, `${C} | ${tax(B)}`];
    expect(issuesOf(readFacts([table(lines)], schemeBy('creditCode')))).toEqual([
      `columnCodesDiffer 3: 统一社会信用代码 ${B} ← ${A} (×2)`,
    ]);
  });
});

describe('codes that fail', () => {
  const read = (...codes: string[]) =>
    issuesOf(readFacts([table(['统一社会信用代码', ...codes])], schemeBy('creditCode')));

  it('are told apart: a wrong digit, a number of another kind, a region that does not exist', () => {
    const abroad = codeOf('00000009', '990000');
    expect(read('D2143569X', '110108000000016', abroad)).toEqual([
      'creditCodeInvalid 2: 18 characters ← D2143569X | looks like an organisation code',
      'creditCodeInvalid 3: 18 characters ← 110108000000016 | looks like a registration number of the old kind',
      'creditCodeRegion 4: GB/T 2260 ← 990000',
    ]);
  });

  it('that a spreadsheet cut come with the codes that they can have been, those of other rows first', () => {
    const cut = `${A.slice(0, 15)}000`;
    const [issue] = read(cut, A);
    expect(issue?.startsWith(`creditCodeTruncated 2: ${A} (a.csv 3)、`)).toBe(true);
  });

  it('are pointed out beside the code of which one character is another, or that has them within', () => {
    const wrong = `${B.slice(0, 10)}7${B.slice(11)}`;
    const issues = read(A, B, wrong, A.slice(8, 17)).filter((one) => one.startsWith('codesAlike'));
    const pairs = [[B, wrong].sort(), [A.slice(8, 17), A].sort()];
    const rows = new Map([
      [A, 2],
      [B, 3],
      [wrong, 4],
      [A.slice(8, 17), 5],
    ]);
    const expected = pairs
      .map(
        ([first = '', second = '']) =>
          `codesAlike ${rows.get(first)}: ${second} (a.csv ${rows.get(second)}) ← ${first} (a.csv ${rows.get(first)})`,
      )
      .sort();
    expect([...issues].sort()).toEqual(expected);
  });
});

describe('codes that a spreadsheet cut', () => {
  it('are no typing errors of each other, nor of those that they can have been', () => {
    const codes = [`${A.slice(0, 15)}000`, `${A.slice(0, 14)}9000`, A];
    const facts = readFacts([table(['统一社会信用代码', ...codes])], schemeBy('creditCode'));
    expect(issuesOf(facts).filter((one) => one.startsWith('codesAlike'))).toEqual([]);
  });
});

describe('joining by name', () => {
  const coded = table(
    [
      '统一社会信用代码 | 企业名称 | 税收（万元）',
      `${A} | 示例甲（永康）公司 | 1`,
      `${B} | 示例乙公司 | 2`,
      `${C} | 示例乙公司 | 3`,
    ],
    '税务.csv',
  );
  const named = table(
    [
      '企业名称 | 用地面积（亩）',
      '示例甲(永康) 公司 | 10',
      '示例乙公司 | 20',
      '示例丙公司 | 30',
      '示例甲永康公司 | 40',
    ],
    '国土.csv',
  );

  it('takes the one firm that bears the name exactly, and lists each match', () => {
    const facts = readFacts([coded, named], byName);
    expect([facts.ids, amounts(facts, 'land'), account(facts)]).toEqual([
      [A, B, C],
      ['10', 'state 1', 'state 1'],
      [
        [3, 3, 0, 0],
        [4, 1, 0, 3],
      ],
    ]);
    expect(issuesOf(facts)).toEqual([
      `joinedByName 2: ${A} (税务.csv 2) ← 示例甲(永康) 公司`,
      `nameAmbiguous 3: ${B} (税务.csv 3)、${C} (税务.csv 4) ← 示例乙公司`,
      'nameUnknown 4: 统一社会信用代码 ← 示例丙公司',
      'nameUnknown 5: 统一社会信用代码 ← 示例甲永康公司',
    ]);
  });

  it('is done only where the scheme allows it', () => {
    const facts = readFacts([coded, named], schemeBy('creditCode'));
    expect([account(facts)[1], facts.issues.filter(({ code }) => code === 'columnMissing')]).toHaveLength(2);
    expect(amounts(facts, 'land')).toEqual(['state 1', 'state 1', 'state 1']);
  });

  it('finds the firm of a code that was cut, if that begins so, and keeps the code else', () => {
    const cut = table(
      [
        '统一社会信用代码 | 企业名称 | 用地面积（亩）',
        `${A.slice(0, 15)}000 | 示例甲(永康)公司 | 10`,
        `${B.slice(0, 15)}000 | 示例甲(永康)公司 | 5`,
      ],
      '国土.csv',
    );
    const facts = readFacts([coded, cut], byName);
    expect([facts.ids, amounts(facts, 'land')?.[facts.ids.indexOf(A)]]).toEqual([
      [A, B, C, `${B.slice(0, 15)}000`].sort(),
      '10',
    ]);
  });

  it('joins a row without a code to one with it in the same table, which then says the firm twice', () => {
    const facts = readFacts(
      [table(['统一社会信用代码 | 企业名称 | 税收（万元）', `${A} | 甲 | 1`, '| 甲 | 2'])],
      byName,
    );
    expect([facts.ids, account(facts)]).toEqual([[], [[2, 0, 0, 2]]]);
  });
});

describe('one firm', () => {
  it('under two names keeps the one that most tables say, and each other is reported', () => {
    const tables = ['旧名', '新名', '新名'].map((name, at) =>
      table([`统一社会信用代码 | 企业名称`, `${A} | ${name}`], `${at}.csv`),
    );
    const facts = readFacts(tables, schemeBy('creditCode'));
    expect([facts.labels.get('name'), issuesOf(facts)]).toEqual([['新名'], ['nameDiffers 2: 新名 (1.csv 2) ← 旧名']]);
    const back = readFacts([...tables].reverse(), schemeBy('creditCode'));
    expect(back.labels.get('name')).toEqual(['新名']);
  });

  it('spelled in several ways is published as most tables spell it, and of as many in order of characters', () => {
    const read = (...names: string[]) =>
      readFacts(
        names.map((name, at) => table([`统一社会信用代码 | 企业名称`, `${A} | ${name}`], `${at}.csv`)),
        schemeBy('creditCode'),
      );
    const most = read('甲(永康) 公司', '甲（永康）公司', '甲（永康）公司');
    expect([most.labels.get('name'), issuesOf(most)]).toEqual([['甲（永康）公司'], []]);
    expect(read('甲（永康）公司', '甲(永康)公司').labels.get('name')).toEqual(['甲(永康)公司']);
  });

  it('in two scales is reported with both', () => {
    const tables = ['规上', '规下'].map((scale, at) =>
      table([`统一社会信用代码 | 规模`, `${A} | ${scale}`], `${at}.csv`),
    );
    expect(issuesOf(readFacts(tables, schemeBy('creditCode')))).toEqual(['factRepeated 2: 规上 (0.csv 2) ← 规下']);
  });
});
