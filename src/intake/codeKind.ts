import { isDay } from '../exact/calendar.ts';
import { checkCreditCode, organisationDigit } from './creditCode.ts';

/**
 * What a code that stands where a credit code should looks like. `cut`: eighteen digits that a spreadsheet kept fifteen of.
 * `wrongDigit`: a credit code of which a character is wrong. Older numbers: 注册号 (15 digits), 组织机构代码 (9 characters), 税号 (15,
 * 17 or 20 characters); 身份证号 is of the person behind a 个体户.
 */
export type CodeKind =
  | 'creditCode'
  | 'cut'
  | 'wrongDigit'
  | 'registrationNumber'
  | 'organisationCode'
  | 'taxNumber'
  | 'identityCard'
  | 'unknown';

/** The kind of a code in upper case, by its length, its characters and, where it has one, its check digit. */
export function codeKind(code: string): CodeKind {
  const fault = code.length === 18 ? checkCreditCode(code) : undefined;
  if (code.length === 18 && fault === undefined) return 'creditCode';
  if (isIdentityCard(code)) return 'identityCard';
  if (fault?.kind === 'truncated') return 'cut';
  if (code.length === 18) return 'wrongDigit';
  if (/^[0-9A-Z]{8}-?[0-9X]$/u.test(code) && organisationDigit(code.slice(0, 8)) === code.at(-1)) {
    return 'organisationCode';
  }
  if (/^\d{15}$/u.test(code) && hasRegistrationDigit(code)) return 'registrationNumber';
  if (/^\d{6}[0-9A-Z]{9}$/u.test(code) && organisationDigit(code.slice(6, 14)) === code[14]) return 'taxNumber';
  if (/^\d{15}$/u.test(code)) return 'registrationNumber';
  if (/^\d{17}[0-9X]\d{2}$/u.test(code) || /^\d{17}$/u.test(code)) return 'taxNumber';
  return 'unknown';
}

/** A person's number (GB 11643): a day of birth, and a check digit mod 11 with weights 2^(18−i). */
function isIdentityCard(code: string): boolean {
  if (!/^\d{17}[0-9X]$/u.test(code)) return false;
  if (!isDay(`${code.slice(6, 10)}-${code.slice(10, 12)}-${code.slice(12, 14)}`)) return false;
  if (!/^(19|20)/u.test(code.slice(6))) return false;
  let sum = 0;
  for (const digit of code.slice(0, 17)) sum = (sum * 2 + Number(digit)) % 11;
  const last = (12 - ((sum * 2) % 11)) % 11;
  return code[17] === (last === 10 ? 'X' : String(last));
}

/** The check digit of a registration number (GS 15): ISO 7064, mod 11, 10. */
function hasRegistrationDigit(code: string): boolean {
  let product = 10;
  for (const digit of code.slice(0, 14)) {
    const sum = (Number(digit) + product) % 10;
    product = ((sum === 0 ? 10 : sum) * 2) % 11;
  }
  return (Number(code[14]) + product) % 10 === 1;
}
