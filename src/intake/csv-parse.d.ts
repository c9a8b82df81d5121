/** What is used of csv-parse. Its own types pull in Node's, and the core is type-checked without them. */
export interface ParseOptions {
  readonly delimiter: string;
  readonly record_delimiter: readonly string[];
  readonly relax_column_count: boolean;
  /** Bytes of one record. */
  readonly max_record_size: number;
}

export function parse(input: Uint8Array, options: ParseOptions): string[][];
