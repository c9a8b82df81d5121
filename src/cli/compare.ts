import { compareRuns, simulateReform } from '../compareRuns.ts';
import { issueLine, type Language } from '../issues/sentences.ts';
import type { Comparison } from '../results/comparison.ts';
import { writeComparisonCsv, writeComparisonMarkdown, writeComparisonText } from '../write/comparison.ts';
import { Failure } from './failure.ts';
import { languageOf, readOptions } from './options.ts';
import { checkFile, deliver } from './outputs.ts';
import { loadScheme } from './schemeFiles.ts';
import { printNote } from './screen.ts';
import { loadVerifiedRun, type VerifiedRun } from './verifiedRun.ts';

const FORMATS: Readonly<Record<string, (comparison: Comparison, language: Language) => string>> = {
  text: writeComparisonText,
  json: (comparison) => `${JSON.stringify(comparison, null, 2)}\n`,
  csv: writeComparisonCsv,
  markdown: writeComparisonMarkdown,
};

/** permu compare: two runs side by side, or one run and the same firms by an edited scheme. */
export function compareCommand(args: string[]): number {
  const { values } = readOptions(
    args,
    {
      from: { type: 'string' },
      to: { type: 'string' },
      run: { type: 'string' },
      scheme: { type: 'string' },
      format: { type: 'string' },
      all: { type: 'boolean' },
      out: { type: 'string' },
      force: { type: 'boolean' },
      lang: { type: 'string' },
      json: { type: 'boolean' },
    },
    false,
  );
  const asked = values.lang === undefined ? undefined : languageOf(values.lang);
  const { to, scheme, out } = values;
  const from = values.from ?? values.run;
  if (
    from === undefined ||
    (values.from !== undefined && values.run !== undefined) ||
    (to === undefined) === (scheme === undefined)
  ) {
    throw new Failure('应为 needed: --from --to，或 or --run --scheme\n用法见 permu --help');
  }
  const format = values.format ?? (values.json === true ? 'json' : 'text');
  const write = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  if (write === undefined || (values.json === true && format !== 'json')) {
    throw new Failure(`--format 应为 expected one of: ${Object.keys(FORMATS).join(', ')}；实为 found: ${format}`);
  }
  if (out !== undefined) checkFile(out, values.force === true);
  const options = { all: values.all === true || format === 'csv' };
  const before = loadVerifiedRun(from, asked);
  const after = to === undefined ? undefined : loadVerifiedRun(to, asked);
  const { language } = after ?? before;
  const comparison =
    after === undefined
      ? simulateReform(before.evaluation, loadScheme(scheme ?? '', language), options)
      : compareRuns(before.evaluation, after.evaluation, options);
  const faults = comparison.issues.filter(({ severity }) => severity === 'error');
  if (faults.length > 0) throw new Failure(faults.map((one) => issueLine(one, language)).join('\n  '));
  deliver(write(comparison, language), format, out, values.force === true);
  for (const line of versionNotes([before, ...(after ? [after] : [])], language)) printNote(`${line}\n`);
  const notes = comparison.issues.map((one) => issueLine(one, language));
  if (format === 'csv' || format === 'json') for (const line of notes) printNote(`${line}\n`);
  return 0;
}

function versionNotes(runs: readonly VerifiedRun[], language: Language): readonly string[] {
  return runs.flatMap(({ otherVersion, evaluation }) => {
    if (otherVersion === undefined) return [];
    return language === 'zh'
      ? `${evaluation.year} 年度的评价结果由 permu ${otherVersion} 写出；对照使用本版本重新计算的结果`
      : `the run of ${evaluation.year} was written by permu ${otherVersion}; compared is what this version computes`;
  });
}
