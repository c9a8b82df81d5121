import { REPORTED, rationalAt, stateAt } from '../../src/exact/column.ts';
import { formatRational } from '../../src/exact/decimal.ts';
import type { Facts } from '../../src/intake/facts.ts';
import type { Table } from '../../src/intake/readCsv.ts';
import { readFacts } from '../../src/intake/readFacts.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import { sampleScheme } from '../scheme/sample.ts';

type Identity = Scheme['conventions']['identity'];

/** The sample scheme with another way to tell firms apart. */
export function schemeBy(identity: Identity, change: Partial<Scheme> = {}): Scheme {
  const scheme = sampleScheme(change);
  return { ...scheme, conventions: { ...scheme.conventions, identity } };
}

/** A table from lines with cells between bars: "代码 | 税收(万元)". */
export function table(lines: readonly string[], name = 'a.csv'): Table {
  const rows = lines.map((line) => line.split('|').map((cell) => cell.trim()));
  return { name, sha256: '0'.repeat(64), encoding: 'utf-8', rows };
}

/** Facts of one table under the sample scheme, whose firms are told apart by a code. */
export function factsOf(...lines: string[]): Facts {
  return readFacts([table(lines)], schemeBy('code'));
}

/** Amounts of a field as text, firm by firm; the number of the state where it is not reported. */
export function amounts(facts: Facts, field: string): readonly string[] | undefined {
  const column = facts.amounts.get(field);
  if (column === undefined) return undefined;
  return facts.ids.map((_, row) =>
    stateAt(column, row) === REPORTED ? formatRational(rationalAt(column, row)) : `state ${stateAt(column, row)}`,
  );
}

/** Issues as "code row: expected ← received", without assumed units and totals that differ, which have tests of their own. */
export function issuesOf(facts: Facts): readonly string[] {
  return facts.issues
    .filter(({ code }) => code !== 'unitAssumed' && !code.startsWith('total'))
    .map(({ code, place, expected, received }) => `${code} ${place.row ?? '-'}: ${expected} ← ${received}`);
}

export function codesOf(facts: Facts): readonly string[] {
  return facts.issues.map(({ code }) => code);
}
