import type { Column } from '../exact/column.ts';
import type { Issue } from '../issues/issue.ts';
import { type Field, type FlagField, fieldDimension, type LabelField } from '../scheme/field.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { type AdmittedRows, admitRows } from './admitRows.ts';
import type { Contribution, FilledCounts } from './contribution.ts';
import { deriveLabels } from './deriveLabels.ts';
import type { DataSource, Facts } from './facts.ts';
import { type FieldIndex, keyColumn } from './fieldIndex.ts';
import { gatherAmounts } from './gatherAmounts.ts';
import { type GatheredTexts, gatherTexts } from './gatherTexts.ts';
import type { FieldOrigins } from './origins.ts';
import type { ColumnPlan, TablePlan } from './planTable.ts';
import { readDate } from './readDate.ts';
import { readFlag, readLabel, readSectorLabel } from './readText.ts';
import { isBlank } from './spelling.ts';
import { settleYear } from './years.ts';

/**
 * Facts from tables whose columns are known: rows are sorted out, firms joined by what tells them apart, and each field read
 * from all columns that hold it. The one way from cells to facts, for files and for plain records.
 *
 * @param asked - the year evaluated, if somebody said so
 * @param earlier - issues found before, which stand first
 */
export function gatherFacts(
  plans: readonly TablePlan[],
  index: FieldIndex,
  scheme: Scheme,
  asked: number | undefined,
  earlier: readonly Issue[],
): Facts {
  const years = settleYear(plans, index, asked);
  const tables = plans.map((plan) => admitRows(plan, index, years));
  const issues: Issue[] = [...earlier];
  for (const table of tables) for (const one of table.issues) issues.push(one);
  const ids = [...new Set(tables.flatMap((table) => table.ids))].sort();
  const contributions = contributionsByField(tables, ids);
  const filled: FilledCounts = new Map();
  const labels = new Map<string, GatheredTexts<string>>();
  const flags = new Map<string, readonly (boolean | undefined)[]>();
  const amounts = new Map<string, Column>();
  const origins = new Map<string, FieldOrigins>();
  const textsOf = <T extends string | boolean>(
    key: string,
    columns: readonly Contribution[],
    read: Parameters<typeof gatherTexts<T>>[2],
  ): GatheredTexts<T> & { readonly origins: FieldOrigins } => {
    const texts = gatherTexts(ids.length, columns, read, filled, issues);
    origins.set(key, texts.origins);
    return texts;
  };
  for (const [key, field] of index.fields) {
    const columns = contributions.get(key);
    if (columns === undefined) continue;
    if (field.kind === 'flag') flags.set(key, withUnlisted(textsOf(key, columns, readFlag), field));
    if (field.kind === 'label') labels.set(key, textsOf(key, columns, readerOf(key, field)));
    if (field.kind === 'date') labels.set(key, textsOf(key, columns, readDate));
    const dimension = field.kind === 'amount' ? fieldDimension(field) : undefined;
    if (dimension === undefined) continue;
    const gathered = gatherAmounts(ids.length, columns, dimension, filled, issues);
    amounts.set(key, gathered.column);
    origins.set(key, gathered.origins);
  }
  const sources = tables.map((table) => describeSource(table, index, filled));
  return {
    ids,
    labels: deriveLabels(labels, scheme),
    stated: labels,
    flags,
    amounts,
    year: years.evaluated,
    sources,
    origins: { rows: tables.map((table) => rowNumbers(table, ids)), fields: origins },
    issues,
  };
}

/** Flags with no for every firm that no row names, where the scheme says that the tables with the flag are lists. */
function withUnlisted(
  { values, origins }: GatheredTexts<boolean> & { readonly origins: FieldOrigins },
  { unlisted }: FlagField,
): readonly (boolean | undefined)[] {
  return unlisted === undefined ? values : values.map((value, firm) => (origins.column[firm] === 0 ? false : value));
}

/** Number of each firm's row in a table; 0 where it has none. */
function rowNumbers({ plan, rows, ids }: AdmittedRows, firms: readonly string[]): Uint32Array {
  const rowOf = new Map(ids.map((id, admitted) => [id, plan.firstRow + (rows[admitted] ?? 0)]));
  return Uint32Array.from(firms, (id) => rowOf.get(id) ?? 0);
}

function readerOf(key: string, field: Field & LabelField): Parameters<typeof gatherTexts<string>>[2] {
  return key === 'sector' ? readSectorLabel : (cell, answers) => readLabel(cell, field, answers);
}

function contributionsByField(tables: readonly AdmittedRows[], ids: readonly string[]): Map<string, Contribution[]> {
  const rowOfFirm = new Map(ids.map((id, row) => [id, row]));
  const byField = new Map<string, Contribution[]>();
  for (const [source, table] of tables.entries()) {
    const firms = Uint32Array.from(table.ids, (id) => rowOfFirm.get(id) ?? 0);
    for (const column of table.plan.columns) {
      if (column.field === undefined) continue;
      const others = byField.get(column.field);
      const contribution = { source, table, column, firms };
      if (others === undefined) byField.set(column.field, [contribution]);
      else others.push(contribution);
    }
  }
  return byField;
}

function describeSource(table: AdmittedRows, index: FieldIndex, filled: FilledCounts): DataSource {
  const { plan, rows, skipped, refused } = table;
  const columns = plan.columns.map((column) => {
    const count = filled.get(column) ?? (column.field === keyColumn(index) ? rows.length : filledCells(table, column));
    const { header, at, field, unit } = column;
    return { header, number: at + 1, field, unit, filled: count, missing: rows.length - count };
  });
  const { name, sheet, sha256 } = plan;
  const counts = { rows: plan.rows.length, used: rows.length, skipped, refused };
  return { name, ...(sheet !== undefined && { sheet }), sha256, ...counts, columns };
}

function filledCells({ plan, rows }: AdmittedRows, { at }: ColumnPlan): number {
  return rows.reduce((count, row) => (isBlank(plan.rows[row]?.[at]) ? count : count + 1), 0);
}
