import { type AmountField, BUILT_IN_FIELDS, type Field } from '../../src/scheme/field.ts';
import type { Gap } from '../../src/scheme/indicator.ts';
import type { AbsentState, Ledger } from '../../src/scheme/ledger.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import { Fraction, fractionOf, NOTHING, UNITY } from './fraction.ts';
import { dimensionOf, dividedDimension, quantityOf, unitFactor } from './units.ts';

/** What is known of one firm; a key that is left out is missing. Amounts are in canonical units, or a state. */
export interface OracleFirm {
  readonly id: string;
  readonly labels: Readonly<Record<string, string | undefined>>;
  readonly flags: Readonly<Record<string, boolean | undefined>>;
  readonly amounts: Readonly<Record<string, string>>;
  /** What rules call it: "firms" where absent, or the id of the merge that makes it. */
  readonly kind?: string;
  /** The amounts of firms added up, ledgers among them. */
  readonly sum?: (key: string) => Amount;
}

/** A number, the state for which there is none, or a cell that nobody can read. */
export type Amount = Fraction | AbsentState | 'unreadable';

/** An indicator of one firm: both of its amounts, or the reason why it cannot be made. */
export type Measure = Made | { readonly gap: Gap };

export interface Made {
  readonly numerator: Fraction;
  /** 1 where the indicator is one reported figure. */
  readonly divisor: Fraction;
  readonly value: Fraction;
}

const ABSENT = ['missing', 'notApplicable', 'withheld', 'unreadable'] as const;

export function fieldsOf(scheme: Scheme): Readonly<Record<string, Field>> {
  return { ...BUILT_IN_FIELDS, ...scheme.fields };
}

/** A field or ledger of a firm. */
export function amountOf(scheme: Scheme, firm: OracleFirm, key: string): Amount {
  if (firm.sum !== undefined) return firm.sum(key);
  const ledger = scheme.ledgers?.[key];
  if (ledger === undefined) return readAmount(firm.amounts[key] ?? 'missing');
  let sum = NOTHING;
  let reported = 0;
  const amountOfTerm = (term: Ledger['sum'][number]): Amount =>
    amountOf(scheme, firm, typeof term === 'string' ? term : 'add' in term ? term.add : term.less);
  let firstAbsent: AbsentState | undefined;
  for (const term of ledger.sum) {
    const details = typeof term === 'string' ? { add: term } : term;
    const amount = amountOfTerm(term);
    if (amount instanceof Fraction) {
      reported += 1;
      const of = amountDimension(scheme, 'add' in details ? details.add : details.less);
      const into = dimensionOf(ledger);
      const counted = amount.times(factorOf(details.times, into, of)).over(factorOf(details.per, of, into));
      sum = 'add' in details ? sum.plus(counted) : sum.minus(counted);
    } else if (amount !== 'unreadable' && details.zeroWhen?.includes(amount)) {
      firstAbsent ??= amount;
    } else {
      const isUnknown = amount === 'missing' && ledger.sum.some((other) => amountOfTerm(other) === 'unreadable');
      return isUnknown ? 'unreadable' : amount;
    }
  }
  return reported > 0 ? sum : (firstAbsent ?? 'missing');
}

/** A factor in canonical units: a plain number or share, or a quantity of one dimension per the other; 1 where none is stated. */
function factorOf(text: string | undefined, upper: string, lower: string): Fraction {
  if (text === undefined) return UNITY;
  return quantityOf(text, /[0-9]\s*%?$/.test(text) ? 'share' : dividedDimension(upper, lower));
}

function readAmount(text: string): Amount {
  return ABSENT.find((state) => state === text) ?? fractionOf(text);
}

export function amountDimension(scheme: Scheme, key: string): string {
  const ledger = scheme.ledgers?.[key];
  if (ledger !== undefined) return dimensionOf(ledger);
  const field = fieldsOf(scheme)[key];
  if (field?.kind !== 'amount') throw new RangeError(`no amount ${key}`);
  return dimensionOf(field satisfies AmountField);
}

export function indicatorOf(scheme: Scheme, key: string): Scheme['indicators'][string] {
  const indicator = scheme.indicators[key];
  if (indicator === undefined) throw new RangeError(`no indicator ${key}`);
  return indicator;
}

export function indicatorDimension(scheme: Scheme, key: string): string {
  const { of, per } = indicatorOf(scheme, key);
  return dividedDimension(amountDimension(scheme, of), per === undefined ? undefined : amountDimension(scheme, per));
}

/** What one of the indicator's own unit is in the canonical one. */
export function indicatorUnit(scheme: Scheme, key: string): Fraction {
  return unitFactor(indicatorOf(scheme, key).unit, indicatorDimension(scheme, key));
}

export function measureOf(scheme: Scheme, firm: OracleFirm, key: string): Measure {
  const { of, per } = indicatorOf(scheme, key);
  const numerator = amountOf(scheme, firm, of);
  const divisor = per === undefined ? UNITY : amountOf(scheme, firm, per);
  const causes = new Set<Gap>();
  if (!(numerator instanceof Fraction)) causes.add(reasonOf(numerator));
  if (!(divisor instanceof Fraction)) causes.add(reasonOf(divisor));
  else if (divisor.n <= 0n && per !== undefined) causes.add(unusable(scheme, per, divisor));
  const gap = scheme.conventions.gapPrecedence.find((reason) => causes.has(reason));
  if (gap !== undefined) return { gap };
  if (!(numerator instanceof Fraction && divisor instanceof Fraction)) throw new RangeError('a gap without its reason');
  return { numerator, divisor, value: numerator.over(divisor) };
}

/** As rules name it: what cannot be read is missing. */
export function reasonOf(absent: Exclude<Amount, Fraction>): AbsentState {
  return absent === 'unreadable' ? 'missing' : absent;
}

function unusable(scheme: Scheme, per: string, divisor: Fraction): Gap {
  if (amountDimension(scheme, per) === 'area') return 'noLand';
  return divisor.n === 0n ? 'zeroDivisor' : 'negativeDivisor';
}
