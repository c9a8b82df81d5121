import { describe, expect, it } from 'vitest';
import { documentFacts } from '../../src/intake/documentFacts.ts';
import { readFacts } from '../../src/intake/readFacts.ts';
import { readFactsJson } from '../../src/intake/readFactsJson.ts';
import { schemeBy, table } from './sample.ts';

const firms = table(['id | 税收（万元）', 'a | 1', 'b | 2', 'c | 3', 'd | 4']);
const accidents = table(['id | 安全事故', 'a | 是', 'b | 否', 'c | '], '名单.csv');
const asList = schemeBy('code', { fields: { accident: { kind: 'flag', title: '安全事故', unlisted: 'no' } } });

describe('a list of those whom a flag concerns', () => {
  it('says no of a firm that is not in it, and nothing of one whose cell is blank', () => {
    expect(readFacts([firms, accidents], asList).flags.get('accident')).toEqual([true, false, undefined, false]);
  });

  it('is no list unless the scheme says so', () => {
    const scheme = schemeBy('code', { fields: { accident: { kind: 'flag', title: '安全事故' } } });
    expect(readFacts([firms, accidents], scheme).flags.get('accident')).toEqual([true, false, undefined, undefined]);
  });

  it('says nothing of anybody where no table holds it', () => {
    expect(readFacts([firms], asList).flags.get('accident')).toBeUndefined();
  });

  it('may come in several tables: a firm in any of them is listed', () => {
    const others = table(['id | 安全事故', 'd | 是'], '名单2.csv');
    expect(readFacts([firms, accidents, others], asList).flags.get('accident')).toEqual([true, false, undefined, true]);
  });

  it('says no with no cell, and so do the facts read back', () => {
    const facts = readFacts([firms, accidents], asList);
    const back = readFactsJson(JSON.parse(JSON.stringify(documentFacts(facts, asList))));
    expect(back.facts?.flags).toEqual(facts.flags);
    expect(back.facts?.origins.fields.get('accident')?.column).toEqual(new Uint16Array([1, 1, 1, 0]));
  });
});
