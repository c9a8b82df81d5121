import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { firstFormFault } from '../issues/formFault.ts';
import { type Issue, issue } from '../issues/issue.ts';
import { MOST_WRITTEN } from '../scheme/nesting.ts';
import { repeatedKeys } from '../scheme/repeatedKeys.ts';
import { decodeText } from './decodeText.ts';
import type { StatedBy } from './headerText.ts';

/** What somebody has settled about the tables of an evaluation, where their headers leave it open; with the file that says so. */
export interface Mapping {
  readonly name: string;
  /** SHA-256 of the file's bytes, in hexadecimal. */
  readonly sha256: string;
  /** A table is read by the first entry that fits its file and sheet; one that none fits is read as without a mapping. */
  readonly tables: readonly TableMapping[];
}

/** How the tables of one file or sheet are read. */
export interface TableMapping {
  /** Name of the file; * stands for any text. */
  readonly file: string;
  /** Name of the sheet, likewise; absent: every sheet of the file. */
  readonly sheet?: string;
  /** Why the table is not to be read at all. */
  readonly skip?: string;
  /** Numbers of the rows that are the header, from 1: the first and the last of them, or the only one. */
  readonly headerRows?: readonly [first: number, last: number] | readonly [only: number];
  /** The year that all rows of the table are of. */
  readonly year?: number;
  /** By header as written (levels joined), else by the column's letter or number. */
  readonly columns?: Readonly<Record<string, 'ignore' | ColumnMapping>>;
  readonly note?: string;
}

/** What a column holds. A draft has "?" for what nobody has answered yet; it is read as if it were not there. */
export interface ColumnMapping {
  /** Key of the field, or one of its spellings; "id" and "year" too. */
  readonly field: string;
  /** Unit of its amounts; absent: as the header or the table states it. */
  readonly unit?: string;
  readonly statedBy?: StatedBy;
  readonly note?: string;
}

/** What a draft has where somebody has to decide. */
export const OPEN = '?';

/** A mapping that may be used, or the faults for which it may not. */
export interface MappingReading {
  readonly mapping?: Mapping;
  readonly issues: readonly Issue[];
}

const FORMAT = 'permu-mapping/1';
const text = z.string().min(1);
const row = z.int().min(1);

const mappingForm: z.ZodType<MappingDocument, unknown> = z.strictObject({
  $schema: z.string().exactOptional(),
  format: z.literal(FORMAT),
  note: z.string().exactOptional(),
  tables: z.array(
    z.strictObject({
      file: text.describe('文件名，* 代表任意文字 · name of the file; * stands for any text'),
      sheet: text.describe('工作表名，* 代表任意文字 · name of the sheet; * stands for any text').exactOptional(),
      skip: text.describe('不读取该表的理由 · why the table is not read').exactOptional(),
      headerRows: z
        .union([z.tuple([row]), z.tuple([row, row])])
        .describe('表头所在行号：首行和末行 · numbers of the first and the last row of the header, from 1')
        .exactOptional(),
      year: z.int().min(1990).max(2100).describe('全表数据的年度 · the year of all rows').exactOptional(),
      columns: z
        .record(
          z.string(),
          z.union([
            z.literal('ignore'),
            z.strictObject({
              field: text.describe('字段的键或名称，? 表示待定 · key or title of the field; ? is not decided yet'),
              unit: text.describe('数量的单位 · unit of the amounts').exactOptional(),
              statedBy: z
                .enum(['firm', 'department'])
                .describe('自报 firm 或核定 department · who states the values')
                .exactOptional(),
              note: z.string().exactOptional(),
            }),
          ]),
        )
        .describe('按原样的列名，或列号（C、3）· by header as written, or by letter or number (C, 3)')
        .exactOptional(),
      note: z.string().exactOptional(),
    }),
  ),
});

/** A mapping as it stands in its file. */
interface MappingDocument {
  readonly $schema?: string;
  readonly format: typeof FORMAT;
  readonly note?: string;
  readonly tables: readonly TableMapping[];
}

