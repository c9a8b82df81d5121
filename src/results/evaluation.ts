import { rationalAt } from '../exact/column.ts';
import { Decimal, exactText, formatRational, formatUnits } from '../exact/decimal.ts';
import { roundToUnits } from '../exact/rational.ts';
import type { Facts } from '../intake/facts.ts';
import { countIssues, type Issue } from '../issues/issue.ts';
import type { Category } from '../scheme/category.ts';
import { baseOf, gradesOf } from '../scheme/grading.ts';
import { shownAs } from '../scheme/indicator.ts';
import { own } from '../scheme/names.ts';
import { gapAt } from '../stages/measure.ts';
import type { Pool } from '../stages/pool.ts';
import { boardResult } from './boardResult.ts';
import { dataFiles } from './dataFiles.ts';
import type {
  CategoryResult,
  EvaluationDocument,
  FirmResult,
  IndicatorResult,
  PoolResult,
  UnitResult,
} from './document.ts';
import { hashScheme } from './receipt.ts';
import type { Run } from './run.ts';
import { fixedText, valueText } from './shown.ts';
import { ENGINE_VERSION } from './version.ts';

/** The results of a run. People get plain records with texts and Decimals, made on demand; `run` has the columns. */
export class Evaluation implements Iterable<FirmResult> {
  readonly run: Run;
  #order: readonly number[] | undefined;
  #rowOf: ReadonlyMap<string, number> | undefined;

  constructor(run: Run) {
    this.run = run;
  }

  get issues(): readonly Issue[] {
    return this.run.issues;
  }

  get year(): number {
    return this.run.year;
  }

  /** The result of one firm or unit, or undefined where the facts have none of this id. */
  firm(id: string): FirmResult | undefined {
    const row = this.rowOf(id);
    return row === undefined ? undefined : this.firmAt(row);
  }

  /** The row of a firm or unit in the run's columns. */
  rowOf(id: string): number | undefined {
    this.#rowOf ??= new Map(this.run.facts.ids.map((one, row) => [one, row]));
    return this.#rowOf.get(id);
  }

  /** The result of the firm in a row of the run's columns. */
  firmAt(row: number): FirmResult {
    return firmResult(this.run, row);
  }

  /** The score of a firm as an exact Decimal; undefined where it has none. */
  score(id: string): Decimal | undefined {
    const text = this.firm(id)?.score;
    return text === undefined ? undefined : new Decimal(text);
  }

  /** Every firm once, ordered by category, place and id; firms without a place after those with one. */
  *[Symbol.iterator](): Iterator<FirmResult> {
    for (const row of this.rows()) yield this.firmAt(row);
  }

  /** Rows of the firms in the order of the results. */
  rows(): readonly number[] {
    this.#order ??= orderOfResults(this.run).filter((row) => row < this.run.units.firms);
    return this.#order;
  }

  /** The units of evaluation beside the firms, by category, place and id. */
  units(): readonly UnitResult[] {
    const { facts, units } = this.run;
    if (units.units.length === 0) return [];
    return orderOfResults(this.run).flatMap((row) => {
      const unit = units.units[row - units.firms];
      if (unit === undefined) return [];
      const members = unit.members.map((member) => facts.ids[member] as string);
      return [{ ...this.firmAt(row), rule: unit.rule.id, members }];
    });
  }

  /** The categories with their pools, baselines and counts of grades. */
  categories(): readonly CategoryResult[] {
    return this.run.scheme.categories.map((category, position) => categoryResult(this.run, category, position));
  }

