/** Collects decoded samples as one channel: the part that is asked for, and no more than may be. */
import { InputError } from "../../core/errors.ts";
import { checkRate } from "../sound.ts";

/** Which part of a file is read. */
export interface Part {
  /** Seconds that are passed over. */
  readonly offset: number;
  /** Seconds that are read; `null` reads to the end. */
  readonly duration: number | null;
  /** The most seconds that are read; what lasts longer is an error, so that no small file fills the memory. */
  readonly longest: number;
}

/** One channel, the mean of all, that grows block by block. */
export class Mono {
  /** Samples a second. */
  readonly rate: number;
  readonly #part: Part;
  #samples = new Float32Array(0);
  #length = 0;
  #skip: number;
  readonly #take: number;

  /** @param rate samples a second */
  constructor(rate: number, part: Part) {
    checkRate(rate);
    this.rate = rate;
    this.#part = part;
    this.#skip = Math.round(part.offset * rate);
    this.#take = part.duration === null ? Infinity : Math.max(1, Math.round(part.duration * rate));
  }

  /** Whether all that was asked for is there. */
  get full(): boolean {
    return this.#length >= this.#take;
  }

  /** Appends blocks of samples, one for each channel.
   * @throws {InputError} when it gets longer than allowed */
  add(channels: readonly Float32Array[], length = channels[0]?.length ?? 0): void {
    const from = Math.min(this.#skip, length);
    this.#skip -= from;
    const to = Math.min(length, from + this.#take - this.#length), after = this.#length + to - from;
    if (after > this.#part.longest * this.rate) {
      throw new InputError(`lasts longer than ${this.#part.longest} seconds`, {
        expected: "a shorter one, or a part of it (the settings offset and duration)",
      });
    }
    if (after > this.#samples.length) {
      const larger = new Float32Array(Math.max(after, Math.ceil(1.5 * this.#samples.length)));
      larger.set(this.#samples.subarray(0, this.#length));
      this.#samples = larger;
    }
    const count = channels.length;
    for (let i = from, at = this.#length; i < to; i++, at++) {
      let sum = 0;
      for (let c = 0; c < count; c++) sum += channels[c][i];
      this.#samples[at] = sum / count;
    }
    this.#length = after;
  }

  /** What was collected. */
  get samples(): Float32Array {
    return this.#samples.subarray(0, this.#length);
  }
}
