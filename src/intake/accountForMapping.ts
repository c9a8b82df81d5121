import { type Issue, issue } from '../issues/issue.ts';
import type { DataSource, Facts } from './facts.ts';
import { entryFor, type Mapping } from './mapping.ts';
import { tablePlace } from './planTable.ts';
import type { Table } from './readCsv.ts';

/**
 * Adds to facts the mapping that their tables were read by: its name and hash, the tables that it leaves out (`tableLeftOut`, all
 * of whose rows are skipped), and a warning for each entry by which no table was read (`mappingUnused`).
 */
export function accountForMapping(facts: Facts, mapping: Mapping, tables: readonly Table[]): Facts {
  const issues: Issue[] = [];
  const leftOut = tables.flatMap((table): DataSource[] => {
    const reason = entryFor(mapping, table)?.entry.skip;
    if (reason === undefined) return [];
    issues.push(issue('tableLeftOut', tablePlace(table), mapping.name, reason));
    const { name, sheet, sha256 } = table;
    const rows = table.rows.length;
    return [
      {
        name,
        ...(sheet !== undefined && { sheet }),
        sha256,
        rows,
        used: 0,
        skipped: rows,
        refused: 0,
        columns: [],
        leftOut: reason,
      },
    ];
  });
  const used = new Set(tables.map((table) => entryFor(mapping, table)?.position));
  for (const [position, { file, sheet }] of mapping.tables.entries()) {
    if (used.has(position)) continue;
    const names = [...new Set(tables.map((table) => [table.name, table.sheet].filter(Boolean).join(' ')))];
    const place = { file: mapping.name, path: `tables.${position}` };
    issues.push(issue('mappingUnused', place, names.join('、'), [file, sheet].filter(Boolean).join(' ')));
  }
  return {
    ...facts,
    mapping: { name: mapping.name, sha256: mapping.sha256 },
    sources: [...facts.sources, ...leftOut],
    issues: [...facts.issues, ...issues],
  };
}
