import type { Language } from '../issues/sentences.ts';
import type { Evaluation } from '../results/evaluation.ts';
import { firmIdOf, firmsNamed, nearFirms } from '../results/findFirm.ts';
import { Failure } from './failure.ts';

/** The id of the firm of this id or name; a Failure that names near ones where there is none. */
export function findFirm(evaluation: Evaluation, asked: string, language: Language): string {
  const id = firmIdOf(evaluation, asked);
  if (id !== undefined) return id;
  const named = firmsNamed(evaluation, asked);
  if (named.length > 1) {
    const intro =
      language === 'zh'
        ? `有 ${named.length} 家企业同名，请改用企业代码`
        : `${named.length} firms bear this name, give the code of one`;
    throw new Failure([`${intro}: ${asked}`, ...named].join('\n  '));
  }
  const near = nearFirms(evaluation, asked).map((firm) => `  ${firm.id} ${firm.name ?? ''}`.trimEnd());
  const hint = near.length === 0 ? '' : `\n${language === 'zh' ? '相近的有' : 'near are'}:\n${near.join('\n')}`;
  throw new Failure(`${language === 'zh' ? '评价结果中没有这家企业' : 'no such firm in the run'}: ${asked}${hint}`);
}
