import type { DataCheck } from '../src/scheme/dataCheck.ts';

declare const seed: { readonly checks: readonly DataCheck[] };
export = seed;
