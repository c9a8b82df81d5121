import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { visibleJson, visibleLines, visibleText } from '../../src/issues/visibleText.ts';
import { permu, scratch } from './run.ts';

const folder = scratch();
/** What takes over a terminal or turns a line around. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
const HARMFUL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;
const EVIL = '\u001b[31m\u001b]0;权限\u0007红\u009b2J\u202e反\u2066\u200f';
const RED = '␛[31m␛]0;权限␇红⟨U+009B⟩2J⟨U+202E⟩反⟨U+2066⟩⟨U+200F⟩';

describe('texts of others on a screen', () => {
  it('are seen where they would be obeyed', () => {
    expect(visibleText(`${EVIL}\r\n\t\u007f`)).toBe(`${RED}␍␊␉␡`);
    expect(visibleLines('甲\t乙\n丙\r\n')).toBe('甲\t乙\n丙␍\n');
    expect(visibleText('正常的 name (１) 😀 é ─ “”')).toBe('正常的 name (１) 😀 é ─ “”');
  });

  it('say the same in JSON', () => {
    const json = JSON.stringify({ [EVIL]: [EVIL, '\n'] }, null, 2);
    expect(JSON.parse(visibleJson(json))).toEqual(JSON.parse(json));
    expect(visibleJson(json)).not.toMatch(HARMFUL);
  });

  it('have one way out', () => {
    const writing = readdirSync('src/cli').filter((name) =>
      /process\.std(out|err)\.write|process\.std(out|err)\)|console\./u.test(
        readFileSync(join('src/cli', name), 'utf8'),
      ),
    );
    expect(writing).toEqual(['screen.ts']);
  });
});

describe('the command, on a table whose texts try to take over the terminal', () => {
  const scheme = JSON.parse(readFileSync('fixtures/reform/draft.json', 'utf8')) as Record<string, unknown>;
  const [header = '', first = ''] = readFileSync('fixtures/demo-county/enterprises.csv', 'utf8')
    .replace(/^\ufeff/u, '')
    .split(/\r?\n/u);
  const at = header.split(',').findIndex((name) => name.includes('名称'));
  const id = first.split(',').find((cell) => /^[0-9A-Z]{18}$/u.test(cell)) ?? '';
  const named = (name: string) =>
    first
      .split(',')
      .map((cell, column) => (column === at ? name : cell))
      .join(',');
  const data = join(folder, `表${EVIL.replaceAll('\u0007', '')}.csv`);
  const run = join(folder, 'run');
  const broken = join(folder, 'broken.json');
  writeFileSync(data, `\ufeff${header},未知${EVIL}列\r\n${named(`"甲${EVIL}厂\n伪造：A"`)},1${EVIL}\r\n`);
  writeFileSync(broken, JSON.stringify({ ...scheme, [EVIL]: EVIL, title: EVIL }));
  const evaluated = permu('evaluate', '--scheme', 'yongkang-2019', '--data', data, '--out', run, '--year', '2019');

  it('is evaluated', () => {
    expect([evaluated.code, evaluated.out, evaluated.err].join('\n')).not.toMatch(HARMFUL);
    expect(evaluated.code).toBe(0);
  });

  it.each([
    ['check', ['check', '--data', data, '--scheme', 'yongkang-2019']],
    ['check in JSON', ['check', '--data', data, '--json']],
    ['check of a scheme', ['check', broken]],
    ['explain', ['explain', '--run', run, '--firm', id]],
    ['explain in Markdown', ['explain', '--run', run, '--firm', id, '--format', 'markdown']],
    ['explain in JSON', ['explain', '--run', run, '--firm', id, '--format', 'json']],
    ['a notice', ['explain', '--run', run, '--firm', id, '--format', 'html']],
    ['reach', ['reach', '--run', run, '--firm', id]],
    ['compare', ['compare', '--from', run, '--to', run]],
    ['a firm that is none', ['explain', '--run', run, '--firm', EVIL.replaceAll('\u0007', '')]],
    ['a command that is none', [EVIL]],
    ['a file that is none', ['check', '--data', `${data}x`]],
  ])('%s prints nothing that a terminal obeys', (_, args) => {
    const { out, err } = permu(...args);
    expect(`${out}${err}`).not.toMatch(HARMFUL);
    expect(`${out}${err}`.length).toBeGreaterThan(20);
  });

  it('forges no line of its own by a line end in a name', () => {
    const { out } = permu('explain', '--run', run, '--firm', id);
    expect(out).toContain(`甲${RED}厂`);
    expect(out.split('\n').filter((line) => line.trim().startsWith('伪造'))).toEqual([]);
  });

  it('keeps the text as data in its CSV files', () => {
    expect(readFileSync(join(run, 'results.csv'), 'utf8')).toContain(`甲${EVIL.replace('\u200f', '')}厂 伪造：A`);
  });
});
