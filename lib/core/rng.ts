/** Seeded randomness as an argument: xoshiro128** over a seed and a path of names. */

const rotl = (x: number, k: number): number => (x << k) | (x >>> (32 - k));

/** MurmurHash3's 32-bit finaliser (Appleby 2011): spreads the bits of a 32-bit integer. */
function mix(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** FNV-1a (Fowler, Noll, Vo) of a text's UTF-16 units, started from `h`. */
function hash(text: string, h: number): number {
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/** A stream of random numbers: xoshiro128** 1.1, period 2¹²⁸ − 1, exact on every machine.
 *
 * `fork(name)` depends on the seed and the names on the way alone, never on how much was drawn, so a
 * new consumer changes no other's numbers.
 *
 * @see Blackman, D. & Vigna, S. (2021). Scrambled linear pseudorandom number generators. ACM TOMS 47(4).
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const rng = new Rng(7);
 * rng.uniform();
 * assertEquals(rng.fork("dropout").int(1000), new Rng(7).fork("dropout").int(1000));
 * ```
 */
export class Rng {
  /** The seed and the names on the way here, as `seed/name/name`. */
  readonly path: string;
  #a: number;
  #b: number;
  #c: number;
  #d: number;
  #spare: number | undefined;

  /** Starts a stream.
   * @param seed any integer or text; `path` of another Rng makes an identical stream
   * @throws {RangeError} when a number is no safe integer */
  constructor(seed: number | string) {
    if (typeof seed === "number" && !Number.isSafeInteger(seed)) {
      throw new RangeError(`a seed is an integer or a text; found ${seed}`);
    }
    this.path = String(seed);
    const word = (k: number) => mix(hash(this.path, mix(0x9e3779b9 * k)));
    [this.#a, this.#b, this.#c, this.#d] = [word(1), word(2), word(3), word(4) | 1];
    for (let i = 0; i < 8; i++) this.uint32();
  }

  /** The stream that starts at a given state of four words, not all zero: for checks against others'. */
  static fromState(a: number, b: number, c: number, d: number): Rng {
    const rng = new Rng(`state ${a} ${b} ${c} ${d}`);
    [rng.#a, rng.#b, rng.#c, rng.#d] = [a | 0, b | 0, c | 0, d | 0];
    return rng;
  }

  /** An independent stream under this one's seed. */
  fork(name: string | number): Rng {
    return new Rng(`${this.path}/${name}`);
  }

  /** A whole number in [0, 2³²). */
  uint32(): number {
    const result = Math.imul(rotl(Math.imul(this.#b, 5), 7), 9) >>> 0;
    const t = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= t;
    this.#d = rotl(this.#d, 11);
    return result;
  }

  /** A number in [0, 1), with 32 random bits. */
  uniform(): number {
    return this.uint32() / 4294967296;
  }

  /** A whole number in [0, n), every one equally likely (rejection of the short last lap).
   * @throws {RangeError} when n is not a whole number from 1 to 2³² */
  int(n: number): number {
    if (!(Number.isInteger(n) && n >= 1 && n <= 4294967296)) {
      throw new RangeError(`int(n) needs a whole number from 1 to 2^32; found ${n}`);
    }
    const limit = 4294967296 - (4294967296 % n);
    let x = this.uint32();
    while (x >= limit) x = this.uint32();
    return x % n;
  }

  /** A standard normal number, by Marsaglia's polar method (1964). */
  normal(): number {
    if (this.#spare !== undefined) {
      const spare = this.#spare;
      this.#spare = undefined;
      return spare;
    }
    let u, v, s;
    do {
      u = 2 * this.uniform() - 1;
      v = 2 * this.uniform() - 1;
      s = u * u + v * v;
    } while (s >= 1 || s === 0);
    const scale = Math.sqrt(-2 * Math.log(s) / s);
    this.#spare = v * scale;
    return u * scale;
  }

  /** Puts `items` into a random order, in place (Fisher and Yates, Durstenfeld 1964), and returns it. */
  shuffle<T extends { length: number; [index: number]: unknown }>(items: T): T {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.int(i + 1);
      [items[i], items[j]] = [items[j], items[i]];
    }
    return items;
  }

  /** One item of `items`, each equally likely, or by `weights` (non-negative, any sum above 0).
   * @throws {RangeError} when there is nothing to choose from */
  choice<T>(items: ArrayLike<T>, weights?: ArrayLike<number>): T {
    if (items.length === 0) throw new RangeError("choice from nothing");
    if (!weights) return items[this.int(items.length)];
    let total = 0;
    for (let i = 0; i < items.length; i++) total += weights[i];
    if (!(total > 0)) {
      throw new RangeError(`choice needs weights with a sum above 0; found ${total}`);
    }
    let left = this.uniform() * total;
    for (let i = 0; i < items.length; i++) {
      left -= weights[i];
      if (left < 0) return items[i];
    }
    return items[items.length - 1];
  }

  /** The numbers 0 … n − 1 in a random order. */
  permutation(n: number): Int32Array {
    return this.shuffle(Int32Array.from({ length: n }, (_, i) => i));
  }
}
