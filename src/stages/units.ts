import type { Facts, OwnFacts } from '../intake/facts.ts';
import { firmId } from '../intake/firmId.ts';
import { type Issue, issue } from '../issues/issue.ts';
import { listOf } from '../scheme/condition.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { type Concerned, FIRMS, type InheritRule, type MergeRule } from '../scheme/unitRule.ts';
import type { Known } from './decide.ts';
import { settle } from './settle.ts';

/** Firms added up to one unit of evaluation. */
export interface Unit {
  readonly rule: MergeRule;
  /** The text under the rule's label that the members have in common. */
  readonly text: string;
  /** Rows of the members, ascending; none where only a table of the unit's own names it. */
  readonly members: readonly number[];
  /** What the unit's own table states of it. */
  readonly own: { readonly facts: OwnFacts; readonly row: number } | undefined;
}

/** How a firm that is not evaluated on its own comes by its result. */
export type Taken =
  | { readonly rule: MergeRule; readonly from: number }
  /** `from` is the landlord's row; undefined where it is unknown, or takes its own grade from another. */
  | { readonly rule: InheritRule; readonly from: number | undefined };

/** The units of evaluation. Rows of the firms come first, in order of id; then those of the units, by rule and text. */
export interface Units {
  /** How many rows are firms: 0 … firms − 1. */
  readonly firms: number;
  /** Unit k stands in row `firms` + k. */
  readonly units: readonly Unit[];
  readonly takenAt: (row: number) => Taken | undefined;
  /** The row whose result a row has: that of the unit with which a firm shares it, else the row itself. */
  readonly resultRow: (row: number) => number;
  /** The row from which a row has its grade and category: as `resultRow`, and for a tenant that of its landlord. */
  readonly gradeRow: (row: number) => number;
  /** Rows of the units beside which a firm is evaluated on its own. */
  readonly alsoIn: (row: number) => readonly number[];
  /** What rules name a row by: "firms", or the id of a merge whose members are evaluated on their own too. */
  readonly kindAt: (row: number) => string;
  /** Whether a rule with this `of` is for the row, which is evaluated itself. */
  readonly concerns: (of: Concerned | undefined, row: number) => boolean;
  readonly issues: readonly Issue[];
}

/**
 * The id of a unit. The full-width colon makes it one that no firm can have, since ids of firms are read in compatibility form
 * (NFKC), in which there is none; and ids of rules have no colon at all.
 */
export function unitId({ rule, text }: Pick<Unit, 'rule' | 'text'>): string {
  return `${rule.id}：${text}`;
}

/** Forms the units of the scheme's rules; see scheme/unitRule.ts for what each means. */
export function formUnits(known: Known): Units {
  const { facts, scheme } = known;
  const firms = facts.ids.length;
  const issues: Issue[] = [];
  const units: Unit[] = [];
  const taken = new Map<number, Taken>();
  const alsoIn = new Map<number, number[]>();
  for (const rule of scheme.units ?? []) {
    const keeps = rule.kind === 'inherit' || rule.members === 'shareResult';
    const label = facts.labels.get(rule.kind === 'merge' ? rule.by : rule.from);
    const { holds, issues: undecided } = settle(
      rule,
      known,
      (row) => label?.[row] !== undefined && !(keeps && taken.has(row)),
    );
    for (const one of undecided) issues.push(one);
    if (rule.kind === 'inherit') {
      const landlordOf = findLandlords(facts, scheme, units, rule);
      for (const row of rowsHeld(holds)) {
        const from = landlordOf(row);
        if (from === row) continue;
        if (from === undefined) {
          const place = { firm: facts.ids[row] as string, path: rule.id };
          issues.push(issue('landlordUnknown', place, rule.ifUnknown, label?.[row] ?? ''));
        }
        if (from !== undefined || rule.ifUnknown === 'ungraded') taken.set(row, { rule, from });
      }
      continue;
    }
    for (const unit of unitsOf(facts, rule, rowsHeld(holds))) {
      const at = firms + units.length;
      units.push(unit);
      for (const row of unit.members) {
        if (rule.members === 'shareResult') taken.set(row, { rule, from: at });
        if (rule.members === 'alsoAlone') alsoIn.set(row, [...(alsoIn.get(row) ?? []), at]);
      }
    }
  }
  const chained = withoutChains(facts, taken);
  for (const one of chained.issues) issues.push(one);
  return { firms, units, alsoIn: (row) => alsoIn.get(row) ?? [], ...readersOf(firms, units, chained.taken), issues };
}

