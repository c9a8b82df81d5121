import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { permu, scratch } from './run.ts';

const folder = scratch();
const RUN = 'fixtures/ties-across-an-edge/expected';
const FIRM = '91330784900001041J';

/** A copy of the run in which one file is changed, or taken away. */
function copyOf(name: string, file: string, change?: (text: string) => string): string {
  const copy = join(folder, name);
  cpSync(RUN, copy, { recursive: true });
  if (change === undefined) rmSync(join(copy, file));
  else writeFileSync(join(copy, file), change(readFileSync(join(copy, file), 'utf8')));
  return copy;
}

describe('permu reach', () => {
  test('answers for a firm by its name, for one lever by its title, in each language', () => {
    const name = '永康市示例并列004有限公司（虚构）';
    const zh = permu('reach', '--run', RUN, '--firm', name, '--lever', '税收实际贡献');
    expect({ code: zh.code, err: zh.err }).toEqual({ code: 0, err: '' });
    expect(zh.out).toMatch(/税收实际贡献 +80 +增加 10\.01 +90\.01/);
    expect(zh.out).not.toContain('用地面积  ');
    const en = permu('reach', '--run', RUN, '--firm', name, '--lever', 'tax', '--lang', 'en');
    expect(en.out).toContain('about 12.51%');
  });

  test('answers in JSON by --json as by --format json', () => {
    const [one, other] = [['--json'], ['--format', 'json']].map((more) =>
      permu('reach', '--run', RUN, '--firm', FIRM, '--both', ...more),
    );
    expect(one).toEqual(other);
    const { format, goals } = JSON.parse(one?.out ?? '');
    expect({ format, directions: goals[0].levers.length }).toEqual({ format: 'permu-reach/1', directions: 4 });
  });

  test.each([
    ['a firm that is not in the run', ['--firm', '91330784900001041K'], FIRM],
    ['a lever that is a label', ['--firm', FIRM, '--lever', 'zone'], 'zone'],
    ['an unknown lever', ['--firm', FIRM, '--lever', 'luck'], 'luck'],
    ['a grade that the category has not', ['--firm', FIRM, '--grade', 'S'], 'A、B、C、D'],
    ['a grade that is no better', ['--firm', FIRM, '--grade', 'C'], '现为B'],
    ['a flag that the firm has not', ['--firm', FIRM, '--flag', 'clearance'], 'clearance'],
    ['an unknown format', ['--firm', FIRM, '--format', 'pdf'], 'pdf'],
    ['no firm', [], '--firm'],
  ])('refuses %s', (_, args, named) => {
    const { code, out, err } = permu('reach', '--run', RUN, ...args);
    expect({ code, out, named: err.includes(named) }).toEqual({ code: 2, out: '', named: true });
  });

  test('says why a tenant of an ungraded landlord has no grade to improve', () => {
    const { code, err } = permu('reach', '--run', 'fixtures/tenant-takes-landlord-grade/expected', '--firm', 'T4');
    expect({ code, landlord: err.includes('L3') }).toEqual({ code: 2, landlord: true });
  });

  test.each([
    ['without its facts', copyOf('no-facts', 'facts.json'), 'facts.json'],
    ['without its receipt', copyOf('no-receipt', 'receipt.json'), 'receipt.json'],
    ['without a list', copyOf('no-list', 'results.csv'), 'results.csv'],
    [
      'with an edited score',
      copyOf('score', 'evaluation.json', (text) => text.replace('"80.00"', '"89.00"')),
      'evaluation.json',
    ],
    ['with edited facts', copyOf('facts', 'facts.json', (text) => text.replace('"80"', '"89"')), 'facts.json'],
    ['that is no run', 'src', 'src'],
  ])('does not answer from a folder %s', (_, run, named) => {
    const { code, out, err } = permu('reach', '--run', run, '--firm', FIRM);
    expect({ code, out, named: err.includes(named) }).toEqual({ code: 2, out: '', named: true });
  });
});
