import { utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * The records of a delimited text in which no cell is quoted: lines end in CR LF, LF or CR, and the last may do without.
 * Throws an error with the parser's code for it where a line has more than `longest` bytes in UTF-8.
 */
export function splitRecords(text: string, delimiter: string, longest: number): string[][] {
  const records: string[][] = [];
  const separator = delimiter.charCodeAt(0);
  let record: string[] = [];
  let line = 0;
  let cell = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === separator) {
      record.push(text.slice(cell, at));
      cell = at + 1;
    } else if (code === LF || code === CR) {
      checkLength(text, line, at, longest, records.length);
      record.push(text.slice(cell, at));
      records.push(record);
      record = [];
      if (code === CR && text.charCodeAt(at + 1) === LF) at += 1;
      line = at + 1;
      cell = at + 1;
    }
  }
  if (line === text.length) return records;
  checkLength(text, line, text.length, longest, records.length);
  record.push(text.slice(cell));
  records.push(record);
  return records;
}

/** A record that is longer than allowed; `records` is the number of those before it. */
class LongRecord extends Error {
  readonly code = 'CSV_MAX_RECORD_SIZE';
  readonly records: number;
  constructor(records: number) {
    super('a record is too long');
    this.records = records;
  }
}

const LF = 10;
const CR = 13;

/** A character takes at most three bytes for each of its code units, so most lines need no counting. */
function checkLength(text: string, start: number, end: number, longest: number, records: number): void {
  if ((end - start) * 3 <= longest) return;
  if (end - start > longest || utf8ToBytes(text.slice(start, end)).length > longest) throw new LongRecord(records);
}
