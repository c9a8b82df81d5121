import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readScheme } from '../src/scheme/readScheme.ts';

const READMES = ['README.md', 'README.zh-CN.md'] as const;

/** The code blocks of a README by language. */
function blocks(readme: string, language: string): string[] {
  const text = readFileSync(readme, 'utf8');
  return [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    (match) => match[1] as string,
  );
}

describe.each(READMES)('%s', (readme) => {
  test('has code that prints a leaderboard', () => {
    const [code] = blocks(readme, 'js');
    const out = execFileSync(process.execPath, ['--input-type=module', '-e', code as string], { encoding: 'utf8' });
    expect(out).toMatch(/^ {2}1\. .+ \d+\.\d+$/m);
  });

  test('has a scheme that may be used', () => {
    const [json] = blocks(readme, 'json');
    expect(readScheme(json).issues).toEqual([]);
  });

  test('names only files and folders that exist', () => {
    const names = [...readFileSync(readme, 'utf8').matchAll(/`((?:src|seeds|test|fixtures)\/[^`*<]*)`/g)].map(
      (match) => match[1] as string,
    );
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) expect(() => execFileSync('ls', [name]), name).not.toThrow();
  });
});

/** A decision that the example of appeals needs: the firm of the demo county and what its tax was. */
const APPEAL = `企业,事项,原值,新值,理由,文号,批准人,日期
91330784100000163E,税收实际贡献,114.54,214.54,税务数据补录（虚构）,复核〔2019〕1号,虚构甲,2019-09-01
`;

test('has commands that do what they say, one after another', () => {
  const folder = mkdtempSync(join(tmpdir(), 'permu-readme-'));
  copyFileSync('fixtures/demo-county/enterprises.csv', join(folder, 'enterprises.csv'));
  copyFileSync('fixtures/reform/draft.json', join(folder, 'draft.json'));
  writeFileSync(join(folder, 'my-county.json'), blocks('README.md', 'json')[0] as string);
  writeFileSync(join(folder, 'appeals.csv'), APPEAL);
  const command = resolve('dist/cli/main.js');
  const lines = blocks('README.md', 'sh')
    .flatMap((block) => block.replace(/\s*#.*$/gm, '').split('\n'))
    .filter((line) => line.startsWith('npx permu '));
  const exits = lines.map((line) => {
    const run = spawnSync(process.execPath, [command, ...line.split(/\s+/).slice(2)], { cwd: folder });
    // A check of tables ends with 1 because the demo county's table has faults.
    const good = line.includes('check --data') ? 1 : 0;
    return run.status === good ? 'done' : `${line}: ${run.status} ${run.stderr}`;
  });
  rmSync(folder, { recursive: true });
  expect(exits).toEqual(lines.map(() => 'done'));
  expect(lines.length).toBeGreaterThan(10);
});

test('no document holds what a merge left open', () => {
  for (const name of ['README.md', 'README.zh-CN.md', 'CHANGELOG.md']) {
    const lines = readFileSync(name, 'utf8').split('\n');
    expect(lines.filter((line) => /^(<{7}|={7}|>{7})/.test(line))).toEqual([]);
  }
});

test('the two READMEs give the same commands, code and scheme', () => {
  const [en, zh] = READMES.map((readme) => ({
    // Comments may be in the README's own language.
    sh: blocks(readme, 'sh').map((block) => block.replace(/\s*#.*$/gm, '')),
    js: blocks(readme, 'js'),
    json: blocks(readme, 'json'),
  }));
  expect(zh).toEqual(en);
});

test('the two commands of the README are the scripts of the package', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const [commands] = blocks('README.md', 'sh');
  expect(commands?.trim().split('\n')).toEqual(['npm ci && npm start', 'npm ci && npm test']);
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['start', 'test']));
});
