/** Texts that the engine computes, with their Chinese twins. */
const CHINESE: Readonly<Record<string, string>> = {
  holds: '成立',
  doesNotHold: '不成立',
  ungraded: '不定等级',
  notYet: '暂不评价',
  notEvaluated: '不评价',
  graded: '定级',
  alone: '单独评价',
  correction: '数据更正（correction）',
  move: '等级调整（move）',
  'a field': '字段',
  'a key that the mapping knows': '对照表中可用的键',
  grade: '等级',
  'a landlord with a grade of its own': '自身有等级的出租方',
  'a category that is of these units': '以此类评价单元为对象（of）的类别',
  'an amount that is in no other ledger': '不包含在其他台账中的数量',
  'a field, which a table can state': '表格中可填报的字段',
  'all firms': '全部企业',
  'nothing else': '没有其他内容',
  'another form': '规定的格式',
  'each id once, in order': '编号不重复、按顺序排列',
  'as many rows as sources, as many values as fields': '行号与来源、数值与字段一一对应',
  'a value of the field': '与字段类型相符的值',
  'a column of a source': '来源中的一列',
  'deeper nesting': '嵌套更深',
  '"min", "max" or both': '填 min、max 之一或两者',
  '"places" and "mode" for every statistic but best, which is not rounded':
    '除 best（不修约）外，各统计量须写明 places 和 mode',
  '"places" and "mode" together': 'places 和 mode 同时填写',
  '"quantile" with the statistic quantile, and with it alone': '统计量为 quantile 时填 quantile，否则不填',
  '"ratioPlaces" with meanOfRatios, median and quantile, and with them alone':
    '统计量为 meanOfRatios、median、quantile 时填 ratioPlaces，否则不填',
  '"rounding" with rate or share, and with them alone': '有 rate 或 share 时填 rounding，否则不填',
  'a coefficient stands in no group': '系数不归入加减分组',
  'a coefficient that is not negative, such as "1.1"': '不为负的系数，如 "1.1"',
  'a grade, not the word ungraded': '等级，不能用 ungraded',
  'a share of the score, such as "10%" or "-5%"': '得分的比例，如 "10%"、"-5%"',
  'a share such as "15%"': '比例，如 "15%"',
  'exactly one of fix, raise, lower, notAbove, notBelow': '填 fix、raise、lower、notAbove、notBelow 之一',
  'exactly one of points, perUnit, ofScore, times': '填 points、perUnit、ofScore、times 之一',
  'not both rate and share': 'rate 和 share 不能同时填写',
  'a field or an indicator: nothing is scored': '字段或指标（本类别不计分）',
  'a grading that needs no score': '不需要综合得分的定级方法',
  'each of the six reasons once': '六种原因各一次',
  'a name of your own': '不用保留名称',
  'a letter, then letters, digits, _ or -': '以文字或字母开头，只含文字、字母、数字、_ 和 -',
  '"atLeast", "atMost" or both': '填 atLeast、atMost 之一或两者',
  'at least one of atLeast, moreThan, atMost, lessThan, equals':
    '至少填 atLeast、moreThan、atMost、lessThan、equals 之一',
  'at least one of notBefore, notAfter, atLeastOld, youngerThan':
    '至少填 notBefore、notAfter、atLeastOld、youngerThan 之一',
  'exactly one of category, grade, flag': '填 category、grade、flag 之一',
  'either "is" or "startsWith"': '填 is、startsWith 之一',
  '"on" with atLeastOld or youngerThan, and with them alone': '有 atLeastOld 或 youngerThan 时填 on，否则不填',
  'one of the firms': '企业名单中的一家',
  'leaseFrom, leaseTo': '租赁起始日期（leaseFrom）或租赁终止日期（leaseTo）',
  'lines that add up to the value': '各行之和等于该数值',
  'first day ≤ last day': '起始日期不晚于终止日期',
  'looks like a registration number of the old kind': '像是旧工商注册号',
  'looks like an organisation code': '像是组织机构代码',
  'looks like a tax number of the old kind': '像是旧税务登记号',
  'looks like the number of a person’s identity card': '像是居民身份证号码',
  nothing: '空',
  string: '文字（数也要加引号）',
  number: '数',
  boolean: 'true 或 false',
  array: '列表 […]',
  object: '对象 {…}',
  record: '对象 {…}',
  'a key that the scheme language knows': '办法语言中的键',
  'what this gap earns': '该缺项得几分',
  'each name once': '每个名称一次',
  'each key once': '每个键一次',
  'a field or ledger': '字段或台账',
  'an amount: a field or a ledger': '数量：字段或台账',
  'fields and other ledgers': '字段或其他台账（不能包含自己）',
  'a label': '标签字段',
  'a date': '日期字段',
  'numerator, denominator > 0': '分子和大于零的分母',
  'no change by hand': '（无）',
  'each firm once': '每家企业一次',
  'a day such as "2022-12-31"': '日期，如 "2022-12-31"',
  'a day of the year, such as "12-31"': '一年中的一天，如 "12-31"',
  'full years or months, such as "3 年"': '整年或整月，如 "3 年"、"18 个月"',
  'sector, zone or town': 'sector（行业代码）、zone（园区）或 town（镇街）',
  'values that rise': '由低到高的数值',
  'score first, best scores first': '先按综合得分由高到低',
  'the same ranking and grading as': '与共用排名组的类别相同的排名和定级规则',
  'a name that no category has': '不与类别重名',
  'a flag': '是否类字段或标记',
  'what is known by then': '此时已知的内容',
  'scores that fall': '由高到低的分数',
  'values that fall': '由高到低的数值',
  'shares that rise, since they are cumulative': '逐级增大的累计比例',
  '100% at the end': '最后为 100%',
  'a name that no field has': '不与字段重名',
  'the id of a scheme or a file': '内置办法的编号或文件',
  'no circle': '不循环引用',
  'its own condition, which no firm can meet': '条件自相矛盾，没有企业能符合',
  'nothing new before it': '其前不得新增规则',
  'a decimal number as text, such as "30" or "0.5"': '加引号的数，如 "30"、"0.5"',
  'a number and its unit, such as "3 亩"': '数和单位，如 "3 亩"',
  'save it as .xlsx': '另存为 .xlsx',
  'take its password away and save it as .xlsx': '取消密码，另存为 .xlsx',
  'a workbook with a password': '有密码保护的工作簿',
  'a web page (HTML) or XML': '网页（HTML）或 XML',
  'at most 60 levels': '至多嵌套 60 层',
  'no workbook': '不是工作簿',
  '18 characters': '18位',
  'a zip archive': '压缩包（zip）',
  'a compound file without a workbook': '不含工作簿的复合文档',
  'a share, such as "20%"': '比例，如 "20%"',
};

