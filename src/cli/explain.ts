import type { Language } from '../issues/sentences.ts';
import { parsed, textOf } from '../readRun.ts';
import { explain } from '../results/explain.ts';
import type { Explanation } from '../results/explanation.ts';
import { writeExplanationMarkdown, writeExplanationText } from '../write/explanation.ts';
import { writeNotice } from '../write/notice.ts';
import { Failure } from './failure.ts';
import { findFirm } from './findFirm.ts';
import { languageOf, readOptions } from './options.ts';
import { checkFile, deliver } from './outputs.ts';
import { loadRun } from './runFolder.ts';
import { printNote } from './screen.ts';
import { loadVerifiedRun } from './verifiedRun.ts';

const FORMATS: Readonly<Record<string, (explanation: Explanation, language: Language) => string>> = {
  text: writeExplanationText,
  json: (explanation) => `${JSON.stringify(explanation, null, 2)}\n`,
  markdown: writeExplanationMarkdown,
  html: writeNotice,
};

/** permu explain: how a firm of a run came to its result; the run is computed again and must be what its receipt says. */
export function explainCommand(args: string[]): number {
  const { values } = readOptions(
    args,
    {
      run: { type: 'string' },
      firm: { type: 'string' },
      lang: { type: 'string' },
      format: { type: 'string' },
      out: { type: 'string' },
      force: { type: 'boolean' },
    },
    false,
  );
  const { run: folder, firm: asked, format = 'text', out } = values;
  if (folder === undefined || asked === undefined)
    throw new Failure('缺少选项 needed: --run --firm\n用法见 permu --help');
  const write = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  if (write === undefined) {
    throw new Failure(`--format 应为 expected one of: ${Object.keys(FORMATS).join(', ')}；实为 found: ${format}`);
  }
  if (out !== undefined) checkFile(out, values.force === true);
  const wanted = values.lang === undefined ? undefined : languageOf(values.lang);
  const { evaluation, language, otherVersion } = loadVerifiedRun(folder, wanted);
  const id = findFirm(evaluation, asked, language);
  const explanation = explain(evaluation, id);
  if (explanation === undefined) throw new Failure(`${id}`);
  if (otherVersion !== undefined) checkRecorded(folder, explanation, otherVersion, language);
  deliver(write(explanation, language), format, out, values.force === true);
  return 0;
}

/** Of a run of another version: the firm's result there must be the one that is explained. */
function checkRecorded(folder: string, { firm }: Explanation, version: string, language: Language): void {
  const zh = language === 'zh';
  if (recordedFirm(loadRun(folder), firm.id) !== JSON.stringify(firm)) {
    const text = zh
      ? `该评价由 permu ${version} 得出，evaluation.json 中该企业的结果与本版本重新计算的不一致：${firm.id}`
      : `the run is of permu ${version}, and evaluation.json says something else of this firm than this version computes: ${firm.id}`;
    throw new Failure(text, 1);
  }
  const note = zh
    ? `该评价由 permu ${version} 得出，以下按本版本重新计算，该企业的结果相同`
    : `the run is of permu ${version}; what follows is computed by this version, with the same result of the firm`;
  printNote(`permu: ${note}\n`);
}

/** The firm's record in evaluation.json as it stands there; undefined where there is none. A missing or damaged file is a Failure. */
function recordedFirm(files: ReadonlyMap<string, Uint8Array>, id: string): string | undefined {
  const bytes = files.get('evaluation.json');
  const document = bytes === undefined ? undefined : parsed(textOf(bytes) ?? '');
  const firms = typeof document === 'object' && document !== null && 'firms' in document ? document.firms : undefined;
  if (!Array.isArray(firms)) throw new Failure('evaluation.json 缺失或无法读取 is missing or cannot be read');
  const units = typeof document === 'object' && document !== null && 'units' in document ? document.units : [];
  const all: unknown[] = [...firms, ...(Array.isArray(units) ? units : [])];
  const found = all.find((one) => typeof one === 'object' && one !== null && 'id' in one && one.id === id);
  return found === undefined ? undefined : JSON.stringify(found);
}
