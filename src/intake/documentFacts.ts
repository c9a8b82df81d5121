import { type Column, MISSING, NOT_APPLICABLE, REPORTED, rationalAt, stateAt, WITHHELD } from '../exact/column.ts';
import { exactText } from '../exact/decimal.ts';
import { fieldDimension } from '../scheme/field.ts';
import { fieldNamed } from '../scheme/names.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { canonicalUnit } from '../scheme/unit.ts';
import type { Facts } from './facts.ts';
import {
  type CellDocument,
  type FactsDocument,
  type FieldDocument,
  type FirmDocument,
  type PastDocument,
  type PastFirmDocument,
  usualColumn,
  usualText,
} from './factsDocument.ts';
import type { History, PastEvaluation, PastFirm } from './history.ts';

/** The facts and earlier evaluations of a run as a document; see FactsDocument. */
export function documentFacts(facts: Facts, history: History, scheme: Scheme): FactsDocument {
  const fields: (FieldDocument & { readonly valueAt: (firm: number) => string | boolean | null })[] = [];
  const columnsOf = (key: string): FieldDocument['columns'] =>
    (facts.origins.fields.get(key)?.columns ?? []).map(({ source, column }) => [source, column]);
  for (const [key, values] of facts.labels) {
    fields.push({ key, kind: 'label', columns: columnsOf(key), valueAt: (firm) => values[firm] ?? null });
  }
  for (const [key, values] of facts.flags) {
    fields.push({ key, kind: 'flag', columns: columnsOf(key), valueAt: (firm) => values[firm] ?? null });
  }
  for (const [key, column] of facts.amounts) {
    const unit = unitOf(scheme, key);
    fields.push({
      key,
      kind: 'amount',
      ...(unit !== undefined && { unit }),
      columns: columnsOf(key),
      valueAt: (firm) => amountText(column, firm),
    });
  }
  const firms = facts.ids.map((id, firm): FirmDocument => {
    const rows = facts.origins.rows.map((numbers) => numbers[firm] ?? 0);
    const values = fields.map(({ valueAt }) => valueAt(firm));
    const cells: [string, CellDocument][] = [];
    for (const [position, { key, columns }] of fields.entries()) {
      const origins = facts.origins.fields.get(key);
      if (origins === undefined) continue;
      const text = origins.textAt(firm);
      const column = origins.column[firm] ?? 0;
      if (column !== usualColumn(columns, rows)) cells.push([key, [column, text]]);
      else if (column > 0 && text !== usualText(values[position] ?? null)) cells.push([key, text]);
    }
    return cells.length === 0 ? [id, rows, values] : [id, rows, values, Object.fromEntries(cells)];
  });
  return {
    format: 'permu-facts/1',
    year: facts.year ?? null,
    sources: facts.sources,
    history: [...history.values()].map(documentPast),
    fields: fields.map(({ valueAt, ...field }) => field),
    issues: facts.issues,
    firms,
  };
}

function unitOf(scheme: Scheme, key: string): string | undefined {
  const field = fieldNamed(scheme, key);
  const dimension = field?.kind === 'amount' ? fieldDimension(field) : undefined;
  return dimension === undefined ? undefined : canonicalUnit(dimension);
}

function amountText(column: Column, row: number): string | null {
  switch (stateAt(column, row)) {
    case REPORTED:
      return exactText(rationalAt(column, row));
    case MISSING:
      return null;
    case NOT_APPLICABLE:
      return 'notApplicable';
    case WITHHELD:
      return 'withheld';
  }
}

function documentPast({ name, sha256, year, scheme, firms }: PastEvaluation): PastDocument {
  return { name, sha256, year, scheme, firms: [...firms].map(([id, firm]) => documentPastFirm(id, firm)) };
}

function documentPastFirm(
  id: string,
  { category, status, statusRule, grade, flags, labels, amounts }: PastFirm,
): PastFirmDocument {
  return {
    id,
    category,
    status,
    ...(statusRule !== undefined && { statusRule }),
    ...(grade !== undefined && { grade }),
    flags,
    labels: Object.fromEntries(
      Object.entries(labels).flatMap(([key, text]) => (text === undefined ? [] : [[key, text]])),
    ),
    amounts: Object.fromEntries(
      [...amounts].map(([key, { numerator, denominator }]) => [
        key,
        [numerator, denominator].flatMap((amount) => (amount === undefined ? [] : [exactText(amount)])),
      ]),
    ),
  };
}
