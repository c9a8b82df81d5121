import { Inflate } from 'fflate';
import { LIMITS } from './limits.ts';
import { damaged, tooLarge, WorkbookFault } from './workbookFault.ts';

/** The entries of a zip by name, none of them unpacked yet. */
export interface ZipArchive {
  readonly names: readonly string[];
  /** Unpacks one entry, checked against its size and its checksum; undefined where there is none of this name. */
  read(name: string): Uint8Array | undefined;
}

/**
 * Opens a zip by its central directory. Entries are unpacked one by one as they are asked for, so that pictures, macros and
 * links are never touched; what is unpacked is counted, and neither a false size nor a stream that goes on for ever is
 * followed beyond the size that the directory states. A zip within a zip is no part of a workbook and stays closed.
 */
export function openZip(bytes: Uint8Array): ZipArchive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = new Map<string, Entry>();
  for (const entry of readDirectory(view, bytes)) {
    if (entries.has(entry.name)) throw damaged('zip', `“${entry.name.slice(0, 60)}” ×2`);
    entries.set(entry.name, entry);
  }
  let unpacked = 0;
  return {
    names: [...entries.keys()],
    read(name) {
      const entry = entries.get(name);
      if (entry === undefined) return undefined;
      unpacked += entry.size;
      if (unpacked > LIMITS.unpackedBytes) throw tooLarge(LIMITS.unpackedBytes, 'B (zip)', unpacked);
      return unpack(entry, view, bytes);
    },
  };
}

interface Entry {
  readonly name: string;
  readonly encrypted: boolean;
  readonly method: number;
  readonly checksum: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

const END = 0x06054b50;
const DIRECTORY = 0x02014b50;
const LOCAL = 0x04034b50;
const LONGEST_COMMENT = 0xffff;
const ABSENT = 0xffffffff;

function* readDirectory(view: DataView, bytes: Uint8Array): Generator<Entry> {
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > LIMITS.entries) throw tooLarge(LIMITS.entries, 'entries (zip)', count);
  let at = view.getUint32(end + 16, true);
  for (let number = 0; number < count; number += 1) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== DIRECTORY) throw incomplete();
    const lengths = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const [nameLength = 0, extraLength = 0, commentLength = 0] = lengths;
    const next = at + 46 + nameLength + extraLength + commentLength;
    if (next > view.byteLength) throw incomplete();
    const name = String.fromCharCode(...bytes.subarray(at + 46, at + 46 + Math.min(nameLength, 1_000)));
    const [size, packed, offset] = sizesOf(view, at, at + 46 + nameLength, extraLength);
    yield {
      name,
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      checksum: view.getUint32(at + 16, true),
      packed,
      size,
      offset,
    };
    at = next;
  }
}

/** Sizes and place of an entry; where they are too large for their fields, or a writer pretends so, they stand in an extra field. */
function sizesOf(view: DataView, at: number, extra: number, extraLength: number): [number, number, number] {
  const sizes: [number, number, number] = [
    view.getUint32(at + 24, true),
    view.getUint32(at + 20, true),
    view.getUint32(at + 42, true),
  ];
  if (!sizes.includes(ABSENT)) return sizes;
  for (let field = extra; field + 4 <= extra + extraLength; field += 4 + view.getUint16(field + 2, true)) {
    if (view.getUint16(field, true) !== 1) continue;
    let value = field + 4;
    for (const index of [0, 1, 2] as const) {
      if (sizes[index] !== ABSENT || value + 8 > view.byteLength) continue;
      sizes[index] = view.getUint32(value, true) + view.getUint32(value + 4, true) * 2 ** 32;
      value += 8;
    }
  }
  return sizes;
}

function findEnd(view: DataView): number {
  const first = Math.max(0, view.byteLength - 22 - LONGEST_COMMENT);
  for (let at = view.byteLength - 22; at >= first; at -= 1) if (view.getUint32(at, true) === END) return at;
  throw incomplete();
}

function incomplete(): WorkbookFault {
  return damaged('zip', '文件不完整 cut off');
}

function unpack(entry: Entry, view: DataView, bytes: Uint8Array): Uint8Array {
  const { name, offset, packed, size } = entry;
  if (entry.encrypted) {
    throw new WorkbookFault(
      'workbookFormat',
      'take its password away and save it as .xlsx',
      'a workbook with a password',
    );
  }
  if (offset + 30 > view.byteLength || view.getUint32(offset, true) !== LOCAL) throw incomplete();
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + packed > view.byteLength) throw incomplete();
  const data = bytes.subarray(start, start + packed);
  const unpacked = entry.method === 8 ? inflate(data, entry) : entry.method === 0 ? data : undefined;
  if (unpacked === undefined) throw damaged('deflate', `${name} (${entry.method})`);
  if (unpacked.length !== size || checksumOf(unpacked) !== entry.checksum) {
    throw damaged(`${name} ${size} B`, `${unpacked.length} B, CRC-32 ✗`);
  }
  return unpacked;
}

/** So little at a time that what one step unpacks is bounded: deflate packs at most 1,032 to 1. */
const STEP = 2 ** 14;

function inflate(data: Uint8Array, { name, size }: Entry): Uint8Array {
  if (size > data.length * 1_032 + 64) throw damaged(`${name} ≤ ${data.length * 1_032} B`, `${size} B`);
  const unpacked = new Uint8Array(size);
  let length = 0;
  const stream = new Inflate((chunk) => {
    if (length + chunk.length > size) throw damaged(`${name} ${size} B`, `> ${size} B`);
    unpacked.set(chunk, length);
    length += chunk.length;
  });
  try {
    for (let at = 0; at < data.length; at += STEP) {
      stream.push(data.subarray(at, at + STEP), at + STEP >= data.length);
    }
  } catch (error) {
    if (error instanceof WorkbookFault) throw error;
    throw damaged('deflate', `${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return unpacked.subarray(0, length);
}

const CHECKSUMS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** CRC-32, as zip has it. */
function checksumOf(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (let at = 0; at < bytes.length; at += 1) {
    value = (CHECKSUMS[(value ^ (bytes[at] as number)) & 0xff] as number) ^ (value >>> 8);
  }
  return (value ^ 0xffffffff) >>> 0;
}
