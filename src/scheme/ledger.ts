import { z } from 'zod';
import type { State } from '../exact/column.ts';
import { MISSING, NOT_APPLICABLE, WITHHELD } from '../exact/column.ts';
import type { SourceRef } from './source.ts';
import { sourceRef } from './source.ts';
import { decimalText, key, title } from './text.ts';

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
  /** A factor on the amount, such as a share that counts; 1 when absent. */
  readonly times?: string;
  /**
   * States of the amount that count as zero in this sum: a firm that reports no leased-out land may simply have none. A
   * state that is not listed makes the whole sum absent, since missing is never silently zero.
   */
  readonly zeroWhen?: readonly AbsentState[];
}

export type AbsentState = 'missing' | 'notApplicable' | 'withheld';

const details = {
  times: decimalText.exactOptional(),
  zeroWhen: z.array(z.enum(['missing', 'notApplicable', 'withheld'])).exactOptional(),
};

export const ledgers: z.ZodType<Readonly<Record<string, Ledger>>, unknown> = z.record(
  key,
  z.strictObject({
    title,
    unit: z.string().min(1),
    sum: z
      .array(z.union([key, z.strictObject({ add: key, ...details }), z.strictObject({ less: key, ...details })]))
      .min(1),
    source: sourceRef.exactOptional(),
  }),
);

const STATES: Readonly<Record<AbsentState, State>> = {
  missing: MISSING,
  notApplicable: NOT_APPLICABLE,
  withheld: WITHHELD,
};

/** A term with everything spelled out: the amount's key, +1 or −1, the factor's text, and what counts as zero. */
export interface TermParts {
  readonly amount: string;
  readonly sign: 1 | -1;
  readonly times: string;
  readonly zeroWhen: ReadonlySet<State>;
}

export function termParts(term: LedgerTerm): TermParts {
  if (typeof term === 'string') return { amount: term, sign: 1, times: '1', zeroWhen: new Set() };
  const zeroWhen = new Set((term.zeroWhen ?? []).map((state) => STATES[state]));
  const times = term.times ?? '1';
  return 'add' in term
    ? { amount: term.add, sign: 1, times, zeroWhen }
    : { amount: term.less, sign: -1, times, zeroWhen };
}
