/** How much an issue matters: an error means that something was refused or not done; a warning that somebody should look. */
export type Severity = 'error' | 'warning';

/** Where a fault lies. `row` counts lines of the table from 1, header included; `path` is a path in a scheme file. */
export interface Place {
  readonly file?: string;
  readonly sheet?: string;
  readonly row?: number;
  readonly column?: string;
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
  // columns
  columnRepeated: 'error',
  columnUnknown: 'warning',
  columnAmbiguous: 'error',
  columnMissing: 'error',
  unitUnknown: 'error',
  unitAssumed: 'warning',
  // rows
  rowWithoutId: 'error',
  rowOfOtherYear: 'warning',
  rowTooLong: 'error',
  rowSkipped: 'warning',
  rowRepeated: 'warning',
  firmRepeated: 'error',
  factRepeated: 'error',
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
  leasePartyUnknown: 'warning',
  leaseExceeds: 'warning',
  leaseChain: 'warning',
  leaseCircle: 'warning',
  parcelShared: 'warning',
  nameAmbiguous: 'error',
  nameUnknown: 'error',
  leaseDisputed: 'error',
  leaseUnconfirmed: 'error',
  leaseDatesInvalid: 'error',
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
  categoryUndecided: 'error',
  categoryAmbiguous: 'error',
  poolUndecided: 'error',
  baselineUndefined: 'warning',
  conditionUndecided: 'warning',
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
} as const;

/** Makes an issue with the severity that its code carries. */
export function issue(code: IssueCode, place: Place, expected: string, received: string): Issue {
  return { code, severity: ISSUE_CODES[code], place, expected, received };
}

/** How many issues of each severity there are. */
export function countIssues(issues: readonly Issue[]): { readonly errors: number; readonly warnings: number } {
  const errors = issues.filter((one) => one.severity === 'error').length;
  return { errors, warnings: issues.length - errors };
}
