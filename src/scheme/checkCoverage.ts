import type { Category } from './category.ts';
import { conditionParts, listOf } from './condition.ts';
import type { Findings } from './findings.ts';
import { fieldsOfAmount } from './names.ts';
import type { Scheme } from './scheme.ts';
import type { Point } from './situationPoints.ts';
import { type Axis, MOST_SITUATIONS, type Situation, Situations, situationText, truthIn } from './situations.ts';
import { FIRMS } from './unitRule.ts';

/**
 * Looks for holes and overlaps between the conditions of categories, with data that are all there. A hole is an amount, age or
 * day that no category takes although both smaller and larger ones are taken, all else being equal ("more than 3 亩" beside
 * "less than 3 亩"); a firm beyond the first or last edge, or with a label that no category names, is taken to be left out on
 * purpose. Categories of different units of evaluation have nothing to do with each other. Overlaps matter only where the scheme calls a firm in several categories a fault.
 */
export function checkCoverage(found: Findings, scheme: Scheme): void {
  if (dependent(scheme)) return;
  const kinds = new Set(scheme.categories.flatMap(({ of }) => listOf(of ?? FIRMS)));
  const [holes, overlapping] = [new Set<string>(), new Set<string>()];
  for (const kind of kinds) coverageOf(found, scheme, kind, holes, overlapping);
}

/** The same among the categories that take the same units of evaluation. */
function coverageOf(found: Findings, scheme: Scheme, kind: string, holes: Set<string>, overlapping: Set<string>): void {
  const categories = scheme.categories.filter(({ of }) => listOf(of ?? FIRMS).includes(kind));
  const situations = new Situations(
    scheme,
    categories.map(({ admit }) => admit),
  );
  if (situations.size > MOST_SITUATIONS) {
    found.report('schemeNotChecked', 'categories', String(MOST_SITUATIONS), String(situations.size));
    return;
  }
  const admitting = (situation: Situation): readonly Category[] =>
    categories.filter(({ admit }) => truthIn(scheme, admit, situation) === true);
  for (const situation of situations) {
    if ([...situation.values()].some(({ absent }) => absent)) continue;
    const taken = admitting(situation);
    if (taken.length === 0) reportHole(found, situations.axes, situation, admitting, holes);
    if (taken.length < 2 || scheme.conventions.severalCategories !== 'fault') continue;
    const ids = taken.map(({ id }) => id).join('、');
    if (overlapping.has(ids)) continue;
    overlapping.add(ids);
    found.report('schemeOverlap', 'categories', ids, situationText(situation));
  }
}

function reportHole(
  found: Findings,
  axes: readonly Axis[],
  situation: Situation,
  admitting: (situation: Situation) => readonly Category[],
  reported: Set<string>,
): void {
  for (const { key, ordered, points } of axes) {
    if (!ordered) continue;
    const here = points.indexOf(situation.get(key) as Point);
    const side = (beside: Axis['points']): string | undefined =>
      beside
        .filter(({ absent }) => !absent)
        .flatMap((point) => admitting(new Map(situation).set(key, point)))
        .map(({ id }) => id)[0];
    const below = side(points.slice(0, here).toReversed());
    const above = side(points.slice(here + 1));
    const words = points[here]?.words ?? '';
    if (below === undefined || above === undefined || reported.has(words)) continue;
    reported.add(words);
    found.report('schemeHole', 'categories', [...new Set([below, above])].join('、'), situationText(situation));
  }
}

/** Labels that are made from the sector code, ledgers beside what they add up, and dates asked for in several ways, are not independent of each other. */
function dependent(scheme: Scheme): boolean {
  const amounts = new Set<string>();
  const labels = new Set<string>();
  const dates = new Map<string, Set<string>>();
  for (const { admit } of scheme.categories) {
    for (const [part] of conditionParts(admit, '')) {
      if ('label' in part && ['sector', 'division', 'section', 'sectorGroup'].includes(part.label))
        labels.add(part.label);
      if ('field' in part) amounts.add(part.field);
      if ('date' in part) dates.set(part.date, (dates.get(part.date) ?? new Set()).add(part.on ?? 'day'));
    }
  }
  const made = [...amounts].some((one) =>
    fieldsOfAmount(scheme, one).some((field) => field !== one && amounts.has(field)),
  );
  return made || labels.size > 1 || [...dates.values()].some((ways) => ways.size > 1);
}
