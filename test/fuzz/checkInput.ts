import { evaluate } from '../../src/evaluate.ts';
import { documentFacts } from '../../src/intake/documentFacts.ts';
import type { Facts } from '../../src/intake/facts.ts';
import { indexFields } from '../../src/intake/fieldIndex.ts';
import { formatOf } from '../../src/intake/fileFormat.ts';
import { LIMITS } from '../../src/intake/limits.ts';
import type { Mapping } from '../../src/intake/mapping.ts';
import { profileTables } from '../../src/intake/profileTables.ts';
import { readCsv, type Table } from '../../src/intake/readCsv.ts';
import { readFacts } from '../../src/intake/readFacts.ts';
import { readFactsJson } from '../../src/intake/readFactsJson.ts';
import { readWorkbook } from '../../src/intake/readWorkbook.ts';
import type { Issue } from '../../src/issues/issue.ts';
import { issueLine } from '../../src/issues/sentences.ts';
import { explain } from '../../src/results/explain.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import { writeExplanationText } from '../../src/write/explanation.ts';
import { writeNotice } from '../../src/write/notice.ts';
import { schemeBy } from '../intake/sample.ts';
import type { Sample } from './samples.ts';
import type { Setting } from './setting.ts';

/** How a data set is read where nothing else is asked. */
const PLAIN: Setting = { scheme: schemeBy('creditCode'), mapping: undefined, evaluates: true };
/** No input is longer than a few kilobytes; a machine that is busy with other things gets its time too. */
const MOST_MILLISECONDS = 20_000;

/** What files and tables got wrong that are one data set; undefined where every law holds. */
export function faultOf(
  inputs: readonly Sample[],
  made: readonly Table[] = [],
  { scheme, mapping, evaluates }: Setting = PLAIN,
): string | undefined {
  const start = Date.now();
  try {
    const all: Table[] = [...made];
    const found: Issue[] = [];
    for (const { name, bytes } of inputs) {
      const { tables, issues } = read(bytes, name);
      if (tables.length === 0 && issues.length === 0) return 'neither a table nor an issue';
      all.push(...tables);
      found.push(...issues);
    }
    const bad = all.map(faultOfTable).find((fault) => fault !== undefined);
    if (bad !== undefined) return bad;
    const facts = readFacts(all, scheme, { issues: found, ...(mapping !== undefined && { mapping }) });
    for (const issue of facts.issues) {
      if (issueLine(issue, 'zh') === '' || issueLine(issue, 'en') === '') return 'an issue without a sentence';
    }
    if (facts.sources.length !== all.length) return `${all.length} tables, ${facts.sources.length} sources`;
    for (const { rows, used, skipped, refused } of facts.sources) {
      if (rows !== used + skipped + refused) return `${rows} rows ≠ ${used} + ${skipped} + ${refused}`;
    }
    const wrong = evaluates ? faultOfRun(facts, all, scheme, mapping) : undefined;
    if (wrong !== undefined) return wrong;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const taken = Date.now() - start;
  return taken > MOST_MILLISECONDS ? `${taken} ms` : undefined;
}

/** What becomes of the facts: their own file, the profile of their tables, a run with an explanation of a firm of each status. */
function faultOfRun(
  facts: Facts,
  tables: readonly Table[],
  scheme: Scheme,
  mapping: Mapping | undefined,
): string | undefined {
  profileTables(facts, tables, indexFields(scheme), mapping);
  const again = readFactsJson(JSON.parse(JSON.stringify(documentFacts(facts, scheme))));
  const unread = again.issues.find(({ severity }) => severity === 'error');
  if (again.facts === undefined) return `facts.json: ${unread === undefined ? '?' : issueLine(unread, 'en')}`;
  const evaluation = evaluate(facts, scheme, { year: 2022 });
  const firms = new Map([...evaluation].map((firm) => [firm.status, firm.id] as const));
  if ([...evaluation].length !== facts.ids.length)
    return `${facts.ids.length} firms, ${[...evaluation].length} results`;
  const silent = [...firms.values()].find((id) => {
    const explanation = explain(evaluation, id);
    return explanation === undefined || writeNotice(explanation) === '' || writeExplanationText(explanation) === '';
  });
  return silent === undefined ? undefined : `no explanation of ${silent}`;
}

function read(
  bytes: Uint8Array,
  name: string,
): { readonly tables: readonly Table[]; readonly issues: readonly Issue[] } {
  const format = formatOf(bytes);
  if (format === 'zip' || format === 'ole') return readWorkbook(bytes, name);
  const { table, issues } = readCsv(bytes, name);
  return { tables: table === undefined ? [] : [table], issues };
}

function faultOfTable({ rows, merged = [], encoding, sheet }: Table): string | undefined {
  if ((encoding === 'workbook') !== (sheet !== undefined)) return 'a sheet without a name';
  if (rows.length > LIMITS.rows) return `${rows.length} rows`;
  for (let row = 0; row < rows.length; row += 1) {
    const cells = rows[row];
    if (cells === undefined) return `no row ${row}`;
    if (cells.length > LIMITS.columns) return `${cells.length} columns`;
    for (const cell of cells) {
      if (typeof cell !== 'string') return `a cell that is ${typeof cell}`;
      if (encoding === 'workbook' && cell.length > LIMITS.cellLength) return `a cell of ${cell.length}`;
    }
  }
  const outside = merged.find((one) => one.row + one.rows > rows.length || one.rows < 1 || one.columns < 1);
  return outside === undefined ? undefined : `merged ${JSON.stringify(outside)} of ${rows.length} rows`;
}
