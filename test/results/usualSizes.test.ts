import { describe, expect, test } from 'vitest';
import { usualAbsences, usualPairs } from '../../src/results/usualSizes.ts';

describe('an analysis of stability draws by itself', () => {
  test.each([
    { rows: 800, choices: 12, scenarios: 1000, pairs: 200 },
    { rows: 800, choices: 12, scenarios: 40, pairs: 20 },
    { rows: 800, choices: 12, scenarios: 3, pairs: 0 },
    // 5,000,000 ÷ (10,000 × 12) = 41.7
    { rows: 10_000, choices: 12, scenarios: 1000, pairs: 41 },
    { rows: 200_000, choices: 12, scenarios: 1000, pairs: 25 },
    { rows: 0, choices: 0, scenarios: 1000, pairs: 200 },
  ])(
    '$pairs pairs for $rows rows, $choices choices and $scenarios scenarios',
    ({ rows, choices, scenarios, pairs }) => {
      expect(usualPairs(rows, choices, scenarios)).toBe(pairs);
    },
  );

  test.each([
    [1600, 1500],
    // 2,500,000 ÷ 10,000
    [10_000, 250],
    [200_000, 200],
    [0, 1500],
  ])('leaves out at most, of %i rows, %i', (rows, absences) => {
    expect(usualAbsences(rows, 1500)).toBe(absences);
  });

  test('no more firms than the usual plan states', () => {
    expect(usualAbsences(1, 7)).toBe(7);
  });
});
