import { type Rational, rational } from '../exact/rational.ts';
import type { AmountReading } from './readAmount.ts';

/** The exact sum of cells, each digits × 10^−places, and how many there are. */
export class ExactSum {
  readonly #whole: bigint[] = [];
  readonly #part: number[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add({ digits, places }: AmountReading & { readonly kind: 'amount' }): void {
    this.#count += 1;
    const part = (this.#part[places] ?? 0) + digits;
    // Digits are below 10^15, so a sum below 2^52 stays exact by the next one.
    if (Math.abs(part) < 2 ** 52) {
      this.#part[places] = part;
      return;
    }
    this.#whole[places] = (this.#whole[places] ?? 0n) + BigInt(part);
    this.#part[places] = 0;
  }

  include(other: ExactSum): void {
    this.#count += other.#count;
    for (let places = 0; places < other.#part.length; places += 1) {
      const units = (other.#whole[places] ?? 0n) + BigInt(other.#part[places] ?? 0);
      this.#whole[places] = (this.#whole[places] ?? 0n) + units;
    }
  }

  get value(): Rational {
    let sum = 0n;
    const most = Math.max(this.#part.length, this.#whole.length);
    for (let places = 0; places < most; places += 1) {
      const units = (this.#whole[places] ?? 0n) + BigInt(this.#part[places] ?? 0);
      sum += units * 10n ** BigInt(most - places);
    }
    return rational(sum, 10n ** BigInt(most));
  }
}
