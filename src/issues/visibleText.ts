/**
 * A text of someone else's on one line, in which nothing can move a terminal's cursor, ring, colour, or turn the direction of what
 * follows: control characters are seen instead of obeyed (␛, ␍, ␊), and marks of direction as ⟨U+202E⟩. Everything else stays.
 */
export function visibleText(text: string): string {
  return text.replace(UNSEEN, seen);
}

/** The same for lines of our own, whose ends and tabs stay. */
export function visibleLines(text: string): string {
  return text.replace(UNSEEN, (character) => (character === '\n' || character === '\t' ? character : seen(character)));
}

/** JSON that says the same, with such characters escaped in its strings. */
export function visibleJson(json: string): string {
  return json.replace(UNSEEN, (character) =>
    character === '\n' ? character : `\\u${code(character).toString(16).padStart(4, '0')}`,
  );
}

/** Controls (C0, DEL, C1), marks, embeddings, overrides and isolates of direction, and the separators that break a line. */
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

function seen(character: string): string {
  const number = code(character);
  if (number < 0x20) return String.fromCharCode(0x2400 + number);
  return number === 0x7f ? '␡' : `⟨U+${number.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

function code(character: string): number {
  return character.charCodeAt(0);
}
