import { hashJson } from '../scheme/jsonHash.ts';
import type { Scheme } from '../scheme/scheme.ts';

/** SHA-256 of a scheme's content, whatever the order of its keys and its white space: of its JSON with sorted keys. */
export function hashScheme(scheme: Scheme): string {
  return hashJson(scheme);
}
