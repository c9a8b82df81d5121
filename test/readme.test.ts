import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
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
