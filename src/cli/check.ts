import { findWrongData } from '../findWrongData.ts';
import { readFacts } from '../intake/readFacts.ts';
import { countIssues, type Issue } from '../issues/issue.ts';
import { issueLine, type Language } from '../issues/sentences.ts';

import { assumedRules } from '../scheme/assumed.ts';
import { Failure } from './failure.ts';
import { loadTables } from './inputs.ts';
import { languageOf, readOptions, yearOf } from './options.ts';
import { loadScheme, readNamedScheme } from './schemeFiles.ts';

/** permu check: the faults of a scheme, or how the columns of tables are read, without a run. Exit code 1 on errors. */
export async function checkCommand(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(
    args,
    {
      scheme: { type: 'string' },
      data: { type: 'string', multiple: true },
      year: { type: 'string' },
      lang: { type: 'string' },
      json: { type: 'boolean' },
    },
    true,
  );
  const language = languageOf(values.lang);
  const json = values.json === true;
  if (values.data !== undefined) {
    if (values.scheme === undefined)
      throw new Failure('检查数据需要 --scheme: data are read by the fields of a scheme');
    return await checkData(values.data, values.scheme, yearOf(values.year), language, json);
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
    print(JSON.stringify({ scheme: scheme?.id ?? null, issues, assumed, notModelled }, null, 2));
    return countIssues(issues).errors > 0 ? 1 : 0;
  }
  const zh = language === 'zh';
  if (scheme !== undefined) {
    const warnings = countIssues(issues).warnings;
    const fine = zh ? '评价办法无误' : 'the scheme has no fault';
    const doubtful = zh
      ? `评价办法可用，有 ${warnings} 处请确认`
      : `the scheme can be used, ${warnings} points to confirm`;
    print(`${warnings === 0 ? fine : doubtful}: ${scheme.id} ${scheme.version} ${scheme.title}`);
    print(
      zh
        ? `约定（没有文件依据）的规定 ${assumed.length} 条，--json 逐条列出`
        : `${assumed.length} rules are assumed (no document states them), --json lists them`,
    );
  }
  for (const one of issues) print(issueLine(one, language));
  if (notModelled.length > 0) {
    print(zh ? `文件有规定而本办法未能纳入的内容 ${notModelled.length} 条：` : `${notModelled.length} not modelled:`);
    for (const { clause, text, why } of notModelled) {
      print(zh ? `  ${clause}：${text}（${why}）` : `  ${clause}: ${text} (${why})`);
    }
  }
  return countIssues(issues).errors > 0 ? 1 : 0;
}

async function checkData(
  paths: readonly string[],
  schemeName: string,
  year: number | undefined,
  language: Language,
  json: boolean,
): Promise<number> {
  const scheme = loadScheme(schemeName, language, year);
  const inputs = await loadTables(paths);
  const facts = readFacts(inputs.tables, scheme, year === undefined ? {} : { year });
  const findings = findWrongData(facts, scheme, year === undefined ? {} : { year });
  const issues: Issue[] = [...inputs.issues, ...facts.issues, ...findings];
  if (json) {
    print(JSON.stringify({ firms: facts.ids.length, sources: facts.sources, issues }, null, 2));
  } else {
    const zh = language === 'zh';
    for (const source of facts.sources) {
      const name = source.sheet === undefined ? source.name : `${source.name} ${source.sheet}`;
      print(
        zh
          ? `${name}：${source.rows} 行 = 采用 ${source.used} + 跳过 ${source.skipped} + 未采用 ${source.refused}`
          : `${name}: ${source.rows} rows = ${source.used} used + ${source.skipped} skipped + ${source.refused} refused`,
      );
      for (const column of source.columns) {
        const meaning = column.field === undefined ? (zh ? '（未采用）' : '(not used)') : column.field;
        const unit = column.unit === undefined ? '' : ` [${column.unit}]`;
        const filled = zh
          ? `有值 ${column.filled}，缺失 ${column.missing}`
          : `${column.filled} filled, ${column.missing} missing`;
        print(`  ${column.number}. ${column.header.replace(/\s+/gu, ' ')} → ${meaning}${unit}  ${filled}`);
      }
    }
    for (const one of issues) print(issueLine(one, language));
  }
  return countIssues(issues).errors > 0 ? 1 : 0;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