  /** The machine's copy of the run: what evaluation.json holds. */
  document(): EvaluationDocument {
    const { scheme, facts, year, history, manual } = this.run;
    return {
      format: 'permu-evaluation/1',
      engine: { name: 'permu', version: ENGINE_VERSION },
      scheme: { id: scheme.id, version: scheme.version, sha256: hashScheme(scheme) },
      data: dataFiles(facts.sources),
      year,
      ...(history.size > 0 && {
        history: [...history.values()]
          .sort((a, b) => b.year - a.year)
          .map(({ name, sha256, year: of }) => ({ name, sha256, year: of })),
      }),
      ...(manual && { adjustments: [{ name: manual.name, sha256: manual.sha256, rows: manual.rows }] }),
      ...(facts.mapping && { mapping: facts.mapping }),
      categories: this.categories(),
      firms: [...this],
      ...(scheme.units !== undefined && { units: this.units() }),
      boards: this.run.boards.map((leaders) => boardResult(this.run, leaders)),
      issues: countIssues(this.run.issues),
    };
  }
}

function orderOfResults({ facts, admission, grades, units }: Run): readonly number[] {
  const last = Number.MAX_SAFE_INTEGER;
  const categoryAt = (row: number): number => {
    const category = admission.category[units.resultRow(row)] as number;
    return category === -1 ? last : category;
  };
  const placeAt = (row: number): number => grades.place[units.resultRow(row)] || last;
  return facts.ids
    .map((_, row) => row)
    .sort((a, b) => categoryAt(a) - categoryAt(b) || placeAt(a) - placeAt(b) || a - b);
}

/** The result of the firm in row `own`; where that is the result of a unit, it is read from the unit's row. */
function firmResult(run: Run, own: number): FirmResult {
  const { facts, scheme, admission, pools, standing, grades, overrides, flags, units } = run;
  const row = units.resultRow(own);
  const category = scheme.categories[admission.category[row] as number];
  const rule = standing.ruleAt(own);
  const score = category === undefined ? undefined : fixedText(run.scores.score, row, category.rounding.points);
  const place = grades.place[row] as number;
  const initialGrade = grades.initial[row];
  const grade = overrides.grade[row];
  return {
    id: facts.ids[own] as string,
    name: labelAt(facts, 'name', own),
    category: (category ?? categoryOfLandlord(run, row))?.id ?? null,
    pool: pools.pools[pools.poolAt[row] as number]?.id ?? null,
    status: standing.statusAt(own),
    ...(rule && { statusRule: { id: rule.id, title: rule.title } }),
    ...(rule?.managedAs !== undefined && { managedAs: rule.managedAs }),
    sector: labelAt(facts, 'sector', own),
    zone: labelAt(facts, 'zone', own),
    town: labelAt(facts, 'town', own),
    indicators: Object.fromEntries(Object.keys(scheme.indicators).map((id) => [id, indicatorResult(run, id, row)])),
    points: category === undefined ? {} : pointsOf(run, category, row),
    adjustments: adjustmentsOf(run, category, row),
    ...(score !== undefined && { score }),
    ...(place > 0 && { place }),
    ...(initialGrade !== undefined && { initialGrade }),
    moves: overrides.moves.get(row) ?? [],
    ...(grade !== undefined && { grade }),
    flags: [...flags.raised].filter(([, raised]) => raised[row] === 1).map(([id]) => id),
    ...(scheme.policies && { policies: policiesOf(run, own) }),
    ...correctionsOf(run, own),
    ...unitsOf(run, own),
  };
}

function correctionsOf({ corrections }: Run, row: number): Pick<FirmResult, 'corrections'> {
  const applied = corrections.get(row);
  if (applied === undefined) return {};
  return {
    corrections: applied.map(({ field, from, to, reason, document, approver, date }) => ({
      field: field.key,
      from,
      to,
      reason,
      document,
      approver,
      date,
    })),
  };
}

function categoryOfLandlord({ scheme, admission, units }: Run, row: number): Category | undefined {
  return scheme.categories[admission.category[units.gradeRow(row)] as number];
}

/** How a firm belongs to others: the unit whose result it shares, those beside which it stands, its landlord. */
function unitsOf({ facts, units }: Run, row: number): Pick<FirmResult, 'unit' | 'alsoIn' | 'landlord'> {
  const idOf = (at: number): string => facts.ids[at] as string;
  const taken = units.takenAt(row);
  const alsoIn = units.alsoIn(row).map(idOf);
  return {
    ...(taken?.from !== undefined && { [taken.rule.kind === 'merge' ? 'unit' : 'landlord']: idOf(taken.from) }),
    ...(alsoIn.length > 0 && { alsoIn }),
  };
}

