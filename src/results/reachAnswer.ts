import { integerAt, MISSING, REPORTED, rationalAt, stateAt } from '../exact/column.ts';
import { exactText, parseExact } from '../exact/decimal.ts';
import { add, compare, divide, multiply, ONE, type Rational, rational, subtract, ZERO } from '../exact/rational.ts';
import type { Facts } from '../intake/facts.ts';
import type { Advice } from '../scheme/advice.ts';
import { type AmountField, fieldDimension, stepOf } from '../scheme/field.ts';
import { termParts } from '../scheme/ledger.ts';
import { fieldNamed, fieldsOfAmount, own } from '../scheme/names.ts';
import { quantityIn, unitIn } from '../scheme/unit.ts';
import { decider } from '../stages/decide.ts';
import type { Evaluation } from './evaluation.ts';
import type { LeverAnswer, ReachedChange, ReachGoal, ReasonKind } from './reach.ts';
import { cannotReach } from './reachBounds.ts';
import { effectsOf } from './reachEffects.ts';
import { describeGoal, type Goal, isReached, nameOf, stateOf } from './reachGoal.ts';
import { criticalSteps } from './reachInfluence.ts';
import { type Direction, highestAlike, leversFor } from './reachLevers.ts';
import { marginOf } from './reachMargin.ts';
import type { Subject } from './reachPlan.ts';
import { canBeProved } from './reachProof.ts';
import { reasonFor } from './reachReason.ts';
import { findLeast, type Probe } from './reachSearch.ts';
import type { Run } from './run.ts';

/** Runs the engine with one amount of one firm changed. */
export interface Change {
  /** The facts that are changed, corrections included. */
  readonly facts: Facts;
  /** @param value - in the canonical unit */
  readonly run: (field: string, row: number, value: Rational) => Evaluation;
}

/** A run with the firm's amount changed by so many steps. */
interface Trial extends Probe {
  readonly evaluation: Evaluation;
  readonly row: number;
}

/** The firm whose grade or list is looked at, and the one whose amount is changed. */
type Asked = Pick<Subject, 'row' | 'actsOn'>;

/** A goal with what each lever has to do for it. */
export function answerGoal(evaluation: Evaluation, subject: Subject, goal: Goal, change: Change): ReachGoal {
  const { run } = evaluation;
  const graded = goal.kind === 'flag' ? run.units.resultRow(subject.row) : run.units.gradeRow(subject.row);
  const levers = leversFor(run, graded, goal);
  const asked: Asked = { row: subject.row, actsOn: goal.kind === 'flag' ? subject.row : subject.actsOn };
  const wanted = subject.asked?.map(
    (field) => levers.find((lever) => lever.field === field) ?? { field, directions: [] as readonly Direction[] },
  );
  const usual = levers.filter(({ onlyOrders }) => !onlyOrders);
  const answers = (wanted ?? usual).flatMap(({ field, directions }): readonly LeverAnswer[] => {
    const present = presentOf(run, change.facts, field, asked.actsOn);
    if (directions.length === 0) {
      const head = headOf(evaluation, subject.row, field, 'up', present);
      return [{ ...head, not: { reason: 'notInScheme', because: [] } }];
    }
    // Of what is not there, and counts as nothing, there can only be more.
    const nothing = present?.countedAsZero === true && subject.asked === undefined;
    const ways: readonly Direction[] = subject.bothWays ? ['up', 'down'] : directions;
    return ways
      .filter((way) => !(nothing && way === 'down'))
      .map((direction) => answerLever(evaluation, asked, goal, field, direction, change));
  });
  return {
    ...describeGoal(run, subject.row, goal),
    actsOn: nameOf(run, asked.actsOn),
    levers: inOrder(answers),
  };
}

/** Those that reach first, by the share of the present amount; the others as they come. */
function inOrder(answers: readonly LeverAnswer[]): readonly LeverAnswer[] {
  const rank = ({ reached }: LeverAnswer): number => (reached === undefined ? 2 : reached.share === undefined ? 1 : 0);
  return [...answers.entries()]
    .sort(([i, a], [j, b]) => rank(a) - rank(b) || compareShares(a.reached, b.reached) || i - j)
    .map(([, answer]) => answer);
}

function compareShares(a: ReachedChange | undefined, b: ReachedChange | undefined): number {
  if (a?.share === undefined || b?.share === undefined) return 0;
  return compare(parseExact(a.share) ?? ZERO, parseExact(b.share) ?? ZERO);
}

/** How a field is written and changed. */
interface Form {
  readonly title: string;
  readonly unit: string;
  /** From the unit to the canonical one. */
  readonly factor: Rational;
  /** In the canonical unit. */
  readonly step: Rational;
}

