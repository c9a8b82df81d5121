import { evaluate } from '../evaluate.ts';
import { readFacts } from '../intake/readFacts.ts';
import { countIssues, type Issue } from '../issues/issue.ts';
import { issueLine, type Language } from '../issues/sentences.ts';
import { writeRun } from '../write/runFiles.ts';
import { Failure } from './failure.ts';
import { loadAdjustments, loadHistory, loadMapping, loadTables } from './inputs.ts';
import { languageOf, readOptions, yearOf } from './options.ts';
import { checkTarget, writeFolder } from './outputs.ts';
import { loadScheme } from './schemeFiles.ts';
import { printJson, printNote, printText } from './screen.ts';
import { adjustmentCounts, summaryJson, summaryText } from './summary.ts';

/** How many issues are printed; all of them stand in issues.csv. */
const SHOWN = 8;

/** permu evaluate: tables in, a folder of results out, a screenful on the terminal. */
export async function evaluateCommand(args: string[]): Promise<number> {
  const { values } = readOptions(
    args,
    {
      scheme: { type: 'string' },
      data: { type: 'string', multiple: true },
      out: { type: 'string' },
      year: { type: 'string' },
      history: { type: 'string', multiple: true },
      adjustments: { type: 'string' },
      mapping: { type: 'string' },
      lang: { type: 'string' },
      force: { type: 'boolean' },
      strict: { type: 'boolean' },
      json: { type: 'boolean' },
    },
    false,
  );
  const language = languageOf(values.lang);
  const year = yearOf(values.year);
  const { scheme: schemeName, data, out } = values;
  if (schemeName === undefined || data === undefined || out === undefined) {
    throw new Failure('缺少选项 needed: --scheme --data --out\n用法见 permu --help');
  }
  checkTarget(out, values.force === true);
  const scheme = loadScheme(schemeName, language, year);
  const inputs = await loadTables(data);
  const past = loadHistory(values.history ?? []);
  const decided = values.adjustments === undefined ? undefined : loadAdjustments(values.adjustments, scheme);
  const unreadable = [...inputs.issues, ...past.issues, ...(decided?.issues ?? [])].filter(
    ({ severity }) => severity === 'error',
  );
  if (unreadable.length > 0) throw new Failure(listed(unreadable, language));
  const mapping = values.mapping === undefined ? undefined : loadMapping(values.mapping, language);
  const facts = readFacts(inputs.tables, scheme, {
    issues: inputs.issues,
    ...(year !== undefined && { year }),
    ...(mapping !== undefined && { mapping }),
  });
  if (facts.ids.length === 0 && facts.own === undefined)
    throw new Failure(listed(facts.issues, language, noFirms(language)));
  const evaluation = evaluate(facts, scheme, {
    ...(year !== undefined && { year }),
    ...(decided?.adjustments && { adjustments: decided.adjustments }),
    history: past.evaluations,
  });
  const unfit = evaluation.issues.filter(({ code }) => code === 'yearUnknown' || code === 'yearOutsideScheme');
  if (unfit.length > 0) throw new Failure(listed(unfit, language));
  const { errors, warnings } = countIssues(evaluation.issues);
  if (values.strict === true && errors > 0) {
    const serious = evaluation.issues.filter(({ severity }) => severity === 'error');
    const intro =
      language === 'zh'
        ? `--strict：${errors} 个错误，未写出任何文件`
        : `--strict: ${errors} errors, nothing was written`;
    throw new Failure(listed(serious, language, intro), 1);
  }
  writeFolder(out, writeRun(evaluation, language), values.force === true);
  if (values.json === true) printJson(summaryJson(evaluation, out));
  else printText(summaryText(evaluation, out, language));
  const refused = facts.sources.reduce((sum, source) => sum + source.refused, 0);
  printNote(
    language === 'zh'
      ? `${errors} 个错误，${warnings} 个提醒，${refused} 行未采用；详见 issues.csv\n`
      : `${errors} errors, ${warnings} warnings, ${refused} rows refused; see issues.csv\n`,
  );
  const { manual } = evaluation.run;
  if (manual !== undefined) {
    const lines = adjustmentCounts(evaluation);
    printNote(
      language === 'zh'
        ? `人工更正与调整 ${manual.name}：采用 ${lines.applied} 行，未采用 ${lines.refused} 行\n`
        : `changes by hand ${manual.name}: ${lines.applied} lines applied, ${lines.refused} refused\n`,
    );
  }
  return 0;
}

function noFirms(language: Language): string {
  return language === 'zh' ? '没有可评价的企业' : 'there is no firm to evaluate';
}

function listed(issues: readonly Issue[], language: Language, intro?: string): string {
  const shown = issues.slice(0, SHOWN).map((one) => issueLine(one, language));
  const more = issues.length - shown.length;
  const rest = language === 'zh' ? `……另有 ${more} 条` : `… and ${more} more`;
  return [...(intro === undefined ? [] : [intro]), ...shown, ...(more > 0 ? [rest] : [])].join('\n  ');
}
