import { findWrongData } from '../findWrongData.ts';
import { draftMapping } from '../intake/draftMapping.ts';
import { indexFields } from '../intake/fieldIndex.ts';
import { mappingText } from '../intake/mapping.ts';
import { profileTables } from '../intake/profileTables.ts';
import { readFacts } from '../intake/readFacts.ts';
import { countIssues, type Issue } from '../issues/issue.ts';
import { issueLine, type Language } from '../issues/sentences.ts';
import { assumedRules } from '../scheme/assumed.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { writeDataReport } from '../write/dataReport.ts';
import { Failure } from './failure.ts';
import { loadMapping, loadTables } from './inputs.ts';
import { languageOf, readOptions, yearOf } from './options.ts';
import { checkFile, writeFileOnce } from './outputs.ts';
import { loadScheme, readNamedScheme } from './schemeFiles.ts';
import { printJson, printLine, printNote, printText } from './screen.ts';

const OPTIONS = {
  scheme: { type: 'string' },
  data: { type: 'string', multiple: true },
  mapping: { type: 'string' },
  'write-mapping': { type: 'string' },
  force: { type: 'boolean' },
  year: { type: 'string' },
  lang: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** permu check: the faults of a scheme, or how the columns of tables are read, without a run. Exit code 1 on errors. */
export async function checkCommand(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, OPTIONS, true);
  const language = languageOf(values.lang);
  const json = values.json === true;
  if (values.data !== undefined) {
    if (positionals.length > 0)
      throw new Failure(`多余的参数 not expected: ${positionals.join(' ')}\n用法见 permu --help`);
    return await checkData(values.data, language, values);
  }
  for (const option of ['mapping', 'write-mapping'] as const) {
    if (values[option] !== undefined)
      throw new Failure(`--${option} 须与 --data 同用 needs --data\n用法见 permu --help`);
  }
  const [scheme, ...more] = values.scheme === undefined ? positionals : [values.scheme, ...positionals];
  if (scheme === undefined || more.length > 0)
    throw new Failure('应指定一个评价办法 one scheme, or --data\n用法见 permu --help');
  return checkScheme(scheme, yearOf(values.year), language, json);
}

function checkScheme(name: string, year: number | undefined, language: Language, json: boolean): number {
  const { scheme, issues } = readNamedScheme(name, year);
  const assumed = scheme === undefined ? [] : assumedRules(scheme);
  const notModelled = scheme?.notModelled ?? [];
  if (json) {
    printJson(`${JSON.stringify({ scheme: scheme?.id ?? null, issues, assumed, notModelled }, null, 2)}\n`);
    return countIssues(issues).errors > 0 ? 1 : 0;
  }
  const zh = language === 'zh';
  if (scheme !== undefined) {
    const warnings = countIssues(issues).warnings;
    const fine = zh ? '评价办法无误' : 'the scheme has no fault';
    const doubtful = zh
      ? `评价办法可用，有 ${warnings} 处请确认`
      : `the scheme can be used, ${warnings} points to confirm`;
    printLine(`${warnings === 0 ? fine : doubtful}: ${scheme.id} ${scheme.version} ${scheme.title}`);
    printLine(
      zh
        ? `约定（没有文件依据）的规定 ${assumed.length} 条，--json 逐条列出`
        : `${assumed.length} rules are assumed (no document states them), --json lists them`,
    );
  }
  for (const one of issues) printLine(issueLine(one, language));
  if (notModelled.length > 0) {
    printLine(
      zh ? `文件有规定而本办法未能纳入的内容 ${notModelled.length} 条：` : `${notModelled.length} not modelled:`,
    );
    for (const { clause, text, why } of notModelled) {
      printLine(zh ? `  ${clause}：${text}（${why}）` : `  ${clause}: ${text} (${why})`);
    }
  }
  return countIssues(issues).errors > 0 ? 1 : 0;
}

type DataOptions = Readonly<
  Partial<Record<'scheme' | 'mapping' | 'write-mapping' | 'year', string>> & Partial<Record<'json' | 'force', boolean>>
>;

