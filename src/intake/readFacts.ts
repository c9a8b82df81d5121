import { type Issue, issue } from '../issues/issue.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { accountForMapping } from './accountForMapping.ts';
import type { Facts } from './facts.ts';
import { type FieldIndex, indexFields, namesRow } from './fieldIndex.ts';
import { gatherFacts } from './gatherFacts.ts';
import { isOfLeases, leaseIndex, leaseRules } from './leaseIndex.ts';
import { entryFor, type Mapping } from './mapping.ts';
import { planTable, tablePlace } from './planTable.ts';
import type { Table } from './readCsv.ts';
import { settleYear } from './years.ts';

/**
 * Reads facts from tables, by the fields and the identity of a scheme. Tables are joined by firm; their order, and that of
 * their rows, changes nothing but the places that issues name.
 *
 *   table ─ header, columns, units ─ rows sorted out ─ firms joined ─ cells read, field by field ─ Facts
 *
 * Never throws and guesses nothing: what cannot be read is an issue and missing, and each row that is not used is counted
 * and has exactly one issue. Amounts come out exact in the canonical unit of their dimension.
 *
 * Where the scheme has rules for leases, a table with columns for landlord and tenant is one of leases (see scheme/intake.ts).
 * A table without a column that names firms is one of units of evaluation, where a rule of the scheme takes facts of their own
 * from such tables (see scheme/unitRule.ts); its rows are of the year of the firms' tables.
 *
 * @param options.year - the year evaluated. Without it, it is the only year that the tables' year columns state; where they
 *   state several, their rows are refused (`yearUnknown`). A year in a header (2023年税收) is compared with it, or, where
 *   neither says so, with the only year that the scheme holds for.
 * @param options.mapping - what somebody has settled about the tables; see readMapping. It goes before what their headers say.
 * @param options.issues - what was found while the tables were read from their files; stands first among the facts' issues
 */
export function readFacts(
  tables: readonly Table[],
  scheme: Scheme,
  options: { readonly year?: number; readonly mapping?: Mapping; readonly issues?: readonly Issue[] } = {},
): Facts {
  const { mapping } = options;
  const read = readTables(
    tables.filter((table) => entryFor(mapping, table)?.entry.skip === undefined),
    scheme,
    options,
  );
  const facts = mapping === undefined ? read : accountForMapping(read, mapping, tables);
  const earlier = options.issues ?? [];
  return earlier.length === 0 ? facts : { ...facts, issues: [...earlier, ...facts.issues] };
}

function readTables(
  tables: readonly Table[],
  scheme: Scheme,
  options: { readonly year?: number; readonly mapping?: Mapping },
): Facts {
  const index = indexFields(scheme);
  const units = unitIndexes(index, scheme);
  const leased = leaseRules(scheme).length === 0 ? undefined : leaseIndex(index);
  const kinds = tables.map((table) => indexOfTable(table, index, units, leased, scheme, options.mapping));
  const facts = readKind(
    tables.filter((_, at) => kinds[at] === index),
    index,
    scheme,
    options.year,
    options.mapping,
    leased && { index: leased, tables: tables.filter((_, at) => kinds[at] === leased) },
  );
  const own = new Map<string, Facts>();
  for (const kind of units) {
    const ofKind = tables.filter((_, at) => kinds[at] === kind);
    if (ofKind.length === 0) continue;
    const ofUnits = readKind(ofKind, kind, scheme, facts.year ?? options.year, options.mapping);
    own.set(kind.unitLabel, { ...ofUnits, issues: [...ofUnits.issues, ...unusedAmounts(ofUnits, kind, scheme)] });
  }
  if (own.size === 0) return facts;
  const all = [facts, ...own.values()];
  const year = all.find((one) => one.year !== undefined)?.year;
  return {
    ...facts,
    year,
    own,
    sources: all.flatMap(({ sources }) => sources),
    issues: all.flatMap(({ issues }) => issues),
  };
}

/** Amounts that tables of units state and no rule takes are of no use, and somebody may have meant them to be. */
function unusedAmounts({ sources, amounts }: Facts, { unitLabel }: UnitIndex, scheme: Scheme): Issue[] {
  const taken = (scheme.units ?? []).flatMap((rule) =>
    rule.kind === 'merge' && rule.by === unitLabel ? (rule.own ?? []).map(({ from }) => from) : [],
  );
  return sources.flatMap(({ columns, ...source }) =>
    columns
      .filter(({ field }) => field !== undefined && amounts.has(field) && !taken.includes(field))
      .map(({ header }) => issue('columnUnknown', { ...tablePlace(source), column: header }, '', header)),
  );
}

/** Facts of the firms, or of the units of one label. */
function readKind(
  tables: readonly Table[],
  index: FieldIndex,
  scheme: Scheme,
  asked: number | undefined,
  mapping: Mapping | undefined,
  leased?: { readonly index: FieldIndex; readonly tables: readonly Table[] },
): Facts {
  const plan = (table: Table, by: FieldIndex, of: number | undefined) =>
    planTable(table, by, of, entryFor(mapping, table));
  const sketches = tables.map((table) => plan(table, index, asked).plan);
  const { from, to } = scheme.years;
  const year = settleYear(sketches, index, asked).evaluated ?? (from === to ? from : undefined);
  const plans = tables.map((table) => plan(table, index, year));
  const ofLeases = leased?.tables.map((table) => plan(table, leased.index, year)) ?? [];
  const issues = [
    ...plans.flatMap((each) => each.issues),
    // A table of leases names two firms on a row, and none of them is the row's.
    ...ofLeases.flatMap((each) => each.issues.filter(({ code }) => code !== 'columnMissing')),
  ];
  return gatherFacts(
    plans.map(({ plan }) => plan),
    index,
    scheme,
    asked,
    issues,
    leased === undefined || ofLeases.length === 0
      ? undefined
      : { index: leased.index, plans: ofLeases.map(({ plan }) => plan) },
  );
}

type UnitIndex = FieldIndex & { readonly unitLabel: string };

/** How tables of units are read, for each label by which a rule merges firms and takes facts of the units' own. */
function unitIndexes(index: FieldIndex, scheme: Scheme): readonly UnitIndex[] {
  const labels = (scheme.units ?? []).flatMap((rule) =>
    rule.kind === 'merge' && rule.own !== undefined ? [rule.by] : [],
  );
  return [...new Set(labels)].map((unitLabel) => ({ ...index, identity: 'name', unitLabel }));
}

/** A table without a column that names firms, but with one that names units, is read as one of units. */
function indexOfTable(
  table: Table,
  index: FieldIndex,
  units: readonly UnitIndex[],
  leased: FieldIndex | undefined,
  scheme: Scheme,
  mapping: Mapping | undefined,
): FieldIndex {
  const settled = entryFor(mapping, table);
  if (
    leased !== undefined &&
    isOfLeases(planTable(table, leased, undefined, settled).plan, leased, leaseRules(scheme))
  ) {
    return leased;
  }
  if (units.length === 0) return index;
  const fields = new Set(
    planTable(table, index, undefined, entryFor(mapping, table)).plan.columns.map(({ field }) => field),
  );
  if ([...fields].some((field) => namesRow(field, index))) return index;
  return units.find(({ unitLabel }) => fields.has(unitLabel)) ?? index;
}