/**
 * Reads a mapping from the bytes of its JSON file. Never throws; each fault is `mappingInvalid` with its path. A key that stands
 * twice is one, since only the last would count.
 *
 * @param name - by which issues, the receipt and the results speak of the file
 */
export function readMapping(bytes: Uint8Array, name = 'mapping.json'): MappingReading {
  const fault = (path: string, expected: string, received: string): Issue =>
    issue('mappingInvalid', { file: name, ...(path !== '' && { path }) }, expected, received);
  if (bytes.length > MOST_WRITTEN) {
    return { issues: [issue('tooLarge', { file: name }, `${MOST_WRITTEN} B`, `${bytes.length} B`)] };
  }
  const decoding = decodeText(bytes);
  if ('notText' in decoding) return { issues: [fault('', 'JSON', decoding.notText)] };
  const json = decoding.text.replace(/^\uFEFF/u, '');
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    return { issues: [fault('', 'JSON', error instanceof Error ? error.message : String(error))] };
  }
  const form = mappingForm.safeParse(value);
  if (!form.success) return { issues: form.error.issues.map((one) => formFault(one, value, fault)) };
  const repeated = repeatedKeys(json).map(({ path, key }) => fault([...path, key].join('.'), 'each key once', key));
  if (repeated.length > 0) return { issues: repeated };
  return { mapping: { name, sha256: bytesToHex(sha256(bytes)), tables: form.data.tables }, issues: [] };
}

/** The JSON Schema of mapping files; seeds/mapping.schema.json is a copy of it. */
export function mappingJsonSchema(): object {
  return {
    ...z.toJSONSchema(mappingForm, { target: 'draft-2020-12', io: 'input', reused: 'inline' }),
    title: 'permu mapping',
    description:
      '对照表：表格中由人指定的文件、表头、列和单位 · what somebody has settled about tables, their headers, columns and units',
  };
}

/** A mapping as the text of a file, for somebody to complete. */
export function mappingText(tables: readonly TableMapping[]): string {
  const document: MappingDocument = { format: FORMAT, tables };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** The entry that a table is read by, with its path in the mapping. */
export interface Settled {
  readonly entry: TableMapping;
  readonly path: string;
  readonly position: number;
}

/** The first entry of a mapping that fits a table. */
export function entryFor(
  mapping: Mapping | undefined,
  table: { readonly name: string; readonly sheet?: string },
): Settled | undefined {
  const position = (mapping?.tables ?? []).findIndex(
    ({ file, sheet }) => fits(file, table.name) && (sheet === undefined || fits(sheet, table.sheet ?? '')),
  );
  const entry = mapping?.tables[position];
  return entry === undefined ? undefined : { entry, path: `tables.${position}`, position };
}

function fits(pattern: string, name: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return pattern === name;
  const last = rest.pop() ?? '';
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false;
  let from = first.length;
  for (const part of rest) {
    const found = name.indexOf(part, from);
    if (found < 0 || found + part.length > name.length - last.length) return false;
    from = found + part.length;
  }
  return true;
}

function formFault(
  fault: z.core.$ZodIssue,
  root: unknown,
  make: (path: string, expected: string, received: string) => Issue,
): Issue {
  const { path, received } = firstFormFault([fault], root);
  switch (fault.code) {
    case 'unrecognized_keys':
      return make([path, ...fault.keys.slice(0, 1)].join('.'), 'a key that the mapping knows', received);
    case 'invalid_union':
      return path.endsWith('headerRows')
        ? make(path, '[2] | [2, 3]', received)
        : make(path, '"ignore" | { "field": "tax", "unit": "万元" }', received);
    case 'invalid_type':
      return make(path, fault.expected, received);
    case 'invalid_value':
      return make(path, fault.values.map(String).join(' | '), received);
    default:
      return make(path, fault.code, received);
  }
}
