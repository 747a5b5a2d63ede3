/** The published hold-out: scikit-learn's `train_test_split(test_size=.2, random_state=42)`, row for row. */
import type { Dataset, Split } from "../../data/mod.ts";

/** The rows that the published study learnt from and judged by, where the tracks are in its order: without regard to
 * genre, artist or copies.
 *
 * @example
 * ```ts ignore
 * const { train, validation } = publishedHoldOut(tracks); // of GTZAN's 999 rows 799 and 200
 * ```
 */
export function publishedHoldOut({ rows }: Pick<Dataset, "rows">, seed = 42): Split {
  const order = permutation(rows, seed), held = Math.ceil(.2 * rows);
  return {
    train: order.slice(held).sort(),
    validation: order.slice(0, held).sort(),
    provenance: { holdOut: .2, by: "train_test_split", randomState: seed },
  };
}

/** NumPy's `RandomState(seed).permutation(n)`: a shuffle from the last place on, each partner drawn by the smallest mask
 * that covers its range, draws that are too large thrown away. */
export function permutation(n: number, seed: number): Int32Array {
  const draw = mersenneTwister(seed), order = Int32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const mask = 2 ** (32 - Math.clz32(i)) - 1;
    let j = i + 1;
    while (j > i) j = (draw() & mask) >>> 0;
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

/** Whole numbers of 32 bits (Matsumoto & Nishimura 1998, MT19937 with init_genrand). */
function mersenneTwister(seed: number): () => number {
  const state = new Uint32Array(624);
  state[0] = seed;
  for (let i = 1; i < 624; i++) {
    const before = state[i - 1] ^ state[i - 1] >>> 30;
    state[i] = Math.imul(1812433253, before) + i;
  }
  let at = 624;
  return () => {
    if (at === 624) {
      for (let i = 0; i < 624; i++) {
        const y = state[i] & 0x80000000 | state[(i + 1) % 624] & 0x7fffffff;
        state[i] = state[(i + 397) % 624] ^ y >>> 1 ^ (y & 1 ? 0x9908b0df : 0);
      }
      at = 0;
    }
    let y = state[at++];
    y ^= y >>> 11;
    y ^= y << 7 & 0x9d2c5680;
    y ^= y << 15 & 0xefc60000;
    return (y ^ y >>> 18) >>> 0;
  };
}
