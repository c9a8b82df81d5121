import { expect, it } from 'vitest';
import { faultOf } from './checkInput.ts';
import { makeInput } from './mutate.ts';
import { Random } from './random.ts';
import { SAMPLES } from './samples.ts';
import { makeSetting } from './setting.ts';
import { makeTable } from './tables.ts';

/** A short round; `npm run fuzz -- --runs N --seed S [--from I]` does another. */
const { PERMU_FUZZ_RUNS = '2500', PERMU_FUZZ_SEED = '20191123', PERMU_FUZZ_FROM = '0' } = process.env;
const [runs, seed, from] = [PERMU_FUZZ_RUNS, PERMU_FUZZ_SEED, PERMU_FUZZ_FROM].map(Number) as [number, number, number];
const MOST_FAULTS = 20;
const STEP = 50_000;
/** Inputs that make one data set. */
const TOGETHER = 10;
/** Keeps what a data set is read by apart from its inputs. */
const APART = 0x5e7;

it('reads the samples before they are changed', () => {
  expect(SAMPLES.map((sample) => [sample.name, faultOf([sample])])).toEqual(
    SAMPLES.map(({ name }) => [name, undefined]),
  );
});

it(`reads any bytes without a throw, within bounds, with every row accounted for (seed ${seed}, ${runs} inputs)`, {
  timeout: 24 * 3_600_000,
}, () => {
  const faults: string[] = [];
  const start = Date.now();
  for (let first = from; first < from + runs && faults.length < MOST_FAULTS; first += TOGETHER) {
    const numbers = Array.from({ length: Math.min(TOGETHER, from + runs - first) }, (_, at) => first + at);
    const inputs = numbers.map((input) => makeInput(new Random(seed, input)));
    const random = new Random(seed ^ APART, first);
    const tables = Array.from({ length: random.below(3) }, (_, table) => makeTable(random, table));
    const fault = faultOf(inputs, tables, makeSetting(random));
    if (fault !== undefined) {
      faults.push(`--seed ${seed} --from ${first} --runs ${inputs.length}: ${fault}`);
      process.stdout.write(`${faults.at(-1)}\n`);
    }
    if (first > from && (first - from) % STEP === 0) {
      const seconds = Math.round((Date.now() - start) / 1000);
      process.stdout.write(`${first - from} inputs, ${seconds} s, ${faults.length} faults\n`);
    }
  }
  expect(faults).toEqual([]);
});
