/** Characters that nobody sees: zero-width spaces and joiners, byte order marks, soft hyphens. */
const INVISIBLE = /[\u200b-\u200f\u2060\ufeff\u00ad]/gu;
const PLAIN = /^[!-~]*$/;

/** A cell's text for reading: compatibility forms made plain (full-width digits, ㎡), invisible characters and outer spaces dropped. */
export function cleanText(text: string): string {
  return PLAIN.test(text) ? text : text.normalize('NFKC').replace(INVISIBLE, '').trim();
}

/** A header, token or label as it is compared with others: clean, without white space and quotation marks, in lower case. */
export function spelled(text: string): string {
  return cleanText(text)
    .replace(/[\s“”‘’"'「」]/gu, '')
    .toLowerCase();
}

/** A text as it is kept: as written, line breaks and runs of spaces made one space, outer spaces dropped. */
export function keptText(text: string): string {
  return text.replace(INVISIBLE, '').replace(/\s+/gu, ' ').trim();
}

export function isBlank(text: string | undefined): boolean {
  return text === undefined || text.replace(INVISIBLE, '').trim() === '';
}