async function checkData(paths: readonly string[], language: Language, options: DataOptions): Promise<number> {
  const year = yearOf(options.year);
  const scheme = options.scheme === undefined ? BUILT_IN : loadScheme(options.scheme, language, year);
  const mapping = options.mapping === undefined ? undefined : loadMapping(options.mapping, language);
  const draft = options['write-mapping'];
  const force = options.force === true;
  if (draft !== undefined) checkFile(draft, force);
  const inputs = await loadTables(paths);
  const facts = readFacts(inputs.tables, scheme, {
    ...(year !== undefined && { year }),
    ...(mapping !== undefined && { mapping }),
  });
  const findings = findWrongData(facts, scheme, year === undefined ? {} : { year });
  const issues: Issue[] = [...inputs.issues, ...facts.issues, ...findings];
  const tables = profileTables(facts, inputs.tables, indexFields(scheme), mapping);
  if (options.json === true) {
    printJson(`${JSON.stringify({ firms: facts.ids.length, sources: facts.sources, tables, issues }, null, 2)}\n`);
  } else {
    const zh = language === 'zh';
    if (scheme === BUILT_IN)
      printLine(
        zh
          ? '未指定 --scheme：按内置字段读取，以统一社会信用代码识别企业'
          : 'no --scheme: read by the built-in fields, firms told apart by their credit codes',
      );
    printText(writeDataReport(tables, language));
    if (issues.length > 0) printLine('');
    for (const line of issueLines(issues, language)) printLine(line);
    printLine(zh ? `\n企业 ${facts.ids.length} 家` : `\n${facts.ids.length} firms`);
  }
  if (draft !== undefined) writeDraft(draft, draftMapping(tables, issues, language, mapping), language, force);
  return countIssues(issues).errors > 0 ? 1 : 0;
}

/** Issues as lines; of many of one kind in one table the first few, and how many more there are (--json has all). */
function issueLines(issues: readonly Issue[], language: Language): readonly string[] {
  const counts = new Map<string, number>();
  const lines: string[] = [];
  for (const one of issues) {
    const { file = '', sheet = '' } = one.place;
    const key = JSON.stringify([file, sheet, one.code]);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count <= SHOWN) lines.push(issueLine(one, language));
  }
  const more = [...counts].filter(([, count]) => count > SHOWN);
  return [
    ...lines,
    ...more.map(([key, count]) => {
      const [file, sheet, code] = JSON.parse(key) as [string, string, string];
      const place = [file, sheet].filter((part) => part !== '').join(' ');
      const rest = count - SHOWN;
      return language === 'zh'
        ? `${place}：同类问题（${code}）另有 ${rest} 条，--json 全部列出`
        : `${place}: ${rest} more of ${code}, --json lists all`;
    }),
  ];
}

/** How many issues of one kind are printed for a table. */
const SHOWN = 5;

/** Writes the open questions as a mapping for the official to complete. */
function writeDraft(path: string, entries: ReturnType<typeof draftMapping>, language: Language, force: boolean): void {
  const zh = language === 'zh';
  if (entries.length === 0) {
    printNote(zh ? '没有待定的列，未写对照表\n' : 'no column is open, no mapping was written\n');
    return;
  }
  writeFileOnce(path, mappingText(entries), force);
  printNote(
    zh
      ? `对照表草稿已写入 ${path}：把各处 "?" 改为字段和单位后用 --mapping 读取\n`
      : `a draft was written to ${path}: put fields and units in the place of each "?" and give it as --mapping\n`,
  );
}

/** What stands in for a scheme where data are only looked at: the built-in fields, and credit codes to tell firms apart. */
const BUILT_IN: Scheme = {
  id: 'built-in',
  title: '内置字段',
  version: '0',
  years: { from: 1990 },
  sources: {},
  source: 'assumed',
  conventions: {
    identity: 'creditCode',
    severalCategories: 'fault',
    filledPointsInMeans: 'excluded',
    missingRanks: 'last',
    gapPrecedence: [],
    source: 'assumed',
  },
  indicators: {},
  categories: [],
};
