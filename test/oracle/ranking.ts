import type { RankingKey } from '../../src/scheme/grading.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import { Fraction, sumOf } from './fraction.ts';
import { amountOf } from './measure.ts';
import { measureOfRow, type Row } from './row.ts';

/** Where a firm stands in a list: the places that it shares with its equals, from `first` to `last`. */
export interface Position {
  readonly first: number;
  readonly last: number;
}

/** The position of each row: before it stand those that are strictly better, after it those that are strictly worse. */
export function positions(
  scheme: Scheme,
  keys: readonly RankingKey[],
  rows: readonly Row[],
): ReadonlyMap<Row, Position> {
  return new Map(
    rows.map((row) => {
      const better = rows.filter((other) => isBetter(scheme, keys, other, row)).length;
      const worse = rows.filter((other) => isBetter(scheme, keys, row, other)).length;
      return [row, { first: better + 1, last: rows.length - worse }];
    }),
  );
}

function isBetter(scheme: Scheme, keys: readonly RankingKey[], first: Row, second: Row): boolean {
  for (const key of keys) {
    const a = keyValue(scheme, key, first);
    const b = keyValue(scheme, key, second);
    if (a === undefined && b === undefined) continue;
    if (a === undefined) return scheme.conventions.missingRanks === 'first';
    if (b === undefined) return scheme.conventions.missingRanks === 'last';
    const difference = a.against(b);
    if (difference !== 0) return directionOf(key) === 'desc' ? difference > 0 : difference < 0;
  }
  return false;
}

export function keyValue(scheme: Scheme, key: KeyOfRow, row: Row): Fraction | undefined {
  if ('score' in key) return row.score;
  if ('points' in key) {
    const points = key.points.map((indicator) => row.points.get(indicator)?.rounded);
    return points.includes(undefined) ? undefined : sumOf(points.filter((earned) => earned !== undefined));
  }
  if ('field' in key) {
    const amount = amountOf(scheme, row.firm, key.field);
    return amount instanceof Fraction ? amount : undefined;
  }
  const measure = measureOfRow(scheme, row, key.indicator);
  return 'gap' in measure ? undefined : measure.value;
}

type KeyOfRow =
  | { readonly score: string }
  | { readonly points: readonly string[] }
  | { readonly field: string }
  | { readonly indicator: string };

function directionOf(key: RankingKey): 'desc' | 'asc' {
  return 'score' in key ? key.score : key.order;
}
