import { type Column, integerAt, REPORTED, stateAt } from '../exact/column.ts';
import type { Graded } from './run.ts';

/** Whether a firm's data are the same in two runs, by its rows: every amount, label and flag, the year, and what earlier runs said. */
export function sameFirms(first: Graded, second: Graded): (inFirst: number, inSecond: number) => boolean {
  if (first.year !== second.year || historyText(first) !== historyText(second)) return () => false;
  const amounts = paired(first.facts.amounts, second.facts.amounts);
  const labels = paired(first.facts.labels, second.facts.labels);
  const flags = paired(first.facts.flags, second.facts.flags);
  return (a, b) =>
    amounts.every(([one, other]) => sameAmount(one, a, other, b)) &&
    [...labels, ...flags].every(([one, other]) => one?.[a] === other?.[b]);
}

function historyText({ history }: Graded): string {
  return JSON.stringify([...history].map(([year, { name, sha256 }]) => [year, name, sha256]).sort());
}

function paired<T>(
  first: ReadonlyMap<string, T>,
  second: ReadonlyMap<string, T>,
): readonly (readonly [T | undefined, T | undefined])[] {
  return [...new Set([...first.keys(), ...second.keys()])].map((key) => [first.get(key), second.get(key)]);
}

function sameAmount(first: Column | undefined, a: number, second: Column | undefined, b: number): boolean {
  const states = [first === undefined ? 1 : stateAt(first, a), second === undefined ? 1 : stateAt(second, b)];
  if (states[0] !== states[1]) return false;
  if (states[0] !== REPORTED || first === undefined || second === undefined) return true;
  return integerAt(first, a) * second.denominator === integerAt(second, b) * first.denominator;
}
