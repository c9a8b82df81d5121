import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { departments, type Planted, readme } from '../fixtures/demo-county/departments.mjs';
import { evaluate } from '../src/evaluate.ts';
import { REPORTED, rationalAt, stateAt } from '../src/exact/column.ts';
import { exactText } from '../src/exact/decimal.ts';
import { readMapping } from '../src/intake/mapping.ts';
import { readCsv, type Table } from '../src/intake/readCsv.ts';
import { readFacts } from '../src/intake/readFacts.ts';
import { readWorkbook } from '../src/intake/readWorkbook.ts';
import type { Issue } from '../src/issues/issue.ts';
import type { Evaluation } from '../src/results/evaluation.ts';
import { readScheme } from '../src/scheme/readScheme.ts';
import type { Scheme } from '../src/scheme/scheme.ts';

/** What the offices' files have to lead to: the amounts that are measured, and the labels and flags that rules ask for. */
const AMOUNTS = ['netLand', 'tax', 'valueAdded', 'revenue', 'energy', 'electricity', 'pollutants', 'employees', 'rd'];
const LABELS = ['town', 'zone', 'sector', 'sectorGroup', 'scale', 'kind'];
const FLAGS = [
  'hightech',
  'protectionPeriod',
  'undetermined',
  'majorAccident',
  'environmentalViolation',
  'lowScattered',
  'champion',
];

const NUMBERS = new WeakMap<object, ReadonlyMap<number, string>>();
const made = departments();
const fixture = (name: string): Uint8Array => readFileSync(`fixtures/demo-county/${name}`);
const yongkang = schemeOf(readFileSync('seeds/schemes/yongkang-2019.json', 'utf8'));
const scheme = schemeOf(fixture('scheme.json').toString());
const readings = made.files.map(({ name, bytes }) => readFile(name, bytes));
const tables = readings.flatMap((one) => one.tables);
const { mapping } = readMapping(fixture('mapping.json'), 'mapping.json');
const files = readFiles();
const clean = evaluate(readFacts(readFile('enterprises.csv', fixture('enterprises.csv')).tables, yongkang), yongkang);
const numbers = numbersOf(clean);
const differing = new Set(made.planted.flatMap(({ firms, differs }) => (differs === true ? firms : [])));

describe("the departments' files of the demo county", () => {
  it('are what their generator makes, byte for byte, with the list of their troubles', () => {
    for (const { name, bytes } of made.files) {
      expect(Buffer.compare(fixture(`departments/${name}`), bytes), name).toBe(0);
    }
    expect(JSON.parse(fixture('planted.json').toString())).toEqual(made.planted);
    expect(fixture('planted.md').toString()).toBe(readme(made.planted));
  });

  it('account for every row, and each row that is not used has one issue', () => {
    for (const { name, sheet, rows, used, skipped, refused } of files.run.facts.sources) {
      expect(used + skipped + refused, `${name} ${sheet ?? ''}`).toBe(rows);
    }
  });

  it.each(made.planted.filter(({ codes }) => codes.length > 0).map((one) => [titleOf(one), one] as const))(
    'say of %s',
    (_, one) => {
      const all = [...readings.flatMap(({ issues }) => issues), ...files.issues];
      const found = all.filter((issue) => isOf(issue, one, files)).map(({ code }) => code);
      expect(found).toEqual(expect.arrayContaining([...one.codes]));
    },
  );

  it('lead to the same facts as the one clean table, but for the firms that are listed', () => {
    expect(differences(clean, files).filter((line) => !differing.has(Number(line.slice(0, 4))))).toEqual([]);
  });

  it('differ from the clean table where it is said that they do', () => {
    const found = new Set(differences(clean, files).map((line) => Number(line.slice(0, 4))));
    expect([...differing].filter((number) => !found.has(number))).toEqual([]);
  });

  it('lead to the same grades, but for the firms that are listed', () => {
    const byNumber = gradesOf(files);
    const moved = [...gradesOf(clean)].filter(([number, grade]) => byNumber.get(number) !== grade);
    expect(moved.filter(([number]) => !differing.has(number))).toEqual([]);
  });
});

