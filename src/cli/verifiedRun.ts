import type { Language } from '../issues/sentences.ts';
import { issueLine } from '../issues/sentences.ts';
import { readRun } from '../readRun.ts';
import type { Difference } from '../results/differences.ts';
import type { Evaluation } from '../results/evaluation.ts';
import { hashBytes, type Receipt } from '../results/receipt.ts';
import { ENGINE_VERSION } from '../results/version.ts';
import { verifyRun } from '../verify.ts';
import { differenceText } from '../write/differences.ts';
import { Failure } from './failure.ts';
import { loadRun } from './runFolder.ts';

/** How many differences are named; permu verify lists them all. */
const SHOWN = 3;

/** A run whose folder holds what its receipt says. */
export interface VerifiedRun {
  readonly evaluation: Evaluation;
  readonly language: Language;
  /** Set where another version of the engine wrote it: then the results are those of this version. */
  readonly otherVersion: string | undefined;
}

/**
 * Reads a run and computes it again. A folder that is no run, a file that is missing or was edited, a receipt that does not hold is
 * a Failure: nothing is concluded from an edited run. Of a run of another version of the engine the files must be those of
 * the receipt, byte for byte.
 */
export function loadVerifiedRun(folder: string, asked: Language | undefined): VerifiedRun {
  const files = loadRun(folder);
  const reading = readRun(files);
  const { evaluation, receipt } = reading;
  const language = asked ?? reading.language;
  const zh = language === 'zh';
  const refuse = (reasons: readonly string[]): never => {
    const intro = zh
      ? `评价结果缺失或被改动，未采用：${folder}`
      : `the run lacks files or was edited, not used: ${folder}`;
    const more =
      reasons.length > SHOWN
        ? [zh ? `……另有 ${reasons.length - SHOWN} 处` : `… and ${reasons.length - SHOWN} more`]
        : [];
    const hint = zh ? `请运行 permu verify --run ${folder}` : `run permu verify --run ${folder}`;
    throw new Failure([intro, ...reasons.slice(0, SHOWN), ...more, hint].join('\n  '));
  };
  if (evaluation === undefined) return refuse(reading.issues.map((one) => issueLine(one, language)));
  if (receipt === undefined)
    return refuse([zh ? 'receipt.json 缺失或无法读取' : 'receipt.json is missing or cannot be read']);
  const otherVersion = receipt.engine.version === ENGINE_VERSION ? undefined : receipt.engine.version;
  const differences = otherVersion === undefined ? verifyRun(files) : againstReceipt(files, receipt);
  if (differences.length > 0) return refuse(differences.map((one) => differenceText(one, language)));
  return { evaluation, language, otherVersion };
}

/** Files that are not those of the receipt. */
function againstReceipt(files: ReadonlyMap<string, Uint8Array>, receipt: Receipt): readonly Difference[] {
  const missing = Object.keys(receipt.files).filter((name) => !files.has(name));
  const others = [...files].flatMap(([file, bytes]): Difference[] => {
    if (file === 'receipt.json') return [];
    const expected = Object.hasOwn(receipt.files, file) ? receipt.files[file] : undefined;
    if (expected === undefined) return [{ kind: 'foreign', file }];
    const found = hashBytes(bytes);
    return found === expected ? [] : [{ kind: 'hash', file, expected, found }];
  });
  return [...missing.map((file): Difference => ({ kind: 'missing', file })), ...others];
}
