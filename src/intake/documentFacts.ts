import {
  type Column,
  MISSING,
  NOT_APPLICABLE,
  REPORTED,
  rationalAt,
  stateAt,
  UNREADABLE,
  WITHHELD,
} from '../exact/column.ts';
import { exactText } from '../exact/decimal.ts';
import type { Issue, Place } from '../issues/issue.ts';
import { fieldDimension } from '../scheme/field.ts';
import { fieldNamed } from '../scheme/names.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { canonicalUnit } from '../scheme/unit.ts';
import type { Facts, OwnFacts } from './facts.ts';
import {
  type CellDocument,
  type FactsDocument,
  type FieldDocument,
  type FirmDocument,
  type LineDocument,
  type PastDocument,
  type PastFirmDocument,
  usualColumn,
  usualText,
} from './factsDocument.ts';
import type { History, PastEvaluation, PastFirm } from './history.ts';
import type { LeaseDetails, Line } from './origins.ts';
import type { ManualAdjustments } from './readAdjustments.ts';

type Valued = FieldDocument & { readonly valueAt: (row: number) => string | boolean | null };

/** The facts of a run, with the earlier evaluations and the decisions by hand, as a document; see FactsDocument. */
export function documentFacts(
  facts: Facts,
  scheme: Scheme,
  history: History = new Map(),
  adjustments: ManualAdjustments | undefined = undefined,
): FactsDocument {
  const columnsOf = (key: string): FieldDocument['columns'] =>
    (facts.origins.fields.get(key)?.columns ?? []).map(({ source, column }) => [source, column]);
  const fields = valuedFields(facts, scheme).map((field) => ({
    ...field,
    columns: columnsOf(field.key),
    ...(field.kind === 'amount' ? unreadableAmounts(facts, field.key) : derivation(facts, field.key)),
  }));
  const firms = facts.ids.map((id, firm): FirmDocument => {
    const rows = facts.sources.map((_, source) => facts.origins.rows[source]?.[firm] ?? 0);
    const values = fields.map(({ valueAt }) => valueAt(firm));
    const cells: [string, CellDocument][] = [];
    const lines: [string, readonly LineDocument[]][] = [];
    for (const [position, { key, columns }] of fields.entries()) {
      const origins = facts.origins.fields.get(key);
      if (origins === undefined) continue;
      const ofDatum = origins.lines?.get(firm);
      if (ofDatum !== undefined) {
        lines.push([key, ofDatum.map(documentLine)]);
        continue;
      }
      const text = origins.textAt(firm);
      const column = origins.column[firm] ?? 0;
      if (column !== usualColumn(columns, rows)) cells.push([key, [column, text]]);
      else if (column > 0 && text !== usualText(values[position] ?? null)) cells.push([key, text]);
    }
    if (lines.length > 0) return [id, rows, values, Object.fromEntries(cells), Object.fromEntries(lines)];
    return cells.length === 0 ? [id, rows, values] : [id, rows, values, Object.fromEntries(cells)];
  });
  return {
    format: 'permu-facts/1',
    year: facts.year ?? null,
    sources: facts.sources,
    history: [...history.values()].map(documentPast),
    adjustments: adjustments === undefined ? null : documentManual(adjustments),
    ...(facts.mapping !== undefined && { mapping: facts.mapping }),
    ...(facts.own !== undefined && {
      own: [...facts.own].map(([label, own]) => {
        const columns = valuedFields(own, scheme);
        return {
          label,
          fields: columns.map(({ key, kind, unit }) => ({
            key,
            kind,
            ...(unit !== undefined && { unit }),
            ...(kind === 'amount' && unreadableAmounts(own, key)),
          })),
          units: own.ids.map((id, row) => [id, columns.map(({ valueAt }) => valueAt(row))] as const),
        };
      }),
    }),
    fields: fields.map(({ valueAt, ...field }) => field),
    issues: facts.issues.map(documentIssue),
    firms,
  };
}

