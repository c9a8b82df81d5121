import { expect, test } from 'vitest';
import { columnOf } from '../../src/exact/column.ts';
import { rational } from '../../src/exact/rational.ts';
import type { Known } from '../../src/stages/decide.ts';
import { decideOnce, newKept } from '../../src/stages/kept.ts';

const facts = { ids: ['甲'], labels: new Map(), flags: new Map([['listed', [true]]]) };
const before = {
  scheme: {},
  facts,
  year: 2022,
  history: new Map(),
  amounts: new Map(),
  kept: newKept(),
} as unknown as Known;

test.each([
  [{ score: true, atLeast: '60' } as const, { score: columnOf([rational(70n)]) }, { score: columnOf([rational(50n)]) }],
  [{ grade: 'A' }, { gradeAt: () => 'A' }, { gradeAt: () => 'B' }],
  [{ category: 'above' }, { categoryAt: () => 'above' }, { categoryAt: () => 'below' }],
  [{ flag: 'listed' }, {}, { raised: new Map([['listed', Uint8Array.of(0)]]) }],
])('%j is asked again in every run', (condition, first, second) => {
  expect(decideOnce(condition, { ...before, ...first })(0)).toBe(true);
  expect(decideOnce(condition, { ...before, ...second })(0)).toBe(false);
});
