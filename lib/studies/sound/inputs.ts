/** What models read of a sound: descriptors of the whole, or its mel spectrogram along time. */
import { type Matrix, matrix } from "../../core/matrix.ts";
import { checkSetting } from "../../core/settings.ts";
import { mean, standardDeviation } from "../../core/statistics.ts";
import { type Tensor, tensor } from "../../core/tensor.ts";
import type { Dataset } from "../../data/mod.ts";
import type { Features } from "../../features/features.ts";

/** Everything that is measured of a sound (`describeSound`), powers and variances in decibels: what is ten times as strong
 * is one step further, loud or soft.
 *
 * @example
 * ```ts ignore
 * const machine = onFeatures(descriptors(), standard(), svm());
 * ```
 */
export function descriptors(): Features {
  return reading("descriptors", { of: "described" }, async (data, rows) => {
    const { names, rows: count, data: values } = await data.tensor("described", rows);
    const isPower = names.map((name) => /^mel_spectrogram_|_var$/.test(name)), d = names.length;
    const own = values.map((x, at) => isPower[at % d] ? 10 * Math.log10(Math.max(x, 1e-10)) : x);
    return { data: own, rows: count, names };
  });
}

/** The mel spectrogram in decibels, every few frames averaged: a sequence [steps, bands], or a picture [steps, bands, 1]. A
 * scaler after a sequence gives every band the mean 0; after a picture, all of it.
 *
 * @param settings.every frames that become one step; those that are left at the end are dropped
 * @example
 * ```ts ignore
 * const network = onFeatures([mels(), standard()], networkClassifier({ network: "cnn1d", end: "attention" }));
 * ```
 */
export function mels({ every = 4, picture = false } = {}): Features {
  checkSetting("the setting every", every, { least: 1, whole: true });
  return reading("mels", { every, picture }, async (data, rows) => {
    const x = averaged(await data.tensor("mel", rows), every);
    return picture ? tensor(x.rows, [...x.shape, 1], ["dB"], x.data) : x;
  });
}

/** Mean and standard deviation over time of every mel band, in decibels: a small table that hears timbre and level, and
 * costs next to nothing.
 *
 * @example
 * ```ts ignore
 * const quick = onFeatures(melStatistics(), standard(), svm());
 * ```
 */
export function melStatistics(): Features {
  return reading("mel statistics", {}, async (data, rows) => {
    const { data: values, rows: count, shape: [frames, bands] } = await data.tensor("mel", rows);
    const names = Array.from({ length: bands }, (_, band) => `mel ${band + 1}`);
    const out = matrix(count, [...names, ...names.map((name) => `${name}, deviation`)]);
    for (let row = 0; row < count; row++) {
      for (let band = 0; band < bands; band++) {
        const own = Float64Array.from(
          { length: frames },
          (_, t) => values[(row * frames + t) * bands + band],
        );
        out.data[row * 2 * bands + band] = mean(own);
        out.data[row * 2 * bands + bands + band] = standardDeviation(own, 0);
      }
    }
    return out;
  });
}

function averaged({ data, rows, shape: [frames, bands] }: Tensor, every: number): Tensor {
  const steps = Math.max(1, Math.floor(frames / every)), count = Math.min(every, frames);
  const out = new Float32Array(rows * steps * bands);
  for (let row = 0; row < rows; row++) {
    for (let t = 0; t < steps * count; t++) {
      const from = (row * frames + t) * bands, to = (row * steps + Math.floor(t / count)) * bands;
      for (let band = 0; band < bands; band++) out[to + band] += data[from + band] / count;
    }
  }
  const names = Array.from({ length: bands }, (_, band) => `mel ${band + 1}`);
  return tensor(rows, [steps, bands], names, out);
}

/** Features that learn nothing. */
function reading(
  name: string,
  settings: Readonly<Record<string, unknown>>,
  read: (data: Dataset, rows: Int32Array) => Promise<Matrix>,
): Features {
  return {
    name,
    settings,
    fit: async (data, rows) => ({ train: await read(data, rows), transform: read }),
  };
}
