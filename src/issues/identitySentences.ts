import type { IssueCode } from './issue.ts';

type Sentences<Code extends IssueCode> = Readonly<Record<Code, { readonly zh: string; readonly en: string }>>;

/** What faults of codes, joins, several values of a datum and leases mean, for people; see sentences.ts. */
export const IDENTITY_SENTENCES: Sentences<
  | 'creditCodeRegion'
  | 'sectorContradicts'
  | 'sectorOfEdition2011'
  | 'codesAlike'
  | 'joinedByName'
  | 'nameDiffers'
  | 'lineRepeated'
  | 'valuesDiffer'
  | 'leaseOneSided'
  | 'leaseDiffers'
  | 'leaseRepeated'
  | 'leaseAlike'
  | 'leasePartyUnknown'
  | 'leasePartyTwofold'
  | 'leasePartiesUnknown'
  | 'leaseDatesUnread'
  | 'leaseExceeds'
  | 'leaseChain'
  | 'leaseCircle'
  | 'parcelShared'
  | 'nameAmbiguous'
  | 'nameUnknown'
  | 'leaseDisputed'
  | 'leaseColumnsDiffer'
  | 'leaseDoubled'
  | 'leaseUnconfirmed'
  | 'leaseDatesInvalid'
  | 'leaseNegative'
  | 'leaseWithoutFirm'
