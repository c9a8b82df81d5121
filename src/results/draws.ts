/**
 * Random draws of a simulation: 32 bits for each seed, scenario and factor, made from nothing else. Any scenario can so be
 * drawn by itself, the first 500 of a thousand are the same 500, and one more factor changes no other's draws. All of it is
 * arithmetic on 32-bit integers, which every engine does alike.
 *
 * A step of the golden ratio for each part (as in splitmix), and after each the two-round mixer that C. Wellons' hash-prospector
 * found with the lowest bias for 32 bits. GENERATOR names it in results.
 */
export function drawBits(seed: number, scenario: number, factor: number): number {
  const ofSeed = mix(seed + GOLDEN);
  const ofScenario = mix(ofSeed + Math.imul(scenario + 1, GOLDEN));
  return mix(ofScenario + Math.imul(factor + 1, GOLDEN));
}

/** A whole number from 0 to count − 1, all equally likely but for 1 in 2^32; count may be up to 2^21. */
export function drawBelow(count: number, seed: number, scenario: number, factor: number): number {
  return Math.floor((drawBits(seed, scenario, factor) * count) / 2 ** 32);
}

/** So many of the numbers 0 … count − 1, in ascending order, each set as likely as any other. */
export function drawSome(some: number, count: number, seed: number): readonly number[] {
  const keyed = Array.from({ length: count }, (_, at) => ({ at, key: drawBits(seed, at, LEAVING_OUT) }));
  const picked = some >= count ? keyed : keyed.sort((a, b) => a.key - b.key || a.at - b.at).slice(0, some);
  return picked.map(({ at }) => at).sort((a, b) => a - b);
}

export const GENERATOR = 'splitmix32-counter';

const GOLDEN = 0x9e3779b9;
/** A factor that no scheme has. */
const LEAVING_OUT = 0x7fffffff;

function mix(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad);
  bits = Math.imul(bits ^ (bits >>> 15), 0xd35a2d97);
  return (bits ^ (bits >>> 15)) >>> 0;
}
