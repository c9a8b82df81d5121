import type { Language } from '../issues/sentences.ts';
import { issueLine } from '../issues/sentences.ts';
import { readRun } from '../readRun.ts';
import type { Evaluation } from '../results/evaluation.ts';
import { firmIdOf, nearFirms } from '../results/findFirm.ts';
import { verifyRun } from '../verify.ts';
import { differenceText } from '../write/differences.ts';
import { Failure } from './failure.ts';
import { loadRun } from './runFolder.ts';

/** How many differences are named. */
const SHOWN = 5;

/**
 * The evaluation of a run's folder, all of whose files are what the engine computes. One that is missing or was edited is a Failure that
 * names it: nothing is answered from a run that does not hold. Files that are none of the run's do no harm.
 */
export function loadSoundRun(
  folder: string,
  asked: Language | undefined,
): { readonly evaluation: Evaluation; readonly language: Language } {
  const files = loadRun(folder);
  const reading = readRun(files);
  const language = asked ?? reading.language;
  if (reading.evaluation === undefined) {
    throw new Failure(reading.issues.map((one) => issueLine(one, language)).join('\n  '));
  }
  const differences = verifyRun(files).filter(({ kind }) => kind !== 'foreign');
  if (differences.length > 0) {
    const named = differences.slice(0, SHOWN).map((one) => `  ${differenceText(one, language)}`);
    const intro =
      language === 'zh'
        ? `评价结果文件夹与重新计算的不一致（${differences.length} 处），不予测算；请运行 permu verify --run ${folder}`
        : `the run is not what the engine computes (${differences.length} differences); run permu verify --run ${folder}`;
    throw new Failure([intro, ...named].join('\n'));
  }
  return { evaluation: reading.evaluation, language };
}

/** The id of the firm of this id or name; a Failure that names near ones where there is none. */
export function findFirm(evaluation: Evaluation, asked: string, language: Language): string {
  const id = firmIdOf(evaluation, asked);
  if (id !== undefined) return id;
  const near = nearFirms(evaluation, asked).map((firm) => `  ${firm.id} ${firm.name ?? ''}`.trimEnd());
  const hint = near.length === 0 ? '' : `\n${language === 'zh' ? '相近的有' : 'near are'}:\n${near.join('\n')}`;
  throw new Failure(`${language === 'zh' ? '评价结果中没有这家企业' : 'no such firm in the run'}: ${asked}${hint}`);
}
