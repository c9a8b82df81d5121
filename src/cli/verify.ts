import type { Language } from '../issues/sentences.ts';
import { issueLine } from '../issues/sentences.ts';
import { parsed, textOf } from '../readRun.ts';
import type { Difference } from '../results/differences.ts';
import { readReceipt } from '../results/receipt.ts';
import { verifyRun } from '../verify.ts';
import { differenceText } from '../write/differences.ts';
import { Failure } from './failure.ts';
import { loadMapping, loadTables } from './inputs.ts';
import { languageOf, readOptions } from './options.ts';
import { loadRun } from './runFolder.ts';
import { builtInSchemes, loadScheme, readNamedScheme } from './schemeFiles.ts';
import { printJson, printText } from './screen.ts';

/** How many differences of a file are printed. */
const SHOWN = 10;

/** permu verify: computes a run again and says "the same", or where it differs. */
export async function verifyCommand(args: string[]): Promise<number> {
  const { values } = readOptions(
    args,
    {
      run: { type: 'string' },
      data: { type: 'string', multiple: true },
      scheme: { type: 'string' },
      mapping: { type: 'string' },
      lang: { type: 'string' },
      json: { type: 'boolean' },
    },
    false,
  );
  if (values.run === undefined) throw new Failure('缺少选项 needed: --run\n用法见 permu --help');
  const language = languageOf(values.lang);
  const files = loadRun(values.run);
  const inputs = values.data === undefined ? undefined : await loadTables(values.data);
  const unreadable = (inputs?.issues ?? []).filter(({ severity }) => severity === 'error');
  if (unreadable.length > 0) throw new Failure(unreadable.map((one) => issueLine(one, language)).join('\n  '));
  if (values.mapping !== undefined && inputs === undefined)
    throw new Failure('--mapping 须与 --data 同用: --mapping is for reading --data again\n用法见 permu --help');
  const mapping = values.mapping === undefined ? undefined : loadMapping(values.mapping, language);
  const named = values.scheme === undefined ? undefined : loadScheme(values.scheme, language, yearOfRun(files));
  const builtIn = builtInSchemes().flatMap((id) => readNamedScheme(id, undefined).scheme ?? []);
  const differences = verifyRun(files, {
    schemes: [...(named === undefined ? [] : [named]), ...builtIn],
    ...(named !== undefined && { scheme: named }),
    ...(inputs !== undefined && { tables: inputs.tables }),
    ...(mapping !== undefined && { mapping }),
  });
  if (values.json === true) printJson(`${JSON.stringify({ same: differences.length === 0, differences }, null, 2)}\n`);
  else printText(differences.length === 0 ? same(language, values.data !== undefined) : listed(differences, language));
  return differences.length === 0 ? 0 : 1;
}

/** The year for which a family of schemes is asked; undefined where the receipt does not tell. */
function yearOfRun(files: ReadonlyMap<string, Uint8Array>): number | undefined {
  const bytes = files.get('receipt.json');
  return bytes === undefined ? undefined : readReceipt(parsed(textOf(bytes) ?? ''))?.year;
}

function same(language: Language, withData: boolean): string {
  if (language === 'en')
    return `the same: every file is what the engine computes${withData ? ' and the data say' : ''}\n`;
  return `一致：每个文件都与重新计算的${withData ? '及原始数据' : ''}相同\n`;
}

function listed(differences: readonly Difference[], language: Language): string {
  const shown = new Map<string, number>();
  const lines: string[] = [];
  for (const difference of differences) {
    const key = `${difference.kind} ${difference.file}`;
    const count = (shown.get(key) ?? 0) + 1;
    shown.set(key, count);
    if (count <= SHOWN) lines.push(differenceText(difference, language));
  }
  const more = [...shown].filter(([, count]) => count > SHOWN);
  const rest = more.map(([key, count]) => {
    const file = key.slice(key.indexOf(' ') + 1);
    return language === 'zh' ? `${file}：另有 ${count - SHOWN} 处` : `${file}: ${count - SHOWN} more`;
  });
  const intro =
    language === 'zh' ? `不一致：${differences.length} 处` : `not the same: ${differences.length} differences`;
  return `${[intro, ...[...lines, ...rest].map((line) => `  ${line}`)].join('\n')}\n`;
}
