import seed from '../../seeds/fields.json' with { type: 'json' };
import type { Intake } from '../scheme/intake.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { type FieldIndex, ID } from './fieldIndex.ts';
import { normaliseHeader } from './headerText.ts';
import type { TablePlan } from './planTable.ts';

/** What a table of leases says beside amounts; keys of seeds/fields.json `leases`, and `parcel`. */
export const LANDLORD_CODE = 'landlordCode';
export const LANDLORD_NAME = 'landlordName';
export const TENANT_CODE = 'tenantCode';
export const TENANT_NAME = 'tenantName';

/** How the columns of tables of leases are read: the parties' headers are theirs there, and 面积 is the leased area. */
export function leaseIndex(index: FieldIndex): FieldIndex {
  const spellings = new Map(index.spellings);
  const claim = (key: string, texts: readonly string[]): void => {
    for (const text of texts) spellings.set(normaliseHeader(text), [key]);
  };
  const own = Object.entries(seed.leases);
  for (const [key, field] of own) claim(key, [field.title, ...(field.spellings ?? [])]);
  claim('leasedArea', seed.leasedAreaHeaders);
  return { ...index, fields: new Map([...index.fields, ...own]), spellings };
}

/** What a column that only tables of leases have is called; undefined of any other. */
export function leaseTitle(key: string): string | undefined {
  return LEASE_TITLES.get(key);
}

const LEASE_TITLES: ReadonlyMap<string, string> = new Map(
  Object.entries(seed.leases).map(([key, { title }]) => [key, title]),
);

/**
 * Whether a table, read so, is one of leases: it has columns for both parties; or for one, the firm's own column being the
 * other, and no amounts but those of leases.
 */
export function isOfLeases({ columns }: TablePlan, index: FieldIndex, leases: NonNullable<Intake['leases']>): boolean {
  const fields = new Set(columns.flatMap(({ field }) => (field === undefined ? [] : [field])));
  const landlord = fields.has(LANDLORD_CODE) || fields.has(LANDLORD_NAME);
  const tenant = fields.has(TENANT_CODE) || fields.has(TENANT_NAME);
  if (landlord && tenant) return true;
  if (!(landlord || tenant) || !(fields.has(ID) || fields.has('name'))) return false;
  const amounts = [...fields].filter((field) => index.fields.get(field)?.kind === 'amount');
  const ofLeases = new Set(leases.flatMap((rule) => [rule.amount, rule.landlord, rule.tenant]));
  return amounts.length > 0 && amounts.every((field) => ofLeases.has(field));
}

/** Whether a scheme reads tables of leases at all. */
export function leaseRules(scheme: Scheme): NonNullable<Intake['leases']> {
  return scheme.intake?.leases ?? [];
}
