import type { FactsDocument } from '../intake/factsDocument.ts';

/** facts.json: valid JSON with each issue and each firm on a line of its own, so that a difference has a line. */
export function writeFacts(document: FactsDocument): string {
  const entries = Object.entries(document).map(([key, value]) => {
    if (!Array.isArray(value) || value.length === 0) return `${JSON.stringify(key)}: ${JSON.stringify(value)}`;
    return `${JSON.stringify(key)}: [\n${value.map((one) => JSON.stringify(one)).join(',\n')}\n]`;
  });
  return `{\n${entries.join(',\n')}\n}\n`;
}
