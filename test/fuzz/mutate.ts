import { strToU8, unzipSync, zipSync } from 'fflate';
import type { Random } from './random.ts';
import { SAMPLES, type Sample, TOKENS } from './samples.ts';

/** The parts of each workbook that is a zip, so that mutations also reach what lies behind its checksums. */
const PARTS = new Map(
  SAMPLES.filter(({ name }) => name.endsWith('.xlsx')).map(({ name, bytes }) => [name, unzipSync(bytes)] as const),
);
const TOKEN_BYTES = TOKENS.map((token) => strToU8(token));
const EXTREMES = [0, 1, 0x7f, 0x80, 0xff];

/** An input: random bytes, a sample of which some bytes or parts are changed, or the end of one behind the start of another. */
export function makeInput(random: Random): Sample {
  const sample = random.of(SAMPLES);
  switch (random.below(10)) {
    case 0:
      return { name: sample.name, bytes: signed(random, random.bytes(random.below(400))) };
    case 1: {
      const other = random.of(SAMPLES).bytes;
      const tail = other.subarray(random.below(other.length));
      return { name: sample.name, bytes: joined(sample.bytes.subarray(0, random.below(sample.bytes.length)), tail) };
    }
    default: {
      const parts = PARTS.get(sample.name);
      if (parts === undefined || random.below(4) === 0) {
        return { name: sample.name, bytes: changed(sample.bytes, random, 1 + random.below(6)) };
      }
      const name = random.of(
        Object.keys(parts).filter((part) => /workbook|sheet|Strings|styles|_rels\/\.rels/.test(part)),
      );
      const mutated = changed(parts[name] as Uint8Array, random, 1 + random.below(4));
      return { name: sample.name, bytes: zipSync({ ...parts, [name]: mutated }, { level: 0 }) };
    }
  }
}

/** Random bytes, now and then with the signature of a format before them. */
function signed(random: Random, bytes: Uint8Array): Uint8Array {
  const signatures = [
    [],
    [0x50, 0x4b, 3, 4],
    [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
    [0xef, 0xbb, 0xbf],
    [0x3c],
  ];
  return joined(Uint8Array.from(random.of(signatures)), bytes);
}

/** The bytes with so many changes. */
export function changed(bytes: Uint8Array, random: Random, times: number): Uint8Array {
  let result = bytes;
  for (let time = 0; time < times; time += 1) result = change(result, random);
  return result;
}

function change(bytes: Uint8Array, random: Random): Uint8Array {
  const at = random.below(bytes.length + 1);
  const length = random.below(random.of([2, 4, 16, 200]));
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(Math.min(bytes.length, at + length))];
  switch (random.below(7)) {
    case 0: {
      const flipped = bytes.slice();
      if (at < flipped.length) flipped[at] = (flipped[at] ?? 0) ^ (1 << random.below(8));
      return flipped;
    }
    case 1: {
      const set = bytes.slice();
      set.fill(random.of(EXTREMES), at, at + 1 + random.below(4));
      return set;
    }
    case 2:
      return joined(before, after);
    case 3:
      return joined(before, random.bytes(length), bytes.subarray(at));
    case 4:
      return joined(before, random.of(TOKEN_BYTES), random.below(2) === 0 ? bytes.subarray(at) : after);
    case 5:
      return joined(before, bytes.subarray(Math.max(0, at - length)));
    default:
      return random.below(4) === 0 ? before : joined(before, bytes.subarray(at, at + length), bytes.subarray(at));
  }
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const result = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}
