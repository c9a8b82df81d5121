import { type Issue, issue, type Place } from '../issues/issue.ts';
import type { AddUpRule, TwoValuesRule } from '../scheme/intake.ts';
import type { StatedBy } from './headerText.ts';
import type { Line } from './origins.ts';

/** What somebody states of a firm's datum, with its lines; `said` is undefined where it says nothing that can be used. */
export interface Statement<V> {
  readonly by: StatedBy | undefined;
  readonly said: V | undefined;
  /** Whether a cell was there that cannot be read, or only a part of a sum. It is missing, no blank, and another value may stand. */
  readonly unreadable: boolean;
  /** Whether cells contradict each other. Then nothing stands in their place. */
  readonly disputed: boolean;
  readonly lines: readonly Line[];
  /** What the rows say that a sum is of, where there are several. */
  readonly parts?: readonly (V | undefined)[];
  /** Whether it is of a table that has no row of the firm. */
  readonly withoutRow?: boolean;
}

/** How values of a kind are compared and added; amounts can be added and ordered, texts cannot. */
export interface ValueKind<V> {
  readonly same: (a: V, b: V) => boolean;
  /** Which of two that are the same is kept, so that the order of tables changes nothing. */
  readonly keep: (a: V, b: V) => V;
  /** The sum of a firm's rows, each a value or absent; undefined where the sum is absent. */
  readonly sum: (values: readonly (V | undefined)[], rule: AddUpRule) => V | undefined;
  /** Negative where a is lower; undefined where they have no order. */
  readonly order: (a: V, b: V) => number | undefined;
}

/** What a field's statements are combined by, and how a line is shown in an issue. */
export interface Combining<V> {
  readonly kind: ValueKind<V>;
  readonly addUp: AddUpRule | undefined;
  readonly twoValues: TwoValuesRule | undefined;
  readonly placeOf: (line: Line) => Place;
  readonly shown: (lines: readonly Line[]) => string;
}

/**
 * One datum of all statements of a firm: those of the same one who states them add up or must agree; then the scheme says
 * whether the firm's or the department's counts. What contradicts without a rule is missing, with `factRepeated`.
 */
export function combineStatements<V>(
  statements: readonly Statement<V>[],
  combining: Combining<V>,
  issues: Issue[],
): Statement<V> {
  const { twoValues } = combining;
  const ofPlain = twoValues?.plain;
  const voiceOf = (one: Statement<V>): StatedBy | undefined =>
    twoValues === undefined ? undefined : (one.by ?? ofPlain);
  const voices = ([undefined, 'department', 'firm'] as const).map((by) => {
    const same = statements.filter((one) => voiceOf(one) === by);
    return same.every(({ withoutRow }) => withoutRow === true) ? undefined : uniteVoice(same, combining, issues);
  });
  const [plain, department, firm] = voices;
  const chosen =
    twoValues === undefined || (department === undefined && firm === undefined)
      ? undefined
      : chooseValue(department, firm, twoValues.use, combining, issues);
  if (plain === undefined) return chosen ?? SILENT;
  return chosen === undefined ? plain : agreeing([chosen, plain], combining, issues);
}

const SILENT = { by: undefined, said: undefined, unreadable: false, disputed: false, lines: [] };

function uniteVoice<V>(statements: readonly Statement<V>[], combining: Combining<V>, issues: Issue[]): Statement<V> {
  const [first] = statements;
  if (first !== undefined && statements.length === 1) return first;
  const { addUp, kind } = combining;
  return addUp?.tables === 'addUp' ? addedUp(statements, addUp, kind) : agreeing(statements, combining, issues);
}

/** The sum over tables, of all their rows; a table without a row of the firm has a part in it as the rule says. */
function addedUp<V>(statements: readonly Statement<V>[], rule: AddUpRule, { sum }: ValueKind<V>): Statement<V> {
  const told = statements.filter(({ withoutRow }) => withoutRow !== true);
  const unreadable = told.some((one) => one.unreadable);
  const disputed = told.some((one) => one.disputed);
  const lacking = told.length < statements.length && rule.withoutRow !== 'zero';
  const values = told.flatMap(({ parts, said }) => parts ?? [said]);
  const said = unreadable || disputed || lacking ? undefined : sum(values, rule);
  const lines = said === undefined ? marked(told, 'notUsed') : told.flatMap((one) => one.lines);
  return { by: told[0]?.by, said, unreadable: unreadable || isPartOfSum(said, values), disputed, lines };
}

/** Whether rows say something of a sum that cannot be made: it is no blank, and counts as zero in no ledger. */
export function isPartOfSum<V>(said: V | undefined, values: readonly (V | undefined)[]): boolean {
  return said === undefined && values.some((value) => value !== undefined);
}

