import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mappingJsonSchema } from '../src/intake/mapping.ts';
import { comparisonJsonSchema } from '../src/results/comparisonForm.ts';
import { explanationJsonSchema } from '../src/results/explanationForm.ts';
import { reachJsonSchema } from '../src/results/reachForm.ts';
import { stabilityJsonSchema } from '../src/results/stabilityForm.ts';
import { ENGINE_VERSION } from '../src/results/version.ts';
import { childSchemeJsonSchema, schemeJsonSchema } from '../src/scheme/jsonSchema.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ROOMS = ['exact', 'issues', 'scheme', 'intake', 'stages', 'results', 'write', 'cli'];
const MOST_LINES = 400;

const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name: name.replaceAll('\\', '/'), text: readFileSync(join(ROOT, 'src', name), 'utf8') }));

describe('the house', () => {
  it('has no rooms but the known ones', () => {
    const rooms = files.filter(({ name }) => name.includes('/')).map(({ name }) => name.split('/')[0]);
    expect([...new Set(rooms)].sort()).toEqual([...ROOMS].sort());
  });

  it(`has no file of more than ${MOST_LINES} lines`, () => {
    const long = files.filter(({ text }) => text.trimEnd().split('\n').length > MOST_LINES);
    expect(long.map(({ name }) => name)).toEqual([]);
  });

  it('names files and folders after what they hold', () => {
    const vague = files.filter(({ name }) => /(^|\/)(utils?|helpers?|common|misc)(\/|\.)/i.test(name));
    expect(vague.map(({ name }) => name)).toEqual([]);
  });

  it('exports things where they are made: only the entries of the package pass names on', () => {
    const passing = files.filter(({ text }) => /^export\s+(type\s*)?[*{]/m.test(text));
    expect(passing.map(({ name }) => name)).toEqual(['index.ts', 'xlsx.ts']);
  });

  it('has the version of its package.json', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(ENGINE_VERSION).toBe(version);
  });

  it.each([
    ['scheme.schema.json', schemeJsonSchema],
    ['scheme-child.schema.json', childSchemeJsonSchema],
    ['mapping.schema.json', mappingJsonSchema],
  ])('ships the JSON Schema that its forms make: %s (UPDATE_GOLDEN=1 writes it anew)', (name, schema) => {
    const shipped = join(ROOT, 'seeds', name);
    const made = `${JSON.stringify(schema(), null, 2)}\n`;
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(shipped, made);
    expect(readFileSync(shipped, 'utf8')).toBe(made);
  });

  it.each([
    ['explanation', explanationJsonSchema],
    ['comparison', comparisonJsonSchema],
    ['reach', reachJsonSchema],
  ])('ships the JSON Schema of a record: %s (UPDATE_GOLDEN=1 writes it anew)', (name, schema) => {
    const shipped = join(ROOT, `seeds/${name}.schema.json`);
    const made = `${JSON.stringify(schema(), null, 2)}\n`;
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(shipped, made);
    expect(readFileSync(shipped, 'utf8')).toBe(made);
  });

  it('ships the JSON Schema of stability results (UPDATE_GOLDEN=1 writes it anew)', () => {
    const shipped = join(ROOT, 'seeds/stability.schema.json');
    const made = `${JSON.stringify(stabilityJsonSchema(), null, 2)}\n`;
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(shipped, made);
    expect(readFileSync(shipped, 'utf8')).toBe(made);
  });
});

/** Lints small offending files under the house's biome.json, to see that its rules bite in every room. */
describe('the lint rules of the house', () => {
  const folder = mkdtempSync(join(tmpdir(), 'permu-house-'));
  const TARGETS = [...ROOMS.map((room) => `${room}/target.ts`), 'evaluate.ts', 'index.ts'];
  const IMPURE = [
    "import 'node:fs';",
    "import 'fs';",
    'console.error(1);',
    'process.exit();',
    'Buffer.from([]);',
    'new Date();',
    'new Intl.Collator();',
    'performance.now();',
    'globalThis.process;',
    'Math.random();',
    "'a'.localeCompare('b');",
    '(1).toLocaleString();',
  ];
  let refused: ReadonlyMap<string, readonly string[]>;

  beforeAll(() => {
    for (const room of ROOMS) {
      writeLines(
        `src/${room}/imports.ts`,
        importsOf(
          TARGETS.filter((target) => !target.startsWith(room)),
          '../',
        ),
      );
      writeLines(`src/${room}/impure.ts`, IMPURE);
    }
    writeLines('src/evaluate.ts', importsOf(TARGETS, './'));
    writeLines('src/index.ts', importsOf(TARGETS, './'));
    writeLines('biome.json', [readFileSync(join(ROOT, 'biome.json'), 'utf8')]);
    refused = lint();
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(ROOMS.slice(0, -1))('%s imports nothing from what comes after it', (room) => {
    const after = TARGETS.slice(ROOMS.indexOf(room) + 1);
    expect(refused.get(`src/${room}/imports.ts`)).toEqual(importsOf(after, '../'));
  });

  it('evaluate.ts imports rooms up to results only', () => {
    const after = TARGETS.slice(ROOMS.indexOf('write'));
    expect(refused.get('src/evaluate.ts')).toEqual(importsOf(after, './'));
  });

  it('index.ts imports anything but the command line', () => {
    expect(refused.get('src/index.ts')).toEqual(importsOf(['cli/target.ts'], './'));
  });

  it.each(ROOMS.slice(0, -1))('%s touches no machine, clock, locale or chance', (room) => {
    expect(refused.get(`src/${room}/impure.ts`)).toEqual(IMPURE);
  });

  it('the command line may touch the machine and import every room', () => {
    expect([refused.get('src/cli/imports.ts'), refused.get('src/cli/impure.ts')]).toEqual([undefined, undefined]);
  });

  function importsOf(targets: readonly string[], up: string): string[] {
    return targets.map((target) => `import '${up}${target}';`);
  }

  function writeLines(name: string, lines: readonly string[]): void {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
  }

  /** The lines that the rules of this house refuse, for each file. */
  function lint(): Map<string, string[]> {
    const rules = /noRestrictedImports|noNodejsModules|noConsole|noRestrictedGlobals|noJsRestrictedProperties/;
    const biome = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');
    const args = [biome, 'lint', '--vcs-enabled=false', '--reporter=json', '--max-diagnostics=none', 'src'];
    const report: LintReport = JSON.parse(spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' }).stdout);
    const lines = new Map<string, Set<number>>();
    for (const { category, location } of report.diagnostics) {
      if (!rules.test(category)) continue;
      lines.set(location.path, (lines.get(location.path) ?? new Set()).add(location.start.line));
    }
    return new Map([...lines].map(([path, numbers]) => [path, textOfLines(path, numbers)]));
  }

  function textOfLines(path: string, numbers: ReadonlySet<number>): string[] {
    const lines = readFileSync(join(folder, path), 'utf8').split('\n');
    return lines.filter((_, index) => numbers.has(index + 1));
  }
});

interface LintReport {
  readonly diagnostics: readonly {
    readonly category: string;
    readonly location: { readonly path: string; readonly start: { readonly line: number } };
  }[];
}
