import { type CellObject, read, utils } from '@e965/xlsx';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFacts } from '../../src/intake/readFacts.ts';
import { readWorkbook } from '../../src/intake/readWorkbook.ts';
import { amounts, codesOf, schemeBy, table } from './sample.ts';
import { type BookType, bookOf, faultsOf, rowsOf, xlsxOf } from './workbooks.ts';

const BOTH: readonly BookType[] = ['xlsx', 'biff8'];
const text = (v: string): CellObject => ({ t: 's', v });
const number = (v: number, z?: string): CellObject => ({ t: 'n', v, ...(z !== undefined && { z }) });

describe.each(BOTH)('a workbook as %s', (type) => {
  it('has row k of the sheet at rows[k − 1], and column A first', () => {
    expect(rowsOf(bookOf({ B3: text('甲'), D3: text('乙'), A5: text('丙') }, type))).toEqual([
      [],
      [],
      ['', '甲', '', '乙'],
      [],
      ['丙'],
    ]);
  });

  it('has numbers as they are, whatever their format shows', () => {
    const cells = {
      A1: number(1234.5, '#,##0'),
      B1: number(12.3456, '0.0'),
      C1: number(1e-7),
      D1: number(120_000_000_000_000, '0.00E+00'),
      E1: number(-0.5),
    };
    expect(rowsOf(bookOf(cells, type))).toEqual([['1234.5', '12.3456', '0.0000001', '120000000000000', '-0.5']]);
  });

  it('has percentages with their sign and all their digits', () => {
    // 12 % of a displayed 12% may be 0.1234; 0.07 × 100 is 7.000000000000001 in floats.
    const cells = {
      A1: number(0.0302, '0.00%'),
      B1: number(0.1234, '0%'),
      C1: number(0.07, '0%'),
      D1: number(-2, '0%'),
    };
    expect(rowsOf(bookOf(cells, type))).toEqual([['3.02%', '12.34%', '7%', '-200%']]);
  });

  it('has days as YYYY-MM-DD, with the time of day where there is one', () => {
    const cells = {
      A1: number(44256, 'yyyy"年"m"月"d"日"'),
      B1: number(44256.75, 'yyyy/m/d h:mm'),
      C1: number(61, 'm/d/yy'),
      D1: number(2_958_465, 'yyyy-mm-dd'),
      E1: number(44621, '[$-804]yyyy"年"m"月";@'),
      F1: number(0.5, 'h:mm:ss'),
    };
    expect(rowsOf(bookOf(cells, type))).toEqual([
      ['2021-03-01', '2021-03-01 18:00:00', '1900-03-01', '9999-12-31', '2022-03-01', '12:00:00'],
    ]);
  });

  it('counts days from 1904 where the workbook does', () => {
    const change = { Workbook: { WBProps: { date1904: true } } };
    expect(rowsOf(bookOf({ A1: number(42794, 'yyyy-mm-dd') }, type, change))).toEqual([['2021-03-01']]);
  });

  it('has yes, no and errors as texts', () => {
    const cells: Record<string, CellObject> = {
      A1: { t: 'b', v: true },
      B1: { t: 'b', v: false },
      C1: { t: 'e', v: 7 },
      D1: { t: 'e', v: 42 },
    };
    expect(rowsOf(bookOf(cells, type))).toEqual([['TRUE', 'FALSE', '#DIV/0!', '#N/A']]);
  });

  it('has a formula as the value that was saved with it', () => {
    expect(rowsOf(bookOf({ A1: { t: 'n', v: 7, f: '1+2' }, B1: { t: 's', v: '甲', f: '"乙"' } }, type))).toEqual([
      ['7', '甲'],
    ]);
  });

  it('tells a code that became a number from the code: it ends in 000', () => {
    const cells = { A1: text('统一社会信用代码'), A2: number(913307841000001300), A3: text('91330784100001369K') };
    const { tables } = readWorkbook(bookOf(cells, type), 'a.xls');
    expect(tables[0]?.rows).toEqual([['统一社会信用代码'], ['913307841000001000'], ['91330784100001369K']]);
    expect(codesOf(readFacts(tables, schemeBy('creditCode')))).toEqual(['creditCodeTruncated']);
  });

  it('reads a sum as Excel shows it, and says so', () => {
    // 1.1 + 2.2 is 3.3000000000000003 in floats, and 3.3 on the screen.
    const bytes = bookOf({ A1: number(1.1 + 2.2), A2: number(0.1 + 0.2) }, type);
    expect(rowsOf(bytes)).toEqual([['3.3'], ['0.3']]);
    expect(faultsOf(bytes)).toEqual([
      'numberShortened: a.xlsx, Sheet1: more than 15 significant digits (mostly remains of formulas), read as the 15 that Excel shows: A1 3.3000000000000003 → 3.3、A2 (×2)',
    ]);
  });

  it('cuts codes that became numbers, so that their names lead to the firms', () => {
    const cells = {
      A1: text('统一社会信用代码'),
      B1: text('企业名称'),
      C1: text('税收（万元）'),
      ...Object.fromEntries(
        ['913307847000100583', '913307847000200593'].flatMap((code, at) => [
          [`A${at + 2}`, number(Number(code))],
          [`B${at + 2}`, text(`示例${at}`)],
          [`C${at + 2}`, number(at)],
        ]),
      ),
    };
    const { tables, issues } = readWorkbook(bookOf(cells, type), 'a.xls');
    expect(tables[0]?.rows.slice(1).map(([code]) => code)).toEqual(['913307847000100000', '913307847000200000']);
    expect(issues.map(({ received }) => received)).toEqual(['A2 913307847000100600 → 913307847000100000、A3 (×2)']);
    const scheme = schemeBy('creditCode', { intake: { joinByName: { allowed: true } } });
    const land = table(['统一社会信用代码 | 企业名称 | 用地面积（亩）', '913307847000100583 | 示例0 | 5'], 'b.csv');
    const facts = readFacts([...tables, land], scheme);
    expect(facts.ids).toContain('913307847000100583');
    expect(codesOf(facts)).toContain('joinedByName');
  });

  it('keeps merged ranges within the rows', () => {
    const cells = { A1: text('标题'), A2: text('甲'), C4: text('丁') };
    const merges = [
      { s: { r: 0, c: 0 }, e: { r: 0, c: 2 } },
      { s: { r: 1, c: 0 }, e: { r: 9, c: 0 } },
    ];
    const sheet = { ...cells, '!ref': 'A1:C10', '!merges': merges };
    const { tables } = readWorkbook(bookOf(cells, type, { Sheets: { Sheet1: sheet } }), 'a');
    expect(tables[0]?.merged).toEqual([
      { row: 0, column: 0, rows: 1, columns: 3 },
      { row: 1, column: 0, rows: 3, columns: 1 },
    ]);
  });

  it('gives a table for each sheet with cells, and leaves hidden sheets with a warning', () => {
    const sheet = (v: string) => ({ A1: text(v), '!ref': 'A1' });
    const change = {
      SheetNames: ['one', 'blank', '__proto__', 'away'],
      Sheets: Object.fromEntries([
        ['one', sheet('1')],
        ['blank', { '!ref': 'A1' }],
        ['__proto__', sheet('2')],
        ['away', sheet('3')],
      ]),
      Workbook: {
        Sheets: [{ Hidden: 0 as const }, { Hidden: 0 as const }, { Hidden: 0 as const }, { Hidden: 2 as const }],
      },
    };
    const bytes = bookOf({ A1: text('') }, type, change);
    expect(readWorkbook(bytes, 'a').tables.map(({ sheet: name, rows }) => [name, rows])).toEqual([
      ['one', [['1']]],
      ['__proto__', [['2']]],
    ]);
    expect(faultsOf(bytes)).toEqual([
      'sheetHidden: a.xlsx, away: a hidden sheet, not read (1 rows); unhide it if it belongs to the data',
    ]);
  });

  it('reads hidden columns and says so', () => {
    const cells = { A1: text('a'), B1: text('b') };
    const sheet = { ...cells, '!ref': 'A1:B1', '!cols': [{}, { hidden: true }] };
    const bytes = bookOf(cells, type, { Sheets: { Sheet1: sheet } });
    expect(rowsOf(bytes)).toEqual([['a', 'b']]);
    expect(faultsOf(bytes).join()).toContain(
      'cellsHidden: a.xlsx, Sheet1: hidden or filtered out, but read as the rest: B 列 columns',
    );
  });

  it('reads a share right under a header in % and under one without', () => {
    const share = (header: string) => {
      const cells = { A1: text('id'), B1: text(header), A2: text('1'), B2: number(0.0302, '0.00%') };
      const own = schemeBy('code', {
        fields: { share: { kind: 'amount', title: '占比', unit: '1', spellings: ['占比'] } },
      } as never);
      return amounts(readFacts(readWorkbook(bookOf(cells, type), 'a').tables, own), 'share');
    };
    expect([share('占比（%）'), share('占比')]).toEqual([['0.0302'], ['0.0302']]);
  });
});

