import type { Findings } from './findings.ts';
import { amountDimension, fieldNamed, own } from './names.ts';
import type { Scheme } from './scheme.ts';
import { canonicalUnit } from './unit.ts';

/** Names and dimensions of the rules by which tables become facts; a field has one rule of each kind at most. */
export function checkIntake(found: Findings, scheme: Scheme): void {
  const { addUp = [], twoValues = [], leases = [] } = scheme.intake ?? {};
  found.unique(
    [...addUp, ...twoValues, ...leases].map(({ id }) => id),
    'intake',
  );
  addUp.forEach(({ fields, tables, withoutRow, lineLabels = [] }, i) => {
    if ((tables === 'addUp') !== (withoutRow !== undefined)) {
      const path = `intake.addUp[${i}].withoutRow`;
      if (withoutRow === undefined) found.report('schemeForm', path, 'zero | missing', '');
      else found.report('schemeForm', path, 'tables: addUp', withoutRow);
    }
    for (const label of lineLabels) found.label(label, `intake.addUp[${i}].lineLabels`);
    for (const field of fields) amountField(found, scheme, field, `intake.addUp[${i}].fields`);
  });
  twoValues.forEach(({ fields, use }, i) => {
    const path = `intake.twoValues[${i}].fields`;
    for (const field of fields) {
      if (use === 'lower' || use === 'higher') amountField(found, scheme, field, path);
      else if (fieldNamed(scheme, field) === undefined) found.report('schemeName', path, 'a field', field);
    }
  });
  leases.forEach(({ amount, landlord, tenant, notMoreThan = [] }, i) => {
    const path = `intake.leases[${i}]`;
    const dimension = amountField(found, scheme, amount, `${path}.amount`);
    for (const [name, field] of Object.entries({ landlord, tenant })) {
      const of = amountField(found, scheme, field, `${path}.${name}`);
      sameDimension(found, dimension, of, `${path}.${name}`);
    }
    for (const limit of notMoreThan) {
      sameDimension(found, dimension, amountField(found, scheme, limit, `${path}.notMoreThan`), `${path}.notMoreThan`);
    }
  });
  found.unique(
    addUp.flatMap(({ fields }) => fields),
    'intake.addUp.fields',
  );
  found.unique(
    twoValues.flatMap(({ fields }) => fields),
    'intake.twoValues.fields',
  );
  found.unique(
    leases.flatMap(({ amount, landlord, tenant }) => [amount, landlord, tenant]),
    'intake.leases',
  );
}

function sameDimension(found: Findings, wanted: string | undefined, of: string | undefined, path: string): void {
  if (wanted !== undefined && of !== undefined && wanted !== of) {
    found.report('schemeDimension', path, canonicalUnit(wanted), canonicalUnit(of));
  }
}

/** The dimension of a field that tables state as an amount. */
function amountField(found: Findings, scheme: Scheme, key: string, path: string): string | undefined {
  if (own(scheme.ledgers, key) === undefined && fieldNamed(scheme, key)?.kind === 'amount') {
    return amountDimension(scheme, key);
  }
  found.report('schemeName', path, 'a field, which a table can state', key);
  return undefined;
}
