import { fieldDimension } from './field.ts';
import type { Findings } from './findings.ts';
import type { Indicator } from './indicator.ts';
import { termParts } from './ledger.ts';
import { amountDimension, fieldsOfAmount, indicatorDimension, termFactor } from './names.ts';
import type { Scheme } from './scheme.ts';
import { canonicalUnit, unitIn } from './unit.ts';

/** Units of the scheme's own fields. */
export function checkFields(found: Findings, scheme: Scheme): void {
  for (const [key, field] of Object.entries(scheme.fields ?? {})) {
    if (field.kind === 'amount' && fieldDimension(field) === undefined) {
      found.report(
        'schemeDimension',
        `fields.${key}.unit`,
        'a unit that is known, with `dimension` where it has several readings',
        field.unit,
      );
    }
    if (field.kind === 'amount' && field.step !== undefined) {
      const dimension = fieldDimension(field);
      if (dimension !== undefined) found.positive(field.step, dimension, `fields.${key}.step`);
    }
  }
}

/** Ledgers that contain themselves, or add amounts of different dimensions. */
export function checkLedgers(found: Findings, scheme: Scheme): void {
  for (const [key, ledger] of Object.entries(scheme.ledgers ?? {})) {
    const path = `ledgers.${key}`;
    if (fieldsOfAmount(scheme, key).includes(key)) {
      found.report('schemeName', `${path}.sum`, 'fields and other ledgers', key);
      continue;
    }
    const dimension = amountDimension(scheme, key);
    ledger.sum.forEach((term, i) => {
      const parts = termParts(term);
      const of = found.amount(parts.amount, `${path}.sum[${i}]`);
      if (of !== undefined && dimension !== undefined && termFactor(scheme, dimension, parts) === undefined) {
        const expected = `${canonicalUnit(dimension)} = ${canonicalUnit(of)} × times ÷ per`;
        const received = [canonicalUnit(of), parts.times, parts.per].filter((text) => text !== undefined).join(' ');
        found.report(
          'schemeDimension',
          `${path}.sum[${i}]`,
          of === dimension ? expected : canonicalUnit(dimension),
          received,
        );
      }
    });
    if (dimension !== undefined && unitIn(ledger.unit, dimension) === undefined) {
      found.report('schemeDimension', `${path}.unit`, canonicalUnit(dimension), ledger.unit);
    }
  }
}

/** The amounts of an indicator, and whether its unit is one of theirs. */
export function checkIndicator(found: Findings, indicator: Indicator, path: string): void {
  found.amount(indicator.of, `${path}.of`);
  if (indicator.per !== undefined) found.amount(indicator.per, `${path}.per`);
  const dimension = indicatorDimension(found.scheme, indicator);
  if (dimension !== undefined && unitIn(indicator.unit, dimension) === undefined) {
    found.report('schemeDimension', `${path}.unit`, canonicalUnit(dimension), indicator.unit);
  }
}
