import { decodeAs } from './decodeText.ts';
import { LIMITS } from './limits.ts';
import { damaged, tooLarge, WorkbookFault } from './workbookFault.ts';
import { XmlReader } from './xmlReader.ts';
import type { ZipArchive } from './zipArchive.ts';

/** What a workbook's own part says: its sheets, and what their cells refer to. */
export interface XlsxWorkbook {
  readonly sheets: readonly XlsxSheet[];
  /** Whether days are counted from 1904, as once on a Macintosh. */
  readonly from1904: boolean;
  readonly sharedStrings: readonly string[];
  /** Number format of each style, by its position. */
  readonly formats: readonly string[];
}

export interface XlsxSheet {
  readonly name: string;
  readonly hidden: boolean;
  /** Name of its part in the zip; undefined for a sheet that is none of cells: a chart, a dialog. */
  readonly part: string | undefined;
}

/** Reads the workbook's part, its shared strings and its number formats. */
export function readXlsxWorkbook(zip: ZipArchive): XlsxWorkbook {
  const main = mainPart(zip);
  const sheets: { name: string; hidden: boolean; id: string }[] = [];
  let from1904 = false;
  for (const reader = new XmlReader(partText(zip, main)); reader.read(); ) {
    if (reader.kind === 'close') continue;
    if (reader.name === 'workbookPr') from1904 = isTrue(reader.attribute('date1904'));
    if (reader.name !== 'sheet') continue;
    const state = reader.attribute('state') ?? 'visible';
    sheets.push({
      name: reader.attribute('name') ?? '',
      hidden: state !== 'visible',
      id: reader.attribute('id') ?? '',
    });
    if (sheets.length > LIMITS.sheets) throw tooLarge(LIMITS.sheets, '工作表 sheets', sheets.length);
  }
  if (sheets.length === 0) throw damaged('工作表 sheets ≥ 1', '0');
  const related = relationsOf(zip, main);
  const typed = (type: string): string | undefined => [...related.values()].find((one) => one.type === type)?.part;
  return {
    sheets: sheets.map(({ name, hidden, id }) => {
      const relation = related.get(id);
      if (relation === undefined) throw damaged(`r:id="${id}"`, '–', { sheet: name });
      return { name, hidden, part: relation.type === 'worksheet' ? relation.part : undefined };
    }),
    from1904,
    sharedStrings: readSharedStrings(zip, typed('sharedStrings')),
    formats: readFormats(zip, typed('styles')),
  };
}

/** The text of a part, which is UTF-8 or no workbook's. */
export function partText(zip: ZipArchive, part: string): string {
  const bytes = zip.read(part);
  if (bytes === undefined) throw damaged(part, '–');
  const text = decodeAs('utf-8', bytes);
  if (text === undefined) throw damaged(`${part} UTF-8`, 'UTF-8 ✗');
  return text;
}

export function isTrue(attribute: string | undefined): boolean {
  return attribute === '1' || attribute === 'true';
}

/** Text as Excel escapes it: _x000D_ is a carriage return. */
export function unescapeExcel(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9a-f]{4})_/giu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The part that the package says is the workbook; or what the zip is instead. */
function mainPart(zip: ZipArchive): string {
  const names = new Set(zip.names);
  const stated = names.has('_rels/.rels') ? [...relationsOf(zip, '').values()] : [];
  const main = stated.find(({ type }) => type === 'officeDocument')?.part ?? 'xl/workbook.xml';
  if (names.has(main) && main.endsWith('.xml') && !/^(word|ppt)\//u.test(main)) return main;
  throw new WorkbookFault('workbookFormat', 'save it as .xlsx', otherFormat(zip, names));
}

function otherFormat(zip: ZipArchive, names: ReadonlySet<string>): string {
  if (names.has('xl/workbook.bin')) return 'Excel .xlsb';
  if (names.has('word/document.xml')) return 'Word .docx';
  if (names.has('ppt/presentation.xml')) return 'PowerPoint .pptx';
  if (names.has('Index/Document.iwa')) return 'Numbers';
  const type = decodeAs('utf-8', zip.read('mimetype') ?? new Uint8Array()) ?? '';
  if (type.startsWith('application/vnd.oasis.opendocument.')) return 'OpenDocument .ods';
  return 'a zip archive';
}

/** What a part refers to, by id: the last word of each type, and the part's name within the zip. */
function relationsOf(zip: ZipArchive, part: string): Map<string, { readonly type: string; readonly part: string }> {
  const slash = part.lastIndexOf('/') + 1;
  const [folder, file] = [part.slice(0, slash), part.slice(slash)];
  const relations = new Map<string, { type: string; part: string }>();
  const name = `${folder}_rels/${file}.rels`;
  if (!zip.names.includes(name)) return relations;
  for (const reader = new XmlReader(partText(zip, name)); reader.read(); ) {
    if (reader.name !== 'Relationship' || reader.kind === 'close') continue;
    if (reader.attribute('TargetMode') === 'External') continue;
    const type = reader.attribute('Type')?.split('/').at(-1) ?? '';
    relations.set(reader.attribute('Id') ?? '', { type, part: resolve(folder, reader.attribute('Target') ?? '') });
  }
  return relations;
}

/** A name in the zip; that it leads nowhere outside follows from its being looked up among the entries alone. */
function resolve(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const steps: string[] = [];
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}

/** The texts that cells share. Readings of characters (rPh) are no part of a text. */
function readSharedStrings(zip: ZipArchive, part: string | undefined): readonly string[] {
  const strings: string[] = [];
  if (part === undefined || !zip.names.includes(part)) return strings;
  let text = '';
  for (const reader = new XmlReader(partText(zip, part)); reader.read(); ) {
    if (reader.name === 'rPh') reader.skip();
    else if (reader.name === 't' && reader.kind === 'close') text += reader.text;
    else if (reader.name === 'si' && reader.kind !== 'open') {
      strings.push(unescapeExcel(text));
      text = '';
    }
  }
  return strings;
}

/** The formats that Excel numbers without writing them down, as far as they tell a day, a time or a percentage. */
const BUILT_IN: ReadonlyMap<string, string> = new Map([
  ['9', '0%'],
  ['10', '0.00%'],
  ...['14', '15', '16', '17', '27', '28', '29', '30', '31', '36', '50', '51', '52', '53', '54', '57', '58'].map(
    (id) => [id, 'yyyy-mm-dd'] as const,
  ),
  ...['18', '19', '20', '21', '32', '33', '34', '35', '45', '46', '47', '55', '56'].map(
    (id) => [id, 'h:mm:ss'] as const,
  ),
  ['22', 'yyyy-mm-dd h:mm:ss'],
]);

function readFormats(zip: ZipArchive, part: string | undefined): readonly string[] {
  const formats: string[] = [];
  if (part === undefined || !zip.names.includes(part)) return formats;
  const codes = new Map(BUILT_IN);
  let ofCells = false;
  for (const reader = new XmlReader(partText(zip, part)); reader.read(); ) {
    if (reader.name === 'cellXfs') ofCells = reader.kind === 'open';
    if (reader.kind === 'close') continue;
    if (reader.name === 'numFmt') codes.set(reader.attribute('numFmtId') ?? '', reader.attribute('formatCode') ?? '');
    if (ofCells && reader.name === 'xf') formats.push(codes.get(reader.attribute('numFmtId') ?? '0') ?? '');
    const most = Math.max(formats.length, codes.size);
    if (most > LIMITS.styles) throw tooLarge(LIMITS.styles, 'styles', most);
  }
  return formats;
}
