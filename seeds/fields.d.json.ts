import type { Field } from '../src/scheme/field.ts';

declare const seed: {
  readonly fields: Readonly<Record<string, Field>>;
};
export = seed;
