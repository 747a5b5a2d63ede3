/** Samples of one channel, and what is measured of them frame by frame. */
import { InputError } from "../core/errors.ts";
import { type Tensor, tensor } from "../core/tensor.ts";

/** One channel of sound. */
export interface Sound {
  /** The samples, from −1 to 1 where nothing clips. */
  readonly samples: Float32Array;
  /** How many samples a second. */
  readonly rate: number;
}

/** What is measured frame by frame: one row a frame. */
export interface Frames extends Tensor {
  /** How many samples a second the sound has. */
  readonly rate: number;
  /** How many samples lie between the middles of two frames. */
  readonly hopLength: number;
}

/** Refuses a sample rate that no sound has. */
export function checkRate(rate: number): void {
  if (rate >= 1000 && rate <= 768000) return;
  throw new InputError("a sample rate out of range", {
    found: rate,
    expected: "1,000 to 768,000 samples a second",
  });
}

/** A sound from samples.
 *
 * @throws {InputError} when there is no sample, one is not finite, or the rate is out of range
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const tone = sound(Float32Array.from({ length: 22050 }, (_, i) => Math.sin(2 * Math.PI * 440 * i / 22050)), 22050);
 * assertEquals(seconds(tone), 1);
 * ```
 */
export function sound(samples: Float32Array, rate: number): Sound {
  checkRate(rate);
  if (samples.length === 0) {
    throw new InputError("a sound without samples", { expected: "at least one" });
  }
  for (let i = 0; i < samples.length; i++) {
    if (!Number.isFinite(samples[i])) {
      throw new InputError(`sample ${i + 1} is not a number`, { found: samples[i] });
    }
  }
  return { samples, rate };
}

/** How long a sound lasts.
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(seconds({ samples: new Float32Array(4000), rate: 8000 }), .5);
 * ```
 */
export const seconds = ({ samples, rate }: Sound): number => samples.length / rate;

/** The times, in seconds, of frames' middles.
 * @param indices which frames; all of them without it
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals([...frameTimes({ rate: 1000, hopLength: 500 }, [0, 3])], [0, 1.5]);
 * ```
 */
export function frameTimes(
  { rate, hopLength, rows = 0 }: { rate: number; hopLength: number; rows?: number },
  indices?: ArrayLike<number>,
): Float64Array {
  return Float64Array.from(
    { length: indices?.length ?? rows },
    (_, i) => (indices ? indices[i] : i) * hopLength / rate,
  );
}

/** Frames over `data`: rows of as many values as there are names. */
export function framesOf(
  data: Float32Array,
  names: readonly string[],
  { rate, hopLength }: { readonly rate: number; readonly hopLength: number },
): Frames {
  return { ...tensor(data.length / names.length, [names.length], names, data), rate, hopLength };
}

/** The mean of every column over time.
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const frames = { rows: 2, shape: [2], names: ["a", "b"], data: Float32Array.of(1, 2, 3, 6) };
 * assertEquals([...meanOverTime(frames)], [2, 4]);
 * ```
 */
export function meanOverTime({ data, rows, names }: Tensor): Float64Array {
  const means = new Float64Array(names.length);
  for (let r = 0, i = 0; r < rows; r++) {
    for (let c = 0; c < means.length; c++) means[c] += data[i++];
  }
  return means.map((sum) => sum / rows);
}

/** Names for a row's values, made once for each pair of prefix and length: `mfcc 1`, `mfcc 2` … */
export function numbered(prefix: string, length: number, first = 1): readonly string[] {
  const key = `${prefix}/${length}/${first}`;
  let names = known.get(key);
  if (!names) {
    names = Array.from({ length }, (_, i) => `${prefix} ${i + first}`);
    known.set(key, names);
  }
  return names;
}
const known = new Map<string, readonly string[]>();
