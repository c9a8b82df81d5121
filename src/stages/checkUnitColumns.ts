import { rationalAt } from '../exact/column.ts';
import { compareQuotient, exactQuotient } from '../exact/quotient.ts';
import { compare, divide, multiply, ONE, type Rational } from '../exact/rational.ts';
import { type Issue, issue } from '../issues/issue.ts';
import type { UnitCheck, UsualRatio } from '../scheme/dataCheck.ts';
import { amountDimension, titleOf } from '../scheme/names.ts';
import { quantityIn, ratioDimension } from '../scheme/unit.ts';
import { checkedAmount, placeOfColumn, quantityText, ratioText, ratioTitle } from './checking.ts';
import type { Known } from './decide.ts';
import { nameOfFirm } from './findingList.ts';
import { rowsAtPlaces, rowsByCode, rowsWithRatio } from './medianRatio.ts';
import { type OtherUnit, type UnitColumn, unitColumnReader, unitColumnsOf } from './otherUnits.ts';

/** The median firm of a usual ratio, between two columns of tables. */
interface Link {
  readonly ratio: UsualRatio;
  readonly of: UnitColumn;
  readonly per: UnitColumn;
  readonly rows: Uint32Array;
  readonly median: Rational;
  readonly least: Rational;
  readonly most: Rational;
}

/** A column in another unit, and the links that say so. */
interface Suspicion {
  readonly column: UnitColumn;
  readonly other: OtherUnit;
  readonly links: readonly Link[];
}

/**
 * Looks for the fewest columns that, read in another unit, bring the medians of all usual ratios where they belong: one after
 * another the column that mends the most links and spoils the fewest. It has to mend at least half of its own.
 *
 * @returns the issues, and 1 for each firm whose amount stands in such a column, by field
 */
export function checkUnitColumns(
  known: Known,
  check: UnitCheck,
  ratios: readonly UsualRatio[],
): { readonly issues: readonly Issue[]; readonly doubts: ReadonlyMap<string, Uint8Array> } {
  const links = ratios.flatMap((ratio) => linksOf(known, check, ratio));
  const doubts = new Map<string, Uint8Array>();
  const issues: Issue[] = [];
  const mended = new Map<string, Rational>();
  let open = links;
  for (;;) {
    const found = likeliest(open, mended);
    if (found.length === 0) break;
    const columns = new Set(found.map(({ column }) => column.key));
    if (columns.size === 1) issues.push(columnIssue(known, check, found));
    else issues.push(eitherIssue(known, check, found));
    const spoken = new Set(found.flatMap((one) => one.links));
    for (const { column, other } of found) {
      markColumn(known, check, column, doubts);
      if (columns.size === 1) mended.set(column.key, other.mends);
    }
    // Links of a column that was mended count on, those of one that only may be wrong do not.
    if (columns.size > 1) open = open.filter((link) => !spoken.has(link));
  }
  return { issues, doubts };
}

function linksOf(known: Known, check: UnitCheck, ratio: UsualRatio): readonly Link[] {
  const { scheme } = known;
  const [of, per] = [checkedAmount(known, ratio.of), checkedAmount(known, ratio.per)];
  const [above, below] = [amountDimension(scheme, ratio.of), amountDimension(scheme, ratio.per)];
  if (of === undefined || per === undefined || above === undefined || below === undefined) return [];
  const dimension = ratioDimension(above, below);
  const [least, most] = [quantityIn(ratio.atLeast, dimension), quantityIn(ratio.atMost, dimension)];
  if (least === undefined || most === undefined) return [];
  const [ofColumns, perColumns] = [unitColumnsOf(known, ratio.of, check), unitColumnsOf(known, ratio.per, check)];
  const width = perColumns.columns.length;
  const pairs = rowsByCode(
    rowsWithRatio(of, per),
    ofColumns.columns.length * width,
    (row) => ofColumns.positionAt(row) * width + perColumns.positionAt(row),
  );
  return pairs.flatMap((rows, pair) => {
    const [a, b] = [ofColumns.columns[Math.floor(pair / width)], perColumns.columns[pair % width]];
    if (rows.length < check.firms || a === undefined || b === undefined) return [];
    const [middle] = rowsAtPlaces(of, per, rows, [Math.ceil(rows.length / 2)]);
    const median = exactQuotient(of, per, ONE, middle as number);
    return [{ ratio, of: a, per: b, rows, median, least, most }];
  });
}