/** Statements that have to be the same; what says nothing contradicts nothing. */
function agreeing<V>(statements: readonly Statement<V>[], combining: Combining<V>, issues: Issue[]): Statement<V> {
  const { kind } = combining;
  const unreadable = statements.some((one) => one.unreadable);
  const telling = statements.filter(({ said, disputed }) => said !== undefined || disputed);
  if (telling.some(({ disputed }) => disputed)) return dispute(telling, unreadable);
  const [first, ...rest] = telling;
  if (first?.said === undefined) return { ...(statements[0] ?? SILENT), unreadable };
  const { said: value } = first;
  const other = rest.find(({ said }) => said !== undefined && !kind.same(value, said));
  if (other !== undefined) {
    reportDifference('factRepeated', first, other, combining, issues);
    return dispute(telling, unreadable);
  }
  const said = rest.reduce<V>((kept, one) => (one.said === undefined ? kept : kind.keep(kept, one.said)), value);
  // The lines of a sum tell more than one cell that states the same total.
  const best = telling.find(({ lines }) => lines.length > 1 || lines[0]?.lease !== undefined) ?? first;
  const again =
    best.lines.length === 1 && best.lines[0]?.lease === undefined ? [] : telling.filter((one) => one !== best);
  return { by: first.by, said, unreadable, disputed: false, lines: [...best.lines, ...marked(again, 'agrees')] };
}

function dispute<V>(statements: readonly Statement<V>[], unreadable: boolean): Statement<V> {
  return { by: statements[0]?.by, said: undefined, unreadable, disputed: true, lines: marked(statements, 'notUsed') };
}

/** What counts of two values; both stay among the lines, and a difference is reported. */
function chooseValue<V>(
  department: Statement<V> | undefined,
  firm: Statement<V> | undefined,
  use: TwoValuesRule['use'],
  combining: Combining<V>,
  issues: Issue[],
): Statement<V> {
  const both = [department, firm].filter((one) => one !== undefined);
  const unreadable = both.some((one) => one.unreadable);
  const [a, b] = [department?.said, firm?.said];
  const differ = a !== undefined && b !== undefined && !combining.kind.same(a, b);
  const counting = winner(department, firm, use, combining);
  if (counting === undefined) {
    reportDifference('factRepeated', department, firm, combining, issues);
    return dispute(both, unreadable);
  }
  const rest = both.filter((one) => one !== counting);
  if (differ) reportDifference('valuesDiffer', counting, rest[0], combining, issues);
  const same = a !== undefined && b !== undefined && !differ;
  return { ...counting, unreadable, lines: [...counting.lines, ...marked(rest, same ? 'agrees' : 'notUsed')] };
}

/** The statement that counts; undefined where the two contradict each other and the scheme has no choice. */
function winner<V>(
  department: Statement<V> | undefined,
  firm: Statement<V> | undefined,
  use: TwoValuesRule['use'],
  { kind }: Combining<V>,
): Statement<V> | undefined {
  const silent: Statement<V> = SILENT;
  // What cannot be read or contradicts itself is not the same as nothing: the other value does not step in for it.
  const speaks = (one: Statement<V> | undefined): boolean =>
    one !== undefined && (one.said !== undefined || one.unreadable || one.disputed);
  switch (use) {
    case 'department':
      return department ?? silent;
    case 'firm':
      return firm ?? silent;
    case 'departmentElseFirm':
      return speaks(department) ? department : (firm ?? department);
    case 'firmElseDepartment':
      return speaks(firm) ? firm : (department ?? firm);
    case 'fault':
    case 'lower':
    case 'higher': {
      const unsure = [department, firm].find((one) => speaks(one) && one?.said === undefined);
      if (unsure !== undefined) return unsure;
      const [a, b] = [department?.said, firm?.said];
      if (a === undefined || b === undefined) return a === undefined ? (firm ?? department) : department;
      if (kind.same(a, b)) return department;
      const order = use === 'fault' ? undefined : kind.order(a, b);
      if (order === undefined) return undefined;
      return order < 0 === (use === 'lower') ? department : firm;
    }
  }
}

function marked<V>(statements: readonly Statement<V>[], part: Line['part']): readonly Line[] {
  return statements.flatMap(({ lines }) => lines.map((line) => ({ ...line, part })));
}

function reportDifference<V>(
  code: 'factRepeated' | 'valuesDiffer',
  first: Statement<V> | undefined,
  other: Statement<V> | undefined,
  { placeOf, shown }: Combining<V>,
  issues: Issue[],
): void {
  const [line] = other?.lines ?? [];
  if (line === undefined) return;
  issues.push(issue(code, placeOf(line), shown(first?.lines ?? []), shown(other?.lines ?? [])));
}
