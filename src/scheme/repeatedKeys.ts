/** A key that stands twice in one object of a JSON text, with its path. */
export interface RepeatedKey {
  readonly path: readonly PropertyKey[];
  readonly key: string;
}

/** An object or array that is open: its keys so far, or the position of its next element. */
interface Open {
  readonly keys: Set<string> | undefined;
  step: PropertyKey;
}

/**
 * Finds the keys that an object of a JSON text states twice. JSON.parse keeps the last and says nothing, so that a weight
 * could be one thing to the reader and another to the engine. The text must be valid JSON.
 */
export function repeatedKeys(json: string): readonly RepeatedKey[] {
  const repeated: RepeatedKey[] = [];
  const open: Open[] = [];
  let expectsKey = false;
  for (const token of tokensOf(json)) {
    const inner = open.at(-1);
    if (token === '{' || token === '[') {
      open.push({ keys: token === '{' ? new Set() : undefined, step: 0 });
      expectsKey = token === '{';
    } else if (token === '}' || token === ']') {
      open.pop();
      expectsKey = false;
    } else if (token === ',') {
      expectsKey = inner?.keys !== undefined;
      if (inner !== undefined && typeof inner.step === 'number') inner.step += 1;
    } else if (token !== ':' && expectsKey && inner?.keys !== undefined) {
      const key: unknown = JSON.parse(token);
      if (typeof key !== 'string') continue;
      inner.step = key;
      if (inner.keys.has(key)) repeated.push({ path: open.map(({ step }) => step), key });
      inner.keys.add(key);
      expectsKey = false;
    }
  }
  return repeated;
}

/** Brackets, commas, colons and strings, one by one: a pattern that takes a string whole overflows on a very long one. */
function* tokensOf(json: string): Generator<string> {
  const start = /["{}[\],:]/gu;
  for (let found = start.exec(json); found !== null; found = start.exec(json)) {
    const from = found.index;
    if (found[0] === '"') start.lastIndex = endOfString(json, from + 1);
    yield json.slice(from, start.lastIndex);
  }
}

/** The position behind the quotation mark that closes a string: the next one that no odd number of backslashes escapes. */
function endOfString(json: string, from: number): number {
  for (let end = json.indexOf('"', from); end >= 0; end = json.indexOf('"', end + 1)) {
    let escapes = 0;
    while (json[end - 1 - escapes] === '\\') escapes += 1;
    if (escapes % 2 === 0) return end + 1;
  }
  return json.length;
}
