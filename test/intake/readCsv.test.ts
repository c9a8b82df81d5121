import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../src/intake/readCsv.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const hex = (text: string) => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const rowsOf = (text: string) => readCsv(utf8(text), 'a.csv').table?.rows;
const faultOf = (bytes: Uint8Array) => readCsv(bytes, 'a.csv').issues.map(({ code, place }) => [code, place.row]);

describe('readCsv', () => {
  it('reads UTF-8 with and without a mark', () => {
    expect(rowsOf('\ufeff税收,亩\n1,2')).toEqual(rowsOf('税收,亩\n1,2'));
  });

  it('reads GB18030, characters of four bytes too', () => {
    // 企业名称,税收(万元) / 𠮷甲厂,12.5
    const bytes = hex('c6f3d2b5c3fbb3c62ccbb0cad528cdf2d4aa290a9534b235bcd7b3a72c31322e350a');
    const { table } = readCsv(bytes, 'gb.csv');
    expect([table?.encoding, table?.rows]).toEqual([
      'gb18030',
      [
        ['企业名称', '税收(万元)'],
        ['𠮷甲厂', '12.5'],
      ],
    ]);
  });

  it('names the file by the SHA-256 of its bytes', () => {
    // The digest of "abc" in FIPS 180-2, appendix B.1.
    expect(readCsv(utf8('abc'), 'a.csv').table?.sha256).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  it.each([
    ['commas', 'a,b;c\n1,2'],
    ['tabs', 'a\tb;c\n1\t2'],
    ['semicolons', 'a;b,c;d\n1;2;3'],
  ])('tells %s from the first line', (_, text) => {
    expect(rowsOf(text)?.[1]).toEqual(['1', '2', '3'].slice(0, rowsOf(text)?.[0]?.length));
  });

  it('looks past a title line and into no quotation marks for the delimiter', () => {
    expect(rowsOf('评价表\n"a,b,c";d\n1;2')).toEqual([['评价表'], ['a,b,c', 'd'], ['1', '2']]);
  });

  it('keeps line breaks, delimiters and quotation marks within quoted cells', () => {
    expect(rowsOf('"用地面积\r\n（亩）",b\r\n"1,2","a ""b"""')).toEqual([
      ['用地面积\r\n（亩）', 'b'],
      ['1,2', 'a "b"'],
    ]);
  });

  it('reads lines that end in CR LF, LF or CR, even mixed, with and without quoted cells', () => {
    expect(rowsOf('a,b\r\n1,2\n3,4\r5,6')).toEqual(rowsOf('a,"b"\r\n1,2\n3,4\r5,6'));
  });

  it('keeps blank lines, so that rows count as a spreadsheet counts them', () => {
    expect(rowsOf('a\n\nb\n')).toEqual([['a'], [''], ['b']]);
  });

  it.each([
    ['no bytes', '', 'fileEmpty'],
    ['only a mark and spaces', 'efbbbf200a', 'fileEmpty'],
    ['NUL bytes', '612c6200', 'fileNotText'],
    ['UTF-16', 'fffe61002c00', 'fileNotText'],
    ['a picture', '89504e470d0a1a0a', 'fileNotText'],
    ['a workbook', '504b0304', 'fileNotText'],
    ['an old workbook', 'd0cf11e0a1b11ae1', 'fileNotText'],
    ['neither UTF-8 nor GB18030', '61ff0a', 'fileNotText'],
    ['UTF-8 with a mark that breaks off', 'efbbbfe4bda0e5', 'fileNotText'],
  ])('refuses %s', (_, bytes, code) => {
    expect(faultOf(hex(bytes))).toEqual([[code, undefined]]);
  });

  it('says that a zip is a workbook', () => {
    const bytes = new Uint8Array([...hex('504b0304'), ...new Uint8Array(26), ...utf8('[Content_Types].xml')]);
    expect(readCsv(bytes, 'a.csv').issues[0]?.received).toBe('zip (.xlsx)');
  });

  it.each([
    ['a quote within a cell', 'a,b\n1,x"y"\n', 2],
    ['text after a closing quote', 'a,b\n1,2\n"x"y,3\n', 3],
    ['a quote that is not closed', 'a,b\n1,2\n3,"x\n4,5', 3],
  ])('refuses %s, with its row', (_, text, row) => {
    expect(faultOf(utf8(text))).toEqual([['fileNotCsv', row]]);
  });

  it.each(['', '"'])('refuses a cell over 1 MiB, with its row (%s)', (quote) => {
    const cell = '亩'.repeat(400_000);
    expect(faultOf(utf8(`a,b\n1,2\n3,${quote}${cell}${quote}\n`))).toEqual([['recordTooLong', 3]]);
  });

  it('does not take a record of 1 MiB in one-byte characters for a longer one', () => {
    expect(rowsOf(`a\n${'x'.repeat(2 ** 20)}\n`)).toHaveLength(2);
  });

  it('splits an unquoted text as the parser of quoted ones does', () => {
    const cell = fc.stringMatching(/^[a亩𠮷 ]{0,3}$/u);
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1 }), (records) => {
        const text = records.map((record) => record.join(',')).join('\r\n');
        expect(rowsOf(`x,y\r\n${text}\r\n`)?.slice(1)).toEqual(rowsOf(`x,"y"\r\n${text}\r\n`)?.slice(1));
      }),
    );
  });

  it('never throws, whatever the bytes', () => {
    const piece = fc.oneof(fc.uint8Array(), fc.constantFrom(...['"', ',', '\n', '亩', '\ufeff', 'a'].map(utf8)));
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const { table, issues } = readCsv(Uint8Array.from(pieces.flatMap((bytes) => [...bytes])), 'a.csv');
        expect((table === undefined) === issues.length > 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
