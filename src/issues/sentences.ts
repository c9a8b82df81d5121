import { ANSWER_SENTENCES } from './answerSentences.ts';
import { CHECK_SENTENCES } from './checkSentences.ts';
import { IDENTITY_SENTENCES } from './identitySentences.ts';
import { inLanguage } from './inChinese.ts';
import type { Issue, IssueCode } from './issue.ts';
import { SCHEME_SENTENCES } from './schemeSentences.ts';
import { visibleText } from './visibleText.ts';

export type Language = 'zh' | 'en';

/**
 * What each fault means, for people. {expected} and {received} are put in; the place is shown before the sentence. What stands in
 * square brackets is left out where nothing is expected.
 */
const SENTENCES: Readonly<Record<IssueCode, Readonly<Record<Language, string>>>> = {
  fileEmpty: { zh: '文件为空', en: 'the file is empty' },
  fileNotText: {
    zh: '不是文本表格：应为{expected}，实为{received}',
    en: 'not a text table: expected {expected}, found {received}',
  },
  fileNotCsv: {
    zh: '无法按 CSV 读取：应为{expected}，实为{received}',
    en: 'cannot be read as CSV: expected {expected}, found {received}',
  },
  fileWithoutRows: { zh: '只有表头，没有数据行', en: 'a header but no rows of data' },
  recordTooLong: {
    zh: '一行过长：上限{expected}，实为{received}',
    en: 'a row is too long: at most {expected}, found {received}',
  },
  tooLarge: {
    zh: '超过读取上限，未读取：上限{expected}，实为{received}',
    en: 'beyond what is read, nothing of it was read: at most {expected}, found {received}',
  },
  fileIgnored: {
    zh: '文件夹中的“{received}”不是{expected}，未读取；如是数据请另存为这些格式',
    en: 'in the folder, not read, being none of {expected}: {received}; if it holds data, save it in one of these formats',
  },
  workbookFormat: {
    zh: '这种文件不能读取：{received}；请用 Excel 或 WPS 打开后{expected}',
    en: 'this cannot be read: {received}; open it in Excel or WPS and {expected}',
  },
  workbookDamaged: {
    zh: '工作簿已损坏或不完整，未读取，请重新保存后再用：应为{expected}，实为{received}',
    en: 'the workbook is damaged or incomplete and was not read, save it anew: expected {expected}, found {received}',
  },
  sheetHidden: {
    zh: '隐藏的工作表，未读取（共{received}行）；如应采用，请取消隐藏',
    en: 'a hidden sheet, not read ({received} rows); unhide it if it belongs to the data',
  },
  cellsHidden: {
    zh: '有隐藏（或被筛选掉）的内容，已照常读取：{received}；如不应采用，请删除',
    en: 'hidden or filtered out, but read as the rest: {received}; delete what does not belong to the data',
  },
  formulaWithoutValue: {
    zh: '公式没有保存计算结果，按公式错误处理；请用 Excel 打开、保存后再用：{received}',
    en: 'formulas saved without their values, taken as formula errors; open and save it in Excel: {received}',
  },
  numberShortened: {
    zh: '超过{expected}位有效数字（多为公式的浮点尾数），按 Excel 显示的{expected}位读取：{received}',
    en: 'more than {expected} significant digits (mostly remains of formulas), read as the {expected} that Excel shows: {received}',
  },
  columnRepeated: {
    zh: '同一字段出现在多列，均未采用：{received}（应只有一列{expected}）',
    en: 'several columns hold the same field, none was used: {received} (expected one column of {expected})',
  },
  columnSetAside: {
    zh: '对照表已指定另一列为{expected}，本列未采用：{received}',
    en: 'the mapping settles another column as {expected}, so this one is not used: {received}',
  },
  columnCodesDiffer: {
    zh: '同一行的两个代码不是同一企业的，按{expected}读取，请核对：{received}',
    en: 'two codes on one row that are of different firms, read by {expected}, please verify: {received}',
  },
  columnUnknown: {
    zh: '未识别的列，未采用：{received}[；可能是：{expected}；可用 --mapping 指定]',
    en: 'unknown column, not used: {received}[; it could be: {expected}; --mapping settles it]',
  },
  columnRatio: {
    zh: '比率列，不作为数量读取（由各数量计算得出）：{received}',
    en: 'a ratio, which is worked out from its amounts and not read: {received}',
  },
  columnAmbiguous: {
    zh: '列名可作多种理解，未采用：{received}；可能是：{expected}；可用 --mapping 指定',
    en: 'a column that can mean several fields, not used: {received}; it could be: {expected}; --mapping settles it',
  },
  columnMissing: {
    zh: '缺少必需的列：{expected}；表头为：{received}',
    en: 'a necessary column is missing: {expected}; the header is: {received}',
  },
  unitUnknown: {
    zh: '单位不识别，该列未采用：应为{expected}之一，实为{received}',
    en: 'unknown unit, column not used: expected one of {expected}, found {received}',
  },
  unitAssumed: {
    zh: '列名未写单位，按{expected}读取：{received}',
    en: 'the header names no unit, read in {expected}: {received}',
  },
  mappingInvalid: {
    zh: '对照表填写有误：应为{expected}，实为{received}',
    en: 'the mapping is wrong: expected {expected}, found {received}',
  },
  mappingColumn: {
    zh: '对照表指定的列不存在或不唯一，请改用列号：“{received}”；表中有：{expected}',
    en: 'the mapping names no column, or several, give its letter instead: "{received}"; there are: {expected}',
  },
  mappingField: {
    zh: '对照表指定的字段不存在，该列未采用：应为{expected}，实为“{received}”',
    en: 'the mapping names no field, column not used: expected {expected}, found "{received}"',
  },
  mappingUnit: {
    zh: '对照表指定的单位不适用于该字段，该列未采用：应为{expected}之一，实为“{received}”',
    en: 'the unit in the mapping does not fit the field, column not used: expected one of {expected}, found "{received}"',
  },
  mappingOpen: {
    zh: '对照表中该列尚未确定（?），按没有对照表读取：{received}[；{expected}]',
    en: 'the mapping leaves this column open (?), it is read as without one: {received}[; {expected}]',
  },
  mappingUnused: {
    zh: '对照表的该条没有对应的表，未起作用：{received}；现有：{expected}',
    en: 'no table is read by this entry of the mapping: {received}; there are: {expected}',
  },
  tableLeftOut: {
    zh: '按对照表（{expected}）不读取该表：{received}',
    en: 'the table is left out by the mapping ({expected}): {received}',
  },
  rowWithoutId: {
    zh: '缺少企业标识，该行未采用：应填{expected}，实为“{received}”',
    en: 'the row names no firm and was refused: expected {expected}, found "{received}"',
  },
  rowOfOtherYear: {
    zh: '非评价年度的数据，已跳过：评价年度{expected}，该行{received}',
    en: 'a row of another year, skipped: evaluating {expected}, found {received}',
  },
  headerOther: {
    zh: '表中又有一行表头，与第{expected}行的不同，其下各行均未采用，请分为两张表：{received}',
    en: 'another header that is not the one in row {expected}; the rows below it were refused, make two tables of them: {received}',
  },
  rowUnderOtherHeader: {
    zh: '在第{expected}行的另一表头之下，该行未采用：{received}',
    en: 'below another header, that of row {expected}; the row was refused: {received}',
  },
  rowTooLong: {
    zh: '该行单元格多于表头，可能错列，未采用：应为{expected}列，多出“{received}”',
    en: 'more cells than the header, perhaps shifted; the row was refused: expected {expected} columns, extra "{received}"',
  },
  rowSkipped: { zh: '非企业数据行，已跳过：{received}', en: 'not a row of a firm, skipped: {received}' },
  rowRepeated: {
    zh: '与第{expected}行完全相同，已跳过：{received}',
    en: 'exactly the same as row {expected}, skipped: {received}',
  },
  firmRepeated: {
    zh: '同一企业在表中出现多次且内容不同，各行均未采用，请保留一行：应只有一行，另见第{received}行',
    en: 'the same firm on several rows that differ; all were refused, keep one: expected one row, see also row {received}',
  },
  factRepeated: {
    zh: '同一企业同一字段在两处不一致，均未采用：{expected}与{received}',
    en: 'two values for the same fact, neither was used: {expected} and {received}',
  },
  totalDiffers: {
    zh: '表中合计与各行不符，请核对：表中为{received}，按采用的各行计算为{expected}',
    en: 'the stated total is not what the rows come to, please verify: stated {received}, the rows used give {expected}',
  },
  totalOfOthers: {
    zh: '表中合计包含了未采用的行：表中为{received}，采用的各行为{expected}，加上未采用的行后正好相符',
    en: 'the stated total counts rows that were not used: stated {received}, the rows used give {expected}, with the others it is just that',
  },
  numberInvalid: {
    zh: '不是有效数字，按缺失处理：应为 {expected} 这样的数，实为“{received}”',
    en: 'not a number, taken as missing: expected one such as {expected}, found "{received}"',
  },
  numberTooPrecise: {
    zh: '有效数字过多，按缺失处理：至多{expected}，实为{received}',
    en: 'too many significant digits, taken as missing: at most {expected}, found {received}',
  },
  cellError: {
    zh: '单元格是公式错误，按缺失处理：应为 {expected} 这样的数，实为 {received}',
    en: 'the cell holds a formula error, taken as missing: expected one such as {expected}, found {received}',
  },
  labelUnknown: {
    zh: '取值不识别，按缺失处理：应为{expected}之一，实为“{received}”',
    en: 'unknown value, taken as missing: expected one of {expected}, found "{received}"',
  },
  yearInvalid: {
    zh: '年度无法识别，该行未采用：应为{expected}，实为“{received}”',
    en: 'not a year, the row was refused: expected {expected}, found "{received}"',
  },
  dateInvalid: {
    zh: '日期无法识别，按缺失处理：应为{expected}，实为“{received}”',
    en: 'not a date, taken as missing: expected {expected}, found "{received}"',
  },
  historyInvalid: {
    zh: '不是往年评价结果（evaluation.json），或已被改动：应为{expected}，实为{received}',
    en: 'not an earlier evaluation (evaluation.json), or edited: expected {expected}, found {received}',
  },
  historyAbsent: {
    zh: '办法用到往年评价结果，但未提供：应有 {expected} 年度，实有：{received}',
    en: 'the scheme asks for an earlier evaluation that is not at hand: expected that of {expected}, there is: {received}',
  },
  historyRepeated: {
    zh: '同一年度有两份往年评价结果，以先列者为准：年度 {received}，已有 {expected}',
    en: 'two earlier evaluations of one year, the first counts: year {received}, there is {expected} already',
  },
  creditCodeInvalid: {
    zh: '统一社会信用代码校验不通过，请核对：应为{expected}，实为{received}',
    en: 'the credit code fails its check, please verify: expected {expected}, found {received}',
  },
  creditCodeTruncated: {
    zh: '信用代码疑似被 Excel 截断（末三位变为 000），请按证照更正：可能原为{expected}，实为{received}',
    en: 'the credit code looks cut off by Excel (last three digits became 000), correct it from the licence: it may have been {expected}, found {received}',
  },
  sectorUnknown: {
    zh: '行业代码不识别：应为{expected}，实为“{received}”',
    en: 'unknown sector code: expected {expected}, found "{received}"',
  },
  ...CHECK_SENTENCES,
  ...IDENTITY_SENTENCES,
  factsInvalid: {
    zh: '不是评价时写出的事实文件，或已被改动：应为{expected}，实为{received}',
    en: 'not the facts of a run, or edited: expected {expected}, found {received}',
  },
  runFileUnreadable: { zh: '文件缺失或无法读取', en: 'a file of the run is missing or cannot be read' },
  ...SCHEME_SENTENCES,
  yearUnknown: {
    zh: '无法确定评价年度，请用 --year 指定[（办法适用年度{expected}）]：数据中的年度：{received}',
    en: 'the evaluation year is not known, give --year[ (the scheme holds for {expected})]; years in the data: {received}',
  },
  yearOutsideScheme: {
    zh: '评价年度不在办法有效期内：应为{expected}，实为{received}',
    en: 'the year is outside the validity of the scheme: expected {expected}, found {received}',
  },
  fieldAbsent: {
    zh: '办法需要而数据中没有的字段：{expected}',
    en: 'the scheme needs a field that no table brought: {expected}',
  },
  fieldEmpty: {
    zh: '数据中有该字段的列，但没有一个可用的值：{expected}',
    en: 'a table has a column of this field but not one value that can be used: {expected}',
  },
  categoryUndecided: {
    zh: '数据缺失，无法判定企业类别：可能是{received}',
    en: 'a datum is missing, the category cannot be decided: could be {received}',
  },
  categoryAmbiguous: {
    zh: '企业同时符合多个类别：应只有{expected}个，实为{received}',
    en: 'several categories admit the firm: expected {expected}, found {received}',
  },
  poolUndecided: {
    zh: '缺少{expected}，无法确定排名分组',
    en: '{expected} is missing, so the firm has no pool to be ranked in',
  },
  baselineUndefined: {
    zh: '{expected}的基准值无法计算（没有数据或不大于零），改用：{received}',
    en: 'no baseline of {expected} can be computed (no data, or not above zero), used instead: {received}',
  },
  conditionUndecided: {
    zh: '规则所需数据缺失，无法判定：{expected}；按“{received}”处理',
    en: 'the rule cannot be decided, a datum being absent: {expected}; treated as "{received}"',
  },
  conditionUndecidedForMost: {
    zh: '多数企业（{of}家中{count}家）缺少规则所需的数据，无法判定：{expected}；这些企业均按“{received}”处理',
    en: 'most firms ({count} of {of}) lack a datum that the rule needs, so it cannot be decided: {expected}; for all of them treated as "{received}"',
  },
  overridesDisagree: {
    zh: '两条定级规则相互冲突，按先列者执行：以“{expected}”为准，“{received}”未执行',
    en: 'two rules disagree on the grade, the first listed prevails: "{expected}", not "{received}"',
  },
  landlordUnknown: {
    zh: '数据中没有所指的出租方“{received}”，按“{expected}”处理',
    en: 'no such landlord among the data: "{received}"; treated as "{expected}"',
  },
  landlordInherits: {
    zh: '不能取其等级：应为{expected}，而{received}的等级也取自他人；不定等级',
    en: 'no grade to take: expected {expected}, but {received} takes its own from another; left ungraded',
  },
  adjustmentNotAllowed: {
    zh: '办法不允许这样的人工调整，未采用：办法允许{expected}，实为“{received}”',
    en: 'the scheme does not allow this by hand, not applied: allowed {expected}, found "{received}"',
  },
  adjustmentIncomplete: {
    zh: '人工调整填写不全，未采用：缺{expected}',
    en: 'the line is incomplete, not applied: {expected} is missing',
  },
  adjustmentFirmUnknown: {
    zh: '数据中没有这家企业，人工调整未采用，请填写数据中的企业代码：{received}',
    en: 'no such firm among the data, the line was not applied, give the code of the firm: {received}',
  },
  adjustmentItemUnknown: {
    zh: '事项不识别，人工调整未采用：应为{expected}，实为“{received}”',
    en: 'the item is not known, the line was not applied: expected {expected}, found "{received}"',
  },
  adjustmentInvalid: {
    zh: '人工调整的值无法采用：应为{expected}，实为“{received}”',
    en: 'the value cannot be used, the line was not applied: expected {expected}, found "{received}"',
  },
  adjustmentMismatch: {
    zh: '原值与现值不符，人工调整未采用：所填原值{received}，现为{expected}',
    en: 'the original value is not the present one, the line was not applied: stated {received}, the present one is {expected}',
  },
  adjustmentRepeated: {
    zh: '对同一项有多条互不衔接的人工调整，均未采用：{expected}，见第{received}行',
    en: 'several lines for one item that do not follow each other, none was applied: {expected}, rows {received}',
  },
  ...ANSWER_SENTENCES,
};