/** The column that, in another unit, mends the most links; several where nothing tells them, or their units, apart. */
function likeliest(links: readonly Link[], mended: ReadonlyMap<string, Rational>): readonly Suspicion[] {
  const columns = new Map(links.flatMap((link) => [link.of, link.per].map((column) => [column.key, column] as const)));
  let best: Suspicion[] = [];
  let most = 0;
  for (const key of [...columns.keys()].sort()) {
    const column = columns.get(key);
    if (column === undefined || mended.has(key)) continue;
    const own = links.filter(({ of, per }) => of.key === key || per.key === key);
    for (const other of column.others) {
      const changed = new Map([...mended, [key, other.mends]]);
      const good = own.filter((link) => !isUsual(link, mended) && isUsual(link, changed));
      const spoiled = own.filter((link) => isUsual(link, mended) && !isUsual(link, changed)).length;
      const net = good.length - spoiled;
      if (net <= 0 || good.length * 2 < own.length || net < most) continue;
      if (net > most) best = [];
      most = net;
      best.push({ column, other, links: good });
    }
  }
  return best;
}

function isUsual(link: Link, mended: ReadonlyMap<string, Rational>): boolean {
  const value = mendedMedian(link, mended);
  return compare(value, link.least) >= 0 && compare(value, link.most) <= 0;
}

function mendedMedian({ median, of, per }: Link, mended: ReadonlyMap<string, Rational>): Rational {
  return divide(multiply(median, mended.get(of.key) ?? ONE), mended.get(per.key) ?? ONE);
}

function columnIssue(known: Known, check: UnitCheck, found: readonly Suspicion[]): Issue {
  const { column, other, links } = found[0] as Suspicion;
  const link = links.reduce((a, b) => (b.rows.length > a.rows.length ? b : a));
  const [of, per] = [known.amounts.get(link.ratio.of), known.amounts.get(link.ratio.per)];
  const unusual = link.rows.filter(
    (row) =>
      of !== undefined &&
      per !== undefined &&
      (compareQuotient(of, per, row, link.least) < 0 || compareQuotient(of, per, row, link.most) > 0),
  );
  const first = (unusual[0] ?? link.rows[0]) as number;
  const amount = known.amounts.get(column.field);
  const value = amount === undefined ? ONE : rationalAt(amount, first);
  const shown = (mends: Rational): string =>
    quantityText(multiply(value, mends), { text: column.unit, factor: column.factor });
  return issue(
    'unitMixupOfColumn',
    { ...placeOfColumn(known.facts, column.field, first), path: check.id },
    [...new Set(found.map((one) => one.other.unit))].join(' / '),
    column.unit,
    {
      amount: titleOf(known.scheme, column.field),
      of: String(link.rows.length),
      count: String(unusual.length),
      evidence: links.map((one) => evidenceOf(known, one)).join('；'),
      example: `${nameOfFirm(known, first)} ${shown(ONE)} → ${shown(other.mends)}`,
    },
  );
}

function eitherIssue(known: Known, check: UnitCheck, found: readonly Suspicion[]): Issue {
  const links = [...new Set(found.flatMap((one) => one.links))];
  const [link] = links;
  const row = link?.rows[0] ?? 0;
  const expected = found.map(({ column, other }) => {
    const place = placeOfColumn(known.facts, column.field, row);
    const where =
      place === undefined
        ? ''
        : `（${[place.file, place.sheet, place.column].filter((text) => text !== undefined).join(' ')}）`;
    return `${titleOf(known.scheme, column.field)}${where} ${column.unit} → ${other.unit}`;
  });
  const [first] = found;
  const place = first === undefined ? {} : placeOfColumn(known.facts, first.column.field, row);
  return issue('unitMixupEither', { ...place, path: check.id }, expected.join('；'), '', {
    evidence: links.map((one) => evidenceOf(known, one)).join('；'),
  });
}

/** "营业收入÷用地面积 ≈0.31 万元/亩（5 万元/亩～20000 万元/亩，n=40）" */
function evidenceOf({ scheme }: Known, { ratio, median, rows }: Link): string {
  const { of, per, atLeast, atMost } = ratio;
  return `${ratioTitle(scheme, of, per)} ${ratioText(scheme, median, of, per)}（${atLeast}～${atMost}，n=${rows.length}）`;
}

function markColumn(known: Known, check: UnitCheck, { field, key }: UnitColumn, doubts: Map<string, Uint8Array>): void {
  const marks = doubts.get(field) ?? new Uint8Array(known.facts.ids.length);
  const columnAt = unitColumnReader(known, field, check);
  for (let row = 0; row < marks.length; row += 1) if (columnAt(row)?.key === key) marks[row] = 1;
  doubts.set(field, marks);
}
