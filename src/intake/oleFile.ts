import { LIMITS } from './limits.ts';
import { damaged, tooLarge, WorkbookFault } from './workbookFault.ts';

/**
 * Takes the stream of an .xls out of its container (an OLE compound file). Chains of sectors are followed by ourselves: a chain
 * that runs in a circle ends, and no stream is longer than its file. What the container holds instead is named.
 *
 * Layout: [MS-CFB] 2.2 header, 2.3 FAT, 2.4 mini FAT, 2.6 directory.
 */
export function readOleWorkbook(bytes: Uint8Array): Uint8Array {
  const file = new OleFile(bytes);
  const streams = file.directory();
  const names = new Set(streams.map(({ name }) => name.toLowerCase()));
  const workbook = streams.find(({ name }) => /^(workbook|book)$/iu.test(name));
  if (names.has('encryptedpackage') || names.has('encryptioninfo')) throw withPassword();
  if (workbook === undefined) throw new WorkbookFault('workbookFormat', 'save it as .xlsx', otherFormat(names));
  return file.stream(workbook);
}

/** A workbook that nobody can read without its password. */
export function withPassword(): WorkbookFault {
  return new WorkbookFault(
    'workbookFormat',
    'take its password away and save it as .xlsx',
    'a workbook with a password',
  );
}

function otherFormat(names: ReadonlySet<string>): string {
  if (names.has('worddocument')) return 'Word .doc';
  if (names.has('powerpoint document')) return 'PowerPoint .ppt';
  return 'a compound file without a workbook';
}

interface Stream {
  readonly name: string;
  readonly start: number;
  readonly size: number;
}

const HEADER_FAT = 109;
const SMALL_STREAM = 4096;
const SMALL_SECTOR = 64;
const ENTRY = 128;
const ROOT = 5;
const STREAM = 2;

class OleFile {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #sector: number;
  readonly #fat: readonly number[];
  #root: Stream | undefined;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes.length < 512) throw damaged('OLE', '文件不完整 cut off');
    const shift = this.#view.getUint16(30, true);
    if (shift !== 9 && shift !== 12) throw damaged('OLE 9 / 12', String(shift));
    this.#sector = 2 ** shift;
    this.#fat = this.#readFat();
  }

  /** The entries of the directory that are streams. */
  directory(): readonly Stream[] {
    const bytes = this.#chain(this.#view.getUint32(48, true), this.#bytes.length);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const streams: Stream[] = [];
    for (let at = 0; at + ENTRY <= bytes.length; at += ENTRY) {
      const length = Math.min(64, view.getUint16(at + 64, true));
      let name = '';
      for (let unit = 0; unit + 2 < length; unit += 2) name += String.fromCharCode(view.getUint16(at + unit, true));
      const entry = { name, start: view.getUint32(at + 116, true), size: view.getUint32(at + 120, true) };
      if (bytes[at + 66] === ROOT) this.#root ??= entry;
      if (bytes[at + 66] === STREAM) streams.push(entry);
      if (streams.length > LIMITS.entries) throw tooLarge(LIMITS.entries, 'streams (OLE)', streams.length);
    }
    return streams;
  }

  /** The bytes of a stream; small ones stand in sectors of the root's. */
  stream({ start, size }: Stream): Uint8Array {
    if (size > this.#bytes.length) throw damaged(`≤ ${this.#bytes.length} B`, `${size} B (OLE)`);
    const content = size >= SMALL_STREAM ? this.#chain(start, size) : this.#smallChain(start, size);
    if (content.length < size) throw damaged(`${size} B`, `${content.length} B, 文件不完整 cut off`);
    return content.subarray(0, size);
  }

  #readFat(): readonly number[] {
    const sectors: number[] = [];
    for (let index = 0; index < HEADER_FAT; index += 1) sectors.push(this.#view.getUint32(76 + index * 4, true));
    const perSector = this.#sector / 4;
    const seen = new Set<number>();
    for (let next = this.#view.getUint32(68, true); this.#has(next) && !seen.has(next); ) {
      seen.add(next);
      const at = this.#offset(next);
      for (let index = 0; index < perSector - 1; index += 1) sectors.push(this.#view.getUint32(at + index * 4, true));
      next = this.#view.getUint32(at + this.#sector - 4, true);
    }
    const fat: number[] = [];
    for (const sector of new Set(sectors)) {
      if (!this.#has(sector)) continue;
      const at = this.#offset(sector);
      for (let index = 0; index < perSector; index += 1) fat.push(this.#view.getUint32(at + index * 4, true));
    }
    return fat;
  }

  /** The sectors from this one on, put together, up to a length; a circle in the chain is a fault. */
  #chain(start: number, length: number): Uint8Array {
    const sectors: number[] = [];
    const seen = new Set<number>();
    for (let next = start; this.#has(next) && sectors.length * this.#sector < length; next = this.#fat[next] ?? -1) {
      if (seen.has(next)) throw damaged('OLE', `扇区循环 circle of sectors: ${next}`);
      seen.add(next);
      sectors.push(next);
    }
    const content = new Uint8Array(sectors.length * this.#sector);
    let filled = 0;
    for (const sector of sectors) {
      const part = this.#bytes.subarray(this.#offset(sector), this.#offset(sector) + this.#sector);
      content.set(part, filled);
      filled += part.length;
    }
    return content.subarray(0, filled);
  }

  #smallChain(start: number, length: number): Uint8Array {
    const container = this.#root === undefined ? new Uint8Array() : this.#chain(this.#root.start, this.#root.size);
    const fat = this.#chain(this.#view.getUint32(60, true), this.#bytes.length);
    const view = new DataView(fat.buffer, fat.byteOffset, fat.byteLength);
    const content = new Uint8Array(length);
    let filled = 0;
    for (let next = start; filled < length && (next + 1) * SMALL_SECTOR <= container.length; ) {
      content.set(
        container.subarray(next * SMALL_SECTOR, next * SMALL_SECTOR + Math.min(SMALL_SECTOR, length - filled)),
        filled,
      );
      filled += Math.min(SMALL_SECTOR, length - filled);
      next = next * 4 + 4 <= fat.length ? view.getUint32(next * 4, true) : -1;
      if (next < 0) break;
    }
    return content.subarray(0, filled);
  }

  #offset(sector: number): number {
    return (sector + 1) * this.#sector;
  }

  /** Whether the file has this sector; the last one may be cut short. */
  #has(sector: number): boolean {
    return sector >= 0 && this.#offset(sector) < this.#bytes.length;
  }
}
