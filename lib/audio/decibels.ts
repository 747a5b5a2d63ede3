/** Powers and magnitudes as decibels. */
import type { Tensor } from "../core/tensor.ts";

/** How decibels are counted. */
export interface DecibelSettings {
  /** What is 0 dB. */
  readonly ref?: number;
  /** Smaller values count as this one. */
  readonly amin?: number;
  /** What lies further below the loudest value is raised to it; `null` raises nothing. */
  readonly topDb?: number | null;
}

/** 10 log₁₀ of powers, with librosa's defaults.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const powers = { rows: 1, shape: [3], names: ["a", "b", "c"], data: Float32Array.of(100, 1, 0) };
 * assertEquals([...powerToDb(powers).data], [20, 0, -60]);
 * ```
 */
export function powerToDb<T extends Tensor>(powers: T, settings: DecibelSettings = {}): T {
  const { ref = 1, amin = 1e-10, topDb = 80 } = settings;
  const data = new Float32Array(powers.data.length), zero = 10 * Math.log10(Math.max(amin, ref));
  let most = -Infinity;
  for (let i = 0; i < data.length; i++) {
    const x = powers.data[i];
    const db = 10 * Math.log10(x > amin ? x : amin) - zero;
    data[i] = db;
    if (db > most) most = db;
  }
  if (topDb !== null) {
    const least = most - topDb;
    for (let i = 0; i < data.length; i++) if (data[i] < least) data[i] = least;
  }
  return { ...powers, data };
}

/** 20 log₁₀ of magnitudes, with librosa's defaults.
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const magnitudes = { rows: 1, shape: [2], names: ["a", "b"], data: Float32Array.of(10, 1) };
 * assertEquals([...amplitudeToDb(magnitudes).data], [20, 0]);
 * ```
 */
export function amplitudeToDb<T extends Tensor>(magnitudes: T, settings: DecibelSettings = {}): T {
  const { ref = 1, amin = 1e-5, topDb = 80 } = settings;
  const data = magnitudes.data.map((x) => x * x);
  return powerToDb({ ...magnitudes, data }, { ref: ref * ref, amin: amin * amin, topDb });
}
