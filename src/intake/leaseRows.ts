import { type Issue, issue } from '../issues/issue.ts';
import { fieldDimension } from '../scheme/field.ts';
import type { LeaseRule } from '../scheme/intake.ts';
import { contentsOf, isSkipped, rowFaults } from './admitRows.ts';
import { type AmountValue, amountReader, isAmount } from './amountValues.ts';
import type { FilledCounts } from './contribution.ts';
import { type FieldIndex, ID } from './fieldIndex.ts';
import { firmId } from './firmId.ts';
import { joinedByName, type NameBearers, nameKey, shownBearing } from './joinByName.ts';
import { doubtDates, doubtParties, type OutsideParty } from './leaseDoubts.ts';
import { LANDLORD_CODE, LANDLORD_NAME, TENANT_CODE, TENANT_NAME } from './leaseIndex.ts';
import type { ColumnPlan, TablePlan } from './planTable.ts';
import { readDate } from './readDate.ts';
import { isAbsent, readLabel } from './readText.ts';
import { placeOf } from './rowPlace.ts';
import { keptText, spelled } from './spelling.ts';
import type { Years } from './years.ts';

/** A party to a lease: a firm of the data by its row, or somebody outside, by what the row says of it. */
export interface Party {
  readonly firm: number | undefined;
  /** What tells parties apart. */
  readonly key: string;
  /** The firm's id, or the text as it is written. */
  readonly shown: string;
}

/** What one row states of a lease, for one amount. */
export interface LeaseStatement {
  readonly rule: LeaseRule;
  /** Whose statement it is; undefined: a register of both. */
  readonly side: 'landlord' | 'tenant' | undefined;
  readonly landlord: Party;
  readonly tenant: Party;
  readonly parcel: string | undefined;
  readonly landlordKind: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** Undefined: missing. */
  readonly amount: AmountValue | undefined;
  /** The amount or a date cannot be read, or the amount is negative. */
  readonly unreadable: boolean;
  readonly table: number;
  readonly column: ColumnPlan;
  readonly at: number;
  /** The first row of the table that is the same but for serial numbers and remarks; `at` where it is this one. */
  readonly firstAt: number;
  readonly text: string;
}

/** The rows of a table of leases: those that state something, and the others with their issues. */
export interface LeaseRows {
  readonly plan: TablePlan;
  readonly rows: readonly number[];
  readonly skipped: number;
  readonly refused: number;
  readonly issues: readonly Issue[];
  readonly statements: readonly LeaseStatement[];
}

/** What rows of leases are read against: the firms of the other tables, by id and by name where the scheme allows that. */
export interface KnownFirms {
  readonly ids: readonly string[];
  readonly bearers: NameBearers;
  /** Who bears a name, whether or not the scheme joins by it. */
  readonly names: NameBearers;
  readonly years: Years;
}

/**
 * Reads a table of leases. Skipped: rows that state no lease, rows of another year, rows that repeat another cell by cell,
 * where all rules of the table count such once. Refused: cells beyond the header, and rows of which neither party is among the firms (`leaseWithoutFirm`). A party outside is
 * a warning (doubtParties): the other party's amount counts all the same. So is a column of days that is not read.
 */