/** The sentence for an issue, without its place. */
export function sentenceOf(issue: Issue, language: Language): string {
  const word = (text: string): string => inLanguage(text, language);
  const { expected, received, figures } = issue;
  const texts: Readonly<Record<string, string>> = { ...figures, expected, received };
  return SENTENCES[issue.code][language]
    .replace(/\[([^\]]*)\]/g, expected === '' ? '' : '$1')
    .replace(/\{([a-z]+)\}/g, (slot, name: string) => (Object.hasOwn(texts, name) ? word(texts[name] ?? '') : slot));
}

/** Where an issue lies, for people: "税务.csv 第 14 行 税收（万元）". Empty where it has no place. */
function placeText({ place, figures }: Issue, language: Language): string {
  const zh = language === 'zh';
  return [
    place.file,
    place.sheet,
    place.row === undefined ? undefined : zh ? `第${place.row}行` : `row ${place.row}`,
    place.column === undefined ? undefined : zh ? `“${place.column}”列` : `column "${place.column}"`,
    place.firm,
    // What a check of the data found names the check by its evidence.
    figures === undefined ? place.path : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(zh ? ' ' : ', ');
}

/** What issues of a code have in common, for people: their sentence up to its colon, with "…" for what differs. */
export function kindOfIssue(code: IssueCode, language: Language): string {
  const [head = ''] = SENTENCES[code][language].replace(/\[[^\]]*\]/gu, '').split(/[：:]/u);
  return head.replace(/[“"]?\{[a-z]+\}[”"]?/giu, '…').trim();
}

/** An issue as one line: place, then sentence; what files say in it can do nothing to a terminal. */
export function issueLine(issue: Issue, language: Language): string {
  const place = placeText(issue, language);
  const sentence = sentenceOf(issue, language);
  return visibleText(place === '' ? sentence : `${place}${language === 'zh' ? '：' : ': '}${sentence}`);
}