function labelAt(facts: Facts, key: string, row: number): string | null {
  return facts.labels.get(key)?.[row] ?? null;
}

function policiesOf({ policies }: Run, row: number): NonNullable<FirmResult['policies']> {
  return policies.applied.flatMap(({ policy, firms }) => {
    const money = firms.get(row);
    if (money === undefined) return [];
    const yuan = money.units === undefined ? undefined : formatUnits(money.units, policy.rounding?.places ?? 0);
    return [{ rule: policy.id, ...(yuan !== undefined && { yuan }) }];
  });
}

function adjustmentsOf({ scores }: Run, category: Category | undefined, row: number): FirmResult['adjustments'] {
  const places = category?.rounding.points ?? 0;
  const step = scores.score.denominator / 10n ** BigInt(places);
  return (scores.adjustments.get(row) ?? []).map(({ rule, units }) => ({
    rule,
    points: formatUnits(units / step, places),
  }));
}

function pointsOf({ scores }: Run, category: Category, row: number): Record<string, string> {
  const points: [string, string][] = [];
  for (const { indicator } of category.scoring) {
    const column = scores.points.get(indicator);
    const text = column && fixedText(column, row, category.rounding.points);
    if (text !== undefined) points.push([indicator, text]);
  }
  return Object.fromEntries(points);
}

function indicatorResult({ scheme, measures }: Run, id: string, row: number): IndicatorResult {
  const indicator = own(scheme.indicators, id);
  const measure = measures.get(id);
  if (indicator === undefined || measure === undefined) throw new Error(`no indicator ${id}`);
  const gap = gapAt(measure, row);
  if (gap !== undefined) {
    return { gap, field: measure.gapSide[row] === 0 ? indicator.of : (indicator.per ?? indicator.of) };
  }
  return {
    value: valueText(measure, row, shownAs(indicator.show)),
    numerator: exactText(rationalAt(measure.numerator, row)),
    ...(measure.divisor && { denominator: exactText(rationalAt(measure.divisor, row)) }),
  };
}

function categoryResult(run: Run, category: Category, position: number): CategoryResult {
  const pools = run.pools.pools.filter(({ categories }) => categories.includes(position));
  return {
    id: category.id,
    title: category.title,
    pools: pools.map((pool) => poolResult(run, category, position, pool)),
  };
}

function poolResult(
  { grades, overrides, scores, standing }: Run,
  category: Category,
  position: number,
  pool: Pool,
): PoolResult {
  const baselines: [string, string][] = [];
  const inPool = new Set(pool.rows);
  for (const [indicator, parts] of scores.parts[position] ?? []) {
    for (const { id, rows, baseline } of parts) {
      const { value, places } = baseline ?? {};
      if (value === undefined || !rows.some((row) => inPool.has(row))) continue;
      baselines.push([
        id === '' ? indicator : `${indicator}/${id}`,
        places === undefined ? formatRational(value) : formatUnits(roundToUnits(value, places, 'halfUp'), places),
      ]);
    }
  }
  const { grading } = category;
  const size = pool.rows.filter((row) => (grades.place[row] as number) > 0).length;
  const graded = pool.rows.filter(
    (row) => (grades.place[row] as number) > 0 && standing.statusAt(row) === 'graded',
  ).length;
  const base = baseOf(grading);
  const counts = new Map(gradesOf(grading).map((grade) => [grade, 0]));
  for (const row of pool.rows) {
    const grade = overrides.grade[row];
    if (grade !== undefined) counts.set(grade, (counts.get(grade) ?? 0) + 1);
  }
  return {
    id: pool.id,
    size,
    ...(base !== undefined && { base: base === 'graded' ? graded : size }),
    baselines: Object.fromEntries(baselines),
    grades: Object.fromEntries(counts),
  };
}
