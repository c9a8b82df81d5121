/** The decoder that browsers and Node have alike, declared here because the core is type-checked without either's types. */
declare class TextDecoder {
  constructor(label: string, options: { readonly fatal: boolean });
  decode(bytes: Uint8Array): string;
}

export type Encoding = 'utf-8' | 'gb18030';

/** A text with the encoding that it was in, or what the bytes are instead. */
export type Decoding = { readonly text: string; readonly encoding: Encoding } | { readonly notText: string };

const SIGNATURES: readonly (readonly [string, readonly number[]])[] = [
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['OLE (.xls)', [0xd0, 0xcf, 0x11, 0xe0]],
  ['gzip', [0x1f, 0x8b]],
  ['UTF-16', [0xff, 0xfe]],
  ['UTF-16', [0xfe, 0xff]],
];
const UTF8_MARK = [0xef, 0xbb, 0xbf];

/**
 * Reads bytes as UTF-8 where they are that without a single fault, else as GB18030 (which GBK and GB2312 are part of), also
 * without a fault. A file that begins with UTF-8's mark and then breaks it is not tried as anything else.
 */
export function decodeText(bytes: Uint8Array): Decoding {
  const signature = SIGNATURES.find(([, start]) => startsWith(bytes, start));
  if (signature !== undefined) return { notText: named(signature[0], bytes) };
  if (bytes.includes(0)) return { notText: 'NUL' };
  const text = decodeAs('utf-8', bytes);
  if (text !== undefined) return { text, encoding: 'utf-8' };
  if (startsWith(bytes, UTF8_MARK)) return { notText: 'UTF-8 ✗' };
  const chinese = decodeAs('gb18030', bytes);
  return chinese === undefined ? { notText: 'UTF-8 ✗ GB18030 ✗' } : { text: chinese, encoding: 'gb18030' };
}

export function decodeAs(encoding: Encoding, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** A workbook (.xlsx, .et …) is a zip whose first entry is one of a few; it is worth telling from other archives. */
function named(format: string, bytes: Uint8Array): string {
  if (format !== 'zip') return format;
  const entry = String.fromCharCode(...bytes.subarray(30, 60));
  return /^(\[Content_Types\]|_rels|xl|docProps)/.test(entry) ? 'zip (.xlsx)' : 'zip';
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}