describe('an .xlsx by hand', () => {
  it('hands a formula without a value on as an error, never as zero or blank', () => {
    // openpyxl writes <v></v>, others nothing at all; the saved result of ="" is <v></v> under t="str".
    const bytes = xlsxOf(
      '<row r="1"><c r="A1"><f>B1+1</f></c><c r="B1"><f>2*3</f><v></v></c><c r="C1" t="str"><f>""</f><v></v></c></row>',
    );
    expect(rowsOf(bytes)).toEqual([['#CALC! =B1+1', '#CALC! =2*3']]);
    expect(faultsOf(bytes)).toEqual([
      'formulaWithoutValue: a.xlsx, 表一: formulas saved without their values, taken as formula errors; open and save it in Excel: A1 =B1+1 (×2)',
    ]);
  });

  it.each([
    ['an amount', '税收（万元）', ['unitAssumed']],
    ['a flag', '高新技术企业', []],
    ['a free text', '企业名称', []],
  ])('makes such a formula an issue of %s', (_, header) => {
    const cells = `<row><c t="str"><v>id</v></c><c t="str"><v>${header}</v></c></row><row><c><v>1</v></c><c><f>B9</f></c></row>`;
    const facts = readFacts(readWorkbook(xlsxOf(cells), 'a').tables, schemeBy('code'));
    expect(codesOf(facts)).toContain('cellError');
  });

  it('reads shared strings with runs, without the readings of characters, and inline ones', () => {
    const shared =
      '<sst><si><r><t>甲</t></r><r><t xml:space="preserve"> &amp;乙</t></r><rPh sb="0" eb="1"><t>ㄐ</t></rPh></si><si><t>a_x000D_b&#x4e2d;</t></si></sst>';
    const rows =
      '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="inlineStr"><is><t>x<![CDATA[<y>]]></t></is></c><c t="str"><v>&amp;lt;</v></c></row>';
    expect(rowsOf(xlsxOf(rows, { 'xl/sharedStrings.xml': shared }))).toEqual([['甲 &乙', 'a\rb中', 'x<y>', '&lt;']]);
  });

  it('keeps errors that are younger than the format, and days by ISO', () => {
    expect(rowsOf(xlsxOf('<row><c t="e"><v>#SPILL!</v></c><c t="d"><v>2021-03-01T00:00:00</v></c></row>'))).toEqual([
      ['#SPILL!', '2021-03-01'],
    ]);
  });

  it('knows the formats of Chinese Excel by number', () => {
    const styles =
      '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="31"/><xf numFmtId="57"/><xf numFmtId="10"/></cellXfs></styleSheet>';
    const rows =
      '<row><c s="1"><v>44256</v></c><c s="2"><v>44256</v></c><c s="3"><v>0.5</v></c><c s="0"><v>44256</v></c></row>';
    expect(rowsOf(xlsxOf(rows, { 'xl/styles.xml': styles }))).toEqual([['2021-03-01', '2021-03-01', '50%', '44256']]);
  });

  it('says which rows are hidden', () => {
    const rows =
      '<row r="1" hidden="1"><c t="str"><v>a</v></c></row><row r="2" hidden="1"/><row r="3"><c t="str"><v>b</v></c></row>';
    expect(faultsOf(xlsxOf(rows)).join()).toContain('1 行 rows');
  });
});