export function readLeaseRows(
  plan: TablePlan,
  table: number,
  index: FieldIndex,
  rules: readonly LeaseRule[],
  { ids, bearers, names, years }: KnownFirms,
  filled: FilledCounts,
): LeaseRows {
  const columns = new Map(
    plan.columns.flatMap((column) => (column.field === undefined ? [] : [[column.field, column]])),
  );
  const keyed = [TENANT_CODE, LANDLORD_CODE, TENANT_NAME, LANDLORD_NAME].map((key) => columns.get(key)).find(Boolean);
  const faultOf = rowFaults(plan, index, years, keyed?.at, true);
  const rowOf = new Map(ids.map((id, row) => [id, row]));
  const warnings: Issue[] = [...doubtDates(plan)];
  const outside: OutsideParty[] = [];
  const faults: Issue[] = [];
  const rows: number[] = [];
  const statements: LeaseStatement[] = [];
  const seen = new Map<string, number>();
  const stating = amountColumns(rules, columns);
  const once = stating.every(({ rule }) => rule.sameRows === 'once');
  const cellOf = (key: string, row: readonly string[]): string => row[columns.get(key)?.at ?? -1] ?? '';
  const ownKey = index.identity === 'name' ? 'name' : ID;

  /** The party that the row names in these columns. */
  const partyOf = (codeKey: string, namedKey: string, row: readonly string[], at: number): Party => {
    const code = firmId(cellOf(codeKey, row), index.identity);
    const name = keptText(cellOf(namedKey, row));
    const byCode = code === undefined ? undefined : rowOf.get(code);
    if (code !== undefined && (byCode !== undefined || name === '')) {
      const others = byCode === undefined ? undefined : names.get(nameKey(name) ?? '');
      const [other] = others === undefined || others.has(code) ? [] : others;
      if (other !== undefined) {
        const place = placeOf(plan, at, columns.get(namedKey)?.header);
        warnings.push(issue('leasePartyTwofold', place, code, `${name}：${shownBearing(...other)}`));
      }
      return { firm: byCode, key: code, shown: code };
    }
    // A column of names may hold codes.
    const asId = firmId(name, index.identity);
    const named = asId === undefined ? undefined : rowOf.get(asId);
    if (asId !== undefined && named !== undefined) return { firm: named, key: asId, shown: asId };
    const firms = bearers.get(nameKey(name) ?? '');
    const [only] = firms?.size === 1 ? firms : [];
    const firm = only === undefined ? undefined : rowOf.get(only[0]);
    if (only !== undefined && firm !== undefined && code === undefined) {
      warnings.push(joinedByName(plan, at, columns.get(namedKey)?.header ?? '', only[0], only[1]));
      return { firm, key: only[0], shown: only[0] };
    }
    const shown = name === '' || isAbsent(name) ? (code ?? '') : name;
    return { firm: undefined, key: code ?? nameKey(shown) ?? '', shown };
  };
  const dayOf = (key: string, row: readonly string[], at: number): { day: string | undefined; bad: boolean } => {
    const cell = cellOf(key, row);
    const reading = cell === '' ? { kind: 'absent' as const } : readDate(cell);
    if (reading.kind === 'fault') {
      warnings.push(issue(reading.code, placeOf(plan, at, columns.get(key)?.header), reading.expected, keptText(cell)));
    }
    return { day: reading.kind === 'value' ? reading.value : undefined, bad: reading.kind === 'fault' };
  };
  const labelOf = (key: string, row: readonly string[]): string | undefined => {
    const text = keptText(cellOf(key, row));
    return text === '' || isAbsent(text) ? undefined : text;
  };

  plan.rows.forEach((row, at) => {
    const fault = faultOf(row, at);
    if (fault !== undefined) {
      faults.push(fault);
      return;
    }
    const contents = contentsOf(plan, at, true);
    const firstAt = seen.get(contents) ?? at;
    if (firstAt !== at && once) {
      faults.push(issue('rowRepeated', placeOf(plan, at), String(plan.firstRow + firstAt), ''));
      return;
    }
    seen.set(contents, firstAt);
    const has = (...keys: readonly string[]): boolean => keys.some((key) => columns.has(key));
    const ownLandlord = !has(LANDLORD_CODE, LANDLORD_NAME);
    const ownTenant = !has(TENANT_CODE, TENANT_NAME);
    const landlord = ownLandlord ? partyOf(ownKey, 'name', row, at) : partyOf(LANDLORD_CODE, LANDLORD_NAME, row, at);
    const tenant = ownTenant ? partyOf(ownKey, 'name', row, at) : partyOf(TENANT_CODE, TENANT_NAME, row, at);
    if (landlord.firm === undefined && tenant.firm === undefined) {
      const received = `${landlord.shown} → ${tenant.shown}`;
      faults.push(issue('leaseWithoutFirm', placeOf(plan, at), 'one of the firms', received));
      return;
    }
    for (const [party, key, code] of [
      [landlord, LANDLORD_NAME, LANDLORD_CODE],
      [tenant, TENANT_NAME, TENANT_CODE],
    ] as const) {
      if (party.firm !== undefined) continue;
      const header = (columns.get(key) ?? columns.get(code))?.header;
      outside.push({ at, header, shown: party.shown });
    }
    const filedBy = readLabel(cellOf('filedBy', row), FILED_BY, undefined);
    const filer = ownLandlord || ownTenant || !has(ownKey) ? undefined : partyOf(ownKey, 'name', row, at).key;
    const side = sideOf(
      filedBy.kind === 'value' ? filedBy.value : undefined,
      ownLandlord,
      ownTenant,
      filer,
      landlord,
      tenant,
    );
    const [from, to] = [dayOf('leaseFrom', row, at), dayOf('leaseTo', row, at)];
    const backwards = from.day !== undefined && to.day !== undefined && to.day < from.day;
    if (backwards) {
      const received = `${from.day} – ${to.day}`;
      warnings.push(issue('leaseDatesInvalid', placeOf(plan, at), 'first day ≤ last day', received));
    }
    rows.push(at);
    for (const { rule, column, of } of stating) {
      const field = index.fields.get(column.field ?? '');
      const share = field?.kind === 'amount' && fieldDimension(field) === 'share';
      const text = row[column.at] ?? '';
      const reading = text === '' ? { kind: 'absent' as const } : amountReader(share).read(text, column);
      if (reading.kind === 'fault') {
        warnings.push(issue(reading.code, placeOf(plan, at, column.header), reading.expected, keptText(text)));
      }
      const below = reading.kind === 'value' && isAmount(reading.value) && reading.value.n < 0n;
      if (below) warnings.push(issue('leaseNegative', placeOf(plan, at, column.header), '≥ 0', keptText(text)));
      if (reading.kind === 'value') filled.set(column, (filled.get(column) ?? 0) + 1);
      // A column that is blank states nothing, where another column of the row states the lease.
      const others = stating.filter((one) => one.rule === rule && one.column !== column);
      if (text === '' && others.some((one) => (row[one.column.at] ?? '') !== '')) continue;
      statements.push({
        rule,
        side: of ?? side,
        landlord,
        tenant,
        parcel: labelOf('parcel', row),
        landlordKind: labelOf('landlordKind', row),
        from: from.day,
        to: to.day,
        amount: reading.kind === 'value' ? reading.value : undefined,
        unreadable: reading.kind === 'fault' || below || from.bad || to.bad || backwards,
        table,
        column,
        at,
        firstAt,
        text,
      });
    }
  });
  for (const one of doubtParties(plan, outside)) warnings.push(one);
  for (const { column } of amountColumns(rules, columns)) if (!filled.has(column)) filled.set(column, 0);
  const skipped = faults.filter(isSkipped).length;
  return { plan, rows, skipped, refused: faults.length - skipped, issues: [...warnings, ...faults], statements };
}

