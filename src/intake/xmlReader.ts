import { LIMITS } from './limits.ts';
import { damaged, tooLarge, WorkbookFault } from './workbookFault.ts';

/**
 * Walks the tags of an XML text in one pass, so that time and memory are in proportion to it, whatever it holds: each tag must be
 * closed by its like, nesting and tags are bounded, and a document type, with which entities could be declared, is refused.
 */
export class XmlReader {
  /** Name of the tag, without its prefix; "" before the first. */
  name = '';
  kind: 'open' | 'close' | 'empty' = 'open';
  readonly #xml: string;
  #next = 0;
  #attributes = '';
  #textStart = 0;
  #textEnd = 0;
  /** Text that came before a part of the text that needs no unescaping. */
  #collected = '';
  readonly #open: string[] = [];

  constructor(xml: string) {
    this.#xml = xml;
  }

  /** Goes to the next tag; false at the end. */
  read(): boolean {
    this.#collected = '';
    for (;;) {
      const start = this.#xml.indexOf('<', this.#next);
      if (start < 0) {
        if (this.#open.length > 0) throw damaged(`</${this.#open.at(-1)}>`, '文件不完整 cut off');
        return false;
      }
      this.#textStart = this.#next;
      this.#textEnd = start;
      const second = this.#xml.charCodeAt(start + 1);
      if (second !== EXCLAMATION && second !== QUESTION) {
        this.#readTag(start, second === SLASH);
        return true;
      }
      this.#passOver(start);
    }
  }

  /** The text between the tag before and this one. */
  get text(): string {
    return this.#collected + unescapeXml(this.#xml.slice(this.#textStart, this.#textEnd));
  }

  /** An attribute of the tag, whatever the prefix of its name. */
  attribute(name: string): string | undefined {
    const text = this.#attributes;
    for (let at = 0; at < text.length; ) {
      const equals = text.indexOf('=', at);
      if (equals < 0) return undefined;
      let quote = equals + 1;
      while (text.charCodeAt(quote) <= SPACE) quote += 1;
      const end = text.indexOf(text.charAt(quote), quote + 1);
      if (end < 0) return undefined;
      const key = text.slice(at, equals).trim();
      if (key.slice(key.indexOf(':') + 1) === name) return unescapeXml(text.slice(quote + 1, end));
      at = end + 1;
    }
    return undefined;
  }

  /** Reads up to the end of the element that was just opened; nothing where it is empty. */
  skip(): void {
    if (this.kind !== 'open') return;
    const depth = this.#open.length;
    while (this.#open.length >= depth && this.read());
  }

  #readTag(start: number, closes: boolean): void {
    const xml = this.#xml;
    let end = start + 1;
    let quote = 0;
    for (; ; end += 1) {
      const code = xml.charCodeAt(end);
      if (Number.isNaN(code)) throw damaged('<…>', '文件不完整 cut off');
      if (quote !== 0) {
        if (code === quote) quote = 0;
      } else if (code === GREATER) break;
      else if (code === DOUBLE || code === SINGLE) quote = code;
      if (end - start > LIMITS.xmlTag) throw tooLarge(LIMITS.xmlTag, 'characters (<…>)', end - start);
    }
    this.#next = end + 1;
    const empty = !closes && xml.charCodeAt(end - 1) === SLASH;
    const first = closes ? start + 2 : start + 1;
    let last = first;
    let prefix = first;
    for (; last < end; last += 1) {
      const code = xml.charCodeAt(last);
      if (code <= SPACE || code === SLASH) break;
      if (code === COLON) prefix = last + 1;
    }
    this.name = xml.slice(prefix, last);
    this.#attributes = closes ? '' : xml.slice(last, empty ? end - 1 : end);
    this.kind = closes ? 'close' : empty ? 'empty' : 'open';
    if (closes) {
      const opened = this.#open.pop();
      if (opened !== this.name) throw damaged(`</${opened ?? ''}>`, `</${this.name.slice(0, 60)}>`);
    } else if (!empty) {
      this.#open.push(this.name);
      if (this.#open.length > LIMITS.xmlDepth) throw tooLarge(LIMITS.xmlDepth, 'levels (XML)', this.#open.length);
    }
  }

  /** Passes over a comment, a processing instruction or a CDATA section, whose text is kept. */
  #passOver(start: number): void {
    const xml = this.#xml;
    const [end, closing] = xml.startsWith('<!--', start)
      ? ['-->', start + 4]
      : xml.startsWith('<![CDATA[', start)
        ? [']]>', start + 9]
        : xml.startsWith('<?', start)
          ? ['?>', start + 2]
          : ['', 0];
    if (end === '') throw new WorkbookFault('workbookDamaged', 'XML', xml.slice(start, start + 20));
    const at = xml.indexOf(end, closing);
    if (at < 0) throw damaged(end, '文件不完整 cut off');
    this.#collected += unescapeXml(xml.slice(this.#textStart, this.#textEnd));
    if (end === ']]>') this.#collected += xml.slice(closing, at);
    this.#next = at + end.length;
  }
}

const SPACE = 32;
const EXCLAMATION = 33;
const DOUBLE = 34;
const SINGLE = 39;
const SLASH = 47;
const COLON = 58;
const GREATER = 62;
const QUESTION = 63;

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** The five entities that XML has by itself, and characters by number; anything else stays as it is. */
function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,4}));/giu,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return ENTITIES.get(name) ?? whole;
      const code = Number.parseInt(hex ?? decimal ?? '', hex === undefined ? 10 : 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