it('reads what the library reads, cell by cell', () => {
  const cell = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((v) => number(v)),
    fc.integer({ min: -1e9, max: 1e9 }).map((v) => number(v / 100)),
    fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
      .filter((v) => /^[^\p{C}]+$/u.test(v) && !v.includes('_x'))
      .map(text),
    fc.boolean().map((v): CellObject => ({ t: 'b', v })),
  );
  const sheets = fc.dictionary(
    fc.tuple(fc.nat(5), fc.nat(9)).map(([c, r]) => utils.encode_cell({ c, r })),
    cell,
    { minKeys: 1 },
  );
  fc.assert(
    fc.property(sheets, fc.constantFrom(...BOTH), (cells, type) => {
      const bytes = bookOf(cells, type);
      const sheet = read(bytes, { type: 'array' }).Sheets['Sheet1'] ?? {};
      const rows = rowsOf(bytes) ?? [];
      for (const address of Object.keys(cells)) {
        const { r, c } = utils.decode_cell(address);
        const ours = rows[r]?.[c] ?? '';
        const theirs: CellObject | undefined = sheet[address];
        if (theirs?.t === 'n' && Number.isInteger(theirs.v) && Math.abs(Number(theirs.v)) >= 1e15)
          expect(Number(ours) / Number(theirs.v)).toBeCloseTo(1, 13);
        else if (theirs?.t === 'n') expect(Number(ours)).toBe(Number(Number(theirs.v).toPrecision(15)));
        else if (theirs?.t === 'b') expect(ours).toBe(theirs.v === true ? 'TRUE' : 'FALSE');
        else expect(ours).toBe(theirs?.v ?? '');
      }
    }),
    { numRuns: 150 },
  );
});
