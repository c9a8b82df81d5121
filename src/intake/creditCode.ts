/**
 * The unified social credit code (统一社会信用代码, GB 32100-2015): a department, a kind of organisation, six digits of a region,
 * an organisation code (GB 11714) of eight characters and a check digit, and a check digit over all.
 */

/** What is wrong with a code; `expected` says what would be right: "17=5, 18=X" are check digits by position. */
export type CreditCodeFault =
  | { readonly kind: 'invalid'; readonly expected: string }
  /** Cut to 15 digits, as a spreadsheet does with a number; `originals` are the codes that it can have been. */
  | { readonly kind: 'truncated'; readonly originals: readonly string[] };

/** The fault of a code, or undefined where both of its check digits hold. The code is expected in upper case. */
export function checkCreditCode(code: string): CreditCodeFault | undefined {
  if (!SHAPE.test(code)) return { kind: 'invalid', expected: expectedShape(code) };
  const organisation = organisationDigit(code.slice(8, 16));
  const last = lastDigit(code.slice(0, 17));
  if (code[16] === organisation && code[17] === last) return undefined;
  if (/^\d{15}000$/u.test(code)) return { kind: 'truncated', originals: possibleOriginals(code) };
  // With a wrong 17th character, the 18th is the one that fits the right 17th: that is what the document shows.
  const right = lastDigit(code.slice(0, 16) + organisation);
  const faults =
    code[16] === organisation ? [`18=${last}`] : [`17=${organisation}`, ...(code[17] === right ? [] : [`18=${right}`])];
  return { kind: 'invalid', expected: faults.join(', ') };
}

/** Check digit of an organisation code's eight characters: 11 − Σ weight × value mod 11, where 10 is X and 11 is 0. */
export function organisationDigit(characters: string): string {
  const sum = WEIGHTS.reduce(
    (total, weight, index) => total + weight * valueInOrganisation(characters[index] ?? ''),
    0,
  );
  const digit = 11 - (sum % 11);
  return digit === 11 ? '0' : digit === 10 ? 'X' : String(digit);
}

/** Check digit of the 17 characters before it: 31 − Σ 3^(i−1) × value mod 31, where 31 is 0. */
export function lastDigit(characters: string): string {
  let weight = 1;
  let sum = 0;
  for (const character of characters) {
    sum += weight * CHARACTERS.indexOf(character);
    weight = (weight * 3) % 31;
  }
  return CHARACTERS[(31 - (sum % 31)) % 31] ?? '';
}

/** Digits and the capital letters but I, O, S, V, Z: the value of each is its index. */
const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const SHAPE = /^[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}$/;

/** The length, or the first position with a character that cannot stand there. */
function expectedShape(code: string): string {
  const characters = [...code];
  if (characters.length !== 18) return '18 characters';
  const index = characters.findIndex((character, at) =>
    at >= 2 && at < 8 ? !/\d/.test(character) : !CHARACTERS.includes(character),
  );
  return `${index + 1}=${index >= 2 && index < 8 ? '0-9' : '0-9A-Z (I O S V Z ✗)'}`;
}

/** In an organisation code letters count in full: A is 10 and Z is 35. */
function valueInOrganisation(character: string): number {
  return Number.parseInt(character, 36);
}

/** The all-digit codes that begin with the 15 digits that are left: it was a number, so it had no letter. */
function possibleOriginals(code: string): string[] {
  const originals: string[] = [];
  for (let digit = 0; digit < 10; digit += 1) {
    const sixteen = code.slice(0, 15) + digit;
    const seventeen = sixteen + organisationDigit(sixteen.slice(8));
    const original = seventeen + lastDigit(seventeen);
    if (/^\d{18}$/u.test(original)) originals.push(original);
  }
  return originals;
}

/** Whether the region of registration is in a province of GB/T 2260; 10 is the register of the whole country. */
export function hasKnownRegion(code: string): boolean {
  return PROVINCES.has(code.slice(2, 4));
}

/** Provinces, autonomous regions, municipalities and special administrative regions by the first two digits of GB/T 2260. */
const PROVINCES: ReadonlySet<string> = new Set(
  '10 11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82'.split(' '),
);
