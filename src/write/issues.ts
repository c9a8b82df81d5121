import type { DataSource, Facts } from '../intake/facts.ts';
import { type FieldIndex, indexFields, keyColumn, keyTitle } from '../intake/fieldIndex.ts';
import { leaseTitle } from '../intake/leaseIndex.ts';
import { inLanguage } from '../issues/inChinese.ts';
import { cellName, type Issue, type Place, type Severity } from '../issues/issue.ts';
import { type Language, sentenceOf } from '../issues/sentences.ts';
import { ruleTitle, titleOf } from '../scheme/names.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { writeCsv } from './csv.ts';

/** What tells the cell of an issue, the firm's name, and what fields and rules are called. */
export interface IssueContext {
  readonly scheme: Scheme;
  readonly facts: Pick<Facts, 'ids' | 'labels' | 'sources'>;
}

const HEADERS: Readonly<Record<Language, readonly string[]>> = {
  zh: [
    '级别',
    '文件',
    '工作表',
    '单元格',
    '行',
    '列',
    '企业标识',
    '企业名称',
    '问题',
    '实为',
    '应为',
    '数据项或规则',
    '代码',
  ],
  en: [
    'severity',
    'file',
    'sheet',
    'cell',
    'row',
    'column',
    'firm',
    'name',
    'what is wrong',
    'found',
    'expected',
    'field or rule',
    'code',
  ],
};

const LEVELS: Readonly<Record<Severity, Readonly<Record<Language, string>>>> = {
  error: { zh: '错误', en: 'error' },
  warning: { zh: '提醒', en: 'warning' },
  note: { zh: '说明', en: 'note' },
};

/**
 * issues.csv: what an official can filter by file and send back to the department: the cell, the firm, what is wrong, what was
 * found and what would be right. One row for each issue, nothing cut.
 *
 * Ordered as one would go through the files: by file and sheet, what concerns the whole file first, then row by row and,
 * within a row, errors before warnings before notes and by column. What is of no file comes last.
 */
export function writeIssues(
  issues: readonly Issue[],
  language: Language = 'zh',
  context: IssueContext | undefined = undefined,
): string {
  const placed = issues.map((issue, at) => ({ issue, at, column: columnOf(issue.place, context) }));
  placed.sort((a, b) => compareIssues(a.issue, b.issue) || a.column - b.column || a.at - b.at);
  const nameOf = nameReader(context);
  const subjectOf = subjectReader(context);
  const rows = placed.map(({ issue, column }) => {
    const { place } = issue;
    const cells = [
      LEVELS[issue.severity][language],
      place.file ?? '',
      place.sheet ?? '',
      place.cell ?? (column > 0 ? cellName(place.row, column) : ''),
      place.row === undefined ? '' : String(place.row),
      place.column ?? '',
      place.firm ?? '',
      nameOf(place.firm),
      sentenceOf(issue, language),
      inLanguage(issue.received, language),
      inLanguage(issue.expected, language),
      subjectOf(place),
      issue.code,
    ];
    return cells.map((code) => ({ code }));
  });
  return writeCsv(HEADERS[language], rows);
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note'];

function compareIssues(a: Issue, b: Issue): number {
  const [first, second] = [a.place, b.place];
  if ((first.file === undefined) !== (second.file === undefined)) return first.file === undefined ? 1 : -1;
  return (
    compareTexts(first.file ?? '', second.file ?? '') ||
    compareTexts(first.sheet ?? '', second.sheet ?? '') ||
    (first.row ?? 0) - (second.row ?? 0) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity)
  );
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Number of the column that an issue is of, from its header; 0 where no column of the file has it, or several have. */
function columnOf(place: Place, context: IssueContext | undefined): number {
  return readingOf(place, context)?.number ?? 0;
}

function readingOf(
  { file, sheet, column }: Place,
  context: IssueContext | undefined,
): DataSource['columns'][number] | undefined {
  if (column === undefined || context === undefined) return undefined;
  const source = context.facts.sources.find((one) => one.name === file && one.sheet === sheet);
  const named = source?.columns.filter(({ header }) => header === column) ?? [];
  if (named.length > 0) return named.length === 1 ? named[0] : undefined;
  const index = indexOf(context.scheme);
  return column === keyTitle(index) ? source?.columns.find(({ field }) => field === keyColumn(index)) : undefined;
}

const INDEXES = new WeakMap<Scheme, FieldIndex>();

function indexOf(scheme: Scheme): FieldIndex {
  const known = INDEXES.get(scheme) ?? indexFields(scheme);
  INDEXES.set(scheme, known);
  return known;
}

function nameReader(context: IssueContext | undefined): (firm: string | undefined) => string {
  const names = context?.facts.labels.get('name');
  if (context === undefined || names === undefined) return () => '';
  const rowOf = new Map(context.facts.ids.map((id, row) => [id, row]));
  return (firm) => names[rowOf.get(firm ?? '') ?? -1] ?? '';
}

/** The title of the field or rule that an issue is of; a path in a file stays as it is. */
function subjectReader(context: IssueContext | undefined): (place: Place) => string {
  if (context === undefined) return ({ path = '' }) => path;
  const { scheme } = context;
  const titles = new Map<string, string>();
  const titleOfPath = (path: string): string => {
    const parts = path.split('/').map((part) => ruleTitle(scheme, part) ?? titleOf(scheme, part));
    titles.set(path, parts.join('/'));
    return parts.join('/');
  };
  return (place) => {
    if (place.path !== undefined) return titles.get(place.path) ?? titleOfPath(place.path);
    const field = readingOf(place, context)?.field;
    if (field === undefined) return '';
    const index = indexOf(scheme);
    return field === keyColumn(index) ? keyTitle(index) : (leaseTitle(field) ?? titleOf(scheme, field));
  };
}
