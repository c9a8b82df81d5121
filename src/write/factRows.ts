import type { Language } from '../issues/sentences.ts';
import type { CellRecord, Explanation, FactLineRecord, FactRecord } from '../results/explanation.ts';
import { cellPlace, factValue, figure, memberName } from './explanationSentences.ts';
import { explanationWords, put } from './explanationWords.ts';

/** A datum as the cells of a table: item, value, unit, original text, place; then a row for each of its lines. */
export function factRows(
  fact: FactRecord,
  explanation: Explanation,
  language: Language,
): readonly (readonly string[])[] {
  const words = explanationWords(language);
  const title =
    fact.firm === undefined ? fact.title : `${fact.title}${put(words.bracket, memberName(explanation, fact.firm))}`;
  const first = [title, factValue(fact, language), fact.unit ?? '', fact.cell?.text ?? '', factPlace(fact, language)];
  return [first, ...(fact.lines ?? []).map((line) => lineRow(line, fact, language))];
}

/** The text of a datum's cell with its unit. */
export function cellText(cell: CellRecord | undefined): string {
  if (cell === undefined) return '';
  return `${cell.text}${cell.text === '' || cell.unit === undefined ? '' : ` ${cell.unit}`}`;
}

/** The cell of a datum, or what it is made of. */
export function factPlace({ kind, value, cell, lines }: FactRecord, language: Language): string {
  const words = explanationWords(language);
  if (cell !== undefined) return cellPlace({ cell }, language);
  // Amounts and flags are worked out from nothing else: only firms without leases, or on no list, have one without a cell.
  if (lines === undefined) {
    if (value === null) return words.notStated;
    return kind === 'amount' ? words.noLease : kind === 'flag' ? words.notListed : words.derived;
  }
  const counting = lines.filter(({ part }) => part === 'counts').length;
  if (counting === 0) return words.noneOfLines;
  const two = counting === 1 && lines.some(({ cell: of, lease }) => of.statedBy !== undefined && lease === undefined);
  return two ? words.ofTwoValues : put(words.sumOfLines, counting);
}

/** A line of a datum: whose it is, what it comes to, and where it stands. */
function lineRow(line: FactLineRecord, { unit }: FactRecord, language: Language): readonly string[] {
  const words = explanationWords(language);
  const { part, amount, cell } = line;
  const counts =
    amount === undefined
      ? words.lineParts[part]
      : `${figure(amount)}${part === 'counts' ? '' : put(words.bracket, words.lineParts[part])}`;
  return [
    `　${leaseText(line, language)}`,
    counts,
    amount === undefined ? '' : (unit ?? ''),
    cell.text,
    cellPlace({ cell }, language),
  ];
}

/** What a lease says beside its amount: 出租给 乙，宗地 3，2024-07-01 至 2024-12-31，184/366 天 */
function leaseText({ label = '', lease }: FactLineRecord, language: Language): string {
  if (lease === undefined) return label === '' ? '·' : label;
  const words = explanationWords(language);
  const { role, counterparty, name, parcel, landlordKind, from, to, days, statedBy } = lease;
  const kind = landlordKind === undefined ? '' : put(words.bracket, landlordKind);
  const whose = role === 'landlord' ? words.leasedTo : words.leasedFrom;
  return [
    `${put(whose, name ?? counterparty)}${kind}`,
    ...(parcel === undefined ? [] : [put(words.parcel, parcel)]),
    ...((from ?? to) === undefined ? [] : [put(words.leaseTime, from ?? '…', to ?? '…')]),
    ...(days === undefined ? [] : [put(words.leaseDays, days[0], days[1])]),
    ...(statedBy === undefined ? [] : [words.statedBy[statedBy]]),
  ].join(words.comma);
}
