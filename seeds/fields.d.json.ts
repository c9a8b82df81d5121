import type { Field } from '../src/scheme/field.ts';

declare const seed: {
  readonly fields: Readonly<Record<string, Field>>;
  /** Spellings of a field in groups, the most telling first: where a table has several of them, the first group is read. */
  readonly preferred: {
    readonly id: readonly (readonly string[])[];
    readonly [field: string]: readonly (readonly string[])[];
  };
  /** Spellings of the column that says which year a row is of. */
  readonly year: readonly string[];
  /** Fields that are worked out from others and that no column is read as, unless a scheme declares it. */
  readonly derived: readonly string[];
  /** What only tables of leases state: the parties, the dates, who files the row. */
  readonly leases: Readonly<Record<string, Field>>;
  /** Headers that mean the leased area in tables of leases. */
  readonly leasedAreaHeaders: readonly string[];
  /** Headers that ask a question whose yes or no is a value of a label. */
  readonly questions: Readonly<Record<string, { readonly field: string; readonly yes: string; readonly no: string }>>;
  /** Columns that are left out without a warning. */
  readonly ignored: readonly string[];
  /** Ratios that tables print; none is an amount. */
  readonly ratioHeaders: readonly string[];
  /** Words in a header by which it is no amount of the year evaluated: a rate, a rank, another year. */
  readonly otherMeanings: readonly string[];
  /** Notes to the person who fills in a form, dropped from headers. */
  readonly headerNotes: readonly string[];
  /** Words at the beginning of a header that mean the year evaluated. */
  readonly yearWords: readonly string[];
  /** Upper levels of a header that add no meaning to the level below them: 基本情况 over 企业名称. */
  readonly neutralParents: readonly string[];
  /** Lower levels that mean the level above them as a whole: 合计 under 税收. */
  readonly totalChildren: readonly string[];
  /** Words in a header for who states its values: the firm itself, or the department that verified them. */
  readonly statedBy: { readonly firm: readonly string[]; readonly department: readonly string[] };
  /** Units that mean another one under some headers: 吨 under 排放当量 is 当量吨. */
  readonly unitsByHeader: readonly {
    readonly dimension: string;
    readonly header: string;
    readonly units: Readonly<Record<string, string>>;
  }[];
  /** Endings of texts that are meant as units, known or not. */
  readonly unitEndings: readonly string[];
  /** Dimensions whose amounts are counted in one unit only, so that a header need not name it. */
  readonly dimensionsOfOneUnit: readonly string[];
  readonly states: {
    readonly missing: readonly string[];
    readonly withheld: readonly string[];
    readonly notApplicable: readonly string[];
    readonly error: readonly string[];
  };
  readonly answers: { readonly yes: readonly string[]; readonly no: readonly string[] };
  readonly rowNoise: {
    /** Endings of the first cell, the code or the name of a total row. */
    readonly totals: readonly string[];
    /** Whole texts that mark a total row. */
    readonly totalWords: readonly string[];
    /** Beginnings of the first cell of a row below the table. */
    readonly footers: readonly string[];
  };
};
export = seed;
