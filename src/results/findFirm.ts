import type { Evaluation } from './evaluation.ts';

/** The id of the firm of this id or of this name; undefined where there is none, or several have the name. */
export function firmIdOf(evaluation: Evaluation, asked: string): string | undefined {
  const wanted = normalised(asked);
  const byId = evaluation.run.facts.ids.find((id) => normalised(id) === wanted);
  if (byId !== undefined) return byId;
  const named = firmsNamed(evaluation, asked);
  return named.length === 1 ? named[0] : undefined;
}

/** The ids of all firms of this name. */
export function firmsNamed({ run }: Evaluation, asked: string): readonly string[] {
  const wanted = normalised(asked);
  return run.facts.ids.filter((_, row) => normalised(run.facts.labels.get('name')?.[row] ?? '') === wanted);
}

/** Firms that may be meant: whose name holds the text, or whose id differs from it in a few characters; at most so many. */
export function nearFirms(
  { run }: Evaluation,
  asked: string,
  most = 5,
): readonly { readonly id: string; readonly name: string | undefined }[] {
  const wanted = normalised(asked);
  if (wanted === '') return [];
  const scored = run.facts.ids.map((id, row) => {
    const name = run.facts.labels.get('name')?.[row];
    const contains = normalised(name ?? '').includes(wanted) || normalised(id).includes(wanted);
    const distance = contains
      ? 0
      : Math.min(editDistance(normalised(id), wanted), editDistance(normalised(name ?? ''), wanted));
    return { id, name, distance };
  });
  return scored
    .filter(({ distance }) => distance <= Math.max(2, Math.floor(wanted.length / 4)))
    .sort((a, b) => a.distance - b.distance || (a.id < b.id ? -1 : 1))
    .slice(0, most)
    .map(({ id, name }) => ({ id, name }));
}

function normalised(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();
}

/** How many characters have to be put in, taken out or changed; texts of very unlike length are far apart without counting. */
function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > FAR || Math.max(a.length, b.length) > LONG) return LONG;
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}

const FAR = 8;
const LONG = 200;
