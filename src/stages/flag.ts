import type { Issue } from '../issues/issue.ts';
import type { Status } from '../scheme/flag.ts';
import type { Scheme } from '../scheme/scheme.ts';
import type { Known } from './decide.ts';
import { settle } from './settle.ts';

/** The scheme's flags by id: 1 for each firm that is flagged. */
export interface Flags {
  readonly raised: ReadonlyMap<string, Uint8Array>;
  readonly issues: readonly Issue[];
}

/**
 * Raises the scheme's flags, the clearance line among them. Indicators are compared unrounded, by cross-multiplication: a
 * firm at 0.9999999999 万元/亩 is below 1, whatever is printed.
 */
export function raiseFlags(scheme: Scheme, known: Known, statusAt: (row: number) => Status): Flags {
  const raised = new Map<string, Uint8Array>();
  const issues: Issue[] = [];
  for (const flag of scheme.flags ?? []) {
    const settled = settle(flag, known, (row) => flag.among.includes(statusAt(row)));
    raised.set(flag.id, settled.holds);
    issues.push(...settled.issues);
  }
  return { raised, issues };
}
