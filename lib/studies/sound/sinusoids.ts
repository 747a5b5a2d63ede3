/** What a network's matrix of sinusoids has become: the spectrum of each of its columns. */
import { stft } from "../../audio/stft.ts";
import type { tf } from "../../nn/tf.ts";

/** A picture of some of the filters: `heatmap({ ...spectraOf(model, 8000), title, unit })`. */
export interface Spectra {
  /** Hz. */
  readonly x: readonly number[];
  /** Numbers of the filters, in the order of their strongest frequency. */
  readonly y: readonly number[];
  /** How strong each frequency is in each filter, the largest of each 1. */
  readonly z: readonly Float32Array[];
  /** No number is written. */
  readonly digits: false;
}

/** How strong each frequency is in each pair of columns that the power adds up, the largest of each 1; pairs in the order of
 * their strongest frequency, which of true sinusoids is a diagonal.
 *
 * @param model a network of the kind "mfcc"
 * @param shown so many pairs, evenly among all
 * @example
 * ```ts ignore
 * heatmap({ ...spectraOf(model, 8000), title: "What each filter lets through", unit: "share" });
 * ```
 */
export function spectraOf(model: tf.LayersModel, rate: number, shown = 33): Spectra {
  const [kernel] = model.getLayer("sinusoids").getWeights(), [length, columns] = kernel.shape;
  const values = kernel.dataSync(), pairs = columns / 2, bins = length / 2 + 1;
  const spectra = Array.from({ length: pairs }, (_, pair) => {
    const out = new Float32Array(bins);
    for (const column of [pair, pairs + pair]) {
      const samples = Float32Array.from({ length }, (_, i) => values[i * columns + column]);
      // the frame whose middle is the column’s, of the three that there are
      const { data } = stft({ samples, rate }, { nFft: length, hopLength: length / 2 });
      for (let k = 0; k < bins; k++) {
        const at = 2 * (bins + k);
        out[k] += data[at] ** 2 + data[at + 1] ** 2;
      }
    }
    const most = out.reduce((a, b) => Math.max(a, b), 1e-30);
    return out.map((power) => Math.sqrt(power / most));
  });
  const peak = (spectrum: Float32Array) =>
    spectrum.indexOf(spectrum.reduce((a, b) => Math.max(a, b)));
  spectra.sort((a, b) => peak(a) - peak(b));
  const count = Math.min(shown, pairs), last = Math.max(1, count - 1);
  const y = Array.from({ length: count }, (_, i) => 1 + Math.round(i * (pairs - 1) / last));
  const x = Array.from({ length: bins }, (_, k) => Math.round(k * rate / length));
  return { x, y, z: y.map((pair) => spectra[pair - 1]), digits: false };
}
