import type { Issue, IssueCode } from '../issues/issue.ts';
import type { Language } from '../issues/sentences.ts';
import { type ColumnMapping, entryFor, type Mapping, OPEN, type TableMapping } from './mapping.ts';
import type { ColumnProfile, TableProfile } from './profileTables.ts';
import { spelled } from './spelling.ts';

/**
 * The entries of a mapping with all questions that are still open, for somebody to answer: each unknown, ambiguous or repeated
 * column and each unit that had to be assumed, with its candidates and examples in a note, and "?" where an answer goes. What an
 * earlier mapping says is kept. None where nothing is open.
 */
export function draftMapping(
  profiles: readonly TableProfile[],
  issues: readonly Issue[],
  language: Language,
  earlier?: Mapping,
): readonly TableMapping[] {
  const asked = profiles.flatMap((profile): TableMapping[] => {
    const { name, sheet } = profile.source;
    const columns: Record<string, 'ignore' | ColumnMapping> = {};
    for (const one of issues) {
      if (one.place.file !== name || one.place.sheet !== sheet) continue;
      for (const column of columnsAsked(one, profile))
        columns[keyOf(column, profile)] = question(one, column, language);
    }
    if (Object.keys(columns).length === 0) return [];
    const before = entryFor(earlier, { name, ...(sheet !== undefined && { sheet }) })?.entry;
    const place = { file: name, ...(sheet !== undefined && { sheet }) };
    return [{ ...before, ...place, columns: { ...before?.columns, ...columns } }];
  });
  return asked.length === 0 ? [] : [...asked, ...(earlier?.tables ?? [])];
}

const ASKED: ReadonlySet<IssueCode> = new Set([
  'columnUnknown',
  'columnAmbiguous',
  'columnRepeated',
  'unitUnknown',
  'unitAssumed',
] as const);

/** The columns that an issue asks about; of a field that stands in several, all of them. */
function columnsAsked({ code, place, received }: Issue, { columns }: TableProfile): readonly ColumnProfile[] {
  if (!ASKED.has(code)) return [];
  if (code !== 'columnRepeated') return columns.filter(({ header }) => header === place.column);
  return columns.filter(({ number, header }) => `、${received}、`.includes(`、${number} ${header}、`));
}

function question({ code, expected }: Issue, column: ColumnProfile, language: Language): ColumnMapping {
  const zh = language === 'zh';
  const examples =
    column.examples.length === 0 ? '' : `${zh ? '；示例：' : '; examples: '}${column.examples.join(zh ? '、' : ', ')}`;
  const note = (text: string): { readonly note: string } => ({ note: `${text}${examples}` });
  switch (code) {
    case 'unitAssumed':
      return {
        field: column.field ?? OPEN,
        unit: OPEN,
        ...note(zh ? `列名未写单位，暂按${expected}读取` : `the header names no unit, read in ${expected} for now`),
      };
    case 'unitUnknown':
      return {
        field: OPEN,
        unit: OPEN,
        ...note(zh ? `单位不识别，可填：${expected}` : `unknown unit, it can be: ${expected}`),
      };
    case 'columnRepeated':
      return {
        field: OPEN,
        ...note(
          zh
            ? `多列同为“${expected}”：保留的一列填该字段，其余改为 "ignore"`
            : `several columns of "${expected}": give the field to one, make the others "ignore"`,
        ),
      };
    default:
      return {
        field: OPEN,
        ...note(
          expected === ''
            ? zh
              ? '未识别；填字段，或整项改为 "ignore"'
              : 'unknown; give a field, or make it all "ignore"'
            : `${zh ? '可能是：' : 'it could be: '}${expected}`,
        ),
      };
  }
}

/** How a mapping names a column: by its header where that is the only one, else by its letter. */
function keyOf({ header, letter }: ColumnProfile, { columns }: TableProfile): string {
  const same = columns.filter((other) => spelled(other.header) === spelled(header));
  return same.length === 1 ? header : letter;
}
