import { gradesOf } from '../scheme/grading.ts';
import type { Graded, Run } from './run.ts';

/** What scenarios made of the firms: columns by position in `rows`, and the outputs of each group by scenario. */
export interface Tally {
  /** Rows with a place or a grade. */
  readonly rows: readonly number[];
  readonly kept: Uint32Array;
  /** In how many scenarios a row got each grade, `grades.length + 1` a row: the first is for none. */
  readonly counts: Uint32Array;
  readonly grades: readonly string[];
  /** Places in ascending order by row, as many as there were scenarios; 0 where the row had none. */
  readonly placesOf: (at: number) => Uint32Array;
  readonly add: (scenario: number, graded: Graded) => void;
}

/** Collects places and grades of so many scenarios. */
export function tallyScenarios(run: Run, rows: readonly number[], scenarios: number): Tally {
  const grades = allGrades(run);
  const codes = new Map<string | undefined, number>(grades.map((grade, at) => [grade, at + 1]));
  const width = grades.length + 1;
  const counts = new Uint32Array(rows.length * width);
  const kept = new Uint32Array(rows.length);
  const base = rows.map((row) => codes.get(run.overrides.grade[row]) ?? 0);
  const most = Math.max(0, ...run.pools.pools.map((pool) => pool.rows.length));
  const places = most < 2 ** 16 ? new Uint16Array(rows.length * scenarios) : new Uint32Array(rows.length * scenarios);
  return {
    rows,
    kept,
    counts,
    grades,
    placesOf: (at) => Uint32Array.from(places.subarray(at * scenarios, (at + 1) * scenarios)).sort(),
    add: (scenario, graded) => {
      const { place } = graded.grades;
      const { grade } = graded.overrides;
      for (let at = 0; at < rows.length; at += 1) {
        const row = rows[at] as number;
        const isKept = grade[row] === run.overrides.grade[row];
        const code = isKept ? (base[at] as number) : (codes.get(grade[row]) ?? 0);
        counts[at * width + code] = (counts[at * width + code] as number) + 1;
        if (isKept) kept[at] = (kept[at] as number) + 1;
        places[at * scenarios + scenario] = place[row] as number;
      }
    },
  };
}

/** Rows whose places and grades one set of categories decides. */
export interface Group {
  /** Positions in the scheme. */
  readonly categories: readonly number[];
  /** All rows whose grade is decided in these categories, tenants among them. */
  readonly members: readonly number[];
  /** Those with a place, and those with a grade that is not the result of another row, in the run. */
  readonly placed: readonly number[];
  readonly graded: readonly number[];
}

/** The categories in groups: those that share a pool are ranked and graded together. */
export function groupsOf(run: Run): readonly Group[] {
  const { scheme, grades, overrides, admission, units } = run;
  const sets = new Map<string, number[]>();
  scheme.categories.forEach(({ id, ranking }, position) => {
    const key = ranking.pool === undefined ? `category ${id}` : `pool ${ranking.pool}`;
    sets.set(key, [...(sets.get(key) ?? []), position]);
  });
  const rows = run.facts.ids.map((_, row) => row);
  return [...sets.values()].map((categories) => {
    const members = rows.filter((row) => categories.includes(admission.category[units.gradeRow(row)] as number));
    return {
      categories,
      members,
      placed: members.filter((row) => (grades.place[row] as number) > 0),
      graded: members.filter((row) => overrides.grade[row] !== undefined && units.resultRow(row) === row),
    };
  });
}

function allGrades({ scheme, overrides }: Run): readonly string[] {
  const named = scheme.categories.flatMap(({ grading }) => gradesOf(grading));
  return [...new Set([...named, ...overrides.grade.filter((grade) => grade !== undefined)])];
}
