import { describe, expect, test } from 'vitest';
import { applyCorrections } from '../../src/intake/applyCorrections.ts';
import { documentFacts } from '../../src/intake/documentFacts.ts';
import type { Facts } from '../../src/intake/facts.ts';
import { readFacts } from '../../src/intake/readFacts.ts';
import { readFactsJson } from '../../src/intake/readFactsJson.ts';
import { schemeBy, table } from './sample.ts';

const scheme = schemeBy('code');

function correctedKinds(facts: Facts): readonly (string | undefined)[] | undefined {
  const lines = facts.ids.map((firm, at) => ({
    place: { file: '更正.csv', row: at + 2 },
    firm,
    field: { key: 'sector', unit: undefined },
    from: '3312',
    to: '7310',
    reason: '登记有误',
    document: '示例',
    approver: '示例',
    date: '2023-01-01',
  }));
  const { facts: corrected, issues } = applyCorrections(facts, scheme, lines);
  expect(issues).toEqual([]);
  return corrected.labels.get('kind');
}

describe('facts read back', () => {
  const facts = readFacts(
    [
      table(['企业代码 | 行业代码 | 产业类型', 'F1 | 3312 |', 'F2 | 3312 | 工业', 'F3 | 3312 | 工业'], 'a.csv'),
      table(['企业代码 | 产业类型', 'F3 | 服务业'], 'b.csv'),
    ],
    scheme,
  );
  const back = readFactsJson(JSON.parse(JSON.stringify(documentFacts(facts, scheme)))).facts;
  if (back === undefined) throw new Error('not read back');

  test('tell a label that a cell states from one that follows from the sector, and from one in dispute', () => {
    // F1's kind follows the corrected sector; F2's is stated and stays; F3's two cells differ and nothing takes their place.
    expect(correctedKinds(facts)).toEqual(['服务业', '工业', undefined]);
    expect(correctedKinds(back)).toEqual(['服务业', '工业', undefined]);
  });

  test('make the same document again', () => {
    expect(documentFacts(back, scheme)).toEqual(documentFacts(facts, scheme));
  });
});
