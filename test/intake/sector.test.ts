import { describe, expect, it } from 'vitest';
import { groupOfSector, readSector, sectorFault } from '../../src/intake/sector.ts';

describe('readSector', () => {
  it.each([
    ['C3351', 'C3351', 'C33', '工业'],
    ['3351', 'C3351', 'C33', '工业'],
    ['33', 'C33', 'C33', '工业'],
    ['c33', 'C33', 'C33', '工业'],
    ['C33 金属制品业', 'C33', 'C33', '工业'],
    ['33金属制品业', 'C33', 'C33', '工业'],
    ['Ｃ３３', 'C33', 'C33', '工业'],
    ['C335', 'C335', 'C33', '工业'],
    ['金属制品业', 'C33', 'C33', '工业'],
    ['0131', 'A0131', 'A01', '农业'],
    ['013', 'A013', 'A01', '农业'],
    ['B06', 'B06', 'B06', '工业'],
    ['46', 'D46', 'D46', '工业'],
    ['E47', 'E47', 'E47', '建筑业'],
    ['6510', 'I6510', 'I65', '服务业'],
    ['97', 'T97', 'T97', '服务业'],
    ['C', 'C', undefined, '工业'],
    ['C 制造业', 'C', undefined, '工业'],
    ['房地产业', 'K70', 'K70', '服务业'],
  ])('reads %s as %s', (text, code, division, kind) => {
    expect(readSector(text)).toEqual({ code, section: code[0], division, kind });
  });

  it.each([
    ['no division', '99'],
    ['a division of another section', 'B33'],
    ['one digit, perhaps without its zero', '6'],
    ['one digit behind a letter', 'A1'],
    ['three digits, perhaps without their zero', '131'],
    ['five digits', '33510'],
    ['a number with a point', '33.5'],
    ['words', '金属制品'],
    ['a letter that is no section', 'X'],
    ['nothing', ''],
  ])('does not guess: %s', (_, text) => {
    expect(readSector(text)).toBeUndefined();
  });
});

describe('sectorFault', () => {
  it.each([
    ['B33', { kind: 'contradiction', right: 'C33 金属制品业' }],
    ['C33 农业', { kind: 'contradiction', right: 'C33 金属制品业' }],
    ['131', { kind: 'lostZero', right: '0131? / C131?' }],
    ['99', { kind: 'unknown' }],
    // In 2011 教育 was P82 and 卫生 Q83; since 2017 there is 79 土地管理业 before them.
    ['P82', { kind: 'edition2011', right: 'P83 教育' }],
    ['82 教育', { kind: 'edition2011', right: 'P83 教育' }],
    ['O7990', { kind: 'edition2011', right: 'O80 居民服务业' }],
    ['T96', { kind: 'edition2011', right: 'T97 国际组织' }],
  ])('%s', (text, fault) => {
    expect([readSector(text), sectorFault(text)]).toEqual([undefined, fault]);
  });

  it.each(['82', 'O82', '83 教育', 'P83', '33 金属制品业', '3351 锁具'])('reads %s', (text) => {
    expect(readSector(text)).toBeDefined();
  });
});

describe('groupOfSector', () => {
  const groups = [
    { id: 'manufacturing', title: '', codes: ['C'] },
    { id: 'metal', title: '', codes: ['33', 'C34'] },
    { id: 'locks', title: '', codes: ['3351'] },
  ];

  it.each([
    ['C3351', 'locks'],
    ['C3352', 'metal'],
    ['C34', 'metal'],
    ['C13', 'manufacturing'],
    ['F51', undefined],
  ])('puts %s into %s, by the longest beginning', (code, group) => {
    expect(groupOfSector(code, groups)).toBe(group);
  });

  it('does not find the beginning in the middle of a code', () => {
    expect(groupOfSector('C1333', [{ id: 'metal', title: '', codes: ['33'] }])).toBeUndefined();
  });
});