function formOf(run: Run, key: string): Form {
  const field = fieldNamed(run.scheme, key) as AmountField;
  const dimension = fieldDimension(field) ?? 'share';
  return {
    title: field.title,
    unit: field.unit,
    factor: unitIn(field.unit, dimension)?.factor ?? ONE,
    step: quantityIn(stepOf(field) ?? '1', dimension) ?? ONE,
  };
}

/** What a firm has of an amount at present. */
interface Present {
  readonly value: Rational;
  /** True where it reports none, and every sum of the scheme that has the field takes that for zero. */
  readonly countedAsZero: boolean;
}

function presentOf({ scheme }: Run, { amounts }: Facts, field: string, row: number): Present | undefined {
  const column = amounts.get(field);
  const state = column === undefined ? MISSING : stateAt(column, row);
  if (column !== undefined && state === REPORTED) return { value: rationalAt(column, row), countedAsZero: false };
  const terms = Object.values(scheme.ledgers ?? {}).flatMap(({ sum }) => sum.map(termParts));
  const uses = terms.filter(({ amount }) => amount === field);
  const isDivided = Object.values(scheme.indicators).some(({ of, per }) => of === field || per === field);
  if (uses.length === 0 || isDivided || !uses.every(({ zeroWhen }) => zeroWhen.has(state))) return undefined;
  return { value: ZERO, countedAsZero: true };
}

function headOf(
  { run }: Evaluation,
  row: number,
  field: string,
  direction: Direction,
  present: Present | undefined,
): Omit<LeverAnswer, 'reached' | 'not' | 'search'> {
  const { title, unit, factor, step } = formOf(run, field);
  return {
    lever: field,
    title,
    unit,
    direction,
    ...(present !== undefined && { present: exactText(divide(present.value, factor)) }),
    ...(present?.countedAsZero && { countedAsZero: true }),
    step: exactText(divide(step, factor)),
    advice: adviceFor(run, row, field),
  };
}

function answerLever(
  evaluation: Evaluation,
  { row: firmRow, actsOn }: Asked,
  goal: Goal,
  field: string,
  direction: Direction,
  change: Change,
): LeverAnswer {
  const { run } = evaluation;
  const found = presentOf(run, change.facts, field, actsOn);
  const head = headOf(evaluation, firmRow, field, direction, found);
  const not = (reason: ReasonKind): LeverAnswer => ({ ...head, not: { reason, because: [] } });
  if (found === undefined) return not('notReported');
  if (goal.kind === 'grade' && isMovedByHand(run, firmRow)) return not('byHand');
  const present = found.value;
  const { factor, step: size } = formOf(run, field);
  const step = direction === 'up' ? size : subtract(ZERO, size);
  const nearest = direction === 'down' ? stepsToZero(present, size) : stepsUp(run, field, present, size);
  if (nearest === 0) return not('zero');
  const amountAt = (steps: number): Rational => add(present, multiply(step, rational(BigInt(steps))));
  const shown = (value: Rational): string => exactText(divide(value, factor));
  const status = run.standing.statusAt(firmRow);
  const outcomes = new Map<number, boolean>();
  const firm = run.facts.ids[firmRow] as string;
  let best: Trial | undefined;
  const trial = (steps: number, of: Evaluation): Trial => {
    const row = of.rowOf(firm) as number;
    const reached = isReached(of, row, goal, status);
    outcomes.set(steps, reached);
    const one = { steps, reached, evaluation: of, row, margin: marginOf(of.run, row, goal) };
    if (best === undefined || scoreOf(one) > scoreOf(best)) best = one;
    return one;
  };
  const probe = (steps: number): Trial => trial(steps, change.run(field, actsOn, amountAt(steps)));
  const start = trial(0, evaluation);
  const critical = criticalOf(run, change, { row: firmRow, actsOn }, field, step, MOST_STEPS, found);
  const last = direction === 'down' ? undefined : farthest(start, Math.max(nearest, critical.at(-1) ?? 0), probe);
  const most = last?.steps ?? nearest;
  const search = findLeast<Trial>({
    start,
    most,
    critical: critical.filter((at) => at <= most),
    probe: (steps) => (steps === last?.steps ? last : probe(steps)),
    excluded: canBeProved(run, firmRow, actsOn, field, goal)
      ? (a, b) => a.row === b.row && cannotReach(goal, a.row, a.evaluation.run, b.evaluation.run, !b.reached)
      : undefined,
  });
  let { least, proof } = search;
  if (least !== undefined && !outcomes.has(least.steps - 1)) {
    const before = probe(least.steps - 1);
    // Bounds that hold leave nothing below; a change that reaches nevertheless is taken, and no proof claimed.
    if (before.reached) [least, proof] = [before, 'searched'];
  }
  const account = {
    proof,
    runs: outcomes.size - 1,
    from: shown(present),
    to: shown(amountAt(least === undefined ? most : least.steps)),
  };
  if (least === undefined) {
    const end = search.last;
    const top = best ?? end;
    const closest = { amount: shown(amountAt(top.steps)), state: stateOf(top.evaluation, top.row) };
    const reason = reasonFor(top.evaluation.run, end.evaluation.run, firm, goal, field, direction);
    return { ...head, not: { ...reason, closest }, search: account };
  }
  const delta = subtract(amountAt(least.steps), present);
  const reached: ReachedChange = {
    change: shown(delta),
    to: shown(amountAt(least.steps)),
    steps: least.steps,
    ...(present.n !== 0n && { share: exactText(magnitude(divide(delta, present))) }),
    oneStepLess: shown(amountAt(least.steps - 1)),
    confirmed: { withChange: 'reached', oneStepLess: 'notReached' },
    after: stateOf(least.evaluation, least.row),
    effects: effectsOf(evaluation, least.evaluation, firm),
  };
  return { ...head, reached, search: account };
}

