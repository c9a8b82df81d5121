import { expect, it } from 'vitest';
import { readFacts } from '../../src/intake/readFacts.ts';
import { amounts, schemeBy, table } from './sample.ts';

const HEADER = '企业代码 | 税收 | 规模';

it('reads no rows by a unit line that stands over another page: below 单位：元 nothing is read in 万元', () => {
  const pages = [
    ['单位：万元', HEADER, 'A | 100 | 规上'],
    ['单位：元', HEADER, 'B | 70000 | 规上'],
    ['单位：万元', HEADER, 'C | 5 | 规上'],
  ].flat();
  const facts = readFacts([table(pages)], schemeBy('code'));
  expect([facts.ids, amounts(facts, 'tax')]).toEqual([
    ['A', 'C'],
    ['100', '5'],
  ]);
  const refused = facts.issues.filter(({ severity, place }) => severity === 'error' && place.row !== undefined);
  expect(refused.map(({ code, place }) => [code, place.row])).toEqual([
    ['headerOther', 5],
    ['rowUnderOtherHeader', 6],
  ]);
});

it('takes a unit line at the end of a table for what it is, a footer', () => {
  const facts = readFacts([table(['单位：万元', HEADER, 'A | 100 | 规上', '单位：元'])], schemeBy('code'));
  expect([facts.ids, facts.issues.some(({ code }) => code === 'headerOther')]).toEqual([['A'], false]);
});
