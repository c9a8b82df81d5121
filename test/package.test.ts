import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * Two firms below scale, by hand. Shi'an: 115.932 万元 on 10 亩 is the baseline of 11.5932 万元/亩, so all 50 points; per
 * kilowatt-hour 115.932 / 1000 = 0.115932 元, × 50 / 0.2352 = 24.6454. Anning: half the baseline per mu, and no electricity
 * reported. Of two graded firms 20 % are none, 65 % are one, 95 % are two: B and C.
 */
const PLAIN = `
import { evaluate, readScheme } from 'permu';
import json from 'permu/seeds/schemes/huangyan-2022.json' with { type: 'json' };

const { scheme, issues } = readScheme(json);
if (scheme === undefined) throw new Error(JSON.stringify(issues));
const firms = [
  { id: '1', name: '石安', scale: '规下', tax: '115.932', land: 10, electricity: 1000 },
  { id: '2', name: '安宁', scale: '规下', tax: '11.5932', land: 2 },
];
for (const { name, score, grade } of evaluate(firms, scheme, { year: 2022 })) console.log(name, score, grade);
`;

const TYPED = `
import { type Evaluation, evaluate, type FirmRecord, type FirmResult, type Issue, readCsv, readFacts, readScheme } from 'permu';
import json from 'permu/seeds/schemes/huangyan-2022.json' with { type: 'json' };

const { scheme, issues } = readScheme(json);
if (scheme === undefined) throw new Error(JSON.stringify(issues));
const firms: readonly FirmRecord[] = [{ id: '1', name: '石安', scale: '规下', tax: '115.932', land: 10 }];
const evaluation: Evaluation = evaluate(firms, scheme, { year: 2022 });
export const firm: FirmResult | undefined = evaluation.firm('1');
export const faults: readonly Issue[] = evaluation.issues;
export const text: string = JSON.stringify(evaluation.document());
const { table } = readCsv(new Uint8Array(), 'firms.csv');
export const again: Evaluation | undefined = table && evaluate(readFacts([table], scheme), scheme);
`;

const TSCONFIG = {
  compilerOptions: {
    module: 'nodenext',
    target: 'es2023',
    lib: ['es2023', 'dom'],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    resolveJsonModule: true,
    noEmit: true,
  },
  files: ['typed.ts'],
};

describe('the packed package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'permu-package-'));
  let packed: { readonly filename: string; readonly files: readonly { readonly path: string }[] };

  beforeAll(() => {
    // `npm test` has built dist; packing builds anew, but not here, where other tests use dist at the same time.
    const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
    [packed] = JSON.parse(run('npm', args, ROOT));
    write('package.json', JSON.stringify({ private: true, type: 'module' }));
    run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', join(folder, packed.filename)]);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('holds the program, the seeds and the papers, and nothing else', () => {
    const others = packed.files
      .map(({ path }) => path)
      .filter(
        (path) =>
          !/^(dist\/.+\.(js|d\.ts)|seeds\/.+\.json|package\.json|README.*\.md|LICENSE|CHANGELOG\.md)$/.test(path),
      );
    expect(others).toEqual([]);
  });

  it('evaluates from a JavaScript program', () => {
    write('plain.js', PLAIN);
    expect(run(process.execPath, ['--no-warnings', 'plain.js'])).toBe('石安 74.6454 B\n安宁 25.0000 C\n');
  });

  it('type-checks in a strict TypeScript program for browsers, with its own types and those of its dependencies', () => {
    write('typed.ts', TYPED);
    write('tsconfig.json', JSON.stringify(TSCONFIG));
    expect(run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc')])).toBe('');
  });

  it('has the command permu', () => {
    const ids = run('npx', ['--no-install', 'permu', 'schemes']).trimEnd().split('\n');
    expect(ids.map((line) => line.split('\t')[0])).toContain('huangyan-2022');
  });

  function write(name: string, text: string): void {
    writeFileSync(join(folder, name), text);
  }

  /** What a command prints; throws with its output where it fails. */
  function run(command: string, args: readonly string[], cwd = folder): string {
    try {
      return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    } catch (error) {
      const { stdout, stderr } = error as { stdout?: string; stderr?: string };
      throw new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}`, { cause: error });
    }
  }
});
