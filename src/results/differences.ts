/** Where two versions of a run differ: what stands there, and what was expected. */
export interface Difference {
  /**
   * `missing`, `foreign`: a file that should be there or not. `unreadable`: a file that cannot be read back. `hash`: not the file
   * that the receipt is of. `edited`: not what the engine writes. `engine`: another version. `scheme`: a field of the scheme. `otherScheme`: the run is not of the scheme that was named.
   * `input`: an original file with other bytes. `datum`: a fact that the original files do not state, or state otherwise.
   */
  readonly kind:
    | 'missing'
    | 'foreign'
    | 'unreadable'
    | 'hash'
    | 'edited'
    | 'engine'
    | 'scheme'
    | 'otherScheme'
    | 'input'
    | 'datum';
  readonly file: string;
  /** Line and column of the text, from 1; for a CSV file the column is that of the table. */
  /** Sheet of a workbook. */
  readonly sheet?: string;
  readonly line?: number;
  readonly column?: number;
  /** Header of the column, or path in a JSON file: firms[12].grade. */
  readonly at?: string;
  readonly firm?: string;
  readonly expected?: string;
  readonly found?: string;
}

type Spot = Pick<Difference, 'line' | 'column' | 'at' | 'expected' | 'found'>;

/** Where two JSON values differ, path by path; nothing where they are equal but for white space and the order of keys. */
export function jsonDifferences(expected: unknown, found: unknown, path = ''): readonly Spot[] {
  if (Object.is(expected, found)) return [];
  if (Array.isArray(expected) && Array.isArray(found)) {
    const length = Math.max(expected.length, found.length);
    return Array.from({ length }, (_, at) => jsonDifferences(expected[at], found[at], `${path}[${at}]`)).flat();
  }
  if (isRecord(expected) && isRecord(found)) {
    const keys = [...new Set([...Object.keys(expected), ...Object.keys(found)])];
    return keys.flatMap((key) => {
      const below = path === '' ? key : `${path}.${key}`;
      return jsonDifferences(ownValue(expected, key), ownValue(found, key), below);
    });
  }
  return [{ at: path, expected: shown(expected), found: shown(found) }];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function ownValue(record: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** A value in a few words; "–" for none. */
function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '–');
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

/** Where two texts differ, line by line, with the first column of each line that does. */
export function lineDifferences(expected: string, found: string): readonly Spot[] {
  const wanted = expected.split('\n');
  const there = found.split('\n');
  const spots: Spot[] = [];
  for (let line = 0; line < Math.max(wanted.length, there.length); line += 1) {
    const [a, b] = [wanted[line], there[line]];
    if (a === b) continue;
    const column = firstDifference(a ?? '', b ?? '') + 1;
    spots.push({ line: line + 1, column, expected: excerpt(a, column), found: excerpt(b, column) });
  }
  return spots;
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}

/** What stands around a column, control characters made visible; "–" for a line that is not there. */
function excerpt(line: string | undefined, column: number): string {
  if (line === undefined) return '–';
  return JSON.stringify(line.slice(Math.max(0, column - 20), column + 40)).slice(1, -1);
}

/** Where two tables differ, cell by cell. */
export function cellDifferences(
  expected: readonly (readonly string[])[],
  found: readonly (readonly string[])[],
): readonly Spot[] {
  const headers = expected[0] ?? [];
  const spots: Spot[] = [];
  for (let line = 0; line < Math.max(expected.length, found.length); line += 1) {
    const [wanted, there] = [expected[line] ?? [], found[line] ?? []];
    for (let column = 0; column < Math.max(wanted.length, there.length); column += 1) {
      const [a, b] = [wanted[column], there[column]];
      if (a === b) continue;
      const at = headers[column];
      const place = { line: line + 1, column: column + 1, ...(at !== undefined && { at }) };
      spots.push({ ...place, expected: shown(a), found: shown(b) });
    }
  }
  return spots;
}
