/** Characters of a JSON file that people write: a scheme, a mapping, a plan. The longest in use have fifty thousand. */
export const MOST_WRITTEN = 8_388_608;

/** Whether arrays and objects are nested deeper than so many levels; found level by level, without recursion. */
export function isDeeperThan(root: unknown, levels: number): boolean {
  let level = isContainer(root) ? [root] : [];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth >= levels) return level.some((container) => Object.keys(container).length > 0);
    const below: object[] = [];
    for (const container of level) {
      const values: readonly unknown[] = Array.isArray(container) ? container : Object.values(container);
      for (const value of values) if (isContainer(value)) below.push(value);
    }
    level = below;
  }
  return false;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