describe('without the mapping', () => {
  const unsettled = evaluate(readFacts(tables, scheme, { year: 2019 }), scheme, { year: 2019 });

  it.each(made.planted.filter((one) => one.unsettled !== undefined).map((one) => [titleOf(one), one] as const))(
    'asks for %s',
    (_, one) => {
      const found = unsettled.issues.filter((issue) => isOf(issue, one, unsettled)).map(({ code }) => code);
      expect(found).toEqual(expect.arrayContaining([...(one.unsettled ?? [])]));
    },
  );
});

function readFiles(): Evaluation {
  return evaluate(readFacts(tables, scheme, { year: 2019, ...(mapping && { mapping }) }), scheme, { year: 2019 });
}

function schemeOf(text: string): Scheme {
  const find = (): string => readFileSync('seeds/schemes/yongkang-2019.json', 'utf8');
  const reading = readScheme(text, { find });
  if (reading.scheme === undefined) throw new Error(JSON.stringify(reading.issues));
  return reading.scheme;
}

function readFile(name: string, bytes: Uint8Array): { tables: readonly Table[]; issues: readonly Issue[] } {
  if (/\.xlsx?$/.test(name)) return readWorkbook(bytes, name);
  const { table, issues } = readCsv(bytes, name);
  return { tables: table === undefined ? [] : [table], issues };
}

/** Ids of firms by the number in their names. */
function numbersOf({ run }: Evaluation): ReadonlyMap<number, string> {
  const known = NUMBERS.get(run);
  if (known !== undefined) return known;
  const names = run.facts.labels.get('name') ?? [];
  const made = new Map(
    run.facts.ids.flatMap((id, row) => {
      const number = /\d{4}/.exec(names[row] ?? '')?.[0];
      return number === undefined ? [] : [[Number(number), id] as const];
    }),
  );
  NUMBERS.set(run, made);
  return made;
}

function titleOf({ file, sheet, row, what }: Planted): string {
  return [file.slice(0, 2), sheet, row, what].filter((part) => part !== undefined).join(' ');
}

/** Whether an issue lies where the trouble is: its file, sheet and row; or its firm, where the issue names no file. */
function isOf({ place }: Issue, planted: Planted, evaluation: Evaluation): boolean {
  const { file, sheet, row, firms, id } = planted;
  if (place.file === undefined) {
    const ids = numbersOf(evaluation);
    return id === undefined ? firms.some((number) => ids.get(number) === place.firm) : place.firm === id;
  }
  return place.file === file && place.sheet === sheet && (row === undefined || place.row === row);
}

/** Every fact that two evaluations do not have alike, firm by firm: "0097 netLand 18.552 → 26.8995". */
function differences(one: Evaluation, other: Evaluation): readonly string[] {
  const ids = numbersOf(other);
  return [...numbers].flatMap(([number, id]) => {
    const [here, there] = [one.rowOf(id), other.rowOf(ids.get(number) ?? '')];
    const say = (key: string, a: unknown, b: unknown): string[] =>
      a === b ? [] : [`${String(number).padStart(4, '0')} ${key} ${a} → ${b}`];
    if (here === undefined || there === undefined) return say('row', here, there);
    return [
      ...AMOUNTS.flatMap((key) => say(key, amountText(one, key, here), amountText(other, key, there))),
      ...LABELS.flatMap((key) =>
        say(key, one.run.facts.labels.get(key)?.[here], other.run.facts.labels.get(key)?.[there]),
      ),
      ...FLAGS.flatMap((key) =>
        say(key, one.run.facts.flags.get(key)?.[here], other.run.facts.flags.get(key)?.[there]),
      ),
    ];
  });
}

function amountText({ run }: Evaluation, key: string, row: number): string {
  const column = run.amounts.get(key);
  if (column === undefined) return 'absent';
  const state = stateAt(column, row);
  return state === REPORTED ? exactText(rationalAt(column, row)) : `state ${state}`;
}

function gradesOf(evaluation: Evaluation): ReadonlyMap<number, string> {
  const results = new Map([...evaluation].map((firm) => [firm.id, `${firm.status} ${firm.grade ?? ''}`]));
  return new Map([...numbersOf(evaluation)].map(([number, id]) => [number, results.get(id) ?? '']));
}
