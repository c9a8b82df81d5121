import type { Column } from '../exact/column.ts';
import type { Issue } from '../issues/issue.ts';
import { type Field, type FlagField, fieldDimension, type LabelField } from '../scheme/field.ts';
import type { Intake } from '../scheme/intake.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { type AdmittedRows, admitTables } from './admitRows.ts';
import { type AmountValue, amountReader, columnOfValues } from './amountValues.ts';
import { checkTotals } from './checkTotals.ts';
import type { Contribution, FilledCounts } from './contribution.ts';
import { deriveLabels } from './deriveLabels.ts';
import { describeHeader } from './describeHeader.ts';
import type { DataSource, Facts } from './facts.ts';
import { type FieldIndex, keyColumn, keyTitle } from './fieldIndex.ts';
import { gatherAmounts } from './gatherAmounts.ts';
import { type FieldRules, fieldRules, gatherLines, hasTwoValues, type Leased, needsLines } from './gatherLines.ts';
import { type GatheredTexts, gatherTexts, type WhenDifferent } from './gatherTexts.ts';
import { type LeaseTables, type NettedLeases, netLeases } from './netLeases.ts';
import type { FieldOrigins } from './origins.ts';
import type { ColumnPlan, TablePlan } from './planTable.ts';
import { readDate } from './readDate.ts';
import { readFlag, readLabel, readSectorLabel } from './readText.ts';
import { reviewCodes } from './reviewCodes.ts';
import { reviewLeases } from './reviewLeases.ts';
import { isBlank } from './spelling.ts';
import { textReader } from './textValues.ts';
import { settleYear } from './years.ts';

/**
 * Facts from tables whose columns are known: rows are sorted out, firms joined by what tells them apart, leases netted, and each
 * field read from all columns that hold it. The one way from cells to facts, for files and for plain records.
 *
 * @param asked - the year evaluated, if somebody said so
 * @param earlier - issues found before, which stand first
 * @param leases - tables of leases, whose parties are among the firms of the other tables
 */
