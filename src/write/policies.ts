import { formatRational, formatUnits } from '../exact/decimal.ts';
import type { Language } from '../issues/sentences.ts';
import type { Evaluation } from '../results/evaluation.ts';
import { amountDimension, titleOf } from '../scheme/names.ts';
import { canonicalUnit } from '../scheme/unit.ts';
import { type Cell, writeCsv } from './csv.ts';
import { categoryTitle, firmCells, firmHeaders, number } from './results.ts';
import { wordsIn } from './words.ts';

/**
 * policies.csv: the policies (差别化政策), each with the firms it concerns, what is counted, the rate and the money in 元. Only
 * headers where the scheme has none.
 */
export function writePolicies(evaluation: Evaluation, language: Language = 'zh'): string {
  const { scheme, policies, facts } = evaluation.run;
  const words = wordsIn(language);
  const headers = [
    words.policy,
    words.category,
    ...firmHeaders(scheme, language),
    words.grade,
    words.managedAs,
    words.account,
    words.counted,
    words.value,
    words.unit,
    words.rate,
    words.yuan,
  ];
  const rows: Cell[][] = [];
  for (const { policy, firms } of policies.applied) {
    const key = policy.rate?.on ?? policy.share?.of;
    const unit = key === undefined ? '' : canonicalUnit(amountDimension(scheme, key) ?? '');
    const account = policy.account === undefined ? undefined : facts.labels.get(policy.account);
    for (const row of evaluation.rows()) {
      const money = firms.get(row);
      if (money === undefined) continue;
      const firm = evaluation.firmAt(row);
      const { amount, units } = money;
      rows.push([
        { text: policy.title },
        { text: categoryTitle(scheme, firm) },
        ...firmCells(scheme, firm),
        { text: firm.grade ?? '' },
        { text: firm.managedAs ?? '' },
        { code: account?.[row] ?? '' },
        { text: key === undefined ? '' : titleOf(scheme, key) },
        number(amount && formatRational(amount)),
        { text: unit },
        { text: policy.rate?.each ?? policy.share?.times ?? '' },
        number(units === undefined ? undefined : formatUnits(units, policy.rounding?.places ?? 0)),
      ]);
    }
  }
  return writeCsv(headers, rows);
}
