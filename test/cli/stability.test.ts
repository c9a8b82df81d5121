import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/cli/failure.ts';
import { stabilityCommand } from '../../src/cli/stability.ts';
import { permu, scratch } from './run.ts';

const folder = scratch();
const RUN = 'fixtures/wenling-zones-2022/expected';

/** A copy of a run in which one file is changed, or taken away. */
function copyOf(name: string, file: string, change?: (text: string) => string): string {
  const copy = join(folder, name);
  cpSync(RUN, copy, { recursive: true });
  if (change === undefined) rmSync(join(copy, file));
  else writeFileSync(join(copy, file), change(readFileSync(join(copy, file), 'utf8')));
  return copy;
}

function planFile(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('permu stability', () => {
  const few = ['stability', '--run', RUN, '--scenarios', '40', '--pairs', '4', '--seed', '7'];

  test('answers in each format, in Chinese and English, with how to repeat it', () => {
    const text = permu(...few);
    expect({ code: text.code, err: text.err }).toEqual({ code: 0, err: '' });
    expect(text.out).toMatch(/^等级稳定性分析：/);
    expect(text.out).toMatch(/在 40 个情景中，平均 \d+\.\d% 的等级不变/);
    expect(text.out).toContain('随机数种子 7');
    expect(text.out).toContain('--scenarios 40 --pairs 4 --seed 7');
    expect(text.out).toContain('总效应：');
    const english = permu(...few, '--lang', 'en', '--format', 'markdown', '--weights', '5%');
    expect(english.out).toMatch(/^# Stability of the grades/);
    expect(english.out).toContain('--seed 7 --weights 5%');
    const csv = permu(...few, '--format', 'csv');
    expect(csv.out.startsWith('\uFEFF类别,')).toBe(true);
    const json = JSON.parse(permu(...few, '--json').out);
    expect(json).toMatchObject({ format: 'permu-stability/1', scenarios: 40, pairs: 4, generator: { seed: 7 } });
    expect(csv.out.trimEnd().split('\r\n')).toHaveLength(1 + json.firms.length + json.units.length);
  });

  test('gives the same bytes again, other ones by another seed, and writes into a file', () => {
    const out = join(folder, 'stability.json');
    expect(permu(...few, '--json', '--out', out)).toEqual({ code: 0, out: '', err: '' });
    expect(permu(...few, '--json').out).toBe(readFileSync(out, 'utf8'));
    expect(permu(...few.slice(0, -1), '8', '--json').out).not.toBe(readFileSync(out, 'utf8'));
  });

  test('takes a plan from a file, and options before it', () => {
    const methods = [{ kind: 'percentileRank', order: 'desc', count: 'worse', whenAlone: '100', among: 'graded' }];
    const plan = planFile('plan.json', JSON.stringify({ methods, weights: '20%', leaveOut: 2 }));
    const { out } = permu(...few, '--plan', plan, '--weights', '3%', '--json');
    expect(JSON.parse(out).plan).toMatchObject({ methods, weights: '3%', baselines: '10%', leaveOut: 2 });
    expect(JSON.parse(out).varied.some(({ kind }: { readonly kind: string }) => kind === 'method')).toBe(true);
    expect(permu(...few, '--plan', plan).out).toContain('--plan <plan.json> --weights 20% --leave-out 2');
  });

  const nothing = planFile(
    'nothing.json',
    '{"weights":"0","baselines":"0","statistics":[],"roundingPlaces":0,"roundingModes":[],"ties":[],"leaveOut":0}',
  );
  test.each([
    ['no run', [], '--run'],
    ['a folder that is no run', ['--run', 'src'], 'src'],
    ['a folder that is not there', ['--run', join(folder, 'none')], 'ENOENT'],
    ['no scenarios', ['--run', RUN, '--scenarios', '0'], '--scenarios'],
    ['absurdly many', ['--run', RUN, '--scenarios', '1000000000'], '20000'],
    ['a number that is none', ['--run', RUN, '--scenarios', '1e3'], '1e3'],
    ['a negative seed', ['--run', RUN, '--seed=-1'], '--seed'],
    ['more pairs than scenarios', ['--run', RUN, '--scenarios', '10', '--pairs', '6'], '--pairs'],
    ['one pair', ['--run', RUN, '--pairs', '1'], '--pairs'],
    ['a share of the whole', ['--run', RUN, '--weights', '100%'], 'weights: '],
    ['a share that is none', ['--run', RUN, '--baselines', 'ten'], 'baselines: '],
    ['nothing to vary', ['--run', RUN, '--plan', nothing], '没有可变动的'],
    ['a plan that is not there', ['--run', RUN, '--plan', join(folder, 'no.json')], 'no.json'],
    ['a plan that is no object', ['--run', RUN, '--plan', planFile('list.json', '[1]')], 'list.json'],
    ['a plan that is no JSON', ['--run', RUN, '--plan', planFile('cut.json', '{"weights":')], 'cut.json'],
    ['a misspelt plan', ['--run', RUN, '--plan', planFile('typo.json', '{"wieghts":"5%"}')], 'wieghts'],
    ['an unknown format', ['--run', RUN, '--format', 'pdf'], 'pdf'],
    ['JSON in another format', ['--run', RUN, '--json', '--format', 'csv'], '--format'],
    ['an unknown option', ['--run', RUN, '--weight', '5%'], '--weight'],
    ['a run without its scheme', ['--run', copyOf('no-scheme', 'scheme.json')], 'scheme.json'],
    ['a run without its receipt', ['--run', copyOf('no-receipt', 'receipt.json')], 'receipt.json'],
    [
      'an edited weight',
      ['--run', copyOf('weight', 'scheme.json', (text) => text.replace('"5%"', '"6%"'))],
      'scheme.json',
    ],
    [
      'an edited grade',
      ['--run', copyOf('grade', 'evaluation.json', (text) => text.replace('"grade":"B"', '"grade":"A"'))],
      'evaluation.json',
    ],
    ['an edited fact', ['--run', copyOf('fact', 'facts.json', (text) => text.replace('"20"', '"21"'))], 'facts.json'],
  ])('refuses %s', (_, args, named) => {
    let failure: unknown;
    try {
      stabilityCommand([...args]);
    } catch (error) {
      failure = error;
    }
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({ exitCode: 2, message: expect.stringContaining(named) });
  });

  test('exits with 2 and prints nothing where it refuses', () => {
    const { code, out, err } = permu('stability', '--run', RUN, '--scenarios', '0');
    expect({ code, out, named: err.includes('--scenarios') }).toEqual({ code: 2, out: '', named: true });
  });
});
