import {
  type Column,
  MISSING,
  type NamedState,
  namedState,
  REPORTED,
  rationalAt,
  stateAt,
  UNREADABLE,
} from '../exact/column.ts';
import { exactText } from '../exact/decimal.ts';
import { exactQuotient } from '../exact/quotient.ts';
import { multiply, ONE, rational, ZERO } from '../exact/rational.ts';
import { type Cell, cellAt, lineCells } from '../intake/origins.ts';
import { type Gap, shownAs } from '../scheme/indicator.ts';
import { termParts } from '../scheme/ledger.ts';
import { amountDimension, fieldsOfAmount, own, termFactor, titleOf } from '../scheme/names.ts';
import { canonicalUnit } from '../scheme/unit.ts';
import { gapAt, type Measure } from '../stages/measure.ts';
import { signed, written, writtenFactor } from './arithmetic.ts';
import { sourceRecord } from './conditionRecord.ts';
import type { AmountRecord, CellRecord, FactRecord, IndicatorRecord, LedgerLine, LedgerRecord } from './explanation.ts';
import type { Run } from './run.ts';
import { valueText } from './shown.ts';

/** Every datum with its cell: of the firm in the row, or of all members of the unit in the row. */
export function explainCells(run: Run, row: number): readonly FactRecord[] {
  const members = membersOf(run, row);
  if (members === undefined) return cellsOf(run, row);
  return members.flatMap((member) =>
    cellsOf(run, member).map((record) => ({ firm: run.facts.ids[member] as string, ...record })),
  );
}

/** Rows of the members of the unit in a row; undefined where the row is that of a firm. */
function membersOf({ units }: Run, row: number): readonly number[] | undefined {
  return units.units[row - units.firms]?.members;
}

function cellsOf({ read, scheme }: Run, row: number): readonly FactRecord[] {
  const record = (field: string, kind: FactRecord['kind'], rest: Omit<FactRecord, 'field' | 'title' | 'kind'>) => {
    const cell = cellAt(read, field, row);
    const lines = cell === undefined ? lineCells(read, field, row) : [];
    return {
      field,
      title: titleOf(scheme, field),
      kind,
      ...rest,
      ...(cell !== undefined && { cell: cellRecord(cell) }),
      ...(lines.length > 0 && {
        lines: lines.map(({ line: { part, amount, label, lease }, cell: of }) => ({
          part,
          ...(amount !== undefined && { amount: exactText(amount) }),
          cell: cellRecord(of),
          ...(label !== undefined && { label }),
          ...(lease !== undefined && { lease: { ...lease, ...nameOf(lease.counterparty) } }),
        })),
      }),
    };
  };
  const nameOf = (id: string): { readonly name?: string } => {
    const name = read.labels.get('name')?.[read.ids.indexOf(id)];
    return name === undefined ? {} : { name };
  };
  const text = (value: string | boolean | undefined): Pick<FactRecord, 'value' | 'absent'> =>
    value === undefined ? { value: null, absent: 'missing' } : { value };
  const ofLines = new Set((scheme.intake?.addUp ?? []).flatMap(({ lineLabels = [] }) => lineLabels));
  // A firm of several parcels has no parcel, and its lines say theirs.
  const labels = [...read.labels].filter(([field, values]) => values[row] !== undefined || !ofLines.has(field));
  return [
    ...labels.map(([field, values]) => record(field, 'label', text(values[row]))),
    ...[...read.flags].map(([field, values]) => record(field, 'flag', text(values[row]))),
    ...[...read.amounts].map(([field, column]) => {
      const { unit, value, absent, unreadable } = amountOf(scheme, field, column, row);
      return record(field, 'amount', {
        value: value ?? null,
        unit,
        ...(absent !== undefined && { absent }),
        ...(unreadable && { unreadable }),
      });
    }),
  ];
}

function cellRecord({ unit, statedBy, ...place }: Cell): CellRecord {
  return { ...place, ...(unit !== undefined && { unit }), ...(statedBy !== undefined && { statedBy }) };
}

const ABSENCES: Readonly<Record<Exclude<NamedState, 0>, Gap>> = { 1: 'missing', 2: 'notApplicable', 3: 'withheld' };

function amountOf(scheme: Run['scheme'], amount: string, column: Column | undefined, row: number): AmountRecord {
  const unit = canonicalUnit(amountDimension(scheme, amount) ?? '');
  const state = column === undefined ? MISSING : stateAt(column, row);
  const named = { amount, title: titleOf(scheme, amount), unit };
  if (column === undefined || state === REPORTED) {
    return column === undefined
      ? { ...named, absent: 'missing' }
      : { ...named, value: exactText(rationalAt(column, row)) };
  }
  const absent = ABSENCES[namedState(state) as Exclude<NamedState, 0>];
  return { ...named, absent, ...(state === UNREADABLE && { unreadable: true }) };
}