export function gatherFacts(
  plans: readonly TablePlan[],
  index: FieldIndex,
  scheme: Scheme,
  asked: number | undefined,
  earlier: readonly Issue[],
  leases?: LeaseTables,
): Facts {
  const years = settleYear([...plans, ...(leases?.plans ?? [])], index, asked);
  // The rules are for firms; of a unit of evaluation no lines are kept, so its rows have to be one.
  const intake = index.unitLabel === undefined ? scheme.intake : undefined;
  const { tables, bearers, names } = admitTables(plans, index, years, intake);
  const issues: Issue[] = [...earlier];
  const ids = [...new Set(tables.flatMap((table) => table.ids))].sort();
  const codes =
    index.identity === 'creditCode' && index.unitLabel === undefined
      ? reviewCodes(tables, ids, keyTitle(index))
      : undefined;
  tables.forEach((table, at) => {
    for (const one of codes?.ofTables[at] ?? []) issues.push(one);
    for (const one of table.issues) issues.push(one);
  });
  for (const one of codes?.alike ?? []) issues.push(one);
  const rows = tables.map((table) => rowNumbers(table, ids));
  const netted =
    leases === undefined
      ? undefined
      : netLeases(leases, scheme, { ids, bearers, names, years, sources: tables.length });
  for (const one of netted?.issues ?? []) issues.push(one);
  const contributions = contributionsByField(tables, ids);
  const filled: FilledCounts = new Map(netted?.filled);
  const labels = new Map<string, GatheredTexts<string>>();
  const flags = new Map<string, readonly (boolean | undefined)[]>();
  const amounts = new Map<string, Column>();
  const origins = new Map<string, FieldOrigins>();
  const textsOf = <T extends string | boolean>(
    key: string,
    columns: readonly Contribution[],
    read: Parameters<typeof gatherTexts<T>>[2],
    rules: FieldRules,
  ): GatheredTexts<T> & { readonly origins: FieldOrigins } => {
    const texts = hasTwoValues(columns, rules)
      ? gatherLines(rows, ids, columns, textReader(read), rules, undefined, filled, issues)
      : gatherTexts(ids.length, columns, read, filled, issues, rows, whenDifferent(key, index, intake));
    origins.set(key, texts.origins);
    return texts;
  };
  const amountOf = (
    columns: readonly Contribution[],
    share: boolean,
    rules: FieldRules,
    leased: Leased<AmountValue> | undefined,
  ) => {
    const gathered = gatherLines(rows, ids, columns, amountReader(share), rules, leased, filled, issues);
    return { column: columnOfValues(gathered.values, gathered.unreadable), origins: gathered.origins };
  };
  for (const [key, field] of index.fields) {
    const leased = netted?.fields.get(key);
    const columns = contributions.get(key) ?? [];
    if (columns.length === 0 && leased === undefined) continue;
    const rules = fieldRules(intake, key);
    if (field.kind === 'flag') flags.set(key, withUnlisted(textsOf(key, columns, readFlag, rules), field));
    if (field.kind === 'label') labels.set(key, textsOf(key, columns, readerOf(key, field), rules));
    if (field.kind === 'date') labels.set(key, textsOf(key, columns, readDate, rules));
    const dimension = field.kind === 'amount' ? fieldDimension(field) : undefined;
    if (dimension === undefined) continue;
    const gathered = needsLines(columns, rules, leased)
      ? amountOf(columns, dimension === 'share', rules, leased)
      : gatherAmounts(ids.length, columns, dimension, filled, issues, rows);
    amounts.set(key, gathered.column);
    origins.set(key, gathered.origins);
  }
  const doubts = netted === undefined ? [] : reviewLeases(netted, scheme, { ids, amounts, contributions });
  for (const one of doubts) issues.push(one);
  const sources = [...tables, ...(netted?.tables ?? [])].map((table, at) => {
    const { totals, issues: differences } = checkTotals(table, at < tables.length ? index : (leases?.index ?? index));
    for (const one of differences) issues.push(one);
    return { ...describeSource(table, index, filled), ...(totals.length > 0 && { totals }) };
  });
  return {
    ids,
    labels: deriveLabels(labels, scheme),
    stated: labels,
    flags,
    amounts,
    year: years.evaluated,
    sources,
    origins: { rows: [...rows, ...noRows(netted, ids)], fields: origins },
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

/** Number of each firm's first row in a table; 0 where it has none. */
function rowNumbers({ plan, rows, ids }: AdmittedRows, firms: readonly string[]): Uint32Array {
  const rowOf = new Map<string, number>();
  for (let admitted = ids.length - 1; admitted >= 0; admitted -= 1) {
    rowOf.set(ids[admitted] as string, plan.firstRow + (rows[admitted] ?? 0));
  }
  return Uint32Array.from(firms, (id) => rowOf.get(id) ?? 0);
}

/** A table of leases has rows of two firms, so none is a firm's own. */
function noRows(netted: NettedLeases | undefined, firms: readonly string[]): readonly Uint32Array[] {
  return (netted?.tables ?? []).map(() => new Uint32Array(firms.length));
}

/** What becomes of a label of which a firm's cells say different things. */
function whenDifferent(key: string, { identity }: FieldIndex, intake: Intake | undefined): WhenDifferent {
  if (key === 'name' && identity !== 'name') return 'mostCommon';
  return intake?.addUp?.some(({ lineLabels }) => lineLabels?.includes(key)) === true ? 'none' : 'fault';
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

function describeSource(
  table: Pick<AdmittedRows, 'plan' | 'rows' | 'skipped' | 'refused'>,
  index: FieldIndex,
  filled: FilledCounts,
): DataSource {
  const { plan, rows, skipped, refused } = table;
  const columns = plan.columns.map((column) => {
    const count = filled.get(column) ?? (column.field === keyColumn(index) ? rows.length : filledCells(table, column));
    const { header, at, field, unit, statedBy } = column;
    return {
      header,
      number: at + 1,
      field,
      unit,
      ...(statedBy !== undefined && { statedBy }),
      filled: count,
      missing: rows.length - count,
    };
  });
  const { name, sheet, sha256 } = plan;
  const counts = { rows: plan.rows.length, used: rows.length, skipped, refused };
  return { name, ...(sheet !== undefined && { sheet }), sha256, ...counts, columns, ...describeHeader(plan) };
}

function filledCells({ plan, rows }: Pick<AdmittedRows, 'plan' | 'rows'>, { at }: ColumnPlan): number {
  return rows.reduce((count, row) => (isBlank(plan.rows[row]?.[at]) ? count : count + 1), 0);
}
