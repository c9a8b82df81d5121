/**
 * What is read at most, so that a file that is broken or meant to harm costs bounded memory and time. A file beyond a limit is
 * refused as a whole by an issue (`tooLarge`, with the limit and what was found), never read in part. A province of a million
 * firms in a CSV file, and of a hundred thousand in a workbook, stays well below.
 */
export const LIMITS = {
  /** Bytes of a text file; one string cannot hold much more. */
  textBytes: 402_653_184,
  /** Rows of a CSV file. */
  textRows: 2_000_000,
  /** Cells of a CSV file, blank ones too. */
  textCells: 40_000_000,
  /** Bytes of a workbook as it is stored. */
  workbookBytes: 67_108_864,
  /** Entries of the zip that a workbook is. */
  entries: 10_000,
  /** Bytes of a workbook's parts that are read, unpacked, all together. */
  unpackedBytes: 268_435_456,
  /** XML elements within each other. */
  xmlDepth: 64,
  /** Characters of one XML tag. */
  xmlTag: 65_536,
  /** Sheets of a workbook. */
  sheets: 1_000,
  /** Rows of a sheet: as many as Excel has. */
  rows: 1_048_576,
  /** Columns of a sheet or a CSV file: as many as Excel has. */
  columns: 16_384,
  /** Filled cells of a workbook, all sheets together. */
  cells: 3_000_000,
  /** Cells of a workbook's rows up to the last filled one, blank ones too. */
  paddedCells: 20_000_000,
  /** Characters of one cell: as many as Excel has. */
  cellLength: 32_767,
  /** Merged ranges of a workbook. */
  merged: 65_536,
  /** Number formats and styles of a workbook. */
  styles: 200_000,
  /** Characters of the texts of an .xls times the records that they are cut into: the work of the library's search. */
  xlsTextSteps: 10_000_000_000,
  /** Blank rows between the filled ones of a table: each is listed as skipped. */
  blankRows: 100_000,
  /** Lists and objects within each other in a JSON file. */
  jsonDepth: 100,
} as const;