/** An amount of the run, be it a field or a ledger. */
function amountRecord({ scheme, amounts }: Run, amount: string, row: number): AmountRecord {
  return amountOf(scheme, amount, amounts.get(amount), row);
}

/** The ledgers line by line; of a unit, every amount of its indicators member by member. */
export function explainLedgers(run: Run, row: number): readonly LedgerRecord[] {
  const members = membersOf(run, row);
  if (members !== undefined) return sumsOfMembers(run, row, members);
  const { scheme, amounts } = run;
  return Object.entries(scheme.ledgers ?? {}).map(([key, ledger]) => {
    const sum = amountRecord(run, key, row);
    const lines = ledger.sum.map(termParts).map((term): LedgerLine => {
      const factor = termFactor(scheme, amountDimension(scheme, key) ?? 'share', term) ?? ONE;
      const column = amounts.get(term.amount);
      const state = column === undefined ? MISSING : stateAt(column, row);
      const value = column === undefined || state !== REPORTED ? ZERO : rationalAt(column, row);
      const counts = state === REPORTED || term.zeroWhen.has(state);
      return {
        ...amountRecord(run, term.amount, row),
        sign: term.sign < 0 ? '−' : '+',
        factor: exactText(term.sign < 0 ? multiply(rational(-1n), factor) : factor),
        ...(counts && { adds: signed(multiply(value, factor)) }),
      };
    });
    return { ...sum, lines, source: sourceRecord(scheme, ledger.source) };
  });
}

function sumsOfMembers(run: Run, row: number, members: readonly number[]): readonly LedgerRecord[] {
  const { scheme, facts, units } = run;
  const used = Object.values(scheme.indicators).flatMap(({ of, per }) => (per === undefined ? [of] : [of, per]));
  const source = sourceRecord(scheme, units.units[row - units.firms]?.rule.source);
  return [...new Set(used)].map((key) => ({
    ...amountRecord(run, key, row),
    lines: members.map((member): LedgerLine => {
      const { value, absent, unreadable, unit } = amountRecord(run, key, member);
      const id = facts.ids[member] as string;
      const title = facts.labels.get('name')?.[member] ?? id;
      const counted = value ?? '0';
      const adds = counted === '0' || counted.startsWith('-') ? counted : `+${counted}`;
      return {
        amount: id,
        title,
        unit,
        ...(value === undefined ? { absent } : { value }),
        ...(unreadable && { unreadable }),
        sign: '+',
        factor: '1',
        ...(!unreadable && { adds }),
      } as LedgerLine;
    }),
    source,
  }));
}

/** The arithmetic of a measure: one amount per another, in the indicator's unit. The firm must have the measure. */
export function writtenMeasure({ numerator, divisor, toUnit }: Measure, row: number): string {
  const of = written(rationalAt(numerator, row));
  const per = divisor === undefined ? '' : ` ÷ ${written(rationalAt(divisor, row))}`;
  return `${of}${per}${writtenFactor(toUnit)}`;
}

/** The indicators: those that the firm's category scores first, in its order. */
export function explainIndicators(run: Run, row: number): readonly IndicatorRecord[] {
  const { scheme, measures } = run;
  const scored = (scheme.categories[run.admission.category[row] as number]?.scoring ?? []).map(
    (rule) => rule.indicator,
  );
  const ids = new Set([...scored, ...Object.keys(scheme.indicators)]);
  return [...ids].flatMap((id): IndicatorRecord[] => {
    const indicator = own(scheme.indicators, id);
    const measure = measures.get(id);
    if (indicator === undefined || measure === undefined) return [];
    const gap = gapAt(measure, row);
    const amounts = {
      of: amountRecord(run, indicator.of, row),
      ...(indicator.per !== undefined && { per: amountRecord(run, indicator.per, row) }),
    };
    const made = [indicator.of, ...(indicator.per === undefined ? [] : [indicator.per])];
    const fields = [...new Set(made.flatMap((key) => fieldsOfAmount(scheme, key)))];
    const named = { indicator: id, title: indicator.title, unit: indicator.unit, ...amounts, fields };
    const source = sourceRecord(scheme, indicator.source);
    if (gap !== undefined) {
      const amount = measure.gapSide[row] === 0 ? indicator.of : (indicator.per ?? indicator.of);
      return [{ ...named, gap: { reason: gap, amount }, source }];
    }
    const exact = exactQuotient(measure.numerator, measure.divisor, measure.toUnit, row);
    return [
      {
        ...named,
        written: writtenMeasure(measure, row),
        exact: exactText(exact),
        shown: valueText(measure, row, shownAs(indicator.show)),
        source,
      },
    ];
  });
}
