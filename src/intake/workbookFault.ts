import { type Issue, issue, type Place } from '../issues/issue.ts';

/** Where in a workbook a fault lies. */
export interface WorkbookPlace {
  readonly sheet?: string;
  readonly row?: number;
  readonly column?: string;
}

/** Why a workbook is not read; thrown while reading one, and an issue outside. */
export class WorkbookFault extends Error {
  readonly code: 'workbookFormat' | 'workbookDamaged' | 'tooLarge';
  readonly expected: string;
  readonly received: string;
  readonly place: WorkbookPlace;

  constructor(code: WorkbookFault['code'], expected: string, received: string, place: WorkbookPlace = {}) {
    super(`${code}: ${received}`);
    this.code = code;
    this.expected = expected;
    this.received = received;
    this.place = place;
  }

  /** The same fault, at a place within the sheet. */
  at(place: WorkbookPlace): WorkbookFault {
    return new WorkbookFault(this.code, this.expected, this.received, { ...place, ...this.place });
  }
}

/** A fault of a part of the file that is not what its format says. */
export function damaged(expected: string, received: string, place: WorkbookPlace = {}): WorkbookFault {
  return new WorkbookFault('workbookDamaged', expected, received, place);
}

/** A fault of a file that goes beyond one of the LIMITS. */
export function tooLarge(limit: number, unit: string, found: number, place: WorkbookPlace = {}): WorkbookFault {
  return new WorkbookFault('tooLarge', `${limit} ${unit}`, `${found > limit ? '' : '> '}${found} ${unit}`, place);
}

/** What was thrown while a workbook was read, as an issue; a fault of a library's too, since it was given the file. */
export function workbookIssue(error: unknown, file: string): Issue {
  const fault =
    error instanceof WorkbookFault
      ? error
      : damaged('.xlsx / .xls', (error instanceof Error ? error.message : String(error)).slice(0, LONGEST_MESSAGE));
  const place: Place = { file, ...fault.place };
  return issue(fault.code, place, fault.expected, fault.received);
}

const LONGEST_MESSAGE = 120;
