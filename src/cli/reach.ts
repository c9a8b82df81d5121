import type { Language } from '../issues/sentences.ts';
import { issueLine } from '../issues/sentences.ts';
import { reach } from '../reach.ts';
import type { Reach } from '../results/reach.ts';
import { writeReachMarkdown, writeReachText } from '../write/reach.ts';
import { Failure } from './failure.ts';
import { findFirm } from './findFirm.ts';
import { languageOf, readOptions } from './options.ts';
import { printFormat, printNote } from './screen.ts';
import { loadVerifiedRun } from './verifiedRun.ts';

const FORMATS: Readonly<Record<string, (answer: Reach, language: Language) => string>> = {
  text: writeReachText,
  json: (answer) => `${JSON.stringify(answer, null, 2)}\n`,
  markdown: writeReachMarkdown,
};

/** permu reach: what a firm of a run needs for a better grade, or to leave a list; the run must be what its receipt says. */
export function reachCommand(args: string[]): number {
  const { values } = readOptions(
    args,
    {
      run: { type: 'string' },
      firm: { type: 'string' },
      grade: { type: 'string' },
      flag: { type: 'string' },
      lever: { type: 'string', multiple: true },
      both: { type: 'boolean' },
      format: { type: 'string' },
      json: { type: 'boolean' },
      lang: { type: 'string' },
    },
    false,
  );
  const { run: folder, firm: asked, grade, flag, lever: levers } = values;
  if (folder === undefined || asked === undefined)
    throw new Failure('缺少选项 needed: --run --firm\n用法见 permu --help');
  const format = values.format ?? (values.json === true ? 'json' : 'text');
  const write = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  if (write === undefined || (values.json === true && format !== 'json')) {
    throw new Failure(`--format 应为 expected one of: ${Object.keys(FORMATS).join(', ')}；实为 found: ${format}`);
  }
  const wanted = values.lang === undefined ? undefined : languageOf(values.lang);
  const { evaluation, language, otherVersion } = loadVerifiedRun(folder, wanted);
  if (otherVersion !== undefined) {
    const text =
      language === 'zh'
        ? `该评价由 permu ${otherVersion} 得出，以下按本版本重新计算`
        : `the run is of permu ${otherVersion}; what follows is computed by this version`;
    printNote(`permu: ${text}\n`);
  }
  const { reach: answer, issues } = reach(evaluation, findFirm(evaluation, asked, language), {
    ...(grade !== undefined && { grade }),
    ...(flag !== undefined && { flag }),
    ...(levers !== undefined && { levers: levers.flatMap((text) => text.split(/[,，、]/u)).filter(Boolean) }),
    ...(values.both === true && { directions: 'both' }),
  });
  if (answer === undefined) throw new Failure(issues.map((one) => issueLine(one, language)).join('\n  '));
  printFormat(format, write(answer, language));
  return 0;
}
