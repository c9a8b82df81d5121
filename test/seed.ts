import fc from 'fast-check';

/**
 * The seed of the laws: fixed, so that the gate says the same of the same code on every machine; `PERMU_SEED=random` looks for
 * what no run has met yet, and `PERMU_SEED=<number>` repeats what such a run printed.
 */
const { PERMU_SEED: asked = '20191123' } = process.env;
const seed = asked === 'random' ? Math.trunc(Math.random() * 0x7fffffff) : Number(asked);
if (!Number.isSafeInteger(seed)) throw new Error(`PERMU_SEED: expected a whole number or “random”, found “${asked}”`);
if (asked === 'random') process.stdout.write(`PERMU_SEED=${seed}\n`);
fc.configureGlobal({ seed });