function documentLine({ column, row, text, part, amount, label, lease }: Line): LineDocument {
  const exact = amount === undefined ? null : exactText(amount);
  const details = {
    ...(label !== undefined && { label }),
    ...(lease !== undefined && { lease: documentLease(lease) }),
  };
  return label === undefined && lease === undefined
    ? [column, row, text, part, exact]
    : [column, row, text, part, exact, details];
}

function documentLease({
  role,
  statedBy,
  counterparty,
  parcel,
  landlordKind,
  from,
  to,
  days,
}: LeaseDetails): LeaseDetails {
  return {
    role,
    ...(statedBy !== undefined && { statedBy }),
    counterparty,
    ...(parcel !== undefined && { parcel }),
    ...(landlordKind !== undefined && { landlordKind }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(days !== undefined && { days }),
  };
}

/** The fields of facts in a fixed order, each with its values. */
function valuedFields({ labels, flags, amounts }: OwnFacts, scheme: Scheme): readonly Valued[] {
  return [
    ...[...labels].map(([key, values]): Valued => {
      return { key, kind: 'label', columns: [], valueAt: (row) => values[row] ?? null };
    }),
    ...[...flags].map(([key, values]): Valued => {
      return { key, kind: 'flag', columns: [], valueAt: (row) => values[row] ?? null };
    }),
    ...[...amounts].map(([key, column]): Valued => {
      const unit = unitOf(scheme, key);
      const valueAt = (row: number): string | null => amountText(column, row);
      return { key, kind: 'amount', ...(unit !== undefined && { unit }), columns: [], valueAt };
    }),
  ];
}

/** For which firms an amount is missing because its cell cannot be read or is contradicted. */
function unreadableAmounts({ amounts, ids }: OwnFacts, key: string): Pick<FieldDocument, 'unreadable'> {
  const column = amounts.get(key);
  if (column === undefined || !column.state.includes(UNREADABLE)) return {};
  return { unreadable: ids.flatMap((_, row) => (stateAt(column, row) === UNREADABLE ? [row] : [])) };
}

/** For which firms a label follows from another, and for which a cell could not be read. */
function derivation({ labels, stated, ids }: Facts, key: string): Pick<FieldDocument, 'derived' | 'unreadable'> {
  const values = labels.get(key);
  if (stated === undefined || values === undefined) return {};
  const ofCells = stated.get(key);
  if (ofCells === undefined) return { derived: 'all' };
  const derived = ids.flatMap((_, row) =>
    values[row] !== undefined && ofCells.values[row] === undefined ? [row] : [],
  );
  const unreadable = [...ofCells.unreadable].sort((a, b) => a - b);
  return { derived, ...(unreadable.length > 0 && { unreadable }) };
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
    case UNREADABLE:
      return null;
    case NOT_APPLICABLE:
      return 'notApplicable';
    case WITHHELD:
      return 'withheld';
  }
}

/** An issue with its keys in the order in which they are read back, so that writing again gives the same bytes. */
function documentIssue({ code, severity, place, expected, received, figures }: Issue): Issue {
  return { code, severity, place: documentPlace(place), expected, received, ...(figures !== undefined && { figures }) };
}

function documentPlace({ file, sheet, row, column, cell, firm, path }: Place): Place {
  return {
    ...(file !== undefined && { file }),
    ...(sheet !== undefined && { sheet }),
    ...(row !== undefined && { row }),
    ...(column !== undefined && { column }),
    ...(cell !== undefined && { cell }),
    ...(firm !== undefined && { firm }),
    ...(path !== undefined && { path }),
  };
}

function documentManual({ name, sha256, rows, lines, issues }: ManualAdjustments): ManualAdjustments {
  const documented = lines.map(({ place, firm, field, from, to, reason, document, approver, date }) => {
    const decision = { from, to, reason, document, approver, date };
    return {
      place: documentPlace(place),
      firm,
      ...(field && { field: { key: field.key, unit: field.unit } }),
      ...decision,
    };
  });
  return { name, sha256, rows, lines: documented, issues: issues.map(documentIssue) };
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
