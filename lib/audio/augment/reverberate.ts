/** Reverberation: a sound in a room. */
import { checkSettings } from "../../core/settings.ts";
import type { Rng } from "../../core/rng.ts";
import { RealFft } from "../fft.ts";
import type { Sound } from "../sound.ts";
import { meanSquare } from "./level.ts";

/** Settings of a room. */
export interface RoomSettings {
  /** Seconds until the room is 60 dB softer. */
  readonly decay?: number;
  /** Which share of what is heard comes from the room, 0 to 1. */
  readonly wet?: number;
}

/** A sound in a room whose echoes are noise that fades away; as long and as loud as before.
 *
 * @param rng draws the room
 * @see Moorer, J. (1979). About this reverberation business.
 * @example
 * ```ts
 * import { Rng } from "../../core/rng.ts";
 * import { assert } from "../../../tests/assert.ts";
 * const click = new Float32Array(8000).fill(1, 0, 1);
 * const { samples } = reverberate({ samples: click, rate: 8000 }, { decay: .5, wet: .5 }, new Rng(1));
 * assert(samples.subarray(1000, 2000).some((x) => x !== 0));
 * ```
 */
export function reverberate(
  { samples, rate }: Sound,
  { decay = .6, wet = .25 }: RoomSettings,
  rng: Rng,
): Sound {
  checkSettings({ decay, wet }, { decay: { above: 0, most: 20 }, wet: { least: 0, most: 1 } });
  const room = new Float32Array(Math.ceil(decay * rate)), fade = 10 ** (-3 / (decay * rate));
  for (let i = 0, level = 1; i < room.length; i++, level *= fade) room[i] = level * rng.normal();
  const echo = convolve(samples, room), level = meanSquare(samples);
  const factor = wet * Math.sqrt(level / (meanSquare(echo) || 1));
  for (let i = 0; i < echo.length; i++) echo[i] = (1 - wet) * samples[i] + factor * echo[i];
  const back = Math.sqrt(level / (meanSquare(echo) || 1));
  for (let i = 0; i < echo.length; i++) echo[i] *= back;
  return { samples: echo, rate };
}

/** The first samples of a convolution, as many as `samples` has: by Fourier transforms of blocks, overlapped and added.
 * @example
 * ```ts
 * import { assertAllClose } from "../../../tests/assert.ts";
 * assertAllClose(convolve(Float32Array.of(1, 2, 3), Float32Array.of(1, .5)), [1, 2.5, 4], { absolute: 1e-5 });
 * ```
 */
export function convolve(samples: Float32Array, response: Float32Array): Float32Array {
  const length = 2 ** Math.ceil(Math.log2(Math.max(32, 2 * response.length)));
  const block = length - response.length + 1, fft = RealFft.of(length);
  const { values, spectrum } = fft;
  values.fill(0);
  values.set(response);
  fft.forward();
  const filter = spectrum.slice(), result = new Float32Array(samples.length);
  for (let start = 0; start < samples.length; start += block) {
    values.fill(0);
    values.set(samples.subarray(start, start + block));
    fft.forward();
    spectrum[0] *= filter[0];
    spectrum[1] *= filter[1];
    for (let k = 2; k < length; k += 2) {
      const re = spectrum[k], im = spectrum[k + 1];
      spectrum[k] = re * filter[k] - im * filter[k + 1];
      spectrum[k + 1] = re * filter[k + 1] + im * filter[k];
    }
    fft.backward();
    const end = Math.min(length, samples.length - start);
    for (let i = 0; i < end; i++) result[start + i] += values[i] / length;
  }
  return result;
}
