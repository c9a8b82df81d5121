import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { columnName, type Issue, issue } from '../issues/issue.ts';
import { formatOf } from './fileFormat.ts';
import { LIMITS } from './limits.ts';
import type { Table } from './readCsv.ts';
import { readSheetXml } from './readSheetXml.ts';
import { readXls, type SheetOrHidden } from './readXls.ts';
import { type SheetReading, WorkbookSize } from './sheetRows.ts';
import { damaged, tooLarge, WorkbookFault, workbookIssue } from './workbookFault.ts';
import { partText, readXlsxWorkbook } from './xlsxWorkbook.ts';
import { openZip } from './zipArchive.ts';

/**
 * Reads the sheets of a workbook, .xlsx or the old .xls, each that has any cell as one table: row k of the sheet is
 * rows[k − 1], column A the first. Which of the two it is, its bytes say, not its name.
 *
 * Texts are as written; how numbers, percentages and days are written, see `numberText`. Errors are their texts (`#DIV/0!`), yes
 * and no are TRUE and FALSE. Formulas are not computed and links not followed: a formula cell has its saved value, and one
 * that was saved without is handed on as the error `#CALC! =…`.
 *
 * Never throws. Warnings: `sheetHidden` (a hidden sheet is not read), `cellsHidden` (hidden rows and columns are read as the
 * others), `formulaWithoutValue`, `numberShortened`. Errors, and then no table: `fileEmpty`, `workbookFormat` (another format, or a
 * password), `workbookDamaged`, `tooLarge` (beyond one of the LIMITS).
 *
 * @param name - by which issues speak of the file
 */
export function readWorkbook(
  bytes: Uint8Array,
  name: string,
): { readonly tables: readonly Table[]; readonly issues: readonly Issue[] } {
  try {
    const sheets = readSheets(bytes, name);
    checkNames(sheets);
    const hash = bytesToHex(sha256(bytes));
    const tables = sheets.flatMap(({ sheet, hidden }) =>
      sheet === undefined || hidden ? [] : [tableOf(sheet, name, hash)],
    );
    const issues = sheets.flatMap((one) => issuesOf(one, name));
    if (tables.length === 0) issues.push(issue('fileEmpty', { file: name }, '.xlsx / .xls', '0'));
    return { tables, issues };
  } catch (error) {
    return { tables: [], issues: [workbookIssue(error, name)] };
  }
}

function readSheets(bytes: Uint8Array, name: string): readonly SheetOrHidden[] {
  if (bytes.length > LIMITS.workbookBytes) throw tooLarge(LIMITS.workbookBytes, 'B', bytes.length);
  if (/\.et$/iu.test(name)) throw new WorkbookFault('workbookFormat', 'save it as .xlsx', 'WPS .et');
  const size = new WorkbookSize();
  switch (formatOf(bytes)) {
    case 'ole':
      return readXls(bytes, size);
    case 'zip':
      return readXlsx(bytes, size);
    case 'markup':
      throw new WorkbookFault('workbookFormat', 'save it as .xlsx', 'a web page (HTML) or XML');
    case 'other':
      throw new WorkbookFault('workbookFormat', 'save it as .xlsx', 'no workbook');
  }
}

/** Sheets of one name could not be told apart in anything that is said of them; no spreadsheet program makes such. */
function checkNames(sheets: readonly SheetOrHidden[]): void {
  const seen = new Set<string>();
  for (const { name } of sheets) {
    const key = name.toLowerCase();
    if (seen.has(key)) throw damaged('工作表不重名 sheets of different names', name, { sheet: name });
    seen.add(key);
  }
}

function readXlsx(bytes: Uint8Array, size: WorkbookSize): readonly SheetOrHidden[] {
  const zip = openZip(bytes);
  const workbook = readXlsxWorkbook(zip);
  return workbook.sheets.map(({ name, hidden, part }) => {
    if (part === undefined) return { name, hidden, ofCells: false, sheet: undefined };
    try {
      return { name, hidden, ofCells: true, sheet: readSheetXml(name, partText(zip, part), workbook, size) };
    } catch (error) {
      throw error instanceof WorkbookFault ? error.at({ sheet: name }) : error;
    }
  });
}

function tableOf({ name: sheet, rows, merged }: SheetReading, name: string, hash: string): Table {
  return { name, sheet, sha256: hash, encoding: 'workbook', rows, ...(merged.length > 0 && { merged }) };
}

function issuesOf({ name: sheet, hidden, sheet: reading }: SheetOrHidden, file: string): readonly Issue[] {
  if (reading === undefined) return [];
  const place = { file, sheet };
  if (hidden) return [issue('sheetHidden', place, '', `${reading.rows.length}`)];
  const issues: Issue[] = [];
  const columns = reading.hiddenColumns.map(columnName);
  if (columns.length > 0) issues.push(issue('cellsHidden', place, '', `${shown(columns)} 列 columns`));
  const rows = reading.hiddenRows.map((row) => String(row + 1));
  if (rows.length > 0) issues.push(issue('cellsHidden', place, '', `${shown(rows)} 行 rows`));
  const { uncalculated, shortened } = reading;
  if (uncalculated.count > 0) {
    issues.push(issue('formulaWithoutValue', place, '', `${uncalculated.first} (×${uncalculated.count})`));
  }
  if (shortened.count > 0)
    issues.push(issue('numberShortened', place, '15', `${shortened.first} (×${shortened.count})`));
  return issues;
}

/** A few names for a person, and how many there are. */
function shown(names: readonly string[]): string {
  const some = names.slice(0, MOST_SHOWN).join('、');
  return names.length > MOST_SHOWN ? `${some}… (×${names.length})` : some;
}

const MOST_SHOWN = 10;