/** The score that decides a firm's grade; below all others where it has none. */
function scoreOf({ evaluation: { run }, row }: Trial): number {
  const { score } = run.scores;
  const own = run.units.gradeRow(row);
  return stateAt(score, own) === REPORTED
    ? Number(integerAt(score, own)) / Number(score.denominator)
    : Number.NEGATIVE_INFINITY;
}

/** The critical steps; an amount that was absent is there from the first step on, which conditions can ask for as well. */
function criticalOf(
  run: Run,
  change: Change,
  asked: Asked,
  field: string,
  step: Rational,
  most: number,
  { countedAsZero }: Present,
): readonly number[] {
  const rows = rowsConcerned(run, asked);
  if (!countedAsZero) return criticalSteps(run, rows, field, step, most);
  const fromZero = change.run(field, asked.actsOn, ZERO).run;
  return [...new Set([1, ...criticalSteps(fromZero, rows, field, step, most)])];
}

function magnitude(value: Rational): Rational {
  return value.n < 0n ? subtract(ZERO, value) : value;
}

function stepsToZero(present: Rational, step: Rational): number {
  return present.n <= 0n ? 0 : wholeSteps(present, step);
}

/** Up to ten times the most that any firm has of it, or of anything in the same unit. */
function stepsUp(run: Run, field: string, present: Rational, step: Rational): number {
  const largest = [magnitude(present), step, ...highestAlike(run, field)].reduce((most, one) =>
    compare(one, most) > 0 ? one : most,
  );
  return wholeSteps(subtract(multiply(TEN, largest), present), step);
}

/** The run at the end of the range: ten times farther as long as that still brings a higher score. */
function farthest(start: Trial, steps: number, probe: (steps: number) => Trial): Trial {
  let near = start;
  for (let at = Math.min(MOST_STEPS, steps), more = MOST_TENFOLDS; ; at = Math.min(MOST_STEPS, at * 10), more -= 1) {
    const far = probe(at);
    if (far.reached || more === 0 || at === MOST_STEPS || scoreOf(far) <= scoreOf(near)) return far;
    near = far;
  }
}

const TEN = rational(10n);
const MOST_STEPS = 10 ** 12;
const MOST_TENFOLDS = 5;

function wholeSteps(amount: Rational, step: Rational): number {
  const { n, d } = divide(amount, step);
  return Math.min(MOST_STEPS, Number(n / d));
}

/** The rows that the change reaches: of the firm that is acted on, of the units it belongs to, and of the firm that asks. */
function rowsConcerned({ units }: Run, { row, actsOn }: Asked): readonly number[] {
  const containing = units.units.flatMap(({ members }, at) => (members.includes(actsOn) ? [units.firms + at] : []));
  return [...new Set([actsOn, ...containing, row, units.gradeRow(row)])];
}

function isMovedByHand({ manual, facts, units }: Run, row: number): boolean {
  const ids = [row, units.gradeRow(row)].map((at) => facts.ids[at]);
  return (manual?.lines ?? []).some(({ firm, field }) => field === undefined && ids.includes(firm));
}

/** Ids of the advice that serves a field and is meant for the firm. */
function adviceFor(run: Run, row: number, field: string): readonly string[] {
  const { scheme } = run;
  const serves = ({ for: keys }: Advice): boolean =>
    keys.some((key) => {
      const indicator = own(scheme.indicators, key);
      const amounts =
        indicator === undefined ? [key] : [indicator.of, ...(indicator.per === undefined ? [] : [indicator.per])];
      return amounts.some((amount) => fieldsOfAmount(scheme, amount).includes(field));
    });
  const meant = ({ when, whenUndecided }: Advice): boolean =>
    when === undefined || (decider(when, run.known.concluding)(row) ?? whenUndecided === 'holds');
  return (scheme.advice ?? []).filter((one) => serves(one) && meant(one)).map(({ id }) => id);
}
