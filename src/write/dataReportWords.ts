import type { TotalScope } from '../intake/checkTotals.ts';
import type { HeaderRowKind } from '../intake/headerRows.ts';
import type { StatedBy } from '../intake/headerText.ts';
import type { IssueCode } from '../issues/issue.ts';
import type { Language } from '../issues/sentences.ts';

/** The words by which a report says how tables were read. */
export interface DataWords {
  readonly account: (name: string, rows: number, used: number, skipped: number, refused: number) => string;
  readonly leftOut: (reason: string) => string;
  readonly headerRow: (row: number, kind: string, text: string) => string;
  readonly dataFrom: (row: number) => string;
  /** A reason in both languages, as issues have it, or the words for a code. */
  readonly reason: (reason: string, code: string, rows: number) => string;
  readonly reasons: (texts: readonly string[]) => string;
  readonly rowKinds: Readonly<Record<HeaderRowKind, string>>;
  readonly rowCodes: Readonly<Partial<Record<IssueCode, string>>>;
  readonly columns: readonly string[];
  readonly unused: string;
  readonly ignored: string;
  readonly statedBy: Readonly<Record<StatedBy, string>>;
  readonly states: Readonly<Record<'notApplicable' | 'withheld' | 'unreadable', string>>;
  readonly different: (texts: number) => string;
  readonly comma: string;
  readonly scopes: Readonly<Record<TotalScope, string>>;
  readonly totalFits: (row: number, text: string, scope: string, columns: number) => string;
  readonly totalDiffers: (
    row: number,
    text: string,
    scope: string,
    header: string,
    stated: string,
    own: string,
    difference: string,
  ) => string;
  readonly fits: Readonly<Record<'withRefused' | 'withSkipped', string>>;
}

export const DATA_WORDS: Readonly<Record<Language, DataWords>> = {
  zh: {
    account: (name, rows, used, skipped, refused) =>
      `${name}：数据 ${rows} 行 = 采用 ${used} + 跳过 ${skipped} + 未采用 ${refused}`,
    leftOut: (reason) => `按对照表不读取：${reason}`,
    headerRow: (row, kind, text) => `第${row}行 ${kind}：${text}`,
    dataFrom: (row) => `数据自第${row}行起`,
    reason: (reason, code, rows) => `${reason === '' ? code : (reason.split(' ')[0] ?? reason)} ${rows} 行`,
    reasons: (texts) => `跳过和未采用的行：${texts.join('、')}`,
    rowKinds: { title: '标题', unitLine: '单位行', note: '表前说明', codes: '栏号', header: '表头', units: '单位' },
    rowCodes: {
      rowOfOtherYear: '其他年度',
      rowRepeated: '与前行相同',
      rowWithoutId: '缺少企业标识',
      headerOther: '另一表头',
      rowUnderOtherHeader: '在另一表头之下',
      rowTooLong: '单元格多于表头',
      nameUnknown: '没有代码且无同名企业',
      nameAmbiguous: '没有代码且有多家同名企业',
      leaseWithoutFirm: '租赁双方都不在企业名单中',
      firmRepeated: '同一企业多行且不同',
      yearInvalid: '年度无法识别',
      yearUnknown: '评价年度未定',
    },
    columns: ['列', '列名', '字段', '单位', '有值', '缺失', '其他', '最小 … 最大', '示例'],
    unused: '（未采用）',
    ignored: '（不读取）',
    statedBy: { firm: '（自报）', department: '（核定）' },
    states: { notApplicable: '不适用', withheld: '保密', unreadable: '无法读取' },
    different: (texts) => `${texts} 种`,
    comma: '、',
    scopes: { all: '全表', sinceLast: '上一合计行之后', above: '以上各行', below: '以下至下一合计行' },
    totalFits: (row, text, scope, columns) => `第${row}行“${text}”：与${scope}相符（${columns} 列）`,
    totalDiffers: (row, text, scope, header, stated, own, difference) =>
      `第${row}行“${text}” ${header}：表中 ${stated}，${scope}采用的行为 ${own}，相差 ${difference}`,
    fits: { withRefused: '；加上未采用的行后相符', withSkipped: '；加上未采用和跳过的行后相符' },
  },
  en: {
    account: (name, rows, used, skipped, refused) =>
      `${name}: ${rows} rows of data = ${used} used + ${skipped} skipped + ${refused} refused`,
    leftOut: (reason) => `left out by the mapping: ${reason}`,
    headerRow: (row, kind, text) => `row ${row}, ${kind}: ${text}`,
    dataFrom: (row) => `data from row ${row}`,
    reason: (reason, code, rows) => `${reason === '' ? code : reason.slice(reason.indexOf(' ') + 1)} ${rows}`,
    reasons: (texts) => `rows not used: ${texts.join(', ')}`,
    rowKinds: {
      title: 'title',
      unitLine: 'units of the table',
      note: 'note',
      codes: 'column codes',
      header: 'header',
      units: 'units',
    },
    rowCodes: {
      rowOfOtherYear: 'another year',
      rowRepeated: 'same as a row above',
      rowWithoutId: 'no firm named',
      headerOther: 'another header',
      rowUnderOtherHeader: 'below another header',
      rowTooLong: 'more cells than the header',
      nameUnknown: 'no code, and no firm of that name',
      nameAmbiguous: 'no code, and several firms of that name',
      leaseWithoutFirm: 'neither party to the lease is a firm',
      firmRepeated: 'one firm on rows that differ',
      yearInvalid: 'year not readable',
      yearUnknown: 'year not chosen',
    },
    columns: ['col', 'header', 'field', 'unit', 'filled', 'missing', 'other', 'least … greatest', 'examples'],
    unused: '(not used)',
    ignored: '(not read)',
    statedBy: { firm: ' (by the firm)', department: ' (verified)' },
    states: { notApplicable: 'n/a ', withheld: 'withheld ', unreadable: 'unreadable ' },
    different: (texts) => `${texts} different`,
    comma: ', ',
    scopes: {
      all: 'the whole table',
      sinceLast: 'the rows since the last total',
      above: 'the rows above',
      below: 'the rows down to the next total',
    },
    totalFits: (row, text, scope, columns) => `row ${row} "${text}": fits ${scope} (${columns} columns)`,
    totalDiffers: (row, text, scope, header, stated, own, difference) =>
      `row ${row} "${text}" ${header}: stated ${stated}, the rows used of ${scope} give ${own}, a difference of ${difference}`,
    fits: {
      withRefused: '; with the rows refused it fits',
      withSkipped: '; with the rows refused and skipped it fits',
    },
  },
};
