import { LIMITS } from './limits.ts';
import { damaged, tooLarge, type WorkbookPlace } from './workbookFault.ts';

/** First byte and the one behind the last, of a record's body and of each record that continues it. */
export type Piece = readonly [start: number, end: number];

/** A kind of record with one text in it: where its count of characters stands, and whether that takes one byte or two. */
export interface TextForm {
  readonly at: number;
  readonly countBytes: 1 | 2;
}

/**
 * Checks that the texts of an .xls lie within their records before the library reads them, as it would read on behind the end of a
 * record, for a text whose count is cut off without end. It counts the work too: the library looks through all pieces of
 * a text before each character.
 *
 * Layout: [MS-XLS] 2.5.293 (shared texts), 2.5.294 (others), 2.4.58 (how texts go on in the next record).
 */
export class XlsTexts {
  readonly #view: DataView;
  #steps = 0;

  constructor(view: DataView) {
    this.#view = view;
  }

  /** The shared texts: as many as are declared, or as there are up to the end. */
  checkShared(pieces: readonly Piece[]): void {
    const cursor = new PieceCursor(this.#view, pieces, 'SST');
    cursor.skip(4);
    const declared = cursor.number(4);
    for (let text = 0; text < declared && !cursor.ended(); text += 1) {
      cursor.where = `SST, 文本 text ${text + 1}`;
      const characters = cursor.number(2);
      const flags = cursor.number(1);
      const runs = (flags & RICH) === 0 ? 0 : cursor.number(2);
      const phonetic = (flags & PHONETIC) === 0 ? 0 : cursor.number(4);
      this.#count(characters, pieces);
      cursor.skipCharacters(characters, (flags & WIDE) !== 0);
      cursor.skip(runs * 4 + phonetic);
    }
  }

  /** The one text of a record, with a byte of flags before its characters in BIFF 8, as many bytes as characters before. */
  checkOne(pieces: readonly Piece[], form: TextForm, flagged: boolean, where: string, place: WorkbookPlace): void {
    const cursor = new PieceCursor(this.#view, pieces, where, place);
    cursor.skip(form.at);
    const characters = cursor.number(form.countBytes);
    if (characters === 0) return;
    this.#count(characters, pieces);
    if (flagged) cursor.skipCharacters(characters, cursor.number(1) !== 0);
    else cursor.skip(characters);
  }

  #count(characters: number, pieces: readonly Piece[]): void {
    this.#steps += characters * pieces.length;
    if (this.#steps > LIMITS.xlsTextSteps)
      throw tooLarge(LIMITS.xlsTextSteps, '字符 × 记录 characters × records (BIFF)', this.#steps);
  }
}

const WIDE = 1;
const PHONETIC = 4;
const RICH = 8;

/** Goes through the pieces of a record as through one, and refuses to leave them. */
class PieceCursor {
  where: string;
  readonly #view: DataView;
  readonly #pieces: readonly Piece[];
  readonly #place: WorkbookPlace;
  #piece = 0;
  #at: number;

  constructor(view: DataView, pieces: readonly Piece[], where: string, place: WorkbookPlace = {}) {
    this.#view = view;
    this.#pieces = pieces.filter(([start, end]) => start < end);
    this.#at = this.#pieces[0]?.[0] ?? 0;
    this.where = where;
    this.#place = place;
  }

  ended(): boolean {
    return this.#piece >= this.#pieces.length - 1 && this.#atEnd();
  }

  number(bytes: 1 | 2 | 4): number {
    let value = 0;
    for (let byte = 0; byte < bytes; byte += 1) {
      this.#room();
      value += this.#view.getUint8(this.#at) * 256 ** byte;
      this.#at += 1;
    }
    return value;
  }

  skip(bytes: number): void {
    for (let left = bytes; left > 0; ) {
      const step = Math.min(left, this.#room());
      this.#at += step;
      left -= step;
    }
  }

  /** Each further piece begins with a byte that says how wide its characters are. */
  skipCharacters(count: number, wide: boolean): void {
    let size = wide ? 2 : 1;
    for (let left = count; left > 0; ) {
      if (this.#atEnd()) {
        size = this.number(1) === 0 ? 1 : 2;
        continue;
      }
      const step = Math.min(left, Math.floor(this.#room() / size));
      if (step === 0) throw this.#fault('半个字符 half a character');
      this.#at += step * size;
      left -= step;
    }
  }

  #atEnd(): boolean {
    return this.#at >= (this.#pieces[this.#piece]?.[1] ?? 0);
  }

  /** Bytes up to the end of the piece, or those of the next one where this one is read. */
  #room(): number {
    if (this.#atEnd()) {
      this.#piece += 1;
      const next = this.#pieces[this.#piece];
      if (next === undefined) throw this.#fault('记录不完整 cut off');
      this.#at = next[0];
    }
    return (this.#pieces[this.#piece]?.[1] ?? 0) - this.#at;
  }

  #fault(found: string): Error {
    return damaged(`完整的文本 whole texts (${this.where})`, found, this.#place);
  }
}