/** A tenant of a firm that takes its own grade from another has nobody to take one from. */
function withoutChains(
  facts: Facts,
  taken: ReadonlyMap<number, Taken>,
): { readonly taken: ReadonlyMap<number, Taken>; readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const kept = [...taken].map(([row, one]): [number, Taken] => {
    const { rule, from } = one;
    if (rule.kind === 'merge' || from === undefined || taken.get(from)?.rule.kind !== 'inherit') return [row, one];
    const place = { firm: facts.ids[row] as string, path: rule.id };
    issues.push(issue('landlordInherits', place, 'a landlord with a grade of its own', facts.ids[from] as string));
    return [row, { rule, from: undefined }];
  });
  return { taken: new Map(kept), issues };
}

function readersOf(
  firms: number,
  units: readonly Unit[],
  taken: ReadonlyMap<number, Taken>,
): Pick<Units, 'takenAt' | 'kindAt' | 'resultRow' | 'gradeRow' | 'concerns'> {
  const kindAt = (row: number): string => {
    // A firm is asked about first: an index below zero is a slow look-up.
    const rule = row < firms ? undefined : units[row - firms]?.rule;
    return rule === undefined || rule.members === 'shareResult' ? FIRMS : rule.id;
  };
  const gradeRow = (row: number): number => {
    const from = taken.get(row)?.from;
    return from === undefined ? row : gradeRow(from);
  };
  return {
    takenAt: (row) => taken.get(row),
    gradeRow,
    kindAt,
    resultRow: (row) => {
      const one = taken.get(row);
      return one?.rule.kind === 'merge' && one.from !== undefined ? one.from : row;
    },
    concerns: (of, row) => !taken.has(row) && listOf(of ?? FIRMS).includes(kindAt(row)),
  };
}

function rowsHeld(holds: Uint8Array): number[] {
  const rows: number[] = [];
  holds.forEach((held, row) => {
    if (held === 1) rows.push(row);
  });
  return rows;
}

/** The units of one merge in order of their texts. */
function unitsOf(facts: Facts, rule: MergeRule, rows: readonly number[]): Unit[] {
  const labels = facts.labels.get(rule.by);
  const groups = new Map<string, number[]>();
  for (const row of rows) {
    const text = firmId(labels?.[row] ?? '', 'name');
    if (text === undefined) continue;
    const members = groups.get(text);
    if (members === undefined) groups.set(text, [row]);
    else members.push(row);
  }
  const own = rule.own === undefined ? undefined : facts.own?.get(rule.by);
  const ownRows = new Map((own?.ids ?? []).map((text, row) => [text, row]));
  for (const text of ownRows.keys()) if (!groups.has(text)) groups.set(text, []);
  return [...groups]
    .filter(([, members]) => members.length !== 1 || rule.singletons === 'asUnit')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([text, members]) => {
      const row = ownRows.get(text);
      return { rule, text, members, own: own === undefined || row === undefined ? undefined : { facts: own, row } };
    });
}

/** Finds the row of a tenant's landlord: of a firm by its id, or of a unit by its text. */
function findLandlords(
  facts: Facts,
  { conventions }: Scheme,
  units: readonly Unit[],
  { from, of }: InheritRule,
): (row: number) => number | undefined {
  const label = facts.labels.get(from);
  const identity = of === FIRMS ? conventions.identity : 'name';
  const rows: ReadonlyMap<string, number> = new Map(
    of === FIRMS
      ? facts.ids.map((id, row) => [id, row])
      : units.flatMap(({ rule, text }, at) => (rule.id === of ? [[text, facts.ids.length + at] as const] : [])),
  );
  return (row) => rows.get(firmId(label?.[row] ?? '', identity) ?? '');
}
