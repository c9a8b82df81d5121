import { CFB } from '@e965/xlsx';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWorkbook } from '../../src/intake/readWorkbook.ts';
import { WorkbookFault } from '../../src/intake/workbookFault.ts';
import { readXlsRecords } from '../../src/intake/xlsRecords.ts';

/** Records of an .xls as pairs of a type and the bytes of the body. */
type XlsRecord = readonly [type: number, body: readonly number[]];

const u16 = (value: number): number[] => [value & 0xff, value >> 8];
const u32 = (value: number): number[] => [...u16(value & 0xffff), ...u16(value >>> 16)];
const narrow = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));
const wide = (text: string): number[] => [...text].flatMap((letter) => u16(letter.charCodeAt(0)));
const BIFF8 = 0x0600;
const BIFF5 = 0x0500;
const SST = 0x00fc;
const CONTINUE = 0x003c;

function streamOf(records: readonly XlsRecord[]): Uint8Array {
  return Uint8Array.from(records.flatMap(([type, body]) => [...u16(type), ...u16(body.length), ...body]));
}

/** A workbook of one sheet, which begins right behind the records of the workbook itself. */
function bookOf(shared: readonly XlsRecord[], cells: readonly XlsRecord[], biff = BIFF8): Uint8Array {
  const first = (start: number): XlsRecord[] => [
    [0x0809, [...u16(biff), ...u16(5), ...u32(0), ...u32(0)]],
    [0x0085, [...u32(start), 0, 0, 2, ...(biff === BIFF8 ? [0] : []), ...narrow('s1')]],
    ...shared,
    [0x000a, []],
  ];
  const start = streamOf(first(0)).length;
  return streamOf([
    ...first(start),
    [0x0809, [...u16(biff), ...u16(16), ...u32(0), ...u32(0)]],
    ...cells,
    [0x000a, []],
  ]);
}

/** A cell in column A that shows a shared text. */
const shows = (text: number): XlsRecord => [0x00fd, [...u16(text), ...u16(0), ...u16(0), ...u32(text)]];
/** A cell in B3 with the body of a text. */
const holds = (type: number, body: readonly number[]): XlsRecord => [type, [...u16(2), ...u16(1), ...u16(0), ...body]];
const formula: XlsRecord = holds(0x0006, [0, 0, 0, 0, 0, 0, 0xff, 0xff, ...u16(0), ...u32(0), ...u16(0)]);

/** The file around the stream, as the library packs it. */
function fileOf(stream: Uint8Array): Uint8Array {
  const container = CFB.utils.cfb_new();
  CFB.utils.cfb_add(container, '/Workbook', stream);
  return Uint8Array.from(CFB.write(container, { type: 'array' }));
}

/** What the records are refused for, before the library sees them. */
function faultOf(stream: Uint8Array): readonly unknown[] {
  try {
    readXlsRecords(stream);
  } catch (error) {
    if (error instanceof WorkbookFault) return [error.code, error.expected, error.received, error.place];
    throw error;
  }
  return [];
}

const cutOff = (where: string, place = {}): readonly unknown[] => [
  'workbookDamaged',
  `完整的文本 whole texts (${where})`,
  '记录不完整 cut off',
  place,
];

