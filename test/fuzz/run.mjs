import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

/** npm run fuzz -- --runs 1000000 --seed 7: feeds the readers many inputs; --from repeats from one of them on. */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100000' },
    seed: { type: 'string' },
    from: { type: 'string', default: '0' },
  },
});
const seed = values.seed ?? String(Math.trunc(Math.random() * 0x7fffffff));
process.stdout.write(`seed ${seed}, ${values.runs} inputs\n`);
const env = { ...process.env, PERMU_FUZZ_RUNS: values.runs, PERMU_FUZZ_SEED: seed, PERMU_FUZZ_FROM: values.from };
const vitest = new URL('../../node_modules/vitest/vitest.mjs', import.meta.url).pathname;
const { status } = spawnSync(process.execPath, [vitest, 'run', 'test/fuzz'], { env, stdio: 'inherit' });
process.exitCode = status ?? 1;
