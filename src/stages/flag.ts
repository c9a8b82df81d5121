import type { Issue } from '../issues/issue.ts';
import { listOf } from '../scheme/condition.ts';
import type { Status } from '../scheme/flag.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { FIRMS } from '../scheme/unitRule.ts';
import type { Known } from './decide.ts';
import { settle } from './settle.ts';
import type { Units } from './units.ts';

/** The scheme's flags by id: 1 for each firm that is flagged. */
export interface Flags {
  readonly raised: ReadonlyMap<string, Uint8Array>;
  readonly issues: readonly Issue[];
}

/**
 * Raises the scheme's flags, the clearance line among them. Indicators are compared unrounded, by cross-multiplication: a
 * firm at 0.9999999999 万元/亩 is below 1, whatever is printed. A firm that shares the result of a unit has the unit's flags.
 */
export function raiseFlags(scheme: Scheme, known: Known, units: Units, statusAt: (row: number) => Status): Flags {
  const raised = new Map<string, Uint8Array>();
  const issues: Issue[] = [];
  for (const flag of scheme.flags ?? []) {
    const of = listOf(flag.of ?? FIRMS);
    const among = new Set(flag.among);
    const settled = settle(
      flag,
      known,
      (row) => among.has(statusAt(row)) && units.resultRow(row) === row && of.includes(units.kindAt(row)),
    );
    raised.set(
      flag.id,
      settled.holds.map((_, row) => settled.holds[units.resultRow(row)] as number),
    );
    for (const one of settled.issues) issues.push(one);
  }
  return { raised, issues };
}