/** Texts that intake makes in both languages at once, apart. */
const BILINGUAL: readonly (readonly [zh: string, en: string])[] = [
  ['企业', 'firm'],
  ['合计行', 'total'],
  ['表尾', 'footer'],
  ['空行', 'blank'],
  ['未写明或不止一个', 'none or several'],
  ['空行', 'empty'],
  ['仅有序号', 'serial number only'],
  ['重复表头', 'header again'],
  ['金额', 'amount'],
  ['等级', 'grade'],
];

/** A short text of an issue in the language of its reader; names, figures and units stay as they are. */
export function inLanguage(text: string, language: 'zh' | 'en'): string {
  for (const [zh, en] of BILINGUAL) {
    const both = `${zh} ${en}`;
    if (text === both) return language === 'zh' ? zh : en;
    if (text.startsWith(`${both}: `)) {
      const rest = text.slice(both.length + 2);
      return language === 'zh' ? `${zh}（${rest}）` : `${en}: ${rest}`;
    }
  }
  if (/^\d{1,2}=./u.test(text))
    return text
      .split(', ')
      .map((one) => positionText(one, language))
      .join('、');
  return language === 'zh' ? inChinese(text) : text;
}

/** What stands at a position of a credit code: "18=X", or the characters that can. */
function positionText(text: string, language: 'zh' | 'en'): string {
  const [position, character = ''] = text.split('=');
  const [zh, en] = CHARACTERS.get(character) ?? [character, character];
  return language === 'zh' ? `第${position}位为${zh}` : `${en} at position ${position}`;
}

const CHARACTERS: ReadonlyMap<string, readonly [zh: string, en: string]> = new Map([
  ['0-9', ['数字', 'a digit']],
  [
    '0-9A-Z (I O S V Z ✗)',
    ['数字或大写字母（不用 I、O、S、V、Z）', 'a digit or a capital letter other than I O S V Z'],
  ],
]);

/** An expectation in Chinese, be it one or several between bars; names and units stay as they are. */
function inChinese(text: string): string {
  const whole = Object.hasOwn(CHINESE, text) ? CHINESE[text] : undefined;
  if (whole !== undefined) return whole;
  const parts = text.split(' | ');
  return parts.length === 1 ? text : parts.map(inChinese).join(' | ');
}