const FILED_BY = {
  kind: 'label',
  title: '填报方',
  values: {
    landlord: ['出租方', '出租企业', '出租人', '出租单位'],
    tenant: ['承租方', '承租企业', '承租人', '承租单位', '租户'],
  },
} as const;

function sideOf(
  filedBy: string | undefined,
  ownLandlord: boolean,
  ownTenant: boolean,
  filer: string | undefined,
  landlord: Party,
  tenant: Party,
): LeaseStatement['side'] {
  if (filedBy === 'landlord' || filedBy === 'tenant') return filedBy;
  if (ownLandlord || (filer !== undefined && filer === landlord.key)) return 'landlord';
  return ownTenant || (filer !== undefined && filer === tenant.key) ? 'tenant' : undefined;
}

/** The columns of a table that state a lease's amount: in general, as the landlord's (出租面积) or as the tenant's (承租面积). */
function amountColumns(
  rules: readonly LeaseRule[],
  columns: ReadonlyMap<string, ColumnPlan>,
): readonly { readonly rule: LeaseRule; readonly column: ColumnPlan; readonly of: LeaseStatement['side'] }[] {
  return rules.flatMap((rule) =>
    (
      [
        [rule.amount, undefined],
        [rule.landlord, 'landlord'],
        [rule.tenant, 'tenant'],
      ] as const
    ).flatMap(([key, of]) => {
      const column = columns.get(key);
      return column === undefined ? [] : [{ rule, column, of }];
    }),
  );
}

/** A parcel as it is compared; "" where none is stated. */
export function parcelKey(parcel: string | undefined): string {
  return parcel === undefined ? '' : spelled(parcel);
}