> = {
  sectorContradicts: {
    zh: '行业代码自相矛盾，按缺失处理：应为{expected}，实为“{received}”',
    en: 'the sector code contradicts itself, taken as missing: expected {expected}, found "{received}"',
  },
  sectorOfEdition2011: {
    zh: '行业代码是 2011 年版的，按缺失处理：2017 年版应为{expected}，实为“{received}”',
    en: 'a sector code of the 2011 edition, taken as missing: in that of 2017 it is {expected}, found "{received}"',
  },
  creditCodeRegion: {
    zh: '信用代码的登记机关区划不识别，请核对：应在{expected}之内，实为{received}',
    en: 'the region of registration in the credit code is not known, please verify: expected one of {expected}, found {received}',
  },
  codesAlike: {
    zh: '两个代码相近，可能是同一企业，请核对：{received}与{expected}',
    en: 'two codes that may be of one firm, please verify: {received} and {expected}',
  },
  joinedByName: {
    zh: '没有可用代码，按名称匹配：“{received}”即{expected}',
    en: 'no usable code, joined by name: "{received}" is {expected}',
  },
  nameDiffers: {
    zh: '同一企业名称不一致，采用{expected}，另有“{received}”',
    en: 'the firm has two names; {expected} stands, there is also "{received}"',
  },
  lineRepeated: {
    zh: '与第{expected}行完全相同，请核对是否重复：{received}',
    en: 'the same as row {expected}, please verify that it is not there twice: {received}',
  },
  valuesDiffer: {
    zh: '企业填报与部门核定不一致，按办法采用{expected}，未采用{received}',
    en: "the firm's value and the department's differ; by the scheme {expected} counts, not {received}",
  },
  leaseOneSided: {
    zh: '只有一方填报的租赁，应有{expected}的对应记录：{received}',
    en: 'a lease that only one party states, there should be a row of {expected}: {received}',
  },
  leaseDiffers: {
    zh: '出租、承租双方的数据不一致，按办法取其一：{expected}与{received}',
    en: 'landlord and tenant state different figures, one of them counts by the scheme: {expected} and {received}',
  },
  leaseRepeated: {
    zh: '重复填报的租赁，按办法只计一次：{received}与{expected}相同',
    en: 'a lease stated twice, by the scheme it counts once: {received} is the same as {expected}',
  },
  leaseAlike: {
    zh: '两笔租赁完全相同，按办法各计一次，请核对是否重复：{received}与{expected}',
    en: 'two leases that are the same, by the scheme each counts, please verify: {received} and {expected}',
  },
  leasePartyTwofold: {
    zh: '租赁一方的代码和名称是两家企业，以代码为准，计入{expected}，请核对；名称属于另一家企业，即{received}',
    en: 'code and name of a party to the lease are those of two firms, the code counts, that is {expected}; please verify, the name is that of {received}',
  },
  leasePartyUnknown: {
    zh: '租赁的一方不在企业名单中，只计入另一方：应为{expected}，实为“{received}”',
    en: 'one party to the lease is not among the firms, only the other’s amount counts: expected {expected}, found "{received}"',
  },
  leasePartiesUnknown: {
    zh: '租赁的一方不在企业名单中，只计入另一方：该列共{count}行、{parties}个名称，如{first}；属个人、村集体、外地单位的不必处理，属本地企业的请核对名称和代码',
    en: 'one party to the lease is not among the firms, only the other’s amount counts: {count} rows of this column, {parties} names, such as {first}; persons, villages and firms of elsewhere need nothing done, names and codes of local firms should be verified',
  },
  leaseDatesUnread: {
    zh: '租赁表中的日期列未采用，没有其他起止日期的租赁按全年计算：该列如“{received}”；如为起租或终止日期，请在对照表中指定为{expected}，否则指定为不采用',
    en: 'a column of days in a table of leases is not read, and leases without other dates count for the whole year: it has "{received}"; if these are first or last days say so with --mapping ({expected}), else ignore the column there',
  },
  leaseExceeds: {
    zh: '出租多于拥有：应不超过{expected}，实为{received}',
    en: 'more is let than there is: expected at most {expected}, found {received}',
  },
  leaseChain: {
    zh: '转租：{received}，见{expected}',
    en: 'a lease of what is leased: {received}, see {expected}',
  },
  leaseCircle: {
    zh: '循环租赁，请核对：{received}，见{expected}',
    en: 'leases in a circle, please verify: {received}, see {expected}',
  },
  parcelShared: {
    zh: '同一宗地出现在两家企业名下，请核对：宗地“{received}”另见{expected}',
    en: 'a parcel under two firms, please verify: "{received}", see also {expected}',
  },
  nameUnknown: {
    zh: '没有可用代码，其他表中也没有同名企业，该行未采用：应填{expected}，名称为“{received}”',
    en: 'no usable code, and no firm of the other tables has this name; the row was refused: expected {expected}, the name is "{received}"',
  },
  nameAmbiguous: {
    zh: '没有可用代码，而名称为多家企业所用，该行未采用：“{received}”可能是{expected}',
    en: 'no usable code, and the name is that of several firms; the row was refused: "{received}" may be {expected}',
  },
  leaseDisputed: {
    zh: '出租、承租双方的数据不一致，双方该项均按缺失处理：{expected}与{received}',
    en: 'landlord and tenant state different figures, both amounts are missing: {expected} and {received}',
  },
  leaseColumnsDiffer: {
    zh: '同一行对同一笔租赁填了两个不同的数，双方该项均按缺失处理：{expected}与{received}',
    en: 'two columns of a row state different figures of one lease, both amounts are missing: {expected} and {received}',
  },
  leaseDoubled: {
    zh: '重复填报的租赁，按办法双方该项均按缺失处理：{received}与{expected}相同',
    en: 'a lease stated twice, by the scheme both amounts are missing: {received} is the same as {expected}',
  },
  leaseUnconfirmed: {
    zh: '只有一方填报的租赁，双方该项均按缺失处理；应有{expected}的对应记录：{received}',
    en: 'a lease that only one party states, both amounts are missing; there should be a row of {expected}: {received}',
  },
  leaseDatesInvalid: {
    zh: '租期有误，该笔租赁无法计算：应为{expected}，实为{received}',
    en: 'the dates of the lease are wrong, it cannot be counted: expected {expected}, found {received}',
  },
  leaseNegative: {
    zh: '租赁的数量为负，双方该项均按缺失处理：应为{expected}，实为{received}',
    en: 'the amount of a lease is negative, both amounts are missing: expected {expected}, found {received}',
  },
  leaseWithoutFirm: {
    zh: '租赁双方都不在企业名单中，该行未采用：应有{expected}，实为{received}',
    en: 'neither party to the lease is among the firms, the row was refused: expected {expected}, found {received}',
  },
};
