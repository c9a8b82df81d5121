/** What the bytes of a file are, whatever its name says. */
export type FileFormat = 'zip' | 'ole' | 'markup' | 'other';

/**
 * Tells workbooks from text by their first bytes: `zip` (.xlsx and its kin), `ole` (.xls, and workbooks with a password),
 * `markup` (a web page or XML, which many systems export under the name of an .xls).
 */
export function formatOf(bytes: Uint8Array): FileFormat {
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06])) return 'zip';
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) return 'ole';
  return markupOf(startOf(bytes)) === undefined ? 'other' : 'markup';
}

/** What kind of markup a text is, by its beginning; undefined where it is none. */
export function markupOf(text: string): string | undefined {
  const start = text
    .slice(0, LOOKED_AT)
    .replace(/^\ufeff/u, '')
    .trimStart()
    .toLowerCase();
  if (start.startsWith('mime-version:')) return 'MHTML';
  if (!start.startsWith('<')) return undefined;
  if (start.includes('urn:schemas-microsoft-com:office:spreadsheet') && start.startsWith('<?xml')) return 'XML 2003';
  if (/^<(!doctype html|html|head|meta|style|table|body|div|!--|script)/u.test(start)) return 'HTML';
  return start.startsWith('<?xml') ? 'XML' : undefined;
}

const LOOKED_AT = 2_000;

/** The beginning of the file with each byte as a character, which is enough to see tags. */
function startOf(bytes: Uint8Array): string {
  const mark = startsWith(bytes, [0xef, 0xbb, 0xbf]) ? 3 : 0;
  return String.fromCharCode(...bytes.subarray(mark, mark + LOOKED_AT));
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}