describe('shared texts of an .xls', () => {
  const head = [...u32(1), ...u32(1)];
  it.each([
    ['within its count', [5]],
    ['before its flags', [5, 0]],
    ['within its characters', [5, 0, 0, 65]],
    ['within its wide characters', [2, 0, 1, 65, 0]],
    ['before its count of runs', [1, 0, 8]],
    ['within its runs', [1, 0, 8, 2, 0, 65, 0, 0, 0, 0, 0]],
    ['within the size of its reading', [1, 0, 4, 2, 0]],
    ['within its reading', [1, 0, 4, 0xff, 0xff, 0xff, 0xff, 65]],
  ])('that end %s are refused', (_, text) => {
    expect(faultOf(bookOf([[SST, [...head, ...text]]], [shows(0)]))).toEqual(cutOff('SST, 文本 text 1'));
  });

  it('are refused where a record ends within a character', () => {
    const fault = faultOf(bookOf([[SST, [...head, 2, 0, 1, 65, 0, 66]]], [shows(0)]));
    expect(fault).toEqual([
      'workbookDamaged',
      '完整的文本 whole texts (SST, 文本 text 1)',
      '半个字符 half a character',
      {},
    ]);
  });

  it('are refused in a record that continues them too, with the number of the text', () => {
    const fault = faultOf(
      bookOf(
        [
          [SST, [...u32(2), ...u32(2), 1, 0, 0, 65, 3, 0, 0, 66]],
          [CONTINUE, [1, 67, 0]],
        ],
        [],
      ),
    );
    expect(fault).toEqual(cutOff('SST, 文本 text 2'));
  });

  it('cut into records without end take no time without end', () => {
    const empty = Array.from({ length: 200_000 }, (): XlsRecord => [CONTINUE, []]);
    const fault = faultOf(bookOf([[SST, [...head, ...u16(60_000), 0, ...narrow('a'.repeat(60_000))]], ...empty], []));
    expect(fault[0]).toBe('tooLarge');
  });

  const texts = fc.array(
    fc.record({
      text: fc.string({ unit: fc.constantFrom('a', 'b', '1'), maxLength: 6 }),
      wide: fc.boolean(),
      runs: fc.option(fc.nat(3), { nil: undefined }),
      reading: fc.option(fc.nat(9), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 6 },
  );
  /** Bytes that belong together, of characters or of anything else; a record may end before any of them. */
  const laidOut = (
    drawn: readonly { text: string; wide: boolean; runs?: number | undefined; reading?: number | undefined }[],
  ) =>
    drawn.flatMap(({ text, wide: isWide, runs, reading }) => [
      {
        bytes: [
          ...u16(text.length),
          Number(isWide) + (reading === undefined ? 0 : 4) + (runs === undefined ? 0 : 8),
          ...(runs === undefined ? [] : u16(runs)),
          ...(reading === undefined ? [] : u32(reading)),
        ],
        isWide: undefined,
        begins: true,
      },
      ...[...text].map((letter) => ({ bytes: (isWide ? wide : narrow)(letter), isWide, begins: false })),
      { bytes: new Array<number>((runs ?? 0) * 4).fill(7), isWide: undefined, begins: false },
      { bytes: new Array<number>(reading ?? 0).fill(9), isWide: undefined, begins: false },
    ]);
  const cuts = fc.infiniteStream(fc.nat(5));

  it('are read the same wherever a record goes on in the next, and refused wherever they are cut off', () => {
    fc.assert(
      fc.property(texts, cuts, fc.nat(), (some, cutAt, short) => {
        const drawn = [...some, { text: 'z', wide: true }];
        const records: [number, number[]][] = [[SST, [...u32(drawn.length), ...u32(drawn.length)]]];
        let whole: number[] = [];
        for (const { bytes, isWide, begins } of laidOut(drawn)) {
          if (bytes.length > 0 && cutAt.next().value === 0) {
            whole = [];
            records.push([CONTINUE, isWide === undefined ? [] : [Number(isWide)]]);
          }
          // Up to here all texts are whole, and only fewer than declared.
          if (begins) whole.push(records.at(-1)?.[1].length ?? 0);
          records.at(-1)?.[1].push(...bytes);
        }
        const cells = [...drawn.keys()].map(shows);
        const { tables, issues } = readWorkbook(fileOf(bookOf(records, cells)), 'a.xls');
        expect(issues).toEqual([]);
        const rows = tables[0]?.rows.map((row) => row[0] ?? '') ?? [];
        expect(rows).toEqual(drawn.map(({ text }) => text));
        const last = records.at(-1)?.[1] ?? [];
        if (last.length === 0) return;
        last.length = short % last.length;
        const cut = bookOf(records, cells);
        // A text that is cut off must not reach the library, which would read without end.
        if (!whole.includes(last.length)) expect(faultOf(cut)[0]).toBe('workbookDamaged');
        expect(readWorkbook(fileOf(cut), 'a.xls').issues.map(({ code }) => code)).toEqual(['workbookDamaged']);
      }),
      { numRuns: 150 },
    );
  });
});

describe('other texts of an .xls', () => {
  const place = { row: 3, column: 'B3' };
  it.each([
    ['a label', bookOf([], [holds(0x0204, [9, 0, 0, 65])]), cutOff('BIFF 204', place)],
    ['a wide label', bookOf([], [holds(0x0204, [2, 0, 1, 65, 0])]), cutOff('BIFF 204', place)],
    ['a label without flags', bookOf([], [holds(0x0204, [1, 0])]), cutOff('BIFF 204', place)],
    ['a label of Excel 95', bookOf([], [holds(0x0204, [2, 0, 65])], BIFF5), cutOff('BIFF 204', place)],
    ['a label with fonts', bookOf([], [holds(0x00d6, [0xff, 0xff, 0])]), cutOff('BIFF d6', place)],
    ['the text of a formula', bookOf([], [formula, [0x0207, [3, 0, 0, 65]]]), cutOff('BIFF 207')],
    ['a format', bookOf([[0x041e, [164, 0, 0xff, 0xff, 0]]], []), cutOff('BIFF 41e')],
    ['a format of Excel 95', bookOf([[0x041e, [164, 0, 9, 48]]], [], BIFF5), cutOff('BIFF 41e')],
    ['the name of a sheet', bookOf([[0x0085, [0, 0, 0, 0, 0, 0, 31, 1, 65, 0]]], []), cutOff('BIFF 85')],
  ])('refuses %s that runs beyond its record', (_, stream, fault) => {
    expect(faultOf(stream)).toEqual(fault);
  });

  it('reads them where they are whole, also those that end with their record', () => {
    const long = 'a'.repeat(300);
    const cells: XlsRecord[] = [
      formula,
      [0x0207, [...u16(301), 0, ...narrow(long)]],
      [CONTINUE, [1, ...wide('亩')]],
      [0x0204, [...u16(3), ...u16(1), ...u16(0), 1, 0, 0, 66]],
      [0x0204, [...u16(4), ...u16(1), ...u16(0), 0, 0]],
      [0x00d6, [...u16(5), ...u16(1), ...u16(0), 1, 0, 1, ...wide('税')]],
    ];
    const { tables } = readWorkbook(fileOf(bookOf([], cells)), 'a.xls');
    expect(tables[0]?.rows).toEqual([[], [], ['', `${long}亩`], ['', 'B'], [], ['', '税']]);
  });

  it('reads a format of one character from Excel 95', () => {
    const cells: XlsRecord[] = [[0x0203, [...u16(0), ...u16(0), ...u16(0), 0, 0, 0, 0, 0, 0, 0xf0, 0x3f]]];
    const { tables } = readWorkbook(fileOf(bookOf([[0x041e, [164, 0, 1, 48]]], cells, BIFF5)), 'a.xls');
    expect(tables[0]?.rows).toEqual([['1']]);
  });

  it('refuses a sheet of another version within the workbook, which the library would read all else as', () => {
    const stream = bookOf(
      [],
      [
        [0x0809, [...u16(0x0200), ...u16(16), ...u32(0), ...u32(0)]],
        [0x000a, []],
      ],
    );
    expect(faultOf(stream).slice(0, 3)).toEqual(['workbookDamaged', 'BIFF 5 / 8', 'BIFF 200']);
  });

  it('hands on nothing that stands behind the end', () => {
    const stream = bookOf([], [holds(0x0204, [1, 0, 0, 65])]);
    const longer = Uint8Array.from([...stream, ...u16(0x01b8), ...u16(2), 1, 2]);
    expect(readXlsRecords(longer).cells.length).toBe(stream.length);
  });
});
