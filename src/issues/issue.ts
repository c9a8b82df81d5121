/**
 * How much an issue matters: an error means that something was refused or not done; a warning that somebody should look; a
 * note keeps the account, and nobody has to do anything.
 */
export type Severity = 'error' | 'warning' | 'note';

/**
 * Where a fault lies. `row` counts lines of the table from 1, header included; `path` is a path in a scheme file, or the id
 * of a rule; `cell` is the cell as spreadsheets name it ("D12"), or its whole column ("D:D"), where that is known.
 */
export interface Place {
  readonly file?: string;
  readonly sheet?: string;
  readonly row?: number;
  readonly column?: string;
  readonly cell?: string;
  readonly firm?: string;
  readonly path?: string;
}

/**
 * A fault as a value: all of them are collected, none is thrown. `expected` and `received` are short texts for a person;
 * the sentence around them is made in sentences.ts.
 */
export interface Issue {
  readonly code: IssueCode;
  readonly severity: Severity;
  readonly place: Place;
  readonly expected: string;
  readonly received: string;
  /** Further texts that the sentence names: the figures that the finding rests on. */
  readonly figures?: Readonly<Record<string, string>>;
}

export type IssueCode = keyof typeof ISSUE_CODES;

/** Every code with its severity. The sentences for people, in Chinese and English, are in sentences.ts. */
export const ISSUE_CODES = {
  // a file as a whole
  fileEmpty: 'error',
  fileNotText: 'error',
  fileNotCsv: 'error',
  fileWithoutRows: 'error',
  recordTooLong: 'error',
  tooLarge: 'error',
  fileIgnored: 'warning',
  // a workbook
  workbookFormat: 'error',
  workbookDamaged: 'error',
  sheetHidden: 'warning',
  cellsHidden: 'warning',
  formulaWithoutValue: 'warning',
  numberShortened: 'warning',
  // columns
  columnRepeated: 'error',
  columnSetAside: 'warning',
  columnCodesDiffer: 'warning',
  columnUnknown: 'warning',
  columnRatio: 'warning',
  columnAmbiguous: 'error',
  columnMissing: 'error',
  unitUnknown: 'error',
  unitAssumed: 'warning',
  // a mapping
  mappingInvalid: 'error',
  mappingColumn: 'error',
  mappingField: 'error',
  mappingUnit: 'error',
  mappingOpen: 'warning',
  mappingUnused: 'warning',
  tableLeftOut: 'warning',
  // rows
  rowWithoutId: 'error',
  rowOfOtherYear: 'warning',
  headerOther: 'error',
  rowUnderOtherHeader: 'error',
  rowTooLong: 'error',
  rowSkipped: 'note',
  rowRepeated: 'warning',
  firmRepeated: 'error',
  factRepeated: 'error',
  totalDiffers: 'warning',
  totalOfOthers: 'warning',
  // cells
  numberInvalid: 'error',
  numberTooPrecise: 'error',
  cellError: 'error',
  labelUnknown: 'error',
  yearInvalid: 'error',
  dateInvalid: 'error',
  creditCodeInvalid: 'warning',
  creditCodeTruncated: 'warning',
  sectorUnknown: 'warning',
  // figures that look wrong
  valueOutOfRange: 'warning',
  jumpAgainstLastYear: 'warning',
  sumsDisagree: 'warning',
  dataContradict: 'warning',
  outlierInSector: 'warning',
  unitMixup: 'warning',
  unitMixupOfLastYear: 'warning',
  unitMixupOfColumn: 'warning',
  unitMixupEither: 'warning',
  amountRepeated: 'warning',
  amountPlaceholder: 'warning',
  rowsAlike: 'warning',
  checkFoundMany: 'warning',
  sectorContradicts: 'error',
  sectorOfEdition2011: 'warning',
  // identity, lines and leases
  creditCodeRegion: 'warning',
  codesAlike: 'warning',
  joinedByName: 'warning',
  nameDiffers: 'warning',
  lineRepeated: 'warning',
  valuesDiffer: 'warning',
  leaseOneSided: 'warning',
  leaseDiffers: 'warning',
  leaseRepeated: 'warning',
  leaseAlike: 'warning',
  leasePartyUnknown: 'warning',
  leasePartyTwofold: 'warning',
  leasePartiesUnknown: 'warning',
  leaseDatesUnread: 'warning',
  leaseExceeds: 'warning',
  leaseChain: 'warning',
  leaseCircle: 'warning',
  parcelShared: 'warning',
  nameAmbiguous: 'error',
  nameUnknown: 'error',
  leaseDisputed: 'error',
  leaseColumnsDiffer: 'error',
  leaseDoubled: 'error',
  leaseUnconfirmed: 'error',
  leaseDatesInvalid: 'error',
  leaseNegative: 'error',
  leaseWithoutFirm: 'error',
  // a run that was written before
  factsInvalid: 'error',
  runFileUnreadable: 'error',
  // a scheme
  schemeNotJson: 'error',
  schemeForm: 'error',
  schemeKeyUnknown: 'error',
  schemeName: 'error',
  schemeRepeated: 'error',
  schemeQuantity: 'error',
  schemeDimension: 'error',
  schemeWeights: 'error',
  schemeGap: 'error',
  schemeEdges: 'error',
  schemeSource: 'error',
  schemeStage: 'error',
  // earlier evaluations
  historyInvalid: 'error',
  historyRepeated: 'error',
  schemeParent: 'error',
  schemeSourceTaken: 'error',
  schemeBinding: 'error',
  schemeHole: 'warning',
  schemeOverlap: 'warning',
  schemeUnreachable: 'warning',
  schemeContradiction: 'warning',
  schemeEmptyGrade: 'warning',
  schemeNotChecked: 'warning',
  // a run
  historyAbsent: 'warning',
  yearUnknown: 'error',
  yearOutsideScheme: 'error',
  fieldAbsent: 'warning',
  fieldEmpty: 'warning',
  categoryUndecided: 'error',
  categoryAmbiguous: 'error',
  poolUndecided: 'error',
  baselineUndefined: 'warning',
  conditionUndecided: 'warning',
  conditionUndecidedForMost: 'warning',
  overridesDisagree: 'warning',
  landlordUnknown: 'warning',
  landlordInherits: 'error',
  adjustmentNotAllowed: 'error',
  adjustmentIncomplete: 'error',
  adjustmentFirmUnknown: 'error',
  adjustmentItemUnknown: 'error',
  adjustmentInvalid: 'error',
  adjustmentMismatch: 'error',
  adjustmentRepeated: 'error',
  // two runs
  comparedIdentity: 'error',
  comparedFirms: 'error',
  comparedCategories: 'error',
  comparedFields: 'warning',
  fieldsNotRead: 'warning',
  yearNotOfScheme: 'warning',
  movesNotSimulated: 'warning',
  // what a firm needs
  reachFirmUnknown: 'error',
  reachUnit: 'error',
  reachLandlordUnit: 'error',
  reachNotGraded: 'error',
  reachLandlordNotGraded: 'error',
  reachGradeUnknown: 'error',
  reachGradeNotBetter: 'error',
  reachFlagNotRaised: 'error',
  reachLeverUnknown: 'error',
  reachLeverNotAmount: 'error',
} as const;

/** Makes an issue with the severity that its code carries. */
export function issue(
  code: IssueCode,
  place: Place,
  expected: string,
  received: string,
  figures?: Readonly<Record<string, string>>,
): Issue {
  const found = { code, severity: ISSUE_CODES[code], place, expected, received };
  return figures === undefined ? found : { ...found, figures };
}

/** How many issues of each severity there are; `notes` where there is one. */
export interface IssueCounts {
  readonly errors: number;
  readonly warnings: number;
  readonly notes?: number;
}

export function countIssues(issues: readonly Issue[]): IssueCounts {
  const of = (severity: Severity): number => issues.filter((one) => one.severity === severity).length;
  const notes = of('note');
  return { errors: of('error'), warnings: of('warning'), ...(notes > 0 && { notes }) };
}

/** A cell as spreadsheets name it, from its row and column numbers from 1: (12, 4) is "D12"; a whole column is "D:D". */
export function cellName(row: number | undefined, column: number): string {
  const letters = columnName(column - 1);
  return row === undefined ? `${letters}:${letters}` : `${letters}${row}`;
}

/** A column as spreadsheets name it, by its index from 0: A, B … Z, AA. */
export function columnName(at: number): string {
  let letters = '';
  for (let rest = at + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}
