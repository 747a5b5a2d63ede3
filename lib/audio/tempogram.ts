/** Tempogram: how regular onsets are, at every moment and for every period. */
import { checkSetting } from "../core/settings.ts";
import { RealFft } from "./fft.ts";
import { onsetStrength } from "./onset.ts";
import { type Frames, framesOf, numbered, type Sound } from "./sound.ts";
import { hann } from "./window.ts";

/** Autocorrelation of the onset envelope around each frame, under Hann's window; its largest value in a frame is 1.
 *
 * @param input a sound, or its onset envelope
 * @param settings.winLength frames that are looked at, and periods that are told apart
 * @returns frames × [winLength]; column k is a period of k frames
 * @see Grosche, P., Müller, M. & Kurth, F. (2010). Cyclic tempogram.
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const data = Float32Array.from({ length: 400 }, (_, t) => t % 20 === 0 ? 1 : 0); // an onset every 20 frames
 * const envelope = { rows: 400, shape: [1], names: ["onset strength"], data, rate: 22050, hopLength: 512 };
 * const row = tempogram(envelope, { winLength: 128 }).data.subarray(200 * 128, 201 * 128);
 * assertEquals(row.indexOf(Math.max(...row.subarray(5))), 20);
 * ```
 */
export function tempogram(
  input: Sound | Frames,
  { winLength = 384 }: { readonly winLength?: number } = {},
): Frames {
  checkSetting("the setting winLength", winLength, { least: 2, whole: true });
  const envelope = "samples" in input ? onsetStrength(input) : input, { data, rows } = envelope;
  const half = Math.floor(winLength / 2), padded = new Float32Array(rows + 2 * half);
  padded.set(data, half);
  for (let i = 0; i < half; i++) { // straight lines down to 0 beyond both ends
    padded[i] = data[0] * i / half;
    padded[padded.length - 1 - i] = data[rows - 1] * i / half;
  }
  const fft = RealFft.of(2 ** Math.ceil(Math.log2(Math.max(32, 2 * winLength - 1))));
  const values = fft.values, spectrum = fft.spectrum, window = hann(winLength);
  const result = new Float32Array(rows * winLength);
  for (let r = 0; r < rows; r++) {
    values.fill(0, winLength);
    for (let i = 0; i < winLength; i++) values[i] = (padded[r + i] ?? 0) * window[i];
    fft.forward();
    spectrum[0] *= spectrum[0];
    spectrum[1] *= spectrum[1];
    for (let k = 2; k < spectrum.length; k += 2) {
      spectrum[k] = spectrum[k] * spectrum[k] + spectrum[k + 1] * spectrum[k + 1];
      spectrum[k + 1] = 0;
    }
    fft.backward();
    let most = 0;
    for (let i = 0; i < winLength; i++) most = Math.max(most, Math.abs(values[i]));
    const scale = most < 1.2e-38 ? 0 : 1 / most;
    for (let i = 0; i < winLength; i++) result[r * winLength + i] = values[i] * scale;
  }
  return framesOf(result, numbered("lag", winLength, 0), envelope);
}
