import type { Issue } from '../issues/issue.ts';
import type { Link } from './family.ts';
import { idOf, isObject } from './merge.ts';

/**
 * An issue of an effective scheme with the file and the path where it is stated: of the links of the chain the lowest that
 * states the whole path, or else the most of it.
 */
export function placeInFamily(issue: Issue, links: readonly Link[]): Issue {
  const lowest = links.at(-1);
  if (lowest === undefined) return issue;
  const steps = stepsOf(issue.place.path ?? '');
  let best = { name: lowest.name, steps: 0, path: issue.place.path ?? '' };
  for (const { name, stated } of links.toReversed()) {
    const found = follow(steps, lowest.effective, stated);
    if (found.steps > best.steps) best = { name, ...found };
  }
  const path = best.path === '' ? issue.place : { ...issue.place, path: best.path };
  return { ...issue, place: { ...path, file: best.name } };
}

/** categories[0].scoring → categories, 0, scoring */
function stepsOf(path: string): readonly (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|[^.[\]]+/gu)].map(([whole, index]) =>
    index === undefined ? whole : Number(index),
  );
}

/** How far a path of the effective scheme goes in a file of the chain, and how it reads there; entries are found by id. */
function follow(
  steps: readonly (string | number)[],
  effective: unknown,
  stated: unknown,
): { readonly steps: number; readonly path: string } {
  let [whole, part]: unknown[] = [effective, stated];
  let [path, list, taken] = ['', '', 0];
  for (const step of steps) {
    const next = Reflect.get(Object(whole), step);
    let here = step;
    if (typeof step === 'number' && Array.isArray(part)) {
      const id = idOf(next, list);
      here = id === undefined ? step : part.findIndex((entry) => idOf(entry, list) === id);
    }
    if (!(isObject(part) || Array.isArray(part)) || !Object.hasOwn(part, here)) break;
    path = typeof here === 'number' ? `${path}[${here}]` : path === '' ? here : `${path}.${here}`;
    [whole, part, list, taken] = [next, Reflect.get(part, here), String(step), taken + 1];
  }
  const rest = steps.slice(taken).reduce<string>((text, step) => {
    return typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`;
  }, path);
  return { steps: taken, path: rest };
}
