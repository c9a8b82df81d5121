import { z } from 'zod';
import type { State } from '../exact/column.ts';
import { MISSING, NOT_APPLICABLE, WITHHELD } from '../exact/column.ts';
import type { SourceRef } from './source.ts';
import { sourceRef } from './source.ts';
import { key, quantityText, title } from './text.ts';

/** A signed sum of fields or of other ledgers; the lines stay visible. Net land = owned + leased in − leased out. */
export interface Ledger {
  readonly title: string;
  readonly unit: string;
  readonly sum: readonly LedgerTerm[];
  readonly source?: SourceRef;
}

/** A field added as it is ("ownedLand"), or with a sign, a factor, and a stated meaning of its absence. */
export type LedgerTerm = string | AddedTerm | SubtractedTerm;

export interface AddedTerm extends TermDetails {
  readonly add: string;
}

export interface SubtractedTerm extends TermDetails {
  readonly less: string;
}

interface TermDetails {
  /**
   * A factor on the amount, 1 when absent: a plain number ("0.5", a share that counts), or one with a unit that turns the
   * amount into another ("0.7143 千克标准煤/千克" makes standard coal of coal). Its unit is of the ledger per the amount's.
   */
  readonly times?: string;
  /**
   * A divisor on the amount, for factors stated the other way round ("0.95 千克/当量千克": so much makes one equivalent). Its
   * unit is of the amount's per the ledger's; a plain number divides without changing the unit. Above zero.
   */
  readonly per?: string;
  /**
   * States of the amount that count as zero in this sum: a firm that reports no leased-out land may simply have none. A
   * state that is not listed makes the whole sum absent, since missing is never silently zero. `missing` is a blank: of a cell
   * that cannot be read, or of cells that contradict each other, nobody has said that there is none, so they never count as zero.
   */
  readonly zeroWhen?: readonly AbsentState[];
}

export type AbsentState = 'missing' | 'notApplicable' | 'withheld';

const details = {
  times: quantityText.exactOptional(),
  per: quantityText.exactOptional(),
  zeroWhen: z.array(z.enum(['missing', 'notApplicable', 'withheld'])).exactOptional(),
};

export const ledgerTerm: z.ZodType<LedgerTerm, unknown> = z.union([
  key,
  z.strictObject({ add: key, ...details }),
  z.strictObject({ less: key, ...details }),
]);

export const ledgers: z.ZodType<Readonly<Record<string, Ledger>>, unknown> = z.record(
  key,
  z.strictObject({
    title,
    unit: z.string().min(1),
    sum: z.array(ledgerTerm).min(1),
    source: sourceRef.exactOptional(),
  }),
);

/** The states as columns have them. */
export const ABSENT_STATES: Readonly<Record<AbsentState, State>> = {
  missing: MISSING,
  notApplicable: NOT_APPLICABLE,
  withheld: WITHHELD,
};

/** A term with everything spelled out: the amount's key, +1 or −1, the texts of factor and divisor, and what counts as zero. */
export interface TermParts {
  readonly amount: string;
  readonly sign: 1 | -1;
  readonly times: string | undefined;
  readonly per: string | undefined;
  readonly zeroWhen: ReadonlySet<State>;
}

export function termParts(term: LedgerTerm): TermParts {
  if (typeof term === 'string') return { amount: term, sign: 1, times: undefined, per: undefined, zeroWhen: new Set() };
  const { times, per } = term;
  const zeroWhen = new Set((term.zeroWhen ?? []).map((state) => ABSENT_STATES[state]));
  return 'add' in term
    ? { amount: term.add, sign: 1, times, per, zeroWhen }
    : { amount: term.less, sign: -1, times, per, zeroWhen };
}
