import type { DataSource } from '../intake/facts.ts';
import type { Issue, IssueCode } from '../issues/issue.ts';
import { kindOfIssue, type Language } from '../issues/sentences.ts';
import type { Evaluation } from '../results/evaluation.ts';

/** How many kinds of trouble are named; all issues stand in issues.csv. */
const MOST_KINDS = 8;

/**
 * How the data were read: the rows of each file, and what was wrong with them by kind, the most serious and then the most
 * frequent first. Nothing of a single table, for which the counts on stderr do.
 */
export function dataLines({ run, issues }: Evaluation, language: Language): readonly string[] {
  const { sources } = run.facts;
  const files = groupBy(sources, ({ name }) => name);
  if (sources.length < 2) return [];
  const zh = language === 'zh';
  const all = rowsOf(sources);
  return [
    zh
      ? `数据：${files.size} 个文件、${sources.length} 张表，共 ${all.rows} 行`
      : `data: ${files.size} files, ${sources.length} tables, ${all.rows} rows`,
    ...[...files].sort(byName).map(([name, tables]) => {
      const { used, skipped, refused } = rowsOf(tables);
      return zh
        ? `  ${name}：采用 ${used}，跳过 ${skipped}，未采用 ${refused}`
        : `  ${name}: ${used} used, ${skipped} skipped, ${refused} refused`;
    }),
    ...troubleLines(issues, zh ? '数据问题（条数，逐条见 issues.csv）' : 'troubles (each is in issues.csv)', language),
    '',
  ];
}

/** Leases are read after all other tables; people look for their files by name. */
function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function rowsOf(tables: readonly DataSource[]): Pick<DataSource, 'rows' | 'used' | 'skipped' | 'refused'> {
  const sum = (key: 'rows' | 'used' | 'skipped' | 'refused'): number =>
    tables.reduce((total, table) => total + table[key], 0);
  return { rows: sum('rows'), used: sum('used'), skipped: sum('skipped'), refused: sum('refused') };
}

function troubleLines(issues: readonly Issue[], title: string, language: Language): readonly string[] {
  const zh = language === 'zh';
  const kinds = [...groupBy(issues.filter(inFile), ({ code }) => code)].sort(
    ([a, first], [b, second]) => rank(first) - rank(second) || second.length - first.length || (a < b ? -1 : 1),
  );
  if (kinds.length === 0) return [];
  const width = Math.max(...kinds.map(([, of]) => String(of.length).length));
  const line = (code: IssueCode, count: number): string =>
    `  ${String(count).padStart(width)}  ${kindOfIssue(code, language)}`;
  const more = kinds.length - MOST_KINDS;
  return [
    title,
    ...kinds.slice(0, MOST_KINDS).map(([code, of]) => line(code, of.length)),
    ...(more > 0 ? [zh ? `  ……另有 ${more} 类` : `  … and ${more} more kinds`] : []),
  ];
}

/** Rows left out because they are no firm's are in the counts of their file already. */
function inFile({ code, place }: Issue): boolean {
  return place.file !== undefined && code !== 'rowSkipped';
}

function rank([first]: readonly Issue[]): number {
  return first?.severity === 'error' ? 0 : 1;
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
