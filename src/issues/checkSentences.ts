/** Codes of what the checks of the data find. */
type FindingCode =
  | 'valueOutOfRange'
  | 'jumpAgainstLastYear'
  | 'sumsDisagree'
  | 'dataContradict'
  | 'outlierInSector'
  | 'unitMixup'
  | 'unitMixupOfLastYear'
  | 'unitMixupOfColumn'
  | 'unitMixupEither'
  | 'amountRepeated'
  | 'amountPlaceholder'
  | 'rowsAlike'
  | 'checkFoundMany';

/** What the checks of the data say; besides {expected} and {received} they name the figures that the finding rests on. */
export const CHECK_SENTENCES: Readonly<Record<FindingCode, { readonly zh: string; readonly en: string }>> = {
  valueOutOfRange: {
    zh: '{amount}不在合理范围内，请核对：合理范围为{expected}，实为{received}',
    en: '{amount} is outside its reasonable range, please verify: expected {expected}, found {received}',
  },
  jumpAgainstLastYear: {
    zh: '{amount}与上年相差悬殊（{times}），请核对或说明原因：{year}年度为{expected}，本年度为{received}',
    en: '{amount} differs widely from last year ({times}), please verify or explain: {expected} in {year}, now {received}',
  },
  sumsDisagree: {
    zh: '数据之间不符，请核对：{received}，应为{expected}（相差{difference}）',
    en: 'figures that do not agree, please verify: {received}, expected {expected} (they differ by {difference})',
  },
  dataContradict: {
    zh: '数据相互矛盾，请核对：{expected}；实为{received}',
    en: 'data that contradict each other, please verify: {expected}; found {received}',
  },
  outlierInSector: {
    zh: '{measure}与同类企业相差悬殊（中位数的{times}），请核对两项数据：{group}{firms}家企业的中位数为{median}，四分位数为{expected}，该企业为{received}',
    en: '{measure} is far from that of similar firms ({times} of the median), please verify both amounts: {group}, {firms} firms, median {median}, quartiles {expected}, this firm {received}',
  },
  unitMixup: {
    zh: '{amount}疑似以{unit}填入{stated}列，请核对：应约为{expected}，实为{received}；依据：{evidence}（箭头后为更正单位后的数值，括号内为中位数，比较范围：{group}）',
    en: '{amount} looks filled in in {unit} where the column says {stated}, please verify: expected about {expected}, found {received}; evidence: {evidence} (after the arrow with the unit mended, in brackets the median; compared with {group})',
  },
  unitMixupOfLastYear: {
    zh: '{amount}疑似以{unit}填入{stated}列，请核对：应约为{expected}，实为{received}；依据：{evidence}',
    en: '{amount} looks filled in in {unit} where the column says {stated}, please verify: expected about {expected}, found {received}; evidence: {evidence}',
  },
  unitMixupOfColumn: {
    zh: '{amount}整列疑似以{expected}填写，而按{received}读取（{of}家中{count}家如此），如属实请更正列名所注单位：{evidence}；例如{example}',
    en: '{amount}: the whole column looks filled in in {expected} but is read in {received} ({count} of {of} firms), if so correct the unit in its header: {evidence}; for example {example}',
  },
  unitMixupEither: {
    zh: '以下各列中疑似有单位填错的，请核对：{expected}；依据：{evidence}',
    en: 'among these columns at least one looks filled in in another unit, please verify: {expected}; evidence: {evidence}',
  },
  amountRepeated: {
    zh: '{count}家企业填报的数值完全相同，请核对是否误填：{received}；企业：{firms}',
    en: '{count} firms report the same figures, please verify: {received}; firms: {firms}',
  },
  amountPlaceholder: {
    zh: '{amount}疑似暂填的数字，请填实际数值：{received}',
    en: '{amount} looks like a placeholder, please give the actual figure: {received}',
  },
  rowsAlike: {
    zh: '与另一企业（{expected}）的{count}项数值完全相同，疑似错行或重复粘贴，请核对：{received}',
    en: 'has the same {count} amounts as another firm ({expected}), perhaps shifted or pasted twice, please verify: {received}',
  },
  checkFoundMany: {
    zh: '{title}：共{count}家企业疑似有此问题，请逐一核对；前{shown}家为{firms}，其余{more}家未列出',
    en: '{title}: {count} firms look so, please verify each; the first {shown} are {firms}; {more} more are not listed',
  },
};
